"""What a refresh changed is told word by word, and the answers it touches are found by their quoted words and their turn."""

from dataclasses import replace

import pytest

from rag.record.history import Revision, changes
from tests.factories import trade_briefing
from ui.changes import Quoted, fate, history_data, touched

OLD = trade_briefing()
TURN = OLD.turns[6]
QUOTED = Quoted("c1", "x1", "How much?", OLD.id, OLD.revision, TURN.label, "$4 billion on it")


def rewritten(**fields):
    turns = (*OLD.turns[:6], replace(TURN, **fields), *OLD.turns[7:])
    return replace(OLD, revision="r2", turns=turns)


@pytest.mark.parametrize(
    ("current", "want"),
    [
        (OLD, ""),
        (rewritten(text=TURN.text.replace("six years", "five years")), ""),
        (rewritten(text=TURN.text.replace("$4", "$5")), "words changed since"),
        (rewritten(label="MR OTHER"), "another speaker since"),
        (None, "no longer in the library"),
    ],
)
def test_fate(current, want):
    revisions = {current.id: current.revision} if current else {}
    assert fate(QUOTED, revisions, lambda id: current) == want
    assert touched([QUOTED], revisions, lambda id: current) == ([(QUOTED, want)] if want else [])


def test_a_history_shows_the_words_that_came_and_went():
    new = replace(rewritten(text=TURN.text.replace("$4 billion", "$5 billion")), title="Another title")
    first = Revision("r1", "2031-03-04T10:00:00+00:00", "published", (), ())
    second = Revision("r2", "2031-03-06T23:30:00+00:00", "published", (), tuple(changes(OLD, new)))
    assert history_data([first]) == []
    [data] = history_data([first, second])
    assert (data["when"], data["cause"]) == ("6 Mar 2031", "Changed by its publisher")
    [change] = data["changes"]
    assert (change["kind"], change["turn"]) == ("changed", 6)
    assert ["dropped", "$4 "] in change["pieces"]
    assert ["added", "$5 "] in change["pieces"]


def test_what_stayed_the_same_is_cut_in_its_middle():
    long = replace(OLD, turns=(replace(TURN, index=0, text="One " + "two " * 80 + "end."),))
    new = replace(long, revision="r2", turns=(replace(TURN, index=0, text="First " + "two " * 80 + "end."),))
    [data] = history_data([Revision("r1", "2031-03-04", "published", (), ()), Revision("r2", "2031-03-05", "parser", (), tuple(changes(long, new)))])
    kinds = [kind for kind, _ in data["changes"][0]["pieces"]]
    assert kinds == ["dropped", "added", "same", "cut", "same"]
