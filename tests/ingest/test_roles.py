"""What somebody is here, by label, title and deeds."""

import pytest

from ingest.describing.metadata import Metadata
from tests.ingest.speaking import speaking


def test_who_only_opens_a_call_moderates():
    turns = [
        ("MR PRIOR", "Thanks for joining this call. With that, I will turn it over to Deputy Secretary Keon."),
        ("DEPUTY SECRETARY KEON", "Thank you. We outlined the next steps last week."), ("MODERATOR", "Kylie."), ("QUESTION", "How long?"), ("DEPUTY SECRETARY KEON", "A week."),
    ]  # fmt: skip
    assert [each.speaker.role for each in speaking(turns)] == ["moderator", "official", "moderator", "press", "official"]


def test_who_tells_his_office_is_an_official():
    turns = [
        ("MODERATOR", "Please welcome the Secretary."), ("MS JOHNS", "My name is Kara Johns. I’m the Acting Director of the Office to Monitor Trade here at the Department."),
        ("SECRETARY BLAKE", "Thank you, Kara."), ("MS JOHNS", "Thank you, Mr. Secretary."),
    ]  # fmt: skip
    found = speaking(turns, metadata=Metadata(title="Secretary Blake at the Launch", office="U.S. Department of State"))[1].speaker
    assert (found.role, found.title, found.speaks_for) == ("official", "Acting Director of the Office to Monitor Trade", "United States")


def test_first_names_by_which_officials_speak_to_each_other():
    turns = [
        ("MR. ZANT", "Good morning. Over to you, Dr. Wall."), ("DR. WALL", "Thank you, Jeff. Cases fall."), ("MR. ZANT", "Dr. Fox?"),
        ("DR. FOX", "Thanks very much, Jeff. It is so."), ("MR. ZANT", "Kevin, over to you for questions."), ("MR. MUND", "Let’s go to Ana at Reuters."),
        ("Q", "Why?"), ("DR. FOX", "Thank you for that. It is new."),
    ]  # fmt: skip
    found = [each.speaker for each in speaking(turns, metadata=Metadata(title="Press Briefing by the Response Team", office="The White House"))]
    assert [found[index].name for index in (0, 1, 5, 7)] == ["Jeff Zant", "Wall", "Mund", "Fox"]  # once alone is not enough
    assert found[0].evidence is not None
    assert turns[found[0].evidence.turn][1][found[0].evidence.start : found[0].evidence.stop] == "Jeff"


def test_the_floor_is_given_to_an_official():
    turns = [("TARIK JASAR", "Welcome. I give the floor to Dr Gebre."), ("TEODOR GEBRE", "Good morning."), ("TARIK JASAR", "First question to Salma Kith from Nation Media."), ("SALMA KITH", "Will it be shared?"), ("TEODOR GEBRE", "Yes.")]  # fmt: skip
    found = [each.speaker for each in speaking(turns, metadata=Metadata(title="WHO press conference"))]
    assert [each.role for each in found] == ["moderator", "official", "moderator", "press", "official"]
    assert (found[1].speaks_for, found[3].outlet) == ("World Health Organization", "Nation Media")


def test_names_beside_unnamed_questioners():
    turns = [
        ("CHAIRMAN ALDEN", "Good day."), ("MAUD STONE", "Sunil, you get the first question."), ("QUESTION", "What of prices?"), ("CHAIRMAN ALDEN", "They rose."),
        ("MAUD STONE", "Next is Mike Stolle of AP."), ("MIKE STOLLE", "Hi. Is it going to end?"), ("CHAIRMAN ALDEN", "We hope so."),
    ]  # fmt: skip
    found = [each.speaker for each in speaking(turns, metadata=Metadata(office="Federal Reserve"))]
    assert [each.role for each in found] == ["official", "moderator", "press", "official", "moderator", "press", "official"]
    assert (found[5].name, found[5].outlet) == ("Mike Stolle", "AP")


def test_a_spokesperson_who_only_calls_outlets_moderates():
    turns = [
        ("NATO Spokesperson Ona Lund", "Good afternoon. We will start with the statements."), ("NATO Secretary General Lars Holm", "Welcome."),
        ("NATO Spokesperson Ona Lund", "We will go to Harbour News, the lady in the second row."), ("Question", "Why now?"),
        ("NATO Secretary General Lars Holm", "It is time that we did."), ("NATO Spokesperson Ona Lund", "Thank you. That is all."),
    ]  # fmt: skip
    found = [each.speaker for each in speaking(turns, metadata=Metadata(title="Press conference", office="NATO"))]
    assert [each.role for each in found] == ["moderator", "official", "moderator", "press", "official", "moderator"]
    assert found[3].outlet == "Harbour News"


