"""First names by which officials and staff speak to each other: "Deb?" before Dr. Birk, "Thank you, Jeff." after Mr. Zant. Decides no role."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from ingest.speakers.calls import call
from ingest.speakers.names import is_person, plain
from ingest.speakers.people import Person
from ingest.speakers.record import Record
from rag.types import Role, Span

_THANKS: Final = re.compile(
    r"(?:(?i:okay|all right|great|well|good (?:morning|afternoon|evening)(?: everyone)?)[,.!] )?(?:And )?(?i:thank you|thanks)(?: (?:so|very) much)?,? (?P<name>[A-Z][\w’'-]+)(?=[,.!])"
)
OFTEN: Final = 2
"""Times that a first name must be heard where nothing prints it beside the surname."""


def complete(record: Record, roles: Sequence[Role], people: Mapping[str, Person]) -> None:
    """Give officials and staff who are only surnames the first name by which the others speak to them, where all agree on one."""
    heard: dict[int, list[tuple[str, Span]]] = defaultdict(list)
    bearers = {id(person): person for person in people.values()}
    for label, name, span in (*_handed_over(record, roles), *_thanked(record, roles)):
        if label in people and plain(name) != plain(people[label].name):
            heard[id(people[label])].append((name, span))
    for key, names in heard.items():
        _name(record, bearers[key], names)


def _name(record: Record, person: Person, names: Sequence[tuple[str, Span]]) -> None:
    counts = Counter(name for name, _ in names)
    (first, times), *others = counts.most_common()
    if " " in person.name or person.office or any(times < 3 * number for _, number in others):
        return
    full = f"{first} {person.name}"
    if times >= OFTEN or any(full.lower() in line.lower() for line in record.header):
        person.name, person.evidence = full, next(span for name, span in names if name == first)


def _handed_over(record: Record, roles: Sequence[Role]) -> Iterator[tuple[str, str, Span]]:
    """Who is given the word by a first name: the next to speak."""
    for index in range(len(roles) - 1):
        mention = call(record.texts[index]) if _among_officials(record, roles, index, index + 1) else None
        if mention and " " not in mention.name and len(record.texts[index]) - mention.stop < 40:
            yield record.labels[index + 1], mention.name, Span(index, mention.start, mention.stop)


def _thanked(record: Record, roles: Sequence[Role]) -> Iterator[tuple[str, str, Span]]:
    """Who is thanked by a first name: the one who spoke before."""
    for index in range(1, len(roles)):
        if _among_officials(record, roles, index, index - 1) and (match := _THANKS.match(record.texts[index])) and is_person(match["name"]):
            yield record.labels[index - 1], match["name"], Span(index, match.start("name"), match.end("name"))


def _among_officials(record: Record, roles: Sequence[Role], one: int, other: int) -> bool:
    """Whether two turns are those of two different officials or staff."""
    podium = ("official", "moderator")
    return roles[one] in podium and roles[other] in podium and record.labels[one] != record.labels[other]
