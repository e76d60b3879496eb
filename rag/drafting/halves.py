"""A question about two things ("what did X say about Y and what about Z") as two questions, and their answers as one. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.types import Answer, Status

_TWO = re.compile(r"(?P<first>(?P<stem>.{3,}?\babout )[^,?]{2,80}?),? and (?:what )?about (?P<second>[^?]{2,80})\??", re.IGNORECASE)


def halves(question: str) -> tuple[str, ...]:
    """The two questions that are put as one, () for any other."""
    match = _TWO.fullmatch(question.strip())
    return (f"{match['first']}?", f"{match['stem']}{match['second'].strip()}?") if match else ()


def joined(question: str, standalone: str, answers: Sequence[Answer]) -> Answer:
    """One answer: answered where every half is, with what is missing for a half that is not; the claims of the first half come first."""
    claims = tuple(claim for answer in answers for claim in answer.claims)
    status: Status = "answered" if all(answer.status == "answered" for answer in answers) else "near" if claims else "not_found"
    notices = (f"{answer.question} {answer.notice or 'Only the nearest passages were found.'}" for answer in answers if answer.status != "answered")
    first = answers[0]
    return Answer(
        question=question,
        standalone=standalone,
        scope=first.scope,
        status=status,
        mode=first.mode,
        claims=claims,
        searched=first.searched,
        read=tuple({(hit.briefing.id, hit.turn.index): hit for answer in reversed(answers) for hit in answer.read}.values()),
        rejected=tuple(each for answer in answers for each in answer.rejected),
        missing=tuple(dict.fromkeys(each for answer in answers for each in answer.missing)),
        notice=" ".join(notices),
    )
