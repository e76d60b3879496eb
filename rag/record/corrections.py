"""What a person corrected, laid over the record: a day, a title, who a speaker is. The published text is never touched; storage is not known here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from rag.errors import NotFound, QueryError
from rag.types import Briefing, Note, Role, Speaker, Turn

OF_BRIEFING = ("title", "held_on")
OF_SPEAKER = ("name", "title", "role", "outlet", "speaks_for")


@dataclass(frozen=True, slots=True)
class Correction:
    """One field put right. `words` names the text of the turn that it belongs to, "" for the whole briefing; `turn` is where that stood."""

    field: str
    value: str
    turn: int | None = None
    words: str = ""


def words_of(turn: Turn) -> str:
    """Names a turn by its text, so that a correction follows it into a later revision."""
    return hashlib.sha256(turn.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def make_corrections(briefing: Briefing, values: Mapping[str, str], turn: int | None) -> list[Correction]:
    """Corrections of a briefing, or of one turn's speaker. Raises NotFound for a turn, QueryError for a value that cannot be."""
    if turn is None:
        _check(values, OF_BRIEFING, "Name the --turn whose speaker is meant.")
        return [Correction(field, value) for field, value in values.items()]
    if not 0 <= turn < len(briefing.turns):
        raise NotFound(f"{briefing.name} has no turn {turn}", f"Its turns are numbered 0 to {len(briefing.turns) - 1}.")
    _check(values, OF_SPEAKER, "Leave --turn out to correct the day.")
    return [Correction(field, value, turn, words_of(briefing.turns[turn])) for field, value in values.items()]


def _check(values: Mapping[str, str], fields: tuple[str, ...], fix: str) -> None:
    for field, value in values.items():
        if field not in fields:
            raise QueryError(f"{field} cannot be corrected there", fix)
        if field == "role" and value not in get_args(Role):
            raise QueryError(f"{value} is no role", f"Give one of {', '.join(get_args(Role))}.")
        if field == "held_on":
            try:
                date.fromisoformat(value)
            except ValueError as error:
                raise QueryError(f"{value} is no day", "Give it as YYYY-MM-DD.") from error


def apply(briefing: Briefing, corrections: Iterable[Correction]) -> Briefing:
    """The briefing as corrected, with a note for each correction that says it is a person's. One whose turn is gone waits."""
    for correction in corrections:
        briefing = _of_turn(briefing, correction) if correction.words else _of_briefing(briefing, correction)
    return briefing


def _of_briefing(briefing: Briefing, correction: Correction) -> Briefing:
    notes = (*briefing.notes, Note(None, f"corrected by hand: {correction.field}"))
    if correction.field == "held_on":
        return replace(briefing, held_on=date.fromisoformat(correction.value), notes=notes)
    return replace(briefing, title=correction.value, notes=notes)


def _of_turn(briefing: Briefing, correction: Correction) -> Briefing:
    same = [turn for turn in briefing.turns if words_of(turn) == correction.words]
    if not same:
        return briefing
    turn = min(same, key=lambda turn: abs(turn.index - (correction.turn or 0)))
    speaker: Speaker = replace(turn.speaker, **{correction.field: correction.value})  # type: ignore[arg-type]
    turns = (*briefing.turns[: turn.index], replace(turn, speaker=speaker), *briefing.turns[turn.index + 1 :])
    return replace(briefing, turns=turns, notes=(*briefing.notes, Note(None, f"turn {turn.index} corrected by hand: {correction.field}")))
