from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rag.text import find, sentences, tokens, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Don’t dont don't", ["dont", "dont", "dont"]),
        ("the U.S.-Canada roadmap", ["the", "us", "canada", "roadmap"]),
        ("at 3 p.m. in D.C.", ["at", "3", "pm", "in", "dc"]),
        ("López Lopez Lo\u0301pez", ["lopez", "lopez", "lopez"]),
        ("$1,000,000 and 2.5 percent", ["1000000", "and", "2.5", "percent"]),
        ("non-proliferation, H-1B, F-16s", ["nonproliferation", "h1b", "f16s"]),
        ("COVID-19 too-big-to-fail", ["covid", "19", "too", "big", "to", "fail"]),
        ("Mexico’s Congress’s", ["mexicos", "congress"]),
        ("straße ØRSTED", ["strasse", "orsted"]),
        ("— … !", []),
    ],
)
def test_folding(text, folded):
    assert tokens(text) == folded


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("don't know", "We dont know.", ["dont know"]),
        ("supply chains", "the supply chainsthat we need", ["supply chains"]),
        ("Buy American", "Buy-American rules. “Buy American” rules.", ["Buy-American", "Buy American"]),
        ("chains that", "a chainsthat b", ["chainsthat"]),
        ("art", "a party", []),
        ("therapist", "the rapist", ["the rapist"]),
        ("", "anything", []),
    ],
)
def test_finding(phrase, text, found):
    assert [text[start:stop] for start, stop in find(phrase, text)] == found


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("Thank you, Mr. Smith. We agree.", ["Thank you, Mr. Smith.", "We agree."]),
        ("The U.S. Congress met. It rose.", ["The U.S. Congress met.", "It rose."]),
        ("We met in the U.S. The vote was close.", ["We met in the U.S.", "The vote was close."]),
        ("It opens at 3 p.m. on Feb. 26.", ["It opens at 3 p.m. on Feb. 26."]),
        ("“Is it?” he asked. “Yes.” And so on", ["“Is it?” he asked.", "“Yes.”", "And so on"]),
        ("It cost $2.5 billion. No", ["It cost $2.5 billion.", "No"]),
        ("A line\nanother line", ["A line", "another line"]),
        ("", []),
    ],
)
def test_sentences(text, split):
    assert [text[start:stop] for start, stop in sentences(text)] == split


@example("0´0")
@given(st.text())
def test_offsets_are_places_in_the_text(text):
    for word in words(text):
        assert 0 <= word.start < word.stop <= len(text)
        assert word.folded
        assert not any(letter.isspace() for letter in word.folded)
    assert [word.folded for word in words(text)] == tokens(text)
    spans = sentences(text)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert "".join("".join(text[start:stop].split()) for start, stop in spans) == "".join(text.split())


@pytest.mark.parametrize("unit", ["a.b. ", "-", "a'", "a.", ".", "\u0301", "1,", '"', "I-"])
def test_a_long_text_comes_to_an_end(unit):
    """In time that grows with its square it would not before pytest's own limit."""
    long = unit * 300_000
    assert words(long) or not any(letter.isalnum() for letter in unit)
    assert sentences(long)
