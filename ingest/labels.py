"""Which candidates are speaker labels: evidence weighed over the whole document (recurrence, type, spacing, what stands around).

Knows no source and no person.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.candidates import Candidate, candidates
from ingest.document import Line
from ingest.shape import gives_name, is_address, is_caps, is_slip, shape

ENOUGH = 3.0
SURE = 5.0


@dataclass(frozen=True, slots=True)
class Profile:
    """What the sure labels of a document look like, as shares of their occurrences."""

    caps: float
    bold: float
    wide: float
    stamped: float
    keys: frozenset[str]

    @property
    def last_words(self) -> frozenset[str]:
        return frozenset(key.split()[-1] for key in self.keys)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A label key with all its occurrences and the score of its shape and recurrence."""

    key: str
    found: tuple[Candidate, ...]
    caps: bool
    score: float


def find_labels(lines: Sequence[Line]) -> tuple[Candidate, ...]:
    """The labels of a document in order, at most one a line; a label in mid-line is found by the cutting."""
    families: dict[str, list[Candidate]] = {"colon": [], "stop": [], "bare": []}
    questions = []
    for candidate in candidates(lines):
        match candidate.ending:
            case "Q":
                questions.append(candidate)
            case ".":
                families["stop"].append(candidate)
            case "":
                families["bare"].append(candidate)
            case _:
                families["colon"].append(candidate)
    asked = _questions(questions)
    accepted = {name: _accept(family, asked, lines) for name, family in families.items()}
    if not _is_dialogue(accepted["bare"]):
        accepted["bare"] = []
    chosen = _without_calls(max(accepted.values(), key=_strength))
    keys = {mark.key for mark in chosen}
    others = [candidate for family in families.values() for candidate in family]
    extra = [mark for mark in others if mark.key in keys and (mark.wide or mark.bold) and is_caps(mark.label)]
    return _one_a_line([*chosen, *extra])


def _strength(marks: Sequence[Candidate]) -> float:
    """How much a family explains: its occurrences that change the speaker."""
    return sum(1 + (a.key != b.key) for a, b in pairwise(marks)) + 0.5 * bool(marks)


def _is_dialogue(marks: Sequence[Candidate]) -> bool:
    """Whether names without a mark of their own come back as speakers' names do; a list of people names each once."""
    return any(mark.stamped for mark in marks) or len(marks) >= 2 * len({mark.key for mark in marks})


def _without_calls(marks: list[Candidate]) -> list[Candidate]:
    """Where labels end in a full stop, a name alone in its line ("Senator Reed.") calls somebody and labels nothing."""
    stopped = [mark for mark in marks if mark.ending == "."]
    if 2 * sum(mark.alone for mark in stopped) > len(stopped):
        return marks
    return [mark for mark in marks if not (mark.ending == "." and mark.alone)]


def _one_a_line(marks: Iterable[Candidate]) -> tuple[Candidate, ...]:
    kept: dict[int, Candidate] = {}
    for mark in marks:
        kept.setdefault(mark.line, mark)
    return tuple(kept[line] for line in sorted(kept))


def _questions(found: Sequence[Candidate]) -> list[Candidate]:
    """`Q` and `A`: certain with their own mark or wide spacing, otherwise only where that occurs."""
    marked = [mark for mark in found if mark.wide or mark.words - mark.start > 2 or mark.bold]
    asked = [mark for mark in found if mark.label == "Q"]
    if len(asked) < 2 and not any(mark.bold or mark.wide for mark in asked):
        return []
    return [mark for mark in found if mark.label == "Q" or (mark in marked and len(asked) >= 2)]


