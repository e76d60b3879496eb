"""What a person corrects is theirs, is searched, survives, and can be taken back; the record stays as published."""

import json
from datetime import datetime, timedelta

import pytest

from ingest.__main__ import main
from ingest.refresh import correct, forget, rebuild
from ingest.verify import verify
from rag.errors import LibraryError, NotFound, QueryError
from rag.index.generation import Index
from rag.record.library import Library
from tests.ingest.transcripts import Desk, counts, transcript


class Yesterday(datetime):
    """A clock that was set back."""

    @classmethod
    def now(cls, tz=None):
        return datetime.now(tz) - timedelta(days=1)


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path)
    desk.refresh()
    return desk


def indexed(desk):
    """Names under which the index has turns."""
    with Library.open(desk.settings.data) as library:
        index = Index.open(desk.settings, library)
        names = {index.columns.speakers[number].name for number in index.columns.speaker}
        index.close()
    return names


def test_a_speaker_is_put_right_and_taken_back(desk):
    with Library.open(desk.settings.data) as library:
        before = library.briefing(found := library.find("0.txt"))
    after = correct(desk.settings, "0.txt", {"name": "Lena Ortiz", "outlet": "Daily Courier"}, 1)
    assert (after.turns[1].speaker.name, after.turns[1].speaker.outlet) == ("Lena Ortiz", "Daily Courier")
    assert [turn.text for turn in after.turns] == [turn.text for turn in before.turns]
    assert after.revision == before.revision
    assert any("turn 1 corrected by hand" in note.note for note in after.notes)
    assert "Lena Ortiz" in indexed(desk)
    assert verify(desk.settings).problems == ()
    assert correct(desk.settings, found, {}) == before
    assert "Lena Ortiz" not in indexed(desk)


def test_an_earlier_correction_is_taken_back_from_the_index_too(desk):
    correct(desk.settings, "0.txt", {"name": "Lena Ortiz"}, 1)
    correct(desk.settings, "0.txt", {"name": "Paul Gray"}, 3)
    correct(desk.settings, "0.txt", {}, 1)
    names = indexed(desk)
    assert "Paul Gray" in names
    assert "Lena Ortiz" not in names


def test_the_last_act_is_taken_back_whatever_the_clock_said(desk, monkeypatch):
    correct(desk.settings, "0.txt", {"title": "First"})
    monkeypatch.setattr("rag.record.ledger.datetime", Yesterday)
    correct(desk.settings, "0.txt", {"title": "Second"})
    assert correct(desk.settings, "0.txt", {}).title == "First"


def test_is_kept_and_indexed_or_neither(desk, monkeypatch):
    monkeypatch.setattr("rag.index.folders.settle", fail)
    with pytest.raises(LibraryError):
        correct(desk.settings, "0.txt", {"name": "Lena Ortiz"}, 1)
    with Library.open(desk.settings.data) as library:
        assert library.briefing(library.find("0.txt")).turns[1].speaker.name != "Lena Ortiz"
    assert verify(desk.settings).problems == ()


def fail(_):
    raise OSError("I/O error")


def test_what_is_forgotten_takes_its_corrections_along(desk):
    correct(desk.settings, "0.txt", {"title": "On harbours"})
    forget(desk.settings, str(desk.folder))
    desk.refresh(desk.folder)
    with Library.open(desk.settings.data) as library:
        assert library.briefing(library.find("0.txt")).title != "On harbours"


def test_a_day_and_a_title(desk):
    correct(desk.settings, "0.txt", {"held_on": "2031-07-01", "title": "On harbours"})
    with Library.open(desk.settings.data) as library:
        summary = next(each for each in library.briefings() if each.source == "0.txt")
        assert (summary.name, summary.when, summary.corrected) == ("On harbours", "1 Jul 2031", True)
        assert sum(each.corrected for each in library.briefings()) == 1
    assert verify(desk.settings).problems == ()


def test_survives_refresh_rebuild_and_a_new_revision(desk):
    correct(desk.settings, "0.txt", {"outlet": "Daily Courier"}, 1)
    assert counts(desk.refresh(full=True)) == {"unchanged": 3}
    rebuild(desk.settings)
    desk.write(
        "0.txt",
        transcript(0, "The {word} is closed.").replace("MS. WHITLOCK: Good", "MS. WHITLOCK: Welcome.\n\nQUESTION: Hello?\n\nMS. WHITLOCK: Good"),
    )
    assert counts(desk.refresh()) == {"changed": 1, "unchanged": 2}
    with Library.open(desk.settings.data) as library:
        turns = library.briefing(library.find("0.txt")).turns
    assert [turn.index for turn in turns if turn.speaker.outlet == "Daily Courier"] == [3]


@pytest.mark.parametrize(
    ("values", "turn", "error"),
    [
        ({"role": "boss"}, 1, QueryError),
        ({"held_on": "soon"}, None, QueryError),
        ({"name": "A"}, None, QueryError),
        ({"name": "A"}, 99, NotFound),
        ({}, None, NotFound),
    ],
)
def test_what_cannot_be(desk, values, turn, error):
    with pytest.raises(error) as raised:
        correct(desk.settings, "0.txt", values, turn)
    assert raised.value.fix


def test_the_command(desk, capsys):
    data = str(desk.settings.data)
    assert main(["correct", "0.txt", "--turn", "1", "--for", "Norvania", "--role", "official", "--data", data, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["turns"][1]["speaker"]["speaks_for"] == "Norvania"
    assert main(["correct", "0.txt", "--undo", "--data", data]) == 0
    assert main(["correct", "0.txt", "--data", data]) == 2
