"""Every label and artefact of transcripts in the wild: what the parser makes of it (layouts.txt), or why it is left alone;
layouts beyond (offices.txt, parliaments.txt)."""

import re
from pathlib import Path

import pytest

from ingest.cutting.turns import cut
from ingest.describing.metadata import describe
from ingest.readers import read


def rows(name):
    """Entry, file name, transcript and turns of every row of a file."""
    text = (Path(__file__).parent / name).read_text("utf-8") + "\n"
    return re.findall(r"^==== (\S+) (\S+)\n(.*?)\n----\n(.*?)\n?$(?=\n(?:====|\Z))", text, re.M | re.S)


CATALOGUE, OFFICES = rows("layouts.txt"), rows("offices.txt") + rows("parliaments.txt")

LEFT_ALONE = {
    64: "page furniture is taken off by the PDF reader: see test_readers.py, where a PDF is made",
    82: "captions without speakers hold no turns: an error with its reason",
    84: "a copy in other words cannot be told from an original by its layout",
}


def told(text, name):
    """The turns of a layout, and what the briefing says of itself, as they are written in layouts.txt."""
    document = read(text.replace("⍽", "\xa0").replace("·", " ").encode(), name)
    parts = cut(document)
    facts = describe(document, parts)
    yield from (f"{turn.label} | {turn.text}".replace("\n", " ⏎ ") for turn in parts.turns)
    yield from (f"@ {name} {getattr(facts, name)}" for name in ("title", "held_on", "place", "starts", "ends"))
    yield from (f"@ rule {rule.rule}" for rule in facts.ground_rules)
    yield from (f"@ topic {topic.name} from turn {topic.turn}" for topic in facts.topics)
    yield from (f"@ note {note.note}" for note in (*parts.notes, *facts.notes))


@pytest.mark.parametrize(
    ("entry", "name", "text", "expected"), CATALOGUE + OFFICES, ids=[f"{row[0]}-{at}" for at, row in enumerate(CATALOGUE + OFFICES)]
)
def test_layout(entry, name, text, expected):
    wanted = expected.strip("\n").split("\n") if expected.strip() else []
    found = list(told(text, name))
    assert [row for row in found if not row.startswith("@")] == [row for row in wanted if not row.startswith("@")]
    assert [row for row in wanted if row.startswith("@") and row not in found] == []


def test_every_entry_of_the_catalogue_has_a_row_or_a_reason():
    assert {int(row[0]) for row in CATALOGUE} | set(LEFT_ALONE) == set(range(1, 86))
