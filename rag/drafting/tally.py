"""Counts and lists from the record: which briefings mention a thing, how often, when first and when last; which questions went unanswered.

Each number is a count over the library: of turns that hold the words in a row, whatever their typography, or of replies that certainly
decline. Knows no ranking.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rag.checking.check import fits, spoken_by
from rag.drafting.draft import Evidence, Proposal, Sentence
from rag.drafting.leads import introduce, plain_lead, reporter
from rag.drafting.refusals import Refusal, refusals, refused
from rag.text import find
from rag.types import Briefing, Scope, Turn

Kind = Literal["briefings", "times", "first", "last", "unanswered", "taken", "asked", "spoke", "held"]

MOST_ROWS = 50
"""Rows shown of a list; its total is the whole count."""

_PAPERS = r"(?:briefings?|transcripts?|press conferences?|readouts?|gaggles?|hearings?)"
_WAS = r"(?:was|were|is|are|does|did|do|has|have|had)"
_VERB = (
    r"(?:mention(?:s|ed)?|discuss(?:es|ed)?|refer(?:s|red)? to|talk(?:s|ed)? about|sa(?:y|ys|id)|use[sd]?|raise[sd]?|bring up|brought up"
    r"|cover(?:s|ed)?|contain(?:s|ed)?)"
)
_DONE = r"(?:been )?(?:mentioned|discussed|raised|come up|came up|brought up|talked about)"
_OPEN = r"(?:unanswered|not answered|declined|refused|dodged|avoided|evaded|ducked|decline|refuse|dodge|avoid)"
_WHICH = r"\b(?:which|what|how many) questions?\b"
_PASSIVE = rf"(?: (?:{_WAS}|go|went|gone|left|been))*"
_WHEN = r"(?: (?:on|in|during|at|since|until|from|by|last|this)\b.*)?"
_ASKS: tuple[tuple[Kind, str], ...] = (
    ("taken", rf"{_WHICH} (?:about|on|regarding) (?P<what>.+?){_PASSIVE} (?:taken|take|took){_WHEN}$"),
    ("taken", rf"{_WHICH}{_PASSIVE}(?P<who>(?: [\w.]+){{0,3}}) (?:taken|take|took){_WHEN}$"),
    ("unanswered", rf"{_WHICH} (?:about|on|regarding) (?P<what>.+?){_PASSIVE} {_OPEN}(?: to answer)?{_WHEN}$"),
    ("unanswered", rf"{_WHICH}{_PASSIVE}(?P<who>(?: [\w.]+){{0,3}}) {_OPEN}(?: to answer)?{_WHEN}$"),
    ("unanswered", rf"\bwhat {_WAS}(?P<who>(?: [\w.]+){{1,3}}) (?:decline|refuse)d? to (?:answer|say|discuss)(?: (?:about|on) (?P<what>.+))?$"),
    ("briefings", rf"\b(?:which|what|how many|list(?: all)?(?: the)?) {_PAPERS}\b.*?\b{_VERB} (?P<what>.+)"),
    ("briefings", rf"\b(?:which|what|how many) {_PAPERS} {_WAS} (?P<what>.+?) {_DONE}\b"),
    ("times", rf"\bhow (?:many times|often) (?P<who>.*?)\b{_VERB} (?P<what>.+)"),
    ("times", rf"\bhow (?:many times|often) {_WAS} (?P<what>.+?) {_DONE}\b"),
    ("first", rf"\bwhen (?P<who>.*?)\bfirst {_VERB} (?P<what>.+)"),
    ("last", rf"\bwhen (?P<who>.*?)\blast {_VERB} (?P<what>.+)"),
    ("asked", rf"\bhow many questions? {_WAS} (?:there |asked |put |raised )?(?:about|on|regarding) (?P<what>.+)"),
    ("asked", r"\blist (?:all )?(?:of )?(?:the )?questions (?:about|on|regarding) (?P<what>.+)"),
    ("asked", rf"\b(?:what|which) questions {_WAS} (?:there |asked |put |raised )?(?:about|on|regarding) (?P<what>.+)"),
    ("held", rf"\bhow many {_PAPERS}(?: (?:are|were|was) (?:there|held|given))?{_WHEN}$"),
    ("spoke", rf"^who (?:all )?(?:spoke|speaks|took part|appeared){_WHEN}$"),
    ("first", rf"\bwhen {_WAS} (?P<what>.+?) {_DONE} (?:for the )?first(?: time)?$"),
    ("last", rf"\bwhen {_WAS} (?P<what>.+?) {_DONE} (?:for the )?last(?: time)?$"),
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
class Refused:
    """A question that was put and not answered: the replies that declined it, one after the other where the reporter pressed."""

    briefing: Briefing
    replies: tuple[tuple[Turn, Refusal], ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """`total`: briefings for a list of briefings, mentions otherwise; `mentions`: the rows."""

    total: int
    mentions: tuple[Mention, ...]


def listing(question: str) -> Listing | None:
    """The count or list that a question asks for, None for any other question."""
    for kind, pattern in _COMPILED:
        if match := pattern.search(question.strip().rstrip("?.! ")):
            words = re.sub(r"^(?:the|a|an|about|of)\s+", "", (match.groupdict().get("what") or "").strip(" \"“”'"), flags=re.IGNORECASE)
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
        if listing.kind == "asked" and turn.speaker.role != "press" and not turn.relays:
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
    if listing.kind == "asked":
        return Tally(len(found), tuple(found))
    total = sum(len(mention.places) for mention in found)
    dated = [mention for mention in found if mention.briefing.days != (None, None)] or list(found)
    rows = tuple(found) if listing.kind == "times" else tuple(dated[:1] if listing.kind == "first" else dated[-1:])
    return Tally(total, rows)


def propose(listing: Listing, counted: Tally, evidence: Evidence) -> tuple[Proposal, ...]:
    """One claim a row, each pointing at the sentence that holds the words."""
    return tuple(Proposal("count", _lead(listing, mention), _holding(mention, evidence), leads=True) for mention in counted.mentions[:MOST_ROWS])


def present(listing: Listing, briefings: Iterable[Briefing]) -> Tally:
    """The briefings themselves ("held"), each by its first official words, or who spoke there besides the press ("spoke"), each by theirs."""
    rows: list[Mention] = []
    for briefing in sorted(briefings, key=lambda briefing: (_day(briefing), briefing.id)):
        speaking = [turn for turn in briefing.turns if turn.text.strip() and turn.speaker.role == "official"] or list(briefing.turns[:1])
        firsts = {turn.speaker.name or turn.label: turn for turn in reversed(speaking)}
        chosen = speaking[:1] if listing.kind == "held" else [turn for turn in speaking if firsts[turn.speaker.name or turn.label] is turn]
        rows += [Mention(briefing, turn, ((0, 1),)) for turn in chosen]
    return Tally(len(rows), tuple(rows))


def _lead(listing: Listing, mention: Mention) -> str:
    speaker = mention.turn.speaker
    if listing.kind in ("held", "spoke"):
        when = "" if mention.briefing.when == "undated" else f", {mention.briefing.when}"
        return f"{introduce(mention.turn).rstrip(',')}, in {mention.briefing.name}{when}"
    who = introduce(mention.turn) if speaker.role == "official" else reporter(mention.turn.relays or speaker)
    said = {"asked": "Asked by", "briefings": "First mentioned in this briefing by", "first": "First mentioned by", "last": "Last mentioned by"}
    when = "" if mention.briefing.when == "undated" else f", {mention.briefing.when}"
    return f"{said.get(listing.kind, 'Mentioned by')} {who.rstrip(',')}{when}"


def _holding(mention: Mention, evidence: Evidence) -> tuple[str, ...]:
    return _at(evidence.add(mention.briefing, mention.turn), mention.places[0][0])


def _at(numbered: Sequence[Sentence], at: int) -> tuple[str, ...]:
    """The sentence around a character, as an id."""
    return tuple(sentence.id for sentence in numbered if sentence.start <= at < sentence.stop)[:1] or (numbered[0].id,)


def _day(briefing: Briefing) -> date:
    return briefing.days[0] or briefing.days[1] or date.max


def unanswered(listing: Listing, turns: Iterable[tuple[Briefing, Turn]], scope: Scope) -> tuple[Refused, ...]:
    """The questions among these turns' replies that were certainly declined, taken or put off; pressed ones are one chain."""
    chains: list[Refused] = []
    for briefing, turn in turns:
        if listing.by_whom and not (fits(turn, scope) and spoken_by(turn, scope)):
            continue
        refusal = _declining(listing, turn)
        if refusal is None:
            continue
        last = chains[-1] if chains else None
        if last and last.briefing.id == briefing.id and _pressed(briefing, last.replies[-1][0], turn):
            chains[-1] = Refused(briefing, (*last.replies, (turn, refusal)))
        else:
            chains.append(Refused(briefing, ((turn, refusal),)))
    return tuple(sorted(chains, key=lambda chain: (_day(chain.briefing), chain.briefing.id, chain.replies[0][0].index)))


def _declining(listing: Listing, turn: Turn) -> Refusal | None:
    """A question is taken by a sentence; unanswered it is only where the whole reply declines."""
    if turn.answers is None or turn.speaker.role != "official":
        return None
    if listing.kind == "taken":
        return next((refusal for refusal in refusals(turn.text) if refusal.kind == "taken"), None)
    return refused(turn.text)


def propose_refused(chains: Sequence[Refused], evidence: Evidence) -> tuple[Proposal, ...]:
    """One claim a question, pointing at the words that show how each reply declined it."""
    return tuple(
        Proposal(
            "refusal",
            plain_lead(chain.briefing, *chain.replies[0]),
            tuple(id for turn, refusal in chain.replies for id in _at(evidence.add(chain.briefing, turn), refusal.start)),
            leads=True,
        )
        for chain in chains[:MOST_ROWS]
    )


def _pressed(briefing: Briefing, before: Turn, turn: Turn) -> bool:
    """Whether the same reporter asked again right after a reply."""
    if before.answers is None or turn.answers is None or turn.index - before.index > 2:
        return False
    first, second = briefing.turns[before.answers].speaker, briefing.turns[turn.answers].speaker
    return first.name == second.name and first.outlet == second.outlet
