"""Who speaks each turn, from whole small transcripts."""

import pytest

from ingest.describing.metadata import Metadata
from ingest.document import Cut, Line, RawTurn
from ingest.speakers.naming import name_speakers
from rag.types import Speaker

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


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        pytest.param(
            [("MR PRIOR", "Good afternoon.\nKylie."), ("QUESTION", "Is there news?"), ("MR PRIOR", "No."), ("QUESTION", "And tomorrow?")],
            [OFFICIAL, press("Kylie"), OFFICIAL, press("Kylie")],
            id="a name holds until the next call",
        ),
        pytest.param(
            [
                ("MR PRIOR", "Kylie."),
                ("QUESTION", "Is there news?"),
                ("MR PRIOR", "There is none that I could give you here today.\nYes."),
                ("QUESTION", "On Iran?"),
            ],
            [OFFICIAL, press("Kylie"), OFFICIAL, press()],
            id="a call without a name ends it",
        ),
        pytest.param(
            [("MR PRIOR", "Kylie."), ("QUESTION", "News?"), ("MR PRIOR", "None."), ("QUESTION", "Thank you."), ("QUESTION", "May I ask?")],
            [OFFICIAL, press("Kylie"), OFFICIAL, press("Kylie"), press()],
            id="a second questioner in a row is somebody else",
        ),
        pytest.param(
            [
                ("MR PRIOR", "Let me go to the phones. Tara Copp, Defense One."),
                ("QUESTION", "Hi, can you hear me?"),
                ("MR PRIOR", "I can. Go ahead."),
                ("QUESTION", "Great. How many ships?"),
                ("MR PRIOR", "Six, Tara. I'll come to you, Peter."),
                ("QUESTION", "Who pays?"),
            ],
            [OFFICIAL, press("Tara Copp", "Defense One"), OFFICIAL, press("Tara Copp", "Defense One"), OFFICIAL, press()],
            id="a test of the line is no question, a promise no call",
        ),
        pytest.param(
            [
                ("MR PRIOR", "Welcome. Yes, Anna."),
                ("QUESTION", "First?"),
                ("MR PRIOR", "Yes, it is so.\nYes."),
                ("QUESTION", "What of it?"),
                ("MR PRIOR", "Well, Matt, I said it."),
                ("QUESTION", "But why?"),
            ],
            [OFFICIAL, press("Anna"), OFFICIAL, press("Matt"), OFFICIAL, press("Matt")],
            id="a reply names its questioner",
        ),
        pytest.param(
            [("MR PRIOR", "Sure."), ("QUESTION", "Can I ask about Sudan?"), ("MR PRIOR", "Sudan."), ("QUESTION", "Yes, is there a plan?")],
            [OFFICIAL, press(), OFFICIAL, press()],
            id="an echo is no call",
        ),
        pytest.param(
            [("MR PRIOR", "Nadia."), ("QUESTION", "— prayer —"), ("QUESTION", "Mr. Prior —"), ("MR PRIOR", "Go, Nadia."), ("QUESTION", "Why?")],
            [OFFICIAL, press("Nadia"), press(), OFFICIAL, press("Nadia")],
            id="a shout between is somebody else's",
        ),
        pytest.param(
            [
                ("MR PRIOR", "Go ahead, Jordan."),
                ("QUESTION", "Why?"),
                ("MR PRIOR", "We met in Amman. Ed, it’s so good to have you back."),
                ("QUESTION", "Who?"),
            ],
            [OFFICIAL, press("Jordan"), OFFICIAL, press("Ed")],
            id="a name that is a place, and a welcome, call",
        ),
        pytest.param(
            [
                ("MODERATOR", "We’ll go to Bea Goodwin at WebRx."),
                ("QUESTION", "Hello?"),
                ("MODERATOR", "Oh, Wanda, you’re there."),
                ("QUESTION", "Sorry. How many?"),
                ("MR PRIOR", "Six."),
            ],
            [("", "moderator", "", ""), press("Wanda"), ("", "moderator", "", ""), press("Wanda"), OFFICIAL],
            id="who is heard is told so by name",
        ),
        pytest.param(
            [
                ("MR PRIOR", "Welcome. Yes, Anna."),
                ("QUESTION", "First?"),
                ("MR PRIOR", "We did.\nYes."),
                ("QUESTION", "And the visit?"),
                ("MR PRIOR", "What I would say, Nora, is that it is planned."),
                ("QUESTION", "When?"),
            ],
            [OFFICIAL, press("Anna"), OFFICIAL, press("Nora"), OFFICIAL, press()],
            id="a name set off by commas in what he would say",
        ),
        pytest.param(
            [("MR PRIOR", "Thanks, all.\nHey, Josh."), ("QUESTION", "Good to see you."), ("MR PRIOR", "Go ahead, M.J."), ("QUESTION", "Why?")],
            [OFFICIAL, press("Josh"), OFFICIAL, press("M.J.")],
            id="a greeting calls, and initials",
        ),
        pytest.param(
            [
                ("MODERATOR", "Megan Myer, please."),
                ("QUESTION", "Hi, thanks so much. This is Lara. How long?"),
                ("MR PRIOR", "A year, we are told by them all."),
            ],
            [("", "moderator", "", ""), press("Lara"), OFFICIAL],
            id="who says another name is not who was called",
        ),
        pytest.param(
            [
                ("MODERATOR", "Well, Megan, why don’t you offer your question now?"),
                ("QUESTION", "It is about them. Will they be able to come?"),
                ("MR PRIOR", "Lara, on your first question, I do not know."),
            ],
            [("", "moderator", "", ""), press("Megan"), OFFICIAL],
            id="who was just called asked, whomever the reply speaks to",
        ),
        pytest.param(
            [
                ("MR PRIOR", "Josh."),
                ("QUESTION", "First, is it so?"),
                ("MR PRIOR", "It is so, as we said."),
                ("QUESTION", "But just on that, there is nothing —"),
                ("MR PRIOR", "No —"),
                ("QUESTION", "— to be gained."),
                ("MR PRIOR", "Mary, there is."),
            ],
            [OFFICIAL, press("Josh"), OFFICIAL, press("Mary"), OFFICIAL, press("Mary"), OFFICIAL],
            id="a sentence in two pieces is one reporter's",
        ),
    ],
)
def test_reporters(turns, expected):
    check(turns, expected, HEADER)


