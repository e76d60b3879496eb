"""How much speaks for each label of a document: its own look and recurrence, its likeness to the sure ones, and what stands around it."""

from __future__ import annotations

import bisect
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.cutting.candidates import Candidate, fold
from ingest.cutting.shape import gives_name, is_address, is_caps, is_slip, shape
from ingest.document import Line

_TITLED = re.compile(r"[,(]| [–—-]{1,2} ")
ENOUGH = 3.0
SURE = 5.0
ROUNDS = 4
"""How often what was accepted is looked at again as surroundings of the rest."""
MOST_SLIPS = 40
"""Labels, the most frequent, of which another may be a misreading."""


FEWEST_LINES = 8
"""Lines with labels; where fewer follow each other, a line without one says nothing."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What the sure labels of a document look like, as shares of their occurrences."""

    caps: float
    bold: float
    wide: float
    stamped: float
    alone: float
    heading: float
    total: int
    keys: frozenset[str]
    last_words: Mapping[str, int]
    often: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A label key with all its occurrences, the share of them that are headings, and the score of its shape and recurrence."""

    key: str
    found: tuple[Candidate, ...]
    caps: bool
    headings: float
    score: float
    name: str
    """What stands before its title or outlet, as a key; "" where it has none."""


def accept(family: Sequence[Candidate], questions: Sequence[Candidate], lines: Sequence[Line], *, enough: float = ENOUGH) -> list[Candidate]:
    """The labels among the candidates of one family, with the questions' marks, in order. `enough`: the score that makes one a label by itself."""
    if not family:
        return list(questions)
    weighed = _weigh_all(family, questions, lines)
    profile = _profile([one for one in weighed if one.score >= SURE] or [one for one in weighed if one.score >= ENOUGH])
    scores = {one.key: one.score + _agreement(one, profile) for one in weighed}
    taken = {key for key, score in scores.items() if score >= enough}
    part = 2 if profile.caps > 0.5 else 3
    for _ in range(ROUNDS):
        order = _marks(weighed, taken, questions)
        places = [mark.line for mark in order]
        more = {
            one.key
            for one in weighed
            if one.key not in taken
            and (one.name in taken or (scores[one.key] + part > 0 and scores[one.key] + _surroundings(one, order, places, lines, part) >= ENOUGH))
        }
        if not more:
            break
        taken |= more
    return _marks(weighed, taken, questions)


def _weigh_all(family: Sequence[Candidate], questions: Sequence[Candidate], lines: Sequence[Line]) -> list[Weighed]:
    asked = {mark.line for mark in questions}
    groups: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in family:
        if candidate.line not in asked and candidate.key:
            groups[candidate.key].append(candidate)
    return [_weigh(key, tuple(found), lines) for key, found in groups.items() if any(mark.ending != ";" for mark in found)]


def _marks(weighed: Iterable[Weighed], taken: set[str], questions: Iterable[Candidate]) -> list[Candidate]:
    found = [*questions, *(mark for one in weighed if one.key in taken for mark in one.found)]
    return sorted(found, key=lambda mark: (mark.line, mark.start))


def _weigh(key: str, found: tuple[Candidate, ...], lines: Sequence[Line]) -> Weighed:
    first, count = found[0], len(found)
    caps = 2 * sum(is_caps(mark.label) for mark in found) > count
    score = max(shape(mark.label) for mark in found[:5])
    score += 1.5 * (count >= 2) + (count >= 4) + 0.5 * (count >= 10)
    score += 2 * _share(found, "stamped") + _share(found, "bold")
    score += (first.ending == ".-") + (count >= 2 and first.ending == ":" and all(mark.alone for mark in found))
    if first.ending == ".":
        score -= (not caps) + 2 * sum(mark.alone and not mark.bold for mark in found) / count + 4 * (not caps and is_address(key))
    lower = sum(lines[mark.line].text[mark.words : mark.words + 1].islower() for mark in found)
    item = sum(lines[mark.line].kind in ("item", "heading") and not (mark.bold or mark.alone) for mark in found)
    headings = sum(lines[mark.line].kind == "heading" for mark in found) / count
    name, *rest = _TITLED.split(first.label, maxsplit=1)
    return Weighed(key, found, caps, headings, score - 2 * (lower > count / 2) - 2 * (item > count / 2), fold(name) if rest else "")


