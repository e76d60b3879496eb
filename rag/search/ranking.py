"""How well every turn of the library fits a question's words and meaning, before anyone asks who speaks.

Windows and neighbours find the exchange; meaning takes over by itself where the question's words are not found.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from rag.index.columns import Columns
from rag.index.lexical import Places, Term, WordIndex

Scores = NDArray[np.float64]
Rows = NDArray[np.int64]


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
    """Every constant of the ranking, with what it was chosen by. QMSum: nDCG@10 in one meeting / over all, train; dev: first / among five.

    `before`, `after`: share of a turn's score that the 1st, 2nd, 3rd turn after it, or before it, gets as well.
    `breadth`, `spread`: in meetings without sides a turn also gets `breadth` of the scores around it, fading over `spread` turns.
    `meaning`: its weight where the words are found, and where nothing is; between them it falls as they earn up to `found` of the possible.
    """

    # 100 turns and 30 windows, and all there are, give the same within .01; 50 and 15 lose up to .03.
    turns: int = 300
    windows: int = 60
    # 150: dev .81 / .95; 600: .82 / .95; more cost milliseconds.
    nearest: int = 300
    # Without neighbours dev .71 / .92 (non-answers .31 first: a refusal shares no word with its question). Uneven beats even by .05 on QMSum.
    # A first share of .7: dev .81 / .95; of .9: .81 / .94.
    before: tuple[float, ...] = (0.8, 0.5, 0.3)
    after: tuple[float, ...] = (0.4, 0.2, 0.1)
    # 2: QMSum .741 / .637; 4: .738 / .638, dev .79; 5: dev .79 / .92; without windows dev .67 / .89.
    window: float = 3.0
    # Without: QMSum .01 less in one meeting and .02 over all; spreads of 6 to 10 and breadths of .03 to .07 within .005, of which .07 covers most
    # gold words (.799 / .706 in 800 words; .05: .797 / .701). In briefings with sides it loses .02 on dev: there the next exchange is another matter.
    breadth: float = 0.07
    spread: int = 8
    # Scales words to the share of what the question could earn; 8 is about what the best exchange of a fully found question gets.
    possible: float = 8.0
    # Always .2: dev .77 / .93, QMSum .01 to .02 less. Direct questions earn .47 to 1.06 of the possible, paraphrases .14 to .39: the weight lies
    # between. Tops of .4, .7 and ends at .5, .7 within .01.
    meaning: tuple[float, float] = (0.05, 0.5)
    found: float = 0.6
    # Static vectors hurt in meetings (QMSum .745 / .640 without, .735 / .632 with) and MiniLM does not help there.
    in_meetings: float = 0.0
    # The words that became scope ("Bernanke", "the Fed") still find their speaker's turns. 0: QMSum .01 less, dev .78 / .92; 1: .741 / .637.
    scoped: float = 0.6
    # What a word close in meaning, or the word as the library writes it, counts against the word asked for, by its cosine. .5 to 1: the same; 0:
    # dev .81 / .95, QMSum .756 / .648.
    near: float = 0.7
    # What words about talk keep of their weight. 1: QMSum .010 / .005 less; .2 and .3: the same. Half for nouns like "the problem of" as well: gold
    # words .802 / .706 instead of .799 / .706, nothing else gained, for a list of sixty words.
    talk: float = 0.5
    # Where word order does not count (static), the vector of a question is its topic's words by their rarity: dev .83 / .95; by the root of it .81 / .93;
    # of the whole question .83 / .94, its paraphrases .72 among five instead of .78.
    by_rarity: bool = True
    # 0 switches what is inferred off, for the comparison: dev .57 / .90.
    scope: float = 1.0


WEIGHTS = Weights()
# Few briefings are fetched and multiplied exactly (2 ms each); more are over-fetched without a filter, which costs Chroma 20 to 120 ms at 100,000
# turns: as many as should hold LEAST within, at most OVERFETCH (6 ms).
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
        # Chroma looks for neighbours while Tantivy looks for words; both leave Python's lock (3 of 13 ms at 100,000 turns).
        self._aside = ThreadPoolExecutor(4, thread_name_prefix="meaning")

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
        near = self._aside.submit(self._similar, vector, within, weights.nearest) if vector is not None and any(weights.meaning) else None
        possible = weights.possible * sum(map(self._worth, terms))
        if possible:
            places = self._words.find_turns(terms, weights.turns, within)
            rows = self._columns.rows_of(places.briefing, places.turn)
            parts = dict(zip(rows[::-1].tolist(), places.part[::-1].tolist(), strict=True))  # the best passage of a turn comes first
            scores += self._by_words(places, self._words.find_windows(terms, weights.windows, within), weights) / possible
        if vector is not None and near is not None:
            scores += self._trust(scores, weights) * self._by_meaning(vector, near.result(), weights)
        return Ranked(scores, parts)

    def _trust(self, scores: Scores, weights: Weights) -> Scores:
        """The weight of meaning for each row: small where words decide, large where the question's words are not found."""
        low, high = weights.meaning
        missing = max(0.0, 1 - scores.max(initial=0.0) / weights.found)
        trust: Scores = np.where(self._columns.meetings, weights.in_meetings, 1.0) * (low + (high - low) * missing)
        return trust

    def _by_words(self, turns: Places, windows: Places, weights: Weights) -> Scores:
        rows, first = np.unique(self._columns.rows_of(turns.briefing, turns.turn), return_index=True)
        scores = self._with_neighbours(rows, turns.score[first], weights)  # a turn of several passages has the score of its best, the first
        best = np.zeros_like(scores)
        begins = self._columns.rows_of(windows.briefing, windows.turn)
        for begin, stop, score in zip(begins, begins + windows.stop - windows.turn, windows.score, strict=True):
            np.maximum(best[begin:stop], score, out=best[begin:stop])
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

    def _by_meaning(self, vector: NDArray[np.float32], near: tuple[Rows, Scores], weights: Weights) -> Scores:
        rows, similarities = near
        zero = float(vector @ self._mean)
        scores = self._with_neighbours(rows, np.maximum(similarities - zero, 0.0), weights)
        most = scores.max(initial=0.0)
        return scores / most if most else scores

    def _similar(self, vector: NDArray[np.float32], within: Collection[str] | None, count: int) -> tuple[Rows, Scores]:
        held = self._columns.briefings
        if within is not None and len(within) <= FEW:
            return self._exactly(vector, within, count)
        rows, similarities = [], []
        for id, value in self._vectors.nearest(vector, min(self._columns.count(), count if within is None else self._wide(within))):
            briefing, _, turn = id.split(":")
            if briefing in held and (within is None or briefing in within):
                rows.append(held[briefing].first + int(turn))
                similarities.append(value)
        return np.array(rows, dtype=np.int64), np.array(similarities, dtype=np.float64)

    def _exactly(self, vector: NDArray[np.float32], within: Collection[str], count: int) -> tuple[Rows, Scores]:
        held = [self._columns.briefings[id] for id in within]
        rows = np.concatenate([np.zeros(0, dtype=np.int64), *(np.arange(one.first, one.first + one.turns) for one in held)])
        found = [np.vecdot(self._vectors.of(one.id, one.revision, one.turns), vector) for one in held]
        similarities = np.concatenate([np.zeros(0), *found]).astype(np.float64)
        best = np.argsort(-similarities, kind="stable")[:count]
        return rows[best], similarities[best]

    def _wide(self, within: Collection[str]) -> int:
        """How many to fetch so that about LEAST of them lie within."""
        turns = sum(self._columns.briefings[id].turns for id in within)
        return min(OVERFETCH, LEAST * self._columns.count() // max(1, turns))

    def _with_neighbours(self, rows: Rows, own: Scores, weights: Weights) -> Scores:
        scores = np.zeros(self._columns.count())
        np.add.at(scores, rows, own)
        shares = [(step, share) for step, share in enumerate(weights.before, 1)] + [(-step, share) for step, share in enumerate(weights.after, 1)]
        for step, share in shares:
            there = self._columns.same_briefing(rows, step)
            np.add.at(scores, rows[there] + step, share * own[there])
        return scores
