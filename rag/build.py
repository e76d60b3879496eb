"""Builds the index generation that the library wants, beside the one in use. Nothing refers to it until the library names it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from rag import generations
from rag.config import Settings
from rag.errors import IndexUnusable
from rag.index import Engines, Manifest, check
from rag.library import Entry, Library
from rag.types import Briefing
from rag.vector_cache import Embedding, VectorCache
from rag.vectors import BATCH, REBUILD

SAMPLE = 20
"""Briefings read back when a generation is verified."""

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
        from rag.embeddings import TEXT_FORM, name_of

        base = self._base
        wanted = (name_of(self._settings), TEXT_FORM, self._library.wanted())
        return base is None or (base.embedding, base.text_form, base.briefings) != wanted

    def build(self, embedding: Embedding, *, anew: bool = False) -> str:
        """The name of a new generation, verified and on the disk. A base that cannot be built on is left, and all made anew."""
        from rag.embeddings import TEXT_FORM

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
        manifest = replace(base, briefings=self._library.wanted())
        with closing(Engines.open(folder, create=not copy, write=True)) as engines:
            removed = self._remove(engines, base)
            added = self._add(engines, base, embedding)
            self._report("commit", 0, 0)
            engines.commit()
        manifest = replace(manifest, total=base.total - removed + added)
        manifest.write(folder)
        self._report("verify", 0, 0)
        with closing(Engines.open(folder)) as engines:
            problems = check(engines, manifest, self._library, SAMPLE)
        if problems:
            raise IndexUnusable(f"the new index is not whole: {problems[0]}", REBUILD)
        self._report("settle", 0, 0)
        generations.settle(folder)
        return folder.name

    def _remove(self, engines: Engines, base: Manifest) -> NDArray[np.float64]:
        """Take out what the library no longer wants; gives the sum of its vectors."""
        self._report("remove", 0, 0)
        wanted = self._library.wanted()
        total = np.zeros(base.dimension)
        for id, entry in base.briefings.items():
            if wanted.get(id) != entry:
                total += engines.vectors.of(id, entry.revision, entry.turns).sum(axis=0, dtype=np.float64)
                engines.remove(id, entry)
        return total

    def _add(self, engines: Engines, base: Manifest, embedding: Embedding) -> NDArray[np.float64]:
        """Add briefings a batch at a time; gives the sum of their vectors."""
        from rag.embeddings import text_of

        fresh = [entry for id, entry in self._library.wanted().items() if base.briefings.get(id) != entry]
        total, done, of = np.zeros(base.dimension), 0, sum(entry.turns for entry in fresh)
        with VectorCache(self._settings.data / "vectors.sqlite", embedding) as cache:
            for batch in self._batches(fresh):
                self._report("add", done, of)
                rows = cache.vectors([text_of(turn) for briefing in batch for turn in briefing.turns])
                engines.add(batch, rows)
                total += rows.sum(axis=0, dtype=np.float64)
                done += len(rows)
        self._report("add", done, of)
        return total

    def _batches(self, entries: list[Entry]) -> Iterator[list[Briefing]]:
        batch: list[Briefing] = []
        turns = 0
        for entry in entries:
            if batch and turns + entry.turns > BATCH:
                yield batch
                batch, turns = [], 0
            batch.append(self._library.reading(entry.stamp, entry.source))
            turns += entry.turns
        if batch:
            yield batch
