"""Which candidates are speaker labels: the family of look-alikes (colon, full stop, dash, bare) that best cuts the document into turns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.cutting.candidates import Candidate, candidates
from ingest.cutting.edges import follows_sentence
from ingest.cutting.shape import is_caps, is_role, shape
from ingest.cutting.weighing import ENOUGH, accept
from ingest.document import Line

LIKELY = 2.0
"""The score that makes a label where a document has none that scores enough, but talks as people do."""

LONG_LINE = 300
"""Characters of a line that may hold several turns."""

_NAME = r"(?:(?:[A-Z]|(?i:Mr|Mrs|Ms|Dr|Prof|Hon|Gen|Lt|Col|Capt|Adm|Amb|Sen|Rep|Gov|Rev|St))\.|[^\W\d_a-z][\w'’-]{0,30})"
_RUNNING = re.compile(rf"[.?!…)\]”\"—–-]\s+({_NAME}(?: {_NAME}){{0,5}}):\s")
_FAMILIES = {":": "colon", ";": "colon", ".": "stop", ".-": "stop and dash", "-": "dash", "[": "bracket", "": "bare", "\n": "alone"}
_UNMARKED = ("stop and dash", "dash", "bracket", "bare", "alone")


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a document in order, at most one a line, and whether they are sure to be labels."""

    marks: tuple[Candidate, ...]
    sure: bool = True


def find_labels(lines: Sequence[Line]) -> Labels:
    """The labels at the beginning of lines; one in mid-line is found by the cutting."""
    families: dict[str, list[Candidate]] = {name: [] for name in _FAMILIES.values()}
    questions = []
    for candidate in candidates(lines):
        if candidate.ending == "Q":
            questions.append(candidate)
        else:
            families[_FAMILIES[candidate.ending]].append(candidate)
    asked = _questions(questions, lines)
    accepted = {name: accept(family, asked, lines) for name, family in families.items()}
    best = max((marks for name, marks in accepted.items() if name not in _UNMARKED or _is_dialogue(marks)), key=_strength)
    if not best:
        likely = accept(families["colon"], asked, lines, enough=LIKELY)
        return Labels(_one_a_line(likely), sure=False) if _is_dialogue(likely) and _asks(likely, lines) else Labels(())
    chosen = _without_calls(best)
    keys = {mark.key for mark in chosen}
    others = (candidate for family in families.values() for candidate in family)
    slips = [mark for mark in others if mark.key in keys and is_caps(mark.label) and _is_slip(mark, chosen[0].line)]
    return Labels(_one_a_line([*chosen, *slips]))


def _is_slip(mark: Candidate, first: int) -> bool:
    """Whether what follows a known label parts it from the words, though not with the mark that the other labels have; `first`: their first line."""
    if mark.alone and mark.ending == "":
        return mark.line > first and " " in mark.key
    return mark.wide or mark.bold or (mark.ending in (".", "-") and not mark.alone)


def _strength(marks: Sequence[Candidate]) -> float:
    """How much a family explains: its occurrences that change the speaker."""
    return sum(1 + (a.key != b.key) for a, b in pairwise(marks)) + 0.5 * bool(marks)


def _is_dialogue(marks: Sequence[Candidate]) -> bool:
    """Whether names without a mark of their own come back as speakers' names do; a list of people names each once, a menu has no words between."""
    keys = {mark.key for mark in marks}
    changes = sum(before.key != after.key for before, after in pairwise(marks))
    if any(mark.stamped for mark in marks):
        return True
    lists = sum(before.ending == "\n" and before.line + 1 == after.line for before, after in pairwise(marks))
    return len(keys) > 1 and len(marks) >= 1.5 * len(keys) and 2 * changes >= len(marks) and 5 * lists <= len(marks)


def _asks(marks: Sequence[Candidate], lines: Sequence[Line]) -> bool:
    """Whether some label stands for an unnamed speaker, or some words ask."""
    return any(is_role(mark.label) or lines[mark.line].text.rstrip().endswith(("?", "？", "؟")) for mark in marks)


def _without_calls(marks: Sequence[Candidate]) -> list[Candidate]:
    """Where labels end in a full stop, a name alone in its line ("Senator Reed.") calls somebody and labels nothing."""
    stopped = [mark for mark in marks if mark.ending == "."]
    if 2 * sum(mark.alone for mark in stopped) > len(stopped):
        return list(marks)
    return [mark for mark in marks if not (mark.ending == "." and mark.alone)]


def _one_a_line(marks: Iterable[Candidate]) -> tuple[Candidate, ...]:
    kept: dict[int, Candidate] = {}
    for mark in marks:
        kept.setdefault(mark.line, mark)
    return tuple(kept[line] for line in sorted(kept))


def _questions(found: Sequence[Candidate], lines: Sequence[Line]) -> list[Candidate]:
    """`Q` and `A`: certain with a mark of their own or wide spacing; a bare `Q` only where it comes back or asks, an `A` only beside `Q`."""
    asked = [mark for mark in found if mark.label[0] == "Q"]
    if len(asked) < 2:
        return [mark for mark in asked if mark.bold or mark.wide or _opens_question(lines[mark.line].text, mark.words)]
    answers = [mark for mark in found if mark.label[0] == "A"]
    bare = 2 * len(answers) >= len(asked) and not any(mark.wide for mark in asked)
    return [*asked, *(mark for mark in answers if bare or mark.wide or mark.bold or mark.words - mark.start > 2)]


def _opens_question(text: str, start: int) -> bool:
    return text.endswith("?") or text.startswith(("Thank", "Hi", "Hello", "Hey", "Good "), start)


def in_capitals(marks: Iterable[Candidate]) -> tuple[str, ...]:
    """The labels in capitals, as printed: what may also stand in mid-line."""
    return tuple(dict.fromkeys(mark.label for mark in marks if is_caps(mark.label)))


def running_labels(lines: Sequence[Line]) -> frozenset[str]:
    """Labels that come back in the midst of very long lines, after sentences: a transcript that lost its line breaks."""
    found = Counter(
        mark[1]
        for line in lines
        if len(line.text) > LONG_LINE and line.text.count(": ") > 1
        for mark in _RUNNING.finditer(line.text)
        if follows_sentence(line.text, mark.start(1))
    )
    often = {label for label, count in found.items() if count >= 2 and shape(label) >= 0}
    if len(often) < 2 or sum(found[label] for label in often) < 4:
        return frozenset()
    return frozenset(often | {label for label in found if shape(label) >= ENOUGH})
