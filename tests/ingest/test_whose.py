"""Whose official somebody is, and who is none."""

import pytest

from ingest.describing.metadata import Metadata
from tests.ingest.speaking import HEADER, speaking


def test_whose_official():
    title = "Secretary Blake and Moroccan Foreign Minister Nasser Boura at a Joint Press Availability"
    turns = [
        ("FOREIGN MINISTER BOURA", "(Via interpreter) Welcome."), ("SECRETARY BLAKE", "Thank you."), ("MR PRIOR", "Our first question goes to Conor Finn, ABC News."),
        ("QUESTION", "For both: why?"), ("SECRETARY BLAKE", "Conor, thank you."), ("FOREIGN MINISTER BOURA", "As I said before, it is so."),
    ]  # fmt: skip
    found = [each.speaker for each in speaking(turns, metadata=Metadata(title=title, office="U.S. Department of State"))]
    assert [each.speaks_for for each in found] == ["Morocco", "United States", "", "", "United States", "Morocco"]
    assert [each.role for each in found] == ["official", "official", "moderator", "press", "official", "official"]


def test_whose_official_by_the_moderators_words():
    turns = [
        ("MODERATOR", "I now invite Abdul bin Rashad Al Zaman, minister of foreign affairs of the Kingdom of Bahrain, to address us."),
        ("FOREIGN MINISTER AL ZAMAN", "Thank you."),
        ("MODERATOR", "Now Karim Bouzid, Minister of Foreign Affairs, African Cooperation and Moroccan Expatriates of the Kingdom of Morocco."),
        ("FOREIGN MINISTER BOUZID", "I thank you."),
        ("MODERATOR", "We are joined by Lena Hart, the U.S. Ambassador to Seychelles."),
        ("AMBASSADOR HART", "Good day."),
    ]
    found = [each.speaker for each in speaking(turns, metadata=Metadata(title="Joint Press Statements"))][1::2]
    assert [(each.name, each.speaks_for) for each in found] == [
        ("Abdul bin Rashad Al Zaman", "Bahrain"),
        ("Karim Bouzid", "Morocco"),
        ("Lena Hart", "United States"),
    ]
    assert found[1].title.endswith("African Cooperation and Moroccan Expatriates of the Kingdom of Morocco")


def test_the_host_of_remarks_abroad():
    title = "Remarks by President Bent and Alliance Secretary General Jens Stolt | Madrid, Spain"
    turns = [("PRESIDENT BENT", "Well, Jens, thank you."), ("SECRETARY GENERAL STOLT", "Thank you, dear Joe.")]
    assert speaking(turns, metadata=Metadata(title=title, office="The White House"))[0].speaker.speaks_for == "United States"
    assert speaking(turns, metadata=Metadata(title=title, office="Office of the Presidency"))[0].speaker.speaks_for == ""


def test_guests_and_staff_are_no_officials():
    turns = [
        ("MR PRIOR", "Good afternoon. With that, I’ll turn it over to you, Olive."), ("MS. RODAS", "It is an honour to spread the message here. " * 5),
        ("MR PRIOR", "Thank you. Yes."), ("QUESTION", "Why?"), ("MR PRIOR", "Because."), ("MS. DALE", "We have time for one more."), ("QUESTION", "When?"), ("MR PRIOR", "In May."),
    ]  # fmt: skip
    found = [each.speaker.role for each in speaking(turns, HEADER, metadata=Metadata(title="Press Briefing", office="The White House"))]
    assert (found[1], found[5]) == ("other", "moderator")


@pytest.mark.parametrize(
    ("label", "title", "expected"),
    [
        ("MINISTER FOR VETERANS’ AFFAIRS", "Launch with the Minister for Veterans’ Affairs, the Hon. Dan Teal MP", ("Dan Teal", "Australia")),
        ("ROSEN", "Doorstop", ("Rosen", "Australia")),
        ("PREMIER GIDDEN", "Joint doorstop", ("Gidden", "")),
    ],
)
def test_officials_beside_a_prime_minister(label, title, expected):
    turns = [
        ("PM", "Welcome."),
        ("JOURNALIST", "Is it done?"),
        (label, "Look, a lot of detailed work has been done, and some of the money has been spent already by the states as well."),
    ]
    found = speaking(turns, metadata=Metadata(title=title, office="Prime Minister of Australia"))[2].speaker
    assert (found.name, found.role, found.speaks_for) == (expected[0], "official", expected[1])


def test_an_institution_has_no_prime_minister():
    title = "Press conference with NATO Secretary General Lars Holm and the Prime Minister of Norway, Inga Dahl"
    turns = [
        ("NATO Secretary General Lars Holm", "Welcome."),
        ("Prime Minister Inga Dahl", "Thank you."),
        ("Prime Minister Osk Berg", "I thank you as well."),
    ]
    found = [each.speaker for each in speaking(turns, metadata=Metadata(title=title, office="NATO"))]
    assert [each.speaks_for for each in found] == ["NATO", "Norway", ""]
    assert found[1].title == "Prime Minister of Norway"


def test_of_two_prime_ministers_one_is_a_guest():
    turns = [
        ("PRIME MINISTER MORE", "Good to have Jane here."),
        ("PRIME MINISTER ARDEN", "Thank you."),
        ("JOURNALIST", "Why now?"),
        ("PRIME MINISTER MORE", "It is time."),
    ]
    unsaid = [each.speaker.speaks_for for each in speaking(turns, metadata=Metadata(title="Press Conference", office="Prime Minister of Australia"))]
    assert unsaid == ["", "", "", ""]
    called = [("PRIME MINISTER" if label.endswith("MORE") else label, text) for label, text in turns]
    found = [each.speaker for each in speaking(called, metadata=Metadata(title="Press Conference", office="Prime Minister of Australia"))]
    assert [(each.name, each.speaks_for) for each in found] == [("", "Australia"), ("Arden", ""), ("", ""), ("", "Australia")]
    title = "Press Conference with the Prime Minister of New Zealand, Jane Arden"
    said = [each.speaker.speaks_for for each in speaking(turns, metadata=Metadata(title=title, office="Prime Minister of Australia"))]
    assert said == ["Australia", "New Zealand", "", "Australia"]


def test_a_department_is_no_proof_of_a_government():
    turns = [("MS. KOVA", "Good morning."), ("QUESTIONER", "Is it so?"), ("MS. KOVA", "It is.")]
    header = ("SPEAKER: Ms. Jana Kova, Director of the Communications Department, IMF", "Transcript of a press briefing")
    found = speaking(turns, *header, metadata=Metadata(title="Press Briefing"))[0].speaker
    assert (found.title, found.speaks_for) == ("Director of the Communications Department, IMF", "International Monetary Fund")
