"""Answers from the record alone: what is asked for, the sentences chosen, the lead-ins, answered or near."""

from dataclasses import replace

import pytest

from rag.checking.check import Asked, check
from rag.drafting.draft import Evidence
from rag.drafting.evidence import exchange, seek
from rag.drafting.extract import _unclipped, judge, propose, weigh
from rag.drafting.forms import asks_for, counted, counts, holds
from rag.drafting.leads import ask_lead, introduce, lead, recounted, reporter
from rag.drafting.names import name
from rag.text import tokens
from rag.types import Claim, Hit, Scope, Speaker
from tests.factories import OFFICIAL, REPORTER, make_briefing, make_turn, trade_briefing

BRIEFING = trade_briefing()
US = Scope(roles=("official",), speaks_for=("United States",))


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("How many visas were issued?", "number"),
        ("what is the total size of the package?", "number"),
        ("When will the bridge open?", "date"),
        ("On what date did he say it would open?", "date"),
        ("Who leads the task force?", "person"),
        ("who will greet her when she lands?", "person"),
        ("Why was it cut?", "reason"),
        ("How long will it take?", "duration"),
        ("Is the ferry line open?", "yes or no"),
        ("and will it open?", "yes or no"),
        ("what did the U.S. say about Buy Local?", "statement"),
        ("Who asked about the bridge?", "asker"),
        ("which reporter asked about the bridge?", "asker"),
        ("What did the Daily Courier ask?", "question"),
        ("What was the Northern Press question?", "question"),
        ('Who said "we never asked for a cut"?', "said"),
        ('"we never asked" - who said that?', "said"),
        ("What did he say about when it opens?", "statement"),
    ],
)
def test_what_is_asked_for(question, form):
    assert asks_for(question) == form


@pytest.mark.parametrize(
    ("form", "text", "held"),
    [
        ("number", "About 2,500 of them.", True),
        ("number", "Half of them.", True),
        ("number", "Several of them.", False),
        ("date", "It opens next week.", True),
        ("date", "By 2035.", True),
        ("date", "It opens.", False),
        ("person", "The buyer pays.", True),
        ("duration", "Until the end of the decade.", True),
        ("duration", "It depends.", False),
        ("date", "That takes years.", False),
        ("reason", "They asked.", True),
        ("yes or no", "We are open.", True),
    ],
)
def test_whether_a_sentence_holds_it(form, text, held):
    assert holds(form, text) is held


def answer(question, *names, scope=US, order=None):
    evidence = Evidence(())
    sought = replace(
        seek(asks_for(question), [(word, 1.0) for word in tokens(question)], [name(each) for each in names], scope.phrases, lambda word: 2.0),
        question=question,
    )
    indexes = order or range(len(BRIEFING.turns))
    hits = [Hit(BRIEFING, BRIEFING.turns[index], 1.0 - 0.01 * rank) for rank, index in enumerate(indexes)]
    candidates = weigh(sought, hits, scope, evidence)
    status = judge(candidates)
    claims = [check(proposal, evidence, Asked(question, scope)) for proposal in propose(candidates, status, sought, scope)]
    assert all(isinstance(claim, Claim) for claim in claims), claims
    return status, claims


def test_the_reply_is_quoted_and_not_cropped():
    status, claims = answer("what did the U.S. say about Buy Local?", "Buy Local")
    assert status == "answered"
    assert claims[0].citations[0].quote.startswith("The United States has long had Buy Local provisions")
    assert "At the same time" in claims[0].citations[0].quote
    assert claims[0].text == ("Asked by Lena Ortiz (Daily Courier) about Buy Local, Dana Whitlock, Deputy Assistant Secretary, said")


def test_a_refusal_is_an_answer_marked_so():
    status, claims = answer("did they discuss the prisoners held in Zembla?", "Zembla")
    assert (status, claims[0].kind) == ("answered", "refusal")
    assert claims[0].text.endswith("declined to say")


def test_a_refusal_comes_along_unless_it_is_of_another_matter():
    rules = "The United States has long had Buy Local provisions in its purchasing laws. " + "We weigh them with every harbour, and say so. " * 8
    for refusal, comes in (("I have no news to announce on the Northern Crossing.", False), ("I have no news to announce on that.", True)):
        asked = make_turn(0, REPORTER, "Will the Northern Crossing be reopened? And are the Buy Local rules to be relaxed?")
        briefing = make_briefing(asked, make_turn(1, OFFICIAL, f"{refusal}\n{rules}", answers=0))
        sought = seek("statement", [(word, 1.0) for word in ("buy", "local", "rules")], [name("Buy Local")], (), lambda _: 1.0)
        (candidate,) = weigh(sought, [Hit(briefing, briefing.turns[1], 1.0)], US, Evidence(()))
        quoted = [sentence.text for sentence in candidate.chosen]
        assert (refusal in quoted) == comes
        assert "The United States has long had Buy Local provisions in its purchasing laws." in quoted


