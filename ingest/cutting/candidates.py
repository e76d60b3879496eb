"""What might be a speaker label at the beginning of a line, by shape alone; whether it is one is weighed elsewhere, over the whole document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ingest.cutting.edges import is_end
from ingest.cutting.words import HONORIFICS, ROLES
from ingest.document import Line, squeeze

Ending = Literal[":", ";", ".", ".-", "-", "[", "Q", "\n", ""]
LONGEST = 120
"""Characters that a label may have."""
MOST_WORDS = 14
"""Words of the longest label with name and titles."""
SHORT = 70
"""Characters of a line that may be an end mark with a time in it."""

_STAMP = r"[\[(]?\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?"
_CLOCK = r"\d{1,2}:\d{2} ?[AaPp]\.?[Mm]\.?(?: [A-Z]{2,4})?"
_SENT = r"[\[(]?\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp][Mm])?[\])]?"
_LEAD = re.compile(rf"(?:[\s>•‣·*–—-]|{_SENT}(?=\s)|{_CLOCK}(?=\s)|{_STAMP}(?=[\s\]])|\d{{1,2}}\.\s(?=\s?[A-Z])|Q\d{{1,4}}\s(?=\s*[A-Z]))*")
_STAMPED = re.compile(rf"([^\W\d_][^:;\n]{{0,{LONGEST}}}?)\s*:?\s*[\[(]\d{{1,3}}:\d{{2}}(?::\d{{2}})?[\])]\s*:?\s*")
_TIMED = re.compile(rf"{_STAMP}\s+(\S{{1,20}}(?: \S{{1,20}}){{0,3}}?)(?:\s{{2,}}|\t+|\s*$)")
_DASHED_MARK = re.compile(r"[A-Z] [–-] ")
_ASKED_BY = re.compile(r"([QA] ?\([^()]{1,60}\)) ?:\s*")
_QUESTION = re.compile(r"(?:[QA][.:]+(?=\s|[A-Z(…“\"])|[QA](?=[ \xa0\t]{2,})|Q(?=[ \xa0\t]+[\w(\[“\"'‘—–…$.-])|Q(?=(?!QAnon)[A-Z][a-z’']))\s*")
CONTINUED = re.compile(r"([^\W\d_a-z][^:;.\n()]{0,60}? ?\( ?c[ao]nt\w{0,6}[.’']?d? ?\)) ?:?\s*")
"""A label after a page break: "PM ( cont)"; the last letters are often misread."""
_STOPPED = re.compile(
    r"((?:[^\W\d_a-z][^\s.:;,?!]{0,40}|Mr|Ms|Mrs|Dr|Hon|[A-Z])"
    r"(?:\.?,? (?:of |the |and |de |von |van |al-|bin )?[^\W\d_a-z][^\s.:;,?!]{0,40}){0,6}?)\.(?=\s|$)\s*"
)
_INITIAL = re.compile(r"(?:^|\s)(?:[A-Z]|(?i:Mr|Ms|Mrs|Dr|Hon|Gen|Lt|Col|Sgt|Adm|St|Jr|Sr|Rep|Sen|Gov|Rev|Prof))$")
_STOP_DASHED = re.compile(r"\.(?:-| ?[–—])\s+(?=\S)")
_BARE = re.compile(r"((?:[A-Z][A-Z'’-]+\.? ){0,5}[A-Z][A-Z'’-]+)(?:[.,]? {2,}|\xa0)\s*")
_DASHED = re.compile(r"((?:[^\W\d_a-z][\w'’-]{0,30}\.? ){0,5}[^\W\d_a-z][\w'’-]{0,30}) ?[–—-] ")
_BRACKETED = re.compile(r"((?:\[[^\W\d_][^\[\]]{0,60}\]|<[^\W\d_a-zA-Z][^<>]{0,30}>)(?=\s*\S)|（[^（）]{1,30}）|【[^【】]{1,30}】)\s*")
_NAME_AND_TIME = re.compile(r"([^\W\d_][^:;\n]{0,60}?)\s+[\[(]?\d{1,3}:\d{2}(?::\d{2})?(?: ?[AaPp]\.?[Mm]\.?)?[\])]?\s*")
_ASIDES = re.compile(r"(?:\s*\([^()]{1,60}\)){1,3}\s*:?\s*")
_CLOSED = (".", "?", "!", ":", ",", ";", "…")
_OPENERS = frozenset("QA[（【<")
_ANSWER = re.compile(r"A[ \xa0\t](?=[A-Z“\"(—])")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible label: `line` counts document lines from 0; the label starts at `start` of its text, the words at `words`.

    `wide`: two spaces or more follow. `alone`: nothing else stands in the line. `stamped`: a time of the recording stands beside it.
    """

    line: int
    start: int
    words: int
    label: str
    key: str
    ending: Ending
    bold: bool = False
    wide: bool = False
    alone: bool = False
    stamped: bool = False


