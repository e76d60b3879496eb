"""Plain text: physical lines joined to paragraphs where they were wrapped. Knows nothing of speakers but the look of a line that starts afresh."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from ingest.document import Document, Kind, Line

WIDEST_WRAP = 132
_FRESH = re.compile(
    r"\s*(?:[•>*-]\s|(?:\d{1,2}\.\s+)?(?:THE\s|Q[\s.:]|A[.:]\s|[^\W\d_][^:.\d]{0,60}:\s|(?:[^\W\d_a-z][^\Wa-z]*[.'’-]?\s?){1,6}[:.]\s\s))"
)
_ITEM = re.compile(r"\s*[•‣◦·*-]\s+\S")
_ENDS = tuple('.?!:;"”’)]…—–-')


class _Row(NamedTuple):
    """One row of the file."""

    number: int
    text: str
    indent: int
    gap: int


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a text is laid out: the column of its wraps and the indent of its paragraphs, 0 where it has none."""

    width: int
    indent: int


def read(text: str) -> Document:
    """The paragraphs of a plain-text file."""
    return Document(tuple(paragraphs(text.split("\n"))), "txt")


def paragraphs(rows: Sequence[str], first: int = 1, *, hyphens: bool = True) -> Iterator[Line]:
    """Join wrapped rows to paragraphs; a row that is indented anew, or follows one with room left, begins another.

    `hyphens`: whether rows may be broken after the hyphen of a compound.
    """
    lines = list(_rows(rows, first))
    shape = _Shape(wrap_width([len(line.text) for line in lines]), _paragraph_indent(lines))
    held: list[_Row] = []
    for line in lines:
        if held and _begins(held[-1], line, shape):
            yield _join(held, hyphens)
            held = []
        held.append(line)
    if held:
        yield _join(held, hyphens)


def _rows(rows: Sequence[str], first: int) -> Iterator[_Row]:
    blank = 0
    for number, row in enumerate(rows, first):
        row = row.rstrip()
        if not row:
            blank += 1
            continue
        yield _Row(number, row, len(row) - len(row.lstrip()), blank)
        blank = 0


def wrap_width(lengths: Sequence[int]) -> int:
    """The column at which rows were wrapped (the edge that most long rows come near), 0 where they were not."""
    long = [length for length in lengths if length >= 40]
    if len(long) < 3:
        return 0
    counts = Counter(long)
    near = {edge: sum(counts[edge - back] for back in range(14)) for edge in counts if edge <= WIDEST_WRAP}
    edge = max(near, key=lambda edge: (near[edge], -edge), default=0)
    return edge if edge and near[edge] >= 0.5 * len(long) else 0


def _paragraph_indent(lines: Sequence[_Row]) -> int:
    """The spaces that open a paragraph, 0 where rows open it otherwise."""
    steps = Counter(
        line.indent for before, line in pairwise(lines) if line.gap == 0 and line.indent >= before.indent + 2 and not _ITEM.match(before.text)
    )
    indent, count = steps.most_common(1)[0] if steps else (0, 0)
    return indent if count >= 2 else 0


def _begins(last: _Row, line: _Row, shape: _Shape) -> bool:
    if line.gap or not shape.width:
        return True
    if line.indent >= last.indent + 3 or (shape.indent and line.indent == shape.indent):
        return True
    room = shape.width - 6 - len(last.text) - 1
    if room > 0 and len(line.text.split(None, 1)[0]) <= room:
        return True
    return last.text.endswith(_ENDS) and _FRESH.match(line.text) is not None


def _join(held: list[_Row], hyphens: bool) -> Line:
    first = held[0]
    parts = [row.text.lstrip() for row in held]
    text = "".join([parts[0], *(after if hyphens and _is_broken(before, after) else f" {after}" for before, after in pairwise(parts))])
    kind: Kind = "item" if _ITEM.match(first.text) else "text"
    if text.startswith("**") and "**" not in text[2:]:
        text, kind = text[2:].lstrip(), "heading"
    return Line(first.number, text, kind=kind, indent=first.indent, gap=max(1, first.gap))


def _is_broken(before: str, after: str) -> bool:
    """Whether a compound was broken after its hyphen, and is to be joined without a space."""
    return before.endswith("-") and before[-2:-1].isalpha() and after[:1].islower() and after.split(None, 1)[0] not in ("and", "or", "to", "nor")