@pytest.mark.parametrize(
    ("written", "text", "stands"),
    [
        ("Idris Benali", "Idris Benali came. " + "We talked of the bridge. " * 40 + "It opens in May.", True),
        ("ICE", "That is an agreement with the union of Immigration and Customs Enforcement.", True),
        ("ICE", "In case everyone comes, it opens.", False),
        ("Whelan", "The Secretary said that it opens in May.", True),
        ("Whelan", "The President said that it opens in May.", False),
        ("2021 Ferry", "The Ferry report of 2021 names six.", True),
        ("Latin American", "His first trip to Latin America.", True),
        ("Tasmanians", "It helps people in Tasmania.", True),
        ("Iranians", "It helps people in Iraq.", False),
    ],
)
def test_where_a_name_stands(written, text, stands):
    briefing = make_briefing(make_turn(0, OFFICIAL, text), make_turn(1, OFFICIAL, "Secretary Mara Whelan and Ambassador Benali will speak."))
    sought = seek("statement", (), [name(written)], (), lambda word: 1.0)
    assert (sought.missing(exchange(briefing, briefing.turns[0], len(text) - 10, len(text))) == ()) is stands


def test_a_number_named_without_its_scale_is_asked_for_once():
    topic = [("1.7", 1.0), ("million", 1.0), ("doses", 1.0)]
    assert seek("reason", topic, [name("1.7")], (), lambda word: 1.0).numbers == ()


def test_a_name_that_nobody_used_makes_it_near():
    status, _ = answer("will the Lindholm bridge be paid for by Norway?", "Norway")
    assert status == "near"


def test_what_is_asked_for_must_be_held():
    status, _ = answer("how many prisoners held in Zembla?", "Zembla", order=[8, 4])
    assert status != "answered"


def test_only_the_government_asked_about():
    _, claims = answer("what did Morocco say about the quota?", scope=Scope(roles=("official",), speaks_for=("Morocco",)))
    assert {citation.turn.index for claim in claims for citation in claim.citations} == {8}


def test_far_off_questions_are_not_found():
    assert answer("who won the song contest in the opera house?") == ("not_found", [])


def test_press_questions():
    press = Scope(roles=("press",), outlets=("Northern Press",))
    status, claims = answer("what did the Northern Press ask?", scope=press)
    assert status == "answered"
    assert claims[0].kind == "question"
    assert claims[0].text == "Paul Gray (Northern Press), in a question read out by Mia Chen, asked"
    assert claims[0].citations[0].turn.index == 5


def test_exact_words():
    scope = Scope(phrases=("we never asked for a cut",))
    status, claims = answer('who said "we never asked for a cut"?', scope=scope)
    assert status == "answered"
    assert "We never asked for a cut." in claims[0].citations[0].quote


@pytest.mark.parametrize(
    ("speaker", "written"),
    [
        (Speaker("Lena Ortiz", "press", "", "Daily Courier"), "Lena Ortiz (Daily Courier)"),
        (Speaker("Lena Ortiz", "press"), "Lena Ortiz"),
        (Speaker("", "press", "", "Daily Courier"), "a reporter of Daily Courier"),
        (Speaker("", "press"), "an unnamed reporter"),
    ],
)
def test_who_asks(speaker, written):
    assert reporter(speaker) == written


def test_introductions():
    assert introduce(BRIEFING.turns[8]) == "Idris Benali, Foreign Minister, for Morocco,"
    assert ask_lead(BRIEFING.turns[3]) == "Lena Ortiz (Daily Courier) asked"


def test_a_follow_up_on_another_matter_is_not_answered_by_carried_words():
    topic = [("capital", 1.0), ("brazil", 1.0), *((word, 0.3) for word in tokens("bridge rebuilt spend billion six years open 2035"))]
    sought = seek("statement", topic, [], (), lambda word: 4.0)
    (candidate,) = weigh(sought, [Hit(BRIEFING, BRIEFING.turns[6], 1.0)], US, Evidence(()))
    assert (candidate.fresh, candidate.answers) == (0.0, False)


