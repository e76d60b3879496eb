"""Counts and lists: what is asked for, and that each number is a count over the turns."""

import pytest

from rag.drafting.draft import Evidence
from rag.drafting.tally import Listing, listing, mentions, present, propose, propose_refused, tally, unanswered
from rag.types import Scope
from tests.factories import MINISTER, OFFICIAL, REPORTER, make_briefing, make_turn, trade_briefing

TRADE = trade_briefing()
OTHER = make_briefing(
    make_turn(0, REPORTER, "Is the ferry line open?"),
    make_turn(1, OFFICIAL, "I won’t comment on the ferry line.", answers=0),
    make_turn(2, REPORTER, "But is it open?"),
    make_turn(3, OFFICIAL, "I have nothing to share on that.", answers=2),
    make_turn(4, MINISTER, "The ferry lines are open; the ferry line to Zembla is new."),
    id="bbbbbbbbbbbb",
    held_on=None,
)
ALL = [(briefing, turn) for briefing in (TRADE, OTHER) for turn in briefing.turns]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which briefings mention the ferry line?", Listing("briefings", "ferry line", False)),
        ("In how many briefings was the ferry line discussed?", Listing("briefings", "ferry line", False)),
        ("How many times did Whitlock mention the ferry line?", Listing("times", "ferry line", True)),
        ("how often was the ferry line mentioned?", Listing("times", "ferry line", False)),
        ("When did Whitlock first mention “ferry line”?", Listing("first", "ferry line", True)),
        ("when was the ferry line last mentioned?", Listing("last", "ferry line", False)),
        ("Which questions were taken?", Listing("taken", "", False)),
        ("which questions about the ferry line went unanswered?", Listing("unanswered", "ferry line", False)),
        ("what did Whitlock decline to answer?", Listing("unanswered", "", True)),
        ("Which questions went unanswered on 4 March 2031?", Listing("unanswered", "", False)),
        ("when was the ferry line mentioned last?", Listing("last", "ferry line", False)),
        ("List the questions about the ferry line", Listing("asked", "ferry line", False)),
        ("How many questions were there about the ferry line?", Listing("asked", "ferry line", False)),
        ("How many briefings were held in March 2031?", Listing("held", "", False)),
        ("Who spoke on 4 March 2031?", Listing("spoke", "", False)),
        ("How many visas were issued?", None),
        ("What questions did reporters ask?", None),
    ],
)
def test_what_is_counted(question, expected):
    assert listing(question) == expected


@pytest.mark.parametrize(
    ("kind", "scope", "total", "rows"),
    [
        ("briefings", Scope(), 2, [("a1b2c3d4e5f6", 3), ("bbbbbbbbbbbb", 0)]),
        ("times", Scope(), 5, [("a1b2c3d4e5f6", 3), ("a1b2c3d4e5f6", 4), ("bbbbbbbbbbbb", 0), ("bbbbbbbbbbbb", 1), ("bbbbbbbbbbbb", 4)]),
        ("first", Scope(), 5, [("a1b2c3d4e5f6", 3)]),
        ("last", Scope(), 5, [("a1b2c3d4e5f6", 4)]),
    ],
)
def test_counts(kind, scope, total, rows):
    counted = tally(Listing(kind, "ferry line", False), mentions(Listing(kind, "ferry line", False), ALL, scope))
    assert counted.total == total
    assert [(mention.briefing.id, mention.turn.index) for mention in counted.mentions] == rows


def test_only_whom_the_question_names():
    by_official = Listing("times", "ferry line", True)
    scope = Scope(speakers=("Dana Whitlock",), roles=("official",))
    assert [mention.turn.index for mention in mentions(by_official, ALL, scope)] == [4, 1]


def test_each_row_points_at_the_words():
    evidence = Evidence(())
    counted = tally(Listing("times", "ferry line", False), mentions(Listing("times", "ferry line", False), ALL, Scope()))
    for proposal in propose(Listing("times", "ferry line", False), counted, evidence):
        sentence = evidence.get(proposal.sentences[0])
        assert sentence is not None
        assert "ferry line" in sentence.text


def test_unanswered_questions_pressed_ones_as_one():
    chains = unanswered(Listing("unanswered", "", False), ALL, Scope())
    assert [[turn.index for turn, _ in chain.replies] for chain in chains] == [[10], [12], [1, 3]]
    taken = unanswered(Listing("taken", "", False), ALL, Scope())
    assert [[turn.index for turn, _ in chain.replies] for chain in taken] == [[12]]
    proposals = propose_refused(taken, Evidence(()))
    assert (
        proposals[0].text
        == "Asked by Lena Ortiz (Daily Courier), Dana Whitlock, Deputy Assistant Secretary, for the United States, took the question"
    )


def test_questions_are_counted_turn_by_turn():
    asked = Listing("asked", "ferry line", False)
    found = tally(asked, mentions(asked, ALL, Scope()))
    brute = [turn for _, turn in ALL if turn.speaker.role == "press" and "ferry line" in turn.text.casefold()]
    assert found.total == len(brute) == len(found.mentions) > 0


def test_who_spoke_and_which_briefings_there_are():
    spoke = present(Listing("spoke", "", False), (TRADE, OTHER))
    brute = {(briefing.id, turn.speaker.name) for briefing, turn in ALL if turn.speaker.role == "official"}
    assert {(mention.briefing.id, mention.turn.speaker.name) for mention in spoke.mentions} == brute
    assert spoke.total == len(brute)
    assert present(Listing("held", "", False), (TRADE, OTHER)).total == 2
