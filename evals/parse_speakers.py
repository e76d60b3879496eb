"""Speakers, reporters and replies measured against the hand-checked briefings of the development set."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.parse import parse
from rag.types import Speaker, Turn

DEV = Path(__file__).resolve().parents[2] / "shared" / "transcripts" / "dev"
DOUBTFUL = "july-19-2021"
"""The briefing whose README says: do not score turn 0; in turns 1 to 19 no name and the later one are both right."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold turn, and the parsed turn at its place."""

    source: str
    gold: Row
    turn: Turn

    @property
    def left_out(self) -> bool:
        return DOUBTFUL in self.source and self.gold["index"] == 0

    @property
    def either(self) -> bool:
        return DOUBTFUL in self.source and 1 <= self.gold["index"] <= 19


def pairs(folder: Path) -> Iterator[Pair]:
    """Every gold turn beside the parsed one; a briefing cut otherwise is compared as far as the labels agree."""
    for path in sorted((folder / "turns").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        source = gold["source"]
        turns = parse((folder / "corpus" / source).read_bytes(), source).turns
        yield from (Pair(source, row, turn) for row, turn in zip(gold["turns"], turns, strict=False) if row["label"] == turn.label)


def same(one: str, other: str) -> bool:
    """Whether two names are one but for case, marks and how full they are."""
    a, b = (re.sub(r"\W+", "", name).lower() for name in (one, other))
    return bool(a and b) and (a in b or b in a)


def score_names(rows: Sequence[tuple[str, str]]) -> Counter[str]:
    """Counts for pairs of (gold, found): how many are given, found and right."""
    return Counter(
        gold=sum(bool(gold) for gold, _ in rows),
        found=sum(bool(found) for _, found in rows),
        right=sum(same(gold, found) for gold, found in rows),
    )


def show(what: str, counts: Counter[str]) -> str:
    """One line of the report."""
    precision, recall = counts["right"] / max(1, counts["found"]), counts["right"] / max(1, counts["gold"])
    return f"{what:<22} precision {precision:.4f} ({counts['found'] - counts['right']} wrong), recall {recall:.4f} of {counts['gold']}"


def report(folder: Path = DEV) -> Iterator[str]:
    """The figures, a line each."""
    found = [pair for pair in pairs(folder) if not pair.left_out]
    scored = [pair for pair in found if not pair.either]
    yield f"{'role':<22} {_share([pair.turn.speaker.role == pair.gold['speaker']['role'] for pair in found])}"
    yield show("names, every turn", score_names([(pair.gold["speaker"]["name"], pair.turn.speaker.name) for pair in scored]))
    reporters = {(row["source"], row["index"]): row for row in json.loads((folder / "reporters.json").read_text("utf-8"))}
    asked = [(reporters[pair.source, pair.gold["index"]], pair.turn.speaker) for pair in scored if (pair.source, pair.gold["index"]) in reporters]
    yield show("names of reporters", score_names([(row["name"], speaker.name) for row, speaker in asked]))
    yield show("outlets of reporters", score_names([(row["outlet"], speaker.outlet) for row, speaker in asked]))
    yield show("outlets, every turn", score_names([(pair.gold["speaker"]["outlet"], pair.turn.speaker.outlet) for pair in scored]))
    yield _whose([(pair.gold["speaker"]["speaks_for"], pair.turn.speaker) for pair in found])
    yield _links("answers, briefings", [pair for pair in found if not pair.source.startswith("CHRG")])
    yield _links("answers, hearing", [pair for pair in found if pair.source.startswith("CHRG")])
    yield f"left out as doubtful: {DOUBTFUL}, turn 0; names of its turns 1 to 19"


def _share(right: Sequence[bool]) -> str:
    return f"{sum(right) / max(1, len(right)):.4f} of {len(right)}"


def _whose(rows: Sequence[tuple[str, Speaker]]) -> str:
    officials = [(gold, speaker) for gold, speaker in rows if gold or speaker.speaks_for]
    wrong = sum(bool(speaker.speaks_for) and speaker.speaks_for != gold for gold, speaker in officials)
    filled = sum(speaker.speaks_for == gold for gold, speaker in officials) / max(1, len(officials))
    return f"{'speaks_for':<22} {wrong} wrong, {filled:.4f} of {len(officials)} officials' turns right"


def _links(what: str, rows: Sequence[Pair]) -> str:
    gold = [pair for pair in rows if pair.gold["answers"] is not None]
    found = [pair for pair in rows if pair.turn.answers is not None]
    right = sum(pair.turn.answers in (pair.gold["answers"], *pair.gold.get("answers_also", ())) for pair in gold if pair.turn.answers is not None)
    return f"{what:<22} F1 {2 * right / max(1, len(gold) + len(found)):.4f} of {len(gold)} links"


def errors(folder: Path = DEV) -> Iterator[str]:
    """The names, outlets and roles that are wrong or missing, for reading."""
    for pair in pairs(folder):
        gold, speaker = pair.gold["speaker"], pair.turn.speaker
        for field in ("role", "name", "outlet", "speaks_for"):
            wanted, got = gold[field], getattr(speaker, field)
            if (wanted or got) and not same(wanted, got) and not pair.left_out:
                yield f"{pair.source[:40]} {pair.gold['index']} {field}: {got!r}, should be {wanted!r}"


if __name__ == "__main__":
    if not DEV.is_dir():
        sys.exit("the development set (../shared/transcripts/dev) is not here")
    for line in report():
        print(line)
    for line in errors() if "--errors" in sys.argv else ():
        print(line)
