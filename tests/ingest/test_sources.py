"""What counts as a file of a source, and what cannot be looked at."""

import os

import pytest

from ingest.sources.listed import address_of, list_files, text_of
from rag.errors import InputError, NotFound


def make(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")


def names(listing):
    return [found.name for found in listing.files]


def test_a_folder_is_searched_recursively(tmp_path):
    make(tmp_path, "b.txt", "deep/er/a.html", "deep/c.txt")
    assert names(list_files(str(tmp_path), "folder")) == ["b.txt", "deep/c.txt", "deep/er/a.html"]


def test_hidden_files_and_those_about_the_folder_are_passed_over(tmp_path):
    make(tmp_path, ".git/x.txt", ".hidden.txt", "README.md", "LICENSE", "a.txt")
    assert names(list_files(str(tmp_path), "folder")) == ["a.txt"]


def test_links_in_circles_end(tmp_path):
    make(tmp_path, "deep/a.txt")
    (tmp_path / "deep/round").symlink_to(tmp_path)
    (tmp_path / "deep/self").symlink_to(tmp_path / "deep/self")
    (tmp_path / "nowhere").symlink_to(tmp_path / "missing")
    assert names(list_files(str(tmp_path), "folder")) == ["deep/a.txt"]


def test_what_is_no_file_is_passed_over(tmp_path):
    make(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert names(list_files(str(tmp_path), "folder")) == ["a.txt"]


def test_a_name_that_is_not_text_is_shown(tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    (listed,) = list_files(str(tmp_path), "folder").files
    assert listed.name == "caf\\xe9.txt"
    assert listed.path.read_text() == "x"
    with pytest.raises(InputError, match="not valid text"):
        address_of(listed.path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_folder_inside_is_named(tmp_path):
    make(tmp_path, "a.txt", "closed/b.txt")
    (tmp_path / "closed").chmod(0)
    listing = list_files(str(tmp_path), "folder")
    (tmp_path / "closed").chmod(0o700)
    assert names(listing) == ["a.txt"]
    assert [trouble.name for trouble in listing.troubles] == ["closed"]


def test_a_missing_folder_is_no_empty_one(tmp_path):
    with pytest.raises(InputError, match="missing") as error:
        list_files(str(tmp_path / "gone"), "folder")
    assert "--prune" in error.value.fix


def test_a_file_that_vanished_from_a_folder_is_gone(tmp_path):
    make(tmp_path, "other.txt")
    assert list_files(str(tmp_path / "gone.txt"), "file").files == ()


def test_a_file_whose_folder_lost_everything_is_in_trouble(tmp_path):
    with pytest.raises(InputError, match="so is all else"):
        list_files(str(tmp_path / "gone.txt"), "file")


@pytest.mark.parametrize(("name", "kind"), [("a.txt", "file"), ("a.zip", "archive"), ("a.tar.xz", "archive"), ("folder", "folder")])
def test_kinds(tmp_path, name, kind):
    make(tmp_path, "a.txt", "a.zip", "a.tar.xz", "folder/x")
    assert address_of(tmp_path / "folder" / ".." / name) == (str(tmp_path / name), kind)


def test_nothing_there(tmp_path):
    with pytest.raises(NotFound):
        address_of(tmp_path / "nothing")


def test_text_of_is_always_storable():
    assert text_of(os.fsdecode(b"\xff")).encode() == b"\\xff"
