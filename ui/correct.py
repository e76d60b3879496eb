"""The form on a briefing's page that puts right what the parser read: a day, a title, who speaks in a turn. The record's words stay."""

from __future__ import annotations

from typing import get_args

import streamlit as st

from rag.types import Briefing, Role, Speaker
from ui import service
from ui.refreshing import correct

ROLES: tuple[Role, ...] = get_args(Role)


def draw(briefing: Briefing, turn: int | None) -> None:
    """Draws the form, for the turn that is open or the whole briefing, with a way back."""
    with st.expander("Correct what was read here"):
        st.text("The published words stay as they are. A correction is kept beside them, marked as yours, through every refresh.")
        with st.form("correct", border=False):
            values = _of_briefing(briefing) if turn is None else _of_speaker(briefing.turns[turn].speaker, turn)
            keep = st.form_submit_button("Keep the correction")
        undo = st.button("Take the last correction back")
        if (keep and values) or undo:
            problem = correct(service.settings(), briefing.id, values if keep else {}, turn)
            if problem:
                st.text(f"{problem.message} {problem.fix}")
            else:
                st.rerun()


def _of_briefing(briefing: Briefing) -> dict[str, str]:
    title = st.text_input("Title", briefing.title, max_chars=300)
    day = st.date_input("Held on", briefing.held_on, min_value="1900-01-01", format="YYYY-MM-DD")
    given = {"title": title.strip(), "held_on": day.isoformat() if day else ""}
    known = {"title": briefing.title, "held_on": briefing.held_on.isoformat() if briefing.held_on else ""}
    return {field: value for field, value in given.items() if value and value != known[field]}


def _of_speaker(speaker: Speaker, turn: int) -> dict[str, str]:
    st.text(f"Who speaks in turn {turn}")
    given = {
        "name": st.text_input("Name", speaker.name),
        "title": st.text_input("Title of the speaker", speaker.title),
        "role": st.selectbox("Side of the podium", ROLES, ROLES.index(speaker.role)),
        "outlet": st.text_input("Outlet", speaker.outlet),
        "speaks_for": st.text_input("Whose official", speaker.speaks_for),
    }
    return {field: value.strip() for field, value in given.items() if value.strip() != getattr(speaker, field)}
