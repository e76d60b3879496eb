"""Which reporter speaks a turn: from calls, introductions and replies, or read out by somebody else."""

import pytest

from ingest.describing.metadata import Metadata
from rag.types import Speaker
from tests.ingest.speaking import HEADER, OFFICIAL, check, press, speaking


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        pytest.param(
            [("MR PRIOR", "Good afternoon.\nKylie."), ("QUESTION", "Is there news?"), ("MR PRIOR", "No."), ("QUESTION", "And tomorrow?")],
            [OFFICIAL, press("Kylie"), OFFICIAL, press("Kylie")],
            id="a name holds until the next call",
        ),
        pytest.param(
            [
                ("MR PRIOR", "Kylie."),
                ("QUESTION", "Is there news?"),
                ("MR PRIOR", "There is none that I could give you here today.\nYes."),
                ("QUESTION", "On Iran?"),
            ],
            [OFFICIAL, press("Kylie"), OFFICIAL, press()],
            id="a call without a name ends it",
        ),
        pytest.param(
            [("MR PRIOR", "Kylie."), ("QUESTION", "News?"), ("MR PRIOR", "None."), ("QUESTION", "Thank you."), ("QUESTION", "May I ask?")],
            [OFFICIAL, press("Kylie"), OFFICIAL, press("Kylie"), press()],
            id="a second questioner in a row is somebody else",
        ),
        pytest.param(
            [
                ("MR PRIOR", "Let me go to the phones. Tara Copp, Defense One."),
                ("QUESTION", "Hi, can you hear me?"),
                ("MR PRIOR", "I can. Go ahead."),
                ("QUESTION", "Great. How many ships?"),
                ("MR PRIOR", "Six, Tara. I'll come to you, Peter."),
                ("QUESTION", "Who pays?"),
            ],
            [OFFICIAL, press("Tara Copp", "Defense One"), OFFICIAL, press("Tara Copp", "Defense One"), OFFICIAL, press()],
            id="a test of the line is no question, a promise no call",
        ),
        pytest.param(
            [
                ("MR PRIOR", "Welcome. Yes, Anna."),
                ("QUESTION", "First?"),
                ("MR PRIOR", "Yes, it is so.\nYes."),
                ("QUESTION", "What of it?"),
                ("MR PRIOR", "Well, Matt, I said it."),
                ("QUESTION", "But why?"),
            ],
            [OFFICIAL, press("Anna"), OFFICIAL, press("Matt"), OFFICIAL, press("Matt")],
            id="a reply names its questioner",
        ),
        pytest.param(
            [("MR PRIOR", "Sure."), ("QUESTION", "Can I ask about Sudan?"), ("MR PRIOR", "Sudan."), ("QUESTION", "Yes, is there a plan?")],
            [OFFICIAL, press(), OFFICIAL, press()],
            id="an echo is no call",
        ),
        pytest.param(
            [("MR PRIOR", "Nadia."), ("QUESTION", "— prayer —"), ("QUESTION", "Mr. Prior —"), ("MR PRIOR", "Go, Nadia."), ("QUESTION", "Why?")],
            [OFFICIAL, press("Nadia"), press(), OFFICIAL, press("Nadia")],
            id="a shout between is somebody else's",
        ),
        pytest.param(
            [
                ("MR PRIOR", "Go ahead, Jordan."),
                ("QUESTION", "Why?"),
                ("MR PRIOR", "We met in Amman. Ed, it’s so good to have you back."),
                ("QUESTION", "Who?"),
            ],
            [OFFICIAL, press("Jordan"), OFFICIAL, press("Ed")],
            id="a name that is a place, and a welcome, call",
        ),
        pytest.param(
            [
                ("MODERATOR", "We’ll go to Bea Goodwin at WebRx."),
                ("QUESTION", "Hello?"),
                ("MODERATOR", "Oh, Wanda, you’re there."),
                ("QUESTION", "Sorry. How many?"),
                ("MR PRIOR", "Six."),
            ],
            [("", "moderator", "", ""), press("Wanda"), ("", "moderator", "", ""), press("Wanda"), OFFICIAL],
            id="who is heard is told so by name",
        ),
        pytest.param(
            [
                ("MR PRIOR", "Welcome. Yes, Anna."),
                ("QUESTION", "First?"),
                ("MR PRIOR", "We did.\nYes."),
                ("QUESTION", "And the visit?"),
                ("MR PRIOR", "What I would say, Nora, is that it is planned."),
                ("QUESTION", "When?"),
            ],
            [OFFICIAL, press("Anna"), OFFICIAL, press("Nora"), OFFICIAL, press()],
            id="a name set off by commas in what he would say",
        ),
        pytest.param(
            [("MR PRIOR", "Thanks, all.\nHey, Josh."), ("QUESTION", "Good to see you."), ("MR PRIOR", "Go ahead, M.J."), ("QUESTION", "Why?")],
            [OFFICIAL, press("Josh"), OFFICIAL, press("M.J.")],
            id="a greeting calls, and initials",
        ),
        pytest.param(
            [
                ("MODERATOR", "Megan Myer, please."),
                ("QUESTION", "Hi, thanks so much. This is Lara. How long?"),
                ("MR PRIOR", "A year, we are told by them all."),
            ],
            [("", "moderator", "", ""), press("Lara"), OFFICIAL],
            id="who says another name is not who was called",
        ),
        pytest.param(
            [
                ("MODERATOR", "Well, Megan, why don’t you offer your question now?"),
                ("QUESTION", "It is about them. Will they be able to come?"),
                ("MR PRIOR", "Lara, on your first question, I do not know."),
            ],
            [("", "moderator", "", ""), press("Megan"), OFFICIAL],
            id="who was just called asked, whomever the reply speaks to",
        ),
        pytest.param(
            [
                ("MR PRIOR", "Josh."),
                ("QUESTION", "First, is it so?"),
                ("MR PRIOR", "It is so, as we said."),
                ("QUESTION", "But just on that, there is nothing —"),
                ("MR PRIOR", "No —"),
                ("QUESTION", "— to be gained."),
                ("MR PRIOR", "Mary, there is."),
            ],
            [OFFICIAL, press("Josh"), OFFICIAL, press("Mary"), OFFICIAL, press("Mary"), OFFICIAL],
            id="a sentence in two pieces is one reporter's",
        ),
    ],
)
def test_reporters(turns, expected):
    check(turns, expected, HEADER)


