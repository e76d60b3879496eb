"""From an understood question to the turns that may answer it: words and meaning weighed by whose side speaks. Also LangChain's retriever."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, reduce
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from numpy.typing import NDArray

from rag.config import Settings
from rag.governments import capital_of
from rag.index.lexical import NOWHERE, Term, WordIndex, each_passage, stem
from rag.question.aliases import load_aliases
from rag.question.known import Known
from rag.question.scope import ANYTHING, understand
from rag.question.spelling import respelt, split_up
from rag.question.understanding import Sought, Understanding, unique
from rag.question.wording import ASKING, PLACED_IN_TIME, REPORTERS, TALK
from rag.search.near import Near, NearWords
from rag.search.preferences import briefings_left, empty_filters, preference
from rag.search.ranking import WEIGHTS, Ranking, Rows, Scores, Weights
from rag.text import find, tokens
from rag.types import Answer, Briefing, Hit, Scope, Searched, Span, Turn

if TYPE_CHECKING:
    from rag.index.generation import Index
    from rag.record.library import Library


class TurnRetriever(BaseRetriever):
    """Finds turns in one generation of the index; `invoke` gives them as LangChain documents."""

    library: Any
    index: Any
    embedding: Any
    ranking: Any
    known: Any
    near: Any
    weights: Any = WEIGHTS
    k: int = 10

    @classmethod
    def over(cls, settings: Settings, library: Library, index: Index) -> Self:
        """A retriever over an open library and index. Raises ConfigError when the embedding cannot be loaded."""
        from rag.index.embeddings import StaticEmbedding, load

        embedding = load(settings)
        ranking = Ranking(index.words, index.columns, index.vectors, index.manifest.mean)
        defined = [pair for held in index.columns.briefings.values() for pair in held.defines]
        aliases = load_aliases(settings.data / "aliases.toml", defined)
        known = Known.of(index.columns, aliases, lambda words: _prints(index.words, _stems(words)))
        near = NearWords(embedding if isinstance(embedding, StaticEmbedding) else StaticEmbedding())
        return cls(library=library, index=index, embedding=embedding, ranking=ranking, known=known, near=near)

    def understand(self, question: str, history: tuple[Answer, ...] = (), *, given: Scope = ANYTHING, today: date | None = None) -> Understanding:
        """The question with its scope. Raises QueryError."""
        understanding = self._widened(self._placed(understand(question, history, self.known, today=today or date.today(), given=given)))
        return understanding if all(map(self._holds, understanding.scope.phrases)) else _loosened(understanding)

    def _placed(self, understanding: Understanding) -> Understanding:
        """With typed file names as the ids of their briefings."""
        scope, held = understanding.scope, self.index.columns.briefings
        if all(name in held for name in scope.briefings):
            return understanding
        named = {summary.source: summary.id for summary in self.library.briefings()}
        return replace(understanding, scope=replace(scope, briefings=unique(named.get(name, name) for name in scope.briefings)))

    def _widened(self, understanding: Understanding) -> Understanding:
        """With other names and near words where the library has them; all of them are shown as searched."""
        terms = tuple(replace(term, others=tuple(filter(self._stands, term.others))) for term in understanding.terms)
        places = {term.words for term, after in _pairs(terms) if after and self._is_place(term, after)}
        terms = tuple(replace(term, others=()) if term.words in places else term for term in terms)
        names = tuple(replace(name, aliases=()) if tuple(tokens(name.written)) in places else name for name in understanding.names)
        named = {word for name in understanding.names for word in tokens(name.written)}  # of "Buy American" nothing like "purchase" is meant
        terms = tuple(
            replace(term, near=(*self._written_otherwise(term, after), *(() if named.issuperset(term.words) else self._near(term))))
            for term, after in _pairs(terms)
        )
        scope = understanding.scope
        also = unique(name for term in terms for name in (*term.others, *(word for word, _ in term.near)))
        if "also" in scope.typed:
            terms = tuple(replace(term, near=tuple(each for each in term.near if each[0] in scope.also)) for term in terms)
            also = tuple(filter(self._stands, scope.also))
        return replace(understanding, scope=replace(scope, also=also), terms=terms, names=names)

    def _is_place(self, term: Sought, after: Sought) -> bool:
        """Whether a capital is no government here: with the word after it, it names another thing of the library ("Havana syndrome")."""
        return bool(term.others and capital_of(" ".join(term.words))) and len(self._rows_of(" ".join((*term.words, *after.words)), None, 1)) > 0

    def _stands(self, name: str) -> bool:
        return all(map(self.index.words.frequency, _stems(tokens(name))))

    def _written_otherwise(self, term: Sought, after: Sought | None) -> Near:
        """A word that stands nowhere as it may be meant, and one that a source glued to the next."""
        if len(term.words) != 1:
            return ()
        word, glued = term.words[0], term.words[0] + "".join(after.words[:1] if after else ())
        meant = "" if term.others or self._count(word) or self.near.knows(word) else respelt(word, self._count) or self._split(word)
        return tuple((each, 1.0) for each in (meant, glued if glued != word and self._count(glued) else "") if each)

    def _split(self, word: str) -> str:
        pair = split_up(word, self._count)
        return pair if pair and len(self._rows_of(pair, None, 1)) else ""

    def _count(self, word: str) -> int:
        return int(self.index.words.frequency(stem(word)))

    def _near(self, term: Sought) -> Near:
        """What to search beside a word that is rare in this library; nothing beside several words, other names, or words about talk."""
        stems, words = _stems(term.words), self.index.words
        if len(stems) != 1 or term.others or stems[0] in _TALK or words.frequency(stems[0]) > RARE * words.windows:
            return ()
        return tuple(islice((each for each in self.near.of(term.words[0]) if self._stands(each[0])), MOST_NEAR))

    def _holds(self, phrase: str) -> bool:
        """Whether some turn has the words just so, by the first that have their stems in a row."""
        return any(_says(self._hit(row, 1.0).turn, phrase) for row in self._rows_of(phrase, None, _TRIED))

    def rarity(self, word: str) -> float:
        """How much a folded word tells in this library; highest for a word that is nowhere."""
        return float(self.ranking.rarity(stem(word)))

    def search(self, understanding: Understanding, k: int = 10) -> tuple[Hit, ...]:
        """The `k` best turns, best first; of a long one with the passage that fits best."""
        rows, scores, parts = self._ranked(understanding)
        best = np.argsort(-scores, kind="stable")[: 4 * k if "phrases" in understanding.scope.typed else k]
        read = cache(self.library.briefing)  # most hits share a few briefings
        hits = (self._hit(int(rows[at]), float(scores[at]), parts.get(int(rows[at]), 0), read) for at in best if scores[at] > 0)
        return tuple(islice((hit for hit in hits if _is_exact(hit, understanding.scope)), k))

    def _hit(self, row: int, score: float, part: int = 0, read: Callable[[str, str], Briefing] | None = None) -> Hit:
        """A row as a hit; the passage is the `part`-th of a turn that has several."""
        held, index = self.index.columns.place(row)
        briefing = (read or self.library.briefing)(held.id, held.revision)
        turn = briefing.turns[index]
        spans = tuple(islice(each_passage(turn.text), part + 2))
        return Hit(briefing, turn, score, Span(index, *spans[part]) if len(spans) > 1 else None)

    def _ranked(self, understanding: Understanding) -> tuple[Rows, Scores, Mapping[int, int]]:
        """The rows that fit at all, how well, and for some of them the passage."""
        scope, columns = understanding.scope, self.index.columns
        within = briefings_left(columns, scope)
        ranked = self.ranking.score(terms_of(understanding, self.weights), self._vector(understanding), within, self.weights)
        unasked = bool(scope.typed) and not (understanding.terms or understanding.carried)  # filters alone: whatever they leave
        rows = self._exact(scope) if "phrases" in scope.typed else np.arange(columns.count()) if unasked else np.flatnonzero(ranked.scores)
        scores: Scores = ranked.scores[rows] + float("phrases" in scope.typed or unasked)
        return rows, scores * preference(columns, scope, self.weights.scope, rows), ranked.parts

    def _exact(self, scope: Scope) -> Rows:
        """The rows that hold the words of every exact phrase in a row; whether just so is told from the text."""
        return reduce(np.intersect1d, [self._rows_of(phrase, None) for phrase in scope.phrases])

    def _rows_of(self, phrase: str, within: Collection[str] | None, most: int | None = None) -> Rows:
        """The rows that hold the stems of a phrase in a row, each once, in order."""
        stems = _stems(tokens(phrase))
        places = self.index.words.find_phrase(stems, most, within) if stems else NOWHERE
        rows: Rows = np.unique(self.index.columns.rows_of(places.briefing, places.turn))
        return rows

    def _vector(self, understanding: Understanding) -> NDArray[np.float32]:
        vector = self._meaning(understanding)
        if understanding.follows:
            vector = vector + 0.5 * self.embedding.embed([understanding.standalone])[0]
        return vector

    def _meaning(self, understanding: Understanding) -> NDArray[np.float32]:
        """The vector of a question; where word order does not count, of its topic's words by their rarity."""
        if self.embedding.ordered or not (understanding.topic and self.weights.by_rarity):
            whole: NDArray[np.float32] = self.embedding.embed([understanding.asked])[0]
            return whole
        vectors = self.embedding.embed(understanding.topic)
        weighed: NDArray[np.float32] = np.array([self.rarity(word) for word in understanding.topic], dtype=np.float32) @ vectors
        return weighed / max(float(np.linalg.norm(weighed)), 1e-9)

    def searched(self, scope: Scope) -> Searched:
        """What a question with this scope is put to."""
        columns, left = self.index.columns, briefings_left(self.index.columns, scope)
        held = columns.briefings.values() if left is None else [columns.briefings[id] for id in left]
        dated = {"since", "until"} & set(scope.typed)
        undated = sum(not one.since and not one.until for one in columns.briefings.values()) if dated else 0
        return Searched(len(held), sum(one.turns for one in held), undated)

    def left(self, scope: Scope) -> tuple[str, ...]:
        """The ids of the briefings that the typed scope leaves, in the order of the index."""
        left = briefings_left(self.index.columns, scope)
        return tuple(id for id in self.index.columns.briefings if left is None or id in left)

    def empty_filters(self, scope: Scope) -> tuple[str, ...]:
        """The typed fields of a scope that nothing in the library fits, each for itself."""
        return empty_filters(self.index.columns, scope)

    def holding(self, phrase: str, scope: Scope = ANYTHING) -> Iterator[tuple[Briefing, Turn]]:
        """Every turn that the typed scope leaves and whose text holds the words of `phrase` in a row, in the order of the index."""
        columns = self.index.columns
        rows = self._rows_of(phrase, briefings_left(columns, scope))
        for row in rows[preference(columns, scope, rows=rows) > 0]:
            hit = self._hit(int(row), 1.0)
            if _says(hit.turn, phrase):
                yield hit.briefing, hit.turn

    def sharing(self, text: str, k: int) -> Iterator[tuple[Briefing, Turn]]:
        """The `k` turns that share the most of a text's rare words, best first."""
        terms = [Term((each,), weight=self.ranking.rarity(each)) for each in dict.fromkeys(_stems(tokens(text)))]
        places = self.index.words.find_turns(terms, k)
        for row in self.index.columns.rows_of(places.briefing, places.turn).tolist():
            hit = self._hit(row, 1.0)
            yield hit.briefing, hit.turn

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun, k: int | None = None) -> list[Document]:
        return [_document(hit) for hit in self.search(self.understand(query), self.k if k is None else k)]


