"""What a refresh finds new, changed, gone and wrong, and what it leaves alone."""

import errno
import io
import os
import shutil
import zipfile

import pytest

from ingest import refresh as module
from ingest.refresh import forget, rebuild
from ingest.result import STEPS, Progress
from rag.answer import Assistant
from rag.errors import LibraryError, Locked, NotFound
from rag.index.generation import Index
from rag.record.library import Library
from rag.types import Answer
from tests.ingest.transcripts import Desk, counts, transcript


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.fixture
def filled(desk):
    desk.refresh()
    return desk


def opened(desk):
    return Library.open(desk.settings.data)


def check(desk, expected, *sources, **options):
    result = desk.refresh(*sources, **options)
    assert counts(result) == expected
    with opened(desk) as library:
        index = Index.open(desk.settings, library)
        assert index.manifest.briefings == library.wanted()
        assert {index.vectors.count(), index.words.count(), index.columns.count()} == {result.turns}
        index.close()
    return result


def test_a_folder_is_read_once(desk):
    first = check(desk, {"added": 3})
    assert (first.briefings, first.turns, first.embedding) == (3, 18, "static")
    second = check(desk, {"unchanged": 3})
    assert second.generation == first.generation


def test_a_question_on_its_way_keeps_what_it_began_with(filled):
    with Assistant.open(filled.settings) as assistant:
        begun = assistant.stream("What about the ferry number 1?")
        next(begun)
        filled.write("1.txt", transcript(1, "The {word} is closed."))
        filled.refresh()
        assert assistant.reopen_if_stale()
        assert len(list((filled.settings.data / "index").iterdir())) == 2, "held until its last question has ended"
        old = next(item for item in begun if isinstance(item, Answer))
        new = assistant.ask("What about the ferry number 1?")
    before, after = (given.claims[0].citations[0].briefing for given in (old, new))
    assert before.id == after.id
    assert before.turns[2].text.startswith("We will have more to say")
    assert after.turns[2].text == "The ferry is closed."


def test_an_unchanged_run_writes_nothing_but_its_own_result(filled):
    def stamps():
        return {path: path.stat().st_mtime_ns for path in filled.settings.data.rglob("*") if path.is_file()}

    before = stamps()
    filled.refresh()
    changed = {path.name for path, stamp in stamps().items() if before.get(path) != stamp}
    assert changed <= {"lock", "library.sqlite", "library.sqlite-wal", "library.sqlite-shm"}


def test_a_changed_file_is_a_new_revision(filled):
    filled.write("0.txt", transcript(0, "The {word} is closed."))
    (id,) = check(filled, {"changed": 1, "unchanged": 2}).changed
    with opened(filled) as library:
        assert [turn.text for turn in library.briefing(id).turns][2] == "The harbour is closed."
        old, new = library.revisions(id)
        assert "next week" in library.briefing(id, old[0]).turns[2].text
        assert new[0] == library.briefing(id).revision


def test_a_change_that_is_taken_back(filled):
    filled.write("0.txt", transcript(0, "The {word} is closed."))
    filled.refresh()
    filled.write("0.txt", transcript(0))
    check(filled, {"changed": 1, "unchanged": 2})


def test_a_touched_file_is_unchanged(filled):
    os.utime(filled.folder / "0.txt", (1, 1))
    check(filled, {"unchanged": 3})


def test_a_vanished_file_leaves_the_index_but_not_the_library(filled):
    with opened(filled) as library:
        id = library.find("0.txt")
    (filled.folder / "0.txt").unlink()
    check(filled, {"removed": 1, "unchanged": 2})
    with opened(filled) as library:
        assert library.briefing(id).turns
        assert len(library.briefings()) == 2


def test_a_renamed_file_is_the_same_briefing(filled):
    (filled.folder / "0.txt").rename(filled.folder / "sub.txt")
    check(filled, {"unchanged": 3})
    with opened(filled) as library:
        library.find("sub.txt")
        with pytest.raises(NotFound):
            library.find("0.txt")


def test_a_file_that_comes_back(filled):
    (filled.folder / "0.txt").rename(filled.folder.parent / "aside")
    filled.refresh()
    (filled.folder.parent / "aside").rename(filled.folder / "0.txt")
    check(filled, {"added": 1, "unchanged": 2})


def test_equal_bytes_are_one_briefing_with_two_sources(filled):
    copy = shutil.copy(filled.folder / "0.txt", filled.folder.parent / "copy.txt")
    check(filled, {"unchanged": 1}, copy)
    (filled.folder / "0.txt").unlink()
    check(filled, {"unchanged": 3})


def test_a_copy_that_goes_its_own_way_is_a_briefing_of_its_own(filled):
    filled.write("copy.txt", transcript(0))
    check(filled, {"unchanged": 3})
    filled.write("copy.txt", transcript(0, "The {word} is closed."))
    assert check(filled, {"added": 1, "unchanged": 3}).briefings == 4


