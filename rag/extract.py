"""An answer drafted from the record alone: which of the found turns answer, which of their sentences, and whether they do at all.

Proposes; `rag/check.py` disposes. Knows the shape of questions and replies, not how turns were found.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from rag.check import fits, spoken_by
from rag.draft import Evidence, Proposal, Sentence
from rag.evidence import Exchange, Sought, exchange, holds, run, stems
from rag.leads import ask_lead, lead
from rag.lexical import stem
from rag.likeness import holds_words
from rag.refusals import refused
from rag.text import sentences as sentence_spans
from rag.text import tokens
from rag.types import ClaimKind, Hit, Scope, Status

MOST_CLAIMS = 3
LONG_QUOTE = 75
"""Words: no quote grows beyond this by choice (it may, to keep its meaning)."""
SHORT_REPLY = 60
"""Words: a reply this short is quoted whole."""
FILLER = 6
"""Words: a turn shorter than this says nothing by itself."""
LONGEST_COURTESY = 12
"""Words: a sentence this short that is half made of courtesies is not quoted."""

# How much each sign counts beside the score of the search (1 for the best hit). A refusal shares no words with the question that it was put,
# so it counts as far as that question is the one asked now.
WEIGHT_OF_TOPIC, WEIGHT_OF_REFUSAL, WEIGHT_OF_FORM, WEIGHT_OF_FILLER = 0.5, 0.4, 0.15, 0.15
WEIGHT_OF_ANSWERING = 0.1
CLOSE = 0.6
"""A runner-up is shown when its value comes this near to the best; beside an answer only what answers too."""
ENOUGH, ENOUGH_NAMED = 0.5, 0.35
"""Share of the topic's rarity that an exchange must hold to be an answer: less is enough where the question names something that stands there."""
OWN = 0.2
"""Share that the reply itself must hold, unless it certainly declines: what only the reporter said, the official did not say."""
RELATED = 0.25
"""Under this share nothing found has to do with the question."""

NARROW = frozenset(("number", "date", "person"))
POINTED = 0.4
"""Share of the topic that must stand in the quoted sentences themselves where one of these is asked for."""

