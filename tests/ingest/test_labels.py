"""What is a label and what only looks like one, by the evidence of the whole document; layouts that no catalogue names."""

import pytest

from ingest.cutting.turns import cut
from ingest.readers import read
from tests.shared import SAMPLES


def labels(text, name="x.txt"):
    return [turn.label for turn in cut(read(text.encode(), name)).turns]


def talk(*pairs, sep=": "):
    return "\n\n".join(f"{label}{sep}{words}" for label, words in pairs)


@pytest.mark.parametrize(
    ("pairs", "sep"),
    [
        ([("Reporter", "Is it so?"), ("Minister MOTEGI", "It is."), ("Reporter", "Why?"), ("Minister MOTEGI", "So.")], ": "),
        (
            [
                ("Lavrov", "Welcome."),
                ("Question (Reuters)", "Why?"),
                ("Lavrov", "So."),
                ("Question", "And?"),
                ("Lavrov", "No."),
            ],
            ": ",
        ),
        ([("Question", "Why?"), ("Sergey Doe", "So."), ("Question (retranslated)", "And?"), ("Sergey Doe", "No.")], ": "),
        (
            [
                ("China Daily", "What of it?"),
                ("Mao Roe", "Good."),
                ("Reuters", "And?"),
                ("Mao Roe", "No."),
                ("Bloomberg", "One more."),
                ("Mao Roe", "No."),
            ],
            ": ",
        ),
        (
            [
                ("Jane Doe, Spokesperson", "We go to Reuters."),
                ("Andrew Roe, Reuters", "Why?"),
                ("Jane Doe", "So."),
                ("Ann Poe, BBC", "And?"),
                ("Jane Doe", "No."),
            ],
            ": ",
        ),
        ([("[Moderator]", "Welcome."), ("[Jane Doe]", "Thanks."), ("[Reporter 1]", "Why?"), ("[Jane Doe]", "So.")], ": "),
        ([("JANE DOE", "Welcome."), ("REPORTER", "Why?"), ("JANE DOE", "So."), ("REPORTER", "And?")], " - "),
        ([("汪文斌", "我们反对。"), ("法新社记者", "为什么？"), ("汪文斌", "没有。"), ("路透社记者", "还有吗？"), ("汪文斌", "没有。")], "："),
        ([("Q", "Why?"), ("A", "So."), ("Q", "And?"), ("A", "No.")], ": "),
        ([("MR. DOE", "Hello."), ("QUESTIONER", "Ukraine: what next?"), ("MR. DOE", "We go on."), ("QUESTIONER", "Thanks.")], ": "),
    ],
)
def test_unseen_layouts_with_regular_labels(pairs, sep):
    assert labels(talk(*pairs, sep=sep)) == [label for label, _ in pairs]


@pytest.mark.parametrize(
    "line",
    [
        "Correction: it was Tuesday.",
        "To Secretary Blinken: we agree.",
        "First: the treaty.",
        "One: it is late.",
        "Ukraine: the war goes on.",
        "On Russia: we are clear.",
        "America: it is ours.",
        "Note: this is provisional.",
        "Bottom line: it works.",
        "The Washington Post: “It is a deal.”",
        "Dr. Walensky: “We have the data,” she said.",
        "Let me say this: it is late.",
        "My question is: why now?",
        "NATO: what of it?",
    ],
)
def test_lines_that_look_like_labels_stay_in_their_turn(line):
    text = f"MS. PSAKI:  Here it is.\n\n{line}\n\nQ    Why?\n\nMS. PSAKI:  So.\n\nQ    And?\n\nMS. PSAKI:  No.\n\nMR. DEESE:  Hello.\n\nQ    Who?"
    found = cut(read(text.encode(), "x.txt")).turns
    assert [turn.label for turn in found] == ["MS. PSAKI", "Q", "MS. PSAKI", "Q", "MS. PSAKI", "MR. DEESE", "Q"]
    assert found[0].text.endswith(line)


