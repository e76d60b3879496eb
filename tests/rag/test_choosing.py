"""Which sentences of a turn are quoted, and which turns say nothing."""

from dataclasses import replace

import pytest

from rag.drafting.choosing import choose, empty
from rag.drafting.draft import Evidence
from rag.drafting.evidence import seek
from rag.drafting.forms import asks_for
from rag.text import tokens
from rag.types import Hit
from tests.factories import OFFICIAL, REPORTER, make_briefing, make_turn

FILLER = " ".join(
    f"We also looked at the matter of the harbour and its {word} in some detail." for word in ("walls", "gates", "lights", "sheds", "cranes")
)


def chosen(question, text, put=0.0):
    briefing = make_briefing(make_turn(0, REPORTER, question), make_turn(1, OFFICIAL, text, answers=0))
    said = Evidence([Hit(briefing, briefing.turns[1], 1.0)]).add(briefing, briefing.turns[1])
    sought = replace(seek(asks_for(question), [(word, 1.0) for word in tokens(question)], (), (), lambda word: 3.0), question=question)
    return " ".join(sentence.text for sentence in choose(sought, said, put=put))


@pytest.mark.parametrize(
    ("question", "text", "held"),
    [
        ("When was the ferry captain convicted?", f"The ferry captain was convicted of fraud. That was in March. {FILLER}", "in March"),
        ("How many ferry workers lost their jobs?", f"The ferry workers lost their jobs. There are now 954. {FILLER}", "954"),
        (
            "How long do ferry permits currently take?",
            f"Ferry permits once took 12 months. {FILLER} Ferry permits now take 3 weeks from the day of the request.",
            "3 weeks",
        ),
        ("Who will lead the ferry fund?", f"I have an update on who will lead the ferry fund. It will be Lena Ortiz. {FILLER}", "Lena Ortiz"),
    ],
)
def test_what_is_asked_for_comes_along(question, text, held):
    assert held in chosen(question, text)


def test_a_quote_goes_on_while_it_is_short():
    found = chosen("What about the ferry prize?", f"{FILLER}\nWe announced the ferry prize. The winner is a doctor from Norvania.\n{FILLER}")
    assert found == "We announced the ferry prize. The winner is a doctor from Norvania."


def test_a_reply_opens_with_its_answer():
    question = "Did we threaten or punish the ferry partner in Norvania over fees?"
    text = f"There were no threats to the ferry partner in Norvania.\n{FILLER}\nThe ferry partner in Norvania pays its fees, as all of them do."
    assert chosen(question, text, put=1.0).startswith("There were no threats")
    assert chosen(question, text, put=0.0).startswith("The ferry partner")


@pytest.mark.parametrize("call", ["Yes, Alex.", "Go ahead, please.", "John, go ahead.", "Let’s go to Maria.", "Okay, in the back."])
def test_the_call_of_the_next_one_is_not_quoted(call):
    assert chosen("What about the ferry?", f"The ferry opens in May and stays open. {call}") == "The ferry opens in May and stays open."


@pytest.mark.parametrize(
    ("text", "says_nothing"),
    [
        ("Yes, I can hear you.", True),
        ("I’m sorry?", True),
        ("Oh, there’s a bit of an echo.", True),
        ("Thanks. Maybe I’ll take the questions in reverse order.", True),
        ("Yes.", False),
        ("The ferry opens in May.", False),
        ("I’ll take that question.", False),
    ],
)
def test_turns_that_say_nothing(text, says_nothing):
    assert empty(make_turn(1, OFFICIAL, text, answers=0)) is says_nothing
