"""Which question each reply belongs to: the nearest earlier one, across interruptions and several replies in a row. Knows roles and words, no formats."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from ingest.document import RawTurn, Spoken
from ingest.speakers.calls import anyone_at, call
from ingest.speakers.courtesies import GRANTS, GREETING, GREETS, LEAVE, YES_OR_NO
from ingest.speakers.mentions import Mention, akin
from ingest.speakers.names import plain
from ingest.speakers.record import within
from rag.types import Role

_OPENS: Final = re.compile(
    r"(?:(?i:well|okay|ok|all right|so|thank you|thanks)(?: (?:very|so) much)?(?:,? (?!Good|Hello|Hi\b)[A-Z][\w’'-]+){0,2}[,.!]?\s)*+(?:And )?"
    r"(?i:good (?:morning|afternoon|evening|day)|(?:morning|afternoon|evening),? (?:everyone|everybody|all)|hello|hi,? (?:everyone|everybody)|it['’]s (?:good|great|nice) to (?:see|be))\b"
)
_CLOSES: Final = re.compile(
    r"(?i:(?:okay|ok|all right|well|with that|great|folks)[,.]? )?(?:(?i:thank you|thanks)(?: (?:very|so) much)?,? (?i:everyone|everybody|all|guys|folks)\b"
    r"|(?i:let me|let us|let|i want to|i['’]d like to|can i)(?i: just)?(?i: again)? (?i:close|conclude|end with|say thank|thank (?:everyone|everybody|you all|all)))"
)
_LATER: Final = re.compile(
    r"(?i:(?:i['’]ll|we['’]ll|let me) (?:go|come|get)(?: back)? to (?:you|your|as many questions|questions)|then (?:i|we)['’]?(?:ll| will)[^.?!]{0,50}questions|one at a time|(?:happy to|(?:going to|let['’]s|we['’]ll) (?:do|take)) (?:take )?(?:another|one more))"
)
_MANAGES: Final = re.compile(
    r"(?i:\b(?:last question|time for|(?:couple|few)(?: more| of)* questions|next question|one more question|any questions|wrap (?:it|this|things) up|leave it there|concludes? (?:with|our|the|this|today)"
    r"|let['’]s go to)\b)"
)
"""Words of somebody who only says how it goes on."""
_AT_THE_TOP: Final = re.compile(r"(?i:\bat the top\b|\bbefore (?:we|i) (?:move|turn|get|go|take)\b|\bbegin by\b|\bstart with\b)")
_FILLERS: Final = frozenset(
    "okay ok all right alright yes yeah yep thank thanks you very much so great good sorry let me let's i'll we'll go to going next and now oh um well i know one "
    "sir ma'am everyone this that then please ahead with back do we a the is it's question last final more two three couple for have time take from come our".split()
)
CALL_WORDS: Final = 14
"""A turn of at most so many words that gives the word to somebody is no reply."""
FIRST_TURNS: Final = 3
"""Turns from the beginning in which the opening statement is made."""
SAID_BEFORE: Final = 12
"""At most so many words before those that say how it goes on."""
MANAGING_WORDS: Final = 45
"""A turn of at most so many words that says how it goes on, after somebody else's reply, is no reply."""
STATEMENT_WORDS: Final = 120
"""A witness who speaks so long without a question before him gives his statement."""


def link(turns: Sequence[RawTurn], spoken: Sequence[Spoken]) -> tuple[int | None, ...]:
    """The index of the question that each turn answers, None for everything that answers none."""
    roles = [each.speaker.role for each in spoken]
    if "press" not in roles and "official" in roles and not any(each.relays for each in spoken):
        return _testimony(turns, roles)
    asking = {each.speaker.name for each in spoken if each.speaker.role == "press" and each.speaker.name}
    links: list[int | None] = []
    question: int | None = None
    for index, (turn, who) in enumerate(zip(turns, spoken, strict=True)):
        answer = None
        if who.speaker.role == "press" or who.relays:
            question = index
        elif who.speaker.role == "moderator":
            question = question if within(turn.text, 4) else None
        elif who.speaker.role == "official" and question is not None:
            answer, question = _answer(turns, asking, index, question)
        links.append(answer)
    return tuple(links)


