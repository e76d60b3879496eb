"""What each labelled person is here (official, press, moderator or other) and whose official; by titles and by what he does, never by who he is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from ingest.describing.metadata import Metadata
from ingest.speakers.designations import Label, decode
from ingest.speakers.governments import STATES
from ingest.speakers.names import holds_office, plain, surname
from ingest.speakers.people import Person, Record
from ingest.speakers.press import akin, call, calls_anyone
from rag.governments import COUNTRIES, HOUSES, INSTITUTIONS, country_of, find_governments, government
from rag.types import Role

_ABROAD: Final = re.compile(
    r"\b(?:prime minister|foreign minister|foreign secretary|minister|chancellor|premier|king|queen|prince|princess|emir|taoiseach|secretary[- ]general|president|"
    r"high representative|crown|pope)\b",
    re.I,
)
"""Offices that the government of the United States does not have (its President excepted): never taken for its officials without more."""
_LOCAL: Final = re.compile(
    r"\b(?:governor|mayor|senator|(?<!trade )(?<!special )(?<!permanent )(?<!high )representative|congressman|congresswoman|coach|sheriff|premier|chief minister|police|council ?m(?:an|ember)|city|caucus)\b",
    re.I,
)
"""Offices of states, towns and parliaments, which do not speak for a national government."""
STATEMENT: Final = 250
"""Words of a turn that is a statement, not a welcome and the ground rules (which may take twice as many at the very beginning)."""
SHORT: Final = 14
"""Words of a turn that may call on somebody in a way of its own."""
_EVENT: Final = re.compile(r"\b(?:press|briefing|news|media|interview\w*|gaggle|doorstop|availability|reporters|journalists|correspondents)\b", re.I)
_PRIVATE: Final = re.compile(
    r"\b(?:ceo|cfo|chief executive|founder|owner|campaign|company|corporation|inc|llc|actor|actress|singer|president and|"
    r"chairman of (?!the (?:joint|council|fed|board of governors|u\.?s)))",
    re.I,
)
"""Titles of companies and campaigns."""
_HANDS_OVER: Final = re.compile(
    r"(?i:turn (?:it|this|things) (?:back )?over|hand it over|take (?:your|some|a few) questions|on background|ground rules|on the record|embargo)"
)
_HEADS: Final = frozenset(
    "foreign prime president minister premier chancellor king queen crown ambassador vice deputy external cabinet government official officials spokesperson "
    "spokesman spokeswoman defense defence finance interior secretary state senior national trade army embassy delegation mission department navy air".split()
)
"""What follows a country's name or adjective in the title of its own official."""
_HEARING: Final = re.compile(r"\bHEARING\b[\s\S]{0,400}?\bCOMMITTEE\b|\bCOMMITTEE\b[\s\S]{0,400}?\bHEARING\b|\[(?:Senate|House) Hearing")


def is_hearing(record: Record) -> bool:
    """Whether the header is that of a parliamentary hearing."""
    return bool(_HEARING.search("\n".join(record.header[:80])))


def roles(record: Record, people: Mapping[str, Person], home: str = "") -> list[Role]:
    """The role of each turn's speaker. `home`: whose office publishes the record."""
    read = {label: decode(label) for label in set(record.labels)}
    if is_hearing(record):
        return _hearing(record, read, people)
    unnamed = sum(read[label].kind in ("press", "outlet") or bool(read[label].outlet) for label in record.labels)
    general = unnamed * 20 >= len(record.labels)
    first: dict[str, Role] = {label: _at_first(label, each, people.get(label), general) for label, each in read.items()}
    if not general:
        first = _by_deeds(record, first) if home or is_press_event(record) else _unheaded(read, first)
    for label in [label for label, role in first.items() if role == "official" and _may_moderate(read[label])]:
        if _only_calls(record, first, people[label].labels if label in people else {label}):
            first[label] = "moderator"
    return [first[label] for label in record.labels]


def is_press_event(record: Record) -> bool:
    """Whether title or header speak of a press event, so that named questioners may be reporters."""
    return any(_EVENT.search(text) for text in record.header)


