"""The library gives back what it was given, keeps what changed, and says what is wrong with it."""

import sqlite3
import threading
from dataclasses import replace

import pytest

from rag.errors import LibraryError, NotFound
from rag.record.ledger import Document, Ledger
from rag.record.library import Library
from rag.types import GroundRule, Note, Span, Speaker, Topic
from tests.factories import OFFICIAL, REPORTER, make_briefing, make_turn, trade_briefing

WHOLE = replace(
    trade_briefing(),
    ground_rules=(GroundRule("on the record", Span(0, 14, 46)), GroundRule("embargoed")),
    topics=(Topic("Ferries", 3),),
    notes=(Note(7, "a turn seems lost"), Note(None, "no day is printed")),
    starts="10:02 A.M.",
    ends="10:40 A.M.",
)


def put(ledger, briefing, name="trade.txt", *, blob=b"the bytes", parser=1, cause="published"):
    """Record a briefing as a document of the one source and put it into use."""
    with ledger.transaction():
        source = ledger.remember("/folder", "folder")
        reading = ledger.add_reading(briefing, ledger.keep(blob), parser, cause)
        ledger.put_document(source, Document(name, name, "read", 1, 1, blob=ledger.keep(blob), reading=reading, parser=parser), touched=True)
        ledger.name_generation(f"generation of {reading}")
        ledger.sweep()
    return reading


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path, write=True) as ledger:
        yield ledger


def test_gives_back_a_briefing_as_it_was(ledger):
    put(ledger, WHOLE)
    assert ledger.briefing(WHOLE.id) == WHOLE
    assert ledger.briefing(WHOLE.id, "r1") == WHOLE


def test_summaries_hold_what_a_list_shows(ledger):
    put(ledger, WHOLE)
    (summary,) = ledger.briefings()
    assert (summary.name, summary.when, summary.turns, summary.days) == (WHOLE.name, WHOLE.when, 13, WHOLE.days)
    voices = {voice.name: voice for voice in summary.speakers}
    assert voices["Dana Whitlock"].turns == 5
    assert voices["Lena Ortiz"].outlet == "Daily Courier"
    assert voices["Paul Gray"].turns == 0, "only read out by the moderator"


def test_a_person_named_at_several_places_is_one_voice(ledger):
    again = replace(OFFICIAL, evidence=Span(1, 0, 5))
    put(ledger, make_briefing(make_turn(0, OFFICIAL, "Good morning."), make_turn(1, again, "Thank you.")))
    assert [(voice.name, voice.turns) for voice in ledger.briefings()[0].speakers] == [("Dana Whitlock", 2)]
    assert ledger.briefing("a1b2c3d4e5f6").turns[1].speaker.evidence == Span(1, 0, 5)


def test_summaries_follow_a_change(ledger):
    put(ledger, WHOLE)
    assert ledger.briefings()[0].title == WHOLE.title
    put(ledger, replace(WHOLE, title="Another title", revision="r2"), blob=b"other bytes")
    assert ledger.briefings()[0].title == "Another title"


def test_a_changed_text_is_a_new_revision_and_the_old_one_stays(ledger):
    put(ledger, WHOLE)
    changed = replace(WHOLE, revision="r2", turns=(replace(WHOLE.turns[0], text="Good evening."), *WHOLE.turns[1:]))
    put(ledger, changed, blob=b"other bytes")
    assert ledger.briefing(WHOLE.id) == changed
    assert ledger.briefing(WHOLE.id, "r1") == WHOLE
    assert [(revision, cause) for revision, _, cause in ledger.revisions(WHOLE.id)] == [("r1", "published"), ("r2", "published")]


def test_better_speakers_of_the_same_text_are_no_revision(ledger):
    first = put(ledger, WHOLE)
    better = replace(WHOLE, turns=tuple(replace(turn, speaker=Speaker("Ann")) if turn.speaker == REPORTER else turn for turn in WHOLE.turns))
    second = put(ledger, better, parser=2, cause="parser")
    assert second != first
    assert ledger.briefing(WHOLE.id, "r1") == better
    assert len(ledger.revisions(WHOLE.id)) == 1
    assert ledger.rows("SELECT count(*) FROM readings") == [(1,)]