def test_a_follow_up_that_only_names_a_speaker_is_about_what_was_spoken_of():
    sought = seek("statement", [(word, 0.3) for word in tokens("bridge rebuilt")], [], (), lambda word: 4.0)
    status = [judge(weigh(sought, [Hit(BRIEFING, BRIEFING.turns[index], 1.0)], US, Evidence(()))) for index in (6, 4)]
    assert status == ["answered", "not_found"]


def test_two_common_words_are_no_evidence():
    sought = seek("person", [("ferry", 1.0), ("open", 1.0), ("regatta", 1.0)], [], (), lambda word: 4.0 if word == "regatta" else 3.0)
    (candidate,) = weigh(sought, [Hit(BRIEFING, BRIEFING.turns[4], 1.0)], US, Evidence(()))
    assert candidate.share >= 0.6
    assert not candidate.answers


def test_what_stands_out_may_hold_less():
    sought = seek("statement", [("ferry", 1.0), ("timetable", 1.0)], [], (), lambda word: 1.0)
    first, second = (Hit(BRIEFING, BRIEFING.turns[at], score) for at, score in ((4, 1.0), (10, 0.1)))
    best = weigh(sought, [first, second], US, Evidence(()))[0]
    assert best.lead > 0.2
    assert best.answers
    assert not replace(best, lead=0.0).answers


def test_the_verb_fits_the_words_quoted():
    text = "I'd refer you to the harbour office for that."
    hit = Hit(BRIEFING, replace(BRIEFING.turns[10], text=text), 1.0)
    sought = seek("statement", [("fish", 1.0)], [], (), lambda word: 2.0)
    assert lead(hit, sought, US, text).endswith("referred the question elsewhere")
    assert lead(hit, sought, US, "We spoke for an hour.").endswith("said")


def test_a_word_or_two_come_with_what_follows():
    said = Evidence(()).add(BRIEFING, replace(BRIEFING.turns[6], text="Not today. Fish matter to us. The harbour office has its own rules."))
    assert [sentence.text for sentence in _unclipped(said[:1], said)] == ["Not today.", "Fish matter to us."]
    assert _unclipped(said[2:], said) == tuple(said[2:])


@pytest.mark.parametrize(
    ("text", "noun", "right"),
    [
        ("We delivered 2,000 schools.", "schools", True),
        ("There are now 954.", "children", True),
        ("We built 2000 schools after the flood.", "schools", True),
        ("It cost $3 million.", "people", False),
        ("He has been held for 4 years.", "people", False),
        ("In 2019 they were held.", "people", False),
        ("About 30% agreed.", "people", False),
        ("Four years.", "years", True),
    ],
)
def test_a_figure_counts_what_is_counted(text, noun, right):
    assert counts(text, noun) is right


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("How many Afghan interpreters have been evacuated?", "interpreters"),
        ("how many of the children were separated", "children"),
        ("How much did it cost?", ""),
    ],
)
def test_what_how_many_counts(question, noun):
    assert counted(question) == noun


@pytest.mark.parametrize(
    ("quoted", "told"),
    [
        ("Idris Benali told us that the quota stands.", "Idris Benali"),
        ("And the foreign minister has said that the quota stands.", "the foreign minister"),
        ("We said that the quota stands.", ""),
        ("The quota stands, as Idris Benali said.", ""),
        ("As I’ve said, the quota stands.", ""),
    ],
)
def test_whose_words_are_recounted(quoted, told):
    assert recounted(quoted) == told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "(Via interpreter) Thank you. The bridge stays shut.",
            "Dana Whitlock, Deputy Assistant Secretary, for the United States, through an interpreter, said",
        ),
        (
            "Idris Benali told us that the bridge stays shut.",
            "Dana Whitlock, Deputy Assistant Secretary, for the United States, recounting Idris Benali, said",
        ),
        ("The bridge stays shut.", "Dana Whitlock, Deputy Assistant Secretary, for the United States, said"),
    ],
)
def test_interpreted_and_recounted_words_are_said_to_be(text, expected):
    turn = make_turn(0, OFFICIAL, text)
    sought = seek("statement", [("bridge", 1.0)], (), (), lambda word: 3.0)
    assert lead(Hit(make_briefing(turn), turn, 1.0), sought, Scope(), text) == expected


def test_a_word_is_no_claim_by_itself():
    asked = make_turn(0, REPORTER, "Will the ferry to Lindholm open in May as planned by the board?")
    briefing = make_briefing(asked, make_turn(1, OFFICIAL, "No.", answers=0))
    sought = seek("yes or no", [("ferry", 1.0), ("lindholm", 1.0)], (), (), lambda word: 3.0)
    assert weigh(sought, [Hit(briefing, briefing.turns[1], 1.0)], US, Evidence(())) == ()
