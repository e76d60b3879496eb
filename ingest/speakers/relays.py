"""Whose written question a turn reads out: an absent reporter's, named where it is announced."""

from __future__ import annotations

import re
from typing import Final

from ingest.speakers.mentions import FROM, OUTLET, WHO, Mention, matches, mention_in

SEEN: Final = 1500
"""Characters at the start of a turn in which a written question is announced."""

_NAMED: Final = re.compile(rf"\b{WHO}{FROM}")

_ASKS_FROM: Final = re.compile(rf"\b{WHO},? (?:asks|writes)(?P<by>,? (?:from|with|of|at)(?: the)?) {OUTLET}")
"""A written question and where its reporter writes from."""

_WRITTEN: Final = re.compile(
    r"(?i:\b(?:ask|asks|asked|asking|writes?|wrote|written|submitted|emailed|chat|in advance|online|sent in|box|reads?|(?:want|wants|like) to (?:know|ask)|question (?:is|from))\b)|[:“\"]"
)
"""Signs without which no question is read out: quicker to look for."""

_HANDED_IN: Final = re.compile(
    r"(?i:\b(?:submitted|sent in|written|e-?mailed|asked|posed|put)(?: (?:to us|in (?:advance|writing)|online|earlier))? (?:by|from) (?:the )?$)"
)

_READS: Final = re.compile(
    r"(?: (?:newspaper|magazine|radio|television|TV))?(?:,? in [A-Z]\w+(?: [A-Z]\w+)?)?(?:, [A-Z]\w+)?[,.]? ?(?:(?i:who|he|she|they) )?"
    r"(?:(?:has|have|had|is|also) )?(?:asks?|asked|asking|writes?|wrote|wants? to (?:know|ask)|would like to (?:know|ask)|e-?mailed|submitted|sent (?:in|us)\b"
    r"|(?:and )?(?:his|her|their|the) question (?:is|was|reads)|reads)\b"
)

_QUOTES: Final = re.compile(
    r"(?: (?:newspaper|magazine|radio|television|TV))?(?:,? in [A-Z]\w+(?: [A-Z]\w+)?)?[.,:]? ?(?:He|She|They|And)?[^.?!:“\"]{0,20}[:.] ?(?=[“\"])"
)

_ANNOUNCED: Final = re.compile(r"(?i:\b(?:question|questions|one|it['’]?s|chat|next)\b)[^?!]{0,80}$")

_PUT: Final = re.compile(r"[?“\"]|\b(?:whether|if|how|what|when|why|who|where|which)\b")

_INVITES: Final = re.compile(
    r"(?i:\b(?:go ahead|your (?:line|question|mic)|can you hear|are you (?:there|with us)|do you want to|would you like to|please unmute|over to you)\b[^\n]{0,60}$)"
)
"""How a reporter who is there is asked to speak for himself."""


def read_out(text: str) -> Mention | None:
    """The absent reporter whose written question a moderator reads, None when the turn reads none."""
    if not _WRITTEN.search(text) or _INVITES.search(text[-120:]):
        return None
    for match in matches(_ASKS_FROM, text[:SEEN]):
        if (mention := mention_in(match)) and mention.outlet:
            return mention
    named = (mention_in(match) for match in matches(_NAMED, text[:SEEN]))
    return next((mention for mention in named if mention and _is_absent(text, mention)), None)


def _is_absent(text: str, mention: Mention) -> bool:
    """Whether what stands around a name says that his question is being read."""
    if " " not in mention.name and not mention.outlet:
        return False
    before, after = text[: mention.start][-120:], text[mention.stop : mention.stop + 400]
    after = after.replace(f". {mention.name.split()[0]} ", ". He ", 1)
    if _HANDED_IN.search(before) or _READS.match(after) or _QUOTES.match(after):
        return _PUT.search(after) is not None
    return after.startswith(": ") and _ANNOUNCED.search(before) is not None and "?" in after
