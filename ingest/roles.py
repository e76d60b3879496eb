"""What each labelled person is here (official, press, moderator or other) and whose official; by titles and by what he does, never by who he is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from ingest.metadata import Metadata
from ingest.names import holds_office, plain
from ingest.people import Label, Person, Record, decode
from ingest.press import akin, call, calls_anyone
from rag.governments import government
from rag.types import Role

_ABROAD: Final = re.compile(
    r"\b(?:prime minister|foreign minister|foreign secretary|minister|chancellor|premier|king|queen|prince|princess|emir|taoiseach|secretary[- ]general|president|"
    r"high representative|crown|pope)\b",
    re.I,
)
"""Offices that the government of the United States does not have (its President excepted): never taken for its officials without more."""
_LOCAL: Final = re.compile(r"\b(?:governor|mayor|senator|representative|congressman|congresswoman|coach|sheriff|premier|chief minister)\b", re.I)
"""Offices of states, towns and parliaments, which do not speak for a national government."""
_HEARING: Final = re.compile(r"\bHEARING\b[\s\S]{0,400}?\bCOMMITTEE\b|\bCOMMITTEE\b[\s\S]{0,400}?\bHEARING\b|\[(?:Senate|House) Hearing")


def is_hearing(record: Record) -> bool:
    """Whether the header is that of a parliamentary hearing."""
    return bool(_HEARING.search("\n".join(record.header[:80])))


def roles(record: Record, people: Mapping[str, Person]) -> list[Role]:
    """The role of each turn's speaker."""
    read = {label: decode(label) for label in set(record.labels)}
    if is_hearing(record):
        return _hearing(record, read, people)
    general = any(each.kind in ("press", "outlet") for each in read.values())
    first: dict[str, Role] = {label: _at_first(label, each, people.get(label), general) for label, each in read.items()}
    if not general:
        first = _by_deeds(record, first)
    for label in [label for label, role in first.items() if role == "official" and read[label].kind in ("person", "office")]:
        if _only_calls(record, first, people[label].labels if label in people else {label}):
            first[label] = "moderator"
    return [first[label] for label in record.labels]


def _at_first(label: str, read: Label, person: Person | None, general: bool) -> Role:
    """The role by label and title alone; in a record with unnamed questioners a Mr or Dr is an official."""
    if read.kind in ("press", "outlet"):
        return "press"
    if read.kind in ("moderator", "other"):
        return read.kind
    if read.kind in ("anonymous", "office") or (person and holds_office(person.title)):
        return "official"
    return "official" if general and (read.courtesy or re.match(r"\d+\. ", label)) else "other"


def _by_deeds(record: Record, first: Mapping[str, Role]) -> dict[str, Role]:
    """Where every label is a name: who calls the others is the moderator, the others are the press if an official is there to be asked."""
    if "official" not in first.values():
        return dict(first)
    decided = dict(first)
    for label in (label for label, role in first.items() if role == "other" and decode(label).kind == "person"):
        turns = [index for index, other in enumerate(record.labels) if other == label]
        called = sum(_calls_next(record, index) for index in turns)
        decided[label] = "moderator" if called * 2 >= len(turns) and called else "press" if _is_answered(record, first, turns) else "other"
    return decided


def _calls_next(record: Record, index: int) -> bool:
    mention = call(record.texts[index])
    following = record.labels[index + 1 : index + 3]
    return bool(mention) and any(akin(mention.name, decode(label).name) for label in following if mention)


def _is_answered(record: Record, first: Mapping[str, Role], turns: Sequence[int]) -> bool:
    return any(first.get(label) == "official" for index in turns for label in record.labels[index + 1 : index + 2])


def _only_calls(record: Record, first: Mapping[str, Role], labels: set[str]) -> bool:
    """Whether a person calls reporters and answers none, while somebody else answers."""
    turns = [index for index, label in enumerate(record.labels) if label in labels]
    others = any(
        first[label] == "official" and label not in labels and index and first[record.labels[index - 1]] in ("press", "moderator")
        for index, label in enumerate(record.labels)
    )
    if not others:
        return False
    inner = [index for index in turns if first.get("".join(record.labels[index + 1 : index + 2])) in ("press", "moderator")]
    hands_over = sum(bool(call(record.texts[index])) or calls_anyone(record.texts[index]) for index in inner)
    answers = sum(index > 0 and first[record.labels[index - 1]] == "press" and _is_reply(record.texts[index]) for index in turns)
    return answers == 0 and hands_over > 0 and hands_over * 2 >= len(inner)


def _is_reply(text: str) -> bool:
    """Whether a turn after a question says more than who is next."""
    return len(text.split()) > 14 and not (len(text.split()) < 60 and (call(text) or calls_anyone(text)))


def _hearing(record: Record, read: Mapping[str, Label], people: Mapping[str, Person]) -> list[Role]:
    """The chair presides, members ask, witnesses answer."""
    header = "\n".join(record.header)
    decided: dict[str, Role] = {}
    for label, each in read.items():
        person = people.get(label)
        words = f"{each.title} {person.title if person else ''}"
        if each.kind != "person" or person is None:
            decided[label] = "moderator" if "chair" in plain(words) else "other"
        elif _is_witness(header, person):
            decided[label] = "official"
        else:
            decided[label] = "moderator" if re.search(r"\bchair", words, re.I) and _presides(header, person) else "other"
    return [decided[label] for label in record.labels]


def _is_witness(header: str, person: Person) -> bool:
    last = re.escape(person.name.split()[-1])
    listed = re.search(r"\bWITNESS(?:ES)?\b", header)
    return bool(listed) and bool(re.search(rf"\n[ ]*[^\n]{{0,40}}\b{last}\b,", header[listed.end() :], re.I)) if listed else False


def _presides(header: str, person: Person) -> bool:
    last = re.escape(person.name.split()[-1])
    return bool(re.search(rf"\b{last}\b[^\n]{{0,40}}\bchair", header, re.I))


def publisher(record: Record, metadata: Metadata) -> str:
    """The government or institution whose office publishes the transcript, "" when it does not say."""
    return government(metadata.office) or government(" ".join(record.header[:12])[:600] if not is_hearing(record) else "")


def speaks_for(label: Label, person: Person | None, home: str) -> str:
    """Whose official: what his own title says, else the publisher unless his office is one of another government."""
    title = person.title if person and len(person.title) >= len(label.title) else label.title
    own = government(_seat(title)) or government(_seat(label.title))
    if own or not home:
        return own
    if _LOCAL.search(title) or (home == "United States" and _is_foreign(title, label)):
        return ""
    return home


def _is_foreign(title: str, label: Label) -> bool:
    """Whether an office can be no American one; the President and Vice President by title alone are the publisher's own."""
    if label.kind == "office" and re.fullmatch(r"(?:Vice )?President", label.title):
        return False
    return bool(_ABROAD.search(re.sub(r"\bvice president\b", "", title, flags=re.I)))


def _seat(title: str) -> str:
    """A title without where its holder is sent: the ambassador to Morocco is not Morocco's."""
    return re.sub(r"\b(?:to|for|on|at|in)\b.*", "", title)
