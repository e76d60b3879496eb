"""The progress of a refresh on standard error: a bar on a terminal, plain lines in a log; or JSON lines on standard output for a program."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ingest.result import Progress

Report = Callable[[Progress], None]

WORDS = {
    "list": "looking at the sources",
    "read": "reading",
    "record": "recording",
    "copy": "preparing the index",
    "remove": "taking out what is gone",
    "add": "indexing turns",
    "words": "indexing words",
    "verify": "verifying the index",
    "settle": "writing to disk",
    "name": "putting the index into use",
}

A_LINE_EVERY_S = 5.0


@contextmanager
def shown(as_json: bool) -> Iterator[Report]:
    """A report that shows progress until the end of the block."""
    if as_json:
        yield _print_json
    elif sys.stderr.isatty():
        with _bar() as report:
            yield report
    else:
        yield _lines()


def _print_json(progress: Progress) -> None:
    shape = {"step": progress.step, "done": progress.done, "of": progress.of, "doing": progress.doing or WORDS.get(progress.step, "")}
    sys.stdout.write(json.dumps(shape, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _lines() -> Report:
    """A line when a step begins, and one every few seconds while it lasts."""
    last, said = "", 0.0

    def report(progress: Progress) -> None:
        nonlocal last, said
        words, now = WORDS.get(progress.step), time.monotonic()
        if words and (progress.step != last or now - said >= A_LINE_EVERY_S):
            last, said = progress.step, now
            sys.stderr.write(f"{words}: {_count(progress)}\n" if _count(progress) else f"{words}\n")

    return report


def _count(progress: Progress) -> str:
    """How far a step is, "" where there is nothing to count."""
    return f"{progress.done} of {progress.of}" if progress.of else str(progress.done or "")


@contextmanager
def _bar() -> Iterator[Report]:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description:26}"), BarColumn(), TextColumn("{task.fields[count]}"), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, count="")

        def report(progress: Progress) -> None:
            if progress.step in WORDS:
                total = progress.of or None  # unknown: the bar only shows that something is done
                bar.update(task, description=WORDS[progress.step], completed=progress.done, total=total, count=_count(progress))

        yield report
