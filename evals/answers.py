"""Answers measured on questions with gold turns: first citations, three outcomes, sides, quotes; extractive, so without a model.

Works on any folder of the development set's form (corpus/, questions.jsonl); knows the answers only by their citations.
"""

from __future__ import annotations

import json
import re
import statistics
import time
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from rag.answer import READ, Assistant
from rag.drafting.extract import judge
from rag.types import Answer, Citation

Question = dict[str, Any]
CURVE = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Shares of the topic, and of what is asked besides names, that an answer is asked to hold, from lenient to strict."""


@dataclass(slots=True)
class Result:
    """One question and what came back; `ranks`: positions among the citations that are gold turns; `curve`: answered at each of CURVE."""

    question: Question
    answer: Answer
    seconds: float
    curve: tuple[bool, ...] = ()
    ranks: tuple[int, ...] = ()
    wrong_side: bool = False
    false_quotes: int = 0


@dataclass(slots=True)
class Report:
    """All results of a set, and the figures they make."""

    results: list[Result] = field(default_factory=list)

    @property
    def answerable(self) -> list[Result]:
        return [result for result in self.results if result.question["status"] == "answered"]

    def unanswerable(self, kind: str = "") -> list[Result]:
        """Those of a kind whose name ends so ("near", "far")."""
        return [result for result in self.results if result.question["status"] != "answered" and result.question["kind"].endswith(kind)]


def run(assistant: Assistant, folder: Path) -> Report:
    """Puts every question of a set, follow-ups with the conversation they continue."""
    told: dict[str, tuple[Answer, ...]] = {}
    report = Report()
    for line in (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        question = json.loads(line)
        history = told.get(question.get("followup_of") or "", ())
        started = time.perf_counter()
        answer = assistant.ask(question["question"], history)
        seconds = time.perf_counter() - started
        told[question["id"]] = (*history, answer)
        report.results.append(replace(_judged(question, answer, seconds, assistant), curve=_curve(assistant, question["question"], history)))
    return report


def _curve(assistant: Assistant, question: str, history: tuple[Answer, ...]) -> tuple[bool, ...]:
    """Whether a question would be answered at each share of CURVE."""
    candidates = assistant.weigh(*assistant.search(question, history, k=READ)).candidates
    return tuple(judge([replace(each, enough=share, least=share) for each in candidates]) == "answered" for share in CURVE)


def _judged(question: Question, answer: Answer, seconds: float, assistant: Assistant) -> Result:
    cited = [citation for claim in answer.claims for citation in claim.citations]
    ranks = tuple(rank for rank, citation in enumerate(cited) if is_gold(question, citation))
    false = sum(not _true(citation, assistant) for citation in cited)
    side = question["side"] == "official" and any(_other_side(question, citation) for citation in cited if not is_gold(question, citation))
    return Result(question, answer, seconds, ranks=ranks, wrong_side=side, false_quotes=false)


def is_gold(question: Question, citation: Citation) -> bool:
    """Whether a citation lies in a turn that holds the words of a gold turn."""
    text = _letters(citation.turn.text)
    return any(gold["source"] == citation.briefing.source and _letters(gold["quote"]) in text for gold in question["gold"])


def _true(citation: Citation, assistant: Assistant) -> bool:
    turn = assistant.library.briefing(citation.briefing.id, citation.briefing.revision).turns[citation.turn.index]
    return turn.text[citation.start : citation.stop] == citation.quote and bool(citation.quote.strip())


def _other_side(question: Question, citation: Citation) -> bool:
    speaker, wanted = citation.turn.speaker, question.get("scope", {}).get("speaks_for")
    return speaker.role in ("press", "moderator") or bool(wanted and speaker.speaks_for and speaker.speaks_for != wanted)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def figures(report: Report) -> dict[str, tuple[int, int]]:
    """The figures by name, each as a count and of how many."""
    asked, sided = report.answerable, [result for result in report.results if result.question["side"] == "official"]
    quotes = sum(len(claim.citations) for result in report.results for claim in result.answer.claims)
    far, near = report.unanswerable("far"), report.unanswerable("near")
    return {
        "first citation gold": _count(asked, lambda result: result.ranks[:1] == (0,)),
        "gold among three": _count(asked, lambda result: bool(result.ranks) and result.ranks[0] < 3),
        "answered": _count(asked, is_answered),
        "far answered": _count(far, is_answered),
        "near answered": _count(near, is_answered),
        "wrong side": _count(sided, lambda result: result.wrong_side),
        "false quotes": (sum(result.false_quotes for result in report.results), quotes),
    }


def pace(report: Report) -> tuple[float, float]:
    """Claims an answer, and median milliseconds a question."""
    claims = statistics.mean(len(result.answer.claims) for result in report.answerable)
    return claims, 1000 * statistics.median(result.seconds for result in report.results)


def is_answered(result: Result) -> bool:
    """Whether a question was answered, not told the nearest passages or nothing."""
    return result.answer.status == "answered"


def _count(results: Sequence[Result], holds: Callable[[Result], bool]) -> tuple[int, int]:
    return sum(map(holds, results)), len(results)


def by_kind(report: Report) -> list[tuple[str, int, float, float, float]]:
    """(kind, questions, first, among three, answered) of the answerable ones."""
    kinds = sorted({result.question["kind"] for result in report.answerable})
    rows = []
    for kind in kinds:
        own = [result for result in report.answerable if result.question["kind"] == kind]
        first, three = (_share(bool(result.ranks) and result.ranks[0] < within for result in own) for within in (1, 3))
        rows.append((kind, len(own), first, three, _share(result.answer.status == "answered" for result in own)))
    return rows


def misses(report: Report) -> Sequence[str]:
    """A line for every unanswerable question that was answered."""
    wrong = [result for result in report.unanswerable() if result.answer.status == "answered"]
    return [f"{result.question['id']} ({result.question['kind']}): {result.question['question']}" for result in wrong]


def _share(values: Iterable[bool]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else float("nan")
