"""Speaker labels and the persons behind them: which labels are one person's, and the fullest name and title the record gives. Decides no role."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from typing import Final

from ingest.speakers.designations import Label, decode, edits
from ingest.speakers.names import (
    NO_NAMES,
    PARTICLES,
    family_first,
    holds_office,
    is_title,
    plain,
    same_first_name,
    spell,
    surname,
)
from ingest.speakers.record import TITLE, Record
from ingest.speakers.sightings import Sighting, look
from ingest.speakers.titles import title_after
from rag.types import Span

_SPEAKS_IN_TITLE: Final = re.compile(
    r"\b((?:[A-Z][a-z]+ )*(?:Spokes(?:man|woman|person)|Press Secretary|Minister|Ambassador)) ([A-Z][\w-]+(?: [A-Z][\w-]+){0,2})['’]s\b"
)
"""Whose press conference it is, for labels such as `A:` that say nothing."""


_OF_STATE: Final = re.compile(r" of ([A-Z]\w+(?: [A-Z]\w+)?)$")

_I_AM: Final = re.compile(r"\bI(?: a|['’])m the (?=[A-Z])")


@dataclass(slots=True)
class Person:
    """One person: every label that is his, the fullest name and title found, and where (None where only a header or title says so)."""

    labels: set[str] = field(default_factory=set)
    name: str = ""
    title: str = ""
    titles: tuple[str, ...] = ()
    """Every title met with him, the one in `title` among them or not."""
    courtesy: str = ""
    evidence: Span | None = None
    office: str = ""
    """The office by which alone a label calls him."""
    introduced: bool = False
    """Whether the title of the briefing, its header or an introduction names him with an office."""


def gather(record: Record) -> dict[str, Person]:
    """The person behind each label that names one, joined over labels and completed from the record."""
    counts = Counter(record.labels)
    people: dict[str, Person] = {}
    for label in sorted(counts, key=lambda each: (decode(each).kind == "office", -len(decode(each).name.split()), -counts[each])):
        read = decode(label)
        if read.kind == "person":
            alike = (known for known in people.values() if _same(known, read) and not _apart(known, label, counts))
            person = next(alike, None) or Person(name=read.name, courtesy=read.courtesy)
            _take(person, label, read)
            people[label] = person
        elif (
            read.kind == "office"
            and (holder := _bearer(people, read.title) or _holder(record, read.title) or _chair(record, read.title))
            and not _speaks_beside(record, label, holder)
        ):
            people[label] = holder
            holder.labels.add(label)
    for person in {id(each): each for each in people.values()}.values():
        seen = look(record, surname(person.name)) if person.name else []
        _complete(person, _of_office(seen, person.office) if person.office else seen)
        if not person.titles and not person.title:
            person.title = _told(record, person.labels)
        person.name = _as_printed(record, " ".join(map(spell, person.name.split())) if family_first(person.name.split()) else person.name)
    return people


def _speaks_beside(record: Record, label: str, person: Person) -> bool:
    """Whether turns of a label stand right beside a person's own: two who speak to each other are not one."""
    beside = {frozenset(pair) for pair in pairwise(record.labels)}
    return any(frozenset((label, other)) in beside for other in person.labels)


def _as_printed(record: Record, name: str) -> str:
    """A name from capitals with the capital inside that the record prints elsewhere: `DeVos`, `LaBolt`."""
    inside = re.fullmatch(r"(.*?)(De|Di|Du|La|Le|Mac|Van|Von|Fitz)([a-z])([a-z]+)", name)
    if not inside:
        return name
    last = f"{inside[2]}{inside[3].upper()}{inside[4]}"
    printed = record.holds(last) or any(last in line for line in record.header)
    return inside[1] + last if printed else name


def _told(record: Record, labels: Collection[str]) -> str:
    """The office that somebody says he holds ("I'm the Acting Director of the Office of Water.")."""
    for label, text in zip(record.labels, record.texts, strict=True):
        if label in labels and (match := _I_AM.search(text[:400])):
            return title_after(", " + text[match.end() : match.end() + 160], record)
    return ""


def _chair(record: Record, office: str) -> Person | None:
    """Who presides over a committee, by its list of members ("BARNEY FRANK, Massachusetts, Chairman")."""
    if office not in ("Chairman", "Chairwoman", "Chair"):
        return None
    found = (re.match(rf"\s*([A-Z][\w.’' -]+), [A-Z][a-z]+(?: [A-Z][a-z]+)?, {office}\b", text) for text in record.header)
    return next((Person(name=spell(match[1]), title=office, office=office) for match in found if match), None)


def _of_office(sightings: Sequence[Sighting], office: str) -> list[Sighting]:
    """What may be said of the holder of an office rather than of a relative: it has the title with it, or gives a first name met more than once."""
    times = Counter(each.given for each in sightings if each.turn >= 0)
    return [each for each in sightings if office in each.title or (each.given and times[each.given] > 1)]


def _bearer(people: Mapping[str, Person], office: str) -> Person | None:
    """The one person whom another label calls by this office and a name."""
    found = {id(person): person for label, person in people.items() if decode(label).title == office}
    return found.popitem()[1] if len(found) == 1 else None


