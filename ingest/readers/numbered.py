"""Rows with line numbers, as court reporters print them: the numbers are taken off, and with them what stands outside the numbered rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

FEWEST_ROWS = 20
"""Numbered rows; a shorter run may be a list."""

_NUMBER = re.compile(r"\s{0,8}(\d{1,2})(?=\s|$)")


def without_numbers(rows: Sequence[str]) -> Sequence[str]:
    """The rows without their numbers, if most rows are numbered one after the other; else the rows as they are."""
    found = [_NUMBER.match(row) for row in rows]
    numbers = [int(mark[1]) for mark in found if mark]
    in_turn = sum(after in (before + 1, 1) for before, after in pairwise(numbers))
    if len(numbers) < FEWEST_ROWS or in_turn < 0.9 * (len(numbers) - 1) or len(numbers) < 0.7 * sum(1 for row in rows if row.strip()):
        return rows
    return [row[mark.end() :] for row, mark in zip(rows, found, strict=True) if mark]
