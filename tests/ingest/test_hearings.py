"""Hearings, and sittings of parliaments and councils."""

import pytest

from ingest.describing.metadata import Metadata
from tests.ingest.speaking import speaking


def test_members_of_a_committee():
    header = (
        "COMMITTEE ON TRADE",
        "HEARING",
        "DENNIS MORE, Kansas      SCOTT GARDE, New Jersey GWEN MORE, Wisconsin",
        "WITNESSES",
        "Scott, Joel",
        "APPENDIX",
    )
    turns = [("The Chairman", "The hearing will come to order."), ("Mr. More of Kansas", "Is it so?"), ("Mr. Scott", "It is."), ("Ms. More of Wisconsin", "Why?"), ("Mr. Garde", "When?")]  # fmt: skip
    found = speaking(turns, *header, metadata=Metadata())
    assert [each.speaker.name for each in found][1:] == ["Dennis More", "Scott", "Gwen More", "Scott Garde"]


def test_a_council_whose_members_speak_for_their_countries():
    turns = [
        ("The President (spoke in French)", "I now give the floor to Ms. Nakano."), ("Ms. Nakano", "I thank you, Mr. President. Thousands have fled."),
        ("Mr. Orlin (Russian Federation) (spoke in Russian)", "We have asked for this meeting."), ("Dame Ada Wood (United Kingdom)", "I will be brief."),
    ]  # fmt: skip
    found = [each.speaker for each in speaking(turns, "Security Council", "9126th meeting", metadata=Metadata(office="United Nations"))]
    assert [(each.name, each.role, each.speaks_for) for each in found] == [
        ("", "moderator", ""), ("Nakano", "other", ""), ("Orlin", "official", "Russia"), ("Ada Wood", "official", "United Kingdom"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "turns"),
    [
        (
            "Deutscher Bundestag, 12. Sitzung",
            (("Präsidentin Berta Bast", "moderator"), ("Steffi Lemke (BÜNDNIS)", "other"), ("Ministerin Ada Roth", "other"), ("Dr. Max Must (CDU/CSU)", "other")),
        ),
        (
            "House of Commons Debates",
            (("The Speaker", "moderator"), ("Mr. Luc Theri (La Prairie, BQ)", "other"), ("Hon. Chris Freel (Minister of Finance, Lib.)", "official"), ("Hon. Chris Freel", "official")),
        ),
        (
            "Diario de sesiones del Congreso de los Diputados",
            (("La señora PRESIDENTA", "moderator"), ("El señor MARÍN TORO", "other"), ("La señora MINISTRA DE HACIENDA (Ribas Soler)", "official")),
        ),
    ],
)  # fmt: skip
def test_a_sitting(header, turns):
    found = speaking([(label, "Thank you. When will it be paid?") for label, _ in turns], header, metadata=Metadata())
    assert [each.speaker.role for each in found] == [role for _, role in turns]
    assert {each.speaker.outlet for each in found} == {""}
