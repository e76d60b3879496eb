"""The words before a quotation, composed from the record alone: who asked about what, and who spoke for whom."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from rag.drafting.evidence import IDLE, Sought
from rag.drafting.refusals import Refusal, refusals, refused
from rag.index.lexical import stem
from rag.text import Word, tokens, words
from rag.types import Briefing, Hit, Scope, Speaker, Turn

LEAST_TOLD, SHARE_TOLD = 2.0, 0.25
"""Rarity, and share of the question's rarity, that words must have to be named as what was asked about."""

_VERBS = {
    "declined": "declined to say",
    "no news": "had nothing to announce",
    "taken": "took the question",
    "referred": "referred the question elsewhere",
    "does not know": "did not know",
}


def lead(hit: Hit, sought: Sought, scope: Scope, quoted: str, *, again: bool = False) -> str:
    """ "Asked by Lena Ortiz (Daily Courier) about the ferry line, Dana Whitlock, Deputy Assistant Secretary, for the United States, said".

    `quoted`: the words that follow, which the verb must fit. `again`: the speaker was introduced before, so the name is enough.
    """
    declining = refusals(quoted) if refused(hit.turn.text) else ()
    verb = _VERBS[declining[0].kind] if declining else "said"
    who = hit.turn.speaker.name if again else introduce(hit.turn, scope)
    if hit.turn.answers is None:
        return f"{who} {verb}"
    asked = hit.briefing.turns[hit.turn.answers]
    about = shared_words(sought, asked.text)
    person = asked.relays or asked.speaker
    asking = [f"by {reporter(person)}"] * bool(person.name or person.outlet) + [f"about {about}"] * bool(about)
    return f"Asked {' '.join(asking)}, {who} {verb}" if asking else f"{who} {verb}"


def plain_lead(briefing: Briefing, turn: Turn, refusal: Refusal) -> str:
    """ "Asked by Lena Ortiz (Daily Courier), Dana Whitlock, Deputy Assistant Secretary, took the question"."""
    person = briefing.turns[turn.answers].relays or briefing.turns[turn.answers].speaker if turn.answers is not None else None
    asked = f"Asked by {reporter(person)}, " if person and (person.name or person.outlet) else ""
    return f"{asked}{introduce(turn)} {_VERBS[refusal.kind]}"


def shared_words(sought: Sought, text: str) -> str:
    """The longest run of the question's words that stands in a text and tells something, as the text writes it; "" where none does."""
    have, wanted = words(text), tokens(sought.question)
    blocks = SequenceMatcher(None, wanted, [word.folded for word in have], autojunk=False).get_matching_blocks()
    runs = (_trimmed(have[block.b : block.b + block.size]) for block in blocks)
    best = max(runs, key=lambda run: _told(sought, run), default=[])
    if _told(sought, best) < max(LEAST_TOLD, SHARE_TOLD * sum(sought.terms.values())):
        return ""
    return " ".join(text[best[0].start : best[-1].stop].split())


def _told(sought: Sought, run: Sequence[Word]) -> float:
    return sum(sought.terms.get(stem(word.folded), 0) for word in run)


def _trimmed(run: Sequence[Word]) -> list[Word]:
    """Without idle words at the ends; a number at an end may be cut out of a larger one, so it goes too."""
    ends = [word.folded not in IDLE and not (word.folded[:1].isdigit() and at in (0, len(run) - 1) and len(run) == 1) for at, word in enumerate(run)]
    return list(run[ends.index(True) : len(ends) - ends[::-1].index(True)]) if any(ends) else []


def ask_lead(turn: Turn) -> str:
    """ "Alexander Panetta (CBC) asked"; a question that was read out says so."""
    if turn.relays:
        return f"{capital(reporter(turn.relays))}, in a question read out by {turn.speaker.name or 'the moderator'}, asked"
    return f"{capital(reporter(turn.speaker))} asked"


def reporter(speaker: Speaker) -> str:
    """ "Lena Ortiz (Daily Courier)", "a reporter of the Daily Courier" or "an unnamed reporter"."""
    if speaker.name:
        return f"{speaker.name} ({speaker.outlet})" if speaker.outlet else speaker.name
    kind = "reporter" if speaker.role == "press" else "speaker"
    return f"a {kind} of {speaker.outlet}" if speaker.outlet else f"an unnamed {kind}"


def introduce(turn: Turn, scope: Scope | None = None) -> str:
    """Name, title and whose official (unless the scope says so already); the printed label where the record gives no name."""
    speaker = turn.speaker
    name = speaker.name or _calm(turn.label) or "An unnamed speaker"
    title = _calm(speaker.title)
    parts = [name] + ([title] if title and title.casefold() not in name.casefold() else [])
    if speaker.speaks_for and speaker.speaks_for not in title and (scope is None or scope.speaks_for != (speaker.speaks_for,)):
        article = "the " if speaker.speaks_for.startswith(("United ", "Federal ", "European ", "Netherlands", "Philippines")) else ""
        parts.append(f"for {article}{speaker.speaks_for}")
    return ", ".join(parts) + ("," if len(parts) > 1 else "")


def _calm(text: str) -> str:
    return text.title() if text.isupper() and len(text) > 4 else text


def capital(text: str) -> str:
    """With a capital first letter."""
    return text[:1].upper() + text[1:]
