"""The commands `ask`, `search`, `show` and `check`: options in, text for people or JSON for programs out. Nothing is decided here."""

from __future__ import annotations

import argparse
import json
import logging
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import Any, get_args

from rag import config, shapes, show
from rag.answer import Assistant, Step
from rag.config import Settings
from rag.errors import BriefingsError, InputError, NotFound, QueryError
from rag.question.dates import parse_day
from rag.record.library import Library
from rag.types import Answer, Briefing, Claim, Role, Scope

NEIGHBOURS = 2
"""Turns shown on each side of the one asked for."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code: 0 done, 1 failed, 2 wrong use."""
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):  # whatever the locale says: names may hold any letter, or bytes that are none
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    try:
        code: int = options.run(options, _settings(options))
    except BriefingsError as error:
        print(f"{error}\n{error.fix}", file=sys.stderr)
        code = 2 if isinstance(error, QueryError) else 1
    except BrokenPipeError:
        sys.stderr.close()
        code = 1
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m rag", description="Ask the indexed briefings, and read them.")
    commands = parser.add_subparsers(required=True, metavar="ask|search|show|check")
    for name, run, about in (
        ("ask", ask, "an answer made of cited quotations"),
        ("search", search, "the turns nearest to a question, best first"),
    ):
        command = commands.add_parser(name, help=about, description=about)
        command.set_defaults(run=run)
        command.add_argument("question", nargs="?", default="", help='what to look for; may hold filters (speaker: since: ...) and "exact words"')
        command.add_argument("--batch", type=Path, metavar="FILE", help="questions as JSON lines: id, question, followup_of, briefing")
        _scope_options(command)
        _common_options(command)
        if name == "search":
            command.add_argument("-k", type=_positive, default=10, help="how many turns (default 10)")
        else:
            command.add_argument("--model", metavar="NAME", help="the chat model to use")
            command.add_argument("--no-model", action="store_true", help="answer from the record alone")
    command = commands.add_parser("check", help="verdicts on the quotations of a draft")
    command.set_defaults(run=check)
    command.add_argument("file", type=Path, help="a text in UTF-8, or - for standard input")
    _common_options(command)
    command = commands.add_parser("show", help="a transcript, or one turn with its neighbours")
    command.set_defaults(run=show_briefing)
    command.add_argument("briefing", help="an id, the start of one, or a source name")
    command.add_argument("--turn", type=int, metavar="N")
    _common_options(command)
    return parser


def _common_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--data", metavar="DIR", help="the data folder")
    command.add_argument("--json", action="store_true", help="one JSON document on standard output")


def _scope_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--briefing", action="append", default=[], metavar="ID", help="only this briefing (id or source name)")
    command.add_argument("--speaker", action="append", default=[], metavar="NAME")
    command.add_argument("--role", action="append", default=[], choices=get_args(Role))
    command.add_argument("--outlet", action="append", default=[], metavar="NAME")
    command.add_argument("--for", dest="speaks_for", action="append", default=[], metavar="GOVERNMENT", help="officials of this government")
    command.add_argument("--since", metavar="DATE", help="held on this day or later (a day, a month or a year)")
    command.add_argument("--until", metavar="DATE", help="held on this day or earlier (a day, a month or a year)")
    command.add_argument("--today", type=date.fromisoformat, default=None, metavar="DATE", help="the day that relative dates count from")


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return value


def _settings(options: argparse.Namespace) -> Settings:
    settings = config.load(data=options.data)
    if getattr(options, "no_model", False) or options.run is not ask:
        return replace(settings, model="")
    return replace(settings, model=options.model) if options.model else settings


def _given(options: argparse.Namespace, library: Library) -> Scope:
    """The options as a scope that restricts. Raises NotFound, QueryError."""
    today = options.today or date.today()
    scope = Scope(
        speakers=tuple(options.speaker),
        roles=tuple(options.role),
        outlets=tuple(options.outlet),
        speaks_for=tuple(options.speaks_for),
        since=_bound("--since", options.since, 0, today),
        until=_bound("--until", options.until, 1, today),
        briefings=tuple(library.find(each) for each in options.briefing),
    )
    fields = ("speakers", "roles", "outlets", "speaks_for", "since", "until", "briefings")
    return replace(scope, typed=tuple(field for field in fields if getattr(scope, field)))


def _bound(option: str, text: str | None, end: int, today: date) -> date | None:
    """The first (0) or last (1) day of a written day, month or year. Raises QueryError."""
    if not text:
        return None
    days = parse_day(text, today)
    if days is None:
        raise QueryError(f"{option} {text} is no date", "Give a day, a month or a year, such as 2021-03-05, 2021-03 or 2021.")
    return days[end]


