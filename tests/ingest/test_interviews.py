"""Who asks in an interview."""

from ingest.describing.metadata import Metadata
from tests.ingest.speaking import speaking


def test_an_interview_with_names_as_labels():
    turns = [
        ("DAN FELD (VOICE-OVER)", "The secretary has had a hard week."), ("LYLE BARD, U.S. SECRETARY OF ENERGY", "The grid is safe."), ("FELD", "Is it?"), ("BARD", "It is."),
        ("FELD", "We are back."), ("BARD", "Good."),
    ]  # fmt: skip
    found = [each.speaker for each in speaking(turns, metadata=Metadata(title="INTERVIEW OF SECRETARY LYLE BARD"))]
    assert [(each.name, each.role, each.outlet) for each in found[:3]] == [
        ("Dan Feld", "press", ""),
        ("Lyle Bard", "official", ""),
        ("Dan Feld", "press", ""),
    ]


def test_an_interview_by_its_title():
    turns = [
        ("QUESTION", "Mr. Secretary, welcome."),
        ("SECRETARY BLAKE", "Hey, Walt."),
        ("QUESTION", "Russia is attacking."),
        ("SECRETARY BLAKE", "We see that."),
    ]
    found = [
        each.speaker
        for each in speaking(
            turns, metadata=Metadata(title="Secretary Anton Blake With Walt Blixen of The Situation Desk on CNN", office="U.S. Department of State")
        )
    ]
    assert [(each.name, each.outlet) for each in found if each.role == "press"] == [("Walt Blixen", "CNN")] * 2


def test_an_interview_by_two():
    turns = [
        ("QUESTION", "The news is bad."), ("SECRETARY BLAKE", "Mira, good to be with you."), ("QUESTION", "Mr. Secretary, it’s Willem Giese. Good to see you."),
        ("SECRETARY BLAKE", "Hey, Willem."), ("QUESTION", "Is it so?"), ("SECRETARY BLAKE", "It is."),
    ]  # fmt: skip
    title = "Secretary Anton Blake With Mira Brezina and Willem Giese of MSN’s Morning Jo"
    found = [each.speaker for each in speaking(turns, metadata=Metadata(title=title, office="U.S. Department of State"))]
    assert [(each.name, each.outlet) for each in found if each.role == "press"] == [
        ("Mira Brezina", "MSN"),
        ("Willem Giese", "MSN"),
        ("Willem Giese", "MSN"),
    ]
