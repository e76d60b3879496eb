"""What every turn of the library is, in arrays that open in milliseconds: who speaks, in which role, for whom, how long, in reply to what.

Knows numbers and names, not words or meaning; search weighs and filters with it instead of asking a store.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from rag.errors import IndexUnusable
from rag.question.aliases import definitions
from rag.text import tokens
from rag.types import Briefing, Speaker, Turn

FORMAT = 2
"""Raised when what is written here changes, so that an index of an older form is made anew."""

NEVER, LAST_DAY = 0, 99991231
"""A day that is not known, and one that never comes; days are integers yyyymmdd."""


@dataclass(frozen=True, slots=True)
class Held:
    """A briefing in the columns: its turns are the rows `[first, first + turns)`; first and last possible day as yyyymmdd or 0.

    `header`: title, place and office, or the opening words where it has no title. `defines`: abbreviations it explains, as (short, long).
    """

    id: str
    revision: str
    first: int
    turns: int
    since: int
    until: int
    header: str
    defines: tuple[tuple[str, str], ...]


class Columns:
    """One row a turn, briefings one after the other; what is added or removed shows after `commit`."""

    def __init__(self, folder: Path, held: Sequence[Held], speakers: Sequence[Speaker], table: NDArray[np.int32]) -> None:
        self._folder = folder
        self._added: list[tuple[Held, list[tuple[int, int, int, int]]]] = []
        self._removed: set[str] = set()
        self._show(held, speakers, table)

    def _show(self, held: Sequence[Held], speakers: Sequence[Speaker], table: NDArray[np.int32]) -> None:
        self.briefings = {one.id: one for one in held}
        self.speakers = list(speakers)
        self._named = _by_word(speaker.name for speaker in speakers)
        self._of_outlet = _by_word(speaker.outlet for speaker in speakers)
        self._numbers = {speaker: number for number, speaker in enumerate(speakers)}
        self._table = table
        self._fields: tuple[NDArray[np.int32], ...] = tuple(np.ascontiguousarray(table.T))  # each in a row: four times as quick to read
        self._order = tuple(held)
        numbers = np.array([int(one.id, 16) for one in held], dtype=np.int64)
        self._by_number = np.argsort(numbers)
        self._sorted_numbers = numbers[self._by_number]
        turns = np.array([one.turns for one in held], dtype=np.int64)
        self._at = np.arange(len(table)) - np.repeat([one.first for one in held], turns) if held else np.zeros(0, dtype=np.int64)
        self._left = np.repeat(turns, turns) - self._at - 1
        self._firsts = np.array([one.first for one in held], dtype=np.int64)
        self._turns = turns
        self._days = np.array([(one.since, one.until) for one in held], dtype=np.int64).reshape(-1, 2)
        sided = np.array([speaker.role in ("official", "press") for speaker in speakers], dtype=np.bool_)
        sides = np.logical_or.reduceat(sided[self.speaker], self._firsts) if len(table) else np.zeros(0, dtype=np.bool_)
        self.meetings = ~np.repeat(sides, turns)

    meetings: NDArray[np.bool_]
    """Rows of briefings where nobody is an official or a reporter: discussions, in which the next turn may well go on with the topic."""

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Empty columns that `commit` writes into `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        return cls(folder, (), (), np.zeros((0, 4), dtype=np.int32))

    @classmethod
    def open(cls, folder: Path, *, write: bool = False) -> Self:
        """The columns in `folder`. Raises IndexUnusable where they are missing or damaged."""
        try:
            stored = json.loads((folder / "names.json").read_text("utf-8"))
            table = np.load(folder / "turns.npy", allow_pickle=False)
            held = tuple(_held(row) for row in stored["briefings"])
            columns = cls(folder, held, [Speaker(*row) for row in stored["speakers"]], table)
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise IndexUnusable(f"the columns in {folder} cannot be opened: {error}", "Run python -m ingest rebuild.") from error
        if len(table) != sum(one.turns for one in held):
            raise IndexUnusable(f"the columns in {folder} do not fit together", "Run python -m ingest rebuild.")
        return columns

    def add(self, briefing: Briefing) -> None:
        """Adds a row for every turn of a briefing, which takes the place of an earlier revision of it."""
        self.remove(briefing.id)
        days = [int(f"{day:%Y%m%d}") if day else NEVER for day in briefing.days]
        rows = [self._row(turn) for turn in briefing.turns]
        defines = definitions(turn.text for turn in briefing.turns)
        self._added.append((Held(briefing.id, briefing.revision, 0, len(rows), days[0], days[1], _header(briefing), defines), rows))

    def _row(self, turn: Turn) -> tuple[int, int, int, int]:
        relays = self._number(turn.relays, "") if turn.relays else -1
        label = turn.label if turn.speaker.role in ("official", "other") else ""
        return self._number(turn.speaker, label), relays, -1 if turn.answers is None else turn.answers, len(turn.text.split())

    def _number(self, speaker: Speaker, label: str) -> int:
        """An official without a name goes by the printed label ("SENIOR OFFICIAL TWO"), so that it can be asked for."""
        plain = replace(speaker, name=speaker.name or label, evidence=None)
        return self._numbers.setdefault(plain, len(self._numbers))

    def remove(self, briefing_id: str) -> None:
        """Removes every row of a briefing, if there are any."""
        self._removed.add(briefing_id)
        self._added = [one for one in self._added if one[0].id != briefing_id]

    def commit(self) -> None:
        """Makes what was added and removed since the last commit durable and visible."""
        kept = [(one, self._table[one.first : one.first + one.turns]) for one in self._order if one.id not in self._removed]
        kept += [(one, np.array(rows, dtype=np.int32).reshape(-1, 4)) for one, rows in self._added]
        held, first = [], 0
        for one, _ in kept:
            held.append(replace(one, first=first))
            first += one.turns
        table = np.concatenate([rows for _, rows in kept]) if kept else np.zeros((0, 4), dtype=np.int32)
        self._added, self._removed = [], set()
        self._show(held, *_only_used(list(self._numbers), table))
        self._save()

    def _save(self) -> None:
        speakers = [(one.name, one.role, one.title, one.outlet, one.speaks_for) for one in self.speakers]
        briefings = [(one.id, one.revision, one.first, one.turns, one.since, one.until, one.header, one.defines) for one in self._order]
        np.save(self._folder / "turns.npy", self._table, allow_pickle=False)
        (self._folder / "names.json").write_text(json.dumps({"briefings": briefings, "speakers": speakers}, ensure_ascii=False), "utf-8")

    def close(self) -> None:
        """Nothing is held open; there for the symmetry with the engines."""

    def count(self) -> int:
        """The number of turns."""
        return len(self._table)

    @property
    def speaker(self) -> NDArray[np.int32]:
        """For each row the number of its speaker in `speakers`."""
        return self._fields[0]

    @property
    def relays(self) -> NDArray[np.int32]:
        """For each row the number of the speaker whose words it passes on, or -1."""
        return self._fields[1]

    @property
    def answers(self) -> NDArray[np.int32]:
        """For each row the index (in its briefing) of the turn that it answers, or -1."""
        return self._fields[2]

    @property
    def words(self) -> NDArray[np.int32]:
        """For each row the number of its words."""
        return self._fields[3]

    def spoken_by(self, name: str) -> set[int]:
        """The numbers of the speakers whose name holds every word of `name`."""
        return _holding(self._named, name)

    def spoken_for(self, outlet: str) -> set[int]:
        """The numbers of the speakers whose outlet holds every word of `outlet`."""
        return _holding(self._of_outlet, outlet)

    def place(self, row: int) -> tuple[Held, int]:
        """The briefing and the turn index of a row."""
        one = self._order[int(np.searchsorted(self._firsts, row, side="right")) - 1]
        return one, row - one.first

    def rows_of(self, briefings: NDArray[np.int64], turns: NDArray[np.int64]) -> NDArray[np.int64]:
        """The rows of turns of briefings of the library, whose ids are given as the numbers that they are."""
        at = self._by_number[np.searchsorted(self._sorted_numbers, briefings)]
        rows: NDArray[np.int64] = self._firsts[at] + turns
        return rows

    def same_briefing(self, rows: NDArray[np.int64], step: int) -> NDArray[np.bool_]:
        """Which rows have a turn `step` rows on in the same briefing."""
        inside: NDArray[np.bool_] = self._left[rows] >= step if step > 0 else self._at[rows] >= -step
        return inside

    def in_briefings(self, ids: set[str]) -> NDArray[np.bool_]:
        """Which rows belong to the briefings."""
        return np.repeat(np.array([one.id in ids for one in self._order], dtype=np.bool_), [one.turns for one in self._order])

    def held_between(self, first: int, last: int) -> NDArray[np.bool_]:
        """Which rows belong to briefings whose possible days meet these (yyyymmdd, inclusive); those without any day or bound never do."""
        since, until = self._days[:, 0], np.where(self._days[:, 1], self._days[:, 1], LAST_DAY)
        return np.repeat(self._days.any(axis=1) & (since <= last) & (until >= first), self._turns)

    def holding(self, rows: NDArray[np.bool_]) -> frozenset[str]:
        """The ids of the briefings that hold one of the rows that are true."""
        held = np.logical_or.reduceat(rows, self._firsts) if len(rows) else ()
        return frozenset(one.id for one, holds in zip(self._order, held, strict=False) if holds)


def _only_used(speakers: list[Speaker], table: NDArray[np.int32]) -> tuple[list[Speaker], NDArray[np.int32]]:
    """The speakers that a row names, numbered anew; without this, those of every earlier revision would stay for ever."""
    used = np.unique(table[:, :2])
    used = used[used >= 0]
    table = table.copy()
    named = table[:, :2] >= 0
    table[:, :2][named] = np.searchsorted(used, table[:, :2][named])
    return [speakers[number] for number in used], table


def _by_word(names: Iterable[str]) -> dict[str, set[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, name in enumerate(names):
        for word in tokens(name):
            found[word].add(number)
    return found


def _holding(index: dict[str, set[int]], name: str) -> set[int]:
    words = tokens(name)
    return set.intersection(*(index.get(word, set()) for word in words)) if words else set()


def _held(row: list[Any]) -> Held:
    id, revision, first, turns, since, until, header, defines = row
    return Held(id, revision, first, turns, since, until, header, tuple((short, long) for short, long in defines))


# Of a briefing without a title the opening says what it is.
_OPENING = 60


def _header(briefing: Briefing) -> str:
    opening = briefing.turns[0].text.split(maxsplit=_OPENING)[:_OPENING] if briefing.turns and not briefing.title else ()
    return " ".join((briefing.title, briefing.place, briefing.office, *opening)).strip()
