"""Initials as labels, and the key above the transcript (`TJ   Tarik Jasar`) or the full label that says whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from ingest.speakers.designations import decode
from ingest.speakers.names import COURTESIES, NAME, plain

_INITIALS: Final = re.compile(r"[A-Z]{2,4}")

_FULL: Final = re.compile(r"(?P<name>[^\W\d_]\S* [^()]*[^() ])(?: \((?P<note>[A-Z]{2,4})\))?")

_ENTRY: Final = re.compile(rf"\s*(?P<label>[A-Z]{{2,4}})(?:\s*[:=–—-]\s*|\s+)(?P<name>(?:(?:Dr|Mr|Ms|Mrs|Prof)\.? )?{NAME})\s*(?:[,(].*)?$")


def resolve(labels: Sequence[str], header: Sequence[str]) -> list[str]:
    """The labels, initials replaced by the names that the header's key gives them, if it has two entries, or else by the label that they abbreviate."""
    key = _key(set(labels), header)
    if len(key) < 2:
        key = _abbreviated(dict.fromkeys(labels))
    return [key.get(label, label) for label in labels]


def _abbreviated(labels: Iterable[str]) -> Mapping[str, str]:
    """Initials and the one full name among the labels that they abbreviate or that gives them itself (`DAVID ROTH (DR)`)."""
    full = {label: match for label in labels if (match := _FULL.fullmatch(label))}
    found: dict[str, str] = {}
    for initials in (label for label in labels if _INITIALS.fullmatch(label)):
        given = [label for label, match in full.items() if match["note"] == initials]
        fitting = given or [label for label in full if decode(initials).kind == "person" and _letters(full[label]["name"]) == initials]
        if len(fitting) == 1:
            name = full[fitting[0]]["name"]
            found |= {initials: name} | ({fitting[0]: name} if given else {})
    return found


def _letters(name: str) -> str:
    """The first letters of a name's words."""
    return "".join(word[0] for word in re.split(r"[\s-]+", name) if plain(word) not in COURTESIES).upper()


def _key(labels: set[str], header: Sequence[str]) -> Mapping[str, str]:
    """Initials and names of a speaker key, as far as both fit."""
    initials = {label for label in labels if _INITIALS.fullmatch(label)}
    entries = (match for text in header if initials and (match := _ENTRY.match(text)))
    return {match["label"]: match["name"] for match in entries if match["label"] in initials and _fits(match["label"], match["name"])}


def _fits(initials: str, name: str) -> bool:
    """Whether initials are those of a name, in order (`TAG` of Tedros Adhanom Ghebreyesus, `SK` of Salome Kithinji)."""
    rest = iter(_letters(name))
    return all(letter in rest for letter in initials)