def test_an_equal_reading_is_kept_once(ledger):
    assert put(ledger, WHOLE) == put(ledger, replace(WHOLE, source="copy.txt"), "copy.txt", blob=b"with other furniture")
    assert len(ledger.wanted()) == 1


def test_bytes_come_back_and_are_kept_once(ledger):
    data = "“Ça va”\n".encode() * 1000
    name = ledger.keep(data)
    assert ledger.keep(data) == name
    assert ledger.bytes(name) == data
    assert ledger.rows("SELECT count(*) FROM blobs") == [(1,)]


def test_a_removed_document_is_not_searched_but_stays(ledger):
    put(ledger, WHOLE)
    ledger.remove_document(ledger.followed()[0], "trade.txt")
    assert ledger.wanted() == {}
    assert ledger.briefing(WHOLE.id).turns == WHOLE.turns


def test_a_forgotten_source_leaves_nothing(ledger):
    put(ledger, WHOLE)
    with ledger.transaction():
        ledger.forget(ledger.followed()[0])
        ledger.sweep()
    for table in ("documents", "readings", "turns", "speakers", "blobs"):
        assert ledger.rows(f"SELECT count(*) FROM {table}") == [(0,)], table


def test_the_traces_of_a_killed_refresh_are_swept(ledger):
    ledger.add_reading(WHOLE, ledger.keep(b"half done"), 1, "published")
    ledger.sweep()
    assert ledger.rows("SELECT (SELECT count(*) FROM readings) + (SELECT count(*) FROM blobs)") == [(0,)]


def test_a_transaction_is_whole_or_nothing(ledger):
    def half_done():
        with ledger.transaction():
            ledger.remember("/folder", "folder")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_done()
    assert ledger.followed() == []


@pytest.mark.parametrize("text", ["a1b2c3d4e5f6", "a1b2c3", "trade.txt"])
def test_finds_a_briefing(ledger, text):
    put(ledger, WHOLE)
    assert ledger.find(text) == WHOLE.id


@pytest.mark.parametrize("text", ["a1b", "trade", "", "%", "ffff"])
def test_does_not_find_what_is_not_there(ledger, text):
    put(ledger, WHOLE)
    with pytest.raises(NotFound):
        ledger.find(text)


def test_a_name_of_two_briefings_asks_for_an_id(ledger):
    put(ledger, WHOLE)
    put(ledger, replace(WHOLE, id="ffffffffffff"), "sub/trade.txt", blob=b"other")
    ledger.rows("UPDATE documents SET display = 'trade.txt'")
    with pytest.raises(NotFound, match="names 2 briefings") as error:
        Library.find(ledger, "trade.txt")
    assert "ffffffffffff" in error.value.fix


def test_an_unknown_revision_is_not_found(ledger):
    put(ledger, WHOLE)
    with pytest.raises(NotFound):
        ledger.briefing(WHOLE.id, "r9")


def test_is_read_by_several_threads(ledger):
    put(ledger, WHOLE)
    with Library.open(ledger.path.parent) as library:
        found = []
        threads = [threading.Thread(target=lambda: found.append((library.briefing(WHOLE.id), library.briefings()))) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(found) == 8
    assert all(briefing == WHOLE for briefing, _ in found)


def test_a_missing_library_says_how_to_make_one(tmp_path):
    with pytest.raises(LibraryError, match="there is no library") as error:
        Library.open(tmp_path / "nowhere")
    assert "refresh" in error.value.fix
    assert not (tmp_path / "nowhere").exists()


def test_a_newer_format_is_refused(tmp_path):
    Ledger.open(tmp_path, write=True).close()
    with sqlite3.connect(tmp_path / "library.sqlite") as connection:
        connection.execute("PRAGMA user_version = 99")
    for write in (False, True):
        with pytest.raises(LibraryError, match="newer version"):
            Library.open(tmp_path, write=write)


def test_a_damaged_file_is_no_traceback(tmp_path):
    (tmp_path / "library.sqlite").write_bytes(b"not a database at all" * 200)
    with pytest.raises(LibraryError, match="cannot be read"):
        Library.open(tmp_path)


def test_a_reader_cannot_write(ledger):
    with Library.open(ledger.path.parent) as library, pytest.raises(LibraryError):
        library.rows("DELETE FROM state")
