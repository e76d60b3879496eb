"""The page where one asks: the conversation, the question box and the panel beside them."""

from __future__ import annotations

from typing import Any

import streamlit as st

from rag.types import Scope
from ui import components, service
from ui.panel import draw_panel
from ui.session import Session, ask, follow_address, new_exchange, open_passages, open_target, session, settle, take_back
from ui.state import Exchange, Target, without
from ui.view import exchange_data
from ui.welcome import welcome_data

QUESTION = "Ask about the briefings"
FIRST_LOOK_S = 0.35  # most answers without a model are whole within this time and need no second drawing
EVERY_S = 0.4


def page() -> None:
    """Draws the page."""
    follow_address()
    settle()
    question = st.chat_input(QUESTION, key="question", max_chars=2000)
    if question and question.strip():
        ask(new_exchange(question))
    with st.container(key="conversation_area"):
        draw_conversation()
    draw_panel()


def draw_conversation() -> None:
    """Draws it once, and again by itself while an answer is on its way."""
    state = session()
    if state.asking and state.asking.wait(FIRST_LOOK_S):
        settle()
    st.fragment(_conversation, run_every=EVERY_S if state.asking else None)()


def _conversation() -> None:
    state = session()
    if state.asking and not state.asking.exchange.running:
        settle()
        st.rerun()
    components.show("conversation", "conversation", conversation_data(state), _act)


def conversation_data(state: Session) -> dict[str, Any]:
    """What the conversation shows: the newest exchanges and, while there are none, a welcome."""
    exchanges = [*state.exchanges, *([state.asking.exchange] if state.asking else [])]
    summaries = service.summaries()
    names = {summary.id: summary.name for summary in summaries}
    last = exchanges[-state.shown :]
    verdicts = service.conversations().verdicts([exchange.id for exchange in last])
    drawn = [exchange_data(exchange, names) | {"thumbs": verdicts.get(exchange.id, "")} for exchange in last]
    if drawn:
        drawn[-1]["editable"] = not exchanges[-1].running
    return {
        "exchanges": drawn,
        "earlier": max(0, len(exchanges) - state.shown),
        "welcome": None if exchanges else welcome_data(summaries, service.settings()),
    }


def _act(event: dict[str, Any]) -> None:
    match event:
        case {"do": "open"}:
            open_target(Target(event["briefing"], event["turn"], event.get("start"), event.get("stop"), event.get("revision", "")))
            st.rerun("panel")
        case {"do": "passages", "id": str(key)}:
            open_passages(key)
            st.rerun("panel")
        case {"do": "stop"}:
            settle(stop=True)
        case {"do": "earlier"}:
            session().shown += 20
        case {"do": "ask", "question": str(question)}:
            ask(new_exchange(question))
        case {"do": "thumb", "id": str(key), "verdict": str(verdict)}:
            _judge(key, verdict)
        case {"do": "retry", "id": str(key)}:
            _again(key)
        case {"do": "edit", "id": str(key), "question": str(question)}:
            _again(key, question=question)
        case {"do": "unscope", "id": str(key), "field": str(field), "value": str(value)}:
            _unscope(key, field, value)
    st.rerun()


def _exchange(key: str) -> Exchange | None:
    return next((exchange for exchange in session().exchanges if exchange.id == key), None)


def _judge(key: str, verdict: str) -> None:
    judged = _exchange(key)
    if judged:
        service.conversations().judge(key, judged.question, verdict[:200])


def _again(key: str, *, question: str | None = None, given: Scope | None = None) -> None:
    old = _exchange(key)
    if old is None:
        return
    if question is not None or old is session().exchanges[-1]:
        take_back(old)
    ask(new_exchange(question or old.question, given if given is not None else old.given))


def _unscope(key: str, field: str, value: str) -> None:
    old = _exchange(key)
    if old and old.answer:
        _again(key, given=without(old.answer.scope, field, value))
