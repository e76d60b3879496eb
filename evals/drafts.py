"""The check of claims measured on a person's honest paraphrases (QMSum reference answers citing their gold turns) and on mutations of them."""

from __future__ import annotations

import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from rag.checking.check import Asked, check, disagreement, objection
from rag.checking.facts import name_runs
from rag.drafting.draft import Evidence, Proposal, Sentence
from rag.text import sentences, words
from rag.types import Briefing, Hit, Rejection, Scope, Speaker, Turn

MUTATIONS = ("id", "speaker", "number", "negation", "foreign name", "swapped names", "quotation")


@dataclass(frozen=True, slots=True)
class Draft:
    """One sentence of a reference answer and the sentences of its gold turns."""

    briefing: Briefing
    question: str
    text: str
    cited: tuple[Sentence, ...]

    @property
    def reason(self) -> str:
        """Why the check rejects it, "" when it passes."""
        return objection("statement", self.text, self.cited, Asked(self.question, Scope())) or disagreement(self.text, self.cited, self.question)


def drafts(folder: Path) -> Iterator[Draft]:
    """Every sentence of every specific reference answer of a folder of meetings."""
    for path in sorted(folder.glob("*.json")):
        meeting = json.loads(path.read_text(encoding="utf-8"))
        briefing = _briefing(path.stem, meeting["meeting_transcripts"])
        for query in meeting["specific_query_list"]:
            turns = sorted(
                {at for first, last in query["relevant_text_span"] for at in range(int(first), int(last) + 1)} & set(range(len(briefing.turns)))
            )
            cited = tuple(Evidence(Hit(briefing, briefing.turns[at], 1.0) for at in turns))
            for start, stop in sentences(query["answer"]):
                yield Draft(briefing, query["query"], query["answer"][start:stop], cited)


def _briefing(id: str, spoken: list[dict[str, str]]) -> Briefing:
    turns = tuple(Turn(at, each["speaker"], Speaker(each["speaker"]), " ".join(each["content"].split()) or "-") for at, each in enumerate(spoken))
    return Briefing(id, "1", "", None, None, None, None, "", "", None, id, False, turns)


def measure(folder: Path, most: int = 2_000, seed: int = 7) -> tuple[tuple[int, int], dict[str, tuple[int, int]]]:
    """(rejected, all) of the honest sentences, and of each kind of mutation; at most so many mutations together."""
    honest = [draft for draft in drafts(folder) if draft.cited]
    rejected = sum(bool(draft.reason) for draft in honest)
    caught: dict[str, list[bool]] = defaultdict(list)
    chance = random.Random(seed)
    for draft in chance.sample(honest, len(honest)):
        for kind in MUTATIONS:
            verdict = _mutated(kind, draft, chance) if sum(map(len, caught.values())) < most else None
            if verdict is not None:
                caught[kind].append(verdict)
    return (rejected, len(honest)), {kind: (sum(caught[kind]), len(caught[kind])) for kind in MUTATIONS}


def _mutated(kind: str, draft: Draft, chance: random.Random) -> bool | None:
    """Whether one mutation of a draft is rejected, None where the draft cannot be mutated so."""
    if kind == "id":
        evidence = Evidence(Hit(draft.briefing, draft.cited[0].turn, 1.0) for _ in (1,))
        return isinstance(check(Proposal("statement", draft.text, ("QQQQ.1",)), evidence, Asked(draft.question, Scope())), Rejection)
    if kind == "speaker":
        return _other_side(draft)
    change: dict[str, Callable[[Draft, random.Random], str]] = {
        "number": _number,
        "negation": _negation,
        "foreign name": _foreign,
        "swapped names": _swapped,
        "quotation": _quoted,
    }
    text = change[kind](draft, chance)
    return bool(replace(draft, text=text).reason) if text else None


def _other_side(draft: Draft) -> bool:
    """The same claim on another government's words: the side is what a reader relies on."""
    turn = replace(draft.cited[0].turn, speaker=Speaker("Idris Benali", "official", "", "", "Ruritania"))
    return bool(objection("statement", draft.text, (replace(draft.cited[0], turn=turn),), Asked(draft.question, Scope(speaks_for=("Norvania",)))))


def _context(draft: Draft) -> str:
    return " ".join((draft.question, *(sentence.turn.text for sentence in draft.cited), *(sentence.turn.label for sentence in draft.cited)))


def _number(draft: Draft, chance: random.Random) -> str:
    figure = re.search(r"(?<![\w.,-])\d{1,3}(?![\w.,-]*\d)", draft.text)
    other = str(int(figure.group()) + chance.randint(13, 97)) if figure else ""
    return draft.text[: figure.start()] + other + draft.text[figure.end() :] if figure and other not in _context(draft) else ""


def _negation(draft: Draft, chance: random.Random) -> str:
    match = re.search(r"n['’]t\b|\bnot\b|\bcannot\b|\bnever\b", draft.text, re.IGNORECASE)
    if not match:
        return ""
    text = draft.text[: match.start()] + ("can" if match.group().lower() == "cannot" else "") + draft.text[match.end() :]
    return re.sub(r"\bwo (?=\w)", "will ", re.sub(r"\bca (?=\w)", "can ", " ".join(text.split())))


def _foreign(draft: Draft, chance: random.Random) -> str:
    name = chance.choice(("Quintana", "Okonjo", "Vasquez-Hale", "Norvania", "Lindqvist"))
    places = _names(draft.text)
    return draft.text[: places[0][0]] + name + draft.text[places[0][1] :] if places and name not in _context(draft) else ""


def _swapped(draft: Draft, chance: random.Random) -> str:
    places = _names(draft.text)
    if len(places) < 2 or places[0][2] == places[1][2]:
        return ""
    (a, b, _), (c, d, _) = places[:2]
    text = draft.text
    return text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]


def _quoted(draft: Draft, chance: random.Random) -> str:
    parts = draft.text.rstrip(".").split()
    if len(parts) < 8:
        return ""
    chance.shuffle(parts)
    return f"They said “{' '.join(parts[:8])}”."


def _names(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    have, found, at = words(text), [], 0
    for run in name_runs(text):
        while tuple(word.folded for word in have[at : at + len(run)]) != run:
            at += 1
        found.append((have[at].start, have[at + len(run) - 1].stop, run))
        at += len(run)
    return found


def reasons(folder: Path) -> Counter[str]:
    """Why honest sentences are rejected, by the first word of the reason."""
    return Counter(draft.reason.split()[0] for draft in drafts(folder) if draft.cited and draft.reason)
