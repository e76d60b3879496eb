"""Words: two tantivy indexes, of turns and of windows of neighbouring turns.

The only file that imports tantivy; knows nothing of scope or meaning.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

import numpy as np
import tantivy
from numpy.typing import NDArray

from rag.errors import IndexUnusable
from rag.text import each_sentence, tokens
from rag.types import Briefing, Turn

FORMAT = 3
"""Raised when what is indexed changes, the folding and the passages included, so that an index of an older form is made anew."""

# Windows win because they reward all the question's words close together, which no sum of single turns can (QMSum train, nDCG@10 in one
# meeting: turns alone .52, with neighbours .68, with windows .73). Sizes of 6 to 8 and steps of 1 to 4 lie within .01 of one another.
WINDOW = 8
STEP = 2
_ANALYZER = "folded"
_HEAP = 64_000_000


# A turn longer than this is indexed by passages, so that a ten-minute statement neither drowns what it says nor wins by its length.
PASSAGE = 120


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to search: the stems of its own words, other names of it, and its weight among the terms. The best-fitting name counts.

    `near`: the stems of words close to it in meaning, or written otherwise, and what they count against its own.
    """

    stems: tuple[str, ...]
    others: tuple[tuple[str, ...], ...] = ()
    weight: float = 1.0
    near: tuple[tuple[tuple[str, ...], float], ...] = ()


# What another name counts against the question's own word.
OTHER_NAME = 0.7


Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """What was found, best first, an array a field: passages of turns (the `part`-th), or the turns `[turn, stop)` of windows.

    `briefing`: ids as the numbers that they are. Turns have no `stop` and windows no `part`.
    """

    briefing: Numbers
    turn: Numbers
    score: NDArray[np.float64]
    part: Numbers
    stop: Numbers

    def __len__(self) -> int:
        return len(self.turn)


# A filter by briefings costs 1 to 2 ms at 100,000 turns where they are many, and a tenth of it where they are few. So as many as are wanted, times
# WIDE, are looked through first (.3 ms), and a filter is set only where too few of them lie within: the same turns are found.
WIDE = 6
FEW_BRIEFINGS = 20
_NONE: Numbers = np.zeros(0, dtype=np.int64)
NOWHERE = Places(_NONE, _NONE, np.zeros(0), _NONE, _NONE)


