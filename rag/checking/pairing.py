"""Whether the names of a claim stand with the statements that the record puts them with: who spoke, who is a person, what is next to what.

Knows words and their neighbours, no grammar. Two names of the same text that were swapped leave traces: a place that speaks, a person "in" whom
something happens, a name before the word that the record puts after the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.checking.facts import Named, name_runs, names_at
from rag.drafting.forms import IDLE
from rag.text import Word, sentences, tokens, words

_STEMS = (
    "state announce confirm note add explain reply answer respond argue deny decline warn promise insist stress mention suggest believe ask"
    " question challenge indicate claim allege agree disagree worry wonder emphasize emphasise highlight express introduce propose recommend hope"
    " expect want acknowledge describe criticize criticise suspect declare assure reassure conclude comment object recognize talk encourage refuse"
    " point urge assume raise request"
)


def _forms(verb: str) -> Iterator[str]:
    """Past and third person of a regular verb ("deny": "denied", "denies")."""
    if verb.endswith("y") and verb[-2] not in "aeou":
        yield from (f"{verb[:-1]}ied", f"{verb[:-1]}ies")
    else:
        yield from (f"{verb.removesuffix('e')}ed", f"{verb}es" if verb.endswith(("ss", "sh", "ch")) else f"{verb}s")


REPORTING = frozenset(form for verb in _STEMS.split() for form in _forms(verb)) | frozenset(
    "says said tells told thinks thought feels felt understood spoke meant admitted admits referred refers".split()
)
"""Folded words that make their subject somebody who says or thinks something."""
_BETWEEN = frozenset(
    "also first firstly finally then further furthermore had has have however later again once only still even just did does was were next".split()
)
"""Words that may stand between a name and what it said."""
_HONORIFICS = frozenset("mr mrs ms miss dr sir hon dame lord lady prof professor".split())
_TITLES = frozenset(
    "minister secretary president prime deputy chair chairman chairwoman senator member members government party opposition committee director"
    " general assistant vice ambassador leader spokesperson governor commissioner chief officer officials reporters right honourable mp".split()
)
_WITHIN = frozenset("in across within throughout outside inside at into".split())
_POINTING = frozenset("the this that these those a an their its our".split())
_APPOSITION = re.compile(r"(?:['’]s)?(?:, [^,.;]{1,120},|\s*\([^()]{1,120}\),?)?")
_BREAK = re.compile(r"[,.;:()!?]")
_REACH = 6
"""Words before a verb of saying among which the record names who said it."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the names of a claim are compared with, as bare words: who speaks, asks and is in the header; who speaks anywhere in the briefing; names in
    the sentences of the texts cited and of the questions they reply to."""

    speaking: frozenset[str]
    people: frozenset[str]
    names: frozenset[str]
    texts: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, speaking: Iterable[str], people: Iterable[str], texts: Sequence[str]) -> Ground:
        named = (_person(name) for name in people)
        return cls(
            frozenset(_bare(word) for each in speaking for word in tokens(each)),
            frozenset(word for name in named if len(name) > 1 for word in name),
            frozenset(_bare(word) for text in texts for run in name_runs(text) for word in run),
            tuple(tuple(map(_bare, tokens(text[start:stop]))) for text in texts for start, stop in sentences(text)),
        )

    def runs(self, size: int) -> frozenset[tuple[str, ...]]:
        """The runs of so many words in a row."""
        return frozenset(text[at : at + size] for text in self.texts for at in range(len(text) - size + 1))

    def told_of(self) -> frozenset[str]:
        """The words that stand before a verb of saying, or after "according to"."""
        before = (word for text in self.texts for at, verb in enumerate(text) if verb in REPORTING for word in text[max(0, at - _REACH) : at])
        after = (word for text in self.texts for at, verb in enumerate(text) if verb == "according" for word in text[at + 2 : at + 2 + _REACH])
        return frozenset((*before, *after))

    def within(self) -> frozenset[str]:
        """The words that the record puts after "in", "the" and the like, so they are no persons' names."""
        return frozenset(second for text in self.texts for first, second in pairwise(text) if first in _WITHIN or first in _POINTING)


@dataclass(frozen=True, slots=True)
class _Name:
    """A name in the words of a claim: `[first, stop)` of the words, without titles, and whether it owns what follows."""

    first: int
    stop: int
    words: tuple[str, ...]
    titled: bool
    owns: bool


def mispaired(text: str, ground: Ground) -> str:
    """What speaks against the company that a claim's names keep, "" when nothing does."""
    have = words(text)
    names = [_placed(text, have, name) for name in (*_opening(have, ground), *names_at(text))]
    return _speaks(text, have, names, ground) or _is_place(text, have, names, ground) or _neighbours(text, have, names, ground)


