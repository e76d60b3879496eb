"""The page of kept conversations: find, open, rename, delete, bring back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import streamlit as st

from rag.types import show_day
from ui import components, service
from ui.conversations import Conversation
from ui.session import go, open_conversation, session


def page() -> None:
    """Draws the list."""
    st.title("Conversations", anchor=False)
    _tell_deleted()
    _rename_form()
    words = st.text_input("Search in questions and answers", key="find_conversation")
    found = service.conversations().find(words)
    if not found:
        st.text("No conversation holds these words." if words.strip() else "No conversations yet. They are kept as soon as you ask.")
        return
    components.show("table", "conversations", table_data(found), _act)


def table_data(found: Sequence[Conversation]) -> dict[str, Any]:
    """The conversations as rows, the newest first."""
    return {
        "caption": "Conversations",
        "noun": "conversations",
        "search": "",
        "sort": [0, True],
        "columns": [
            {"label": "Last question", "down": True},
            {"label": "Conversation", "opens": True, "wide": True},
            {"label": "Questions", "number": True},
            {"label": "Change"},
        ],
        "rows": [
            {
                "cells": [show_day(datetime.fromtimestamp(each.changed).date()), each.title, each.questions, ""],
                "sort": [f"{each.changed:017.3f}"],
                "open": {"id": each.id},
                "actions": [["Rename", {"do": "rename", "id": each.id}], ["Delete", {"do": "delete", "id": each.id}]],
            }
            for each in found
        ],
    }


def _act(event: dict[str, Any]) -> None:
    match event:
        case {"do": "row", "id": str(key)}:
            go("ask", conversation=key)
        case {"do": "rename", "id": str(key)}:
            st.session_state.renaming = key
        case {"do": "delete", "id": str(key)}:
            service.conversations().delete(key)
            st.session_state.deleted = key
            if session().conversation == key:
                open_conversation("")


def _tell_deleted() -> None:
    key = st.session_state.get("deleted")
    if not key:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text("The conversation was deleted.")
        st.button("Undo", on_click=_restore, args=(key,))


def _restore(key: str) -> None:
    service.conversations().restore(key)
    st.session_state.pop("deleted", None)


def _rename_form() -> None:
    key = st.session_state.get("renaming")
    known = next((each for each in service.conversations().find() if each.id == key), None)
    if known is None:
        return
    with st.form("rename"):
        st.text_input("Name of the conversation", value=known.title, max_chars=200, key=f"name-{key}")
        st.form_submit_button("Rename", on_click=_rename, args=(key,))


def _rename(key: str) -> None:
    service.conversations().rename(key, st.session_state[f"name-{key}"])
    st.session_state.pop("renaming", None)
