"""Cut a document at its labels: what is said becomes turns, what stands around them is left out. Knows no format."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.candidates import Candidate
from ingest.document import Cut, Document, Line, RawTurn
from ingest.labels import find_labels, known
from rag.types import Note

_CLOCK = r"\d{1,2}:\d{2,3}\s*[AaPp]\.?\s?[Mm]\.?(?:\s*\(?(?:[A-Z]{1,3}[DS]?T|local(?: time)?|GMT|local)\)?)?\.?"
_END = re.compile(
    rf"\s*(?:\(?\[?\s*(?:END|End|end|ends|ENDS|Ends)(?: of)?(?: (?:transcript|TRANSCRIPT|Transcript))?\s*[\])]?\.?(?:\s+{_CLOCK})?|[#*_=~–—-]{{3,}}|(?:#\s*){{2,}}|-\s*30\s*-|-?\s*end\s*-"
    rf"|{_CLOCK}|#\d[\d/-]+|\((?:The|This) (?:\w+ ){{0,3}}(?:concluded|ended|adjourned)\b.{{0,60}}|\[Whereupon.*)\s*",
)
_ASIDE = re.compile(r"\s*[(\[]\s*(?:cross-?talk|recess|pause|break|silence|music|video|simultaneous)[^()\[\]]{0,60}[)\]]\.?\s*", re.I)
_SENTENCE_END = re.compile(r"(?:[.?!:;…—–]|--)[\"'”’»)\]]*\s*$|[)\]]\s*$|-\s*$")
INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")


def cut(document: Document) -> Cut:
    """Header, turns and footer of a document."""
    if document.turns:
        return Cut(document.lines, document.turns, notes=document.notes)
    lines = tuple(_split(document.lines))
    marks = find_labels(lines)
    if not marks:
        return Cut(lines, (), notes=document.notes)
    last = _end_of_page(lines, marks)
    turns = []
    for mark, stop in zip(marks, [*(mark.line for mark in marks[1:]), last], strict=True):
        body = _body(lines, mark, stop, final=stop == last)
        turns.append(RawTurn(mark.label, _text(body), lines[mark.line].number))
    said = body[-1][0].number
    footer = tuple(line for line in lines[marks[-1].line :] if line.number > said)
    return Cut(lines[: marks[0].line], tuple(turns), footer, document.notes)


def _split(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines in which a known label follows a sentence are parted there."""
    labels = {label for label in known(find_labels(lines)).values() if len(label) > 1}
    for line in lines:
        yield from _parts(line, labels) if line.kind in ("text", "item") else (line,)


def _parts(line: Line, labels: set[str]) -> Iterator[Line]:
    text, begin, at = line.text, 0, line.text.find(":", 1)
    while at > 0:
        start = text.rfind(".", max(begin, at - 90), at)
        for label in labels:
            start = at - len(label)
            if start > begin and text.endswith(label, begin, at) and _SENTENCE_END.search(text[max(begin, start - 12) : start]):
                yield replace(line, text=text[begin:start], bold=_shift(line.bold, begin, start), gap=line.gap if not begin else 1)
                begin = start
                break
        at = text.find(":", at + 1)
    yield line if not begin else replace(line, text=text[begin:], bold=_shift(line.bold, begin, len(text)), gap=1)


def _shift(spans: tuple[tuple[int, int], ...], start: int, stop: int) -> tuple[tuple[int, int], ...]:
    return tuple((max(a, start) - start, min(b, stop) - start) for a, b in spans if a < stop and b > start)


def _end_of_page(lines: Sequence[Line], marks: Sequence[Candidate]) -> int:
    """Where the last turn must end: at the next line outside the part of the page's tree that holds the labels."""
    trunk = lines[marks[0].line].path
    for mark in marks:
        path = lines[mark.line].path
        while path[: len(trunk)] != trunk:
            trunk = trunk[:-1]
    start = marks[-1].line + 1
    return next((at for at in range(start, len(lines)) if lines[at].path[: len(trunk)] != trunk), len(lines))


def _body(lines: Sequence[Line], mark: Candidate, stop: int, *, final: bool) -> list[tuple[Line, str]]:
    first = lines[mark.line]
    body = [(first, first.text[mark.words :])]
    for line in lines[mark.line + 1 : stop]:
        if line.kind in ("note", "heading"):
            continue
        if _END.fullmatch(line.text):
            break
        body.append((line, line.text))
    while len(body) > 1 and _ASIDE.fullmatch(body[-1][1]):
        body.pop()
    return _without_footer(body) if final else _without_heading(body)


def _without_footer(body: list[tuple[Line, str]]) -> list[tuple[Line, str]]:
    """The last turn without the short lines at the end that are no sentences."""
    least = 1 if body[0][1].strip() else 2
    while len(body) > least and (not _SENTENCE_END.search(body[-1][1]) or not body[-1][1].strip()):
        body = body[:-1]
    return body


def _without_heading(body: list[tuple[Line, str]]) -> list[tuple[Line, str]]:
    least = 1 if body[0][1].strip() else 2
    while len(body) > least and _is_heading(*body[-1]):
        body = body[:-1]
    return body


def _is_heading(line: Line, text: str) -> bool:
    words = text.split()
    if not words or len(words) > 14 or _SENTENCE_END.search(text) or line.gap == 0:
        return False
    wholly_bold = bool(line.bold) and line.bold[0][0] <= 1 and line.bold[-1][1] >= len(text.rstrip()) - 1
    capitals = sum(word[0].isupper() or not word[0].isalpha() or len(word) < 5 for word in words)
    return (
        wholly_bold
        or text.isupper()
        and len(words) > 1
        or (line.indent >= 8 and capitals == len(words))
        or (len(words) > 2 and capitals == len(words) and words[0][0].isupper() and any(len(w) > 4 for w in words[1:]))
    )


def _text(body: Sequence[tuple[Line, str]]) -> str:
    """Text rule: paragraphs joined by one newline, every run of white space inside one a single space, invisible controls dropped."""
    paragraphs: list[str] = []
    for line, raw in body:
        text = " ".join(INVISIBLE.sub("", raw).split())
        if not text:
            continue
        if paragraphs and line.gap == 0:
            paragraphs[-1] = f"{paragraphs[-1]} {text}"
        else:
            paragraphs.append(text)
    return "\n".join(paragraphs)


def lost_turns(document: Document, marks: Sequence[Candidate]) -> Iterator[Note]:
    """A note where two equal labels stand apart by two blank lines: a short turn was lost there."""
    for before, after in pairwise(marks):
        line = document.lines[after.line]
        if before.key == after.key and line.gap > 1:
            yield Note(line.number, "two blank lines between two equal labels: a short turn seems to be lost here")
