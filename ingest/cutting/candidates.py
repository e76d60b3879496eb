"""What might be a speaker label at the beginning of a line, by shape alone; whether it is one is weighed elsewhere, over the whole document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ingest.cutting import patterns
from ingest.cutting.edges import ends_sentence, is_end
from ingest.cutting.patterns import LONGEST
from ingest.cutting.words import HONORIFICS, ROLES
from ingest.document import Line, squeeze

Ending = Literal[":", ";", ".", ".-", "-", "[", "Q", "\n", ""]
MOST_WORDS = 14
"""Words of the longest label with name and titles."""
SHORT = 70
"""Characters of a line that may be an end mark with a time in it."""

_CLOSED = (".", "?", "!", ":", ",", ";", "…")
_OPENERS = frozenset("QA[(（【<")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible label: `line` counts document lines from 0; the label starts at `start` of its text, the words at `words`.

    `ending`: what parts it from the words: a mark, "Q" where the label is that letter or an A, "\\n" where it only has a line to itself, "" for type alone.
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
    if (start and ":" in text[:start]) or (len(text) < LONGEST and ":" in text[-12:]):
        yield _beside_time(index, line, start)
    if "(" in head and (continued := patterns.CONTINUED.match(text, start)):
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
    if patterns.DASHED_LETTER.match(text, start):  # as good a label as any other before a dash
        return None
    if found := patterns.ASKED_BY.match(text, start):
        return _make(index, line, start, (found[1], found.end(), "Q"))
    if found := patterns.QUESTION.match(text, start) or patterns.ANSWER.match(text, start):
        return _make(index, line, start, (text[start], found.end(), "Q"))
    if found := patterns.BRACKETED.match(text, start):
        return _make(index, line, start, (found[1], found.end(), "["))
    return None


def _beside_time(index: int, line: Line, start: int) -> Candidate | None:
    """A name before or after a time of the recording, without a colon of its own."""
    text = line.text
    if start and ":" in text[:start] and (found := patterns.TIMED.match(text.strip())) and (label := found[1].strip("[]: ")):
        return _make(index, line, text.find(label), (label, len(text) - len(text.lstrip()) + found.end(), ""), stamped=True)
    if len(text) < LONGEST and ":" in text[-12:] and (found := patterns.NAME_AND_TIME.fullmatch(text, start)):
        return _make(index, line, start, (found[1], len(text), ""), stamped=True)
    return None


def _bare(index: int, line: Line, start: int, *, dashed: bool) -> Candidate | None:
    """Labels without a colon: in capitals before two spaces, before a dash, in capitals or as a heading alone, in bold."""
    text = line.text
    if not text[start + 1 : start + 2].islower() and (found := patterns.IN_CAPITALS.match(text, start)):
        return _make(index, line, start, (found[1].rstrip(". "), found.end(), ""))
    short = len(text) < LONGEST and not text.endswith(_CLOSED)
    if short and (line.kind == "heading" or (text.isupper() and text.count(" ", start) < MOST_WORDS)):
        return _make(index, line, start, (text[start:], len(text), ""))
    if dashed and not _is_bold(line) and (found := patterns.DASHED.match(text, start)):
        return _make(index, line, start, (found[1], found.end(), "-"))
    if line.bold and line.bold[0][0] <= start < line.bold[0][1] <= start + LONGEST:
        stop = line.bold[0][1]
        label = text[start:stop].strip(" \xa0.:;,")
        if label and ":" not in text[start : stop + 2]:
            whole = patterns.ASIDES.fullmatch(text, stop)
            return _make(index, line, start, (text[start:].strip(" :"), len(text), "") if whole else (label, stop, ""))
    return None


def _is_bold(line: Line) -> bool:
    """Whether a line is in bold type from its first letter to its last."""
    return bool(line.bold) and line.bold[0][0] == 0 and line.bold[-1][1] >= len(line.text.rstrip())


def _alone(index: int, line: Line, start: int) -> Candidate | None:
    """A name with a line to itself, set off by nothing else."""
    text = line.text
    if len(text) > LONGEST or line.kind != "text" or text.endswith(_CLOSED) or text.count(" ") >= MOST_WORDS:
        return None
    return _make(index, line, start, (text[start:], len(text), "\n"))


def _after_lead(text: str) -> int:
    """Where a line begins after spaces, bullets, list numbers and clock times."""
    lead = patterns.LEAD.match(text)
    return lead.end() if lead else 0


def _with_colon(index: int, line: Line, start: int) -> Candidate | None:
    text = line.text
    head = text[start : start + LONGEST]
    if ("(" in head or "[" in head) and (found := patterns.STAMPED.match(text, start)):
        return _make(index, line, start, (found[1], found.end(), ":"), stamped=True)
    for mark in (":", "：", ";"):
        at = text.find(mark, start, start + LONGEST + 2)
        if at > start and text[start:at].casefold().rstrip(".") in HONORIFICS:
            at = max(at, text.find(mark, at + 1, start + LONGEST + 2))
        if at > start and (mark != ";" or text[start:at].isupper()) and not (text[at - 1].isdigit() and text[at + 1 : at + 2].isdigit()):
            label, stamped = text[start:at].strip(), _is_marked(text[:start])
            if label.casefold() == "witness" and text[at:].isupper() and not ends_sentence(text):  # a court's heading: "WITNESS: JANE DOE"
                return None
            if start and (number := patterns.LIST_NUMBER.search(text[:start])):
                label = text[number.start(1) : at].strip()
            elif stamped and (sent := patterns.SENT_BY.fullmatch(label)):
                label = sent[1]
            return _make(index, line, start, (label, at + 1, ";" if mark == ";" else ":"), stamped=stamped)
    return None


def _is_marked(lead: str) -> bool:
    """Whether what stands before a label is the record's own mark: a time of the recording, the number of a question."""
    return (len(lead) > 4 and ":" in lead) or lead[:1] == "Q"


