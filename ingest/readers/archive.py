"""Archives of transcripts (.zip, .tar and its compressed forms): their members one by one, within limits that no bomb passes."""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from lzma import LZMAError
from typing import IO

from rag.errors import InputError

_ENDINGS = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
LARGEST_MEMBER = 64 * 2**20
LARGEST_WHOLE = 2 * 2**30
MOST_MEMBERS = 100_000
LARGEST_RATIO = 200
"""Unpacked bytes for each packed byte; text does not pack better than this."""

_DAMAGE = (zipfile.BadZipFile, tarfile.TarError, zlib.error, LZMAError, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


def is_archive(name: str) -> bool:
    """Whether a file of this name is unpacked before it is read (an archive inside an archive is not)."""
    return name.lower().endswith(_ENDINGS)


def members(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every file inside, in the archive's order. Raises InputError when it is damaged, encrypted or a bomb."""
    unpack = _zipped if name.lower().endswith(".zip") else _tarred
    total = count = 0
    try:
        for path, content in unpack(data):
            total, count = total + len(content), count + 1
            if total > min(LARGEST_WHOLE, max(LARGEST_MEMBER, LARGEST_RATIO * len(data))) or count > MOST_MEMBERS:
                raise _bomb(name)
            yield path, content
    except _DAMAGE as error:
        raise InputError(
            f"the archive {name} cannot be unpacked: {error}", "Check that it is complete and not encrypted; unpack it by hand."
        ) from error


def _bomb(name: str) -> InputError:
    return InputError(f"{name} unpacks to far more than transcripts would", "Unpack it by hand, and give the folder with the transcripts.")


def _zipped(data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            if not info.is_dir() and _is_wanted(info.filename):
                with archive.open(info) as file:
                    yield info.filename, _read(file, info.filename)


def _tarred(data: bytes) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:*") as archive:
        for info in archive:
            file = archive.extractfile(info) if info.isreg() and _is_wanted(info.name) else None
            if file:
                yield info.name, _read(file, info.name)


def _is_wanted(path: str) -> bool:
    """Hidden files and what archivers add are passed over."""
    parts = path.replace("\\", "/").split("/")
    return not any(part.startswith(".") and part not in (".", "..") for part in parts) and "__MACOSX" not in parts


def _read(file: IO[bytes], path: str) -> bytes:
    content = file.read(LARGEST_MEMBER + 1)
    if len(content) > LARGEST_MEMBER:
        raise _bomb(path)
    return content
