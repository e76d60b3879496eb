"""Each format gives the same blocks: words, bold, kinds, notes; what a page hides or repeats is not read."""

import io
import json
from email.message import EmailMessage

import docx
import pytest

from ingest.cutting.turns import cut
from ingest.readers import read
from rag.errors import InputError, UnknownFormat
from tests.ingest.make_pdf import pdf

TALK = "MR PRICE:  Good afternoon.\n\nQUESTION:  Is it so?\n\nMR PRICE:  It is – “so”."
TURNS = [("MR PRICE", "Good afternoon."), ("QUESTION", "Is it so?"), ("MR PRICE", "It is – “so”.")]


def turns(data, name):
    return [(turn.label, turn.text) for turn in cut(read(data, name)).turns]


def lines(text, name):
    return [line.text for line in read(text.encode(), name).lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(encoding):
    assert turns(TALK.encode(encoding), "x.txt") == TURNS


def test_stray_bytes_of_another_encoding_are_read_as_what_they_are():
    assert turns(TALK.encode().replace("“so”".encode(), b"\x93so\x94"), "x.txt") == TURNS


def test_a_declared_encoding_is_believed():
    page = '<meta charset="iso-8859-2"><p>MR NOVÁK: Dobrý den.</p><p>QUESTION: Ano?</p><p>MR NOVÁK: Ne, děkuji.</p>'
    assert turns(page.encode("iso-8859-2"), "x.html")[-1] == ("MR NOVÁK", "Ne, děkuji.")


def test_line_ends_of_every_kind():
    assert turns(TALK.replace("\n", "\r\n").encode(), "x.txt") == turns(TALK.replace("\n", "\r").encode(), "x.txt") == TURNS


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>a&nbsp;b &mdash; <i>c</i></p>", ["a\xa0b — c"]),
        ("<div>a<p>b</p>c</div>", ["a", "b", "c"]),
        ("<p>a<br>b<br><br>c</p>", ["a", "b", "c"]),
        ("<p>\n   a\n   b\n</p>", ["a b"]),
        ("<nav>x</nav><script>y</script><p>a</p><footer>z</footer>", ["a"]),
        ('<p>a<span style="display: none">b</span>c</p><p hidden>d</p><p style="font-size:0px">e</p>', ["ac"]),
        ('<p class="screen-reader-text">x</p><p>a</p>', ["a"]),
        ("<style>.h, p#i {display: none} @media print {.a {display:none}}</style><p class='a h'>x</p><p id='i'>y</p><p class='a'>a</p>", ["a"]),
        ('<p style="position:absolute;left:-9999px">x</p><p style="color: transparent">y</p><p style="opacity:.5">a</p>', ["a"]),
        ('<form action="x"><p>a</p><input value="b"><select><option>c</option></select></form>', ["a"]),
        ('<p>a<sup><a href="#n1">1</a></sup> b<sup>2</sup></p>', ["a b2"]),
        ("<p>a<p>b<div>c", ["a", "b", "c"]),
        ("<table><tr><td>a</td><td>b</td></tr></table>", ["a", "b"]),
        ("a < b & c", ["a < b & c"]),
        ("<p>a</p><!-- b --><?c?><![CDATA[d]]>", ["a"]),
    ],
)
def test_html(markup, expected):
    assert lines(markup, "x.html") == expected


def test_hidden_text_is_noted():
    assert "hides" in read(b'<p>a</p><p style="visibility:hidden">b</p>', "x.html").notes[0].note


def test_bold_spans_and_gaps():
    first, second, third = read(b"<p> <b>MR <strong>X</strong>:</b> hello<br>more</p><p>next</p>", "x.html").lines
    assert (first.text[slice(*first.bold[0])], first.gap, second.gap, third.gap) == ("MR X:", 1, 0, 1)


def test_page_metadata():
    page = """<html><head><title>T - x.gov</title><link rel="canonical" href="https://www.state.gov/a/"><meta property="article:published_time"
    content="2021-07-20T01:18:01+00:00"></head><body><h1>Department Briefing</h1><p>MR X: a</p></body></html>"""
    assert read(page.encode(), "x.html").meta == {
        "title": "Department Briefing",
        "published": "2021-07-20T01:18:01+00:00",
        "url": "https://www.state.gov/a/",
    }


