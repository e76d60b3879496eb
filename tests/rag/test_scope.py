"""Scope in words, over an invented library: a spokesman named like a word, a chair of a bank, a foreign minister, reporters, three days."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from rag.index.columns import Columns
from rag.question.aliases import load_aliases
from rag.question.known import Known
from rag.question.scope import understand
from rag.question.understanding import Understanding
from rag.types import Answer, Hit, Scope, Searched, Speaker
from tests.factories import MINISTER, OFFICIAL, OTHER_REPORTER, REPORTER, make_briefing, make_turn

PRICE = Speaker("Harold Price", "official", "Department Spokesperson", "", "United States")
CHAIR = Speaker("Ada Lindqvist", "official", "Chair", "", "Federal Reserve")
ENVOY = Speaker("Anna Lund-Berg", "official", "Envoy", "", "United States")
TREVOR = Speaker("Trevor", "press", "", "", "")
DEPUTY = Speaker("Omar Vale", "official", "Vice Chair", "", "Federal Reserve")
TODAY = date(2031, 7, 20)

TRADE = make_briefing(
    make_turn(0, OFFICIAL, "The Harbour Protection Accord (HPA) stands."),
    make_turn(1, REPORTER, "And the ferry?"),
    make_turn(2, MINISTER, "Morocco agrees."),
    id="00000000000a",
    title="Joint Press Availability on Trade in Lisbon",
    place="Lisbon, Portugal",
)
DAILY = make_briefing(
    make_turn(0, PRICE, "Good afternoon."),
    make_turn(1, OTHER_REPORTER, "On Haiti?"),
    make_turn(2, PRICE, "Nothing new."),
    make_turn(3, TREVOR, "Nothing at all?"),
    make_turn(4, ENVOY, "Nothing."),
    id="00000000000b",
    title="Department Press Briefing",
    held_on=date(2031, 7, 19),
)
BANK = make_briefing(
    make_turn(0, CHAIR, "Rates stay."),
    make_turn(1, DEPUTY, "I agree."),
    id="00000000000c",
    title="Press Conference",
    held_on=date(2030, 4, 25),
)


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    columns = Columns.create(tmp_path_factory.mktemp("columns"))
    for briefing in (TRADE, DAILY, BANK):
        columns.add(briefing)
    columns.commit()
    return Known.of(columns, load_aliases(None, [pair for held in columns.briefings.values() for pair in held.defines]))


def check(understood: Understanding, **wanted: object) -> None:
    base = {"roles": ("official",)} | wanted
    for field in fields(Scope):
        if field.name != "also":
            assert getattr(understood.scope, field.name) == base.get(field.name, field.default), field.name


ROWS = [
    ("What did Price say about Haiti?", {"speakers": ("Harold Price",)}),
    ("what did price say about haiti", {"speakers": ("Harold Price",)}),
    ("What did Mr. Price tell reporters?", {"speakers": ("Harold Price",)}),
    ("What is the price of oil?", {}),
    ("questions about Whitlock's trip", {}),
    ("Was the plan discussed between Price and Whitlock?", {}),
    ("Does Dana Whitlock believe in the treaty?", {"speakers": ("Dana Whitlock",)}),
    ("What was Whitlock's reaction to the strike?", {"speakers": ("Dana Whitlock",)}),
    ("Ferries, according to Whitlock", {"speakers": ("Dana Whitlock",)}),
    ("What did the Fed chair say about rates?", {"speakers": ("Ada Lindqvist",), "speaks_for": ("Federal Reserve",)}),
    ("What does the vice chair expect?", {"speakers": ("Omar Vale",)}),
    ("What did Morocco's foreign minister say?", {"speakers": ("Idris Benali",), "speaks_for": ("Morocco",)}),
    ("What did the Moroccans say about fish?", {"speaks_for": ("Morocco",)}),
    ("What did the U.S. say about Haiti?", {"speaks_for": ("United States",)}),
    ("us on haiti?", {"speaks_for": ("United States",)}),
    ("What's the U.S. position on fish?", {"speaks_for": ("United States",)}),
    ("How many doses did the United States donate?", {}),
    ("tell us about fish", {}),
    ("What did the Daily Courier ask?", {"roles": ("press",), "outlets": ("Daily Courier",)}),
    ("Who asked about the ferry?", {"roles": ("press",)}),
    ("Which reporters asked about Haiti?", {"roles": ("press",)}),
    ("What did Lena Ortiz ask?", {"roles": ("press",), "speakers": ("Lena Ortiz",)}),
    ("who said the ferry is late?", {"roles": ()}),
    ("In July 2031, what did Price say?", {"speakers": ("Harold Price",), "since": date(2031, 7, 1), "until": date(2031, 7, 31)}),
    ("What was said about rates in 2030?", {"since": date(2030, 1, 1), "until": date(2030, 12, 31)}),
    ("What was said yesterday about Haiti?", {"since": date(2031, 7, 19), "until": date(2031, 7, 19)}),
    ("What was said since March 2031?", {"since": date(2031, 3, 1)}),
    ("What was said about the visit last Friday?", {}),
    ("Why did the bank act at its April 2030 meeting?", {}),
    ("What changes on July 1st?", {}),
    ("What was said since the war began?", {}),
    ("What was said about fish in 1999?", {}),
    ("What did Benali say in Lisbon?", {"speakers": ("Idris Benali",), "briefings": ("00000000000a",)}),
    ("What was agreed at the press availability in Lisbon?", {"briefings": ("00000000000a",)}),
    ("What was said between July 3 and July 20, 2031?", {"since": date(2031, 7, 3), "until": date(2031, 7, 20)}),
    ("What was said from 2030 to 2031 on fish?", {"since": date(2030, 1, 1), "until": date(2031, 12, 31)}),
    ("What was said before July 20, 2031?", {"until": date(2031, 7, 19)}),
    ("What was said after 2030?", {"since": date(2031, 1, 1)}),
    ("What was said about fish in late July 2031?", {"since": date(2031, 7, 1), "until": date(2031, 7, 31)}),
    ("What was said at the end of July 2031?", {"since": date(2031, 7, 1), "until": date(2031, 7, 31)}),
    ("How many boats were lost in July 2031?", {}),
    ("How much will be spent in 2030?", {}),
    ("In July 2031, how many boats were lost?", {"since": date(2031, 7, 1), "until": date(2031, 7, 31)}),
    ("state dept on ferries", {"speaks_for": ("United States",)}),
    ("What does Washington say about fish?", {"speaks_for": ("United States",)}),
    ("What did the Justice Department say about fish?", {"speaks_for": ("United States",)}),
    ("What did the Fire Department say about fish?", {}),
    ("What did the Peruvian Department of Health say about fish?", {}),
    ("U.S. officials on fish", {"speaks_for": ("United States",)}),
    ("What did Fed officials say about fish?", {"speaks_for": ("Federal Reserve",)}),
    ("What did the United States conclude about fish?", {"speaks_for": ("United States",)}),
    ("In Lisbon, what did Benali say?", {"speakers": ("Idris Benali",), "briefings": ("00000000000a",)}),
    ("what did lindqvest say about fish", {"speakers": ("Ada Lindqvist",)}),
    ("What did Lindquust say?", {}),
    ("Who was asked to chair the harbour board?", {}),
    ("Who was asked about fish?", {}),
    ("Which countries were asked to send boats?", {}),
    ("Was anybody asked about fish?", {"roles": ("press",)}),
    ("What did La Marea ask?", {"roles": ("press",)}),
    ("What did he ask?", {}),
    ("what did senators ask?", {}),
    ("When was Haiti first mentioned?", {"roles": ()}),
    ("In which briefings did Haiti come up?", {"roles": ()}),
    ("What was said about the snow in Washington?", {}),
    ("the Moroccan foreign minister on fish", {"speakers": ("Idris Benali",), "speaks_for": ("Morocco",)}),
    ("What did Price tell the foreign minister?", {"speakers": ("Harold Price",)}),
    ("What did the Daily Courier reporter want to know?", {"roles": ("press",), "outlets": ("Daily Courier",)}),
    ("What did Dana Whitlock MP say about fish?", {"speakers": ("Dana Whitlock",)}),
    ("What did the DC ask about fish?", {"roles": ("press",), "outlets": ("Daily Courier",)}),
    ("What did the dc ask about fish?", {}),
    ("What is being built in DC?", {}),
    ("Was Price asked about Trevor Lund?", {"roles": ("press",)}),
    ("What did Trevor ask?", {"roles": ("press",), "speakers": ("Trevor",)}),
    ("What is the Moroccan foreign minister's view of the U.S. plan?", {"speakers": ("Idris Benali",), "speaks_for": ("Morocco",)}),
    ("list the questions about fish", {"roles": ("press",)}),
    ("Which reporter complained about fish?", {"roles": ("press",)}),
    ("speaker:price haiti", {"speakers": ("price",), "typed": ("speakers",)}),
    ("outlet:courier fish", {"roles": ("press",), "outlets": ("courier",), "typed": ("outlets",)}),
    ("outlet:dc fish", {"roles": ("press",), "outlets": ("Daily Courier",), "typed": ("outlets",)}),
    ("for:usa haiti", {"speaks_for": ("United States",), "typed": ("speaks_for",)}),
    ("briefing:lisbon fish", {"briefings": ("00000000000a",), "typed": ("briefings",)}),
    ("briefing:00000000000b fish", {"briefings": ("00000000000b",), "typed": ("briefings",)}),
    ("briefing:oslo fish", {"briefings": ("oslo",), "typed": ("briefings",)}),
    ("speaker:alb fish", {"roles": ("official",), "speakers": ("Anna Lund-Berg",), "typed": ("speakers",)}),
    ("speaker:xyz fish", {"roles": (), "speakers": ("xyz",), "typed": ("speakers",)}),
    ("speaker:ortiz fish", {"roles": ("press",), "speakers": ("ortiz",), "typed": ("speakers",)}),
    ("for:us haiti", {"speaks_for": ("United States",), "typed": ("speaks_for",)}),
]


@pytest.mark.parametrize(("question", "scope"), ROWS, ids=[row[0] for row in ROWS])
def test_scope(known, question, scope):
    check(understand(question, (), known, today=TODAY), **scope)


@pytest.mark.parametrize(
    ("question", "absent"),
    [
        ("What did the Peruvian foreign minister say about fish?", ("Peru",)),
        ("What have the Finns said about fish?", ("Finland",)),
        ("What have the New Zealanders said about fish?", ("New Zealand",)),
        ("What did the French president say?", ("France",)),
        ("What did the Moroccan foreign minister say?", ()),
    ],
)
def test_a_government_of_which_nobody_speaks_here_is_named(known, question, absent):
    understood = understand(question, (), known, today=TODAY)
    assert understood.absent == absent
    assert understood.scope.speakers == (() if absent else ("Idris Benali",))


def test_the_topic_is_what_is_left(known):
    understood = understand("What did the U.S. say about the Lindholm bridge in July 2031?", (), known, today=TODAY)
    assert understood.topic == ("lindholm", "bridge")
    assert [name.written for name in understood.names] == ["Lindholm"]
    assert understand("Why didn’t the bridge open, and isn't it late?", (), known, today=TODAY).topic == ("bridge", "open", "late")


def test_a_title_means_who_bears_it_in_the_briefing_that_is_asked(known):
    given = Scope(briefings=("00000000000a",), typed=("briefings",))
    assert understand("What did the chair say?", (), known, today=TODAY).scope.speakers == ("Ada Lindqvist",)
    assert understand("What did the minister say?", (), known, today=TODAY, given=given).scope.speakers == ("Idris Benali",)


def test_a_title_of_many_names_nobody(tmp_path):
    columns = Columns.create(tmp_path)
    ministers = [Speaker(f"Ann {name}", "official", "Minister", "", "") for name in "Abel Bell Carr Dunn Eyre Ford Gage".split()]
    columns.add(make_briefing(*(make_turn(at, who, "Aye.") for at, who in enumerate(ministers)), id="00000000000d"))
    columns.commit()
    assert understand("What did the minister say?", (), Known.of(columns, load_aliases(None)), today=TODAY).scope.speakers == ()


def test_a_title_that_another_transcript_prints_in_full(tmp_path):
    columns = Columns.create(tmp_path)
    columns.add(make_briefing(*(make_turn(at, Speaker(name, "official", "Secretary", "", ""), "Aye.") for at, name in enumerate(("Lund", "Berg")))))
    columns.commit()
    printed = "as the secretary of mines berg said and treasury secretary lund agreed"
    known = Known.of(columns, load_aliases(None), lambda words: " ".join(words) in printed)
    assert understand("What did the Treasury Secretary say?", (), known, today=TODAY).scope.speakers == ("Lund",)
    assert understand("What did the Secretary of Mines say?", (), known, today=TODAY).scope.speakers == ("Berg",)
    assert understand("What did the Energy Secretary say?", (), known, today=TODAY).scope.speakers == ()


def test_what_became_scope_is_no_topic(known):
    assert understand("What did reporters ask about fish between July 3 and July 20, 2031?", (), known, today=TODAY).topic == ("fish",)
    assert understand("What did reporters ask about press cards?", (), known, today=TODAY).topic == ("press", "cards")


def test_other_names_are_shown_and_can_be_taken_off(known):
    understood = understand("What is the HPA?", (), known, today=TODAY)
    assert understood.scope.also == ("Harbour Protection Accord",)
    without = understand("What is the HPA?", (), known, today=TODAY, given=Scope(typed=("also",)))
    assert without.scope.also == ()
    assert all(not term.others for term in without.terms)


def answered(known, question: str) -> tuple[Answer, ...]:
    first = understand(question, (), known, today=TODAY)
    return (Answer(question, first.standalone, first.scope, "answered", "extractive", (), Searched(3, 8), read=(Hit(DAILY, DAILY.turns[2], 1.0),)),)


@pytest.mark.parametrize(
    ("question", "follows"),
    [
        ("and on vaccines?", True),
        ("What about Canada?", True),
        ("did he say when?", True),
        ("How much will Norway pay for it?", True),
        ("when will it come?", True),
        ("What did Whitlock say?", True),
        ("how did Whitlock respond?", True),
        ("What did Norway promise in return?", True),
        ("Everything Whitlock said", False),
        ("What did the Daily Courier ask?", False),
        ("What did the Fed chair say about rates?", False),
        ("Has Norway ratified the Harbour Protection Accord?", False),
        ("What did Whitlock say about Norway and its fish?", False),
    ],
)
def test_leaning(known, question, follows):
    history = answered(known, "What did Price say about the Lindholm bridge?")
    understood = understand(question, history, known, today=TODAY)
    assert understood.follows is follows
    assert ("lindholm" in dict(understood.carried)) is follows
    assert (understood.near == ("00000000000b",)) is follows


def test_a_follow_up_keeps_the_speaker_until_it_turns_to_the_press(known):
    history = answered(known, "What did Price say about Haiti?")
    assert understand("and on vaccines?", history, known, today=TODAY).scope.speakers == ("Harold Price",)
    pressed = understand("who asked about that?", history, known, today=TODAY).scope
    assert (pressed.speakers, pressed.roles) == ((), ("press",))
    assert understand("did he say when?", answered(known, "What is new on Haiti?"), known, today=TODAY).scope.speakers == ("Harold Price",)


def test_a_follow_up_turns_to_another_people(known):
    history = answered(known, "What did the U.S. say about fish?")
    assert understand("and the Moroccans?", history, known, today=TODAY).scope.speaks_for == ("Morocco",)
    assert understand("and on Moroccan fish?", history, known, today=TODAY).scope.speaks_for == ("United States",)
    assert understand("and the Moroccans?", answered(known, "Who asked about fish?"), known, today=TODAY).scope.speaks_for == ()


def test_a_bare_title_is_whoever_bears_it_where_the_conversation_was(known):
    history = answered(known, "What did Whitlock say about fish?")
    assert understand("and the spokesperson?", history, known, today=TODAY).scope.speakers == ("Harold Price",)
    assert understand("when was the spokesperson told of it?", history, known, today=TODAY).scope.speakers == ("Dana Whitlock",)
