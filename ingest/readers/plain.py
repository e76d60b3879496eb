"""Plain text: physical lines joined to paragraphs where they were wrapped. Knows nothing of speakers but the look of a line that starts afresh."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from ingest.document import Document, Kind, Line
from ingest.readers.numbered import without_numbers

WIDEST_WRAP = 132
RAGGED = 14
"""Columns before the edge of a wrapped text within which its rows end."""
SHORT_ROW = 0.75
"""Share of the width below which a row that ends no sentence is not merely wrapped early."""
_FRESH = re.compile(
    r"\s*(?:[•>*-]\s|(?:\d{1,2}\.\s+)?(?:THE\s|Q[\s.:]|A[.:]\s|[^\W\d_][^:.\d]{0,60}:\s"
    r"|[^\W\d_a-z][^a-z:]{0,60}[:.]\s\s|(?:[A-Z][A-Z'’-]+\s){1,4}(?:[A-Z][A-Z'’-]+\.\s|\s+\S)))"
)
_CAPITALS = re.compile(r"(?:(?:[A-Z][A-Z.'’-]+,? ){1,5}[A-Z][A-Z'’-]+|QUESTION|REPORTER|JOURNALIST|MODERATOR|OPERATOR)(?::\s| [–-] [A-Z“\"])")
"""A label in capitals, which begins a row even where the row before breaks off."""
_ASKED, _ANSWER = re.compile(r"Q \S"), re.compile(r"A [^\W\d_a-z]")
"""Question and answer in rows that follow each other, with nothing after the letter."""
_TIME = re.compile(r"[\[(]?(?:\d{1,3}:\d{2}(?::\d{2})?(?:[\])]|$)|\d{1,3}:\d{2}:\d{2}\s|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? \d{1,2}:\d{2})")
"""A time of the recording or of a message, at the beginning of a row."""
_DAY = re.compile(r"(?:[A-Z][a-z]+day,? )?(?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.? \d{1,2}),? \d{4}")
"""A day in a row of its own."""
_ITEM = re.compile(r"\s*[•‣◦·*-]\s+\S")
_ENDS = '.?!:;"”’)]…—–-。！？।؟۔'


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a text is laid out: the column of its wraps and the indent of its paragraphs, 0 where it has none."""

    width: int
    indent: int


def read(text: str) -> Document:
    """The paragraphs of a plain-text file."""
    return Document(tuple(paragraphs(without_numbers(text.split("\n")))), "txt")


def paragraphs(rows: Sequence[str], first: int = 1, *, hyphens: bool = True) -> Iterator[Line]:
    """Join wrapped rows to paragraphs; a row that is indented anew, or follows one with room left, begins another.

    `hyphens`: whether rows may be broken after the hyphen of a compound.
    """
    texts = [row.rstrip() for row in rows]
    shape = _Shape(wrap_width([len(text) for text in texts if text]), _paragraph_indent(texts))
    held: list[str] = []
    start = gap = blank = indent = last_indent = 0
    last = ""
    for number, text in enumerate(texts, first):
        if not text:
            blank += 1
            continue
        body = text.lstrip()
        spaces = len(text) - len(body)
        if held and not blank and shape.width and not _begins(last, spaces - last_indent, text, shape) and not _answers(held[0], body):
            held.append(body)
        else:
            if held:
                yield _paragraph(held, start, indent, gap, hyphens)
            held, start, gap, indent = [body], number, max(1, blank), spaces
        last, last_indent, blank = text, spaces, 0
    if held:
        yield _paragraph(held, start, indent, gap, hyphens)


def wrap_width(lengths: Sequence[int]) -> int:
    """The column at which rows were wrapped (the edge that most long rows come near), 0 where they were not."""
    long = [length for length in lengths if length >= 40]
    if len(long) < 3:
        return 0
    counts = Counter(long)
    upto = [0] * RAGGED + list(accumulate(counts[edge] for edge in range(WIDEST_WRAP + 1)))
    near = {edge: upto[edge + RAGGED] - upto[edge] for edge in counts if edge <= WIDEST_WRAP}
    edge = max(near, key=lambda edge: (near[edge], -edge), default=0)
    return edge if edge and near[edge] >= 0.5 * len(long) else 0


def _paragraph_indent(texts: Sequence[str]) -> int:
    """The spaces that open a paragraph, 0 where rows open it otherwise."""
    if not any(text[:1].isspace() for text in texts):
        return 0
    indented = (
        (before, len(text) - len(text.lstrip())) for before, text in pairwise(texts) if before and text[:1].isspace() and not _ITEM.match(before)
    )
    steps = Counter(spaces for before, spaces in indented if spaces >= len(before) - len(before.lstrip()) + 2)
    indent, count = steps.most_common(1)[0] if steps else (0, 0)
    return indent if count >= 2 else 0


def _begins(last: str, step: int, text: str, shape: _Shape) -> bool:
    """Whether a row that is indented by `step` more than the one before begins a paragraph."""
    body = text.lstrip()
    first, end = body[0], last[-1]
    if step >= 3 or (shape.indent and len(text) - len(body) == shape.indent):
        return True
    if not first.islower() and (((first in "[(" or first.isdigit()) and _TIME.match(body)) or (body[1:2].isupper() and _CAPITALS.match(body))):
        return True
    if end.isdigit() and (_TIME.fullmatch(last.strip()) or _DAY.fullmatch(last.strip())):
        return True
    if body[-1].isdigit() and _DAY.fullmatch(body):
        return True
    if end not in _ENDS and (first.islower() or len(last) >= SHORT_ROW * shape.width):
        return False
    room = shape.width - 6 - len(last) - 1
    return (room > 0 and len(body.split(None, 1)[0]) <= room) or _FRESH.match(text) is not None


def _answers(asked: str, body: str) -> bool:
    """Whether a row is the answer to the question in the row before it."""
    return body[0] == "A" and _ANSWER.match(body) is not None and _ASKED.match(asked) is not None


def _paragraph(held: Sequence[str], number: int, indent: int, gap: int, hyphens: bool) -> Line:
    text = held[0] if len(held) == 1 else _joined(held) if hyphens else " ".join(held)
    kind: Kind = "item" if _ITEM.match(text) else "text"
    if text.startswith("**") and "**" not in text[2:]:
        text, kind = text[2:].lstrip(), "heading"
    return Line(number, text, (), kind, indent, gap)


def _joined(rows: Sequence[str]) -> str:
    """Rows joined by a space, or by nothing where a compound was broken after its hyphen."""
    return rows[0] + "".join(after if _is_broken(before, after) else f" {after}" for before, after in pairwise(rows))


def _is_broken(before: str, after: str) -> bool:
    return before.endswith("-") and before[-2:-1].isalpha() and after[:1].islower() and after.split(None, 1)[0] not in ("and", "or", "to", "nor")
