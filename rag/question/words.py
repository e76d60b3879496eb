"""The words of a question, folded, and what some of them name."""

from __future__ import annotations

from dataclasses import dataclass

from rag.question.known import Person
from rag.text import APOSTROPHES, fold, words


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a question: folded without a possessive ending, and its place."""

    word: str
    start: int
    stop: int
    capital: bool
    possessive: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `[first, stop)` that name people, an outlet or a government known to the library; `speaks`: its words are asked for."""

    first: int
    stop: int
    people: tuple[Person, ...] = ()
    outlets: tuple[str, ...] = ()
    government: str = ""
    speaks: bool = False


def split(question: str) -> tuple[Token, ...]:
    """The words of a question."""
    return tuple(_token(question, word.start, word.stop) for word in words(question))


def _token(question: str, start: int, stop: int) -> Token:
    raw = question[start:stop]
    ending = raw[-2:-1] in tuple(APOSTROPHES) and raw[-1] not in "tT"  # "didn't" is a word of its own
    possessive = len(raw) > 2 and (ending or (raw[-1] == "s" and question[stop : stop + 1] in tuple(APOSTROPHES)))
    return Token(fold(raw[:-2] if ending else raw), start, stop, raw[:1].isupper(), possessive)
