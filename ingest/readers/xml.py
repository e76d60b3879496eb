"""XML: the element with most text is the transcript, the short ones around it are what it says of itself."""

from __future__ import annotations

from html import unescape
from typing import Any

from ingest.document import Document
from ingest.readers import html
from rag.errors import InputError

_KEYS = {
    "title": "title", "headline": "title", "release-date": "date", "date": "date", "pubdate": "published", "published": "published", "url": "url",
    "link": "url", "document": "", "office": "office", "place": "place", "location": "place", "author": "author", "prime-minister": "author",
}  # fmt: skip
_AUSTRALIAN = {"transcript-id", "prime-minister", "period-of-service"}
"""Elements of the archive pmtranscripts.pmc.gov.au, whose files do not name the country and print the day first."""


def read(text: str) -> Document:
    """The blocks of the longest element. Raises InputError for XML that is not well formed or defines entities."""
    root = _parse(text)
    longest = max(root.iter(), key=lambda node: len(node.text or ""))
    if "<" not in (longest.text or ""):
        return Document(html.read(text).lines, "xml", _meta(root, None))
    page = html.read(f"<body>{longest.text}</body>")
    return Document(page.lines, "xml", _meta(root, longest), page.notes, page.anchors)


def _parse(text: str) -> Any:
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        return fromstring(text.strip().encode("utf-8", "replace") if text.lstrip().startswith("<?xml") else text)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError) as error:
        raise InputError(
            f"the XML cannot be read: {error}", "Check that the file is complete and well formed, without entity definitions."
        ) from error


def _meta(root: Any, content: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    tags = set()
    for node in root.iter():
        tag = str(node.tag).rsplit("}", 1)[-1].lower()
        tags.add(tag)
        value = " ".join(unescape(node.text or "").split())
        if node is not content and value and len(value) < 500 and (key := _KEYS.get(tag)):
            found.setdefault(key, value)
    if tags >= _AUSTRALIAN:
        found["office"] = "Prime Minister of Australia"
        found["date"] = "-".join(reversed(found.get("date", "").split("/")))
    if "," in found.get("author", ""):
        last, first = found["author"].split(",", 1)
        found["author"] = f"{first.strip()} {last.strip()}"
    if found.get("date"):
        found.setdefault("published", found["date"])
    return found
