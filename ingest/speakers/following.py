"""Whether a press turn without a call is the same reporter's as the one before."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from ingest.speakers.courtesies import ASSENT, THANKS
from ingest.speakers.names import (
    plain,
)
from ingest.speakers.record import Record, within
from ingest.speakers.run import Run

GOES_ON: Final = re.compile(
    r"[—–-]|\.\.\.|…|(?i:and|but|so|or|okay|ok|right|well|then|yes|yeah|yep|no|sure|exactly|sorry|because|which|i mean|also|like|just (?:to|on|a|one|quickly|very|follow\w*)|another|last(?:ly| one| question| thing)|finally"
    r"|secondly|understood|got it|gotcha|one (?:more|other|last|follow)|(?:just )?a (?:very )?(?:quick )?(?:follow|clarif)|(?:quick )?follow|to follow"
    r"|if i (?:may|can|could)|(?:can|could|may) i (?:just )?(?:quickly )?(?:follow(?! (?:up )?on (?!this|that|it\b))|clarify)|my second|(?:real|really) quick|(?:does|is|was|would) that|you (?:said|mean|called|just)|that['’]s|(?:he|she|they|it)(?:['’]s)?"
    r"|i (?:might|know|understand|don['’]t|didn['’]t|hear|get|see))\b"
)
"""How a reporter goes on."""

TURNS_TO: Final = re.compile(
    r"(?:(?i:thank you|thanks|hi|hello|hey|good (?:morning|afternoon|evening))\b[^.?!]{0,40}[.,!]? )(?!(?i:and|but|my second|so,? (?:just )?to follow)\b)\w"
    r"|(?i:(?:can|could|may|if) (?:we|i) (?:just )?(?:go|stay|move|turn|switch|change|ask (?:you )?(?:about|on)|return|get back)|(?:just )?stay(?:ing)? on"
    r"|on (?:this|the same)|(?:same|different|new) topic|change of (?:topic|subject)|go(?:ing)? (?:back )?to|on \w+ (?:still|quickly)"
    r"|(?:a |a couple of |two |one )?questions? (?:on|about|from))\b"
)
"""How somebody who was not asked yet begins."""

CUT_OFF: Final = re.compile(r"(?:[—–-]|(?<!right)(?<!kay)\?|\.\.\.|…)\s*$")
"""A reply that was cut off, or asks back."""

_COMMON: Final = frozenset(
    "president administration secretary minister think about going really people would could should there their where which today question thing want "
    "american united state country countries government know right white house being specifically anything talk talking".split()
)


def goes_on(run: Run, index: int) -> bool:
    """Whether a press turn without a call is the same reporter's as the last one."""
    text, before = run.record.texts[index], run.record.texts[index - 1]
    if run.role(index - 1) == "press":
        greeting = within(before, 6) and re.match(r"(?i:hi|hello|hey|good|thank|thanks)\b", before) and "?" not in before
        return bool(greeting) and run.role(index - 2) == "moderator"
    if ASSENT.fullmatch(before) or THANKS.match(text) or CUT_OFF.search(before[-8:]) or GOES_ON.match(text):
        return True
    return not (TURNS_TO.match(text) or _hails(text, run.own)) and _is_related(run.record, index)


def _is_related(record: Record, index: int) -> bool:
    """Whether a question takes up a word of the question or the reply before it."""
    mine = _content(record.lowered[index][:400])
    return any(mine & _content(record.lowered[at][-1200:]) for at in (index - 1, index - 2) if at >= 0)


def _content(text: str) -> set[str]:
    return {word.rstrip("s") for word in re.findall(r"[^\W\d_]{5,}", text)} - _COMMON


def _hails(text: str, own: Collection[str]) -> bool:
    """Whether a question begins by speaking to an official by name or title."""
    match = re.match(
        r"(?:(?:[Hh]i|[Tt]hanks|[Tt]hank you|[Ss]orry|[Ss]ir|[Hh]ey|[Yy]es)[,.]? )?"
        r"((?:Mr\.?|Madam|Secretary|Prime Minister|Dr\.?|General|Admiral|Ambassador) ?)?([A-Z][\w’'-]+)?(?= ?[,—–])",
        text,
    )
    return match is not None and bool(match[1] or (match[2] and plain(match[2]) in own))
