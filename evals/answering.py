"""docs/answers.md: the answers, the check of claims and the check of quotations measured, and the page written from the figures."""

from __future__ import annotations

import math
from pathlib import Path

from evals import answers, drafts, invented, quotations
from ingest.refresh import refresh
from rag.answer import Assistant
from rag.config import PROJECT, Settings

Z = 1.96
"""Standard deviations of a 95 % interval."""
PAGE = PROJECT / "docs" / "answers.md"
WANTED = {
    "first citation gold": "at least .75",
    "gold among three": "at least .90",
    "answered": "at least .80",
    "far answered": "at most 1 of 10",
    "near answered": "at most 8 of 22",
    "wrong side": "0",
    "false quotes": "0",
}


def run(shared: Path, scratch: Path, *, count: int = 1_000) -> str:
    """Measures everything on the sets under `shared`, in a library made in `scratch`; the page as Markdown."""
    development = shared / "transcripts" / "dev"
    settings = Settings(data=scratch / "answers")
    refresh(settings, [str(development / "corpus")])
    with Assistant.open(settings) as assistant:
        parts = [_answers(answers.run(assistant, development)), _quotations(assistant, count)]
    parts.insert(1, _invented(shared, Settings(data=scratch / "large")))
    return "\n\n".join(["# Answers, measured", _INTRODUCTION, *parts, _drafts(shared / "qmsum" / "train"), _LIMITS]) + "\n"


_INTRODUCTION = (
    "Written by `python -m evals answers --update`, without a model. The development questions were looked at while the rules were written, "
    "so these figures are not held-out ones."
)
_LIMITS = (
    "The check promises that numbers and names were checked, no more: about one in four swapped names of the same text and one in eleven dropped negations pass, "
    "when a claim cites a whole discussion. A quotation is always the record's own words, whatever a claim says."
)


def _answers(report: answers.Report) -> str:
    rows = [f"| {name} | {share(*counted)} | {WANTED[name]} |" for name, counted in answers.figures(report).items()]
    claims, milliseconds = answers.pace(report)
    note = f"{claims:.1f} claims an answer; {milliseconds:.0f} ms a question (median, search included)."
    kinds = [f"| {kind} | {count} | {first:.2f} | {three:.2f} | {answered:.2f} |" for kind, count, first, three, answered in answers.by_kind(report)]
    wrong = [f"- {line}" for line in answers.misses(report)]
    head = ["## Development questions, extractive", "", "| figure | count | wanted |", "| --- | --- | --- |"]
    middle = ["", "| answerable kind | questions | first citation | among three | answered |", "| --- | --- | --- | --- | --- |"]
    return "\n".join([*head, *rows, *middle, *kinds, "", note, "", "Unanswerable questions that were answered:", "", *wrong, "", *_curve(report)])


def _curve(report: answers.Report) -> list[str]:
    """Answered rightly and wrongly against the share of the topic that an answer must hold."""
    lines = [
        "| share of the topic, and of what is asked besides names, that an answer must hold | answerable answered | far-off answered | near answered |",
        "| --- | --- | --- | --- |",
    ]
    for at, share in enumerate(answers.CURVE):
        counts = [sum(result.curve[at] for result in group) for group in _groups(report)]
        sizes = [len(group) for group in _groups(report)]
        lines.append(f"| {share:.1f} | {' | '.join(f'{count} of {size}' for count, size in zip(counts, sizes, strict=True))} |")
    return lines


def _groups(report: answers.Report) -> tuple[list[answers.Result], ...]:
    return report.answerable, report.unanswerable("far"), report.unanswerable("near")


def _invented(shared: Path, settings: Settings) -> str:
    """Questions that no briefing answers, put to a library in which their names and words stand many times."""
    refresh(settings, [str(shared / "transcripts" / folder) for folder in ("state", "whitehouse-pages")])
    with Assistant.open(settings) as assistant:
        wrong = [question for question in invented.QUESTIONS if assistant.ask(question).status == "answered"]
        briefings = len(assistant.library.briefings())
    head = [f"## Questions that none of {briefings} briefings answers", "", f"Answered: {share(len(wrong), len(invented.QUESTIONS))}.", ""]
    return "\n".join([*head, *(f"- {question}" for question in wrong)])


def _quotations(assistant: Assistant, count: int) -> str:
    labelled = quotations.make(assistant, count)
    rows = [
        f"| {verdict} | {precision:.3f} | {recall:.3f} | {', '.join(f'{given} {number}' for given, number in seen.items())} |"
        for verdict, precision, recall, seen in quotations.scores(quotations.judge(assistant, labelled))
    ]
    head = [f"## {len(labelled)} labelled quotations", "", "| label | precision | recall | called |", "| --- | --- | --- | --- |"]
    return "\n".join([*head, *rows])


def _drafts(folder: Path) -> str:
    report = drafts.measure(folder)
    rejected, honest = report.honest
    wanted = {"negation": "≥ .9", "swapped names": "≥ .7", "modality": ""}
    rows = [f"| {kind} | {share(count, size)} | {wanted.get(kind, 'all')} |" for kind, (count, size) in report.caught.items()]
    left = ", ".join(f"{count} of {kind}" for kind, count in report.still_true.items())
    head = ["## The check of claims", "", f"Honest sentences rejected: {share(rejected, honest)} (wanted: at most .15).", ""]
    note = f"Left out because a rule proves the changed sentence still true (two names of one list, “not only”, “may not”): {left}."
    return "\n".join([*head, "| mutation | rejected | wanted |", "| --- | --- | --- |", *rows, "", note])


def share(count: int, size: int) -> str:
    """ "115 of 130 = .885 [.818, .930]": a count, its share, and the 95 % interval of Wilson."""
    if not size:
        return "0 of 0"
    share, spread = count / size, Z * Z / size
    middle = (share + spread / 2) / (1 + spread)
    half = Z * math.sqrt(share * (1 - share) / size + spread / (4 * size)) / (1 + spread)
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    return f"{count} of {size} = {share:.3f} [{low:.3f}, {high:.3f}]"
