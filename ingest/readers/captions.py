"""SRT and VTT captions: cues joined to running text; a speaker who changes inside them opens a new line."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from ingest.document import Document, Line

_TIMES = re.compile(r"\s*(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->\s*(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}")
_VOICE = re.compile(r"<v(?:\.[\w.]*)?\s+([^<>]{1,80})>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,100}>|<[\d:.]{5,15}>|\{\\[^{}]{0,40}\}")
_LABEL = re.compile(r"(?:-|>{2,3})?\s*(?:[^\W\d_][^:.!?]{0,60}:(?:\s|$)|Q[.:]?\s{2})")
_SPOKEN = re.compile("\x01([^\x02]*)\x02\\s*")
_NEW_VOICE = re.compile(r"\s*>{2,3}\s*")


def read(text: str) -> Document:
    """The words of the cues, a line for each speaker's mark."""
    return Document(tuple(_lines(text)), "captions")


def _lines(text: str) -> Iterator[Line]:
    held: list[str] = []
    start, voice = 1, ""
    for number, row in _rows(text):
        if found := _SPOKEN.match(row):
            row = row[found.end() :] if found[1] == voice and held else f"{found[1]}: {row[found.end() :]}"
            fresh, voice = found[1] != voice, found[1]
        else:
            fresh = _LABEL.match(row) is not None or _NEW_VOICE.match(row) is not None
        if held and fresh:
            yield Line(start, " ".join(held), gap=0)
            held = []
        start = start if held else number
        held.append(_NEW_VOICE.sub("", row))
    if held:
        yield Line(start, " ".join(held), gap=0)


def _rows(text: str) -> Iterator[tuple[int, str]]:
    """Rows of words with their line numbers: no cue numbers, times, headers or notes."""
    inside = False
    for number, row in enumerate(text.split("\n"), 1):
        if _TIMES.match(row):
            inside = True
        elif not row.strip():
            inside = False
        elif inside:
            words = html.unescape(_TAG.sub("", _VOICE.sub("\x01\\1\x02", row))).strip()
            if words:
                yield number, words
