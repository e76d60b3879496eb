"""From bytes to text: which encoding a file is in, and whether it is text at all."""

from __future__ import annotations

import codecs
import re

from rag.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([\w.:-]{2,40})""", re.I)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_BYTES = bytes((*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F))


def decode(data: bytes) -> str:
    """The text of a file, line ends as `\\n`. Raises InputError when it is no text."""
    text = _decode(data).replace("\r\n", "\n").replace("\r", "\n")
    if len(data.translate(None, _CONTROL_BYTES)) == len(data):
        return text
    sample = text[:20_000]
    if len(_CONTROL.findall(sample)) > max(2, len(sample) // 50):
        raise InputError("the file is not text", "Check its type; a scanned or encrypted file must be converted to text first.")
    return _CONTROL.sub("", text)


def _decode(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace").lstrip("\ufeff")
    if data[:2000].count(b"\x00") > len(data[:2000]) // 4:
        return data.decode("utf-16-le" if data[1:2] == b"\x00" else "utf-16-be", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data)


def _legacy(data: bytes) -> str:
    declared = _DECLARED.search(data[:2000])
    for encoding in [declared[1].decode("ascii")] if declared else []:
        try:
            if codecs.lookup(encoding).name not in ("utf-8", "ascii"):
                return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            pass
    text = data.decode("utf-8", "briefings-cp1252")
    doubtful = _doubtful(data)
    if doubtful <= max(3, len(data) // 200) or len(data) - len(text) > 2 * doubtful:
        return text
    from charset_normalizer import from_bytes

    best = from_bytes(data[:65_536]).best()
    return data.decode(best.encoding if best else "cp1252", "replace")


def _doubtful(data: bytes) -> int:
    """Bytes beyond ASCII that are no UTF-8."""
    return data.decode("utf-8", "replace").count("\ufffd")


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Stray bytes of the Windows code page among UTF-8 are read as what they are there."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("briefings-cp1252", _as_cp1252)