def test_an_earlier_text_beside_the_present_one_is_a_briefing_of_its_own(filled):
    filled.write("0.txt", transcript(0, "The {word} is closed."))
    filled.refresh()
    filled.write("old.txt", transcript(0))
    assert check(filled, {"added": 1, "unchanged": 3}).briefings == 4
    check(filled, {"unchanged": 4})


def test_two_new_files_with_equal_bytes(desk):
    desk.write("copy.txt", transcript(0))
    assert check(desk, {"added": 3}).briefings == 3


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.txt", bytes(range(256)) * 40, ""),
        ("prose.txt", b"Nobody speaks here. It is only a report about harbours.\n" * 20, "no speaker label"),
        ("broken.zip", b"PK\x03\x04 not an archive", "cannot be unpacked"),
    ],
)
def test_bad_input_is_named_and_the_rest_is_read(desk, name, data, reason):
    desk.write(name, data)
    result = check(desk, {"added": 3, "failed": 1})
    (failure,) = result.failed
    assert failure["source"] == name
    assert reason in failure["reason"]
    assert failure["fix"]
    again = check(desk, {"unchanged": 3, "failed": 1})
    assert again.failed == result.failed, "said again as long as it is so"


def test_a_file_that_becomes_unreadable_keeps_its_briefing(filled):
    filled.write("0.txt", b"\x00\x01\x02" * 100)
    result = check(filled, {"unchanged": 2, "failed": 1})
    assert result.briefings == 3


