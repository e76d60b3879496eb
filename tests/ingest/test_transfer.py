"""A library arrives as it left, or not at all."""

import json
import zipfile
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
