"""Only certain refusals are called so, with the words that show it."""

import pytest

from rag.drafting.refusals import refusals, refused


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("no news", "On the ferry line, I dont have any news to make today.", "dont have any news to"),
        ("no news", "We have no updates to share.", "have no updates to"),
        ("does not know", "Im not sure what will come out of that.", "Im not sure"),
        ("declined", "Were not going to get into specifics of private talks.", "not going to get into"),
        ("declined", "I won’t comment on that.", "won’t comment"),
        ("does not know", "Well, I’m not a public health expert, so I don’t know the exact points.", "I’m not a public health expert"),
        ("taken", "Okay. I’m happy to take that question.", "happy to take that question"),
        ("taken", "I'll have to get back to you.", "get back to you"),
        ("referred", "I’d refer you to the ministry for that.", "refer you to"),
        ("does not know", "I don't have that number in front of me.", "I don't have that number"),
    ],
)
def test_refusals_and_their_words(kind, text, words):
    refusal = refused(text)
    assert refusal
    assert (refusal.kind, text[refusal.start : refusal.stop]) == (kind, words)


@pytest.mark.parametrize(
    "text",
    [
        "We decided not to go.",
        "Morocco agreed to the quota.",
        "Would you get back to us on that?",
        "The treaty does not go into force before 2035, and we have said so many times.",
        "No, that is wrong. We never asked for a cut.",
    ],
)
def test_substance_is_no_refusal(text):
    assert refused(text) is None


def test_a_long_reply_with_one_refusal_is_no_refusal():
    text = "The bridge will be rebuilt. " * 12 + "On the ferry line, I have no news to share."
    assert refused(text) is None
    assert [text[each.start : each.stop] for each in refusals(text)] == ["have no news to"]
