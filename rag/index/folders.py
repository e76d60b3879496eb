"""The folders of index generations: copied aside, kept by readers through a lease, deleted when unread. What is in them is not known here."""

from __future__ import annotations

import fcntl
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import IO

logger = logging.getLogger(__name__)

CLONE = 0x40049409
"""The ioctl FICLONE of Linux: a copy that shares its blocks until one side is written, where the file system can."""


def new_folder(data: Path) -> Path:
    """A folder for a new generation, with its lease; its name is the time and a bit of chance."""
    folder = data / "index" / f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{token_hex(2)}"
    folder.mkdir(parents=True)
    (folder / "lease").touch()
    return folder


def hold(folder: Path) -> IO[bytes] | None:
    """A reader's lease on a generation, until it is closed; None when the generation is gone or being deleted."""
    try:
        lease = (folder / "lease").open("rb")
        fcntl.flock(lease, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return None
    except BlockingIOError:
        lease.close()
        return None
    if (folder / "lease").exists():
        return lease
    lease.close()
    return None


def delete_unused(data: Path, *keep: str | None) -> None:
    """Delete every generation that is not in `keep` and that no reader holds. What cannot be deleted is left for the next time."""
    for folder in sorted((data / "index").glob("*/")):
        if folder.name not in keep:
            try:
                _delete(folder)
            except OSError as error:
                logger.warning("an old index stays in %s for now: %s", folder, error)


def copy(source: Path, target: Path) -> None:
    """Copy what one generation holds into the folder of another. Readers may have it open: they write nothing."""
    for file in _files(source):
        to = target / file.relative_to(source)
        to.parent.mkdir(parents=True, exist_ok=True)
        if file.name != "lease":
            _copy_file(file, to)


def settle(folder: Path) -> None:
    """Wait until everything in a generation is on the disk."""
    for path in [*_files(folder), *folder.glob("**/"), folder.parent]:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def size(data: Path) -> int:
    """Bytes that a data folder takes; what a refresh deletes meanwhile is not counted."""
    total = 0
    for file in _files(data):
        with suppress(FileNotFoundError):
            total += file.stat().st_size
    return total


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _delete(folder: Path) -> None:
    lease = folder / "lease"
    lease.touch()
    with lease.open("rb") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        shutil.rmtree(folder)


def _copy_file(source: Path, target: Path) -> None:
    with source.open("rb") as one, target.open("wb") as other:
        try:
            fcntl.ioctl(other, CLONE, one.fileno())
            return
        except OSError:  # another file system, or one that cannot share blocks
            pass
    shutil.copyfile(source, target)
