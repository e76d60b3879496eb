"""Every page: no serious finding of axe, no sideways scrolling, and what it is for."""

import re
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.browser.steps import ask, box, citation, marked, ready, sound_in_every_form, transcript, violations


@pytest.mark.parametrize(
    "path", ["briefings", "briefings?briefing=a1b2c3d4e5f6", "speakers", "speakers?speaker=Dana Whitlock", "check", "conversations", "library"]
)
def test_accessible_and_no_wider_than_the_window(fake, open_page, path):
    page = open_page(f"{fake}/{path}")
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    ready(page)
    sound_in_every_form(page, (("light", 1400), ("dark", 360)))
    assert page.locator("[data-testid=stException]").count() == 0


def test_a_briefing_has_a_card_and_its_questions_lead_into_the_transcript(fake, open_page):
    page = open_page(f"{fake}/briefings")
    table = page.get_by_role("table", name="Briefings")
    expect(table.get_by_role("row")).to_have_count(204)
    page.get_by_role("searchbox", name="Search briefings").fill("trade")
    expect(table.get_by_role("row")).to_have_count(2)
    table.get_by_role("button", name="Briefing on Trade and Travel").click()
    expect(page.get_by_role("heading", name="Briefing on Trade and Travel", level=1)).to_be_visible()
    page.get_by_role("button", name="Did you discuss the prisoners held in Zembla?").click()
    expect(page).to_have_url(re.compile("turn=9"))
    expect(transcript(page).locator("[data-turn='9']")).to_be_in_viewport()
    page.get_by_role("button", name="Dana Whitlock").click()
    expect(page.get_by_role("heading", name="Dana Whitlock", level=1)).to_be_visible()
    page.get_by_role("button", name="All speakers").click()
    expect(page.get_by_role("heading", name="Speakers", level=1)).to_be_visible()
    page.get_by_role("link", name="Briefings").click()
    expect(table).to_be_visible()


def test_the_reader_leads_to_the_page_of_its_briefing(fake, open_page):
    page = open_page(fake)
    ask(page, "what did they say?")
    citation(page).click()
    words = marked(page)
    page.get_by_role("button", name="Briefing’s page").click()
    expect(page.get_by_role("heading", name="Briefing on Trade and Travel", level=1)).to_be_visible()
    assert marked(page) == words


def test_a_speaker_has_a_page_with_everything_said(fake, open_page):
    page = open_page(f"{fake}/speakers")
    page.get_by_role("button", name="Idris Benali").click()
    expect(page.get_by_role("heading", name="Idris Benali", level=1)).to_be_visible()
    page.get_by_role("button", name=re.compile("Trade and Travel, turn 8")).click()
    expect(page).to_have_url(re.compile("/briefings.*turn=8"))
    expect(transcript(page).locator("[data-turn='8']")).to_be_in_viewport()


def test_every_answer_of_the_server_carries_the_policy_and_foreign_names_are_refused(app):
    with urllib.request.urlopen(app, timeout=60) as page:
        policy = page.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "script-src-attr 'none'" in policy
    assert "unsafe-eval" not in policy
    with pytest.raises(urllib.error.HTTPError, match="400"):
        urllib.request.urlopen(urllib.request.Request(app, headers={"Host": "evil.example"}), timeout=60)


def test_a_draft_is_checked_and_leads_to_the_record(fake, open_page):
    page = open_page(f"{fake}/check")
    page.get_by_label("Draft").fill("She said: “We expect to spend six billion on it” <b>today</b>.")
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_text("words changed", exact=True)).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Open in the record").click()
    assert marked(page) == "We expect to spend $4 billion on it over s"


def test_a_draft_is_uploaded(fake, open_page):
    page = open_page(f"{fake}/check")
    draft = {"name": "draft.md", "mimeType": "text/markdown", "buffer": "She said: “We expect to spend six billion on it.”".encode()}
    page.locator("input[type=file]").set_input_files([draft])
    expect(page.get_by_text("draft.md")).to_be_visible()
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_text("words changed", exact=True)).to_be_visible()
    expect(page.locator(".draft mark")).to_have_text("We expect to spend six billion on it.")


def test_a_scope_is_changed_in_a_dialog(fake, open_page):
    page = open_page(fake, scheme="dark")
    ask(page, "what did they say?")
    page.get_by_role("button", name="Change").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name=re.compile("Outlets")).fill("Daily")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert violations(page) == []
    dialog.get_by_role("button", name="Ask again").click()
    expect(page.get_by_role("button", name="Remove outlet: Daily Courier, and ask again")).to_be_visible()
    expect(dialog).to_have_count(0)


def test_an_answer_is_taken_away_with_every_quote(fake, open_page):
    page = open_page(fake)
    ask(page, "what did they say?")
    page.get_by_role("button", name="Take away").click()
    for name, ending in (("Markdown", ".md"), ("Word", ".docx")):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        assert download.value.suggested_filename == f"what-did-they-say{ending}"
        assert download.value.path().stat().st_size > 300
    page.keyboard.press("Escape")


def test_copies_go_to_the_clipboard(fake, open_page):
    page = open_page(fake, permissions=["clipboard-read", "clipboard-write"])
    ask(page, "what did they say?")
    page.get_by_role("button", name="Copy", exact=True).click()
    for name, told, held in (
        ("With attribution", "With attribution copied", "said Dana Whitlock, Deputy Assistant Secretary, answering Lena Ortiz of Daily Courier"),
        ("Links", "Links copied", f"{fake}/?briefing=a1b2c3d4e5f6&turn=4&chars=25-192&rev=r1\n"),
    ):
        page.get_by_role("button", name=name).click()
        expect(page.get_by_role("status").get_by_text(told)).to_be_attached()
        assert held in page.evaluate("navigator.clipboard.readText()")
    citation(page).click()
    marked(page)
    transcript(page).get_by_role("button", name="Copy").click()
    transcript(page).get_by_role("button", name="Quote").click()
    expect(transcript(page).get_by_text("Quote copied")).to_be_attached()
    assert page.evaluate("navigator.clipboard.readText()").startswith("“The United States has long had Buy Local provisions")


def test_on_paper_there_is_the_answer_and_nothing_to_press(fake, open_page):
    page = open_page(fake)
    ask(page, "what did they say?")
    page.emulate_media(media="print")
    expect(page.get_by_text("The United States has long had Buy Local provisions")).to_be_visible()
    for part in (page.get_by_role("button", name="Ask again", exact=True), page.locator("section.stSidebar"), page.locator("[data-testid=stBottom]")):
        expect(part.first).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollHeight") >= page.locator(".log").evaluate("node => node.offsetHeight")


def test_examples_are_asked_with_a_click(fake, open_page):
    page = open_page(fake)
    box(page)
    page.get_by_role("button", name="What did <b>Daily</b> *Courier* ask?").click()
    expect(page.locator("[data-status]")).to_have_count(1)
    expect(page.get_by_role("log").get_by_text("What did <b>Daily</b> *Courier* ask?")).to_be_visible()
