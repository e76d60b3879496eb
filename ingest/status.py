"""What a data folder holds, as `ingest status` tells it."""

from __future__ import annotations

from typing import Any

from rag.config import Settings
from rag.errors import IndexUnusable
from rag.index import folders
from rag.index.generation import Manifest
from rag.record.library import Library


def status(settings: Settings) -> dict[str, Any]:
    """Sources, counts and days of the library, and the index in use. Raises LibraryError when there is no library."""
    with Library.open(settings.data) as library:
        briefings = library.briefings()
        days = sorted(day.isoformat() for summary in briefings for day in (summary.held_on or summary.published_on,) if day)
        return {
            "sources": library.sources(),
            "briefings": len(briefings),
            "turns": sum(summary.turns for summary in briefings),
            "first": days[0] if days else None,
            "last": days[-1] if days else None,
            "generation": library.generation,
            "embedding": _embedding(settings, library.generation),
            "bytes": folders.size(settings.data),
        }


def _embedding(settings: Settings, generation: str | None) -> str:
    """The embedding that made the index, or the one that will."""
    try:
        return Manifest.read(settings.data / "index" / str(generation)).embedding
    except IndexUnusable:
        return settings.embedding
