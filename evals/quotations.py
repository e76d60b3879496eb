"""Labelled quotations made from a library, and the verdicts on them: precision and recall by verdict.

True ones with their typography changed, altered ones (a word or number changed, "not" dropped, pieces joined), cropped ones (cut before what turns
them, most of them chosen by hand), other speakers' words, and inventions shuffled from the library's own vocabulary.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evals import cropped
from rag.answer import Assistant
from rag.checking.cropping import turns_after
from rag.checking.facts import NEGATIONS
from rag.checking.quotations import Verdict
from rag.text import find, sentences, words
from rag.types import Briefing, Turn

SHARES: tuple[tuple[Verdict, int], ...] = (("verbatim", 300), ("altered", 300), ("cropped", 100), ("misattributed", 150), ("not_found", 150))
"""How many of each in a thousand."""
_TURNS = re.compile(
    r"(?:,|\b(?:it|them|us|that|this|there|now|today)) (?:but|unless|although|however)\b(?! (?:it |they |we )?(?:also|particularly|especially))"
)
LEAST, MOST = 8, 40
"""Words of a quotation."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence of an article with a quotation in it, and the verdict that it deserves."""

    text: str
    quotation: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Place:
    briefing: Briefing
    turn: Turn
    start: int
    stop: int

    @property
    def text(self) -> str:
        return self.turn.text[self.start : self.stop]

    @property
    def name(self) -> str:
        return self.turn.speaker.name


def make(assistant: Assistant, count: int, seed: int = 7) -> list[Labelled]:
    """So many labelled quotations, the same for the same library and seed."""
    chance = random.Random(seed)
    places = list(_places(assistant))
    made = _by_hand(assistant, chance) if count >= 1_000 else []
    for verdict, share in SHARES:
        chance.shuffle(places)
        left = count * share // 1000 - sum(item.verdict == verdict for item in made)
        made += _some(verdict, places, chance, left)
    return made


def _by_hand(assistant: Assistant, chance: random.Random) -> list[Labelled]:
    """Those of evals/cropped.py whose sources are in the library."""
    briefings = [assistant.library.briefing(summary.id) for summary in assistant.library.briefings()]
    verdicts: tuple[tuple[Verdict, tuple[tuple[str, str, str], ...]], ...] = (("cropped", cropped.TURNED), ("verbatim", cropped.WHOLE))
    made = []
    for verdict, rows in verdicts:
        for source, ends, _ in rows:
            found = (cropped.quoted(ends, briefing) for briefing in briefings if briefing.source.startswith(source))
            if place := next(filter(None, found), None):
                turn, start, stop = place
                quotation = re.sub(r"[\"“”«»„]", "", turn.text[start:stop])
                made.append(Labelled(_article(quotation, turn.speaker.name, chance), quotation, verdict))
    return made


def _places(assistant: Assistant) -> Iterator[Place]:
    """Whole sentences of named speakers, of a quotable length."""
    for summary in assistant.library.briefings():
        briefing = assistant.library.briefing(summary.id)
        for turn in briefing.turns:
            spans = sentences(turn.text) if turn.speaker.name and not re.search(r"[\"“”«»„]", turn.text) else ()
            for start, stop in spans:
                if LEAST <= len(words(turn.text[start:stop])) <= MOST:
                    yield Place(briefing, turn, start, stop)


def _some(verdict: Verdict, places: Sequence[Place], chance: random.Random, count: int) -> list[Labelled]:
    made: list[Labelled] = []
    for place in places:
        if len(made) == count:
            break
        quoted, name = _quotation(verdict, place, places, chance)
        if quoted and name:
            made.append(Labelled(_article(quoted, name, chance), quoted, verdict))
    return made


def _quotation(verdict: Verdict, place: Place, places: Sequence[Place], chance: random.Random) -> tuple[str, str]:
    """The words and the name of an article's quotation; "" where this place does not serve."""
    whole = not turns_after(place.turn.text, place.stop)
    if verdict == "verbatim":
        return (_typography(place.text, chance) if whole else ""), place.name
    if verdict == "altered":
        return _altered(place, chance), place.name
    if verdict == "cropped":
        return _cropped(place), place.name
    if verdict == "misattributed":
        others = [other.name for other in chance.sample(places, 20) if other.name.split()[-1] != place.name.split()[-1]]
        return (place.text if whole else ""), next(iter(others), "")
    return _invented(places, chance), place.name