@pytest.mark.parametrize(
    "text",
    [
        "Pancakes: a guide\n\nIngredients: flour, milk.\n\nStep 1: mix.\n\nStep 2: bake.\n\nServes: four.",
        "The ministry said on Monday that talks had begun.\n\nBackground: they met in 2019.\n\nContact: press@example.org",
        "**Ann Doe, MD**\n\nAnn Doe is a physician.\n\n**Bob Roe, RN**\n\nBob Roe is a nurse.\n\n**Carl Poe**\n\nCarl Poe is a student.",
        "FOR IMMEDIATE RELEASE\n\nWASHINGTON - The ministry spoke.\n\nGENEVA - It spoke again.",
        "1. Open the lid.\n\n2. Close the lid.\n\nWarning: hot.",
    ],
)
@pytest.mark.parametrize("name", ["x.txt", "x.md"])
def test_pages_without_speakers_have_no_labels(text, name):
    assert labels(text, name) == []


def test_labels_of_header_and_footer_are_no_turns():
    said = talk(("MS. DOE", "Good morning."), ("QUESTIONER", "Why?"), ("MS. DOE", "So."), ("QUESTIONER", "And?"), ("MS. DOE", "No."))
    text = f"SPEAKER: Ms. Ann Doe, Director of Communications\n\n{said}\n\n* * * *\n\nPRESS OFFICER: Max Roe\n\nPhone: 555"
    assert labels(text) == ["MS. DOE", "QUESTIONER", "MS. DOE", "QUESTIONER", "MS. DOE"]


def test_unsure_labels_are_said_to_be_so():
    unsure = cut(read(b"Jane Doe: Good morning.\n\nJohn Roe: Is it so?\n\nJane Doe: It is.", "x.txt"))
    assert [turn.label for turn in unsure.turns] == ["Jane Doe", "John Roe", "Jane Doe"]
    assert "not sure" in unsure.notes[0].note


def test_a_page_footer_outside_the_transcript_is_left_out():
    said = "<p>MS. DOE: Good morning.</p><p>Q Why?</p><p>MS. DOE: So.</p>"
    page = f"<main><div>{said}</div></main><div><p>Stay in touch. Sign up for our letter.</p></div>"
    assert cut(read(page.encode(), "x.html")).turns[-1].text == "So."


@pytest.mark.parametrize("name", ["foreign-press-centre-readout.txt", "department-press-briefing.html", "press-secretary-briefing.md"])
def test_a_sample_gives_the_same_turns_without_its_markup(name):
    document = read((SAMPLES / name).read_bytes(), name)
    text = "\n\n".join(line.text for line in document.lines)
    plain = cut(read(text.encode(), "x.txt")).turns
    assert [(turn.label, turn.text) for turn in plain] == [(turn.label, turn.text) for turn in cut(document).turns]


def test_a_row_of_stars_inside_the_transcript_ends_nothing():
    said = cut(read(b"MS. DOE: Good morning.\n\n* * *\n\nWe go on.\n\nQ: Why?\n\nMS. DOE: So.\n\n* * *\n\nAbout us", "x.txt")).turns
    assert [turn.text for turn in said] == ["Good morning.\nWe go on.", "Why?", "So."]


def test_an_opening_without_a_label_is_by_the_only_one_who_does_not_ask():
    text = "Noon briefing\n\nGood afternoon. I have two notes today on the talks in the north, and one on travel.\n\n{}"
    one = cut(read(text.format(talk(("Question", "Why?"), ("Spokesman", "So."), ("Question", "And?"), ("Spokesman", "No."))).encode(), "x.txt")).turns
    two = cut(read(text.format(talk(("Mr. Doe", "Hi."), ("Question", "Why?"), ("Ms. Roe", "So."), ("Mr. Doe", "No."))).encode(), "x.txt")).turns
    assert [(turn.label, turn.known_as) for turn in (one[0], two[0])] == [("", "Spokesman"), ("", "")]


def test_interviews_told_by_type_alone():
    page = "<h1>Interview</h1>" + "".join(f"<p><b>Is it {word}?</b></p><p>It is.</p>" for word in ("so", "late", "far"))
    found = cut(read(page.encode(), "x.html"))
    assert [(turn.label, turn.known_as) for turn in found.turns] == [("", "Q"), ("", "A")] * 3
    assert "no speaker labels are printed" in found.notes[0].note
