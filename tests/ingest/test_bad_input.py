"""Whatever bytes come: the project's own errors with a fix, or a briefing that keeps the text rule; never a hang."""

import io
import json
import re
import tarfile
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import tidy
from ingest.parse import parse
from ingest.readers.archive import is_archive, members
from rag.errors import BriefingsError, InputError, NoTurns
from tests.ingest.make_pdf import pdf

PDF = pdf([["MR DOE:  Hello.", "QUESTION:  Is it so?", "MR DOE:  It is."]])
TALK = b"MR DOE:  Hello.\n\nQUESTION:  Is it so?\n\nMR DOE:  It is.\n"


def zipped(**files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


BOMB = (
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefg", "bcdefgh", strict=True))
    + "]><a>&h;</a>"
)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "x.txt"),
        (b" \n\t\x00", "x.txt"),
        (b"\xef\xbb\xbf", "x.md"),
        (bytes(range(256)) * 40, "x.txt"),
        (b"\x00" * 999 + b"a", "x.html"),
        (PDF[:200], "x.pdf"),
        (b"%PDF-1.7", "x.pdf"),
        (pdf([[""]]), "x.pdf"),
        (b"PK\x03\x04broken", "x.docx"),
        (zipped(a="b"), "x.docx"),
        (b"<a><b></a>", "x.xml"),
        (BOMB.encode(), "x.xml"),
        (b"From: a", "x.eml"),
        (b'{"speaker"', "x.json"),
        (b"\x89PNG\r\n\x1a\n", "x.png"),
    ],
)
def test_unreadable_files_are_named_with_a_reason_and_a_fix(data, name):
    with pytest.raises(InputError) as caught:
        parse(data, name)
    assert str(caught.value)
    assert re.fullmatch(r"[A-Z].*\.", caught.value.fix)


@pytest.mark.parametrize(
    "text", ["A statement without any speaker.", "Contents: flour, milk.\n\nNote: stir.\n\nServes: four.", "WEBVTT\n\n00:00.000 --> 00:02.000\nhello"]
)
@pytest.mark.parametrize("ending", ["txt", "md", "html", "vtt"])
def test_no_labels(text, ending):
    with pytest.raises(NoTurns):
        parse(text.encode(), f"x.{ending}")


def test_deep_nesting_and_long_lines_come_to_an_end():
    """In time that grows with their square they would not before pytest's own limit."""
    deep = b"<div>" * 20_000 + b"<p>MR DOE: Hello.</p><p>QUESTION: So?</p>"
    for data, name in [
        (deep, "x.html"),
        (b"MR DOE:  " + b"word " * 400_000 + b"\n\nQUESTION:  So?\n\nMR DOE:  Yes.", "x.txt"),
        (b"MR DOE:  a. " * 40_000, "x.txt"),
        (b"A" * 2_000_000 + b": x", "x.txt"),
        (b"Q " * 500_000, "x.txt"),
        (b"(" * 500_000, "x.md"),
        (b"[a](" * 200_000, "x.md"),
        (b"**a" * 200_000, "x.md"),
        (b"<" * 300_000, "x.html"),
        (b"1:02 " * 200_000, "x.txt"),
        (b"- " * 500_000, "x.txt"),
        (b" " * 2_000_000 + b"x", "x.txt"),
        (b"MR. " * 400_000, "x.txt"),
    ]:
        parsed(data, name)


def test_scripts_and_addresses_stay_words():
    briefing = parse(TALK.replace(b"Hello.", b"<script>alert(1)</script> [x](javascript:a) $x$."), "x.txt")
    assert briefing.turns[0].text == "<script>alert(1)</script> [x](javascript:a) $x$."


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.zip", True), ("A.TAR.GZ", True), ("a.tgz", True), ("a.tar.xz", True), ("a.gz", False), ("a.docx", False), ("zip", False)],
)
def test_is_archive(name, expected):
    assert is_archive(name) is expected


def tarred(mode, **files):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name"), [(zipped(a=TALK, b=b"x"), "x.zip"), (tarred("w:xz", a=TALK, b=b"x"), "x.tar.xz"), (tarred("w", a=TALK, b=b"x"), "x.tar")]
)
def test_members(data, name):
    assert list(members(data, name)) == [("a", TALK), ("b", b"x")]


def test_what_archivers_add_is_passed_over():
    assert [path for path, _ in members(zipped(**{"__MACOSX/a.txt": b"x", "d/.hidden": b"x", "d/a.txt": TALK}), "x.zip")] == ["d/a.txt"]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (zipped(a=b"\0" * 70_000_000), "x.zip"),
        (zipped(**{f"a{number}": b"\0" * 30_000_000 for number in range(4)}), "x.zip"),
        (zipped(a=TALK)[:40], "x.zip"),
        (tarred("w:gz", a=TALK)[:60], "x.tgz"),
        (b"not an archive", "x.tar"),
    ],
)
def test_bombs_and_damaged_archives(data, name):
    with pytest.raises(InputError):
        list(members(data, name))


PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "MR DOE:",
                "QUESTION:",
                "Q ",
                "  ",
                "\n",
                "\n\n",
                "<p>",
                "</p>",
                "<b>",
                "**",
                "(Laughter.)",
                "END",
                "1. ",
                "\u200b",
                "\u202e",
                "\xa0",
                "[",
                "]",
            ]
        ),
        st.text(max_size=12),
    ),
    max_size=40,
)


def parsed(data, name):
    """The briefing, or None where the project's own error says why there is none."""
    try:
        return parse(data, name)
    except BriefingsError:
        return None


@settings(max_examples=150)
@given(PIECES, st.sampled_from(["txt", "html", "md", "srt"]))
def test_any_text_gives_turns_by_the_text_rule_or_an_error_of_ours(pieces, ending):
    briefing = parsed("".join(pieces).encode("utf-8", "surrogatepass"), f"x.{ending}")
    if briefing is None:
        return
    for index, turn in enumerate(briefing.turns):
        assert turn.index == index
        assert turn.text == tidy(turn.text)
        assert turn.answers is None or turn.answers < index
    for rule in briefing.ground_rules:
        assert rule.span is None or 0 <= rule.span.start < rule.span.stop <= len(briefing.turns[rule.span.turn].text)


@settings(max_examples=100)
@given(st.binary(max_size=300), st.sampled_from(["pdf", "docx", "eml", "xml", "json", "vtt", "zip"]), st.integers(0, len(PDF)))
def test_any_bytes_end_in_an_error_of_ours_or_a_briefing(data, ending, at):
    parsed(PDF[:at] + data + PDF[at:] if ending == "pdf" else data, f"x.{ending}")


@given(st.lists(st.tuples(st.text(min_size=1, max_size=20).filter(str.strip), st.text(max_size=60)), min_size=1, max_size=6))
@settings(max_examples=60)
def test_json_lists_lose_nothing(items):
    data = json.dumps([{"speaker": speaker, "content": content} for speaker, content in items]).encode()
    assert [(turn.label, turn.text) for turn in parse(data, "x.json").turns] == [
        (" ".join(speaker.split()), tidy(content)) for speaker, content in items
    ]
