"""Which date of a question tells when something was said, and not which thing it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from rag.question.dates import When, find_dates
from rag.question.known import Known
from rag.question.wording import ASKING, AUXILIARIES, MEETINGS, PLACED_IN_TIME, QUESTION_WORDS, QUESTIONING, SAYING, STATEMENTS
from rag.question.words import Token, split

# A date is scope where it tells when something was said, which these words announce.
_OPEN_END = frozenset(("since", "after", "from"))
_OPEN_START = frozenset(("before", "until", "through", "by"))


def time_asked(text: str, tokens: Sequence[Token], known: Known, today: date) -> When | None:
    """The days a question restricts itself to, if it does and the library has a briefing in them."""
    dates = list(find_dates(text, today))
    if len(dates) == 2 and re.fullmatch(r"\s*(?:and|to|until|through|till|-|–)\s*", text[dates[0].stop : dates[1].start]):
        dates = [When(dates[0].start, dates[1].stop, dates[0].since, dates[1].until, dates[0].relative, closed=True)]
    dates = [when for when in dates if _is_scope(when, text) and (_is_about_talk(tokens) or len(text[: when.start].split()) < 2)]
    dates = [_opened(when, text) for when in dates]
    return next((when for when in dates if known.days_overlap(when.since, when.until)), None)


def _is_scope(when: When, text: str) -> bool:
    """Not "the July 2020 meeting", "the visit last Friday", "its 2019 review": there the date tells which one, not when it was said."""
    before = [token.word for token in split(text[: when.start])]
    after = split(text[when.stop :])
    follows = after[0].word if after and not re.match(r"\s*[,:;.?!]", text[when.stop :]) else ""
    if follows and follows not in ASKING and follows not in SAYING:
        return False
    if when.relative:
        return not (len(before) > 1 and before[-2] in ("the", "his", "her", "their", "its", "that", "this")) or before[-1] in SAYING
    return not before or before[-1] in PLACED_IN_TIME


def _is_about_talk(tokens: Sequence[Token]) -> bool:
    """Whether a question asks for what was said, or is no sentence at all; "how many were lost in April 2020" asks for what happened."""
    words = {token.word for token in tokens}
    return bool(words & (SAYING | QUESTIONING | STATEMENTS | MEETINGS)) or not words & (QUESTION_WORDS | AUXILIARIES)


def _opened(when: When, text: str) -> When:
    if when.closed:
        return when
    before = [token.word for token in split(text[: when.start])][-1:]
    if before and before[0] in _OPEN_END:
        first = when.since if before[0] != "after" else when.until + timedelta(days=1)
        return replace(when, since=first, until=date.max)
    if before and before[0] in _OPEN_START:
        last = when.until if before[0] != "before" else when.since - timedelta(days=1)
        return replace(when, since=date.min, until=last)
    return when
