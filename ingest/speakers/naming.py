"""Who speaks each turn: name, role, title, outlet, whose official, and the words that say so. From the record alone: no evidence, no name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.describing.metadata import Metadata
from ingest.document import Cut, Spoken
from ingest.speakers.calls import call
from ingest.speakers.designations import Label, decode
from ingest.speakers.forenames import complete
from ingest.speakers.hearings import delegation, is_hearing, name_members
from ingest.speakers.interviews import interviewers
from ingest.speakers.introductions import self_named
from ingest.speakers.names import plain
from ingest.speakers.people import Person, gather
from ingest.speakers.record import Record
from ingest.speakers.relays import read_out
from ingest.speakers.reporters import reporters
from ingest.speakers.roles import roles
from ingest.speakers.run import Named
from ingest.speakers.settling import settle
from ingest.speakers.whose import country_beside, guest_labels, publisher, rivals, speaks_for, without_guests
from rag.types import Role, Span, Speaker


def name_speakers(cut: Cut, metadata: Metadata) -> tuple[Spoken, ...]:
    """The speaker of each turn, in order, and whose words he passes on (a reporter's question read out by the moderator)."""
    record = Record(metadata.title, cut, metadata.author, metadata.office)
    people = gather(record)
    if is_hearing(record):
        name_members(record, people)
    home = publisher(record, metadata)
    played = roles(record, people, home)
    played = without_guests(record, played, guest_labels(record, people, played))
    complete(record, played, people)
    foreign = rivals(set(record.labels), people, home)
    cast = {
        label: _speaker(record, label, people.get(label), role, "" if label in foreign else home)
        for label, role in dict(zip(record.labels, played, strict=True)).items()
    }
    own = _own_names(record, played, cast.values())
    asked = interviewers(record, played, own, settle(reporters(record, played, own)))
    return tuple(
        Spoken(_reporter(record, index, cast[label], asked.get(index)), relays=_relayed(record, played, index))
        for index, label in enumerate(record.labels)
    )


def _own_names(record: Record, played: list[Role], cast: Iterable[Speaker]) -> set[str]:
    """What officials and staff of this record are called: first names and surnames, in lower case."""
    staff = [speaker.name.split() for speaker in cast if speaker.role in ("official", "moderator")]
    return {plain(word) for name in staff for word in name[:1] + name[-1:]} | {plain(word) for word in _handed_over(record, played)}


def _handed_over(record: Record, played: list[Role]) -> Iterator[str]:
    """First names by which one official gives the word to another ("Deb?" before DR. BIRX)."""
    for index in range(len(played) - 1):
        if played[index] == played[index + 1] == "official" and record.labels[index] != record.labels[index + 1]:
            mention = call(record.texts[index])
            if mention and len(record.texts[index]) - mention.stop < 40:
                yield mention.name.split()[0]


def _speaker(record: Record, label: str, person: Person | None, role: Role, home: str) -> Speaker:
    """The speaker that a label stands for, reporters' names in unnamed labels apart."""
    read = decode(label)
    if read.kind == "outlet":
        return Speaker(role="press", outlet=read.name)
    if role == "press":
        return Speaker(person.name if person else read.name, "press", outlet=read.outlet, evidence=person.evidence if person else None)
    title = (person.title if person else "") or (read.title if read.kind == "office" else "")
    name, found = (person.name, person.evidence) if person else _unlabelled(record, label, read, role)
    beside = (delegation(label) or country_beside(record, name, home)) if role == "official" else ""
    return Speaker(name, role, title, speaks_for=speaks_for(read, person, home, beside) if role == "official" else "", evidence=found)


def _unlabelled(record: Record, label: str, read: Label, role: Role) -> tuple[str, Span | None]:
    """The name behind a label that has none: a moderator's who says it."""
    if role == "moderator":
        for index, text in enumerate(record.texts):
            if record.labels[index] == label and (said := self_named(text)):
                return said.name, Span(index, said.start, said.stop)
    return read.name, None


def _reporter(record: Record, index: int, speaker: Speaker, named: Named | None) -> Speaker:
    """A press turn's speaker with the reporter's name and outlet."""
    if speaker.role != "press" or named is None:
        return speaker
    if speaker.name:
        return Speaker(
            _fuller(speaker.name, named), "press", outlet=named.mention.outlet or speaker.outlet, evidence=speaker.evidence or _said(named)
        )
    return Speaker(named.mention.name, "press", outlet=named.mention.outlet or speaker.outlet, evidence=_said(named))


def _fuller(name: str, named: Named) -> str:
    """The label's name, or the longer one with which its bearer introduces himself."""
    said = named.mention.name
    return said if named.how == "said" and len(name.split()) == 1 and name in said.split() else name


def _said(named: Named) -> Span | None:
    """The words that name a reporter, None where only the title does."""
    mention = named.mention
    return Span(named.turn, mention.start, mention.stop) if mention.stop > mention.start else None


def _relayed(record: Record, played: list[Role], index: int) -> Speaker | None:
    if played[index] != "moderator" or played[index + 1 : index + 2] != ["official"]:
        return None
    mention = read_out(record.texts[index])
    return Speaker(mention.name, "press", outlet=mention.outlet, evidence=Span(index, mention.start, mention.stop)) if mention else None
