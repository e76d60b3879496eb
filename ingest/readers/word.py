"""Word (.docx): paragraphs and table cells in order, with what is bold. Nothing embedded is opened."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from ingest.document import Document, Kind, Line
from ingest.readers.tables import label_column
from rag.errors import InputError

LARGEST = 200 * 2**20
"""Bytes that the parts of a document may unpack to."""


def read(data: bytes) -> Document:
    """The paragraphs of a Word document. Raises InputError when it is damaged, encrypted or a bomb."""
    from docx import Document as open_document

    _check_size(data)
    try:
        document = open_document(io.BytesIO(data))
        lines = tuple(_lines(document))
        title = document.core_properties.title or ""
    except Exception as error:  # damaged parts make python-docx raise nearly anything; the cause is kept
        raise InputError(f"the Word document cannot be read ({type(error).__name__}: {error})", "Open and save it again as .docx.") from error
    return Document(lines, "docx", {"file_title": title} if title else {})


def _check_size(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(info.file_size for info in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise InputError(f"the Word document cannot be read: {error}", "Open and save it again as .docx.") from error
    if size > LARGEST:
        raise InputError("the Word document unpacks to far more than a transcript would", "Save its text alone as a new document.")


def _lines(document: Any) -> Iterator[Line]:
    number = 0
    for block, is_label in _blocks(document):
        style = (block.style.name or "") if block.style is not None else ""
        kind: Kind = "heading" if style.startswith(("Heading", "Title")) else "item" if style.startswith("List") else "text"
        for row, (text, bold) in enumerate(_rows(block)):
            if text.strip():
                number += 1
                yield Line(number, text, ((0, len(text)),) if is_label else bold, kind, gap=0 if row else 1)


def _blocks(parent: Any, *, is_label: bool = False) -> Iterator[tuple[Any, bool]]:
    """Paragraphs of the body and of table cells, each cell once, and whether they are the labels of a table of turns."""
    for block in parent.iter_inner_content():
        if not hasattr(block, "rows"):
            yield block, is_label
            continue
        rows = list(_cells(block))
        column = label_column([[cell.text for cell in row] for row in rows])
        for row in rows:
            for at, cell in enumerate(row):
                yield from _blocks(cell, is_label=at == column)


def _cells(table: Any) -> Iterator[list[Any]]:
    """The cells of each row; one that goes over several columns or rows stands once."""
    seen: set[int] = set()
    for row in table.rows:
        yield [cell for cell in row.cells if id(cell._tc) not in seen and not seen.add(id(cell._tc))]  # type: ignore[func-returns-value]


def _rows(paragraph: Any) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    """The lines of a paragraph, parted where it has line breaks, with their bold spans; inserted words are in, deleted and hidden ones are not."""
    from docx.text.run import Run

    text = ""
    bold: list[tuple[int, int]] = []
    for run in (Run(element, paragraph) for element in paragraph._p.xpath(".//w:r")):
        if run.font.hidden:
            continue
        for number, part in enumerate(run.text.split("\n")):
            if number:
                yield text, tuple(bold)
                text, bold = "", []
            if part and run.bold:
                bold.append((len(text), len(text) + len(part)))
            text += part
    yield text, tuple(bold)
