"""How an error is told on the page: what went wrong and what to do, never a traceback."""

from __future__ import annotations

import logging

import streamlit as st

from rag.errors import BriefingsError
from ui.jobs import BUG

log = logging.getLogger(__name__)


def tell(error: Exception) -> bool:
    """Shows the error; True says that nothing more need be shown of it."""
    if isinstance(error, BriefingsError):
        message, fix = str(error), error.fix
    else:
        log.error("a page ended in an error", exc_info=error)
        message, fix = BUG.message, BUG.fix
    with st.container(key="trouble"):
        st.text(f"{message}\n{fix}")
    return True
