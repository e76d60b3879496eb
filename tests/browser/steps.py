"""What a person does on the page, for the browser tests."""

import re
import time
from importlib.util import find_spec
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import LIMIT_MS

_SPEC = find_spec("axe_playwright_python")
assert _SPEC
assert _SPEC.origin
AXE = Path(_SPEC.origin).parent / "axe.min.js"
FOCUSED = """() => {
  let e = document.activeElement;
  while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
  return e?.getAttribute("aria-label") || e?.textContent || "";
}"""
STILL = "document.getAnimations().every((each) => each.playState !== 'running')"


def box(page):
    found = page.get_by_role("textbox", name="Ask about the briefings")
    expect(found).to_be_visible()
    return found


def ready(page):
    """Waits until the page is drawn."""
    expect(page.locator("[data-testid=stApp]")).to_have_attribute("data-test-script-state", "notRunning")


def until(page, holds):
    """Waits until something is so that no locator can tell. (The page's policy forbids Playwright's own way, which evaluates a string there.)"""
    end = time.monotonic() + LIMIT_MS / 1000
    while not holds():
        assert time.monotonic() < end, f"waited for {LIMIT_MS / 1000:.0f} s; the focus is on {focused(page)!r}"
        page.wait_for_timeout(50)


def ask(page, question):
    """Asks and waits for the whole answer; gives the list of claims."""
    before = page.locator("[data-status]").count()
    box(page).fill(question)
    box(page).press("Enter")
    answer = page.locator("[data-status]").nth(before)
    answer.wait_for(state="attached")
    return answer


def citation(page, number=1):
    return page.get_by_role("button", name=f"Citation {number}:").last


def transcript(page):
    return page.get_by_role("region", name="Transcript")


def marked(page):
    """The marked words, once they are in view and the address names them."""
    expect(transcript(page).locator("mark").first).to_be_in_viewport()
    expect(page).to_have_url(re.compile("chars="))
    return "".join(transcript(page).locator("mark").all_text_contents())


def focused(page):
    """The name or the words of what has the focus now."""
    return page.evaluate(FOCUSED)


def await_focus(page, begins):
    """Waits until something has the focus whose name or words begin so."""
    until(page, lambda: focused(page).startswith(begins))


def violations(page):
    """Serious and critical findings of axe, once the page is drawn and nothing moves (what is being drawn again is faded)."""
    ready(page)
    until(page, lambda: page.evaluate(STILL))
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.add_script_tag(path=AXE)
    found = page.evaluate("async () => (await axe.run()).violations.filter(v => ['serious', 'critical'].includes(v.impact))")
    return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]


GROUND = {"light": "rgb(251, 250, 246)", "dark": "rgb(20, 23, 28)"}
FORMS = (("light", 1400), ("dark", 1400), ("light", 360), ("dark", 320), ("light", 1600))


def sound_in_every_form(page, forms=FORMS):
    """In both themes and every width: nothing serious for axe, no sideways scrolling."""
    for scheme, width in forms:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        expect(page.locator("[data-testid=stApp]")).to_have_css("background-color", GROUND[scheme])
        expect(page.locator(f"[data-theme]:not([data-theme={scheme}])")).to_have_count(0)
        found = violations(page)
        assert found == [], f"{scheme}, {width} wide"
        assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"), f"{width} wide"
