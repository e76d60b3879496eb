"""People meant by their title alone: "the Fed chair", "Morocco's foreign minister". Knows what the library prints of titles, no list of holders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from rag.governments import find_governments
from rag.question.known import Known, Person, government_meant
from rag.question.wording import AUXILIARIES, QUESTION_WORDS, SAYING, SMALL, STOPS
from rag.question.words import Mention, Token
from rag.text import tokens as folded_words

_HEADS = {
    "president": "president", "secretary": "secretary", "minister": "minister", "premier": "minister", "chair": "chair", "chairman": "chair",
    "chairwoman": "chair", "chairperson": "chair", "spokesperson": "spokesperson", "spokesman": "spokesperson", "spokeswoman": "spokesperson",
    "governor": "governor", "chancellor": "chancellor", "ambassador": "ambassador", "director": "director", "administrator": "administrator",
    "commissioner": "commissioner", "general": "general", "coordinator": "coordinator", "king": "king", "commander": "commander", "envoy": "envoy",
    "advisor": "advisor", "adviser": "advisor", "mayor": "mayor", "senator": "senator", "representative": "representative",
}  # fmt: skip


def find_titles(question: str, tokens: Sequence[Token], known: Known) -> Iterator[Mention]:
    """People meant by their title alone: "the Fed chair", "Morocco's foreign minister"; or the government whose official is meant."""
    named = find_governments(question)
    for at, token in enumerate(tokens):
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if token.word not in _HEADS or (following and following.capital and not token.possessive and following.word not in QUESTION_WORDS | SMALL):
            continue
        before = list(takewhile(lambda each: each.word not in STOPS | SAYING, reversed(tokens[max(0, at - 4) : at])))
        first, stop = at - len(before), _title_stop(tokens, at)
        phrase = tokens[first:stop]
        meant = [name for start, end, name in named if start < phrase[-1].stop and phrase[0].start < end]
        plain = [each.word for each in phrase if each is not token and each.word not in ("of", "the", "and", "for")]
        people = _holders(_HEADS[token.word], plain, set(meant), known) or _called(token.word, plain, known)
        if (people or meant) and (first < at or stop > at + 1 or (at and tokens[at - 1].word == "the")):
            yield Mention(first, stop, people=people, government=next(iter(meant), ""))


def _title_stop(tokens: Sequence[Token], at: int) -> int:
    """Where a title ends whose head stands at `at`: after "of" or "for" and a name of at most four words ("Secretary of Homeland Security")."""
    joined = "" if tokens[at].possessive else next((token.word for token in tokens[at + 1 : at + 2]), "")
    if joined not in ("of", "for"):
        return at + 1
    rest = list(takewhile(lambda each: each.word == "the" or each.word not in STOPS | SAYING | SMALL | AUXILIARIES, tokens[at + 2 : at + 6]))
    capital = list(takewhile(lambda each: each.word == "the" or each.capital, rest))
    named = len(capital) or min(1, len(rest) * (joined == "of"))
    return at + 2 + named if named else at + 1


def _holders(head: str, plain: Sequence[str], meant: set[str], known: Known) -> tuple[Person, ...]:
    """Officials whose title fits head and words with the fewest words to spare, of the government that is meant."""
    fits: list[tuple[bool, int, int, Person]] = []
    for person in known.people:
        core = _core(person.title)
        if person.speaker.role == "press" or head not in map(_HEADS.get, core) or (meant and person.speaker.speaks_for not in meant):
            continue
        title = {_SAME_OFFICE.get(word, word) for word in person.title}
        missing = [word for word in plain if not any(title.issuperset(words) for words in _forms(word, known))]
        if not missing or (meant and all(any(government_meant(form) in meant for form in (word, word.upper())) for word in missing)):
            spare = [word for word in core if word not in plain and _HEADS.get(word) != head]
            fits.append((known.within.isdisjoint(person.briefings), len(missing), len(spare), person))
    least = min((fit[:3] for fit in fits), default=())
    people = tuple(person for *fit, person in fits if tuple(fit) == least)
    return people if len({person.name for person in people}) <= MOST else ()


# A title that more people bear names nobody ("the minister" in the minutes of a parliament).
MOST = 6


def _called(head: str, plain: Sequence[str], known: Known) -> tuple[Person, ...]:
    """Those labelled by the head alone ("Secretary Lund") whom some transcript calls by the whole title ("the Secretary of Mines, Lund")."""
    ways = [way for way in ((*plain, head), (head, "of", *plain), (head, "of", "the", *plain)) if plain and known.prints(way)]
    bare = [person for person in known.people if person.name and person.title == (head,)]
    meant = {person.name[-1] for person in bare if any(known.prints((*way, *name)) for way in ways for name in (person.name, person.name[-1:]))}
    return tuple(person for person in bare if person.name[-1] in meant)


# What one government calls foreign, another calls external.
_SAME_OFFICE = {"external": "foreign"}


def _forms(word: str, known: Known) -> Iterator[set[str]]:
    """A word of a title, and what it is short for ("DHS": homeland, security)."""
    yield {_SAME_OFFICE.get(word, word)}
    for other in known.aliases.of((word,)):
        words = set(folded_words(other)) - {"department", "of", "the", "and"}
        if len(words) > 1:
            yield words


def _core(title: Sequence[str]) -> tuple[str, ...]:
    """The words of a title before its "of" or "for"; the rest names the place."""
    return tuple(takewhile(lambda word: word not in ("of", "for", "to", "in", "board"), title))
