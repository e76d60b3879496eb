"""The pages as Streamlit runs them, without a browser: none throws, each shows its parts."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from tests.shared import PROJECT
from ui import service


@pytest.fixture
def app(tmp_path, monkeypatch):
    monkeypatch.setenv("BRIEFINGS_DATA", str(tmp_path))
    for name in ("library", "summaries", "assistant", "examples", "warm_up"):
        monkeypatch.setattr(service, name, getattr(service, name))
    yield lambda: AppTest.from_file(str(PROJECT / "tests" / "ui" / "fake_app.py"), default_timeout=20)
    service._conversations.clear()


def shown(app, key):
    """The data of a component."""
    return next(json.loads(each.proto.json) for each in app.get("bidi_component") if key in each.proto.id)


def test_ask(app):
    page = app().run()
    assert not page.exception
    assert shown(page, "conversation")["welcome"]["facts"] == "3 briefings, 720 turns, 2029 to 2031."
    page.chat_input[0].set_value("what about *Buy Local*?").run()
    exchange = shown(page, "conversation")["exchanges"][0]
    assert exchange["question"] == "what about *Buy Local*?"
    assert exchange["answer"]["status"] == "answered"
    assert page.query_params["conversation"]


def test_a_link_opens_the_reader(app):
    page = app()
    page.query_params["briefing"] = "a1b2c3d4e5f6"
    page.query_params["turn"] = "4"
    page.query_params["chars"] = "0-6"
    page.run()
    assert not page.exception
    assert shown(page, "reader_view")["target"] == {"turn": 4, "span": [0, 6], "missing": False}
