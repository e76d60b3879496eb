"""What a transcript says of itself: title, days, bounds, office, place, times, ground rules, topics; and damage, noted where it is."""

from datetime import date

import pytest

from ingest.cutting.turns import cut
from ingest.describing.days import bounds, clues, days_in
from ingest.describing.metadata import describe
from ingest.readers import read

TALK = "MODERATOR:  {}\n\nMR DOE:  Thank you.\n\nQUESTION:  Is it so?\n\nMR DOE:  It is.\n"


def described(text, name="x.txt"):
    document = read(text.encode(), name)
    return describe(document, cut(document))


def with_header(*lines, opening="Good morning."):
    return described("\n".join([*lines, "", TALK.format(opening)]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("March 4, 2031", date(2031, 3, 4)),
        ("Wednesday, Jan. 8th, 2020, 11:04 a.m.", date(2020, 1, 8)),
        ("14 Feb. 2024", date(2024, 2, 14)),
        ("the 3rd of May 2019", date(2019, 5, 3)),
        ("2021-07-20T01:18:01", date(2021, 7, 20)),
        ("4/29/15", date(2015, 4, 29)),
        ("29/4/2015", date(2015, 4, 29)),
        ("martes 7 de mayo de 2019", date(2019, 5, 7)),
        ("Paris, le 1er juin 2020", date(2020, 6, 1)),
        ("3. März 2015", date(2015, 3, 3)),
        ("03.06.2015", date(2015, 6, 3)),
        ("16 июня 2021 года", date(2021, 6, 16)),
        ("令和4年6月3日（金曜日）", date(2022, 6, 3)),
        ("2022年10月3日", date(2022, 10, 3)),
        ("32 mars 2019", None),
        ("February 30, 2021", None),
        ("Section 3, 2021", None),
        ("1/2/3/4", None),
    ],
)
def test_days(text, expected):
    assert next(iter(days_in(text)), None) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Readout of the Minister's Trip to Norvania", "March 4, 2031"], "Readout of the Minister's Trip to Norvania"),
        (["An official website of the Government Here's how you know", "Daily Press Briefing"], "Daily Press Briefing"),
        (["The minister met the press in the rain."], ""),
        (["Ines Moreau, Department Spokesperson", "Washington, DC"], ""),
    ],
)
def test_title(lines, expected):
    assert with_header(*lines).title == expected


@pytest.mark.parametrize(
    ("text", "name", "held", "published"),
    [
        ("Briefing – July 19, 2021\n\nJuly 20, 2021\n\n", "x.txt", date(2021, 7, 19), None),
        ("Daily Press Briefing\nMarch 4, 2031\n\n", "x.txt", date(2031, 3, 4), None),
        ("TUESDAY, JUNE 6, 2000, 1:15 P.M.\n(ON THE RECORD UNLESS OTHERWISE NOTED)\n\n", "x.txt", date(2000, 6, 6), None),
        ("On March 4, 2031, the minister met the ambassadors of ten countries in the old town.\n\n", "x.txt", None, None),
        ("---\ndate: 2021-12-01\n---\n(November 30, 2021)\n\n", "x.md", date(2021, 11, 30), None),
        ("---\ndate: 2021-12-01\npublished_time: 2021-12-02 01:00:00\n---\n", "x.md", date(2021, 12, 1), date(2021, 12, 2)),
        ("---\npublished_time: 2021-12-02 01:00:00\n---\n", "x.md", None, date(2021, 12, 2)),
    ],
)
def test_held_and_published(text, name, held, published):
    facts = described(text + TALK.format("Good morning."), name)
    assert (facts.held_on, facts.published_on) == (held, published)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["On February 26, 2021, he left.", "It took place last Friday, February 26th."], (date(2021, 2, 27), date(2021, 3, 5))),
        (["February 26, 2021.", "Following President Doe’s March 1st meeting, we spoke."], (date(2021, 3, 2), None)),
        (["February 26, 2021.", "He came yesterday, March 3rd."], (date(2021, 3, 4), date(2021, 3, 4))),
        (["February 26, 2021.", "He comes next Monday, March 8th."], (date(2021, 2, 23), date(2021, 3, 7))),
        (["February 26, 2021.", "It took place last Monday, February 26th."], (None, None)),
        (["It took place last Friday, February 26th."], (None, None)),
        (["In 2021, and after 9 May 2021 came the rain, he said yesterday, March 3rd."], (date(2021, 5, 10), None)),
    ],
)
def test_bounds(texts, expected):
    assert bounds(tuple(clues(texts)))[:2] == expected


def test_bounds_tell_their_clues():
    facts = described(
        "On February 26, 2021, the minister left for ten days by train with all of his staff.\n\n" + TALK.format("It was last Friday, February 26th.")
    )
    assert (facts.not_before, facts.not_after) == (date(2021, 2, 27), date(2021, 3, 5))
    assert "last Friday, February 26th" in facts.notes[0].note


