"""The words before a quotation, composed from the record alone: who asked about what, and who spoke for whom."""

from __future__ import annotations

from rag.evidence import Exchange, Sought
from rag.refusals import refused
from rag.types import Hit, Speaker, Turn

_VERBS = {
    "declined": "declined to say",
    "no news": "had nothing to announce",
    "taken": "took the question",
    "referred": "referred the question elsewhere",
    "does not know": "did not know",
}


def lead(hit: Hit, sought: Sought, around: Exchange) -> str:
    """ "Asked by Lena Ortiz (Daily Courier) about the ferry line, Dana Whitlock, Deputy Assistant Secretary, for the United States, said"."""
    refusal = refused(hit.turn.text)
    verb = _VERBS[refusal.kind] if refusal else "said"
    named = [way for name in sought.names if (way := name.stands(around.asked))]
    asked = hit.briefing.turns[hit.turn.answers] if hit.turn.answers is not None else None
    who = introduce(hit.turn)
    if asked is None:
        return f"{who} {verb}"
    about = f" about {_listed(named)}" if named else ""
    return f"Asked by {asker(asked)}{about}, {who} {verb}"


def ask_lead(turn: Turn) -> str:
    """ "Alexander Panetta (CBC) asked"; a question that was read out says so."""
    if turn.relays:
        return f"{capital(reporter(turn.relays))}, in a question read out by {turn.speaker.name or 'the moderator'}, asked"
    return f"{capital(reporter(turn.speaker))} asked"


def asker(turn: Turn) -> str:
    """Who put a question, as far as the record names them."""
    return reporter(turn.relays or turn.speaker)


def reporter(speaker: Speaker) -> str:
    """ "Lena Ortiz (Daily Courier)", "a reporter of the Daily Courier" or "an unnamed reporter"."""
    if speaker.name:
        return f"{speaker.name} ({speaker.outlet})" if speaker.outlet else speaker.name
    kind = "reporter" if speaker.role == "press" else "speaker"
    return f"a {kind} of {speaker.outlet}" if speaker.outlet else f"an unnamed {kind}"


def introduce(turn: Turn) -> str:
    """Name, title and whose official; the printed label where the record gives no name."""
    speaker = turn.speaker
    name = speaker.name or (turn.label.title() if turn.label.isupper() else turn.label) or "An unnamed speaker"
    parts = [name]
    if speaker.title and speaker.title.casefold() not in name.casefold():
        parts.append(speaker.title)
    if speaker.speaks_for and speaker.speaks_for not in speaker.title:
        article = "the " if speaker.speaks_for.startswith(("United ", "Federal ", "European ", "Netherlands", "Philippines")) else ""
        parts.append(f"for {article}{speaker.speaks_for}")
    return ", ".join(parts) + ("," if len(parts) > 1 else "")


def capital(text: str) -> str:
    """With a capital first letter."""
    return text[:1].upper() + text[1:]


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
