"""Builds the index generation that the library wants, beside the one in use. Nothing refers to it until the library names it."""

from __future__ import annotations

import logging
import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import closing
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.config import Settings
from rag.errors import IndexUnusable, LibraryError
from rag.index import folders
from rag.index.columns import Columns
from rag.index.embeddings import TEXT_FORM, load, name_of, text_of
from rag.index.generation import Engines, Manifest, check
from rag.index.lexical import WordIndex
from rag.index.processes import Here, workers
from rag.index.vector_cache import Embedding, VectorCache
from rag.index.vectors import BATCH, REBUILD, VectorStore
from rag.record.library import Entry, Library

SAMPLE = 20
"""Briefings read back when a generation is verified."""

WORTH_PROCESSES = 5_000
"""Turns; fewer are indexed sooner than other processes have started."""

SPARE_VECTORS, SPARE_TIMES = 10_000, 3
"""Vectors kept beyond those in use (so many, and so many times the turns): of earlier texts that may come back, and of another embedding."""

FEW_REMOVED = 2_000
"""Turns that may be taken out before an index is made anew for their sake."""

AHEAD = 4
"""Batches whose vectors are made before they are needed."""

Vectors = NDArray[np.float64]

logger = logging.getLogger(__name__)

Report = Callable[[str, int, int], None]
"""Told of each step by name, and how many turns of how many are done."""


class Builder:
    """One change from the generation in use (the base) to the one that the library wants."""

    def __init__(self, settings: Settings, library: Library, report: Report) -> None:
        self._settings = settings
        self._library = library
        self._report = report
        self.notices: list[str] = []
        """Why the index is built anew, where that is not what was asked for."""
        self._base = self._read_base()

    def _read_base(self) -> Manifest | None:
        name = self._library.generation
        try:
            return Manifest.read(self._settings.data / "index" / name) if name else None
        except IndexUnusable as error:
            self.notices.append(f"The index was built anew from the library: {error}.")
            return None

    def needed(self) -> bool:
        """Whether the generation in use is not what the library and the settings want."""
        base = self._base
        wanted = (name_of(self._settings), TEXT_FORM, self._library.wanted())
        return base is None or (base.embedding, base.text_form, base.briefings) != wanted

    def build(self, *, anew: bool = False) -> str:
        """The name of a new generation, verified and on the disk. A base that cannot be built on is left, and all made anew. Raises LibraryError."""
        try:
            return self._best(anew)
        except (
            IndexUnusable,
            OSError,
            ValueError,
            sqlite3.Error,
            BrokenExecutor,
        ) as error:  # Chroma, files, tantivy, the cache of vectors, a killed process
            logger.info("building the index", exc_info=True)
            fix = "Free some disk space or memory if there is none, and refresh again; what was in use still is."
            raise LibraryError(f"the index cannot be written: {error or type(error).__name__}", fix) from error

    def _best(self, anew: bool) -> str:
        """A changed copy of the base where that is less work and possible, else a new index of everything."""
        embedding = _embedding(self._settings)
        empty = Manifest(embedding.name, embedding.dimension, TEXT_FORM, {}, np.zeros(embedding.dimension))
        if self._base and not anew and self._base.made_like(empty) and self._worth_copying(self._base):
            try:
                return self._build(self._base, copy=True)
            except IndexUnusable as error:
                self.notices.append(f"The index could not be updated, and was built anew from the library: {error}.")
        elif self._base and not self._base.made_like(empty):
            self.notices.append(f"The index was built anew with the embedding {embedding.name}: it was made with {self._base.embedding}.")
        return self._build(empty, copy=False)

    def _worth_copying(self, base: Manifest) -> bool:
        """Whether most stays as it is, and what was taken out before, which Chroma keeps a place for, is not more than what is there."""
        wanted = self._library.wanted()
        kept = [entry for id, entry in wanted.items() if base.briefings.get(id) == entry]
        gone = base.removed + base.turns - _turns(kept)
        return 2 * len(kept) > len(wanted) and gone <= max(FEW_REMOVED, _turns(wanted.values()))

    def _build(self, base: Manifest, *, copy: bool) -> str:
        folder = folders.new_folder(self._settings.data)
        self._report("copy", 0, 0)
        if copy:
            folders.copy(self._settings.data / "index" / str(self._library.generation), folder)
        wanted = self._library.wanted()
        gone = {id: entry for id, entry in base.briefings.items() if wanted.get(id) != entry}
        fresh = [entry for id, entry in wanted.items() if base.briefings.get(id) != entry]
        # Chroma lets no other thread run while it writes, so what goes beside it needs processes: one makes vectors, one indexes words.
        few = _turns(fresh) < WORTH_PROCESSES
        with Here() if few else workers(1) as by_words, Here() if few else workers(1) as beside:
            words = by_words.submit(_change_words, folder, self._settings.data, list(gone), fresh, copy)
            by_words.shutdown(wait=False)  # so that it gives back its memory as soon as it is done
            total = base.total + self._change_vectors(folder / "chroma", gone, fresh, copy, beside)
            self._report("words", 0, 0)
            words.result()
        manifest = replace(base, briefings=wanted, total=total, removed=base.removed + _turns(gone.values()))
        manifest.write(folder)
        self._verify(folder, manifest)
        if gone:
            self._drop_old_vectors(wanted.values())
        self._report("settle", 0, 0)
        folders.settle(folder)
        return folder.name

    def _drop_old_vectors(self, wanted: Iterable[Entry]) -> None:
        """What refresh after refresh leaves of texts that are gone must not grow for ever."""
        with VectorCache(self._settings.data / "vectors.sqlite", _embedding(self._settings)) as cache:
            if cache.count() > SPARE_VECTORS + SPARE_TIMES * _turns(wanted):
                cache.keep_only(text_of(turn) for entry in wanted for turn in self._library.entry(entry).turns)

    def _change_vectors(self, place: Path, gone: Mapping[str, Entry], fresh: list[Entry], copy: bool, beside: Executor) -> Vectors:
        """Take out and add vectors; gives by how much their sum grew."""
        change = np.zeros(_embedding(self._settings).dimension)
        with closing(VectorStore.open(place) if copy else VectorStore.create(place)) as vectors:
            self._report("remove", 0, 0)
            for id, entry in gone.items():
                change -= vectors.of(id, entry.revision, entry.turns).sum(axis=0, dtype=np.float64)
                vectors.remove(id, entry.revision, entry.turns)
            done, of = 0, _turns(fresh)
            for batch, rows in self._embedded(fresh, beside):
                self._report("add", done, of)
                vectors.add([self._library.entry(entry) for entry in batch], rows)
                change += rows.sum(axis=0, dtype=np.float64)
                done += len(rows)
            self._report("add", done, of)
            vectors.settle()
        return change

    def _embedded(self, fresh: list[Entry], beside: Executor) -> Iterator[tuple[list[Entry], NDArray[np.float32]]]:
        """Batches with a row for each of their turns, made a little ahead of their use."""
        waiting: deque[tuple[list[Entry], Future[NDArray[np.float32]]]] = deque()
        for batch in _batches(fresh):
            waiting.append((batch, beside.submit(_vectors, self._settings, batch)))
            if len(waiting) > AHEAD:
                first, rows = waiting.popleft()
                yield first, rows.result()
        for first, rows in waiting:
            yield first, rows.result()

    def _verify(self, folder: Path, manifest: Manifest) -> None:
        """Open the new generation as a reader will, count, read a sample back and search it. Raises IndexUnusable."""
        self._report("verify", 0, 0)
        with closing(Engines.open(folder)) as engines:
            problems = check(engines, manifest, self._library, SAMPLE)
        if problems:
            raise IndexUnusable(f"the new index is not whole: {problems[0]}", REBUILD)


