"""Words that a question or a source misspells, glues together or tears apart, told by the words that the library has. Knows no turns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from string import ascii_lowercase

Count = Callable[[str], int]
"""In how many places of the library a folded word stands."""

LETTERS = range(5, 25)
"""Shorter words are one letter from too many others; longer ones are no words."""
LEAST_PART = 4
"""Shorter parts are endings more often than words."""
CLEAR = 3
"""The likeliest word must stand so many times as often as the next, or none is meant."""


def respelt(word: str, count: Count) -> str:
    """The one word of the library that a misspelt one clearly means (one letter more, less, other or exchanged; never the first), or ""."""
    if len(word) not in LETTERS or not (word.isascii() and word.isalpha()):
        return ""
    return _clearest(_one_letter_off(word), count)


def split_up(word: str, count: Count) -> str:
    """The two words of the library that are glued together in one ("supply chain" for "supplychain"), or ""."""
    parts = [(word[:at], word[at:]) for at in range(LEAST_PART, len(word) - LEAST_PART + 1) if len(word) in LETTERS]
    found = {f"{left} {right}": min(count(left), count(right)) for left, right in parts}
    best = max(found, key=lambda pair: found[pair], default="")
    return best if best and found[best] >= CLEAR else ""


def _clearest(words: Iterable[str], count: Count) -> str:
    found = sorted(((count(word), word) for word in set(words)), reverse=True)[:2]
    if not found or not found[0][0]:
        return ""
    return found[0][1] if len(found) == 1 or found[0][0] >= CLEAR * found[1][0] else ""


def _one_letter_off(word: str) -> Iterator[str]:
    for at in range(1, len(word) + 1):
        left, right = word[:at], word[at:]
        yield from (left + letter + right for letter in ascii_lowercase)
        if right:
            yield left + right[1:]
            yield from (left + letter + right[1:] for letter in ascii_lowercase if letter != right[0])
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]
