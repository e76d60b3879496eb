"""Reporters named in what is said around them."""

import pytest

from ingest.speakers.calls import call, calls_anyone, house_called
from ingest.speakers.following import GOES_ON
from ingest.speakers.introductions import house, introduction
from ingest.speakers.mentions import akin
from ingest.speakers.relays import read_out
from ingest.speakers.vocatives import addressed


def check(mention, text, name, outlet):
    if not name:
        assert mention is None
        return
    assert mention is not None
    assert (mention.name, mention.outlet) == (name, outlet)
    assert text[mention.start : mention.stop].startswith(name)


@pytest.mark.parametrize(
    ("text", "name", "outlet"),
    [
        ("Great. Our next question comes from Paula Anders with NBT. Go ahead, Paula.", "Paula Anders", "NBT"),
        ("Great, thank you. Our next question is from Emir Kovac. Please, go ahead and ask your question.", "Emir Kovac", ""),
        ("Let’s go to the line, please, of Beata Lind.", "Beata Lind", ""),
        ("Now let’s go to the line of Carla Wolff at EVTV, Miami.", "Carla Wolff", "EVTV"),
        ("Let’s go the line Matthias Russell Vane.", "Matthias Russell Vane", ""),
        (
            "It looks like we have Corinne Mavis of Harbour Street Journal back. Corinne, if you’re with us, go on.",
            "Corinne Mavis",
            "Harbour Street Journal",
        ),
        ("We’ll take the first one from Faiza Merati, Al Noor TV.", "Faiza Merati", "Al Noor TV"),
        ("For the second question, Elina from Mint.", "Elina", "Mint"),
        ("Jeremy Dalton. CNN.", "Jeremy Dalton", "CNN"),
        ("Thank you. Katarina with Bloomberg.", "Katarina", "Bloomberg"),
        ("One moment. And Andrea, your line is open. Please, go ahead.", "Andrea", ""),
        ("Anna Sole von Hauser. Forgive me if I say that wrong. She has a question. Please go ahead, Anna.", "Anna", ""),
        ("and we will see.\nYes, Kylie.", "Kylie", ""),
        ("Great. Zeke, want to kick it off?", "Zeke", ""),
        ("With that, Marlene.", "Marlene", ""),
        ("Will.", "Will", ""),
        ("Kevin [Kevin Cork, NBC News].", "Kevin Cork", "NBC News"),
        ("Our first question goes to Mr. Pascal Dong of Jeune Afrique. Sir, please go ahead.", "Pascal Dong", "Jeune Afrique"),
        ("First on the phone, Mike Blank, Northern Press. Line open.", "Mike Blank", "Northern Press"),
        ("Go, Nandi.", "Nandi", ""),
        ("We will see.\nAll right. Oh, Rachel, last one.", "Rachel", ""),
        ("Stay tuned.\nWith that, Josh, as always, it’s good to see you.", "Josh", ""),
        ("We will see.\nGo ahead. Courtney, in the back.", "Courtney", ""),
        ("All right, Zeke. Get us going.", "Zeke", ""),
        ("And now to your questions. Let me go first to you, Sandor.", "Sandor", ""),
        ("I will come back to you.", "", ""),
        ("Some hundred of them are in Europe, Paula. Yeah, in the back there.", "", ""),
        ("Okay, Paula. In the back.", "Paula", ""),
        ("Within India? Within India?", "", ""),
        ("Iraq? Sure.", "", ""),
        ("Afghanistan.", "", ""),
        ("Yes, Kenya.", "", ""),
        ("Okay. Thank you.", "", ""),
        ("Go ahead, (inaudible).", "", ""),
        ("I’m going to leave that to Dr. Walden.", "", ""),
        ("We do not comment on reports from the Wall Street Journal.", "", ""),
    ],
)
def test_call(text, name, outlet):
    check(call(text), text, name, outlet)


