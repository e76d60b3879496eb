"""Everything a transcript prints, ready to be searched for names. Knows no names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from ingest.document import Cut
from ingest.speakers.designations import decode
from ingest.speakers.keys import resolve
from ingest.speakers.names import (
    plain,
    surname,
)

TITLE: Final = -2

HEADER: Final = -1
"""Where something stands that stands in no turn."""


class Record:
    """Everything a transcript prints, ready to be searched for names: title, header lines, turns."""

    def __init__(self, title: str, cut: Cut, author: str = "", office: str = "") -> None:
        self.office = office
        self.header = [title, *(line.text for line in cut.header), f"{author}, {office}" if author else ""]
        self.texts = [turn.text for turn in cut.turns]
        self.labels = resolve([turn.label or turn.known_as for turn in cut.turns], self.header)
        self.lowered = [text.lower() for text in self.texts]
        self._all = "\n".join(self.texts)
        self._low = "\n".join(self.lowered)
        self._starts = list(accumulate((len(text) + 1 for text in self.lowered), initial=0))
        self._header = [text.lower() for text in self.header]
        self._seen: dict[str, bool] = {}
        self.surnames = {plain(surname(read.name)) for read in map(decode, set(self.labels)) if read.name}

    def holds(self, word: str) -> bool:
        """Whether the word stands in a turn just so, in this case of letters."""
        if word not in self._seen:
            self._seen[word] = next(offsets(self._all, word), None) is not None
        return self._seen[word]

    def places(self, word: str) -> Iterator[tuple[int, str, int]]:
        """Every place of a word: index of the turn (negative for title and header), the text, the offset of its first letter."""
        low = word.lower()
        for number, text in enumerate(self._header):
            yield from ((HEADER if number else TITLE, self.header[number], at) for at in offsets(text, low))
        for at in offsets(self._low, low):
            index = bisect_right(self._starts, at) - 1
            yield index, self.texts[index], at - self._starts[index]


def within(text: str, words: int) -> bool:
    """Whether a text has at most so many words."""
    return len(text.split(None, words)) <= words


def offsets(text: str, word: str) -> Iterator[int]:
    """Where a word stands in a text, whole."""
    at = text.find(word)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(word) : at + len(word) + 1]
        if not (before.isalnum() or before in ("-", "'", "’")) and not after.isalnum():
            yield at
        at = text.find(word, at + len(word))
