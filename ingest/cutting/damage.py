"""Damage that a text shows and the parser leaves as it is: each is noted at its place, nothing is restored."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from ingest.cutting.candidates import Candidate
from ingest.cutting.edges import is_omission
from ingest.document import Line, count_invisible
from rag.types import Note

MOST_NOTES = 30
"""Notes of one kind; where there are more, it is how the document is set, not damage."""

_LOST = frozenset(
    "dont Dont doesnt didnt isnt wasnt wouldnt couldnt theyre Theyre thats Thats youre Youre weve Weve theyve Im Ive havent wont".split(" ")
)
_BEFORE_GAP = frozenset("and And as by from have in is of our the to with".split(" "))
_GAPS = "  "
_HOLES = (_GAPS, " ,", ",,", " .", "[]")
"""What stands in every text with a hole, and in few others."""
_GAP = re.compile(r"[a-z] {2,}\w")
_DANGLING = re.compile(r"\w ,(?=\s|$)|,,|[a-z] \.(?=\s*$|\s+[^\s.])|\[\]")


def damage(lines: Sequence[Line], marks: Sequence[Candidate], last: int) -> Iterator[Note]:
    """What is wrong with the lines from the first label up to the line `last`, in the order of its kinds."""
    spoken = lines[marks[0].line : last]
    whole = "\n".join(line.text for line in spoken)
    if holes := [hole for hole in _HOLES if hole in whole]:
        yield from _few((line, "a name or a link seems to be deleted here") for line in spoken if _is_deleted(line.text, holes))
    yield from _few((line, "the publisher left words out here") for line in spoken if is_omission(line))
    yield from _few(lost_turns(lines, marks))
    if not _LOST.isdisjoint(whole.split()):
        yield _counted(spoken, lambda text: sum(word in _LOST for word in text.split()), "apostrophes are lost in the source")
    if "';" in whole:
        yield _counted(spoken, lambda text: text.count("';"), "apostrophes are broken in the source")
    if "\ufffd" in whole:
        yield _counted(spoken, lambda text: text.count("\ufffd"), "characters could not be read in the source")
    if not whole.replace("\n", " ").replace("\xa0", " ").isprintable() and count_invisible(whole):
        yield _counted(spoken, count_invisible, "zero-width or bidirectional controls were left out")


def _is_deleted(text: str, holes: Sequence[str]) -> bool:
    """Whether a text has a hole: a comma or full stop after a space, or two spaces after a small word that wants a noun. `holes`: what to look for."""
    if holes != [_GAPS] and any(hole in text for hole in holes if hole != _GAPS) and _DANGLING.search(text):
        return True
    return _GAPS in text and any(text[: gap.start() + 1].rsplit(None, 1)[-1] in _BEFORE_GAP for gap in _GAP.finditer(text))


def _few(found: Iterable[tuple[Line, str]]) -> Iterator[Note]:
    rows = list(found)
    if len(rows) <= MOST_NOTES:
        yield from (Note(line.number, words) for line, words in rows)


def _counted(lines: Sequence[Line], count: Callable[[str], int], words: str) -> Note:
    counts = [(line.number, found) for line in lines if (found := count(line.text))]
    return Note(counts[0][0], f"{words} ({sum(found for _, found in counts)} times, the first here)")


def lost_turns(lines: Sequence[Line], marks: Sequence[Candidate]) -> Iterator[tuple[Line, str]]:
    """Two equal labels that two blank lines part, where one blank line is the rule: a short turn was lost between them."""
    if 2 * sum(lines[mark.line].gap > 1 for mark in marks) > len(marks):
        return
    for before, after in pairwise(marks):
        if before.key == after.key and lines[after.line].gap > 1:
            yield lines[after.line], "two blank lines between two equal labels: a short turn seems to be lost here"
