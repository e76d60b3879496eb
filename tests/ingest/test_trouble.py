"""Folders that change while they are read, files too large, odd names, clocks that jump, disks that are full: named with a fix, nothing lost."""

import json
import os
import shutil
import subprocess
import sys
from datetime import datetime, timedelta

import pytest

from ingest.__main__ import main
from ingest.sources import fetch, files
from ingest.sources.listed import list_files
from ingest.verify import verify
from rag.errors import LibraryError
from rag.record.library import Library
from tests.ingest.disks import REFUSED
from tests.ingest.site import Site, page
from tests.ingest.transcripts import Desk, counts, transcript
from tests.shared import PROJECT


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def after_listing(monkeypatch, change):
    """Let something happen between the look into a folder and the reading of its files, once."""
    left = [change]

    def list_and_change(*arguments):
        listing = list_files(*arguments)
        while left:
            left.pop()()
        return listing

    monkeypatch.setattr("ingest.sources.files.list_files", list_and_change)


def test_a_folder_that_changes_while_it_is_read(desk, monkeypatch):
    desk.refresh()

    def change():
        (desk.folder / "0.txt").unlink()
        (desk.folder / "2.txt").unlink()
        (desk.folder / "2.txt").mkdir()
        desk.write("1.txt", transcript(1, "The {word} is closed."))
        desk.write("late.txt", transcript(8))

    for number in range(3):
        os.utime(desk.folder / f"{number}.txt", (1, 1))
    after_listing(monkeypatch, change)
    result = desk.refresh()
    assert counts(result) == {"changed": 1, "removed": 1, "failed": 1}
    assert (result.failed[0]["source"], bool(result.failed[0]["fix"])) == ("2.txt", True)
    assert counts(desk.refresh()) == {"added": 1, "removed": 1, "unchanged": 1}
    assert verify(desk.settings).problems == ()


def test_a_file_that_grows_while_it_is_read(desk, monkeypatch):
    monkeypatch.setattr(files, "LARGEST_DOCUMENT", 5_000)
    after_listing(monkeypatch, lambda: desk.write("1.txt", transcript(1) * 20))
    result = desk.refresh()
    assert counts(result) == {"added": 2, "failed": 1}
    assert "more than" in result.failed[0]["reason"]


@pytest.mark.parametrize("name", ["large.txt", "large.zip"])
def test_a_file_of_200_mb_is_refused(desk, name):
    with (desk.folder / name).open("wb") as file:
        file.truncate(201_000_000)
    result = desk.refresh()
    assert counts(result) == {"added": 3, "failed": 1}
    assert "MB" in result.failed[0]["reason"]
    assert result.failed[0]["fix"]


ODD_NAMES = [b"caf\xe9.txt", b"\xff\xfe.txt", "\u0431\u0440\u0438\u0444\u0438\u043d\u0433.txt".encode(), "\u202etxt.exe".encode() + b".txt"]
ODD_NAMES += [
    b"two\nlines.txt",
    b"tab\there.txt",
    b" .txt",
    b"'; DROP TABLE turns;--.txt",
    b"<b>&amp;.txt",
    b"-rf.txt",
    b"%s%n.txt",
    b"n" * 251 + b".txt",
]


def test_names_in_any_encoding(desk, capsys):
    for number, name in enumerate(ODD_NAMES):
        (desk.folder / os.fsdecode(name)).write_text(transcript(number + 10))
    (desk.folder / os.fsdecode(b"bad\xe9.txt")).write_text("Nobody speaks.")
    data = ["--data", str(desk.settings.data), "--json"]
    assert main(["refresh", str(desk.folder), *data]) == 3
    said = json.loads(capsys.readouterr().out)
    assert (said["added"], [failure["source"] for failure in said["failed"]]) == (3 + len(ODD_NAMES), ["bad\\xe9.txt"])
    assert main(["refresh", *data]) == 3
    assert json.loads(capsys.readouterr().out)["unchanged"] == 3 + len(ODD_NAMES)
    assert main(["status", *data]) == 0
    with Library.open(desk.settings.data) as library:
        assert {"caf\\xe9.txt", "two\nlines.txt"} <= {summary.source for summary in library.briefings()}


