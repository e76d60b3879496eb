"""What a reader makes of a file, and what the cutting makes of that: private to ingest; knows no format and no library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from rag.types import Note

Kind = Literal["text", "heading", "item", "quote", "table", "note"]


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, or one line of it where the source breaks lines on purpose.

    `number`: 1-based line or block of the source. `text`: as published, inner spacing kept. `bold`: spans `[start, stop)` of `text` in bold type.
    `indent`: spaces before it. `gap`: 0 where the paragraph of the line before goes on, else the blank lines before it, at least 1.
    `path`: where it stands in the page's tree, () in formats without one.
    """

    number: int
    text: str
    bold: tuple[tuple[int, int], ...] = ()
    kind: Kind = "text"
    indent: int = 0
    gap: int = 1
    path: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that the page itself names (the target of a link); `line` as in Line.number."""

    name: str
    line: int


@dataclass(frozen=True, slots=True)
class RawTurn:
    """A speaker's words: `label` as printed, without the mark that ends it; `text` by the text rule; `line` as in Line.number."""

    label: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Document:
    """A file as its format gives it. `meta` keys: title, date, published, url, office, place, author, fictional.

    `turns`: filled only by formats whose items are turns already; then nothing needs to be cut.
    """

    lines: tuple[Line, ...]
    format: str
    meta: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    notes: tuple[Note, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    turns: tuple[RawTurn, ...] = ()


@dataclass(frozen=True, slots=True)
class Cut:
    """A document cut at its labels. `header` and `footer`: the lines before the first turn and after the last."""

    header: tuple[Line, ...]
    turns: tuple[RawTurn, ...]
    footer: tuple[Line, ...] = ()
    notes: tuple[Note, ...] = ()
