"""Names stand with the statements that the record puts them with; denials, certainty and stress too."""

import pytest

from rag.checking.agreement import disagrees
from rag.checking.pairing import Ground, mispaired

GROUND = Ground.of(
    ("Dana Whitlock, Deputy Assistant Secretary, United States", "Lena Ortiz, Daily Courier"),
    ("Dana Whitlock", "Lena Ortiz", "Idris Benali"),
    (
        "We met the Norvania delegation in Zembla. Norvania told us that it accepts the Zembla protocol.",
        "The Ministry of Fisheries agreed, and the treaty with Norvania stands.",
    ),
)


@pytest.mark.parametrize(
    "text",
    [
        "Dana Whitlock said that the delegation of Norvania was met in Zembla.",
        "Norvania said it accepts the Zembla protocol, according to Whitlock.",
        "Whitlock, the Deputy Assistant Secretary, also confirmed the Zembla protocol.",
        "Lena Ortiz asked about the Norvania delegation.",
        "In Dana Whitlock's words the treaty stands.",
        "The Ministry of Fisheries agreed.",
    ],
)
def test_names_in_their_place(text):
    assert mispaired(text, GROUND) == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Zembla said that it accepts the Norvania protocol.", "makes zembla say"),
        ("According to Zembla, the treaty stands.", "makes zembla say"),
        ("They met the delegation in Lena Ortiz.", "a place or a thing of lena ortiz"),
        ("Mr. Zembla was met.", "makes a person of zembla"),
        ("They accept the Norvania protocol of Zembla.", "puts norvania where the record has zembla"),
        ("Then the Fisheries of Ministry agreed.", "puts fisherie where"),
    ],
)
def test_names_out_of_their_place(text, reason):
    assert reason in mispaired(text, GROUND)


CITED = (
    "We don't have enough ships for that port.",
    "The bridge may close in May.",
    "It is unclear whether the talks resume.",
    "We agreed on grain.",
)


@pytest.mark.parametrize(
    "claim",
    [
        "They do not have enough ships.",
        "The bridge may close in May.",
        "The talks were not clear.",
        "They agreed on grain.",
        "Not only did they agree on grain.",
        "She asked whether they have the ships for that port.",
    ],
)
def test_what_agrees(claim):
    assert disagrees(claim, CITED) == ""


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ("They have ships for that port.", "deny"),
        ("The grain is sufficient.", "asserts “sufficient”"),
        ("The bridge will close in May.", "says “will” where the record says “may”"),
        ("They did agree on grain.", "stresses “did agree”"),
        ("They made a deal at all.", "asserts “at all”"),
    ],
)
def test_what_disagrees(claim, reason):
    assert reason in disagrees(claim, CITED)


def test_a_denial_needs_a_denial():
    assert disagrees("They did not agree on grain.", ("We agreed on grain.",)) == "denies what nothing it cites denies"


@pytest.mark.parametrize(
    ("cited", "stands"),
    [
        ("The people who manage the ferry say they don’t anticipate a big impact.", False),
        ("They don’t anticipate a big impact.; Others said that there would be a big impact on trains.", True),
        ("There will be a big impact, so we do not wait.", True),
    ],
)
def test_two_words_that_are_only_denied_together(cited, stands):
    told = ("The minister presented new legislation on ferry tickets, harbour dues and pilots to the northern council in spring.", *cited.split("; "))
    claim = "The minister presented new legislation on ferry tickets, harbour dues and pilots to the council, and there would be a big impact."
    assert (disagrees(claim, told) == "") is stands
