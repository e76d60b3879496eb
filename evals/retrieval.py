"""Search measured on the sets of questions: built by the real refresh, asked through the real retriever, beside the common pipeline."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Self

from evals.metrics import Figures, Found, figures
from evals.questions import Case, Set
from ingest.refresh import refresh
from rag.config import Settings
from rag.index.generation import Index
from rag.record.library import Library
from rag.search.ranking import WEIGHTS, Weights
from rag.search.retrieve import TurnRetriever
from rag.types import Answer, Briefing, Hit, Scope, Searched

logger = logging.getLogger(__name__)
DEPTH = 60
"""Turns of a list that are looked at; 800 words are rarely more."""
TODAY = date(2026, 11, 24)


@dataclass(slots=True)
class Collection:
    """An indexed set of files, open for questions."""

    settings: Settings
    library: Library
    index: Index
    retriever: TurnRetriever
    sources: dict[str, Briefing]

    @classmethod
    def build(cls, files: Sequence[Path], data: Path, embedding: str = "static") -> Self:
        """Brings `files` into a fresh data folder and opens it."""
        settings = Settings(data=data, embedding=embedding)
        result = refresh(settings, [str(path) for path in files])
        for failure in result.failed:
            logger.warning("not indexed: %s", failure)
        library = Library.open(data)
        index = Index.open(settings, library)
        briefings = [library.briefing(summary.id) for summary in library.briefings()]
        return cls(settings, library, index, TurnRetriever.over(settings, library, index), {Path(one.source).name: one for one in briefings})

    def close(self) -> None:
        """Lets go of the folder."""
        self.index.close()
        self.library.close()

    def weighed(self, weights: Weights) -> None:
        """Search with other weights from now on."""
        self.retriever.weights = weights


Search = Callable[[Case, tuple[Answer, ...]], tuple[Hit, ...]]


def search(collection: Collection) -> Search:
    """The project's own search."""

    def run(case: Case, history: tuple[Answer, ...]) -> tuple[Hit, ...]:
        understanding = collection.retriever.understand(case.text, history, given=_given(case, collection), today=TODAY)
        return collection.retriever.search(understanding, DEPTH)

    return run


def _given(case: Case, collection: Collection) -> Scope:
    return Scope(briefings=(collection.sources[case.within].id,), typed=("briefings",)) if case.within else Scope()


def measure(cases: Sequence[Case], collection: Collection, run: Search) -> dict[str, Figures]:
    """Figures by case id, for the cases with gold; follow-ups lean on what was found for the question before them."""
    asked: dict[str, tuple[Answer, ...]] = {}
    results: dict[str, Figures] = {}
    for case in cases:
        history = asked.get(case.follows, ())
        hits = run(case, history)
        understanding = collection.retriever.understand(case.text, history, today=TODAY)
        answer = Answer(case.text, understanding.standalone, understanding.scope, "not_found", "extractive", (), Searched(0, 0), read=hits[:10])
        asked[case.id] = (*history, answer)
        if case.gold:
            found = [Found((Path(hit.briefing.source).name, hit.turn.index) in case.gold, len(hit.turn.text.split())) for hit in hits]
            words = sum(len(collection.sources[source].turns[turn].text.split()) for source, turn in case.gold)
            results[case.id] = figures(found, len(case.gold), words)
    return results


def by_kind(cases: Sequence[Case], results: dict[str, Figures]) -> dict[str, list[Figures]]:
    """The figures of each kind of question, and of all."""
    kinds: dict[str, list[Figures]] = {}
    for case in cases:
        if case.id in results:
            kinds.setdefault(case.kind, []).append(results[case.id])
    return {**kinds, "all kinds": list(results.values())} if len(kinds) > 2 else kinds


ABLATIONS: dict[str, dict[str, Any]] = {
    "as it is": {},
    "without meaning": {"meaning": (0.0, 0.0)},
    "meaning always .2": {"meaning": (0.2, 0.2), "in_meetings": 1.0},
    "without windows": {"window": 0.0},
    "without neighbours": {"before": (), "after": (), "breadth": 0.0},
    "without the wide neighbourhood of meetings": {"breadth": 0.0},
    "without the words that became scope": {"scoped": 0.0},
    "without words near in meaning": {"near": 0.0},
    "words about talk as any other": {"talk": 1.0},
    "a question's vector not weighed by rarity": {"by_rarity": False},
    "without scope": {"scope": 0.0},
}
"""What is left out or changed, one ingredient at a time."""


def ablate(chosen: Set, collection: Collection) -> dict[str, dict[str, Figures]]:
    """The same questions with one ingredient changed at a time."""
    results = {}
    for name, change in ABLATIONS.items():
        collection.weighed(replace(WEIGHTS, **change))
        results[name] = measure(chosen.cases, collection, search(collection))
    collection.weighed(WEIGHTS)
    return results
