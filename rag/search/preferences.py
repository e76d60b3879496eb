"""Scope turned into numbers: which rows a typed scope leaves, and how much an inferred one lowers the rest. Knows columns, not words."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np
from numpy.typing import NDArray

from rag.index.columns import LAST_DAY, Columns
from rag.search.ranking import Rows, Scores
from rag.types import Scope

# What a turn outside an inferred scope keeps of its score. A wrong guess must still leave the right turn within reach, so none is 0.
SIDE = 0.6  # development questions: from .3 to .75 the same within .01; 1: .50 instead of .70 first
SPEAKER = 0.6  # .4 to .8 dev .825 first, .9 .820 (and among a hundred briefings others' turns on the topic come before those of the one named)
# In meetings the replies to the one asked about are gold too: QMSum .753 / .645 at .9, .756 / .649 at .95, .755 / .644 at 1.
SPEAKER_IN_MEETINGS = 0.95
GOVERNMENT = 0.6  # as the side: another government's official is another side
OUTLET = 0.4
DAYS = 0.4
BRIEFING = 0.4  # these three are said outright ("in July 2021", "on CNN"), so they weigh more than a name
# A turn of one to three words is never the evidence by itself: .5 and .8 the same on the development questions, 1 loses .002. Not in meetings, where
# gold spans count every turn.
SHORT = 0.8
FEWEST_WORDS = 4


def preference(columns: Columns, scope: Scope, trust: float = 1.0, rows: Rows | None = None) -> Scores:
    """For each row (of `rows`, or of all) the share of its score that it keeps: 0 outside what is typed, less than 1 outside what is inferred.

    `trust`: 0 leaves what is inferred without effect.
    """
    rows = np.arange(columns.count()) if rows is None else rows
    meetings = columns.meetings[rows]
    share = np.where((columns.words[rows] < FEWEST_WORDS) & ~meetings, SHORT, 1.0)
    for name, inside, factor in _tests(columns, scope, rows):
        kept = np.where(meetings, SPEAKER_IN_MEETINGS, factor) if name == "speakers" else np.full(len(rows), factor)
        share *= np.where(inside, 1.0, 0.0 if name in scope.typed else kept**trust)
    return share


def _tests(columns: Columns, scope: Scope, rows: Rows) -> list[tuple[str, NDArray[np.bool_], float]]:
    """One test a field that is set: the field, which of the rows are inside, and what the others keep."""
    tests: list[tuple[str, NDArray[np.bool_], float]] = []
    for name, numbers, factor in _speakers(columns, scope):
        tests.append((name, _spoken(columns, numbers, rows), factor))
    if scope.briefings:
        tests.append(("briefings", columns.in_briefings(set(scope.briefings))[rows], BRIEFING))
    if scope.since or scope.until:
        first = int(f"{scope.since:%Y%m%d}") if scope.since else 0
        last = int(f"{scope.until:%Y%m%d}") if scope.until else LAST_DAY
        tests.append(("since" if "since" in scope.typed else "until", columns.held_between(first, last)[rows], DAYS))
    return tests


def _speakers(columns: Columns, scope: Scope) -> Iterator[tuple[str, Collection[int], float]]:
    """For each field that tells of the speaker: the numbers of those who fit, and what the others keep."""
    if scope.roles:
        yield "roles", [at for at, one in enumerate(columns.speakers) if one.role in scope.roles], SIDE
    if scope.speakers:
        yield "speakers", set().union(*map(columns.spoken_by, scope.speakers)), SPEAKER
    if scope.outlets:
        yield "outlets", set().union(*map(columns.spoken_for, scope.outlets)), OUTLET
    if scope.speaks_for:
        yield "speaks_for", [at for at, one in enumerate(columns.speakers) if one.speaks_for in scope.speaks_for], GOVERNMENT


def _spoken(columns: Columns, numbers: Collection[int], rows: Rows) -> NDArray[np.bool_]:
    """Rows spoken by one of some speakers, or that pass on the words of one."""
    fitting = np.zeros(len(columns.speakers) + 1, dtype=np.bool_)  # the last stands for nobody
    fitting[list(numbers)] = True
    inside: NDArray[np.bool_] = fitting[columns.speaker[rows]] | fitting[columns.relays[rows]]
    return inside


def _typed(columns: Columns, scope: Scope) -> list[tuple[str, NDArray[np.bool_], float]]:
    """The tests of what is typed alone, over all rows."""
    fields = {name: getattr(scope, name) for name in scope.typed if name != "phrases"}
    return _tests(columns, Scope(**fields, typed=scope.typed), np.arange(columns.count()))


def briefings_left(columns: Columns, scope: Scope) -> frozenset[str] | None:
    """The briefings that hold a row which the typed scope leaves; None where it leaves all of them."""
    tests = [inside for _, inside, _ in _typed(columns, scope)]
    held = columns.holding(np.logical_and.reduce(tests)) if tests else frozenset()
    return held if tests and len(held) < len(columns.briefings) else None


def empty_filters(columns: Columns, scope: Scope) -> tuple[str, ...]:
    """The typed fields that no row of the library fits, each for itself."""
    return tuple(name for name, inside, _ in _typed(columns, scope) if not inside.any())
