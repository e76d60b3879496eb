"""What a reader makes of a file, and what the cutting makes of that: private to ingest; knows no format and no library."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from rag.types import Note, Speaker

_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")

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
    """Where a topic begins, as the page itself marks it; `line` as in Line.number."""

    name: str
    line: int


@dataclass(frozen=True, slots=True)
class RawTurn:
    """A speaker's words: `label` as printed, without the mark that ends it; `text` by the text rule; `line` as in Line.number.

    `known_as`: where no label is printed, what would stand there: Q, A, or the label of the only one who can have spoken; "" where nobody can tell.
    """

    label: str
    text: str
    line: int
    known_as: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who speaks a turn, what it answers and whose words it passes on, where the file itself says so."""

    speaker: Speaker
    answers: int | None = None
    relays: Speaker | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file as its format gives it. `meta` keys: title, date, published, url, office, place, author, fictional,
    file_title (a document property, seldom right), and where a briefing was written by this project: not_before, not_after, starts, ends.

    `turns`: filled only by formats whose items are turns already; then nothing needs to be cut. `spoken`: one a turn, or none.
    """

    lines: tuple[Line, ...]
    format: str
    meta: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    notes: tuple[Note, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    turns: tuple[RawTurn, ...] = ()
    spoken: tuple[Spoken, ...] = ()


@dataclass(frozen=True, slots=True)
class Cut:
    """A document cut at its labels. `header` and `footer`: the lines before the first turn and after the last."""

    header: tuple[Line, ...]
    turns: tuple[RawTurn, ...]
    footer: tuple[Line, ...] = ()
    notes: tuple[Note, ...] = ()


def tidy(text: str) -> str:
    """A text by the text rule: paragraphs joined by one newline, each squeezed."""
    return "\n".join(filter(None, map(squeeze, text.split("\n"))))


def squeeze(text: str) -> str:
    """A text with a single space for every run of white space, none around it, and no invisible controls."""
    if "  " not in text and text.isprintable():  # neither controls nor white space but the space itself are printable
        return text.strip(" ")
    text = " ".join(text.split())
    return text if text.isprintable() else " ".join(visible(text).split())


def visible(text: str) -> str:
    """A text without zero-width and bidirectional controls."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def count_invisible(text: str) -> int:
    """How many zero-width and bidirectional controls a text holds."""
    return 0 if text.isascii() else len(_INVISIBLE.findall(text))