def _opening(have: Sequence[Word], ground: Ground) -> tuple[Named, ...]:
    """The first word of a claim, where the record has it as a name and it is made to say something; alone it looks like any first word."""
    opens = len(have) > 1 and have[1].folded in REPORTING and _bare(have[0].folded) in ground.names
    return (Named(have[0].start, have[0].stop, (have[0].folded,)),) if opens else ()


def _placed(text: str, have: Sequence[Word], name: Named) -> _Name:
    first = next(at for at, word in enumerate(have) if word.start == name.start)
    stop = first + len(name.words)
    bare = tuple(_bare(word) for word in name.words if word not in _HONORIFICS and word not in _TITLES)
    owns = bool(re.search(r"['’]s?$", text[name.start : name.stop]))
    before = have[first - 1].folded if first else ""
    return _Name(first, stop, bare, before in _HONORIFICS or name.words[0] in _HONORIFICS, owns)


def _speaks(text: str, have: Sequence[Word], names: Sequence[_Name], ground: Ground) -> str:
    """Who is made to say something spoke there, or is said there to have."""
    for name in names:
        if not name.words or not _is_subject(text, have, name):
            continue
        last = name.words[-1]
        if last not in ground.speaking and last not in ground.told_of():
            return f"makes {' '.join(name.words)} say what somebody else said"
    return ""


def _is_subject(text: str, have: Sequence[Word], name: _Name) -> bool:
    """Whether a name is followed by a verb of saying, over an apposition and an adverb, or comes after "according to"."""
    if [word.folded for word in have[max(0, name.first - 2) : name.first]] == ["according", "to"]:
        return True
    apposition = _APPOSITION.match(text, have[name.stop - 1].stop)
    at = apposition.end() if apposition else have[name.stop - 1].stop
    for word in [word for word in have[name.stop :] if word.start >= at][:4]:
        if name.owns or _BREAK.search(text[at : word.start]):
            return False
        if word.folded in REPORTING:
            return True
        if word.folded not in _BETWEEN and not word.folded.endswith("ly"):
            return False
        at = word.stop
    return False


def _is_place(text: str, have: Sequence[Word], names: Sequence[_Name], ground: Ground) -> str:
    """A person is in no place's stead ("in Lena Ortiz"), and no place or thing is "Mr."."""
    for name in names:
        last = name.words[-1] if name.words else ""
        before = have[name.first - 1].folded if name.first else ""
        if name.titled and last not in ground.people | ground.speaking and last in ground.within():
            return f"makes a person of {' '.join(name.words)}"
        whole = len(name.words) > 1 and len(name.words) == name.stop - name.first and not name.owns
        placed = whole and last in ground.people and before in _WITHIN | _POINTING and _unbroken(text, have, name.first)
        if placed and (_bare(before), name.words[0]) not in ground.runs(2):
            return f"makes a place or a thing of {' '.join(name.words)}"
    return ""


def _neighbours(text: str, have: Sequence[Word], names: Sequence[_Name], ground: Ground) -> str:
    """A telling word beside a name stands beside it in the record, if it stands beside another name of the claim there; "A of B" is not "B of A"."""
    pairs, threes = ground.runs(2), ground.runs(3)
    for name, other in _different(names):
        after = _bare(have[name.stop].folded) if name.stop < len(have) and _unbroken(text, have, name.stop) else ""
        before = _bare(have[name.first - 1].folded) if name.first and _unbroken(text, have, name.first) else ""
        follows = _tells(after) and (other.words[-1], after) in pairs and (name.words[-1], after) not in pairs
        precedes = _tells(before) and (before, other.words[0]) in pairs and (before, name.words[0]) not in pairs
        linked = after in ("of", "for") and other.first == name.stop + 1
        turned = (other.words[-1], after, name.words[0]) in threes and (name.words[-1], after, other.words[0]) not in threes
        if follows or precedes or (linked and turned):
            return f"puts {' '.join(name.words)} where the record has {' '.join(other.words)}"
    return ""


def _different(names: Sequence[_Name]) -> Iterator[tuple[_Name, _Name]]:
    for name in names:
        yield from ((name, other) for other in names if name.words and other.words and not set(name.words) & set(other.words))


def _tells(word: str) -> bool:
    return bool(word) and word not in IDLE | REPORTING | _HONORIFICS | _TITLES


def _unbroken(text: str, have: Sequence[Word], at: int) -> bool:
    """Whether no mark stands between a word and the one before it."""
    return not _BREAK.search(text[have[at - 1].stop : have[at].start])


def _person(name: str) -> list[str]:
    """The words of a speaker's name without what is in brackets and without titles."""
    return [_bare(word) for word in tokens(re.sub(r"\([^)]*\)", "", name)) if word not in _HONORIFICS and word not in _TITLES]


def _bare(word: str) -> str:
    """Without a plural or possessive ending."""
    return word[:-1] if len(word) > 3 and word.endswith("s") else word
