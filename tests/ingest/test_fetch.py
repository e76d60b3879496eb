"""Pages are fetched politely, and whatever a server does ends in a page or in an error that says what to do."""

import itertools
import socket
import time

import pytest

from ingest.sources import fetch
from ingest.sources.fetch import Fetcher
from rag.config import Settings
from rag.errors import InputError
from tests.ingest.site import Site


@pytest.fixture
def site():
    with Site() as site:
        site.put("/page", "<p>Hello</p>")
        yield site


@pytest.fixture
def fetcher(tmp_path):
    fetcher = Fetcher(Settings(data=tmp_path, allow_private=True, contact="press@example.org"), delay_s=0.01)
    yield fetcher
    fetcher.close()


def test_a_page_comes_with_what_asks_for_changes(site, fetcher):
    page = fetcher.get(f"{site.url}/page")
    assert (page.data, page.content_type) == (b"<p>Hello</p>", "text/html; charset=utf-8")
    assert fetcher.get(f"{site.url}/page", page.etag).data is None
    assert [path for path, *_ in site.asked] == ["/robots.txt", "/page", "/page"]


def test_says_who_asks(site, fetcher):
    fetcher.get(f"{site.url}/page")
    assert {headers["User-Agent"] for *_, headers in site.asked} == {"briefings/0.1 (+press@example.org)"}


def test_one_request_at_a_time_with_a_pause(site, tmp_path):
    fetcher = Fetcher(Settings(data=tmp_path, allow_private=True), delay_s=0.1)
    for _ in range(3):
        fetcher.get(f"{site.url}/page")
    fetcher.close()
    times = [moment for _, moment, _ in site.asked]
    assert all(later - earlier >= 0.1 for earlier, later in itertools.pairwise(times))


def test_robots_are_heeded(site, fetcher):
    site.put("/robots.txt", "User-agent: *\nDisallow: /private/", "text/plain")
    site.put("/private/page", "secret")
    with pytest.raises(InputError, match=r"robots\.txt") as error:
        fetcher.get(f"{site.url}/private/page")
    assert "save the page" in error.value.fix
    assert fetcher.get(f"{site.url}/page").data


def test_a_site_that_cannot_say_what_it_allows_is_left_alone(site, fetcher):
    site.put("/robots.txt", "", status=500)
    with pytest.raises(InputError, match="what it allows"):
        fetcher.get(f"{site.url}/page")
    assert site.paths() == []


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_said_to_be(site, fetcher, status):
    site.put("/old", "gone", status=status)
    assert fetcher.get(f"{site.url}/old").gone


@pytest.mark.parametrize(("status", "said"), [(401, "refuses programs"), (403, "refuses programs"), (418, "status 418"), (500, "status 500")])
def test_refusals(site, fetcher, status, said):
    site.put("/page", "no", status=status)
    with pytest.raises(InputError, match=said) as error:
        fetcher.get(f"{site.url}/page")
    assert error.value.fix


def test_a_busy_server_is_asked_again_when_it_says(site, fetcher):
    answers = iter([(503, b""), (429, b""), (200, b"<p>At last</p>")])

    def busy(handler):
        status, body = next(answers)
        handler.send_response(status)
        handler.send_header("Retry-After", "2")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    site.pages["/busy"] = busy
    began = time.monotonic()
    assert fetcher.get(f"{site.url}/busy").data == b"<p>At last</p>"
    assert time.monotonic() - began >= 2 * 2 * 0.01


def test_a_server_that_asks_for_an_hour_is_asked_at_the_next_refresh(site, fetcher):
    site.put("/page", "later", status=503, Retry_After="3600")
    with pytest.raises(InputError, match="busy"):
        fetcher.get(f"{site.url}/page")
    assert site.paths() == ["/page"]


def test_redirects_are_followed_to_their_end(site, fetcher):
    site.put("/a", "", status=302, Location="/b")
    site.put("/b", "", status=301, Location=f"{site.url}/page")
    page = fetcher.get(f"{site.url}/a")
    assert (page.url, page.data) == (f"{site.url}/page", b"<p>Hello</p>")


def test_a_page_that_redirects_for_ever(site, fetcher):
    site.put("/round", "", status=302, Location="/round")
    with pytest.raises(InputError, match="without end"):
        fetcher.get(f"{site.url}/round")


def drip(handler):
    handler.send_response(200)
    handler.end_headers()
    try:
        for _ in range(200):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.01)
    except OSError:
        pass


def test_a_server_that_sends_byte_by_byte_is_left(site, fetcher, monkeypatch):
    monkeypatch.setattr(fetch, "WHOLE_PAGE_S", 0.2)
    site.pages["/slow"] = drip
    began = time.monotonic()
    with pytest.raises(InputError, match="was not whole"):
        fetcher.get(f"{site.url}/slow")
    assert time.monotonic() - began < 1.5


def test_a_page_that_is_too_large_is_left(site, fetcher, monkeypatch):
    monkeypatch.setattr(fetch, "LARGEST_PAGE", 1_000_000)
    site.put("/large", b"x" * 2_000_000)
    with pytest.raises(InputError, match="larger than"):
        fetcher.get(f"{site.url}/large")


def test_a_line_that_breaks_is_tried_again_and_then_named(site, fetcher):
    site.pages["/broken"] = lambda handler: handler.connection.close()
    with pytest.raises(InputError, match="cannot be reached"):
        fetcher.get(f"{site.url}/broken")
    assert site.paths().count("/broken") == fetch.ATTEMPTS


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "10.0.0.1", "169.254.169.254", "[::ffff:127.0.0.1]", "2130706433"])
def test_the_own_network_is_not_asked(tmp_path, address):
    fetcher = Fetcher(Settings(data=tmp_path), delay_s=0.01)
    with pytest.raises(InputError, match=r"own network|no host"):
        fetcher.get(f"http://{address}:9/page")
    fetcher.close()


def test_a_name_that_means_another_address_when_it_is_asked(site, tmp_path, monkeypatch):
    """The check before the request sees a public address, the request itself is led to this machine."""
    answers = iter(["93.184.216.34"])
    real = socket.getaddrinfo

    def rebinding(host, port, *arguments, **more):
        address = next(answers, "127.0.0.1")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))] if host == "rebinding.test" else real(host, port, *arguments, **more)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    fetcher = Fetcher(Settings(data=tmp_path), delay_s=0.01)
    with pytest.raises(InputError, match="own network"):
        fetcher.get(f"{site.url.replace('127.0.0.1', 'rebinding.test')}/page")
    fetcher.close()


@pytest.mark.parametrize("url", ["ftp://example.org/x", "file:///etc/passwd", "https://", "http://no such host/"])
def test_what_is_no_address(fetcher, url):
    with pytest.raises(InputError):
        fetcher.get(url)


def test_nobody_listens(fetcher):
    with pytest.raises(InputError, match="cannot be reached"):
        fetcher.get("http://127.0.0.1:9/page")