@lru_cache(maxsize=4096)
def fold(label: str) -> str:
    """A label without case, dots, extra spaces and what stands in parentheses: two spellings of one label have one key."""
    bare = re.sub(r"\([^()]*\)", " ", label)
    return " ".join(re.sub(r"[^\w'’&-]+", " ", (bare if bare.strip() else label).casefold()).split())


def candidates(lines: Sequence[Line]) -> Iterator[Candidate]:
    """Every possible label at the beginning of a line, the likelier reading first where a line has two."""
    for index, line in enumerate(lines):
        if (line.kind not in ("note", "table") or line.bold) and not (len(line.text) < SHORT and is_end(line)):
            yield from filter(None, _of_line(index, line))


def _of_line(index: int, line: Line) -> Iterator[Candidate | None]:
    text = line.text
    start = 0 if text[:1].isalpha() and not text[1:2].isdigit() else _after_lead(text)
    first, head = text[start : start + 1], text[start : start + LONGEST]
    if first in _OPENERS:
        yield _marked(index, line, start)
    yield _beside_time(index, line, start)
    if "(" in head and (continued := CONTINUED.match(text, start)):
        yield _make(index, line, start, (continued[1], continued.end(), ":"))
    elif ":" in head or "：" in head or ";" in head:
        yield _with_colon(index, line, start)
    if first.isupper():
        dashed = "- " in head or "– " in head or "— " in head
        if "." in head:
            yield _with_stop(index, line, start)
            yield _with_stop_and_dash(index, line, start) if dashed else None
        yield _bare(index, line, start, dashed=dashed) or _alone(index, line, start)


def _marked(index: int, line: Line, start: int) -> Candidate | None:
    """`Q` and `A`, and labels in brackets."""
    text = line.text
    if text in ("Q", "A"):
        return _make(index, line, 0, (text, 1, "Q"))
    if _DASHED_MARK.match(text, start):  # as good a label as any other before a dash
        return None
    if found := _ASKED_BY.match(text, start):
        return _make(index, line, start, (found[1], found.end(), "Q"))
    if found := _QUESTION.match(text, start) or _ANSWER.match(text, start):
        return _make(index, line, start, (text[start], found.end(), "Q"))
    if found := _BRACKETED.match(text, start):
        return _make(index, line, start, (found[1], found.end(), "["))
    return None


def _beside_time(index: int, line: Line, start: int) -> Candidate | None:
    """A name before or after a time of the recording, without a colon of its own."""
    text = line.text
    if start and ":" in text[:start] and (found := _TIMED.match(text.strip())) and (label := found[1].strip("[]: ")):
        return _make(index, line, text.find(label), (label, len(text) - len(text.lstrip()) + found.end(), ""), stamped=True)
    if len(text) < LONGEST and ":" in text[-12:] and (found := _NAME_AND_TIME.fullmatch(text, start)):
        return _make(index, line, start, (found[1], len(text), ""), stamped=True)
    return None


