"""A refresh started from the page: it runs in its own process; what it tells is kept for every session. Calls nothing of Streamlit."""

from __future__ import annotations

import json
import logging
import shutil
import tempfile
import threading
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from rag.config import Settings
from rag.errors import BriefingsError
from ui.state import Problem

log = logging.getLogger(__name__)

STEPS = {"list": "Looking at the sources", "read": "Reading", "add": "Indexing", "verify": "Checking the new index"}


class Refreshing:
    """One refresh. `done` of `of` are documents or turns, 0 of 0 where there is nothing to count; one of `result` and `problem` comes last."""

    def __init__(self, settings: Settings, sources: Sequence[str] = (), uploads: Path | None = None) -> None:
        from ingest import refresh

        self.done, self.of, self.step = 0, 0, STEPS["list"]
        self.result: dict[str, Any] | None = None
        self.problem: Problem | None = None
        self._uploads = uploads
        self._process = refresh.start(settings, sources, uploads=uploads)
        threading.Thread(target=self._follow, name="refresh", daemon=True).start()

    @property
    def running(self) -> bool:
        return self.result is None and self.problem is None

    @property
    def doing(self) -> str:
        """The step, and how much of it is done where that can be counted."""
        return f"{self.step} {self.done:,} of {self.of:,}" if self.of else f"{self.step} {self.done:,}" if self.done else self.step

    @property
    def told(self) -> str:
        """What came of it, in a line or two; "" while it runs."""
        if self.problem:
            return f"{self.problem.message}\n{self.problem.fix}"
        return "\n".join([summary(self.result), *self.result.get("notices", ())]) if self.result else ""

    @property
    def failed(self) -> list[dict[str, str]]:
        """What could not be read, each with its reason and what to do."""
        found: list[dict[str, str]] = (self.result or {}).get("failed", [])
        return found

    def cancel(self) -> None:
        """Ends it; what was in use before goes on serving."""
        self._process.terminate()

    def _follow(self) -> None:
        lines = self._process.stdout or ()
        for line in lines:
            self._hear(line)
        code = self._process.wait()
        if self._uploads:
            shutil.rmtree(self._uploads, ignore_errors=True)
        if self.running:
            stopped = code < 0
            self.problem = Problem(
                "The refresh was stopped." if stopped else "The refresh ended without saying why.",
                "Nothing was lost; start it again." if stopped else "Look at the last lines of the server's log, then start it again.",
            )

    def _hear(self, line: str) -> None:
        try:
            told = json.loads(line)
        except ValueError:
            log.warning("a refresh said %r", line)
            return
        if "error" in told:
            self.problem = Problem(told["error"], told.get("fix", ""))
        elif "added" in told:
            self.result = told
        else:
            self.done, self.of = told.get("done", 0), told.get("of", 0)
            self.step = STEPS.get(told.get("step", ""), self.step)


class Desk:
    """Where the one refresh of a library lies; a second one waits until it has ended."""

    def __init__(self) -> None:
        self.current: Refreshing | None = None
        self._lock = threading.Lock()

    @property
    def running(self) -> bool:
        return bool(self.current and self.current.running)

    def start(self, settings: Settings, sources: Sequence[str] = (), uploads: Path | None = None) -> None:
        """Starts a refresh unless one is running."""
        with self._lock:
            if not self.running:
                self.current = Refreshing(settings, sources, uploads)

    def clear(self) -> None:
        """Forgets what the last one told."""
        with self._lock:
            if self.current and not self.current.running:
                self.current = None


def lay_down(files: Iterable[tuple[str, bytes]]) -> Path:
    """Puts uploaded files into a new folder under their own names (without any path), two of one name apart; whoever reads it deletes it."""
    folder = Path(tempfile.mkdtemp(prefix="briefings-"))
    for name, data in files:
        plain = Path(name.replace("\\", "/")).name.strip(". \0")[-200:] or "upload"
        path, number = folder / plain, 1
        while path.exists():
            number += 1
            path = folder / f"{Path(plain).stem} ({number}){Path(plain).suffix}"
        path.write_bytes(data)
    return folder


def forget(settings: Settings, source: str) -> Problem | None:
    """Drops a source with its briefings; what went wrong, None when it is done."""
    from ingest import refresh

    try:
        refresh.forget(settings, source)
    except BriefingsError as error:
        return Problem(str(error), error.fix)
    return None


def correct(settings: Settings, briefing: str, values: Mapping[str, str], turn: int | None) -> Problem | None:
    """Keeps a correction, or without values takes the last one back; what went wrong, None when it is done."""
    from ingest import refresh

    try:
        refresh.correct(settings, briefing, values, turn)
    except BriefingsError as error:
        return Problem(str(error), error.fix)
    return None


def summary(result: dict[str, Any]) -> str:
    """What a refresh did, in one line."""
    words = [f"{result.get(key, 0):,} {key}" for key in ("added", "changed", "reparsed", "removed", "unchanged", "skipped") if result.get(key)]
    failed = len(result.get("failed", ()))
    return ", ".join([*words, *([f"{failed:,} failed"] if failed else [])]) or "Nothing to do"
