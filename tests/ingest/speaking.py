"""Small transcripts whose speakers are named, and one check of who they are."""

from ingest.describing.metadata import Metadata
from ingest.document import Cut, Line, RawTurn
from ingest.speakers.naming import name_speakers

STATE = Metadata(office="U.S. Department of State")


def speaking(turns, *header, metadata=STATE):
    cut = Cut(tuple(Line(number, text) for number, text in enumerate(header)), tuple(RawTurn(label, text, 0) for label, text in turns))
    return name_speakers(cut, metadata)


def check(turns, expected, *header, metadata=STATE):
    """`expected`: (name, role, outlet, speaks_for) of each turn."""
    found = [each.speaker for each in speaking(turns, *header, metadata=metadata)]
    assert [(each.name, each.role, each.outlet, each.speaks_for) for each in found] == expected


OFFICIAL = ("Ned Prior", "official", "", "United States")
HEADER = "Ned Prior, Department Spokesperson"


def press(name="", outlet=""):
    return (name, "press", outlet, "")
