"""What opens over the page: taking an answer away as a file, changing what a question looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from rag.types import Role, Scope
from ui.export import file_name, markdown, word
from ui.state import Exchange, settled

if TYPE_CHECKING:
    from rag.record.library import Summary

SIDES: tuple[Role, ...] = ("official", "press", "moderator", "other")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@st.dialog("Take it away")
def export_dialog(exchange: Exchange, exchanges: Sequence[Exchange]) -> None:
    """Offers one answer or the whole conversation as Markdown or Word."""
    choice = st.radio("What", ["This answer", "The whole conversation"], horizontal=True)
    chosen = [exchange] if choice == "This answer" else list(exchanges)
    st.download_button("Markdown", markdown(chosen), file_name(chosen, ".md"), "text/markdown", on_click="ignore", width="stretch")
    st.download_button("Word", word(chosen, "Answers from the briefings"), file_name(chosen, ".docx"), DOCX, on_click="ignore", width="stretch")


@st.dialog("What to look at")
def scope_dialog(scope: Scope, summaries: Sequence[Summary], ask_again: Callable[[Scope], None]) -> None:
    """Lets a person set every part of a scope; "Ask again" hands it to `ask_again`."""
    voices = [voice for summary in summaries for voice in summary.speakers]
    names = {summary.id: f"{summary.name} ({summary.when})" for summary in summaries}
    speakers = st.multiselect("Speakers", _known((voice.name for voice in voices), scope.speakers), scope.speakers, placeholder="anyone")
    roles = st.multiselect("Side of the podium", SIDES, scope.roles, placeholder="any side")
    governments = st.multiselect(
        "Whose officials", _known((voice.speaks_for for voice in voices), scope.speaks_for), scope.speaks_for, placeholder="anybody's"
    )
    outlets = st.multiselect("Outlets", _known((voice.outlet for voice in voices), scope.outlets), scope.outlets, placeholder="any outlet")
    briefings = st.multiselect(
        "Briefings", _known(names, scope.briefings), scope.briefings, format_func=lambda id: names.get(id, id), placeholder="all"
    )
    left, right = st.columns(2)
    since = left.date_input("Since", scope.since, min_value=None, format="YYYY-MM-DD")
    until = right.date_input("Until", scope.until, min_value=None, format="YYYY-MM-DD")
    also = st.multiselect("Also searched", scope.also, scope.also, accept_new_options=True, placeholder="nothing besides the question's words")
    if st.button("Ask again", type="primary"):
        chosen = Scope(
            tuple(speakers), tuple(roles), tuple(outlets), tuple(governments), since, until, tuple(briefings), scope.phrases, also=tuple(also)
        )
        ask_again(settled(chosen))
        st.rerun()


def _known(values: Iterable[str], chosen: Sequence[str]) -> list[str]:
    return sorted({value for value in values if value} | set(chosen), key=str.casefold)
