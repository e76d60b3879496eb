"""From bytes to a Document: which reader a file wants, by its ending and its first bytes."""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePosixPath

from ingest.document import Document
from ingest.readers.decode import decode
from rag.errors import InputError, UnknownFormat

_BY_ENDING = {
    "txt": "plain", "text": "plain", "log": "plain", "": "plain",
    "md": "markdown", "markdown": "markdown",
    "html": "html", "htm": "html", "xhtml": "html", "php": "html", "aspx": "html", "shtml": "html",
    "xml": "xml", "pdf": "pdf", "json": "json",
    "srt": "captions", "vtt": "captions", "docx": "word", "eml": "mail",
}  # fmt: skip
_FROM_BYTES = ("pdf", "word", "mail")
READABLE = ("plain text", "HTML", "Markdown", "XML", "PDF", "Word", "e-mail", "captions (SRT, VTT)", "JSON")


def read(data: bytes, name: str) -> Document:
    """The document in `data`. Raises UnknownFormat for a type that nobody reads, InputError for an empty, binary or damaged file."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise InputError("the file is empty", "Check that it was saved or downloaded completely.")
    kind = _kind(data, name)
    if kind is None:
        raise UnknownFormat(f"files of this type are not read here: {name}", f"Save it as one of: {', '.join(READABLE)}.")
    reader = import_module(f"ingest.readers.{kind}")
    return reader.read(data if kind in _FROM_BYTES else decode(data))  # type: ignore[no-any-return]


def _kind(data: bytes, name: str) -> str | None:
    ending = PurePosixPath(name).suffix.lower().lstrip(".")
    start = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf-"):
        return "pdf"
    if start.startswith((b"<!doctype html", b"<html")) or (ending in ("", "txt") and b"<body" in start):
        return "html"
    if start.startswith(b"<?xml") and b"<html" not in start:
        return "xml"
    return _BY_ENDING.get(ending)
