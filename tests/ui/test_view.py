"""What the components are given: names, marks, and places that are never wrong."""

import pytest

from rag.types import Citation, Claim, Speaker, Usage
from tests.factories import ABSENT, make_briefing, trade_briefing
from tests.ui.fake_assistant import hostile_briefing
from ui.card import card_data
from ui.state import Target
from ui.suggest import topics
from ui.view import badge, claims_data, full_name, reader_data, shorten, surname, tokens

TRADE = trade_briefing()


def cited(index, briefing=TRADE):
    turn = briefing.turns[index]
    return Citation(briefing, turn, 0, len(turn.text))


@pytest.mark.parametrize(
    ("speaker", "label", "short", "full"),
    [
        (Speaker("Jon Piechowski", "official"), "MR PIECHOWSKI", "Piechowski", "Jon Piechowski"),
        (Speaker("Robert Gates, Jr.", "official"), "GATES", "Gates", "Robert Gates, Jr."),
        (Speaker("", "press"), "QUESTION", "Unnamed reporter", "Unnamed reporter"),
        (Speaker("", "official"), "SENIOR OFFICIAL ONE", "SENIOR OFFICIAL ONE", "SENIOR OFFICIAL ONE"),
    ],
)
def test_names(speaker, label, short, full):
    assert (surname(speaker, label), full_name(speaker, label)) == (short, full)


@pytest.mark.parametrize(
    ("speaker", "want"),
    [
        (Speaker("A", "official", speaks_for="Morocco"), "official · Morocco"),
        (Speaker("A", "official"), "official"),
        (Speaker("A", "press"), "press"),
        (Speaker("A", "other"), ""),
    ],
)
def test_badge(speaker, want):
    assert badge(speaker) == want


def test_citations_are_numbered_through_the_answer():
    claims = [Claim("statement", "One", (cited(4), cited(6))), Claim("refusal", "Two", (cited(10),))]
    found = [citation for claim in claims_data(claims) for citation in claim["citations"]]
    assert [each["label"] for each in found] == [f"Citation {number}: Whitlock · 4 Mar 2031, Dana Whitlock" for number in (1, 2, 3)]
    assert found[0]["asked"].startswith("Lena Ortiz (Daily Courier): Will the Buy Local rules")


@pytest.mark.parametrize(
    ("target", "turn", "span", "missing"),
    [
        (Target("x"), None, None, False),
        (Target("x", 4), 4, None, False),
        (Target("x", 4, 0, 5), 4, [0, 5], False),
        (Target("x", 4, 0, 99999), 4, None, True),
        (Target("x", 99), 12, None, False),
        (Target("x", 99, 0, 5), 12, None, True),
    ],
)
def test_never_a_mark_at_the_wrong_place(target, turn, span, missing):
    assert reader_data(TRADE, target)["target"] == {"turn": turn, "span": span, "missing": missing}


def test_only_web_addresses_become_links():
    assert reader_data(hostile_briefing(), Target("x"))["url"] is None
    assert reader_data(TRADE, Target("x"))["url"] == "https://example.org/briefing"


def test_a_card_lists_people_and_questions_with_certain_verdicts():
    card = card_data(TRADE)
    assert [each["name"] for each in card["people"]] == ["Dana Whitlock", "Idris Benali", "Mia Chen", "Lena Ortiz", "Tom Reed"]
    assert [each["turn"] for each in card["questions"]] == [3, 5, 7, 9, 11]
    assert card["questions"][1]["who"] == f"{ABSENT.name}, {ABSENT.outlet}"
    assert [each["verdict"] for each in card["questions"]] == ["", "", "", "declined", "taken"]


def test_topics_stand_in_the_question_and_the_reply():
    assert [(topic, reply.index) for topic, reply in topics(TRADE)] == [("Buy Local", 4)]
    assert topics(make_briefing(*TRADE.turns[:3])) == ()


def test_shorten_ends_at_a_word():
    assert shorten("one two\nthree", 50) == "one two three"
    assert shorten("one two three", 9) == "one two …"


def test_tokens_and_cost_are_told_as_they_came():
    assert tokens(None) == ""
    assert tokens(Usage(1234, 56)) == "1,234 tokens read, 56 written"
    assert tokens(Usage(1234, 56, 0.0123)) == "1,234 tokens read, 56 written, 0.0123 at the price that is set"
