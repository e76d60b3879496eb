"""The side of every page: what is in the library and who answers."""

from __future__ import annotations

import streamlit as st

from ui import service
from ui.welcome import facts


def draw() -> None:
    """Draws it below the navigation."""
    summaries, settings = service.summaries(), service.settings()
    if summaries:
        st.text(facts(summaries).rstrip("."))
    st.text(f"Answers by {settings.model}: passages are sent to {settings.model_host}" if settings.model else "Answers without a model: nothing leaves this machine")
