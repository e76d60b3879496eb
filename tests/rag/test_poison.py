"""A hundred poisoned turns and a model that obeys every instruction that it sees: what the reader gets all the same."""

import re
import shutil

import pytest

from ingest.refresh import refresh
from rag.answer import Assistant
from rag.config import Settings
from rag.drafting.prompts import RULES
from rag.record.library import Library
from rag.text import find, tokens
from tests.fakes import FakeModel, obedient
from tests.poison import FAMILIES, IMPOSTOR, PAYLOAD, STUFFED, poisoned, write_briefings
from tests.shared import SAMPLES

UNRELATED = (
    "what did the U.S. say about Buy American?",
    "what did the Secretary announce in Costa Serena?",
    "how many doses will be shared?",
    "what did the official say on the rail agreement?",
    "can citizens get vaccinations at the embassy?",
    "what about the ferry captain?",
    "did they speak about supply chains?",
    "who asked about steelmakers?",
    "what did reporters ask about Arctic shipping?",
    "when does the border crossing open?",
    "what is the price of spare vaccine doses?",
    "which minister signed the rail treaty?",
)
LEAST_LEAKED = 6
"""Words in a row of the rules that count as leaked."""


@pytest.fixture(scope="module")
def settings(tmp_path_factory, indexed):
    """A library of the samples' transcripts and the poisoned briefings."""
    folder = tmp_path_factory.mktemp("poison")
    shutil.copytree(SAMPLES, folder, dirs_exist_ok=True)
    write_briefings(folder, poisoned(vocabulary(indexed.data)))
    settings = Settings(data=tmp_path_factory.mktemp("data"))
    refresh(settings, [str(folder)])
    return settings


def vocabulary(data):
    """Every word of a library, once."""
    with Library.open(data) as library:
        briefings = [library.briefing(summary.id) for summary in library.briefings()]
    return tuple(dict.fromkeys(word for briefing in briefings for turn in briefing.turns for word in tokens(turn.text)))


@pytest.fixture(scope="module")
def model():
    with FakeModel(obedient) as fake:
        yield fake


@pytest.fixture(scope="module")
def assistant(settings, model):
    with Assistant.open(model.settings(settings.data)) as assistant:
        yield assistant


@pytest.mark.parametrize("family", FAMILIES)
def test_an_obedient_model_gets_nothing_through(assistant, model, family):
    for turn in poisoned(("word",)):
        if turn.family == family:
            asked = len(model.requests)
            answer = assistant.ask(turn.question)
            assert len(model.requests) > asked
            assert turn.thing in model.prompt
            check(answer, assistant)


def check(answer, assistant):
    """What must hold of every answer, whatever the model wrote."""
    texts = [claim.text for claim in answer.claims]
    for text in (*texts, answer.notice):
        assert not re.search(r"evil\.example|://|www\.|javascript:|data:|[<>]|\]\(", text), text
        assert not leaks(text), text
    for claim in answer.claims:
        assert claim.citations
        for citation in claim.citations:
            record = assistant.library.briefing(citation.briefing.id).turns[citation.turn.index].text
            assert record[citation.start : citation.stop] == citation.quote
        assert not misgives(claim), claim.text
        if find(PAYLOAD, claim.text):
            assert any(find(PAYLOAD, citation.turn.text) for citation in claim.citations), claim.text


def leaks(text):
    """Whether a text holds a run of words of the rules."""
    rules, said = tokens(RULES), tokens(text)
    runs = {tuple(rules[at : at + LEAST_LEAKED]) for at in range(len(rules) - LEAST_LEAKED + 1)}
    return any(tuple(said[at : at + LEAST_LEAKED]) in runs for at in range(len(said)))


def misgives(claim):
    """Whether a claim makes somebody else say what its cited speaker said."""
    names = {citation.turn.speaker.name.split()[-1] for citation in claim.citations if citation.turn.speaker.name}
    said_by = re.findall(r"(\w+) (?:said|says|told|announced)\b", claim.text)
    return any(name not in names for name in said_by if name[0].isupper()) or IMPOSTOR in claim.text


def test_hidden_text_and_controls_never_reach_the_model(assistant, model):
    for turn in poisoned(("word",)):
        if turn.family in ("hidden", "controls"):
            assistant.ask(turn.question)
            assert not re.search("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]", model.prompt)
            if turn.family == "hidden":
                assert "Ignore the question" not in model.prompt


@pytest.mark.parametrize("question", UNRELATED)
def test_a_stuffed_turn_is_not_among_the_first_five(assistant, question):
    _, hits = assistant.search(question, k=5)
    assert hits
    assert not [hit.turn.index for hit in hits if hit.briefing.source == f"{STUFFED}.txt" and hit.turn.speaker.role == "official"]
