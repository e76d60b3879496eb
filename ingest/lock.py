"""One writer at a time: the lock of a data folder, which says who holds it and since when. The system lets go of a dead holder's."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from rag.errors import LibraryError, Locked
from rag.record.ledger import now

LOOK_AGAIN_S = 0.2


@contextmanager
def writing(data: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold the lock of `data`. Raises Locked when another process has it and `wait` is not asked for, LibraryError when it cannot be made."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        file = (data / "lock").open("a+")
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        fix = "Free some disk space, and refresh again." if full else "Make it writable, or choose another with --data or BRIEFINGS_DATA."
        raise LibraryError(f"the data folder {data} cannot be written: {error.strerror}", fix) from error
    with file:
        while not _take(file):
            if not wait:
                raise Locked(f"the library is being written by {_holder(file)}", "Wait until it has ended, or add --wait.")
            time.sleep(LOOK_AGAIN_S)
        _sign(file, {"pid": os.getpid(), "host": socket.gethostname(), "since": now()})
        yield
        _sign(file, None)


def _take(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        raise LibraryError(f"{file.name} cannot be locked: {error.strerror}", "Put the data folder on a disk of this machine.") from error
    return True


def _sign(file: IO[str], holder: dict[str, object] | None) -> None:
    """Say who writes; a disk that has no space for it may still have enough to be told so in better words."""
    with suppress(OSError):
        os.ftruncate(file.fileno(), 0)
        os.pwrite(file.fileno(), json.dumps(holder).encode() if holder else b"", 0)


def _holder(file: IO[str]) -> str:
    file.seek(0)
    try:
        holder = json.loads(file.read())
        return f"process {holder['pid']} on {holder['host']} since {holder['since']}"
    except (ValueError, KeyError, TypeError):  # it has not signed yet
        return "another process"
