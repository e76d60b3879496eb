"""The picture in the README, taken from the running app over the samples. Needs Chromium.

usage: python -m evals.screenshot
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from evals.bench_app import CHROMIUM, serving
from rag.config import PROJECT

QUESTION = "what did the U.S. say about Buy American?"
PICTURE = PROJECT / "docs" / "screenshot.png"


def main() -> None:
    """Writes docs/screenshot.png: the question, its answer, and the transcript at the cited words."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        data = Path(folder)
        refresh = [sys.executable, "-m", "ingest", "refresh", str(PROJECT / "samples"), "--data", folder, "--json"]
        subprocess.run(refresh, cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)
        with serving(data) as (address, _):
            browser = playwright.chromium.launch(executable_path=next(filter(None, map(shutil.which, CHROMIUM))), args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1400, "height": 860}, color_scheme="light")
            page.goto(address)
            box = page.get_by_role("textbox", name="Ask about the briefings")
            box.fill(QUESTION)
            box.press("Enter")
            page.get_by_role("button", name="How this was answered").wait_for()
            page.get_by_role("button", name="Citation 1:").click()
            page.get_by_role("region", name="Transcript").locator("mark").first.wait_for()
            page.mouse.move(5, 5)
            page.wait_for_timeout(800)  # the page scrolls softly
            page.screenshot(path=PICTURE)
            browser.close()
    print(f"wrote {PICTURE.relative_to(PROJECT)}")


if __name__ == "__main__":
    main()
