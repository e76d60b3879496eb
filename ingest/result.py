"""What a refresh is asked, what it tells on its way, and what it gives in the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

STEPS = ("list", "read", "record", "copy", "remove", "add", "words", "verify", "settle", "name", "named", "clean")
"""In the order in which they come. Whoever is told of a step may end the refresh there: the generation in use goes on serving."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a refresh is: `done` of `of` documents or turns; `of` is 0 while nobody knows how many, 0 of 0 where there is nothing to count."""

    step: str
    done: int = 0
    of: int = 0
    doing: str = ""


Report = Callable[[Progress], None]


def silent(progress: Progress) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class Options:
    """`full`: parse everything again; `prune`: a source that lost everything takes its briefings out; `dry_run`: change nothing.

    `wait`: for another writer; `at_hand`: visit the folder for transcripts, or the samples; `uploads`: a folder whose files become sources.
    """

    full: bool = False
    prune: bool = False
    dry_run: bool = False
    wait: bool = False
    at_hand: bool = False
    uploads: Path | None = None


PLAIN = Options()


@dataclass(frozen=True, slots=True)
class New:
    """A briefing that came: its id, what it is called, the officials who speak in it, and what its page says that it is about."""

    briefing: str
    name: str
    when: str
    speakers: tuple[str, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What a refresh did. `added` and `changed` are ids; the rest are counts of briefings, `skipped` of files. `new`: the first of those added."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    reparsed: int
    removed: int
    unchanged: int
    skipped: int
    failed: tuple[dict[str, str], ...]
    briefings: int
    turns: int
    generation: str | None
    embedding: str
    seconds: float
    notices: tuple[str, ...] = ()
    new: tuple[New, ...] = ()