def test_an_outlet_given_once_is_the_reporters_everywhere():
    turns = [
        ("MODERATOR", "Let’s go to Corinne Mavis."), ("QUESTION", "How long?"), ("MS ARDEN", "It takes ten weeks at the moment, we are told."),
        ("MODERATOR", "We have Corinne Mavis of Harbour Street Journal back in the queue. Please go ahead."), ("QUESTION", "And why?"), ("MS ARDEN", "I do not know."),
    ]  # fmt: skip
    found = [each.speaker for each in speaking(turns, "Rachel Arden, Deputy Assistant Secretary")]
    assert [each.outlet for each in found] == ["", "Harbour Street Journal", "", "", "Harbour Street Journal", ""]
    assert found[1].name == found[4].name == "Corinne Mavis"


def test_a_question_read_out_carries_its_reporter():
    turns = [
        ("MODERATOR", "I’m Jean Foster, and our briefer is Jon Pierce, Deputy Assistant Secretary at the Department of State."),
        ("MR PIERCE", "Thank you, Jean."),
        ("MODERATOR", "It’s from James Carten of the Northern Press. He asked: “Is there a date?”"),
        ("MR PIERCE", "There is none."),
    ]  # fmt: skip
    found = speaking(turns)
    assert found[0].speaker.name == "Jean Foster"
    assert found[2].relays is not None
    assert (found[2].relays.name, found[2].relays.role, found[2].relays.outlet) == ("James Carten", "press", "Northern Press")
    assert [each.relays for each in (found[0], found[1], found[3])] == [None, None, None]


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


def test_who_only_opens_a_call_moderates():
    turns = [
        ("MR PRIOR", "Thanks for joining this call. With that, I will turn it over to Deputy Secretary Keon."),
        ("DEPUTY SECRETARY KEON", "Thank you. We outlined the next steps last week."), ("MODERATOR", "Kylie."), ("QUESTION", "How long?"), ("DEPUTY SECRETARY KEON", "A week."),
    ]  # fmt: skip
    assert [each.speaker.role for each in speaking(turns)] == ["moderator", "official", "moderator", "press", "official"]


def test_guests_and_staff_are_no_officials():
    turns = [
        ("MR PRIOR", "Good afternoon. With that, I’ll turn it over to you, Olive."), ("MS. RODAS", "It is an honour to spread the message here. " * 5),
        ("MR PRIOR", "Thank you. Yes."), ("QUESTION", "Why?"), ("MR PRIOR", "Because."), ("MS. DALE", "We have time for one more."), ("QUESTION", "When?"), ("MR PRIOR", "In May."),
    ]  # fmt: skip
    found = [each.speaker.role for each in speaking(turns, HEADER, metadata=Metadata(title="Press Briefing", office="The White House"))]
    assert (found[1], found[5]) == ("other", "moderator")


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


