from __future__ import annotations

from datetime import date

import pytest

from rag.errors import QueryError
from rag.question.dates import find_dates, parse_day
from rag.question.query import parse_query
from rag.types import Scope

TODAY = date(2021, 7, 20)


@pytest.mark.parametrize(
    ("question", "text", "scope"),
    [
        ("visas speaker:price", "visas", Scope(speakers=("price",), typed=("speakers",))),
        ('speaker:"ned price" visas', "visas", Scope(speakers=("ned price",), typed=("speakers",))),
        ("role:PRESS cuba", "cuba", Scope(roles=("press",), typed=("roles",))),
        ("outlet:cbc for:us x", "x", Scope(outlets=("cbc",), speaks_for=("us",), typed=("outlets", "speaks_for"))),
        ("since:2021-06 x", "x", Scope(since=date(2021, 6, 1), typed=("since",))),
        ("until:2021-06 x", "x", Scope(until=date(2021, 6, 30), typed=("until",))),
        ("who said “not who we are”", "who said “not who we are”", Scope(phrases=("not who we are",), typed=("phrases",))),
        ('something like "hope for the best"', 'something like "hope for the best"', Scope()),
        ("April 2023: did they", "April 2023: did they", Scope()),
        ("see https://x.y at 10:30", "see https://x.y at 10:30", Scope()),
        ("the Ratio:2 of it", "the Ratio:2 of it", Scope()),
    ],
)
def test_filters(question, text, scope):
    query = parse_query(question, TODAY)
    assert (query.text, query.scope) == (text, scope)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("speeker:price x", "Did you mean speaker:"),
        ("since:foo", "since:2021-06"),
        ("since:2021-13-45", "since:2021-06"),
        ("role:offical", "official, press, moderator, other"),
        ("speaker: price", "without a space"),
        ('speaker:"ned', 'speaker:"several words"'),
    ],
)
def test_a_typing_error_gets_a_fix(question, says):
    with pytest.raises(QueryError) as raised:
        parse_query(question, TODAY)
    assert says in raised.value.fix


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("In July 2021, what", date(2021, 7, 1), date(2021, 7, 31)),
        ("on July 21, 2021", date(2021, 7, 21), date(2021, 7, 21)),
        ("1 March 2021", date(2021, 3, 1), date(2021, 3, 1)),
        ("in 2006", date(2006, 1, 1), date(2006, 12, 31)),
        ("in the spring of 2020", date(2020, 3, 1), date(2020, 5, 31)),
        ("winter 2020", date(2019, 12, 1), date(2020, 2, 29)),
        ("yesterday", date(2021, 7, 19), date(2021, 7, 19)),
        ("last Friday", date(2021, 7, 16), date(2021, 7, 16)),
        ("last month", date(2021, 6, 1), date(2021, 6, 30)),
        ("last spring", date(2021, 3, 1), date(2021, 5, 31)),
        ("last week", date(2021, 7, 12), date(2021, 7, 18)),
        ("in the last two weeks", date(2021, 7, 6), date(2021, 7, 20)),
        ("3 days ago", date(2021, 7, 17), date(2021, 7, 17)),
    ],
)
def test_dates_in_words(text, since, until):
    (found,) = find_dates(text, TODAY)
    assert (found.since, found.until) == (since, until)


@pytest.mark.parametrize("text", ["since the war began", "July 4th", "on March 14th", "Title 42", "may I", "the second half"])
def test_no_date(text):
    assert find_dates(text, TODAY) == ()


@pytest.mark.parametrize("text", ["", "2021-02-30", "soon", "2021 and later"])
def test_no_typed_date(text):
    assert parse_day(text, TODAY) is None
