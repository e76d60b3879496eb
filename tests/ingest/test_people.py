"""What labels say, and the persons behind them."""

import pytest

from ingest.document import Cut, Line, RawTurn
from ingest.speakers.designations import Label, decode, edits
from ingest.speakers.people import gather
from ingest.speakers.record import Record


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Q", Label("press")),
        ("QUESTION", Label("press")),
        ("JOURNALSIT", Label("press")),
        ("MODEARTOR", Label("moderator")),
        ("Paul Fulton (Moderator)", Label("moderator", name="Paul Fulton")),
        ("WHITE HOUSE AIDE", Label("moderator")),
        ("AUDIENCE MEMBER", Label("other")),
        ("Speaker 1", Label("other")),
        ("SENIOR STATE DEPARTMENT OFFICIAL TWO", Label("anonymous", title="Senior State Department Official Two")),
        ("THE VICE PRESIDENT", Label("office", title="Vice President")),
        ("PM", Label("office", title="Prime Minister")),
        ("NSC SPOKESPERSON", Label("office", title="NSC Spokesperson")),
        ("MR. McDONOUGH", Label("person", "McDonough", "", "mr")),
        ("1. PIECHOWSKI", Label("person", "Piechowski")),
        ("SECRETAR BLINKEN", Label("person", "Blinken", "Secretary")),
        ("FOREIGN MINISTESR KOFOD", Label("person", "Kofod", "Foreign Minister")),
        ("REAR ADMIRAL JOHN KIRBY", Label("person", "John Kirby", "Rear Admiral")),
        ("AIR CHIEF MARSHAL (RETIRED) ANGUS HOUSTON", Label("person", "Angus Houston", "Air Chief Marshal")),
        ("Shri Arindam Bagchi, Official Spokesperson", Label("person", "Arindam Bagchi", "Official Spokesperson", "shri")),
        ("Official Spokesperson, Shri Gopal Baglay", Label("person", "Gopal Baglay", "Official Spokesperson", "shri")),
        ("Mr. Moore of Kansas", Label("person", "Moore", "", "mr")),
        ("AFP", Label("outlet", "AFP")),
        ("Prime Minister's spokesperson", Label("office", title="Prime Minister's Spokesperson")),
        ("Presidential Press Secretary Dmitri Orlin", Label("person", "Dmitri Orlin", "Presidential Press Secretary")),
        ("Project Manager", Label("person", "Project Manager")),
        ("Harbour News, Tanaka", Label("person", "Tanaka", outlet="Harbour News")),
        ("The Right Honourable Jean Trudel", Label("person", "Jean Trudel", courtesy="right")),
        ("Question 1 (Reuters, Balazs Kora)", Label("press", "Balazs Kora", outlet="Reuters")),
        ("Question – Leigh Toms, Reuters", Label("press", "Leigh Toms", outlet="Reuters")),
        ("Q (Daily Nation)", Label("press", outlet="Daily Nation")),
        ("Answer (President Legrand)", Label("person", "Legrand", "President")),
        ("Le Président de la Commission", Label("office", title="Président de la Commission")),
        ("Mme la présidente", Label("office", title="Présidente")),
        ("O SR. PRESIDENTE (Rogério Prado. Bloco - MG)", Label("person", "Rogério Prado", "Presidente")),
        ("El señor MARÍN TORO", Label("person", "Marín Toro", courtesy="señor")),
        ("Hon. (Dr.) Otien Amola (Rarieda, ODM)", Label("person", "Otien Amola", courtesy="hon")),
        ("Det Supt Carol Fenn", Label("person", "Carol Fenn", "Detective Superintendent")),
        ("M. D. Patil", Label("person", "M. D. Patil")),
        ("BBC Look North", Label("outlet", "BBC Look North")),
        ("Unknown reporter", Label("press")),
        ("Press Office", Label("moderator")),
        ("(問)", Label("press")),
        ("(答)", Label("office")),
        ("Pia Guterre/ABS News", Label("person", "Pia Guterre", outlet="ABS News")),
        ("Ortega, Marta", Label("person", "Ortega, Marta")),
        ("Chief Executive", Label("office", title="Chief Executive")),
        ("CHIEF WHITE", Label("person", "White", "Chief")),
        ("Mark Drake AS (First Minister)", Label("person", "Mark Drake", "First Minister")),
        ("陳部長", Label("office", title="陳部長")),
        ("SWATI RAN, BLOOMBERG", Label("person", "Swati Ran", outlet="Bloomberg")),
        ("MIA YATE, FINANCIAL REVIEW", Label("person", "Mia Yate", outlet="Financial Review")),
        ("Question (El Faro)", Label("press", outlet="El Faro")),
        ("Journalist (Laura Norm, WSJ)", Label("press", "Laura Norm", outlet="WSJ")),
        ("Host (Mina Okaf)", Label("press", "Mina Okaf")),
        ("FOLLOW-UP QUESTION DELGA", Label("press", "Delga")),
        ("SASS (Federal Foreign Office)", Label("person", "Sass", "Federal Foreign Office")),
        ("Chief Constable Ross Laid", Label("person", "Ross Laid", "Chief Constable")),
        ("DG Tour", Label("person", "Tour", "Director-General")),
        ("The MINISTER OF BASIC EDUCATION", Label("office", title="Minister of Basic Education")),
        ("Minister for Finance (Deputy Sean Ruan)", Label("person", "Sean Ruan", "Minister for Finance")),
        ("Ina Dal (Prime Minister of Norway)", Label("person", "Ina Dal", "Prime Minister of Norway")),
        ("Spokesperson for the President of the General Assembly", Label("office", title="Spokesperson for the President of the General Assembly")),
    ],
)
def test_a_label(label, expected):
    assert decode(label) == expected


