"""The turns of one generation in Chroma: one record a turn, with its vector, text and speaker. In rag/, only this file imports chromadb."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Self, cast
from weakref import finalize

import numpy as np
from numpy.typing import NDArray

from rag.errors import IndexUnusable
from rag.types import Briefing, Turn

if TYPE_CHECKING:
    from chromadb.api.client import Client

FORMAT = 2
"""Of what lies in the folder: since 2 no reader writes there."""

DATABASE, COLLECTION = "chroma.sqlite3", "turns"
BATCH = 1_000
"""Records written at once: as quick as the 5,461 that Chroma takes at most, and a quarter of the memory."""

EF_SEARCH = 200
"""Finds .994 of the true 50 nearest of 100,000 (100 finds .984) for .2 ms more; it cannot be changed in a collection that is open."""

AT_ONCE = 2
"""Records in Chroma's log from which on it writes them into the files that are loaded on opening; the least that it takes, and no slower than 1,000."""

NOBODY = ("nobody", "no one")
"""Ids that no record has, as many as AT_ONCE."""

READERS_WRITE_NOTHING = """
CREATE TRIGGER IF NOT EXISTS readers_write_nothing BEFORE INSERT ON acquire_write BEGIN SELECT RAISE(IGNORE); END
"""
"""Chroma adds a row to a table of its own whenever it opens a folder, and never reads it."""

ONE_THREAD = ("TOKIO_WORKER_THREADS", "1")
"""Set before a client is made. Its pool of database connections (sqlx 0.8.6, transact-rs/sqlx#3645) miscounts, once in some ten thousand openings
on a busy machine, when two of its threads meet at the wrong moment; a task then spins for ever and `close` waits for it. On one thread they cannot
meet. It costs nothing: vectors are compared and added by other threads."""

REBUILD = "Run `python -m ingest rebuild` to make the index anew from the library."

OPENING = Lock()
"""Held while a client is opened or closed: those of one process that name the same folder share their state, and Chroma counts them unguarded."""

_dropped: deque[Client] = deque()
"""Of stores that were let go of without `close`; closed at the next opening, since that may be under way in the thread that lets go."""

logger = logging.getLogger(__name__)


