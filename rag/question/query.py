"""The query language inside a question: `speaker:price outlet:cbc since:2021-06 "exact words"`. Knows the filters, not the library."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import Any, get_args

from rag.errors import QueryError
from rag.question.dates import parse_day
from rag.types import Role, Scope

FILTERS = {
    "speaker": "who speaks, by any part of the name",
    "role": "official, press, moderator or other",
    "outlet": "whose reporter",
    "for": "whose official: a government or an institution",
    "since": "held on this day or later: a year, a month or a day",
    "until": "held on this day or earlier",
    "briefing": "one briefing, by id, file name or words of its title",
}
"""The filters and what they mean, as the help shows them; words in quotation marks are searched exactly."""
FIELDS = {"speaker": "speakers", "role": "roles", "outlet": "outlets", "for": "speaks_for", "briefing": "briefings"}
"""The field of Scope that a filter sets, where their names differ."""
_FILTER = re.compile(r"(?<![\w:/])(?P<name>[A-Za-z]{2,12}):(?:\"(?P<quoted>[^\"]*)\"|(?P<bare>[^\s\"]+)|(?P<open>\"))?")
_PHRASE = re.compile(r"\"([^\"]+)\"|“([^“”]+)”")
# "something like ..." announces words that are not exact.
_LOOSELY = re.compile(r"(?:\blike|\balong the lines of|\babout)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Query:
    """A question without its filters, and the scope they set; their names stand in `scope.typed`."""

    text: str
    scope: Scope


def parse_query(question: str, today: date) -> Query:
    """Takes the filters and exact words out of a question. Raises QueryError for a filter that cannot be meant."""
    scope = Scope()
    text, kept = [], 0
    for match in _FILTER.finditer(question):
        name = match["name"].lower()
        if name not in FILTERS:
            _refuse_misspelt(name, match)
            continue
        scope = _with(scope, name, _value(name, match), today)
        text.append(question[kept : match.start()])
        kept = match.end()
    rest = " ".join("".join([*text, question[kept:]]).split())
    phrases = tuple(_phrases(rest))
    if phrases:
        scope = replace(scope, phrases=phrases, typed=(*scope.typed, "phrases"))
    return Query(rest, scope)


def _refuse_misspelt(name: str, match: re.Match[str]) -> None:
    """A word with a colon is ordinary text ("Note: ...", "https://"), unless it is all but one of the filters and has a value."""
    near = get_close_matches(name, FILTERS, n=1, cutoff=0.75)
    if near and (match["bare"] or match["quoted"]):
        raise QueryError(f"There is no filter {name}:", f"Did you mean {near[0]}:? There are {', '.join(f'{each}:' for each in FILTERS)}.")


def _value(name: str, match: re.Match[str]) -> str:
    if match["open"]:
        raise QueryError(f"The quotation mark after {name}: is never closed", f'Write {name}:"several words", or {name}:word.')
    value = (match["quoted"] if match["quoted"] is not None else match["bare"] or "").strip().rstrip(",;?")
    if not value:
        raise QueryError(f"The filter {name}: has no value", f"Write its value right after the colon ({FILTERS[name]}), without a space.")
    return value


def _with(scope: Scope, name: str, value: str, today: date) -> Scope:
    if name in ("since", "until"):
        days = parse_day(value, today)
        if days is None:
            raise QueryError(
                f"{name}:{value} is no date", f"Write a year, a month or a day, such as {name}:2021, {name}:2021-06 or {name}:2021-06-15."
            )
        return _set(scope, name, days[name == "until"], name)
    if name == "role":
        value = value.lower()
        if value not in get_args(Role):
            raise QueryError(f"role:{value} is no role", f"The roles are {', '.join(get_args(Role))}.")
    field = FIELDS[name]
    return _set(scope, field, _once(getattr(scope, field), value), field)


def _set(scope: Scope, field: str, value: Any, typed: str) -> Scope:
    return replace(scope, **{field: value, "typed": _once(scope.typed, typed)})


def _once(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return values if value in values else (*values, value)


def _phrases(text: str) -> list[str]:
    found = [(match, (match[1] or match[2]).strip()) for match in _PHRASE.finditer(text)]
    return [phrase for match, phrase in found if phrase and not _LOOSELY.search(text[: match.start()])]
