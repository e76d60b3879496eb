"""Which question each reply belongs to: the nearest earlier one, across interruptions and several replies in a row. Knows roles and words, no formats."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.document import RawTurn
from ingest.speakers.calls import anyone_at, call
from ingest.speakers.names import plain
from ingest.speakers.naming import Speaking
from ingest.speakers.record import within
from rag.types import Role

_OPENS: Final = re.compile(
    r"(?:(?i:well|okay|ok|all right|so|thank you|thanks)[,.]? )*(?i:good (?:morning|afternoon|evening|day)|hello|hi,? everyone)\b"
)
_GRANTS: Final = re.compile(r"(?i:sure|of course|absolutely|certainly|mm-hmm|you bet|right|correct|no problem)\b")
_GREETS: Final = re.compile(r"(?i:hey|hi|hello),? [A-Z][\w’'-]+[.!]?(?: (?:How are you|Good|Nice|Great)\b[^.?!]{0,40}[.?!])?$")
_THANKS: Final = re.compile(
    r"(?:(?i:thank you|thanks|thank you all|thanks everyone|okay|ok|all right|alright|great|very much|so much|everyone|everybody|again|guys|all|sir|ma['’]am"
    r"|for joining us|for having (?:me|us)|senator|mr|chairman|madam|chair|secretary|that['’]s it|see you|bye)[,.!? ]*){1,8}(?:[A-Z][\w’'-]+[.!])?"
)
_CLOSES: Final = re.compile(
    r"(?i:(?:okay|ok|all right|well|with that)[,.]? )?(?i:thank you|thanks)(?: (?:very|so) much)?,? (?i:everyone|everybody|all|guys|folks)\b"
)
_LATER: Final = re.compile(
    r"(?i:(?:i['’]ll|we['’]ll|let me) (?:go|come|get)(?: back)? to (?:you|your|as many questions|questions)|then (?:i|we)['’]?(?:ll| will)[^.?!]{0,50}questions|one at a time|(?:happy to|(?:going to|let['’]s|we['’]ll) (?:do|take)) (?:take )?(?:another|one more))"
)
_FILLERS: Final = frozenset(
    "okay ok all right alright yes yeah yep thank thanks you very much so great good sorry let me let's i'll we'll go to going next and now oh um well i know one "
    "sir ma'am everyone this that then please ahead with back do we a the is it's question last final more two three couple for have time take from come our".split()
)
CALL_WORDS: Final = 14
"""A turn of at most so many words that gives the word to somebody is no reply."""
STATEMENT_WORDS: Final = 120
"""A witness who speaks so long without a question before him gives his statement."""


def link(turns: Sequence[RawTurn], speakings: Sequence[Speaking]) -> tuple[int | None, ...]:
    """The index of the question that each turn answers, None for everything that answers none."""
    roles = [speaking.speaker.role for speaking in speakings]
    if "press" not in roles and "official" in roles and not any(speaking.relays for speaking in speakings):
        return _testimony(turns, roles)
    links: list[int | None] = []
    question: int | None = None
    for index, (turn, speaking) in enumerate(zip(turns, speakings, strict=True)):
        answer = None
        if speaking.speaker.role == "press" or speaking.relays:
            question = index
        elif speaking.speaker.role == "moderator":
            question = question if within(turn.text, 4) else None
        elif speaking.speaker.role == "official" and question is not None:
            answer, question = _answer(turns, index, question)
        links.append(answer)
    return tuple(links)


def _answer(turns: Sequence[RawTurn], index: int, question: int) -> tuple[int | None, int | None]:
    """What an official's turn answers, and the question that stays open after it."""
    text, follows = turns[index].text, question == index - 1
    if _only_calls(text):
        return None, question
    if follows:
        return question, None if len(text) < 400 and _LATER.search(text) and not _GRANTS.match(text) else question
    fresh = all(turn.label != turns[index].label for turn in turns[question:index])
    if _THANKS.fullmatch(text):
        return None, None if fresh else question
    if fresh and (_OPENS.match(text) or _CLOSES.match(text) or _LATER.search(text[:200])):
        return None, None
    return question, question


def _only_calls(text: str) -> bool:
    """Whether a turn does no more than give the word to somebody."""
    if len(text) > CALL_WORDS * 12 or not within(text, CALL_WORDS) or _GRANTS.match(text):
        return False
    if re.fullmatch(r"(?i:(?:yes|yeah|yep|okay|ok|sure|right|sorry|oh|no)[.,?!—– ]*)+", text):
        return False
    called, anyone = (None if _GREETS.match(text) else call(text)), anyone_at(text)
    if called is None and anyone is None:
        return bool(_LATER.search(text))
    said = text[: min(called.start if called else len(text), anyone if anyone is not None else len(text))]
    names = {plain(word) for word in called.name.split()} if called else set()
    return sum(plain(word) not in _FILLERS | names for word in said.split()) <= 1


def _testimony(turns: Sequence[RawTurn], roles: Sequence[Role]) -> tuple[int | None, ...]:
    """In a hearing chair and members ask; a witness's statement and thanks answer nobody."""
    links: list[int | None] = []
    question: int | None = None
    for index, (turn, role) in enumerate(zip(turns, roles, strict=True)):
        answer = None
        if role != "official":
            question = index
        elif question is not None:
            stated = (
                "?" not in turns[question].text and len(turn.text.split()) >= STATEMENT_WORDS and len(turns[question].text.split()) < STATEMENT_WORDS
            )
            answer = None if _THANKS.fullmatch(turn.text) or (stated and question == index - 1 and roles[question] == "moderator") else question
        links.append(answer)
    return tuple(links)
