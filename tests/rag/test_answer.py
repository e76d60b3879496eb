"""A question's whole path on the samples, with and without a model, and what the user sees of every bad endpoint."""

import pytest

from rag.answer import Assistant, Step
from rag.types import Answer, Claim, Usage
from tests.fakes import (
    FakeModel,
    empty,
    failing,
    hanging,
    never_streaming,
    not_the_protocol,
    obedient,
    pointing,
    refusing,
    reply_text,
    saying,
    wrong_type,
)

BUY = "what did the U.S. say about Buy American and the steelmakers of Norvania?"
GOOD = saying(
    pointing(
        ("statement", "Daniel Okafor said the United States has had domestic purchasing rules for almost a century.", "domestic purchasing rules"),
        ("statement", "Daniel Okafor said there are 7 procurement commitments.", "procurement commitments"),
    )
)


@pytest.fixture(scope="module")
def plain(indexed):
    with Assistant.open(indexed) as assistant:
        yield assistant


def with_model(indexed, *script, question=BUY, **limits):
    with FakeModel(*script) as fake, Assistant.open(fake.settings(indexed.data, **limits)) as assistant:
        return list(assistant.stream(question)), fake


def quotes_are_the_record(assistant, answer):
    for claim in answer.claims:
        for citation in claim.citations:
            assert assistant.library.briefing(citation.briefing.id).turns[citation.turn.index].text[citation.start : citation.stop] == citation.quote


def test_extractive(plain):
    answer = plain.ask(BUY)
    first = answer.claims[0].citations[0]
    assert (answer.status, answer.mode, answer.notice) == ("answered", "extractive", "")
    assert (first.turn.speaker.name, first.turn.speaker.role, first.turn.speaker.speaks_for) == ("Daniel Okafor", "official", "United States")
    assert "domestic purchasing rules for almost a century. At the same time" in first.quote
    quotes_are_the_record(plain, answer)


def test_what_is_counted_in_is_told_before_it_is_counted(plain, monkeypatch):
    read, briefing = [], plain.library.briefing

    def noted(id, *rest):
        read.append(id)
        return briefing(id, *rest)

    monkeypatch.setattr(plain.library, "briefing", noted)
    started = plain.stream("Which questions did Daniel Okafor decline?")
    assert next(started) == Step("Counting in 49 turns of 3 briefings")
    read.clear()
    answer = next(item for item in started if isinstance(item, Answer))
    assert answer.claims
    assert len(set(read)) == 1, "only where he speaks"


def test_no_government_answers_for_another(plain):
    answer = plain.ask("what did the Peruvian foreign minister say about Buy American?")
    assert (answer.status, answer.claims, answer.notice) == ("not_found", (), "Nobody speaks here for or as Peru.")
    assert answer.searched.nearest


def test_a_name_that_holds_a_country_is_more_than_the_country(plain):
    answer = plain.ask("what did the U.S. say about American Purchasing Week?")
    assert (answer.status, answer.missing) == ("near", ("American Purchasing Week",))


def test_steps_come_first_and_the_answer_last(plain):
    items = list(plain.stream(BUY))
    assert isinstance(items[0], Step)
    assert items[0].evidence
    assert all(isinstance(item, Step | Claim) for item in items[:-1])
    assert [item for item in items if isinstance(item, Claim)] == list(items[-1].claims)


def test_a_stream_may_be_left(plain):
    stream = plain.stream(BUY)
    next(stream)
    stream.close()


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("speaker:nobody Buy American", "fits speaker:nobody"),
        ("for:Narnia Buy American", "fits for:Narnia"),
        ("Buy American since:2099-03", "fits since:2099-03-01"),
        ("Buy American speaker:moreau role:press", "all of the filters together"),
    ],
)
def test_filters_that_leave_nothing_are_named(plain, question, reason):
    answer = plain.ask(question)
    assert (answer.status, answer.claims, answer.searched.turns) == ("not_found", (), 0)
    assert reason in answer.notice


def test_a_decline_says_what_was_searched(plain):
    answer = plain.ask("who won the opera contest on the moon?")
    assert (answer.status, answer.claims) == ("not_found", ())
    assert answer.searched.briefings == 3
    assert answer.searched.nearest


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("what did the U.S. say about Buy American?", ""),
        ("what did the U.S. say about the fisheries of Greenland?", "ask without Greenland"),
        ("what did speaker:okafor say about Greenland?", "take off the filter on speakers"),
    ],
)
def test_a_decline_says_what_to_ask_differently(plain, question, says):
    notice = plain.ask(question).notice
    assert says in notice
    assert bool(notice) is bool(says)


def test_a_model_points_and_the_record_is_quoted(indexed):
    items, fake = with_model(indexed, GOOD)
    answer = items[-1]
    assert (answer.status, answer.mode, answer.notice) == ("answered", "model", "")
    assert [claim.text for claim in answer.claims] == ["Daniel Okafor said the United States has had domestic purchasing rules for almost a century."]
    assert answer.claims[0].citations[0].quote.startswith("On Buy American, the United States has had domestic purchasing rules")
    assert [rejection.reason.split(",")[0] for rejection in answer.rejected] == ["states the number 7"]
    assert "Daniel Okafor (official, for United States)" in fake.prompt


def test_a_model_without_structured_output(indexed):
    items, _ = with_model(indexed, refusing(GOOD, "response_format"))
    assert items[-1].mode == "model"