def _with_stop_and_dash(index: int, line: Line, start: int) -> Candidate | None:
    """`President. – Thank you`, `P.- Gracias`."""
    found = patterns.STOP_AND_DASH.search(line.text, start + 1, start + LONGEST)
    return _make(index, line, start, (line.text[start : found.start()], found.end(), ".-")) if found else None


def _with_stop(index: int, line: Line, start: int) -> Candidate | None:
    found = _stop(line.text, start)
    return _make(index, line, start, (*found, ".")) if found else None


def _stop(text: str, start: int) -> tuple[str, int] | None:
    found = patterns.STOPPED.match(text, start)
    while found and _ends_in_initial(found[1]):
        more = patterns.STOPPED.match(text, found.end())
        if not more:
            return None
        label = text[start : more.end(1)]
        if len(label) > LONGEST:
            return None
        if not _ends_in_initial(label):
            return label, more.end()
        found = more
    if not found or not (" " in found[1] or found[1].isupper() or found[1].casefold() in ROLES):
        return None
    return found[1], found.end()


def _ends_in_initial(label: str) -> bool:
    """Whether the full stop after these words belongs to the last of them."""
    return patterns.INITIAL.fullmatch(label.rsplit(None, 1)[-1]) is not None


def _make(index: int, line: Line, start: int, found: tuple[str, int, Ending], *, stamped: bool = False) -> Candidate:
    label, words, ending = found
    text = line.text
    words = len(text) - len(text[words:].lstrip())
    alone = words == len(text)
    if text[words : words + 1] in ("[", "(") and (time := patterns.TIME.match(text, words)):
        words, stamped = time.end(), True
    label = squeeze(label)
    bold = bool(line.bold) and any(begin <= start < stop for begin, stop in line.bold[:3])
    lead = text[start:words]
    gap = lead[len(lead.rstrip()) :]
    wide = len(gap) >= 2 or gap == "\xa0"
    return Candidate(index, start, words, label, fold(label), ending, bold, wide, alone, stamped)