class VectorStore:
    """An open collection. Ids are `<briefing>:<revision>:<turn>`; vectors have length 1, similarity is their cosine.

    A store that was changed must be settled before others open it. After that opening and reading change no byte in its folder.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self._collection = client.get_collection(COLLECTION, embedding_function=None)
        self._unused = finalize(self, _dropped.append, client)
        self._unused.atexit = False

    @classmethod
    def create(cls, folder: Path) -> Self:
        """An empty collection in a new folder. Raises IndexUnusable where that cannot be written."""
        folder.mkdir(parents=True)
        configuration = {"hnsw": {"space": "ip", "ef_search": EF_SEARCH, "sync_threshold": AT_ONCE}}
        with _ours("written"):
            with OPENING, closing(_client(folder)) as client:
                client.create_collection(COLLECTION, embedding_function=None, configuration=cast(Any, configuration))
            with closing(sqlite3.connect(folder / DATABASE)) as database:
                database.execute(READERS_WRITE_NOTHING)
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The collection in `folder`. Raises IndexUnusable."""
        from chromadb.errors import ChromaError

        if not (folder / DATABASE).exists():  # Chroma would make an empty one
            raise IndexUnusable(f"there are no vectors in {folder}", REBUILD)
        client = None
        try:
            with OPENING:
                client = _client(folder)
            return cls(client)
        except (ChromaError, ValueError, OSError) as error:
            if client is not None:
                with OPENING:
                    client.close()
            raise IndexUnusable(f"the vectors in {folder} cannot be opened: {error}", REBUILD) from error

    def close(self) -> None:
        """Let go of the folder."""
        self._unused.detach()
        with OPENING:
            self._client.close()

    def settle(self) -> None:
        """Have every change in the files that are loaded on opening. Else what is in Chroma's log is left to readers, who do it again and again,
        and when several threads of one ask for it at once, write it into those files under the others."""
        with _ours("written"):
            self._collection.delete(ids=list(NOBODY))

    def add(self, briefings: Sequence[Briefing], vectors: NDArray[np.float32]) -> None:
        """Add the turns of briefings, one row of `vectors` each, in their order."""
        ids = [id for briefing in briefings for id in _ids(briefing.id, briefing.revision, len(briefing.turns))]
        texts = [turn.text for briefing in briefings for turn in briefing.turns]
        about = [_about(briefing, turn) for briefing in briefings for turn in briefing.turns]
        for start in range(0, len(ids), BATCH):
            part = slice(start, start + BATCH)
            with _ours("written"):
                self._collection.add(ids=ids[part], embeddings=vectors[part], documents=texts[part], metadatas=cast(Any, about[part]))

    def remove(self, briefing_id: str, revision: str, turns: int) -> None:
        """Take out the turns of one revision of a briefing."""
        ids = _ids(briefing_id, revision, turns)
        for start in range(0, len(ids), BATCH):
            with _ours("written"):
                self._collection.delete(ids=ids[start : start + BATCH])

    def nearest(self, vector: NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        """The `k` nearest turns (id, similarity), nearest first."""
        with _ours("read"):
            found = self._collection.query(query_embeddings=vector.reshape(1, -1), n_results=k, include=["distances"])
        return [(id, 1 - distance) for id, distance in zip(found["ids"][0], (found["distances"] or [[]])[0], strict=True)]

    def of(self, briefing_id: str, revision: str, turns: int) -> NDArray[np.float32]:
        """The vectors of one briefing, a row a turn. Raises IndexUnusable when one is missing."""
        ids = _ids(briefing_id, revision, turns)
        with _ours("read"):
            found = self._collection.get(ids=ids, include=["embeddings"])
        if len(found["ids"]) != turns or found["embeddings"] is None:
            raise IndexUnusable(f"the index holds {len(found['ids'])} of the {turns} turns of {briefing_id}", REBUILD)
        place = {id: row for row, id in enumerate(found["ids"])}
        return np.asarray(found["embeddings"], np.float32)[[place[id] for id in ids]]

    def texts(self, briefing_id: str, revision: str, turns: int) -> dict[int, str]:
        """The stored texts of one briefing by turn, as far as they are there."""
        with _ours("read"):
            found = self._collection.get(ids=_ids(briefing_id, revision, turns), include=["documents"])
        return {int(id.rsplit(":", 1)[1]): text for id, text in zip(found["ids"], found["documents"] or [], strict=True)}

    def count(self) -> int:
        """Number of turns."""
        with _ours("read"):
            return self._collection.count()


@contextmanager
def _ours(done: str) -> Iterator[None]:
    """Chroma's errors as ours: a full disk, or a store that is damaged."""
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, sqlite3.Error) as error:
        fix = "Free some disk space if there is none and refresh again, or run `python -m ingest rebuild`."
        raise IndexUnusable(f"the vectors cannot be {done}: {error}", fix) from error


def _client(folder: Path) -> Client:
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings
    from chromadb.errors import ChromaError

    os.putenv(*ONE_THREAD)  # seen by Chroma, which reads it each time, and by nobody who asks Python
    while _dropped:
        _dropped.popleft().close()
    place = str(folder.resolve())
    try:
        return cast("Client", chromadb.PersistentClient(place, settings=Settings(anonymized_telemetry=False)))
    except ChromaError:
        if place not in SharedSystemClient._identifier_to_refcount:  # else every later client of this folder gets the one that did not start
            SharedSystemClient._identifier_to_system.pop(place, None)
        raise


def _ids(briefing_id: str, revision: str, turns: int) -> list[str]:
    return [f"{briefing_id}:{revision}:{turn}" for turn in range(turns)]


def _about(briefing: Briefing, turn: Turn) -> dict[str, str | int]:
    """What whoever opens the collection sees beside the text; `day` is yyyymmdd, 0 when undated. Each key costs a tenth of the time of a record."""
    day = briefing.held_on or briefing.published_on
    return {
        "speaker": turn.speaker.name or turn.label,
        "role": turn.speaker.role,
        "day": day.year * 10_000 + day.month * 100 + day.day if day else 0,
        "place": briefing.place,
    }
