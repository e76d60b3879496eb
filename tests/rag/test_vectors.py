"""Chroma as this project uses it: whole records, exact ids, and what plain chromadb sees."""

import hashlib
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from rag.errors import IndexUnusable
from rag.index.vector_cache import VectorCache
from rag.index.vectors import COLLECTION, VectorStore
from tests.factories import OFFICIAL, make_briefing, make_turn, trade_briefing

TRADE = trade_briefing()


def rows(count, dimension=16, seed=0):
    made = np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


@pytest.fixture
def store(tmp_path):
    store = VectorStore.create(tmp_path / "chroma")
    yield store
    store.close()


def test_a_turn_is_found_by_its_vector(store):
    vectors = rows(13)
    store.add([TRADE], vectors)
    found = store.nearest(vectors[4], 3)
    assert found[0][0] == "a1b2c3d4e5f6:r1:4"
    assert found[0][1] == pytest.approx(1, abs=1e-3)
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


def test_vectors_come_back_in_the_order_of_the_turns(store):
    vectors = rows(13)
    store.add([TRADE], vectors)
    np.testing.assert_allclose(store.of(TRADE.id, "r1", 13), vectors, atol=1e-6)


def test_a_removed_briefing_is_gone_and_the_other_stays(store):
    other = make_briefing(make_turn(0, OFFICIAL, "Good morning."), id="ffffffffffff")
    store.add([TRADE, other], rows(14))
    store.remove(TRADE.id, "r1", 13)
    assert store.count() == 1
    assert [id for id, _ in store.nearest(rows(14)[0], 5)] == ["ffffffffffff:r1:0"]
    with pytest.raises(IndexUnusable, match="0 of the 13"):
        store.of(TRADE.id, "r1", 13)


def test_more_than_chroma_takes_at_once(store):
    many = make_briefing(*(make_turn(index, OFFICIAL, f"Sentence {index}.") for index in range(6_000)))
    store.add([many], rows(6_000, 4))
    assert store.count() == 6_000
    store.remove(many.id, many.revision, 6_000)
    assert store.count() == 0


def test_plain_chromadb_sees_the_transcripts(tmp_path):
    import chromadb
    from chromadb.config import Settings

    store = VectorStore.create(tmp_path / "chroma")
    store.add([TRADE], rows(13))
    store.close()
    client = chromadb.PersistentClient(str(tmp_path / "chroma"), settings=Settings(anonymized_telemetry=False))
    record = client.get_collection(COLLECTION, embedding_function=None).get(ids=["a1b2c3d4e5f6:r1:8"])
    client.close()  # type: ignore[attr-defined]
    assert record["documents"] == [TRADE.turns[8].text]
    assert record["metadatas"] == [{"speaker": "Idris Benali", "role": "official", "day": 20310304, "place": "Washington"}]


def test_stays_as_it_was_when_reopened(tmp_path):
    store = VectorStore.create(tmp_path / "chroma")
    store.add([TRADE], rows(13))
    store.close()
    again = VectorStore.open(tmp_path / "chroma")
    assert again.count() == 13
    assert again.texts(TRADE.id, "r1", 13) == {turn.index: turn.text for turn in TRADE.turns}
    again.close()


def test_readers_change_no_byte(tmp_path):
    """Several threads that ask at once had Chroma write what was still in its log, when that was long enough but not so long as to be written before."""
    folder, vectors = tmp_path / "chroma", rows(900)
    store = VectorStore.create(folder)
    store.add([make_briefing(*(make_turn(index, OFFICIAL, f"Sentence {index}.") for index in range(900)))], vectors)
    store.remove(TRADE.id, "r1", 1)
    store.add([make_briefing(make_turn(0, OFFICIAL, "One turn."), id="ffffffffffff")], vectors[:1])
    store.settle()
    store.close()
    before, counted = content(folder), list[int]()

    def read(at):
        reader = VectorStore.open(folder)
        together.wait()
        counted.extend([len(reader.nearest(vectors[at], 10)), reader.count(), len(reader.of("ffffffffffff", "r1", 1))])
        reader.close()

    together = threading.Barrier(4)
    threads = [threading.Thread(target=read, args=(at,)) for at in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counted.count(900) == counted.count(10) == counted.count(1) == 4
    assert content(folder) == before


def test_chroma_works_on_one_thread(store):
    """On several, its pool of connections miscounts once in a long while, and a client never closes."""
    told = subprocess.run([sys.executable, "-c", "import os; print(os.environ['TOKIO_WORKER_THREADS'])"], capture_output=True, text=True, check=True)
    assert told.stdout == "1\n"


def content(folder):
    return {path.name: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="tells open files by /proc")
def test_a_store_that_nobody_holds_is_closed(tmp_path):
    """By Chroma's own threads, a moment after it was told."""
    for name in ("one", "two"):
        VectorStore.create(tmp_path / name).close()
    store = VectorStore.open(tmp_path / "one")
    assert store.count() == 0
    del store
    VectorStore.open(tmp_path / "two").close()
    until = time.monotonic() + 60
    while still_open := [file for file in Path("/proc/self/fd").iterdir() if str(tmp_path) in os.path.realpath(file)]:
        assert time.monotonic() < until, still_open
        time.sleep(0.02)


@pytest.mark.parametrize("damage", ["nothing", "empty", "garbage"])
def test_a_damaged_folder_is_an_error_with_a_fix(tmp_path, damage):
    (tmp_path / "chroma").mkdir()
    if damage != "nothing":
        (tmp_path / "chroma" / "chroma.sqlite3").write_bytes(b"" if damage == "empty" else b"garbage" * 1000)
    with pytest.raises(IndexUnusable) as error:
        VectorStore.open(tmp_path / "chroma")
    assert "rebuild" in error.value.fix


class Counting:
    """Makes a vector of a text's letters, and counts how often it is asked."""

    name, dimension = "counting", 4

    def __init__(self):
        self.asked = 0

    def embed(self, texts):
        self.asked += len(texts)
        return np.array([[len(text), text.count("a"), text.count("e"), 1] for text in texts], np.float32)


def test_nothing_is_embedded_twice(tmp_path):
    embedding = Counting()
    with VectorCache(tmp_path / "vectors.sqlite", embedding) as cache:
        first = cache.vectors(["peace", "war", "peace"])
        assert embedding.asked == 2
    with VectorCache(tmp_path / "vectors.sqlite", embedding) as cache:
        np.testing.assert_array_equal(cache.vectors(["war", "peace"]), first[[1, 0]])
        assert embedding.asked == 2
        embedding.name = "another"
        cache.vectors(["war"])
        assert embedding.asked == 3, "another model's vectors are others"


def test_vectors_of_texts_that_are_gone_can_be_dropped(tmp_path):
    embedding = Counting()
    with VectorCache(tmp_path / "vectors.sqlite", embedding) as cache:
        cache.vectors(["peace", "war", "truce"])
        cache.keep_only(["peace", "never seen"])
        assert cache.count() == 1
        cache.vectors(["peace", "war"])
        assert embedding.asked == 4


def test_a_damaged_cache_is_made_anew(tmp_path):
    (tmp_path / "vectors.sqlite").write_bytes(b"garbage" * 1000)
    with VectorCache(tmp_path / "vectors.sqlite", Counting()) as cache:
        assert cache.vectors(["peace"]).shape == (1, 4)
