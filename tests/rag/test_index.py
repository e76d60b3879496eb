"""Generations: what readers hold stays, what nobody holds goes, and what does not fit is refused."""

import json
import shutil
import threading
from dataclasses import replace

import numpy as np
import pytest

from rag.config import Settings
from rag.errors import IndexUnusable
from rag.index import folders
from rag.index.build import Builder
from rag.index.generation import Index, Manifest
from rag.record.ledger import Ledger
from tests.factories import OFFICIAL, make_briefing, make_turn, trade_briefing
from tests.rag.test_library import put

TRADE = trade_briefing()
SHORT = make_briefing(make_turn(0, OFFICIAL, "The harbour is open again."), id="ffffffffffff", source="short.txt")


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path)


@pytest.fixture
def ledger(settings):
    with Ledger.open(settings.data, write=True) as ledger:
        put(ledger, TRADE)
        build(settings, ledger)
        yield ledger


def build(settings, ledger, **options):
    name = Builder(settings, ledger, lambda *_: None).build(**options)
    ledger.name_generation(name)
    return settings.data / "index" / name


def test_holds_what_the_library_wants(settings, ledger):
    index = Index.open(settings, ledger)
    assert index.manifest.briefings == ledger.wanted()
    assert (index.vectors.count(), index.words.count(), index.columns.count()) == (13, 13, 13)
    np.testing.assert_allclose(index.manifest.mean, index.vectors.of(TRADE.id, "r1", 13).mean(axis=0), atol=1e-4)
    index.close()


def test_an_index_that_lost_more_than_it_holds_is_made_anew(settings, ledger, monkeypatch):
    monkeypatch.setattr("rag.index.build.FEW_REMOVED", 2)
    removed, folder = [], build(settings, ledger)
    five = replace(SHORT, turns=tuple(make_turn(index, OFFICIAL, "The harbour is open again.") for index in range(5)))
    for number in range(4):
        put(ledger, replace(five, revision=f"r{number}"), "short.txt", blob=b"%d" % number)
        put(ledger, replace(SHORT, id="eeeeeeeeeeee"), "third.txt", blob=b"third")
        ledger.name_generation(folder.name)
        folder = build(settings, ledger)
        removed.append(Manifest.read(folder).removed)
    assert removed == [0, 5, 10, 15], "nineteen turns are there"
    put(ledger, replace(five, revision="r4"), "short.txt", blob=b"4")
    ledger.name_generation(folder.name)
    assert Manifest.read(build(settings, ledger)).removed == 0


def test_a_change_is_built_on_a_copy(settings, ledger):
    put(ledger, SHORT, "short.txt", blob=b"short")
    put(ledger, replace(SHORT, id="eeeeeeeeeeee"), "third.txt", blob=b"third")
    build(settings, ledger)
    ledger.remove_document(ledger.followed()[0], "trade.txt")
    build(settings, ledger)
    index = Index.open(settings, ledger)
    assert set(index.manifest.briefings) == {"eeeeeeeeeeee", "ffffffffffff"}
    assert (index.vectors.count(), index.words.count(), index.columns.count()) == (2, 2, 2)
    np.testing.assert_allclose(index.manifest.mean, index.vectors.of(SHORT.id, "r1", 1)[0], atol=1e-4)
    index.close()


def test_nothing_is_needed_when_nothing_changed(settings, ledger):
    assert not Builder(settings, ledger, lambda *_: None).needed()
    put(ledger, SHORT, "short.txt", blob=b"short")
    ledger.name_generation(next((settings.data / "index").iterdir()).name)
    assert Builder(settings, ledger, lambda *_: None).needed()


def test_a_reader_keeps_its_generation(settings, ledger):
    reader = Index.open(settings, ledger)
    put(ledger, SHORT, "short.txt", blob=b"short")
    new = build(settings, ledger)
    folders.delete_unused(settings.data, new.name)
    assert not reader.current()
    assert reader.vectors.count() == 13
    assert len(list((settings.data / "index").iterdir())) == 2
    reader.close()
    folders.delete_unused(settings.data, new.name)
    assert [folder.name for folder in (settings.data / "index").iterdir()] == [new.name]


def test_many_threads_open_and_close_at_once(settings, ledger):
    """Chroma's clients of one folder share a count that it does not guard."""
    wrong: list[str] = []

    def read():
        try:
            for _ in range(5):
                index = Index.open(settings, ledger)
                wrong.extend([] if index.vectors.count() == 13 else ["miscounted"])
                index.close()
        except Exception as error:
            wrong.append(repr(error))

    threads = [threading.Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_generation_is_let_go_of_with_its_last_holder(settings, ledger):
    reader = Index.open(settings, ledger)
    other = reader
    put(ledger, SHORT, "short.txt", blob=b"short")
    new = build(settings, ledger)
    del reader
    folders.delete_unused(settings.data, new.name)
    assert other.vectors.count() == 13
    del other
    folders.delete_unused(settings.data, new.name)
    assert [folder.name for folder in (settings.data / "index").iterdir()] == [new.name]


def test_a_deleted_generation_cannot_be_held(settings, ledger):
    folder = next((settings.data / "index").iterdir())
    shutil.rmtree(folder)
    assert folders.hold(folder) is None
    with pytest.raises(IndexUnusable, match="missing"):
        Index.open(settings, ledger)


def test_another_embedding_is_refused(settings, ledger):
    with pytest.raises(IndexUnusable, match="embedding static") as error:
        Index.open(replace(settings, embedding="openai"), ledger)
    assert "refresh" in error.value.fix


def test_an_empty_library_has_no_index(tmp_path):
    with Ledger.open(tmp_path, write=True) as ledger, pytest.raises(IndexUnusable, match="no index yet"):
        Index.open(Settings(data=tmp_path), ledger)


@pytest.mark.parametrize("broken", ["manifest.json", "chroma", "tantivy", "columns"])
def test_a_damaged_generation_is_refused_and_made_anew(settings, ledger, broken):
    folder = settings.data / "index" / str(ledger.generation)
    if (folder / broken).is_dir():
        shutil.rmtree(folder / broken)
    else:
        (folder / broken).write_text("{")
    with pytest.raises(IndexUnusable):
        Index.open(settings, ledger)
    for number in range(3):
        put(ledger, replace(SHORT, id=f"{number:012}"), f"{number}.txt", blob=b"%d" % number)
    ledger.name_generation(folder.name)
    build(settings, ledger)
    index = Index.open(settings, ledger)
    assert index.words.count() == 16
    index.close()


def test_an_older_format_is_not_misread(settings, ledger):
    folder = settings.data / "index" / str(ledger.generation)
    shape = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(shape | {"format": "0"}))
    with pytest.raises(IndexUnusable, match="format 0"):
        Manifest.read(folder)
    assert Builder(settings, ledger, lambda *_: None).needed()


def test_other_processes_may_help(settings, ledger, monkeypatch):
    monkeypatch.setattr("rag.index.build.WORTH_PROCESSES", 1)
    build(settings, ledger, anew=True)
    index = Index.open(settings, ledger)
    assert index.words.count() == index.columns.count() == 13
    index.close()
