"""The page that holds the quotations of a draft against the record. A draft never leaves this machine."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from rag.errors import BriefingsError
from rag.types import Citation
from ui import components, service
from ui.session import go
from ui.state import Target, write_target
from ui.view import Data, speaker_data

if TYPE_CHECKING:
    from rag.checking.quotations import Quotation

NAMES = {
    "verbatim": "word for word",
    "altered": "words changed",
    "cropped": "stops before what turns it",
    "misattributed": "somebody else's words",
    "not_found": "not in the record",
}
LONGEST = 200_000  # characters of a draft


def page() -> None:
    """Draws the form and, once a draft was checked, its verdicts."""
    st.title("Check a text", anchor=False)
    st.text("Every quotation of your draft is compared with the library, word by word. The draft stays on this machine.")
    with st.form("check", border=False):
        st.text_area("Draft", height=220, max_chars=LONGEST, key="draft")
        st.file_uploader("or a file", type=["txt", "md", "docx"], key="draft_file")
        st.form_submit_button("Check", type="primary", on_click=_take)
    checked = st.session_state.get("checked", "")
    if checked.strip():
        _verdicts(checked)
    elif "checked" in st.session_state:
        st.text("There are no words to check. Paste them, or save the draft as .docx or plain text.")


def _take() -> None:
    file = st.session_state.draft_file
    st.session_state.checked = draft_text(file.name, file.getvalue())[:LONGEST] if file else st.session_state.draft


def draft_text(name: str, data: bytes) -> str:
    """The words of a draft, a paragraph a line; "" for a Word file that cannot be read."""
    if not name.lower().endswith(".docx"):
        return data.decode("utf-8-sig", "replace")
    import docx

    try:
        return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)
    except (ValueError, KeyError, OSError, SyntaxError, zipfile.BadZipFile):  # XML errors are SyntaxErrors
        return ""


def _verdicts(text: str) -> None:
    try:
        found = service.assistant().check(text)
    except BriefingsError as error:
        st.text(f"{error}\n{error.fix}")
        return
    components.show("verdicts", "verdicts", verdicts_data(text, found), _open)


def verdicts_data(text: str, found: Sequence[Quotation]) -> Data:
    """The draft with its quotations, each with what the record says."""
    counts = Counter(NAMES[each.verdict] for each in found)
    told = ", ".join(f"{number} {name}" for name, number in counts.items())
    return {
        "text": text,
        "told": f"{len(found)} quotation{'' if len(found) == 1 else 's'}: {told}." if found else "There is no quotation in this text.",
        "quotations": [_quotation(each) for each in found],
    }


def _quotation(each: Quotation) -> Data:
    return {
        "text": each.text,
        "start": each.start,
        "stop": each.stop,
        "verdict": each.verdict,
        "name": NAMES[each.verdict],
        "attributed": each.attributed_to,
        "difference": each.difference,
        "found": _found(each.found) if each.found else None,
    }


def _found(citation: Citation) -> Data:
    turn, briefing = citation.turn, citation.briefing
    target = Target(briefing.id, turn.index, citation.start, citation.stop, briefing.revision)
    return {
        "who": speaker_data(turn.relays or turn.speaker, turn.label),
        "when": briefing.when,
        "name": briefing.name,
        "quote": citation.quote,
        "place": write_target(target),
    }


def _open(event: dict[str, Any]) -> None:
    go("briefings", **{key: str(event[key]) for key in ("briefing", "turn", "chars", "rev") if key in event})