class WordIndex:
    """Both indexes, kept in step; what is added or removed shows after `commit`."""

    def __init__(self, turns: tantivy.Index, windows: tantivy.Index, *, write: bool) -> None:
        self._indexes = {"turns": turns, "windows": windows}
        for index in self._indexes.values():
            index.register_tokenizer(_ANALYZER, _analyzer())
        self._writers = {name: index.writer(_HEAP, 1) for name, index in self._indexes.items()} if write else {}
        self._searchers = {name: index.searcher() for name, index in self._indexes.items()}

    @classmethod
    def create(cls, folder: Path) -> Self:
        """An empty pair of indexes in `folder`, open for writing."""
        for name in ("turns", "windows"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        return cls(
            tantivy.Index(_schema(positions=True), str(folder / "turns")),
            tantivy.Index(_schema(positions=False), str(folder / "windows")),
            write=True,
        )

    @classmethod
    def open(cls, folder: Path, *, write: bool = False) -> Self:
        """The pair in `folder`. Raises IndexUnusable where it is missing or damaged."""
        try:
            return cls(tantivy.Index.open(str(folder / "turns")), tantivy.Index.open(str(folder / "windows")), write=write)
        except (ValueError, OSError) as error:
            raise IndexUnusable(f"the word index in {folder} cannot be opened: {error}", "Run python -m ingest rebuild.") from error

    def add(self, briefing: Briefing) -> None:
        """Adds every turn and every window of a briefing."""
        number = int(briefing.id, 16)
        units: list[tuple[int, str, str]] = []
        for turn in briefing.turns:
            speaker = " ".join(speaker_tokens(turn))
            for part, (start, stop) in enumerate(passages(turn.text)):
                words = tokens(turn.text[start:stop])
                text = " ".join(words)
                self._write("turns", {"briefing": number, "turn": turn.index, "part": part}, {"speaker": speaker, "text": text})
                if not _is_list(words):
                    units.append((turn.index, speaker, text))
        for at in window_starts(len(units)):
            inside = units[at : at + WINDOW]
            spoken = " ".join(f"{speaker} {text}" for _, speaker, text in inside)
            self._write("windows", {"briefing": number, "turn": inside[0][0], "stop": inside[-1][0] + 1}, {"text": spoken})

    def _write(self, index: str, numbers: Mapping[str, int], texts: Mapping[str, str]) -> None:
        document = tantivy.Document()
        for name, number in numbers.items():
            document.add_unsigned(name, number)
        for name, text in texts.items():
            document.add_text(name, text)
        self._writers[index].add_document(document)

    def remove(self, briefing_id: str) -> None:
        """Removes every turn and window of a briefing, if there are any."""
        for name, writer in self._writers.items():
            writer.delete_documents_by_query(tantivy.Query.term_query(self._indexes[name].schema, "briefing", int(briefing_id, 16)))

    def commit(self) -> None:
        """Makes what was added and removed since the last commit durable and visible."""
        for name, writer in self._writers.items():
            writer.commit()
            self._indexes[name].reload()
            self._searchers[name] = self._indexes[name].searcher()

    def close(self) -> None:
        """Waits for the writers; the index cannot be used afterwards."""
        for writer in self._writers.values():
            writer.wait_merging_threads()
        self._writers.clear()
        self._searchers.clear()
        self._indexes.clear()

    def count(self) -> int:
        """The number of turns."""
        first = tantivy.Query.term_query(self._indexes["turns"].schema, "part", 0)
        found: Any = self._searchers["turns"].search(first, 1)
        return int(found.count)

    @property
    def windows(self) -> int:
        """The number of windows."""
        return int(self._searchers["windows"].num_docs)

    def frequency(self, stem: str) -> int:
        """In how many windows a stem stands."""
        return int(self._searchers["windows"].doc_freq("text", stem))

    def find_turns(self, terms: Sequence[Term], limit: int, within: Collection[str] | None = None) -> Places:
        """The best passages for some terms, in the speaker's name or the text; `within`: only these briefings."""
        return self._find("turns", ("speaker", "text"), terms, limit, within)

    def find_windows(self, terms: Sequence[Term], limit: int, within: Collection[str] | None = None) -> Places:
        """The best windows for some terms."""
        return self._find("windows", ("text",), terms, limit, within)

    def find_phrase(self, stems: Sequence[str], limit: int | None = None, within: Collection[str] | None = None) -> Places:
        """Turns whose text holds the stems in a row; all of them where there is no limit."""
        most = min((int(self._searchers["turns"].doc_freq("text", stem)) for stem in stems), default=0)
        if not most:
            return NOWHERE
        schema = self._indexes["turns"].schema
        query = tantivy.Query.phrase_query(schema, "text", list(stems)) if len(stems) > 1 else tantivy.Query.term_query(schema, "text", stems[0])
        return self._run("turns", query, min(most, limit or most), within)

    def _find(self, index: str, fields: tuple[str, ...], terms: Sequence[Term], limit: int, within: Collection[str] | None) -> Places:
        queries = [_boosted(_term(self._indexes[index].schema, fields, term), term.weight) for term in terms]
        return self._run(index, _sum(queries), limit, within) if queries else NOWHERE

    def _run(self, index: str, query: tantivy.Query, limit: int, within: Collection[str] | None) -> Places:
        searcher = self._searchers[index]
        if within is None:
            return self._places(index, searcher.search(query, limit, count=False).hits)
        numbers = {int(id, 16) for id in within}
        if len(numbers) > FEW_BRIEFINGS:
            hits = searcher.search(query, WIDE * limit, count=False).hits
            held = searcher.fast_field_values("briefing", [address for _, address in hits])
            inside = [hit for hit, number in zip(hits, held, strict=True) if number in numbers]
            if len(inside) >= limit or len(hits) < WIDE * limit:
                return self._places(index, inside[:limit])
        allowed = tantivy.Query.const_score_query(tantivy.Query.term_set_query(self._indexes[index].schema, "briefing", list(numbers)), 0.0)
        query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, allowed)])
        return self._places(index, searcher.search(query, limit, count=False).hits)

    def _places(self, index: str, hits: Sequence[tuple[float, Any]]) -> Places:
        addresses = [address for _, address in hits]
        fields = ("briefing", "turn", "part" if index == "turns" else "stop")
        briefing, turn, last = (np.array(self._searchers[index].fast_field_values(field, addresses), dtype=np.int64) for field in fields)
        score = np.array([score for score, _ in hits], dtype=np.float64)
        return Places(briefing, turn, score, last if index == "turns" else _NONE, last if index == "windows" else _NONE)


