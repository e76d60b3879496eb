"""Numbers, dates, names and negation in one normal form."""

import pytest

from rag.checking.facts import NEGATIONS, facts, name_runs, numbers
from rag.text import tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$4 billion", ["4000000000"]),
        ("4 billion dollars", ["4000000000"]),
        ("four billion", ["4000000000"]),
        ("4bn", ["4000000000"]),
        ("2,500 people", ["2500"]),
        ("two hundred and fifty", ["250"]),
        ("twenty-five", ["25"]),
        ("2.5 million", ["2500000"]),
        ("a hundred thousand", ["100000"]),
        ("30%", ["30"]),
        ("February 26th", ["26"]),
        ("one of the things", []),
        ("twenty one-time payments", ["21"]),
    ],
)
def test_numbers(text, expected):
    assert list(numbers(text)) == expected


@pytest.mark.parametrize("text", ["Feb. 26", "February 26th", "26 February 2021", "the 26th of February", "2021-02-26"])
def test_one_day_however_written(text):
    assert facts(text).days == {"02-26"}


@pytest.mark.parametrize(
    ("text", "months"),
    [("They may march.", set()), ("in May", {5}), ("March 14", {3}), ("We may see 5 of them", set())],
)
def test_months_and_verbs_that_look_like_them(text, months):
    assert facts(text).months == months


@pytest.mark.parametrize("text", ["I dont know", "It isn’t so", "It wasnt so", "Never", "No news", "without it", "We cannot"])
def test_negations(text):
    assert NEGATIONS & set(tokens(text))


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("We met Lena Ortiz in Zembla.", [("lena", "ortiz"), ("zembla",)]),
        ("She met Dr. Birx. Then we left.", [("birx",)]),
        ("Lena Ortiz asked.", [("lena", "ortiz")]),
        ("People asked about NATO.", [("nato",)]),
        ("Does Zembla agree?", [("zembla",)]),
        ("I think Monday is fine.", []),
    ],
)
def test_names(text, runs):
    assert list(name_runs(text)) == runs
