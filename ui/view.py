"""What the components show, as plain data made from the nouns. Pure functions; every text in it is shown as text, never interpreted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING, Any

from rag.language import language
from rag.types import Answer, Briefing, Citation, Claim, Hit, Scope, Speaker, Turn, Usage
from ui.doubts import corrected, doubts, in_force
from ui.state import Exchange, Target, chips

if TYPE_CHECKING:
    from rag.record.library import Summary

Data = dict[str, Any]

_NAME_SUFFIXES = {"jr", "sr", "ii", "iii", "iv", "md", "phd"}


def surname(speaker: Speaker, label: str) -> str:
    """The name on a chip: the last word of the name that is no suffix, else what the record calls the speaker."""
    words = [word for word in speaker.name.replace(",", " ").split() if word.strip(".").lower() not in _NAME_SUFFIXES]
    return words[-1] if words else full_name(speaker, label)


def full_name(speaker: Speaker, label: str) -> str:
    """The speaker's name, else "Unnamed reporter", else the label as printed."""
    return speaker.name or ("Unnamed reporter" if speaker.role == "press" else label or "Unnamed speaker")


def badge(speaker: Speaker) -> str:
    """The side of the podium in words: "official · United States", "press", "moderator", "" when it is not known."""
    if speaker.role == "official":
        return " · ".join(part for part in ("official", speaker.speaks_for) if part)
    return "" if speaker.role == "other" else speaker.role


def speaker_data(speaker: Speaker, label: str) -> Data:
    """Who speaks, as a heading of a turn."""
    return {
        "name": full_name(speaker, label),
        "about": ", ".join(part for part in (speaker.title, speaker.outlet) if part),
        "role": speaker.role,
        "badge": badge(speaker),
        "label": label,
    }


def citation_data(citation: Citation, number: int, claim: Claim) -> Data:
    """A citation button with its preview."""
    turn, briefing = citation.turn, citation.briefing
    speaker = turn.relays or turn.speaker
    chip = f"{surname(speaker, turn.label)} · {briefing.when}"
    return {
        "n": number,
        "chip": chip,
        "label": f"Citation {number}: {chip}, {full_name(speaker, turn.label)}",
        "who": speaker_data(speaker, turn.label),
        "when": briefing.when,
        "name": briefing.name,
        "asked": question_asked(citation),
        "briefing": briefing.id,
        "revision": briefing.revision,
        "turn": turn.index,
        "start": citation.start,
        "stop": citation.stop,
        "quote": citation.quote,
        "lang": language(citation.quote) or language(turn.text),
        "cut": [citation.start > 0, citation.stop < len(turn.text)],
        "flags": doubts(claim, citation),
    }


def question_asked(citation: Citation) -> str:
    """Who asked what, for the preview; "" where the record has no question."""
    asked = citation.question
    if asked is None:
        return ""
    speaker = asked.relays or asked.speaker
    outlet = f" ({speaker.outlet})" if speaker.outlet else ""
    return f"{full_name(speaker, asked.label)}{outlet}: {shorten(as_asked(asked.text), 200)}"


def as_asked(text: str) -> str:
    """From the sentence that holds the first question mark: reporters greet and explain before they ask."""
    end = text.find("?")
    begin = max(text.rfind(mark, 0, end) for mark in (". ", "? ", "! ", "\n")) if end > 0 else -1
    return text[begin + 1 :].strip() if begin >= 0 else text


def shorten(text: str, characters: int) -> str:
    """The beginning of a text, ended at a word with an ellipsis when it is cut."""
    text = text.replace("\n", " ")
    return text if len(text) <= characters else text[:characters].rsplit(" ", 1)[0] + " …"


def claims_data(claims: Sequence[Claim]) -> list[Data]:
    """The claims with their citations numbered through."""
    numbers = count(1)
    return [
        {
            "kind": claim.kind,
            "text": claim.text,
            "strong": names_in(claim),
            "citations": [citation_data(citation, next(numbers), claim) for citation in claim.citations],
        }
        for claim in claims
    ]


def names_in(claim: Claim) -> list[str]:
    """The names set in bold in a lead-in: speakers and askers of what it cites, longest first."""
    people = [person for citation in claim.citations for person in _people(citation) if person and person in claim.text]
    return sorted(dict.fromkeys(people), key=len, reverse=True)


def _people(citation: Citation) -> tuple[str, ...]:
    turns = [citation.turn, *([citation.question] if citation.question else [])]
    return tuple(speaker.name for turn in turns for speaker in (turn.speaker, turn.relays) if speaker)


def hit_data(hit: Hit) -> Data:
    """A found turn as a passage: who, when, where, and the words (the matching part of a long turn)."""
    turn, passage = hit.turn, hit.passage
    speaker = turn.relays or turn.speaker
    start, stop = (passage.start, passage.stop) if passage else (0, len(turn.text))
    return {
        "who": speaker_data(speaker, turn.label),
        "when": hit.briefing.when,
        "sort": sort_day(hit.briefing),
        "name": hit.briefing.name,
        "briefing": hit.briefing.id,
        "revision": hit.briefing.revision,
        "turn": turn.index,
        "start": start,
        "stop": stop,
        "text": turn.text[start:stop],
        "score": round(hit.score, 3),
        "fictional": hit.briefing.fictional,
    }


def excerpts(hits: Sequence[Hit]) -> list[Data]:
    """The first few turns, each with its beginning."""
    return [hit_data(hit) | {"text": shorten(hit.turn.text, 220)} for hit in hits[:3]]


def sort_day(briefing: Briefing | Summary) -> str:
    """A key that sorts by day, undated first (last when reversed)."""
    day = briefing.days[0] or briefing.days[1]
    return day.isoformat() if day else ""


