"""E-mail (.eml) as press offices send it: the text of the message; subject and date are what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from ingest.document import Document
from ingest.readers import html, plain
from ingest.readers.decode import decode
from rag.errors import InputError

LONGEST_HEADER = 500
_QUOTED = re.compile(r"^(?:> ?)+")
_FORWARDED = re.compile(r"^(?:(?:fwd?|re|transcript)\s*:\s*)+", re.I)


def read(data: bytes) -> Document:
    """The longest text part, as text or as a page. Raises InputError when the message holds none."""
    try:
        message = message_from_bytes(data, policy=policy.default)
        parts = [(part.get_content_type(), decode(content)) for part in _texts(message) if (content := _content(part)).strip()]
        meta = _meta(message)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise InputError(f"the message cannot be read: {error}", "Save it again from the mail program.") from error
    if not parts:
        raise InputError("the message holds no text", "Save its attachment and give that.")
    kind, text = max(parts, key=lambda part: (part[0] == "text/plain", len(part[1])))
    document = html.read(text) if kind == "text/html" else plain.read(_unquoted(text))
    return replace(document, format="eml", meta={**document.meta, **meta})


def _unquoted(text: str) -> str:
    """A text without the marks of quotation, where most of it is quoted: a forwarded transcript."""
    rows = text.split("\n")
    filled = [row for row in rows if row.strip()]
    if 2 * sum(row.startswith(">") for row in filled) <= len(filled):
        return text
    return "\n".join(_QUOTED.sub("", row) for row in rows)


def _texts(message: EmailMessage) -> Iterator[EmailMessage]:
    for part in message.walk():
        if part.get_content_type() in ("text/plain", "text/html") and part.get_content_disposition() != "attachment":
            yield part


def _content(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return b""
    charset = part.get_content_charset() or "utf-8"
    try:
        return content.decode(charset).encode()
    except (LookupError, UnicodeDecodeError):
        return content


def _meta(message: EmailMessage) -> dict[str, str]:
    found = {"title": _FORWARDED.sub("", " ".join(str(message.get("subject", "")).split()))[:LONGEST_HEADER]}
    sent = str(message.get("date", ""))
    with suppress(ValueError, TypeError, IndexError):
        found["published"] = parsedate_to_datetime(sent).date().isoformat()
    return {key: value for key, value in found.items() if value}
