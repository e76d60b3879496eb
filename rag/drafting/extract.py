"""An answer drafted from the record alone: which of the found turns answer, which of their sentences, and whether they do at all.

Proposes; `rag/checking/check.py` disposes. Knows the shape of questions and replies, not how turns were found.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from rag.checking.check import fits, spoken_by
from rag.checking.likeness import holds_words
from rag.drafting.draft import Evidence, Proposal, Sentence
from rag.drafting.evidence import IDLE, Exchange, Sought, counts, exchange, holds, stems
from rag.drafting.leads import ask_lead, lead
from rag.drafting.outside import outside
from rag.drafting.refusals import refusals, refused
from rag.index.lexical import stem
from rag.text import sentences as split
from rag.text import tokens
from rag.types import ClaimKind, Hit, Scope, Status

MOST_CLAIMS = 3
LONG_QUOTE = 75
"""Words: no quote grows beyond this by choice (it may, to keep its meaning)."""
SHORT_REPLY = 60
"""Words: a reply this short is quoted whole."""
LEAST_SUBSTANCE = 4
"""Content words: a turn with fewer says nothing by itself, unless it declines or says yes or no."""
LONGEST_COURTESY = 12
"""Words: a sentence this short that is half made of courtesies is not quoted."""

# How much each sign counts beside the score of the search (1 for the best hit). A refusal shares no words with the question that it was put,
# so it counts as far as that question is the one asked now.
WEIGHT_OF_TOPIC, WEIGHT_OF_REFUSAL, WEIGHT_OF_FORM, WEIGHT_OF_FILLER = 0.5, 0.4, 0.15, 0.3
WEIGHT_OF_ANSWERING = 0.1
CLOSE, VERY_CLOSE = 0.6, 0.85
"""A runner-up is shown when its value comes this near to the best: beside an answer another answer, or what is very close."""
ENOUGH, ENOUGH_CARRIED, ENOUGH_NAMED = 0.6, 0.5, 0.35
"""Share of the topic's rarity that an exchange must hold to be an answer: less is enough where the question names something that stands there,
or where the conversation lends it words."""
MATTER, MATTER_OF_FACT = 0.24, 0.45
"""Share of what is asked, besides names, that must stand in the passage, a sentence beside it or the question put: a name alone is everywhere.
A figure, a day or a person asked for must be that of the thing asked about."""
OWN = 0.25
"""Share that the reply itself, or the very question put to it, must hold: what a reporter only mentioned, the official did not speak of."""
WHOLLY = 0.9
"""An exchange that holds so much of the topic is about it, whoever said the words."""
RELATED = 0.25
"""Under this share nothing found has to do with the question."""
FEW = 2
"""So few words say nothing alone; of a topic they are no evidence where its rarest is absent ("won" and "world" are everywhere)."""

NARROW = frozenset(("number", "date", "duration"))
POINTED = 0.4
"""Share of the topic that must stand around a figure or a day, in the reply, for it to be the one asked for."""

_COURTESIES = frozenset(
    "thanks thank you hello hi good morning afternoon evening sure yeah yes no okay ok well great question so right look please sir maam oh".split()
)
_STEERING = frozenset(
    "first second third next last follow repeat sorry mean asking part parts two three start turn back quickly hear heard point raise guess think"
    " want let im youre thats its".split()
)
_YES_OR_NO = frozenset(("yes", "no", "yeah", "nope", "correct", "absolutely", "exactly"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A found turn weighed as an answer.

    `share` of the topic in the passage with its question and header, `fresh` without what the conversation adds to it, `own` in the passage or in what was asked alone. `missing`: names and
    numbers of the question that stand nowhere there. `held`: whether the passage has the form of what is asked for. `exact`: whether the turn
    holds the exact words asked for, None where there are none. `matter`: how much stands close by of what is asked about the named ones. `enough`: the share that an answer needs. `outside`: why these are not the words
    of the people and days asked about, "" where they are.
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

    @property
    def answers(self) -> bool:
        """Whether this may be called an answer: about what is named, and holding what is asked for or certainly declining it."""
        if self.outside:
            return False
        if self.exact is not None:
            return self.exact
        if self.missing or min(self.share, self.fresh) < self.enough or self.scattered or self.matter < self.least:
            return False
        return self.kind == "refusal" or (self.held and self.own >= OWN)


def weigh(sought: Sought, hits: Sequence[Hit], scope: Scope, evidence: Evidence) -> tuple[Candidate, ...]:
    """The hits whose words may stand as an answer, best first; only those of the people asked about where any are."""
    fitting = [hit for hit in hits if fits(hit.turn, scope)]
    fitting = [hit for hit in fitting if spoken_by(hit.turn, scope)] or fitting
    top = max((hit.score for hit in fitting), default=0) or 1.0
    found = (_candidate(sought, hit, hit.score / top, scope, evidence) for hit in fitting if evidence.add(hit.briefing, hit.turn))
    return tuple(sorted(found, key=lambda candidate: -candidate.value - WEIGHT_OF_ANSWERING * candidate.answers))


def _candidate(sought: Sought, hit: Hit, score: float, scope: Scope, evidence: Evidence) -> Candidate:
    turn = hit.turn
    asking = turn.relays is not None or turn.speaker.role == "press"
    said = evidence.add(hit.briefing, turn)
    chosen = choose(sought, said, asking=asking)
    refusal = not asking and turn.answers is not None and _declines(sought, turn.text, chosen)
    chosen = _declining(chosen, said) if refusal else _unclipped(chosen, said)
    around = exchange(hit.briefing, turn, chosen[0].start, chosen[-1].stop)
    stands = around.stems | sought.named_in(around.said)
    share = sought.share(stands)
    own = sought.share(around.own | sought.named_in(around.own_said))
    direct = sought.form == "yes or no" and bool(_YES_OR_NO & set(tokens(turn.text)[:3])) and sought.share(around.put) >= ENOUGH
    held = any(_fits(sought, sentence.text) for sentence in chosen) and (sought.form not in NARROW or own >= POINTED)
    value = score + WEIGHT_OF_TOPIC * share + WEIGHT_OF_REFUSAL * refusal * sought.share(around.put) + WEIGHT_OF_FORM * held
    value -= WEIGHT_OF_FILLER * (not (refusal or direct) and _steers(turn.text))
    return Candidate(
        hit,
        kind="question" if asking else "refusal" if refusal else "statement",
        around=around,
        value=value,
        share=share,
        fresh=sought.own_share(stands),
        own=max(own, sought.share(around.put), share if share >= WHOLLY else 0.0),
        missing=sought.missing(around),
        chosen=chosen,
        held=held,
        exact=all(holds_words(phrase, turn.text) for phrase in sought.phrases) if sought.phrases else None,
        enough=_enough(sought, scope),
        outside=outside(hit.briefing, turn, scope),
        scattered=_scattered(sought, stands, hit, chosen),
        matter=sought.matter_share(around.asked_close if refusal else around.close),
        least=MATTER_OF_FACT if sought.form in (*NARROW, "person") else MATTER,
    )


def _declines(sought: Sought, text: str, chosen: Sequence[Sentence]) -> bool:
    """Whether a reply certainly declines: as a whole, or where a figure or a day is asked for, in a sentence, without giving one."""
    shapeless = sought.form in NARROW and not any(_fits(sought, sentence.text) for sentence in chosen)
    return refused(text) is not None or (shapeless and bool(refusals(text)))


def _fits(sought: Sought, text: str) -> bool:
    """Whether a sentence has the shape of what is asked for; a number must count what "how many" counts."""
    return holds(sought.form, text) and (sought.form != "number" or counts(text, sought.counted))


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


def judge(candidates: Sequence[Candidate]) -> Status:
    """Whether the best candidates answer, come near or have nothing to do with the question."""
    if any(candidate.answers for candidate in candidates[:MOST_CLAIMS]):
        return "answered"
    return "near" if any(candidate.share >= RELATED for candidate in candidates[:MOST_CLAIMS]) else "not_found"


def choose(sought: Sought, sentences: Sequence[Sentence], *, asking: bool = False) -> tuple[Sentence, ...]:
    """The sentences of one turn to quote: the whole of a short one, else the run that holds most of what is sought in few words.

    A figure asked for, or the question mark of a reporter, weighs more than a word; what follows on the same matter comes along.
    """
    sentences = _substance(sentences)
    counts = [len(sentence.text.split()) for sentence in sentences]
    if sum(counts) <= SHORT_REPLY:
        return tuple(sentences)
    said = [tokens(sentence.text) for sentence in sentences]
    held = [{term for term in map(stem, words) if term in sought.terms} for words in said]
    shaped = [sentence.text.endswith("?") if asking else sought.form in NARROW and _fits(sought, sentence.text) for sentence in sentences]
    exact = [sum(holds_words(phrase, sentence.text) for phrase in sought.phrases) for sentence in sentences]

    def gain(first: int, stop: int) -> float:
        inside = set().union(*held[first:stop])
        around = inside.union(*held[max(0, first - 2) : first], *held[stop : stop + 2])
        length = sum(counts[first:stop])
        cost = 0.003 * max(0, length - 30) + 0.15 * (length < 8) + 0.005 * first
        return sought.share(inside) + 0.3 * sought.share(around) + 0.4 * any(shaped[first:stop]) + sum(exact[first:stop]) - cost

    runs = [(first, stop) for first in range(len(sentences)) for stop in range(first + 1, min(first + 3, len(sentences)) + 1)]
    fitting = [run for run in runs if run[1] == run[0] + 1 or (sum(counts[slice(*run)]) <= LONG_QUOTE and _one_matter(sentences, held, *run))]
    first, stop = max(fitting, key=lambda run: gain(*run))
    while stop < len(sentences) and sum(counts[first : stop + 1]) <= LONG_QUOTE and held[stop] and _one_matter(sentences, held, stop - 1, stop + 1):
        stop += 1
    return tuple(sentences[first:stop])


def _one_matter(sentences: Sequence[Sentence], held: Sequence[Set[str]], first: int, stop: int) -> bool:
    """Whether a run keeps to one paragraph, or speaks of what is sought on both sides of every break."""
    pairs = ((at, at + 1) for at in range(first, stop - 1))
    return all((held[a] and held[b]) or "\n" not in sentences[a].turn.text[sentences[a].stop : sentences[b].start] for a, b in pairs)


def _steers(text: str) -> bool:
    """An interjection, or a turn about the question or the order of things, without a word on any matter; questions back count for nothing."""
    spoken = [word for part in text.replace("?", "?\n").split("\n") if not part.endswith("?") for word in tokens(part)]
    return sum(word not in IDLE and word not in _COURTESIES and word not in _STEERING for word in spoken) < LEAST_SUBSTANCE


def _substance(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Without the courtesies at the start, unless nothing else is there."""
    for at, sentence in enumerate(sentences):
        said = tokens(sentence.text)
        polite = sum(word in _COURTESIES for word in said)
        if said and (polite < 0.5 * len(said) or len(said) > LONGEST_COURTESY or said[0] in _YES_OR_NO):
            return list(sentences[at:])
    return list(sentences)


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