def _holder(record: Record, office: str) -> Person | None:
    """Who holds an office that a label names alone, by title, header and author."""
    if not office:
        found = (_SPEAKS_IN_TITLE.search(text) for text in record.header[:3])
        return next((Person(name=match[2], title=match[1], office=match[1]) for match in found if match), None)
    pattern = re.compile(rf"(?<!Vice )(?<!Deputy )(?<!Acting )(?<!Former )\b{re.escape(office)} ((?:(?!(?:and|And)\b)[A-Z][\w’'-]*\.? ?){{1,3}})")
    named = re.compile(
        rf"\b{re.escape(office)}, (?:the )?(?:Right )?(?:Hon\. |Honou?rable |Dr\.? |Mr\.? |Ms\.? )*((?:(?!MP\b)[A-Z][\w’'-]+\.? ?){{2,3}})"
    )
    after = re.compile(rf"(?:^|\bby )((?:[A-Z][\w’'.-]* ?){{1,4}}), (?:the )?{re.escape(office)}\b")
    for text in record.header:
        if match := pattern.search(text) or after.search(text) or named.search(text):
            words = list(takewhile(lambda word: not is_title(word) and plain(word) not in NO_NAMES, re.sub(r"[’']s\b.*", "", match[1]).split()))
            if words:
                return Person(name=spell(" ".join(words)), title=office, office=office)
    return None


def _take(person: Person, label: str, read: Label) -> None:
    person.labels.add(label)
    if len(read.name.split()) > len(person.name.split()):
        person.name = read.name
    if len(read.title) > len(person.title):
        person.title = read.title


def _same(person: Person, label: Label) -> bool:
    """Whether a label is another one of a known person: the same surname but for a misprint, first names that agree."""
    one, other = person.name.split(), label.name.split()
    a, b = plain(surname(person.name)), plain(surname(label.name))
    alike = a == b or (len(a) > 4 and a[:1] == b[:1] and edits(a, b) <= 1 + (sorted(a) == sorted(b)))
    if not alike or ({person.courtesy, label.courtesy} in ({"mr", "ms"}, {"mr", "mrs"}) and a != b):
        return False
    return len(one) == 1 or len(other) == 1 or same_first_name(one[0], other[0])


def _apart(person: Person, label: str, counts: Mapping[str, int]) -> bool:
    """Whether a label of the same surname is somebody else's: of another state, or Ms where the other is Mr and neither is a slip."""
    states = {match[1] for each in (label, *person.labels) if (match := _OF_STATE.search(each))}
    sexes = {"ms" if courtesy == "mrs" else courtesy for courtesy in (person.courtesy, decode(label).courtesy)}
    return len(states) > 1 or (sexes == {"mr", "ms"} and min(counts[label], *(counts[each] for each in person.labels)) > 1)


def _complete(person: Person, sightings: Sequence[Sighting]) -> None:
    """Give a person the fullest name and title that the sightings agree on."""
    person.name = _with_double_surname(person.name, sightings)
    fitting = [each for each in sightings if _fits(person, each)]
    best = _first_names(fitting)
    mine = [each for each in fitting if not each.given or not best or same_first_name(each.given.split()[0], best.given.split()[0])]
    named = next((each for each in mine if each.given and each.turn >= 0), None)
    if best and _is_short(person.name):
        person.name = _joined(best.given, person.name)
        person.evidence = _span(named or best)
    elif named:
        person.evidence = _span(named)
    _take_title(person, [each for each in mine if each.title and (each.given or each.turn < 0)] or [each for each in mine if each.title])


def _take_title(person: Person, titled: Sequence[Sighting]) -> None:
    """The longest title of the first sightings, those of the header first, unless the label's own is longer."""
    person.titles = tuple(dict.fromkeys(each.title for each in titled))
    fuller = [each for each in titled if " " in each.title or not person.title]
    if not fuller:
        return
    person.introduced = True
    chosen = max(fuller[:6], key=lambda each: (each.turn < 0, bool(each.given), len(each.title)))
    if not person.office and (len(chosen.title) > len(person.title) or not holds_office(person.title)):
        person.title = chosen.title


def _with_double_surname(name: str, sightings: Sequence[Sighting]) -> str:
    """The first names before a surname of two words: `Luisa` before `Pérez Fernán`, whose last word alone is looked for."""
    first, *rest = name.split() or [""]
    longer = (each.given.split() for each in sightings if rest and plain(first) not in PARTICLES and " " in each.given)
    return next((f"{' '.join(given[:-1])} {name}" for given in longer if given[-1] == first), name)


def _is_short(name: str) -> bool:
    """Whether a name is a surname alone, its particles apart: `Al Zayani`."""
    return sum(plain(word) not in PARTICLES for word in name.split()) == 1


def _joined(given: str, name: str) -> str:
    """First names before a surname, with the particle between them once."""
    words, rest = given.split(), name.split()
    while len(words) > 1 and plain(words[-1]) in PARTICLES:
        particle = words.pop()
        rest = rest if plain(rest[0]) in PARTICLES else [particle, *rest]
    return " ".join([*words, *rest])


def _fits(person: Person, sighting: Sighting) -> bool:
    names = person.name.split()
    return _is_short(person.name) or not sighting.given or same_first_name(names[0], sighting.given.split()[0])


def _first_names(sightings: Sequence[Sighting]) -> Sighting | None:
    """The first names that the record gives: those of title and header, else the only ones met (or three times as often as any other)."""
    named = [each for each in sightings if each.given]
    printed = [each for each in named if each.turn < 0]
    titled = [each for each in named if each.turn == TITLE]
    for group in (titled, printed, [each for each in named if each.title], named):
        if not group:
            continue
        counts = Counter(each.given.split()[0] for each in group)
        first, times = counts.most_common(1)[0]
        clear = all(same_first_name(first, other) or times >= 3 * number for other, number in counts.items())
        if not clear and group is printed:
            return None
        if clear:
            alike = (each for each in group if each.given.split()[0] == first or same_first_name(each.given.split()[0], first))
            return max(alike, key=lambda each: len(each.given))
    return None


def _span(sighting: Sighting) -> Span | None:
    return Span(sighting.turn, sighting.start, sighting.stop) if sighting.turn >= 0 else None
