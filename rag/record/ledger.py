"""The library, written: what a refresh records of sources, documents and readings. Only a holder of the writer's lock may use it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, replace
from datetime import UTC, datetime

from rag.record import schema
from rag.record.corrections import Correction
from rag.record.library import Library
from rag.types import Briefing, Span, Speaker


@dataclass(frozen=True, slots=True)
class Source:
    """A remembered source; `sample` marks the fictional ones that ship with the project."""

    id: int
    address: str
    kind: str
    sample: bool


@dataclass(frozen=True, slots=True)
class Document:
    """What is known of one file, archive member or page. `size` in bytes and `mtime` in nanoseconds are those of the file that holds it.

    `state`: "read", "failed", "skipped", "archive", "gone" (a page that no longer exists) or "removed" (a file that vanished).
    A document that fails keeps the reading it had.
    """

    name: str
    display: str
    state: str
    size: int | None = None
    mtime: int | None = None
    container: str = ""
    blob: str | None = None
    reading: int | None = None
    parser: int = 0
    reason: str = ""
    fix: str = ""


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page as a server last sent it, with what it wants to hear when it is asked again."""

    blob: str
    content_type: str
    etag: str
    modified: str
    fetched_at: str


class Ledger(Library):
    """The library as its one writer sees it."""

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; inside another one, a part of it. Raises LibraryError, with nothing changed."""
        if self._connection.in_transaction:
            yield
            return
        self.rows("BEGIN IMMEDIATE")
        try:
            yield
            self.rows("COMMIT")
        except BaseException:
            with self._lock:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
            raise

    # Sources

    def remember(self, address: str, kind: str, *, sample: bool = False) -> Source:
        """The source at `address`, made when it is new."""
        self.rows(
            "INSERT INTO sources (address, kind, sample) VALUES (?, ?, ?) ON CONFLICT (address) DO UPDATE SET kind = excluded.kind",
            (address, kind, sample),
        )
        return next(source for source in self.followed() if source.address == address)

    def followed(self) -> list[Source]:
        """Every remembered source, in the order they came."""
        found = self.rows("SELECT id, address, kind, sample FROM sources ORDER BY id")
        return [Source(id, address, kind, bool(sample)) for id, address, kind, sample in found]

    def holds_any(self, source: Source) -> bool:
        """Whether a source has a briefing that is searched."""
        return bool(self.rows("SELECT 1 FROM documents WHERE source = ? AND reading IS NOT NULL AND state <> 'removed' LIMIT 1", (source.id,)))

    def forget(self, source: Source) -> None:
        """Drop a source, its documents, and the readings and corrections of briefings that no other source holds; `sweep` then drops their bytes."""
        self.rows("DELETE FROM sources WHERE id = ?", (source.id,))
        self.rows("DELETE FROM readings WHERE briefing NOT IN (SELECT briefing FROM documents JOIN readings ON readings.id = reading)")
        self.rows("DELETE FROM corrections WHERE briefing NOT IN (SELECT briefing FROM readings)")
        self.rows("DELETE FROM pages WHERE url NOT IN (SELECT name FROM documents) AND url NOT IN (SELECT address FROM sources)")

    def last_visit(self, source: Source) -> str:
        """When a source was visited last, "" when never."""
        return self.rows("SELECT coalesce(last_read, '') FROM sources WHERE id = ?", (source.id,))[0][0] or ""

    def visited(self, source: Source, reason: str = "", fix: str = "") -> None:
        """Record that a source was just visited, and why it failed if it did."""
        self.rows("UPDATE sources SET last_read = ?, reason = ?, fix = ? WHERE id = ?", (now(), reason, fix, source.id))

    # Documents

    def documents(self, source: Source) -> dict[str, Document]:
        """What is known of a source, by name."""
        columns = "name, display, state, size, mtime, container, blob, reading, parser, reason, fix"
        return {row[0]: Document(*row) for row in self.rows(f"SELECT {columns} FROM documents WHERE source = ?", (source.id,))}

    def put_document(self, source: Source, document: Document, *, touched: bool = False) -> None:
        """Record a document; `touched` when its content changed, which makes its reading the briefing's current one."""
        row = astuple(document)
        self.rows(
            "INSERT INTO documents (source, name, display, state, size, mtime, container, blob, reading, parser, reason, fix, changed)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(changed), 0) + 1 FROM documents))"
            " ON CONFLICT (source, name) DO UPDATE SET display = excluded.display, state = excluded.state, size = excluded.size,"
            " mtime = excluded.mtime, container = excluded.container, blob = excluded.blob,"
            " reading = excluded.reading, parser = excluded.parser, reason = excluded.reason,"
            " fix = excluded.fix, changed = CASE WHEN ? THEN excluded.changed ELSE documents.changed END",
            (source.id, *row, touched),
        )

    def remove_document(self, source: Source, name: str) -> None:
        """Take a document that vanished out of what is searched; its bytes and readings stay until its source is forgotten."""
        self.rows("UPDATE documents SET state = 'removed', size = NULL, mtime = NULL WHERE source = ? AND name = ?", (source.id, name))

    # Bytes and readings

    def keep(self, data: bytes) -> str:
        """Keep bytes; gives the sha256 that names them."""
        name = hashlib.sha256(data).hexdigest()
        if not self.rows("SELECT 1 FROM blobs WHERE hash = ?", (name,)):
            self.rows("INSERT INTO blobs (hash, bytes) VALUES (?, ?)", (name, zlib.compress(data, 6)))
        return name

    def reading_of(self, blob: str, parser: int) -> int | None:
        """The reading that this or a later version of the parser already made of these bytes."""
        found: int | None = self.rows("SELECT max(id) FROM readings WHERE blob = ? AND parser >= ?", (blob, parser))[0][0]
        return found

    def briefing_of(self, reading: int) -> str:
        """The id of the briefing that a reading reads."""
        return str(self.rows("SELECT briefing FROM readings WHERE id = ?", (reading,))[0][0])

    def home(self, blob: str) -> str | None:
        """The id of the briefing that these bytes are already known as."""
        found = self.rows("SELECT briefing FROM readings WHERE blob = ? ORDER BY id DESC LIMIT 1", (blob,))
        return found[0][0] if found else None

    def holders(self) -> list[tuple[str, tuple[int, str], str]]:
        """(briefing, (source, document), blob) for every document that is searched."""
        held = "documents JOIN readings ON readings.id = documents.reading WHERE documents.state <> 'removed'"
        return [
            (id, (source, name), blob)
            for id, source, name, blob in self.rows(f"SELECT briefing, documents.source, documents.name, documents.blob FROM {held}")
        ]

    def add_reading(self, briefing: Briefing, blob: str, parser: int, cause: str) -> int:
        """Keep what a parser made of bytes, or find that the same is there already; gives the reading's number."""
        digest = digest_of(briefing)
        same = self.rows("SELECT max(id) FROM readings WHERE briefing = ? AND digest = ?", (briefing.id, digest))[0][0]
        if same is not None:
            self.rows("UPDATE readings SET parser = max(parser, ?) WHERE id = ?", (parser, same))
            return int(same)
        b = briefing
        days = (day and day.isoformat() for day in (b.held_on, b.published_on, b.not_before, b.not_after))
        rules = [(rule.rule, rule.span and astuple(rule.span)) for rule in b.ground_rules]
        header = (b.title, *days, b.office, b.place, b.url, b.source, b.fictional, b.starts, b.ends)
        lists = (json.dumps(rules), json.dumps([astuple(t) for t in b.topics]), json.dumps([astuple(n) for n in b.notes]))
        name = "" if b.name == b.source else b.name
        row = (b.id, b.revision, blob, parser, digest, cause, now(), name, len(b.turns), *header, *lists)
        self.rows(
            "INSERT INTO readings (briefing, revision, blob, parser, digest, cause, read_at, name, turns, title, held_on, published_on, not_before,"
            f" not_after, office, place, url, source, fictional, starts, ends, ground_rules, topics, notes) VALUES ({', '.join('?' * len(row))})",
            row,
        )
        number = int(self.rows("SELECT last_insert_rowid()")[0][0])
        self._add_turns(number, b)
        return number

    def _add_turns(self, reading: int, briefing: Briefing) -> None:
        numbers: dict[Speaker, int] = {}
        spoken: dict[int, int] = {}
        turns = []
        for turn in briefing.turns:
            speaker = numbers.setdefault(turn.speaker, len(numbers))
            spoken[speaker] = spoken.get(speaker, 0) + 1
            relays = None if turn.relays is None else numbers.setdefault(turn.relays, len(numbers))
            turns.append((reading, turn.index, turn.label, speaker, turn.text, turn.answers, relays))
        speakers = [
            (reading, number, s.name, s.role, s.title, s.outlet, s.speaks_for, *_place(s.evidence), spoken.get(number, 0))
            for s, number in numbers.items()
        ]
        self._many("INSERT INTO speakers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", speakers)
        self._many("INSERT INTO turns (reading, place, label, speaker, text, answers, relays) VALUES (?, ?, ?, ?, ?, ?, ?)", turns)

    # Pages

    def page(self, url: str) -> FetchedPage | None:
        """What was fetched from an address last."""
        found = self.rows("SELECT blob, content_type, etag, modified, fetched_at FROM pages WHERE url = ?", (url,))
        return FetchedPage(*found[0]) if found else None

    def keep_page(self, url: str, page: FetchedPage) -> None:
        """Record what was fetched from an address."""
        self.rows("INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?)", (url, *astuple(page)))

    # Corrections

    def correct(self, id: str, corrections: Iterable[Correction]) -> None:
        """Keep what a person put right, as one act."""
        made = datetime.now(UTC).isoformat()
        rows = [(id, each.field, each.value, each.turn, each.words, made) for each in corrections]
        self._many("INSERT INTO corrections (briefing, field, value, turn, words, made_at) VALUES (?, ?, ?, ?, ?, ?)", rows)

    def undo_correction(self, id: str, turn: int | None = None) -> bool:
        """Take back what was put right last in a briefing, or in one of its turns; False when nothing was."""
        chosen = "briefing = ? AND (? IS NULL OR turn = ?)"
        last = self.rows(f"SELECT made_at FROM corrections WHERE {chosen} ORDER BY id DESC LIMIT 1", (id, turn, turn))
        for (made,) in last:  # all that was put right in one act
            self.rows(f"DELETE FROM corrections WHERE {chosen} AND made_at = ?", (id, turn, turn, made))
        return bool(last)

    # The index

    def name_generation(self, generation: str) -> None:
        """Put an index generation, and the readings it was made of, into use."""
        self.rows("UPDATE readings SET named_at = ? WHERE named_at IS NULL AND id IN (SELECT reading FROM current)", (now(),))
        self._set("generation", generation)
        self._set("edition", str(int(self.state("edition") or 0) + 1))

    def sweep(self) -> None:
        """Drop the traces of refreshes that never ended, older readings of a text that has a newer one, and bytes that nothing needs."""
        used = "id NOT IN (SELECT reading FROM documents WHERE reading IS NOT NULL)"
        self.rows(f"DELETE FROM readings WHERE named_at IS NULL AND {used}")
        newer = "EXISTS (SELECT 1 FROM readings AS n WHERE n.briefing = readings.briefing AND n.revision = readings.revision AND n.id > readings.id)"
        self.rows(f"DELETE FROM readings WHERE {used} AND {newer}")
        needed = "SELECT blob FROM readings UNION SELECT blob FROM pages UNION SELECT blob FROM documents WHERE blob IS NOT NULL"
        self.rows(f"DELETE FROM blobs WHERE hash NOT IN ({needed})")

    def _set(self, key: str, value: str) -> None:
        self.rows("INSERT INTO state VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, value))

    def _many(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        with self._lock:
            try:
                self._connection.executemany(sql, rows)
            except sqlite3.Error as error:
                raise schema.unusable(self.path, error) from error


def digest_of(briefing: Briefing) -> str:
    """Names everything that a reading holds, apart from where it was found."""
    return hashlib.sha256(repr(replace(briefing, source="")).encode()).hexdigest()


def now() -> str:
    """This moment, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _place(evidence: Span | None) -> tuple[int | None, int | None, int | None]:
    return (evidence.turn, evidence.start, evidence.stop) if evidence else (None, None, None)