@pytest.mark.parametrize(
    ("lines", "office", "place"),
    [
        (
            ["Foreign Press Center, U.S. Department of State", "Washington, DC"],
            "U.S. Department of State",
            "Foreign Press Center, U.S. Department of State, Washington, DC",
        ),
        (["Jane Doe, Secretary of Trade", "Rabat, Morocco"], "", "Rabat, Morocco"),
        (["Via Teleconference", "10:02 a.m. EST"], "", "Via Teleconference"),
        (
            ["COMMITTEE ON BANKING,HOUSING, AND URBAN AFFAIRS", "UNITED STATES SENATE"],
            "U.S. Senate Committee on Banking, Housing, and Urban Affairs",
            "",
        ),
    ],
)
def test_office_and_place(lines, office, place):
    facts = with_header(*lines)
    assert (facts.office, facts.place) == (office, place)


def test_office_by_the_host_of_the_address():
    page = '<link rel="canonical" href="https://www.state.gov/a/"><p>MR DOE: a.</p><p>QUESTION: b?</p><p>MR DOE: c.</p>'
    facts = described(page, "x.html")
    assert (facts.office, facts.url) == ("U.S. Department of State", "https://www.state.gov/a/")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://[x", "https:", "a/b"])
def test_an_address_that_is_none_is_left_out(address):
    page = f'<link rel="canonical" href="{address}"><p>MR DOE: a.</p><p>QUESTION: b?</p><p>MR DOE: c.</p>'
    assert described(page, "x.html").url is None


def test_times_as_printed():
    facts = described("1:012 P.M. EDT\n\n" + TALK.format("Good morning.") + "\n(The briefing was concluded at 2:41 p.m.)\n")
    assert (facts.starts, facts.ends) == ("1:012 P.M. EDT", "2:41 p.m.")


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("Hello. This call is on the record. Ask away.", [("on the record", "This call is on the record.")]),
        ("Today’s call is on background and embargoed until 5 p.m.", [("on background", None), ("embargoed until 5 p.m.", None)]),
        (
            "The call is embargoed until tomorrow at five o’clock a.m. Eastern, as U.S. officials asked. Go.",
            [
                (
                    "embargoed until tomorrow at five o’clock a.m.",
                    "The call is embargoed until tomorrow at five o’clock a.m. Eastern, as U.S. officials asked.",
                )
            ],
        ),
        ("Is this call on the record?", []),
        ("He broke the record on Monday.", []),
        ("Welcome to the on-the-record virtual briefing of the centre.", [("on the record", None)]),
    ],
)
def test_ground_rules(opening, expected):
    document = read(TALK.format(opening).encode(), "x.txt")
    parts = cut(document)
    found = [
        (rule.rule, rule.span and parts.turns[rule.span.turn].text[rule.span.start : rule.span.stop])
        for rule in describe(document, parts).ground_rules
    ]
    assert found == [(rule, words or opening) for rule, words in expected]


def test_an_embargo_on_trade_is_no_rule():
    """Who opened speaks of it later in the briefing."""
    said = "MR PRICE: Good day.\n\nQUESTION: Why?\n\n" * 2 + "MR PRICE: Today the embargo allows food. That is all.\n"
    document = read(said.encode(), "x.txt")
    assert describe(document, cut(document)).ground_rules == ()


def test_a_rule_of_the_header_has_no_place():
    (rule,) = with_header("  • WHAT: On-the-Record Briefing").ground_rules
    assert (rule.rule, rule.span) == ("on the record", None)


@pytest.mark.parametrize(
    ("line", "expected"),
    [("FICTIONAL SAMPLE: nobody in it is real.", True), ("An invented transcript for tests.", True), ("Daily Press Briefing", False)],
)
def test_fictional(line, expected):
    assert with_header(line).fictional is expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("MR DOE:  Go to our website,, after it.\n\nQUESTION:  Why?", "deleted"),
        ("MR DOE:  And  can say more.\n\nQUESTION:  Why?", "deleted"),
        ("MR DOE:  Go.\n\nQUESTION:  All right.\n\n\nQUESTION:  So?\n\nMR DOE:  Yes.\n\nQUESTION:  No?", "short turn"),
        ("MR DOE:  Im here, and theyre not.\n\nQUESTION:  Why?", "apostrophes are lost"),
        ("MR DOE:  I couldn';t.\n\nQUESTION:  Why?", "apostrophes are broken"),
        ("MR DOE:  A\u200b\u202eb.\n\nQUESTION:  Why?", "zero-width"),
    ],
)
def test_damage_is_noted(text, words):
    (note,) = cut(read(text.encode(), "x.txt")).notes
    assert words in note.note
    assert note.line is not None
