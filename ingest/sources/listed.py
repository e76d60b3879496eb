"""What there is to read in a source: files, folders and archives are listed here, not opened. It knows nothing of the library."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag

from ingest.readers.archive import is_archive
from rag.errors import InputError, NotFound

UPLOAD = "upload:"
WEB = ("page", "feed", "sitemap", "listing")
"""Kinds of sources that have an address on the web."""

ABOUT_A_FOLDER = ("readme", "license", "licence")
"""File names (without ending) that describe a folder and are no part of what it holds; hidden files are passed over too."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file of a source. `name`: unique in the source; `display`: what people see; `size` in bytes, `mtime` in nanoseconds."""

    name: str
    display: str
    path: Path
    size: int
    mtime: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """What could not be looked at, why, and what to do. Below `name` nothing may be taken for vanished."""

    name: str
    reason: str
    fix: str


@dataclass(frozen=True, slots=True)
class Listing:
    """All that a source holds now."""

    files: tuple[Found, ...]
    troubles: tuple[Trouble, ...] = ()


def address_of(path: str | Path) -> tuple[str, str]:
    """The address and kind under which a path or URL is remembered. Raises NotFound when nothing is there, InputError when its name is no text."""
    if str(path).startswith(("http://", "https://")):
        return urldefrag(str(path)).url, "page"
    full = Path(os.path.abspath(Path(path).expanduser()))  # noqa: PTH100 - not resolved: a link may later point elsewhere
    if text_of(full) != str(full):
        raise InputError(f"the name {text_of(full)} is not valid text", "Rename it, or give the folder that holds it.")
    if full.is_dir():
        return str(full), "folder"
    if not full.exists():
        raise NotFound(f"there is no file or folder {full}", "Check the spelling of the path; a web address begins with https://.")
    return str(full), "archive" if is_archive(full.name) else "file"


def list_files(address: str, kind: str) -> Listing:
    """The files of a source. Raises InputError when the source as a whole cannot be looked at."""
    path = Path(address)
    return _list_folder(path) if kind == "folder" else _list_file(path)


def text_of(path: Path | str) -> str:
    """A path as text that can be stored and shown, whatever its bytes are."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _list_file(path: Path) -> Listing:
    try:
        found = path.stat()
    except FileNotFoundError as error:
        if not _holds_anything(path.parent):
            fix = "Mount or restore its folder, or run `python -m ingest forget` on it."
            raise InputError(f"{path} is missing, and so is all else in its folder", fix) from error
        return Listing(())
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}", "Check its permissions.") from error
    return Listing((Found(path.name, path.name, path, found.st_size, found.st_mtime_ns),))


def _holds_anything(folder: Path) -> bool:
    try:
        return any(folder.iterdir())
    except OSError:
        return False


def _list_folder(folder: Path) -> Listing:
    if not folder.is_dir():
        fix = "Mount or restore it; --prune takes what came from it out of the index, `python -m ingest forget` forgets it."
        raise InputError(f"the folder {folder} is missing", fix)
    try:
        next(folder.iterdir(), None)
    except OSError as error:
        raise InputError(f"the folder {folder} cannot be read: {error.strerror}", "Check its permissions.") from error
    troubles: list[Trouble] = []
    files = sorted(_walk(folder, folder, troubles, set()), key=lambda found: found.name)
    return Listing(tuple(files), tuple(troubles))


def _walk(top: Path, folder: Path, troubles: list[Trouble], seen: set[tuple[int, int]]) -> Iterator[Found]:
    """Regular files below a folder, hidden ones left out; a folder reached twice (links may turn in circles) is listed once."""
    name = text_of(folder.relative_to(top))
    try:
        here = folder.stat()
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        troubles.append(Trouble(name, f"the folder cannot be read: {error.strerror}", "Check its permissions."))
        return
    if (here.st_dev, here.st_ino) in seen:
        return
    seen.add((here.st_dev, here.st_ino))
    for entry in entries:
        if not entry.name.startswith(".") and entry.name.partition(".")[0].lower() not in ABOUT_A_FOLDER:
            yield from _look_at(top, entry, troubles, seen)


def _look_at(top: Path, entry: os.DirEntry[str], troubles: list[Trouble], seen: set[tuple[int, int]]) -> Iterator[Found]:
    path = Path(entry.path)
    try:
        found = entry.stat()
    except FileNotFoundError:  # it vanished since, or is a link to nowhere
        return
    except OSError as error:
        troubles.append(Trouble(text_of(path.relative_to(top)), f"it cannot be looked at: {error.strerror}", "Check its permissions and links."))
        return
    if stat.S_ISDIR(found.st_mode):
        yield from _walk(top, path, troubles, seen)
    elif stat.S_ISREG(found.st_mode):
        yield Found(text_of(path.relative_to(top)), text_of(path.name), path, found.st_size, found.st_mtime_ns)
