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
_PROCEDURE = re.compile(
    r"\s*\[[^\[\]]{0,200}\b(?:prepared statements?|statements? of|recess|can be found|appears? (?:in|on)|page \d|the information|submitted|follows|graphic|see appendix|"
    r"whereupon|vote)\b[^\[\]]{0,200}\]\s*",
    re.I,
)
_STAMP = re.compile(r"\s*[\[(]?\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?\s*")
_ADJOURNED = re.compile(r"\s*[\[(]Whereupon\b.{0,200}\b(?:adjourned|concluded|ended)\b", re.S)
_AFTERWORD = re.compile(r"\s*[*†]?\s*(?:Corrections?|Clarification|Note|Editor[’']s note|Cite|Source|Contact|Read more|Related|Share|Tags)\b[^:.]{0,30}:", re.I)
INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")


def cut(document: Document) -> Cut:
    """Header, turns and footer of a document."""
    if document.turns:
        return Cut(document.lines, document.turns, notes=document.notes)
    lines, marks = _marked(document.lines)
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


def _marked(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Candidate, ...]]:
    """The lines and the labels in them; a line in which a known label follows a sentence is parted there."""
    marks = find_labels(lines)
    labels = tuple(label for label in known(marks).values() if len(label) > 1)
    parted = tuple(part for line in lines for part in (_parts(line, labels) if ":" in line.text else (line,)))
    if len(parted) > len(lines):
        lines, marks = parted, find_labels(parted)
    adjourned = [at for at, line in enumerate(lines) if line.text[:1] in "[(" and _ADJOURNED.match(line.text)]
    return lines, tuple(mark for mark in marks if not adjourned or mark.line < adjourned[-1])


def _parts(line: Line, labels: Sequence[str]) -> Iterator[Line]:
    text, begin, at = line.text, 0, line.text.find(":", 1)
    while at > 0:
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
        if _END.fullmatch(line.text):
            break
        if line.kind in ("note", "heading") or _STAMP.fullmatch(line.text) or (line.text[:1] == "[" and _PROCEDURE.fullmatch(line.text)):
            continue
        body.append((line, line.text))
    while len(body) > 1 and _ASIDE.fullmatch(body[-1][1]):
        body.pop()
    return _without_footer(body) if final else _without_heading(body)


def _without_footer(body: list[tuple[Line, str]]) -> list[tuple[Line, str]]:
    """The last turn without notes of the publisher and the short lines at the end that are no sentences."""
    body = body[: next((at for at in range(1, len(body)) if _AFTERWORD.match(body[at][1])), len(body))]
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
        text = " ".join((raw if raw.isascii() else INVISIBLE.sub("", raw)).split())
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
