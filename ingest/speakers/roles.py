"""What each labelled person is here: official, press, moderator or other; by titles and by what he does, never by who he is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from ingest.speakers.calls import call, calls_anyone, house_called
from ingest.speakers.designations import Label, decode
from ingest.speakers.hearings import PRESS_EVENT, hearing, is_hearing, is_sitting, sitting
from ingest.speakers.label_words import AUTHORITY
from ingest.speakers.mentions import akin
from ingest.speakers.names import (
    holds_office,
    plain,
    surname,
)
from ingest.speakers.people import Person
from ingest.speakers.record import Record, within
from rag.types import Role

STATEMENT: Final = 250
"""Words of a turn that is a statement, not a welcome and the ground rules (which may take twice as many at the very beginning)."""

SHORT: Final = 14
"""Words of a turn that may call on somebody in a way of its own."""


def roles(record: Record, people: Mapping[str, Person], home: str = "") -> list[Role]:
    """The role of each turn's speaker. `home`: whose office publishes the record."""
    read = {label: decode(label) for label in dict.fromkeys(record.labels)}
    if is_hearing(record):
        return hearing(record, read, people)
    if is_sitting(record, read):
        presiding = _as_one(sitting(read), people)
        return [presiding[label] for label in record.labels]
    unnamed = sum(read[label].kind in ("press", "outlet") or bool(read[label].outlet) for label in record.labels)
    general = unnamed * 20 >= len(record.labels)
    first: dict[str, Role] = {label: _at_first(label, each, people.get(label), general) for label, each in read.items()}
    if general:
        first = _among_unnamed(record, first)
    else:
        first = _by_deeds(record, first) if home or is_press_event(record) else _unheaded(record, read, people, first)
    for label in [label for label, role in first.items() if role == "official" and _may_moderate(read[label])]:
        if _only_calls(record, first, people[label].labels if label in people else {label}):
            first[label] = "moderator"
    first = _as_one(first, people) | _announced(record, people)
    return [first[label] for label in record.labels]


def _announced(record: Record, people: Mapping[str, Person]) -> dict[str, Role]:
    """The labels of those whom the header announces as moderators: "Moderator: Jane Doe"."""
    header = "\n".join(record.header)
    if not _MODERATED.search(header):
        return {}
    named = {label: re.escape(person.name) for label, person in people.items() if " " in person.name}
    return {label: "moderator" for label, name in named.items() if re.search(rf"{_MODERATED.pattern}{name}\b", header)}


_MODERATED: Final = re.compile(r"\b(?:Moderators?|Moderated by|Chairperson|Facilitators?):?\s+(?:(?:Mr|Ms|Mrs|Dr|Shri|Smt)\.? )?")


def _as_one(first: Mapping[str, Role], people: Mapping[str, Person]) -> dict[str, Role]:
    """The roles, with every label of a person who has a role under one of them."""
    known = {id(people[label]): role for label, role in first.items() if role != "other" and label in people}
    return {label: known.get(id(people[label]), role) if role == "other" and label in people else role for label, role in first.items()}


def is_press_event(record: Record) -> bool:
    """Whether title or header speak of a press event, so that named questioners may be reporters."""
    return any(PRESS_EVENT.search(text) for text in record.header)


def _unheaded(record: Record, read: Mapping[str, Label], people: Mapping[str, Person], first: Mapping[str, Role]) -> dict[str, Role]:
    """Where nothing says that the press is there: an office makes no official of a member of a meeting, unless the title announces him."""
    if any(each.kind == "anonymous" for each in read.values()):
        return dict(first)
    announced = {label for label, person in people.items() if holds_office(person.title) and surname(person.name) in record.header[0]}
    return {
        label: "other" if role == "official" and read[label].kind in ("person", "office") and label not in announced else role
        for label, role in first.items()
    }


def _may_moderate(label: Label) -> bool:
    """Whether a label leaves open that its bearer only calls on reporters: a name without an office, or a spokesperson."""
    return bool(re.search(r"\b(?:spokes\w+|press secretary)\b|^coordinator$", label.title, re.I)) or (
        label.kind == "person" and not holds_office(label.title)
    )


def _at_first(label: str, read: Label, person: Person | None, general: bool) -> Role:
    """The role by label and title alone; in a record with unnamed questioners a Mr or Dr is an official."""
    if read.kind in ("press", "outlet") or (read.outlet and general):
        return "press"
    if read.kind in ("moderator", "other"):
        return read.kind
    if read.kind in ("anonymous", "office") or holds_office(read.title) or AUTHORITY.search(read.title) or (person and holds_office(person.title)):
        return "official"
    if read.title:
        return "other"
    return "official" if general and (read.courtesy or re.match(r"\d+\. ", label)) else "other"


