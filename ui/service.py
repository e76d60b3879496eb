"""What the pages stand on, opened once for all sessions: settings, the library, an assistant for each generation of the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from rag import config
from ui.refreshing import Desk

if TYPE_CHECKING:
    from rag.answer import Assistant
    from rag.config import Settings
    from rag.library import Library, Summary


def settings() -> Settings:
    """The settings; raises ConfigError."""
    return config.load()


def library() -> Library | None:
    """The library, None while nothing was ever added."""
    from rag.errors import LibraryError

    try:
        return _library(settings())
    except LibraryError:
        if (settings().data / "library.sqlite").exists():
            raise
        return None


def summaries() -> tuple[Summary, ...]:
    """What is in the library, in the library's order."""
    found = library()
    return found.briefings() if found else ()


def assistant() -> Assistant:
    """Who answers, from the newest generation of the index; raises BriefingsError."""
    found = library()
    return _assistant(settings(), (found.generation or "") if found else "")


@st.cache_resource(show_spinner=False)
def desk() -> Desk:
    """Where a refresh is started and followed, the same for all sessions."""
    return Desk()


@st.cache_resource(show_spinner=False)
def _library(settings: Settings) -> Library:
    from rag.library import Library

    return Library.open(settings.data)


@st.cache_resource(show_spinner=False, max_entries=2)
def _assistant(settings: Settings, generation: str) -> Assistant:
    from rag.answer import Assistant

    return Assistant.open(settings)
