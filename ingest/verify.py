"""`ingest verify`: everything is read again. Bytes hash to their names, readings to their revisions, and every row of the index resolves."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from ingest.parse import revision_of
from rag.config import Settings
from rag.errors import BriefingsError, IndexUnusable
from rag.index.generation import Index, check
from rag.index.lexical import passages, stem
from rag.record.library import Entry, Library
from rag.text import tokens

QUOTE_WORDS = 6
"""Words of the quotation that is looked up, from the middle passage of each briefing's longest turn."""

REFRESH = "Run `python -m ingest refresh`."
RESTORE = "Restore library.sqlite from an export or a backup; `python -m ingest refresh --full` reads again what its sources still hold."


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and what to do about it."""

    what: str
    fix: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How much was looked at, and what is wrong with it."""

    briefings: int
    turns: int
    records: int
    problems: tuple[Problem, ...]


def verify(settings: Settings) -> Verdict:
    """Look at the whole library and the index in use; a refresh may run meanwhile. Raises LibraryError when there is no library."""
    with Library.open(settings.data) as library:
        problems = verify_library(library)
        records, found = _look_at_index(settings, library)
        wanted = library.wanted()
        return Verdict(len(wanted), sum(entry.turns for entry in wanted.values()), records, (*problems, *found))


def verify_library(library: Library) -> list[Problem]:
    """What is wrong with the library, its index aside."""
    return [*_look_at_database(library), *_look_at_bytes(library), *_look_at_readings(library)]


def _look_at_database(library: Library) -> Iterator[Problem]:
    for (said,) in library.rows("PRAGMA integrity_check(10)"):
        if said != "ok":
            yield Problem(f"library.sqlite is damaged: {said}", RESTORE)
    for table, *_ in library.rows("PRAGMA foreign_key_check"):
        yield Problem(f"a row of {table} refers to nothing", RESTORE)


def _look_at_bytes(library: Library) -> Iterator[Problem]:
    for (name,) in library.rows("SELECT hash FROM blobs"):
        try:
            sound = hashlib.sha256(library.bytes(name)).hexdigest() == name
        except zlib.error:
            sound = False
        if not sound:
            yield Problem(f"the stored bytes {name[:12]} are not what was stored", RESTORE)


def _look_at_readings(library: Library) -> Iterator[Problem]:
    for number, id, revision, turns, source in library.rows("SELECT id, briefing, revision, turns, source FROM readings"):
        briefing = library.entry(Entry(revision, number, turns, source))
        if len(briefing.turns) != turns or revision_of(briefing.title, briefing.turns) != revision:
            yield Problem(f"revision {revision} of {id} ({source}) is not the text that was read", RESTORE)


def _look_at_index(settings: Settings, library: Library) -> tuple[int, list[Problem]]:
    """Records of the index, and its problems."""
    if library.generation is None:
        return 0, [Problem("there are briefings, but no index", REFRESH)] if library.wanted() else []
    try:
        with closing(Index.open(settings, library)) as index:
            problems = [Problem(what, "Run `python -m ingest rebuild`.") for what in check(index.engines, index.manifest, library)]
            if index.current() and index.manifest.briefings != library.wanted():
                problems.append(Problem("the index does not hold what the library has", REFRESH))
            return index.vectors.count(), problems or list(_look_for_quotes(index, library))
    except IndexUnusable as error:
        return 0, [_problem(error)]


def _look_for_quotes(index: Index, library: Library) -> Iterator[Problem]:
    """Words from each briefing's longest turn must be found where they stand."""
    for id, entry in index.manifest.briefings.items():
        briefing = library.entry(entry)
        longest = max(briefing.turns, key=lambda turn: len(turn.text))
        parts = passages(longest.text)
        start, stop = parts[len(parts) // 2]
        quote = [stem(word) for word in tokens(longest.text[start:stop])[:QUOTE_WORDS]]
        if quote and all(quote) and longest.index not in index.words.find_phrase(quote, entry.turns, [id]).turn:
            yield Problem(f"words of turn {longest.index} of {id} ({entry.source}) are not found", "Run `python -m ingest rebuild`.")


def _problem(error: BriefingsError) -> Problem:
    return Problem(str(error), error.fix)
