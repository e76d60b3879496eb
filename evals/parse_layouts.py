"""Boundaries, labels, titles and days where they are known: hand-checked briefings, bold labels of web pages, the same pages as plain text."""

from __future__ import annotations

import html
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.parse_load import report as report_load
from ingest.cutting.turns import cut
from ingest.describing.metadata import describe
from ingest.document import Document, RawTurn
from ingest.readers import read

TRANSCRIPTS = Path(__file__).resolve().parents[2] / "shared" / "transcripts"
CONFIRMED = {"DEPUTY SECRETARY SHERMAN", "SENATOR COTTON", "SENATOR GRAHAM", "SENATOR ROMNEY"}
"""Labels of the State Department's pages that stand in bold nowhere and were read and confirmed by hand."""

_BLOCK = re.compile(r"</?(?:p|div|li|ol|ul|h\d|blockquote|hr|br|td|tr|table)\b[^>]*>")
_BOLD = re.compile(r"<(b|strong)\b[^>]*>(.*?)</\1>(\s*:)?", re.S)
_LONGEST_LABEL = 70

Start = tuple[str, str]
"""A label and the first words after it, as they are compared."""


@dataclass(frozen=True, slots=True)
class Score:
    """Boundaries: how many there are, how many were found, how many are both."""

    gold: int = 0
    got: int = 0
    hit: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.hit / (self.gold + self.got) if self.gold + self.got else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(self.gold + other.gold, self.got + other.got, self.hit + other.hit)


def squash(text: str) -> str:
    """Letters and digits alone."""
    return re.sub(r"\W+", "", html.unescape(text)).lower()


def compare(gold: Sequence[Start], got: Sequence[Start]) -> tuple[Score, list[Start], list[Start]]:
    """The score, what was missed, what is too much."""
    missed, extra = Counter(gold) - Counter(got), Counter(got) - Counter(gold)
    return Score(len(gold), len(got), len(gold) - missed.total()), list(missed.elements()), list(extra.elements())


# The hand-checked briefings.


def check_briefing(gold: dict[str, Any], path: Path) -> tuple[Score, int, bool, bool]:
    """Boundaries of one briefing, right labels among the hits, whether title and day are right."""
    document = read(path.read_bytes(), path.name)
    parts = cut(document)
    facts = describe(document, parts)
    pairs = list(align(gold["turns"], parts.turns))
    labels = sum(squash(row["label"]) == squash(turn.label) for row, turn in pairs)
    day = facts.held_on.isoformat() if facts.held_on else None
    right_day = day == gold["held_on"] or (gold["held_on"] is None and day == gold["published_on"])
    return Score(len(gold["turns"]), len(parts.turns), len(pairs)), labels, squash(facts.title) == squash(gold["title"]), right_day


def align(gold: Sequence[dict[str, Any]], turns: Sequence[RawTurn]) -> Iterator[tuple[dict[str, Any], RawTurn]]:
    """Gold turns beside the parsed ones that begin and end with the same words, in order."""
    texts = [squash(turn.text) for turn in turns]
    at = 0
    for row in gold:
        begins, ends = squash(row["start"]), squash(row["end"])
        near = range(at, min(at + 40, len(turns)))
        found = next((n for n in near if texts[n].startswith(begins) and texts[n].endswith(ends)), None)
        if found is not None:
            at = found + 1
            yield row, turns[found]


def report_briefings(folder: Path) -> None:
    """Prints one row for each briefing that is not right in everything, and the whole."""
    total, labels, titles, days, files = Score(), 0, 0, 0, 0
    for gold_file in sorted((folder / "turns").glob("*.json")):
        gold = json.loads(gold_file.read_text("utf-8"))
        score, right, title, day = check_briefing(gold, folder / "corpus" / gold["source"])
        total, labels, titles, days, files = total + score, labels + right, titles + title, days + day, files + 1
        if score.f1 < 1 or not title or not day:
            print(f"  {gold['source'][:80]}: F1 {score.f1:.4f}, title {'right' if title else 'wrong'}, day {'right' if day else 'wrong'}")
    right_labels = labels / max(1, total.hit)
    print(f"hand-checked briefings: boundaries F1 {total.f1:.4f}, labels {right_labels:.4f}, titles {titles} of {files}, days {days} of {files}")


