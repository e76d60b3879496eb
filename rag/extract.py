"""An answer drafted from the record alone: which of the found turns answer, which of their sentences, and whether they do at all.

Proposes; `rag/check.py` disposes. Knows the shape of questions and replies, not how turns were found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.check import fits
from rag.draft import Evidence, Proposal, Sentence
from rag.evidence import Exchange, Sought, exchange, holds
from rag.leads import lead
from rag.lexical import stem
from rag.refusals import refused
from rag.text import tokens
from rag.types import Hit, Scope, Status

MOST_CLAIMS = 3
LONG_QUOTE = 75
"""Words: no quote grows beyond this by choice (it may, to keep its meaning)."""
SHORT_REPLY = 60
"""Words: a reply this short is quoted whole."""
FILLER = 6
"""Words: a turn shorter than this says nothing by itself."""

# How much each sign counts beside the score of the search (1 for the best hit).
WEIGHT_OF_TOPIC, WEIGHT_OF_REFUSAL, WEIGHT_OF_FORM, WEIGHT_OF_FILLER = 0.5, 0.4, 0.15, 0.15
CLOSE = 0.8
"""A runner-up is shown when its value comes this near to the best."""
ENOUGH = 0.5
"""Share of the topic's rarity that an exchange must hold to be an answer."""
RELATED = 0.25
"""Under this share nothing found has to do with the question."""

_COURTESIES = frozenset(
    "thanks thank you hello hi good morning afternoon evening sure yeah yes no okay ok well great question so right look please matt sir maam".split()
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A found turn weighed as an answer; `share` of the topic in the whole exchange, `missing` names and numbers."""

    hit: Hit
    around: Exchange
    value: float
    share: float
    missing: tuple[str, ...]
    chosen: tuple[Sentence, ...]
    refusal: bool
    form: bool

    @property
    def answers(self) -> bool:
        """Whether this may be called an answer: about what is named, holding what is asked for, or certainly declining it."""
        return not self.missing and self.share >= ENOUGH and (self.form or self.refusal)


def weigh(sought: Sought, hits: Sequence[Hit], scope: Scope, evidence: Evidence) -> tuple[Candidate, ...]:
    """The hits whose words may stand as an answer, best first."""
    fitting = [hit for hit in hits if fits(hit.turn, scope)]
    top = max((hit.score for hit in fitting), default=0) or 1.0
    found = (_candidate(sought, hit, hit.score / top, evidence) for hit in fitting)
    return tuple(sorted(found, key=lambda candidate: -candidate.value))


def _candidate(sought: Sought, hit: Hit, score: float, evidence: Evidence) -> Candidate:
    around = exchange(hit.briefing, hit.turn)
    sentences = evidence.add(hit.briefing, hit.turn)
    chosen = choose(sought, sentences)
    share, refusal = sought.share(around.whole), refused(hit.turn.text) is not None
    form = any(holds(sought.form, sentence.text) for sentence in chosen)
    value = score + WEIGHT_OF_TOPIC * share + WEIGHT_OF_REFUSAL * refusal + WEIGHT_OF_FORM * form
    value -= WEIGHT_OF_FILLER * (len(hit.turn.text.split()) < FILLER)
    return Candidate(hit, around, value, share, sought.missing(around.words), chosen, refusal, form)


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
    held = [{term for term in map(stem, tokens(sentence.text)) if term in sought.terms} for sentence in sentences]
    best, most = (0, 1), -1.0
    for first in range(len(sentences)):
        have: set[str] = set()
        for stop in range(first + 1, min(first + 3, len(sentences)) + 1):
            length = sum(counts[first:stop])
            if length > LONG_QUOTE and stop > first + 1:
                break
            have |= held[stop - 1]
            shaped = any(held[at] and holds(sought.form, sentences[at].text) for at in range(first, stop))
            gain = sought.share(have) + 0.2 * shaped - 0.003 * length
            if gain > most + 1e-9:
                best, most = (first, stop), gain
    return tuple(sentences[best[0] : best[1]])


def _substance(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Without the courtesies at the start, unless nothing else is there."""
    for at, sentence in enumerate(sentences):
        said = tokens(sentence.text)
        polite = sum(word in _COURTESIES for word in said)
        if not said or (len(said) <= 12 and polite >= 0.5 * len(said) and polite < len(said) + (at + 1 == len(sentences))):
            continue
        if len(said) > 1 or said[0] in ("yes", "no") or at + 1 == len(sentences):
            return list(sentences[at:])
    return list(sentences)


def propose(sought: Sought, candidates: Sequence[Candidate], status: Status) -> tuple[Proposal, ...]:
    """The claims to make of the best candidates: few, best first, the runner-up where it is close."""
    if not candidates or status == "not_found":
        return ()
    least = CLOSE * candidates[0].value
    kept = [candidate for candidate in candidates[:MOST_CLAIMS] if candidate.value >= least]
    return tuple(
        Proposal(
            "refusal" if candidate.refusal else "statement",
            lead(candidate.hit, sought, candidate.around),
            tuple(each.id for each in candidate.chosen),
        )
        for candidate in kept
    )
