"""The page of all briefings, and the page of one: its card, its questions, the whole transcript."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from rag.errors import BriefingsError
from ui import components, correct, service
from ui.card import card_data
from ui.changes import history_data
from ui.panel import read
from ui.session import follow_address, go, open_target, session
from ui.state import Target
from ui.view import Data

if TYPE_CHECKING:
    from rag.record.library import Summary


def page() -> None:
    """Draws the list, or the briefing that the address names."""
    follow_address()
    target = session().target
    if target is None:
        _list()
    else:
        _one(target)


def _list() -> None:
    st.title("Briefings", anchor=False)
    summaries = service.summaries()
    if not summaries:
        st.text("There is nothing in the library yet. Add transcripts on the page Library.")
        return
    components.show("table", "briefings", table_data(summaries), _open)


def table_data(summaries: Sequence[Summary]) -> dict[str, Any]:
    """The briefings as rows, newest first, undated last."""
    return {
        "caption": "Briefings",
        "noun": "briefings",
        "search": "Search briefings",
        "sort": [0, True],
        "columns": [
            {"label": "Date", "down": True},
            {"label": "Briefing", "opens": True, "wide": True},
            {"label": "Office"},
            {"label": "Speakers"},
            {"label": "Turns", "number": True, "down": True},
            {"label": "Questions", "number": True, "down": True},
        ],
        "rows": [_row(summary) for summary in summaries],
    }


def _row(summary: Summary) -> dict[str, Any]:
    day = summary.days[0] or summary.days[1]
    officials = [voice.name for voice in summary.speakers if voice.role == "official" and voice.name]
    questions = sum(voice.turns for voice in summary.speakers if voice.role == "press")
    return {
        "cells": [summary.when, summary.name, summary.office, ", ".join(dict.fromkeys(officials)), summary.turns, questions],
        "sort": [day.isoformat() if day else ""],
        "open": {"briefing": summary.id},
        "flags": [*(["fictional sample"] if summary.fictional else []), *(["corrected by you"] if summary.corrected else [])],
    }


def _open(event: dict[str, Any]) -> None:
    open_target(Target(str(event["briefing"])))


def _one(target: Target) -> None:
    st.button("All briefings", icon=":material/arrow_back:", type="tertiary", on_click=open_target, args=(None,))
    try:
        briefing, data = read(target)
    except BriefingsError as error:
        st.text(f"{error}\n{error.fix}")
        return
    components.show("card", "briefing_card", card_data(briefing, _history(target.briefing)), _act)
    correct.draw(briefing, data["target"]["turn"])
    components.show("reader", "briefing_view", data | {"sheet": False, "serial": session().serial}, _act)


def _history(id: str) -> list[Data]:
    from rag.record.history import history

    library = service.library()
    return history_data(history(library, id)) if library and len(library.revisions(id)) > 1 else []


def _act(event: dict[str, Any]) -> None:
    target = session().target
    match event:
        case {"do": "newest"} if target:
            open_target(Target(target.briefing))
        case {"do": "turn", "turn": int(turn)} if target:
            open_target(Target(target.briefing, turn, revision=target.revision))
        case {"do": "speaker", "name": str(name)}:
            go("speakers", speaker=name)