def ask(options: argparse.Namespace, settings: Settings) -> int:
    """`rag ask`: one question, or a batch."""
    with Assistant.open(settings) as assistant:
        given = _given(options, assistant.library)

        def answer(question: str, history: tuple[Answer, ...], scope: Scope) -> tuple[Answer, dict[str, Any]]:
            started = time.perf_counter()
            result = assistant.ask(question, history, scope, options.today)
            return result, shapes.answer(result, time.perf_counter() - started)

        if options.batch:
            return _batch(options, assistant.library, given, answer)
        if options.json:
            _print_json(answer(_question(options), (), given)[1])
            return 0
        started = time.perf_counter()
        for item in assistant.stream(_question(options), (), given, options.today):
            if isinstance(item, Step):
                print(f"{item.text} ...", file=sys.stderr)
            elif not isinstance(item, Claim):
                print(show.answer(item, time.perf_counter() - started))
    return 0


def search(options: argparse.Namespace, settings: Settings) -> int:
    """`rag search`: one question, or a batch."""
    with Assistant.open(settings) as assistant:
        given = _given(options, assistant.library)

        def find(question: str, history: tuple[Answer, ...], scope: Scope) -> tuple[Answer, dict[str, Any]]:
            started = time.perf_counter()
            understanding, hits = assistant.search(question, history, scope, options.k, options.today)
            asked = assistant.remember(understanding, hits)
            return asked, shapes.search(understanding.question, understanding.scope, hits, time.perf_counter() - started)

        if options.batch:
            return _batch(options, assistant.library, given, find)
        asked, shape = find(_question(options), (), given)
        if options.json:
            _print_json(shape)
        else:
            print(show.hits(asked.read))
    return 0


def check(options: argparse.Namespace, settings: Settings) -> int:
    """`rag check`: verdicts on the quotations of a text."""
    try:
        text = sys.stdin.read() if str(options.file) == "-" else options.file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{options.file} cannot be read: {error}", "Give a text file in UTF-8.") from error
    with Assistant.open(settings) as assistant:
        found = assistant.check(text)
    if options.json:
        _print_json({"quotations": [shapes.quotation(each) for each in found]})
    else:
        print(show.quotations(found))
    return 0


def show_briefing(options: argparse.Namespace, settings: Settings) -> int:
    """`rag show`: a transcript, or one turn with its neighbours."""
    with Library.open(settings.data) as library:
        briefing = library.briefing(library.find(options.briefing))
    turns = briefing.turns if options.turn is None else _around(briefing, options.turn)
    if not options.json:
        print(show.transcript(briefing, turns))
    elif options.turn is None:
        _print_json(shapes.briefing(briefing))
    else:
        _print_json({"briefing": briefing.id, "revision": briefing.revision, "turns": [shapes.turn(turn) for turn in turns]})
    return 0


def _around(briefing: Briefing, index: int) -> tuple[Any, ...]:
    if not 0 <= index < len(briefing.turns):
        raise NotFound(f"{briefing.name} has no turn {index}", f"Give a number from 0 to {len(briefing.turns) - 1}.")
    return briefing.turns[max(0, index - NEIGHBOURS) : index + NEIGHBOURS + 1]


def _question(options: argparse.Namespace) -> str:
    if not str(options.question).strip():
        raise QueryError("no question was given", "Give a question, or --batch FILE.")
    return str(options.question)


Put = Callable[[str, tuple[Answer, ...], Scope], tuple[Answer, dict[str, Any]]]


def _batch(options: argparse.Namespace, library: Library, given: Scope, put: Put) -> int:
    """Answers many questions in order; a line that fails says so in its own line, and the batch goes on."""
    told: dict[str, tuple[Answer, ...]] = {}
    for number, row in _rows(options.batch):
        id = str(row.get("id", number))
        try:
            history = told.get(str(row["followup_of"]), ()) if row.get("followup_of") else ()
            answer, shape = put(_row_question(row), history, _narrowed(given, row, library))
            told[id] = (*history, answer)
        except BriefingsError as error:
            shape = {"error": str(error), "fix": error.fix}
        print(json.dumps({"id": row.get("id", number)} | shape, ensure_ascii=False), flush=True)
    return 0


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}", "Give a UTF-8 file with one JSON object a line.") from error
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError:
                row = None
            yield number, row if isinstance(row, dict) else {"question": None}


def _row_question(row: dict[str, Any]) -> str:
    question = row.get("question")
    if not isinstance(question, str) or not question.strip():
        raise QueryError("this line holds no question", 'Each line is {"id": ..., "question": ...}.')
    return question


def _narrowed(given: Scope, row: dict[str, Any], library: Library) -> Scope:
    if not row.get("briefing"):
        return given
    return replace(given, briefings=(library.find(str(row["briefing"])),), typed=tuple(dict.fromkeys((*given.typed, "briefings"))))


def _print_json(value: dict[str, Any]) -> None:
    print(json.dumps(value, ensure_ascii=False))


if __name__ == "__main__":
    sys.exit(main())
