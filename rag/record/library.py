"""The library, read: briefings, their revisions and their sources, as library.sqlite holds them. It knows nothing of indexes or files."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Any, Self

from rag.errors import LibraryError, NotFound
from rag.record import schema
from rag.record.corrections import Correction, apply
from rag.types import Briefing, GroundRule, Note, Role, Span, Speaker, Topic, Turn

FILE = "library.sqlite"
"""Its name in the data folder."""

LARGEST_BLOB = 100_000_000
"""Bytes; what is larger was refused when it came."""

CACHED_BRIEFINGS = 512
"""Briefings kept in memory, about 50 MB when they are long ones."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker of one briefing; `turns` counts the turns spoken (0: only read out by somebody else)."""

    name: str
    role: Role
    title: str
    outlet: str
    speaks_for: str
    turns: int


@dataclass(frozen=True, slots=True)
class Summary:
    """A briefing without its text. `turns`: how many there are; `corrected`: whether a person put something right in it."""

    id: str
    revision: str
    source: str
    name: str
    title: str
    held_on: date | None
    published_on: date | None
    not_before: date | None
    not_after: date | None
    office: str
    place: str
    url: str | None
    fictional: bool
    turns: int
    speakers: tuple[Voice, ...]
    corrected: bool = False

    @property
    def days(self) -> tuple[date | None, date | None]:
        """As `Briefing.days`."""
        return self._bare.days

    @property
    def when(self) -> str:
        """As `Briefing.when`."""
        return self._bare.when

    @property
    def _bare(self) -> Briefing:
        days = (self.held_on, self.published_on, self.not_before, self.not_after)
        return Briefing(self.id, self.revision, self.title, *days, self.office, self.place, self.url, self.source, self.fictional, ())


@dataclass(frozen=True, slots=True)
class Entry:
    """What an index must hold of one briefing: a reading (`stamp`), and what a person put right in it, oldest first."""

    revision: str
    stamp: int
    turns: int
    source: str
    corrections: tuple[Correction, ...] = ()


