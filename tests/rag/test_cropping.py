"""A quote does not stop right before what turns it."""

import pytest

from rag.checking.cropping import extend, turns_after


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("We support it. But only with conditions. Thank you.", "We support it. But only with conditions."),
        ("We support it. At the same time, we have duties. Next.", "We support it. At the same time, we have duties."),
        ("We support it. However, it is late. That said, we try. Next.", "We support it. However, it is late. That said, we try."),
        ("We support it. And we pay for it. But not now.", "We support it."),
        ("We support it. Still, it costs. Next.", "We support it. Still, it costs."),
        ("We support it. Still waters run deep.", "We support it."),
        ("We support it.", "We support it."),
    ],
)
def test_extend(text, kept):
    assert text[: extend(text, len("We support it."))] == kept


@pytest.mark.parametrize(
    ("quote", "rest", "turned"),
    [
        ("We will sign it", " unless the price rises.", True),
        ("We will sign it", ", but not this year.", True),
        ("We will sign it", " if they do.", True),
        ("We will sign it", ". However, not now.", True),
        ("We will sign it.", " But not now.", True),
        ("We will sign it", " and they will too.", False),
        ("We will sign it", ". We are glad.", False),
        ("We will sign it", "", False),
    ],
)
def test_turns_after(quote, rest, turned):
    assert turns_after(quote + rest, len(quote)) is turned
