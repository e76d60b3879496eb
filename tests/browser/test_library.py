"""The app over the samples: the whole path from files and pages to answers, and what becomes of answers when a page changes."""

import base64
import io
import re
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from tests.browser.steps import ask, box, citation, marked, ready, transcript, violations

READOUT = """READOUT OF THE HARBOUR TALKS

Ines Moreau, Harbour Ministry Spokesperson
3 May 2032

MODERATOR: Welcome. We go to Tomas Lind of the Northern Herald.

QUESTION: Tomas Lind, Northern Herald. Will the lighthouse at Zandvoort be relit?

MS MOREAU: The lighthouse at Zandvoort will be relit on 1 June. We promised that to the fishermen.
"""


@pytest.fixture
def website():
    """A page that can be rewritten: its address and its text."""
    text, stop = {"/robots.txt": ""}, threading.Event()

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            if self.path == "/slow":
                stop.wait(250)
            body = text.get(self.path)
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((body or "").encode())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/talks", text
    stop.set()
    server.shutdown()
    server.server_close()


def html(readout):
    return "<html><title>Harbour talks</title><body>" + "".join(f"<p>{line}</p>" for line in readout.split("\n\n")) + "</body></html>"


def archive(**texts):
    """The bytes of an archive of text files."""
    with zipfile.ZipFile(held := io.BytesIO(), "w") as packed:
        for name, text in texts.items():
            packed.writestr(f"{name}.txt", text)
    return held.getvalue()


DROP = """(zone, [name, data]) => {
  const held = new DataTransfer();
  held.items.add(new File([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))], name));
  for (const kind of ["dragenter", "dragover", "drop"]) zone.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: held }));
}"""


def done(page):
    """Waits for a refresh to end and puts its result away."""
    dismiss = page.get_by_role("main").get_by_role("button", name="Dismiss")
    expect(dismiss).to_be_visible()
    dismiss.click()
    expect(dismiss).to_have_count(0)
    ready(page)


def test_the_samples_answer_and_are_marked_as_fictional(app, open_page):
    page = open_page(app)
    answer = ask(page, "what did the U.S. say about Buy American?")
    assert answer.get_attribute("data-status") == "answered"
    expect(answer.get_by_text("fictional sample").first).to_be_visible()
    citation(page).click()
    quote = citation(page).evaluate("node => node.closest('.sources').previousElementSibling.textContent")
    assert f"“{marked(page)}”" == quote


def test_upload_then_ask_what_is_in_it(app, open_page):
    page = open_page(app)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("button", name="New conversation").wait_for()
    page.goto(f"{app}/library")
    files = (("readout <b>1</b>.txt", READOUT.encode()), ("empty.txt", b""), ("noise.bin", bytes(range(256)) * 9))
    page.locator("input[type=file]").set_input_files([{"name": name, "mimeType": "text/plain", "buffer": data} for name, data in files])
    page.get_by_role("button", name="Add files to the library").click()
    expect(page.get_by_role("main").get_by_text(re.compile("1 added"))).to_be_visible()
    failures = page.get_by_role("table", name="What could not be read")
    expect(failures.get_by_role("row").filter(has_text="upload:empty.txt")).to_be_visible()
    assert violations(page) == []
    done(page)
    page.get_by_role("link", name="Ask").click()
    expect(page.get_by_role("heading", name="New since your last visit")).to_be_visible()
    answer = ask(page, "will the lighthouse at Zandvoort be relit?")
    assert answer.get_attribute("data-status") == "answered"
    citation(page).click()
    expect(transcript(page).locator("mark")).to_contain_text("relit on 1 June")


def test_an_archive_is_dropped_and_its_transcripts_answer(app, open_page):
    page = open_page(f"{app}/library")
    zone = page.locator("[data-testid=stFileUploaderDropzone]")
    packed = archive(tides=READOUT.replace("Zandvoort", "Bergen").replace("lighthouse", "tide mill"), empty="")
    zone.evaluate(DROP, ["talks.zip", base64.b64encode(packed).decode()])
    expect(page.get_by_text("talks.zip")).to_be_visible()
    page.get_by_role("button", name="Add files to the library").click()
    expect(page.get_by_role("main").get_by_text(re.compile("1 added"))).to_be_visible()
    expect(page.get_by_role("table", name="What could not be read").get_by_role("row").filter(has_text="empty.txt")).to_be_visible()
    done(page)
    page.get_by_role("link", name="Ask").click()
    assert ask(page, "will the tide mill at Bergen be relit?").get_attribute("data-status") == "answered"


def test_paste_then_ask_while_a_refresh_runs(app, open_page):
    page = open_page(f"{app}/library")
    page.get_by_text("Paste a transcript").click()
    page.get_by_label("Name", exact=True).fill("Lamp talks / *May*")
    page.get_by_label("Text of the transcript").fill(READOUT.replace("Zandvoort", "Egmond").replace("lighthouse", "lamp"))
    other = open_page(app)
    box(other)
    page.get_by_role("button", name="Add to the library").click()
    ask(other, "what about the lighthouse at Zandvoort?")
    done(page)
    answer = ask(other, "will the lamp at Egmond be relit?")
    assert answer.get_attribute("data-status") == "answered"
    row = page.get_by_role("table", name="Sources").get_by_role("row").filter(has_text="Lamp talks")
    row.get_by_role("button", name=re.compile("^Remove")).click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_text(re.compile("was removed"))).to_be_visible()
    expect(row).to_have_count(0)


