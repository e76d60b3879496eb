"""200 hostile strings wherever text of others is shown: each stands there as it is, nothing runs, nothing asks another host (`open_page` watches)."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import ask, box, citation, marked, ready, transcript
from tests.hostile import HOSTILE
from ui.conversations import Conversations
from ui.state import Exchange, Problem
from ui.stored import dump

# The text of every node that a selector finds, in open shadow roots too.
TEXTS = """(selector) => {
  const roots = (root) => [root, ...[...root.querySelectorAll("*")].flatMap((node) => (node.shadowRoot ? roots(node.shadowRoot) : []))];
  return roots(document).flatMap((root) => [...root.querySelectorAll(selector)].map((node) => node.textContent));
}"""


def shown(page, selector):
    return page.evaluate(TEXTS, selector)


def unharmed(page):
    assert page.evaluate("window.hacked") is None
    assert shown(page, "iframe, object, embed, base, form[action], [onerror], [onload], a[href^='javascript:'], a[href*='192.0.2.1']") == []


def test_in_model_output_transcripts_scope_and_passages(fake, open_page):
    page = open_page(fake)
    ask(page, "hostile <b>bold</b> $x$")
    assert [text.removesuffix(":") for text in shown(page, ".said")] == [text.removesuffix(":") for text in HOSTILE]
    assert shown(page, "blockquote") == [f"“Hostile {text} end?”" for text in HOSTILE]
    assert shown(page, ".chip span:nth-of-type(2)") == list(HOSTILE)
    assert HOSTILE[0] in shown(page, ".notice")
    page.get_by_role("button", name="How this was answered").click()
    assert shown(page, ".how dl > dd:last-of-type li") == [f"its number is not in the record: {text}" for text in HOSTILE]
    citation(page, 2).click()
    assert marked(page) == f"Hostile {HOSTILE[1]} end?"
    assert shown(page, ".turn .text")[1:] == [f"Hostile {text} end?" for text in HOSTILE]
    assert shown(page, ".turn h3 > span:first-child")[1:] == list(HOSTILE)
    assert page.get_by_role("link", name="Official page").count() == 0
    page.keyboard.press("Escape")
    page.get_by_role("button", name="All 200 passages").click()
    page.get_by_role("table", name="Passages").wait_for()
    assert shown(page, "td.serif") == [f"Hostile {text} end?" for text in HOSTILE]
    unharmed(page)


def test_in_questions_problems_and_names_of_conversations(fake, fake_data, open_page):
    kept = Conversations(fake_data / "app.sqlite")
    for at, text in enumerate(HOSTILE):
        exchange = Exchange(f"h{at}", text, problem=Problem(text, text))
        kept.put("f" * 32, exchange.id, text, dump(exchange))
        kept.put(f"{at:032x}", f"t{at}", text, dump(exchange))
    page = open_page(f"{fake}/?conversation={'f' * 32}")
    box(page)
    for left in (180, 140, 20):
        page.get_by_role("button", name=f"Show earlier questions ({left})").click()
    expect(page.locator(".exchange")).to_have_count(200)
    assert shown(page, ".bubble p") == list(HOSTILE)
    assert shown(page, ".problem strong") == list(HOSTILE)
    unharmed(page)
    page.goto(f"{fake}/conversations")
    page.get_by_role("table", name="Conversations").wait_for()
    assert set(shown(page, "tbody th")) >= set(HOSTILE)
    unharmed(page)
    for conversation in ("f" * 32, *(f"{at:032x}" for at in range(200))):
        kept.delete(conversation)


@pytest.mark.parametrize(("path", "selector"), [("briefings", "tbody th .link"), ("speakers", "tbody th .link"), ("library", "tbody th")])
def test_in_titles_names_and_sources(fake, open_page, path, selector):
    page = open_page(f"{fake}/{path}")
    expect(page.get_by_role("row").nth(200)).to_be_attached()
    ready(page)
    assert set(shown(page, selector)) >= set(HOSTILE)
    unharmed(page)


def test_on_the_page_of_a_briefing_and_of_a_speaker(fake, open_page):
    page = open_page(f"{fake}/briefings?briefing=b0b0b0b0b0b0")
    expect(page.get_by_role("heading", level=1)).to_have_text(HOSTILE[3])
    expect(transcript(page).locator(".turn")).to_have_count(len(HOSTILE) + 1)
    assert set(shown(page, ".people .link")) >= set(HOSTILE)
    assert shown(page, ".turn .text")[1:] == [f"Hostile {text} end?" for text in HOSTILE]
    page.get_by_role("button", name=HOSTILE[0], exact=True).click()
    expect(page).to_have_url(re.compile("/speakers"))
    expect(page.get_by_role("heading", level=1)).to_have_text(HOSTILE[0])
    assert shown(page, "td.serif") == [f"Hostile {HOSTILE[0]} end?"]
    unharmed(page)


def test_in_a_draft_and_its_verdicts(fake, open_page):
    page = open_page(f"{fake}/check")
    draft = "“" + " ".join(HOSTILE).replace("“", "").replace("”", "") + "” " + " ".join(HOSTILE)
    page.get_by_label("Draft").fill(draft)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_text("words changed", exact=True)).to_be_visible()
    assert draft[:5000] in shown(page, "p.draft")[0].replace("”1 ", "” ")
    unharmed(page)
