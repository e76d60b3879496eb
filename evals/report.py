"""The figures as tables: printed, written to docs/retrieval.md, and compared with the committed baseline."""

from __future__ import annotations

import json
import os
import resource
import time
from dataclasses import dataclass, field
from pathlib import Path

from evals.metrics import NAMES, Figures, interval, mean

PROJECT = Path(__file__).resolve().parents[1]
BASELINE = Path(__file__).with_name("baseline.json")
PAGE = PROJECT / "docs" / "retrieval.md"
Kinds = dict[str, list[Figures]]


@dataclass(slots=True)
class Report:
    """Figures by set, system and kind of question, and the ablations."""

    embedding: str
    began: float = field(default_factory=time.monotonic)
    tables: dict[str, dict[str, Kinds]] = field(default_factory=dict)
    ablations: dict[str, dict[str, Kinds]] = field(default_factory=dict)

    def add(self, chosen: str, system: str, kinds: Kinds) -> None:
        """Adds the figures of one system on one set."""
        self.tables.setdefault(chosen, {})[system] = kinds

    def add_ablations(self, chosen: str, variants: dict[str, Kinds]) -> None:
        """Adds the figures of one set with one ingredient changed at a time."""
        self.ablations[chosen] = variants

    def text(self) -> str:
        """Everything as Markdown."""
        before = self._baseline()
        parts = [
            f"Embedding: `{_shown(self.embedding)}`. Brackets hold the middle 95% of 1,000 bootstrap samples; ± is the difference to the baseline.\n",
            f"{_cost(time.monotonic() - self.began)}\n",
        ]
        for chosen, systems in self.tables.items():
            parts += [f"## {chosen}\n", *_table(systems, before.get(chosen, {})), ""]
        for chosen, variants in self.ablations.items():
            parts += [f"## What each ingredient adds: {chosen}\n", *_ablation_table(variants), ""]
            parts += [f"## Where vectors help and where they hurt: {chosen}\n", *_meaning_table(variants), ""]
        return "\n".join(parts)

    def write(self) -> None:
        """Makes these figures the baseline, and the page of the documentation."""
        stored = json.loads(BASELINE.read_text("utf-8")) if BASELINE.is_file() else {}
        stored[_shown(self.embedding)] = {
            chosen: {kind: {name: round(mean(rows, name), 4) for name in NAMES} for kind, rows in systems["this"].items()}
            for chosen, systems in self.tables.items()
        }
        BASELINE.write_text(json.dumps(stored, indent=1, sort_keys=True) + "\n", "utf-8")
        page = PAGE if self.embedding == "static" else PAGE.with_name("retrieval-minilm.md")
        page.parent.mkdir(exist_ok=True)
        page.write_text(f"{_HEAD}\n{self.text()}", "utf-8")

    def _baseline(self) -> dict[str, dict[str, dict[str, float]]]:
        stored = json.loads(BASELINE.read_text("utf-8")) if BASELINE.is_file() else {}
        found: dict[str, dict[str, dict[str, float]]] = stored.get(_shown(self.embedding), {})
        return found


_HEAD = """# Retrieval, measured

Written by `python -m evals retrieval --update`; with `--quick --embedding onnx:FOLDER` for MiniLM, whose files `python -m evals.minilm FOLDER` fetches. The
constants stand in `rag/search/ranking.py` and `rag/search/preferences.py`. Everything was chosen on QMSum train and the development questions; QMSum val and
the topic anchors were only looked at. "this" is the project's search as people use it: it infers the scope of each question itself. "chunks" is the common
pipeline in the same run: 1,000 characters with 200 of overlap, Chroma, the same embedding; a chunk counts for every turn it holds most of.
"""


def _cost(seconds: float) -> str:
    """What it ran on, and what that took."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"Measured on {os.cpu_count()} cores shared with other work (load average {os.getloadavg()[2]:.1f} over the last quarter of an hour): "
        f"{seconds / 60:.0f} minutes, {time.process_time() / 60:.0f} of processor time, {peak:,.0f} MB at the peak."
    )


def _shown(embedding: str) -> str:
    """The embedding without the folder of this machine."""
    kind, _, rest = embedding.partition(":")
    return f"onnx:{Path(rest).name}" if kind == "onnx" else embedding


def _table(systems: dict[str, Kinds], before: dict[str, dict[str, float]]) -> list[str]:
    rows = [f"| questions | n | system | {' | '.join(NAMES)} |", "| --- | --- | --- |" + " --- |" * len(NAMES)]
    for kind in systems["this"]:
        for system, kinds in systems.items():
            old = before.get(kind, {}) if system == "this" else {}
            cells = " | ".join(_cell(kinds[kind], name, old, whole=kind in _WHOLE) for name in NAMES)
            rows.append(f"| {kind} | {len(kinds[kind])} | {system} | {cells} |")
    return rows


_WHOLE = ("all kinds", "one", "all", "topic")


def _cell(rows: list[Figures], name: str, old: dict[str, float], *, whole: bool) -> str:
    value = mean(rows, name)
    text = f"{value:.3f}"
    if whole:
        low, high = interval([getattr(row, name) for row in rows])
        text += f" [{low:.2f}, {high:.2f}]"
    change = value - old.get(name, value)
    return text + (f" ({change:+.3f})" if abs(change) >= 0.0005 else "")


def _ablation_table(variants: dict[str, Kinds]) -> list[str]:
    meetings = "one" in next(iter(variants.values()))
    kinds = ("one", "all") if meetings else ("direct", "paraphrase", "follow-up", "non-answer", "all kinds")
    shown = ("ndcg10", "words800") if meetings else ("hit1", "hit5")
    rows = [f"| | {' | '.join(f'{kind}: {name}' for kind in kinds for name in shown)} |", "| --- |" + " --- |" * (len(kinds) * len(shown))]
    for variant, found in variants.items():
        rows.append(f"| {variant} | {' | '.join(f'{mean(found[kind], name):.3f}' for kind in kinds for name in shown)} |")
    return rows


def _meaning_table(variants: dict[str, Kinds]) -> list[str]:
    """Reciprocal rank without vectors, as it is, and with vectors always at .2: by kind, with the paired difference of the last two to the first."""
    bare, ours, always = (variants[name] for name in ("without meaning", "as it is", "meaning always .2"))
    rows = ["| questions | n | mrr, words alone | as it is | vectors always .2 |", "| --- | --- | --- | --- | --- |"]
    for kind, found in bare.items():
        cells = " | ".join(_paired(found, other[kind]) for other in (ours, always))
        rows.append(f"| {kind} | {len(found)} | {mean(found, 'mrr'):.3f} | {cells} |")
    return rows


def _paired(before: list[Figures], after: list[Figures]) -> str:
    changes = [new.mrr - old.mrr for old, new in zip(before, after, strict=True)]
    low, high = interval(changes)
    better, worse = sum(change > 0 for change in changes), sum(change < 0 for change in changes)
    return f"{mean(after, 'mrr'):.3f} ({mean(after, 'mrr') - mean(before, 'mrr'):+.3f} [{low:+.3f}, {high:+.3f}]; {better} better, {worse} worse)"
