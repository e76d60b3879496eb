"""The panel beside the conversation: a transcript at the cited words, or all passages of an answer."""

from __future__ import annotations

import logging
from typing import Any

import streamlit as st

from rag.errors import BriefingsError, NotFound
from rag.types import Answer, Briefing, Citation, Hit
from ui import components, service
from ui.export import copies
from ui.session import ask, go, new_exchange, open_passages, open_target, session, show_page, show_panel
from ui.state import Target, write_target
from ui.view import hit_data, reader_data

log = logging.getLogger(__name__)


@st.fragment(key="panel")
def draw_panel() -> None:
    """Draws what is open; a click on a citation draws only this again."""
    state = session()
    answer = next((each.answer for each in state.exchanges if each.id == state.passages), None)
    if state.target is None and answer is None:
        return
    with st.container(key="reader"):
        if state.target is None and answer:
            components.show("table", "passages", passages_data(answer), _act_passages)
            return
        try:
            _, data = read(state.target or Target(""))
        except BriefingsError as error:
            data = missing_data(error)
        components.show("reader", "reader_view", data | {"sheet": True, "serial": state.serial, "back": bool(answer)}, _act_reader)


def read(target: Target) -> tuple[Briefing, dict[str, Any]]:
    """The transcript at a target, and what the reader shows of it; raises BriefingsError when it cannot be read."""
    library = service.library()
    if library is None:
        raise NotFound("The library is empty, so this link leads nowhere.", "Add the transcript, then open the link again.")
    briefing = library.briefing(target.briefing, target.revision or None)
    newest = library.briefing(target.briefing)
    data = reader_data(briefing, target, newer=newest.revision != briefing.revision)
    place = data["target"]
    if place["missing"]:
        log.error("%s has no characters %s to %s in turn %s", target.briefing, target.start, target.stop, target.turn)
    if place["span"]:
        citation = Citation(briefing, briefing.turns[place["turn"]], *place["span"])
        data |= {"copies": copies([citation]), "link": citation.link}
    return briefing, data


def missing_data(error: BriefingsError) -> dict[str, Any]:
    """An empty reader that says what is missing."""
    nothing: dict[str, Any] = {"briefing": "", "revision": "", "url": None, "newer": False, "turns": []}
    return nothing | {"title": str(error), "facts": error.fix, "target": {"turn": None, "span": None, "missing": False}}


def passages_data(answer: Answer) -> dict[str, Any]:
    """The turns read for an answer as rows, in the order of the search."""
    return {
        "caption": "Passages",
        "panel": f"Passages for “{answer.question}”",
        "noun": "passages",
        "search": "Filter passages",
        "sort": [0, False],
        "columns": [
            {"label": "Rank", "number": True},
            {"label": "Date", "down": True},
            {"label": "Who", "opens": True},
            {"label": "Words", "serif": True},
        ],
        "rows": [_row(rank, hit) for rank, hit in enumerate(answer.read, 1)],
    }


def _row(rank: int, hit: Hit) -> dict[str, Any]:
    data = hit_data(hit)
    who = ", ".join(part for part in (data["who"]["name"], data["who"]["about"]) if part)
    place = {key: data[key] for key in ("briefing", "revision", "turn", "start", "stop")}
    flags = ["fictional sample"] if data["fictional"] else []
    return {"cells": [rank, data["when"], who, data["text"]], "sort": [rank, data["sort"]], "open": place, "flags": flags}


def _act_passages(event: dict[str, Any]) -> None:
    match event:
        case {"do": "close"}:
            open_passages("")
        case {"do": "row"}:
            open_target(Target(event["briefing"], event["turn"], event["start"], event["stop"], event["revision"]))
    show_panel()


def _act_reader(event: dict[str, Any]) -> None:
    target = session().target
    match event:
        case {"do": "close"}:
            open_passages("")
            open_target(None)
        case {"do": "page"} if target:
            go("briefings", **write_target(target))
            show_page()
        case {"do": "back"}:
            open_target(None)
        case {"do": "newest"} if target:
            open_target(Target(target.briefing))
        case {"do": "turn", "turn": int(turn)} if target:
            open_target(Target(target.briefing, turn, revision=target.revision))
        case {"do": "who", "words": str(words)}:
            ask(new_exchange(f'who else said "{words.replace(chr(34), " ")}"?'))
            show_page()
    show_panel()
