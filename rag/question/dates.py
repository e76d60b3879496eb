"""Dates in words: days, months, years and seasons, absolute or counted from today.

Gives where they stand and which days they mean; whether a question is about them is not known here.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_SHORT = r"jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
_MONTH = rf"(?P<month>{_MONTHS}|(?:{_SHORT})\b\.?)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_PART = r"(?:(?:the )?(?:(?:early|mid|late)[ -]|(?:beginning|start|middle|end) of ))?"
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
_SEASON = r"(?P<season>spring|summer|autumn|fall|winter)"
# "March 3 and March 20, 2021", "July 7-12, 2021": two days that share a year.
_TWO_DAYS = re.compile(
    rf"\b(?P<month>{_MONTHS}|(?:{_SHORT})\b\.?) (?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?: (?:and|to|through|until|till) | ?[-\u2013] ?)"
    rf"(?:(?P<last_month>{_MONTHS}|(?:{_SHORT})\b\.?) )?(?P<last_day>[0-3]?\d)(?:st|nd|rd|th)?,? (?P<year>(?:19|20)\d\d)(?!\w)",
    re.IGNORECASE,
)
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "few": 3, "couple of": 2}
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

TIMES = frozenset((*_MONTHS.split("|"), *_SEASONS, *_WEEKDAYS))
"""Months, seasons and days of the week."""

# Longest first: "March 14, 2021" before "March 2021" before "2021".
_FORMS = tuple(
    re.compile(rf"\b(?:{form})(?!\w)", re.IGNORECASE)
    for form in (
        r"(?P<year>(?:19|20)\d\d)-(?P<number>[01]\d)(?:-(?P<day>[0-3]\d))?",
        rf"(?:the )?{_DAY} (?:of )?{_MONTH},? {_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
        rf"{_PART}{_MONTH},? (?:of )?{_YEAR}",
        rf"(?:the )?{_SEASON},? (?:of )?{_YEAR}",
        rf"{_PART}{_YEAR}",
        rf"(?:in )?the (?:last|past) (?:{_COUNT} )?(?P<unit>day|week|month|year)s?",
        rf"{_COUNT} (?P<unit>day|week|month|year)s? (?P<ago>ago)",
        rf"(?P<which>last|this|past) (?P<unit>week|month|year|{'|'.join(_WEEKDAYS)})",
        rf"(?P<which>last|this|past) (?:{_SEASON}|{_MONTH})",
        r"(?P<near>today|yesterday)",
    )
)


@dataclass(frozen=True, slots=True)
class When:
    """A date at `[start, stop)` of a text and the days it means, both inclusive; `relative` when counted from today, `closed` from day to day."""

    start: int
    stop: int
    since: date
    until: date
    relative: bool
    closed: bool = False


def find_dates(text: str, today: date) -> tuple[When, ...]:
    """The dates that `text` names with their year, or counted from `today`, in order; a day that does not exist is passed over."""
    found = list(_spans(text))
    for form in _FORMS:
        for match in form.finditer(text):
            days = _days(match, today)
            if days and not any(match.start() < one.stop and one.start < match.end() for one in found):
                found.append(When(match.start(), match.end(), *days, relative="year" not in match.groupdict()))
    return tuple(sorted(found, key=lambda one: one.start))


def _spans(text: str) -> Iterator[When]:
    for match in _TWO_DAYS.finditer(text):
        year, month = match["year"], match["month"]
        first = next(_absolute({"month": month.lower(), "day": match["day"]}, int(year)), None)
        last = next(_absolute({"month": (match["last_month"] or month).lower(), "day": match["last_day"]}, int(year)), None)
        if first and last and first[0] <= last[1]:
            yield When(match.start(), match.end(), first[0], last[1], relative=False, closed=True)


def parse_day(text: str, today: date) -> tuple[date, date] | None:
    """The days that a typed date means, for example 2021, 2021-06, 2021-06-03, "June 2021", yesterday; None for anything else."""
    match = next(iter(find_dates(text.strip(), today)), None)
    return (match.since, match.until) if match and match.start == 0 and match.stop == len(text.strip()) else None


def _days(match: re.Match[str], today: date) -> tuple[date, date] | None:
    parts = {name: value.lower() for name, value in match.groupdict().items() if value}
    if "year" in parts:
        return next(_absolute(parts, int(parts["year"])), None)
    if "near" in parts:
        day = today - timedelta(days=parts["near"] == "yesterday")
        return day, day
    if "season" in parts or "month" in parts:
        return _latest(parts, today)
    return _counted(parts, today)


def _absolute(parts: dict[str, str], year: int) -> Iterator[tuple[date, date]]:
    if "season" in parts:
        first, last = _SEASONS[parts["season"]]
        yield _months(year if first < last else year - 1, first, year, last)
    month = int(parts.get("number", 0)) or _month(parts.get("month", ""))
    if not month:
        yield date(year, 1, 1), date(year, 12, 31)
    elif month <= 12 and "day" not in parts:
        yield _months(year, month, year, month)
    elif month <= 12 and 1 <= int(parts["day"]) <= monthrange(year, month)[1]:
        day = date(year, month, int(parts["day"]))
        yield day, day


def _month(name: str) -> int:
    return next((number for number, month in enumerate(_MONTHS.split("|"), 1) if name and month.startswith(name.rstrip(".")[:3])), 0)


def _months(year: int, month: int, last_year: int, last: int) -> tuple[date, date]:
    return date(year, month, 1), date(last_year, last, monthrange(last_year, last)[1])


def _latest(parts: dict[str, str], today: date) -> tuple[date, date]:
    """A season or month without a year: with "this" the one of this year, else the last that is over."""
    years = range(today.year, today.year - 3, -1)
    spans = [span for year in years for span in _absolute(parts, year)]
    if parts["which"] == "this":
        return spans[0]
    return next(span for span in spans if span[1] < today)


def _counted(parts: dict[str, str], today: date) -> tuple[date, date]:
    unit = parts["unit"]
    if unit in _WEEKDAYS:
        back = (today.weekday() - _WEEKDAYS.index(unit)) % 7 or (7 if parts["which"] == "last" else 0)
        return today - timedelta(days=back), today - timedelta(days=back)
    if "which" not in parts:
        count = parts.get("count", "1")
        days = {"day": 1, "week": 7, "month": 30, "year": 365}[unit] * (int(count) if count.isdigit() else _NUMBERS[count])
        first = today - timedelta(days=days)
        return first, first if "ago" in parts else today
    if unit == "year":
        year = today.year - (parts["which"] != "this")
        return date(year, 1, 1), date(year, 12, 31)
    if unit == "month":
        last = today.replace(day=1) - timedelta(days=parts["which"] != "this")
        return _months(last.year, last.month, last.year, last.month)
    monday = today - timedelta(days=today.weekday() + 7 * (parts["which"] != "this"))
    return monday, monday + timedelta(days=6)
