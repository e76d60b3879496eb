"""The tables of library.sqlite and how a connection to them is opened. It knows SQL and nothing of transcripts or indexes."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from rag.errors import LibraryError

FORMAT = 1
"""Raised when the tables change; an older library is brought up step by step, a newer one is refused."""

APPLICATION = 0x42524945
"""What `PRAGMA application_id` says of a library: "BRIE"."""

TABLES = """
CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE sources (            -- what is followed, and how the last visit ended
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    address TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    sample INTEGER NOT NULL DEFAULT 0,
    last_read TEXT,
    reason TEXT NOT NULL DEFAULT '',
    fix TEXT NOT NULL DEFAULT ''
);

CREATE TABLE blobs (              -- bytes as they came, compressed, named by the sha256 of the original
    hash TEXT PRIMARY KEY,
    bytes BLOB NOT NULL
);

CREATE TABLE readings (           -- what one parser made of one document's bytes
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    briefing TEXT NOT NULL,
    revision TEXT NOT NULL,
    blob TEXT NOT NULL REFERENCES blobs(hash),
    parser INTEGER NOT NULL,
    digest TEXT NOT NULL,         -- of everything the reading holds, so that an equal one is not kept twice
    cause TEXT NOT NULL,          -- 'published': the source changed; 'parser': the same bytes, read better
    read_at TEXT NOT NULL,
    named_at TEXT,                -- when it was first in use; NULL while its refresh is under way
    name TEXT NOT NULL,           -- title, or speaker and office; '' where only the source names it
    turns INTEGER NOT NULL,
    title TEXT NOT NULL, held_on TEXT, published_on TEXT, not_before TEXT, not_after TEXT,
    office TEXT NOT NULL, place TEXT NOT NULL, url TEXT, source TEXT NOT NULL, fictional INTEGER NOT NULL,
    starts TEXT NOT NULL, ends TEXT NOT NULL,
    ground_rules TEXT NOT NULL, topics TEXT NOT NULL, notes TEXT NOT NULL
);
CREATE INDEX readings_of_briefing ON readings(briefing, revision);
CREATE INDEX readings_of_blob ON readings(blob);

CREATE TABLE speakers (
    reading INTEGER NOT NULL REFERENCES readings(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    name TEXT NOT NULL, role TEXT NOT NULL, title TEXT NOT NULL, outlet TEXT NOT NULL, speaks_for TEXT NOT NULL,
    evidence_turn INTEGER, evidence_start INTEGER, evidence_stop INTEGER,
    turns INTEGER NOT NULL,
    PRIMARY KEY (reading, number)
) WITHOUT ROWID;

CREATE TABLE turns (
    id INTEGER PRIMARY KEY,
    reading INTEGER NOT NULL REFERENCES readings(id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    label TEXT NOT NULL,
    speaker INTEGER NOT NULL,
    text TEXT NOT NULL,
    answers INTEGER,
    relays INTEGER,
    UNIQUE (reading, place)
);

CREATE TABLE documents (          -- what was found in a source: a file, a member of an archive, a page
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source INTEGER NOT NULL REFERENCES sources(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    container TEXT NOT NULL DEFAULT '',
    display TEXT NOT NULL,
    state TEXT NOT NULL,          -- 'read', 'failed', 'skipped', 'archive', 'gone' (the page no longer exists) or 'removed' (the file vanished)
    size INTEGER, mtime INTEGER,
    blob TEXT REFERENCES blobs(hash),
    reading INTEGER REFERENCES readings(id),
    parser INTEGER NOT NULL DEFAULT 0, -- the version that last looked at it
    changed INTEGER NOT NULL,     -- greater means changed later
    reason TEXT NOT NULL DEFAULT '',
    fix TEXT NOT NULL DEFAULT '',
    UNIQUE (source, name)
);
CREATE INDEX documents_of_reading ON documents(reading);

CREATE TABLE pages (              -- what was fetched: a page is asked for only if it changed, and a visit that was cut off goes on
    url TEXT PRIMARY KEY,
    blob TEXT NOT NULL REFERENCES blobs(hash),
    content_type TEXT NOT NULL,
    etag TEXT NOT NULL,
    modified TEXT NOT NULL,
    fetched_at TEXT NOT NULL
);

CREATE TABLE corrections (        -- what a person put right: kept apart from the record, and laid over it when it is read
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    briefing TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    turn INTEGER,
    words TEXT NOT NULL,
    made_at TEXT NOT NULL
);

CREATE VIEW current AS            -- the reading in use of each briefing that is searched: that of its document that changed last
    SELECT readings.briefing, readings.id AS reading, readings.revision, readings.turns, documents.display, max(documents.changed) AS changed
    FROM documents JOIN readings ON readings.id = documents.reading WHERE documents.state <> 'removed' GROUP BY readings.briefing;
"""


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """A connection to the library at `path`, made when `write`. Raises LibraryError when there is none or it cannot be used."""
    if not write and not path.exists():
        raise LibraryError(f"there is no library in {path.parent}", "Run `python -m ingest refresh FOLDER` to make one.")
    try:
        if write:
            path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
    except (OSError, sqlite3.Error) as error:
        raise unusable(path, error) from error
    try:
        _prepare(connection, path, write)
    except sqlite3.Error as error:
        connection.close()
        raise unusable(path, error) from error
    except LibraryError:
        connection.close()
        raise
    return connection


def is_ours(connection: sqlite3.Connection) -> bool:
    """Whether a database has the tables of a library of this format and nothing else: no trigger or view that somebody else put there."""
    with closing(sqlite3.connect(":memory:")) as fresh:
        fresh.executescript(TABLES)
        return _shape(connection) == _shape(fresh)


def _shape(connection: sqlite3.Connection) -> set[tuple[str, str, str]]:
    found = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
    return {(kind, name, " ".join(re.sub(r"--.*", "", sql or "").split())) for kind, name, sql in found}


def unusable(path: Path, error: Exception) -> LibraryError:
    """The error that a person can act on, from what the system said. SQLite says "I/O error" of a full disk too, also when it only reads."""
    said = str(error)
    if any(words in said for words in ("disk is full", "No space left", "I/O error")):
        fix = "Free some disk space, or have the disk checked, and refresh again; nothing in the library was lost."
        return LibraryError(f"the disk of {path} is full or fails: {said}", fix)
    if "readonly" in said or "unable to open" in said or isinstance(error, PermissionError):
        fix = "Make the data folder writable (its disk may be full, too) and refresh again, or choose another with --data or BRIEFINGS_DATA."
        return LibraryError(f"{path} cannot be opened for writing: {said}", fix)
    return LibraryError(
        f"{path} cannot be read: {said}", "Restore it from an export or a backup, or move the data folder away and refresh your sources."
    )


def _prepare(connection: sqlite3.Connection, path: Path, write: bool) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    made_by = connection.execute("PRAGMA application_id").fetchone()[0]
    if made_by != APPLICATION and (found or made_by or connection.execute("SELECT 1 FROM sqlite_master").fetchone()):
        raise LibraryError(f"{path} is another program's database", "Move it away, or choose another data folder with --data or BRIEFINGS_DATA.")
    if found > FORMAT:
        raise LibraryError(f"{path} was written by a newer version (format {found}, this one reads {FORMAT})", "Update the software.")
    if write:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    if found == 0 and write:
        connection.executescript(f"BEGIN IMMEDIATE; {TABLES} PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {FORMAT}; COMMIT")
    elif found == 0:
        raise LibraryError(f"the library in {path.parent} is empty", "Run `python -m ingest refresh FOLDER`.")
    if not write:
        connection.execute("PRAGMA query_only = ON")
