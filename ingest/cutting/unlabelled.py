"""Words that no label opens: a greeting before the first label, and interviews whose questions only their type sets apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.cutting.candidates import Candidate
from ingest.cutting.edges import ends_sentence
from ingest.document import Line

NEAR = 60
"""Lines before the first label among which an opening begins."""
FEWEST_QUESTIONS = 3

_GREETING = re.compile(
    r"(?:(?:all right|okay|ok|so|well|and|a very)[,.]? ){0,2}(?:good (?:morning|afternoon|evening|day)|hello,? (?:everyone|all|everybody)|ladies and gentlemen"
    r"|bonjour|mesdames|buen[oa]s (?:d[ií]as|tardes|noches)|guten (?:tag|morgen|abend)|buongiorno|bom dia|boa tarde|добр[ыо][йг]о?|шановні|各位|大家好|皆さん)(?!\w)",
    re.I,
)
_INTERVIEW = re.compile(
    r"interview|entretien|entrevista|intervista|gespräch|wywiad|интервью|інтерв|インタビュー|专访|press (?:briefing|conference)|conference transcript",
    re.I,
)
_FIRST_PERSON = re.compile(r"\bI\b(?![.)])|\bI[’']")


def opening(lines: Sequence[Line], first: int) -> Candidate | None:
    """Where somebody without a label greets and goes on to speak, up to the first label in the line `first`."""
    for at in range(max(0, first - NEAR), first):
        spoken = lines[at:first]
        if _GREETING.match(lines[at].text) and 2 * sum(ends_sentence(line.text) for line in spoken) >= len(spoken):
            return Candidate(at, 0, 0, "", "", "") if sum(line.text.count(" ") for line in spoken) > 12 else None
    return None


def interview(lines: Sequence[Line]) -> tuple[Candidate, ...]:
    """Questions that are bold or headings, and the answers under them; none where the page does not speak as an interview does."""
    set_apart = [line.kind == "heading" or _is_bold(line) for line in lines]
    asked = [at for at, line in enumerate(lines) if set_apart[at] and _asks(line.text)]
    if len(asked) < FEWEST_QUESTIONS:
        return ()
    first = asked[0]
    turns = [at for at in range(first, len(lines)) if at == first or set_apart[at] != set_apart[at - 1]]
    questions, answers = turns[::2], turns[1::2]
    if sum(_asks(lines[at].text) for at in questions) < 0.6 * len(questions) or not _is_spoken(lines, first, answers):
        return ()
    return tuple(Candidate(at, 0, 0, "", "Q" if set_apart[at] else "A", "") for at in turns)


def _is_spoken(lines: Sequence[Line], first: int, answers: Sequence[int]) -> bool:
    """Whether the lines before say that it is an interview, or some of the answers say "I"."""
    if any(_INTERVIEW.search(line.text) for line in lines[max(0, first - NEAR) : first]):
        return True
    return len(answers) > FEWEST_QUESTIONS and 3 * sum(_FIRST_PERSON.search(lines[at].text) is not None for at in answers) >= len(answers)


def _is_bold(line: Line) -> bool:
    return bool(line.bold) and line.bold[0][0] <= 1 and sum(stop - start for start, stop in line.bold) >= 0.95 * len(line.text.rstrip())


def _asks(text: str) -> bool:
    return text.rstrip(" ”\"'»’)").endswith(("?", "？", "؟"))
