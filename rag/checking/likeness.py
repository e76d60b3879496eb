"""How much of a run of words stands in a text in order: what tells a misremembered quotation from an invented one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rag.text import find, tokens, words

NEARLY = 0.75
"""Share of a phrase's words that a text must hold in order for the phrase to be nearly its words."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Which of the wanted words (by number) stand in a text, and the place `[start, stop)` from the first to the last of them."""

    held: frozenset[int]
    start: int
    stop: int


def likeness(wanted: Sequence[str], text: str) -> Likeness | None:
    """The wanted folded words that stand in a text in order and in runs of two or more; None where there are none."""
    have = words(text)
    blocks = SequenceMatcher(None, wanted, [word.folded for word in have], autojunk=False).get_matching_blocks()
    runs = [block for block in blocks if block.size >= 2]
    if not runs:
        return None
    held = frozenset(at for block in runs for at in range(block.a, block.a + block.size))
    return Likeness(held, have[runs[0].b].start, have[runs[-1].b + runs[-1].size - 1].stop)


def holds_words(phrase: str, text: str) -> bool:
    """Whether a text holds a phrase, or nearly all of it within about its length."""
    if find(phrase, text):
        return True
    wanted = tokens(phrase)
    like = likeness(wanted, text) if len(wanted) >= 5 else None
    return like is not None and len(like.held) >= NEARLY * len(wanted) and len(tokens(text[like.start : like.stop])) <= 1.5 * len(wanted)
