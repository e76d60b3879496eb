"""Web pages and fragments: the blocks a reader of the page sees, in order, with what is bold. Nothing is fetched or executed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from typing import Any

from lxml import etree

from ingest.document import Anchor, Document, Kind, Line
from ingest.readers import plain
from ingest.readers.hidden import Hidden, for_screen_readers
from ingest.readers.plain import paragraphs
from ingest.readers.tables import label_column
from rag.errors import InputError
from rag.types import Note


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SKIPPED = _set("script style noscript template nav aside button svg math iframe object select textarea head canvas audio video footer input")
_BLOCKS = _set("""
    p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 table tbody thead tr td th blockquote section article main header center address figure figcaption hr
    body html pre details summary fieldset legend caption menu
""")
_KINDS: dict[str, Kind] = {
    **{f"h{n}": "heading" for n in range(1, 7)},
    "li": "item",
    "blockquote": "quote",
    "td": "table",
    "th": "table",
    "figcaption": "note",
}
_LAID_OUT = ("p", "div", "br", "table", "ul", "h1", "h2", "h3")
"""What stands in cells that hold part of a page rather than a value."""
_STYLED = _set("span div p")
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_SPEAKER = re.compile(r"(?:^|[\s_-])speaker(?:[_-]?(?:name|label))?(?:$|\s)", re.I)
_BLOCK_TAG = re.compile(r"<(?:p|div|br|pre|li|td|dd|h[1-6])\b", re.I)
_BREAKS = re.compile(r"[ \t\r\f]*\n[ \t\r\f\n]*|[\t\r\f]+")
_TOPIC = re.compile(r"post-\d+-(.+)")
_FOOTNOTE = re.compile(r"footnote|endnote|(?:^|-)fn-?\d", re.I)
_DEEPEST_PATH = 40


def read(text: str) -> Document:
    """The blocks of a page; its own metadata becomes `meta`, the targets of its links become anchors."""
    if not _BLOCK_TAG.search(text):
        document = plain.read(unescape(text))
        return replace(document, format="html")
    root = _parse(text)
    if root is None:
        raise InputError("the page holds nothing that can be read", "Check that the file is complete; save the page again from the browser.")
    _open_tables(root)
    walk = _Walk(page_topics(root), Hidden(root))
    walk.run(root)
    return Document(tuple(walk.lines), "html", page_meta(root), tuple(walk.notes), tuple(walk.anchors))


def _parse(text: str) -> Any:
    parser = etree.HTMLParser(huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(re.sub(r"\A\s*<\?xml[^>]{0,200}\?>", "", text).replace("\x00", ""), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _open_tables(root: Any) -> None:
    """Tables that lay out a page become paragraphs, and tables of turns too, their labels set apart as a speaker's element would be."""
    for cell in [cell for cell in root.iter("td") if any(cell.find(tag) is not None for tag in _LAID_OUT)]:
        cell.tag = "div"
    for table in [table for table in root.iter("table") if next(table.iterdescendants("table"), None) is None]:
        rows = [[cell for cell in row if cell.tag in ("td", "div")] for row in table.iter("tr")]
        column = label_column([[_clean("".join(cell.itertext())) for cell in row] for row in rows if row])
        if column is not None:
            for row in rows:
                for at, cell in enumerate(row):
                    cell.tag = "div"
                    if at == column:
                        cell.set("class", "speaker")


def page_meta(root: Any) -> dict[str, str]:
    """Title, dates and canonical address as the page's head and its first heading give them."""
    meta = {_clean(node.get("property") or node.get("name")): _clean(node.get("content")) for node in root.iter("meta") if node.get("content")}
    canonical = next((node.get("href") for node in root.iter("link") if "canonical" in (node.get("rel") or "").lower().split()), None)
    heading = next((_clean("".join(node.itertext())) for node in root.iter("h1") if _clean("".join(node.itertext()))), "")
    title = next((_clean(node.text) for node in root.iter("title") if _clean(node.text)), "")
    published = meta.get("article:published_time") or meta.get("dc.date.issued") or meta.get("date") or meta.get("datepublished") or ""
    found = {
        "title": heading or meta.get("og:title", "") or title,
        "published": published,
        "url": _clean(canonical) or meta.get("og:url", ""),
        "office": meta.get("og:site_name", ""),
        "time": next((_clean("".join(node.itertext())) for node in root.iter("time") if _clean("".join(node.itertext()))), ""),
    }
    return {key: value for key, value in found.items() if value}


