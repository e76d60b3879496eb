"""One visit to one source: what is new, changed, vanished or unreadable, compared with the library. It changes nothing that is searched.

How files are listed (`files.py`) and pages fetched (`web.py`) is not known here; both tell a visit what they find.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from ingest.parse import PARSER_VERSION
from ingest.pool import Failure, Job
from ingest.sources.listed import WEB, Trouble
from ingest.sources.walls import explain
from rag.record.ledger import Document, Ledger, Source
from rag.types import Briefing


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
    known: dict[str, Document] = field(default_factory=dict)
    """What the library knows of the source, by name."""
    last_visit: str = ""
    present: set[str] = field(default_factory=set)
    """Names of the documents that are there."""
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
    notices: list[str] = field(default_factory=list)
    total: int | None = None
    """Documents to look at; None while that is not known."""
    done: int = 0

    @classmethod
    def of(cls, ledger: Ledger, source: Source, holders: Holders, *, full: bool) -> Visit:
        """A visit that begins with what the library knows."""
        return cls(ledger, source, holders, full, ledger.documents(source), ledger.last_visit(source))

    def become(self, kind: str) -> None:
        """Remember what a source turned out to be."""
        if kind != self.source.kind:
            self.source = self.ledger.remember(self.source.address, kind)

    def carry(self, name: str) -> Iterator[Job[Tag]]:
        """Take an unchanged document, with what it contains, as it is known; what an older parser read is read again from the stored bytes."""
        for document in [self.known[name], *(each for each in self.known.values() if each.container == name and each.state != "removed")]:
            self.present.add(document.name)
            if document.state == "failed":
                self.failed.append(Trouble(document.name, document.reason, document.fix))
            self.skipped += document.state == "skipped"
            if document.reading is None:
                continue
            if document.blob and document.parser < PARSER_VERSION:
                tag = Tag(self, replace(document, parser=PARSER_VERSION), document, "parser")
                yield Job(self.ledger.bytes(document.blob), document.name, document.display, tag, self._address(document))
            else:
                self.seen.add(document.reading)

    def look_at(self, data: bytes, document: Document, name: str = "") -> Iterator[Job[Tag]]:
        """What must be parsed of a document's bytes, nothing where they were read before; `name`: a file name that tells their format."""
        old, blob = self.known.get(document.name), hashlib.sha256(data).hexdigest()
        same = old is not None and old.blob == blob and old.reading is not None
        reading = None if self.full else self.ledger.reading_of(blob, PARSER_VERSION)
        if reading is not None and not self._clash(self.ledger.briefing_of(reading), document, blob):
            self.record(replace(document, state="read", blob=blob, reading=reading))
        else:
            tag = Tag(self, document, old, "parser" if same and old and old.parser < PARSER_VERSION else "published")
            yield Job(data, name or PurePosixPath(document.name).name, document.display, tag, self._address(document))

    def counted(self, jobs: Iterator[Job[Tag]]) -> Iterator[Job[Tag]]:
        """The jobs of one document. It is done when they are, and at once where there are none."""
        idle = True
        for job in jobs:
            idle = False
            yield job
        self.done += idle

    def take(self, job: Job[Tag], result: Briefing | Failure) -> None:
        """Keep what became of a job: the bytes and the reading, which nothing refers to until the refresh ends."""
        self.done += 1
        if isinstance(result, Failure):
            failure = explain(result, job.data) if job.url else result
            astray = self.source.kind == "listing"  # which leads to many pages that are no transcripts
            self.fail(job.tag.document, replace(failure, skipped=failure.skipped or astray))
            return
        blob = self.ledger.keep(job.data)
        briefing = _at_home(result, blob, job.url)
        briefing = replace(briefing, id=self._home(briefing, blob, job.tag))
        reading = self.ledger.add_reading(briefing, blob, PARSER_VERSION, job.tag.cause)
        if job.tag.cause == "parser":
            self.reread.add(reading)
        self.record(replace(job.tag.document, state="read", blob=blob, reading=reading))

    def record(self, document: Document) -> None:
        """Record a document that could be read."""
        old = self.known.get(document.name)
        if document.reading is not None and document.blob:
            self.seen.add(document.reading)
            self.holders.put(self.ledger.briefing_of(document.reading), (self.source.id, document.name), document.blob)
        touched = old is None or old.state == "removed" or (document.blob, document.display) != (old.blob, old.display)
        self.put.append((document, touched))

    def fail(self, document: Document, failure: Failure, *, state: str = "failed") -> None:
        """Record why a document cannot be read; it keeps the reading that it had."""
        self.skipped += failure.skipped
        if not failure.skipped:
            self.failed.append(Trouble(document.name, failure.reason, failure.fix))
        old = self.known.get(document.name)
        if old:
            document = replace(document, blob=old.blob, reading=old.reading)
        self.put.append((replace(document, state="skipped" if failure.skipped else state, reason=failure.reason, fix=failure.fix), False))

    def judge(self) -> None:
        """What leads to pages must have led to a transcript: none at all is no success."""
        leads = self.source.kind in WEB and self.source.kind != "page"
        if leads and not (self.seen or self.failed or self.failure):
            reason = f"none of the {self.total or 0} pages that it leads to is a transcript"
            self.failure = Trouble(self.source.address, reason, "Give the address of a transcript, or of a page that lists transcripts.")

    def vanished(self) -> list[str]:
        """Names of the documents that are no longer there. A page that a feed no longer names has not vanished."""
        if self.source.kind in WEB:
            return []
        return [name for name, document in self.known.items() if name not in self.present and document.state != "removed"]

    def troubles(self) -> list[Trouble]:
        """All that could not be read."""
        return [*([self.failure] if self.failure else []), *self.failed]

    def _address(self, document: Document) -> str | None:
        return document.name if self.source.kind in WEB else None

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


def _at_home(briefing: Briefing, blob: str, fetched_from: str | None) -> Briefing:
    """A page may name its own site's address as its canonical one; one that names another site's stays a page of the site it came from."""
    if not fetched_from or not briefing.url or _is_same_site(briefing.url, fetched_from):
        return briefing
    return replace(briefing, id=blob[: len(briefing.id)], url=fetched_from)


def _is_same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one host, or of a host and one below it; www. aside."""
    hosts = [(urlsplit(url).hostname or "").removeprefix("www.") for url in (one, other)]
    short, long = sorted(hosts, key=len)
    return short == long or ("." in short and long.endswith(f".{short}"))
