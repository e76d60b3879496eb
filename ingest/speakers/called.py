"""Whether a name at the end of a turn is that of a reporter who is called, judged by the whole record."""

from __future__ import annotations

import re
from typing import Final

from ingest.speakers.courtesies import THANKS
from ingest.speakers.mentions import Mention
from ingest.speakers.names import (
    NAMES_THAT_ARE_WORDS,
    plain,
    same_first_name,
)
from ingest.speakers.record import Record, offsets, within
from ingest.speakers.run import Run

_REST: Final = re.compile(
    r"[.,?!—– )\]]*(?:(?i:please|go (?:right )?ahead|go for it|yes|yeah|okay|thank you|thanks|sorry|you|your|over to|i know|i see|last|want|do (?:you|we)|are you|get us"
    r"|kick|why|(?:as always, )?(?:it['’]s )?(?:so )?(?:good|great|nice) to|(?:and )?then|in the|with|from|start|for|if|to (?:start|kick|begin|get us))\b[^\n]{0,80})?"
)
"""What may follow the name of somebody an official calls."""

_YIELDS: Final = re.compile(
    r"(?i:yes|yeah|yep|okay|ok|please|go ahead|sure|all right|thank you|thanks|next|sorry|good|hey|hi|hello)[.,?!]*\s*$|[\n\])]\s*$"
)

NEAR: Final = 60
"""Characters before a name in which somebody is given the word."""

_PHONES: Final = re.compile(r"\b(?i:questions|phones?|phone lines?|phone line|calls)[.,!?:—– ]+$")


def heard_next(run: Run, index: int) -> bool:
    """Whether the next to speak, staff apart, is the press."""
    return next((role for role in run.roles[index + 1 : index + 4] if role != "moderator"), None) == "press"


def is_called(run: Run, mention: Mention, index: int) -> bool:
    """Whether a name at the end of a turn is somebody called: no official here, and no echo of what the question was about."""
    single, low = " " not in mention.name, plain(mention.name.split()[0])
    if run.roles[index] == "official" and not _can_be_call(run, mention, index):
        return False
    if single and run.roles[index] == "moderator" and is_own(run, low):
        return False
    if not single or mention.outlet:
        return True
    if (mention.weak or run.role(index + 1) != "press") and is_own(run, low):
        return False
    return low in NAMES_THAT_ARE_WORDS or _is_plainly_called(run, mention, index)


def _can_be_call(run: Run, mention: Mention, index: int) -> bool:
    """Whether an official's words around a name can be a call."""
    text = run.record.texts[index]
    if mention.weak and not _stands_out(run, mention, index):
        return False
    return _REST.fullmatch(text, mention.stop) is not None and _speaks_to(text[: mention.start])


def _is_plainly_called(run: Run, mention: Mention, index: int) -> bool:
    """Whether a first name alone is called in plain words, or is used to speak to somebody in this record."""
    text, word = run.record.texts[index], mention.name.split()[0]
    echoed = within(text, 6) and run.role(index - 1) == "press" and plain(word) in run.record.lowered[index - 1]
    if run.record.holds(plain(word)) or echoed:
        return False
    if run.roles[index] == "moderator" or re.match(r",? (?i:go ahead|please)", text[mention.stop : mention.stop + 20]):
        return True
    return bool(_YIELDS.search(text[max(0, mention.start - NEAR) : mention.start])) or run.once(
        "vocative", word, lambda: is_vocative(word, run.record)
    )


def _speaks_to(before: str) -> bool:
    """Whether the sentence in which an official names somebody can be a call, and does not tell of others ("he will go to ...")."""
    sentence = re.split(r"[.?!\n] ?|[—–]", before)[-1]
    return len(sentence.split()) <= 14 and not re.search(r"\b(?i:he|she|they|it|president|secretary|who|which|does|was|has)\b", sentence)


def is_own(run: Run, word: str) -> bool:
    """Whether a first name or surname is an official's or a staff member's here."""
    return any(word == name or (len(name) > 2 and same_first_name(word, name)) for name in run.own)


def _stands_out(run: Run, mention: Mention, index: int) -> bool:
    """Whether a sentence of a name alone is a call: a paragraph of its own, after a call word, after thanks, or of somebody spoken to elsewhere."""
    text, before = run.record.texts[index], run.record.texts[index - 1] if index else ""
    start = text[: mention.start]
    asked = (
        text[mention.stop :].strip() == "?"
        and re.search(r"[.!?\n]\s*$", start)
        and not within(text, 3)
        and plain(mention.name.split()[0]) not in before.lower()
        and text.count(mention.name) == 1
    )
    if (
        asked
        or _PHONES.search(start[-NEAR:])
        or _YIELDS.search(start[-NEAR:])
        or (not start and (run.role(index - 1) != "press" or THANKS.match(before)))
    ):
        return True
    return run.once("hailed", mention.name.split()[0], lambda: _is_hailed(mention.name.split()[0], run.record))


def _is_hailed(word: str, record: Record) -> bool:
    """Whether somebody speaks to a person of this name anywhere in the record."""
    pattern = re.compile(rf"(?:^|[.?!—–\n] ?){re.escape(word)}, \w|(?i:thank you|thanks|go ahead|yes|well|know|look), {re.escape(word)}[.?!,]")
    return any(pattern.search(text) for text in record.texts if word in text)


def is_vocative(word: str, record: Record) -> bool:
    """Whether a word is mostly used to speak to somebody in this record, not to speak about something."""
    spoken = about = 0
    for text in record.texts:
        for at in offsets(text, word):
            free = text[max(0, at - 2) : at].strip()[-1:] in ("", *".,?!—–:") and text[at + len(word) : at + len(word) + 1] in ("", *".,?!:-\n")
            spoken += free
            about += not free
    return spoken >= about
