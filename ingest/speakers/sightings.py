"""Where the record prints a surname with first names or a title before or after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

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
    spell,
)
from ingest.speakers.places import places
from ingest.speakers.record import HEADER, TITLE, Record
from rag.governments import country_of

_JOINING: Final = frozenset("of the for and to on in at &".split())

_IN_TITLES: Final = _JOINING | {"in", "with", "de", "a", "an", "s"}

_WITH_TITLES: Final = OFFICES | BESIDE_OFFICES

_FILLERS: Final = NO_NAMES - _WITH_TITLES

_INITIAL: Final = re.compile(r"[A-Z]\.")

BEFORE: Final = 150
"""Characters before a surname in which its first names and titles stand."""

_BREAK: Final = re.compile(r"\n|\s{2,}|(?<![A-Z]\.)(?<!Dr\.)(?<!Mr\.)(?<!Ms\.)(?<!Gen\.)(?<!Sen\.)(?<!Rep\.)(?<!Gov\.)(?<=[.?!;:])\s")

_STOPS: Final = frozenset(
    "by with from as is are was our your his her joined including today welcome when remarks transcript statement statements opening briefing interview "
    "conference gaggle call prepared testimony".split()
)

_BEGINS: Final = _WITH_TITLES - frozenset("and house white affairs security health education energy justice home".split())


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
