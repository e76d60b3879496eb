"""Reporters whom only a reply names ("Well, Matt, ..."): the question before it is his, and what hangs together with that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ingest.speakers.called import is_own, is_vocative
from ingest.speakers.calls import call, calls_anyone
from ingest.speakers.courtesies import ASSENT, THANKS
from ingest.speakers.following import CUT_OFF, GOES_ON, TURNS_TO
from ingest.speakers.mentions import Mention, akin
from ingest.speakers.names import (
    NAMES_THAT_ARE_WORDS,
    plain,
    same_first_name,
)
from ingest.speakers.record import Record, within
from ingest.speakers.run import Named, Run
from ingest.speakers.vocatives import addressed

_BACKWARDS: Final = 4
"""Press turns before the addressed one that may be the same reporter's."""

_GO_AHEAD: Final = re.compile(r"(?i:go ahead|please)")

_PROMISES: Final = re.compile(
    r"(?i:i['’]ll|we['’]ll|will|let me) (?:come|get|go|be)(?: right)?(?: back| down| over| around)*(?: to (?:here|you|him|her|that side))?,? $"
)


def spoken_to(run: Run, index: int) -> Iterator[Mention]:
    """The reporters whom a reply may speak to, the surest first."""
    text = run.record.texts[index]
    called = call(text)
    for mention in addressed(text):
        first = mention.name.split()[0]
        if (
            is_own(run, plain(first))
            or not _is_reporter(run, first, index)
            or (called and called.start <= mention.start < called.stop)
            or _PROMISES.search(text[: mention.start])
            or _GO_AHEAD.search(text[max(0, mention.start - 12) : mention.start])
        ):
            continue
        if _is_known(run, first) or (len(mention.name.split()) == 1 and _is_new(run, mention, index)):
            yield mention
    if index - 1 not in run.found:
        yield from _named_inside(run, text, called.start if called else len(text))


def _is_new(run: Run, mention: Mention, index: int) -> bool:
    """Whether a reply may speak to somebody whom nothing else names."""
    word = mention.name
    if plain(word) in run.record.lowered[index - 1]:
        return False
    return run.once("weak" if mention.weak else "sure", word, lambda: _is_sure(word, run.record, mention.weak))


def _named_inside(run: Run, text: str, stop: int) -> Iterator[Mention]:
    """The one known reporter whose name the reply sets off by commas."""
    inside = [
        (word, at)
        for word in run.first_names
        if (at := text.find(f", {word}", 0, stop)) >= 0 and text[at + len(word) + 2 : at + len(word) + 3] in (",", ".")
    ]
    if len(inside) == 1:
        word, at = inside[0]
        if _PROMISES.search(text[: at + 2]):
            return
        yield Mention(word, "", at + 2, at + 2 + len(word))


def _is_known(run: Run, first: str) -> bool:
    return first in run.first_names or any(same_first_name(first, other) for other in run.first_names)


def _is_reporter(run: Run, first: str, index: int) -> bool:
    """Whether a name at the head of a reply is not rather an official's, who speaks next."""
    handed = run.role(index + 1) == "official" and run.record.labels[index + 1] != run.record.labels[index]
    return not handed or _is_known(run, first)


def _is_sure(word: str, record: Record, weak: bool) -> bool:
    """Whether a word set off by commas is a name spoken to: at the head of a reply mostly, elsewhere every time it occurs."""
    if plain(word) in NAMES_THAT_ARE_WORDS:
        return not weak
    if record.holds(plain(word)):
        return False
    uses = [match.group() for text in record.texts if word in text for match in re.finditer(rf"(?:\S+ |^|\n){re.escape(word)}\b.?", text)]
    if not weak:
        return len(uses) <= 2 or is_vocative(word, record)
    return len(uses) <= 3 and all(re.search(rf"(?:^|[,.?!—–] ){re.escape(word)}[,.?!]", use) for use in uses)


def is_settled(run: Run, at: int) -> bool:
    """Whether no reply can tell more of who asked: he was called by name or said it, or the question is a word alone."""
    known = run.found.get(at)
    return bool(known and (known.how == "said" or (known.how == "called" and known.turn == at - 1))) or within(run.record.texts[at], 1)


def address(run: Run, index: int, mention: Mention) -> None:
    """A reply speaks to somebody: the question before it is his, and what hangs together with that."""
    at = index - 1
    known = run.found.get(at)
    if known and akin(known.mention.name, mention.name):
        return
    named = Named(mention, index, "addressed", at)
    run.give(at, named)
    if run.calls:
        _spread_back(run, at, named)
        _spread_on(run, at, named)


def _spread_back(run: Run, at: int, named: Named) -> None:
    for _ in range(_BACKWARDS):
        text, reply = run.record.texts[at], run.record.texts[at - 1] if at else ""
        if at < 2 or run.roles[at - 1] != "official" or run.roles[at - 2] != "press" or text.startswith("(Inaudible"):
            return
        if at - 2 in run.found and not _is_cut_in_two(run, at):
            return
        granted = ASSENT.fullmatch(reply) is not None
        if _takes_leave(run.record.texts[at - 2]) or not (granted or _hangs_together(reply, text)):
            return
        at -= 2
        if len(run.record.texts[at].split()) > 1:
            run.give(at, named)


def _is_cut_in_two(run: Run, at: int) -> bool:
    """Whether a press turn is the rest of the sentence before it ("I wonder —" "— why"), whose reporter nothing names for sure."""
    before, known = run.record.texts[at - 2], run.found[at - 2]
    in_two = before.rstrip().endswith(("—", "–")) and run.record.texts[at].startswith(("—", "–"))
    return in_two and known.how != "said" and known.turn not in (at - 3, at - 1)


def _takes_leave(text: str) -> bool:
    """Whether a question is none, but the thanks of somebody who has done."""
    return text.startswith("Thank") and THANKS.match(text) is not None


def _hangs_together(reply: str, text: str) -> bool:
    """Whether a question goes on after a reply that calls nobody."""
    return not calls_anyone(reply) and (GOES_ON.match(text) or CUT_OFF.search(reply[-8:])) is not None


def _spread_on(run: Run, at: int, named: Named) -> None:
    while run.role(at + 1) == "official" and run.role(at + 2) == "press":
        text, reply, other = run.record.texts[at + 2], run.record.texts[at + 1], run.found.get(at + 2)
        if other is not None and (other.how == "said" or (other.how == "called" and other.turn > at)):
            return
        granted = ASSENT.fullmatch(reply) is not None and not (_GO_AHEAD.search(reply) and TURNS_TO.match(text))
        if not granted and (calls_anyone(reply) or _calls_other(reply, named) or TURNS_TO.match(text)):
            return
        if not (granted or GOES_ON.match(text) or CUT_OFF.search(reply[-8:])):
            return
        at += 2
        run.give(at, named)


def _calls_other(reply: str, named: Named) -> bool:
    called = call(reply)
    return called is not None and not akin(called.name, named.mention.name)
