"""Visits to files, folders, archives and uploads: which of them must be opened again, and what is in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ingest.parse import PARSER_VERSION
from ingest.pool import Failure, Job
from ingest.readers.archive import is_archive, members
from ingest.sources.listed import UPLOAD, Found, Listing, Trouble, list_files, text_of
from ingest.sources.visit import Tag, Visit
from rag.errors import InputError
from rag.record.ledger import Document

LARGEST_DOCUMENT = 50_000_000
"""Bytes. The longest hearings have 5 MB; what is larger is no transcript."""

LARGEST_ARCHIVE = 200_000_000
"""Bytes of an archive as it lies on the disk; it is held in memory while it is unpacked."""


def look(visit: Visit, uploads: Listing, *, prune: bool) -> Listing:
    """What there is in a source. One that is missing, or lost everything, is in trouble and loses nothing, unless it is to be pruned."""
    try:
        listing = _list(visit, uploads)
        if not listing.files and not prune and visit.source.kind == "folder" and _held_anything(visit):
            fix = "If that is meant, refresh with --prune; otherwise mount or restore it."
            raise InputError(f"the folder {visit.source.address} has lost everything it held", fix)
    except InputError as error:
        visit.failure = Trouble(visit.source.address, str(error), error.fix)
        visit.present |= set() if prune else set(visit.known)
        visit.total = 0
        return Listing(())
    visit.failed += listing.troubles
    hidden = tuple(trouble.name for trouble in listing.troubles)
    visit.present |= {name for name in visit.known if _is_below(name, hidden)}
    visit.total = None if any(is_archive(found.path.name) for found in listing.files) else len(listing.files)
    return listing


def jobs(visit: Visit, listing: Listing) -> Iterator[Job[Tag]]:
    """What must be parsed. Unchanged files, by size and time, then by hash, cost nothing."""
    if visit.source.kind == "upload" and not listing.files:  # its bytes lie in the library: it holds what it held unless it is given anew
        for name in [name for name, document in visit.known.items() if not document.container]:
            yield from visit.carry(name)
    for found in listing.files:
        yield from visit.counted(_look_at(visit, found))


def _list(visit: Visit, uploads: Listing) -> Listing:
    source = visit.source
    if source.kind != "upload":
        return list_files(source.address, source.kind)
    name = source.address.removeprefix(UPLOAD)
    given = tuple(found for found in uploads.files if found.display == name)
    return Listing(tuple(replace(found, name=source.address, display=source.address) for found in given))


def _held_anything(visit: Visit) -> bool:
    return any(document.state in ("read", "archive") for document in visit.known.values())


def _look_at(visit: Visit, found: Found) -> Iterator[Job[Tag]]:
    visit.present.add(found.name)
    old = visit.known.get(found.name)
    if old and not visit.full and (old.size, old.mtime) == (found.size, found.mtime) and not _is_stale(old):
        yield from visit.carry(found.name)
        return
    document = Document(found.name, found.display, "failed", found.size, found.mtime, parser=PARSER_VERSION)
    limit = LARGEST_ARCHIVE if is_archive(found.path.name) else LARGEST_DOCUMENT
    try:
        data = _read(found, limit)
    except FileNotFoundError:  # it vanished since it was listed
        visit.present.discard(found.name)
    except OSError as error:
        again = replace(document, size=None, mtime=None)  # permissions change without the file
        visit.fail(again, Failure(f"it cannot be read: {error.strerror}", "Check its permissions."))
    else:
        if data is None:
            visit.fail(document, Failure(f"it has more than {limit // 1_000_000} MB", "Give the transcript itself, or split it into its parts."))
        else:
            yield from _open_archive(visit, data, document) if is_archive(found.path.name) else visit.look_at(data, document)


def _read(found: Found, limit: int) -> bytes | None:
    """The bytes of a file, None where it is larger than the limit, also where it grew since it was listed."""
    if found.size > limit:
        return None
    with found.path.open("rb") as file:
        data = file.read(limit + 1)
    return data if len(data) <= limit else None


def _is_stale(document: Document) -> bool:
    """Whether a file must be opened again because a better parser may read what an older one could not."""
    return document.parser < PARSER_VERSION and document.state in ("failed", "skipped", "archive")


def _open_archive(visit: Visit, data: bytes, document: Document) -> Iterator[Job[Tag]]:
    try:
        for inner, content in members(data, document.name):
            name = f"{document.name}/{text_of(inner)}"
            visit.present.add(name)
            yield from visit.look_at(content, replace(document, name=name, display=f"{document.display}/{text_of(inner)}", container=document.name))
    except InputError as error:
        visit.present |= {name for name, known in visit.known.items() if known.container == document.name}
        visit.fail(document, Failure(str(error), error.fix))
    else:
        visit.record(replace(document, state="archive"))


def _is_below(name: str, folders: tuple[str, ...]) -> bool:
    return any(folder == "." or name == folder or name.startswith(f"{folder}/") for folder in folders)
