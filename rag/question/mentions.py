"""Who and what a question names, and whether the named one is asked to speak or only spoken of. Grammar of short questions, no model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from rag.governments import capital_of, find_governments
from rag.index.lexical import stem
from rag.question.known import Known, Person
from rag.question.titles import find_titles
from rag.question.wording import (
    AUXILIARIES,
    BETWEEN,
    HONORIFICS,
    LINES,
    NUMBERS,
    OFFICIALS,
    POST_NOMINALS,
    QUESTION_WORDS,
    REPORTERS,
    SAYING,
    STATEMENTS,
    WORDS_TOO,
)
from rag.question.words import Mention, Token
from rag.text import tokens as folded_words

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
    found = [
        *_people(question, tokens, known),
        *find_titles(question, tokens, known),
        *_outlets(question, tokens, known),
        *_governments(question, tokens, known),
    ]
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
        if _begins_a_name(tokens, at):  # "Trevor Reed" is not the Trevor of whom no more is known
            named = [person for person in named if len(person.name) > 1 or person.speaker.role != "press"]
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
            here = tuple(person for person in people if known.within & person.briefings)
            stop = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].capital and tokens[at + 1].word in POST_NOMINALS)
            yield Mention(first, stop, people=here or people, government=meant[0] if meant else "")


def _begins_a_name(tokens: Sequence[Token], at: int) -> bool:
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return bool(following and following.capital and following.start == tokens[at].stop + 1 and not tokens[at].possessive)


def _stands_out(token: Token, at: int, lower_case: bool, people: Sequence[Person]) -> bool:
    """Whether a lone surname is meant as one."""
    if token.word in NUMBERS:
        return False
    if token.word in WORDS_TOO or all(len(person.name) == 1 and person.speaker.role == "press" for person in people):
        return token.capital and at > 0
    return token.capital or lower_case


def _alike(given: str, first: str) -> bool:
    return given[:3] == first[:3] or len(first) == 1 or any(given in names and first in names for names in _SHORT_NAMES)


def _outlets(question: str, tokens: Sequence[Token], known: Known) -> Iterator[Mention]:
    for at, token in enumerate(tokens):
        for outlet in known.outlets_from.get(token.word, ()):
            run = tuple(each.word for each in tokens[at : at + len(outlet)])
            if run == outlet and (token.capital or len(outlet) > 1) and not token.word.isdigit() and _is_outlet(question, tokens, at, known):
                stop = at + len(outlet)
                yield Mention(at, stop + (tokens[stop].word in REPORTERS if stop < len(tokens) else 0), outlets=known.outlets[outlet])


def _is_outlet(question: str, tokens: Sequence[Token], at: int, known: Known) -> bool:
    """Two letters are an outlet's initials only in capitals and where it asks ("what did the FT ask"); "PM" and "UN" are others'."""
    token = tokens[at]
    written = question[token.start : token.stop]
    if len(token.word) != 2 or any(folded_words(name) == [token.word] for name in known.outlets.get((token.word,), ())):
        return True
    first = at - (at > 0 and tokens[at - 1].word == "the")
    asks = first > 0 and tokens[first - 1].word in AUXILIARIES and at + 1 < len(tokens) and tokens[at + 1].word in SAYING
    return written.isupper() and (asks or token.possessive) and not find_governments(written)


def _governments(question: str, tokens: Sequence[Token], known: Known) -> Iterator[Mention]:
    for start, stop, name in find_governments(question):
        inside = [at for at, token in enumerate(tokens) if start <= token.start < stop]
        if inside:
            after = inside[-1] + 1
            yield Mention(inside[0], after + (after < len(tokens) and tokens[after].word in OFFICIALS), government=name)
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
        return first < 3 or not tokens[first - 3].possessive  # "Israel's view of Iran" is Israel's
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
