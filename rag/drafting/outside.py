"""Why words that were found are not those asked for (another day's, person's, government's), or why none were. Knows scope and turns, not topics."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rag.checking.check import spoken_by
from rag.question.query import FIELDS
from rag.types import Briefing, Scope, Turn, show_day


def outside(briefing: Briefing, turn: Turn, scope: Scope) -> str:
    """A sentence on what keeps a turn from being an answer, whatever it says; "" for words of the people and days asked about."""
    if not _within(briefing, scope):
        return f"Nothing found {_period(scope.since, scope.until)} answers this: these are the nearest words of other days."
    if not spoken_by(turn, scope):
        return f"Nothing found of {_either((*scope.speakers, *scope.outlets))} answers this: these are the nearest words of others."
    if scope.speaks_for and not scope.speakers and "press" not in scope.roles and turn.speaker.speaks_for not in scope.speaks_for:
        return f"Nothing found that is certainly said for {_either(scope.speaks_for)} answers this: the record does not say for whom these words are."
    return ""


def nothing_left(empty: Iterable[str], scope: Scope) -> str:
    """Which of the typed filters leave nothing to search: those of the fields `empty` by themselves, else all of them together."""
    alone = [f"{_FILTERS.get(field, field)}:{_value(getattr(scope, field))}" for field in empty]
    what = f"Nothing in the library fits {' or '.join(alone)}" if alone else "No turn fits all of the filters together"
    return f"{what}, so nothing was searched. Change or remove the filter, or look under the speakers and briefings of the library for what there is."


_FILTERS = {field: name for name, field in FIELDS.items()}


def _value(value: tuple[str, ...] | date) -> str:
    return str(value) if isinstance(value, date) else ",".join(value)


def _within(briefing: Briefing, scope: Scope) -> bool:
    """Whether a briefing may have been held in the days asked about; one without any day is in none."""
    if not (scope.since or scope.until):
        return True
    first, last = briefing.days
    if not (first or last):
        return False
    return (first or date.min) <= (scope.until or date.max) and (last or date.max) >= (scope.since or date.min)


def _period(since: date | None, until: date | None) -> str:
    if since and until:
        return f"on {show_day(since)}" if since == until else f"from {show_day(since)} to {show_day(until)}"
    return f"since {show_day(since)}" if since else f"until {show_day(until)}"


def _either(names: Iterable[str]) -> str:
    return " or ".join(names)
