"""Questions about two things."""

import pytest

from rag.drafting.halves import halves


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "What did Whitlock say about the ferry and what about the bridge?",
            ("What did Whitlock say about the ferry?", "What did Whitlock say about the bridge?"),
        ),
        ("what did they say about grain, and about gas", ("what did they say about grain?", "what did they say about gas?")),
        ("What did Whitlock say about trade and fishing?", ()),
        ("And what about the bridge?", ()),
    ],
)
def test_two_questions_in_one(question, parts):
    assert halves(question) == parts