# Turns whose words are compared to tell whether a phrase stands anywhere just so.
_TRIED = 20


def _is_exact(hit: Hit, scope: Scope) -> bool:
    return "phrases" not in scope.typed or all(_says(hit.turn, phrase) for phrase in scope.phrases)


def _says(turn: Turn, phrase: str) -> bool:
    """Whether a turn has the words of a phrase in a row; where they stand is looked for only where they may be glued together."""
    return f" {' '.join(tokens(phrase))} " in f" {' '.join(tokens(turn.text))} " or bool(find(phrase, turn.text))


def _loosened(understanding: Understanding) -> Understanding:
    """Words in quotation marks that stand nowhere just so are searched as words: people quote from memory."""
    scope = understanding.scope
    return replace(understanding, scope=replace(scope, typed=tuple(name for name in scope.typed if name != "phrases")))


# A word that stands in more of the windows than this finds enough by itself: .03 and .1 the same on the development questions, all words .01 less.
RARE = 0.05
# Words close in meaning: 2 and 8 words dev .01 less.
MOST_NEAR = 4
_TALK = frozenset(map(stem, TALK))
# Words that became scope and that nobody says: they ask, announce a date, or stand for the press.
_UNSAID = ASKING | PLACED_IN_TIME | REPORTERS


def terms_of(understanding: Understanding, weights: Weights) -> list[Term]:
    """What to search: the topic, the words that became scope and those of the conversation with less weight."""
    terms = [_term(sought, weights.near) for sought in understanding.terms]
    terms += [Term(_stems((word,)), weight=weights.scoped) for word in understanding.scoped if weights.scoped and word not in _UNSAID]
    terms += [Term(_stems((word,)), weight=weight) for word, weight in understanding.carried]
    terms = [replace(term, weight=weights.talk * term.weight) if _TALK.issuperset(term.stems) else term for term in terms if term.stems]
    return terms or [Term(_stems((word,))) for word in tokens(understanding.standalone)]


def _prints(words: WordIndex, stems: Sequence[str]) -> bool:
    """Whether some turn has the stems in a row; of one, which every question asks about, the counts tell."""
    return words.frequency(stems[0]) > 0 if len(stems) == 1 else len(words.find_phrase(stems, 1)) > 0


def _pairs(terms: Sequence[Sought]) -> Iterator[tuple[Sought, Sought | None]]:
    return zip_longest(terms, terms[1:])


def _term(sought: Sought, near_weight: float) -> Term:
    near = tuple((_stems(tokens(words)), near_weight * cosine) for words, cosine in sought.near if near_weight)
    return Term(_stems(sought.words), tuple(_stems(tokens(other)) for other in sought.others), near=near)


def _stems(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(None, map(stem, words)))


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
