"""The commands as programs use them: one JSON document on standard output, exit codes as documented."""

import json
import os
import subprocess
import sys

import pytest

from ingest.__main__ import main
from tests.ingest.transcripts import Desk, transcript
from tests.shared import PROJECT, SAMPLES

SPEAKER = {"name", "role", "title", "outlet", "speaks_for"}


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def run(capsys, *arguments):
    code = main([str(argument) for argument in arguments])
    return code, capsys.readouterr()


def test_refresh_prints_one_document(desk, capsys):
    code, said = run(capsys, "refresh", desk.folder, "--data", desk.settings.data, "--json")
    result = json.loads(said.out)
    assert code == 0
    assert result.keys() >= {"added", "changed", "reparsed", "removed", "unchanged", "skipped", "failed", "briefings", "turns", "generation"}
    assert (result["added"], result["briefings"], result["turns"], result["embedding"]) == (3, 3, 18, "static")
    assert "indexing turns" in said.err
    assert {new["when"] for new in result["new"]} == {"1 Mar 2031", "2 Mar 2031", "3 Mar 2031"}


def test_refresh_of_nothing_says_what_to_name(tmp_path, capsys):
    code, said = run(capsys, "refresh", "--data", tmp_path)
    assert code == 0
    assert "No source is remembered" in said.err


def test_refresh_with_a_bad_file_ends_with_3(desk, capsys):
    desk.write("empty.txt", "")
    code, said = run(capsys, "refresh", desk.folder, "--data", desk.settings.data)
    assert code == 3
    assert "3 added" in said.out
    assert "failed: empty.txt: " in said.out


def test_dry_run_says_so_and_leaves_nothing(desk, capsys):
    code, said = run(capsys, "refresh", desk.folder, "--data", desk.settings.data, "--dry-run")
    assert code == 0
    assert said.out.startswith("This is what a refresh would do:")
    assert said.out.count("new: ") == 3
    assert "Whitlock" in said.out
    assert not desk.settings.data.exists()


def test_a_refresh_that_is_stopped_says_what_serves(desk, capsys, monkeypatch):
    def stop(progress):
        raise KeyboardInterrupt

    monkeypatch.setattr("ingest.progress._lines", lambda: stop)
    code, said = run(capsys, "refresh", desk.folder, "--data", desk.settings.data)
    assert (code, said.out) == (1, "")
    assert "What was in use still is" in said.err


@pytest.fixture
def filled(desk):
    desk.refresh()
    return desk


