"""Whether a claim gives words to the one who spoke them: not to somebody else of the briefing, to a title, or to a name that only stands in it.

Works on a claim's own prose and the sentences it cites.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from rag.drafting.draft import Sentence
from rag.drafting.forms import IDLE
from rag.index.lexical import stem
from rag.text import tokens

_SAYING = r"(?:said|says|stated|told|announced|confirmed|noted|added|explained|replied|argued|denied|declined|warned|promised|insisted|stressed)"
_SAID_BY = re.compile(rf"(\w[\w'’-]*)(?:, [^,.;]{{1,120}},)? {_SAYING}\b")
_QUOTING = re.compile(rf"((?:(?:deputy|assistant|under|vice|acting) ){{0,3}}\w[\w'’-]*) {_SAYING},?:? [“\"„«‘]", re.IGNORECASE)
_JUNIOR = frozenset("deputy assistant under vice acting".split())
_NAME = re.compile(rf"([A-Z][\w'’-]+) [A-Z][\w'’-]+ {_SAYING}\b")
_ANYBODY = frozenset("he she they who it also then officials official spokesperson reporter reporters government department speaker".split())
_TITLES = frozenset("secretary minister president director ambassador administrator".split())
FEW_WORDS = 3
"""Fewer content words than this tell nothing."""
BRIEF = 12
"""Words: a reply this short ("Yes.") may take all that a claim says from its question."""


def misgiven(text: str, cited: Sequence[Sentence]) -> str:
    """What speaks against whom a claim makes say the words it cites, "" when nothing does."""
    speaking = _speaking(cited)
    others = _others(cited, speaking)
    for match in _SAID_BY.finditer(text):
        said_by = tokens(match[1])[-1:]
        if said_by and said_by[0] in others:
            return _gives(cited, others[said_by[0]])
    for match in _QUOTING.finditer(text):
        if not _may_be(set(tokens(match[1])), speaking):
            return _gives(cited, match[1])
    for match in _NAME.finditer(text):
        if not speaking & set(tokens(text[: match.end()])):
            return _gives(cited, match.group())
    return ""


def only_asked(text: str, cited: Sequence[Sentence]) -> str:
    """What speaks against a claim of which no word stands in what it cites, but only in the question replied to; "" when nothing does."""
    said = {stem(word) for word in tokens(text) if word not in IDLE} - {stem(word) for word in _speaking(cited)}
    heard = {stem(word) for sentence in cited for word in tokens(sentence.turn.text)}
    brief = any(len(tokens(sentence.turn.text)) <= BRIEF for sentence in cited)
    return "" if brief or len(said) < FEW_WORDS or said & heard else "says what only the question says, not the words it cites"


def _may_be(named: Set[str], speaking: Set[str]) -> bool:
    """Whether a name or title may be the speaker's: "the Secretary" is no deputy assistant secretary."""
    senior = not named & _JUNIOR and speaking & _JUNIOR and named & _TITLES
    return bool(named & (speaking | _ANYBODY)) and not senior


def _speaking(cited: Sequence[Sentence]) -> Set[str]:
    people = ((sentence.turn.speaker, sentence.turn.label) for sentence in cited)
    return {token for who, label in people for token in tokens(f"{who.name} {who.title} {label}")}


def _others(cited: Sequence[Sentence], speaking: Set[str]) -> dict[str, str]:
    """The last names of the other speakers of the briefings cited, and their names."""
    briefings = {sentence.briefing.id: sentence.briefing for sentence in cited}.values()
    names = (turn.speaker.name for briefing in briefings for turn in briefing.turns)
    return {last[0]: name for name in names if (last := tokens(name)[-1:]) and last[0] not in speaking}


def _gives(cited: Sequence[Sentence], other: str) -> str:
    turn = cited[0].turn
    return f"gives the words of {turn.speaker.name or turn.label} ({turn.speaker.speaks_for or turn.speaker.role}) to {other}"
