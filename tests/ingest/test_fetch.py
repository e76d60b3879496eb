"""Pages are fetched politely, and whatever a server does ends in a page or in an error that says what to do."""

import gzip
import itertools
import socket
import time
from pathlib import Path

import pytest

from ingest.sources import fetch
from ingest.sources.fetch import Fetcher, is_public
from rag.config import Settings
from rag.errors import InputError
from tests.ingest.site import Site

CERTIFICATE = Path(__file__).with_name("self_signed.pem")
"""Key and certificate for 127.0.0.1, valid for a hundred years and vouched for by nobody: openssl req -x509 -newkey ec ... -days 36500."""


@pytest.fixture
def site():
    with Site() as site:
        site.put("/page", "<p>Hello</p>")
        yield site


@pytest.fixture
def fetcher(tmp_path):
    return Fetcher(Settings(data=tmp_path, allow_private=True, contact="press@example.org"), delay_s=0.01)


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
    times = [moment for _, moment, _ in site.asked]
    assert all(later - earlier >= 0.1 for earlier, later in itertools.pairwise(times))


def test_robots_that_are_elsewhere_are_read_there(site, fetcher):
    site.put("/robots.txt", "", status=301, Location="/rules.txt")
    site.put("/rules.txt", "User-agent: briefings\nDisallow: /page", "text/plain")
    with pytest.raises(InputError, match=r"robots\.txt"):
        fetcher.get(f"{site.url}/page")


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
        while True:
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.01)
    except OSError:
        pass


def test_a_server_that_sends_byte_by_byte_is_left(site, fetcher, monkeypatch):
    monkeypatch.setattr(fetch, "WHOLE_PAGE_S", 1.0)
    site.pages["/slow"] = drip
    with pytest.raises(InputError, match="was not whole"):
        fetcher.get(f"{site.url}/slow")


def headers_byte_by_byte(handler):
    try:
        for byte in itertools.chain(b"HTTP/1.1 200 OK\r\nX-Padding: ", itertools.repeat(ord("x"))):
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
            time.sleep(0.01)
    except OSError:
        pass


def test_headers_that_come_byte_by_byte_are_left_too(site, fetcher, monkeypatch):
    monkeypatch.setattr(fetch, "WHOLE_PAGE_S", 1.0)
    site.pages["/slow"] = headers_byte_by_byte
    with pytest.raises(InputError, match="was not whole"):
        fetcher.get(f"{site.url}/slow")


def test_a_packed_page_is_unpacked(site, fetcher):
    site.put("/packed", gzip.compress(b"<p>Hello</p>"), Content_Encoding="gzip")
    assert fetcher.get(f"{site.url}/packed").data == b"<p>Hello</p>"


@pytest.mark.parametrize(
    ("body", "packing", "said"),
    [
        (gzip.compress(bytes(30_000_000)), "gzip", "larger than"),
        (gzip.compress(gzip.compress(b"x")), "gzip, gzip", "packed as"),
        (b"x", "br", "packed as"),
        (b"no gzip", "gzip", "cannot be unpacked"),
    ],
)
def test_a_packed_page_that_is_a_bomb_or_no_page(site, fetcher, body, packing, said):
    site.put("/packed", body, Content_Encoding=packing)
    with pytest.raises(InputError, match=said) as error:
        fetcher.get(f"{site.url}/packed")
    assert error.value.fix


def test_a_certificate_that_nobody_vouches_for(fetcher):
    with Site(certificate=CERTIFICATE) as site:
        site.put("/page", "<p>Hello</p>")
        with pytest.raises(InputError, match=r"certificate of 127\.0\.0\.1 is not valid") as error:
            fetcher.get(f"{site.url}/page")
    assert "browser" in error.value.fix
    assert site.asked == []


def test_a_host_that_only_fails_is_left_alone(site, fetcher):
    site.put("/robots.txt", "", "text/plain")
    for number in range(10):
        site.put(f"/{number}", "busy", status=503, Retry_After="3600")
    for number in range(10):
        with pytest.raises(InputError, match=r"busy|left alone"):
            fetcher.get(f"{site.url}/{number}")
    assert site.paths() == ["/0", "/1", "/2"]


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


OWN_NETWORK = [
    "127.0.0.1",
    "localhost",
    "[::1]",
    "0.0.0.0",
    "10.0.0.1",
    "169.254.169.254",
    "100.64.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "[fe80::1]",
    "[fc00::1]",
    "[fec0::1]",
    "[ff02::1]",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "127.1",
]


@pytest.mark.parametrize("address", OWN_NETWORK)
def test_the_own_network_is_not_asked(tmp_path, address):
    with pytest.raises(InputError, match=r"own network|no host|no web address"):
        Fetcher(Settings(data=tmp_path), delay_s=0.01).get(f"http://{address}:9/page")


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822", "::ffff:93.184.216.34"])
def test_addresses_of_the_internet(address):
    assert is_public(address)


def looked_up(monkeypatch, *answers):
    """Let a name of the tests mean one address after the other; gives the list of its look-ups."""
    asked, real = [], socket.getaddrinfo

    def answer(host, port, *arguments, **more):
        if host not in ("name.test", b"name.test"):
            return real(host, port, *arguments, **more)
        asked.append(host)
        found = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return asked


@pytest.mark.parametrize("answers", [[("127.0.0.1",)], [("93.184.216.34", "127.0.0.1")]])
def test_a_name_that_means_this_machine_is_not_asked(site, tmp_path, monkeypatch, answers):
    looked_up(monkeypatch, *answers)
    with pytest.raises(InputError, match="own network"):
        Fetcher(Settings(data=tmp_path), delay_s=0.01).get(f"{site.url.replace('127.0.0.1', 'name.test')}/page")
    assert site.asked == []


def test_the_address_that_was_checked_is_the_one_that_is_asked(site, fetcher, monkeypatch):
    """A name may mean another address a moment later: it is looked up once a request, and never again to connect."""
    asked = looked_up(monkeypatch, ("127.0.0.1",))
    assert fetcher.get(f"{site.url.replace('127.0.0.1', 'name.test')}/page").data == b"<p>Hello</p>"
    assert len(asked) == len(site.asked) == 2, "robots.txt and the page"
    assert {headers["Host"].partition(":")[0] for *_, headers in site.asked} == {"name.test"}


def test_the_next_address_is_asked_when_one_does_not_answer(site, fetcher, monkeypatch):
    looked_up(monkeypatch, ("::1", "127.0.0.1"))
    assert fetcher.get(f"{site.url.replace('127.0.0.1', 'name.test')}/page").data == b"<p>Hello</p>"


def test_a_redirect_into_the_own_network_is_not_followed(site, tmp_path, monkeypatch):
    """The first step is allowed because the test says so, the second one is not."""
    site.put("/out", "", status=302, Location="http://169.254.169.254/latest/meta-data")
    monkeypatch.setattr(fetch, "is_public", lambda address: address == "127.0.0.1" or is_public(address))
    with pytest.raises(InputError, match="own network"):
        Fetcher(Settings(data=tmp_path), delay_s=0.01).get(f"{site.url}/out")


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/x", "file:///etc/passwd", "https://", "http://no such host/", "http://[::1/", "http://127.0.0.1:99999/", "http://a\x00b/"],
)
def test_what_is_no_address(fetcher, url):
    with pytest.raises(InputError):
        fetcher.get(url)


def test_nobody_listens(fetcher):
    with pytest.raises(InputError, match="cannot be reached"):
        fetcher.get("http://127.0.0.1:9/page")