COMMANDS = {
    "verify": ((), {"checked", "problems"}),
    "history": (("0.txt",), {"briefing", "name", "revisions"}),
    "rebuild": ((), {"generation"}),
    "correct": (("0.txt", "--title", "On harbours"), {"id", "title", "turns"}),
    "export": (("{home}/library.zip",), {"file", "briefings"}),
    "forget": (("{home}/transcripts",), {"source", "removed"}),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_prints_one_document(filled, capsys, command):
    arguments, keys = COMMANDS[command]
    given = [argument.format(home=filled.folder.parent) for argument in arguments]
    code, said = run(capsys, command, *given, "--data", filled.settings.data, "--json")
    assert code == 0
    assert json.loads(said.out).keys() >= keys
    code, said = run(capsys, "status", "--data", filled.settings.data)
    assert "briefings" in said.out


def test_import_takes_over_what_export_wrote(filled, capsys):
    file, elsewhere = filled.folder.parent / "library.zip", filled.folder.parent / "elsewhere"
    run(capsys, "export", file, "--data", filled.settings.data)
    code, said = run(capsys, "import", file, "--data", elsewhere, "--json")
    assert (code, json.loads(said.out)) == (0, {"file": str(file), "briefings": 3})


def test_history_tells_words_that_came_and_went(filled, capsys):
    filled.write("0.txt", transcript(0, "The {word} is closed."))
    filled.refresh()
    code, said = run(capsys, "history", "0.txt", "--data", filled.settings.data)
    assert code == 0
    assert "[-" in said.out
    assert "{+" in said.out


def test_progress_counts_where_the_number_is_not_known(capsys):
    from ingest.progress import shown
    from ingest.result import Progress

    with shown(False) as report:
        for progress in (Progress("read", 7, 0, "x"), Progress("add", 3, 9), Progress("settle")):
            report(progress)
    assert capsys.readouterr().err.splitlines() == ["reading: 7", "indexing turns: 3 of 9", "writing to disk"]


def test_parse_gives_an_object_or_a_list(capsys):
    one, *others = sorted(path for path in SAMPLES.iterdir() if path.stem != "README")
    code, said = run(capsys, "parse", one, "--json")
    briefing = json.loads(said.out)
    assert code == 0
    assert briefing["source"] == one.name
    assert briefing["fictional"] is True
    assert briefing["turns"][0]["speaker"].keys() == SPEAKER
    code, said = run(capsys, "parse", one, *others, "--json")
    assert json.loads(said.out)[0] == briefing


@pytest.mark.parametrize(("name", "data"), [("empty.txt", b""), ("prose.txt", b"No one speaks.\n" * 9), ("nothing.txt", None)])
def test_parse_of_bad_input_ends_with_1_and_a_fix(tmp_path, capsys, name, data):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    code, said = run(capsys, "parse", tmp_path / name, "--json")
    assert (code, said.out) == (1, "")
    assert name in said.err


def test_status_lists_sources(desk, capsys):
    desk.write("empty.txt", "")
    run(capsys, "refresh", desk.folder, "--data", desk.settings.data)
    code, said = run(capsys, "status", "--data", desk.settings.data, "--json")
    status = json.loads(said.out)
    assert code == 0
    (source,) = status["sources"]
    assert (source["source"], source["kind"], source["briefings"]) == (str(desk.folder), "folder", 3)
    assert source["failed"][0]["source"] == "empty.txt"
    assert (status["first"], status["last"]) == ("2031-03-01", "2031-03-03")
    assert status["bytes"] > 10_000


def test_status_of_nothing_ends_with_1(tmp_path, capsys):
    code, said = run(capsys, "status", "--data", tmp_path / "none", "--json")
    assert (code, said.out) == (1, "")
    assert "refresh" in said.err


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["refresh", "--nonsense"], ["parse"]])
def test_wrong_use_ends_with_2(arguments, capsys):
    with pytest.raises(SystemExit) as error:
        main(arguments)
    assert error.value.code == 2


def test_start_tells_its_progress_in_lines(desk):
    from ingest.refresh import start

    with start(desk.settings, [str(desk.folder)]) as running:
        assert running.stdout is not None
        *progress, last = [json.loads(line) for line in running.stdout]
    assert running.returncode == 0
    assert all(line.keys() == {"step", "done", "of", "doing"} for line in progress)
    assert last["added"] == 3


def test_a_real_process_keeps_standard_output_clean(desk):
    desk.write("new.txt", transcript(6))
    command = [sys.executable, "-m", "ingest", "refresh", str(desk.folder), "--data", str(desk.settings.data), "--json"]
    ran = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    assert json.loads(ran.stdout)["added"] == 4


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_utf_8_is_printed_whatever_the_locale(desk, encoding):
    """Names may hold any letter, and bytes that are none."""
    desk.write("\u0431\u0440.txt", "Nobody speaks.")
    given = [b"refresh", os.fsencode(desk.folder), os.fsencode(desk.folder) + b"/bad\xe9.txt", b"--data", os.fsencode(desk.settings.data), b"--json"]
    command = [os.fsencode(sys.executable), b"-m", b"ingest", *given]
    ran = subprocess.run(command, cwd=PROJECT, capture_output=True, check=False, env={**os.environ, "PYTHONIOENCODING": encoding})
    result = json.loads(ran.stdout.decode())
    assert (ran.returncode, result["added"]) == (3, 3)
    assert {failure["source"].rpartition("/")[2] for failure in result["failed"]} == {"\u0431\u0440.txt", "bad\udce9.txt"}
