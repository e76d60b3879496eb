"""From the bytes of a transcript to a Briefing: read, cut at the labels, describe, name the speakers, link the replies."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from ingest.cutting.turns import cut
from ingest.describing.metadata import Metadata, describe
from ingest.document import RawTurn
from ingest.readers import read
from ingest.speakers.naming import name_speakers
from ingest.speakers.replies import link
from rag.errors import NoTurns
from rag.types import Briefing, Turn

PARSER_VERSION = 5
"""Raised whenever the same bytes would give another result, so that stored sources are read again."""


def parse(data: bytes, name: str, *, source: str | None = None, url: str | None = None) -> Briefing:
    """The briefing in `data`. `name`: a file name (its ending hints at the format); `source`: what to show; `url`: where it was fetched.

    Raises UnknownFormat, NoTurns or InputError, each with a fix.
    """
    document = read(data, name)
    parts = cut(document)
    if not parts.turns:
        raise NoTurns(
            "no speaker label was found, so nobody's words could be told apart",
            "Give a transcript whose turns begin with a label such as “QUESTION:”.",
        )
    facts = describe(document, parts)
    spoken = document.spoken or name_speakers(parts, facts)
    replies = [who.answers for who in spoken] if document.spoken else link(parts.turns, spoken)
    turns = tuple(
        Turn(index, raw.label, who.speaker, raw.text, reply, who.relays)
        for index, (raw, who, reply) in enumerate(zip(parts.turns, spoken, replies, strict=True))
    )
    return Briefing(
        id=_identity(data, facts),
        revision=revision_of(facts.title, turns),
        title=facts.title,
        held_on=facts.held_on,
        published_on=facts.published_on,
        not_before=facts.not_before,
        not_after=facts.not_after,
        office=facts.office,
        place=facts.place,
        url=facts.url or url,
        source=source or name,
        fictional=facts.fictional,
        turns=turns,
        ground_rules=facts.ground_rules,
        topics=facts.topics,
        notes=(*parts.notes, *facts.notes),
        starts=facts.starts,
        ends=facts.ends,
    )


def _identity(data: bytes, facts: Metadata) -> str:
    """First 12 hex digits of the hash of the canonical address, else of the bytes."""
    return hashlib.sha256(facts.url.encode() if facts.url else data).hexdigest()[:12]


def revision_of(title: str, turns: Sequence[RawTurn | Turn]) -> str:
    """First 12 hex digits of the hash of title, labels and texts: changes exactly when the published words do."""
    digest = hashlib.sha256(title.encode("utf-8", "surrogatepass"))
    for turn in turns:
        digest.update(f"\x1e{turn.label}\x1f{turn.text}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:12]
