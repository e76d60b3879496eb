"""Conversations and feedback, kept in `app.sqlite`; the only file that knows its SQL. What an exchange means is not known here."""

from __future__ import annotations

import json
import sqlite3
import threading
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rag.errors import LibraryError

KEEP_DELETED_S = 24 * 3600
"""How long a deleted conversation can be brought back, in seconds."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS conversations (id TEXT PRIMARY KEY, title TEXT NOT NULL, changed REAL NOT NULL, deleted REAL);
CREATE TABLE IF NOT EXISTS exchanges (
    conversation TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE, id TEXT NOT NULL, position INTEGER NOT NULL,
    question TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (conversation, id));
CREATE TABLE IF NOT EXISTS feedback (exchange TEXT PRIMARY KEY, verdict TEXT NOT NULL, question TEXT NOT NULL, given REAL NOT NULL);
CREATE TABLE IF NOT EXISTS seen (briefing TEXT PRIMARY KEY);
PRAGMA user_version = 1;
"""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A kept conversation; `changed` in seconds since 1970."""

    id: str
    title: str
    changed: float
    questions: int


class Conversations:
    """The store; safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, check_same_thread=False, timeout=10, isolation_level=None)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.execute("PRAGMA foreign_keys = ON")
            self._connection.executescript(SCHEMA)
        except (OSError, sqlite3.Error) as error:
            raise LibraryError(f"Conversations cannot be kept in {path}: {error}", "Make the data folder writable, or choose another.") from error
        self._rows("DELETE FROM conversations WHERE deleted < ?", time.time() - KEEP_DELETED_S)

    def put(self, conversation: str, exchange: str, question: str, record: str) -> None:
        """Keeps an exchange at the end of a conversation, which is made when it is new and named after its first question."""
        self._rows("INSERT OR IGNORE INTO conversations (id, title, changed) VALUES (?, ?, ?)", conversation, question[:200], time.time())
        self._rows("UPDATE conversations SET changed = ? WHERE id = ?", time.time(), conversation)
        self._rows(
            "INSERT OR REPLACE INTO exchanges (conversation, id, position, question, record)"
            " VALUES (?1, ?2, (SELECT coalesce(max(position), 0) + 1 FROM exchanges WHERE conversation = ?1), ?3, ?4)",
            conversation,
            exchange,
            question,
            record,
        )

    def drop(self, conversation: str, exchanges: Sequence[str]) -> None:
        """Takes exchanges out, as when the last question is edited."""
        for exchange in exchanges:
            self._rows("DELETE FROM exchanges WHERE conversation = ? AND id = ?", conversation, exchange)

    def records(self, conversation: str) -> list[str]:
        """What was kept of a conversation, in order; [] when there is none or it was deleted."""
        sql = "SELECT record FROM exchanges JOIN conversations AS c ON c.id = conversation WHERE c.id = ? AND deleted IS NULL ORDER BY position"
        return [record for (record,) in self._rows(sql, conversation)]

    def quoted(self) -> list[tuple[str, str, str, str, str, str, str]]:
        """(conversation, exchange, question, briefing, revision, label, quote) of everything that kept answers quote, the newest first."""
        place = ", ".join(f"json_extract(citation.value, '$.{key}')" for key in ("briefing", "revision", "label", "quote"))
        sql = (
            f"SELECT c.id, e.id, e.question, {place} FROM conversations AS c JOIN exchanges AS e ON e.conversation = c.id,"
            " json_each(e.record, '$.claims') AS claim, json_each(claim.value, '$.citations') AS citation"
            " WHERE deleted IS NULL ORDER BY changed DESC, position"
        )
        return self._rows(sql)

    def find(self, words: str = "") -> list[Conversation]:
        """Conversations, the newest first; with words, those whose title or questions or answers hold them all."""
        each = words.split()
        held = "EXISTS (SELECT 1 FROM exchanges WHERE conversation = c.id AND record LIKE ? ESCAPE '\\')"
        match = f" AND (title LIKE ? ESCAPE '\\' OR {held})" * len(each)
        patterns = [pattern for word in each for pattern in [f"%{_plain(word)}%"] * 2]
        asked = "(SELECT count(*) FROM exchanges WHERE conversation = c.id)"
        sql = f"SELECT id, title, changed, {asked} FROM conversations AS c WHERE deleted IS NULL{match} ORDER BY changed DESC"
        return [Conversation(*row) for row in self._rows(sql, *patterns)]

    def rename(self, conversation: str, title: str) -> None:
        """Gives it another name; an empty one changes nothing."""
        if title.strip():
            self._rows("UPDATE conversations SET title = ? WHERE id = ?", title.strip()[:200], conversation)

    def delete(self, conversation: str) -> None:
        """Takes it out of the list; `restore` brings it back within a day."""
        self._rows("UPDATE conversations SET deleted = ? WHERE id = ?", time.time(), conversation)

    def restore(self, conversation: str) -> None:
        """Undoes `delete`."""
        self._rows("UPDATE conversations SET deleted = NULL WHERE id = ?", conversation)

    def clear(self) -> None:
        """Deletes every conversation and all feedback for good."""
        self._rows("DELETE FROM conversations")
        self._rows("DELETE FROM feedback")
        self._rows("DELETE FROM seen")
        self._rows("VACUUM")

    def judge(self, exchange: str, question: str, verdict: str) -> None:
        """Keeps what a person thought of an answer; "" takes it back."""
        if not verdict:
            self._rows("DELETE FROM feedback WHERE exchange = ?", exchange)
            return
        self._rows(
            "INSERT OR REPLACE INTO feedback (exchange, verdict, question, given) VALUES (?, ?, ?, ?)", exchange, verdict, question, time.time()
        )

    def verdicts(self, exchanges: Sequence[str]) -> dict[str, str]:
        """What was thought of these answers, by exchange."""
        marks = ", ".join("?" * len(exchanges))
        return dict(self._rows(f"SELECT exchange, verdict FROM feedback WHERE exchange IN ({marks})", *exchanges))

    def unseen(self, briefings: Sequence[str]) -> frozenset[str]:
        """Those of these briefings that were never there before, which are then remembered; none at the very first visit."""
        seen = {briefing for (briefing,) in self._rows("SELECT briefing FROM seen")}
        self._rows("INSERT OR IGNORE INTO seen (briefing) SELECT value FROM json_each(?)", json.dumps(list(briefings)))
        return frozenset(briefings) - seen if seen else frozenset()

    def _rows(self, sql: str, *values: Any) -> list[Any]:
        try:
            with self._lock:
                return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise LibraryError(f"Conversations cannot be kept: {error}", "Make the data folder writable; see that the disk is not full.") from error


def new_id() -> str:
    """An id that cannot be guessed, for a conversation's address."""
    return uuid.uuid4().hex


def _plain(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
