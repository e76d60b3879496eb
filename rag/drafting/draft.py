"""What is proposed as an answer before it is checked: claims that point at numbered sentences of the record.

The extractor and the model both write drafts in these nouns; only `rag/checking/check.py` makes claims of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from rag.text import sentences
from rag.types import Briefing, ClaimKind, Hit, Turn

_DIRECTION = re.compile(r"(?:\((?:[A-Z][^()]{0,40})\)|\[[A-Z][^\[\]]{0,40}\])\s+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the record, shown under an opaque id."""

    id: str
    briefing: Briefing
    turn: Turn
    start: int
    stop: int

    @property
    def text(self) -> str:
        return self.turn.text[self.start : self.stop]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim as drafted: prose of its own, or (`leads`) a lead-in that only introduces the quotation, and the ids of the sentences it rests on."""

    kind: ClaimKind
    text: str
    sentences: tuple[str, ...]
    leads: bool = False


class Evidence:
    """The sentences that a draft may point at, by id, in the order of the turns they come from.

    Ids tell nothing of rank or order ("K7QF.2": a hash of the turn, and its sentence), so a model cannot cite by counting.
    """

    def __init__(self, hits: Iterable[Hit]) -> None:
        self.turns: list[tuple[Briefing, Turn]] = []
        self._by_id: dict[str, Sentence] = {}
        self._by_turn: dict[tuple[str, int], tuple[Sentence, ...]] = {}
        for hit in hits:
            self.add(hit.briefing, hit.turn)

    def add(self, briefing: Briefing, turn: Turn) -> tuple[Sentence, ...]:
        """The sentences of a turn, numbered now if they were not yet."""
        key = (briefing.id, turn.index)
        if key not in self._by_turn:
            name = self._name(briefing, turn)
            found = tuple(Sentence(f"{name}.{n}", briefing, turn, *span) for n, span in enumerate(_spoken(turn.text), 1))
            self._by_turn[key] = found
            self._by_id.update({sentence.id: sentence for sentence in found})
            self.turns.append((briefing, turn))
        return self._by_turn[key]

    def get(self, id: str) -> Sentence | None:
        """The sentence of an id, None for an id that was never shown."""
        return self._by_id.get(id.strip().strip("[]()"))

    def __iter__(self) -> Iterator[Sentence]:
        return iter(self._by_id.values())

    @property
    def sentences(self) -> Mapping[str, Sentence]:
        return self._by_id

    def _name(self, briefing: Briefing, turn: Turn) -> str:
        seed = f"{briefing.id}:{briefing.revision}:{turn.index}"
        letters = "23456789BCDFGHJKLMNPQRSTVWXZ"  # no vowels, so that no id spells a word
        for length in (4, 6, 8):
            digest = int.from_bytes(sha256(seed.encode()).digest()[:12], "big")
            name = "".join(letters[(digest // len(letters) ** place) % len(letters)] for place in range(length))
            if f"{name}.1" not in self._by_id:
                break
        return name


def _spoken(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text, each from its first spoken word on: "(Laughter.)" before it is left out."""
    for start, stop in sentences(text):
        direction = _DIRECTION.match(text, start, stop)
        yield direction.end() if direction and direction.end() < stop else start, stop
