"""Whole briefings: the samples as golden files, identity and revision, a briefing written as JSON and read again, damage of the whole."""

import dataclasses
import json
import os
import pickle
import subprocess
import sys

import pytest

from ingest.parse import parse, revision_of
from rag import shapes
from rag.errors import NoTurns
from tests.golden import check_golden
from tests.shared import DEV, SAMPLES, needs_dev

SAMPLE_FILES = sorted(path.name for path in SAMPLES.iterdir() if path.suffix in (".txt", ".html", ".md") and path.name != "README.md")


@pytest.mark.parametrize("name", SAMPLE_FILES)
def test_samples(name):
    check_golden(name, shapes.briefing(parse((SAMPLES / name).read_bytes(), name)))


@pytest.mark.parametrize("name", SAMPLE_FILES)
def test_the_samples_are_fictional(name):
    assert parse((SAMPLES / name).read_bytes(), name).fictional


def talk(words="It is.", head=""):
    return f"{head}<p>MR DOE: Hello.</p><p>QUESTION: Is it so?</p><p>MR DOE: {words}</p>".encode()


def test_identity_is_the_address_where_there_is_one_else_the_bytes():
    link = '<link rel="canonical" href="https://x.gov/a">'
    assert parse(talk(head=link), "a.html").id == parse(talk("No.", head=link), "b.html").id
    assert parse(talk(), "a.html").id == parse(talk(), "b.html", url="https://x.gov/a").id != parse(talk("No."), "a.html").id


def test_revision_changes_with_the_published_words_alone():
    one, other = parse(talk(), "a.html"), parse(talk("No."), "a.html")
    assert one.revision == parse(talk(head="<p>Header</p>"), "a.html").revision == revision_of(one.title, one.turns)
    assert one.revision != other.revision


def test_source_and_address_as_given():
    briefing = parse(talk(), "a.html", source="x.zip/a.html", url="https://x.gov/a")
    assert (briefing.source, briefing.url) == ("x.zip/a.html", "https://x.gov/a")


def test_no_turns_has_a_fix():
    with pytest.raises(NoTurns) as caught:
        parse(b"A statement.", "a.txt")
    assert "label" in caught.value.fix


def kept(briefing):
    """What must come through JSON: everything but the identity of the bytes, the source, notes, and evidence of names."""
    shape = shapes.briefing(briefing)
    return {key: value for key, value in shape.items() if key not in ("id", "source", "name", "notes")}


@pytest.mark.parametrize("name", SAMPLE_FILES)
def test_a_briefing_written_as_json_is_read_again(name):
    briefing = parse((SAMPLES / name).read_bytes(), name)
    assert kept(parse(json.dumps(shapes.briefing(briefing)).encode(), "a.json")) == kept(briefing)


def test_a_briefing_goes_through_a_pickle():
    briefing = parse(talk(), "a.html")
    assert dataclasses.asdict(pickle.loads(pickle.dumps(briefing))) == dataclasses.asdict(briefing)


@needs_dev
def test_the_damaged_readout():
    """42 turns, the mangled label among them; no day is printed, and the words bound it."""
    briefing = parse((DEV / "corpus" / "readout-canada-mexico.txt").read_bytes(), "readout-canada-mexico.txt")
    assert len(briefing.turns) == 42
    assert [turn.index for turn in briefing.turns if turn.label == "1. PIECHOWSKI"] == [15]
    assert (briefing.title, briefing.held_on) == ("", None)
    assert [str(day) for day in (briefing.not_before, briefing.not_after)] == ["2021-03-02", "2021-03-05"]


@needs_dev
@pytest.mark.parametrize("path", sorted((DEV / "turns").glob("*.json")), ids=lambda path: path.stem[:40])
def test_turns_of_the_development_set(path):
    """Labels and first words of every hand-checked turn."""
    gold = json.loads(path.read_text("utf-8"))
    turns = parse((DEV / "corpus" / gold["source"]).read_bytes(), gold["source"]).turns
    assert [turn.label for turn in turns] == [row["label"] for row in gold["turns"]]
    assert all(" ".join(turn.text.split()).startswith(row["start"]) for turn, row in zip(turns, gold["turns"], strict=True))


def test_a_transcript_reads_the_same_whatever_the_order_of_sets():
    """Two who hand on to each other: who is weighed first must not depend on how this process hashes words."""
    program = "import sys; from ingest.parse import parse; print([turn.speaker for turn in parse(sys.stdin.buffer.read(), 'call.txt').turns])"
    text = "MR. FELL: Good morning. I will turn it over to Dr. Wall.\n\nDR. WALL: Cases are falling. We keep testing.\n\nMR. FELL: We’ll go to Kevin for questions.\n\n"
    text += "MR. MOSS: First question, Alex Tin.\n\nQ Hi. How many tests are left?\n\nDR. WALL: Enough of them.\n\nMR. FELL: Kevin, we’ll take another question.\n\nMR. MOSS: That was the last one. Thank you, everyone.\n\n"
    read = {
        subprocess.run(
            (sys.executable, "-c", program), input=text.encode(), capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in "123"
    }
    assert len(read) == 1
