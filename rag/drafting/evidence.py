"""What a question asks for, and how far an exchange (a reply, what it replies to, the header) holds it.

Knows turns, not how they were found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from itertools import chain

from rag.checking.facts import day_facts, numbers
from rag.drafting.forms import IDLE, LIGHT, Form, counted
from rag.drafting.names import Name, run, stands_about
from rag.index.lexical import stem
from rag.text import sentences, tokens
from rag.types import Briefing, Turn


def stems(text: str) -> list[str]:
    """The stems of a text's words, in order."""
    return [stem(word) for word in tokens(text)]


_LIGHT = frozenset(map(stem, LIGHT))
CLOSE_ENOUGH = 0.5
"""A word this close to the one asked for stands for it."""
LITTLE = 0.25
"""Under this share of a question's rarity, what it asks besides its names tells nothing."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A question ready to be looked for: `terms` are stems and their rarity (> 0) in the library; `names` stand besides its scope.

    `carried`: the terms that only the conversation adds. `near`: for a term the stems close to it in meaning, and how close, 0 to 1.
    """

    form: Form
    terms: Mapping[str, float]
    names: tuple[Name, ...] = ()
    numbers: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    question: str = ""
    carried: frozenset[str] = frozenset()
    near: Mapping[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)

    @property
    def counted(self) -> str:
        return counted(self.question)

    @property
    def matter(self) -> dict[str, float]:
        """The terms besides names, carried ones and those that tell little: what is asked about whom and what is named; their rarity."""
        named = {stem(word) for name in self.names for way in name.ways for word in tokens(way)}
        return {term: rarity for term, rarity in self.terms.items() if term not in named | self.carried | _LIGHT}

    def matter_share(self, have: Set[str]) -> float:
        """How much of the matter stands among these stems; 1 where it is a single word or little beside the names."""
        matter = self.matter
        told = sum(matter.values())
        return self._held(matter, have) / told if told and told >= LITTLE * sum(self.terms.values()) else 1.0

    def _held(self, terms: Mapping[str, float], have: Set[str]) -> float:
        """The rarity of the terms that stand among these stems; words close in meaning count as far as they are close."""
        return sum(rarity * (1.0 if term in have else self._nearness(term, have)) for term, rarity in terms.items())

    def holds(self, term: str, have: Set[str]) -> bool:
        """Whether a term or a word close to it stands among these stems."""
        return term in have or self._nearness(term, have) >= CLOSE_ENOUGH

    def _nearness(self, term: str, have: Set[str]) -> float:
        return max((closeness for word, closeness in self.near.get(term, ()) if word in have), default=0.0)

    def share(self, have: Set[str]) -> float:
        """How much of the terms' rarity stands among these stems, 0 to 1; 1 where nothing is sought."""
        total = sum(self.terms.values())
        return self._held(self.terms, have) / total if total else 1.0

    def own_share(self, have: Set[str]) -> float:
        """The same of the terms that the question itself has: a follow-up on another matter is not answered by the words before it."""
        return replace(self, terms={term: rarity for term, rarity in self.terms.items() if term not in self.carried}).share(have)

    def missing(self, around: Exchange) -> tuple[str, ...]:
        """The names and numbers that do not stand in an exchange, as written."""
        names = tuple(
            name.written for name in self.names if not (name.stands(around.said) or stands_about(name, around.briefing, around.turn, around.asked))
        )
        return names + tuple(number for number in self.numbers if number not in around.numbers)

    def named_in(self, said: str) -> frozenset[str]:
        """The stems of the question's names that stand, in any of their ways, in words given by `run`."""
        return frozenset(stem(word) for name in self.names if name.stands(said) for word in tokens(name.written))


