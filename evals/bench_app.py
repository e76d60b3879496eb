"""How quick the app feels in a real browser: page usable, Enter to first evidence, citation to marked passage. Needs Chromium and an index.

usage: python -m evals.bench_app [--data FOLDER] [--rounds N]
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rag.config import PROJECT, load
from rag.record.library import Library
from ui import suggest
from ui.view import sort_day

PORT = 8765
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
# Looks through open shadow roots at every frame; the clock starts at the key or the click.
WATCH = """(selector) => {
  const inner = (root) => [...root.querySelectorAll("*")].flatMap((node) => (node.shadowRoot ? all(node.shadowRoot) : []));
  const all = (root) => [...root.querySelectorAll(selector), ...inner(root)];
  const before = new Set(all(document));
  for (const name of ["keydown", "click"]) addEventListener(name, () => (window.began ??= performance.now()), true);
  window.began = null;
  window.took = new Promise((done) => {
    const until = performance.now() + 20000;
    const look = () => {
      if (window.began && all(document).some((node) => !before.has(node))) done(performance.now() - window.began);
      else if (performance.now() > until) done(20000);
      else requestAnimationFrame(look);
    };
    look();
  });
}"""


def main() -> None:
    """Prints the figures of one run."""
    parser = argparse.ArgumentParser(description="Time the app in a browser.")
    parser.add_argument("--data", default=None, help="data folder (default: the setting)")
    parser.add_argument("--rounds", type=int, default=20, help="questions asked")
    options = parser.parse_args()
    settings = load(data=options.data)
    library = Library.open(settings.data)
    known = library.briefings()
    newest = suggest.newest([(each.id, sort_day(each)) for each in known], 40)
    questions = suggest.examples((library.briefing(id) for id in newest), options.rounds)
    print(f"{len(known):,} briefings, {sum(each.turns for each in known):,} turns, {len(questions)} questions")
    with serving(settings.data) as address:
        for name, figures in measure(address, questions).items():
            ordered = sorted(figures)
            high = ordered[int(0.95 * (len(ordered) - 1))]
            print(f"{name}: median {statistics.median(ordered):.0f} ms, 95th percentile {high:.0f} ms (n = {len(ordered)})")


@contextmanager
def serving(data: Path) -> Iterator[str]:
    """The app on a port of its own, over this data folder."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(PORT), "--server.headless", "true"]
    server = subprocess.Popen(["env", f"BRIEFINGS_DATA={data}", *command], cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{PORT}/"
    finally:
        server.terminate()
        server.wait(20)


def measure(address: str, questions: list[str]) -> dict[str, list[float]]:
    """Milliseconds of each step; the first page load, which starts everything, is left out."""
    from playwright.sync_api import sync_playwright

    figures: dict[str, list[float]] = {"page usable": [], "Enter to first evidence": [], "citation to marked passage": []}
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=next(filter(None, map(shutil.which, CHROMIUM)), None), args=["--no-sandbox"])
        visit(chromium, address, patience=60)
        for _ in range(3):
            page, usable = visit(chromium, address)
            figures["page usable"].append(usable)
        page.wait_for_timeout(3000)
        for question in questions:
            ask(page, question, figures)
        chromium.close()
    return figures


def visit(chromium: Any, address: str, patience: float = 10) -> tuple[Any, float]:
    """Opens the app in a window of its own; the milliseconds until the question box is there."""
    from playwright.sync_api import Error

    page = chromium.new_context(viewport={"width": 1400, "height": 900}).new_page()
    until = time.monotonic() + patience
    while True:
        began = time.monotonic()
        try:
            page.goto(address)
            page.get_by_role("textbox", name="Ask about the briefings").wait_for()
            return page, 1000 * (time.monotonic() - began)
        except Error:
            if time.monotonic() > until:
                raise
            time.sleep(0.3)


def ask(page: Any, question: str, figures: dict[str, list[float]]) -> None:
    """Asks one question and opens its first citation."""
    box = page.get_by_role("textbox", name="Ask about the briefings")
    box.fill(question)
    page.evaluate(WATCH, ".cite, .nearest li")
    box.press("Enter")
    figures["Enter to first evidence"].append(page.evaluate("window.took"))
    page.wait_for_timeout(800)
    citation = page.locator(".exchange").last.locator(".cite").first
    if citation.count():
        page.evaluate(WATCH, "mark")
        citation.click()
        figures["citation to marked passage"].append(page.evaluate("window.took"))
        page.keyboard.press("Escape")
        page.get_by_role("region", name="Transcript", exact=True).wait_for(state="detached")


if __name__ == "__main__":
    main()