def _unheaded(read: Mapping[str, Label], first: Mapping[str, Role]) -> dict[str, Role]:
    """Where nothing says that the press is there: an office in a label makes no official of a member of a meeting."""
    anonymous = any(each.kind == "anonymous" for each in read.values())
    return {
        label: "other" if role == "official" and read[label].kind in ("person", "office") and not anonymous else role for label, role in first.items()
    }


def _may_moderate(label: Label) -> bool:
    """Whether a label leaves open that its bearer only calls on reporters: a name without an office, or a spokesperson."""
    return bool(re.search(r"\b(?:spokes\w+|press secretary)\b", label.title, re.I)) or (label.kind == "person" and not holds_office(label.title))


def _at_first(label: str, read: Label, person: Person | None, general: bool) -> Role:
    """The role by label and title alone; in a record with unnamed questioners a Mr or Dr is an official."""
    if read.kind in ("press", "outlet") or (read.outlet and general):
        return "press"
    if read.kind in ("moderator", "other"):
        return read.kind
    if read.kind in ("anonymous", "office") or holds_office(read.title) or (person and holds_office(person.title)):
        return "official"
    if read.title:
        return "other"
    return "official" if general and (read.courtesy or re.match(r"\d+\. ", label)) else "other"


def _by_deeds(record: Record, first: Mapping[str, Role]) -> dict[str, Role]:
    """Where every label is a name: who calls the others is the moderator, the others are the press if an official is there to be asked."""
    decided = dict(first)
    if "official" not in first.values() and (host := _host_of_all(record, first)):
        decided[host] = "official"
    if "official" not in decided.values():
        return decided
    for label in (label for label, role in first.items() if decided[label] == "other" and _is_somebody(label)):
        turns = [index for index, other in enumerate(record.labels) if other == label]
        called = sum(_calls_next(record, index) for index in turns)
        decided[label] = "moderator" if called * 2 >= len(turns) and called else "press" if _is_answered(record, decided, turns) else "other"
    return decided


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
    short = sum(len(record.texts[index].split()) <= SHORT for index in inner)
    says = sum(_is_reply(record.texts[index]) and "press" in [first[label] for label in record.labels[index - 2 : index]] for index in turns[1:-1])
    if any(len(record.texts[index].split()) > (STATEMENT if index else 2 * STATEMENT) for index in turns):
        return False
    alone = len(turns) == 1 and _is_reply(record.texts[turns[0]])
    return not alone and hands_over > 0 and max(hands_over, short) * 2 >= len(inner) and says * 10 <= len(turns)


def _is_reply(text: str) -> bool:
    """Whether a turn says more than who is next."""
    words = len(text.split())
    return words > 20 and not (words < 60 and (call(text) or calls_anyone(text)))


def _hearing(record: Record, read: Mapping[str, Label], people: Mapping[str, Person]) -> list[Role]:
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
            and not _LOCAL.search(each.title)
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
    states = "|".join(re.escape(state) for state in STATES.split(", ")[:51])
    return bool(
        re.search(rf"\b{_last(person)}, (?:{states})\b", header, re.I)
        or re.search(rf"\b(?:[Mm]embers|[Rr]epresentatives|[Ss]enators)\b[^\n]*\b{_last(person)}\b", header)
        or re.search(rf"\b{_last(person)}\b[^\n]{{0,30}}\[?\(?chairman of the (?:sub)?committee", header, re.I)
    )


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
    return houses[0] if len(houses) == 1 else ""


def _seats(words: str) -> Iterator[str]:
    """The countries whose capital `words` name."""
    for row in " ".join(COUNTRIES.split()).split("; "):
        country, _, capital = (field.strip() for field in row.split(":"))
        if capital and re.search(rf"\b{re.escape(capital)}\b", words):
            yield country


