"""How much of a run of words stands in a text in order: what tells a misremembered quotation from an invented one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher

from rag.text import Word, find, tokens, words

MOST = 0.75
"""Share of the wanted words from which on one stretch is the place; pieces may stand far apart."""
PIECE = 4
"""Words in a row that make a piece of a quotation put together from far apart; shorter runs stand anywhere by chance."""
SLACK = 6
"""Strange words that a run at the edge may cost beyond its own length."""
NEARLY = 0.75
"""Share of a phrase's words that a text must hold in order for the phrase to be nearly its words."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Which of the wanted words (by number) stand in a text, and the place `[start, stop)` from the first to the last of them."""

    held: frozenset[int]
    start: int
    stop: int


def likeness(wanted: Sequence[str], text: str) -> Likeness | None:
    """The wanted folded words that stand in a text in order and in runs of two or more; None where there are none.

    In the tightest stretch, where it holds MOST of them; else wherever in the text there are more, in pieces of PIECE words.
    """
    have = words(text)
    near = _stretch(wanted, [word.folded for word in have])
    tight = _held(_tight(_runs(wanted, have[near[0] : near[1]])), have[near[0] : near[1]])
    if tight and len(tight.held) >= MOST * len(wanted):
        return tight
    return max(filter(None, (tight, _held(_runs(wanted, have, PIECE), have))), key=lambda like: len(like.held), default=None)


def _runs(wanted: Sequence[str], have: Sequence[Word], least: int = 2) -> list[Match]:
    blocks = SequenceMatcher(None, wanted, [word.folded for word in have], autojunk=False).get_matching_blocks()
    return [block for block in blocks if block.size >= least]


def _held(runs: Sequence[Match], have: Sequence[Word]) -> Likeness | None:
    if not runs:
        return None
    held = frozenset(at for block in runs for at in range(block.a, block.a + block.size))
    return Likeness(held, have[runs[0].b].start, have[runs[-1].b + runs[-1].size - 1].stop)


def _tight(runs: list[Match]) -> list[Match]:
    """Without the outer runs that cost more strange words than they add."""
    while len(runs) > 1 and _gap(runs[0], runs[1]) > runs[0].size + SLACK:
        runs = runs[1:]
    while len(runs) > 1 and _gap(runs[-2], runs[-1]) > runs[-1].size + SLACK:
        runs = runs[:-1]
    return runs


def _gap(first: Match, second: Match) -> int:
    return second.b - first.b - first.size


def _stretch(wanted: Sequence[str], have: Sequence[str]) -> tuple[int, int]:
    """Where a stretch as long as the wanted words shares the most with them, widened by half its length on both sides."""
    size = len(wanted)
    lacking = Counter(wanted)
    shared = best = at = 0
    for stop, word in enumerate(have):
        shared += lacking[word] > 0
        lacking[word] -= 1
        if stop >= size:
            lacking[have[stop - size]] += 1
            shared -= lacking[have[stop - size]] > 0
        if shared > best:
            best, at = shared, stop + 1 - size
    return max(0, at - size // 2), at + size + size // 2


def holds_words(phrase: str, text: str) -> bool:
    """Whether a text holds a phrase, or nearly all of it within about its length."""
    if find(phrase, text):
        return True
    wanted = tokens(phrase)
    like = likeness(wanted, text) if len(wanted) >= 5 else None
    return like is not None and len(like.held) >= NEARLY * len(wanted) and len(tokens(text[like.start : like.stop])) <= 1.5 * len(wanted)
