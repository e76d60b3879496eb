"""Runs refreshes that fail or die at each point where they touch the disk, and looks at what they leave. Run as a program, so that it may fork.

usage: python -m tests.ingest.seam FOLDER   prints one JSON object a point and fault: what was found after it, and after the next refresh
"""

from __future__ import annotations

import errno
import gc
import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from inspect import getattr_static
from pathlib import Path
from typing import Any

from ingest.parse import parse
from ingest.refresh import refresh
from ingest.verify import verify
from rag.config import Settings
from rag.errors import BriefingsError, IndexUnusable
from rag.index import build, folders
from rag.index.columns import Columns
from rag.index.generation import Engines, Manifest
from rag.index.lexical import WordIndex
from rag.index.vectors import VectorStore
from rag.record import schema
from rag.record.ledger import Ledger
from rag.record.library import Library
from tests.ingest.transcripts import Desk, transcript

FAULTS = ("error", "full", "kill")
"""A call that fails once, a disk that is full from that call on, and an end right after the call."""
OLD, NEW = "4 briefings, 0 changed", "5 briefings, 1 changed"
KILLED, FAILED, SURVIVED, NOT_STRUCK, TRACEBACK = 77, 3, 4, 5, 1


@dataclass(frozen=True, slots=True)
class Point:
    """A place where a refresh touches the disk: a function, how it reports trouble with the disk, and which of its calls is spoilt.

    `named`: whether the new generation is in use once it is done, `late`: already before it; `survived`: which faults a refresh gets over by itself.
    """

    owner: Any
    name: str
    says: Callable[[str], Exception]
    call: int = 1
    sql: str = ""
    named: bool = False
    late: bool = False
    survived: tuple[str, ...] = ()


def database(said: str) -> Exception:
    return sqlite3.OperationalError(said)


def of_library(said: str) -> Exception:
    return schema.unusable(Path("library.sqlite"), database(said))


def of_vectors(said: str) -> Exception:
    return IndexUnusable(f"the vectors cannot be written: {said}", "Free some disk space.")


def of_file(said: str) -> Exception:
    return OSError(errno.ENOSPC if "full" in said else errno.EIO, said)


def of_words(said: str) -> Exception:
    return ValueError(f"Io error: {said}")


POINTS = {
    "the bytes of a document": Point(Ledger, "keep", of_library),
    "a reading": Point(Ledger, "add_reading", of_library, call=2),
    "the transaction of readings": Point(Ledger, "rows", of_library, sql="COMMIT"),
    "a document": Point(Ledger, "put_document", of_library),
    "the folder of a generation": Point(folders, "new_folder", of_file),
    "a copied file": Point(folders, "_copy_file", of_file, call=3),
    "vectors taken out": Point(VectorStore, "remove", of_vectors, survived=("error", "full")),
    "vectors added": Point(VectorStore, "add", of_vectors, survived=("error",)),
    "vectors settled": Point(VectorStore, "settle", of_vectors, survived=("error",)),
    "the commit of words": Point(WordIndex, "commit", of_words),
    "the commit of columns": Point(Columns, "commit", of_file),
    "the manifest": Point(Manifest, "write", of_file),
    "the new generation opened": Point(Engines, "open", of_vectors, survived=("error",)),
    "everything on the disk": Point(folders, "settle", of_file),
    "the name of the generation": Point(Ledger, "name_generation", of_library),
    "the transaction of the name": Point(Ledger, "rows", of_library, call=2, sql="COMMIT", named=True),
    "what is swept": Point(Ledger, "sweep", of_library, named=True, late=True),
    "the old generation deleted": Point(folders, "_delete", of_file, named=True, late=True, survived=("error", "full")),
}


def main(home: Path) -> None:
    desk, trial = Desk(home, 4), Settings(data=home / "trial")
    in_a_fork(lambda: desk.refresh() and 0)
    desk.write("new.txt", transcript(7))
    desk.write("1.txt", transcript(1, "The {word} is closed."))
    warm_up(trial, transcript(7).encode())
    for what in POINTS:
        for fault in FAULTS:
            shutil.rmtree(trial.data, ignore_errors=True)
            shutil.copytree(desk.settings.data, trial.data)
            told = {"point": what, "fault": fault, "code": in_a_fork(partial(spoilt_refresh, trial, POINTS[what], fault))}
            sys.stdout.write(json.dumps({**told, **look(trial)}) + "\n")
            sys.stdout.flush()


def warm_up(settings: Settings, text: bytes) -> None:
    """What every fork would load and compile for itself, which took two fifths of the time. It starts no thread, which a fork would lose."""
    for module in ("chromadb", "chromadb.api.rust", "chromadb.telemetry.product.posthog"):
        import_module(module)
    build._embedding(settings)
    parse(text, "new.txt")
    gc.freeze()


def spoilt_refresh(settings: Settings, point: Point, fault: str) -> int:
    """FAILED when it ended with an error that says what to do, SURVIVED when it ended well all the same."""
    struck = spoil(point, fault)
    try:
        refresh(settings)
    except BriefingsError as error:
        return FAILED if error.fix else TRACEBACK
    return SURVIVED if struck else NOT_STRUCK


def spoil(point: Point, fault: str) -> list[int]:
    """From now on the point's call fails or kills this process, and a disk that is full stays so; gives the calls that were spoilt."""
    work, calls, struck = getattr(point.owner, point.name), 0, list[int]()

    def spoilt(*arguments: Any, **more: Any) -> Any:
        nonlocal calls
        if point.sql and point.sql not in arguments:
            return work(*arguments, **more)
        calls += 1
        if calls != point.call and not (fault == "full" and calls > point.call):
            return work(*arguments, **more)
        struck.append(calls)
        if fault == "kill":
            work(*arguments, **more)
            os._exit(KILLED)
        raise point.says("database or disk is full" if fault == "full" else "disk I/O error")

    of_class = isinstance(getattr_static(point.owner, point.name), classmethod)
    setattr(point.owner, point.name, staticmethod(spoilt) if of_class else spoilt)
    return struck


def look(settings: Settings) -> dict[str, Any]:
    """What serves now, what is wrong with it, and what the next refresh makes of it; in a process of its own."""
    told, tell = os.pipe()

    def read() -> int:
        found: dict[str, Any] = {"after": served(settings), "wrong": [problem.what for problem in verify(settings).problems]}
        result = refresh(settings)
        found |= {"end": served(settings), "failed": len(result.failed), "left": len(list((settings.data / "index").iterdir()))}
        os.write(tell, json.dumps(found).encode())
        return 0

    code = in_a_fork(read)
    os.close(tell)
    with os.fdopen(told, "rb") as pipe:
        return json.loads(pipe.read()) if code == 0 else {"after": f"a reader ended with {code}"}


def served(settings: Settings) -> str:
    """The briefings of the generation in use; `verify` reads its engines."""
    with Library.open(settings.data) as library:
        entries = Manifest.read(settings.data / "index" / str(library.generation)).briefings
        texts = [library.entry(entry).turns[2].text for entry in entries.values()]
    return f"{len(texts)} briefings, {sum('closed' in text for text in texts)} changed"


def in_a_fork(work: Callable[[], int]) -> int:
    child = os.fork()
    if child == 0:
        try:
            os._exit(work())
        except BaseException:
            sys.excepthook(*sys.exc_info())
            os._exit(TRACEBACK)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
