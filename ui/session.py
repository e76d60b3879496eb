"""What one browser session holds while it lasts, and its address; the only file that knows under which names Streamlit keeps it."""

from __future__ import annotations

import logging
import re
import uuid
from dataclasses import dataclass, field
from typing import Literal, NoReturn

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from rag.errors import BriefingsError
from rag.types import Scope
from ui import service, stored
from ui.conversations import new_id
from ui.jobs import Asking
from ui.state import ANYTHING, Exchange, Problem, Target, history, read_target, write_target

log = logging.getLogger(__name__)

REMEMBERED = 6  # answers that a follow-up can lean on

Place = Literal["ask", "briefings", "speakers", "check", "conversations", "library"]
"""A page of the app, by its name in the address."""


@dataclass(slots=True)
class Session:
    """The conversation on the screen, the question on its way, what the reader shows.

    `serial` counts openings, so that the same place can be opened again. `shown`: most exchanges drawn. `passages`: the exchange whose passages
    are listed. `dialog`: what opens over the page, for which exchange. `watching`: a refresh was running when the page was last drawn.
    `uploads` counts them, so that the box is empty after each. `news`: briefings that were not there at the last visit, None before it was
    looked for. `page`: the one last drawn; `followed`: what its address names was shown since it was come to. `going`: the page to go to at
    the next run, with its address parameters, and the page from which that was asked for. `whole`: the last drawing of the page came to its end. `more`: what could be asked after the newest
    answer, by its exchange.
    """

    conversation: str = ""
    exchanges: list[Exchange] = field(default_factory=list)
    asking: Asking | None = None
    target: Target | None = None
    serial: int = 0
    shown: int = 20
    passages: str = ""
    watching: bool = False
    dialog: tuple[str, str] = ("", "")
    uploads: int = 0
    news: frozenset[str] | None = None
    page: Place = "ask"
    followed: bool = False
    going: tuple[Place, dict[str, str], Place] | None = None
    whole: bool = False
    more: dict[str, list[str]] = field(default_factory=dict)


def session() -> Session:
    """This session's state."""
    if "session" not in st.session_state:
        st.session_state.session = Session()
    found: Session = st.session_state.session
    return found


def open_target(target: Target | None) -> None:
    """Shows a place in the reader and puts it in the address, so that it can be shared and Back returns to it."""
    state = session()
    state.target = target
    state.serial += 1
    _write_address()


def go(page: Place, **params: str) -> None:
    """Leads to another page; only the frame can switch to it, at the next run."""
    state = session()
    state.going = page, params, state.page


def arrive(page: Place) -> tuple[Place, dict[str, str]] | None:
    """Notes which page is drawn, and tells where to go now, once.

    Whoever chose another page before that run began is left there: the later wish counts.
    """
    state = session()
    going, state.going = state.going, None
    if page != state.page:
        state.page, state.followed = page, False
    return going[:2] if going and going[2] == page else None


def show_page() -> NoReturn:
    """Draws the page again."""
    session().whole = False
    st.rerun()


def show_panel(*own: str) -> NoReturn:
    """Draws the panel alone; the whole page where that was being drawn, which this would cut short.

    `own`: the fragment in which something was clicked, if that is another. What the browser has not received of it yet is thrown away with
    the click, so it must be drawn again: without that the whole conversation vanished when a click followed another at once.
    """
    st.rerun(["panel", *own] if session().whole else "app")


def open_passages(exchange: str) -> None:
    """Shows all passages of an answer, "" for none, instead of a transcript."""
    state = session()
    state.passages = exchange
    if exchange:
        open_target(None)


def open_conversation(conversation: str) -> None:
    """Shows a kept conversation, "" for a new one."""
    settle(stop=True)
    state = session()
    state.exchanges = _read(conversation)
    state.conversation = conversation if state.exchanges else ""
    state.passages, state.shown = "", Session().shown


def begin_anew() -> None:
    """Turns to a new conversation."""
    open_conversation("")
    open_target(None)
    if session().page != "ask":
        go("ask")


def follow_address() -> None:
    """Lets the address win over what was shown where a person chose it: on coming to a page, by a link, by Back or Forward.

    Any other run may have set out before the browser knew the newest address.
    """
    state, named = session(), read_target(st.query_params)
    if state.followed and not _went_back():
        return
    state.followed = True
    conversation = st.query_params.get("conversation", "")
    if conversation != state.conversation and re.fullmatch("[0-9a-f]{32}", conversation):
        open_conversation(conversation)
    if write_target(named) != write_target(state.target):
        state.target = named
        state.serial += 1


def _went_back() -> bool:
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def _write_address() -> None:
    state = session()
    st.query_params.from_dict(write_target(state.target) | ({"conversation": state.conversation} if state.conversation else {}))


def _read(conversation: str) -> list[Exchange]:
    library = service.library()
    if not conversation or library is None:
        return []
    return [stored.load(record, library.briefing) for record in service.conversations().records(conversation)]


def look_for_news() -> None:
    """Finds, once a session, the briefings that were not there at the last visit."""
    state = session()
    if state.news is None:
        state.news = service.conversations().unseen([summary.id for summary in service.summaries()])


def new_exchange(question: str, given: Scope = ANYTHING) -> Exchange:
    """A question that was just asked."""
    return Exchange(uuid.uuid4().hex[:12], question.strip(), given)


def ask(exchange: Exchange) -> None:
    """Starts answering it after everything that came before; a question still on its way keeps what has come."""
    settle(stop=True)
    state = session()
    if not state.conversation:
        state.conversation = new_id()
        _write_address()
    before = history(state.exchanges[-REMEMBERED:])
    try:
        assistant = service.assistant()
    except BriefingsError as error:
        state.exchanges.append(Exchange(exchange.id, exchange.question, exchange.given, problem=Problem(str(error), error.fix)))
        return
    conversation = state.conversation
    state.asking = Asking(exchange, lambda: assistant.stream(exchange.question, before, exchange.given), lambda ended: _keep(conversation, ended))


def _keep(conversation: str, exchange: Exchange) -> None:
    try:
        service.conversations().put(conversation, exchange.id, exchange.question, stored.dump(exchange))
    except BriefingsError:
        log.exception("an answer could not be kept")


def settle(*, stop: bool = False) -> None:
    """Moves the question on its way into the conversation once it has ended; with `stop`, ends it first."""
    state = session()
    if state.asking and stop:
        state.asking.stop()
    asking = state.asking
    if asking and not asking.exchange.running:
        state.asking = None  # before anything else: a run that is being stopped may be here at the same moment
        state.exchanges.append(asking.exchange)


def take_back(exchange: Exchange) -> None:
    """Takes an exchange and all after it out of the conversation."""
    state = session()
    at = state.exchanges.index(exchange)
    service.conversations().drop(state.conversation, [each.id for each in state.exchanges[at:]])
    state.exchanges = state.exchanges[:at]