def page_topics(root: Any) -> dict[str, str]:
    """Names of the places that links of the page itself lead to, by their ids."""
    links = ((node.get("href") or "", _clean("".join(node.itertext()))) for node in root.iter("a"))
    return {href[1:]: text for href, text in links if href.startswith("#") and len(href) > 1 and 2 < len(text) <= 80}


def _clean(text: str | None) -> str:
    return " ".join((text or "").split())


class _Walk:
    """One pass over the tree that gathers text until a block ends."""

    def __init__(self, topics: Mapping[str, str], hidden: Hidden) -> None:
        self._topics = topics
        self._hidden = hidden
        self.lines: list[Line] = []
        self.notes: list[Note] = []
        self.anchors: list[Anchor] = []
        self._pieces: list[str] = []
        self._length = 0
        self._bold: list[tuple[int, int]] = []
        self._bold_depth = self._note_depth = 0
        self._gap = 1
        self._path: list[int] = []
        self._entered = 0
        self._skipping = False
        self._kinds: list[Kind] = ["text"]

    def run(self, root: Any) -> None:
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, node in walker:
            tag = node.tag if isinstance(node.tag, str) else ""
            if event == "end":
                self._leave(node, tag)
            elif self._is_skipped(node, tag):
                self._skipping = True
                walker.skip_subtree()
            elif tag == "pre" and "\n" in (node.text or ""):
                self._preformatted(node)
                self._skipping = True
                walker.skip_subtree()
            else:
                self._enter(node, tag)
        self._flush()

    def _is_skipped(self, node: Any, tag: str) -> bool:
        if tag in _SKIPPED or for_screen_readers(node):
            return True
        if tag == "sup" and (node.find(".//a") is not None):
            return True
        if self._hidden.hides(node):
            if _clean("".join(node.itertext())):
                self.notes.append(Note(len(self.lines) + 1, "text that the page hides from its reader was left out"))
            return True
        return False

    def _enter(self, node: Any, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush()
            self._entered += 1
            self._path.append(self._entered)
            self._kinds.append(_KINDS.get(tag, self._kinds[-1]))
        elif tag == "br":
            self._gap = 0 if self._flush() else 1
        self._bold_depth += self._is_bold(node, tag)
        name = node.get("id") or (node.get("name") if tag == "a" else None)
        if name and tag != "html":
            self._anchor(name)
        self._add(node.text)

    def _anchor(self, name: str) -> None:
        if _FOOTNOTE.search(name):
            if "ref" not in name:
                self._kinds[-1] = "note"
        elif topic := self._topics.get(name) or ((found := _TOPIC.fullmatch(name)) and found[1]):
            self.anchors.append(Anchor(topic, len(self.lines) + 1))

    def _leave(self, node: Any, tag: str) -> None:
        if self._skipping:
            self._skipping = False
        else:
            if tag in _BLOCKS:
                self._flush()
                self._path.pop()
                self._kinds.pop()
            self._bold_depth -= self._is_bold(node, tag)
        self._add(node.tail)

    def _is_bold(self, node: Any, tag: str) -> bool:
        if tag in ("b", "strong", "dt"):
            return True
        style, name = node.get("style"), node.get("class")
        return bool((style and tag in _STYLED and _BOLD_STYLE.search(style)) or (name and _SPEAKER.search(name)))

    def _preformatted(self, node: Any) -> None:
        self._flush()
        text = "".join(node.itertext())
        self.lines.extend(paragraphs(text.replace("\r\n", "\n").split("\n"), len(self.lines) + 1))

    def _add(self, text: str | None) -> None:
        if text:
            text = _BREAKS.sub(" ", text)
            if self._bold_depth:
                begins = self._bold.pop()[0] if self._bold and self._bold[-1][1] == self._length else self._length
                self._bold.append((begins, self._length + len(text)))
            self._pieces.append(text)
            self._length += len(text)

    def _flush(self) -> bool:
        """End the block; whether it held anything."""
        text, bold = "".join(self._pieces), self._bold
        self._pieces, self._bold, self._length = [], [], 0
        lead = len(text) - len(text.lstrip())
        body = text.strip()
        if not body:
            return False
        spans = tuple((max(0, start - lead), min(len(body), stop - lead)) for start, stop in bold if stop > lead and start - lead < len(body))
        kind = self._kinds[-1]
        self.lines.append(Line(len(self.lines) + 1, body, spans, kind, lead, self._gap, tuple(self._path[:_DEEPEST_PATH])))
        self._gap = 1
        return True
