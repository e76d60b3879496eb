"""How quick the app feels in a real browser, alone and with twenty sessions at once: figures beside their bounds. Needs Chromium and an index.

usage: python -m evals.bench_app [--data FOLDER] [--rounds N] [--seconds N] [--report]
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.load_app import memory_mb, processor_s, run
from rag.config import PROJECT, load
from rag.record.library import Library
from ui import suggest
from ui.view import sort_day

REPORT = PROJECT / "docs" / "bench-app.md"
SESSIONS = 20
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


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure: milliseconds of each time, and the bound for one of their quantiles (0 to 1)."""

    name: str
    times: Sequence[float]
    bound: float
    quantile: float = 0.5

    @property
    def row(self) -> str:
        """The figure as a row of a table."""
        middle, high, bounded = (quantile(self.times, share) for share in (0.5, 0.95, self.quantile))
        met = "met" if bounded <= self.bound else "missed"
        what = "median" if self.quantile == 0.5 else f"{100 * self.quantile:.0f}th percentile"
        return f"| {self.name} | {middle:,.0f} ms | {high:,.0f} ms | {len(self.times)} | {what} {self.bound:,.0f} ms: {met} |"


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which so great a share of them lies; nan for none."""
    ordered = sorted(values)
    return ordered[round(share * (len(ordered) - 1))] if ordered else float("nan")


def main() -> None:
    """Prints the figures of one run, and with --report keeps them in docs/bench-app.md."""
    parser = argparse.ArgumentParser(description="Time the app in a browser.")
    parser.add_argument("--data", default=None, help="data folder (default: the setting)")
    parser.add_argument("--rounds", type=int, default=100, help="questions asked in one conversation")
    parser.add_argument("--seconds", type=float, default=120, help="how long 20 sessions ask (0: not at all)")
    parser.add_argument("--report", action="store_true", help="write docs/bench-app.md")
    options = parser.parse_args()
    settings = load(data=options.data)
    lines: list[str] = []
    for line in measured(settings.data, options.rounds, options.seconds):
        print(line, flush=True)
        lines.append(line)
    if options.report:
        day = time.strftime("%d %B %Y").lstrip("0")
        REPORT.write_text("\n".join(["# The app, measured", "", f"`make bench-app DATA=FOLDER` on {day}.", "", *lines]) + "\n")


def measured(data: Path, rounds: int, seconds: float) -> Iterator[str]:
    """The lines of the report, as they come."""
    known = Library.open(data).briefings()
    questions = answerable(data, rounds)
    yield f"{len(known):,} briefings, {sum(each.turns for each in known):,} turns; {machine()}."
    yield from ("", "| | median | 95th percentile | n | asked |", "| --- | --- | --- | --- | --- |")
    with serving(data) as (address, pid):
        yield from (figure.row for figure in measure(address, questions, rounds))
        if not seconds:
            return
        before, began = memory_mb(pid), processor_s(pid)
        met = run(address, questions, SESSIONS, seconds)
        name = f"{SESSIONS} sessions, each asking every 5 s for {seconds:.0f} s: Enter to whole answer"
        yield Figure(name, [1000 * each for each in met.seconds], 3000, 0.95).row
        yield from ("", f"Errors under that load: {len(met.errors)}", *sorted(set(met.errors)))
        yield f"The server took {1000 * (processor_s(pid) - began) / max(1, len(met.seconds)):,.0f} ms of processor a question."
        yield f"Its memory: {before:,.0f} MB before the {SESSIONS} sessions, {memory_mb(pid):,.0f} MB after."


def machine() -> str:
    """What it ran on."""
    model = next((line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), "")
    return f"{os.cpu_count()} cores ({model or platform.machine()}), shared by browser and server, load average {os.getloadavg()[0]:.1f} at the start"


def answerable(data: Path, most: int) -> list[str]:
    """Questions that the newest briefings can answer."""
    with Library.open(data) as library:
        newest = suggest.newest([(each.id, sort_day(each)) for each in library.briefings()], 2 * most)
        return suggest.examples((library.briefing(id) for id in newest), most)


@contextmanager
def serving(data: Path) -> Iterator[tuple[str, int]]:
    """The app on a port of its own, over this data folder: its address and its process."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(PORT), "--server.headless", "true"]
    server = subprocess.Popen(
        command, cwd=PROJECT, env=os.environ | {"BRIEFINGS_DATA": str(data)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield f"http://127.0.0.1:{PORT}/", server.pid
    finally:
        server.terminate()
        server.wait(20)


def measure(address: str, questions: Sequence[str], rounds: int) -> list[Figure]:
    """Times of each step in one long conversation; the first page load, which starts everything, is left out."""
    from playwright.sync_api import sync_playwright

    usable: list[float] = []
    seen: list[float] = []
    opened: list[float] = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=next(filter(None, map(shutil.which, CHROMIUM)), None), args=["--no-sandbox"])
        visit(chromium, address, patience=60)
        for _ in range(5):
            page, took = visit(chromium, address)
            usable.append(took)
        page.wait_for_timeout(3000)
        for at in range(rounds):
            ask(page, questions[at % len(questions)], seen, opened)
        chromium.close()
    few = max(1, rounds // 5)
    return [
        Figure("page usable", usable, 2500),
        Figure("Enter to first evidence", seen, 500),
        Figure(f"the same, first {few} questions of a conversation", seen[:few], 500),
        Figure(f"the same, last {few} of {rounds} questions", seen[-few:], 500),
        Figure("citation to marked passage", opened, 300),
    ]


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


def ask(page: Any, question: str, seen: list[float], opened: list[float]) -> None:
    """Asks one question and opens its first citation; adds the milliseconds of both."""
    box = page.get_by_role("textbox", name="Ask about the briefings")
    box.fill(question)
    page.evaluate(WATCH, ".cite, .nearest li")
    box.press("Enter")
    seen.append(page.evaluate("window.took"))
    page.wait_for_timeout(800)
    citation = page.locator(".exchange").last.locator(".cite").first
    if citation.count():
        page.evaluate(WATCH, "mark")
        citation.click()
        opened.append(page.evaluate("window.took"))
        page.keyboard.press("Escape")
        page.get_by_role("region", name="Transcript", exact=True).wait_for(state="detached")


if __name__ == "__main__":
    main()
