from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rag.errors import IndexUnusable
from rag.index.columns import Columns
from rag.index.lexical import PASSAGE, Term, WordIndex, passages, stem, window_starts
from tests.factories import MODERATOR, OFFICIAL, REPORTER, make_briefing, make_turn, trade_briefing

LONG = " ".join(f"Sentence {number} of the statement goes on for a while." for number in range(60)) + " The zeppelin lands at dawn."
SECOND = make_briefing(make_turn(0, OFFICIAL, LONG), make_turn(1, REPORTER, "Why so late?"), id="00000000000d", title="Second", held_on=None)


@pytest.fixture
def words(tmp_path):
    index = WordIndex.create(tmp_path / "words")
    for briefing in (trade_briefing(), SECOND):
        index.add(briefing)
    index.commit()
    yield index
    index.close()


def test_turns_are_counted_and_removed_whole(words):
    turns = len(trade_briefing().turns)
    assert words.count() == turns + 2
    words.remove(SECOND.id)
    words.commit()
    assert words.count() == turns
    assert not words.find_turns([Term(("zeppelin",))], 5)


def test_nothing_shows_before_a_commit(words):
    words.remove(SECOND.id)
    assert words.find_turns([Term(("zeppelin",))], 5)


def test_a_long_turn_is_found_by_its_passage(words):
    (part,) = words.find_turns([Term(("zeppelin",))], 5).part
    start, stop = passages(LONG)[part]
    assert "zeppelin" in LONG[start:stop]
    assert part > 0
    assert "".join(LONG[start:stop] for start, stop in passages(LONG)) == LONG
    assert all(len(LONG[start:stop].split()) <= PASSAGE for start, stop in passages(LONG))


def test_who_speaks_and_who_is_passed_on_are_found_by_name(words):
    assert set(words.find_turns([Term(("whitlock",))], 20, [trade_briefing().id]).turn) >= {1, 4, 6}
    assert set(words.find_turns([Term((stem("northern"), stem("press")))], 20).turn) >= {5}


def test_another_name_counts_less_than_the_own_one(words):
    own = words.find_turns([Term((stem("bridge"),))], 1).score[0]
    other = words.find_turns([Term(("viaduct",), others=((stem("bridge"),),))], 1).score[0]
    assert 0 < other < own


def test_only_the_named_briefings_are_searched(words):
    assert set(words.find_windows([Term(("the",))], 9, [SECOND.id]).briefing) == {int(SECOND.id, 16)}


def test_words_in_a_row(words):
    assert words.find_phrase([stem("harbour"), stem("treaty")], 9)
    assert not words.find_phrase([stem("treaty"), stem("harbour")], 9)


@pytest.mark.parametrize(("units", "starts"), [(0, []), (1, [0]), (8, [0]), (9, [0, 2]), (12, [0, 2, 4])])
def test_windows_reach_the_end(units, starts):
    assert list(window_starts(units)) == starts


def test_columns_read_back_what_was_written(tmp_path):
    columns = Columns.create(tmp_path / "columns")
    columns.add(trade_briefing())
    columns.add(SECOND)
    columns.commit()
    columns = Columns.open(tmp_path / "columns")
    first = len(trade_briefing().turns)
    assert columns.count() == first + 2
    assert columns.place(first + 1) == (columns.briefings[SECOND.id], 1)
    assert columns.speakers[columns.speaker[3]].name == REPORTER.name
    assert columns.answers[4] == 3
    assert columns.same_briefing(np.zeros(0, dtype=np.int64), 1).size == 0
    assert not columns.same_briefing(np.array([first - 1]), 1)[0]
    assert not columns.meetings.any()


def test_a_briefing_without_sides_is_a_meeting(tmp_path):
    columns = Columns.create(tmp_path / "columns")
    columns.add(make_briefing(make_turn(0, MODERATOR, "Order."), make_turn(1, MODERATOR, "Next.")))
    columns.commit()
    assert columns.meetings.all()


def test_columns_forget_the_speakers_of_what_is_gone(tmp_path):
    columns = Columns.create(tmp_path / "columns")
    columns.add(make_briefing(make_turn(0, MODERATOR, "Order."), make_turn(1, replace(REPORTER, name="Ann Earlier"), "So?"), id="0000000000ff"))
    columns.add(trade_briefing())
    columns.commit()
    columns.remove("0000000000ff")
    columns.commit()
    alone = Columns.create(tmp_path / "alone")
    alone.add(trade_briefing())
    alone.commit()
    found = Columns.open(tmp_path / "columns")
    assert sorted(map(repr, found.speakers)) == sorted(map(repr, alone.speakers))
    assert [found.speakers[number] for number in found.speaker] == [alone.speakers[number] for number in alone.speaker]
    assert [found.relays[row] < 0 for row in range(found.count())] == [alone.relays[row] < 0 for row in range(alone.count())]


def test_columns_take_back_a_briefing(tmp_path):
    columns = Columns.create(tmp_path / "columns")
    columns.add(trade_briefing())
    columns.add(SECOND)
    columns.commit()
    columns.remove(trade_briefing().id)
    assert columns.count() > 2
    columns.commit()
    assert columns.count() == 2
    assert columns.briefings[SECOND.id].first == 0


@pytest.mark.parametrize("damage", ["missing", "cut"])
def test_a_damaged_folder_says_so(tmp_path, damage):
    Columns.create(tmp_path / "columns").commit()
    if damage == "missing":
        (tmp_path / "columns" / "names.json").unlink()
    else:
        (tmp_path / "columns" / "turns.npy").write_bytes(b"x")
    with pytest.raises(IndexUnusable):
        Columns.open(tmp_path / "columns")
    with pytest.raises(IndexUnusable):
        WordIndex.open(tmp_path / "columns")


def test_a_sentence_without_end_is_cut_and_a_strung_vocabulary_stands_in_no_window(words):
    strung = " ".join(f"zeppelin{number}x" for number in range(700))
    assert [len(strung[start:stop].split()) for start, stop in passages(strung)] == [PASSAGE] * 5 + [100]
    listing = make_briefing(make_turn(0, OFFICIAL, strung), make_turn(1, REPORTER, "Why?"), id="00000000000e", title="Third", held_on=None)
    words.add(listing)
    words.commit()
    assert words.find_turns([Term((stem("zeppelin7x"),))], 5)
    assert not words.find_windows([Term((stem("zeppelin7x"),))], 5)


def test_words_near_in_meaning_count_less_than_the_own_one(words):
    own = words.find_turns([Term((stem("bridge"),))], 1).score[0]
    near = words.find_turns([Term(("viaduct",), near=(((stem("bridge"),), 0.5),))], 1).score[0]
    assert near == pytest.approx(own / 2)