@pytest.mark.parametrize(
    ("text", "name", "outlet"),
    [
        ("Hi, Im Isa Gonzaga, reporter from Latinex in Mexico. My question is this.", "Isa Gonzaga", "Latinex"),
        ("Hi. Hi, Jon. Thank you for doing this. I appreciate it. Bruno Vega with MVR Radio. I have two.", "Bruno Vega", "MVR Radio"),
        ("Mr. Chairman, Jon Hills from the Harbour Street Journal. In your view?", "Jon Hills", "Harbour Street Journal"),
        ("Peter Burns, Fox News, sir. For those of us", "Peter Burns", "Fox News"),
        ("Good morning. My name is Sofia Lorenz from Elwatan. Could you", "Sofia Lorenz", "Elwatan"),
        ("Don Leigh from the L.A. Times. Can you", "Don Leigh", "L.A. Times"),
        ("Thank you. Jim Garner, Stars and Stripes. What about families?", "Jim Garner", "Stars and Stripes"),
        ("Bogdan Melnik, Ukrinfo. Will they join?", "Bogdan Melnik", ""),
        ("Gracias, presidenta. Marta Sol, de El Universal. ¿Cuándo?", "Marta Sol", "El Universal"),
        ("Thanks, Jen. Sara Richards, the U.S. track star, has been suspended", "", ""),
        ("Is there any pressure here from the Quad or over here with Republicans?", "", ""),
        ("So, Martin Griff, the U.N. aid agency chief, today said that", "", ""),
        ("Rob Portland, Susan Collier, Mitt Ronson, would they be", "", ""),
        ("The Wall Street Journal reports that the talks", "", ""),
        ("Senator Ted Crewe of Texas, yesterday, said", "", ""),
        ("This is Big Brother watching you, people say.", "", ""),
    ],
)
def test_introduction(text, name, outlet):
    check(introduction(text), text, name, outlet)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Well, Matt, I assume you saw it.", "Matt"),
        ("Thank you for the question, Steve. There is nothing new.", "Steve"),
        ("Said, what we are doing is this.", "Said"),
        ("Sure. Thanks, Andrea. So first", "Andrea"),
        ("— we – Matt, we released it.", "Matt"),
        ("Well, Russia, of course, knows.", ""),
        ("Unfortunately, I have no news.", ""),
        ("Nevertheless, we go on.", ""),
    ],
)
def test_addressed(text, name):
    assert next((mention.name for mention in addressed(text)), "") == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("That is all I have.\nYes.", True),
        ("We will see. Go ahead, in the back.", True),
        ("We have time for one more question.", True),
        ("The answer is yes, we did.", False),
        ("I would refer you to them.", False),
    ],
)
def test_calls_anyone(text, expected):
    assert calls_anyone(text) is expected


def test_an_outlet_without_a_name():
    assert house("Thank you, sir. I’m with ABC News, and we asked") == ("ABC News", 25, 33)
    assert house("I’m with you on that.") is None
    assert house("(Sky News) Is it so?") == ("Sky News", 1, 9)
    assert house("(Laughter) Is it so?") is None
    assert house("I’m representing HAS News Media. Why?") == ("HAS News Media", 17, 31)


def test_a_call_of_an_outlet():
    called = house_called("Thank you. The first question is from Slavic Television.")
    assert called is not None
    assert (called.name, called.outlet) == ("", "Slavic Television")
    called = house_called("Thank you. We will go to Harbour News, the lady in the second row.")
    assert called is not None
    assert called.outlet == "Harbour News"
    assert house_called("And then we will go to NATO.") is None
    assert house_called("We saw that report in the Financial Times.") is None


@pytest.mark.parametrize(
    ("text", "name", "outlet"),
    [
        ("For our next question, it's from James Carten of the Northern Press. He asked: “Is there a date?”", "James Carten", "Northern Press"),
        ("The next question comes from Kevin Kell of Nation Media. Kevin asks, “What is the plan?”", "Kevin Kell", "Nation Media"),
        ("Our next question comes from Paula Anders with NBT. Go ahead, Paula.", "", ""),
        ("We have a question submitted by Jane Dole of the Daily Herald: What is the plan?", "Jane Dole", "Daily Herald"),
        ("Jane Dole from the Daily Herald writes, “Is there a plan?”", "Jane Dole", "Daily Herald"),
        ("From the chat, Jane Dole of Radio Nord asks: When will it open?", "Jane Dole", "Radio Nord"),
        ("The next one comes in from Jane Dole at Radio Nord. She would like to know whether the port opens.", "Jane Dole", "Radio Nord"),
        ("Our next question was submitted by Tunde Bell of The Guardian in Lagos, who asks how many there are.", "Tunde Bell", "Guardian"),
        ("We’ll go to Jane Dole of Radio Nord. Jane, do you want to ask your question?", "", ""),
        ("Joining us is Jane Dole, Deputy Secretary, who asked me to say: we will take questions. Do you have any?", "", ""),
    ],
)
def test_a_question_read_out(text, name, outlet):
    check(read_out(text), text, name, outlet)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Alex", "Alexander Panos", True),
        ("Isabella Gonzaga", "Isabella Gonzaga von Hauser", True),
        ("Mike McKee", "Michael McKee", True),
        ("Jon", "John", False),
        ("Matt Lee", "Matt Spencer", False),
    ],
)
def test_akin(one, other, expected):
    assert akin(one, other) is expected


@pytest.mark.parametrize("words", ["Just following up on that", "just follow up", "Just to be clear", "And one more"])
def test_how_a_reporter_goes_on(words):
    assert GOES_ON.match(words)
