"""`python -m rag`: JSON for programs, text for people, errors with their fix, batches that go on."""

import json

import pytest

from rag.__main__ import main
from tests.shared import DEV, needs_dev


def run(capsys, *arguments):
    code = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_ask_as_json(indexed, capsys):
    code, out, _ = run(capsys, "ask", "what was said about Buy American?", "--json", "--data", indexed.data)
    answer = json.loads(out)
    assert code == 0
    assert answer["status"] == "answered"
    assert set(answer["claims"][0]["citations"][0]) >= {"briefing", "revision", "source", "index", "speaker", "start", "stop", "quote", "in_reply_to"}


def test_ask_for_people(indexed, capsys):
    code, out, err = run(capsys, "ask", "what was said about Buy American?", "--data", indexed.data)
    assert code == 0
    assert "“" in out
    assert "[1]" in out
    assert "Searched" in err


def test_search_and_show(indexed, capsys):
    _, out, _ = run(capsys, "search", "Buy American", "-k", 3, "--json", "--data", indexed.data)
    hits = json.loads(out)["hits"]
    assert len(hits) == 3
    _, out, _ = run(capsys, "show", hits[0]["briefing"], "--turn", hits[0]["index"], "--json", "--data", indexed.data)
    assert hits[0]["text"] in [turn["text"] for turn in json.loads(out)["turns"]]
    _, out, _ = run(capsys, "show", hits[0]["source"], "--json", "--data", indexed.data)
    assert json.loads(out)["revision"]


def test_check(indexed, capsys, tmp_path):
    draft = tmp_path / "draft.txt"
    draft.write_text("“Our ships sail at dawn with silver sails,” Okafor said.", encoding="utf-8")
    code, out, _ = run(capsys, "check", draft, "--json", "--data", indexed.data)
    assert (code, json.loads(out)["quotations"][0]["verdict"]) == (0, "not_found")


def test_a_batch_goes_on_after_a_bad_line(indexed, capsys, tmp_path):
    batch = tmp_path / "batch.jsonl"
    rows = [
        '{"id": "a", "question": "what was said about Buy American?"}',
        "no json",
        '{"id": "b", "question": "and who asked?", "followup_of": "a"}',
    ]
    rows.append('{"id": "c", "question": "x", "briefing": "nowhere.txt"}')
    batch.write_text("\n".join(rows), encoding="utf-8")
    code, out, _ = run(capsys, "ask", "--batch", batch, "--json", "--data", indexed.data)
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [line["id"] for line in lines] == ["a", 2, "b", "c"]
    assert [bool(line.get("error")) for line in lines] == [False, True, False, True]
    assert all(line["fix"] for line in lines if "error" in line)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("ask", "?"), 2, "holds no word"),
        (("ask", ""), 2, "no question was given"),
        (("ask", "bridges", "--since", "13-2021"), 2, "is no date"),
        (("show", "nowhere.txt"), 1, "nowhere.txt"),
        (("check", "nowhere.txt"), 1, "cannot be read"),
    ],
)
def test_errors_say_what_to_do(indexed, capsys, arguments, code, said):
    result, out, err = run(capsys, *arguments, "--data", indexed.data)
    assert (result, out) == (code, "")
    assert said in err
    assert len(err.strip().splitlines()) == 2


@needs_dev
def test_every_quote_of_every_development_answer_is_the_record(tmp_path_factory):
    from evals.answers import figures, run
    from ingest.refresh import refresh
    from rag.answer import Assistant
    from rag.config import Settings

    settings = Settings(data=tmp_path_factory.mktemp("dev"))
    refresh(settings, [str(DEV / "corpus")])
    with Assistant.open(settings) as assistant:
        found = figures(run(assistant, DEV))
    assert (found["false quotes"][0], found["wrong side"][0]) == (0, 0)
    first, asked = found["first citation gold"]
    assert first >= 0.75 * asked
