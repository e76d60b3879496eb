"""Speaker labels and the persons behind them: which labels are one person's, and the fullest name and title the record gives. Decides no role."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Final

from ingest.document import Cut
from ingest.speakers.designations import Label, decode, edits
from ingest.speakers.governments import places
from ingest.speakers.names import (
    BESIDE_OFFICES,
    COURTESIES,
    NAMES_THAT_ARE_PLACES,
    NAMES_THAT_ARE_WORDS,
    NO_NAMES,
    OFFICES,
    holds_office,
    is_first_name,
    is_office,
    is_title,
    plain,
    same_first_name,
    spell,
    surname,
)
from rag.governments import country_of
from rag.types import Span

_JOINING: Final = frozenset("of the for and to on in at &".split())
_WITH_TITLES: Final = OFFICES | BESIDE_OFFICES
_IN_TITLES: Final = _JOINING | {"in", "with", "de", "a", "an", "s"}
_FILLERS: Final = NO_NAMES - _WITH_TITLES
_INITIAL: Final = re.compile(r"[A-Z]\.")
BEFORE: Final = 150
"""Characters before a surname in which its first names and titles stand."""


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


TITLE: Final = -2
HEADER: Final = -1
"""Where something stands that stands in no turn."""


class Record:
    """Everything a transcript prints, ready to be searched for names: title, header lines, turns."""

    def __init__(self, title: str, cut: Cut, author: str = "") -> None:
        self.header = [title, *(line.text for line in cut.header), author]
        self.texts = [turn.text for turn in cut.turns]
        self.labels = [turn.label for turn in cut.turns]
        self.lowered = [text.lower() for text in self.texts]
        self._seen: dict[str, bool] = {}
        self.surnames = {plain(surname(read.name)) for read in map(decode, set(self.labels)) if read.name}

    def holds(self, word: str) -> bool:
        """Whether the word stands in a turn just so, in this case of letters."""
        if word not in self._seen:
            self._seen[word] = any(word in text and any(True for _ in offsets(text, word)) for text in self.texts)
        return self._seen[word]

    def places(self, word: str) -> Iterator[tuple[int, str, int]]:
        """Every place of a word: index of the turn (negative for title and header), the text, the offset of its first letter."""
        low = word.lower()
        for number, text in enumerate(self.header):
            yield from ((HEADER if number else TITLE, text, at) for at in offsets(text.lower(), low))
        for index, text in enumerate(self.lowered):
            yield from ((index, self.texts[index], at) for at in offsets(text, low))


def offsets(text: str, word: str) -> Iterator[int]:
    """Where a word stands in a text, whole."""
    at = text.find(word)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(word) : at + len(word) + 1]
        if not (before.isalnum() or before in ("-", "'", "’")) and not after.isalnum():
            yield at
        at = text.find(word, at + len(word))


@dataclass(frozen=True, slots=True)
class Sighting:
    """A surname met with something before or after it: first names, titles."""

    turn: int
    given: str
    title: str
    start: int
    stop: int


def look(record: Record, name: str) -> list[Sighting]:
    """Where the record prints a surname with first names or a title."""
    found = []
    for turn, text, at in record.places(name):
        window = text[max(0, at - BEFORE) : at]
        given, title, start = _backwards(window, record)
        stop = at + len(name)
        if not given and turn == HEADER:
            given = _reversed(text[stop : stop + 60])
        title = title or (_after(text[stop : stop + 160], record) if turn != TITLE else "")
        if title and (land := re.match(r" of (?:the )?([A-Z]\w+(?: [A-Z]\w+)?)", text[stop:])) and country_of(land[1]):
            title = f"{title} of {land[1]}"
        if given or title:
            found.append(Sighting(turn, given, title, at - len(window) + start, stop))
    return found


_BREAK: Final = re.compile(r"\n|\s{2,}|(?<![A-Z]\.)(?<!Dr\.)(?<!Mr\.)(?<!Ms\.)(?<!Gen\.)(?<!Sen\.)(?<!Rep\.)(?<!Gov\.)(?<=[.?!;:])\s")


def _reversed(rest: str) -> str:
    """The first names after a surname in a list: `Bartlett, Hon. Steve, President`."""
    match = re.match(r", ((?:Hon|Dr|Mr|Ms|Mrs|Prof)\. )?([A-Z][\w’'-]+(?: [A-Z]\.)?)(?=,|\.{2}|$)", rest)
    sure = match and (match[1] or rest[match.end() :].startswith("..") or holds_office(rest[match.end() :]))
    return match[2] if match and sure and is_first_name(match[2].split()[0]) else ""


def _backwards(window: str, record: Record) -> tuple[str, str, int]:
    """First names and title at the end of `window`, and where the first names start in it."""
    shift = max((match.end() for match in _BREAK.finditer(window)), default=0)
    words = [(match.group(), match.start() + shift) for match in re.finditer(r"\S+", window[shift:])]
    given: list[str] = []
    start = len(window)
    while words and len(given) < 3 and _is_given(words[-1][0], record):
        word, at = words.pop()
        given.insert(0, word)
        start = at
    while len(given) > 1 and (
        plain(given[0]) in places() | NAMES_THAT_ARE_PLACES | {"north", "south", "west", "new"}
        or given[0].isupper() != next((word for word in reversed(given) if not _INITIAL.fullmatch(word)), given[0]).isupper()
    ):
        start += len(given.pop(0)) + 1
    rest = [word for word, _ in words]
    if len(given) > 1 and rest and not is_title(rest[-1]) and not rest[-1].endswith(",") and rest[-1][:1].isupper() | (plain(rest[-1]) in _JOINING):
        kept = next((index for index in range(len(given) - 1, -1, -1) if not _INITIAL.fullmatch(given[index])), 0)
        rest, start, given = rest + given[:kept], start + len(" ".join(given[:kept])) + (kept > 0), given[kept:]
    if given and _INITIAL.fullmatch(given[0]):
        given, start = [], len(window)
    return " ".join(spell(word) for word in given), _title_before(rest, record), start


def _is_given(word: str, record: Record) -> bool:
    if _INITIAL.fullmatch(word):
        return True
    bare = spell(word.strip("()")) if word.isupper() and len(word) > 2 else word
    low = plain(bare)
    if low in record.surnames or not re.fullmatch(r"[^\W\d_][\w’'-]*", bare) or not (is_first_name(bare) or low in NAMES_THAT_ARE_PLACES):
        return False
    return low in NAMES_THAT_ARE_WORDS or not record.holds(low)


_STOPS: Final = frozenset(
    "by with from as is are was our your his her joined including today welcome when remarks transcript statement statements opening briefing interview "
    "conference gaggle call prepared testimony".split()
)
_BEGINS: Final = _WITH_TITLES - frozenset("and house white affairs security health education energy justice home".split())


def _title_before(words: list[str], record: Record) -> str:
    """The title that ends a row of words ("... and Secretary of Homeland Security"), "" when there is none."""
    kept: list[str] = []
    while words and plain(words[-1]) in COURTESIES:
        words = words[:-1]
    if words and plain(words[-1]) in _JOINING:
        return ""
    for word in reversed(words):
        low = plain(word)
        if word[-1:] in ",;:." and low not in COURTESIES and not re.search(r"\b[A-Z]\.$", word):
            break
        if low in _STOPS or low in record.surnames or re.search(r"[“”\"]", word) or not (word[:1].isupper() or low in _JOINING):
            break
        if low == "and" and kept and _two_people(words[: len(words) - len(kept) - 1], kept[0]):
            break
        kept.insert(0, word)
    while kept and (plain(kept[0]) in _JOINING or plain(kept[0]) in _FILLERS):
        kept.pop(0)
    title = " ".join(word for word in kept if plain(word) not in COURTESIES)
    return title if holds_office(title) else ""


def _two_people(before: Sequence[str], after: str) -> bool:
    """Whether an "and" between titles stands between two persons, not inside one title."""
    last = before[-1] if before else ""
    if is_office(last):
        return False
    named = len(before) > 1 and is_first_name(before[-2]) and not is_title(last) and last[:1].isupper()
    return named or plain(after) in _BEGINS or plain(after) in places()


def _after(rest: str, record: Record) -> str:
    """The title after a name: `, Department Spokesperson`, "" when what follows is none."""
    match = re.match(
        r"\s?,\s+(?:who is |the |our )?([A-Z](?:[^.;\n]|(?<=[ .][A-Z])\.){2,140}?)(?:[.;\n]|,? (?:and|who|will|joins|for a|to (?:discuss|talk|brief))\b|, [a-z]|$)",
        rest,
    )
    if not match or not holds_office(match[1].split(",")[0]):
        return ""
    words = match[1].strip(" ,").split()
    last = max((index for index, word in enumerate(words) if is_office(word)), default=len(words) - 1)
    names = [word for word in words if plain(word) in record.surnames]
    follows = words[last + 1] if last + 1 < len(words) and not words[last].endswith(",") else ""
    prose = any(word[:1].islower() and plain(word) not in _IN_TITLES for word in words) or plain(words[0]) in _FILLERS
    return "" if names or prose or is_first_name(follows) else " ".join(words)


def gather(record: Record) -> dict[str, Person]:
    """The person behind each label that names one, joined over labels and completed from the record."""
    counts = Counter(record.labels)
    people: dict[str, Person] = {}
    for label in sorted(counts, key=lambda each: (decode(each).kind == "office", -len(decode(each).name.split()), -counts[each])):
        read = decode(label)
        if read.kind == "person":
            person = next((known for known in people.values() if _same(known, read)), None) or Person(name=read.name, courtesy=read.courtesy)
            _take(person, label, read)
            people[label] = person
        elif read.kind == "office" and (holder := _bearer(people, read.title) or _holder(record, read.title) or _chair(record, read.title)):
            people[label] = holder
            holder.labels.add(label)
    for person in {id(each): each for each in people.values()}.values():
        seen = look(record, surname(person.name)) if person.name else []
        _complete(person, _of_office(seen, person.office) if person.office else seen)
    return people


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


_SPEAKS_IN_TITLE: Final = re.compile(
    r"\b((?:[A-Z][a-z]+ )*(?:Spokes(?:man|woman|person)|Press Secretary|Minister|Ambassador)) ([A-Z][\w-]+(?: [A-Z][\w-]+){0,2})['’]s\b"
)
"""Whose press conference it is, for labels such as `A:` that say nothing."""


def _holder(record: Record, office: str) -> Person | None:
    """Who holds an office that a label names alone, by title, header and author."""
    if not office:
        found = (_SPEAKS_IN_TITLE.search(text) for text in record.header[:3])
        return next((Person(name=match[2], title=match[1], office=match[1]) for match in found if match), None)
    pattern = re.compile(rf"(?<!Vice )(?<!Deputy )(?<!Acting )(?<!Former )\b{re.escape(office)} ((?:(?!(?:and|And)\b)[A-Z][\w’'-]*\.? ?){{1,3}})")
    after = re.compile(rf"(?:^|\bby )((?:[A-Z][\w’'.-]* ?){{1,4}}), (?:the )?{re.escape(office)}\b")
    for text in record.header:
        if match := pattern.search(text) or after.search(text):
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


def _complete(person: Person, sightings: Sequence[Sighting]) -> None:
    """Give a person the fullest name and title that the sightings agree on."""
    short = len(person.name.split()) == 1
    fitting = [each for each in sightings if _fits(person, each)]
    best = _first_names(fitting)
    mine = [each for each in fitting if not each.given or not best or same_first_name(each.given.split()[0], best.given.split()[0])]
    if best and short:
        person.name = f"{best.given} {person.name}"
        person.evidence = _span(next((each for each in mine if each.given and each.turn >= 0), best))
    elif first := next((each for each in mine if each.given and each.turn >= 0), None):
        person.evidence = _span(first)
    titled = [each for each in mine if each.title and (each.given or each.turn < 0)] or [each for each in mine if each.title]
    person.titles = tuple(dict.fromkeys(each.title for each in titled))
    titled = [each for each in titled if " " in each.title or not person.title]
    if titled:
        person.introduced = True
        chosen = max(titled[:6], key=lambda each: (each.turn < 0, bool(each.given), len(each.title)))
        if not person.office and (len(chosen.title) > len(person.title) or not holds_office(person.title)):
            person.title = chosen.title


def _fits(person: Person, sighting: Sighting) -> bool:
    names = person.name.split()
    return len(names) == 1 or not sighting.given or same_first_name(names[0], sighting.given.split()[0])


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
