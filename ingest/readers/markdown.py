"""Markdown with YAML front matter: marks of emphasis, links and struck words are taken off, the words stay."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

import yaml

from ingest.document import Document, Line
from ingest.readers.plain import paragraphs
from ingest.readers.tables import label_column

_FRONT = re.compile(r"\A\s*---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_HEADING = re.compile(r"(#{1,6})\s+(?!#)(.*?)\s*#*")
_RULE = re.compile(r"[-: ]+")
_MARKED = re.compile(r"[*_\\<\[`&~]")
_TARGET = r"\([^()\s]{0,2000}+(?:\s[^()\n]{0,200}+)?\)"
_INLINE = re.compile(
    rf"\\([!-/:-@\[-`{{-~])|(\*\*|__)|!\[[^\]\n]{{0,300}}+\]{_TARGET}|\[([^\[\]\n]{{0,500}}+)\]{_TARGET}"
    r"|</?[a-zA-Z][^<>\n]{0,300}+>|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`|&#?\w{1,10};|~~"
)
_KEYS = {
    "title": "title",
    "date": "date",
    "published": "published",
    "published_time": "published",
    "published_on": "published",
    "url": "url",
    "source_url": "url",
    "canonical": "url",
    "link": "url",
    "office": "office",
    "place": "place",
    "location": "place",
    "author": "author",
}


def read(text: str) -> Document:
    """The paragraphs of a Markdown file; front matter becomes `meta`."""
    front = _FRONT.match(text)
    meta = _meta(front[1]) if front else {}
    first = text[: front.end()].count("\n") + 1 if front else 1
    body = text[front.end() :] if front else text
    return Document(tuple(_lines(body, first)), "md", meta)


def _meta(front: str) -> Mapping[str, str]:
    try:
        values: Any = yaml.load(front, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    if not isinstance(values, dict):
        return {}
    named = {_KEYS[key]: " ".join(str(value).replace("\xa0", " ").split()) for key, value in values.items() if key in _KEYS and value}
    return named


def _lines(body: str, first: int) -> Iterator[Line]:
    for line in paragraphs(_without_tables(body.split("\n")), first, hyphens=False):
        if line.text.startswith("#") and (heading := _HEADING.fullmatch(line.text)):
            yield _plain(replace(line, text=heading[2], kind="heading"))
        elif line.text.startswith("> "):
            yield _plain(replace(line, text=line.text[2:]))
        else:
            yield _plain(line)


def _without_tables(rows: list[str]) -> list[str]:
    """The rows, those of tables of turns as labels and words; a row for a row."""
    if not any(row.startswith("|") for row in rows):
        return rows
    tables = [(mark, list(part)) for mark, part in groupby(rows, key=lambda row: row.startswith("|"))]
    return [row for mark, part in tables for row in (_without_columns(part) if mark else part)]


def _without_columns(rows: list[str]) -> list[str]:
    cells = [[cell.strip() for cell in row.strip().strip("|").split("|")] for row in rows]
    ruled = [_RULE.fullmatch("".join(row)) is not None for row in cells]
    column = label_column([row for row, rule in zip(cells[1:], ruled[1:], strict=True) if not rule])
    if column is None:
        return rows
    said = (f"**{row[column]}:** {row[-1]}" if len(row) > column + 1 else " ".join(row) for row in cells)
    return ["" if not at or ruled[at] else words for at, words in enumerate(said)]


def _plain(line: Line) -> Line:
    """A line without its inline marks, its bold spans kept."""
    text = line.text
    if not _MARKED.search(text):
        return line
    pieces: list[str] = []
    bold: list[tuple[int, int]] = []
    at = length = 0
    opened: int | None = None
    for mark in _INLINE.finditer(text):
        pieces.append(text[at : mark.start()])
        length += len(pieces[-1])
        if mark[2]:
            if opened is not None:
                bold.append((opened, length))
            opened = length if opened is None else None
        kept = mark[1] or mark[3] or (html.unescape(mark[0]) if mark[0].startswith("&") else "")
        pieces.append(kept)
        length += len(kept)
        at = mark.end()
    pieces.append(text[at:])
    return replace(line, text="".join(pieces), bold=tuple(bold))
