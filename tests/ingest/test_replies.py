"""Which question each reply belongs to."""

import pytest

from ingest.document import RawTurn, Spoken
from ingest.speakers.replies import link
from rag.types import Role, Speaker

ROLES: dict[str, Role] = {"Q": "press", "M": "moderator", "X": "other"}


def check(turns, expected):
    """`turns`: (label, text); Q asks, M moderates, X is another, the rest are officials."""
    speakings = [Spoken(Speaker(role=ROLES.get(label, "official"))) for label, _ in turns]
    assert list(link([RawTurn(label, text, 0) for label, text in turns], speakings)) == expected


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        ([("A", "Good afternoon."), ("Q", "Why?"), ("A", "Because.")], [None, None, 1]),
        ([("Q", "Can I ask —"), ("A", "Go ahead."), ("Q", "— about it?"), ("A", "Sure.")], [None, None, None, 2]),
        ([("Q", "Why?"), ("A", "Because we must."), ("B", "I agree with that, and so does the minister of trade.")], [None, 0, 0]),
        ([("Q", "Why?"), ("A", "Because —"), ("X", "(Laughter.)"), ("A", "Because we must.")], [None, 0, None, 0]),
        ([("Q", "Why?"), ("A", "Because."), ("B", "Good afternoon, everyone. I have a statement."), ("A", "Thank you, Ben.")], [None, 0, None, None]),
        ([("Q", "Why?"), ("A", "Because."), ("M", "Thank you all. This briefing is now concluded."), ("A", "Thank you.")], [None, 0, None, None]),
        ([("Q", "Mr. Secretary, welcome."), ("A", "Hey, Wolf."), ("Q", "Hello?"), ("A", "Hi, George, go ahead.")], [None, 0, None, None]),
        ([("Q", "Is it weeks?"), ("A", "Sooner."), ("B", "Counties."), ("B", "A couple more. Caitlin.")], [None, 0, None, None]),
        ([("Q", "Why?"), ("A", "Because."), ("B", "Great. And I think we have time for one more question.")], [None, 0, None]),
        (
            [
                ("Q", "Why?"),
                ("A", "Because."),
                ("B", "And the rules will follow the guidance that they gave out in May of this year.\nNext question."),
            ],
            [None, 0, 0],
        ),
        ([("Q", "Why?"), ("A", "Because."), ("B", "Awesome. Thank you so much, Lale."), ("A", "My pleasure.")], [None, 0, None, None]),
        ([("Q", "Why?"), ("A", "Because."), ("B", "Well, thanks, Karin. And it’s good to see everybody today. It is a good day.")], [None, 0, None]),
        ([("Q", "Why?"), ("A", "Because."), ("B", "Let me close with my thanks to all who came.")], [None, 0, None]),
        (
            [("Q", "Why?"), ("A", "Because."), ("B", "All right. Naomi, in the back."), ("Q", "And?"), ("A", "Yes."), ("B", "Yeah.")],
            [None, 0, None, None, 3, 3],
        ),
        ([("Q", "Why?"), ("A", "Because."), ("B", "The airlines will be in good shape. Go ahead, Mike.")], [None, 0, 0]),
        ([("Q", "Good afternoon."), ("A", "I have one element at the top. " * 25)], [None, None]),
        ([("Q", "Thanks."), ("A", "Okay. Ashley, go ahead."), ("Q", "Why?"), ("A", "Matt, can we —")], [None, None, None, 2]),
        (
            [("A", "I have no more.\nYes, Shaun."), ("Q", "Why?"), ("A", "We will see if we can get you an answer there.\nYes, Shaun.")],
            [None, None, 1],
        ),
    ],
)
def test_links(turns, expected):
    check(turns, expected)


def test_a_question_read_out_is_answered():
    turns = [RawTurn("M", "It’s from Karl Mund of Tagblatt. He asked: “Why?”", 0), RawTurn("A", "Because.", 0)]
    speakings = [Spoken(Speaker(role="moderator"), relays=Speaker("Karl Mund", "press")), Spoken(Speaker(role="official"))]
    assert link(turns, speakings) == (None, 0)


def test_a_witness_has_one_statement():
    statement = "I am pleased to be here. " * 40
    turns = [
        ("M", "Mr. Pell."),
        ("A", statement),
        ("M", "What would you do? Go down the line."),
        ("B", "Merge them."),
        ("M", "Mr. Pell."),
        ("A", statement),
    ]
    check(turns, [None, None, None, 2, None, 4])


def test_in_a_hearing_chair_and_members_ask():
    statement = "I am pleased to be here. " * 40
    turns = [
        ("M", "The hearing will come to order. Mr. Pell."),
        ("A", statement),
        ("M", "Is it so?"),
        ("A", "It is."),
        ("X", "I doubt it."),
        ("A", "Yes, Senator."),
        ("A", "Thank you very much, Senator."),
    ]
    check(turns, [None, None, None, 2, None, 4, None])
