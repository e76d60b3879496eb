"""Exchanges as JSON and back. Citations are kept as places in the record with their words, and read from the library again: never from the JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from rag.errors import BriefingsError
from rag.types import Answer, Briefing, Citation, Claim, Hit, Rejection, Scope, Searched, Span, Usage
from ui.state import Exchange, Problem

Find = Callable[[str, str], Briefing]
"""The briefing with this id in this revision; raises BriefingsError."""


def dump(exchange: Exchange) -> str:
    """An ended exchange as JSON."""
    return json.dumps(
        {
            "id": exchange.id,
            "question": exchange.question,
            "given": _scope(exchange.given),
            "claims": [_claim(claim) for claim in exchange.claims],
            "answer": _answer(exchange.answer) if exchange.answer else None,
            "problem": asdict(exchange.problem) if exchange.problem else None,
            "stopped": exchange.stopped,
            "seconds": round(exchange.seconds, 3),
        },
        ensure_ascii=False,
    )


def load(text: str, find: Find) -> Exchange:
    """The exchange again; where its words are no longer in the library, a problem instead of an answer."""
    data = json.loads(text)
    exchange = Exchange(data["id"], data["question"], _scope_of(data["given"]), stopped=data["stopped"], seconds=data["seconds"])
    changes: dict[str, Any] = {"problem": Problem(**data["problem"]) if data["problem"] else None}
    try:
        changes["claims"] = tuple(_claim_of(claim, find) for claim in data["claims"])
        changes["answer"] = _answer_of(data["answer"], changes["claims"], find) if data["answer"] else None
    except (BriefingsError, LookupError, ValueError):
        fix = "Ask again to answer it from what the library holds now."
        changes = {"problem": Problem("The words this answer quoted are no longer in the library.", fix)}
    return Exchange(exchange.id, exchange.question, exchange.given, stopped=exchange.stopped, seconds=exchange.seconds, **changes)


def _scope(scope: Scope) -> dict[str, Any]:
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(scope).items() if value}


def _scope_of(data: dict[str, Any]) -> Scope:
    days: dict[str, Any] = {key: date.fromisoformat(data[key]) for key in ("since", "until") if key in data}
    rest: dict[str, Any] = {field.name: tuple(data[field.name]) for field in fields(Scope) if field.name in data and field.name not in days}
    return Scope(**(rest | days))


def _claim(claim: Claim) -> dict[str, Any]:
    return {"kind": claim.kind, "text": claim.text, "citations": [_citation(citation) for citation in claim.citations]}


def _claim_of(data: dict[str, Any], find: Find) -> Claim:
    return Claim(data["kind"], data["text"], tuple(_citation_of(citation, find) for citation in data["citations"]))


def _citation(citation: Citation) -> dict[str, Any]:
    turn = citation.turn
    place = {"turn": turn.index, "label": turn.label, "start": citation.start, "stop": citation.stop, "quote": citation.quote}
    return {"briefing": citation.briefing.id, "revision": citation.briefing.revision} | place


def _citation_of(data: dict[str, Any], find: Find) -> Citation:
    briefing = find(data["briefing"], data["revision"])
    citation = Citation(briefing, briefing.turns[data["turn"]], data["start"], data["stop"])
    if citation.quote != data["quote"]:
        raise ValueError("the words at this place changed")
    return citation


def _hit(hit: Hit) -> list[Any]:
    passage = [hit.passage.start, hit.passage.stop] if hit.passage else None
    return [hit.briefing.id, hit.briefing.revision, hit.turn.index, hit.score, passage]


def _hit_of(data: list[Any], find: Find) -> Hit:
    id, revision, turn, score, passage = data
    briefing = find(id, revision)
    return Hit(briefing, briefing.turns[turn], score, Span(turn, *passage) if passage else None)


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "question": answer.question,
        "standalone": answer.standalone,
        "scope": _scope(answer.scope),
        "status": answer.status,
        "mode": answer.mode,
        "searched": [answer.searched.briefings, answer.searched.turns, answer.searched.undated, [_hit(hit) for hit in answer.searched.nearest]],
        "total": answer.total,
        "read": [_hit(hit) for hit in answer.read],
        "rejected": [[each.text, each.reason] for each in answer.rejected],
        "missing": answer.missing,
        "notice": answer.notice,
        "usage": asdict(answer.usage) if answer.usage else None,
    }


def _answer_of(data: dict[str, Any], claims: tuple[Claim, ...], find: Find) -> Answer:
    briefings, turns, undated, nearest = data["searched"]
    return Answer(
        data["question"],
        data["standalone"],
        _scope_of(data["scope"]),
        data["status"],
        data["mode"],
        claims,
        Searched(briefings, turns, undated, tuple(_hit_of(hit, find) for hit in nearest)),
        total=data["total"],
        read=tuple(_hit_of(hit, find) for hit in data["read"]),
        rejected=tuple(Rejection(*each) for each in data["rejected"]),
        missing=tuple(data["missing"]),
        notice=data["notice"],
        usage=Usage(**data["usage"]) if data.get("usage") else None,
    )
