"""What the library knows that a question may name: people, offices, outlets, governments, briefings and their days. Built from the columns alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from rag.governments import find_governments
from rag.index.columns import Columns, Held
from rag.index.lexical import stem
from rag.question.aliases import Aliases
from rag.question.wording import HONORIFICS
from rag.text import tokens
from rag.types import Speaker

Span = tuple[int, int]
"""First and last possible day of a briefing as yyyymmdd."""


@dataclass(frozen=True, slots=True)
class Person:
    """A speaker as the columns have it, folded; `numbers`: rows in `Columns.speakers`; `briefings`: where he or she speaks."""

    speaker: Speaker
    name: tuple[str, ...]
    title: tuple[str, ...]
    briefings: frozenset[str]


@dataclass(frozen=True, slots=True)
class Known:
    """People by the words of their name, outlets by their words, and everything else a question can be matched with.

    `within`: the briefings that a question is put to, where not all; who speaks there is meant before others of the same name or title.
    `prints`: whether a transcript has some folded words in a row.
    """

    people: tuple[Person, ...]
    by_word: dict[str, tuple[Person, ...]]
    outlets: dict[tuple[str, ...], tuple[str, ...]]
    outlets_from: dict[str, tuple[tuple[str, ...], ...]]
    headers: dict[str, frozenset[str]]
    header_counts: dict[str, int]
    held: dict[str, Held]
    aliases: Aliases
    governments: frozenset[str]
    titles: frozenset[str]
    prints: Callable[[Sequence[str]], bool]
    within: frozenset[str] = frozenset()

    @classmethod
    def of(cls, columns: Columns, aliases: Aliases, prints: Callable[[Sequence[str]], bool] = lambda words: False) -> Known:
        """Everything known to the columns of one generation; its words are asked through `prints`."""
        people = tuple(_people(columns))
        by_word: defaultdict[str, list[Person]] = defaultdict(list)
        outlets: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        outlets_from: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
        for person in people:
            for word in set(person.name):
                by_word[word].append(person)
            for name in _outlet_names(person.speaker.outlet):
                outlets[name].add(person.speaker.outlet)
        for words in filter(None, outlets):
            outlets_from[words[0]].append(words)
        headers = {held.id: frozenset(map(stem, tokens(held.header))) for held in columns.briefings.values()}
        counts: defaultdict[str, int] = defaultdict(int)
        for header in headers.values():
            for word in header:
                counts[word] += 1
        return cls(
            people,
            {word: tuple(found) for word, found in by_word.items()},
            {words: tuple(sorted(names)) for words, names in outlets.items() if words},
            {word: tuple(found) for word, found in outlets_from.items()},
            headers,
            dict(counts),
            dict(columns.briefings),
            aliases,
            frozenset(person.speaker.speaks_for for person in people if person.speaker.speaks_for),
            frozenset(person.title[0] for person in people if len(person.title) == 1),
            prints,
        )

    def surnames(self, word: str) -> int:
        """How many speakers a folded word is the surname of, reporters of whom no more is known left out."""
        named = (person for person in self.by_word.get(word, ()) if person.name[-1] == word)
        return sum(len(person.name) > 1 or person.speaker.role != "press" for person in named)

    def government_of(self, briefings: frozenset[str]) -> str:
        """The one government or institution whose officials speak in some briefings, "" when there are several or none."""
        found = {person.speaker.speaks_for for person in self.people if person.speaker.speaks_for and person.briefings & briefings}
        return found.pop() if len(found) == 1 else ""

    def government(self, name: str) -> str:
        """A typed government by the name that the library has."""
        return name if name in self.governments else government_meant(name) or government_meant(name.upper()) or name

    def speakers_meant(self, name: str) -> tuple[str, ...]:
        """A typed speaker, which any words of the name fit; where nobody has them, those whose initials they are ("kjp")."""
        fits = set(tokens(name)) <= self.by_word.keys()
        initials = () if fits else (person.speaker.name for person in self.people if _initials(person.speaker.name) == name.lower())
        return tuple(dict.fromkeys(initials)) or (name,)

    def outlets_meant(self, name: str) -> tuple[str, ...]:
        """A typed outlet, which any words of its name fit, and those whose initials it is ("wsj")."""
        words = tuple(tokens(name))
        fits = any(set(words) <= set(tokens(outlet)) for outlets in self.outlets.values() for outlet in outlets)
        by_initials = tuple(outlet for outlet in self.outlets.get(words, ()) if not set(words) <= set(tokens(outlet)))
        return ((name,) if fits or not by_initials else ()) + by_initials

    def briefings_meant(self, name: str) -> tuple[str, ...]:
        """A typed briefing by its id, or by words of its title, place or office; the name itself where there is none."""
        words = frozenset(map(stem, tokens(name)))
        found = tuple(id for id, header in self.headers.items() if words and words <= header)
        return (name,) if name in self.held or not found else found

    def days_overlap(self, since: date | None, until: date | None) -> bool:
        """Whether any briefing may have been held in these days, both inclusive."""
        return any(overlaps(held, since, until) for held in self.held.values())


def overlaps(held: Held, since: date | None, until: date | None) -> bool:
    """Whether the possible days of a briefing meet the given ones; one without any day or bound never does."""
    if not held.since and not held.until:
        return False
    first, last = held.since or 0, held.until or 99991231
    return (until is None or first <= _number(until)) and (since is None or last >= _number(since))


def _number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def _people(columns: Columns) -> Iterable[Person]:
    where: defaultdict[int, set[str]] = defaultdict(set)
    for held in columns.briefings.values():
        rows = slice(held.first, held.first + held.turns)
        for number in np.unique(np.concatenate((columns.speaker[rows], columns.relays[rows]))).tolist():
            where[number].add(held.id)
    for number, speaker in enumerate(columns.speakers):
        if where.get(number):
            yield Person(speaker, tuple(name_words(speaker.name)), tuple(tokens(speaker.title)), frozenset(where[number]))


def name_words(name: str) -> list[str]:
    """The folded words of a name, without brackets ("(Carleton, Lib.)") and without what stands before it; [] for a bare title."""
    plain = tokens(name.split("(")[0])
    while plain and plain[0] in HONORIFICS:
        plain = plain[1:]
    return plain


def _outlet_names(outlet: str) -> Iterable[tuple[str, ...]]:
    """The words of an outlet, and its initials ("WSJ"), small words counted or not ("VOA")."""
    words = tuple(_bare(tokens(outlet)))
    large = [word for word in words if word not in ("of", "the", "and", "for")]
    initials = {"".join(word[0] for word in each) for each in (words, large)}
    return (words, *((short,) for short in sorted(initials) if len(short) > 1)) if words else ()


def _initials(name: str) -> str:
    """The initials of a name of three parts or more, the two of a double name counted ("Karine Jean-Pierre": kjp); else ""."""
    parts = name.lower().replace("-", " ").split()
    return "".join(part[0] for part in parts) if len(parts) > 2 else ""


def _bare(words: Sequence[str]) -> Sequence[str]:
    """An outlet without its article, so that "the Financial Times" and "Financial Times" are one."""
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def government_meant(words: str) -> str:
    """The government or institution that some words name, in any case ("us", "the Moroccans"); "" when none or several."""
    found = {name for _, _, name in find_governments("U.S." if words.lower() in ("us", "u.s.", "u.s") else words)}
    return found.pop() if len(found) == 1 else ""
