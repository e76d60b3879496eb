"""An answer drafted from the record alone: which of the found turns answer, which of their sentences, and whether they do at all.

Proposes; `rag/checking/check.py` disposes. Knows the shape of questions and replies, not how turns were found.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from rag.checking.check import fits, spoken_by
from rag.checking.facts import name_runs
from rag.checking.likeness import holds_words
from rag.checking.pairing import Ground
from rag.drafting.choosing import NARROW, YES_OR_NO, choose, empty, steers
from rag.drafting.choosing import fits as shaped
from rag.drafting.draft import Evidence, Proposal, Sentence
from rag.drafting.evidence import Exchange, Sought, exchange, questions, stems
from rag.drafting.leads import ask_lead, lead
from rag.drafting.outside import outside
from rag.drafting.refusals import refusals, refused
from rag.text import sentences as split
from rag.text import tokens
from rag.types import ClaimKind, Hit, Scope, Status

MOST_CLAIMS = 3
# How much each sign counts beside the score of the search (1 for the best hit). A refusal shares no words with the question that it was put,
# so it counts as far as that question is the one asked now.
WEIGHT_OF_TOPIC, WEIGHT_OF_REFUSAL, WEIGHT_OF_FORM, WEIGHT_OF_FILLER = 0.5, 0.4, 0.15, 0.3
WEIGHT_OF_ANSWERING = 0.1
# What stands right there counts more than what stands somewhere in the exchange, and a name that stands nowhere against it.
WEIGHT_OF_CLOSENESS, WEIGHT_OF_MISSING = 0.2, 0.3
CLOSE, VERY_CLOSE = 0.6, 0.85
"""A runner-up is shown when its value comes this near to the best: beside an answer another answer, or what is very close."""
ENOUGH, ENOUGH_CARRIED, ENOUGH_NAMED = 0.6, 0.5, 0.35
"""Share of the topic's rarity that an exchange must hold to be an answer: less is enough where the question names something that stands there,
or where the conversation lends it words."""
MATTER, MATTER_OF_FACT = 0.15, 0.3
"""Share of what is asked, besides names, that must stand in the passage, a sentence beside it or the question put: a name alone is everywhere.
A figure, a day or a person asked for must be that of the thing asked about. (526 answerable and 98 unanswerable questions over five
small libraries: .222 declined for nothing and 15 answered wrongly; with .24 and .45 .236 and 14; without, .192 and 20. Over 114 briefings
19 of 90 unanswerable ones answered; with .24 and .45 16; before there was one, 57.)"""
OWN = 0.25
"""Share that the reply itself, or the very question put to it, must hold: what a reporter only mentioned, the official did not speak of."""
WHOLLY = 0.9
"""An exchange that holds so much of the topic is about it, whoever said the words."""
LEAD, MOST_LEAD, APART = 0.3, 0.5, 0.2
"""What stands out from all else that was found may hold less: its lead over the next best, times this, up to so much, counts for every share
above; beyond the last, words apart are no objection. (Over 473 answerable questions of four sets: answered 386 without it, 393 with, 402
with .5; of 82 unanswerable ones 17, 17 and 19, and of 45 that none of 114 briefings answers 8, 9 and 14.)"""
RELATED = 0.25
"""Under this share nothing found has to do with the question."""
SHORTEST = 4
"""Words of the shortest turn of an official that is quoted by itself."""
FEW = 2
"""So few words say nothing alone; of a topic they are no evidence where its rarest is absent ("won" and "world" are everywhere)."""

POINTED = 0.4
"""Share of the topic that must stand around a figure or a day, in the reply or in what was asked, for it to be the one asked for; and in what
was asked for a sentence of the reply that declines to belong to the answer."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A found turn weighed as an answer.

    `share` of the topic in the passage with its question and header, `fresh` without what the conversation adds to it, `own` in the passage or in what was asked alone. `missing`: names and
    numbers of the question that stand nowhere there. `held`: whether the passage has the form of what is asked for. `exact`: whether the turn
    holds the exact words asked for, None where there are none. `matter`: how much stands close by of what is asked about the named ones. `enough`: the share that an answer needs. `outside`: why these are not the words
    of the people and days asked about, "" where they are. `lead`: by how much the best of all is better than the next.
    """

    hit: Hit
    kind: ClaimKind
    around: Exchange
    value: float
    share: float
    fresh: float
    own: float
    missing: tuple[str, ...]
    chosen: tuple[Sentence, ...]
    held: bool
    exact: bool | None
    enough: float
    outside: str
    scattered: bool
    matter: float
    least: float
    lead: float = 0.0

    @property
    def answers(self) -> bool:
        """Whether this may be called an answer: about what is named, and holding what is asked for or certainly declining it."""
        if self.outside:
            return False
        if self.exact is not None:
            return self.exact
        lead = min(self.lead, MOST_LEAD)
        if self.missing or min(self.share, self.fresh) + LEAD * lead < self.enough or (self.scattered and lead <= APART):
            return False
        if self.matter + LEAD * lead < self.least:
            return False
        return self.kind == "refusal" or (self.held and self.own + LEAD * lead >= OWN)


def weigh(sought: Sought, hits: Sequence[Hit], scope: Scope, evidence: Evidence) -> tuple[Candidate, ...]:
    """The hits whose words may stand as an answer, best first; only those of the people asked about where any are."""
    fitting = [hit for hit in hits if fits(hit.turn, scope)]
    fitting = [hit for hit in fitting if spoken_by(hit.turn, scope)] or fitting
    top = max((hit.score for hit in fitting), default=0) or 1.0
    found = [_candidate(sought, hit, hit.score / top, scope, evidence) for hit in fitting if evidence.add(hit.briefing, hit.turn)]
    found = [each for each in found if not _idle(sought, each)]
    ranked = sorted(found, key=lambda candidate: -candidate.value - WEIGHT_OF_ANSWERING * candidate.answers)
    lead = ranked[0].value - ranked[1].value if len(ranked) > 1 else 0.0
    return tuple(replace(each, lead=lead) if each is ranked[0] else each for each in ranked)


def _candidate(sought: Sought, hit: Hit, score: float, scope: Scope, evidence: Evidence) -> Candidate:
    turn = hit.turn
    asking = turn.relays is not None or turn.speaker.role == "press"
    said = evidence.add(hit.briefing, turn)
    put = _put(sought, hit) if not asking else 0.0
    chosen = choose(sought, said, asking=asking, put=put)
    refusal = not asking and turn.answers is not None and _declines(sought, turn.text, chosen)
    chosen = _declining(chosen, said) if refusal else _unclipped(chosen, said)
    around = exchange(hit.briefing, turn, chosen[0].start, chosen[-1].stop)
    if not asking and sought.share(around.asked_close) >= POINTED:
        chosen = _with_refusal(sought, chosen, said)
    stands = around.stems | sought.named_in(around.said)
    share = sought.share(stands)
    own = sought.share(around.own | sought.named_in(around.own_said))
    direct = sought.form == "yes or no" and bool(YES_OR_NO & set(tokens(turn.text)[:3])) and sought.share(around.put) >= ENOUGH
    held = any(shaped(sought, sentence.text) for sentence in chosen) and (
        sought.form not in NARROW or max(own, sought.share(around.asked_close)) >= POINTED
    )
    value = score + WEIGHT_OF_TOPIC * share + WEIGHT_OF_REFUSAL * refusal * sought.share(around.put) + WEIGHT_OF_FORM * held
    missing = sought.missing(around)
    value += WEIGHT_OF_CLOSENESS * sought.share(around.close) - WEIGHT_OF_MISSING * len(missing) / max(1, len(sought.names))
    value -= WEIGHT_OF_FILLER * (not (refusal or direct) and steers(turn.text))
    return Candidate(
        hit,
        kind="question" if asking else "refusal" if refusal else "statement",
        around=around,
        value=value,
        share=share,
        fresh=sought.own_share(stands),
        own=max(own, sought.share(around.put), share if share >= WHOLLY else 0.0),
        missing=missing,
        chosen=chosen,
        held=held,
        exact=all(holds_words(phrase, turn.text) for phrase in sought.phrases) if sought.phrases else None,
        enough=_enough(sought, scope),
        outside=outside(hit.briefing, turn, scope),
        scattered=_scattered(sought, stands, hit, chosen),
        matter=sought.matter_share(around.asked_close if refusal else around.close),
        least=MATTER_OF_FACT if sought.form in (*NARROW, "person") else MATTER,
    )


def _put(sought: Sought, hit: Hit) -> float:
    """How far the question that a turn replies to is the one asked now."""
    return max((sought.share(frozenset(stems(asked.text))) for asked in questions(hit.briefing, hit.turn)[:1]), default=0.0)


def _declines(sought: Sought, text: str, chosen: Sequence[Sentence]) -> bool:
    """Whether a reply certainly declines: as a whole, or where a figure or a day is asked for, in a sentence, without giving one."""
    shapeless = sought.form in NARROW and not any(shaped(sought, sentence.text) for sentence in chosen)
    return refused(text) is not None or (shapeless and bool(refusals(text)))


def _enough(sought: Sought, scope: Scope) -> float:
    """The share that an answer needs: what an outlet asked is an answer even where the question says little on what about."""
    if sought.form == "question" and (scope.outlets or scope.speakers):
        return RELATED
    if sought.carried:
        return ENOUGH_CARRIED if not sought.names else ENOUGH_NAMED
    return ENOUGH_NAMED if sought.names else ENOUGH


def _scattered(sought: Sought, stands: Set[str], hit: Hit, chosen: Sequence[Sentence]) -> bool:
    """Whether the rarest word of a topic without names is absent, and the others are few or stand in no one sentence, said or asked."""
    own = {term: rarity for term, rarity in sought.terms.items() if term not in sought.carried}
    if sought.names or len(own) < 2 or sought.holds(max(own, key=lambda term: own[term]), stands):
        return False
    if sum(sought.holds(term, stands) for term in own) <= FEW:
        return True
    asked = hit.briefing.turns[hit.turn.answers].text if hit.turn.answers is not None else ""
    parts = [sentence.text for sentence in chosen] + [asked[start:stop] for start, stop in split(asked)]
    return all(sought.own_share(set(stems(part))) < ENOUGH for part in parts)


def _idle(sought: Sought, candidate: Candidate) -> bool:
    """A turn of a word or two ("No.") is never a claim by itself; one that only keeps the talk going is none but in reply to this very question."""
    turn = candidate.hit.turn
    short = turn.speaker.role == "official" and len(tokens(turn.text)) < SHORTEST
    return short or (empty(turn) and sought.share(candidate.around.asked_close) < ENOUGH)


def recounts(candidate: Candidate, absent: Sequence[str]) -> bool:
    """Whether the quoted words tell what one of these people, who do not speak themselves, said."""
    told = Ground.of((), (), [_quoted(candidate)]).told_of()
    return any(set(Ground.of([each], (), ()).speaking) & told for each in absent)


def judge(candidates: Sequence[Candidate]) -> Status:
    """Whether the best candidates answer, come near or have nothing to do with the question."""
    if any(candidate.answers for candidate in candidates[:MOST_CLAIMS]):
        return "answered"
    return "near" if any(candidate.share >= RELATED for candidate in candidates[:MOST_CLAIMS]) else "not_found"


def propose(candidates: Sequence[Candidate], status: Status, sought: Sought, scope: Scope) -> tuple[Proposal, ...]:
    """The claims to make of the best candidates: few, best first, the runner-up where it is close; beside an answer no words of others."""
    found = [each for each in candidates[:MOST_CLAIMS] if status == "near" or not each.outside]
    if not found or status == "not_found":
        return ()
    best = found[0].value
    shown = [each for each in found if each.value >= (CLOSE if each.answers or status == "near" else VERY_CLOSE) * best]
    return tuple(
        Proposal(
            each.kind,
            ask_lead(each.hit.turn) if each.kind == "question" else lead(each.hit, sought, scope, _quoted(each), again=_spoke(shown[:at], each)),
            tuple(sentence.id for sentence in each.chosen),
            leads=True,
        )
        for at, each in enumerate(shown)
    )


def _declining(chosen: tuple[Sentence, ...], said: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The chosen sentences where one of them declines, else the first that does, with those of the chosen that stand beside it."""
    if any(refusals(sentence.text) for sentence in chosen):
        return chosen
    first = next(at for at, sentence in enumerate(said) if refusals(sentence.text))
    return tuple(sentence for sentence in said[max(0, first - 1) : first + 2] if sentence is said[first] or sentence in chosen)


