"""What an earlier version wrote is read, or made anew and said so; it is never misread. What a later one wrote is refused."""

import json
import sqlite3
import tarfile

import pytest

from ingest.refresh import refresh
from ingest.transfer import export
from ingest.verify import verify, verify_library
from rag.config import Settings
from rag.errors import IndexUnusable, LibraryError
from rag.index.generation import FORMAT, Index
from rag.record import schema
from rag.record.library import Library
from tests.formats.make import FORMATS, describe

RELEASED = sorted(path.name for path in FORMATS.iterdir() if (path / "library.tar.xz").exists())


@pytest.fixture
def unpack(tmp_path):
    def unpack(release):
        with tarfile.open(FORMATS / release / "library.tar.xz") as archive:
            archive.extraction_filter = lambda member, path: member  # Python before 3.11.4 knows no filters, 3.12 wants one
            archive.extractall(tmp_path / "data")
        return Settings(data=tmp_path / "data")

    return unpack


def manifest(settings):
    return next((settings.data / "index").glob("*/manifest.json"))


def set_version(settings, version):
    with sqlite3.connect(settings.data / "library.sqlite") as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    connection.close()


def test_the_present_format_has_its_library():
    assert str(schema.FORMAT) in RELEASED, "run python -m tests.formats.make"


@pytest.mark.parametrize("release", RELEASED)
def test_a_library_of_each_format_is_read(unpack, release):
    settings = unpack(release)
    expected = json.loads((FORMATS / release / "expected.json").read_text())
    with Library.open(settings.data) as library:
        assert {summary.id: describe(library.briefing(summary.id)) for summary in library.briefings()} == expected
        assert verify_library(library) == []


@pytest.mark.parametrize("release", RELEASED)
def test_an_index_of_each_format_is_read_or_made_anew_and_said_so(unpack, release):
    settings = unpack(release)
    same = json.loads(manifest(settings).read_text())["format"] == FORMAT
    result = refresh(settings)
    assert len(result.failed) == 1, "the samples are not where they were"
    assert result.briefings == len(json.loads((FORMATS / release / "expected.json").read_text()))
    assert any("built anew" in notice for notice in result.notices) is not same
    assert verify(settings).problems == ()


def test_an_index_of_another_format_is_not_read(unpack):
    settings = unpack(RELEASED[-1])
    before = json.loads(manifest(settings).read_text())
    for other in ("0.1.1", "9.9.9"):
        manifest(settings).write_text(json.dumps(before | {"format": other}))
        with Library.open(settings.data) as library, pytest.raises(IndexUnusable, match=f"format {other}") as error:
            Index.open(settings, library)
        assert "refresh" in error.value.fix
    assert f"format {other}" in refresh(settings).notices[0]
    assert verify(settings).problems == ()


@pytest.mark.parametrize("use", [refresh, verify, lambda settings: export(settings, settings.data.parent / "out.zip")])
def test_a_library_of_a_later_version_is_refused_and_left_as_it_is(unpack, use):
    settings = unpack(RELEASED[-1])
    set_version(settings, schema.FORMAT + 1)
    before = (settings.data / "library.sqlite").read_bytes()
    with pytest.raises(LibraryError, match="newer version") as error:
        use(settings)
    assert "Update" in error.value.fix
    assert (settings.data / "library.sqlite").read_bytes() == before


def test_another_programs_database_is_no_library(tmp_path):
    with sqlite3.connect(tmp_path / "library.sqlite") as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
    connection.close()
    with pytest.raises(LibraryError, match="another program"):
        refresh(Settings(data=tmp_path))
