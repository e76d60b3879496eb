"""The side of every page: what is in the library, who answers, adding transcripts and bringing the index up to date."""

from __future__ import annotations

import streamlit as st

from rag.question.query import FILTERS
from ui import service
from ui.refreshing import Desk, lay_down, summary
from ui.session import go, open_conversation, session
from ui.welcome import facts

SECONDS = 0.7


def draw() -> None:
    """Draws it below the navigation."""
    summaries, settings = service.summaries(), service.settings()
    with st.container(key="facts"):
        st.text(facts(summaries).rstrip(".") if summaries else "The library is empty")
        if settings.model:
            st.text(f"Answers by {settings.model}: passages are sent to {settings.model_host}")
        else:
            st.text("Answers without a model")
    st.button("New conversation", width="stretch", on_click=_begin_anew)
    desk = service.desk()
    st.fragment(_tend, run_every=SECONDS if _running(desk) else None)()


def _begin_anew() -> None:
    open_conversation("")
    go("ask")


def _running(desk: Desk) -> bool:
    return bool(desk.current and desk.current.running)


def _tend() -> None:
    state, desk, settings = session(), service.desk(), service.settings()
    if state.watching and not _running(desk):
        state.watching = False
        st.rerun()
    state.watching = _running(desk)
    with st.container(key="tend"):
        files = st.file_uploader("Add files", accept_multiple_files=True, key=f"uploads-{state.uploads}", disabled=state.watching)
        if files and st.button("Add to the library", type="primary", width="stretch", disabled=state.watching):
            desk.start(settings, uploads=lay_down((file.name, file.getvalue()) for file in files))
            state.uploads += 1
            st.rerun()
        if st.button("Refresh", width="stretch", disabled=state.watching, help="Reads every source again and takes up what changed."):
            desk.start(settings)
            st.rerun()
        show_progress(desk)
    with st.expander("Filters you can type"):
        st.markdown("\\\n".join([*(f"`{name}:` {meaning}" for name, meaning in FILTERS.items()), '`"exact words"` word for word']))


def show_progress(desk: Desk, where: str = "side") -> None:
    """What the refresh does, or what it did: names and reasons are shown as plain text."""
    job = desk.current
    if job is None:
        return
    with st.container(key=f"refresh_{where}"):
        if job.running:
            st.progress(min(1.0, job.done / job.of) if job.of else 0.0, text=f"{job.step} {job.done:,} of {job.of:,}" if job.of else job.step)
            st.button("Cancel", key=f"cancel_{where}", on_click=job.cancel)
            return
        if job.problem:
            st.text(f"{job.problem.message}\n{job.problem.fix}")
        if job.result:
            st.text(summary(job.result))
            for failure in job.result.get("failed", ()):
                st.text(f"{failure['source']}: {failure['reason']}\n{failure.get('fix', '')}")
        st.button("Dismiss", key=f"dismiss_{where}", on_click=desk.clear)
