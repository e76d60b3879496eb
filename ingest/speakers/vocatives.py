"""Whom the first words of a reply may speak to ("Well, Matt, ..."). Looks at one turn; whether it is a reporter is decided elsewhere."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ingest.speakers.mentions import CACHED, HEAD, Mention, tree
from ingest.speakers.names import (
    OFFICES,
    WORD,
    is_person,
)

_TITLED = tree(OFFICES) + r"\b"

_VOCATIVES: Final = (
    re.compile(
        r"(?:[—–-] )?(?:\w+ [—–-] )?(?:(?i:well|so|thanks|thank you|sure|yes|yeah|yep|no|look|hi|hey|hello|okay|ok|right|good|great|oh|and|but|again|now|good morning|good afternoon"
        r"|thanks very much|thanks so much|thank you very much|thank you so much|yeah, sure|sure, thanks)[,.]? ){0,3}"
        rf"(?P<name>{WORD}(?: {WORD})?)(?=,| [—–-])"
    ),
    re.compile(
        rf"[^\n]{{0,60}}?\b(?i:thank you|thanks)(?: (?:so|very) much)?(?: (?:for|to) [^,.\n]{{0,50}})?, (?P<name>{WORD}(?: {WORD})?)(?=[,.!]| [—–-])"
    ),
    re.compile(
        rf"(?=[^\n]{{0,160}}\b(?:[Yy]ou|I|[Ww]e)\b|(?:No|Yes|Well|Oh|Look)\b)[^\n]{{0,160}}?\b(?!{_TITLED})[a-z’']+(?:,| [—–-]) (?P<name>{WORD})(?=[.?!,])"
    ),
)


_SET_OFF: Final = re.compile(r"[,—–-] (?!I\b)[^\W\d_a-z]")
"""Without a capital after a comma or a dash only the first form can be there."""


@lru_cache(maxsize=CACHED)
def addressed(text: str) -> tuple[Mention, ...]:
    """The people whom the first words of a reply may address, the surest form first; the last form is weak."""
    head, found = text[:HEAD], []
    for pattern in _VOCATIVES if _SET_OFF.search(head) else _VOCATIVES[:1]:
        match = pattern.match(head)
        if match and is_person(match["name"]) and "“" not in match.group():
            name = match["name"] + "." * (head[match.end("name") : match.end("name") + 1] == "." and "." in match["name"])
            found.append(Mention(name, "", match.start("name"), match.start("name") + len(name), weak=pattern is _VOCATIVES[-1]))
    return tuple(found)
