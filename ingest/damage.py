"""Damage that a text shows and the parser leaves as it is: each is noted at its place, nothing is restored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ingest.candidates import Candidate
from ingest.document import Line, has_invisible
from rag.types import Note

MOST_NOTES = 30
"""Notes of one kind; where there are more, it is how the document is set, not damage."""

_DELETED = re.compile(r"\w ,(?=\s|$)|,,|[a-z] \.(?=\s|$)|\b(?:[Aa]nd|[Aa]s|[Bb]y|[Ff]rom|have|in|is|of|our|[Tt]he|to|[Ww]ith) {2,}(?=\w)|\[\]")
_APOSTROPHE = re.compile(
    r"\b(?:[Dd]ont|[Dd]oesnt|[Dd]idnt|[Ii]snt|[Ww]asnt|[Ww]ouldnt|[Cc]ouldnt|[Tt]heyre|[Tt]hats|[Yy]oure|[Ww]eve|Im|Ive|[Tt]heyve|[Ww]ont|[Hh]avent)\b"
)
_ENTITY = re.compile(r"\w';[a-z]")


def damage(lines: Sequence[Line], marks: Sequence[Candidate]) -> Iterator[Note]:
    """What is wrong with the transcript's lines, in the order of its kinds."""
    spoken = lines[marks[0].line :] if marks else lines
    yield from _few((line, "a name or a link seems to be deleted here") for line in spoken if _DELETED.search(line.text))
    yield from _few(lost_turns(lines, marks))
    for pattern, words in (
        (_APOSTROPHE, "apostrophes are lost"),
        (_ENTITY, "apostrophes are broken"),
        (re.compile("\ufffd"), "characters could not be read"),
    ):
        yield from _counted(spoken, pattern, words)
    hidden = [line for line in lines if has_invisible(line.text)]
    if hidden:
        yield Note(hidden[0].number, f"zero-width or bidirectional controls were left out ({len(hidden)} lines)")


def _few(found: Iterable[tuple[Line, str]]) -> Iterator[Note]:
    rows = list(found)
    if len(rows) <= MOST_NOTES:
        yield from (Note(line.number, words) for line, words in rows)


def _counted(lines: Sequence[Line], pattern: re.Pattern[str], words: str) -> Iterator[Note]:
    counts = [(line, len(found)) for line in lines if (found := pattern.findall(line.text))]
    if counts:
        yield Note(counts[0][0].number, f"{words} in the source ({sum(count for _, count in counts)} times, the first here)")


def lost_turns(lines: Sequence[Line], marks: Sequence[Candidate]) -> Iterator[tuple[Line, str]]:
    """Two equal labels that two blank lines part, where one blank line is the rule: a short turn was lost between them."""
    if 2 * sum(lines[mark.line].gap > 1 for mark in marks) > len(marks):
        return
    for before, after in pairwise(marks):
        if before.key == after.key and lines[after.line].gap > 1:
            yield lines[after.line], "two blank lines between two equal labels: a short turn seems to be lost here"
