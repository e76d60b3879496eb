"""How well every turn of the library fits a question's words and meaning, before anyone asks who speaks.

Windows and neighbours find the exchange; meaning takes over by itself where the question's words are not found.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from rag.columns import Columns
from rag.lexical import Place, Term, WordIndex

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A score for every row; for the turns that hold searched words, the passage that holds the most."""

    scores: Scores
    parts: Mapping[int, int]


class Vectors(Protocol):
    """What of the vector store is needed; ids are `<briefing>:<revision>:<turn>`."""

    def nearest(self, vector: NDArray[np.float32], k: int) -> list[tuple[str, float]]: ...

    def of(self, briefing_id: str, revision: str, turns: int) -> NDArray[np.float32]: ...


@dataclass(frozen=True, slots=True)
class Weights:
    """Every constant of the ranking, with what it was chosen by; `docs/retrieval.md` has the table.

    `before`, `after`: share of a turn's score that the 1st, 2nd, 3rd turn after it, or before it, gets as well.
    `breadth`, `spread`: in meetings without sides a turn also gets `breadth` of the scores around it, fading over `spread` turns.
    `meaning`: its weight where the words are found, and where nothing is; between them it falls as they earn up to `found` of the possible.
    """

    turns: int = 300
    windows: int = 60
    nearest: int = 300
    before: tuple[float, ...] = (0.7, 0.5, 0.3)
    after: tuple[float, ...] = (0.4, 0.2, 0.1)
    window: float = 3.0
    breadth: float = 0.05
    spread: int = 8
    possible: float = 8.0
    meaning: tuple[float, float] = (0.05, 0.5)
    found: float = 0.6
    in_meetings: float = 0.0
    scoped: float = 0.6
    conversation: float = 1.2
    scope: float = 1.0


WEIGHTS = Weights()
# Few briefings are fetched and multiplied exactly (8 ms at most); more are over-fetched without a filter.
FEW = 4
LEAST = 150
OVERFETCH = 1_000