def test_an_outlet_given_once_is_the_reporters_everywhere():
    turns = [
        ("MODERATOR", "Let’s go to Corinne Mavis."), ("QUESTION", "How long?"), ("MS ARDEN", "It takes ten weeks at the moment, we are told."),
        ("MODERATOR", "We have Corinne Mavis of Harbour Street Journal back in the queue. Please go ahead."), ("QUESTION", "And why?"), ("MS ARDEN", "I do not know."),
    ]  # fmt: skip
    found = [each.speaker for each in speaking(turns, "Rachel Arden, Deputy Assistant Secretary")]
    assert [each.outlet for each in found] == ["", "Harbour Street Journal", "", "", "Harbour Street Journal", ""]
    assert found[1].name == found[4].name == "Corinne Mavis"


def test_a_question_read_out_carries_its_reporter():
    turns = [
        ("MODERATOR", "I’m Jean Foster, and our briefer is Jon Pierce, Deputy Assistant Secretary at the Department of State."),
        ("MR PIERCE", "Thank you, Jean."),
        ("MODERATOR", "It’s from James Carten of the Northern Press. He asked: “Is there a date?”"),
        ("MR PIERCE", "There is none."),
    ]  # fmt: skip
    found = speaking(turns)
    assert found[0].speaker.name == "Jean Foster"
    assert found[2].relays is not None
    assert (found[2].relays.name, found[2].relays.role, found[2].relays.outlet) == ("James Carten", "press", "Northern Press")
    assert [each.relays for each in (found[0], found[1], found[3])] == [None, None, None]


def test_every_name_points_at_its_words():
    turns = [
        ("MR PRIOR", "Welcome.\nKylie."),
        ("QUESTION", "News?"),
        ("MR PRIOR", "Well, Kylie, none."),
        ("QUESTION", "I am Karl Mund from Tagblatt. Any date?"),
    ]
    for each in speaking(turns, HEADER):
        span = each.speaker.evidence
        if span is not None:
            assert turns[span.turn][1][span.start : span.stop].split()[0].strip(".,") in each.speaker.name


def test_nothing_is_named_without_evidence():
    turns = [("Q", "Is it so?"), ("SENIOR ADMINISTRATION OFFICIAL", "It is."), ("Q", "And why?"), ("SENIOR ADMINISTRATION OFFICIAL TWO", "Because.")]
    found = [each.speaker for each in speaking(turns, metadata=Metadata(office="The White House"))]
    assert [each.name for each in found] == [""] * 4
    assert found[1] == Speaker(role="official", speaks_for="United States")


def test_initials_alone_are_no_first_name():
    told = speaking([("MODERATOR", "Our briefer today is J. R. Okafor."), ("MR. OKAFOR", "Thank you. The line will open in May.")])
    assert told[1].speaker.name == "Okafor"


@pytest.mark.parametrize(
    ("asked", "told", "outlet"),
    [
        ("Sorry, who are you with?", "The Daily Signal.", "Daily Signal"),
        ("And which outlet are you with?", "I'm with Al-Masry Newspaper, sir. So why?", "Al-Masry Newspaper"),
        ("Where are you from?", "Georgia. I mean the country.", ""),
        ("What is the question?", "The Daily Signal.", ""),
    ],
)
def test_an_outlet_that_is_asked_for(asked, told, outlet):
    turns = [
        ("MR PRIOR", "Yes, in the back."),
        ("QUESTION", "Why is the pier closed?"),
        ("MR PRIOR", asked),
        ("QUESTION", told),
        ("MR PRIOR", "It is open."),
    ]
    assert speaking(turns, HEADER)[3].speaker.outlet == outlet


def test_a_reporter_without_an_outlet():
    turns = [
        ("MR PRIOR", "Yes."),
        ("QUESTION", "Thank you. Nora Karim, Afghan independent journalist. Why is it closed?"),
        ("MR PRIOR", "It is not."),
    ]
    check(turns, [OFFICIAL, press("Nora Karim"), OFFICIAL], HEADER)
