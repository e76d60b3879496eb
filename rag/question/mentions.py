"""Who and what a question names, and whether the named one is asked to speak or only spoken of. Grammar of short questions, no model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from rag.governments import capital_of, find_governments
from rag.index.lexical import stem
from rag.question.known import Known, Person, government_meant
from rag.question.wording import (
    AUXILIARIES,
    BETWEEN,
    HONORIFICS,
    LINES,
    NUMBERS,
    QUESTION_WORDS,
    REPORTERS,
    SAYING,
    SMALL,
    STATEMENTS,
    STOPS,
    WORDS_TOO,
)
from rag.text import APOSTROPHES, fold, words
from rag.text import tokens as folded_words


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a question: folded without a possessive ending, and its place."""

    word: str
    start: int
    stop: int
    capital: bool
    possessive: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `[first, stop)` that name people, an outlet or a government known to the library; `speaks`: its words are asked for."""

    first: int
    stop: int
    people: tuple[Person, ...] = ()
    outlets: tuple[str, ...] = ()
    government: str = ""
    speaks: bool = False


def split(question: str) -> tuple[Token, ...]:
    """The words of a question."""
    return tuple(_token(question, word.start, word.stop) for word in words(question))


def _token(question: str, start: int, stop: int) -> Token:
    raw = question[start:stop]
    possessive = len(raw) > 2 and (raw[-2] in APOSTROPHES or (raw[-1] == "s" and question[stop : stop + 1] in tuple(APOSTROPHES)))
    return Token(fold(raw[:-2] if raw[-2:-1] in tuple(APOSTROPHES) else raw), start, stop, raw[:1].isupper(), possessive)


# First names that do not begin alike (the others are told by their first three letters: Jen and Jennifer, Ben and Benjamin).
_SHORT_NAMES = (
    ("tony", "anthony", "antony"), ("bill", "william", "will"), ("bob", "robert", "rob"), ("jim", "james"), ("dick", "richard", "rick"),
    ("mike", "michael"), ("tom", "thomas"), ("ned", "ted", "edward", "theodore"), ("larry", "lawrence", "laurence"), ("liz", "elizabeth"),
    ("kate", "katherine", "catherine", "kathy"), ("peggy", "margaret", "maggie"), ("jack", "john"), ("joe", "joseph"), ("chuck", "charles"),
    ("hank", "henry", "harry"), ("jerry", "gerald", "jerome", "jay"), ("sandy", "alexander", "alexandra"), ("jose", "pepe"),
    ("steve", "stephen"),
)  # fmt: skip


def find_mentions(question: str, tokens: Sequence[Token], known: Known) -> tuple[Mention, ...]:
    """Everything that the question names, longest first where two overlap, each judged for whether it speaks."""
    found = [*_people(question, tokens, known), *_titles(question, tokens, known), *_outlets(tokens, known), *_governments(question, tokens, known)]
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda one: one.first - one.stop):
        if not any(mention.first < other.stop and other.first < mention.stop for other in kept):
            kept.append(mention)
    return tuple(_coordinated([_judge(mention, tokens) for mention in sorted(kept, key=lambda one: one.first)], tokens))


def _coordinated(mentions: list[Mention], tokens: Sequence[Token]) -> Iterator[Mention]:
    """ "What did A and B say": who stands beside one who speaks speaks as well."""
    for at, mention in enumerate(mentions):
        following = mentions[at + 1] if at + 1 < len(mentions) else None
        beside = (
            following and following.speaks and [token.word for token in tokens[mention.stop : following.first]] in (["and"], ["or"], ["and", "the"])
        )
        yield replace(mention, speaks=mention.speaks or bool(beside))


def _people(question: str, tokens: Sequence[Token], known: Known) -> Iterator[Mention]:
    lower_case = not any(token.capital for token in tokens[1:])
    for at, token in enumerate(tokens):
        named = [person for person in known.by_word.get(token.word, ()) if person.name[-1] == token.word]
        asked = lower_case and 0 < at < len(tokens) - 1 and tokens[at - 1].word in AUXILIARIES and tokens[at + 1].word in SAYING
        if not named or (token.word in WORDS_TOO and not token.capital and not lower_case):
            continue
        first = at
        while first and any(tokens[first - 1].word in person.name[:-1] for person in named):
            first -= 1
        given = {each.word for each in tokens[first : at + 1]}
        stranger = tokens[first - 1] if first and tokens[first - 1].capital and first > 1 and not tokens[first - 1].possessive else None
        if stranger and stranger.word not in HONORIFICS | known.titles and first == at and stranger.word not in QUESTION_WORDS | AUXILIARIES:
            named = [person for person in named if len(person.name) == 1 or _alike(stranger.word, person.name[0])]
            first -= 1
        people = tuple(person for person in named if given <= set(person.name) or set(person.name) <= given or stranger)
        titles = (HONORIFICS | known.titles) - {"the"}
        titled = bool(first) and tokens[first - 1].word in titles
        if people and (len(given) > 1 or titled or asked or _stands_out(token, at, lower_case, people)):
            while first and tokens[first - 1].word in titles:
                first -= 1
            meant = [name for _, _, name in find_governments(question[tokens[first].start : token.stop]) if name in known.governments]
            yield Mention(first, at + 1, people=people, government=meant[0] if meant else "")


def _stands_out(token: Token, at: int, lower_case: bool, people: Sequence[Person]) -> bool:
    """Whether a lone surname is meant as one."""
    if token.word in NUMBERS:
        return False
    if token.word in WORDS_TOO or all(len(person.name) == 1 and person.speaker.role == "press" for person in people):
        return token.capital and at > 0
    return token.capital or lower_case


def _alike(given: str, first: str) -> bool:
    return given[:3] == first[:3] or len(first) == 1 or any(given in names and first in names for names in _SHORT_NAMES)


_HEADS = {
    "president": "president", "secretary": "secretary", "minister": "minister", "premier": "minister", "chair": "chair", "chairman": "chair",
    "chairwoman": "chair", "chairperson": "chair", "spokesperson": "spokesperson", "spokesman": "spokesperson", "spokeswoman": "spokesperson",
    "governor": "governor", "chancellor": "chancellor", "ambassador": "ambassador", "director": "director", "administrator": "administrator",
    "commissioner": "commissioner", "general": "general", "coordinator": "coordinator", "king": "king", "commander": "commander", "envoy": "envoy",
    "advisor": "advisor", "adviser": "advisor", "mayor": "mayor", "senator": "senator", "representative": "representative",
}  # fmt: skip


def _titles(question: str, tokens: Sequence[Token], known: Known) -> Iterator[Mention]:
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
        people = _holders(_HEADS[token.word], plain, set(meant), known)
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
    fits: list[tuple[int, int, Person]] = []
    for person in known.people:
        core = _core(person.title)
        if person.speaker.role == "press" or head not in map(_HEADS.get, core) or (meant and person.speaker.speaks_for not in meant):
            continue
        title = {_SAME_OFFICE.get(word, word) for word in person.title}
        missing = [word for word in plain if not any(title.issuperset(words) for words in _forms(word, known))]
        if not missing or (meant and all(any(government_meant(form) in meant for form in (word, word.upper())) for word in missing)):
            spare = [word for word in core if word not in plain and _HEADS.get(word) != head]
            fits.append((len(missing), len(spare), person))
    least = min((fit[:2] for fit in fits), default=(0, 0))
    return tuple(person for *fit, person in fits if tuple(fit) == least)


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


def _outlets(tokens: Sequence[Token], known: Known) -> Iterator[Mention]:
    for at, token in enumerate(tokens):
        for outlet in known.outlets_from.get(token.word, ()):
            run = tuple(each.word for each in tokens[at : at + len(outlet)])
            if run == outlet and (token.capital or len(outlet) > 1) and not token.word.isdigit():
                stop = at + len(outlet)
                yield Mention(at, stop + (tokens[stop].word in REPORTERS if stop < len(tokens) else 0), outlets=known.outlets[outlet])


def _governments(question: str, tokens: Sequence[Token], known: Known) -> Iterator[Mention]:
    for start, stop, name in find_governments(question):
        inside = [at for at, token in enumerate(tokens) if start <= token.start < stop]
        if inside:
            yield Mention(inside[0], inside[-1] + 1, government=name)
    for at, token in enumerate(tokens):
        if token.word == "us" and question[token.start : token.stop] == "us" and (at == 0 or tokens[at - 1].word == "the"):
            yield Mention(at, at + 1, government="United States")
        if token.word == "america" and not (at and (tokens[at - 1].capital or tokens[at - 1].word == "of")):
            yield Mention(at, at + 1, government="United States")
        if token.word == "the":
            yield from _bodies(tokens, at + 1, known)
    yield from _capitals(tokens)


def _capitals(tokens: Sequence[Token]) -> Iterator[Mention]:
    """A capital that says something is its government ("what does Washington say"); elsewhere it is a place."""
    for at in range(1, len(tokens)):
        for length in (1, 2):
            country = capital_of(" ".join(token.word for token in tokens[at : at + length]))
            if country and tokens[at].capital and is_subject(tokens, at, at + length):
                yield Mention(at, at + length, government=country)


def _bodies(tokens: Sequence[Token], at: int, known: Known) -> Iterator[Mention]:
    """A body that only the headers know ("the task force"), where it is said to say something: whoever's officials speak there."""
    stop = next((end for end in range(at + 1, min(at + 4, len(tokens))) if tokens[end].word in SAYING), at)
    words = {stem(token.word) for token in tokens[at:stop]}
    if words and all(known.header_counts.get(word) for word in words) and not any(token.word in known.by_word for token in tokens[at:stop]):
        name = known.government_of(frozenset(id for id, header in known.headers.items() if words <= header))
        if name:
            yield Mention(at, stop, government=name)