def people(title, header, turns):
    cut = Cut(tuple(Line(number, text) for number, text in enumerate(header)), tuple(RawTurn(label, text, 0) for label, text in turns))
    return gather(Record(title, cut))


def check(found, label, name, title):
    assert (found[label].name, found[label].title) == (name, title)


@pytest.mark.parametrize(
    ("title", "header", "text", "label", "name", "office"),
    [
        ("", ("Ned Prior, Department Spokesperson",), "", "MR PRIOR", "Ned Prior", "Department Spokesperson"),
        (
            "Press Briefing by Press Secretary Jane Salter and Secretary of Homeland Security Alberto Mayo",
            (),
            "",
            "SECRETARY MAYO",
            "Alberto Mayo",
            "Secretary of Homeland Security",
        ),
        (
            "Press Gaggle by Press Secretary Karin Jane-Peters and NSC Coordinator for Strategic Communications John Kirk",
            (),
            "",
            "MR. KIRK",
            "John Kirk",
            "NSC Coordinator for Strategic Communications",
        ),
        (
            "Secretary Blake and Moroccan Foreign Minister Nasser Boura at a Joint Press Availability",
            (),
            "",
            "FOREIGN MINISTER BOURA",
            "Nasser Boura",
            "Moroccan Foreign Minister",
        ),
        (
            "",
            (),
            "I’m pleased to welcome our briefer, Jon Pierce, Deputy Assistant Secretary in the Bureau of Northern Affairs.",
            "1. PIERCE",
            "Jon Pierce",
            "Deputy Assistant Secretary in the Bureau of Northern Affairs",
        ),
        ("", ("RICHARD C. SHELDON, Alabama, Chairman",), "", "Chairman Sheldon", "Richard C. Sheldon", "Chairman"),
        ("Remarks by President Trent, Vice President Pell, and Members of the Task Force", (), "", "THE PRESIDENT", "Trent", "President"),
        ("", ("John Harper, Prime Minister of Australia",), "", "PRIME MINISTER", "John Harper", "Prime Minister"),
        (
            "",
            (),
            "With us is Mark Fein, Principal Advisor to the Administrator, U.S. Agency for Harbours, and our colleague.",
            "MR FEIN",
            "Mark Fein",
            "Principal Advisor to the Administrator, U.S. Agency for Harbours",
        ),
        (
            "Press Call by Coordinator for Operation Safe Welcome Jan Mark",
            (),
            "",
            "GOVERNOR MARK",
            "Jan Mark",
            "Coordinator for Operation Safe Welcome",
        ),
        (
            "Bureau of Population, Refugees, and Migration Deputy Assistant Secretary Marta Young, and Special Envoy Rick Zuna",
            (),
            "",
            "MS YOUNG",
            "Marta Young",
            "Bureau of Population, Refugees, and Migration Deputy Assistant Secretary",
        ),
        (
            "Press Briefing by Deputy Director of the National Economic Council Samira Fazil",
            (),
            "",
            "MS. FAZIL",
            "Samira Fazil",
            "Deputy Director of the National Economic Council",
        ),
        (
            "Remarks by East Asian and Pacific Affairs Assistant Secretary Dan Kreuz",
            (),
            "",
            "ASSISTANT SECRETARY KREUZ",
            "Dan Kreuz",
            "East Asian and Pacific Affairs Assistant Secretary",
        ),
        ("Remarks by Secretary of Education Betsy DeVoss", (), "", "SECRETARY DEVOSS", "Betsy DeVoss", "Secretary of Education"),
        (
            "Remarks by Prime Minister Morrow of Australia Before Bilateral Meeting",
            (),
            "",
            "PRIME MINISTER MORROW",
            "Morrow",
            "Prime Minister of Australia",
        ),
        ("On-the-Record Gaggle APNSA Jack Sully at the Summit", (), "", "MR. SULLY", "Jack Sully", ""),
        (
            "Press Briefing by Press Secretary Jane Salt, Director of Coalitions Media Luisa Pérez Fernán, and Adviser John Kirk",
            (),
            "",
            "MS. PÉREZ FERNÁN",
            "Luisa Pérez Fernán",
            "Director of Coalitions Media",
        ),
        ("Briefing by Trade Representative Ambassador Kate Tay", (), "", "AMBASSADOR TAY", "Kate Tay", "Trade Representative"),
        ("", (), "Nobody says his first name here.", "MR PRIOR", "Prior", ""),
    ],
)
def test_a_name_and_a_title(title, header, text, label, name, office):
    check(people(title, header, [("MODERATOR", text), (label, "Thank you.")]), label, name, office)


