"""Words of another day, person or government are never a plain answer."""

from dataclasses import replace
from datetime import date

import pytest

from rag.drafting.outside import outside
from rag.types import Scope, Speaker
from tests.factories import MINISTER, OFFICIAL, REPORTER, make_briefing, make_turn
from tests.rag.test_extract import answer

SAID = make_turn(0, OFFICIAL, "The ferry line stays open.")
NOBODYS = make_turn(0, Speaker("", "official"), "The ferry line stays open.")
BRIEFING = make_briefing(SAID)
UNDATED = replace(BRIEFING, held_on=None)


@pytest.mark.parametrize(
    ("briefing", "turn", "scope", "reason"),
    [
        (BRIEFING, SAID, Scope(), ""),
        (BRIEFING, SAID, Scope(since=date(2031, 1, 1), until=date(2031, 12, 31)), ""),
        (BRIEFING, SAID, Scope(since=date(2032, 1, 1), until=date(2032, 12, 31)), "from 1 Jan 2032 to 31 Dec 2032"),
        (BRIEFING, SAID, Scope(until=date(2030, 12, 31)), "until 31 Dec 2030"),
        (UNDATED, SAID, Scope(since=date(2031, 1, 1)), "since 1 Jan 2031"),
        (replace(UNDATED, not_before=date(2031, 1, 1)), SAID, Scope(since=date(2032, 1, 1)), ""),
        (BRIEFING, SAID, Scope(speakers=("Dana Whitlock",)), ""),
        (BRIEFING, SAID, Scope(speakers=("Idris Benali",)), "of Idris Benali"),
        (BRIEFING, SAID, Scope(speaks_for=("United States",)), ""),
        (BRIEFING, NOBODYS, Scope(speaks_for=("United States",)), "for United States"),
        (BRIEFING, make_turn(0, MINISTER, "It is."), Scope(speaks_for=("United States", "Brazil")), "for United States or Brazil"),
        (BRIEFING, make_turn(0, REPORTER, "Is it?"), Scope(roles=("press",), speaks_for=("United States",)), ""),
    ],
)
def test_why_words_are_not_those_asked_for(briefing, turn, scope, reason):
    assert reason in outside(briefing, turn, scope)
    assert bool(outside(briefing, turn, scope)) == bool(reason)


@pytest.mark.parametrize(
    "scope", [Scope(speakers=("Idris Benali",)), Scope(since=date(2032, 1, 1)), Scope(speaks_for=("Morocco",))], ids=["person", "day", "government"]
)
def test_the_words_of_others_are_near_at_best(scope):
    status, _ = answer("what was said about Buy Local?", "Buy Local", scope=replace(scope, roles=("official",)), order=[4])
    assert status != "answered"