def _typography(text: str, chance: random.Random) -> str:
    """What a newspaper's own style does: quotes curled or not, apostrophes restored, dashes, an ellipsis for words left out."""
    style = chance.randrange(5)
    if style == 0:
        return text.replace("’", "'").replace("–", "-")
    if style == 1:
        return text.replace("'", "’").replace(" - ", " — ")
    if style == 2:
        return re.sub(r"\b([Dd]o|[Ii]s|[Dd]oes|[Dd]id)nt\b", r"\1n’t", text)
    if style == 3 and len(text.split()) > 14:
        parts = text.split()
        return f"{' '.join(parts[:6])} … {' '.join(parts[9:])}"
    return text.rstrip(".") + ","


def _altered(place: Place, chance: random.Random) -> str:
    """One change of meaning: a negation dropped, a number or a word changed, or two sentences' halves joined."""
    parts = place.text.split()
    negation = [at for at, part in enumerate(parts) if part.strip(".,").lower() in NEGATIONS]
    figure = [at for at, part in enumerate(parts) if re.fullmatch(r"\d{1,4}[.,]?", part)]
    if negation:
        at = negation[0]
        kept = {"dont": "do", "don't": "do", "don’t": "do", "didn’t": "did", "isn’t": "is", "can’t": "can", "won’t": "will"}.get(
            parts[at].lower(), ""
        )
        return " ".join([*parts[:at], *([kept] if kept else []), *parts[at + 1 :]])
    if figure:
        at = figure[0]
        return " ".join([*parts[:at], str(int(re.sub(r"\D", "", parts[at])) + chance.randint(1, 9)), *parts[at + 1 :]])
    if len(parts) >= 16 and chance.random() < 0.5:
        return " ".join([*parts[:6], *parts[-6:]])
    at = max(range(1, len(parts)), key=lambda number: len(parts[number]))
    return " ".join([*parts[:at], chance.choice(("entirely", "officially", "completely", "quietly")), *parts[at + 1 :]])


def _cropped(place: Place) -> str:
    """The words before what turns them, in the sentence or after it; "" where nothing does."""
    inner = _TURNS.search(place.text)
    if inner and len(words(place.text[: inner.start()])) >= LEAST and "only" not in place.text[: inner.start()]:
        return place.text[: inner.start()]
    rest = place.turn.text[place.stop :]
    return place.text if re.match(r" (?:However|Nevertheless|At the same time|That said|On the other hand)\b", rest) else ""


def _invented(places: Sequence[Place], chance: random.Random) -> str:
    """Words of several sentences, so mixed that no two neighbours stand together anywhere near."""
    pool = [word for place in chance.sample(places, 12) for word in chance.sample(place.text.strip(".").split(), 2)]
    chance.shuffle(pool)
    return " ".join(pool[: chance.randint(10, 18)]).lower()


def _article(quoted: str, name: str, chance: random.Random) -> str:
    said = chance.choice(("said", "told reporters", "added"))
    forms = (f"“{quoted}” {name} {said}.", f"{name} {said}: “{quoted}”", f'According to {name}, "{quoted}"', f"“{quoted}” {said} {name}.")
    return chance.choice(forms if said != "told reporters" else forms[:3])


def judge(assistant: Assistant, labelled: Sequence[Labelled]) -> Counter[tuple[str, str]]:
    """(label, verdict) counted; "none" where the quotation was not seen."""
    seen: Counter[tuple[str, str]] = Counter()
    for item in labelled:
        found = assistant.check(item.text)
        best = next((each for each in found if find(item.quotation, each.text)), None)
        seen[item.verdict, best.verdict if best else "none"] += 1
    return seen


def scores(seen: Counter[tuple[str, str]]) -> list[tuple[Verdict, float, float, dict[str, int]]]:
    """(verdict, precision, recall, what its labels were called)."""
    rows = []
    for verdict, _ in SHARES:
        called = sum(count for (_, given), count in seen.items() if given == verdict)
        labelled = {given: count for (label, given), count in seen.items() if label == verdict}
        right = labelled.get(verdict, 0)
        rows.append((verdict, right / called if called else 0.0, right / sum(labelled.values()) if labelled else 0.0, labelled))
    return rows