def seek(form: Form, topic: Iterable[tuple[str, float]], names: Iterable[Name], phrases: tuple[str, ...], rarity: Callable[[str], float]) -> Sought:
    """What a question looks for, from its topic words (folded, with their weight), the names in it and its exact phrases."""
    topic = tuple(topic)
    named = tuple(name for name in dict.fromkeys(names) if not any(name.stands(run(tokens(phrase))) or name.written in phrase for phrase in phrases))
    terms = {stem(word): weight * rarity(word) for word, weight in topic if word not in IDLE}
    spelt = " ".join(words for name in named for runs in name.runs for words in runs)
    own = " ".join(word for word, weight in topic if weight == 1)
    figures = tuple(
        number for number in numbers(own) if len(number) > 1 and not any(number.startswith(word.replace(".", "")) for word in spelt.split())
    )
    carried = frozenset(stem(word) for word, weight in topic if weight < 1) - {stem(word) for word, weight in topic if weight == 1}
    return Sought(form, {term: weight for term, weight in terms.items() if weight > 0}, named, figures, phrases, carried=carried)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A passage with what gives it its meaning: the questions that its turn replies to, who speaks and asks, and the header.

    `said`: all of its folded words as `run` gives them; `stems`: of all of it, `parts`: all of it as written. `own`: stems of the passage and its header;
    `own_said`: the passage alone by `run`.
    `put`: stems of the sentences of the last question that end in "?". `asked`: the words of the questions by `run`.
    `close`: stems of the passage, a sentence on each side of it, and what was asked: without header, and without the rest of long turns. `asked_close`: of what was asked alone.
    """

    said: str
    stems: frozenset[str]
    parts: tuple[str, ...]
    own: frozenset[str]
    own_said: str
    put: frozenset[str]
    asked: str
    close: frozenset[str]
    asked_close: frozenset[str]
    briefing: Briefing | None = None
    turn: Turn | None = None

    @property
    def numbers(self) -> frozenset[str]:
        """The numbers of all of it; few questions ask for one."""
        return frozenset(chain(*map(numbers, self.parts)))


NOTHING = Exchange("", frozenset(), (), frozenset(), "", frozenset(), "", frozenset(), frozenset())
"""An exchange that holds no word."""
REACH = 300
"""Characters on both sides of a passage that belong to it: a long turn holds the words of many questions, far apart."""


def exchange(briefing: Briefing, turn: Turn, start: int, stop: int) -> Exchange:
    """The words around `[start, stop)` of a turn; a question too short to stand alone is looked through to the one before it."""
    asked = questions(briefing, turn)
    passage = turn.text[max(0, start - REACH) : stop + REACH]
    spoken, put = tokens(passage), [tokens(question.text) for question in asked]
    replying = [each for each in briefing.turns[turn.index + 1 : turn.index + 3] if each.answers == turn.index]
    people = [each for said in (turn, *asked, *replying) for each in (said.speaker, said.relays) if each]
    parts = [part for each in people for part in (each.name, each.title, each.outlet, each.speaks_for)]
    parts += [briefing.title, briefing.office, briefing.place, *map(day_facts, briefing.days)]
    around = list(map(tokens, parts))
    questioned = [word for question in asked for word in tokens(_asked(question.text))]
    everything = [spoken, *put, *around]
    return Exchange(
        said="|".join(map(run, everything)),
        stems=_stems(chain(*everything)),
        parts=(passage, *(question.text for question in asked), *parts),
        own=_stems(chain(spoken, *around)),
        own_said=run(spoken),
        put=_stems(tokens(_asking(asked[0].text))) if asked else frozenset(),
        asked="|".join(map(run, put)),
        close=_stems(chain(tokens(_beside(turn.text, start, stop)), questioned)),
        asked_close=_stems(questioned),
        briefing=briefing,
        turn=turn,
    )


def _beside(text: str, start: int, stop: int) -> str:
    """A passage with the sentence before it and the one after it."""
    spans = sentences(text)
    inside = [at for at, span in enumerate(spans) if span[1] > start and span[0] < stop] or [0]
    return text[spans[max(0, inside[0] - 1)][0] : spans[min(len(spans) - 1, inside[-1] + 1)][1]] if spans else text


def _asked(text: str) -> str:
    """What a question asks: all of a short one, else its sentences that ask and the one before each."""
    if len(text.split()) <= LONG_QUESTION:
        return text
    spans = [text[start:stop] for start, stop in sentences(text)]
    return " ".join(span for at, span in enumerate(spans) if any(each.endswith("?") for each in spans[at : at + 2])) or text


def _asking(text: str) -> str:
    """The sentences of a turn that ask, all of it where none is marked so."""
    spans = [text[start:stop] for start, stop in sentences(text)]
    return " ".join(span for span in spans if span.endswith("?")) or text


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(stem, words))


LONG_QUESTION = 80
"""Words: of a longer question only what asks counts as asked."""
SHORT_QUESTION = 12
"""Words: a question this short leans on the one before it."""


def questions(briefing: Briefing, turn: Turn) -> tuple[Turn, ...]:
    """The question that a turn replies to, and the one before it while it is too short to stand alone; nearest first."""
    found: list[Turn] = []
    at = turn.answers
    while at is not None and len(found) < 3:
        found.append(briefing.turns[at])
        if len(briefing.turns[at].text.split()) >= SHORT_QUESTION:
            break
        earlier = next((each for each in reversed(briefing.turns[:at]) if each.answers is not None), None)
        at = earlier.answers if earlier and earlier.answers != at else None
    return tuple(found)
