"""The side of every page: what is in the library, who answers, how to ask more narrowly, and what a refresh is doing."""

from __future__ import annotations

import streamlit as st

from rag.question.query import FILTERS
from ui import service
from ui.refreshing import Refreshing
from ui.session import begin_anew, go, session

SECONDS = 0.7


def draw(*, brief: bool) -> None:
    """Draws it below the navigation; `brief` leaves out what the page itself tells of a refresh."""
    settings = service.settings()
    with st.container(key="facts"):
        st.text(service.facts().rstrip(".") or "The library is empty")
        if settings.model:
            st.text(f"Answers by {settings.model}: passages are sent to {settings.model_host}")
        else:
            st.text("Answers without a model")
    st.button("New conversation", width="stretch", on_click=begin_anew)
    with st.expander("Filters you can type"), st.container(key="filters"):
        st.markdown("\n\n".join([*(f"`{name}:` {meaning}" for name, meaning in FILTERS.items()), '`"exact words"` word for word']))
    st.fragment(_watch, run_every=SECONDS if service.desk().running else None)(brief)


def _watch(brief: bool) -> None:
    """Draws the whole page again when a refresh has ended: its lists and counts are others then."""
    state, desk = session(), service.desk()
    if state.watching and not desk.running:
        state.watching = False
        st.rerun()
    state.watching = desk.running
    if desk.current and not brief:
        with st.container(key="refresh_side"):
            _tell(desk.current)


def _tell(job: Refreshing) -> None:
    if job.running:
        show_progress(job)
        return
    st.text(job.told)
    left, right = st.columns(2)
    left.button("Details", on_click=go, args=("library",))
    right.button("Dismiss", on_click=service.desk().clear)


def show_progress(job: Refreshing) -> None:
    """How far a running refresh is."""
    st.progress(min(1.0, job.done / job.of) if job.of else 0.0, text=job.doing)
