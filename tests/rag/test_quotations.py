"""Verdicts on the quotations of a draft, over one small briefing."""

import pytest

from rag.checking.attributions import attribution
from rag.checking.quotations import check_text, quotations
from rag.text import find
from tests.factories import OFFICIAL, make_briefing, make_turn, trade_briefing

BRIEFING = trade_briefing()


class Record:
    def holding(self, phrase):
        return [(BRIEFING, turn) for turn in BRIEFING.turns if find(phrase, turn.text)]

    def sharing(self, phrase):
        return [(BRIEFING, turn) for turn in BRIEFING.turns]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("“The bridge will not open before 2035,” Whitlock said.", "verbatim"),
        ('Whitlock said: "We expect to spend $4 billion on it over six years."', "verbatim"),
        ("“I don’t have any news to make today,” Dana Whitlock said.", "verbatim"),
        ("“We expect to spend … over six years,” Whitlock said.", "verbatim"),
        ("“The bridge will open before 2035,” Whitlock said.", "altered"),
        ("“We expect to spend $5 billion on it over six years,” Whitlock said.", "altered"),
        ("“The talks on the harbour treaty began on 12 February, and 14 delegations agreed.” Whitlock said.", "altered"),
        ("“The United States has long had Buy Local provisions in its purchasing laws,” Whitlock said.", "cropped"),
        ("“We never asked for a cut,” Whitlock said.", "misattributed"),
        ("“We never asked for a cut,” said Idris Benali.", "verbatim"),
        ("The State Department said “has Morocco agreed to the fish quota”.", "misattributed"),
        ("A reporter asked: “has Morocco agreed to the fish quota?”", "verbatim"),
        ("“Our ships sail at dawn with silver sails,” Whitlock said.", "not_found"),
    ],
)
def test_verdicts(text, verdict):
    (found,) = check_text(text, Record())
    assert found.verdict == verdict
    assert text[found.start : found.stop] == found.text


SPENDS, OPENS, CUT = "We expect to spend $4 billion on it over six years", "The bridge will not open before 2035", "We never asked for a cut"


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        (f"“{SPENDS},” she said. “{OPENS}.”", "verbatim verbatim"),
        (f"Benali spoke on Monday. “{SPENDS},” he said.", "misattributed"),
        (f"Whitlock’s remark that “{OPENS}” surprised many.", "verbatim"),
        (f"Benali’s statement that “{OPENS}” surprised many.", "misattributed"),
        (f"In an answer to Benali, Whitlock said “{OPENS}.”", "verbatim"),
        (f"Asked by Lena Ortiz of the Daily Courier about the bridge, Whitlock said: “{OPENS}.”", "verbatim"),
        (f"Whitlock told Benali that “{OPENS}”.", "verbatim"),
        (f"“{CUT},” Benali told Whitlock.", "verbatim"),
        (f"The foreign minister of Morocco said that “{OPENS}.”", "misattributed"),
        (f"Morocco’s foreign minister said: “{CUT}.”", "verbatim"),
        (f"The U.S. government said “{OPENS}”.", "verbatim"),
        (f"The Moroccan government said “{OPENS}”.", "misattributed"),
        (f"Morocco said “{CUT}”.", "verbatim"),
        (f"The United States said “{CUT}”.", "misattributed"),
        (f"Washington said “{OPENS}”.", "verbatim"),
        (f"Per Whitlock: “{OPENS}”.", "verbatim"),
        (f"WHITLOCK: “{OPENS}”", "verbatim"),
        (f"“{OPENS}” (Benali)", "misattributed"),
        (f"“{OPENS}” — Dana Whitlock", "verbatim"),
        (f"Whitlock said:\n\n> {OPENS}.\n", "verbatim"),
        (f"Whitlock said: “{SPENDS}.\n\n“{OPENS}.”", "verbatim"),
        (f"“{OPENS} … {SPENDS},” Whitlock said.", "altered"),
        ("“We [the United States] expect to spend $4 billion on it,” Whitlock said.", "verbatim"),
        (f"Whitlock said “{OPENS}”, while Benali said “{CUT}”.", "verbatim verbatim"),
        (f"Benali said “{OPENS}”, while Whitlock said “{CUT}”.", "misattributed misattributed"),
        ("Whitlock denied that “Morocco agreed to the quota”.", "misattributed"),
        ("Whitlock called it “absurd”.", "not_found"),
    ],
)
def test_who_is_said_to_have_spoken(text, verdicts):
    assert [found.verdict for found in check_text(text, Record())] == verdicts.split()


