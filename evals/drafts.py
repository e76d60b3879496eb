"""The check of claims measured on a person's honest paraphrases (QMSum reference answers citing their gold turns) and on mutations of them."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from rag.checking.check import Asked, check, disagreement, objection
from rag.checking.facts import names_at
from rag.drafting.draft import Evidence, Proposal, Sentence
from rag.text import sentences, tokens
from rag.types import Briefing, Hit, Rejection, Scope, Speaker, Turn

MUTATIONS = ("id", "speaker", "number", "negation", "modality", "foreign name", "swapped names", "quotation")
_NOT = re.compile(r"n['’]t\b|\bnot\b|\bcannot\b|\bnever\b", re.IGNORECASE)


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


@dataclass(frozen=True, slots=True)
class Report:
    """(rejected, all) of the honest sentences and of each kind of mutation; how many of each kind a rule proved to be still true, so left out."""

    honest: tuple[int, int]
    caught: dict[str, tuple[int, int]]
    still_true: dict[str, int]


def measure(folder: Path, most: int = 2_000, seed: int = 7) -> Report:
    """At most so many mutations together; of the kinds that few sentences allow, all."""
    honest = [draft for draft in drafts(folder) if draft.cited]
    chance = random.Random(seed)
    shuffled = chance.sample(honest, len(honest))
    possible = {kind: [draft for draft in shuffled if _allows(kind, draft)] for kind in MUTATIONS}
    caught: dict[str, tuple[int, int]] = {}
    left = most
    for number, kind in enumerate(sorted(MUTATIONS, key=lambda kind: len(possible[kind]))):
        verdicts = [_mutated(kind, draft, chance) for draft in possible[kind][: left // (len(MUTATIONS) - number)]]
        made = [verdict for verdict in verdicts if verdict is not None]
        left -= len(made)
        caught[kind] = (sum(made), len(made))
    still = {kind: sum(rule(draft) for draft in honest) for kind, rule in _STILL_TRUE.items()}
    rejected = sum(bool(draft.reason) for draft in honest)
    return Report((rejected, len(honest)), {kind: caught[kind] for kind in MUTATIONS}, still)


def _allows(kind: str, draft: Draft) -> bool:
    """Whether a draft can be mutated so, to something else than it says."""
    if kind in _STILL_TRUE and _STILL_TRUE[kind](draft):
        return False
    return kind not in _CHANGES or bool(_CHANGES[kind](draft, random.Random(0)))


def _mutated(kind: str, draft: Draft, chance: random.Random) -> bool | None:
    """Whether one mutation of a draft is rejected; None where chance made one that says nothing false."""
    if kind == "id":
        evidence = Evidence([Hit(draft.briefing, draft.cited[0].turn, 1.0)])
        return isinstance(check(Proposal("statement", draft.text, ("QQQQ.1",)), evidence, Asked(draft.question, Scope())), Rejection)
    if kind == "speaker":
        return _other_side(draft)
    text = _CHANGES[kind](draft, chance)
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
    match = _NOT.search(draft.text)
    if not match:
        return ""
    text = draft.text[: match.start()] + ("can" if match.group().lower() == "cannot" else "") + draft.text[match.end() :]
    return re.sub(r"\bwo (?=\w)", "will ", re.sub(r"\bca (?=\w)", "can ", " ".join(text.split())))


def _denies_nothing(draft: Draft) -> bool:
    """ "Not only", "last but not least", "or not" deny nothing; "may not" and "may" are true together."""
    match = _NOT.search(draft.text)
    if not match:
        return False
    idiom = re.match(r"\s*(?:only|just|merely|simply|least)\b", draft.text[match.end() :])
    return bool(idiom or re.search(r"\b(?:or|may|might)\s*$", draft.text[: match.start()], re.IGNORECASE))


def _modality(draft: Draft, chance: random.Random) -> str:
    text = re.sub(r"\b(?:may|might)\b(?! have\b)", "will", draft.text, count=1)
    return text if text != draft.text else ""


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


def _same_either_way(draft: Draft) -> bool:
    """Two names of one list ("A and B", "A, B") may change places, and so may two names of one person or the parts of one name."""
    places = _names(draft.text)[:2]
    if len(places) < 2:
        return False
    first, second = (set(place[2]) for place in places)
    between = draft.text[places[0][1] : places[1][0]]
    listed = re.fullmatch(r"(?:,? (?:and|or) |, )(?:the |Mr\. |Mrs\. |Ms\. |Dr\. |Hon\. )?", between)
    one = any(first | second <= set(tokens(sentence.turn.label)) for sentence in draft.cited)
    return bool(listed) or first <= second or second <= first or one


def _quoted(draft: Draft, chance: random.Random) -> str:
    parts = draft.text.rstrip(".").split()
    if len(parts) < 8:
        return ""
    chance.shuffle(parts)
    return f"They said “{' '.join(parts[:8])}”."


def _names(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    return [(name.start, name.stop, name.words) for name in names_at(text)]


_CHANGES: dict[str, Callable[[Draft, random.Random], str]] = {
    "number": _number,
    "negation": _negation,
    "modality": _modality,
    "foreign name": _foreign,
    "swapped names": _swapped,
    "quotation": _quoted,
}
_STILL_TRUE: dict[str, Callable[[Draft], bool]] = {"negation": _denies_nothing, "swapped names": _same_either_way}