def test_links_of_a_page_name_its_topics():
    page = '<p><a href="#mexico">Talks with Mexico</a></p><p><b>MR X:</b> a.</p><p><a name="mexico"></a><b>QUESTION:</b> b?</p><p><b>MR X:</b> c.</p>'
    assert [(anchor.name, anchor.line) for anchor in read(page.encode(), "x.html").anchors] == [("Talks with Mexico", 3)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a **b** *c* _d_ `e` ~~f~~", ["a b c d e f"]),
        ("a \\[sic\\] <s>b</s> &amp; [c](http://x)", ["a [sic] b & c"]),
        ("snake_case 2*3*4 under_score_d", ["snake_case 2*3*4 under_score_d"]),
        ("# A title #\n\ntext", ["A title", "text"]),
        ("> quoted", ["quoted"]),
        ("---\ntitle: a: b\n---\ntext", ["text"]),
        ("---\n- list\n---\n\ntext", ["text"]),
    ],
)
def test_markdown(text, expected):
    assert lines(text, "x.md") == expected


def test_front_matter():
    text = "---\ntitle: 'Gaggle by\\_Jen'\ndate: 2021-03-01\nsource_url: https://x.gov/a\nlocation: Aboard\n---\ntext"
    assert read(text.encode(), "x.md").meta == {"title": "Gaggle by\\_Jen", "date": "2021-03-01", "url": "https://x.gov/a", "place": "Aboard"}


def test_wrapped_rows_are_joined_and_paragraphs_kept():
    text = """    Mr. Koo. It went up in each of the years that we have seen, for
all of the low- and middle-income people who drive far in long-
term leases.
    The next paragraph is one that begins with four spaces as well,
and ends."""
    assert lines(text, "x.txt") == [
        "Mr. Koo. It went up in each of the years that we have seen, for all of the low- and middle-income people who drive far in long-term leases.",
        "The next paragraph is one that begins with four spaces as well, and ends.",
    ]


def test_pdf_without_furniture_over_lines_and_pages():
    head = "July 27, 2022   Chair Doe’s Press Conference   FINAL"
    pages = [
        [head, "Page 1 of 3", "Transcript of Chair Doe’s Press Conference", "CHAIR DOE.  Good afternoon to all of you here, and to those who have"],
        [
            head,
            "Page 2 of 3",
            "come from far away to hear of the things that matter in the long-",
            "term view of us all who sit in this room and do not see the sun.",
            "JANE ROE.  Is it so?",
            "CHAIR DOE.  It is.",
        ],
        [head, "Page 3 of 3", "JANE ROE.  Thank you.", "CHAIR DOE.  You are welcome."],
    ]
    words = (
        "Good afternoon to all of you here, and to those who have come from far away to hear of the things that matter in the long-term "
        "view of us all who sit in this room and do not see the sun."
    )
    document = read(pdf(pages), "x.pdf")
    assert turns(pdf(pages), "x.pdf") == [
        ("CHAIR DOE", words),
        ("JANE ROE", "Is it so?"),
        ("CHAIR DOE", "It is."),
        ("JANE ROE", "Thank you."),
        ("CHAIR DOE", "You are welcome."),
    ]
    assert document.lines[0].text == "Transcript of Chair Doe’s Press Conference"


def test_footnotes_of_a_pdf_are_left_out_and_noted():
    pages = [
        [
            "CHAIR DOE.  We saw that the prices of the last quarter have slowed.1",
            "And then, as nobody here had thought they would do, they went up and",
            " ",
            "1 Chair Doe intended to say “this quarter.”",
        ],
        ["went on to rise for the whole of the months that we had left in sight.", "JANE ROE.  Is it so?", "CHAIR DOE.  It is.2", "2 In part."],
        ["JANE ROE.  By how much?", "CHAIR DOE.  By 3", "3 Points or four."],
    ]
    document = read(pdf(pages), "x.pdf")
    assert turns(pdf(pages), "x.pdf") == [
        ("CHAIR DOE", f"{' '.join(pages[0][0].split()[2:])} {pages[0][1]} {pages[1][0]}"),
        ("JANE ROE", "Is it so?"),
        ("CHAIR DOE", "It is.2"),
        ("JANE ROE", "By how much?"),
        ("CHAIR DOE", "By 3\n3 Points or four."),
    ]
    assert [note.note for note in document.notes] == ["footnotes were left out (2)"]


def test_a_table_of_turns_in_markdown_may_have_broken_rows():
    rows = [
        "| Speaker | Words |",
        "|---|---|",
        *(f"| {who} | {what} |" for who, what in [("Doe", "Hello to you."), ("Roe", "Is it so?")] * 3),
        "| Doe",
        "|",
    ]
    assert lines("\n".join(rows), "x.md") == ["Doe: Hello to you.", "Roe: Is it so?"] * 3 + ["Doe"]