def set_clock(monkeypatch, by):
    """What every part of a refresh reads as the time of day, moved."""

    class Moved(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + by

    for module in ("rag.record.ledger", "rag.index.folders", "ingest.sources.web"):
        monkeypatch.setattr(f"{module}.datetime", Moved)


@pytest.mark.parametrize("by", [timedelta(days=5000), timedelta(days=-5000)])
def test_a_clock_that_jumps_and_comes_back(desk, monkeypatch, by):
    desk.refresh()
    with monkeypatch.context() as moved:
        set_clock(moved, by)
        desk.write("1.txt", transcript(1, "The {word} is closed."))
        assert counts(desk.refresh()) == {"changed": 1, "unchanged": 2}
    desk.write("new.txt", transcript(7))
    assert counts(desk.refresh()) == {"added": 1, "unchanged": 3}
    assert verify(desk.settings).problems == ()
    assert len(list((desk.settings.data / "index").iterdir())) == 1
    with Library.open(desk.settings.data) as library:
        id = library.find("1.txt")
        assert [revision for revision, *_ in library.revisions(id)][-1] == library.briefing(id).revision


def test_files_of_any_time_are_read(desk):
    for number, moment in enumerate((0, 1, 4_000_000_000)):
        os.utime(desk.folder / f"{number}.txt", (moment, moment))
    desk.refresh()
    os.utime(desk.folder / "2.txt", (5, 5))
    desk.write("0.txt", transcript(0, "The {word} is closed."))
    os.utime(desk.folder / "0.txt", (-1, -1))
    assert counts(desk.refresh()) == {"changed": 1, "unchanged": 2}


def test_pages_fetched_in_the_future_are_asked_for_again(tmp_path, monkeypatch):
    monkeypatch.setattr(fetch, "DELAY_S", 0.0)
    desk = Desk(tmp_path, 0)
    desk.settings = type(desk.settings)(data=desk.settings.data, allow_private=True)
    with Site() as site:
        site.put("/feed", f"<rss><channel><item><link>{site.url}/0</link></item></channel></rss>", "application/rss+xml")
        site.put("/0", page(0))
        with monkeypatch.context() as moved:
            set_clock(moved, timedelta(days=5000))
            desk.refresh(f"{site.url}/feed")
        site.put("/0", page(0, answer="The {word} is closed."))
        assert counts(desk.refresh()) == {"changed": 1}


def test_a_data_folder_that_cannot_be_made(desk):
    (desk.folder.parent / "data").write_text("a file where the folder should be")
    with pytest.raises(LibraryError, match="cannot be written") as error:
        desk.refresh(desk.folder)
    assert "--data" in error.value.fix


@pytest.fixture(scope="module")
def on_disks(tmp_path_factory):
    """What refreshes on a full and on a read-only disk said, where this user may mount one."""
    command = ["unshare", "-rm", sys.executable, "-m", "tests.ingest.disks", str(tmp_path_factory.mktemp("disks") / "home")]
    if shutil.which("unshare") is None or subprocess.run(["unshare", "-rm", "true"], check=False, capture_output=True).returncode:
        pytest.skip("no disk of its own can be mounted here")
    ran = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    if ran.returncode == REFUSED:
        pytest.skip("no disk of its own can be mounted here")
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def test_a_full_disk_is_named_and_nothing_is_lost(on_disks):
    assert on_disks["first"] == "3 briefings"
    for stage in ("full", "served_when_full"):
        assert "is full" in on_disks[stage]
        assert "Free some disk space" in on_disks[stage]
    assert on_disks["freed"] == "4 briefings"


def test_a_read_only_source_is_read_and_a_read_only_data_folder_is_named(on_disks):
    assert on_disks["read_only_source"] == "4 briefings"
    assert "Read-only file system. Make it writable" in on_disks["read_only_data"]
    assert (on_disks["writable"], on_disks["problems"]) == ("4 briefings", "")
