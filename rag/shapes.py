"""The JSON of the commands, made from the nouns. Nothing else writes these shapes; what they are printed to is not known here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from rag.checking.quotations import Quotation
from rag.types import Answer, Briefing, Citation, Claim, Hit, Scope, Searched, Speaker, Turn

Shape = dict[str, Any]


def speaker(value: Speaker) -> Shape:
    """What is not known is ""."""
    return {"name": value.name, "role": value.role, "title": value.title, "outlet": value.outlet, "speaks_for": value.speaks_for}


def turn(value: Turn) -> Shape:
    """`relays` is null or a speaker."""
    return {
        "index": value.index,
        "label": value.label,
        "speaker": speaker(value.speaker),
        "text": value.text,
        "answers": value.answers,
        "relays": speaker(value.relays) if value.relays else None,
    }


def briefing(value: Briefing) -> Shape:
    """A whole transcript; days are ISO dates or null."""
    return {
        "id": value.id,
        "revision": value.revision,
        "source": value.source,
        "title": value.title,
        "name": value.name,
        "held_on": _day(value.held_on),
        "published_on": _day(value.published_on),
        "not_before": _day(value.not_before),
        "not_after": _day(value.not_after),
        "when": value.when,
        "office": value.office,
        "place": value.place,
        "url": value.url,
        "fictional": value.fictional,
        "starts": value.starts,
        "ends": value.ends,
        "ground_rules": [
            {"rule": rule.rule} | ({"turn": rule.span.turn, "start": rule.span.start, "stop": rule.span.stop} if rule.span else {})
            for rule in value.ground_rules
        ],
        "topics": [{"name": topic.name, "turn": topic.turn} for topic in value.topics],
        "turns": [turn(each) for each in value.turns],
        "notes": [{"line": note.line, "note": note.note} for note in value.notes],
    }


def hit(value: Hit) -> Shape:
    """A found turn; scores compare within one list only."""
    return {
        **_briefing_named(value.briefing),
        "index": value.turn.index,
        "label": value.turn.label,
        "speaker": speaker(value.turn.speaker),
        "score": round(value.score, 6),
        "text": value.turn.text,
        "passage": {"start": value.passage.start, "stop": value.passage.stop} if value.passage else None,
    }


def scope(value: Scope) -> Shape:
    """`typed` names the fields that restrict; the others prefer."""
    return {
        "speakers": list(value.speakers),
        "roles": list(value.roles),
        "outlets": list(value.outlets),
        "speaks_for": list(value.speaks_for),
        "since": _day(value.since),
        "until": _day(value.until),
        "briefings": list(value.briefings),
        "phrases": list(value.phrases),
        "typed": list(value.typed),
        "also": list(value.also),
    }


def citation(value: Citation) -> Shape:
    """The quote is the record's text at `[start, stop)`."""
    asked = value.question
    return {
        **_briefing_named(value.briefing),
        "revision": value.briefing.revision,
        "url": value.briefing.url,
        "link": value.link,
        "fictional": value.briefing.fictional,
        "index": value.turn.index,
        "label": value.turn.label,
        "speaker": speaker(value.turn.speaker),
        "relays": speaker(value.turn.relays) if value.turn.relays else None,
        "start": value.start,
        "stop": value.stop,
        "quote": value.quote,
        "prefix": value.prefix,
        "suffix": value.suffix,
        "in_reply_to": {"index": asked.index, "speaker": speaker(asked.relays or asked.speaker), "text": asked.text} if asked else None,
    }


def claim(value: Claim) -> Shape:
    """A lead-in and the citations it rests on."""
    return {"text": value.text, "kind": value.kind, "citations": [citation(each) for each in value.citations]}


def searched(value: Searched) -> Shape:
    """What a question was put to, and the nearest turns as hits."""
    return {"briefings": value.briefings, "turns": value.turns, "undated": value.undated, "nearest": [hit(each) for each in value.nearest]}


def answer(value: Answer, seconds: float) -> Shape:
    """`seconds`: how long the answer took."""
    return {
        "question": value.question,
        "standalone": value.standalone,
        "status": value.status,
        "mode": value.mode,
        "scope": scope(value.scope),
        "claims": [claim(each) for each in value.claims],
        "total": value.total,
        "rejected": [{"text": each.text, "reason": each.reason} for each in value.rejected],
        "missing": list(value.missing),
        "searched": searched(value.searched),
        "notice": value.notice,
        "usage": asdict(value.usage) if value.usage else None,
        "seconds": round(seconds, 4),
    }


def quotation(value: Quotation) -> Shape:
    """A quotation of a draft; `found` is the place in the record that decides its verdict, or null."""
    found = value.found
    return {
        "text": value.text,
        "start": value.start,
        "stop": value.stop,
        "verdict": value.verdict,
        "attributed_to": value.attributed_to,
        "found": {
            **_briefing_named(found.briefing),
            "revision": found.briefing.revision,
            "link": found.link,
            "index": found.turn.index,
            "start": found.start,
            "stop": found.stop,
            "speaker": speaker(found.turn.speaker),
            "quote": found.quote,
        }
        if found
        else None,
        "difference": value.difference,
    }


def search(question: str, understood: Scope, hits: Iterable[Hit], seconds: float) -> Shape:
    """What `rag search` gives."""
    return {"question": question, "scope": scope(understood), "hits": [hit(each) for each in hits], "seconds": round(seconds, 4)}


def _briefing_named(value: Briefing) -> Shape:
    return {"briefing": value.id, "source": value.source, "name": value.name, "held_on": _day(value.held_on), "when": value.when}


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