def test_names_as_labels():
    turns = [
        ("CHAIR PELL", "Good afternoon. I look forward to your questions."), ("MAUD SMYTH", "James Porter."), ("JAMES PORTER", "Hi there. James Porter with the Financial Herald Times. Why?"),
        ("CHAIR PELL", "Because of the data we have."), ("MAUD SMYTH", "Okay. Steve Lind."), ("STEVE LIND", "And when?"), ("CHAIR PELL", "In time."),
    ]  # fmt: skip
    found = [each.speaker for each in speaking(turns, metadata=Metadata(office="Federal Reserve"))]
    assert [each.role for each in found] == ["official", "moderator", "press", "official", "moderator", "press", "official"]
    assert (found[2].name, found[2].outlet, found[5].name) == ("James Porter", "Financial Herald Times", "Steve Lind")
    assert found[0].speaks_for == "Federal Reserve"


def test_a_meeting_without_officials_names_no_press():
    turns = [
        ("Project Manager", "Shall we start?"),
        ("Industrial Designer", "Yes."),
        ("Project Manager", "What about the cost?"),
        ("Marketing", "It is high."),
    ]
    assert {each.speaker.role for each in speaking(turns, metadata=Metadata())} == {"other"}


def test_initials_with_a_key():
    header = ("Speaker key:", "TJ Tarik Jasar", "TAG Dr Teodor Adan Gebre", "UNK Unidentified speaker")
    turns = [("TJ", "Welcome. I give the floor to Dr Teodor."), ("TAG", "Thank you, Tarik."), ("UNK", "Hello?")]
    assert [each.speaker.name for each in speaking(turns, *header, metadata=Metadata())][:2] == ["Tarik Jasar", "Teodor Adan Gebre"]


def test_two_officials_of_one_surname():
    turns = [("MS. SMITH", "Good morning. Carl, over to you."), ("MR. SMITH", "Thanks, Ann. It is balanced."), ("Q", "How much?"), ("MR. SMITH", "Four."), ("Q", "Is he well?"), ("MS. SMITH", "He is.")]  # fmt: skip
    title = "Briefing by Press Secretary Ann Smith and Budget Director Carl Smith"
    found = speaking(turns, metadata=Metadata(title=title, office="The White House"))
    assert [each.speaker.name for each in found] == ["Ann Smith", "Carl Smith", "", "Carl Smith", "", "Ann Smith"]


def test_the_header_announces_who_moderates():
    header = ("Shri Suresh Dasa – Governor", "Moderator: Yogesh Daya, Chief Manager")
    turns = [
        ("Yogesh Daya", "Good afternoon. We start with Ankit."), ("Ankit Misra, Moneydesk News", "Sir, is the stance changing?"),
        ("Suresh Dasa", "The stance remains."), ("Yogesh Daya", "Thank you, sir."),
    ]  # fmt: skip
    found = [each.speaker for each in speaking(turns, "Press conference", *header, metadata=Metadata(title="Press conference"))]
    assert [each.role for each in found] == ["moderator", "press", "official", "moderator"]
    assert found[2].title == "Governor"


def test_who_calls_reporters_moderates_though_his_label_gives_a_house():
    turns = [
        ("Jackie Ginn – Space News Office", "Let's start with Mike Sarfi."), ("Mike Sarfi – mission manager", "Thank you, Jackie. We will try on Saturday."),
        ("Jackie Ginn", "First is Marcia Dunn with the Associated Press."), ("Marcia Dunn – Associated Press", "Hi. What are the chances?"), ("Mike Sarfi", "Good."),
    ]  # fmt: skip
    found = [each.speaker for each in speaking(turns, metadata=Metadata(title="Media Teleconference"))]
    assert [each.role for each in found] == ["moderator", "official", "moderator", "press", "official"]


@pytest.mark.parametrize(
    ("full", "initials"),
    [(("Max VERMEER", "Lando NORTH"), ("MV", "LN")), (("DAVID ROTH (DR)", "RUTH KELL (RK)"), ("DR", "RK"))],
    ids=["fitting", "given"],
)
def test_initials_of_a_full_label(full, initials):
    turns = [(label, "Very good. The car was great.") for label in (*full, *initials)]
    found = [each.speaker.name for each in speaking(turns, metadata=Metadata(title="Press conference"))]
    assert found[:2] == found[2:]
    assert all(" " in name for name in found)