def test_the_floor_is_given_to_an_official():
    turns = [("TARIK JASAR", "Welcome. I give the floor to Dr Gebre."), ("TEODOR GEBRE", "Good morning."), ("TARIK JASAR", "First question to Salma Kith from Nation Media."), ("SALMA KITH", "Will it be shared?"), ("TEODOR GEBRE", "Yes.")]  # fmt: skip
    found = [each.speaker for each in speaking(turns, metadata=Metadata(title="WHO press conference"))]
    assert [each.role for each in found] == ["moderator", "official", "moderator", "press", "official"]
    assert (found[1].speaks_for, found[3].outlet) == ("World Health Organization", "Nation Media")


def test_initials_with_a_key():
    header = ("Speaker key:", "TJ Tarik Jasar", "TAG Dr Teodor Adan Gebre", "UNK Unidentified speaker")
    turns = [("TJ", "Welcome. I give the floor to Dr Teodor."), ("TAG", "Thank you, Tarik."), ("UNK", "Hello?")]
    assert [each.speaker.name for each in speaking(turns, *header, metadata=Metadata())][:2] == ["Tarik Jasar", "Teodor Adan Gebre"]


def test_names_beside_unnamed_questioners():
    turns = [
        ("CHAIRMAN ALDEN", "Good day."), ("MAUD STONE", "Sunil, you get the first question."), ("QUESTION", "What of prices?"), ("CHAIRMAN ALDEN", "They rose."),
        ("MAUD STONE", "Next is Mike Stolle of AP."), ("MIKE STOLLE", "Hi. Is it going to end?"), ("CHAIRMAN ALDEN", "We hope so."),
    ]  # fmt: skip
    found = [each.speaker for each in speaking(turns, metadata=Metadata(office="Federal Reserve"))]
    assert [each.role for each in found] == ["official", "moderator", "press", "official", "moderator", "press", "official"]
    assert (found[5].name, found[5].outlet) == ("Mike Stolle", "AP")


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


def test_a_spokesperson_who_only_calls_outlets_moderates():
    turns = [
        ("NATO Spokesperson Ona Lund", "Good afternoon. We will start with the statements."), ("NATO Secretary General Lars Holm", "Welcome."),
        ("NATO Spokesperson Ona Lund", "We will go to Harbour News, the lady in the second row."), ("Question", "Why now?"),
        ("NATO Secretary General Lars Holm", "It is time that we did."), ("NATO Spokesperson Ona Lund", "Thank you. That is all."),
    ]  # fmt: skip
    found = [each.speaker for each in speaking(turns, metadata=Metadata(title="Press conference", office="NATO"))]
    assert [each.role for each in found] == ["moderator", "official", "moderator", "press", "official", "moderator"]
    assert found[3].outlet == "Harbour News"


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


def test_two_officials_of_one_surname():
    turns = [("MS. SMITH", "Good morning. Carl, over to you."), ("MR. SMITH", "Thanks, Ann. It is balanced."), ("Q", "How much?"), ("MR. SMITH", "Four."), ("Q", "Is he well?"), ("MS. SMITH", "He is.")]  # fmt: skip
    title = "Briefing by Press Secretary Ann Smith and Budget Director Carl Smith"
    found = speaking(turns, metadata=Metadata(title=title, office="The White House"))
    assert [each.speaker.name for each in found] == ["Ann Smith", "Carl Smith", "", "Carl Smith", "", "Ann Smith"]


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


def test_every_name_points_at_its_words():
    turns = [
        ("MR PRIOR", "Welcome.\nKylie."),
        ("QUESTION", "News?"),
        ("MR PRIOR", "Well, Kylie, none."),
        ("QUESTION", "I am Karl Mund from Tagblatt. Any date?"),
    ]
    for each in speaking(turns, HEADER):
        span = each.speaker.evidence
        if span is not None:
            assert turns[span.turn][1][span.start : span.stop].split()[0].strip(".,") in each.speaker.name


def test_nothing_is_named_without_evidence():
    turns = [("Q", "Is it so?"), ("SENIOR ADMINISTRATION OFFICIAL", "It is."), ("Q", "And why?"), ("SENIOR ADMINISTRATION OFFICIAL TWO", "Because.")]
    found = [each.speaker for each in speaking(turns, metadata=Metadata(office="The White House"))]
    assert [each.name for each in found] == [""] * 4
    assert found[1] == Speaker(role="official", speaks_for="United States")


def test_initials_alone_are_no_first_name():
    told = speaking([("MODERATOR", "Our briefer today is J. R. Okafor."), ("MR. OKAFOR", "Thank you. The line will open in May.")])
    assert told[1].speaker.name == "Okafor"
