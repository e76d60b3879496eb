"""Vectors kept by the hash of their text and the model that made them, so that nothing is embedded twice. Derived: it may be deleted at any time."""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

logger = logging.getLogger(__name__)

AT_ONCE = 500
"""Hashes looked up in one statement."""


class Embedding(Protocol):
    """What makes vectors: `embed` gives one row of length 1 a text."""

    @property
    def name(self) -> str: ...
    @property
    def dimension(self) -> int: ...
    def embed(self, texts: Sequence[str], /) -> NDArray[np.float32]: ...


class VectorCache:
    """vectors.sqlite. Vectors are stored in half precision, and given out as stored also when they were just made: twice the same."""

    def __init__(self, path: Path, embedding: Embedding) -> None:
        self.embedding = embedding
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._connection = _connect(path)
        except sqlite3.DatabaseError:
            logger.warning("%s is damaged; it is made anew", path)
            path.unlink()
            self._connection = _connect(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row a text, embedding those that are not kept yet."""
        keys = [self._key(text) for text in texts]
        known = self._look_up(keys)
        fresh = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if fresh:
            made = np.asarray(self.embedding.embed(list(fresh.values())), np.float32).astype(np.float16)
            known |= {key: row.tobytes() for key, row in zip(fresh, made, strict=True)}
            self._store((key, known[key]) for key in fresh)
        rows = np.frombuffer(b"".join(known[key] for key in keys), np.float16)
        return rows.reshape(len(keys), self.embedding.dimension).astype(np.float32)

    def keep_only(self, texts: Iterable[str]) -> None:
        """Drop every vector that is not of one of these texts and made by this model."""
        try:
            with self._connection:
                self._connection.execute("CREATE TEMP TABLE kept (key BLOB PRIMARY KEY) WITHOUT ROWID")
                self._connection.executemany("INSERT OR IGNORE INTO kept VALUES (?)", ((self._key(text),) for text in texts))
                self._connection.execute("DELETE FROM vectors WHERE key NOT IN (SELECT key FROM kept)")
                self._connection.execute("DROP TABLE kept")
        except sqlite3.Error as error:
            logger.warning("old vectors are kept for now: %s", error)

    def count(self) -> int:
        """How many vectors are kept."""
        return int(self._connection.execute("SELECT count(*) FROM vectors").fetchone()[0])

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(f"{self.embedding.name}\0{text}".encode()).digest()[:16]

    def _look_up(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        found: dict[bytes, bytes] = {}
        for start in range(0, len(keys), AT_ONCE):
            part = keys[start : start + AT_ONCE]
            found |= self._connection.execute(f"SELECT key, vector FROM vectors WHERE key IN ({', '.join('?' * len(part))})", part).fetchall()
        size = 2 * self.embedding.dimension
        return {key: vector for key, vector in found.items() if len(vector) == size}

    def _store(self, rows: Iterable[tuple[bytes, bytes]]) -> None:
        try:
            with self._connection:
                self._connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
        except sqlite3.Error as error:
            logger.warning("vectors are not kept, and will be made again: %s", error)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=30)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID")
    return connection
