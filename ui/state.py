"""What the page remembers, as plain values: exchanges, what the reader shows, scope chips. Pure functions; knows nothing of Streamlit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from rag.types import Answer, Claim, Hit, Scope, show_day


@dataclass(frozen=True, slots=True)
class Target:
    """What the reader shows: characters `[start, stop)` of a turn, the whole turn, or the briefing; `revision` "" is the current one."""

    briefing: str
    turn: int | None = None
    start: int | None = None
    stop: int | None = None
    revision: str = ""


_ID = re.compile(r"[0-9A-Za-z]{1,64}", re.ASCII)
_SPAN = re.compile(r"([0-9]{1,9})-([0-9]{1,9})", re.ASCII)


def read_target(params: Mapping[str, str]) -> Target | None:
    """The target that an address names (`?briefing=&turn=&chars=&rev=`), None when it names none; what is not understood is left out."""
    briefing, turn = params.get("briefing", ""), params.get("turn", "")
    if not _ID.fullmatch(briefing):
        return None
    revision = params.get("rev", "")
    target = Target(briefing, revision=revision if _ID.fullmatch(revision) else "")
    if not re.fullmatch(r"[0-9]{1,9}", turn, re.ASCII):
        return target
    target = replace(target, turn=int(turn))
    span = _SPAN.fullmatch(params.get("chars", ""))
    return replace(target, start=int(span[1]), stop=int(span[2])) if span and int(span[1]) < int(span[2]) else target


def write_target(target: Target | None) -> dict[str, str]:
    """The address parameters that name the target, the inverse of `read_target`."""
    if target is None:
        return {}
    params = {"briefing": target.briefing}
    if target.turn is not None:
        params["turn"] = str(target.turn)
        if target.start is not None and target.stop is not None:
            params["chars"] = f"{target.start}-{target.stop}"
    return params | ({"rev": target.revision} if target.revision else {})


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, and what to do about it."""

    message: str
    fix: str


ANYTHING = Scope()
"""No scope but what the question itself says."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what became of it: running until there is an answer, a problem or a stop.

    `found`: the turns found so far, best first. `claims`: those shown so far.
    """

    id: str
    question: str
    given: Scope = ANYTHING
    step: str = ""
    found: tuple[Hit, ...] = ()
    claims: tuple[Claim, ...] = ()
    answer: Answer | None = None
    problem: Problem | None = None
    stopped: bool = False
    seconds: float = 0.0

    @property
    def running(self) -> bool:
        return self.answer is None and self.problem is None and not self.stopped


def history(exchanges: Iterable[Exchange]) -> tuple[Answer, ...]:
    """The answers that a follow-up may lean on, oldest first."""
    return tuple(exchange.answer for exchange in exchanges if exchange.answer)


@dataclass(frozen=True, slots=True)
class Chip:
    """One removable part of a scope: `label` says what kind it is, `value` names it, `shown` is what people see."""

    field: str
    value: str
    label: str
    shown: str


LABELS = {
    "speakers": "speaker",
    "roles": "side",
    "speaks_for": "for",
    "outlets": "outlet",
    "since": "since",
    "until": "until",
    "briefings": "briefing",
    "phrases": "exact words",
    "also": "also searched",
}


def chips(scope: Scope, names: Mapping[str, str]) -> tuple[Chip, ...]:
    """The parts of a scope; `names` gives the display names of briefings by id."""
    found = []
    for field, label in LABELS.items():
        value = getattr(scope, field)
        if field in ("since", "until"):
            found += [Chip(field, value.isoformat(), label, show_day(value))] if value else []
        else:
            found += [Chip(field, item, label, names.get(item, item) if field == "briefings" else item) for item in value]
    return tuple(found)


def without(scope: Scope, field: str, value: str) -> Scope:
    """The scope with one part taken out and the field marked as the person's own, so that it is not inferred again.

    Raises KeyError for a field that has no chips.
    """
    LABELS[field]
    kept: Any = None if field in ("since", "until") else tuple(item for item in getattr(scope, field) if item != value)
    changes: dict[str, Any] = {field: kept, "typed": tuple(dict.fromkeys((*scope.typed, field)))}
    return replace(scope, **changes)


def settled(scope: Scope) -> Scope:
    """The scope with every field marked as the person's own: it is searched exactly as it stands."""
    return replace(scope, typed=tuple(field.name for field in fields(scope) if field.name in LABELS))
