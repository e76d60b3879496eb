"""Which question each reply belongs to. Knows roles and words, no formats."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import RawTurn
from ingest.speakers import Speaking


def link(turns: Sequence[RawTurn], speakings: Sequence[Speaking]) -> tuple[int | None, ...]:
    """The index of the question that each turn answers, None for everything that answers none."""
    links: list[int | None] = []
    question: int | None = None
    for index, (_, speaking) in enumerate(zip(turns, speakings, strict=True)):
        asks = speaking.speaker.role == "press" or speaking.relays is not None
        links.append(question if speaking.speaker.role == "official" else None)
        question = index if asks else question
    return tuple(links)
