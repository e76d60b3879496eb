"""The page where one asks: the conversation, the question box and the panel beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from rag.types import Scope
from ui import components, service
from ui.changes import Quoted, fate
from ui.dialogs import export_dialog, scope_dialog
from ui.export import copies
from ui.jobs import busy
from ui.panel import draw_panel
from ui.session import (
    Session,
    ask,
    follow_address,
    go,
    look_for_news,
    new_exchange,
    open_passages,
    open_target,
    session,
    settle,
    show_page,
    show_panel,
    take_back,
)
from ui.state import Exchange, Target, without
from ui.suggest import follow_ups
from ui.view import exchange_data
from ui.welcome import welcome_data

if TYPE_CHECKING:
    from rag.record.library import Library

QUESTION = "Ask about the briefings"
FIRST_LOOK_S = 0.35  # most answers without a model are whole within this time and need no second drawing
EVERY_S, SLOWER_S = 0.4, 0.1  # how often an answer on its way is looked at, and how much less often for each question that is


def page() -> None:
    """Draws the page."""
    follow_address()
    settle()
    look_for_news()
    st.chat_input(QUESTION, key="question", max_chars=2000, on_submit=_take)
    with st.container(key="conversation_area"):
        draw_conversation()
    draw_panel()
    _open_dialog()


def _take() -> None:
    question = str(st.session_state.question or "")
    if question.strip():
        ask(new_exchange(question))


def _open_dialog() -> None:
    state = session()
    (kind, key), state.dialog = state.dialog, ("", "")
    exchange = _exchange(key)
    if exchange and kind == "export":
        export_dialog(exchange, state.exchanges)
    elif exchange and exchange.answer and kind == "scope":
        scope_dialog(exchange.answer.scope, service.summaries(), lambda scope: _again(exchange, given=scope))


def draw_conversation() -> None:
    """Draws it once, and again by itself while an answer is on its way."""
    state = session()
    if state.asking and state.asking.wait(FIRST_LOOK_S):
        settle()
    st.fragment(_conversation, key="conversation", run_every=EVERY_S + SLOWER_S * busy() if state.asking else None)()


def _conversation() -> None:
    state = session()
    if state.asking and not state.asking.exchange.running:
        settle()
        show_page()
    components.show("conversation", "conversation", conversation_data(state), _act)


def conversation_data(state: Session) -> dict[str, Any]:
    """What the conversation shows: the newest exchanges and, while there are none, a welcome."""
    exchanges = [*state.exchanges, *([state.asking.exchange] if state.asking else [])]
    summaries = service.summaries()
    names = {summary.id: summary.name for summary in summaries}
    revisions = {summary.id: summary.revision for summary in summaries}
    last = exchanges[-state.shown :]
    verdicts = service.conversations().verdicts([exchange.id for exchange in last])
    drawn = [_drawn(exchange, names, verdicts.get(exchange.id, "")) for exchange in last]
    library = service.library()
    if library:
        _mark_changed(drawn, revisions, library)
    if drawn:
        drawn[-1] |= {"editable": not exchanges[-1].running, "more": _more(state, exchanges[-1])}
    return {
        "exchanges": drawn,
        "earlier": max(0, len(exchanges) - state.shown),
        "welcome": None if exchanges else welcome_data(summaries, service.examples(), state.news or ()),
    }


def _drawn(exchange: Exchange, names: Mapping[str, str], verdict: str) -> dict[str, Any]:
    cited = [citation for claim in exchange.claims for citation in claim.citations]
    extras = {"thumbs": verdict, "copies": copies(cited) if exchange.answer else []}
    return exchange_data(exchange, names) | extras


def _more(state: Session, exchange: Exchange) -> list[str]:
    """What to ask next, found once for each answer: it takes some time."""
    if exchange.answer and exchange.id not in state.more:
        state.more = {exchange.id: follow_ups(exchange.answer)}
    return state.more.get(exchange.id, [])


def _mark_changed(drawn: Sequence[dict[str, Any]], revisions: Mapping[str, str], library: Library) -> None:
    """Marks the citations whose words no longer stand where they were quoted."""
    for citation in (each for exchange in drawn for claim in exchange["claims"] for each in claim["citations"]):
        quoted = Quoted("", "", "", citation["briefing"], citation["revision"], citation["who"]["label"], citation["quote"])
        told = fate(quoted, revisions, library.briefing)
        citation["flags"] += [told] if told else []


def _act(event: dict[str, Any]) -> None:
    match event:
        case {"do": "open"}:
            open_target(Target(event["briefing"], event.get("turn"), event.get("start"), event.get("stop"), event.get("revision", "")))
            show_panel("conversation")
        case {"do": "passages", "id": str(key)}:
            open_passages(key)
            show_panel("conversation")
        case {"do": "stop"}:
            settle(stop=True)
        case {"do": "earlier"}:
            session().shown *= 3
        case {"do": "library"}:
            go("library")
        case {"do": "ask", "question": str(question)}:
            ask(new_exchange(question))
        case {"id": str(key)} if exchange := _exchange(key):
            _act_on(exchange, event)
    show_page()


def _act_on(exchange: Exchange, event: dict[str, Any]) -> None:
    match event:
        case {"do": "thumb", "verdict": str(verdict)}:
            service.conversations().judge(exchange.id, exchange.question, verdict[:200])
        case {"do": "export" | "scope" as kind}:
            session().dialog = kind, exchange.id
        case {"do": "retry"}:
            _again(exchange)
        case {"do": "edit", "question": str(question)}:
            _again(exchange, question=question)
        case {"do": "unscope", "field": str(field), "value": str(value)} if exchange.answer:
            _again(exchange, given=without(exchange.answer.scope, field, value))


def _exchange(key: str) -> Exchange | None:
    return next((exchange for exchange in session().exchanges if exchange.id == key), None)


def _again(exchange: Exchange, *, question: str | None = None, given: Scope | None = None) -> None:
    if question is not None or exchange is session().exchanges[-1]:
        take_back(exchange)
    ask(new_exchange(question or exchange.question, exchange.given if given is None else given))
