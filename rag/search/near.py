"""Words close in meaning to a word, from the vectors of whole words: "kid" finds "child". Knows words, not turns; no list of synonyms."""

from __future__ import annotations

import numpy as np

from rag.governments import capital_of, same_country
from rag.index.embeddings import StaticEmbedding
from rag.index.lexical import stem
from rag.question.dates import TIMES
from rag.question.wording import ASKING, NUMBERS

Near = tuple[tuple[str, float], ...]
# Cosines under this are chance or sound ("embassy", "harassment": .43). .4 and .45: dev .81 first instead of .83; .55: the same.
LEAST = 0.5


class NearWords:
    """The neighbours of words among those that the static embedding knows whole; whichever embedding the index uses."""

    def __init__(self, embedding: StaticEmbedding) -> None:
        self._words, self._vectors = embedding.whole_words()
        self._rows = {word: row for row, word in enumerate(self._words)}
        self._found: dict[str, Near] = {}

    def knows(self, word: str) -> bool:
        """Whether a folded word is one that the embedding knows whole."""
        return word in self._rows

    def of(self, word: str) -> Near:
        """Other words near a folded word, one a stem, nearest first, with their cosine; () for a word that is not known whole."""
        if word not in self._found:
            row = self._rows.get(word)
            self._found[word] = () if row is None or _stands_alone(word) else self._search(word, row)
        return self._found[word]

    def _search(self, word: str, row: int) -> Near:
        similar = np.vecdot(self._vectors, self._vectors[row])  # .2 ms; `@` starts threads, which cost 7 ms on a busy machine
        rows = np.flatnonzero(similar >= LEAST)
        found: dict[str, tuple[str, float]] = {}
        for at in rows[np.argsort(-similar[rows])].tolist():
            found.setdefault(stem(self._words[at]), (self._words[at], float(similar[at])))
        return tuple(each for key, each in found.items() if key != stem(word) and not _stands_alone(each[0]) and not _begins(word, each[0]))


def _begins(word: str, other: str) -> bool:
    """Whether they share their beginning, and so perhaps no more than a piece of the tokenizer's ("red", "redirect"; "republic", "republican")."""
    return word.startswith(other) or other.startswith(word)


def _stands_alone(word: str) -> bool:
    """Whether nothing else will do for a word: it asks ("won" is near to "wont"), counts, dates or names a country, and the next one is another."""
    return word in ASKING or word in TIMES or word in NUMBERS or bool(same_country(word) or capital_of(word))