@lru_cache(maxsize=1)
def _embedding(settings: Settings) -> Embedding:
    return load(settings)


def _vectors(settings: Settings, entries: list[Entry]) -> NDArray[np.float32]:
    """A row for each turn of the entries, in their order."""
    with Library.open(settings.data) as library, VectorCache(settings.data / "vectors.sqlite", _embedding(settings)) as cache:
        return cache.vectors([text_of(turn) for entry in entries for turn in library.entry(entry).turns])


def _change_words(folder: Path, data: Path, gone: list[str], fresh: list[Entry], copy: bool) -> None:
    places = (folder / "tantivy", folder / "columns")
    words = WordIndex.open(places[0], write=True) if copy else WordIndex.create(places[0])
    columns = Columns.open(places[1], write=True) if copy else Columns.create(places[1])
    with Library.open(data) as library, closing(words), closing(columns):
        for id in gone:
            words.remove(id)
            columns.remove(id)
        for entry in fresh:
            briefing = library.entry(entry)
            words.add(briefing)
            columns.add(briefing)
        words.commit()
        columns.commit()


def _batches(entries: list[Entry]) -> Iterator[list[Entry]]:
    """Briefings with about as many turns together as are written at once."""
    batch: list[Entry] = []
    for entry in entries:
        if batch and _turns(batch) + entry.turns > BATCH:
            yield batch
            batch = []
        batch.append(entry)
    if batch:
        yield batch


def _turns(entries: Iterable[Entry]) -> int:
    return sum(entry.turns for entry in entries)
