"""Whose official somebody is: what his titles say, else the office that publishes; never by who he is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from ingest.describing.metadata import Metadata
from ingest.speakers.designations import Label, decode
from ingest.speakers.hearings import LOCAL, delegation, is_hearing
from ingest.speakers.names import (
    plain,
    surname,
)
from ingest.speakers.people import Person
from ingest.speakers.record import Record, within
from rag.governments import COUNTRIES, HOUSES, INSTITUTIONS, country_of, find_governments, government
from rag.types import Role

_ABROAD: Final = re.compile(
    r"\b(?:prime minister|foreign minister|foreign secretary|minister|chancellor|premier|king|queen|prince|princess|emir|taoiseach|secretary[- ]general|president|"
    r"high representative|crown|pope)\b",
    re.I,
)
"""Offices that the government of the United States does not have (its President excepted): never taken for its officials without more."""

_NATIONAL: Final = re.compile(r"\b(?:minister|chancellor|premier|king|queen|prince|princess|emir|taoiseach)\b", re.I)
"""Offices that states have and institutions of many states have not."""

_SOLE: Final = re.compile(r"(Prime Minister|Foreign Minister|Chancellor)(?: of\b|$)")
"""Offices that one person alone holds in a government."""

_PRIVATE: Final = re.compile(
    r"\b(?:ceo|cfo|chief executive|founder|owner|campaign|company|corporation|inc|llc|actor|actress|singer|president and|"
    r"chairman of (?!the (?:joint|council|fed|board of governors|u\.?s)))",
    re.I,
)
"""Titles of companies and campaigns."""

_HANDS_OVER: Final = re.compile(
    r"(?i:turn (?:it|this|things) (?:back )?over|hand it over|take (?:your|some|a few) questions|on background|ground rules|on the record|embargo)"
)

_SECRETARY: Final = re.compile(
    r"(?:U\.S\. )?(?:Deputy |Acting )?Secretary [Oo]f (?:State|Defense|the Treasury|Homeland Security|Commerce|Labor|Agriculture|the Interior|Veterans Affairs)"
)
"""Offices that no other country has under this name and spelling."""

_MANAGES: Final = re.compile(
    r"(?i:\b(?:one more|there['’]s time|last (?:one|question)|next question|open press|the pool|leave now|time for|thank you,? (?:very much,? )?(?:all|everyone|everybody|guys|press))\b)"
)
_HEADS: Final = frozenset(
    "foreign prime president minister premier chancellor king queen crown ambassador vice deputy external cabinet government official officials spokesperson "
    "spokesman spokeswoman defense defence finance interior secretary state senior national trade army embassy delegation mission department navy air".split()
)
"""What follows a country's name or adjective in the title of its own official."""

_HOUSE_OF_THE_PRESIDENT: Final = r"White House|East Room|Rose Garden|Oval Office|South Lawn|whitehouse\.gov"

_FOREIGN_MINISTRY: Final = re.compile(r"Foreign Ministry Spokes(?:man|woman|person)")

_DEPARTMENT: Final = re.compile(r"[A-Z][a-z]+ Department|Department of (?:the )?[A-Z][a-z]+")
"""What other governments and institutions have as well as the United States, unless it is one of its own."""

_AMERICAN: Final = re.compile(
    r"James S\. Brady|\b(?:East Room|Rose Garden|South Lawn|Roosevelt Room|State Dining Room|Cross Hall|Air Force One|Oval Office)\b"
    r"|\bSecretary of (?:State|Defense|the Treasury|Homeland Security)\b(?! (?:for|of))"
)
"""Rooms and offices of a letterhead that only the United States have."""


def publisher(record: Record, metadata: Metadata) -> str:
    """The government or institution whose office publishes the transcript, "" when it does not say."""
    if is_hearing(record):
        return ""
    if home := government(metadata.office):
        return home
    letterhead = " ".join((*record.header[:12], metadata.place))[:600]
    houses = [name for name, pattern in (*INSTITUTIONS.items(), *HOUSES.items()) if re.search(pattern, letterhead)]
    if not houses and _AMERICAN.search(letterhead):
        return "United States"
    if not houses and _FOREIGN_MINISTRY.search(letterhead) and len(seats := set(_seats(letterhead))) == 1:
        return seats.pop()
    if not houses and "Secretary-General" in letterhead and "New York" in letterhead:
        return "United Nations"
    return houses[0] if len(houses) == 1 else ""


def _seats(words: str) -> Iterator[str]:
    """The countries whose capital `words` name."""
    for row in " ".join(COUNTRIES.split()).split("; "):
        country, _, capital = (field.strip() for field in row.split(":"))
        if capital in words and capital and re.search(rf"\b{re.escape(capital)}\b", words):
            yield country


def country_beside(record: Record, name: str, home: str) -> str:
    """The country that the header gives an official: of a head of government ("President Abinader of the Dominican Republic"), or the host's own."""
    last = surname(name)
    if not last:
        return ""
    found = {country for text in record.header if f"{last} of " in text or f"{last}, of " in text for country in _countries_after(last, text)}
    if found:
        return found.pop() if len(found) == 1 else ""
    return home if home == "United States" and _is_host(record, last) else ""


def _countries_after(last: str, text: str) -> Iterator[str]:
    """The countries (or "") of the heads of government of this surname in a line of the header."""
    offices = "President|Prime Minister|Chancellor|Premier|Minister|Ambassador"
    for match in re.finditer(rf"\b(?:{offices})\b[^,;]{{0,40}}\b{re.escape(last)},? of (?:the )?([A-Z][^,;:()]{{2,40}})", text):
        yield country_of(" ".join(match[1].split()[:2])) or country_of(match[1].split()[0])


