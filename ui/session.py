"""What one browser session holds while it lasts; the only file that knows under which names Streamlit keeps it."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass, field

import streamlit as st

from rag.types import Scope
from ui.jobs import Asking
from ui.state import ANYTHING, Exchange, Target, history, read_target, write_target

STALE_S = 2.0


@dataclass(slots=True)
class Session:
    """The conversation on the screen, the question on its way, what the reader shows.

    `serial` counts openings, so that the same place can be opened again. `shown`: most exchanges drawn. `passages`: the exchange whose passages
    are listed. `watching`: a refresh was running when the page was last drawn. `uploads` counts them, so that the box is empty after each.
    `stale`: the address before the last opening and until when (seconds) a run may still arrive with it.
    """

    exchanges: list[Exchange] = field(default_factory=list)
    asking: Asking | None = None
    target: Target | None = None
    serial: int = 0
    shown: int = 20
    passages: str = ""
    watching: bool = False
    uploads: int = 0
    stale: tuple[dict[str, str], float] = field(default_factory=lambda: ({}, 0.0))


def session() -> Session:
    """This session's state."""
    if "session" not in st.session_state:
        st.session_state.session = Session()
    found: Session = st.session_state.session
    return found


def open_target(target: Target | None) -> None:
    """Shows a place in the reader and puts it in the address, so that it can be shared and Back returns to it."""
    state = session()
    if state.asking or state.watching:
        state.stale = write_target(read_target(st.query_params)), time.monotonic() + STALE_S
    state.target = target
    state.serial += 1
    st.query_params.from_dict(write_target(target))


def open_passages(exchange: str) -> None:
    """Shows all passages of an answer, "" for none, instead of a transcript."""
    state = session()
    state.passages = exchange
    if exchange:
        open_target(None)


def follow_address() -> None:
    """Lets the address win over what was shown: this is what makes Back, Forward and shared links right.

    While something is on its way the page runs by itself, and such a run may have set out before the browser knew the new address.
    """
    state, named = session(), read_target(st.query_params)
    before, until = state.stale
    if time.monotonic() < until and write_target(named) == before:
        return
    if write_target(named) != write_target(state.target):
        state.target = named
        state.serial += 1


def new_exchange(question: str, given: Scope = ANYTHING) -> Exchange:
    """A question that was just asked."""
    return Exchange(uuid.uuid4().hex[:12], question.strip(), given)


def ask(exchange: Exchange) -> None:
    """Starts answering it after everything that came before; a question still on its way keeps what has come."""
    from ui import service

    settle(stop=True)
    state = session()
    before = history(state.exchanges)
    assistant = service.assistant
    opened = assistant()
    state.asking = Asking(exchange, lambda: opened.stream(exchange.question, before, exchange.given))


def settle(*, stop: bool = False) -> None:
    """Moves the question on its way into the conversation once it has ended; with `stop`, ends it first."""
    state = session()
    if state.asking and stop:
        state.asking.stop()
    if state.asking and not state.asking.exchange.running:
        state.exchanges.append(state.asking.exchange)
        state.asking = None
