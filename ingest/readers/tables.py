"""Tables of turns: which column of a table holds short texts that come back beside longer ones. Knows no format and no speakers."""

from __future__ import annotations

from collections.abc import Sequence

FEWEST_ROWS = 3
LONGEST_CELL = 120
"""Characters of a cell that may be a label."""


def label_column(rows: Sequence[Sequence[str]]) -> int | None:
    """The column, before the last, whose cells are short and come back; None where the table is another. `rows`: without the head of the table."""
    width = max(map(len, rows), default=0)
    whole = [row for row in rows if len(row) == width]
    if width < 2 or len(whole) < FEWEST_ROWS or 2 * len(whole) < len(rows):
        return None
    words = sum(len(row[-1].split()) for row in whole)
    for column in range(width - 2, -1, -1):
        cells = [row[column].strip() for row in whole]
        named = {cell for cell in cells if any(map(str.isalpha, cell))}
        if 1 < len(named) <= 0.7 * len(whole) and max(map(len, cells)) <= LONGEST_CELL and sum(len(cell.split()) for cell in cells) < words:
            return column
    return None
