"""A small index of real files, made by the real refresh, for tests that search."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.refresh import refresh
from rag.config import Settings
from rag.index.generation import Index
from rag.record.library import Library
from rag.search.retrieve import TurnRetriever


@contextmanager
def indexed(files: Path, data: Path) -> Iterator[TurnRetriever]:
    settings = Settings(data=data)
    refresh(settings, [str(files)])
    library = Library.open(data)
    index = Index.open(settings, library)
    try:
        yield TurnRetriever.over(settings, library, index)
    finally:
        index.close()
        library.close()