class Ranking:
    """Scores the turns of one index generation."""

    def __init__(self, words: WordIndex, columns: Columns, vectors: Vectors, mean: NDArray[np.float32]) -> None:
        self._words = words
        self._columns = columns
        self._vectors = vectors
        self._mean = mean

    def rarity(self, stem: str) -> float:
        """How much a word tells, from the windows it stands in; highest for a word that is nowhere."""
        count, frequency = self._words.windows, self._words.frequency(stem)
        return math.log(1 + (count - frequency + 0.5) / (frequency + 0.5))

    def _worth(self, term: Term) -> float:
        """What finding a term may earn: the rarity of its own words, or of the commonest other name where these are nowhere."""
        named = [stems for stems in (term.stems, *term.others) if all(self._words.frequency(stem) for stem in stems)]
        worths = [sum(map(self.rarity, stems)) for stems in named]
        return term.weight * (min(worths) if worths else sum(map(self.rarity, term.stems)))

    def score(self, terms: Sequence[Term], vector: NDArray[np.float32] | None, within: Collection[str] | None, weights: Weights) -> Ranked:
        """Every row weighed; `within`: only these briefings are searched."""
        scores = np.zeros(self._columns.count())
        parts: dict[int, int] = {}
        possible = weights.possible * sum(map(self._worth, terms))
        if possible:
            places = self._words.find_turns(terms, weights.turns, within)
            parts = {row: place.part for row, place in reversed(self._located(places))}
            scores += self._by_words(places, self._words.find_windows(terms, weights.windows, within), weights) / possible
        if vector is not None and any(weights.meaning):
            scores += self._trust(scores, weights) * self._by_meaning(vector, within, weights)
        return Ranked(scores, parts)

    def _trust(self, scores: Scores, weights: Weights) -> Scores:
        """The weight of meaning for each row: small where words decide, large where the question's words are not found."""
        low, high = weights.meaning
        missing = max(0.0, 1 - scores.max(initial=0.0) / weights.found)
        trust: Scores = np.where(self._columns.meetings, weights.in_meetings, 1.0) * (low + (high - low) * missing)
        return trust

    def _by_words(self, turns: Iterable[Place], windows: Iterable[Place], weights: Weights) -> Scores:
        rows, own = self._rows(turns)
        scores = self._with_neighbours(rows, own, weights)
        best = np.zeros_like(scores)
        for row, place in self._located(windows):
            stop = row + place.stop - place.turn
            np.maximum(best[row:stop], place.score, out=best[row:stop])
        scores += weights.window * best
        return self._spread(scores, weights)

    def _spread(self, scores: Scores, weights: Weights) -> Scores:
        rows = np.flatnonzero((scores > 0) & self._columns.meetings)
        wide = scores.copy()
        for step in range(1, 3 * weights.spread if weights.breadth and len(rows) else 1):
            share = weights.breadth * math.exp(-(step**2) / (2 * weights.spread**2))
            for there in (step, -step):
                kept = rows[self._columns.same_briefing(rows, there)]
                np.add.at(wide, kept + there, share * scores[kept])
        return wide

    def _by_meaning(self, vector: NDArray[np.float32], within: Collection[str] | None, weights: Weights) -> Scores:
        rows, similarities = self._similar(vector, within, weights.nearest)
        zero = float(vector @ self._mean)
        scores = self._with_neighbours(rows, np.maximum(similarities - zero, 0.0), weights)
        most = scores.max(initial=0.0)
        return scores / most if most else scores

    def _similar(self, vector: NDArray[np.float32], within: Collection[str] | None, count: int) -> tuple[NDArray[np.int64], Scores]:
        held = self._columns.briefings
        if within is not None and len(within) <= FEW:
            return self._exactly(vector, within, count)
        near = self._vectors.nearest(vector, min(self._columns.count(), count if within is None else self._wide(within)))
        named = [(id[: id.index(":")], int(id[id.rindex(":") + 1 :]), value) for id, value in near]
        kept = [(held[id].first + turn, value) for id, turn, value in named if id in held and (within is None or id in within)]
        return np.array([row for row, _ in kept], dtype=np.int64), np.array([value for _, value in kept], dtype=np.float64)

    def _exactly(self, vector: NDArray[np.float32], within: Collection[str], count: int) -> tuple[NDArray[np.int64], Scores]:
        held = [self._columns.briefings[id] for id in within]
        rows = np.concatenate([np.zeros(0, dtype=np.int64), *(np.arange(one.first, one.first + one.turns) for one in held)])
        found = [self._vectors.of(one.id, one.revision, one.turns) @ vector for one in held]
        similarities = np.concatenate([np.zeros(0), *found]).astype(np.float64)
        best = np.argsort(-similarities, kind="stable")[:count]
        return rows[best], similarities[best]

    def _wide(self, within: Collection[str]) -> int:
        """How many to fetch so that about LEAST of them lie within."""
        turns = sum(self._columns.briefings[id].turns for id in within)
        return min(OVERFETCH, LEAST * self._columns.count() // max(1, turns))

    def _with_neighbours(self, rows: NDArray[np.int64], own: Scores, weights: Weights) -> Scores:
        scores = np.zeros(self._columns.count())
        np.add.at(scores, rows, own)
        shares = [(step, share) for step, share in enumerate(weights.before, 1)] + [(-step, share) for step, share in enumerate(weights.after, 1)]
        for step, share in shares:
            there = self._columns.same_briefing(rows, step)
            np.add.at(scores, rows[there] + step, share * own[there])
        return scores

    def _rows(self, places: Iterable[Place]) -> tuple[NDArray[np.int64], Scores]:
        """Rows and their scores; a turn of several passages has that of its best."""
        best: dict[int, float] = {}
        for row, place in self._located(places):
            best[row] = max(best.get(row, 0.0), place.score)
        return np.array(list(best), dtype=np.int64), np.array(list(best.values()), dtype=np.float64)

    def _located(self, places: Iterable[Place]) -> list[tuple[int, Place]]:
        held = self._columns.briefings
        return [(held[place.briefing].first + place.turn, place) for place in places if place.briefing in held]