# Web pages against their bold labels.


def plain(markup: str) -> str:
    """Markup without tags and footnote marks."""
    return html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"<sup\b.*?</sup>", "", markup, flags=re.S)))


def labels_in_bold(pages: Sequence[str]) -> set[str]:
    """Labels that stand in bold, with a colon in or after the bold, anywhere in the pages."""
    bold = ((" ".join(plain(found[2]).split()), found[3]) for page in pages for found in _BOLD.finditer(page))
    return {text.rstrip(": ") for text, colon in bold if (text.endswith(":") or colon) and len(text) < _LONGEST_LABEL}


def expected(page: str, labels: set[str]) -> Iterator[tuple[Start, bool]]:
    """Every paragraph that begins with one of the labels, and whether it is in bold there."""
    for block in _BLOCK.split(page[page.find("<body") :]):
        label, colon, words = " ".join(plain(block).split()).partition(":")
        if colon and label.strip() in labels:
            yield (label.strip(), squash(words)[:25]), _BOLD.search(block) is not None


def report_pages(folder: Path) -> None:
    """Prints the pages that differ from their bold labels, the labels not in bold, and the whole."""
    paths = sorted(folder.glob("*.html"))
    pages = [path.read_text(encoding="utf-8") for path in paths]
    labels = labels_in_bold(pages) | CONFIRMED
    total, unbold = Score(), Counter[str]()
    for path, page in zip(paths, pages, strict=True):
        rows = list(expected(page, labels))
        unbold.update(label for (label, _), bold in rows if not bold)
        got = [(turn.label, squash(turn.text.split("\n")[0])[:25]) for turn in cut(read(path.read_bytes(), path.name)).turns]
        score, missed, extra = compare([start for start, _ in rows], got)
        total += score
        if missed or extra:
            print(f"  {path.name[:80]}: missed {missed}, extra {extra}")
    print(f"{len(paths)} pages against their bold labels: boundaries F1 {total.f1:.4f} of {total.gold}; not in bold: {dict(unbold)}")


# The same pages without their markup.


def as_text(document: Document) -> str:
    """A document as a plain-text copy of the page: paragraphs parted by a blank line, nothing bold."""
    return "\n\n".join(" ".join(line.text.split()) for line in document.lines)


def report_text(folder: Path) -> None:
    """Prints where pages rendered to text are cut otherwise than as pages, and the whole."""
    total = Score()
    for path in sorted(folder.glob("*.html")):
        document = read(path.read_bytes(), path.name)
        gold = [(turn.label, squash(turn.text)) for turn in cut(document).turns]
        got = [(turn.label, squash(turn.text)) for turn in cut(read(as_text(document).encode(), f"{path.stem}.txt")).turns]
        score, missed, extra = compare(gold, got)
        total += score
        if missed or extra:
            print(
                f"  {path.name[:80]}: missed {[(label, text[:40]) for label, text in missed]}, extra {[(label, text[:40]) for label, text in extra]}"
            )
    print(f"the same as plain text against the pages: boundaries F1 {total.f1:.4f} of {total.gold}")


def main() -> int:
    """Prints the figures; 1 where the transcripts are not at hand."""
    if not TRANSCRIPTS.is_dir():
        print(f"{TRANSCRIPTS} is not here: nothing to measure")
        return 1
    report_briefings(TRANSCRIPTS / "dev")
    report_pages(TRANSCRIPTS / "state")
    report_text(TRANSCRIPTS / "state")
    report_load(TRANSCRIPTS / "whitehouse-md.tar.xz", TRANSCRIPTS / "dev" / "corpus")
    return 0


if __name__ == "__main__":
    sys.exit(main())
