"""Search over the samples: sides, typed filters, exact words, passages, what is counted; and the embeddings that ship."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.config import Settings
from rag.errors import ConfigError, QueryError
from rag.index.embeddings import StaticEmbedding, load, name_of
from rag.index.lexical import stem
from rag.question.query import FILTERS
from rag.question.spelling import respelt, split_up
from rag.search.near import LEAST, NearWords
from rag.search.preferences import briefings_left
from rag.types import Scope
from tests.rag.places import indexed

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def retriever(tmp_path_factory):
    with indexed(SAMPLES, tmp_path_factory.mktemp("data")) as found:
        yield found


def search(retriever, question, given=None, k=10):
    return retriever.search(retriever.understand(question, given=given or Scope(), today=TODAY), k)


def test_the_official_reply_answers_and_the_press_asks(retriever):
    assert search(retriever, "What did the U.S. say about Buy American?")[0].turn.speaker.role == "official"
    assert search(retriever, "Who asked about Buy American?")[0].turn.speaker.role == "press"


@pytest.mark.parametrize("role", ["official", "press", "moderator"])
def test_a_typed_role_restricts(retriever, role):
    assert {hit.turn.speaker.role for hit in search(retriever, f"role:{role} Buy American")} == {role}


def test_a_typed_briefing_restricts_and_is_counted(retriever):
    one = next(iter(retriever.index.columns.briefings.values()))
    scope = Scope(briefings=(one.id,), typed=("briefings",))
    assert {hit.briefing.id for hit in search(retriever, "visas", scope)} == {one.id}
    searched = retriever.searched(scope)
    assert (searched.briefings, searched.turns) == (1, one.turns)


def test_a_briefing_is_typed_by_its_file_name(retriever):
    source = retriever.library.briefings()[0].source
    assert {hit.briefing.source for hit in search(retriever, f'briefing:"{source}" visas')} == {source}


def test_filters_alone_find_what_they_leave(retriever):
    hits = search(retriever, "role:moderator")
    assert hits
    assert {hit.turn.speaker.role for hit in hits} == {"moderator"}
    assert not search(retriever, "speaker:nobodyatall")


def test_a_typed_date_leaves_out_the_undated_and_says_how_many(retriever):
    searched = retriever.searched(Scope(since=date(1900, 1, 1), typed=("since",)))
    undated = sum(not one.since and not one.until for one in retriever.index.columns.briefings.values())
    assert searched.undated == undated
    assert searched.briefings == len(retriever.index.columns.briefings) - undated


def test_exact_words_restrict_where_they_stand(retriever):
    turn = search(retriever, "Buy American")[0].turn
    words = " ".join(turn.text.split()[3:9])
    assert [hit.turn for hit in search(retriever, f'"{words}"')] == [turn]


def test_words_quoted_from_memory_are_searched_as_words(retriever):
    understood = retriever.understand('who said "the zeppelin shall land at dawn"', today=TODAY)
    assert "phrases" not in understood.scope.typed


def test_a_long_turn_comes_with_its_passage(retriever):
    long = [hit for hit in search(retriever, "Buy American", k=50) if len(hit.turn.text.split()) > 150]
    assert all(hit.passage and 0 <= hit.passage.start < hit.passage.stop <= len(hit.turn.text) for hit in long)


def test_scores_fall_and_turns_are_no_copies(retriever):
    hits = search(retriever, "trade with Canada", k=20)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len({(hit.briefing.id, hit.turn.index) for hit in hits}) == len(hits)


@pytest.mark.parametrize("question", ["?", '"""""', "the of and", "a" * 5000, "\u202e x", "'; DROP TABLE turns; --"])
def test_rude_questions_are_survived(retriever, question):
    search(retriever, question)


@pytest.mark.parametrize("question", ["speeker:price x", "since:2022 until:2021 x"])
def test_a_typing_error_is_friendly(retriever, question):
    with pytest.raises(QueryError) as raised:
        retriever.understand(question, today=TODAY)
    assert raised.value.fix


PIECES = st.sampled_from(
    [
        *(f"{name}:" for name in FILTERS), "speeker:", "sinse:", "since:2021", "until:2020-13", "since:9999-12-31", "role:press", 'speaker:"', '"', "“", "”",
        " ", ":", "-", "?", "what did", "Whitlock", "between", "March 3 and", "March 20, 2021", "the U.S.", "in", "2021", "last", "0000", "'s",
    ]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(PIECES | st.text(max_size=8), max_size=9).map(" ".join) | st.lists(PIECES, max_size=6).map("".join))
