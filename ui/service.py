"""What the pages stand on, opened once for all sessions: settings, the library, who answers, where a refresh is followed."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any, TypeVar

from rag import config
from ui import suggest, welcome
from ui.conversations import Conversations
from ui.refreshing import Desk
from ui.view import sort_day

if TYPE_CHECKING:
    from rag.answer import Assistant
    from rag.config import Settings
    from rag.record.library import Library, Summary

Made = TypeVar("Made")

WARMING = "What was said about trade?"
"""Asked at the start, so that what the first answer loads is there when a person asks."""


def once(make: Callable[..., Made]) -> Callable[..., Made]:
    """Makes a thing once for the same arguments, whichever session asks first. (Streamlit's own caches cost a millisecond a call.)"""
    lock, made = threading.Lock(), lru_cache(maxsize=2)(make)

    @wraps(make)
    def get(*arguments: Any) -> Made:
        with lock:
            return made(*arguments)

    return get


def settings() -> Settings:
    """The settings; raises ConfigError."""
    return config.load()


def library() -> Library | None:
    """The library, None while nothing was ever added."""
    found = settings()
    return _library(found) if (found.data / "library.sqlite").exists() else None


def summaries() -> tuple[Summary, ...]:
    """What is in the library, in the library's order."""
    found = library()
    return found.briefings() if found else ()


def facts() -> str:
    """How much there is, counted once for each state of the library."""
    found = library()
    return _facts(found, found.generation) if found else ""


@once
def _facts(library: Library, generation: str | None) -> str:
    return welcome.facts(library.briefings())


def assistant() -> Assistant:
    """Who answers, from the newest generation of the index; raises BriefingsError."""
    found = library()
    return _shelf().take(settings(), (found.generation or "") if found else "")


def examples() -> list[str]:
    """Questions to begin with, made from the newest briefings."""
    found = library()
    return _examples(found, tuple((each.id, sort_day(each)) for each in found.briefings())) if found else []


@once
def _examples(library: Library, days: tuple[tuple[str, str], ...]) -> list[str]:
    return suggest.examples(library.briefing(id) for id in suggest.newest(days))


def warm_up() -> None:
    """Opens the assistant in the background, so that the first question need not wait for it; what fails then is told when one is asked."""
    found = library()
    if found and found.generation:
        _shelf().warm(settings(), found.generation)


def lay_to_rest() -> None:
    """Keeps the garbage collector from looking at what is open for good: Streamlit runs it after every drawing of a page, over everything."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


class Shelf:
    """The assistant of the newest generation. Whoever holds an older one keeps it until its answer is whole."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._key: tuple[Settings, str] | None = None
        self._assistant: Assistant | None = None
        self._warmed = False

    def take(self, settings: Settings, generation: str) -> Assistant:
        """Opens it when it is not yet open; raises BriefingsError."""
        from rag.answer import Assistant

        with self._lock:
            if self._assistant is None or self._key != (settings, generation):
                self._assistant = None
                self._assistant, self._key = Assistant.open(settings), (settings, generation)
                lay_to_rest()
            return self._assistant

    def warm(self, settings: Settings, generation: str) -> None:
        """Opens it in a thread, once."""
        if not self._warmed:
            self._warmed = True
            threading.Thread(target=self._try, args=(settings, generation), name="warm-up", daemon=True).start()

    def _try(self, settings: Settings, generation: str) -> None:
        from rag.errors import BriefingsError

        try:
            self.take(settings, generation).ask(WARMING)
            lay_to_rest()
        except BriefingsError:
            self._warmed = False


@once
def _shelf() -> Shelf:
    return Shelf()


@once
def desk() -> Desk:
    """Where a refresh is started and followed, the same for all sessions."""
    return Desk()


def conversations() -> Conversations:
    """Where conversations are kept; raises LibraryError."""
    return _conversations(settings())


@once
def _conversations(settings: Settings) -> Conversations:
    return Conversations(settings.data / "app.sqlite")


@once
def _library(settings: Settings) -> Library:
    from rag.record.library import Library

    return Library.open(settings.data)
