"""From an understood question to the turns that may answer it: words and meaning weighed by whose side speaks. Also LangChain's retriever."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from rag.columns import ROLES
from rag.config import Settings
from rag.lexical import stem
from rag.ranking import WEIGHTS, Ranking, Scores
from rag.scope import ANYTHING, Understanding, understand
from rag.text import tokens
from rag.types import Answer, Hit, Scope, Searched

if TYPE_CHECKING:
    from rag.index import Index
    from rag.library import Library


class TurnRetriever(BaseRetriever):
    """Finds turns in one generation of the index; `invoke` gives them as LangChain documents."""

    library: Any
    index: Any
    embedding: Any
    ranking: Any
    weights: Any = WEIGHTS
    k: int = 10

    @classmethod
    def over(cls, settings: Settings, library: Library, index: Index) -> Self:
        """A retriever over an open library and index. Raises ConfigError when the embedding cannot be loaded."""
        from rag.embeddings import load

        ranking = Ranking(index.words, index.columns, index.vectors, index.manifest.mean)
        return cls(library=library, index=index, embedding=load(settings), ranking=ranking)

    def understand(self, question: str, history: tuple[Answer, ...] = (), *, given: Scope = ANYTHING, today: date | None = None) -> Understanding:
        """The question with its scope. Raises QueryError."""
        return understand(question, history, today=today or date.today(), given=given)

    def rarity(self, word: str) -> float:
        """How much a folded word tells in this library; highest for a word that is nowhere."""
        return float(self.ranking.rarity(stem(word)))

    def search(self, understanding: Understanding, k: int = 10) -> tuple[Hit, ...]:
        """The `k` best turns, best first."""
        scores = self._score(understanding)
        k = min(k, len(scores))
        best = np.argpartition(-scores, k - 1)[:k] if k else np.zeros(0, dtype=np.int64)
        best = best[np.argsort(-scores[best], kind="stable")]
        return tuple(self._hit(int(row), float(scores[row])) for row in best if scores[row] > 0)

    def _hit(self, row: int, score: float) -> Hit:
        held, turn = self.index.columns.place(row)
        briefing = self.library.briefing(held.id, held.revision)
        return Hit(briefing, briefing.turns[turn], score)

    def _score(self, understanding: Understanding) -> Scores:
        columns, scope = self.index.columns, understanding.scope
        stems = {each: 1.0 for each in map(stem, tokens(understanding.standalone)) if each}
        vector = self.embedding.embed([understanding.standalone])[0]
        within = scope.briefings if "briefings" in scope.typed else None
        scores: Scores = self.ranking.score(stems, vector, within, self.weights)
        if scope.roles:
            wanted = [ROLES.index(role) for role in scope.roles]
            scores = np.where(np.isin(columns.roles, wanted), scores, 0.6 * scores)
        return scores

    def searched(self, scope: Scope) -> Searched:
        """What a question with this scope is put to."""
        columns = self.index.columns
        return Searched(len(columns.briefings), columns.count())

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun, k: int | None = None) -> list[Document]:
        return [_document(hit) for hit in self.search(self.understand(query), self.k if k is None else k)]


def _document(hit: Hit) -> Document:
    speaker = hit.turn.speaker
    metadata = {
        "briefing": hit.briefing.id,
        "turn": hit.turn.index,
        "name": hit.briefing.name,
        "when": hit.briefing.when,
        "speaker": speaker.name or hit.turn.label,
        "role": speaker.role,
        "score": hit.score,
    }
    return Document(page_content=hit.turn.text, metadata=metadata, id=f"{hit.briefing.id}:{hit.turn.index}")
