"""What changed between the revisions of a briefing, turn by turn and word by word. It compares texts; why they changed is not known here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from rag.record.library import Library
from rag.types import Briefing, Turn

ALIKE = 0.5
"""Turns whose words agree at least so far (0 to 1) are one turn that changed; others are one dropped and one added."""

Kind = Literal["same", "added", "dropped"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row that stayed, came or went."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A turn that changed: its index before and after (None where it was not, or is no more), its label now, and its words."""

    before: int | None
    after: int | None
    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """A published text of a briefing: when it came into use, whether the publisher or a better parser made it, and what it changed.

    `cause`: "published" or "parser". `title`: the change of the title, () when it stayed.
    """

    revision: str
    since: str
    cause: str
    title: tuple[Piece, ...]
    changes: tuple[Change, ...]


def history(library: Library, id: str) -> tuple[Revision, ...]:
    """Every revision of a briefing, oldest first; the first changes nothing. Raises NotFound."""
    library.briefing(id)  # or NotFound
    before: Briefing | None = None
    told = []
    for revision, since, cause in library.revisions(id):
        after = library.briefing(id, revision)
        title = pieces(before.title, after.title) if before and before.title != after.title else ()
        told.append(Revision(revision, since, cause, title, tuple(changes(before, after)) if before else ()))
        before = after
    return tuple(told)


def changes(before: Briefing, after: Briefing) -> Iterator[Change]:
    """The turns that differ between two revisions, in their order."""
    old, new = ([(turn.label, turn.text) for turn in briefing.turns] for briefing in (before, after))
    for kind, start, stop, to_start, to_stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from _pair(before.turns[start:stop], after.turns[to_start:to_stop])


def _pair(old: Sequence[Turn], new: Sequence[Turn]) -> Iterator[Change]:
    """Turns that stand in each other's place: alike ones are one that changed."""
    rest = list(old)
    for turn in new:
        match = next((at for at, other in enumerate(rest) if _alike(other, turn)), None)
        if match is None:
            yield Change(None, turn.index, turn.label, (Piece("added", turn.text),))
            continue
        for gone in rest[:match]:
            yield Change(gone.index, None, gone.label, (Piece("dropped", gone.text),))
        label = pieces(f"{rest[match].label}:", f"{turn.label}:") if rest[match].label != turn.label else ()
        yield Change(rest[match].index, turn.index, turn.label, (*label, *pieces(rest[match].text, turn.text)))
        del rest[: match + 1]
    for gone in rest:
        yield Change(gone.index, None, gone.label, (Piece("dropped", gone.text),))


def _alike(old: Turn, new: Turn) -> bool:
    return old.text == new.text or SequenceMatcher(None, old.text.split(), new.text.split(), autojunk=False).ratio() >= ALIKE


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """What stayed, went and came, as words with the space that follows them; the same and the added ones together are `after`."""
    old, new = (re.findall(r"\S+\s*", text) for text in (before, after))
    bare, bare_new = ([word.rstrip() for word in words] for words in (old, new))
    found = []
    for kind, start, stop, to_start, to_stop in SequenceMatcher(None, bare, bare_new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Piece("same", "".join(new[to_start:to_stop])))
            continue
        if start < stop:
            found.append(Piece("dropped", "".join(old[start:stop])))
        if to_start < to_stop:
            found.append(Piece("added", "".join(new[to_start:to_stop])))
    return tuple(found)
