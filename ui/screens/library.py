"""The page that looks after the library: add, paste, follow, sources with their last result, settings, deleting."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from rag.config import Settings
from ui import components, service
from ui.changes import Quoted, changed_data, touched, touched_data
from ui.refreshing import forget, lay_down
from ui.session import go, open_conversation, session
from ui.sidebar import SECONDS, show_progress
from ui.sources import failures_data, settings_data, sources_data

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from rag.record.library import Library


REFRESH = "Reads every source again and takes up what changed."


def page() -> None:
    """Draws the page."""
    st.title("Library", anchor=False)
    settings = service.settings()
    _tell()
    st.header("Add transcripts", anchor=False)
    _upload(settings)
    _paste(settings)
    _follow(settings)
    st.header("Sources", anchor=False)
    found = service.library()
    sources = found.sources() if found else []
    if sources:
        components.show("table", "sources", sources_data(sources), _act)
        st.button("Refresh", on_click=service.desk().start, args=(settings,), disabled=service.desk().running, help=REFRESH)
    else:
        st.text("Nothing is followed yet. Add files, paste a transcript, or run: python -m ingest refresh FOLDER")
    _confirm_forget(settings)
    if found:
        _changes(found)
    st.header("Settings", anchor=False)
    components.show("table", "settings", settings_data(settings), lambda event: None)
    _delete_all(settings, sources)


def _tell() -> None:
    told = st.session_state.pop("told", "")
    if told:
        st.text(told)
    if service.desk().current:
        st.fragment(_refresh, run_every=SECONDS if service.desk().running else None)()


def _refresh() -> None:
    """What a refresh does, or what it did, with everything that failed."""
    desk = service.desk()
    job = desk.current
    if job is None:
        return
    with st.container(key="refresh_library"):
        if job.running:
            show_progress(job)
            st.button("Cancel", on_click=job.cancel)
            return
        st.text(job.told)
        if job.failed:
            components.show("table", "failures", failures_data(job.failed), lambda event: None)
        st.button("Dismiss", on_click=desk.clear)


def _upload(settings: Settings) -> None:
    desk = service.desk()
    label = "Files: text, Markdown, HTML, PDF, Word, e-mail, captions, JSON, XML, or archives of them"
    files = st.file_uploader(label, accept_multiple_files=True, key=f"uploads-{session().uploads}", disabled=desk.running)
    if files:
        st.button("Add files to the library", type="primary", disabled=desk.running, on_click=_add_files, args=(settings, files))


def _add_files(settings: Settings, files: Sequence[UploadedFile]) -> None:
    service.desk().start(settings, uploads=lay_down((file.name, file.getvalue()) for file in files))
    session().uploads += 1


def _paste(settings: Settings) -> None:
    with st.expander("Paste a transcript"), st.form("paste", clear_on_submit=True, border=False):
        st.text_input("Name", placeholder="for instance: Readout of 3 May", max_chars=100, key="pasted_name")
        st.text_area("Text of the transcript", height=240, key="pasted_text")
        st.form_submit_button("Add to the library", disabled=service.desk().running, on_click=_add_pasted, args=(settings,))


def _add_pasted(settings: Settings) -> None:
    name, text = st.session_state.pasted_name, st.session_state.pasted_text
    if text.strip():
        service.desk().start(settings, uploads=lay_down([(f"{plain_name(name or text)}.txt", text.encode())]))


def plain_name(text: str) -> str:
    """A name for a pasted text: its first words, without what a file's name cannot hold."""
    return " ".join(re.sub(r'[\\/:*?"<>|\x00-\x1f]', " ", text).split())[:60].strip(" .") or "pasted"


def _follow(settings: Settings) -> None:
    with st.expander("Follow a folder, a page or a feed"), st.form("follow", clear_on_submit=True, border=False):
        st.text_input("Folder or address", placeholder="/home/me/transcripts or https://example.org/briefings.xml", key="followed")
        st.form_submit_button("Add to the library", disabled=service.desk().running, on_click=_add_source, args=(settings,))


def _add_source(settings: Settings) -> None:
    if source := st.session_state.followed.strip():
        service.desk().start(settings, sources=[source])


def _act(event: dict[str, Any]) -> None:
    if event.get("do") == "forget":
        st.session_state.forgetting = str(event["source"])


def _changes(library: Library) -> None:
    """Briefings whose text changed, and the kept answers that quote words which are no longer there."""
    known = {summary.id: summary for summary in library.briefings()}
    revisions = ((summary, library.revisions(summary.id)[1:]) for summary in known.values())
    changed = [(summary, later[-1][1]) for summary, later in revisions if any(cause == "published" for _, _, cause in later)]
    if changed:
        st.header("Changed briefings", anchor=False)
        components.show("table", "changed", changed_data(changed), lambda event: go("briefings", briefing=str(event["briefing"])))
    quoted = (Quoted(*row) for row in service.conversations().quoted())
    hit = touched(quoted, {id: summary.revision for id, summary in known.items()}, library.briefing)
    if hit:
        st.header("Answers that a change touches", anchor=False)
        components.show("table", "touched", touched_data(hit), lambda event: go("ask", conversation=str(event["conversation"])))


def _confirm_forget(settings: Settings) -> None:
    source = st.session_state.get("forgetting")
    if not source:
        return
    st.text(f"Remove {source} and its briefings from the library? The files themselves stay where they are.")
    with st.container(horizontal=True):
        st.button("Remove it", type="primary", on_click=_forget, args=(settings,))
        st.button("Keep it", on_click=st.session_state.pop, args=("forgetting", None))


def _forget(settings: Settings) -> None:
    source = st.session_state.pop("forgetting", None)
    if source:  # None for the second of two clicks
        problem = forget(settings, source)
        st.session_state.told = f"{problem.message} {problem.fix}" if problem else f"{source} was removed."


def _delete_all(settings: Settings, sources: Sequence[Mapping[str, Any]]) -> None:
    st.header("Delete everything", anchor=False)
    st.text("Takes every source out of the library, and deletes all conversations and feedback. Files of your own stay where they are.")
    sure = st.checkbox("I want to delete everything", key="sure")
    st.button("Delete everything", disabled=not sure, on_click=_empty, args=(settings, sources))


def _empty(settings: Settings, sources: Sequence[Mapping[str, Any]]) -> None:
    problems = [problem for each in sources if (problem := forget(settings, each["source"]))]
    service.conversations().clear()
    open_conversation("")
    st.session_state.told = " ".join(f"{problem.message} {problem.fix}" for problem in problems) or "Everything was deleted."
    st.session_state.sure = False
