"""What is damaged is found; what is sound is not complained of."""

import shutil
import sqlite3

import pytest

from ingest.verify import verify
from tests.ingest.transcripts import Desk, transcript


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path)
    desk.refresh()
    return desk


def change(path, sql):
    with sqlite3.connect(path) as connection:
        connection.execute(sql)
    connection.close()


def generation(desk):
    return next((desk.settings.data / "index").iterdir())


def test_nothing_is_wrong_with_what_was_just_made(desk):
    desk.write("0.txt", transcript(0, "The {word} is closed."))
    (desk.folder / "1.txt").unlink()
    desk.refresh()
    verdict = verify(desk.settings)
    assert (verdict.briefings, verdict.turns, verdict.records, verdict.problems) == (2, 12, 12, ())


DAMAGE = {
    "is not the text that was read": lambda desk: change(desk.settings.data / "library.sqlite", "UPDATE turns SET text = 'No.' WHERE place = 2"),
    "are not what was stored": lambda desk: change(desk.settings.data / "library.sqlite", "UPDATE blobs SET bytes = x'789c010000ffff00000001'"),
    "there are briefings, but no index": lambda desk: change(desk.settings.data / "library.sqlite", "DELETE FROM state"),
    "is missing": lambda desk: shutil.rmtree(generation(desk)),
    "manifest": lambda desk: (generation(desk) / "manifest.json").write_text("{"),
    "word index": lambda desk: shutil.rmtree(generation(desk) / "tantivy"),
    "as the library has it": lambda desk: change(
        generation(desk) / "chroma" / "chroma.sqlite3", "UPDATE embedding_metadata SET string_value = 'No.' WHERE key = 'chroma:document'"
    ),
    "the engines hold 12": lambda desk: change(generation(desk) / "chroma" / "chroma.sqlite3", "DELETE FROM embeddings WHERE id <= 6"),
}


@pytest.mark.parametrize("said", DAMAGE)
def test_damage_is_found(desk, said):
    DAMAGE[said](desk)
    problems = verify(desk.settings).problems
    assert any(said in problem.what for problem in problems), problems
    assert all(problem.fix for problem in problems)
