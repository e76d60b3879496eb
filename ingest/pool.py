"""Parsing in several processes, where that pays: bytes go out, briefings come back in order. Files and libraries are not known here."""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from ingest.parse import parse
from rag.errors import BriefingsError, UnknownFormat
from rag.index.processes import workers
from rag.types import Briefing

T = TypeVar("T")

WORTH_A_POOL = 24
"""Fewer documents are read sooner by this process alone: starting another takes half a second."""

AHEAD = 8
"""Documents in the hands of each process; more would only hold memory."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job(Generic[T]):
    """Bytes to parse, their file name, the display name, what the caller wants back with the result, and the address they came from."""

    data: bytes
    name: str
    source: str
    tag: T
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no briefing; `skipped` when nobody reads its type."""

    reason: str
    fix: str
    skipped: bool = False


def parse_all(jobs: Iterable[Job[T]]) -> Iterator[tuple[Job[T], Briefing | Failure]]:
    """Every job with its result, in the order of the jobs, which are drawn as they are needed."""
    jobs = iter(jobs)
    first = list(islice(jobs, WORTH_A_POOL))
    if len(first) < WORTH_A_POOL or (os.cpu_count() or 1) == 1:
        for job in first:
            yield job, read_one(job.data, job.name, job.source, job.url)
        for job in jobs:
            yield job, read_one(job.data, job.name, job.source, job.url)
        return
    yield from _in_processes(first, jobs)


def read_one(data: bytes, name: str, source: str, url: str | None = None) -> Briefing | Failure:
    """Parse one document; what goes wrong with it must not stop the others."""
    try:
        return parse(data, name, source=source, url=url)
    except BriefingsError as error:
        return Failure(str(error), error.fix, isinstance(error, UnknownFormat))
    except Exception as error:  # a fault of the parser: named, logged with its place, and the rest goes on
        logger.exception("parsing %s", source)
        return Failure(f"the parser failed: {type(error).__name__}: {error}", "Please report it, with the file.")


def _in_processes(first: list[Job[T]], rest: Iterator[Job[T]]) -> Iterator[tuple[Job[T], Briefing | Failure]]:
    count = os.cpu_count() or 1
    waiting: deque[tuple[Job[T], Future[Briefing | Failure]]] = deque()
    with workers(count) as pool:
        for job in _chain(first, rest):
            waiting.append((job, pool.submit(read_one, job.data, job.name, job.source, job.url)))
            while len(waiting) >= AHEAD * count:
                job, result = waiting.popleft()
                yield job, result.result()
        for job, result in waiting:
            yield job, result.result()


def _chain(first: list[Job[T]], rest: Iterator[Job[T]]) -> Iterator[Job[T]]:
    yield from first
    yield from rest
