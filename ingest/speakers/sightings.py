"""Where the record prints a surname with first names or a title before or after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import Final

from ingest.speakers.names import (
    COURTESIES,
    MASTHEAD,
    NAMES_THAT_ARE_PLACES,
    NAMES_THAT_ARE_WORDS,
    PARTICLES,
    SHORT_TITLES,
    holds_office,
    is_first_name,
    is_title,
    plain,
    spell,
)
from ingest.speakers.places import places
from ingest.speakers.record import HEADER, TITLE, Record
from ingest.speakers.titles import JOINING, title_after, title_before
from rag.governments import country_of

_INITIAL: Final = re.compile(r"[A-Z]\.")

BEFORE: Final = 150
"""Characters before a surname in which its first names and titles stand."""

MANY: Final = 500
"""Places of a surname that are looked at, the first ones: no real record needs more, and a made one may have thousands."""

_BREAK: Final = re.compile(r"\n|\s{2,}|(?<![A-Z]\.)(?<!Dr\.)(?<!Mr\.)(?<!Ms\.)(?<!Gen\.)(?<!Sen\.)(?<!Rep\.)(?<!Gov\.)(?<=[.?!;:])\s")


_OTHER_NAMES: Final = re.compile(r" [A-Z][a-z][\w’'-]*(?=,)")
"""What follows a family name in capitals: `WANG Yi, Foreign Minister`."""

_DASH: Final = re.compile(r"\A ?[–—-]{1,2} (?=[A-Z])")
"""What stands for a comma between name and title in lists of speakers."""


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
    for turn, text, at in islice(record.places(name), MANY):
        window = text[max(0, at - BEFORE) : at]
        given, title, start = _backwards(window, record)
        stop = at + len(name)
        if text[at:stop].isupper() and (after := _OTHER_NAMES.match(text, stop)):
            stop = after.end()
        if not given and turn == HEADER:
            given = _reversed(text[stop : stop + 60])
        rest = _DASH.sub(", ", text[stop : stop + 160]) if turn == HEADER else text[stop : stop + 160]
        title = title or (title_after(rest, record) if turn != TITLE else "")
        if title and (land := _land_after(text[stop : stop + 40])):
            title = f"{title} of {land}"
        if given or title:
            found.append(Sighting(turn, given, title, at - len(window) + start, stop))
    return found


def _land_after(rest: str) -> str:
    """The country right after a name: `Prime Minister Novak [of Slovenia]`, "" when none is."""
    match = re.match(r" of (?:the )?([A-Z]\w+)( [A-Z]\w+)?", rest)
    words = ((match[1] + (match[2] or "")), match[1]) if match else ()
    return next((each for each in words if each.lower() in places() and country_of(each)), "")


def _reversed(rest: str) -> str:
    """The first names after a surname in a list: `Bartlett, Hon. Steve, President`."""
    match = re.match(r", ((?:Hon|Dr|Mr|Ms|Mrs|Prof)\. )?([A-Z][\w’'-]+(?: [A-Z]\.)?)(?=,|\.{2}|$)", rest)
    sure = match and (match[1] or rest[match.end() :].startswith("..") or holds_office(rest[match.end() :]))
    return match[2] if match and sure and is_first_name(match[2].split()[0]) else ""


def _backwards(window: str, record: Record) -> tuple[str, str, int]:
    """First names and title at the end of `window`, and where the first names start in it."""
    shift = max((match.end() for match in _BREAK.finditer(window)), default=0)
    words = [(match.group(), match.start() + shift) for match in re.finditer(r"\S+", window[shift:])]
    given: list[tuple[str, int]] = []
    while words and len(given) < 5 and _is_alike(words[-1][0], given) and (_is_given(words[-1][0], record) or _is_particle(words, record)):
        given.insert(0, words.pop())
    while len(given) > 1 and _is_no_part(given):
        given.pop(0)
    if len(given) > 1 and words and _runs_on(words[-1][0]):
        kept = next((index for index in range(len(given) - 1, -1, -1) if not _INITIAL.fullmatch(given[index][0])), 0)
        words, given = words + given[:kept], given[kept:]
    if given and _INITIAL.fullmatch(given[0][0]):
        given = []
    start = given[0][1] if given else len(window)
    before = [word for word, _ in words]
    return " ".join(spell(word) for word, _ in given), title_before(_without_comma(before) if given else before, record), start


def _without_comma(words: list[str]) -> list[str]:
    """A row of words without the comma after an office's country: `the Prime Minister of Norway, Mr.` before a name."""
    while words and plain(words[-1]) in COURTESIES:
        words = words[:-1]
    of = next((index for index in range(len(words) - 1, max(0, len(words) - 6), -1) if words[index] == "of"), 0)
    land = " ".join(words[of + 1 :]).removeprefix("the ")
    return [*words[:-1], words[-1][:-1]] if of and land.endswith(",") and country_of(land) and land[:-1].lower() in places() else words


def _is_alike(word: str, given: list[tuple[str, int]]) -> bool:
    """Whether a word is in capitals as the names after it are, initials apart: `APNSA Jake` is one name."""
    names = [name for name, _ in given if not _INITIAL.fullmatch(name) and plain(name) not in PARTICLES]
    return not names or bool(_INITIAL.fullmatch(word)) or word.isupper() == names[0].isupper()


def _is_no_part(given: list[tuple[str, int]]) -> bool:
    """Whether the first of several words is a place, or printed in another case than the names after it."""
    first = given[0][0]
    last = next((word for word, _ in reversed(given) if not _INITIAL.fullmatch(word)), first)
    return plain(first) in places() | NAMES_THAT_ARE_PLACES | {"north", "south", "west", "new"} or first.isupper() != last.isupper()


def _runs_on(before: str) -> bool:
    """Whether the word before first names belongs to a title that ends in one of them ("of Agriculture Tom", not "Secretary Tom", "Council Tom")."""
    return not is_title(before) and not MASTHEAD.search(before) and not before.endswith(",") and (before[:1].isupper() or plain(before) in JOINING)


def _is_particle(words: list[tuple[str, int]], record: Record) -> bool:
    """Whether the last word stands between the parts of a name: `Anna [von] Hauser`, `Rashid [Al] Zayani`."""
    return len(words) > 1 and plain(words[-1][0]) in PARTICLES and _is_given(words[-2][0], record) and not _INITIAL.fullmatch(words[-2][0])


def _is_given(word: str, record: Record) -> bool:
    if _INITIAL.fullmatch(word):
        return True
    bare = spell(word.strip("()")) if word.isupper() and len(word) > 2 else word
    low = plain(bare)
    if (
        low in record.surnames
        or low in SHORT_TITLES
        or not re.fullmatch(r"[^\W\d_][\w’'-]*", bare)
        or MASTHEAD.search(bare)
        or not (is_first_name(bare) or low in NAMES_THAT_ARE_PLACES)
    ):
        return False
    return low in NAMES_THAT_ARE_WORDS or not record.holds(low)