def _with_refusal(sought: Sought, chosen: tuple[Sentence, ...], said: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """With the first sentence that declines: to the very question asked now it is part of the answer, unless it names another thing only."""
    first = next((sentence for sentence in said if refusals(sentence.text)), None)
    if first is None or any(refusals(sentence.text) for sentence in chosen) or _of_another(sought, first.text):
        return chosen
    return tuple(sorted((first, *chosen), key=lambda sentence: sentence.start))


def _of_another(sought: Sought, text: str) -> bool:
    """Whether a sentence names things, and holds nothing of what is sought."""
    return bool(name_runs(text)) and not any(sought.holds(term, frozenset(stems(text))) for term in sought.terms)


def _unclipped(chosen: tuple[Sentence, ...], said: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """With the sentence after a word or two ("No."), which say nothing alone."""
    if sum(len(sentence.text.split()) for sentence in chosen) > FEW:
        return chosen
    return (*chosen, *[sentence for sentence in said if sentence.start >= chosen[-1].stop][:1])


def _quoted(candidate: Candidate) -> str:
    return " ".join(sentence.text for sentence in candidate.chosen)


def _spoke(before: Sequence[Candidate], candidate: Candidate) -> bool:
    """Whether the same person was introduced in a claim before."""
    return any(each.hit.turn.speaker.name == candidate.hit.turn.speaker.name != "" for each in before)