def _by_deeds(record: Record, first: Mapping[str, Role]) -> dict[str, Role]:
    """Where every label is a name: who calls the others is the moderator, the others are the press if an official is there to be asked."""
    decided = dict(first)
    if "official" not in first.values():
        decided |= {label: "official" for label in _given_the_floor(record, first) or [_host_of_all(record, first)] if label}
    if "official" not in decided.values():
        return decided
    for label in (label for label, role in first.items() if decided[label] == "other" and _is_somebody(label)):
        turns = [index for index, other in enumerate(record.labels) if other == label]
        called = sum(_calls_next(record, index) for index in turns)
        if (called * 2 >= len(turns) and called) or any(_OPENS_QUESTIONS.search(record.texts[index]) for index in turns):
            decided[label] = "moderator"
        elif any(_TELLS_OFFICE.search(record.texts[index][:300]) for index in turns):
            decided[label] = "official"
        elif _is_answered(record, decided, turns) and any(_ASKS.search(record.texts[index]) for index in turns):
            decided[label] = "press"
    return decided


def _given_the_floor(record: Record, first: Mapping[str, Role]) -> list[str]:
    """Persons to whom others give the floor by name ("I give the floor to Dr Teodor"), where the office that publishes answers."""
    given = [match[1] for text in record.texts for match in _FLOOR.finditer(text)]
    return [label for label, role in first.items() if role == "other" and any(name in decode(label).name.split() for name in given)]


_FLOOR: Final = re.compile(r"\b[Ff]loor to (?:(?:Dr|Mr|Ms|Mrs|Prof)\.? )?([A-Z][\w’'-]+)")


def _among_unnamed(record: Record, first: Mapping[str, Role]) -> dict[str, Role]:
    """Beside unnamed questioners: a bare name that is called asks, one that calls moderates."""
    decided = dict(first)
    for label in (label for label, role in first.items() if role == "press" and decode(label).kind == "person"):
        turns_of = [index for index, other in enumerate(record.labels) if decode(other).name == decode(label).name]
        if 2 * sum(_calls_next(record, index) for index in turns_of) >= len(turns_of):
            decided |= {record.labels[index]: "moderator" for index in turns_of}
    nobody = [label for label in first if _NOBODY.fullmatch(label)]
    decided |= {label: "press" for label in nobody if all("?" in text for at, text in zip(record.labels, record.texts, strict=True) if at == label)}
    asking = {decode(label).name for label, role in decided.items() if role == "press"} - {""}
    decided |= {label: "press" for label, role in decided.items() if role == "other" and decode(label).name in asking}
    bare = [label for label, role in decided.items() if role == "other" and decode(label).kind == "person"]
    turns = {label: [index for index, other in enumerate(record.labels) if other == label] for label in bare}
    for label in bare:
        called = any(index and (mention := call(record.texts[index - 1])) and akin(mention.name, decode(label).name) for index in turns[label])
        if called and _is_answered(record, first, turns[label]) and any(_ASKS.search(record.texts[index]) for index in turns[label]):
            decided[label] = "press"
    for label in bare:
        asked = any(index and first.get(record.labels[index - 1]) == "press" for index in turns[label])
        if (
            decided[label] == "other"
            and asked
            and (all(_replies(record, first, index) for index in turns[label]) or _answers(record, first, turns[label]))
        ):
            decided[label] = "official"
    for label in bare:
        if all(_gives_word(record, decided, index) for index in turns[label]):
            decided[label] = "moderator"
    return decided


_NOBODY: Final = re.compile(r"(?i:unidentified|unknown)")
"""A label of whom the transcriber did not know; among questioners who only asks is one of them."""


def _answers(record: Record, first: Mapping[str, Role], turns: Sequence[int]) -> bool:
    """Whether somebody who asks nothing speaks mostly right after questioners, his opening statement apart."""
    asked = sum(first.get(record.labels[index - 1]) == "press" for index in turns if index)
    return 2 * asked >= len(turns) - (0 in turns) and not any("?" in record.texts[index] for index in turns)


def _replies(record: Record, first: Mapping[str, Role], index: int) -> bool:
    """Whether a turn of some length, with no question at its end, follows a questioner's or an official's."""
    before = first.get(record.labels[index - 1]) if index else None
    return before in ("press", "official") and not within(record.texts[index], 20) and not record.texts[index].rstrip().endswith("?")


