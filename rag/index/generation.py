"""An index generation: three engines and a manifest as one, as readers open it and as it is verified. How it is built is not known here."""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import IO, Self
from weakref import finalize

import numpy as np
from numpy.typing import NDArray

from rag.config import Settings
from rag.errors import IndexUnusable
from rag.index import columns, folders, lexical, vectors
from rag.index.columns import Columns
from rag.index.lexical import WordIndex
from rag.index.vectors import REBUILD, VectorStore
from rag.record.corrections import Correction
from rag.record.library import Entry, Library

FORMAT = f"{vectors.FORMAT}.{lexical.FORMAT}.{columns.FORMAT}"
"""Of the vectors, the words and the columns. A generation of another format is not read; the next refresh builds it anew from the library."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds and how it was made. `total`: the sum of its vectors; `removed`: turns taken out since it was made anew."""

    embedding: str
    dimension: int
    text_form: str
    briefings: dict[str, Entry] = field(default_factory=dict)
    total: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    removed: int = 0
    format: str = FORMAT

    @property
    def turns(self) -> int:
        """Number of turns."""
        return sum(entry.turns for entry in self.briefings.values())

    @property
    def mean(self) -> NDArray[np.float32]:
        """The mean vector of all turns, zero when there are none."""
        return (self.total / max(1, self.turns)).astype(np.float32)

    def made_like(self, other: Manifest) -> bool:
        """Whether vectors of the one may stand beside vectors of the other."""
        keys = ("format", "embedding", "dimension", "text_form")
        return all(getattr(self, key) == getattr(other, key) for key in keys)

    def write(self, folder: Path) -> None:
        """Write manifest.json."""
        entries = {id: astuple(entry) for id, entry in self.briefings.items()}
        shape = {"format": self.format, "embedding": self.embedding, "dimension": self.dimension, "text_form": self.text_form}
        counts = {"turns": self.turns, "removed": self.removed}
        (folder / "manifest.json").write_text(json.dumps({**shape, **counts, "total": self.total.tolist(), "briefings": entries}))

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read manifest.json. Raises IndexUnusable when it is missing, damaged or of another format."""
        try:
            found = json.loads((folder / "manifest.json").read_text())
            if found["format"] != FORMAT:
                raise IndexUnusable(f"the index has format {found['format']}, this version reads {FORMAT}", "Run `python -m ingest refresh`.")
            entries = {
                id: Entry(revision, stamp, turns, source, tuple(Correction(*each) for each in corrections))
                for id, (revision, stamp, turns, source, corrections) in found["briefings"].items()
            }
            return cls(found["embedding"], found["dimension"], found["text_form"], entries, np.array(found["total"]), found.get("removed", 0))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexUnusable(f"the manifest of the index in {folder} cannot be read: {error}", REBUILD) from error


@dataclass(frozen=True, slots=True)
class Engines:
    """The three engines of one generation: meaning, words, and the columns that scopes are resolved in."""

    vectors: VectorStore
    words: WordIndex
    columns: Columns

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open all three for reading, or close those that did open. Raises IndexUnusable."""
        rows = Columns.open(folder / "columns")
        words = WordIndex.open(folder / "tantivy")
        try:
            return cls(VectorStore.open(folder / "chroma"), words, rows)
        except IndexUnusable:
            words.close()
            raise

    def close(self) -> None:
        """Let go of the folder."""
        self.vectors.close()
        self.words.close()
        self.columns.close()

    def counts(self) -> tuple[int, int, int]:
        """Turns in each engine."""
        return self.vectors.count(), self.words.count(), self.columns.count()


class Index:
    """A generation open for reading; it stays as it is until `close`, or until nobody holds it any longer, whatever a refresh does meanwhile."""

    def __init__(self, library: Library, folder: Path, lease: IO[bytes]) -> None:
        self.name = folder.name
        self.manifest = Manifest.read(folder)
        self._library = library
        self._lease = lease
        finalize(self, lease.close).atexit = False
        self.engines = Engines.open(folder)
        self.vectors = self.engines.vectors
        self.words = self.engines.words
        self.columns = self.engines.columns

    @classmethod
    def open(cls, settings: Settings, library: Library) -> Self:
        """The generation in use. Raises IndexUnusable when there is none, it is damaged, or another embedding made it."""
        folder, lease = _lease(settings.data, library)
        try:
            _check_embedding(Manifest.read(folder), settings)
            return cls(library, folder, lease)
        except BaseException:
            lease.close()
            raise

    def current(self) -> bool:
        """Whether this is still the generation in use."""
        return self._library.generation == self.name

    def close(self) -> None:
        """Let go of the generation, so that it may be deleted."""
        self.engines.close()
        self._lease.close()


def _lease(data: Path, library: Library) -> tuple[Path, IO[bytes]]:
    """The folder of the generation in use, held; another look when a refresh replaced it in between."""
    for _ in range(10):
        name = library.generation
        if name is None:
            raise IndexUnusable("there is no index yet", "Run `python -m ingest refresh FOLDER`.")
        lease = folders.hold(data / "index" / name)
        if lease is not None and library.generation == name:
            return data / "index" / name, lease
        if lease is not None:
            lease.close()
    raise IndexUnusable(f"the index generation {name} is missing", REBUILD)


def _check_embedding(manifest: Manifest, settings: Settings) -> None:
    from rag.index.embeddings import name_of

    wanted = name_of(settings)
    if manifest.embedding != wanted:
        raise IndexUnusable(
            f"the index was made with the embedding {manifest.embedding}, but the setting says {wanted}",
            f"Run `python -m ingest refresh` to make it anew, or set BRIEFINGS_EMBEDDING={manifest.embedding}.",
        )


def check(engines: Engines, manifest: Manifest, library: Library, sample: int | None = None) -> list[str]:
    """What is wrong with a generation, [] when nothing is; `sample`: how many briefings to read back, None for all."""
    counts = engines.counts()
    if set(counts) != {manifest.turns}:
        return [f"{manifest.turns} turns are expected, the engines hold {', '.join(map(str, counts))}"]
    entries = list(manifest.briefings.items())
    step = 1 if sample is None else max(1, len(entries) // sample)
    return [problem for id, entry in entries[::step] for problem in _check_briefing(engines, id, entry, library)]


def _check_briefing(engines: Engines, id: str, entry: Entry, library: Library) -> list[str]:
    briefing = library.entry(entry)
    stored = engines.vectors.texts(id, entry.revision, entry.turns)
    wrong = [turn.index for turn in briefing.turns if stored.get(turn.index) != turn.text]
    if wrong:
        return [f"turn {wrong[0]} of {id} ({entry.source}) is not in the index as the library has it"]
    if not briefing.turns:
        return []
    longest = max(briefing.turns, key=lambda turn: len(turn.text)).index
    vector = engines.vectors.of(id, entry.revision, entry.turns)[longest]
    found = engines.vectors.nearest(vector, 10)
    itself = float(vector @ vector)
    if not any(name == f"{id}:{entry.revision}:{longest}" or similarity >= 0.999 * itself for name, similarity in found):
        return [f"turn {longest} of {id} ({entry.source}) is not found by its own vector"]
    return []
