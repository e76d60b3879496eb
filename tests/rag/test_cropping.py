"""A quote does not stop right before what turns it."""

import pytest

from rag.checking.cropping import denied_before, extend, turns_after


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
        ("We will sign it", ", depending on the price.", True),
        ("We will sign it", ", they say, and that is false.", True),
        ("We will sign it", ", according to the minister.", True),
        ("We will sign it", " according to plan.", False),
        ("We will sign it", " only with three others.", True),
        ("We will sign it", ". That’s not true.", True),
        ("The talks have failed", " is simply false.", True),
        ("We have not decided", " yet, and will not soon.", True),
        ("We will not talk", " without conditions.", True),
        ("We are not doing it", " alone.", True),
        ("This is not a crisis", " but a test.", False),
        ("We have a deal", ", but it also costs.", False),
        ("We have a deal.", " But go ahead.", False),
        ("I want to know", " if you agree.", False),
        ("We have", " provided help.", False),
        ("We want it sooner", " rather than later.", False),
        ("We spoke about it", ", at the same time, we waited.", True),
        ("Both happened", " at the same time.", False),
        ("We will sign it", " and they will too.", False),
        ("We will sign it", ". We are glad.", False),
        ("We will sign it", "", False),
    ],
)
def test_turns_after(quote, rest, turned):
    assert turns_after(quote + rest, len(quote)) is turned


@pytest.mark.parametrize(
    ("before", "denied"),
    [
        ("I don’t think that ", True),
        ("We never said ", True),
        ("It is not the case that ", True),
        ("It is false to say that ", True),
        ("I would not say “", True),
        ("We think that ", False),
        ("I don’t know. ", False),
        ("They did not go there. We said that ", False),
    ],
)
def test_denied_before(before, denied):
    assert denied_before(f"{before}we will sign it.", len(before)) is denied
