"""JSON: a list of {"speaker", "content"}, or a briefing in the shape that `parse --json` prints. Every item is one turn; nothing is dropped."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from ingest.document import Anchor, Document, RawTurn, Spoken, tidy
from rag.errors import InputError
from rag.types import Note, Role, Speaker

_SPEAKER = ("label", "speaker", "name")
_WORDS = ("text", "content", "utterance")
_LISTS = ("turns", "meeting_transcripts", "transcript", "items")
_META = {"held_on": "date", "published_on": "published"} | {
    key: key for key in ("title", "office", "place", "url", "not_before", "not_after", "starts", "ends")
}


def read(text: str) -> Document:
    """The turns of the list. Raises InputError for JSON of another shape."""
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"the JSON cannot be read: {error}", "Check that the file is complete.") from error
    rows = _rows(given)
    items = [row for row in rows if isinstance(row, dict) and _label(row) is not None and _words(row) is not None]
    if not items or 2 * len(items) < len(rows):
        raise _wrong_shape()
    turns = tuple(RawTurn(_label(item) or "", tidy(_words(item) or ""), number) for number, item in enumerate(items, 1))
    meta = _meta(given) if isinstance(given, dict) else {}
    if len(items) < len(rows):  # what the file says of its turns by their places holds no longer
        lost = Note(None, f"rows without a speaker and words were left out ({len(rows) - len(items)})")
        return Document((), "json", meta, (lost,), turns=turns)
    topics = given.get("topics", ()) if isinstance(given, dict) else ()
    anchors = tuple(Anchor(topic["name"], topic["turn"] + 1) for topic in topics if _is_topic(topic, len(turns)))
    return Document((), "json", meta, anchors=anchors, turns=turns, spoken=tuple(_spoken(items)))


def _rows(given: Any) -> list[Any]:
    """The list of turns, the whole file or one of its values; [] where there is none."""
    if isinstance(given, dict):
        given = next((given[key] for key in _LISTS if isinstance(given.get(key), list)), None)
    return given if isinstance(given, list) else []


def _wrong_shape() -> InputError:
    return InputError(
        "the JSON is no transcript",
        'Give a list of {"speaker": "…", "content": "…"}, or one object in the shape that `python -m ingest parse --json` prints.',
    )


def _label(item: Mapping[str, Any]) -> str | None:
    value = next((item[key] or "" for key in _SPEAKER if key in item), None)
    if isinstance(value, dict):
        value = value.get("name")
    return " ".join(value.split()) if isinstance(value, str) else None


def _words(item: Mapping[str, Any]) -> str | None:
    value = next((item[key] or "" for key in _WORDS if key in item), None)
    return value if isinstance(value, str) else None


def _meta(given: Mapping[str, Any]) -> dict[str, str]:
    found = {name: value for key, name in _META.items() if isinstance(value := given.get(key), str) and value}
    return found | ({"fictional": "yes"} if given.get("fictional") is True else {})


def _spoken(items: Sequence[Mapping[str, Any]]) -> Iterator[Spoken]:
    """Who speaks, where every item says so in full; otherwise nothing."""
    if not all(isinstance(item.get("speaker"), dict) and "label" in item for item in items):
        return
    for index, item in enumerate(items):
        reply = item.get("answers")
        earlier = isinstance(reply, int) and not isinstance(reply, bool) and 0 <= reply < index
        relays = _speaker(item["relays"]) if isinstance(item.get("relays"), dict) else None
        yield Spoken(_speaker(item["speaker"]), reply if earlier else None, relays)


def _speaker(given: Mapping[str, Any]) -> Speaker:
    value = {key: " ".join(str(given.get(key) or "").split()) for key in ("name", "title", "outlet", "speaks_for")}
    role: Role = given["role"] if given.get("role") in get_args(Role) else "other"
    return Speaker(value["name"], role, value["title"], value["outlet"], value["speaks_for"])


def _is_topic(given: Any, turns: int) -> bool:
    return isinstance(given, dict) and isinstance(given.get("name"), str) and isinstance(given.get("turn"), int) and 0 <= given["turn"] < turns