def _gives_word(record: Record, first: Mapping[str, Role], index: int) -> bool:
    """Whether a turn calls somebody and a questioner speaks next."""
    follows = "".join(record.labels[index + 1 : index + 2])
    return first.get(follows) == "press" and within(record.texts[index], 40) and call(record.texts[index]) is not None


def _host_of_all(record: Record, first: Mapping[str, Role]) -> str:
    """The one who opens a press event and answers most others' questions, "" when there is none."""
    host = record.labels[0] if record.labels else ""
    others = [index for index, label in enumerate(record.labels) if label != host and first[label] == "other"]
    asked = [index for index in others if "?" in record.texts[index] and record.labels[index + 1 : index + 2] == [host]]
    return host if first.get(host) == "other" and len(asked) >= 2 and len(asked) * 2 > len(others) else ""


def _is_somebody(label: str) -> bool:
    """Whether a label stands for one person, named or numbered."""
    return decode(label).kind == "person" or bool(re.match(r"(?i:speaker|voice|unidentified \w+) ?\d*$", label))


def _calls_next(record: Record, index: int) -> bool:
    mention = call(record.texts[index])
    following = record.labels[index + 1 : index + 3]
    return bool(mention) and any(akin(mention.name, decode(label).name) for label in following if mention)


_ASKS: Final = re.compile(r"\?|\b(?i:wonder(?:ing)?|questions?|could you|can you|hoping|curious)\b")

_OPENS_QUESTIONS: Final = re.compile(
    r"\b(?i:(?:we|i)(?:['’]ll| will| can) (?:now )?(?:take|move to|go to|turn to) (?:your |some |a few |any )?questions|open (?:it|things|the (?:call|floor|line)) (?:up )?(?:for|to) questions)"
)
"""How who manages a call lets the questions begin."""

_TELLS_OFFICE: Final = re.compile(
    r"\bI(?: a|['’])m the (?:(?:acting|deputy|assistant|principal|senior|under|special|associate|executive|managing) )*"
    r"(?:director|secretary|minister|administrator|commissioner|ambassador|envoy|spokes\w+|coordinator|chief|head) (?:of|for|at|in|to)\b",
    re.I,
)
"""How somebody says which office he holds."""


def _is_answered(record: Record, first: Mapping[str, Role], turns: Sequence[int]) -> bool:
    return any(first.get(label) == "official" for index in turns for label in record.labels[index + 1 : index + 2])


def _only_calls(record: Record, first: Mapping[str, Role], labels: set[str]) -> bool:
    """Whether a person calls reporters and answers none, while somebody else answers."""
    turns = [index for index, label in enumerate(record.labels) if label in labels]
    if not _others_answer(record, first, labels):
        return False
    if turns == [0] and within(record.texts[0], 2 * STATEMENT) and _HANDS_ON.search(record.texts[0][-250:]):
        return True
    if any(not within(record.texts[index], STATEMENT if index else 2 * STATEMENT) for index in turns):
        return False
    inner = [index for index in turns if first.get("".join(record.labels[index + 1 : index + 2])) in ("press", "moderator")]
    hands_over = sum(_hands_over(record, record.texts[index]) for index in inner)
    short = sum(within(record.texts[index], SHORT) for index in inner)
    says = sum(_is_reply(record.texts[index]) and "press" in [first[label] for label in record.labels[index - 2 : index]] for index in turns[1:-1])
    alone = len(turns) == 1 and _is_reply(record.texts[turns[0]])
    return not alone and hands_over > 0 and max(hands_over, short) * 2 >= len(inner) and says * 10 <= len(turns)


def _hands_over(record: Record, text: str) -> bool:
    """Whether a turn gives the word to somebody; a sentence of one word that the record has in small letters as well calls nobody."""
    called = call(text)
    return bool(called and not (called.weak and record.holds(plain(called.name)))) or calls_anyone(text) or house_called(text) is not None


def _others_answer(record: Record, first: Mapping[str, Role], labels: set[str]) -> bool:
    """Whether an official of other labels speaks right after the press or a moderator."""
    return any(
        first[label] == "official" and label not in labels and index and first[record.labels[index - 1]] in ("press", "moderator")
        for index, label in enumerate(record.labels)
    )


_HANDS_ON: Final = re.compile(
    r"(?i:\b(?:turn|hand|pass) (?:(?:it|this|things|the (?:call|floor|mic\w*)) )?(?:back )?over to\b|\bover to you\b|\bgive you the floor\b)"
)
"""How who opens a briefing gives the word to the one who holds it."""


def _is_reply(text: str) -> bool:
    """Whether a turn says more than who is next."""
    words = len(text.split())
    return words > 20 and not (words < 60 and (call(text) or calls_anyone(text)))
