"""Who speaks each turn: name, role, title, outlet, whose official, and the words that say so. From the record alone: no evidence, no name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.document import Cut
from ingest.metadata import Metadata
from ingest.names import plain, spell
from ingest.people import Label, Person, Record, decode, gather
from ingest.press import introduction, read_out
from ingest.reporters import Named, evidence, reporters, settle
from ingest.roles import publisher, roles, speaks_for
from rag.types import Role, Span, Speaker


@dataclass(frozen=True, slots=True)
class Speaking:
    """Who speaks a turn, and whose words he passes on (a reporter's question read out by the moderator)."""

    speaker: Speaker
    relays: Speaker | None = None


def name_speakers(cut: Cut, metadata: Metadata) -> tuple[Speaking, ...]:
    """The speaker of each turn, in order."""
    record = Record(metadata.title, cut)
    people = gather(record)
    played = roles(record, people)
    own = _own_names(people, played, record)
    asked = settle(reporters(record, played, own))
    home = publisher(record, metadata)
    cast = {label: _speaker(record, label, people.get(label), role, home) for label, role in zip(record.labels, played, strict=True)}
    return tuple(
        Speaking(_reporter(record, index, cast[label], asked.get(index)), _relayed(record, played, index))
        for index, label in enumerate(record.labels)
    )


def _own_names(people: Mapping[str, Person], played: list[Role], record: Record) -> set[str]:
    """What officials and staff of this record are called: first names and surnames, in lower case."""
    here = {label for label, role in zip(record.labels, played, strict=True) if role in ("official", "moderator")}
    return {plain(word) for label, person in people.items() if label in here for word in (person.name.split()[:1] + person.name.split()[-1:])}


def _speaker(record: Record, label: str, person: Person | None, role: Role, home: str) -> Speaker:
    """The speaker that a label stands for, reporters' names in unnamed labels apart."""
    read = decode(label)
    if read.kind == "outlet":
        return Speaker(role="press", outlet=read.name)
    title = (person.title if person else "") or (read.title if read.kind == "office" else "")
    name, found = (person.name, person.evidence) if person else _unlabelled(record, label, read, role)
    return Speaker(name, role, title, speaks_for=speaks_for(read, person, home) if role == "official" else "", evidence=found)


def _unlabelled(record: Record, label: str, read: Label, role: Role) -> tuple[str, Span | None]:
    """The name behind a label that has none: a moderator who says it, an office that title or header give to somebody."""
    if role == "moderator":
        for index, text in enumerate(record.texts):
            if record.labels[index] == label and (said := introduction(text)):
                return said.name, Span(index, said.start, said.stop)
    if read.kind == "office":
        return _holder(record, read.title)
    return read.name, None


def _holder(record: Record, office: str) -> tuple[str, Span | None]:
    """Who holds an office, by the title and header; the first name from the text."""
    pattern = re.compile(rf"(?<!Vice )(?<!Deputy )(?<!Acting )\b{re.escape(office)} ((?:[A-Z][\w’'-]+\.? ?){{1,3}})")
    for text in record.header:
        if match := pattern.search(text):
            name = match[1].strip(" .")
            return re.sub(r"[’']s$", "", spell(name)), None
    return "", None


def _reporter(record: Record, index: int, speaker: Speaker, named: Named | None) -> Speaker:
    """A press turn's speaker with the reporter's name and outlet."""
    if speaker.role != "press" or named is None:
        return speaker
    if speaker.name:
        return Speaker(speaker.name, "press", speaker.title, named.mention.outlet, evidence=speaker.evidence or evidence(named))
    return Speaker(named.mention.name, "press", outlet=named.mention.outlet or speaker.outlet, evidence=evidence(named))


def _relayed(record: Record, played: list[Role], index: int) -> Speaker | None:
    if played[index] != "moderator" or played[index + 1 : index + 2] != ["official"]:
        return None
    mention = read_out(record.texts[index])
    return Speaker(mention.name, "press", outlet=mention.outlet, evidence=Span(index, mention.start, mention.stop)) if mention else None
