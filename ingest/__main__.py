"""The commands that write the library. They print for people, or one JSON document with --json; all else goes to standard error."""

from __future__ import annotations

import argparse
import json
import logging
import sys
from dataclasses import asdict
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from ingest.progress import shown
from rag import config, shapes
from rag.config import Settings
from rag.errors import BriefingsError

DONE, FAILED, WRONG_USE, SOME_FAILED = range(4)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    given = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):  # whatever the locale says: names may hold any letter, or bytes that are none
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    try:
        return int(given.run(given))
    except BriefingsError as error:
        if getattr(given, "progress_json", False):
            print(json.dumps({"error": str(error), "fix": error.fix}), flush=True)
        print(f"{error}. {error.fix}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("Stopped. What was in use still is; the next refresh uses what this one read.", file=sys.stderr)
        return FAILED


def _refresh(given: argparse.Namespace) -> int:
    from ingest.refresh import refresh
    from ingest.result import Options

    options = Options(given.full, given.prune, given.dry_run, given.wait, given.at_hand, given.uploads)
    with shown(given.progress_json) as report:
        result = refresh(_settings(given), given.sources, options, report)
    for notice in result.notices:
        print(notice, file=sys.stderr)
    shape = {**asdict(result), "added": len(result.added), "changed": len(result.changed)}
    if given.json or given.progress_json:
        print(json.dumps(shape, ensure_ascii=False))
    else:
        _tell(shape, "This is what a refresh would do:" if given.dry_run else "")
    return SOME_FAILED if result.failed and not given.at_hand else DONE  # `make run` opens the app all the same


def _tell(result: dict[str, Any], title: str) -> None:
    if title:
        print(title)
    counts = ", ".join(f"{result[key]} {key}" for key in ("added", "changed", "reparsed", "removed", "unchanged", "skipped") if result[key])
    print(f"{counts or 'nothing to do'}; {result['briefings']} briefings with {result['turns']:,} turns, {result['seconds']:.1f} s")
    for new in result["new"]:
        about = "; ".join(", ".join(words) for words in (new["speakers"], new["topics"]) if words)
        print(f"new: {new['name']} ({new['when']}){f': {about}' if about else ''}")
    if result["added"] > len(result["new"]):
        print(f"... and {result['added'] - len(result['new'])} more")
    for failure in result["failed"]:
        print(f"failed: {failure['source']}: {failure['reason']}. {failure['fix']}")


def _parse(given: argparse.Namespace) -> int:
    from ingest.parse import parse
    from rag.errors import InputError

    parsed: list[Any] = []
    for path in map(Path, given.files):
        try:
            parsed.append(parse(path.read_bytes(), path.name))
        except OSError as error:
            raise InputError(f"{path} cannot be read: {error.strerror}", "Check the path and its permissions.") from error
        except InputError as error:
            raise InputError(f"{path}: {error}", error.fix) from error
    if given.json:
        listed = [shapes.briefing(briefing) for briefing in parsed]
        print(json.dumps(listed[0] if len(listed) == 1 else listed, ensure_ascii=False))
        return DONE
    for briefing in parsed:
        print(f"{briefing.name} ({briefing.when}): {len(briefing.turns)} turns")
        for turn in briefing.turns:
            print(f"{turn.index:4} {turn.label}: {turn.text.replace(chr(10), ' ')[:100]}")
    return DONE


def _status(given: argparse.Namespace) -> int:
    from ingest.status import status

    shape = status(_settings(given))
    if given.json:
        print(json.dumps(shape, ensure_ascii=False))
        return DONE
    days = f", {shape['first']} to {shape['last']}" if shape["first"] else ""
    print(f"{shape['briefings']} briefings with {shape['turns']:,} turns{days}; {shape['bytes'] / 1e6:.0f} MB")
    for source in shape["sources"]:
        print(f"{source['kind']:8} {source['source']}: {source['briefings']} briefings, last read {source['last_read'] or 'never'}")
        for failure in source["failed"]:
            print(f"    failed: {failure['source']}: {failure['reason']}. {failure['fix']}")
    return DONE


def _verify(given: argparse.Namespace) -> int:
    from ingest.verify import verify

    verdict = verify(_settings(given))
    checked = {"briefings": verdict.briefings, "turns": verdict.turns, "records": verdict.records}
    if given.json:
        print(json.dumps({"checked": checked, "problems": [asdict(problem) for problem in verdict.problems]}, ensure_ascii=False))
    else:
        print(f"{verdict.briefings} briefings, {verdict.turns:,} turns and {verdict.records:,} records of the index were read again")
        for problem in verdict.problems:
            print(f"{problem.what}. {problem.fix}")
        print(f"{len(verdict.problems)} problems" if verdict.problems else "nothing is wrong")
    return FAILED if verdict.problems else DONE


def _forget(given: argparse.Namespace) -> int:
    from ingest.refresh import forget
    from ingest.result import Options

    with shown(False) as report:
        removed = forget(_settings(given), given.source, Options(wait=given.wait), report)
    print(
        json.dumps({"source": given.source, "removed": removed})
        if given.json
        else f"{given.source} is forgotten; {removed} briefings left the library"
    )
    return DONE


def _rebuild(given: argparse.Namespace) -> int:
    from ingest.refresh import rebuild
    from ingest.result import Options

    with shown(False) as report:
        generation = rebuild(_settings(given), Options(wait=given.wait), report)
    print(json.dumps({"generation": generation}) if given.json else f"the index was made anew: generation {generation}")
    return DONE


def _history(given: argparse.Namespace) -> int:
    from rag.record.history import history
    from rag.record.library import Library

    with Library.open(_settings(given).data) as library:
        id = library.find(given.briefing)
        name, revisions = library.briefing(id).name, history(library, id)
    if given.json:
        print(json.dumps({"briefing": id, "name": name, "revisions": [asdict(revision) for revision in revisions]}, ensure_ascii=False))
        return DONE
    print(name)
    for revision in revisions:
        why = "read better" if revision.cause == "parser" else "published"
        print(f"{revision.since} {revision.revision} ({why}): {len(revision.changes)} turns changed")
        for change in revision.changes:
            marks = {"added": "{+%s+}", "dropped": "[-%s-]", "same": "%s"}
            words = " ".join(marks[piece.kind] % piece.text.strip() for piece in change.pieces)
            print(f"  turn {change.before if change.after is None else change.after} {change.label}: {words}")
    return DONE


def _correct(given: argparse.Namespace) -> int:
    from ingest.refresh import correct
    from ingest.result import Options

    asked = {"title": given.title, "held_on": given.held_on, "name": given.name, "role": given.role, "outlet": given.outlet, "speaks_for": given.side}
    values = {field: value for field, value in asked.items() if value is not None}
    if bool(values) == given.undo:
        print("Give what is to be corrected, or --undo alone.", file=sys.stderr)
        return WRONG_USE
    briefing = correct(_settings(given), given.briefing, values, given.turn, Options(wait=given.wait))
    print(json.dumps(shapes.briefing(briefing), ensure_ascii=False) if given.json else f"{briefing.name} ({briefing.when}) is as you say")
    return DONE


def _export(given: argparse.Namespace) -> int:
    from ingest.transfer import export

    count = export(_settings(given), given.file)
    print(json.dumps({"file": str(given.file), "briefings": count}) if given.json else f"{count} briefings were written to {given.file}")
    return DONE


def _import(given: argparse.Namespace) -> int:
    from ingest.result import Options
    from ingest.transfer import import_from

    with shown(False) as report:
        count = import_from(_settings(given), given.file, Options(wait=given.wait), report)
    print(json.dumps({"file": str(given.file), "briefings": count}) if given.json else f"{count} briefings were taken over from {given.file}")
    return DONE


def _settings(given: argparse.Namespace) -> Settings:
    return config.load(data=given.data)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ingest", description="Bring transcripts into the library and its index.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Any, help: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=help, description=help)
        made.set_defaults(run=run)
        made.add_argument("--json", action="store_true", help="print one JSON document")
        return made

    def on_data(made: argparse.ArgumentParser) -> argparse.ArgumentParser:
        made.add_argument("--data", metavar="DIR", help="folder of the library and its index")
        return made

    refresh = on_data(command("refresh", _refresh, "Bring the library and the index up to date with sources, or with every remembered one."))
    refresh.add_argument(
        "sources",
        nargs="*",
        metavar="PATH|URL",
        help="files, folders (searched recursively), archives, pages, feeds and sitemaps; they are remembered",
    )
    refresh.add_argument("--full", action="store_true", help="read and parse everything again, whatever its time says")
    refresh.add_argument("--prune", action="store_true", help="let a folder that lost everything take its briefings out of the index")
    refresh.add_argument("--dry-run", action="store_true", help="tell what would happen, and change nothing")
    for hidden in ("--at-hand", "--progress-json"):
        refresh.add_argument(hidden, action="store_true", help=argparse.SUPPRESS)
    refresh.add_argument("--uploads", type=Path, help=argparse.SUPPRESS)
    parse = command("parse", _parse, "Show what a transcript is read as; needs no library.")
    parse.add_argument("files", nargs="+", metavar="FILE")
    on_data(command("status", _status, "Show what the library holds, and its sources with their last result."))
    on_data(command("verify", _verify, "Read everything again and tell what is wrong."))
    forget = on_data(command("forget", _forget, "Forget a source, with all that came from it alone."))
    forget.add_argument("source", help="its address as `status` lists it")
    history = on_data(command("history", _history, "Show what changed between the revisions of a briefing."))
    history.add_argument("briefing", metavar="BRIEFING", help="its id, the start of it, or its source name")
    correct = on_data(command("correct", _correct, "Put right a day, a title or a speaker; kept apart from the record, and marked as yours."))
    correct.add_argument("briefing", metavar="BRIEFING", help="its id, the start of it, or its source name")
    correct.add_argument("--title", help="of the briefing, or with --turn of the speaker")
    correct.add_argument("--held-on", metavar="DATE")
    correct.add_argument("--turn", type=int, metavar="N", help="correct who speaks in this turn")
    for option in ("--name", "--role", "--outlet"):
        correct.add_argument(option)
    correct.add_argument("--for", dest="side", metavar="GOVERNMENT")
    correct.add_argument("--undo", action="store_true", help="take the last correction back")
    rebuild = on_data(command("rebuild", _rebuild, "Make the index anew from the library."))
    on_data(command("export", _export, "Write the library into one file.")).add_argument("file", type=Path, metavar="FILE")
    taken = on_data(command("import", _import, "Take over an exported library, into a data folder that has none."))
    taken.add_argument("file", type=Path, metavar="FILE")
    for made in (refresh, forget, correct, rebuild, taken):
        made.add_argument("--wait", action="store_true", help="wait while another process writes")
    return parser


if __name__ == "__main__":
    sys.exit(main())