def test_what_the_source_prints_is_said():
    (found,) = check_text("“I don’t have any news to make today,” Whitlock said.", Record())
    assert found.difference == "the source prints “dont”"


@pytest.mark.parametrize(
    ("text", "difference"),
    [
        ("“The bridge will … open before 2035,” Whitlock said.", "what is left out holds “not”"),
        (
            "“The United States has long had Buy Local provisions in its purchasing laws,” Whitlock said.",
            "the source goes on: “At the same time, we have commitments under the harbour treaty, and”",
        ),
        ("“We never asked for a cut,” Whitlock said.", "these are the words of Idris Benali (Morocco)"),
    ],
)
def test_what_a_reader_should_know(text, difference):
    (found,) = check_text(text, Record())
    assert found.difference == difference


def test_the_difference_is_shown():
    (found,) = check_text("“The bridge will open before 2035,” Whitlock said.", Record())
    assert found.difference == "The bridge will [-not-] open before 2035"
    assert found.found is not None
    assert found.found.turn.index == 6


LONG = make_turn(
    1,
    OFFICIAL,
    "We strongly support that humanitarian truce that was made last week. "
    + "The roads are open and the bread is cheap. " * 40
    + "So the humanitarian truce holds.",
)


class LongTurn:
    def holding(self, phrase):
        return []

    def sharing(self, phrase):
        return [(make_briefing(LONG), LONG)]


def test_the_difference_is_told_by_the_tightest_stretch():
    (found,) = check_text("Whitlock said “we strongly support the humanitarian truce”.", LongTurn())
    assert (found.verdict, found.difference) == ("altered", "We strongly support [-that-] {+the+} humanitarian truce")


def test_short_runs_from_far_apart_make_no_quotation():
    assert [found.verdict for found in check_text("Whitlock said “we strongly agree that the bread and so the truce holds on”.", LongTurn())] == [
        "not_found"
    ]


def test_a_turn_of_common_words_is_found_by_words_in_a_row():
    class Holding(LongTurn):
        def sharing(self, phrase):
            return []

        def holding(self, phrase):
            return [(make_briefing(LONG), LONG)] if find(phrase, LONG.text) else []

    (found,) = check_text("Whitlock said “the roads are open and the bread is dear”.", Holding())
    assert found.verdict == "altered"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("“We go.\n\n“We come back.”", 1),
        ('"We go.\n\n"We come back."', 1),
        ('"One mark too many.\n\n"We go." and "We come back."', 2),
        ("> We go there.\n> We come back.\n\nThe end.", 1),
        ("Whitlock: «We go there.» „We come.“ ‘We don’t go.’", 3),
        ("“He told me ‘never’ and left.”", 1),
        ("5 o'clock and 6'2\" tall", 0),
    ],
)
def test_what_stands_between_marks(text, count):
    assert len(list(quotations(text))) == count


@pytest.mark.parametrize("text", ["The film “The Long Road to Rabat” opened.", "He called it “absurd”.", "The so-called “peace deal” is near."])
def test_titles_and_scare_quotes_are_no_quotations(text):
    assert check_text(text, Record()) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“We will sign it,” Ned Price said.", "Ned Price"),
        ("Price told reporters: “We will. Not now.”", "Price"),
        ("“We never asked,” said Foreign Minister Idris Benali of Morocco, who met Blinken.", "Idris Benali"),
        ("Secretary Blinken spoke first. He added: “We go.”", "Blinken"),
        ("“We will go there.” Powell added.", "Powell"),
        ("“We will,” Psaki told the Courier.", "Psaki"),
        ("The White House said “we will see”.", "White House"),
        ("They said “no”.", ""),
    ],
)
def test_attributions(text, name):
    (span,) = quotations(text)
    assert attribution(text, *span).name == name
