"""The only file that touches the network: pages are fetched politely, one at a time a host, from the own network only where that is allowed."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import socket
import ssl
import time
import zlib
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import httpx2

from ingest.sources.robots import Robots, read_robots
from ingest.sources.walls import SAVE_IT
from rag.config import Settings
from rag.errors import InputError

NAME = "briefings"
VERSION = "0.1"
LARGEST_PAGE = 20_000_000
"""Bytes, unpacked."""
LARGEST_ROBOTS = 500_000
"""Bytes of a robots.txt that are read, as RFC 9309 has it."""
DELAY_S = 1.0
"""Between two requests to one host, unless its robots.txt asks for more."""
LONGEST_DELAY_S = 30.0
WHOLE_PAGE_S = 60.0
"""From the first packet to the last: a server that sends a byte a second is left after this long."""
TIMEOUT = httpx2.Timeout(20.0, connect=10.0)
REDIRECTS = 5
ATTEMPTS = 3
LONGEST_WAIT_S = 60.0
"""A server that asks to wait longer (Retry-After) is asked again at the next refresh."""
BUSY = (429, 500, 502, 503, 504)
GIVE_UP = 3
"""Pages of one host that fail in a row; the rest of it is left for the next refresh."""
LATER = "Refresh again later, or save the page in a browser."

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


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer of a server, its body unpacked."""

    status: int
    headers: httpx2.Headers
    data: bytes

    @property
    def leads_to(self) -> str:
        """Where it redirects to, "" when it does not."""
        return self.headers.get("location", "") if self.status in (301, 302, 303, 307, 308) else ""


@dataclass(slots=True)
class Fetcher:
    """Fetches pages, remembering when it last asked each host, what its robots.txt allows and how often it failed."""

    settings: Settings
    delay_s: float = field(default_factory=lambda: DELAY_S)
    _asked: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, Robots] = field(default_factory=dict)
    _failures: dict[str, int] = field(default_factory=dict)
    _trust: ssl.SSLContext = field(default_factory=httpx2.create_ssl_context)

    def get(self, url: str, etag: str = "", modified: str = "") -> Page:
        """The page at `url`, or that it did not change. Raises InputError, with what to do instead."""
        validators = {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", modified)) if value}
        end, reply = self._follow(url, validators, heed_robots=True)
        return _page(url, end, reply)

    def _follow(self, asked: str, validators: dict[str, str], *, heed_robots: bool) -> tuple[str, Reply]:
        """The reply at the end of all redirects, each step of which must be allowed, and its address."""
        url = asked
        for _ in range(REDIRECTS + 1):
            site = _site(url)
            if heed_robots:
                self._check_robots(site, url)
            reply = self._patiently(url, validators)
            if not reply.leads_to:
                return url, reply
            url, validators = urljoin(url, reply.leads_to), {}
        raise InputError(f"{asked} redirects without end", "Open it in a browser and give the address it ends at.")

    def _check_robots(self, site: str, url: str) -> None:
        if site not in self._robots:
            self._robots[site] = self._read_robots(site)
        if not self._robots[site].allows(url):
            raise InputError(f"{site} asks programs not to fetch {url} (robots.txt)", SAVE_IT)

    def _read_robots(self, site: str) -> Robots:
        """What a site allows; a site without the file allows everything, one whose file cannot be read now nothing."""
        _, reply = self._follow(f"{site}/robots.txt", {}, heed_robots=False)
        if reply.status in BUSY:
            raise InputError(f"{site} cannot say what it allows (robots.txt: {reply.status})", "Refresh again later.")
        return read_robots(reply.data[:LARGEST_ROBOTS].decode("utf-8", "replace") if reply.status == 200 else "", NAME)

    def _patiently(self, url: str, validators: dict[str, str]) -> Reply:
        """Ask, and ask again where the server is busy or the line breaks, waiting as long as it says. A host that only fails is left alone."""
        host = urlsplit(url).netloc
        if self._failures.get(host, 0) >= GIVE_UP:
            raise InputError(f"{host} did not answer or was busy several times", "It is left alone until the next refresh.")
        for attempt in range(ATTEMPTS):
            last = attempt == ATTEMPTS - 1
            try:
                reply = self._ask(url, validators)
            except httpx2.TransportError as error:
                if last:
                    self._blame(host)
                    raise _unreachable(url, error) from error
                wait = 2.0**attempt
            else:
                wait = _wait(reply, attempt)
                if reply.status not in BUSY:
                    self._failures[host] = 0
                    return reply
                if last or wait > LONGEST_WAIT_S:
                    self._blame(host)
                    return reply
            logger.info("%s: asking again in %.0f s", url, wait)
            time.sleep(wait * self.delay_s)
        raise AssertionError("the last attempt returns or raises")

    def _blame(self, host: str) -> None:
        self._failures[host] = self._failures.get(host, 0) + 1

    def _ask(self, url: str, validators: dict[str, str]) -> Reply:
        """One request, after the pause that its host is due; it takes at most WHOLE_PAGE_S in all."""
        host = urlsplit(url).netloc
        pause = self._asked.get(host, 0.0) + self._pause(url) - time.monotonic()
        if pause > 0:
            time.sleep(pause)
        try:
            return asyncio.run(asyncio.wait_for(self._ask_host(url, validators), WHOLE_PAGE_S))
        except TimeoutError as error:
            self._blame(host)
            raise InputError(f"{url} was not whole after {WHOLE_PAGE_S:.0f} s", LATER) from error
        except httpx2.InvalidURL as error:
            raise InputError(f"{url} is no web address: {error}", "Check its spelling.") from error
        finally:
            self._asked[host] = time.monotonic()

    def _pause(self, url: str) -> float:
        robots = self._robots.get(_site(url), Robots())
        return max(self.delay_s, min(LONGEST_DELAY_S, robots.delay_s))

    async def _ask_host(self, url: str, validators: dict[str, str]) -> Reply:
        """Ask one address of the host after the other until one takes the connection."""
        target = httpx2.URL(url)
        *others, last = await self._addresses(target)
        for address in others:
            try:
                return await self._ask_at(address, target, validators)
            except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
                logger.info("%s at %s: %s", url, address, error)
        return await self._ask_at(last, target, validators)

    async def _addresses(self, target: httpx2.URL) -> list[str]:
        """Every address of a host. Raises InputError when there is none, or one is of the own network: no page may make this machine ask that."""
        host, port = target.raw_host.decode(), target.port or (443 if target.scheme == "https" else 80)
        try:
            found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError, ValueError, OverflowError) as error:
            raise InputError(f"there is no host {host}", "Check the address and the connection.") from error
        addresses = list(dict.fromkeys(str(address[0]) for *_, address in found))
        if not self.settings.allow_private and not all(map(is_public, addresses)):
            raise InputError(f"{target} leads to an address of the own network", "Set BRIEFINGS_ALLOW_PRIVATE=1 if that is meant.")
        return addresses

    async def _ask_at(self, address: str, target: httpx2.URL, validators: dict[str, str]) -> Reply:
        """Ask a host at the very address that was checked; its name could mean another one by now. The certificate must be the name's."""
        headers = {"Host": target.netloc.decode(), "User-Agent": self._name(), "Accept-Encoding": "gzip"}
        headers |= {"Accept": "text/html, application/xhtml+xml, application/xml, text/*, */*;q=0.5", **validators}
        more = {"sni_hostname": target.raw_host.decode()}
        async with (
            httpx2.AsyncClient(verify=self._trust, timeout=TIMEOUT, trust_env=False) as client,
            client.stream("GET", target.copy_with(host=address), headers=headers, extensions=more) as response,
        ):
            return Reply(response.status_code, response.headers, await _read(str(target), response))

    def _name(self) -> str:
        contact = self.settings.contact.encode("ascii", "replace").decode()
        return f"{NAME}/{VERSION}{f' (+{contact})' if contact else ''}"


