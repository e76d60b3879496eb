"""Counts and lists from the record: which briefings mention a thing, how often it is mentioned, when first and when last.

Each number is a count over the library: of turns that hold the words in a row, whatever their typography and endings. Knows no ranking.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rag.check import fits, spoken_by
from rag.draft import Evidence, Proposal
from rag.leads import introduce, reporter
from rag.text import find
from rag.types import Briefing, Scope, Turn

Kind = Literal["briefings", "times", "first", "last"]

MOST_ROWS = 50
"""Rows shown of a list; its total is the whole count."""

_PAPERS = r"(?:briefings?|transcripts?|press conferences?|readouts?|gaggles?|hearings?)"
_WAS = r"(?:was|were|is|are|does|did|do|has|have|had)"
_VERB = (
    r"(?:mention(?:s|ed)?|discuss(?:es|ed)?|refer(?:s|red)? to|talk(?:s|ed)? about|sa(?:y|ys|id)|use[sd]?|raise[sd]?|bring up|brought up"
    r"|cover(?:s|ed)?|contain(?:s|ed)?)"
)
_DONE = r"(?:been )?(?:mentioned|discussed|raised|come up|came up|brought up|talked about)"
_ASKS: tuple[tuple[Kind, str], ...] = (
    ("briefings", rf"\b(?:which|what|how many|list(?: all)?(?: the)?) {_PAPERS}\b.*?\b{_VERB} (?P<what>.+)"),
    ("briefings", rf"\b(?:which|what|how many) {_PAPERS} {_WAS} (?P<what>.+?) {_DONE}\b"),
    ("times", rf"\bhow (?:many times|often) (?P<who>.*?)\b{_VERB} (?P<what>.+)"),
    ("times", rf"\bhow (?:many times|often) {_WAS} (?P<what>.+?) {_DONE}\b"),
    ("first", rf"\bwhen (?P<who>.*?)\bfirst {_VERB} (?P<what>.+)"),
    ("last", rf"\bwhen (?P<who>.*?)\blast {_VERB} (?P<what>.+)"),
    ("first", rf"\bwhen {_WAS} (?P<what>.+?) first {_DONE}\b"),
    ("last", rf"\bwhen {_WAS} (?P<what>.+?) last {_DONE}\b"),
)
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _ASKS)


@dataclass(frozen=True, slots=True)
class Listing:
    """What is to be counted: the words, and whether only those count who are asked about."""

    kind: Kind
    words: str
    by_whom: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A turn that holds the words, and where: spans `[start, stop)`."""

    briefing: Briefing
    turn: Turn
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """`total`: briefings for a list of briefings, mentions otherwise; `mentions`: the rows."""

    total: int
    mentions: tuple[Mention, ...]


def listing(question: str) -> Listing | None:
    """The count or list that a question asks for, None for any other question."""
    for kind, pattern in _COMPILED:
        if match := pattern.search(question.strip().rstrip("?.! ")):
            words = re.sub(r"^(?:the|a|an|about|of)\s+", "", match["what"].strip(" \"“”'"), flags=re.IGNORECASE)
            who = match.groupdict().get("who") or ""
            return Listing(
                kind, words.strip(" \"“”'"), bool(re.sub(r"\b(?:did|do|does|was|were|has|have|had|is|are|anyone|anybody|it|they)\b", "", who).strip())
            )
    return None


def mentions(listing: Listing, turns: Iterable[tuple[Briefing, Turn]], scope: Scope) -> tuple[Mention, ...]:
    """The turns among these that hold the words, in the order of their days; undated ones last."""
    found = []
    for briefing, turn in turns:
        if listing.by_whom and not (fits(turn, scope) and spoken_by(turn, scope)):
            continue
        if places := find(listing.words, turn.text):
            found.append(Mention(briefing, turn, places))
    return tuple(sorted(found, key=lambda mention: (_day(mention.briefing), mention.briefing.id, mention.turn.index)))


def tally(listing: Listing, found: Sequence[Mention]) -> Tally:
    """Rows and total of what was found."""
    if listing.kind == "briefings":
        firsts = {mention.briefing.id: mention for mention in reversed(found)}
        rows = tuple(mention for mention in found if firsts[mention.briefing.id] is mention)
        return Tally(len(rows), rows)
    total = sum(len(mention.places) for mention in found)
    dated = [mention for mention in found if mention.briefing.days != (None, None)] or list(found)
    rows = tuple(found) if listing.kind == "times" else tuple(dated[:1] if listing.kind == "first" else dated[-1:])
    return Tally(total, rows)


def propose(listing: Listing, counted: Tally, evidence: Evidence) -> tuple[Proposal, ...]:
    """One claim a row, each pointing at the sentence that holds the words."""
    return tuple(Proposal("count", _lead(listing, mention), _holding(mention, evidence)) for mention in counted.mentions[:MOST_ROWS])


def _lead(listing: Listing, mention: Mention) -> str:
    speaker = mention.turn.speaker
    who = introduce(mention.turn) if speaker.role == "official" else reporter(mention.turn.relays or speaker)
    said = {"briefings": "First mentioned in this briefing by", "times": "Mentioned by", "first": "First mentioned by", "last": "Last mentioned by"}
    when = "" if mention.briefing.when == "undated" else f", {mention.briefing.when}"
    return f"{said[listing.kind]} {who.rstrip(',')}{when}"


def _holding(mention: Mention, evidence: Evidence) -> tuple[str, ...]:
    at = mention.places[0][0]
    numbered = evidence.add(mention.briefing, mention.turn)
    return tuple(sentence.id for sentence in numbered if sentence.start <= at < sentence.stop)[:1] or (numbered[0].id,)


def _day(briefing: Briefing) -> date:
    return briefing.days[0] or briefing.days[1] or date.max
