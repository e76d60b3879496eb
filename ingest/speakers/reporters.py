"""Which reporter speaks each press turn: a name holds from the call (or the reply that addresses him) until the next reporter is called."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from ingest.speakers.addressing import address, is_settled, spoken_to
from ingest.speakers.called import heard_next, is_called
from ingest.speakers.calls import call, calls_anyone, house_called
from ingest.speakers.courtesies import ASSENT, THANKS
from ingest.speakers.designations import decode
from ingest.speakers.following import goes_on
from ingest.speakers.introductions import house, introduction, told_house
from ingest.speakers.mentions import Mention, akin, join
from ingest.speakers.names import (
    plain,
)
from ingest.speakers.record import Record, within
from ingest.speakers.run import Named, Run
from ingest.speakers.settling import same_outlet
from rag.types import Role

_LINE: Final = re.compile(
    r"(?i:hear me|am i (?:on|up|next|unmuted)|(?:is|was) (?:this|my (?:line|mic\w*)) (?:on|open|working|live)|can you hear|do you (?:have|hear) me|is it (?:me|my turn))|(?:(?i:hello|hi|hey|yes|me|sorry|thanks|thank you|okay)[,.?! ]*)+$"
)
"""Words by which a reporter only finds out whether he is heard."""

_HEARD: Final = re.compile(r",? (?i:you['’]?re (?:there|on|back)|(?:i|we)(?: can)? (?:hear|have) you)")

_NEXT: Final = re.compile(
    r"(?i:\b(?:next|another|other|last|one more|anyone|anybody|someone|move on|over (?:here|there)|in (?:the|back)|behind|gentleman|lady)\b)"
)

_HELPS: Final = re.compile(r"(?i:yes|yeah|yep|no|right|sure|just|and|so|well|i (?:think|would|mean))\b")

_MANAGES: Final = re.compile(
    r"(?i:\b(?:next|question|questions|operator|thank|thanks|line|queue|move on|final|last|wrap|conclude\w*|turn it|over to)\b)"
)

_CLOSING: Final = re.compile(r"(?i:see you|(?:thank you|thanks),? (?:all|everyone|everybody|guys|folks))\b[^\n]{0,80}$")


def reporters(record: Record, roles: Sequence[Role], own: Collection[str]) -> dict[int, Named]:
    """The reporter of each press turn that the record names. `own`: what officials and staff are called here, who are no reporters."""
    run = Run(record, roles, own)
    for index, role in enumerate(roles):
        if role == "press" and decode(record.labels[index]).name:
            _hear_labelled(run, index)
        elif role == "press":
            _hear(run, index)
        elif role in ("official", "moderator"):
            _answer(run, index)
    replies = [
        index
        for index in range(1, len(roles))
        if roles[index] == "official" and roles[index - 1] == "press" and not decode(record.labels[index - 1]).name
    ]
    for index in replies + replies:  # who is spoken to once may be known by then
        if not is_settled(run, index - 1) and (mention := next(spoken_to(run, index), None)):
            address(run, index, mention)
    return run.found


def _hear_labelled(run: Run, index: int) -> None:
    """A press turn whose label names the reporter: what he says of himself, and the call before it, add the outlet."""
    name = decode(run.record.labels[index]).name
    said = introduction(run.record.texts[index], name)
    called = run.pending.mention if run.pending and akin(run.pending.mention.name, name) else None
    seat = house(run.record.texts[index])
    if said and said.outlet and (akin(said.name, name) or plain(said.name.split()[-1]) == plain(name.split()[-1])):
        run.give(index, Named(said if len(said.name) > len(name) and len(name.split()) == 1 else replace(said, name=name), index, "said", index))
    elif run.pending and called and called.outlet:
        run.give(index, Named(replace(called, name=name), run.pending.turn, "called", index))
    elif seat:
        run.give(index, Named(Mention(name, *seat), index, "said", index))
    elif earlier := next((each for each in run.found.values() if name in (each.mention.name, *each.mention.name.split()[:1])), None):
        run.give(index, earlier)
    run.pending = None


def _hear(run: Run, index: int) -> None:
    """A press turn: the reporter who was called, who says who he is, or who goes on."""
    text, before = run.record.texts[index], run.pending or run.current
    said = _introduced(run, text, before)
    if not run.pending and not said and _interrupts(run, index):
        return
    if run.pending:
        run.asked = run.asked and run.current is run.pending
        run.current = run.pending
    elif not said and run.current and run.asked and not goes_on(run, index):
        run.current = None
    if said:
        mention = join(said, before.mention) if before and akin(before.mention.name, said.name) else said
        run.current = Named(replace(mention, start=said.start, stop=said.stop), index, "said", index)
    run.pending = None
    run.asked = _asks(text) or (run.asked and not said)
    _take_seat(run, index, text)
    if run.current:
        run.give(index, run.current)


def _introduced(run: Run, text: str, before: Named | None) -> Mention | None:
    """Who says who he is, an official's first name apart, which only speaks to him."""
    said = introduction(text, before.mention.name if before else "")
    return None if said and " " not in said.name and plain(said.name) in run.own else said