def is_public(address: str) -> bool:
    """Whether an IP address belongs to one machine of the internet; one that carries another inside is what that is."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ipaddress.IPv4Address(int(ip) % 2**32) if ip in NAT64 or ip in COMPATIBLE else None)
        return is_public(str(inner)) if inner else ip.is_global and not (ip.is_multicast or ip.is_site_local or ip.teredo)
    return ip.is_global and not ip.is_multicast


NAT64, COMPATIBLE = ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("::/96")


async def _read(url: str, response: httpx2.Response) -> bytes:
    """The body, unpacked, as far as a page may go in size; what is packed twice or otherwise than asked is left."""
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip", ""):
        raise InputError(f"{url} comes packed as {packing}, which was not asked for", SAVE_IT)
    unpack, data = zlib.decompressobj(31) if "gzip" in packing else None, bytearray()
    try:
        async for part in response.aiter_raw():
            data += unpack.decompress(part, LARGEST_PAGE + 1 - len(data)) if unpack else part
            if len(data) > LARGEST_PAGE:
                raise InputError(f"{url} is larger than {LARGEST_PAGE // 1_000_000} MB", "Give the address of the transcript, or save it as a file.")
    except zlib.error as error:
        raise InputError(f"{url} cannot be unpacked: {error}", LATER) from error
    return bytes(data)


def _site(url: str) -> str:
    """Scheme, host and port of a web address. Raises InputError for another one."""
    try:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and parts.hostname and parts.port != 0:
            return f"{parts.scheme}://{parts.netloc}"
    except ValueError:  # a host in brackets that is none, or a port that cannot be
        pass
    raise InputError(f"{url} is no web address", "Give an address that begins with https://.")


def _page(asked: str, url: str, reply: Reply) -> Page:
    if reply.status == 304:
        return Page(url)
    if reply.status in (404, 410):
        return Page(url, gone=True)
    if reply.status in (401, 403, 407, 429, 451, 503):
        raise InputError(f"{asked} refuses programs or is busy (status {reply.status})", SAVE_IT)
    if reply.status >= 400:
        raise InputError(f"{asked} could not be fetched (status {reply.status})", "Check the address, or refresh again later.")
    headers = reply.headers
    return Page(url, reply.data, headers.get("content-type", ""), headers.get("etag", ""), headers.get("last-modified", ""))


def _wait(reply: Reply, attempt: int) -> float:
    """Seconds to wait, as the server says (a number or a date), else longer each time."""
    said = reply.headers.get("retry-after", "")
    if said.isdecimal():
        return float(said)
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return 2.0**attempt


def _unreachable(url: str, error: httpx2.TransportError) -> InputError:
    said = str(error) or type(error).__name__
    if "CERTIFICATE_VERIFY_FAILED" in said:
        host = urlsplit(url).hostname
        return InputError(f"the certificate of {host} is not valid: {said}", "Open the page in a browser to see why, and save it from there.")
    if isinstance(error, httpx2.TimeoutException):
        return InputError(f"{url} does not answer", LATER)
    return InputError(f"{url} cannot be reached: {said}", "Check the address and the connection.")
