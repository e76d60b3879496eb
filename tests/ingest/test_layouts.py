"""Every label and artefact of transcripts in the wild: what the parser makes of it (layouts.txt), or why it is left alone; layouts beyond (offices.txt)."""

import re
from pathlib import Path

import pytest

from ingest.cutting.turns import cut
from ingest.readers import read


def rows(name):
    """Entry, file name, transcript and turns of every row of a file."""
    text = (Path(__file__).parent / name).read_text("utf-8") + "\n"
    return re.findall(r"^==== (\S+) (\S+)\n(.*?)\n----\n(.*?)\n?$(?=\n(?:====|\Z))", text, re.M | re.S)


CATALOGUE, OFFICES = rows("layouts.txt"), rows("offices.txt")

LEFT_ALONE = {
    64: "page furniture is taken off by the PDF reader: see test_readers.py, where a PDF is made",
    82: "captions without speakers hold no turns: an error with its reason",
    84: "a copy in other words cannot be told from an original by its layout",
}


def turns(text, name):
    """The turns of a layout as they are written in layouts.txt."""
    data = text.replace("⍽", "\xa0").replace("·", " ").encode()
    return [f"{turn.label} | {turn.text}".replace("\n", " ⏎ ") for turn in cut(read(data, name)).turns]


@pytest.mark.parametrize(
    ("entry", "name", "text", "expected"), CATALOGUE + OFFICES, ids=[f"{row[0]}-{at}" for at, row in enumerate(CATALOGUE + OFFICES)]
)
def test_layout(entry, name, text, expected):
    assert turns(text, name) == expected.strip("\n").split("\n") if expected.strip() else not turns(text, name)


def test_every_entry_of_the_catalogue_has_a_row_or_a_reason():
    assert {int(row[0]) for row in CATALOGUE} | set(LEFT_ALONE) == set(range(1, 86))
