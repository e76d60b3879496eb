"""A refresh: the sources are read, the library and the index brought up to date, whole or not at all. How files look inside is not known here."""

from __future__ import annotations

import logging
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ingest.lock import writing
from ingest.pool import Job, parse_all
from ingest.result import PLAIN, New, Options, Progress, Report, Result, silent
from ingest.sources import files
from ingest.sources.listed import UPLOAD, WEB, Listing, address_of, list_files
from ingest.sources.visit import Holders, Tag, Visit
from rag.config import PROJECT, Settings
from rag.errors import BriefingsError, LibraryError, NotFound
from rag.index import folders
from rag.index.build import Builder
from rag.record.corrections import make_corrections
from rag.record.ledger import Ledger, Source
from rag.record.library import FILE as LIBRARY
from rag.record.library import Entry
from rag.types import Briefing

if TYPE_CHECKING:
    from ingest.sources.fetch import Fetcher

SAMPLES = PROJECT / "samples"
AT_HAND = PROJECT / "transcripts"

MOST_NEW = 20
"""New briefings that are told one by one."""

AT_ONCE = 50
"""Readings kept in one transaction; waiting for the disk after each would take most of the time."""

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Run:
    """One refresh under way."""

    settings: Settings
    ledger: Ledger
    options: Options
    report: Report
    visits: list[tuple[Visit, Listing]] = field(default_factory=list)
    failed: list[dict[str, str]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    _fetcher: Fetcher | None = None

    def fetcher(self) -> Fetcher:
        """Who fetches pages; made when the first is wanted."""
        from ingest.sources.fetch import Fetcher

        self._fetcher = self._fetcher or Fetcher(self.settings)
        return self._fetcher


def refresh(settings: Settings, sources: Sequence[str] = (), options: Options = PLAIN, report: Report = silent) -> Result:
    """Bring the library and the index up to date with `sources`, which are remembered, or with every remembered source.

    What is wrong with a source or a file is in the result. Raises Locked, LibraryError, ConfigError.
    """
    began = time.monotonic()
    with _aside_if_dry_and_new(settings, options) as place, _run(place, options, report) as run:
        before = run.ledger.wanted()
        with _undone_if_dry(run):
            report(Progress("list"))
            _list(run, _to_visit(run, sources))
            if not (run.visits or run.failed):
                run.notices.append("No source is remembered: name files, folders or addresses, and they will be followed.")
            _read(run)
            with run.ledger.transaction():
                _record(run)
                _bring_up(run)
            report(Progress("named"))
            return _result(run, before, began)


def forget(settings: Settings, address: str, options: Options = PLAIN, report: Report = silent) -> int:
    """Forget a source, with the bytes and revisions that no other source holds; gives the number of briefings that left. Raises NotFound."""
    with _run(settings, options, report) as run:
        before = run.ledger.wanted()
        with run.ledger.transaction():
            run.ledger.forget(_remembered(run.ledger, address))
            _bring_up(run)
        return len(before) - len(run.ledger.wanted())


def rebuild(settings: Settings, options: Options = PLAIN, report: Report = silent) -> str:
    """Make the index anew from the library alone; gives the new generation's name."""
    with _run(settings, options, report) as run, run.ledger.transaction():
        _bring_up(run, anew=True)
        return str(run.ledger.generation)


def correct(settings: Settings, briefing: str, values: Mapping[str, str], turn: int | None = None, options: Options = PLAIN) -> Briefing:
    """Keep a person's word on a briefing, or on who speaks in one turn of it, beside the record; without values take the last one back.

    Gives the briefing as it is then. Raises NotFound, or QueryError for a value that cannot be.
    """
    with _run(settings, options, silent) as run, run.ledger.transaction():
        ledger, id = run.ledger, run.ledger.find(briefing)
        if values:
            ledger.correct(id, make_corrections(ledger.briefing(id), values, turn))
        elif not ledger.undo_correction(id, turn):
            raise NotFound(f"nothing of that was corrected in {briefing}", "Name the turn whose correction is to be taken back.")
        _bring_up(run)
        return ledger.briefing(id)


def start(settings: Settings, sources: Sequence[str] = (), *, uploads: Path | None = None) -> subprocess.Popen[str]:
    """A refresh in a process of its own. Its standard output has one JSON object a line: progress
    ({"step", "done", "of", "doing"}), and last the summary of `ingest refresh --json`, or {"error", "fix"}.
    """
    command = [sys.executable, "-m", "ingest", "refresh", "--data", str(settings.data), "--progress-json", "--wait"]
    command += ["--uploads", str(uploads)] if uploads else []
    return subprocess.Popen([*command, "--", *sources], cwd=PROJECT, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, encoding="utf-8")


@contextmanager
def _run(settings: Settings, options: Options, report: Report) -> Iterator[Run]:
    """The one writer at work; afterwards, however it ended, no generation stays that nobody uses."""
    with writing(settings.data, wait=options.wait), Ledger.open(settings.data, write=True) as ledger:
        run = Run(settings, ledger, options, report)
        try:
            try:
                yield run
                if not options.dry_run:  # after the naming, which readers see the sooner for it
                    with ledger.transaction():
                        ledger.sweep()
            finally:
                report(Progress("clean"))
                folders.delete_unused(settings.data, ledger.generation)
        except OSError as error:
            raise LibraryError(
                f"the data folder cannot be written: {error}", "Free some disk space, or check its permissions, and refresh again."
            ) from error


@contextmanager
def _aside_if_dry_and_new(settings: Settings, options: Options) -> Iterator[Settings]:
    """A dry run that finds no library works in a folder of its own, so that none is left behind."""
    if not options.dry_run or (settings.data / LIBRARY).exists():
        yield settings
        return
    with TemporaryDirectory(prefix="briefings-") as folder:
        yield replace(settings, data=Path(folder))


@contextmanager
def _undone_if_dry(run: Run) -> Iterator[None]:
    """A dry run is one transaction, and what it would have done is taken back."""
    if not run.options.dry_run:
        yield
        return

    class Undo(Exception):
        pass

    try:
        with run.ledger.transaction():
            yield
            raise Undo
    except Undo:
        pass


def _to_visit(run: Run, sources: Sequence[str]) -> list[Source]:
    """The sources to visit, remembering those that are new. What cannot be one is counted as failed."""
    visited: list[Source] = []
    for source in sources:
        try:
            visited.append(_remember(run.ledger, source))
        except BriefingsError as error:
            run.failed.append({"source": source, "reason": str(error), "fix": error.fix})
    if run.options.at_hand:
        for folder in _at_hand(run.ledger):
            _remember(run.ledger, str(folder))
    for found in _uploaded(run).files:
        visited.append(run.ledger.remember(UPLOAD + found.display, "upload"))
    everything = run.options.at_hand or not (sources or run.options.uploads)
    return run.ledger.followed() if everything else visited


def _remember(ledger: Ledger, source: str) -> Source:
    try:
        return _remembered(ledger, source)
    except NotFound:
        address, kind = address_of(source)
        return ledger.remember(address, kind, sample=address == str(SAMPLES))


def _remembered(ledger: Ledger, source: str) -> Source:
    """A remembered source by its address, or by a path that means it. Raises NotFound."""
    spellings = {source, str(Path(source).absolute())}
    for known in ledger.followed():
        if known.address in spellings:
            return known
    raise NotFound(f"{source} is no remembered source", "See `python -m ingest status` for the sources; give the address as it stands there.")


def _at_hand(ledger: Ledger) -> list[Path]:
    """The folder for transcripts when something lies in it, and the samples while the library holds nothing else."""
    folders = [AT_HAND] if AT_HAND.is_dir() and list_files(str(AT_HAND), "folder").files else []
    return folders if _holds_real_ones(ledger) else [*folders, SAMPLES]


def _holds_real_ones(ledger: Ledger) -> bool:
    return any(ledger.holds_any(source) for source in ledger.followed() if not source.sample)


def _uploaded(run: Run) -> Listing:
    return list_files(str(run.options.uploads), "folder") if run.options.uploads else Listing(())


def _list(run: Run, sources: Sequence[Source]) -> None:
    uploads, holders = _uploaded(run), Holders(run.ledger.holders())
    for source in sources:
        visit = Visit.of(run.ledger, source, holders, full=run.options.full)
        listing = Listing(()) if source.kind in WEB else files.look(visit, uploads, prune=run.options.prune)
        run.visits.append((visit, listing))


def _jobs(run: Run) -> Iterator[Job[Tag]]:
    """What must be parsed of all sources, found as it is drawn."""
    for visit, listing in run.visits:
        if visit.source.kind in WEB:
            from ingest.sources import web

            yield from web.jobs(visit, run.fetcher())
        else:
            yield from files.jobs(visit, listing)


def _read(run: Run) -> None:
    """Parse what must be parsed, and keep it; a refresh that is killed finds it again."""
    results = parse_all(_jobs(run))
    while chunk := list(islice(results, AT_ONCE)):
        with run.ledger.transaction():
            for job, result in chunk:
                job.tag.visit.take(job, result)
                run.report(_how_far(run, job.source))
    run.report(_how_far(run))


def _how_far(run: Run, doing: str = "") -> Progress:
    totals = [visit.total for visit, _ in run.visits]
    return Progress("read", sum(visit.done for visit, _ in run.visits), sum(total or 0 for total in totals) if None not in totals else 0, doing)


def _record(run: Run) -> None:
    run.report(Progress("record"))
    for visit, _ in run.visits:
        visit.judge()
        for document, touched in visit.put:
            run.ledger.put_document(visit.source, document, touched=touched)
        for name in visit.vanished():
            run.ledger.remove_document(visit.source, name)
        failure = visit.failure
        run.notices += visit.notices
        run.ledger.visited(visit.source, failure.reason if failure else "", failure.fix if failure else "")
    if _holds_real_ones(run.ledger):
        for source in run.ledger.followed():
            if source.sample:
                run.ledger.forget(source)
                run.notices.append("The fictional samples were taken out of the index: it holds transcripts of your own now.")


def _bring_up(run: Run, *, anew: bool = False) -> None:
    """Build the generation that the library now wants, if the one in use is another, and name it."""
    ledger, told = run.ledger, run.report
    builder = Builder(run.settings, ledger, lambda step, done, of: told(Progress(step, done, of)))
    if run.options.dry_run or not (anew or builder.needed()):
        return
    generation = builder.build(anew=anew)
    run.notices += builder.notices
    told(Progress("name"))
    ledger.name_generation(generation)


def _result(run: Run, before: dict[str, Entry], began: float) -> Result:
    after, visits = run.ledger.wanted(), [visit for visit, _ in run.visits]
    both = before.keys() & after.keys()
    stamps = {id: after[id].stamp for id in both}
    reread = {id for id in both if any(stamps[id] in visit.reread for visit in visits)}
    kept = {id for id in both - reread if stamps[id] == before[id].stamp and any(stamps[id] in visit.seen for visit in visits)}
    failed = [*run.failed, *({"source": t.name, "reason": t.reason, "fix": t.fix} for visit in visits for t in visit.troubles())]
    added = tuple(sorted(after.keys() - before.keys()))
    return Result(
        added=added,
        changed=tuple(sorted(id for id in both - reread if stamps[id] != before[id].stamp)),
        reparsed=len(reread),
        removed=len(before.keys() - after.keys()),
        unchanged=len(kept),
        skipped=sum(visit.skipped for visit in visits),
        failed=tuple(failed),
        briefings=len(after),
        turns=sum(entry.turns for entry in after.values()),
        generation=run.ledger.generation,
        embedding=run.settings.embedding,
        seconds=round(time.monotonic() - began, 3),
        notices=tuple(run.notices),
        new=tuple(_introduce(run.ledger.entry(after[id])) for id in added[:MOST_NEW]),
    )


def _introduce(briefing: Briefing) -> New:
    speakers = {turn.speaker.name for turn in briefing.turns if turn.speaker.role == "official" and turn.speaker.name}
    topics = dict.fromkeys(topic.name for topic in briefing.topics)
    return New(briefing.id, briefing.name, briefing.when, tuple(sorted(speakers)), tuple(topics))
