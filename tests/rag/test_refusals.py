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
        ("does not know", "I don’t know. I’d have to look at what he did. Do you know, Mike?", "I don’t know"),
        ("referred", "I’d need to refer you there.", "refer you there"),
        ("declined", "I’m not going to comment on the specifics. I will tell you that we follow it.\nYes, Shaun.", "not going to comment"),
        ("declined", "I’ve seen the reports. I can’t confirm them.", "can’t confirm"),
        ("no news", "I don’t have any travel of his to announce. Let’s go to Maria.", "don’t have any travel of his to announce"),
        ("referred", "I’ll let the authorities speak to that.", "let the authorities speak to"),
        ("no news", "I don’t think we have any update on that.", "don’t think we have any update"),
        ("declined", "I can’t share anything today.", "can’t share anything"),
        ("taken", "We’ll see if we can get you an answer.", "see if we can get"),
        ("does not know", "I don’t have an estimate.", "I don’t have an estimate"),
        ("does not know", "I did not see that article.", "I did not see that"),
        ("no news", "We don’t have specific figures to release.", "don’t have specific figures to release"),
        ("declined", "That’s all I can say for now.", "That’s all I can say"),
        ("declined", "Well, that is outside of my swim lane.", "outside of my swim lane"),
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
        "It is a ballistic missile. I’m not in a position to say more.",
        "It remains our position. I don’t have any update for you.",
        "I don’t know him very well, but I think he’s a nice man.",
        "We’ve had such — I don’t know, it’s almost a spirit.",
        "I don’t have the exact number, several billion dollars.",
        "I don’t want to comment on that. But I agree with their decision.",
        "I will come back to you.",
        "I will leave it to you.",
        "You have to ask the question why it happened.",
        "I’m not sure what you’re looking at.",
        "I would not expect that.",
        "I can’t speak for the White House, but we do that all the time.",
    ],
)
def test_substance_is_no_refusal(text):
    assert refused(text) is None


def test_a_long_reply_with_one_refusal_is_no_refusal():
    text = "The bridge will be rebuilt. " * 12 + "On the ferry line, I have no news to share."
    assert refused(text) is None
    assert [text[each.start : each.stop] for each in refusals(text)] == ["have no news to"]
