"""Figures of ranked lists: gold hit among the first, reciprocal rank, nDCG, recall, gold words in a budget; and intervals by bootstrap."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from statistics import fmean

BUDGET = 800
"""Words that a reader or a model is given."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one question; all from 0 to 1."""

    hit1: float
    hit5: float
    hit10: float
    mrr: float
    ndcg10: float
    recall20: float
    words800: float


NAMES = tuple(field.name for field in fields(Figures))


@dataclass(frozen=True, slots=True)
class Found:
    """A turn that was found: whether it is gold, and its words."""

    gold: bool
    words: int


def figures(found: Sequence[Found], gold: int, gold_words: int) -> Figures:
    """The figures of one ranked list; `gold` turns with `gold_words` words were to be found."""
    rank = next((place for place, one in enumerate(found) if one.gold), None)
    gains = sum(1 / math.log2(place + 2) for place, one in enumerate(found[:10]) if one.gold)
    ideal = sum(1 / math.log2(place + 2) for place in range(min(10, gold)))
    return Figures(
        hit1=float(rank == 0),
        hit5=float(rank is not None and rank < 5),
        hit10=float(rank is not None and rank < 10),
        mrr=0.0 if rank is None else 1 / (rank + 1),
        ndcg10=gains / ideal,
        recall20=sum(one.gold for one in found[:20]) / min(20, gold),
        words800=_covered(found) / max(1, min(BUDGET, gold_words)),
    )


def _covered(found: Sequence[Found]) -> int:
    """Gold words among the first BUDGET words."""
    left, covered = BUDGET, 0
    for one in found:
        read = min(left, one.words)
        covered += read * one.gold
        left -= read
    return covered


def mean(rows: Sequence[Figures], name: str) -> float:
    """The mean of one figure."""
    return fmean(getattr(row, name) for row in rows) if rows else 0.0


def interval(values: Sequence[float], statistic: Callable[[Sequence[float]], float] = fmean, rounds: int = 1000) -> tuple[float, float]:
    """The middle 95% of a statistic over resampled values; the same every time."""
    dice = random.Random(1)
    drawn = sorted(statistic(dice.choices(values, k=len(values))) for _ in range(rounds))
    return drawn[int(0.025 * rounds)], drawn[int(0.975 * rounds) - 1]