def _bare(index: int, line: Line, start: int, *, dashed: bool) -> Candidate | None:
    """Labels without a colon: in capitals before two spaces, before a dash, in capitals or as a heading alone, in bold."""
    text = line.text
    if not text[start + 1 : start + 2].islower() and (found := _BARE.match(text, start)):
        return _make(index, line, start, (found[1].rstrip(". "), found.end(), ""))
    short = len(text) < LONGEST and not text.endswith(_CLOSED)
    if short and (line.kind == "heading" or (text.isupper() and text.count(" ", start) < MOST_WORDS)):
        return _make(index, line, start, (text[start:], len(text), ""))
    if dashed and (found := _DASHED.match(text, start)):
        return _make(index, line, start, (found[1], found.end(), "-"))
    if line.bold and line.bold[0][0] <= start < line.bold[0][1] <= start + LONGEST:
        stop = line.bold[0][1]
        label = text[start:stop].strip(" \xa0.:;,")
        if label and ":" not in text[start : stop + 2]:
            whole = _ASIDES.fullmatch(text, stop)
            return _make(index, line, start, (text[start:].strip(" :"), len(text), "") if whole else (label, stop, ""))
    return None


def _alone(index: int, line: Line, start: int) -> Candidate | None:
    """A name with a line to itself, set off by nothing else."""
    text = line.text
    if len(text) > LONGEST or line.kind != "text" or text.endswith(_CLOSED) or text.count(" ") >= MOST_WORDS:
        return None
    return _make(index, line, start, (text[start:], len(text), "\n"))


def _after_lead(text: str) -> int:
    """Where a line begins after spaces, bullets, list numbers and clock times."""
    lead = _LEAD.match(text)
    return lead.end() if lead else 0


def _with_colon(index: int, line: Line, start: int) -> Candidate | None:
    text = line.text
    if "(" in text[start : start + LONGEST] and (found := _STAMPED.match(text, start)):
        return _make(index, line, start, (found[1], found.end(), ":"), stamped=True)
    for mark in (":", "：", ";"):
        at = text.find(mark, start, start + LONGEST + 2)
        if at > start and text[start:at].casefold().rstrip(".") in HONORIFICS:
            at = text.find(mark, at + 1, start + LONGEST + 2)
        if at > start and (mark != ";" or text[start:at].isupper()) and not (text[at - 1].isdigit() and text[at + 1 : at + 2].isdigit()):
            label = text[start:at].strip()
            if number := re.search(r"(?:^|\s)(\d{1,2}\.\s)\s*$", text[:start]):
                label = text[number.start(1) : at].strip()
            return _make(index, line, start, (label, at + 1, ";" if mark == ";" else ":"), stamped=_is_marked(text[:start]))
    return None


def _is_marked(lead: str) -> bool:
    """Whether what stands before a label is the record's own mark: a time of the recording, the number of a question."""
    return (len(lead) > 4 and ":" in lead) or lead[:1] == "Q"


def _with_stop_and_dash(index: int, line: Line, start: int) -> Candidate | None:
    """`President. – Thank you`, `P.- Gracias`."""
    found = _STOP_DASHED.search(line.text, start + 1, start + LONGEST)
    return _make(index, line, start, (line.text[start : found.start()], found.end(), ".-")) if found else None


def _with_stop(index: int, line: Line, start: int) -> Candidate | None:
    found = _stop(line.text, start)
    return _make(index, line, start, (*found, ".")) if found else None


def _stop(text: str, start: int) -> tuple[str, int] | None:
    found = _STOPPED.match(text, start)
    while found and _INITIAL.search(found[1]):
        more = _STOPPED.match(text, found.end())
        if not more:
            return None
        label = text[start : more.end(1)]
        if len(label) > LONGEST:
            return None
        if not _INITIAL.search(label):
            return label, more.end()
        found = more
    if not found or not (" " in found[1] or found[1].isupper() or found[1].casefold() in ROLES):
        return None
    return found[1], found.end()


def _make(index: int, line: Line, start: int, found: tuple[str, int, Ending], *, stamped: bool = False) -> Candidate:
    label, words, ending = found
    text = line.text
    rest = text[words:]
    body = rest.lstrip()
    words += len(rest) - len(body)
    label = squeeze(label)
    bold = any(begin <= start < stop for begin, stop in line.bold[:3])
    gap = text[start:words]
    wide = len(gap) - len(gap.rstrip()) >= 2 or "\xa0" in gap[len(gap.rstrip()) :]
    return Candidate(index, start, words, label, fold(label), ending, bold, wide, not body, stamped)
