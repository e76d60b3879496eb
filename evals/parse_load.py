"""The parser under load: every file of a large archive, the oddest of them to be looked at, speed, memory, and time against size."""

from __future__ import annotations

import resource
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.parse import parse
from ingest.readers.archive import members
from rag.errors import BriefingsError, NoTurns
from rag.types import Briefing

ODDEST = 20
LARGE = 20_000_000
"""Bytes of the transcript made by repetition."""


@dataclass(frozen=True, slots=True)
class Row:
    """A file of the archive, told by its turns."""

    name: str
    turns: int
    longest: int
    labels: frozenset[str]


def report(archive: Path, corpus: Path) -> None:
    """Prints failures, files with fewer than two turns, the oddest files, speed and memory."""
    rows, size, seconds = [], 0, 0.0
    for path, data in members(archive.read_bytes(), archive.name):
        begun = time.process_time()
        try:
            briefing = parse(data, Path(path).name)
        except BriefingsError as error:
            print(f"  {Path(path).name[:90]}: {'no label' if isinstance(error, NoTurns) else error}")
        else:
            rows.append(_row(Path(path).name, briefing))
        size, seconds = size + len(data), seconds + time.process_time() - begun
    print(f"  fewer than two turns: {[row.name for row in rows if row.turns < 2]}")
    for row in _oddest(rows):
        print(f"  {row}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(rows)} files of {archive.name}: {size / seconds / 1e6:.1f} MB a second of processor time, at most {peak:.0f} MB of memory")
    _report_growth(next(path for path in sorted(corpus.glob("*.md"))))


def _row(name: str, briefing: Briefing) -> Row:
    longest = max(len(turn.text.split()) for turn in briefing.turns)
    return Row(name, len(briefing.turns), longest, frozenset(turn.label for turn in briefing.turns))


def _oddest(rows: Sequence[Row]) -> Iterator[str]:
    """The files with the longest turns, then those with labels that no other file has."""
    files = Counter(label for row in rows for label in row.labels)
    for row in sorted(rows, key=lambda row: -row.longest)[: ODDEST // 2]:
        yield f"longest turn {row.longest} words, {row.turns} turns: {row.name}"
    alone = {row: sorted(label for label in row.labels if files[label] == 1) for row in rows}
    for row in sorted(rows, key=lambda row: -len(alone[row]))[: ODDEST // 2]:
        yield f"labels of no other file: {', '.join(alone[row])}: {row.name}"


def _report_growth(path: Path) -> None:
    """Time for a transcript repeated to LARGE and to a quarter of it."""
    once = path.read_bytes()
    head, _, body = once.partition(b"\n---")
    spent = []
    for size in (LARGE // 4, LARGE):
        data = head + b"\n---" + body * (size // len(body))
        begun = time.process_time()
        parse(data, path.name)
        spent.append(time.process_time() - begun)
    times = f"{spent[1]:.1f} s, a quarter of it {spent[0]:.1f} s: {spent[1] / spent[0]:.1f} times (4 is linear)"
    print(f"a transcript repeated to {LARGE / 1e6:.0f} MB: {times}")
