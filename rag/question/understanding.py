"""A question as it is understood: the nouns that scope, conversation, search and answers share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rag.types import Scope


@dataclass(frozen=True, slots=True)
class Sought:
    """Words of a topic that belong together, folded, and the other names of what they name; `near`: words close in meaning, with their cosine."""

    words: tuple[str, ...]
    others: tuple[str, ...] = ()
    near: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A proper name, abbreviation or number that a question names besides its scope, and the other ways to write it."""

    written: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Understanding:
    """A question as it is searched. `asked`: without its filters; `standalone`: with what the conversation adds.

    `topic`: its folded content words; `terms`: the same with other names. `scoped`: the folded words that became scope.
    `carried`: topic words that the conversation adds, with their weight. `near`: briefings that the conversation was about.
    """

    question: str
    asked: str
    standalone: str
    scope: Scope
    topic: tuple[str, ...]
    names: tuple[Named, ...] = ()
    terms: tuple[Sought, ...] = ()
    scoped: tuple[str, ...] = ()
    carried: tuple[tuple[str, float], ...] = ()
    absent: tuple[str, ...] = ()
    follows: bool = False
    near: tuple[str, ...] = ()


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """The values without repetition, in order."""
    return tuple(dict.fromkeys(values))
