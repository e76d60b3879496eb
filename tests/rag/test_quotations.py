"""Verdicts on the quotations of a draft, over one small briefing."""

import pytest

from rag.checking.attributions import attribution
from rag.checking.quotations import check_text, quotations
from rag.text import find
from tests.factories import trade_briefing

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


def test_what_the_source_prints_is_said():
    (found,) = check_text("“I don’t have any news to make today,” Whitlock said.", Record())
    assert found.difference == "the source prints “dont”"


def test_the_difference_is_shown():
    (found,) = check_text("“The bridge will open before 2035,” Whitlock said.", Record())
    assert found.difference == "The bridge will [-not-] open before 2035"
    assert found.found is not None
    assert found.found.turn.index == 6


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
