"""Titles as running text and headers print them: the words right before a name, or after it and a comma."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from ingest.speakers.names import BESIDE_OFFICES, COURTESIES, NO_NAMES, OFFICES, holds_office, is_first_name, is_office, is_title, plain
from ingest.speakers.places import places
from ingest.speakers.record import Record

JOINING: Final = frozenset("of the for and to on in at &".split())
"""Small words inside a title."""

_WITH_TITLES: Final = OFFICES | BESIDE_OFFICES

_IN_TITLES: Final = JOINING | {"in", "with", "de", "a", "an", "s"}

_FILLERS: Final = NO_NAMES - _WITH_TITLES - frozenset("east west north south eastern western northern southern human women american".split())

_STOPS: Final = frozenset(
    "by with from as is are was our your his her joined including today when remarks transcript statement statements opening briefing interview "
    "conference gaggle call prepared testimony".split()
)

_BEGINS: Final = _WITH_TITLES - frozenset("and house white affairs security health education energy justice home".split())

_RANKS: Final = frozenset("ambassador governor senator admiral".split())
"""Titles of rank, which a second, fuller title may stand before: `Cabinet Secretary for Foreign Affairs Ambassador ...`."""

_PLAIN: Final = r"(?:(?:deputy|prime|foreign|acting|assistant|special|chief|first) )*(?:minister|president|secretary|ambassador|director|commissioner|spokes\w+|envoy|administrator)\b"
"""A title in small letters."""

_AFTER: Final = re.compile(
    rf"\s?,\s+(?:who is |the |our |your )?((?:[A-Z]|{_PLAIN})(?:[^.;\n]|(?<=[ .][A-Z])\.){{2,200}}?)"
    r"(?:(?<![ .][A-Z])[.;\n]|,? (?:who|will|joins|here|for a|to (?:discuss|talk|brief|address|speak))\b|, (?!and [A-Z])[a-z]|$)"
)


def title_before(words: list[str], record: Record) -> str:
    """The title that ends a row of words ("... and Secretary of Homeland Security"), "" when there is none."""
    while words and plain(words[-1]) in COURTESIES:
        words = words[:-1]
    if words and plain(words[-1]) in JOINING:
        return ""
    kept: list[str] = []
    for word in reversed(words):
        before = words[: len(words) - len(kept) - 1]
        bare = word[:-1] if _is_listed(kept, word, before) else word
        if _ends_before(bare, record) or (plain(word) == "and" and kept and _two_people(before, kept[0])):
            break
        kept.insert(0, word)
    kept = _without_rank(_without_fillers(kept))
    title = " ".join(word for word in kept if plain(word) not in COURTESIES)
    return title if holds_office(title) else ""


def _is_listed(kept: Sequence[str], word: str, before: Sequence[str]) -> bool:
    """Whether a word with a comma stands in a list of subjects inside the title: `Population, Refugees, and Migration`."""
    if not word.endswith(",") or not kept or not before:
        return False
    last = kept[0] == "and" and (before[-1].endswith(",") or plain(before[-1]) in JOINING)
    return last or kept[0].endswith(",")


def _ends_before(word: str, record: Record) -> bool:
    """Whether a word before a title can be no part of it."""
    low = plain(word)
    if word[-1:] in ",;:." and low not in COURTESIES and not re.search(r"\b[A-Z]\.$", word):
        return True
    return (
        low in _STOPS or word == "welcome" or low in record.surnames or not (word[:1].isupper() or low in JOINING) or bool(re.search(r"[“”\"]", word))
    )


def _without_fillers(kept: list[str]) -> list[str]:
    first = next((index for index, word in enumerate(kept) if plain(word) not in JOINING | _FILLERS), len(kept))
    return kept[first:]


def _without_rank(kept: list[str]) -> list[str]:
    """The title without the rank that only addresses its bearer."""
    ranked = len(kept) > 2 and plain(kept[-1]) in _RANKS and holds_office(" ".join(kept[:-1]))
    return kept[:-1] if ranked and plain(kept[-2]) not in JOINING | {"u.s", "deputy", "former", "special", "vice", "rear"} else kept


def _two_people(before: Sequence[str], after: str) -> bool:
    """Whether an "and" between titles stands between two persons, not inside one title."""
    last = before[-1] if before else ""
    if is_office(last):
        return False
    named = len(before) > 1 and not before[-2].endswith(",") and is_first_name(before[-2]) and not is_title(last) and last[:1].isupper()
    titled = len(before) > 1 and is_office(before[-2]) and is_first_name(last)  # "President Doe and NSC Coordinator"
    return named or titled or plain(after) in _BEGINS or plain(after) in places()


def title_after(rest: str, record: Record) -> str:
    """The title after a name: `, Department Spokesperson`, "" when what follows is none."""
    match = _AFTER.match(rest)
    words = _of_one(match[1], record).strip(" ,").split() if match else []
    if not words or not holds_office(" ".join(words).split(",")[0]) or plain(words[0]) in _FILLERS:
        return ""
    last = max((index for index, word in enumerate(words) if is_office(word)), default=len(words) - 1)
    follows = words[last + 1] if last + 1 < len(words) and not words[last].endswith(",") else ""
    named = any(plain(word) in record.surnames for word in words) or is_first_name(follows)
    prose = any(word[:1].islower() and plain(word) not in _IN_TITLES and not is_title(word) for word in words)
    while plain(words[-1]) in COURTESIES:  # of the next in a list
        words.pop()
    return "" if named or prose else " ".join(words)


def _of_one(words: str, record: Record) -> str:
    """A row of words up to an "and" after which somebody else is named or the sentence goes on."""
    kept, *more = re.split(r"(?=,? and )", words)
    for piece in more:
        follows = piece.removeprefix(",").removeprefix(" and ").split()
        if not follows or not follows[0][:1].isupper() or plain(follows[0]) in _BEGINS or _names_somebody(follows, record):
            break
        kept += piece
    return kept


def _names_somebody(words: Sequence[str], record: Record) -> bool:
    return any(is_first_name(one) and not record.holds(plain(one)) and other[:1].isupper() and not is_title(other) for one, other in pairwise(words))