def test_a_table_of_turns_in_word():
    document = docx.Document()
    document.add_paragraph("Press briefing, 4 May 2022")
    said = [
        ("10:02", "Jane Doe", "Good morning: we begin."),
        ("10:03", "Reporter", "Is it so?"),
        ("10:03", "Jane Doe", "It is."),
        ("10:04", "Reporter", "Why?"),
    ]
    table = document.add_table(len(said), 3)
    for row, cells in enumerate(said):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    buffer = io.BytesIO()
    document.save(buffer)
    assert turns(buffer.getvalue(), "x.docx") == [(label, words) for _, label, words in said]


def test_word():
    document = docx.Document()
    document.add_heading("Briefing")
    paragraph = document.add_paragraph()
    paragraph.add_run("MR PRICE:").bold = True
    paragraph.add_run("  Good afternoon.")
    document.add_paragraph("QUESTION:  Is it so?").add_run(" Hidden.").font.hidden = True
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "MR PRICE:", "It is – “so”."
    buffer = io.BytesIO()
    document.save(buffer)
    assert turns(buffer.getvalue(), "x.docx") == TURNS


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_mail(kind):
    message = EmailMessage()
    message["Subject"], message["Date"] = "Briefing – today", "Tue, 20 Jul 2021 01:18:01 +0000"
    message.set_content(TALK if kind == "plain" else "".join(f"<p>{row}</p>" for row in TALK.split("\n\n")), subtype=kind)
    data = bytes(message)
    assert turns(data, "x.eml") == TURNS
    assert {"title": "Briefing – today", "published": "2021-07-20"}.items() <= read(data, "x.eml").meta.items()


def test_captions():
    cues = ["<v Jane Doe>Good morning", "to <i>all</i>.", "<v Reporter>Is it so?", "<v Jane Doe>It is."]
    text = "WEBVTT\n\nNOTE x\n\n" + "\n\n".join(f"00:0{number}.000 --> 00:0{number + 1}.000\n{cue}" for number, cue in enumerate(cues))
    assert turns(text.encode(), "x.vtt") == [("Jane Doe", "Good morning to all."), ("Reporter", "Is it so?"), ("Jane Doe", "It is.")]


def test_xml_of_the_prime_ministers_archive():
    text = """<?xml version="1.0"?><transcripts><transcript>
    <transcript-id>1</transcript-id><title>Doorstop</title><prime-minister>Doe, Jane</prime-minister>
    <period-of-service>1996 - 2007</period-of-service><release-date>02/07/1996</release-date>
    <content><![CDATA[<p><strong>PRIME MINISTER:</strong><br />Hello.</p>
    <p>JOURNALIST:</p><p>Is it so?</p><p>PRIME MINISTER:</p><p>It is.</p>]]></content></transcript></transcripts>"""
    document = read(text.encode(), "x.xml")
    assert turns(text.encode(), "x.xml") == [("PRIME MINISTER", "Hello."), ("JOURNALIST", "Is it so?"), ("PRIME MINISTER", "It is.")]
    assert document.meta == {
        "title": "Doorstop",
        "author": "Jane Doe",
        "date": "1996-07-02",
        "published": "1996-07-02",
        "office": "Prime Minister of Australia",
    }


def test_json_list_is_taken_item_by_item():
    items = [{"speaker": "Doe", "content": "Hello.\n\nAgain  {laughs}"}, {"speaker": "Doe", "content": ""}, {"speaker": "Q: x", "content": "a"}]
    assert turns(json.dumps(items).encode(), "x.json") == [("Doe", "Hello.\nAgain {laughs}"), ("Doe", ""), ("Q: x", "a")]


def test_json_rows_without_words_are_left_out_and_noted():
    items = [
        {"speaker": "Doe", "content": "Hello."},
        None,
        {"speaker": "Roe"},
        {"speaker": "Roe", "content": "Hi."},
        {"speaker": "Doe", "content": None},
    ]
    document = read(json.dumps(items).encode(), "x.json")
    assert [(turn.label, turn.text) for turn in document.turns] == [("Doe", "Hello."), ("Roe", "Hi."), ("Doe", "")]
    assert [note.note for note in document.notes] == ["rows without a speaker and words were left out (2)"]


@pytest.mark.parametrize(
    "text", ["{", "[]", "{}", "[1]", '[{"speaker": 1, "content": "a"}]', '[{"speaker": "a"}]', "null", "[" * 5000, '{"turns": {}}']
)
def test_json_of_another_shape(text):
    with pytest.raises(InputError):
        read(text.encode(), "x.json")


@pytest.mark.parametrize("name", ["x.png", "x.exe", "x.doc", "x.zip"])
def test_types_that_nobody_reads(name):
    with pytest.raises(UnknownFormat) as caught:
        read(b"\x89PNG", name)
    assert "Save it as" in caught.value.fix
