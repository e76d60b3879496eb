"""Whose written question a turn reads out: an absent reporter's, named where it is announced."""

from __future__ import annotations

import re
from typing import Final

from ingest.speakers.calls import CALLS
from ingest.speakers.mentions import OUTLET, WHO, Mention, matches, mention_in

_READ_OUT: Final = re.compile(
    r": ?[\"“]|\b(?:asks?|asked|writes?|wrote|submitted|(?:question|she|he|they) (?:is|reads?|says?|said)|wants? to know|would like to (?:know|ask)|emailed|sent (?:in|us))\b"
)

_ASKS_FROM: Final = re.compile(rf"\b{WHO},? (?:asks|writes)(?P<by>,? (?:from|with|of|at)(?: the)?) {OUTLET}")
"""A written question and where its reporter writes from."""


def read_out(text: str) -> Mention | None:
    """The absent reporter whose written question a moderator reads, None when the turn reads none."""
    if not _READ_OUT.search(text) or not re.search(r"[“\"?]", text):
        return None
    for pattern in (_ASKS_FROM, *CALLS[:5]):
        for match in matches(pattern, text[:1500]):
            mention = mention_in(match, 0)
            if mention and pattern is _ASKS_FROM and mention.outlet:
                return mention
            if mention and _READ_OUT.search(text, mention.stop, mention.stop + 240):
                return mention
    return None
