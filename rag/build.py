"""Builds the index generation that the library wants, beside the one in use. Nothing refers to it until the library names it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag import generations
from rag.columns import Columns
from rag.config import Settings
from rag.embeddings import TEXT_FORM, name_of, text_of
from rag.errors import IndexUnusable
from rag.index import Engines, Manifest, check
from rag.lexical import WordIndex
from rag.library import Entry, Library
from rag.processes import workers
from rag.types import Briefing
from rag.vector_cache import Embedding, VectorCache
from rag.vectors import BATCH, REBUILD, VectorStore

SAMPLE = 20
"""Briefings read back when a generation is verified."""

WORTH_A_PROCESS = 5_000
"""Turns; fewer are indexed sooner than another process has started."""

logger = logging.getLogger(__name__)

Report = Callable[[str, int, int], None]
"""Told of each step by name, and how many turns of how many are done."""


class Builder:
    """One change from the generation in use (the base) to the one that the library wants."""

    def __init__(self, settings: Settings, library: Library, report: Report) -> None:
        self._settings = settings
        self._library = library
        self._report = report
        self._base = self._read_base()

    def _read_base(self) -> Manifest | None:
        name = self._library.generation
        try:
            return Manifest.read(self._settings.data / "index" / name) if name else None
        except IndexUnusable as error:
            logger.warning("%s; it is built anew from the library", error)
            return None

    def needed(self) -> bool:
        """Whether the generation in use is not what the library and the settings want."""
        base = self._base
        wanted = (name_of(self._settings), TEXT_FORM, self._library.wanted())
        return base is None or (base.embedding, base.text_form, base.briefings) != wanted

    def build(self, embedding: Embedding, *, anew: bool = False) -> str:
        """The name of a new generation, verified and on the disk. A base that cannot be built on is left, and all made anew."""
        empty = Manifest(embedding.name, embedding.dimension, TEXT_FORM, {}, np.zeros(embedding.dimension))
        if self._base and not anew and self._base.made_like(empty) and self._worth_copying(self._base):
            try:
                return self._build(embedding, self._base, copy=True)
            except IndexUnusable as error:
                logger.warning("the index could not be updated (%s); it is built anew from the library", error)
        return self._build(embedding, empty, copy=False)

    def _worth_copying(self, base: Manifest) -> bool:
        wanted = self._library.wanted()
        return 2 * sum(base.briefings.get(id) == entry for id, entry in wanted.items()) > len(wanted)

    def _build(self, embedding: Embedding, base: Manifest, *, copy: bool) -> str:
        folder = generations.new_folder(self._settings.data)
        self._report("copy", 0, 0)
        if copy:
            generations.copy(self._settings.data / "index" / str(self._library.generation), folder)
        wanted = self._library.wanted()
        gone = {id: entry for id, entry in base.briefings.items() if wanted.get(id) != entry}
        fresh = [entry for id, entry in wanted.items() if base.briefings.get(id) != entry]
        with self._words_beside(folder, gone, fresh, copy):
            total = base.total + self._change_vectors(folder, gone, fresh, embedding, copy)
        manifest = replace(base, briefings=wanted, total=total)
        manifest.write(folder)
        self._verify(folder, manifest)
        self._report("settle", 0, 0)
        generations.settle(folder)
        return folder.name

    @contextmanager
    def _words_beside(self, folder: Path, gone: Iterable[str], fresh: list[Entry], copy: bool) -> Iterator[None]:
        """The words are indexed by another process while this one fills Chroma, which lets no other thread run; few are indexed here."""
        if _turns(fresh) < WORTH_A_PROCESS:
            yield
            self._report("words", 0, 0)
            _change_words(folder, self._library, list(gone), fresh, copy)
            return
        with workers(1) as pool:
            job = pool.submit(_open_and_change_words, folder, self._settings.data, list(gone), fresh, copy)
            yield
            self._report("words", 0, 0)
            job.result()

    def _change_vectors(self, folder: Path, gone: Mapping[str, Entry], fresh: list[Entry], embedding: Embedding, copy: bool) -> NDArray[np.float64]:
        """Take out and add vectors; gives by how much their sum grew."""
        change = np.zeros(embedding.dimension)
        place = folder / "chroma"
        with closing(VectorStore.open(place) if copy else VectorStore.create(place)) as vectors:
            self._report("remove", 0, 0)
            for id, entry in gone.items():
                change -= vectors.of(id, entry.revision, entry.turns).sum(axis=0, dtype=np.float64)
                vectors.remove(id, entry.revision, entry.turns)
            with VectorCache(self._settings.data / "vectors.sqlite", embedding) as cache:
                done, of = 0, _turns(fresh)
                for batch in _batches(self._library, fresh):
                    self._report("add", done, of)
                    rows = cache.vectors([text_of(turn) for briefing in batch for turn in briefing.turns])
                    vectors.add(batch, rows)
                    change += rows.sum(axis=0, dtype=np.float64)
                    done += len(rows)
                self._report("add", done, of)
        return change

    def _verify(self, folder: Path, manifest: Manifest) -> None:
        """Open the new generation as a reader will, count, read a sample back and search it. Raises IndexUnusable."""
        self._report("verify", 0, 0)
        with closing(Engines.open(folder)) as engines:
            problems = check(engines, manifest, self._library, SAMPLE)
        if problems:
            raise IndexUnusable(f"the new index is not whole: {problems[0]}", REBUILD)


def _open_and_change_words(folder: Path, data: Path, gone: list[str], fresh: list[Entry], copy: bool) -> None:
    with Library.open(data) as library:
        _change_words(folder, library, gone, fresh, copy)


def _change_words(folder: Path, library: Library, gone: list[str], fresh: list[Entry], copy: bool) -> None:
    places = (folder / "tantivy", folder / "columns")
    words = WordIndex.open(places[0], write=True) if copy else WordIndex.create(places[0])
    columns = Columns.open(places[1], write=True) if copy else Columns.create(places[1])
    with closing(words), closing(columns):
        for id in gone:
            words.remove(id)
            columns.remove(id)
        for entry in fresh:
            briefing = library.entry(entry)
            words.add(briefing)
            columns.add(briefing)
        words.commit()
        columns.commit()


def _batches(library: Library, entries: list[Entry]) -> Iterator[list[Briefing]]:
    """Briefings with about as many turns together as are written at once."""
    batch: list[Briefing] = []
    turns = 0
    for entry in entries:
        if batch and turns + entry.turns > BATCH:
            yield batch
            batch, turns = [], 0
        batch.append(library.entry(entry))
        turns += entry.turns
    if batch:
        yield batch


def _turns(entries: Iterable[Entry]) -> int:
    return sum(entry.turns for entry in entries)
