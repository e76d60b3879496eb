"""A parliamentary hearing (the chair presides, members ask, witnesses answer) and a sitting (who presides, members, ministers, governments)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from ingest.speakers.designations import Label, decode
from ingest.speakers.names import (
    spell,
    surname,
)
from ingest.speakers.people import Person
from ingest.speakers.places import STATES
from ingest.speakers.record import Record
from rag.governments import country_of
from rag.types import Role

_HEARING: Final = re.compile(
    r"\bHEARING\b[\s\S]{0,400}?\bCOMMITTEE\b|\bCOMMITTEE\b[\s\S]{0,400}?\bHEARING\b|\[(?:Senate|House) Hearing"
    r"|\bCommittee\b[\s\S]{0,200}?(?:\bEVIDENCE\b|\bOral evidence\b)"
)

LOCAL: Final = re.compile(
    r"\b(?:governor|mayor|senator|(?<!trade )(?<!special )(?<!permanent )(?<!high )representative|congressman|congresswoman|coach|sheriff|premier|chief minister|police|constable|council ?m(?:an|ember)|city|caucus)\b",
    re.I,
)
"""Offices of states, towns and parliaments, which do not speak for a national government."""


_SITTING: Final = re.compile(
    r"\b(?:Hansard|Parliament (?!House)|House of (?:Commons|Lords|Assembly)|National Assembly|Bundestag|Bundesrat|Camera dei deputati|Senato|Sénat|Assemblée nationale"
    r"|Congreso de los Diputados|Senado|Câmara dos Deputados|Sejm|Knesset|Rajya Sabha|Lok Sabha|Dáil|Senedd|Plenarprotokoll|Compte rendu intégral"
    r"|Diario de sesiones|Verbatim record|Security Council|S/PV\.\d|A/\d+/PV)",
    re.I,
)
_PRESIDES: Final = re.compile(
    r"(?:the |hon\.? |mr\.? |madam |acting |deputy |vice-?)*(?:speaker|president\w?|präsident\w*|président\w?|chair\w*|convener|marszałek)(?: of the \w+)?",
    re.I,
)
_SEAT: Final = re.compile(r"\([^()]+, [A-Z][A-Za-z]{1,5}\.?\)")
"""A member's seat and party in a label: `Mr. Paul Doe (Brandon, CPC)`."""
_NOTE: Final = re.compile(r"\(([^()]+)\)")

_STATES: Final = "|".join(re.escape(state) for state in STATES.split(", ")[:51])

_MINISTER: Final = re.compile(r"minist|secretary of state|chancellor|prime|premier|taoiseach|under-?secretary|secretary-general", re.I)
"""Offices of a government or a council's secretariat."""

PRESS_EVENT: Final = re.compile(
    r"\b(?:press|briefing|news|media|interview\w*|gaggle|doorstop|availability|reporters|journalists|correspondents)\b", re.I
)

_MEMBER: Final = re.compile(
    rf"(?P<given>[A-Z][A-Za-z’'-]*\.?(?: [A-Z][A-Z’'-]*\.?){{0,2}}) (?P<last>(?:[A-Z]|[a-z](?=[A-Z]))[A-Za-z’'-]*[A-Z]{{2}}), (?P<state>{_STATES})\b"
)
"""A line of the list of members: `DENNIS MOORE, Kansas`."""


def is_hearing(record: Record) -> bool:
    """Whether the header is that of a parliamentary hearing."""
    return bool(_HEARING.search("\n".join(record.header[:80])))


def is_sitting(record: Record, read: Mapping[str, Label]) -> bool:
    """Whether the header is that of a parliament or council whose members speak to each other, not to the press."""
    header = "\n".join(record.header[:80])
    return bool(_SITTING.search(header)) and not PRESS_EVENT.search(header) and all(each.kind not in ("press", "outlet") for each in read.values())


def sitting(read: Mapping[str, Label]) -> dict[str, Role]:
    """Who presides moderates; ministers, and those whose label names their country, speak for a government; members for nobody."""
    decided: dict[str, Role] = {}
    for label, each in read.items():
        if _MINISTER.search(each.title) or delegation(label):
            decided[label] = "official"
        elif each.kind == "moderator" or _PRESIDES.fullmatch(each.title) or _PRESIDES.fullmatch(label):
            decided[label] = "moderator"
        else:
            decided[label] = "other"
    return decided


def delegation(label: str) -> str:
    """The country that a label without a title gives in parentheses (`Mr. Doe (France)`), "" when it gives none."""
    if decode(label).title:
        return ""
    return next((country for note in _NOTE.findall(label) if not note.startswith("spoke") and (country := country_of(note))), "")


def name_members(record: Record, people: Mapping[str, Person]) -> None:
    """Give members who are only surnames the name of the committee's list; of two of one surname the label's state decides."""
    listed = [(match["given"], match["last"], match["state"]) for text in record.header for match in _MEMBER.finditer(text)]
    for label, person in people.items():
        if " " in person.name or not person.name:
            continue
        state = re.search(r" of ([A-Z][\w ]+)$", label)
        found = {given for given, last, where in listed if last.lower() == person.name.lower() and (not state or where == state[1])}
        if len(found) == 1:
            person.name = f"{' '.join(spell(word) for word in found.pop().split())} {person.name}"


def hearing(record: Record, read: Mapping[str, Label], people: Mapping[str, Person]) -> list[Role]:
    """The chair presides, members ask, witnesses answer."""
    header = "\n".join(record.header)
    listed = re.search(r"\bWITNESS(?:ES)?\b(?P<names>[\s\S]*?)(?:\n\s*(?:APPENDIX|Additional Material|A P P E N D I X|\(i+\))|\Z)", header)
    decided: dict[str, Role] = {}
    for label, each in read.items():
        person = people.get(label)
        if each.kind == "moderator" or (
            re.search(r"\bchair", f"{each.title} {label if each.kind == 'office' else ''}", re.I) and (not person or _is_member(header, person))
        ):
            decided[label] = "moderator"
        elif (
            person
            and not _is_member(header, person)
            and not LOCAL.search(each.title)
            and (not listed or re.search(rf"\b{_last(person)}\b", listed["names"], re.I))
        ):
            decided[label] = "official"
        else:
            decided[label] = "other"
    return [decided[label] for label in record.labels]


def _last(person: Person) -> str:
    return re.escape(surname(person.name))


def _is_member(header: str, person: Person) -> bool:
    """Whether the committee's list has him, with his state, or the list of those present."""
    return bool(
        any(_SEAT.search(label) for label in person.labels)
        or re.search(rf"\b{_last(person)}, (?:{_STATES})\b", header, re.I)
        or re.search(rf"\b(?:[Mm]embers|[Rr]epresentatives|[Ss]enators)\b[^\n]*\b{_last(person)}\b", header)
        or re.search(rf"\b{_last(person)}\b[^\n]{{0,30}}\[?\(?chairman of the (?:sub)?committee", header, re.I)
    )