def test_a_type_that_nobody_reads_is_skipped(desk):
    desk.write("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(100))
    check(desk, {"added": 3, "skipped": 1})
    check(desk, {"unchanged": 3, "skipped": 1})


def test_a_fault_of_the_parser_does_not_stop_the_others(desk, monkeypatch):
    from ingest import pool
    from ingest.parse import parse

    def faulty(data, name, **more):
        if name == "1.txt":
            raise RecursionError("too deep")
        return parse(data, name, **more)

    monkeypatch.setattr(pool, "parse", faulty)
    result = check(desk, {"added": 2, "failed": 1})
    assert "RecursionError" in result.failed[0]["reason"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_tried_again(desk):
    path = desk.write("closed.txt", transcript(7))
    path.chmod(0)
    check(desk, {"added": 3, "failed": 1})
    path.chmod(0o600)
    check(desk, {"added": 1, "unchanged": 3})


def test_a_folder_that_vanished_removes_nothing(filled):
    filled.folder.rename(filled.folder.parent / "elsewhere")
    result = check(filled, {"failed": 1})
    assert (result.briefings, result.failed[0]["source"]) == (3, str(filled.folder))
    check(filled, {"removed": 3, "failed": 1}, prune=True)


def test_a_folder_that_lost_everything_removes_nothing(filled):
    for path in filled.folder.iterdir():
        path.unlink()
    result = check(filled, {"failed": 1})
    assert "lost everything" in result.failed[0]["reason"]
    assert check(filled, {"removed": 3}, prune=True).briefings == 0


def test_a_source_that_is_not_there_fails_and_the_others_are_read(desk):
    result = check(desk, {"added": 3, "failed": 1}, desk.folder, desk.folder.parent / "nothing")
    assert result.failed[0]["source"].endswith("nothing")


def archive(**files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        for name, text in files.items():
            made.writestr(name.replace("_", "/") + ".txt", text)
    return packed.getvalue()


def test_an_archive_is_followed_like_a_folder(desk):
    desk.write("all.zip", archive(a=transcript(4), sub_b=transcript(5)))
    check(desk, {"added": 5})
    with opened(desk) as library:
        library.find("all.zip/sub/b.txt")
    check(desk, {"unchanged": 5})
    desk.write("all.zip", archive(a=transcript(4, "The {word} is shut."), c=transcript(6)))
    check(desk, {"added": 1, "changed": 1, "removed": 1, "unchanged": 3})


def test_an_archive_that_breaks_keeps_what_it_held(desk):
    desk.write("all.zip", archive(a=transcript(4)))
    desk.refresh()
    desk.write("all.zip", b"PK broken")
    assert check(desk, {"unchanged": 3, "failed": 1}).briefings == 4


def test_a_better_parser_reads_the_stored_bytes_again(filled, monkeypatch):
    shutil.rmtree(filled.folder / "0.txt", ignore_errors=True)
    monkeypatch.setattr("ingest.sources.visit.PARSER_VERSION", 99)
    check(filled, {"reparsed": 3})
    check(filled, {"unchanged": 3})


def test_what_a_better_parser_finds_is_no_change_of_the_publisher(filled, monkeypatch):
    from dataclasses import replace

    from ingest import pool
    from ingest.parse import parse

    monkeypatch.setattr("ingest.sources.visit.PARSER_VERSION", 99)
    monkeypatch.setattr(pool, "parse", lambda data, name, **more: replace(parse(data, name, **more), office="Press Office"))
    check(filled, {"reparsed": 3})
    with opened(filled) as library:
        id = library.find("0.txt")
        assert library.briefing(id).office == "Press Office"
        assert len(library.revisions(id)) == 1


def test_full_reads_everything_and_finds_the_same(filled):
    check(filled, {"unchanged": 3}, full=True)


def test_a_dry_run_changes_nothing(filled):
    filled.write("new.txt", transcript(8))
    (filled.folder / "1.txt").unlink()
    with opened(filled) as library:
        before = library.briefings()
    assert counts(filled.refresh(dry_run=True)) == {"added": 1, "removed": 1, "unchanged": 2}
    with opened(filled) as library:
        assert library.briefings() == before
    check(filled, {"added": 1, "removed": 1, "unchanged": 2})


@pytest.fixture
def at_hand(desk, monkeypatch):
    samples = desk.folder.parent / "samples"
    samples.mkdir()
    (samples / "sample.txt").write_text(transcript(9))
    monkeypatch.setattr(module, "SAMPLES", samples)
    monkeypatch.setattr(module, "AT_HAND", desk.folder)
    return desk


def test_samples_serve_until_something_real_comes(at_hand):
    aside = at_hand.folder.rename(at_hand.folder.parent / "aside")
    assert counts(at_hand.refresh(at_hand=True)) == {"added": 1}
    aside.rename(at_hand.folder)
    result = at_hand.refresh(at_hand=True)
    assert counts(result) == {"added": 3, "removed": 1}
    assert "samples were taken out" in result.notices[0]
    assert counts(at_hand.refresh(at_hand=True)) == {"unchanged": 3}


def test_samples_stay_while_nothing_real_can_be_read(at_hand):
    shutil.rmtree(at_hand.folder)
    at_hand.write("prose.txt", "Nothing but prose.")
    assert counts(at_hand.refresh(at_hand=True)) == {"added": 1, "failed": 1}


def test_an_upload_stays_when_its_folder_goes(filled):
    uploads = filled.folder.parent / "uploads"
    uploads.mkdir()
    (uploads / "mine.txt").write_text(transcript(7))
    check(filled, {"added": 1}, uploads=uploads)
    shutil.rmtree(uploads)
    check(filled, {"unchanged": 4})
    with opened(filled) as library:
        assert library.briefing(library.find("upload:mine.txt")).source == "upload:mine.txt"
    assert forget(filled.settings, "upload:mine.txt") == 1


def test_a_forgotten_source_leaves(filled):
    other = filled.folder.parent / "other.txt"
    other.write_text(transcript(7))
    check(filled, {"added": 1}, other)
    assert forget(filled.settings, str(filled.folder)) == 3
    assert check(filled, {"unchanged": 1}).briefings == 1
    with pytest.raises(NotFound, match="no remembered source"):
        forget(filled.settings, str(filled.folder))


def test_rebuild_makes_the_same_index_anew(filled):
    before = filled.refresh()
    shutil.rmtree(filled.settings.data / "index")
    assert rebuild(filled.settings) != before.generation
    check(filled, {"unchanged": 3})


def test_a_lost_index_is_made_anew_by_a_refresh(filled):
    shutil.rmtree(filled.settings.data / "index")
    (filled.settings.data / "vectors.sqlite").unlink()
    check(filled, {"unchanged": 3})


def test_another_embedding_is_a_new_generation(filled):
    with opened(filled) as library:
        before = library.generation
    manifest = filled.settings.data / "index" / before / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"static"', '"onnx:elsewhere"'))
    assert check(filled, {"unchanged": 3}).generation != before


@pytest.mark.parametrize("step", STEPS)
def test_a_full_disk_at_any_step_changes_nothing_and_says_so(filled, step):
    filled.write("new.txt", transcript(8))

    def full(progress):
        if progress.step == step:
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(LibraryError, match="No space left") as error:
        filled.refresh(report=full)
    assert "disk space" in error.value.fix
    with opened(filled) as library:
        index = Index.open(filled.settings, library)
        assert len(index.manifest.briefings) == (4 if step in ("named", "clean") else 3)
        index.close()
    assert filled.refresh().briefings == 4


def test_progress_ends_when_the_work_ends(desk):
    seen: list[Progress] = []
    desk.refresh(report=seen.append)
    assert {progress.step for progress in seen} <= set(STEPS)
    for step, of in (("read", 3), ("add", 18)):
        told = [progress.done for progress in seen if progress.step == step]
        assert told == sorted(told)
        assert told[-1] == of == max(progress.of for progress in seen if progress.step == step)


def test_one_writer_at_a_time(filled):
    from ingest.lock import writing

    with writing(filled.settings.data), pytest.raises(Locked, match="process") as error:
        filled.refresh()
    assert "--wait" in error.value.fix
    assert counts(filled.refresh()) == {"unchanged": 3}
