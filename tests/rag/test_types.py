from dataclasses import replace
from datetime import date

import pytest

from rag.types import Briefing, Citation, Claim, Speaker, Turn

OKAFOR = Speaker(name="Daniel Okafor", role="official", title="Deputy Assistant Secretary", speaks_for="United States")
PRESS = Speaker(role="press")
TURNS = (
    Turn(0, "QUESTION", PRESS, "Is there a date – yes or no?"),
    Turn(1, "MR OKAFOR", OKAFOR, "Not yet, I dont think so. We will say.\nThank you.", answers=0),
)
BRIEFING = Briefing(
    id="0123456789ab",
    revision="r1",
    title="",
    held_on=None,
    published_on=None,
    not_before=None,
    not_after=None,
    office="Foreign Press Center",
    place="",
    url=None,
    source="readout.txt",
    fictional=True,
    turns=TURNS,
)


def test_a_citation_is_a_place_and_its_quote_is_the_record():
    citation = Citation(BRIEFING, TURNS[1], 9, 25)
    assert citation.quote == "I dont think so."
    assert TURNS[1].text.startswith(citation.prefix + citation.quote)
    assert citation.suffix == " We will say.\nThank you."
    assert citation.question == TURNS[0]


@pytest.mark.parametrize(("start", "stop"), [(-1, 3), (3, 3), (5, 2), (0, 999)])
def test_a_place_outside_the_turn_cannot_be_cited(start, stop):
    with pytest.raises(ValueError, match="no span"):
        Citation(BRIEFING, TURNS[1], start, stop)


def test_a_claim_needs_a_citation():
    with pytest.raises(ValueError, match="citation"):
        Claim("statement", "Somebody said", ())


@pytest.mark.parametrize(
    ("url", "start", "stop", "expected"),
    [
        (None, 0, 7, None),
        ("javascript:alert(1)", 0, 7, None),
        ("https://example.org/a#b", 0, 8, "https://example.org/a#:~:text=Not%20yet%2C"),
        ("https://example.org/a", 27, 49, "https://example.org/a#:~:text=e%20will%20say."),
    ],
)
def test_the_link_scrolls_the_official_page_to_the_words(url, start, stop, expected):
    assert Citation(replace(BRIEFING, url=url), TURNS[1], start, stop).link == expected


@pytest.mark.parametrize(
    ("change", "days", "when"),
    [
        ({}, (None, None), "undated"),
        ({"held_on": date(2031, 3, 4), "published_on": date(2031, 3, 5)}, (date(2031, 3, 4), date(2031, 3, 4)), "4 Mar 2031"),
        ({"published_on": date(2031, 3, 5)}, (date(2031, 3, 5), date(2031, 3, 5)), "published 5 Mar 2031"),
        (
            {"not_before": date(2031, 3, 2), "not_after": date(2031, 3, 5)},
            (date(2031, 3, 2), date(2031, 3, 5)),
            "2 to 5 Mar 2031",
        ),
        (
            {"not_before": date(2031, 2, 27), "not_after": date(2031, 3, 5)},
            (date(2031, 2, 27), date(2031, 3, 5)),
            "27 Feb 2031 to 5 Mar 2031",
        ),
        ({"not_before": date(2031, 3, 2)}, (date(2031, 3, 2), None), "after 2 Mar 2031"),
        ({"not_after": date(2031, 3, 5)}, (None, date(2031, 3, 5)), "before 5 Mar 2031"),
    ],
)
def test_days_and_how_they_are_shown(change, days, when):
    briefing = replace(BRIEFING, **change)
    assert (briefing.days, briefing.when) == (days, when)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"title": "Readout"}, "Readout"),
        ({}, "Daniel Okafor, Foreign Press Center"),
        ({"office": ""}, "Daniel Okafor"),
        ({"office": "", "turns": ()}, "readout.txt"),
    ],
)
def test_a_briefing_always_has_a_name(change, name):
    assert replace(BRIEFING, **change).name == name
