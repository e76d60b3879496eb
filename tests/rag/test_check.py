"""What a claim may not do: each row is a drafted claim and what is wrong with it."""

import pytest

from rag.checking.check import Asked, check, strip_links
from rag.drafting.draft import Evidence, Proposal
from rag.types import Claim, Hit, Rejection, Scope
from tests.factories import OFFICIAL, REPORTER, make_briefing, make_turn, trade_briefing

BRIEFING = trade_briefing()
US = Scope(roles=("official",), speaks_for=("United States",))
PRESS = Scope(roles=("press",))
QUESTION = "what did the U.S. say about Buy Local?"


def evidence():
    return Evidence(Hit(BRIEFING, turn, 1.0) for turn in BRIEFING.turns)


def ids(words):
    """The ids of the sentences that hold these words."""
    return tuple(sentence.id for sentence in evidence() if words in sentence.text)


def checked(text, at, kind="statement", scope=US):
    return check(Proposal(kind, text, ids(at) if isinstance(at, str) else at), evidence(), Asked(QUESTION, scope))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Dana Whitlock said the United States has long had such provisions.", "Buy Local provisions"),
        ("Asked by Lena Ortiz (Daily Courier), Dana Whitlock, Deputy Assistant Secretary, for the United States, said", "Buy Local provisions"),
        ("Whitlock expects to spend four billion dollars over 6 years.", "$4 billion"),
        ("On 4 March 2031 Whitlock spoke of the Lindholm bridge.", "will not open before 2035"),
        ("Whitlock said the bridge “will not open before 2035”.", "will not open before 2035"),
        ("Whitlock spoke of the harbour treaty's commitments.", "harbour treaty, and we intend"),
    ],
)
def test_what_passes(text, at):
    assert isinstance(checked(text, at), Claim)


@pytest.mark.parametrize(
    ("text", "at", "reason"),
    [
        ("Something.", (), "points at no sentence"),
        ("Something.", ("ZZZZ.9",), "ZZZZ.9, which was never shown"),
        ("Something.", ("1",), "never shown"),
        ("The rules will be relaxed.", "Will the Buy Local rules be relaxed", "words of Lena Ortiz (press)"),
        ("The quota was accepted.", "Morocco agreed to the quota", "words of Idris Benali (Morocco)"),
        ("Good morning was said.", "Good morning.", "words of Mia Chen (moderator)"),
        ("Idris Benali said the United States has such provisions.", "Buy Local provisions", "gives the words of Dana Whitlock"),
        ("Pavel Gray said the bridge will be rebuilt.", "$4 billion", "to Pavel Gray said"),
        ("The minister said “we expect to spend”.", "$4 billion", "to minister"),
        ("The Secretary said “we expect to spend”.", "$4 billion", "to Secretary"),
        ("Whitlock expects to spend $5 billion.", "$4 billion", "number 5000000000"),
        ("Whitlock said it on 5 March.", "$4 billion", "number 5"),
        ("Whitlock spoke of Norway.", "$4 billion", "names “norway”"),
        ("Whitlock said “we will pay for it all”.", "$4 billion", "in quotation marks"),
    ],
)
def test_what_is_rejected(text, at, reason):
    result = checked(text, at)
    assert isinstance(result, Rejection)
    assert reason in result.reason


@pytest.mark.parametrize(
    ("text", "question", "passes"),
    [
        ("Whitlock dijo que el puente no se abrirá antes de 2035.", "what did Whitlock say about the bridge?", False),
        ("Whitlock dijo que el puente no se abrirá antes de 2035.", "¿qué dijo Whitlock sobre el puente?", True),
        ("Whitlock said the bridge will not open before 2035.", "what did Whitlock say about the bridge?", True),
        ("Whitlock said the bridge will not open before 2035.", "¿qué dijo Whitlock sobre el puente?", False),
    ],
)
def test_a_claim_is_in_the_language_of_the_question(text, question, passes):
    result = check(Proposal("statement", text, ids("before 2035")), evidence(), Asked(question, US))
    if passes:
        assert isinstance(result, Claim)
    else:
        assert isinstance(result, Rejection)
        assert "another language" in result.reason


def test_what_only_the_question_says_is_nobodys_statement():
    asked = make_turn(0, REPORTER, "Will the mill at Orre close, and will two hundred weavers lose their work?")
    reply = make_turn(
        1, OFFICIAL, "We spoke with the owners last week about the new road, and we expect a decision of the council in the spring.", answers=0
    )
    briefing = make_briefing(asked, reply)
    shown = Evidence([Hit(briefing, reply, 1.0)])
    (sentence,) = shown
    result = check(Proposal("statement", "The mill will close and weavers lose their work.", (sentence.id,)), shown, Asked("the mill?", US))
    assert isinstance(result, Rejection)
    assert "only the question says" in result.reason


def test_press_questions():
    assert isinstance(checked("Lena Ortiz (Daily Courier) asked", "Will the Buy Local rules", "question", PRESS), Claim)
    assert isinstance(checked("Paul Gray (Northern Press) asked", "will the Lindholm bridge", "question", PRESS), Claim)
    assert "official's words as a question" in checked("Dana Whitlock asked", "$4 billion", "question", PRESS).reason


def test_a_quote_is_extended_over_what_turns_it():
    claim = checked("Dana Whitlock said", "Buy Local provisions")
    assert claim.citations[0].quote.startswith("The United States has long had")
    assert claim.citations[0].quote.endswith("we intend to keep them.")


def test_adjoining_sentences_are_one_citation():
    claim = checked("Dana Whitlock said", (*ids("$4 billion"), *ids("before 2035")))
    assert [citation.quote for citation in claim.citations] == [BRIEFING.turns[6].text]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("See [this](https://evil.example/x) now", "See this now"),
        ("![](http://evil.example/p.png?q=1) seen", "seen"),
        ("go to https://evil.example/a?b=c please", "go to please"),
        ('<img src=x onerror="alert(1)">text', "text"),
        ("www.evil.example says", "says"),
        ("see evil.example/collect?x=1 now", "see now"),
        ("in the U.S./Canada talks and/or 5 p.m./6 p.m.", "in the U.S./Canada talks and/or 5 p.m./6 p.m."),
        ("javascript:alert(1) now", "now"),
        ("if x < 3 and y > 2", "if x < 3 and y > 2"),
    ],
)
def test_links_images_and_tags_go(text, plain):
    assert strip_links(text) == plain


def test_too_many_sentences_are_no_pointing():
    turn = make_turn(1, OFFICIAL, "Yes, we agreed. " * 12, answers=0)
    briefing = make_briefing(make_turn(0, REPORTER, "Did you agree?"), turn)
    shown = Evidence([Hit(briefing, turn, 1.0)])
    result = check(Proposal("statement", "They agreed.", tuple(sentence.id for sentence in shown)), shown, Asked(QUESTION, US))
    assert isinstance(result, Rejection)
    assert "more than" in result.reason
