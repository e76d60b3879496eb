"""Where a quote may not stop: right before the words that turn its meaning ("But", "At the same time", "unless"). Works on one text."""

from __future__ import annotations

import re

from rag.text import sentences

_ALWAYS = (
    "but|however|nevertheless|nonetheless|that said|having said that|that being said|at the same time|on the other hand|by contrast|in contrast"
    "|conversely|even so|all the same|then again|unless|except|only if|only when|although|not that|not if|not unless"
    "|with (?:the|one) (?:caveat|exception|proviso)"
)
_SENTENCE_TURNS = re.compile(rf"[\"“‘'(\s—–-]*(?:(?:and|so|now|well|again|look)[, ]+)?(?:(?:{_ALWAYS})\b|(?:yet|still|though|then),)", re.IGNORECASE)
_CLAUSE_TURNS = re.compile(
    rf"[\s,;:—–-]*(?:and )?(?:{_ALWAYS}|yet|still|though|provided|as long as|until|if|not because|subject to|rather than|whereas)\b", re.IGNORECASE
)

_END_MARKS = re.compile(r"[\"”’')\].!?…\s]*")

MOST_SENTENCES = 3
"""A quote is extended by at most so many sentences."""


def extend(text: str, stop: int) -> int:
    """The end of a quote of whole sentences that ends at `stop`, moved on over the sentences that turn its meaning."""
    following = [span for span in sentences(text) if span[0] >= stop]
    for start, end in following[:MOST_SENTENCES]:
        if not _SENTENCE_TURNS.match(text, start):
            break
        stop = end
    return stop


def turns_after(text: str, stop: int) -> bool:
    """Whether what follows `stop` turns the meaning of what stands before it: in the same sentence, or at the start of the next."""
    end = _END_MARKS.match(text, stop)
    at = end.end() if end else stop
    if text[stop:at].strip("\"”’')] \n") or text[stop - 1 : stop] in (".", "!", "?", "…"):
        return bool(_SENTENCE_TURNS.match(text, at))
    return bool(_CLAUSE_TURNS.match(text, stop))
