"""The page's frame: theme, navigation, sidebar. Each page is a file of its own."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from rag.errors import BriefingsError
from ui import service, sidebar
from ui.errors import tell
from ui.screens import ask, briefings, check, kept, library, speakers
from ui.session import Place, arrive, session

HERE = Path(__file__).parent


def main() -> None:
    """Draws the chosen page, or says what keeps it from being drawn."""
    session().whole = False
    st.set_page_config(page_title="Briefings", page_icon=str(HERE / "icon.png"), layout="wide")
    st.html(HERE / "style.css")
    try:
        draw()
    except BriefingsError as error:
        tell(error)


def draw() -> None:
    """Draws navigation, sidebar and the chosen page."""
    pages: dict[Place, StreamlitPage] = {
        "ask": st.Page(ask.page, title="Ask", default=True),
        "briefings": st.Page(briefings.page, title="Briefings", url_path="briefings"),
        "speakers": st.Page(speakers.page, title="Speakers", url_path="speakers"),
        "check": st.Page(check.page, title="Check a text", url_path="check"),
        "conversations": st.Page(kept.page, title="Conversations", url_path="conversations"),
        "library": st.Page(library.page, title="Library", url_path="library"),
    }
    chosen = st.navigation(list(pages.values()))
    here = next(place for place, page in pages.items() if page is chosen)
    if going := arrive(here):
        st.switch_page(pages[going[0]], query_params=going[1])
    service.warm_up()
    with st.sidebar:
        sidebar.draw(brief=here == "library")
    chosen.run()
    session().whole = True


if __name__ == "__main__":
    main()