def lead(answer: Answer) -> str:
    """The sentence that says why this is less than an answer; "" when it is one."""
    if answer.status == "answered":
        return ""
    head = {"near": "The record does not clearly answer this.", "not_found": "The record does not answer this."}
    return head[answer.status]


def explain(answer: Answer) -> str:
    """What was searched and what is missing, in a sentence or two."""
    parts = []
    if answer.status == "near":
        parts.append("These are the nearest passages, and no more than that.")
    if answer.missing:
        parts.append(f"Nothing found names {_listed(answer.missing)}.")
    return " ".join([*parts, f"Searched {searched(answer)}."])


def searched(answer: Answer) -> str:
    """How much was searched, and what was left out for having no day."""
    found = answer.searched
    left_out = f"; {_counted(found.undated, 'briefing')} without a date left out" if found.undated else ""
    return f"{_counted(found.briefings, 'briefing')}, {_counted(found.turns, 'turn')}{left_out}"


def _listed(words: Sequence[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def exchange_data(exchange: Exchange, names: Mapping[str, str]) -> Data:
    """A question with what has come of it so far; `names` gives the display names of briefings by id."""
    answer = exchange.answer
    data: Data = {
        "id": exchange.id,
        "question": exchange.question,
        "running": exchange.running,
        "step": exchange.step,
        "stopped": exchange.stopped,
        "problem": {"message": exchange.problem.message, "fix": exchange.problem.fix} if exchange.problem else None,
        "claims": claims_data(exchange.claims),
        "found": excerpts(exchange.found) if exchange.running and not exchange.claims else [],
        "chips": chips_data(answer.scope if answer else Scope(), names),
        "answer": None,
    }
    if answer:
        data["answer"] = answer_data(answer, exchange.seconds, names)
    return data


def chips_data(scope: Scope, names: Mapping[str, str]) -> list[Data]:
    """The scope's parts; `typed` ones restrict."""
    found = chips(scope, names)
    return [
        {"field": chip.field, "value": chip.value, "label": chip.label, "shown": chip.shown, "typed": chip.field in scope.typed} for chip in found
    ]


def answer_data(answer: Answer, seconds: float, names: Mapping[str, str]) -> Data:
    """What stands around the claims: status, notice, what was searched, how it was answered."""
    return {
        "status": answer.status,
        "lead": lead(answer),
        "explain": explain(answer) if answer.status != "answered" else "",
        "notice": answer.notice,
        "total": answer.total,
        "nearest": [] if answer.claims else excerpts(answer.searched.nearest),
        "passages": len(answer.read),
        "how": how_data(answer, seconds, names),
    }


def how_data(answer: Answer, seconds: float, names: Mapping[str, str]) -> Data:
    """How the answer came about."""
    return {
        "standalone": answer.standalone,
        "mode": {"model": "written by a model, numbers and names checked", "extractive": "without a model, in the record's own words"}[answer.mode],
        "model": answer.mode == "model",
        "scope": ", ".join(f"{chip.label} {chip.shown}" for chip in chips(answer.scope, names)) or "everything",
        "searched": searched(answer),
        "read": [
            f"{surname(hit.turn.relays or hit.turn.speaker, hit.turn.label)} · {hit.briefing.when} · turn {hit.turn.index} · {hit.score:.2f}"
            for hit in answer.read[:12]
        ],
        "rejected": [{"text": rejection.text, "reason": rejection.reason} for rejection in answer.rejected],
        "seconds": f"{seconds:.1f}",
        "tokens": tokens(answer.usage),
    }


def tokens(usage: Usage | None) -> str:
    """What an answer took, as the endpoint tells it; "" where it tells nothing."""
    if usage is None:
        return ""
    cost = "" if usage.cost is None else f", {usage.cost:.4f} at the price that is set"
    return f"{usage.prompt:,} tokens read, {usage.completion:,} written{cost}"


def turn_data(briefing: Briefing, turn: Turn) -> Data:
    """One turn of a transcript; a question read out for somebody shows both."""
    data = {"i": turn.index, "text": turn.text, "lang": language(turn.text), **speaker_data(turn.speaker, turn.label)}
    if corrected(briefing, turn.index):
        data["flag"] = "corrected by you"
    if turn.relays:
        data["relays"] = f"reads out a question of {full_name(turn.relays, '')}" + (f" ({turn.relays.outlet})" if turn.relays.outlet else "")
    return data


def reader_data(briefing: Briefing, target: Target, *, newer: bool = False) -> Data:
    """A transcript and the place to show in it. A span that is not in the turn is not marked."""
    turn = min(target.turn, len(briefing.turns) - 1) if target.turn is not None else None
    span = None
    if (
        turn is not None
        and turn == target.turn
        and target.start is not None
        and target.stop is not None
        and target.stop <= len(briefing.turns[turn].text)
    ):
        span = [target.start, target.stop]
    return {
        "briefing": briefing.id,
        "revision": briefing.revision,
        "title": briefing.name,
        "facts": facts(briefing),
        "url": briefing.url if briefing.url and briefing.url.startswith(("http://", "https://")) else None,
        "newer": newer,
        "turns": [turn_data(briefing, each) for each in briefing.turns],
        "target": {"turn": turn, "span": span, "missing": target.start is not None and span is None},
    }


def facts(briefing: Briefing) -> str:
    """The line below a briefing's name."""
    own = "corrected by you" if corrected(briefing) else ""
    parts = [briefing.office, briefing.place, briefing.when, *in_force(briefing), "fictional sample" if briefing.fictional else "", own]
    return " · ".join(part for part in parts if part)
