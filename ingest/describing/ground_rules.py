"""The words that set the rules of use: on the record, on background, embargoed. A question about them sets nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.document import Line, RawTurn
from rag.types import GroundRule, Span

RULED_TURNS = 6
"""Turns at the beginning in which anybody may set a rule; later only whoever opened."""

OPENING_TURNS = 3
"""Turns in which a bare "embargo" is one on the briefing; later it is one on trade, or is lifted."""

_RULE = re.compile(
    r"\b(?=[eno])(on[- ]the[- ]record|on (?:deep )?background|off[- ]the[- ]record|not for attribution"
    r"|embargo(?:ed)?(?: until (?:[^.;,?!\n]{1,80}[ap]\.m\.|[^.;,?!\n]{3,80}))?)(?![\w-])",
    re.I,
)
_MENTIONS = ("ecord", "ackground", "ttribution", "mbargo")
_SUBJECT = re.compile(
    r"\b(?:briefings?|calls?|conversation|session|backgrounder|contents?|portion|discussion|interview|conference|roundtable|today|everything|embargo|rules?|attribut\w+)\b",
    re.I,
)
_ENDS = re.compile(r"(?<![ .][A-Za-z])[.?!](?=[\s”\"’)])|\n")


def ground_rules(header: Sequence[Line], turns: Sequence[RawTurn]) -> Iterator[GroundRule]:
    """Each rule once: with the first sentence that sets it, or without a place where only the header says so."""
    seen = set()
    for rule in _in_turns(turns):
        if rule.rule not in seen:
            seen.add(rule.rule)
            yield rule
    for line in header[-30:]:
        found = _RULE.search(line.text)
        if found and len(line.text.split()) <= 14 and (name := _name(found[1])) not in seen:
            seen.add(name)
            yield GroundRule(name)


def _in_turns(turns: Sequence[RawTurn]) -> Iterator[GroundRule]:
    for index, turn in enumerate(turns):
        if index >= RULED_TURNS and turn.label != turns[0].label:
            continue
        for found in _RULE.finditer(turn.text) if any(part in turn.text for part in _MENTIONS) else ():
            start, stop = _sentence(turn.text, found.start(), found.end())
            sentence = turn.text[start:stop]
            of_trade = found[1].lower() == "embargo" and index >= OPENING_TURNS
            if _SUBJECT.search(sentence) and not sentence.endswith("?") and not of_trade:
                yield GroundRule(_name(found[1]), Span(index, start, stop))


def _name(words: str) -> str:
    return " ".join(re.sub(r"[-\s]+", " ", words.lower()).split())


def _sentence(text: str, start: int, stop: int) -> tuple[int, int]:
    """The sentence around `[start, stop)`."""
    before = max((found.end() for found in _ENDS.finditer(text, max(0, start - 600), start)), default=max(0, start - 600))
    after = _ENDS.search(text, stop)
    begin = before + len(text[before:start]) - len(text[before:start].lstrip())
    return begin, (after.start() + (text[after.start()] != "\n")) if after else len(text)
