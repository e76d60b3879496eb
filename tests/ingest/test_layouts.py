"""Every label and artefact of transcripts in the wild: what the parser makes of it (layouts.txt), or why it is left alone."""

import re
from pathlib import Path

import pytest

from ingest.cutting.turns import cut
from ingest.readers import read

ROWS = re.findall(r"^==== (\d+) (\S+)\n(.*?)\n----\n(.*?)\n$", (Path(__file__).parent / "layouts.txt").read_text("utf-8") + "\n", re.M | re.S)

LEFT_ALONE = {
    64: "page furniture is taken off by the PDF reader: see test_readers.py, where a PDF is made",
    68: "“PM ( cont)” after a page break is kept as a label of its own: the record prints it so, and the same speaker goes on",
    82: "captions without speakers hold no turns: an error with its reason",
    84: "a copy in other words cannot be told from an original by its layout",
}


def turns(text, name):
    """The turns of a layout as they are written in layouts.txt."""
    data = text.replace("⍽", "\xa0").replace("·", " ").encode()
    return [f"{turn.label} | {turn.text}".replace("\n", " ⏎ ") for turn in cut(read(data, name)).turns]


@pytest.mark.parametrize(("entry", "name", "text", "expected"), ROWS, ids=[f"{row[0]}-{number}" for number, row in enumerate(ROWS)])
def test_layout(entry, name, text, expected):
    assert turns(text, name) == expected.split("\n")


def test_every_entry_of_the_catalogue_has_a_row_or_a_reason():
    assert {int(row[0]) for row in ROWS} | set(LEFT_ALONE) == set(range(1, 86))