def _share(found: Sequence[Candidate], trait: str) -> float:
    return sum(bool(getattr(mark, trait)) for mark in found) / len(found)


def _profile(sure: Sequence[Weighed]) -> Profile:
    total = sum(len(one.found) for one in sure) or 1
    share = {trait: sum(bool(getattr(mark, trait)) for one in sure for mark in one.found) / total for trait in ("bold", "wide", "stamped", "alone")}
    telling = [one for one in sure if len(one.key) > 3]
    caps = sum(len(one.found) for one in telling if one.caps) / sum(len(one.found) for one in telling) if telling else 0.5
    heading = sum(len(one.found) * one.headings for one in sure) / total
    often = sorted(sure, key=lambda one: -len(one.found))[:MOST_SLIPS]
    last_words = Counter(one.key.split()[-1] for one in sure)
    keys = frozenset(one.key for one in sure)
    return Profile(
        caps, share["bold"], share["wide"], share["stamped"], share["alone"], heading, total, keys, last_words, tuple(one.key for one in often)
    )


def _agreement(one: Weighed, profile: Profile) -> float:
    """What a label gains by looking like the sure labels of its document, or loses by not looking like them."""
    if one.key in profile.keys and one.score >= SURE:
        return 0
    score = -3 * one.headings if profile.heading < 0.2 else 0.0
    last = one.key.split()[-1]
    if len(one.key) > 3 and profile.last_words.get(last, 0) > (one.key == last and one.key in profile.keys):
        score += 2
    elif not one.caps and any(is_slip(one.key, key) for key in profile.often):
        score += 5
    if profile.caps > 0.8:
        score += profile.wide <= 0.8 if one.caps else -1 if 2 * len(one.found) >= profile.total else -3
    if profile.bold > 0.8:
        score += 2 * _share(one.found, "bold") - 1
    if profile.wide > 0.8:
        score += 1.5 * _share(one.found, "wide") - 0.5
    if profile.stamped > 0.8:
        score += 3 * _share(one.found, "stamped") - 1
    if profile.alone > 0.8 and not one.headings:
        score += _share(one.found, "alone")
    return score


def _surroundings(one: Weighed, order: Sequence[Candidate], places: Sequence[int], lines: Sequence[Line], part: float) -> float:
    """What stands around: a label between two turns of one speaker parts them (worth `part`); one between two labels' lines is like them; words that
    ask, or name the label, and a call by name in the line before, want a speaker; so does a line where all others have one."""
    score = 0.0
    bare = order[-1].line - order[0].line + 1 - len(order) if order else 0
    dense = len(order) >= FEWEST_LINES and bare <= max(2, len(order) // 10)
    for mark in one.found:
        at = bisect.bisect(places, mark.line)
        text = lines[mark.line].text[mark.words :] or "".join(line.text for line in lines[mark.line + 1 : mark.line + 2])
        if order and at in (0, len(order)):
            score += 1
        elif order and order[at - 1].key.split()[-1:] == order[at].key.split()[-1:]:
            score += part
        elif dense:
            score += 0.5
        if order:
            score += (at > 0 and places[at - 1] == mark.line - 1) + 0.5 * (at < len(order) and places[at] == mark.line + 1)
        score += text.rstrip().endswith(("?", "？", "؟")) + 2 * (gives_name(mark.label, text[:200]) or _is_called(mark, lines))
    return score / len(one.found)


def _is_called(mark: Candidate, lines: Sequence[Line]) -> bool:
    """Whether the name of a label stands at the end of the line before: "We go to Lena Ortiz"."""
    name = _TITLED.split(mark.label)[0].strip()
    return mark.line > 0 and len(name) > 3 and name in lines[mark.line - 1].text[-250:]
