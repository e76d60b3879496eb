"""What is doubtful about a quotation, in a word or two: the sure is not marked. Pure functions of the record; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.drafting.refusals import refused
from rag.types import Briefing, Citation, Claim
from ui.typography import mended

_RULES = (
    ("background", "on background"),
    ("off the record", "off the record"),
    ("not for direct quot", "not for quotation"),
)
# An embargo that ended with the call is over where there is a transcript of it.
_EMBARGO = re.compile(r"embargoed\b(?!.*\b(?:conclu|end of th(?:e|is) (?:call|briefing)|(?:call|briefing) ends))", re.IGNORECASE)
_INTERPRETED = re.compile(r"interpret(?:er|ed|ation)|translat(?:or|ed|ion)", re.IGNORECASE)
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]{0,60}[)\]]")
# What a transcriber could not hear or a machine could not read, and a comma or full stop after a hole.
_DAMAGE = re.compile(r"[(\[](?:inaudible|unintelligible|indiscernible|garbled)[^()\[\]]{0,20}[)\]]|\ufffd|\w ,(?=\s)|,,|\[\]", re.IGNORECASE)


def doubts(claim: Claim, citation: Citation) -> list[str]:
    """What a person should know before quoting this, most important first."""
    return [*_reply(claim, citation), *rules(citation.briefing), *_voice(claim, citation), *_text(citation)]


def rules(briefing: Briefing) -> tuple[str, ...]:
    """Ground rules that bind whoever quotes: background, off the record, an embargo. The usual "on the record" needs no mark."""
    told = in_force(briefing)
    text = " ".join(told).lower()
    return (*(word for key, word in _RULES if key in text), *filter(_EMBARGO.match, told))


def in_force(briefing: Briefing) -> tuple[str, ...]:
    """The ground rules in the record's words, without an embargo that ended with the call or is only spoken of."""
    told = dict.fromkeys(rule.rule for rule in briefing.ground_rules)
    return tuple(rule for rule in told if _EMBARGO.match(rule) or not rule.lower().startswith("embargo"))


def corrected(briefing: Briefing, turn: int | None = None) -> bool:
    """Whether a person put right who speaks in this turn, or without one the briefing's title or day."""
    begins = "corrected by hand" if turn is None else f"turn {turn} corrected by hand"
    return any(note.note.startswith(begins) for note in briefing.notes)


def _reply(claim: Claim, citation: Citation) -> Iterator[str]:
    if claim.kind == "refusal":
        found = refused(citation.quote)
        yield found.kind if found else "declined"


def _voice(claim: Claim, citation: Citation) -> Iterator[str]:
    """Whose words these are, where that is not simply the speaker's."""
    turn = citation.turn
    if turn.relays:
        yield f"read out by {turn.speaker.name or turn.label}"
    aside = _ASIDE.match(turn.text)
    if _INTERPRETED.search(turn.label) or (aside and _INTERPRETED.search(aside[0])):
        yield "interpreted"
    if "recounting" in claim.text:
        yield "recounted"


def _text(citation: Citation) -> Iterator[str]:
    """What happened to the words on their way here."""
    if corrected(citation.briefing) or corrected(citation.briefing, citation.turn.index):
        yield "corrected by you"
    if mended(citation.quote) != citation.quote or _DAMAGE.search(citation.quote):
        yield "damaged in the source"
    if citation.briefing.fictional:
        yield "fictional sample"
