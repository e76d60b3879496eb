"""A library moved as one file: a zip archive of the database and the person's aliases, checked on the way in. The index is made anew there."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import IO
from zlib import error as ZlibError

from ingest.lock import writing
from ingest.refresh import rebuild
from ingest.result import PLAIN, Options, Report, silent
from ingest.verify import verify_library
from rag.config import Settings
from rag.errors import InputError, LibraryError
from rag.record import schema
from rag.record.ledger import now
from rag.record.library import FILE as LIBRARY
from rag.record.library import Library

FORMAT = 1
ABOUT = "export.json"
OPTIONAL = ("aliases.toml",)
LARGEST = {ABOUT: 100_000, "aliases.toml": 1_000_000}
"""Bytes, unpacked; the library may take what the disk has room for."""
LARGEST_RATIO = 200
"""Unpacked bytes for each packed byte; a library packs far less well than this."""
SPARE = 50_000_000
"""Bytes that stay free on the disk."""
BROKEN = "Export the library again, and copy the file whole."


def export(settings: Settings, file: Path) -> int:
    """Write the library into `file`, whole even while a refresh runs; gives the number of briefings. Raises LibraryError, InputError."""
    if file.exists():
        raise InputError(f"{file} exists", "Choose another name, or move it away.")
    snapshot = settings.data / "export.sqlite"
    snapshot.unlink(missing_ok=True)
    part = file.with_name(file.name + ".part")
    try:
        with Library.open(settings.data) as library:
            library.copy_to(snapshot)
            count = len(library.wanted())
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            about = {"format": FORMAT, "library_format": schema.FORMAT, "made": now(), "briefings": count, "sha256": {LIBRARY: _sha256(snapshot)}}
            archive.write(snapshot, LIBRARY)
            for name in OPTIONAL:
                if (settings.data / name).exists():
                    about["sha256"][name] = _sha256(settings.data / name)  # type: ignore[index]
                    archive.write(settings.data / name, name)
            archive.writestr(ABOUT, json.dumps(about))
        os.replace(part, file)  # noqa: PTH105 - replaces at once
    except OSError as error:
        raise InputError(f"{file} cannot be written: {error.strerror}", "Choose a folder that exists and has space.") from error
    finally:
        snapshot.unlink(missing_ok=True)
        part.unlink(missing_ok=True)
    return count


def import_from(settings: Settings, file: Path, options: Options = PLAIN, report: Report = silent) -> int:
    """Take over the library in `file`, into a data folder that has none, and make its index; gives the number of briefings.

    Raises InputError when the archive is not whole, LibraryError when there is a library already.
    """
    with writing(settings.data, wait=options.wait):
        if (settings.data / LIBRARY).exists():
            raise LibraryError(f"{settings.data} holds a library already", "Import into an empty folder: add --data DIR.")
        _unpack(file, settings.data)
    rebuild(settings, options, report)
    with Library.open(settings.data) as library:
        return len(library.wanted())


def _unpack(file: Path, data: Path) -> None:
    """Everything is checked in a folder of its own before it is moved into place, the library last."""
    aside = data / "import"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    try:
        names = _extract(file, aside)
        _check(aside)
        for name in sorted(names, key=lambda name: name == LIBRARY):
            os.replace(aside / name, data / name)  # noqa: PTH105
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _extract(file: Path, aside: Path) -> list[str]:
    """Only the names that an export has are unpacked, whatever else an archive holds."""
    try:
        with zipfile.ZipFile(file) as archive:
            about = json.loads(archive.read(_sound(archive, ABOUT, aside)))
            if about["format"] > FORMAT:
                raise InputError(f"{file} was written by a newer version (format {about['format']})", "Update the software.")
            names = [name for name in (LIBRARY, *OPTIONAL) if name in about["sha256"]]
            for name in names:
                with archive.open(_sound(archive, name, aside)) as packed, (aside / name).open("wb") as unpacked:
                    shutil.copyfileobj(packed, unpacked)
                if _sha256(aside / name) != about["sha256"][name]:
                    raise InputError(f"{name} in {file} is not what was exported", BROKEN)
    except FileNotFoundError as error:
        raise InputError(f"there is no file {file}", "Check the spelling of the path.") from error
    except OSError as error:
        raise InputError(f"{file} cannot be unpacked: {error.strerror or error}", "Check its permissions, and free some disk space.") from error
    except (zipfile.BadZipFile, ZlibError, EOFError, KeyError, ValueError, TypeError, RuntimeError) as error:
        raise InputError(f"{file} is no whole export of a library: {error}", BROKEN) from error
    return names


def _sound(archive: zipfile.ZipFile, name: str, aside: Path) -> zipfile.ZipInfo:
    """A member as an export writes it: deflated, no bomb, and with room for it on the disk."""
    info = archive.getinfo(name)
    room = LARGEST.get(name, max(0, shutil.disk_usage(aside).free - SPARE))
    if info.compress_type != zipfile.ZIP_DEFLATED or info.file_size > LARGEST_RATIO * max(1000, info.compress_size):
        raise InputError(f"{name} is not packed as an export is", BROKEN)
    if info.file_size > room:
        raise InputError(
            f"{name} unpacks to {info.file_size / 1e6:,.0f} MB, {room / 1e6:,.0f} MB are free", "Free some disk space, or add --data DIR."
        )
    return info


def _check(aside: Path) -> None:
    """The library must be one, of a format that is read here, and every text in it what was read. Its index stayed behind."""
    with closing(sqlite3.connect(aside / LIBRARY)) as connection:
        try:
            made_by, version = (connection.execute(f"PRAGMA {key}").fetchone()[0] for key in ("application_id", "user_version"))
            if made_by != schema.APPLICATION or (version == schema.FORMAT and not schema.is_ours(connection)):
                raise InputError("the archive holds another database than a library", BROKEN)
            connection.execute("DELETE FROM state WHERE key = 'generation'")
            connection.commit()
        except sqlite3.Error as error:
            raise InputError(f"the library in the archive is damaged: {error}", BROKEN) from error
    with Library.open(aside) as library:
        try:
            problems = [problem.what for problem in verify_library(library)]
        except LibraryError as error:
            problems = [str(error)]
    if problems:
        raise InputError(f"the library in the archive is damaged: {problems[0]}", BROKEN)


def _sha256(path: Path) -> str:
    file: IO[bytes]
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
