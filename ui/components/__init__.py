"""The parts of the page that Streamlit has none of: the conversation, the reader, tables. Each is a script and a style sheet beside this file."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Literal

Name = Literal["card", "conversation", "reader", "table", "verdicts"]

_HERE = Path(__file__).parent
_SCRIPTS: dict[Name, tuple[str, ...]] = {"conversation": ("preview", "answer")}
"""What a component's script stands on, besides `common`."""


@cache
def _mount(name: Name) -> Callable[..., Any]:
    import streamlit as st

    script = "\n".join((_HERE / f"{part}.js").read_text("utf-8") for part in ("common", *_SCRIPTS.get(name, ()), name))
    style = "\n".join((_HERE / f"{part}.css").read_text("utf-8") for part in ("common", name))
    return st.components.v2.component(f"briefings_{name}", js=script, css=style)


def show(name: Name, key: str, data: dict[str, Any], on_act: Callable[[dict[str, Any]], None]) -> None:
    """Shows a component; what a person does there arrives at `on_act` as {"do": what, ...}."""
    import streamlit as st

    def act() -> None:
        event = st.session_state[key].get("act")
        if isinstance(event, dict):
            on_act(event)

    _mount(name)(key=key, data=data, on_act_change=act)
