"""Who speaks in transcripts of central banks, committees, ministries and podcasts (institutions.txt), read from bytes to briefing."""

import re
from pathlib import Path

import pytest

from ingest.parse import parse

ROWS = re.findall(
    r"^==== (\S+) (\S+)\n(.*?)\n----\n(.*?)\n?$(?=\n(?:====|\Z))", (Path(__file__).parent / "institutions.txt").read_text("utf-8"), re.M | re.S
)


def told(briefing):
    """Title and day, then who speaks each turn, as they are written in institutions.txt."""
    yield f"{briefing.title} | {briefing.held_on}"
    for turn in briefing.turns:
        who = turn.speaker
        answers = "" if turn.answers is None else turn.answers
        yield f"{who.name} | {who.role} | {who.title} | {who.outlet} | {who.speaks_for} | {answers}"


@pytest.mark.parametrize(("text", "name", "expected"), [(text, name, rows) for _, name, text, rows in ROWS], ids=[row[0] for row in ROWS])
def test_who_speaks(text, name, expected):
    assert [row.strip() for row in told(parse(text.encode(), name))] == [row.strip() for row in expected.strip().split("\n")]