def window_starts(units: int) -> Iterator[int]:
    """Where the windows of a briefing begin: at every second turn or passage, the last window being the first that reaches the end."""
    for at in range(0, units, STEP):
        yield at
        if at + WINDOW >= units:
            return


def passages(text: str) -> tuple[tuple[int, int], ...]:
    """A text as spans `[start, stop)` of whole sentences, each of at most PASSAGE words (only a longer sentence is cut); short texts are one span."""
    return tuple(each_passage(text))


def each_passage(text: str) -> Iterator[tuple[int, int]]:
    """The same one by one: the first of a long statement costs nothing of the rest."""
    start, words = 0, 0
    for first, stop in each_sentence(text) if text.count(" ") >= PASSAGE else ():
        for piece, length in _pieces(text, first, stop):
            if words and words + length > PASSAGE:
                yield start, piece
                start, words = piece, 0
            words += length
    yield start, len(text)


def _pieces(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Where the pieces of a sentence begin and how many words they have; one of more than PASSAGE words has several."""
    length = text.count(" ", start, stop) + 1
    if length <= PASSAGE:
        yield start, length
        return
    begins = [start, *(match.end() for match in _SPACE.finditer(text, start, stop))]
    for at in range(0, len(begins), PASSAGE):
        yield begins[at], min(PASSAGE, len(begins) - at)


_SPACE = re.compile(r"\s++(?=\S)")


# Nobody speaks so long without saying "the" or "to" again: of 3,600 passages of 60 words or more, none has over .89 different words. A list that
# strings a vocabulary together would otherwise hold every question's words in one window.
_LIST_WORDS = 60
_LIST_SHARE = 0.92


def _is_list(words: Sequence[str]) -> bool:
    return len(words) >= _LIST_WORDS and len(set(words)) > _LIST_SHARE * len(words)


def speaker_tokens(turn: Turn) -> list[str]:
    """The folded words that name who speaks: label, name and outlet, and whoever's words the turn passes on, each word once."""
    speaker, relayed = turn.speaker, turn.relays
    named = [turn.label, speaker.name, speaker.outlet, *((relayed.name, relayed.outlet) if relayed else ())]
    return list(dict.fromkeys(token for text in named for token in tokens(text)))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem under which a folded word is indexed, "" where it is too long to be."""
    return next(iter(_shared_analyzer().analyze(word)), "")


@lru_cache(maxsize=1)
def _shared_analyzer() -> tantivy.TextAnalyzer:
    return _analyzer()


def _analyzer() -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    return builder.filter(tantivy.Filter.remove_long(80)).filter(tantivy.Filter.stemmer("english")).build()


def _term(schema: tantivy.Schema, fields: tuple[str, ...], term: Term) -> tantivy.Query:
    own = _stems(schema, fields, term.stems)
    others = [_boosted(_stems(schema, fields, other), OTHER_NAME) for other in term.others]
    others += [_boosted(_stems(schema, fields, near), share) for near, share in term.near]
    return tantivy.Query.disjunction_max_query([own, *others]) if others else own


def _stems(schema: tantivy.Schema, fields: tuple[str, ...], stems: Sequence[str]) -> tantivy.Query:
    return _sum([tantivy.Query.term_query(schema, field, stem) for stem in stems for field in fields])


def _sum(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    return queries[0] if len(queries) == 1 else tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def _boosted(query: tantivy.Query, weight: float) -> tantivy.Query:
    return query if weight == 1.0 else tantivy.Query.boost_query(query, weight)


def _schema(*, positions: bool) -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for field in ("briefing", "turn", "part" if positions else "stop"):
        builder.add_unsigned_field(field, stored=False, indexed=field in ("briefing", "part"), fast=True)
    for field in ("speaker", "text") if positions else ("text",):
        builder.add_text_field(field, stored=False, tokenizer_name=_ANALYZER, index_option="position" if positions else "freq")
    return builder.build()
