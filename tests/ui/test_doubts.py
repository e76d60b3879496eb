"""Only the doubtful is marked, and the mark says what is doubtful."""

from dataclasses import replace

import pytest

from rag.types import Citation, Claim, GroundRule, Note
from tests.factories import OFFICIAL as SPEAKER
from tests.factories import make_briefing, make_turn, trade_briefing
from ui.doubts import doubts

REAL = replace(trade_briefing(), fictional=False)


def under(*rules):
    return replace(REAL, ground_rules=tuple(GroundRule(rule) for rule in rules))


def noted(*notes):
    return replace(REAL, notes=tuple(Note(None, note) for note in notes))


def saying(text, label=""):
    turn = make_turn(0, SPEAKER, text)
    return make_briefing(replace(turn, label=label or turn.label), fictional=False)


@pytest.mark.parametrize(
    ("briefing", "turn", "claim", "want"),
    [
        (REAL, 4, ("statement", "said"), []),
        (trade_briefing(), 4, ("statement", "said"), ["fictional sample"]),
        (REAL, 10, ("refusal", "said"), ["declined"]),
        (REAL, 12, ("refusal", "said"), ["taken"]),
        (REAL, 5, ("question", "asked"), ["read out by Mia Chen"]),
        (REAL, 8, ("statement", "Benali, recounting the talks"), ["recounted"]),
        (under("on the record"), 8, ("statement", ""), []),
        (under("on background", "embargoed until noon"), 8, ("statement", ""), ["on background", "embargoed until noon"]),
        (under("embargoed until the call’s conclusion", "embargoed until the end of the briefing", "embargo"), 8, ("statement", ""), []),
        (under("off the record"), 8, ("statement", ""), ["off the record"]),
        (saying("(As interpreted.) We agreed."), 0, ("statement", ""), ["interpreted"]),
        (saying("(Via translation) We agreed."), 0, ("statement", ""), ["interpreted"]),
        (saying("We agreed.", "MINISTER BENALI (via interpreter)"), 0, ("statement", ""), ["interpreted"]),
        (saying("We agreed (through interpreters we had)."), 0, ("statement", ""), []),
        (noted("corrected by hand: held_on"), 8, ("statement", ""), ["corrected by you"]),
        (noted("turn 8 corrected by hand: name"), 8, ("statement", ""), ["corrected by you"]),
        (noted("turn 8 corrected by hand: name"), 6, ("statement", ""), []),
        (saying("We agreed with (inaudible) on it."), 0, ("statement", ""), ["damaged in the source"]),
        (saying("Weve agreed, and theyll come."), 0, ("statement", ""), ["damaged in the source"]),
        (saying("We met , and agreed."), 0, ("statement", ""), ["damaged in the source"]),
        (saying("Well, its late."), 0, ("statement", ""), []),
    ],
)
def test_doubts(briefing, turn, claim, want):
    found = briefing.turns[turn]
    kind, text = claim
    start = found.text.find("On the ferry line") if turn == 4 else 0
    citation = Citation(briefing, found, 0, start if start > 0 else len(found.text))
    assert doubts(Claim(kind, text, (citation,)), citation) == want