def test_one_person_under_several_labels():
    found = people(
        "",
        (),
        [
            ("REAR ADMIRAL JOHN KIRBY", "Good day."),
            ("MR. KIRBY", "Yes."),
            ("MS VILLALOBOS", "No."),
            ("MS VILLALOBOS", "No."),
            ("MS VILALOBOS", "No."),
        ],
    )
    assert found["REAR ADMIRAL JOHN KIRBY"] is found["MR. KIRBY"]
    assert found["MS VILLALOBOS"] is found["MS VILALOBOS"]
    assert found["MR. KIRBY"].name == "John Kirby"


def test_two_people_of_one_surname_stay_two():
    found = people("", (), [("JOHN REED", "Yes."), ("ALICE REED", "No.")])
    assert found["JOHN REED"] is not found["ALICE REED"]


def test_two_first_names_in_the_record_give_none():
    assert people("", (), [("MR PRIOR", "I met Karl Prior and Anna Prior.")])["MR PRIOR"].name == "Prior"


@pytest.mark.parametrize(
    ("one", "other", "count"), [("minister", "ministesr", 1), ("moderator", "modeartor", 1), ("kofod", "kofod", 0), ("a", "", 1)]
)
def test_edits(one, other, count):
    assert edits(one, other) == count


def test_a_family_name_first():
    found = people("Joint remarks", ["State Councilor WANG Yi, Foreign Minister of China"], [("WANG Yi", "Welcome."), ("MINISTER WANG", "It is so.")])
    assert found["WANG Yi"] is found["MINISTER WANG"]
    assert (found["WANG Yi"].name, found["WANG Yi"].title) == ("Wang Yi", "Foreign Minister of China")


def test_a_title_does_not_begin_with_somebody_else():
    title = "Press Gaggle by President Dow and NSC Coordinator for Strategic Communications John Kirb"
    found = people(title, [], [("MR. KIRB", "Hello."), ("THE PRESIDENT", "Hello.")])
    assert found["MR. KIRB"].title == "NSC Coordinator for Strategic Communications"
