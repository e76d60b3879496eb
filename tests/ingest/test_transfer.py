"""A library arrives as it left, or not at all."""

import hashlib
import json
import sqlite3
import zipfile
import zlib
from dataclasses import replace

import pytest

from ingest.transfer import export, import_from
from ingest.verify import verify
from rag.errors import BriefingsError, InputError, LibraryError
from rag.record.library import Library
from tests.ingest.transcripts import Desk, transcript


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path)
    desk.refresh()
    desk.write("0.txt", transcript(0, "The {word} is closed."))
    desk.refresh()
    return desk


def other(desk):
    return replace(desk.settings, data=desk.folder.parent / "elsewhere")


def test_a_library_arrives_whole(desk):
    (desk.settings.data / "aliases.toml").write_text('harbour = ["port"]')
    file = desk.folder.parent / "library.zip"
    assert export(desk.settings, file) == 3
    assert import_from(other(desk), file) == 3
    assert verify(other(desk)).problems == ()
    with Library.open(desk.settings.data) as before, Library.open(other(desk).data) as after:
        for summary in before.briefings():
            for revision, *_ in before.revisions(summary.id):
                assert after.briefing(summary.id, revision) == before.briefing(summary.id, revision)
        assert after.sources() == before.sources()
    assert (other(desk).data / "aliases.toml").exists()
    assert not (other(desk).data / "import").exists()


def test_an_archive_never_takes_the_place_of_something(desk):
    file = desk.folder.parent / "library.zip"
    export(desk.settings, file)
    with pytest.raises(InputError, match="exists"):
        export(desk.settings, file)
    with pytest.raises(LibraryError, match="holds a library already"):
        import_from(desk.settings, file)


def cut(data, folder):
    return data[: len(data) // 2]


def flipped(data, folder):
    with zipfile.ZipFile(folder / "library.zip") as archive:
        info = archive.getinfo("library.sqlite")
    at = info.header_offset + 2000
    return data[:at] + bytes([data[at] ^ 255]) + data[at + 1 :]


def rewritten(data, folder):
    """Another library under the old sum."""
    with zipfile.ZipFile(folder / "library.zip") as archive:
        about, library = json.loads(archive.read("export.json")), archive.read("library.sqlite")
    with zipfile.ZipFile(folder / "other.zip", "w") as archive:
        archive.writestr("export.json", json.dumps(about))
        archive.writestr("library.sqlite", library.replace(b"closed", b"opened"))
    return (folder / "other.zip").read_bytes()


@pytest.mark.parametrize("damage", [cut, flipped, rewritten, lambda data, folder: b"", lambda data, folder: b"no zip" * 100])
def test_a_damaged_archive_changes_nothing(desk, damage):
    file = desk.folder.parent / "library.zip"
    export(desk.settings, file)
    file.write_bytes(damage(file.read_bytes(), file.parent))
    with pytest.raises(InputError) as error:
        import_from(other(desk), file)
    assert error.value.fix
    assert not (other(desk).data / "library.sqlite").exists()
    with pytest.raises(BriefingsError):
        verify(other(desk))


def repacked(desk, change=lambda library: None, *, about=None, method=zipfile.ZIP_DEFLATED, more=()):
    """The export with its library changed and its sums made right again, as somebody with ill will would."""
    folder = desk.folder.parent
    export(desk.settings, folder / "library.zip")
    with zipfile.ZipFile(folder / "library.zip") as archive:
        told = json.loads(archive.read("export.json")) | (about or {})
        (folder / "library.sqlite").write_bytes(archive.read("library.sqlite"))
    change(folder / "library.sqlite")
    told["sha256"] = told["sha256"] | {"library.sqlite": hashlib.sha256((folder / "library.sqlite").read_bytes()).hexdigest()}
    with zipfile.ZipFile(folder / "repacked.zip", "w", method) as archive:
        archive.writestr("export.json", json.dumps(told))
        archive.write(folder / "library.sqlite", "library.sqlite")
        for name, data in more:
            archive.writestr(name, data)
    return folder / "repacked.zip"


def sql(statement, *values):
    def run(path):
        with sqlite3.connect(path) as connection:
            connection.execute(statement, values)
        connection.close()

    return run


ILL_WILL = {
    "another database": sql("PRAGMA application_id = 7"),
    "another database than": sql("CREATE TRIGGER t AFTER INSERT ON sources BEGIN DELETE FROM readings; END"),
    "than a library": sql("CREATE TABLE more (x)"),
    "newer version": sql("PRAGMA user_version = 99"),
    "not the text that was read": sql("UPDATE turns SET text = 'Another answer.' WHERE place = 2"),
    "are not what was stored": sql("UPDATE blobs SET bytes = ?", zlib.compress(bytes(101_000_000), 1)),
    "damaged": lambda path: path.write_bytes(path.read_bytes()[:5000] + bytes(5000) + path.read_bytes()[10_000:]),
    "not packed as an export is": lambda path: path.write_bytes(bytes(30_000_000)),
}


@pytest.mark.parametrize("said", ILL_WILL)
def test_an_archive_that_was_tampered_with_is_refused(desk, said):
    with pytest.raises(BriefingsError, match=said) as error:
        import_from(other(desk), repacked(desk, ILL_WILL[said]))
    assert error.value.fix
    assert not (other(desk).data / "library.sqlite").exists()
    assert not (other(desk).data / "import").exists()


def test_an_export_of_a_newer_version_is_refused(desk):
    with pytest.raises(InputError, match="newer version"):
        import_from(other(desk), repacked(desk, about={"format": 2}))


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_an_archive_that_is_packed_otherwise_is_refused(desk, method):
    with pytest.raises(InputError, match="packed"):
        import_from(other(desk), repacked(desk, method=method))


def test_nothing_is_written_beside_the_data_folder(desk):
    more = (("../outside.txt", b"x"), ("/tmp/outside.txt", b"x"), ("index/x", b"x"), ("lock", b"x"))
    assert import_from(other(desk), repacked(desk, more=more)) == 3
    assert not (other(desk).data.parent / "outside.txt").exists()
    assert len(list((other(desk).data / "index").iterdir())) == 1


def test_there_must_be_room(desk, monkeypatch):
    file = repacked(desk)
    monkeypatch.setattr("ingest.transfer.SPARE", 10**18)
    with pytest.raises(InputError, match="are free"):
        import_from(other(desk), file)
