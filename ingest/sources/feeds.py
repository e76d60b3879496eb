"""Links to pages, read from a feed (RSS, Atom), a sitemap, or the links of a listing page. It fetches nothing and knows no library."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urldefrag, urljoin, urlsplit
from xml.etree.ElementTree import Element, ParseError

from rag.errors import InputError

Kind = Literal["feed", "sitemap", "listing"]

TITLE_WORDS = 4
"""A link with fewer words is more likely a menu entry than the title of a briefing."""


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses in the order of the source, each once. `more`: addresses of further sitemaps."""

    kind: Kind
    pages: tuple[str, ...]
    more: tuple[str, ...] = ()


def is_xml(data: bytes) -> bool:
    """Whether a page is a feed or sitemap rather than something to read."""
    start = data[:2000].lower()
    return any(mark in start for mark in (b"<rss", b"<feed", b"<rdf:rdf", b"<urlset", b"<sitemapindex"))


def read_xml(data: bytes, url: str) -> Links:
    """The links of a feed or sitemap. Raises InputError when it is damaged or holds none."""
    pages: dict[str, None] = {}
    more: dict[str, None] = {}
    root = ""
    try:
        for name, element, top in _elements(data):
            root = top
            if name in ("item", "entry", "url"):
                pages |= dict.fromkeys(_links_of(element, url))
            elif name == "sitemap":
                more |= dict.fromkeys(_links_of(element, url))
            else:
                continue
            element.clear()
    except (ParseError, ValueError) as error:
        raise InputError(f"the feed {url} cannot be read: {error}", "Check the address in a browser; give the pages themselves.") from error
    if not pages and not more:
        raise InputError(f"{url} lists no pages", "Check the address in a browser; an empty list removes nothing.")
    return Links("sitemap" if root in ("urlset", "sitemapindex") else "feed", tuple(pages), tuple(more))


def read_listing(data: bytes, url: str) -> Links:
    """The links of a page that look like titles and lead to other pages of the same site; those below its own path when there are any."""
    from lxml import etree, html

    try:
        page = html.document_fromstring(data)
    except (etree.ParserError, ValueError):
        return Links("listing", ())
    here = urlsplit(url)
    found: dict[str, None] = {}
    for anchor in page.iter("a"):
        target = urldefrag(urljoin(url, anchor.get("href") or "")).url
        parts = urlsplit(target)
        elsewhere = parts.scheme in ("http", "https") and parts.hostname == here.hostname and parts.path != here.path
        if elsewhere and len("".join(map(str, anchor.itertext())).split()) >= TITLE_WORDS:
            found[target] = None
    below = [link for link in found if urlsplit(link).path.startswith(here.path.rstrip("/") + "/") and here.path.strip("/")]
    return Links("listing", tuple(below or found))


def _elements(data: bytes) -> Iterator[tuple[str, Element, str]]:
    """Every element when it ends, by its name without namespace, with the name of the root."""
    from defusedxml.ElementTree import iterparse

    root = ""
    for event, element in iterparse(io.BytesIO(data.lstrip()), events=("start", "end")):
        name = str(element.tag).rpartition("}")[2].lower()
        root = root or name
        if event == "end":
            yield name, element, root


def _links_of(element: Element, url: str) -> Iterator[str]:
    for child in element:
        name = str(child.tag).rpartition("}")[2].lower()
        if name in ("link", "loc") and child.get("rel", "alternate") == "alternate":
            link = (child.get("href") or child.text or "").strip()
            if link:
                yield urldefrag(urljoin(url, link)).url
                return