def country_beside(record: Record, name: str, home: str) -> str:
    """The country that the header gives an official: of a head of government ("President Abinader of the Dominican Republic"), or the host's own."""
    last = re.escape(surname(name))
    if not last:
        return ""
    of = re.compile(
        rf"\b(?:President|Prime Minister|Chancellor|Premier|Minister|Ambassador)\b[^,;]{{0,40}}\b{last},? of (?:the )?([A-Z][^,;:()]{{2,40}})"
    )
    found = {country_of(" ".join(match[1].split()[:2])) or country_of(match[1].split()[0]) for text in record.header for match in of.finditer(text)}
    if found:
        return found.pop() if len(found) == 1 else ""
    first = re.match(rf"(?:[A-Z][\w-]* ){{0,3}}?(?:[Bb]y|[Ww]ith|of) President (?:[A-Z][\w.]* )*{last}\b(?!,? of\b)", record.header[0])
    at_home = first and any(re.search(_HOUSE_OF_THE_PRESIDENT, text) for text in record.header[:12])
    return home if at_home and home == "United States" else ""


_HOUSE_OF_THE_PRESIDENT: Final = r"White House|East Room|Rose Garden|Oval Office|South Lawn|whitehouse\.gov"
_FOREIGN_MINISTRY: Final = re.compile(r"Foreign Ministry Spokes(?:man|woman|person)")
_AMERICAN: Final = re.compile(
    r"James S\. Brady|\b(?:East Room|Rose Garden|South Lawn|Roosevelt Room|State Dining Room|Cross Hall|Air Force One|Oval Office)\b"
    r"|\bSecretary of (?:State|Defense|the Treasury|Homeland Security)\b(?! (?:for|of))"
)
"""Rooms and offices of a letterhead that only the United States have."""


def guest_labels(record: Record, people: Mapping[str, Person], played: Sequence[Role]) -> set[str]:
    """Labels of those who may be guests: a Mr or Ms without any title, whom neither title nor header names and who answers no question."""
    if re.search(r"\b(?:members|officials?|team|task force|administration|delegation)\b", record.header[0], re.I):
        return set()
    answering = {record.labels[index] for index in range(1, len(played)) if played[index - 1] == "press"}
    untitled = {
        label for label, person in people.items() if not person.titles and not decode(label).title and decode(label).courtesy in ("mr", "ms", "mrs")
    }
    handing = {label for label, text in zip(record.labels, record.texts, strict=True) if _HANDS_OVER.search(text)}
    return {
        label for label in untitled - answering - handing if not any(surname(people[label].name).lower() in line.lower() for line in record.header)
    }


def speaks_for(label: Label, person: Person | None, home: str, beside: str = "") -> str:
    """Whose official: what his own titles say, else the publisher unless his office is one of another government, a town or a company."""
    main = [label.title, person.title if person else ""]
    for titles in (main, person.titles if person else ()):
        own = {name for title in titles if (name := _government(title))}
        if own:
            return own.pop() if len(own) == 1 else ""
    if beside:
        return beside
    words = " / ".join(main)
    if not home or _LOCAL.search(words) or _PRIVATE.search(words) or (home == "United States" and _is_foreign(words, label)):
        return ""
    return home


def _government(title: str) -> str:
    """The government or institution a title names as its own: "Moroccan Foreign Minister", "President of Moldova", not "Director for Iran"."""
    seat = re.sub(r"\b(?:to|for|on|at|in)\b.*", "", title)
    for start, stop, name in find_governments(seat):
        before, after = seat[:start].split()[-2:], seat[stop:].split()[:1]
        of = before[-1:] == ["of"] or before == ["of", "the"] or before[-1:] == ["the"]
        if name in INSTITUTIONS or (name in HOUSES and re.search(HOUSES[name], seat)):
            return name
        if plain(after[0]) in _HEADS if after and not re.match(r"[,;]", seat[stop:]) else of or not before:
            return name
    return ""


def _is_foreign(title: str, label: Label) -> bool:
    """Whether an office can be no American one; the President and Vice President by title alone are the publisher's own."""
    if label.kind == "office" and re.fullmatch(r"(?:Vice )?President", label.title):
        return False
    return bool(_ABROAD.search(re.sub(r"\bvice president\b|\b(?:to|for|of) the (?:vice )?president\b.*", "", title, flags=re.I)))