def _interrupts(run: Run, index: int) -> bool:
    """Whether a few words right after another press turn are somebody else's, after whom the one who was called may go on ("Mr. President —")."""
    return run.role(index - 1) == "press" and not _asks(run.record.texts[index]) and not goes_on(run, index)


def _asks(text: str) -> bool:
    """Whether a reporter's turn is more than a greeting or a test of the line."""
    return not within(text, 12) or ("?" in text and not _LINE.search(text))


def _take_seat(run: Run, index: int, text: str) -> None:
    """ "I'm with ABC": the outlet of the reporter who speaks, or of the one who said so before."""
    seat = house(text) or (told_house(text, run.record.texts[index - 1]) if index else None)
    if seat and run.current and not run.current.mention.outlet:
        run.current = replace(run.current, mention=replace(run.current.mention, outlet=seat[0]))
    elif seat and not run.current:
        earlier = {each.mention.name: each for each in run.found.values() if each.mention.outlet and same_outlet(each.mention.outlet, seat[0])}
        run.current = next(iter(earlier.values())) if len(earlier) == 1 else Named(Mention("", *seat), index, "said", index)


def _answer(run: Run, index: int) -> None:
    """A turn of officials or staff: whom it calls, or that it gives the word to somebody else."""
    text = run.record.texts[index]
    called = call(text)
    if called and is_called(run, called, index) and heard_next(run, index):
        _heard_before(run, index, called)
        _call(run, index, called)
    elif not called and run.role(index + 1) == "press" and (seat := house_called(text)):
        run.pending = Named(seat, index, "called")
    elif not (called and run.current and akin(called.name, run.current.mention.name)):
        _go_on(run, index, called)


def _call(run: Run, index: int, called: Mention) -> None:
    """Somebody is called, for the first time or again in other words."""
    run.calls += 1
    last = run.pending
    if not last or not akin(last.mention.name, called.name):
        run.pending = Named(called, index, "called")
    elif len(called.name) > len(last.mention.name):
        run.pending = Named(join(called, last.mention), index, "called")
    else:
        run.pending = replace(last, mention=replace(last.mention, outlet=last.mention.outlet or called.outlet))


def _go_on(run: Run, index: int, called: Mention | None) -> None:
    """Nobody is surely called: the reporter at hand keeps the word, or the turn ends his questions."""
    text, moderated = run.record.texts[index], run.roles[index] == "moderator"
    short = within(text, 12) and not (called and run.role(index + 1) == "moderator" and run.role(index + 2) == "press")
    perhaps = called and not moderated and heard_next(run, index) and not (short and called.weak)
    others = calls_anyone(text) and not _only_grants(run, index) and not _waits(run, index, short)
    if perhaps or others or (not short and ((moderated and _manages(text)) or _closes(text[-220:]))):
        run.current, run.pending = None, run.pending if moderated else None
    elif not short and not moderated:
        run.pending = None


def _heard_before(run: Run, index: int, called: Mention) -> None:
    """Somebody else than the one called only tested his line ("Hello?"), and is told that he is heard ("Oh, Anna, you're there.")."""
    text, before = run.record.texts[index], index - 1
    if run.role(before) == "press" and not _asks(run.record.texts[before]) and _HEARD.match(text, called.start + len(called.name)):
        run.give(before, Named(called, index, "called"))


def _waits(run: Run, index: int, short: bool) -> bool:
    """Whether a turn without a name only helps the reporter who was called to put his question ("Your line is open." "I can hear you. Go ahead.")."""
    return short and (run.pending is not None or (run.current is not None and not run.asked)) and not _NEXT.search(run.record.texts[index])


def _manages(text: str) -> bool:
    """Whether a moderator's turn has to do with who speaks next, and does not rather help to answer."""
    return not _HELPS.match(text) or _MANAGES.search(text) is not None


def _closes(tail: str) -> bool:
    return ("hank" in tail or "ee you" in tail) and _CLOSING.search(tail) is not None


def _only_grants(run: Run, index: int) -> bool:
    """Whether a turn only lets the one who speaks go on: "Yes." always, "Go ahead." right after his words."""
    text, before = run.record.texts[index], run.record.texts[index - 1] if index else ""
    if not ASSENT.fullmatch(text):
        return False
    return not re.search(r"(?i:go ahead|please)", text) or (run.role(index - 1) == "press" and not THANKS.match(before))
