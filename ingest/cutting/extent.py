"""Which labels open turns of the transcript: not those of its header, its footer, its key, nor those that only go on over a page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.cutting import patterns
from ingest.cutting.candidates import Candidate
from ingest.cutting.edges import ends_sentence, is_end
from ingest.cutting.shape import is_caps, is_titled, shape
from ingest.document import Line

LONGEST_HALF = 60
"""Characters of the first line of a label that is printed over two."""
_LEADER = re.compile(r"(?:\. ){3}|\.{5}")
"""Dots that lead from one column of a list to the next."""

FEWEST_OF_A_KEY = 3
"""Lines that explain the labels; fewer are turns broken off."""


def over_pages(lines: tuple[Line, ...], marks: tuple[Candidate, ...]) -> tuple[tuple[Line, ...], tuple[Candidate, ...]]:
    """The lines without labels that only say, on a new page, who goes on speaking."""
    going_on = {after for before, after in pairwise(marks) if before.key == after.key and patterns.CONTINUED.fullmatch(after.label)}
    joined = list(lines)
    for mark in going_on:
        line, before = lines[mark.line], lines[mark.line - 1]
        joined[mark.line] = replace(line, text=line.text[mark.words :], bold=(), gap=line.gap if ends_sentence(before.text) else 0)
    return tuple(joined), tuple(mark for mark in marks if mark not in going_on)


def over_lines(lines: tuple[Line, ...], marks: tuple[Candidate, ...]) -> tuple[tuple[Line, ...], tuple[Candidate, ...]]:
    """Labels that are printed over two lines (a name above its office, whenever it comes) as one; the upper line is no part of the turn before."""
    above: dict[str, set[str]] = defaultdict(set)
    for mark in marks:
        above[mark.key].add(_above(lines, mark))
    counts = Counter(mark.key for mark in marks)
    names = {key: text for key, (text, *others) in above.items() if text and not others and counts[key] > 1}
    upper = {mark.line - 1 for mark in marks if mark.key in names}
    noted = tuple(replace(line, kind="note") if at in upper else line for at, line in enumerate(lines))
    whole = (replace(mark, label=f"{names[mark.key]} {mark.label}") if mark.key in names else mark for mark in marks if mark.line not in upper)
    return (noted if upper else lines), tuple(whole)


def _above(lines: Sequence[Line], mark: Candidate) -> str:
    """The line above a label, if it might be the first half of it."""
    text = lines[mark.line - 1].text.strip() if mark.line else ""
    return text if len(text) < LONGEST_HALF and not ends_sentence(text) and shape(text) >= 1 and is_caps(text) == is_caps(mark.label) else ""


def within(lines: Sequence[Line], marks: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The labels without those of the header ("SPEAKER: Ms. Kozack, Director") and, after an end mark, of the footer ("PRESS OFFICER: ..."):
    labels that occur once, with words that are no sentence. A key of labels ("TJ  Tarik Jasar") is of the header too."""
    counts = Counter(mark.key for mark in marks)
    first, stop = _after_key(lines, marks), len(marks)
    while (
        first < stop - 1
        and counts[marks[first].key] == 1
        and not is_titled(marks[first].label)
        and _is_fragment(lines, marks[first], marks[first + 1].line)
    ):
        first += 1
    while stop > first + 1 and counts[marks[stop - 1].key] == 1 and _is_fragment(lines, marks[stop - 1], len(lines)):
        if not any(is_end(line) for line in lines[marks[stop - 2].line : marks[stop - 1].line]):
            break
        stop -= 1
    return marks[first:stop]


def _after_key(lines: Sequence[Line], marks: Sequence[Candidate]) -> int:
    """How many labels at the beginning only explain themselves: each once, in lines that follow each other, with words that are no sentence."""
    seen: set[str] = set()
    for at, mark in enumerate(marks):
        near = not at or mark.line == marks[at - 1].line + 1
        if mark.key in seen or not near or mark.alone or not _is_fragment(lines, mark, mark.line + 1):
            break
        seen.add(mark.key)
    return len(seen) if len(seen) >= FEWEST_OF_A_KEY else 0


def _is_fragment(lines: Sequence[Line], mark: Candidate, stop: int) -> bool:
    """Whether the words of a label, up to the line `stop`, are no sentence."""
    words = lines[mark.line].text[mark.words :]
    if not words.strip() and mark.line + 1 < stop:
        words = lines[mark.line + 1].text
    return not ends_sentence(words) or _LEADER.search(words) is not None
