"""Initials as labels, and the key above the transcript that says whose they are (`TJ   Tarik Jasar`)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from ingest.speakers.names import COURTESIES, NAME, plain

_INITIALS: Final = re.compile(r"[A-Z]{2,4}")

_ENTRY: Final = re.compile(rf"\s*(?P<label>[A-Z]{{2,4}})(?:\s*[:=–—-]\s*|\s+)(?P<name>(?:(?:Dr|Mr|Ms|Mrs|Prof)\.? )?{NAME})\s*(?:[,(].*)?$")


def resolve(labels: Sequence[str], header: Sequence[str]) -> list[str]:
    """The labels, initials replaced by the names that the header's key gives them; unchanged where it has no key of two entries."""
    key = _key(set(labels), header)
    return [key.get(label, label) for label in labels] if len(key) > 1 else list(labels)


def _key(labels: set[str], header: Sequence[str]) -> Mapping[str, str]:
    """Initials and names of a speaker key, as far as both fit."""
    initials = {label for label in labels if _INITIALS.fullmatch(label)}
    entries = (match for text in header if initials and (match := _ENTRY.match(text)))
    return {match["label"]: match["name"] for match in entries if match["label"] in initials and _fits(match["label"], match["name"])}


def _fits(initials: str, name: str) -> bool:
    """Whether initials are those of a name, in order (`TAG` of Tedros Adhanom Ghebreyesus, `SK` of Salome Kithinji)."""
    letters = "".join(word[0] for word in re.split(r"[\s-]+", name) if plain(word) not in COURTESIES).upper()
    rest = iter(letters)
    return all(letter in rest for letter in initials)