def test_a_followed_page_changes_and_the_answers_it_touches_are_named(app, open_page, website):
    address, text = website
    text["/talks"] = html(READOUT.replace("Zandvoort", "Petten"))
    page = open_page(f"{app}/library")
    page.get_by_text("Follow a folder, a page or a feed").click()
    page.get_by_label("Folder or address").fill(address)
    page.get_by_role("button", name="Add to the library").last.click()
    done(page)
    expect(page.get_by_role("table", name="Sources").get_by_role("row").filter(has_text=address)).to_contain_text("page")
    page.get_by_role("link", name="Ask").click()
    ask(page, "will the lighthouse at Petten be relit?")
    assert "1 June" in page.locator("blockquote").first.text_content()
    conversation = page.url

    text["/talks"] = text["/talks"].replace("relit on 1 June", "relit on 1 <i>July</i>")
    page.get_by_role("link", name="Library").click()
    page.get_by_role("button", name="Refresh").click()
    done(page)
    touched = page.get_by_role("table", name="Answers that a change touches")
    expect(touched.get_by_role("row").filter(has_text="Petten")).to_contain_text("words changed since")
    assert violations(page) == []
    page.get_by_role("table", name="Changed briefings").locator("tbody th button").click()
    page.get_by_text("Changed once since it was first read").click()
    expect(page.locator("ins")).to_have_text(re.compile("July"))
    expect(page.locator("del")).to_have_text(re.compile("June"))
    assert violations(page) == []

    page.goto(conversation)
    expect(page.get_by_text("words changed since")).to_be_visible()
    citation(page).click()
    assert "1 June" in marked(page)
    expect(transcript(page).get_by_text("This is an older revision.")).to_be_visible()
    transcript(page).get_by_role("button", name="Open the newest").click()
    expect(transcript(page).get_by_text("1 July")).to_be_visible()
    assert page.locator("mark").count() == 0


def test_a_refresh_can_be_cancelled(app, open_page, website):
    page = open_page(f"{app}/library")
    page.get_by_text("Follow a folder, a page or a feed").click()
    page.get_by_label("Folder or address").fill(website[0].replace("/talks", "/slow"))
    page.get_by_role("button", name="Add to the library").last.click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("main").get_by_text("The refresh was stopped.")).to_be_visible()
    done(page)


def test_corrections_are_kept_marked_and_taken_back(app, open_page):
    page = open_page(f"{app}/briefings")
    page.get_by_role("table", name="Briefings").locator("tbody th button").first.click()
    page.get_by_text("Correct what was read here").click()
    page.get_by_label("Title").fill("Corrected <b>title</b>")
    page.get_by_role("button", name="Keep the correction").click()
    expect(page.get_by_role("heading", name="Corrected <b>title</b>", level=1)).to_be_visible()
    page.get_by_text(re.compile("remarks? on this text")).click()
    expect(page.get_by_text("corrected by hand: title")).to_be_visible()
    expect(transcript(page).get_by_text("corrected by you")).to_be_visible()
    page.get_by_role("button", name="All briefings").click()
    expect(page.get_by_role("row").filter(has_text="Corrected <b>title</b>")).to_contain_text("corrected by you")
    page.get_by_role("button", name="Corrected <b>title</b>").click()
    page.get_by_text("Correct what was read here").click()
    page.get_by_role("button", name="Take the last correction back").click()
    expect(page.get_by_role("heading", name="Corrected <b>title</b>", level=1)).to_have_count(0)


def test_who_speaks_is_put_right_and_taken_back(app, open_page):
    page = open_page(f"{app}/briefings")
    page.get_by_role("table", name="Briefings").locator("tbody th button").first.click()
    turn = transcript(page).locator(".turn").filter(has=page.locator(".official")).first
    before = turn.locator("h3 .official").first.text_content()
    turn.get_by_role("link", name=re.compile("its lasting address")).click()
    expect(page).to_have_url(re.compile("turn="))
    page.get_by_text("Correct what was read here").click()
    page.get_by_label("Name", exact=True).fill("Ada *Byron*")
    page.get_by_role("button", name="Keep the correction").click()
    expect(turn.get_by_text("Ada *Byron*", exact=True)).to_be_visible()
    expect(turn.get_by_text("corrected by you")).to_be_visible()
    page.get_by_role("button", name="Take the last correction back").click()
    expect(turn.get_by_text("Ada *Byron*", exact=True)).to_have_count(0)
    expect(turn.locator("h3 .official").first).to_have_text(before)


def test_everything_is_deleted_after_saying_so_twice(app, open_page):
    page = open_page(app)
    ask(page, "what did the U.S. say about Buy American?")
    ready(page)
    page.get_by_role("link", name="Library").click()
    button = page.get_by_role("button", name="Delete everything")
    expect(button).to_be_disabled()
    page.get_by_text("I want to delete everything").click()
    button.click()
    expect(page.get_by_text("Everything was deleted.")).to_be_visible()
    ready(page)
    page.get_by_role("link", name="Conversations").click()
    expect(page.get_by_text("No conversations yet.")).to_be_visible()
    page.get_by_role("link", name="Ask").click()
    page.get_by_role("button", name="Add transcripts").click()
    expect(page.get_by_role("heading", name="Library", level=1)).to_be_visible()
