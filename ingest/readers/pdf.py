"""PDF with text in it: rows joined to paragraphs over lines and pages, what stands on every page taken off."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ingest.document import Document
from ingest.readers.numbered import without_numbers
from ingest.readers.plain import paragraphs
from rag.errors import InputError
from rag.types import Note

MOST_PAGES = 3000
MOST_CHARACTERS = 40_000_000
LONGEST_FOOTNOTES = 12
"""Rows at the end of a page among which footnotes begin."""
_FOOTNOTE = re.compile(r"\s*(\d{1,2})\s+[^\W\d_a-z]")
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:of|/)\s*\d{1,4})?", re.I)

_log = logging.getLogger(__name__)


def read(data: bytes) -> Document:
    """The paragraphs of a PDF. Raises InputError when it is damaged, encrypted or only pictures of pages."""
    pages, author, title = _pages(data)
    if not any(row.strip() for page in pages for row in page):
        raise InputError("the PDF holds no text, only pictures of pages", "Run text recognition (OCR) on it first, or give another format.")
    rows, footnotes = _without_footnotes(_without_furniture(pages))
    meta = {key: value for key, value in (("author", author), ("file_title", title)) if value}
    notes = (Note(None, f"footnotes were left out ({footnotes})"),) if footnotes else ()
    return Document(tuple(paragraphs(without_numbers(rows))), "pdf", meta, notes)


def _pages(data: bytes) -> tuple[list[list[str]], str, str]:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("the PDF is encrypted", "Save a copy without a password.")
        pages, length = [], 0
        for page in reader.pages[:MOST_PAGES]:
            text = page.extract_text()
            length += len(text)
            if length > MOST_CHARACTERS:
                raise InputError("the PDF holds more text than a transcript would", "Split it.")
            pages.append(text.split("\n"))
        facts: Mapping[str, object] = reader.metadata or {}
        return pages, _fact(facts.get("/Author") or facts.get("/Company")), _fact(facts.get("/Title"))
    except InputError:
        raise
    except Exception as error:  # damaged files make pypdf raise nearly anything; the cause is kept
        raise InputError(f"the PDF cannot be read ({type(error).__name__}: {error})", "Check that it is complete; open and save it again.") from error


def _fact(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _without_furniture(pages: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """The rows of each page without headers, footers, page numbers and the empty rows around them."""
    edges = Counter(key for page in pages for key in {_key(row) for row in _edge_rows(page)})
    often = {key for key, count in edges.items() if count >= max(3, 0.4 * len(pages))} if len(pages) > 1 else set()
    for page in pages:
        near = set(map(id, _edge_rows(page)))
        yield _trim([row for row in page if not (id(row) in near and (_key(row) in often or _PAGE_NUMBER.fullmatch(row.strip())))])


def _trim(rows: list[str]) -> list[str]:
    filled = [at for at, row in enumerate(rows) if row.strip()]
    return rows[filled[0] : filled[-1] + 1] if filled else []


def _without_footnotes(pages: Iterable[list[str]]) -> tuple[list[str], int]:
    """The rows of all pages, so that a paragraph may go over a page, without footnotes, and how many of these there were.

    A footnote begins a row near the end of its page with the next number, which also hangs on a word above.
    """
    rows: list[str] = []
    count = 0
    for page in pages:
        for at in range(max(1, len(page) - LONGEST_FOOTNOTES), len(page)):
            number = _FOOTNOTE.match(page[at])
            if (
                number
                and int(number[1]) in (1, count + 1)
                and re.search(rf"[^\W\d_]{{2}}[.,;:?!”’\"')]{{0,3}}{number[1]}(?!\w)", "\n".join(page[:at]))
            ):
                count += sum(_FOOTNOTE.match(row) is not None for row in page[at:])
                page = _trim(page[:at])
                break
        rows += page
    return rows, count


def _edge_rows(page: Sequence[str]) -> list[str]:
    filled = [row for row in page if row.strip()]
    return filled[:3] + filled[-3:]


def _key(row: str) -> str:
    return _DIGITS.sub("0", " ".join(row.split()))
