"""Whether a claim says yes where the sentences it cites say no, or no where nothing does: polarity, compared on the words they share.

Knows word lists and overlap, no grammar; it catches most dropped negations and lets some through.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from rag.checking.facts import NEGATIONS
from rag.drafting.evidence import IDLE
from rag.index.lexical import stem
from rag.text import tokens

DENIED = 0.12
"""How much of what a claim asserts may stand under a negation in what it cites (a person's honest paraphrases: 91 in 100 stay below)."""
AFTER, BEFORE = 7, 1
"""Words that a negation reaches in the record."""
OWN_AFTER, OWN_BEFORE = 10, 3
"""Words that a claim's own negation may reach."""
SHARPNESS = 2
"""The cited sentences that share the most with a claim count this power more."""

_NO = NEGATIONS | frozenset(
    "unable unlikely lack lacked lacking lacks fail failed fails failing refuse refused refuses deny denied decline declined declines against"
    " stop stopped prevent rejected reject ruled avoid".split()
)


def polarity(claim: str, cited: Sequence[str]) -> str:
    """What speaks against the polarity of a claim that rests on these sentences, "" when nothing does."""
    said = tokens(claim)
    sentences = [tokens(sentence) for sentence in cited]
    if any(word in NEGATIONS for word in said):
        return "" if any(word in _NO for sentence in sentences for word in sentence) else "denies what nothing it cites denies"
    return "asserts what the words it cites deny" if _denied(said, sentences) > DENIED else ""


def _denied(said: Sequence[str], sentences: Sequence[Sequence[str]]) -> float:
    """The share of a claim's words that stand under a negation, over the sentences that share words with it, 0 to 1."""
    content = [frozenset(_content(sentence)) for sentence in sentences]
    under = [_under(sentence, AFTER, BEFORE) for sentence in sentences]
    spread = Counter(word for words in content for word in words)
    weight = {word: math.log(1 + len(sentences) / count) for word, count in spread.items()}
    claimed = frozenset(_content(said)) - _under(said, OWN_AFTER, OWN_BEFORE)
    total = sum(weight.get(word, 0.0) for word in frozenset(_content(said))) or 1.0
    denied = counted = 0.0
    for words, negated in zip(content, under, strict=True):
        shared = sum(weight[word] for word in claimed & words)
        if shared:
            counts = (shared / total) ** SHARPNESS
            denied += counts * sum(weight[word] for word in claimed & words & negated) / shared
            counted += counts
    return denied / counted if counted else 0.0


def _content(words: Sequence[str]) -> list[str]:
    return [stem(word) for word in words if word not in IDLE and word not in _NO]


def _under(words: Sequence[str], after: int, before: int) -> frozenset[str]:
    """The stems that a negation reaches."""
    reached = [each for at, word in enumerate(words) if word in _NO for each in words[max(0, at - before) : at + 1 + after]]
    return frozenset(_content(reached))
