"""What the history says of a change, and that nothing is lost in it."""

import pytest

from rag.errors import NotFound
from rag.record.history import changes, history, pieces
from rag.record.ledger import Ledger
from tests.factories import OFFICIAL, REPORTER, make_briefing, make_turn
from tests.rag.test_library import put


def briefing(*texts, revision="r1"):
    turns = (make_turn(index, OFFICIAL if index % 2 else REPORTER, text) for index, text in enumerate(texts))
    return make_briefing(*turns, revision=revision)


ASKED, SAID, MORE = "Is the ferry line open today?", "The ferry line is open, and the bridge is not.", "When will the bridge open?"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([ASKED, SAID], [ASKED, SAID], []),
        ([ASKED, SAID], [ASKED, SAID.replace("open", "closed")], [(1, 1)]),
        ([ASKED, SAID], [ASKED, SAID, MORE], [(None, 2)]),
        ([ASKED, SAID, MORE], [ASKED, SAID], [(2, None)]),
        ([ASKED, SAID], [ASKED, "No comment."], [(None, 1), (1, None)]),
    ],
)
def test_changed_turns(before, after, expected):
    assert [(change.before, change.after) for change in changes(briefing(*before), briefing(*after))] == expected


def test_a_turn_put_in_moves_the_rest_without_changing_it():
    found = list(changes(briefing(ASKED, SAID), make_briefing(make_turn(0, OFFICIAL, "Good morning."), *briefing(ASKED, SAID).turns)))
    assert [(change.before, change.after) for change in found] == [(None, 0)]


@pytest.mark.parametrize(
    ("before", "after"),
    [("a b c d", "a x c d"), ("", "a b"), ("a b", ""), ("one two\nthree four", "one two three\nfour five"), ("same", "same")],
)
def test_pieces_lose_nothing(before, after):
    found = pieces(before, after)
    assert "".join(piece.text for piece in found if piece.kind != "dropped") == after
    assert "".join(piece.text for piece in found if piece.kind != "added").split() == before.split()


def test_words_are_marked():
    kinds = [(piece.kind, piece.text.strip()) for piece in pieces("the line is open now", "the line is closed now")]
    assert kinds == [("same", "the line is"), ("dropped", "open"), ("added", "closed"), ("same", "now")]


def test_history_of_a_briefing(tmp_path):
    with Ledger.open(tmp_path, write=True) as ledger:
        put(ledger, briefing(ASKED, SAID))
        put(ledger, briefing(ASKED, SAID.replace("open", "closed"), revision="r2"), blob=b"second")
        first, second = history(ledger, "a1b2c3d4e5f6")
        with pytest.raises(NotFound):
            history(ledger, "ffffffffffff")
    assert (first.revision, first.changes) == ("r1", ())
    assert (second.revision, second.cause, len(second.changes)) == ("r2", "published", 1)
