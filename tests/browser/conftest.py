"""One browser and at most two servers for the whole run: the app over the samples, and the app over the fake library."""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress

import pytest

from tests.shared import PROJECT, SAMPLES

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
START_S = 120
LIMIT_MS = 60_000  # how long anything a person waits for may take on a busy machine; what is there goes on at once


def pytest_collection_modifyitems(items):
    if CHROMIUM is None:
        for item in items:
            if "browser" in item.path.parts:
                item.add_marker(pytest.mark.skip(reason="no Chromium found; get it with: apt-get install chromium (or your system's package of it)"))


@contextmanager
def serving(script, data, log):
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("OPENAI", "BRIEFINGS", "STREAMLIT"))}
    environment |= {
        "BRIEFINGS_ALLOW_PRIVATE": "1",
        "BRIEFINGS_DATA": str(data),
        "PYTHONPATH": str(PROJECT),
        "OPENAI_API_KEY": "",
        "OPENAI_BASE_URL": "",
        "BRIEFINGS_MODEL": "",
    }
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", "0", "--server.headless", "true"]
    with log.open("w") as out:
        server = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=out, stderr=out)
        try:
            yield await_health(server, log)
        finally:
            server.terminate()
            try:
                server.wait(60)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def await_health(server, log):
    """The address that the server chose, once it answers there."""
    until = time.monotonic() + START_S
    while time.monotonic() < until and server.poll() is None:
        if told := re.search(r"http://127\.0\.0\.1:[0-9]+(?=\s)", log.read_text()):
            with suppress(OSError), urllib.request.urlopen(f"{told[0]}/_stcore/health", timeout=5):
                return told[0]
        time.sleep(0.1)
    raise AssertionError(f"the app did not start:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def fake_data(tmp_path_factory):
    return tmp_path_factory.mktemp("fake") / "data"


@pytest.fixture(scope="session")
def fake(fake_data):
    with serving(PROJECT / "tests" / "ui" / "fake_app.py", fake_data, fake_data.parent / "log") as url:
        yield url


@pytest.fixture(scope="session")
def app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("app")
    refreshed = subprocess.run(
        [sys.executable, "-m", "ingest", "refresh", str(SAMPLES), "--data", str(folder / "data"), "--json"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
    )
    assert refreshed.returncode in (0, 3), refreshed.stderr
    with serving(PROJECT / "app.py", folder / "data", folder / "log") as url:
        yield url


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=LIMIT_MS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser):
    """Opens an address in a window of its own; afterwards nothing may have asked another host or thrown an error."""
    contexts, foreign, errors = [], [], []

    def open_(url, width=1400, height=900, scheme="light", **options):
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, **options)
        context.set_default_timeout(LIMIT_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: None if request.url.startswith(("http://127.0.0.1:", "data:", "blob:")) else foreign.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(url)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not foreign, f"asked other hosts: {foreign}"
    assert not errors, f"errors in the page: {errors}"