def test_any_typing_is_searched_or_gets_a_friendly_message(retriever, question):
    error = refusal(retriever, question)
    assert error is None or (str(error) and error.fix)


def refusal(retriever, question: str) -> QueryError | None:
    try:
        search(retriever, question)
    except QueryError as error:
        return error
    return None


def test_static_vectors_have_length_one_and_know_neighbours():
    embedding = StaticEmbedding()
    vaccine, doses, cat, nothing = embedding.embed(["vaccines for Mexico", "immunisation doses", "a cat sat down", ""])
    assert embedding.dimension == len(vaccine)
    assert np.linalg.norm(vaccine) == pytest.approx(1, abs=1e-5)
    assert vaccine @ doses > vaccine @ cat
    assert not nothing.any()


@pytest.mark.parametrize("setting", ["static:x", "onnx:", "onnx:/nowhere", "word2vec", "openai"])
def test_an_embedding_that_cannot_be_loaded_says_what_to_do(setting, tmp_path):
    with pytest.raises(ConfigError) as raised:
        load(Settings(data=tmp_path, embedding=setting))
    assert raised.value.fix


def test_names_of_embeddings_are_known_without_loading(tmp_path):
    assert name_of(Settings(data=tmp_path)) == StaticEmbedding.name
    assert name_of(Settings(data=tmp_path, embedding="openai")) == "openai:text-embedding-3-small"


def test_words_near_a_rare_one_are_searched_shown_and_taken_back(retriever):
    understood = retriever.understand("Is property protected?", today=TODAY)
    near = {term.words[0]: [word for word, _ in term.near] for term in understood.terms}
    assert near["property"]
    assert set(near["property"]) <= set(understood.scope.also)
    without = retriever.understand("Is property protected?", given=Scope(also=(), typed=("also",)), today=TODAY)
    assert without.scope.also == ()
    assert not any(term.near for term in without.terms)


def test_near_words_are_close_in_meaning_and_of_another_stem():
    near = NearWords(StaticEmbedding())
    assert "children" in [word for word, _ in near.of("kid")]
    assert all(cosine >= LEAST and stem(word) != stem("costly") for word, cosine in near.of("costly"))
    for word in ("xqzt", "march", "monday", "german", "two", "about"):
        assert near.of(word) == ()
    assert not {"wont", "norway", "republican"} & {word for asked in ("won", "north", "republic") for word, _ in near.of(asked)}


def test_a_typed_scope_that_leaves_every_briefing_restricts_none_of_them(retriever):
    assert briefings_left(retriever.index.columns, Scope(since=date(2100, 1, 1), typed=("since",))) == frozenset()
    assert briefings_left(retriever.index.columns, Scope(roles=("official",), typed=("roles",))) is None


@pytest.mark.parametrize(
    ("question", "word", "meant"),
    [
        ("Who spoke of vacines?", "vacines", "vaccines"),
        ("What about supplychains?", "supplychains", "supply chains"),
        ("What about vaccines?", "vaccines", None),
        ("What about the xylophone?", "xylophone", None),
    ],
)
def test_what_is_misspelt_or_glued_is_searched_as_it_is_meant(retriever, question, word, meant):
    understood = retriever.understand(question, today=TODAY)
    near = {term.words[0]: [each for each, _ in term.near] for term in understood.terms}
    assert (meant in near[word]) if meant else not near[word]
    assert meant is None or meant in understood.scope.also


def test_a_letter_less_more_other_or_exchanged_is_one_word_if_clearly_so():
    count = Counter({"embassy": 9, "embassies": 1, "market": 4, "marker": 3}).__getitem__
    assert [respelt(word, count) for word in ("embasy", "embassyy", "embaxsy", "emabssy")] == ["embassy"] * 4
    assert respelt("markes", count) == ""
    assert respelt("xmbassy", count) == ""
    assert split_up("embassymarket", count) == "embassy market"


def test_a_capital_in_the_name_of_another_thing_is_no_government(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("MR. ROE: Good day.\n\nQUESTION: And Havana syndrome?\n\nMR. ROE: Cuban doctors know of Havana syndrome. The embassy is open.\n")
    with indexed(page, tmp_path / "data") as retriever:
        for question, also in (("What is Havana syndrome?", ()), ("Will Havana open the embassy?", ("Cuban",))):
            assert retriever.understand(question, today=TODAY).scope.also == also
