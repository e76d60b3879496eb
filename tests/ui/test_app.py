"""The pages as Streamlit runs them, without a browser: none throws, each shows its parts."""

import json
import sys

import pytest
from streamlit.testing.v1 import AppTest

from tests.shared import PROJECT
from ui import service
from ui.screens import ask


@pytest.fixture(autouse=True)
def main_module(monkeypatch):
    """Streamlit puts the page there and leaves it, where a test of several processes would start it again."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture
def app(tmp_path, monkeypatch):
    monkeypatch.setenv("BRIEFINGS_DATA", str(tmp_path))
    monkeypatch.setattr(ask, "FIRST_LOOK_S", 60)  # so long a run waits for the answer it shows
    for name in ("library", "summaries", "assistant", "facts", "examples", "warm_up"):
        monkeypatch.setattr(service, name, getattr(service, name))
    return lambda: AppTest.from_file(str(PROJECT / "tests" / "ui" / "fake_app.py"), default_timeout=120)


def shown(app, key):
    """The data of a component."""
    return next(json.loads(each.proto.json) for each in app.get("bidi_component") if key in each.proto.id)


def test_ask(app):
    page = app().run()
    assert not page.exception
    assert shown(page, "conversation")["welcome"]["facts"] == "203 briefings, 1,114 turns, 2029 to 2031."
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


def test_a_run_that_did_not_know_of_the_new_conversation_yet_does_not_bring_the_old_one_back(app):
    page = app().run()
    page.chat_input[0].set_value("first?").run()
    before = page.query_params["conversation"]
    page.sidebar.button[0].click().run()
    assert page.query_params == {}
    page.query_params["conversation"] = before
    page.chat_input[0].set_value("second?").run()
    assert [each["question"] for each in shown(page, "conversation")["exchanges"]] == ["second?"]
    assert page.query_params["conversation"] != before


def wander():
    import streamlit as st

    from ui.session import arrive, go

    arrive("ask")
    go("library")
    st.text(arrive("ask"))
    go("library")
    st.text(arrive("check"))
    st.text(arrive("check"))


def test_a_button_leads_elsewhere_once_and_only_from_the_page_it_was_pressed_on():
    page = AppTest.from_function(wander).run()
    assert [each.value for each in page.text] == ["('library', {})", "None", "None"]


@pytest.fixture
def real(tmp_path, monkeypatch):
    """The app itself, over a data folder of its own."""
    monkeypatch.setenv("BRIEFINGS_DATA", str(tmp_path))
    return lambda: AppTest.from_function(draw_main, default_timeout=120).run()


def draw_main():
    from ui.main import main

    main()


def test_an_empty_library_says_what_to_do(real):
    page = real()
    assert not page.exception
    assert "Add transcripts" in shown(page, "conversation")["welcome"]["facts"]
    page.chat_input[0].set_value("anything?").run()
    assert shown(page, "conversation")["exchanges"][0]["problem"]["fix"]


def test_settings_that_cannot_be_used_are_told(real, monkeypatch):
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9")
    page = real()
    assert not page.exception
    assert "Set BRIEFINGS_MODEL to a model that this endpoint serves." in page.text[-1].value


def test_a_damaged_library_is_told(real, tmp_path):
    (tmp_path / "library.sqlite").write_bytes(b"not a database" * 100)
    page = real()
    assert not page.exception
    assert "library" in page.text[-1].value


def test_a_model_is_named_with_the_host_that_gets_the_passages(real, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    page = real()
    told = [text.value for text in page.text]
    assert any("passages are sent to api.openai.com" in text for text in told)
    assert "sk-secret" not in str(told)


@pytest.mark.parametrize(
    ("address", "allowed", "refused"), [("127.0.0.1", False, False), ("0.0.0.0", False, True), ("", False, True), ("0.0.0.0", True, False)]
)
def test_only_this_machine_is_listened_to_unless_allowed(address, allowed, refused, monkeypatch):
    import streamlit as st

    import app

    monkeypatch.setattr(st, "get_option", {"server.address": address}.get)
    if refused:
        with pytest.raises(SystemExit, match="anyone who reaches it can read and change the library"):
            app.guards(allow_remote=allowed)
    else:
        assert len(app.guards(allow_remote=allowed)) == 2