def test_an_endpoint_that_sends_json(indexed):
    items, _ = with_model(indexed, never_streaming(GOOD_TEXT))
    assert (items[-1].mode, len(items[-1].claims), items[-1].notice) == ("model", 2, "")


def test_what_a_model_used_is_told(indexed):
    assert with_model(indexed, GOOD)[0][-1].usage == Usage(900, 80)
    assert with_model(indexed, saying("no json"), price=(1.0, 1.0))[0][-1].usage == Usage(1800, 160, 0.00196)
    assert with_model(indexed, failing(401))[0][-1].usage is None


def test_a_model_is_asked_once_to_mend_claims_that_all_fail(indexed):
    items, fake = with_model(indexed, saying(reply_text(("statement", "Nobody said this.", ["ZZZZ.1"]))), GOOD)
    assert (items[-1].mode, len(items[-1].claims), len(fake.requests)) == ("model", 1, 2)
    assert "which was never shown" in fake.prompt
    assert items[-1].rejected[0].text == "Nobody said this."


def test_what_was_drafted_in_vain_is_kept(indexed, caplog):
    caplog.set_level("INFO", "rag.answer")
    items, fake = with_model(indexed, saying(reply_text(("statement", "Nobody said this.", ["ZZZZ.1"]))))
    assert (items[-1].mode, len(fake.requests)) == ("extractive", 2)
    assert [rejection.text for rejection in items[-1].rejected] == ["Nobody said this."] * 2
    assert "the model's claims: 2 rejected" in caplog.text


def test_a_reply_cut_off_after_a_claim_ends_in_the_extractive_answer(indexed):
    items, _ = with_model(indexed, saying(GOOD_TEXT, cut=180, done=False))
    shown = [item for item in items if isinstance(item, Claim)]
    assert shown[0].text == "Daniel Okafor said the rules are almost a century old."
    assert (items[-1].mode, "broke off" in items[-1].notice) == ("extractive", True)
    assert list(items[-1].claims) == shown[1:]


def test_a_hostile_reply(indexed):
    """Markup, controls, nested garbage and ten thousand claims: what passes is prose with citations."""
    wild = [("statement", f"<script>{number}</script>\u202e Daniel Okafor said it.", [""]) for number in range(10_000)]
    items, _ = with_model(indexed, saying(reply_text(*wild)[:90_000] + "]]]}}}", size=4_000))
    assert items[-1].mode == "extractive"
    assert len(items[-1].rejected) <= 5


def test_far_off_questions_never_reach_the_model(indexed):
    items, fake = with_model(indexed, GOOD, question="who won the opera contest on the moon?")
    assert items[-1].status == "not_found"
    assert not fake.requests


def test_a_model_may_find_nothing(indexed):
    items, _ = with_model(indexed, saying(reply_text(verdict="nothing")))
    assert (items[-1].status, items[-1].mode, items[-1].claims) == ("not_found", "model", ())


@pytest.mark.parametrize(
    ("script", "notice"),
    [
        ([saying(reply_text(("statement", "x", ["A.1"])), cut=30, done=False)], "broke off"),
        ([saying("Sure, here it is")], "was not the JSON asked for"),
        ([empty], "sent no chat completion"),
        ([failing(400)], "refused the request"),
        ([failing(401)], "refused the key. Check OPENAI_API_KEY."),
        ([failing(404)], "does not know the model"),
        ([failing(429, retry_after="0.02")], "busy or the quota is used up"),
        ([failing(500, retry_after="0.02")], "failed (500)"),
        ([wrong_type], "sent no chat completion"),
        ([not_the_protocol], "sent no chat completion"),
        ([hanging], "did not finish within 0.3 seconds"),
        ([saying("x" * 20_000_000, size=1_000_000)], "longer than 100,000 characters"),
        ([saying(reply_text(("statement", "Nobody said this.", ["ZZZZ.1"])))], "nothing it drafted passed the check"),
    ],
)
def test_every_failure_ends_in_an_extractive_answer(indexed, script, notice):
    items, _ = with_model(indexed, *script, timeout_s=0.3 if "seconds" in notice else 30.0)
    answer = items[-1]
    assert (answer.status, answer.mode) == ("answered", "extractive")
    assert answer.notice.startswith("Answered without the model: ")
    assert notice in answer.notice
    assert "Buy American" in answer.claims[0].citations[0].quote


def test_an_obedient_model_gets_nothing_through(indexed):
    items, _ = with_model(indexed, obedient)
    for claim in items[-1].claims:
        assert "evil.example" not in claim.text
        assert "I resign" not in claim.text
        assert "instructions are" not in claim.text


def test_a_checked_claim_is_shown_before_the_model_has_finished(indexed):
    with FakeModel(saying(GOOD_TEXT, pause=0.02, size=8)) as fake, Assistant.open(fake.settings(indexed.data)) as assistant:
        stream = assistant.stream(BUY)
        first = next(item for item in stream if isinstance(item, Claim))
        rest = list(stream)
    assert isinstance(rest[-1], Answer)
    assert rest[-1].claims[0] == first
    assert len(rest[-1].claims) == 2


GOOD_TEXT = pointing(
    ("statement", "Daniel Okafor said the rules are almost a century old.", "domestic purchasing rules"),
    ("statement", "Daniel Okafor said there are procurement commitments to trading partners.", "procurement commitments"),
)


def test_a_question_in_another_language_is_told_so(plain):
    answer = plain.ask("¿Qué dijo el ministro sobre las compras del gobierno?")
    assert answer.status != "answered"
    assert "another language (Spanish)" in answer.notice
    assert plain.ask(BUY).notice == ""