def _answer(turns: Sequence[RawTurn], asking: Collection[str], index: int, question: int) -> tuple[int | None, int | None]:
    """What an official's turn answers, and the question that stays open after it. `asking`: the names of all reporters."""
    text = turns[index].text
    if _only_calls(text, asking if question == index - 1 else None):
        return None, question
    if question == index - 1:
        return _at_once(turns, index)
    fresh = all(turn.label != turns[index].label for turn in turns[question:index])
    if LEAVE.fullmatch(text):
        return None, None if fresh else question
    if _CLOSES.match(text) or (fresh and (_OPENS.match(text) or _puts_off(text[:200]))):
        return None, None
    if _only_manages(text):
        return None, question
    return question, question


def _only_manages(text: str) -> bool:
    """Whether a turn after somebody else's reply says how it goes on, or calls somebody, and little before that."""
    if not within(text, MANAGING_WORDS) or YES_OR_NO.fullmatch(text):
        return False
    if (managing := _MANAGES.search(text)) and within(text[: managing.start()], SAID_BEFORE):
        return True
    called, anyone = call(text), anyone_at(text)
    starts = [start for start in (called.start if called else None, anyone) if start is not None]
    return bool(starts) and sum(plain(word) not in _FILLERS for word in text[: min(starts)].split()) <= 3


def _at_once(turns: Sequence[RawTurn], index: int) -> tuple[int | None, int | None]:
    """What a turn right after a questioner's answers: his question, unless he only greeted the one who begins with a statement."""
    text = turns[index].text
    if GREETING.fullmatch(turns[index - 1].text) and not within(text, STATEMENT_WORDS) and _begins(turns, index):
        return None, None
    return index - 1, None if len(text) < 400 and _puts_off(text) and not GRANTS.match(text) else index - 1


def _puts_off(text: str) -> bool:
    """Whether a turn promises the word for later. Plain words are looked for first, which is quicker."""
    signs = ("questions", " to you", "at a time", "another", "one more", "One at")
    return any(sign in text for sign in signs) and _LATER.search(text) is not None


def _begins(turns: Sequence[RawTurn], index: int) -> bool:
    """Whether a statement opens the briefing, or another speaker's part of it."""
    return index <= FIRST_TURNS or turns[index].label != turns[index - 2].label or _AT_THE_TOP.search(turns[index].text[:200]) is not None


def _only_calls(text: str, asking: Collection[str] | None) -> bool:
    """Whether a turn does no more than give the word to somebody. `asking`: as in `_called`."""
    if len(text) > CALL_WORDS * 12 or not within(text, CALL_WORDS) or GRANTS.match(text):
        return False
    if YES_OR_NO.fullmatch(text):
        return False
    called, anyone = _called(text, asking), anyone_at(text)
    if called is None and anyone is None:
        return _puts_off(text)
    said = text[: min(called.start if called else len(text), anyone if anyone is not None else len(text))]
    names = {plain(word) for word in called.name.split()} if called else set()
    return sum(plain(word) not in _FILLERS | names for word in said.split()) <= 1


def _called(text: str, asking: Collection[str] | None) -> Mention | None:
    """Who is called; right after a question, a word alone only when one of those `asking` has this name ("Nazira.", not "Sooner.")."""
    called = None if GREETS.match(text) else call(text)
    if called and called.weak and asking is not None and not any(akin(called.name, name) for name in asking):
        return None
    return called


def _testimony(turns: Sequence[RawTurn], roles: Sequence[Role]) -> tuple[int | None, ...]:
    """In a hearing chair and members ask; a witness's statement, the first that he says at length, and his thanks answer nobody."""
    links: list[int | None] = []
    question: int | None = None
    heard: set[str] = set()
    for index, (turn, role) in enumerate(zip(turns, roles, strict=True)):
        answer = None
        if role != "official":
            question = index
        elif question is not None and not LEAVE.fullmatch(turn.text):
            stated = roles[question] == "moderator" and question == index - 1 and turn.label not in heard and _is_statement(turns, index)
            answer = None if stated else question
        if not within(turn.text, STATEMENT_WORDS - 1):
            heard.add(turn.label)
        links.append(answer)
    return tuple(links)


def _is_statement(turns: Sequence[RawTurn], index: int) -> bool:
    """Whether a witness reads his statement: at length, after few words that ask nothing."""
    asked = turns[index - 1].text
    return "?" not in asked and not within(turns[index].text, STATEMENT_WORDS - 1) and within(asked, STATEMENT_WORDS - 1)
