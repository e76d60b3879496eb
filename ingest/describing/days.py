"""Days as transcripts print them, and the bounds that a text proves where it prints none. Knows no format and no source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.describing.months import FOREIGN, foreign_days

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FULL = re.compile(
    rf"\b(?:{_MONTH}\s+{_DAY},?\s+(\d{{4}})|{_DAY}\.?\s+(?:of\s+)?{_MONTH},?\s+(\d{{4}})|(\d{{4}})-(\d{{2}})-(\d{{2}})(?!\d)|(\d{{1,2}})/(\d{{1,2}})/(\d{{4}}|\d{{2}})(?![\d/]))",
    re.I,
)
_PART = re.compile(rf"\b(?:{_MONTH}\s+{_DAY}|{_DAY}\s+(?:of\s+)?{_MONTH})\b(?!,?\s+\d{{4}})", re.I)
_BEFORE = re.compile(
    r"\b(last|this past|past|next|this coming|yesterday|today|tonight|this morning|this afternoon|tomorrow|following|after)\b"
    r"(?:[\s,]+(?:on\s+)?(\w+day)\b)?[^.?!]{0,60}$",
    re.I,
)
CLOCK = re.compile(
    r"(?<![\d:])\d{1,2}:\d{2,3}\s*[ap]\.?\s?m\.?(?:\s*\(?[A-Z]{1,3}[DS]?T\b\)?|\s*local(?: time)?)?"
    r"|(?<![\d:])\d{1,2}\s*[ap]\.m\.(?:\s*[A-Z]{1,2}[DS]?T\b)?",
    re.I,
)
"""A time of day as printed, "2:09 p.m. EDT"."""


@dataclass(frozen=True, slots=True)
class Clue:
    """Words of a text that bound the day it was spoken; both days inclusive, None where open."""

    words: str
    first: date | None
    last: date | None


def days_in(text: str) -> tuple[date, ...]:
    """Every full date in a text, in order; 2/7/1996 is in February."""
    found = {start: _day(year, month, day) for start, year, month, day in foreign_days(text)} | dict(_full_days(text))
    return tuple(day for _, day in sorted(found.items()) if day)


def _full_days(text: str) -> Iterator[tuple[int, date | None]]:
    for found in _FULL.finditer(text):
        month, day, year, day2, month2, year2, iso_year, iso_month, iso_day, one, two, short = found.groups()
        if month:
            yield found.start(), _day(year, _month(month), day)
        elif month2:
            yield found.start(), _day(year2, _month(month2), day2)
        elif iso_year:
            yield found.start(), _day(iso_year, int(iso_month), iso_day)
        else:
            swap = int(one) > 12
            yield found.start(), _day(short if len(short) == 4 else f"20{short}", int(two if swap else one), one if swap else two)


def _month(name: str) -> int:
    return _MONTHS.index(name.lower()[:3]) + 1


def _day(year: str, month: int, day: str) -> date | None:
    try:
        made = date(int(year), month, int(day))
    except ValueError:
        return None
    return made if 1900 <= made.year <= 2100 else None


def without_days(text: str) -> str:
    """A text without its full dates."""
    return FOREIGN.sub(" ", _FULL.sub(" ", text))


def clues(texts: Sequence[str]) -> Iterator[Clue]:
    """What the words say of their own day: "last Friday, February 26th", "following the March 1st meeting"; years come from full dates."""
    known = [day for text in texts for day in days_in(text)]
    if not known:
        return
    for text in texts:
        for found in [*_FULL.finditer(text), *_PART.finditer(text)]:
            day = _complete(found[0], known)
            before = _BEFORE.search(text[max(0, found.start() - 90) : found.start()])
            if day and before and (clue := _clue(before, day, found[0])):
                yield clue


def _complete(text: str, known: Sequence[date]) -> date | None:
    full = days_in(text)
    if full:
        return full[0]
    found = _PART.search(text)
    if not found:
        return None
    month, number = (found[1], found[2]) if found[1] else (found[4], found[3])
    options = [made for near in known if (made := _day(str(near.year), _month(month), number))]
    return min(options, key=lambda made: min(abs(made - near) for near in known), default=None)


def _clue(before: re.Match[str], day: date, printed: str) -> Clue | None:
    word, weekday = before[1].lower(), (before[2] or "").lower()
    words = " ".join(f"{before[0]}{printed}".split())
    near = len(before[0]) <= len(before[1]) + len(weekday) + 8
    if weekday in _WEEKDAYS and near and day.weekday() != _WEEKDAYS.index(weekday):
        return None
    one = timedelta(days=1)
    match word:
        case "last" | "this past" | "past" if weekday and near:
            return Clue(words, day + one, day + 7 * one)
        case "next" | "this coming" if weekday and near:
            return Clue(words, day - 13 * one, day - one)
        case "yesterday" if near:
            return Clue(words, day + one, day + one)
        case "tomorrow" if near:
            return Clue(words, day - one, day - one)
        case "today" | "tonight" | "this morning" | "this afternoon" if near:
            return Clue(words, day, day)
        case "following" | "after" if not weekday:
            return Clue(words, day + one, None) if _is_past(before[0], printed) else None
    return None


def _is_past(before: str, printed: str) -> bool:
    """Whether "following ... March 1st" speaks of one event, close by, not of a span of time."""
    return len(before.split()) <= 5


def bounds(found: Sequence[Clue]) -> tuple[date | None, date | None, tuple[Clue, ...]]:
    """The tightest bounds of the clues that agree, in order; a clue that contradicts the ones before is left out."""
    first: date | None = None
    last: date | None = None
    used = []
    for clue in found:
        low = max((day for day in (first, clue.first) if day), default=None)
        high = min((day for day in (last, clue.last) if day), default=None)
        if low and high and low > high:
            continue
        if (low, high) != (first, last):
            used.append(clue)
        first, last = low, high
    return first, last, tuple(used)