_COURTESIES = frozenset(
    "thanks thank you hello hi good morning afternoon evening sure yeah yes no okay ok well great question so right look please matt sir maam".split()
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A found turn weighed as an answer; `share` of the topic in the whole exchange, `missing` names and numbers of the question.

    `own`: share in the turn alone. `held`: whether the chosen sentences have the form of what is asked for; `exact`: whether the turn holds the
    exact words asked for, None where there are none.
    """

    hit: Hit
    kind: ClaimKind
    around: Exchange
    value: float
    share: float
    own: float
    missing: tuple[str, ...]
    named: bool
    chosen: tuple[Sentence, ...]
    held: bool
    exact: bool | None

    @property
    def answers(self) -> bool:
        """Whether this may be called an answer: about what is named, and holding what is asked for or certainly declining it."""
        if self.exact is not None:
            return self.exact
        if self.missing or self.share < (ENOUGH_NAMED if self.named else ENOUGH):
            return False
        return self.kind == "refusal" or (self.held and self.own >= OWN)


def weigh(sought: Sought, hits: Sequence[Hit], scope: Scope, evidence: Evidence) -> tuple[Candidate, ...]:
    """The hits whose words may stand as an answer, best first; only those of the people asked about where any are."""
    fitting = [hit for hit in hits if fits(hit.turn, scope)]
    fitting = [hit for hit in fitting if spoken_by(hit.turn, scope)] or fitting
    top = max((hit.score for hit in fitting), default=0) or 1.0
    found = (_candidate(sought, hit, hit.score / top, evidence) for hit in fitting)
    return tuple(sorted(found, key=lambda candidate: -candidate.value - WEIGHT_OF_ANSWERING * candidate.answers))


def _candidate(sought: Sought, hit: Hit, score: float, evidence: Evidence) -> Candidate:
    turn = hit.turn
    around = exchange(hit.briefing, turn)
    asking = turn.relays is not None or turn.speaker.role == "press"
    refusal = not asking and turn.answers is not None and refused(turn.text) is not None
    chosen = choose(sought, evidence.add(hit.briefing, turn))
    known = sought.known_as(around)
    share = sought.share(around.stems | known)
    held = _holds(sought, chosen, known)
    value = score + WEIGHT_OF_TOPIC * share + WEIGHT_OF_REFUSAL * refusal * sought.share(around.put) + WEIGHT_OF_FORM * held
    value -= WEIGHT_OF_FILLER * _empty(turn.text)
    return Candidate(
        hit,
        kind="question" if asking else "refusal" if refusal else "statement",
        around=around,
        value=value,
        share=share,
        own=sought.share(around.own | known),
        missing=sought.missing(around),
        named=bool(sought.names),
        chosen=chosen,
        held=held,
        exact=all(holds_words(phrase, turn.text) for phrase in sought.phrases) if sought.phrases else None,
    )


def _holds(sought: Sought, chosen: Sequence[Sentence], known: Set[str]) -> bool:
    """Whether the chosen sentences have the form asked for; a figure, a day or a name must stand close to what it is asked of."""
    if not any(holds(sought.form, sentence.text) for sentence in chosen):
        return False
    said = [word for sentence in chosen for word in tokens(sentence.text)]
    near = frozenset(map(stem, said)) | (known if known and any(name.stands(run(said)) for name in sought.names) else frozenset())
    return sought.form not in NARROW or sought.share(near) >= POINTED


def judge(candidates: Sequence[Candidate]) -> Status:
    """Whether the best candidates answer, come near or have nothing to do with the question."""
    if any(candidate.answers for candidate in candidates[:MOST_CLAIMS]):
        return "answered"
    return "near" if any(candidate.share >= RELATED for candidate in candidates[:MOST_CLAIMS]) else "not_found"


def choose(sought: Sought, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences of one turn to quote: the whole of a short reply, else the run that holds most of what is sought in few words."""
    sentences = _substance(sentences)
    counts = [len(sentence.text.split()) for sentence in sentences]
    if sum(counts) <= SHORT_REPLY:
        return tuple(sentences)
    held = [{term for term in stems(sentence.text) if term in sought.terms} for sentence in sentences]
    shaped = [bool(held[at]) and holds(sought.form, sentence.text) for at, sentence in enumerate(sentences)]
    exact = [sum(holds_words(phrase, sentence.text) for phrase in sought.phrases) for sentence in sentences]

    def gain(first: int, stop: int) -> float:
        length = sum(counts[first:stop])
        cost = 0.003 * max(0, length - 30) + 0.15 * (length < 8) + 0.005 * first
        return sought.share(set().union(*held[first:stop])) + 0.2 * any(shaped[first:stop]) + sum(exact[first:stop]) - cost

    runs = ((first, stop) for first in range(len(sentences)) for stop in range(first + 1, min(first + 3, len(sentences)) + 1))
    first, stop = max((run for run in runs if run[1] == run[0] + 1 or sum(counts[slice(*run)]) <= LONG_QUOTE), key=lambda run: gain(*run))
    return tuple(sentences[first:stop])


def _empty(text: str) -> bool:
    """An interjection, or next to nothing but questions back."""
    return sum(len(text[start:stop].split()) for start, stop in sentence_spans(text) if text[stop - 1] != "?") < FILLER


def _substance(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Without the courtesies at the start, unless nothing else is there."""
    for at, sentence in enumerate(sentences):
        said = tokens(sentence.text)
        polite = sum(word in _COURTESIES for word in said)
        if said and (polite < 0.5 * len(said) or len(said) > LONGEST_COURTESY or said[0] in ("yes", "no")):
            return list(sentences[at:])
    return list(sentences)


def propose(candidates: Sequence[Candidate], status: Status, sought: Sought) -> tuple[Proposal, ...]:
    """The claims to make of the best candidates: few, best first, the runner-up where it is close."""
    if not candidates or status == "not_found":
        return ()
    best = candidates[0]
    close = [candidate for candidate in candidates[:MOST_CLAIMS] if candidate.value >= CLOSE * best.value]
    shown = [candidate for candidate in close if candidate.answers or status == "near"]
    return tuple(Proposal(each.kind, _lead(each, sought), tuple(sentence.id for sentence in each.chosen)) for each in shown or [best])


def _lead(candidate: Candidate, sought: Sought) -> str:
    return ask_lead(candidate.hit.turn) if candidate.kind == "question" else lead(candidate.hit, sought, candidate.around)
