"""The only file that touches the network: pages are fetched politely, one at a time a host, from the own network only where that is allowed."""

from __future__ import annotations

import ipaddress
import logging
import socket
import time
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpx2

from rag.config import Settings
from rag.errors import InputError

NAME = "briefings"
VERSION = "0.1"
LARGEST_PAGE = 20_000_000
"""Bytes, unpacked."""
DELAY_S = 1.0
"""Between two requests to one host, unless its robots.txt asks for more."""
LONGEST_DELAY_S = 30.0
WHOLE_PAGE_S = 60.0
"""A server that sends a byte a second is left after this long."""
REDIRECTS = 5
ATTEMPTS = 3
LONGEST_WAIT_S = 60.0
"""A server that asks to wait longer (Retry-After) is asked again at the next refresh."""
SAVE_IT = "Open it in a browser, save the page, and refresh with the file; or paste its text in the app."

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Page:
    """What a server sent. `data` is None where nothing changed since the last visit; `gone` where there is no such page any more."""

    url: str
    data: bytes | None = None
    content_type: str = ""
    etag: str = ""
    modified: str = ""
    gone: bool = False


@dataclass(slots=True)
class Fetcher:
    """Fetches pages, remembering when it last asked each host and what its robots.txt allows."""

    settings: Settings
    delay_s: float = field(default_factory=lambda: DELAY_S)
    _client: httpx2.Client = field(init=False)
    _asked: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)

    def __post_init__(self) -> None:
        contact = f" (+{self.settings.contact})" if self.settings.contact else ""
        self._client = httpx2.Client(
            headers={"User-Agent": f"{NAME}/{VERSION}{contact}", "Accept": "text/html, application/xhtml+xml, application/xml, text/*, */*;q=0.5"},
            timeout=httpx2.Timeout(20.0, connect=10.0),
            follow_redirects=False,
            trust_env=False,
        )

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def get(self, url: str, etag: str = "", modified: str = "") -> Page:
        """The page at `url`, or that it did not change. Raises InputError, with what to do instead."""
        asked = url
        for _ in range(REDIRECTS + 1):
            self._check_robots(url)
            response, data = self._patiently(url, etag, modified)
            if not response.has_redirect_location:
                return _page(asked, url, response, data)
            url = urljoin(url, response.headers["location"])
            etag = modified = ""
        raise InputError(f"{asked} redirects without end", "Open it in a browser and give the address it ends at.")

    def _check_robots(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise InputError(f"{url} is no web address", "Give an address that begins with https://.")
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = self._read_robots(site)
        if not self._robots[site].can_fetch(NAME, url):
            raise InputError(f"{site} asks programs not to fetch {url} (robots.txt)", SAVE_IT)

    def _read_robots(self, site: str) -> RobotFileParser:
        """What a site allows; a site without the file allows everything, one whose file cannot be read now nothing."""
        robots = RobotFileParser()
        response, data = self._patiently(f"{site}/robots.txt", "", "")
        if response.status_code >= 500 or response.status_code == 429:
            raise InputError(f"{site} cannot say what it allows (robots.txt: {response.status_code})", "Refresh again later.")
        text = data.decode("utf-8", "replace") if response.is_success else ""
        robots.parse(text.splitlines())
        return robots

    def _patiently(self, url: str, etag: str, modified: str) -> tuple[httpx2.Response, bytes]:
        """Ask, and ask again where the server is busy or the line breaks, waiting as long as it says."""
        for attempt in range(ATTEMPTS):
            last = attempt == ATTEMPTS - 1
            try:
                response, data = self._ask(url, etag, modified)
            except httpx2.TransportError as error:
                if last or isinstance(error, httpx2.UnsupportedProtocol):
                    raise _unreachable(url, error) from error
                wait = 2.0**attempt
            else:
                wait = _wait(response, attempt)
                if last or wait > LONGEST_WAIT_S or response.status_code not in (429, 500, 502, 503, 504):
                    return response, data
            logger.info("%s: asking again in %.0f s", url, wait)
            time.sleep(wait * self.delay_s)
        raise AssertionError("the last attempt returns or raises")

    def _ask(self, url: str, etag: str, modified: str) -> tuple[httpx2.Response, bytes]:
        host = urlsplit(url).netloc
        self._check_address(url)
        pause = self._asked.get(host, 0.0) + self._pause(url) - time.monotonic()
        if pause > 0:
            time.sleep(pause)
        headers = {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", modified)) if value}
        try:
            with self._client.stream("GET", url, headers=headers) as response:
                stream = response.extensions.get("network_stream")
                self._check_ip(url, stream.get_extra_info("server_addr")[0] if stream else "")  # the name may mean another address by now
                return response, _read(url, response)
        finally:
            self._asked[host] = time.monotonic()

    def _pause(self, url: str) -> float:
        parts = urlsplit(url)
        robots = self._robots.get(f"{parts.scheme}://{parts.netloc}")
        wished = robots.crawl_delay(NAME) if robots else None
        return max(self.delay_s, min(LONGEST_DELAY_S, float(wished or 0)))

    def _check_address(self, url: str) -> None:
        parts = urlsplit(url)
        try:
            found = socket.getaddrinfo(parts.hostname, parts.port or (443 if parts.scheme == "https" else 80), type=socket.SOCK_STREAM)
        except (OSError, UnicodeError, ValueError) as error:
            raise InputError(f"there is no host {parts.hostname}", "Check the address and the connection.") from error
        for *_, address in found:
            self._check_ip(url, str(address[0]))

    def _check_ip(self, url: str, address: str) -> None:
        """A page must not make this machine ask its own network."""
        if address and not self.settings.allow_private and not ipaddress.ip_address(address.partition("%")[0]).is_global:
            raise InputError(f"{url} leads to an address of the own network", "Set BRIEFINGS_ALLOW_PRIVATE=1 if that is meant.")


def _read(url: str, response: httpx2.Response) -> bytes:
    """The body, as far as a page may go in size and time."""
    until, parts, size = time.monotonic() + WHOLE_PAGE_S, [], 0
    for part in response.iter_bytes():
        parts.append(part)
        size += len(part)
        if size > LARGEST_PAGE:
            raise InputError(
                f"{url} is larger than {LARGEST_PAGE // 1_000_000} MB", "Give the address of the transcript itself, or save it as a file."
            )
        if time.monotonic() > until:
            raise InputError(f"{url} was not whole after {WHOLE_PAGE_S:.0f} s", "Refresh again later, or save the page in a browser.")
    return b"".join(parts)


def _page(asked: str, url: str, response: httpx2.Response, data: bytes) -> Page:
    status = response.status_code
    if status == 304:
        return Page(url)
    if status in (404, 410):
        return Page(url, gone=True)
    if status in (401, 403, 407, 429, 451, 503):
        raise InputError(f"{asked} refuses programs or is busy (status {status})", SAVE_IT)
    if status >= 400:
        raise InputError(f"{asked} could not be fetched (status {status})", "Check the address, or refresh again later.")
    headers = response.headers
    return Page(url, data, headers.get("content-type", ""), headers.get("etag", ""), headers.get("last-modified", ""))


def _wait(response: httpx2.Response, attempt: int) -> float:
    """Seconds to wait, as the server says (a number or a date), else longer each time."""
    said = response.headers.get("retry-after", "")
    if said.isdecimal():
        return float(said)
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - time.time())
    except (ValueError, TypeError):
        return 2.0**attempt


def _unreachable(url: str, error: httpx2.TransportError) -> InputError:
    said = str(error) or type(error).__name__
    if "CERTIFICATE_VERIFY_FAILED" in said:
        return InputError(
            f"the certificate of {urlsplit(url).hostname} is not valid: {said}", "Open the page in a browser to see why, and save it from there."
        )
    if isinstance(error, httpx2.TimeoutException):
        return InputError(f"{url} does not answer", "Refresh again later, or save the page in a browser.")
    return InputError(f"{url} cannot be reached: {said}", "Check the address and the connection.")
