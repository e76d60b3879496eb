"""Conversations outlive the program: what is kept comes back as it was, or says that it cannot."""

import io
import json

import docx
import pytest

from rag.errors import LibraryError, NotFound
from rag.types import Scope
from tests.ui.fake_assistant import FakeAssistant, FakeLibrary
from ui.changes import Quoted
from ui.conversations import Conversations
from ui.jobs import Asking
from ui.refreshing import lay_down, summary
from ui.screens.check import draft_text
from ui.state import Exchange
from ui.stored import dump, load

LIBRARY = FakeLibrary()


def ended(question, given=None):
    kept: list[Exchange] = []
    asking = Asking(Exchange("x1", question, given or Scope()), lambda: FakeAssistant(LIBRARY).stream(question, given=given or Scope()), kept.append)
    assert asking.wait(60)
    assert kept == [asking.exchange]
    return asking.exchange


@pytest.mark.parametrize("question", ["Buy Local?", "rail", "nothing", "hostile", "broken", "long", "by a model"])
def test_an_exchange_comes_back(question):
    exchange = ended(question)
    again = load(dump(exchange), LIBRARY.briefing)
    assert (again.question, again.claims, again.answer, again.problem) == (exchange.question, exchange.claims, exchange.answer, exchange.problem)


def test_words_that_changed_are_not_shown_as_quoted():
    record = json.loads(dump(ended("Buy Local?")))
    record["claims"][0]["citations"][0]["quote"] = "Something else."
    again = load(json.dumps(record), LIBRARY.briefing)
    assert again.answer is None
    assert again.problem
    assert "no longer in the library" in again.problem.message


def test_a_forgotten_briefing_is_told():
    def find(id, revision):
        raise NotFound("gone", "add it")

    assert load(dump(ended("Buy Local?")), find).problem


def test_a_bug_is_told_without_its_details(caplog):
    def stream():
        raise RuntimeError("secret")
        yield

    asking = Asking(Exchange("x", "?"), stream, lambda ended: None)
    assert asking.wait(60)
    assert asking.exchange.problem
    assert "secret" not in asking.exchange.problem.message
    assert "secret" in caplog.text


@pytest.fixture
def store(tmp_path):
    found = Conversations(tmp_path / "app.sqlite")
    found.put("c1", "x1", "About zebras", '{"text": "stripes 100%"}')
    found.put("c1", "x2", "And lions", "{}")
    found.put("c2", "x3", "Ferries", "{}")
    return found


def test_conversations_are_listed_and_found(store):
    assert [(each.id, each.title, each.questions) for each in store.find()] == [("c2", "Ferries", 1), ("c1", "About zebras", 2)]
    assert [each.id for each in store.find("stripes 100%")] == ["c1"]
    assert store.find("_") == []
    assert store.records("c1") == ['{"text": "stripes 100%"}', "{}"]


def test_rename_delete_restore_drop_clear(store):
    store.rename("c1", "  Animals ")
    store.rename("c1", " ")
    assert [each.title for each in store.find("animals")] == ["Animals"]
    store.delete("c1")
    assert [each.id for each in store.find()] == ["c2"]
    assert store.records("c1") == []
    store.restore("c1")
    store.drop("c1", ["x1"])
    assert store.records("c1") == ["{}"]
    store.judge("x2", "And lions", "wrong source")
    assert store.verdicts(["x1", "x2"]) == {"x2": "wrong source"}
    store.clear()
    assert store.find() == []
    assert store.verdicts(["x2"]) == {}


def test_an_unusable_folder_is_an_error_with_its_fix(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryError) as caught:
        Conversations(tmp_path / "file" / "app.sqlite")
    assert caught.value.fix


def test_uploads_keep_their_names_and_nothing_else(tmp_path):
    folder = lay_down([("../../etc/passwd", b"1"), ("a b.txt", b"2"), ("a b.txt", b"3"), ("C:\\x\\y.txt", b"4"), ("..", b"5")])
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        "passwd": b"1",
        "a b.txt": b"2",
        "a b (2).txt": b"3",
        "y.txt": b"4",
        "upload": b"5",
    }


def test_summary():
    assert summary({"added": 2, "unchanged": 1200, "failed": [{}]}) == "2 added, 1,200 unchanged, 1 failed"
    assert summary({"added": 0}) == "Nothing to do"


def test_what_is_new_is_told_once_and_nothing_at_the_first_visit(store):
    assert store.unseen(["a", "b"]) == frozenset()
    assert store.unseen(["a", "b", "c"]) == {"c"}
    assert store.unseen(["a", "c"]) == frozenset()


def test_quoted_words_are_found_in_what_was_kept(store):
    exchange = ended("Buy Local?")
    store.put("c3", exchange.id, exchange.question, dump(exchange))
    quoted = [Quoted(*row) for row in store.quoted()]
    assert [(each.conversation, each.question, each.quote) for each in quoted] == [
        ("c3", "Buy Local?", citation.quote) for claim in exchange.claims for citation in claim.citations
    ]
    assert {each.label for each in quoted} == {"MR WHITLOCK"}
    store.delete("c3")
    assert store.quoted() == []


def test_a_draft_is_read_from_text_and_from_word():
    document = docx.Document()
    document.add_paragraph("He said: “We agreed.”")
    document.add_paragraph("That was all.")
    kept = io.BytesIO()
    document.save(kept)
    assert draft_text("Draft.DOCX", kept.getvalue()) == "He said: “We agreed.”\nThat was all."
    assert draft_text("draft.txt", "\ufeffHe said “no”.".encode()) == "He said “no”."
    assert draft_text("draft.docx", b"no Word file") == ""