def _is_host(record: Record, last: str) -> bool:
    """Whether the title names him first, as President, and the White House publishes it or is the place."""
    title = record.header[0]
    if "President " not in title or last not in title:
        return False
    first = re.match(rf"(?:[A-Z][\w-]* ){{0,3}}?(?:[Bb]y|[Ww]ith|of) President (?:[A-Z][\w.]* )*{re.escape(last)}\b(?!,? of\b)", title)
    return first is not None and (record.office == "The White House" or any(re.search(_HOUSE_OF_THE_PRESIDENT, text) for text in record.header[:12]))


def guest_labels(record: Record, people: Mapping[str, Person], played: Sequence[Role]) -> set[str]:
    """Labels of those who may be guests: a Mr or Ms without any title, whom neither title nor header names and who answers no question."""
    if re.search(r"\b(?:members|officials?|team|task force|administration|delegation)\b", record.header[0], re.I):
        return set()
    answering = {record.labels[index] for index in range(1, len(played)) if played[index - 1] == "press"}
    silent = {label for label, person in people.items() if _is_untitled(label, person) and not delegation(label)} - answering
    handing = {label for label, text in zip(record.labels, record.texts, strict=True) if label in silent and _HANDS_OVER.search(text)}
    header = "\n".join(record.header).lower()
    return {label for label in silent - handing if surname(people[label].name).lower() not in header}


def without_guests(record: Record, played: Sequence[Role], guests: Collection[str]) -> list[Role]:
    """The roles, guests apart: staff who only say how it goes on are moderators, the others speak for no office."""
    managing = {
        label for label, text in zip(record.labels, record.texts, strict=True) if label in guests and within(text, 20) and _MANAGES.search(text)
    }
    staff: dict[str, Role] = {label: "moderator" if label in managing else "other" for label in guests}
    return [staff.get(label, role) if role == "official" else role for label, role in zip(record.labels, played, strict=True)]


def _is_untitled(label: str, person: Person) -> bool:
    read = decode(label)
    return not person.titles and not person.title and not read.title and read.courtesy in ("mr", "ms", "mrs")


def rivals(labels: Collection[str], people: Mapping[str, Person], home: str) -> set[str]:
    """Labels of those whose office one person alone holds in a government, where somebody else may be the publisher's holder of it."""
    holders: dict[str, list[Person]] = {}
    for person in {id(each): each for each in (people.get(label) or Person({label}, title=decode(label).title) for label in labels)}.values():
        if match := _SOLE.match(person.title):
            holders.setdefault(match[1], []).append(person)
    found: set[str] = set()
    for group in holders.values():
        own = [_host_or_own(person, home) for person in group]
        unsaid = [person.labels for person, country in zip(group, own, strict=True) if country is None]
        if len(unsaid) > 1 or home in own:
            found = found.union(*unsaid)
    return found


def _host_or_own(person: Person, home: str) -> str | None:
    """As `_own`; whom a label calls by his office alone is the publisher's."""
    read = [decode(label) for label in sorted(person.labels)]
    own = _own(read[0], person)
    return home if own is None and any(each.kind == "office" for each in read) else own


def _own(label: Label, person: Person | None) -> str | None:
    """The government that somebody's own titles name, "" when they name several, None when they name none."""
    for titles in ([label.title, person.title if person else ""], person.titles if person else ()):
        own = {name for title in titles if (name := _government(title))}
        if own:
            return own.pop() if len(own) == 1 else ""
    return None


def speaks_for(label: Label, person: Person | None, home: str, beside: str = "") -> str:
    """Whose official: what his own titles say, else the publisher unless his office is one of another government, a town or a company."""
    if (own := _own(label, person)) is not None:
        return own
    main = [label.title, person.title if person else ""]
    if beside:
        return beside
    words = " / ".join(main)
    if not home and any(_SECRETARY.fullmatch(title) for title in main):
        return "United States"
    if not home or LOCAL.search(words) or _PRIVATE.search(words) or _is_elsewhere(words, label, home):
        return ""
    return home


def _government(title: str) -> str:
    """The government or institution a title names as its own: "Moroccan Foreign Minister", "President of Moldova", not "Director for Iran"."""
    seat = re.sub(r"\b(?:to|for|on|at|in)\b.*", "", title)
    for start, stop, name in find_governments(seat):
        if _DEPARTMENT.fullmatch(seat, start, stop) and not re.search(HOUSES["United States"], seat):
            continue
        before, after = seat[:start].split()[-2:], seat[stop:].split()[:1]
        of = before[-1:] == ["of"] or before == ["of", "the"] or before[-1:] == ["the"]
        if name in INSTITUTIONS or (name in HOUSES and re.search(HOUSES[name], seat)):
            return name
        if plain(after[0]) in _HEADS if after and not re.match(r"[,;]", seat[stop:]) else of or not before:
            return name
    return ""


def _is_elsewhere(words: str, label: Label, home: str) -> bool:
    """Whether titles name an office that the publisher does not have."""
    return bool(_NATIONAL.search(words)) if home in INSTITUTIONS else home == "United States" and _is_foreign(words, label)


def _is_foreign(title: str, label: Label) -> bool:
    """Whether an office can be no American one; the President and Vice President by title alone are the publisher's own."""
    if label.kind == "office" and re.fullmatch(r"(?:Vice )?President", label.title):
        return False
    return bool(_ABROAD.search(re.sub(r"\bvice president\b|\b(?:to|for|of) the (?:vice )?president\b.*", "", title, flags=re.I)))