def _accept(family: Sequence[Candidate], questions: Sequence[Candidate], lines: Sequence[Line]) -> list[Candidate]:
    """The labels of one family, weighed alone first, then against what the sure ones look like, then by what stands around."""
    groups: dict[str, list[Candidate]] = defaultdict(list)
    asked = {mark.line for mark in questions}
    for candidate in family:
        if candidate.line not in asked and candidate.key:
            groups[candidate.key].append(candidate)
    weighed = [_weigh(key, tuple(found), lines) for key, found in groups.items()]
    profile = _profile([one for one in weighed if one.score >= SURE] or [one for one in weighed if one.score >= ENOUGH])
    scores = {one.key: one.score + _agreement(one, profile) for one in weighed}
    order = _order([*questions, *(mark for one in weighed if scores[one.key] >= ENOUGH for mark in one.found)])
    for one in weighed:
        if scores[one.key] < ENOUGH and scores[one.key] + _surroundings(one, order, lines) >= ENOUGH:
            scores[one.key] = ENOUGH
    return _order([*questions, *(mark for one in weighed if scores[one.key] >= ENOUGH for mark in one.found)])


def _order(marks: Iterable[Candidate]) -> list[Candidate]:
    return sorted(marks, key=lambda mark: (mark.line, mark.start))


def _weigh(key: str, found: tuple[Candidate, ...], lines: Sequence[Line]) -> Weighed:
    first, count = found[0], len(found)
    caps = 2 * sum(is_caps(mark.label) for mark in found) > count
    score = max(shape(mark.label) for mark in found[:5])
    score += (count >= 2) + (count >= 4) + (count >= 10)
    score += 2 * _share(found, "stamped") + _share(found, "bold")
    if first.ending == ".":
        score -= (not caps) + 2 * sum(mark.alone and not mark.bold for mark in found) / count + 4 * (not caps and is_address(key))
    lower = sum(lines[mark.line].text[mark.words : mark.words + 1].islower() for mark in found)
    item = sum(lines[mark.line].kind in ("item", "heading") and not mark.bold for mark in found)
    return Weighed(key, found, caps, score - 2 * (lower > count / 2) - 2 * (item > count / 2))


def _share(found: Sequence[Candidate], trait: str) -> float:
    return sum(bool(getattr(mark, trait)) for mark in found) / len(found)


def _profile(sure: Sequence[Weighed]) -> Profile:
    total = sum(len(one.found) for one in sure) or 1
    share = {trait: sum(bool(getattr(mark, trait)) for one in sure for mark in one.found) / total for trait in ("bold", "wide", "stamped")}
    caps = sum(len(one.found) for one in sure if one.caps) / total if sure else 0.5
    return Profile(caps, share["bold"], share["wide"], share["stamped"], frozenset(one.key for one in sure))


def _agreement(one: Weighed, profile: Profile) -> float:
    """What a label gains by looking like the sure labels of its document, or loses by not looking like them."""
    if one.key in profile.keys and one.score >= SURE:
        return 0
    score = 0.0
    if len(one.key) > 3 and one.key.split()[-1] in profile.last_words - {one.key}:
        score += 2
    elif not one.caps and any(is_slip(one.key, key) for key in profile.keys):
        score += 5
    if profile.caps > 0.8:
        score += -3 if not one.caps else profile.wide <= 0.8
    if profile.bold > 0.8:
        score += 2 * _share(one.found, "bold") - 1
    if profile.wide > 0.8:
        score += 1.5 * _share(one.found, "wide") - 0.5
    if profile.stamped > 0.8:
        score += 3 * _share(one.found, "stamped") - 1
    return score


def _surroundings(one: Weighed, order: Sequence[Candidate], lines: Sequence[Line]) -> float:
    """What stands around: a label between two turns of one speaker parts them; words that ask, or give the label's own name, want a speaker."""
    places = [mark.line for mark in order]
    score = 0.0
    for mark in one.found:
        at = bisect.bisect(places, mark.line)
        text = lines[mark.line].text[mark.words :]
        score += 2 * (0 < at < len(order) and order[at - 1].key == order[at].key)
        score += text.rstrip().endswith("?") + 2 * gives_name(mark.label, text[:200])
    return score / len(one.found)


def in_capitals(marks: Iterable[Candidate]) -> tuple[str, ...]:
    """The labels in capitals, as printed: what may also stand in mid-line."""
    return tuple(dict.fromkeys(mark.label for mark in marks if is_caps(mark.label)))
