"""The sets of questions with gold turns: development questions, QMSum meetings, the topic anchors of State Department pages.

They lie outside the project, in `../shared`; where that is absent, so are they.
"""

from __future__ import annotations

import json
import re
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rag.types import Briefing

SHARED = Path(__file__).resolve().parents[2] / "shared"


@dataclass(frozen=True, slots=True)
class Case:
    """A question, its kind, and its gold: pairs of (source name, turn index). `within`: the source it is put to, "" for all."""

    id: str
    kind: str
    text: str
    gold: frozenset[tuple[str, int]]
    follows: str = ""
    within: str = ""


@dataclass(frozen=True, slots=True)
class Set:
    """Questions, and the files to index for them."""

    name: str
    files: tuple[Path, ...]
    cases: tuple[Case, ...]


def squash(text: str) -> str:
    """Letters and digits alone, so that typography and spacing do not count."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).lower())


def development() -> Set:
    """The development questions with gold, put to the whole corpus."""
    folder = SHARED / "transcripts" / "dev"
    rows = [json.loads(line) for line in (folder / "questions.jsonl").read_text("utf-8").splitlines()]
    cases = [
        Case(
            row["id"], row["kind"], row["question"], frozenset((gold["source"], gold["index"]) for gold in row["gold"]), row.get("followup_of") or ""
        )
        for row in rows
    ]
    return Set("dev", tuple(sorted((folder / "corpus").iterdir())), tuple(cases))


def meetings(split: str, scratch: Path) -> Set:
    """QMSum: each question once inside its meeting ("one") and once over all; meetings are written to `scratch` as lists of turns."""
    cases: list[Case] = []
    files: list[Path] = []
    for path in sorted((SHARED / "qmsum" / split).glob("*.json")):
        meeting = json.loads(path.read_text("utf-8"))
        turns = [{"speaker": turn["speaker"], "content": turn["content"]} for turn in meeting["meeting_transcripts"]]
        files.append(scratch / path.name)
        files[-1].write_text(json.dumps(turns, ensure_ascii=False), "utf-8")
        for number, row in enumerate(meeting["specific_query_list"]):
            turns_in = {turn for first, last in row["relevant_text_span"] for turn in range(int(first), int(last) + 1)}
            gold = frozenset((path.name, turn) for turn in turns_in)
            name = f"{path.stem}:{number}"
            cases += [Case(name + mode, mode, row["query"], gold, within=path.name if mode == "one" else "") for mode in ("one", "all")]
    return Set(f"QMSum {split}", tuple(files), tuple(cases))


def anchors(briefings: dict[str, Briefing]) -> Iterator[Case]:
    """The topic word of every section as a question inside its page; gold are the turns from the section's first to the next section."""
    rows = json.loads((SHARED / "transcripts" / "state-topic-anchors.json").read_text("utf-8"))
    starts: dict[str, list[tuple[int, str]]] = {}
    for row in rows:
        source = f"{row['file']}.html"
        text = squash(row["text"])[:120]
        turn = next((turn.index for turn in briefings[source].turns if text and text in squash(turn.text)), None) if source in briefings else None
        if turn is not None:
            starts.setdefault(source, []).append((turn, row["topic"]))
    for source, sections in starts.items():
        ordered = sorted(sections)
        ends = [first for first, _ in ordered[1:]] + [len(briefings[source].turns)]
        for (first, topic), end in zip(ordered, ends, strict=True):
            words = re.sub(r"\d+$", "", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", topic))
            if end > first and words:
                yield Case(f"{source}#{topic}", "topic", words, frozenset((source, turn) for turn in range(first, end)), within=source)


def page_files() -> tuple[Path, ...]:
    """The State Department pages that have anchors."""
    rows = json.loads((SHARED / "transcripts" / "state-topic-anchors.json").read_text("utf-8"))
    return tuple(sorted({SHARED / "transcripts" / "state" / f"{row['file']}.html" for row in rows}))


def scratch_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder that goes when its owner does."""
    return tempfile.TemporaryDirectory(prefix="briefings-eval-")