class Library:
    """An open library, usable from several threads. `write` is for a refresh alone."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._lock = RLock()
        self._read = lru_cache(CACHED_BRIEFINGS)(self._read_briefing)
        self._summaries: tuple[str, tuple[Summary, ...]] | None = None

    @classmethod
    def open(cls, data: Path, *, write: bool = False) -> Self:
        """The library in the folder `data`, made there when `write`. Raises LibraryError."""
        path = data / FILE
        return cls(path, schema.connect(path, write=write))

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def rows(self, sql: str, values: Iterable[object] = ()) -> list[Any]:
        """Rows of one statement. Raises LibraryError."""
        with self._lock:
            try:
                return self._connection.execute(sql, tuple(values)).fetchall()
            except sqlite3.Error as error:
                raise schema.unusable(self.path, error) from error

    def state(self, key: str) -> str | None:
        """One value of the table of states."""
        found = self.rows("SELECT value FROM state WHERE key = ?", (key,))
        return found[0][0] if found else None

    @property
    def generation(self) -> str | None:
        """Name of the index generation in use."""
        return self.state("generation")

    def briefings(self) -> tuple[Summary, ...]:
        """The current revision of every indexed briefing, in the order of their days; undated ones last."""
        edition = self.state("edition") or ""
        if self._summaries is None or self._summaries[0] != edition:
            self._summaries = (edition, self._summarise())
        return self._summaries[1]

    def briefing(self, id: str, revision: str | None = None) -> Briefing:
        """One briefing, in its current or the given revision. Raises NotFound."""
        if revision is None:
            found = self.rows("SELECT reading, display FROM current WHERE briefing = ?", (id,)) or self.rows(
                "SELECT id, source FROM readings WHERE briefing = ? AND named_at IS NOT NULL ORDER BY id DESC LIMIT 1", (id,)
            )
        else:
            found = self.rows("SELECT id, source FROM readings WHERE briefing = ? AND revision = ? ORDER BY id DESC LIMIT 1", (id, revision))
        if not found:
            what = f"no briefing {id}" + (f" in a revision {revision}" if revision else "")
            raise NotFound(f"the library holds {what}", "See `python -m ingest status` for the sources and `python -m rag show` for one briefing.")
        number, source = found[0]
        return replace(self._read(number, self._corrections(id).get(id, ())), source=source)

    def wanted(self) -> dict[str, Entry]:
        """What the index should hold, by briefing."""
        corrections = self._corrections()
        sql = "SELECT briefing, revision, reading, turns, display FROM current ORDER BY briefing"
        return {id: Entry(revision, stamp, turns, source, corrections.get(id, ())) for id, revision, stamp, turns, source in self.rows(sql)}

    def entry(self, entry: Entry) -> Briefing:
        """What an index holds of one briefing. Whoever indexes reads each once, so it is not kept in memory."""
        return replace(self._read_briefing(entry.stamp, entry.corrections), source=entry.source)

    def _corrections(self, only: str | None = None) -> dict[str, tuple[Correction, ...]]:
        """What a person put right, by briefing, oldest first."""
        found: dict[str, tuple[Correction, ...]] = {}
        sql = "SELECT briefing, field, value, turn, words FROM corrections WHERE ? IS NULL OR briefing = ? ORDER BY id"
        for id, *row in self.rows(sql, (only, only)):
            found[id] = (*found.get(id, ()), Correction(*row))
        return found

    def bytes(self, blob: str) -> bytes:
        """The bytes that a sha256 names, as they came. Raises zlib.error where they are damaged, or more than were ever stored."""
        unpack = zlib.decompressobj()
        data = unpack.decompress(self.rows("SELECT bytes FROM blobs WHERE hash = ?", (blob,))[0][0], LARGEST_BLOB)
        if not unpack.eof:
            raise zlib.error(f"the stored bytes {blob[:12]} are not whole")
        return data

    def copy_to(self, path: Path) -> None:
        """A copy of the whole library as it is at this moment, in a new file. Raises LibraryError."""
        with self._lock:
            try:
                self._connection.execute("PRAGMA query_only = OFF")
                self._connection.execute("VACUUM INTO ?", (str(path),))
            except sqlite3.Error as error:
                raise schema.unusable(self.path, error) from error
            finally:
                self._connection.execute("PRAGMA query_only = ON")

    def find(self, text: str) -> str:
        """The id of the briefing that an id, the start of one, or a source name means. Raises NotFound when that is none or several."""
        known = self.briefings()
        exact = [summary.id for summary in known if text in (summary.id, summary.source)]
        found = exact or [summary.id for summary in known if len(text) >= 4 and summary.id.startswith(text)]
        if len(found) > 1:
            raise NotFound(f"{text} names {len(found)} briefings", f"Give one of their ids: {', '.join(found[:5])}.")
        if found:
            return found[0]
        raise NotFound(f"no briefing is called {text}", "Give the id or the file name of a briefing of this library.")

    def revisions(self, id: str) -> tuple[tuple[str, str, str], ...]:
        """(revision, when it came into use, cause) of every revision of a briefing, oldest first."""
        sql = "SELECT revision, min(named_at), cause FROM readings WHERE briefing = ? AND named_at IS NOT NULL GROUP BY revision ORDER BY min(id)"
        return tuple(self.rows(sql, (id,)))

    def sources(self) -> list[dict[str, Any]]:
        """Every remembered source with its last result, in the shape of `ingest status`."""
        listed = []
        for number, address, kind, last_read, reason, fix in self.rows("SELECT id, address, kind, last_read, reason, fix FROM sources ORDER BY id"):
            held = "documents JOIN readings ON readings.id = reading WHERE documents.source = ? AND state <> 'removed'"
            briefings = self.rows(f"SELECT count(DISTINCT briefing) FROM {held}", (number,))
            failed = [(address, reason, fix)] if reason else []
            failed += self.rows("SELECT name, reason, fix FROM documents WHERE source = ? AND state = 'failed' ORDER BY name", (number,))
            shown = [{"source": name, "reason": why, "fix": what} for name, why, what in failed]
            listed.append({"source": address, "kind": kind, "briefings": briefings[0][0], "last_read": last_read, "failed": shown})
        return listed

    def _summarise(self) -> tuple[Summary, ...]:
        voices: dict[int, list[Voice]] = {}
        same = "speakers.name, role, speakers.title, outlet, speaks_for"  # one person may be named by several places of the text
        spoken = f"SELECT reading, {same}, sum(speakers.turns) FROM speakers JOIN current USING (reading)"
        sql = f"{spoken} GROUP BY reading, {same} ORDER BY reading, min(number)"
        for reading, *voice in self.rows(sql):
            voices.setdefault(reading, []).append(Voice(*voice))
        found = self.rows(
            "SELECT r.id, r.briefing, r.revision, c.display, r.name, r.title, r.held_on, r.published_on, r.not_before, r.not_after,"
            " r.office, r.place, r.url, r.fictional, r.turns FROM current AS c JOIN readings AS r ON r.id = c.reading"
            " ORDER BY coalesce(held_on, published_on, not_before, not_after, '9'), r.briefing"
        )
        listed = [
            Summary(id, revision, shown, name or shown, title, *_days(days), office, place, url, bool(fictional), turns, tuple(voices.get(key, ())))
            for key, id, revision, shown, name, title, *days, office, place, url, fictional, turns in found
        ]
        corrected = self._corrections()
        return tuple(_put_right(summary, self.briefing(summary.id)) if summary.id in corrected else summary for summary in listed)

    def _read_briefing(self, number: int, corrections: tuple[Correction, ...]) -> Briefing:
        """One reading, with a person's corrections laid over it."""
        return apply(self._read_published(number), corrections)

    def _read_published(self, number: int) -> Briefing:
        columns = (
            "briefing, revision, title, held_on, published_on, not_before, not_after, office, place, url, source, fictional,"
            " ground_rules, topics, notes, starts, ends"
        )
        header = self.rows(f"SELECT {columns} FROM readings WHERE id = ?", (number,))
        if not header:
            raise LibraryError(f"reading {number} is missing", "Run `python -m ingest verify`.")
        id, revision, title, *days, office, place, url, source, fictional, rules, topics, notes, starts, ends = header[0]
        return Briefing(
            id,
            revision,
            title,
            *_days(days),
            office,
            place,
            url,
            source,
            bool(fictional),
            self._turns(number),
            tuple(GroundRule(rule, Span(*span) if span else None) for rule, span in json.loads(rules)),
            tuple(Topic(*topic) for topic in json.loads(topics)),
            tuple(Note(*note) for note in json.loads(notes)),
            starts,
            ends,
        )

    def _turns(self, reading: int) -> tuple[Turn, ...]:
        sql = (
            "SELECT number, name, role, title, outlet, speaks_for, evidence_turn, evidence_start, evidence_stop"
            " FROM speakers WHERE reading = ? ORDER BY number"
        )
        speakers = {
            number: Speaker(name, role, title, outlet, side, None if turn is None else Span(turn, start, stop))
            for number, name, role, title, outlet, side, turn, start, stop in self.rows(sql, (reading,))
        }
        sql = "SELECT place, label, speaker, text, answers, relays FROM turns WHERE reading = ? ORDER BY place"
        return tuple(
            Turn(place, label, speakers[speaker], text, answers, None if relays is None else speakers[relays])
            for place, label, speaker, text, answers, relays in self.rows(sql, (reading,))
        )


def _put_right(summary: Summary, briefing: Briefing) -> Summary:
    """A summary of a briefing that a person corrected."""
    spoken = Counter(replace(turn.speaker, evidence=None) for turn in briefing.turns)
    voices = tuple(Voice(s.name, s.role, s.title, s.outlet, s.speaks_for, turns) for s, turns in spoken.items())
    return replace(summary, name=briefing.name, title=briefing.title, held_on=briefing.held_on, speakers=voices, corrected=True)


def _days(texts: list[str | None]) -> tuple[date | None, date | None, date | None, date | None]:
    """held_on, published_on, not_before, not_after, from ISO texts."""
    held, published, first, last = (None if text is None else date.fromisoformat(text) for text in texts)
    return held, published, first, last
