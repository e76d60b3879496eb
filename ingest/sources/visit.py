"""One visit to one source: what is new, changed, vanished or unreadable, compared with the library. It changes nothing that is searched."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ingest.parse import PARSER_VERSION
from ingest.pool import Failure, Job
from ingest.readers.archive import is_archive, members
from ingest.sources.listed import UPLOAD, WEB, Found, Listing, Trouble, list_files, text_of
from rag.errors import InputError
from rag.record.ledger import Document, Ledger, Source
from rag.types import Briefing

if TYPE_CHECKING:
    from ingest.sources.fetch import Fetcher

LARGEST_DOCUMENT = 100_000_000
"""Bytes. The longest hearings have 5 MB; what is larger is no transcript."""

LARGEST_ARCHIVE = 1_000_000_000
"""Bytes of an archive as it lies on the disk."""


@dataclass(frozen=True, slots=True)
class Tag:
    """What a result belongs to: the visit, the document as it will be recorded, the one known before, and why it is read again."""

    visit: Visit
    document: Document
    old: Document | None
    cause: str


class Holders:
    """Which documents hold which briefing, and with which bytes, as a refresh goes on."""

    def __init__(self, held: Iterable[tuple[str, tuple[int, str], str]]) -> None:
        self._by_briefing: dict[str, dict[tuple[int, str], str]] = {}
        self._of: dict[tuple[int, str], str] = {}
        for id, document, blob in held:
            self.put(id, document, blob)

    def put(self, id: str, document: tuple[int, str], blob: str) -> None:
        """A document now holds the briefing `id`, and no other."""
        self._by_briefing.get(self._of.get(document, ""), {}).pop(document, None)
        self._by_briefing.setdefault(id, {})[document] = blob
        self._of[document] = id

    def clash(self, id: str, document: tuple[int, str], blob: str) -> bool:
        """Whether another document holds the briefing with other bytes: under one id, one of the two texts would not be found."""
        return any(other != document and held != blob for other, held in self._by_briefing.get(id, {}).items())


@dataclass(slots=True)
class Visit:
    """What there was in a source and what became of it."""

    ledger: Ledger
    source: Source
    holders: Holders
    full: bool = False
    put: list[tuple[Document, bool]] = field(default_factory=list)
    """Documents to record, and whether their content changed."""
    failed: list[Trouble] = field(default_factory=list)
    skipped: int = 0
    seen: set[int] = field(default_factory=set)
    """Readings of the documents that are there and could be read."""
    reread: set[int] = field(default_factory=set)
    """Readings made again of the same bytes by a newer parser."""
    failure: Trouble | None = None
    """Why the source as a whole could not be visited."""
    listing: Listing = field(default_factory=lambda: Listing(()))
    notices: list[str] = field(default_factory=list)
    last_visit: str = ""
    _known: dict[str, Document] = field(default_factory=dict)
    _present: set[str] = field(default_factory=set)

    def look(self, uploads: Listing | None = None, *, prune: bool = False) -> None:
        """Look what there is. Bytes that were uploaded lie in the library, so such a source holds what it held unless it is given anew."""
        self._known = self.ledger.documents(self.source)
        self.last_visit = self.ledger.last_visit(self.source)
        try:
            self.listing = self._list(uploads)
            if not self.listing.files and not prune and self._held_anything() and self.source.kind == "folder":
                fix = "If that is meant, refresh with --prune; otherwise mount or restore it."
                raise InputError(f"the folder {self.source.address} has lost everything it held", fix)
        except InputError as error:
            self.failure = Trouble(self.source.address, str(error), error.fix)
            if not prune:
                self._present = set(self._known)

    def jobs(self, fetcher: Callable[[], Fetcher]) -> Iterator[Job[Tag]]:
        """What must be parsed. Unchanged files, by size and time, then by hash, cost nothing; pages are asked for whether they changed."""
        if self.source.kind in WEB:
            yield from self._pages(fetcher())
        if self.source.kind == "upload" and not self.listing.files:  # its bytes lie in the library
            for document in self._known.values():
                if not document.container:
                    yield from self._carry(document)
        for found in self.listing.files:
            yield from self._look_at_file(found)

    def vanished(self) -> list[str]:
        """Names of the documents that are no longer there; known when `jobs` has ended. A page that a feed no longer names has not vanished."""
        if self.source.kind in WEB:
            return []
        covered = tuple(trouble.name for trouble in self.listing.troubles)
        return [
            name
            for name, document in self._known.items()
            if name not in self._present and document.state != "removed" and not _is_below(name, covered)
        ]

    def troubles(self) -> list[Trouble]:
        """All that could not be read."""
        return [*([self.failure] if self.failure else []), *self.listing.troubles, *self.failed]

    def take(self, tag: Tag, data: bytes, result: Briefing | Failure) -> None:
        """Keep what became of a job: the bytes and the reading, which nothing refers to until the refresh ends."""
        if isinstance(result, Failure):
            self._fail(tag, self._explain(result, data))
            return
        blob = self.ledger.keep(data)
        briefing = replace(result, id=self._home(result, blob, tag))
        reading = self.ledger.add_reading(briefing, blob, PARSER_VERSION, tag.cause)
        if tag.cause == "parser":
            self.reread.add(reading)
        self._record(replace(tag.document, state="read", blob=blob, reading=reading), tag.old)

    # Pages

    def become(self, kind: str) -> None:
        """Remember what a source turned out to be."""
        if kind != self.source.kind:
            self.source = self.ledger.remember(self.source.address, kind)

    def known_pages(self) -> list[str]:
        """Addresses of the pages that were found in this source before."""
        return list(self._known)

    def carry(self, url: str) -> Iterator[Job[Tag]]:
        """Take a page as it is known."""
        yield from self._carry(self._known[url])

    def look_at_page(self, data: bytes, document: Document, name: str) -> Iterator[Job[Tag]]:
        """What must be parsed of a fetched page; `name` is a file name that fits its type."""
        for job in self._look_at_bytes(data, document, self._known.get(document.name)):
            yield replace(job, name=name, url=document.name)

    def mark_gone(self, document: Document) -> None:
        """Record that a page is no longer at its address; what was read of it stays searchable until it is forgotten."""
        old = self._known.get(document.name)
        failure = Failure("there is no such page any more", "It stays searchable; run `python -m ingest forget` on its source to drop it.")
        self._fail(Tag(self, document, old, ""), failure)
        if old and old.reading is not None:
            self.put[-1] = (replace(self.put[-1][0], state="gone"), False)
            self.seen.add(old.reading)

    def fail(self, document: Document, failure: Failure) -> None:
        """Record why a page cannot be read."""
        self._fail(Tag(self, document, self._known.get(document.name), ""), failure)

    def _pages(self, fetcher: Fetcher) -> Iterator[Job[Tag]]:
        from ingest.sources.web import pages

        try:
            yield from pages(self, fetcher)
        except InputError as error:
            self.failure = Trouble(self.source.address, str(error), error.fix)

    def _explain(self, failure: Failure, data: bytes) -> Failure:
        """What a failure means on the web; a listing leads to many pages that are no transcripts."""
        if self.source.kind not in WEB:
            return failure
        from ingest.sources.web import explain

        return replace(explain(failure, data), skipped=failure.skipped or self.source.kind == "listing")

    # Files

    def _list(self, uploads: Listing | None) -> Listing:
        if self.source.kind in WEB:
            return Listing(())
        if self.source.kind != "upload":
            return list_files(self.source.address, self.source.kind)
        name = self.source.address.removeprefix(UPLOAD)
        given = tuple(found for found in (uploads.files if uploads else ()) if found.display == name)
        return Listing(tuple(replace(found, name=self.source.address, display=self.source.address) for found in given))

    def _held_anything(self) -> bool:
        return any(document.state in ("read", "archive") for document in self._known.values())

    def _look_at_file(self, found: Found) -> Iterator[Job[Tag]]:
        self._present.add(found.name)
        old = self._known.get(found.name)
        if old and not self.full and (old.size, old.mtime) == (found.size, found.mtime) and not self._stale(old):
            yield from self._carry(old)
            return
        document = Document(found.name, found.display, "failed", found.size, found.mtime, parser=PARSER_VERSION)
        limit = LARGEST_ARCHIVE if is_archive(found.path.name) else LARGEST_DOCUMENT
        if found.size > limit:
            self._fail(
                Tag(self, document, old, ""), Failure(f"it has {found.size // 1_000_000} MB", f"Split it: at most {limit // 1_000_000} MB are read.")
            )
            return
        try:
            data = found.path.read_bytes()
        except FileNotFoundError:
            self._present.discard(found.name)
        except OSError as error:
            again = replace(document, size=None, mtime=None)  # permissions change without the file
            self._fail(Tag(self, again, old, ""), Failure(f"it cannot be read: {error.strerror}", "Check its permissions."))
        else:
            yield from self._open_archive(data, document, old) if is_archive(found.path.name) else self._look_at_bytes(data, document, old)

    def _stale(self, document: Document) -> bool:
        """Whether a file must be opened again because a better parser may read what an older one could not."""
        return document.parser < PARSER_VERSION and document.state in ("failed", "skipped", "archive")

    def _carry(self, old: Document) -> Iterator[Job[Tag]]:
        """Take an unchanged file as it is known; what an older parser read is read again from the stored bytes."""
        for document in [old, *(each for each in self._known.values() if each.container == old.name and each.state != "removed")]:
            self._present.add(document.name)
            if document.state == "failed":
                self.failed.append(Trouble(document.name, document.reason, document.fix))
            self.skipped += document.state == "skipped"
            if document.reading is None:
                continue
            if document.blob and document.parser < PARSER_VERSION:
                again = replace(document, parser=PARSER_VERSION)
                url = document.name if self.source.kind in WEB else None
                yield Job(self.ledger.bytes(document.blob), document.name, document.display, Tag(self, again, document, "parser"), url)
            else:
                self.seen.add(document.reading)

    def _open_archive(self, data: bytes, document: Document, old: Document | None) -> Iterator[Job[Tag]]:
        try:
            for inner, content in members(data, document.name):
                inner = text_of(inner)
                name = f"{document.name}/{inner}"
                self._present.add(name)
                member = replace(document, name=name, display=f"{document.display}/{inner}", container=document.name)
                yield from self._look_at_bytes(content, member, self._known.get(name))
        except InputError as error:
            self._present |= {name for name, known in self._known.items() if known.container == document.name}
            self._fail(Tag(self, document, old, ""), Failure(str(error), error.fix))
        else:
            self._record(replace(document, state="archive"), old)

    def _look_at_bytes(self, data: bytes, document: Document, old: Document | None) -> Iterator[Job[Tag]]:
        blob = hashlib.sha256(data).hexdigest()
        same = old is not None and old.blob == blob and old.reading is not None
        reading = None if self.full else self.ledger.reading_of(blob, PARSER_VERSION)
        if reading is not None and not self._clash(self.ledger.briefing_of(reading), document, blob):
            self._record(replace(document, state="read", blob=blob, reading=reading), old)
        else:
            cause = "parser" if same and old and old.parser < PARSER_VERSION else "published"
            yield Job(data, PurePosixPath(document.name).name, document.display, Tag(self, document, old, cause))

    def _home(self, briefing: Briefing, blob: str, tag: Tag) -> str:
        """The id to keep a briefing under: its address's where it carries one, else that of these bytes, else that of its document.

        A copy that goes its own way, or an earlier text beside the present one, is a briefing of its own.
        """
        if briefing.id != blob[: len(briefing.id)]:
            return briefing.id
        known = self.ledger.home(blob)
        before = self.ledger.briefing_of(tag.old.reading) if tag.old and tag.old.reading is not None else None
        own = hashlib.sha256(f"{blob} {tag.document.name}".encode()).hexdigest()[: len(briefing.id)]
        return next((id for id in (known, before, briefing.id) if id and not self._clash(id, tag.document, blob)), own)

    def _clash(self, id: str, document: Document, blob: str) -> bool:
        return self.holders.clash(id, (self.source.id, document.name), blob)

    def _record(self, document: Document, old: Document | None) -> None:
        if document.reading is not None and document.blob:
            self.seen.add(document.reading)
            self.holders.put(self.ledger.briefing_of(document.reading), (self.source.id, document.name), document.blob)
        touched = old is None or old.state == "removed" or (document.blob, document.display) != (old.blob, old.display)
        self.put.append((document, touched))

    def _fail(self, tag: Tag, failure: Failure) -> None:
        """Record why a document cannot be read; it keeps the reading that it had."""
        document = replace(tag.document, state="skipped" if failure.skipped else "failed", reason=failure.reason, fix=failure.fix)
        if tag.old:
            document = replace(document, blob=tag.old.blob, reading=tag.old.reading)
        self.skipped += failure.skipped
        if not failure.skipped:
            self.failed.append(Trouble(document.name, failure.reason, failure.fix))
        self.put.append((document, False))


def _is_below(name: str, folders: tuple[str, ...]) -> bool:
    return any(folder == "." or name == folder or name.startswith(f"{folder}/") for folder in folders)