def _judge(mention: Mention, tokens: Sequence[Token]) -> Mention:
    speaks = _speaks(mention, tokens)
    return replace(mention, speaks=speaks)


def is_subject(tokens: Sequence[Token], first: int, stop: int) -> bool:
    """Whether the tokens `[first, stop)` stand between an auxiliary and a verb of saying ("did X say")."""
    return tokens[first - 1].word in AUXILIARIES and stop < len(tokens) and tokens[stop].word in SAYING


def _speaks(mention: Mention, tokens: Sequence[Token]) -> bool:
    first = mention.first - (mention.first > 0 and tokens[mention.first - 1].word in ("the", "a"))
    before = [token.word for token in tokens[max(0, first - 3) : first]]
    after = [token.word for token in tokens[mention.stop : mention.stop + 4]]
    if before[-2:] == ["according", "to"] or (before[-1:] in (["per"], ["said"]) and before[-2:-1] != ["was"]):
        return True
    if before[-1:] and before[-1] in ("by", "from", "of") and before[-2:-1] and before[-2] in STATEMENTS:
        return True
    if any(word in STATEMENTS for word in after[:3]) and tokens[mention.stop - 1].possessive:
        return True
    if not mention.people and after[:1] and after[0] in LINES:
        owned = first == mention.first and bool(before) and (before[-1] in _OWNERS or tokens[first - 1].possessive)
        return not owned  # "its North Korea policy" is somebody else's
    if before[-1:] and before[-1] in ("ask", "asked", "tell", "told", "to", "with", "about", "between"):
        return False
    if before[-1:] and before[-1] in ("was", "were", "is", "are") and after[:1] and after[0] in _DONE_TO:
        return False
    if _says(after, before):
        return True
    return (first == 0 and after[:1] in (["on"], ["about"], ["regarding"])) or _keywords(mention, tokens)


_OWNERS = ("its", "their", "his", "her", "our", "your")
# After "was X": done to X, not by X.
_DONE_TO = frozenset(("advised", "asked", "blamed", "condemned", "criticized", "praised", "told", "urged", "warned"))


def _says(after: Sequence[str], before: Sequence[str]) -> bool:
    """Whether a verb of saying follows, with an auxiliary before it ("did X say") or in its place ("X said")."""
    passed = list(takewhile(lambda word: word in BETWEEN or word in AUXILIARIES, after))
    verb = after[len(passed)] if len(passed) < len(after) else ""
    return verb in SAYING or (verb in ("rule", "ruled") and "out" in after)


def _keywords(mention: Mention, tokens: Sequence[Token]) -> bool:
    """In a question without a verb ("passport backlog arndt") the official named is asked for."""
    grammar = (QUESTION_WORDS - {"how"}) | AUXILIARIES | SAYING | {"the", "a", "and", "about"}
    return any(person.speaker.role != "press" for person in mention.people) and not any(token.word in grammar for token in tokens)
