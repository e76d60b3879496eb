"""Asking, citing, reading: the page's contract, over the fake library."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import ask, await_focus, box, citation, focused, marked, sound_in_every_form, transcript, violations

QUOTE = (
    "The United States has long had Buy Local provisions in its purchasing laws. "
    "At the same time, we have commitments under the harbour treaty, and we intend to keep them."
)


# How far what was already there moved without anybody having done anything (Chromium's layout shift; 0.1 is what is called good).
WATCH_JUMPS = """() => {
  window.jumped = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.jumped += entry.hadRecentInput ? 0 : entry.value))).observe({ type: "layout-shift" });
}"""


def test_ask_cite_open_and_return(fake, open_page):
    page = open_page(fake)
    answer = ask(page, "what did the U.S. say about Buy Local?")
    assert answer.get_attribute("data-status") == "answered"
    assert page.get_by_role("log").count() == 1
    first = citation(page)
    assert first.get_attribute("aria-label") == "Citation 1: Whitlock · 4 Mar 2031, Dana Whitlock"
    assert [first.get_attribute(f"data-{name}") for name in ("briefing", "turn", "start", "stop")] == ["a1b2c3d4e5f6", "4", "25", "192"]
    first.focus()
    page.keyboard.press("Enter")
    assert marked(page) == QUOTE
    await_focus(page, QUOTE)
    expect(page).to_have_url(re.compile(r"\?briefing=a1b2c3d4e5f6&turn=4&chars=25-192&rev=r1&conversation=[0-9a-f]{32}$"))
    page.keyboard.press("Escape")
    expect(transcript(page)).to_have_count(0)
    await_focus(page, "Citation 1:")


def test_accessible_and_no_wider_than_the_window(fake, open_page):
    page = open_page(fake)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    sound_in_every_form(page)
    ask(page, "rail")
    sound_in_every_form(page)
    citation(page).click()
    marked(page)
    sound_in_every_form(page)
    assert marked(page) == QUOTE


@pytest.fixture
def go_on(fake_data):
    """The file that lets a slow answer come to its end."""
    yield (told := fake_data / "go-on")
    told.unlink(missing_ok=True)


def test_a_claim_comes_before_the_answer_is_whole_and_a_click_does_not_end_it(fake, go_on, open_page):
    page = open_page(fake)
    box(page).fill("slow: what did they say?")
    page.evaluate(WATCH_JUMPS)
    box(page).press("Enter")
    citation(page).wait_for()
    expect(page.get_by_text("Checking claims")).to_be_visible()
    assert page.evaluate("window.jumped") < 0.1
    citation(page).click()
    assert marked(page) == QUOTE
    assert page.locator("[data-status]").count() == 0
    go_on.touch()
    expect(page.locator("[data-status=answered]")).to_be_attached()
    assert page.get_by_role("button", name="Citation 2:").count() == 1
    assert marked(page) == QUOTE


def test_stop_keeps_what_has_come(fake, open_page):
    page = open_page(fake)
    box(page).fill("slow please")
    box(page).press("Enter")
    citation(page).wait_for()
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.get_by_text("Stopped: this is what had come.")).to_be_visible()
    assert page.get_by_role("button", name=re.compile("^Citation")).count() == 1


@pytest.mark.parametrize(
    ("question", "status", "told"), [("rail", "near", "does not clearly answer"), ("nothing", "not_found", "The record does not answer this.")]
)
def test_less_than_an_answer_says_so(fake, open_page, question, status, told):
    page = open_page(fake)
    assert ask(page, question).get_attribute("data-status") == status
    expect(page.get_by_role("log").get_by_text(told)).to_be_visible()


def test_a_failure_names_its_fix(fake, open_page):
    page = open_page(fake)
    box(page).fill("broken")
    box(page).press("Enter")
    expect(page.get_by_role("log").get_by_text("The endpoint refused the key.")).to_be_visible()
    expect(page.get_by_text("Set OPENAI_API_KEY to a key that works.")).to_be_visible()


def test_follow_up_and_edit(fake, open_page):
    page = open_page(fake)
    ask(page, "first question")
    ask(page, "and on rail cars?")
    assert page.locator("[data-status]").count() == 2
    page.get_by_role("button", name="Ask again", exact=True).first.click()
    expect(page.locator("[data-status]")).to_have_count(3)
    page.get_by_role("button", name="Edit").click()
    page.get_by_role("textbox", name="Edit the question").fill("nothing of the sort")
    page.keyboard.press("Enter")
    expect(page.locator("[data-status=not_found]")).to_be_attached()
    assert [each.get_attribute("data-status") for each in page.locator("[data-status]").all()] == ["answered", "near", "not_found"]


def test_removing_a_chip_asks_again(fake, open_page):
    page = open_page(fake)
    ask(page, "what did the U.S. say?")
    page.get_by_role("button", name="Remove also searched: Build Local, and ask again").click()
    expect(page.get_by_role("button", name=re.compile("^Remove also searched"))).to_have_count(0)
    expect(page.get_by_role("button", name=re.compile("^Remove side: official"))).to_be_visible()


def test_links_open_the_place_and_back_returns(fake, open_page):
    page = open_page(f"{fake}/?briefing=a1b2c3d4e5f6&turn=4&chars=25-192&rev=r1")
    assert marked(page) == QUOTE
    ask(page, "long please")
    citation(page, 3).click()
    expect(transcript(page).locator("header h2")).to_have_text("A long briefing")
    assert marked(page) == "Turn 699 o"
    page.evaluate("history.back()")
    expect(transcript(page).locator("header h2")).to_have_text("Briefing on Trade and Travel")
    assert marked(page) == QUOTE
    page.evaluate("history.forward()")
    expect(transcript(page).locator("header h2")).to_have_text("A long briefing")


@pytest.mark.parametrize(
    "query", ["briefing=ffffffffffff", "briefing=a1b2c3d4e5f6&turn=99999", "briefing=a1b2c3d4e5f6&turn=4&chars=5-99999", "briefing=<script>&turn=x"]
)
def test_bad_links_do_no_harm(fake, open_page, query):
    page = open_page(f"{fake}/?{query}")
    box(page)
    assert page.locator("mark").count() == 0
    assert page.locator('[data-testid="stException"]').count() == 0


def test_a_preview_stays_while_pointed_at_and_goes_with_escape(fake, open_page):
    page = open_page(fake)
    ask(page, "anything")
    tip = page.get_by_role("tooltip")
    citation(page).hover()
    for told in (
        "Dana Whitlock",
        "official · United States",
        "4 Mar 2031",
        "Briefing on Trade and Travel",
        "Lena Ortiz (Daily Courier): Will the Buy Local",
        QUOTE[:40],
    ):
        expect(tip).to_contain_text(told)
    tip.hover()
    expect(tip).to_be_visible()
    page.mouse.move(5, 5)
    expect(tip).to_be_hidden()
    citation(page).focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_next_and_previous_citation_by_key(fake, open_page):
    page = open_page(fake)
    ask(page, "anything")
    citation(page).click()
    assert marked(page) == QUOTE
    await_focus(page, QUOTE)
    page.keyboard.press("n")
    expect(transcript(page).locator("mark")).to_have_text("I'm not going to get into private conversations.")
    await_focus(page, "I'm not going")
    page.keyboard.press("p")
    expect(transcript(page).locator("mark")).to_have_text(QUOTE)


def test_on_a_phone_the_reader_covers_the_page(fake, open_page):
    page = open_page(fake, width=360, has_touch=True)
    ask(page, "anything")
    citation(page).tap()
    assert marked(page) == QUOTE
    expect(page.locator("[data-testid=stBottom]")).to_have_js_property("inert", True)
    page.get_by_role("button", name="Close the transcript").tap()
    expect(transcript(page)).to_have_count(0)
    expect(page.locator("[data-testid=stBottom]")).to_have_js_property("inert", False)
    box(page).fill("still here")


def test_all_passages_are_listed_and_open(fake, open_page):
    page = open_page(fake)
    ask(page, "anything")
    assert violations(page) == []
    page.get_by_role("button", name="All 8 passages").click()
    table = page.get_by_role("table", name="Passages")
    expect(table.get_by_role("row")).to_have_count(9)
    by_date = table.get_by_role("button", name="Date")
    by_date.click()
    expect(table.get_by_role("columnheader", name="Date")).to_have_attribute("aria-sort", "descending")
    expect(table.locator("tbody tr").first).to_contain_text("4 Mar 2031")
    by_date.click()
    expect(table.locator("tbody tr").first).to_contain_text("undated")
    page.get_by_role("searchbox", name="Filter passages").fill("lindholm")
    expect(table.get_by_role("row")).to_have_count(2)
    assert violations(page) == []
    table.get_by_role("button", name=re.compile("Paul Gray")).click()
    assert marked(page).startswith("Paul Gray of the Northern Press writes")
    page.get_by_role("button", name="All passages").click()
    await_focus(page, "Filter passages")
    page.keyboard.press("Escape")
    expect(table).to_have_count(0)
    await_focus(page, "All 8 passages")


PLACE_OF_WORD = """(node, word) => {
  const [range, box] = [document.createRange(), node.getBoundingClientRect()];
  const start = node.textContent.indexOf(word);
  range.setStart(node.firstChild, start);
  range.setEnd(node.firstChild, start + word.length);
  const place = range.getBoundingClientRect();
  return { x: place.x + place.width / 2 - box.x, y: place.y + place.height / 2 - box.y };
}"""


def test_a_turn_has_an_address_and_selected_words_can_be_asked_about(fake, open_page):
    page = open_page(f"{fake}/?briefing=a1b2c3d4e5f6&turn=6")
    place = transcript(page).get_by_role("link", name="Turn 8, its lasting address")
    assert place.get_attribute("href") == "./?briefing=a1b2c3d4e5f6&turn=8&rev=r1"
    place.click()
    expect(page).to_have_url(re.compile("turn=8"))
    expect(transcript(page).locator(".turn.current")).to_have_attribute("data-turn", "8")
    text = transcript(page).locator("[data-turn='6'] .text")
    text.dblclick(position=text.evaluate(PLACE_OF_WORD, "expect"))  # its middle may be a space, which no width of a line rules out
    page.get_by_role("button", name="Who else said this?").click()
    expect(page.get_by_role("log").get_by_text(re.compile('who else said "'))).to_be_visible()


def test_the_official_page_opens_at_the_words(fake, open_page):
    page = open_page(f"{fake}/?briefing=a1b2c3d4e5f6&turn=6&chars=0-42&rev=r1")
    link = page.get_by_role("link", name="Official page")
    assert link.get_attribute("href") == "https://example.org/briefing#:~:text=We%20expect%20to%20spend%20%244%20billion%20on%20it%20over%20s"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_the_third_citation_by_keyboard_alone(fake, open_page):
    page = open_page(fake)
    box(page)
    for _ in range(40):
        if focused(page) == "Ask about the briefings":
            break
        page.keyboard.press("Tab")
    page.keyboard.type("long please")
    page.keyboard.press("Enter")
    citation(page, 3).wait_for()
    for _ in range(60):
        if focused(page).startswith("Citation 3:"):
            break
        page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("tooltip")).to_contain_text("Turn 699 o")
    page.keyboard.press("Enter")
    assert marked(page) == "Turn 699 o"
    await_focus(page, "Turn 699 o")
    page.keyboard.press("Escape")
    expect(transcript(page)).to_have_count(0)
    await_focus(page, "Citation 3:")


def test_clicks_that_follow_at_once_both_count(fake, open_page):
    page = open_page(fake)
    ask(page, "what did they say?")
    page.get_by_role("button", name="Useful").click()
    citation(page).click()
    assert marked(page) == QUOTE
    expect(page.get_by_text("You found this useful")).to_be_visible()


def test_two_sessions_do_not_mix(fake, open_page):
    one, two = open_page(fake), open_page(fake)
    ask(one, "first session")
    ask(two, "second session, rail")
    assert one.locator("[data-status]").get_attribute("data-status") == "answered"
    assert two.locator("[data-status]").get_attribute("data-status") == "near"
    expect(two.get_by_text("first session")).to_have_count(0)
