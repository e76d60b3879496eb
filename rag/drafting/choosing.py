"""Which sentences of a turn to quote: the run that holds most of what is sought in few words, and nothing that is only said to keep a talk going.

Knows one turn at a time, not how it was found or who is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from rag.checking.facts import name_runs
from rag.checking.likeness import holds_words
from rag.drafting.draft import Sentence
from rag.drafting.evidence import Sought
from rag.drafting.forms import IDLE, counts, holds
from rag.drafting.refusals import refusals
from rag.index.lexical import stem
from rag.text import tokens
from rag.types import Turn

LONG_QUOTE = 75
"""Words: no quote grows beyond this by choice (it may, to keep its meaning)."""
SHORT_REPLY = 60
"""Words: a reply this short is quoted whole, and a longer one up to so many with the sentence before what was chosen."""
ROOM = 50
"""Words up to which a quote goes on to the end of its paragraph: the fact often stands a sentence after the words of the question."""
LEAST_SUBSTANCE = 4
"""Content words: a turn with fewer says nothing by itself, unless it declines or says yes or no."""
LONGEST_IDLE = 500
"""Characters: a longer turn says something."""
LONGEST_COURTESY = 12
"""Words: a sentence this short that is half made of courtesies is not quoted."""
NARROW = frozenset(("number", "date", "duration"))
"""Forms of an answer that have a shape: a figure or a day."""
# What a sentence gains by the shape of what is asked for, by a name that may be the person asked for, by being of now where now is asked;
# what it loses by only announcing what will be said.
SHAPED, NAMED, PRESENT, FORETOLD = 0.6, 0.25, 0.3, 0.2
# What a run gains by the words of the question that stand around it (a fact often repeats none of them), and by opening a reply to that
# very question, where its first three sentences are the likeliest.
AROUND, OPENING, OPENS = 0.8, 0.3, 3

HALF = 0.5
"""How much a figure or a day counts in a sentence without a word of the question."""

_COURTESIES = frozenset(
    "thanks thank you hello hi good morning afternoon evening sure yeah yes no okay ok well great question so right look please sir maam oh".split()
)
_STEERING = frozenset(
    "first second third next last follow repeat sorry mean asking part parts two three start turn back quickly hear heard point raise guess think"
    " want let im youre thats its echo audible mute muted unmute line reverse order moment minute wait ahead front bit maybe ill".split()
)
YES_OR_NO = frozenset(("yes", "no", "yeah", "nope", "correct", "absolutely", "exactly"))
# The end of a turn often calls on whoever speaks next.
_CALL = re.compile(
    r"(?:(?:yes|yeah|yep|okay|ok|all right|alright|sure|thanks|thank you|great|so|and|right)[,.! —–-]+)*"
    r"(?:(?:[A-Z][\w’'-]+, )?(?:go ahead|please go|next question|last question)\b.{0,30}"
    r"|(?:let[’']?s|let me|we[’']?ll|i[’']?ll) (?:go|turn|move|come) (?:on |over |back |now )?to [^,.]{1,40}|over (?:here|there)|in the (?:back|front|middle)"
    r"|(?:yes|yeah|okay|ok|all right|alright),? (?:please|sir|ma[’']?am|(?-i:[A-Z])[\w’'-]+)|[A-Z][\w’'-]+, please|please)[.!?]?",
    re.IGNORECASE,
)
_FORETELLS = re.compile(
    r"\b(?:i[’']?ll have|i will have|i[’']?ll get to|let me (?:start|begin|just say|give you)|i[’']?d like to (?:start|begin)"
    r"|i want to (?:start|begin)|(?:have|got) an? (?:update|announcement)|more to say)\b",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:now|currently|today|presently|at (?:this|the) (?:point|moment|time)|as of)\b", re.IGNORECASE)


def choose(sought: Sought, sentences: Sequence[Sentence], *, asking: bool = False, put: float = 0.0) -> tuple[Sentence, ...]:
    """The sentences of one turn to quote: the whole of a short one, else the best run; a figure or a day asked for comes along if it stands near.

    `put`: how far the question that the turn replies to is the one asked now, 0 to 1: as far as it is, the reply begins with its answer.
    """
    sentences = _substance(sentences)
    if sum(len(sentence.text.split()) for sentence in sentences) <= SHORT_REPLY:
        return tuple(sentences)
    weighed = _Weighed(sought, sentences, asking, put)
    first, stop = weighed.with_shape(*weighed.rounded(*weighed.grown(*weighed.best())))
    chosen = sentences[first:stop]
    every = [sentence for sentence in sentences if sentence in chosen or (asking and sentence.text.endswith("?"))]
    return tuple(every if sum(len(sentence.text.split()) for sentence in every) <= LONG_QUOTE else chosen)


def fits(sought: Sought, text: str) -> bool:
    """Whether a sentence has the shape of what is asked for; a number must count what "how many" counts."""
    return holds(sought.form, text) and (sought.form != "number" or counts(text, sought.counted))


def steers(text: str) -> bool:
    """An interjection, or a turn about the question or the order of things, with hardly a word on any matter."""
    return len(text) <= LONGEST_IDLE and _substantial(text) < LEAST_SUBSTANCE


def _substantial(text: str) -> int:
    """How many words speak of a matter; questions back count for nothing."""
    spoken = [word for part in text.replace("?", "?\n").split("\n") if not part.endswith("?") for word in tokens(part)]
    return sum(word not in IDLE and word not in _COURTESIES and word not in _STEERING for word in spoken)


def empty(turn: Turn) -> bool:
    """Whether a turn says nothing on any matter: it only greets, calls, asks back or speaks of the line ("Yes, I can hear you.")."""
    if turn.speaker.role != "official" or len(turn.text) > LONGEST_IDLE or _substantial(turn.text) > 1 or refusals(turn.text):
        return False
    return "hear" in tokens(turn.text) or not YES_OR_NO & set(tokens(turn.text)[:3])


@dataclass(frozen=True)
class _Weighed:
    """The sentences of one turn, and what each holds of a question. Runs are `[first, stop)` of them."""

    sought: Sought
    sentences: Sequence[Sentence]
    asking: bool
    put: float
    shares: dict[Set[str], float] = field(default_factory=dict)

    def _share(self, held: Set[str]) -> float:
        """The share of the topic in these terms; many runs hold the same ones."""
        if held not in self.shares:
            self.shares[held] = self.sought.share(held)
        return self.shares[held]

    @cached_property
    def lengths(self) -> list[int]:
        return [len(sentence.text.split()) for sentence in self.sentences]

    @cached_property
    def held(self) -> list[Set[str]]:
        """The terms, or words close to them, that each sentence holds."""
        have = [frozenset(map(stem, tokens(sentence.text))) for sentence in self.sentences]
        return [frozenset(term for term in self.sought.terms if self.sought.holds(term, each)) for each in have]

    @cached_property
    def shaped(self) -> list[bool]:
        if self.asking:
            return [sentence.text.endswith("?") for sentence in self.sentences]
        return [self.sought.form in NARROW and fits(self.sought, sentence.text) for sentence in self.sentences]

    @cached_property
    def gains(self) -> list[float]:
        """What each sentence gains or loses whatever words it holds."""
        now, asked = bool(_NOW.search(self.sought.question)), frozenset(tokens(self.sought.question))
        shaped = [shape * (1.0 if held else HALF) for shape, held in zip(self.shaped, self.held, strict=True)]
        return [self._gain(sentence.text, shape, now, asked) for sentence, shape in zip(self.sentences, shaped, strict=True)]

    def _gain(self, text: str, shaped: float, now: bool, asked: Set[str]) -> float:
        named = self.sought.form == "person" and any(not set(run) & asked for run in name_runs(text))
        return SHAPED * shaped + NAMED * named + PRESENT * (now and bool(_NOW.search(text))) - FORETOLD * bool(_FORETELLS.search(text))

    @cached_property
    def exact(self) -> list[int]:
        return [sum(holds_words(phrase, sentence.text) for phrase in self.sought.phrases) for sentence in self.sentences]

    def best(self) -> tuple[int, int]:
        """The run of at most three sentences that gains the most."""
        count = len(self.sentences)
        runs = [(first, stop) for first in range(count) for stop in range(first + 1, min(first + 3, count) + 1)]
        return max((run for run in runs if run[1] == run[0] + 1 or self._fitting(*run)), key=lambda run: self._value(*run))

    def _value(self, first: int, stop: int) -> float:
        inside = frozenset().union(*self.held[first:stop])
        around = inside.union(*self.held[max(0, first - 2) : first], *self.held[stop : stop + 2])
        length = sum(self.lengths[first:stop])
        cost = 0.001 * max(0, length - 30) + 0.15 * (length < 8) + 0.005 * first
        gained = max(self.gains[first:stop]) + min(0.0, min(self.gains[first:stop]))
        return self._share(inside) + AROUND * self._share(around) + gained + sum(self.exact[first:stop]) + self._opens(first) - cost

    def _opens(self, first: int) -> float:
        """What the first sentences of a reply gain."""
        return OPENING * self.put * max(0.0, 1 - first / OPENS) if self.sought.form not in NARROW else 0.0

    def grown(self, first: int, stop: int) -> tuple[int, int]:
        """With what follows on the same matter, or was announced."""
        while stop < len(self.sentences) and (self.held[stop] or self._foretells(stop - 1)) and self._fitting(first, stop + 1):
            stop += 1
        return first, stop

    def rounded(self, first: int, stop: int) -> tuple[int, int]:
        """With the sentences beside it in its paragraph, while that leaves it short."""
        while stop < len(self.sentences) and self._runs_on(stop) and sum(self.lengths[first : stop + 1]) <= ROOM:
            stop += 1
        while first and self._runs_on(first) and sum(self.lengths[first - 1 : stop]) <= SHORT_REPLY:
            first -= 1
        return first, stop

    def _runs_on(self, at: int) -> bool:
        """Whether a sentence stands in the paragraph of the one before it."""
        return "\n" not in self._between(at - 1, at)

    def _foretells(self, at: int) -> bool:
        return bool(_FORETELLS.search(self.sentences[at].text))

    def with_shape(self, first: int, stop: int) -> tuple[int, int]:
        """With the figure or the day asked for, where it stands one or two sentences on, or before."""
        if self.sought.form not in NARROW or any(self.shaped[first:stop]):
            return first, stop
        for begin, end in ((first, stop + 1), (first - 1, stop), (first, stop + 2), (first - 2, stop)):
            if begin >= 0 and end <= len(self.sentences) and any(self.shaped[begin:end]) and sum(self.lengths[begin:end]) <= LONG_QUOTE:
                return begin, end
        return first, stop

    def _fitting(self, first: int, stop: int) -> bool:
        """Whether a run is no longer than a quote may be and keeps to one paragraph, or speaks of what is sought on both sides of every break."""
        pairs = ((at, at + 1) for at in range(first, stop - 1))
        one_matter = all((self.held[a] and self.held[b]) or "\n" not in self._between(a, b) for a, b in pairs)
        return one_matter and sum(self.lengths[first:stop]) <= LONG_QUOTE

    def _between(self, one: int, other: int) -> str:
        return self.sentences[one].turn.text[self.sentences[one].stop : self.sentences[other].start]


def _substance(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Without the courtesies at the start and the calls at the end, unless nothing else is there."""
    for at, sentence in enumerate(sentences):
        said = tokens(sentence.text)
        polite = sum(word in _COURTESIES for word in said)
        if said and (polite < 0.5 * len(said) or len(said) > LONGEST_COURTESY or said[0] in YES_OR_NO):
            kept = list(sentences[at:])
            while len(kept) > 1 and _CALL.fullmatch(kept[-1].text):
                kept.pop()
            return kept
    return list(sentences)
