"""What stands before a transcript, as plain data: who spoke, under which rules, known damage, every question as one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rag.drafting.refusals import refused
from rag.types import Briefing, Speaker, Turn
from ui.doubts import in_force
from ui.view import Data, as_asked, badge, full_name, shorten


def card_data(briefing: Briefing, history: Sequence[Data] = ()) -> Data:
    """The card of a briefing; `history` tells what its revisions changed."""
    return {
        "title": briefing.name,
        "fictional": briefing.fictional,
        "facts": [[term, told] for term, told in _facts(briefing) if told],
        "people": people(briefing),
        "notes": [f"line {note.line}: {note.note}" if note.line else note.note for note in briefing.notes],
        "history": list(history),
        "questions": [question(briefing, turn) for turn in questions(briefing)],
    }


def _facts(briefing: Briefing) -> list[tuple[str, str]]:
    times = " to ".join(time for time in (briefing.starts, briefing.ends) if time)
    return [
        ("Date", ", ".join(part for part in (briefing.when, times) if part)),
        ("Office", briefing.office),
        ("Place", briefing.place),
        ("Ground rules", ", ".join(in_force(briefing))),
        ("Source", briefing.source),
    ]


def people(briefing: Briefing) -> list[Data]:
    """Who spoke, officials first, then by turns."""
    counts: Counter[tuple[str, str]] = Counter()
    found: dict[tuple[str, str], Speaker] = {}
    for turn in briefing.turns:
        key = (turn.speaker.name, turn.speaker.role)
        counts[key] += 1
        found.setdefault(key, turn.speaker)
    order = {"official": 0, "moderator": 1, "press": 2, "other": 3}
    keys = sorted(found, key=lambda key: (order[key[1]], not key[0], -counts[key]))
    return [
        {
            "name": found[key].name,
            "about": ", ".join(part for part in (found[key].title, found[key].outlet) if part),
            "role": found[key].role,
            "badge": badge(found[key]),
            "turns": counts[key],
        }
        for key in keys
    ]


def questions(briefing: Briefing) -> list[Turn]:
    """The turns that ask: those of reporters, and those that read a question out, where somebody answers or a question mark stands."""
    answered = {turn.answers for turn in briefing.turns}
    asking = (turn for turn in briefing.turns if turn.relays or turn.speaker.role == "press")
    return [turn for turn in asking if turn.index in answered or "?" in turn.text]


def question(briefing: Briefing, turn: Turn) -> Data:
    """One question as a line, with what the reply certainly was."""
    asker = turn.relays or turn.speaker
    reply = next((each for each in briefing.turns if each.answers == turn.index), None)
    refusal = refused(reply.text) if reply else None
    return {
        "turn": turn.index,
        "text": shorten(as_asked(turn.text), 180),
        "who": full_name(asker, turn.label) + (f", {asker.outlet}" if asker.outlet else ""),
        "verdict": refusal.kind if refusal else "",
        "words": reply.text[refusal.start : refusal.stop] if reply and refusal else "",
    }
