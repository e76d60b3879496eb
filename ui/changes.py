"""What a refresh changed, as plain data: the revisions of a briefing word by word, and what became of words that an answer quoted. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from rag.types import Briefing, show_day
from ui.view import Data, sort_day

if TYPE_CHECKING:
    from rag.record.history import Change, Piece, Revision
    from rag.record.library import Summary

AROUND = 12
"""Words kept on either side of a change; what stayed the same beyond that is left out."""
CAUSES = {"published": "Changed by its publisher", "parser": "Read anew by a better parser; the published text stayed"}


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that a stored answer quotes: where they stood, and under which label."""

    conversation: str
    exchange: str
    question: str
    briefing: str
    revision: str
    label: str
    quote: str


def fate(quoted: Quoted, revisions: Mapping[str, str], find: Callable[[str], Briefing]) -> str:
    """What became of quoted words: "" when they still stand in a turn of that label. `revisions`: the current one of each briefing, by id."""
    current = revisions.get(quoted.briefing)
    if current is None:
        return "no longer in the library"
    if current == quoted.revision:
        return ""
    turns = [turn for turn in find(quoted.briefing).turns if quoted.quote in turn.text]
    if not turns:
        return "words changed since"
    return "" if any(turn.label == quoted.label for turn in turns) else "another speaker since"


def touched(all_quoted: Iterable[Quoted], revisions: Mapping[str, str], find: Callable[[str], Briefing]) -> list[tuple[Quoted, str]]:
    """The quoted words that a change touched, each with what became of them."""
    return [(quoted, told) for quoted in all_quoted if (told := fate(quoted, revisions, find))]


def changed_data(changed: Sequence[tuple[Summary, str]]) -> Data:
    """Briefings whose text changed, each with the time of its last change, as rows."""
    return {
        "caption": "Changed briefings",
        "noun": "briefings",
        "search": "",
        "sort": [0, True],
        "columns": [{"label": "Changed", "down": True}, {"label": "Briefing", "opens": True, "wide": True}, {"label": "Held"}],
        "rows": [
            {"cells": [day(since), summary.name, summary.when], "sort": [since, summary.name, sort_day(summary)], "open": {"briefing": summary.id}}
            for summary, since in changed
        ],
    }


def touched_data(hit: Sequence[tuple[Quoted, str]]) -> Data:
    """Quoted words that a change touched, as rows that open their conversation."""
    return {
        "caption": "Answers that a change touches",
        "noun": "answers",
        "search": "",
        "sort": None,
        "columns": [{"label": "What became of them"}, {"label": "Question", "opens": True}, {"label": "Words quoted", "serif": True, "wide": True}],
        "rows": [{"cells": [told, each.question, each.quote], "open": {"conversation": each.conversation}} for each, told in hit],
    }


def history_data(revisions: Iterable[Revision]) -> list[Data]:
    """What each revision after the first changed, the newest first; [] for a briefing that never changed."""
    _, *later = revisions
    return [
        {
            "when": day(each.since),
            "cause": CAUSES.get(each.cause, each.cause),
            "revision": each.revision,
            "title": list(_shown(each.title)),
            "changes": [_change(change) for change in each.changes],
        }
        for each in reversed(later)
    ]


def day(stamp: str) -> str:
    """The day of a time stamp, as people write it."""

    return show_day(datetime.fromisoformat(stamp).date())


def _change(change: Change) -> Data:
    kind = "added" if change.before is None else "dropped" if change.after is None else "changed"
    return {"kind": kind, "turn": change.after, "was": change.before, "label": change.label, "pieces": list(_shown(change.pieces))}


def _shown(pieces: Iterable[Piece]) -> Iterator[list[str]]:
    """[kind, text] of each piece; a long one that stayed is cut in its middle, which is a piece of the kind "cut"."""
    for piece in pieces:
        words = piece.text.split(" ")
        if piece.kind != "same" or len(words) <= 3 * AROUND:
            yield [piece.kind, piece.text]
            continue
        yield ["same", " ".join(words[:AROUND])]
        yield ["cut", " […] "]
        yield ["same", " ".join(words[-AROUND:])]
