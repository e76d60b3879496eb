"""The page's frame: theme, navigation, sidebar. Each page is a file of its own."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from rag.errors import BriefingsError
from ui import service, sidebar
from ui.errors import tell
from ui.pages import ask, briefings, check, kept, library, speakers

HERE = Path(__file__).parent


def main() -> None:
    """Draws the chosen page, or says what keeps it from being drawn."""
    st.set_page_config(page_title="Briefings", page_icon=str(HERE / "icon.png"), layout="wide")
    st.html(HERE / "style.css")
    try:
        draw()
    except BriefingsError as error:
        tell(error)


def draw() -> None:
    """Draws navigation, sidebar and the chosen page."""
    ask_page = st.Page(ask.page, title="Ask", default=True)
    briefing_page = st.Page(briefings.page, title="Briefings", url_path="briefings")
    chosen = st.navigation(
        [
            ask_page,
            briefing_page,
            st.Page(lambda: speakers.page(briefing_page), title="Speakers", url_path="speakers"),
            st.Page(lambda: check.page(briefing_page), title="Check a text", url_path="check"),
            st.Page(lambda: kept.page(ask_page), title="Conversations", url_path="conversations"),
            st.Page(library.page, title="Library", url_path="library"),
        ]
    )
    service.warm_up()
    with st.sidebar:
        sidebar.draw(ask_page)
    chosen.run()


if __name__ == "__main__":
    main()
