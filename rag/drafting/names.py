"""The things a question names, and where each stands: written as asked, under another name, by its initials spelt out, or as the office somebody holds.

Knows words and turns, not what is asked about the named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rag.checking.facts import MONTHS
from rag.text import tokens
from rag.types import Briefing, Turn


@dataclass(frozen=True, slots=True)
class Name:
    """A thing the question names, and the ways to write it: the question's own first, then its aliases.

    `runs`: for each way the runs of words that must all stand (one, but for compounds such as "Russia-Ukraine" and dates), as `run` gives them.
    """

    ways: tuple[str, ...]
    runs: tuple[tuple[str, ...], ...]

    @property
    def written(self) -> str:
        return self.ways[0]

    def stands(self, said: str) -> str:
        """The way in which the name stands in words given by `run`, "" where it does not."""
        return next((way for way, runs in zip(self.ways, self.runs, strict=True) if all(words in said for words in runs)), "")


def run(words: Iterable[str]) -> str:
    """Folded words as one string with a space around each, so that a name is looked for as a whole; without the endings of plural, possessive and
    people ("Tasmanians", "Tasmania's" and "Tasmania" are one)."""
    return f" {' '.join(map(_bare, words))} "


@lru_cache(maxsize=1 << 16)
def _bare(word: str) -> str:
    word = word[:-1] if len(word) > 3 and word.endswith("s") else word
    return word[:-1] if len(word) > 5 and word.endswith(("ian", "can")) else word


# What is put before a name and often left out.
_TITLES = frozenset(
    "the mr mrs ms dr president vice secretary deputy assistant senator representative congressman congresswoman minister prime foreign ambassador"
    " chairman chair chairwoman general governor justice chief judge king queen pope professor".split()
)
_OFFICES = (
    "Vice President|President|Prime Minister|Foreign Minister|Minister|Secretary|Chancellor|Chairman|Chair|Governor|Senator|Director|Ambassador"
)
_INITIALS = re.compile(r"[A-Z]{3,6}")


def name(written: str, *aliases: str) -> Name:
    """A name with its aliases; without the title before it, without a number after a hyphen ("COVID-19"), and apart from a year before it."""
    ways: dict[tuple[str, ...], str] = {}
    for each in (written, *aliases):
        parts = [tokens(part) for part in re.split(r"(?<=\w{4})[-–/](?=\w{4})|(?<=\b20\d\d) ", re.sub(r"(?<=[A-Za-z]{4})-\d+", "", each))]
        if all(word in MONTHS or word[:1].isdigit() for part in parts for word in part):
            parts = [[word] for part in parts for word in part]
        bare = [[word for word in part if word not in _TITLES] or part for part in parts if part]
        if bare:
            ways.setdefault(tuple(map(run, bare)), each)
    return Name(tuple(ways.values()), tuple(ways))


def stands_about(name: Name, briefing: Briefing | None, turn: Turn | None, asked: str) -> bool:
    """Whether a name that does not stand in a passage stands elsewhere in its turn, spelt out there, or there as the office of its bearer.

    `asked`: what the turn replies to, by `run`.
    """
    if briefing is None or turn is None:
        return False
    lower = turn.text.lower()
    near = not turn.text.isascii() or any(all(words.split()[0] in lower for words in runs) for runs in name.runs)
    if (near and name.stands(run(tokens(turn.text)))) or _spelt_out(name.written, turn.text):
        return True
    return any(f"the {office}" in lower or f" the {office}" in asked for office in _offices(name.written.split()[-1], briefing))


def _spelt_out(written: str, text: str) -> bool:
    """Whether initials ("ICE") stand for words with capitals in a text ("Immigration and Customs Enforcement")."""
    return bool(_INITIALS.fullmatch(written)) and bool(re.search(r"\b" + r"\w+ (?:and |of |the |for ){0,2}".join(written) + r"\w+", text))


def _offices(surname: str, briefing: Briefing) -> frozenset[str]:
    """The offices, in small letters, that a briefing puts before a surname ("Secretary Blinken"), who may then be called by them alone."""
    texts = [text for text in (briefing.title, *(turn.text for turn in briefing.turns)) if surname in text] if surname.istitle() else []
    titled = re.compile(rf"\b({_OFFICES})(?: of [A-Z]\w+)?(?: [A-Z][\w.]*){{0,2}} {re.escape(surname)}\b")
    return frozenset(match[1].lower() for text in texts for match in titled.finditer(text))
