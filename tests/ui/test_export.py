"""What is taken away holds every quotation as the record has it, each with its source."""

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest

from rag.types import Citation
from tests.factories import trade_briefing
from tests.ui.fake_assistant import FakeAssistant, FakeLibrary
from ui.export import attributed, copies, escape, markdown, word
from ui.jobs import Asking
from ui.state import Exchange
from ui.typography import mended

LIBRARY = FakeLibrary()


def exchange(question):
    asking = Asking(Exchange("x", question), lambda: FakeAssistant(LIBRARY).stream(question), lambda ended: None)
    assert asking.wait(60)
    return asking.exchange


def quotes(exchanges):
    return [citation.quote for each in exchanges for claim in each.claims for citation in claim.citations]


EXCHANGES = [exchange("what about Buy Local?"), exchange("rail cars?"), exchange("hostile things"), exchange("nothing"), exchange("long please")]


def test_markdown_holds_every_quote_with_its_note():
    text = markdown(EXCHANGES)
    plain = re.sub(r"\\(.)", r"\1", text)
    for quote in quotes(EXCHANGES):
        assert f"“{quote}”" in plain
    marks, notes = re.findall(r"”\[\^(\d+)\]", text), re.findall(r"^\[\^(\d+)\]: .", text, re.M)
    assert marks == notes == [str(number) for number in range(1, len(quotes(EXCHANGES)) + 1)]
    assert not re.search(r"(?<!\\)<script", text)


def test_word_holds_every_quote_with_its_footnote():
    data = word(EXCHANGES, "Answers")
    read = docx.Document(io.BytesIO(data))
    shown = [paragraph.text for paragraph in read.paragraphs if paragraph.style and paragraph.style.name == "Quote"]
    assert shown == [f"“{quote}”" for quote in quotes(EXCHANGES)]
    notes = zipfile.ZipFile(io.BytesIO(data)).read("word/footnotes.xml").decode()
    assert notes.count("<w:footnoteRef/>") == len(shown)
    assert "Dana Whitlock, Deputy Assistant Secretary, United States; Briefing on Trade and Travel" in notes


@pytest.mark.parametrize(
    ("quote", "want"),
    [
        ("weve said it, and we dont know", "we've said it, and we don't know"),
        ("Thats well within its limits. IM sure, Im told", "That's well within its limits. I'm sure, I'm told"),
        ("we don't", "we don't"),
        ("cantaloupe", "cantaloupe"),
    ],
)
def test_mended(quote, want):
    assert mended(quote) == want


def test_attributed():
    briefing = trade_briefing()
    citation = EXCHANGES[0].claims[0].citations[0]
    assert attributed(citation).startswith("“The United States has long had Buy Local provisions")
    said = "we intend to keep them,” said Dana Whitlock, Deputy Assistant Secretary, answering Lena Ortiz of Daily Courier"
    assert attributed(citation).endswith(f"{said}; 4 Mar 2031; fictional sample.")
    assert briefing.turns[4].text.find(citation.quote) == citation.start


def test_an_unnamed_reporter_asks():
    briefing = trade_briefing()
    turn = replace(briefing.turns[3], speaker=replace(briefing.turns[3].speaker, name="", outlet=""))
    asked = Citation(briefing, turn, 0, len("Will the Buy Local rules be relaxed for neighbours?"))
    assert attributed(asked).startswith("“Will the Buy Local rules be relaxed for neighbours?” asked an unnamed reporter; ")


def test_copies_name_what_they_are():
    cited = [citation for claim in EXCHANGES[0].claims for citation in claim.citations]
    assert [name for name, _ in copies(cited)] == ["Quotes", "With attribution", "Sources"]
    assert [name for name, _ in copies(cited[:1])] == ["Quote", "With attribution", "Source"]
    assert copies([]) == []


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("*a* [b](c) <d> $e$", r"\*a\* \[b\](c) \<d\> \$e\$"),
        ("1. no list\n- nor this. It is 2. fine", "1\\. no list\n\\- nor this. It is 2. fine"),
        ("https://x.example www.x.example a@x.example", "https:\\//x.example www\\.x.example a\\@x.example"),
    ],
)
def test_escape(text, want):
    assert escape(text) == want
