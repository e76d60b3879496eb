"""The app over the samples: the whole path from files to answers."""

import re

from playwright.sync_api import expect

from tests.browser.steps import ask, box, citation, marked, transcript, violations

READOUT = """READOUT OF THE HARBOUR TALKS

Ines Moreau, Harbour Ministry Spokesperson
3 May 2032

MODERATOR: Welcome. We go to Tomas Lind of the Northern Herald.

QUESTION: Tomas Lind, Northern Herald. Will the lighthouse at Zandvoort be relit?

MS MOREAU: The lighthouse at Zandvoort will be relit on 1 June. We promised that to the fishermen.
"""


def add(page, *files):
    page.locator("input[type=file]").set_input_files([{"name": name, "mimeType": "text/plain", "buffer": data} for name, data in files])
    page.get_by_role("button", name="Add to the library").click()
    expect(page.get_by_role("button", name="Dismiss")).to_be_visible(timeout=30_000)


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
    box(page)
    add(page, ("readout <b>1</b>.txt", READOUT.encode()), ("empty.txt", b""), ("noise.bin", bytes(range(256)) * 9))
    side = page.get_by_role("region", name="Sidebar")
    expect(side.get_by_text(re.compile("1 added"))).to_be_visible()
    expect(side.get_by_text(re.compile(r"upload:empty\.txt: "))).to_be_visible()
    assert violations(page) == []
    side.get_by_role("button", name="Dismiss").click()
    answer = ask(page, "will the lighthouse at Zandvoort be relit?")
    assert answer.get_attribute("data-status") == "answered"
    citation(page).click()
    expect(transcript(page).locator("mark")).to_contain_text("relit on 1 June")


def test_paste_then_ask_while_a_refresh_runs(app, open_page):
    page = open_page(f"{app}/library")
    page.get_by_text("Paste a transcript").click()
    page.get_by_label("Name", exact=True).fill("Lamp talks / *May*")
    page.get_by_label("Text of the transcript").fill(READOUT.replace("Zandvoort", "Egmond").replace("lighthouse", "lamp"))
    other = open_page(app)
    box(other)
    page.get_by_role("button", name="Add to the library").click()
    ask(other, "what about the lighthouse at Zandvoort?")
    expect(page.get_by_role("button", name="Dismiss").first).to_be_visible(timeout=30_000)
    answer = ask(other, "will the lamp at Egmond be relit?")
    assert answer.get_attribute("data-status") == "answered"
    assert violations(page) == []


def test_a_source_is_removed_after_asking_once_more(app, open_page):
    page = open_page(f"{app}/library")
    table = page.get_by_role("table", name="Sources")
    row = table.get_by_role("row").filter(has_text="Lamp talks")
    row.get_by_role("button", name=re.compile("^Remove")).click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_text(re.compile("was removed"))).to_be_visible(timeout=20_000)
    expect(row).to_have_count(0)


def test_a_correction_is_kept_marked_and_taken_back(app, open_page):
    page = open_page(f"{app}/briefings")
    page.get_by_role("table", name="Briefings").locator("tbody th button").first.click()
    page.get_by_text("Correct what was read here").click()
    page.get_by_label("Title").fill("Corrected <b>title</b>")
    page.get_by_role("button", name="Keep the correction").click()
    expect(page.get_by_role("heading", name="Corrected <b>title</b>", level=1)).to_be_visible(timeout=30_000)
    page.get_by_text(re.compile("remarks? on this text")).click()
    expect(page.get_by_text("corrected by hand: title")).to_be_visible()
    page.get_by_role("button", name="Take the last correction back").click()
    expect(page.get_by_role("heading", name="Corrected <b>title</b>", level=1)).to_have_count(0, timeout=30_000)
