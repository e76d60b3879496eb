"""Small transcripts for the tests of a refresh, and a folder of them to be refreshed."""

from __future__ import annotations

import os
from pathlib import Path

from ingest.refresh import refresh
from ingest.result import Options
from rag.config import Settings

WORDS = "harbour ferry treaty quota bridge visa tariff ceasefire embassy corridor".split()


def transcript(number: int, answer: str = "We will have more to say about the {word} next week.") -> str:
    """A briefing of six turns; its number decides what it is about."""
    word = WORDS[number % len(WORDS)]
    asked = f"QUESTION: What about the {word} number {number}, and will the minister travel?"
    return (
        f"Press Briefing number {number}\n\nMarch {number % 28 + 1}, 2031\n\n"
        "MS. WHITLOCK: Good afternoon, everyone. I have one statement at the top, and then I will take your questions.\n\n"
        f"{asked}\n\nMS. WHITLOCK: {answer.format(word=word)}\n\n"
        "QUESTION: And a follow-up, if I may, on the same subject?\n\nMS. WHITLOCK: I have nothing to add to what I said.\n\n"
        "QUESTION: Thank you.\n"
    )


class Desk:
    """A folder of transcripts and a data folder beside it."""

    def __init__(self, home: Path, files: int = 3) -> None:
        self.folder = home / "transcripts"
        self.folder.mkdir(parents=True)
        self.settings = Settings(data=home / "data")
        for number in range(files):
            self.write(f"{number}.txt", transcript(number))

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.stat().st_mtime_ns if path.exists() else 0
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        if path.stat().st_mtime_ns <= before:
            os.utime(path, ns=(before + 1_000_000, before + 1_000_000))
        return path

    def refresh(self, *sources: str | Path, report=lambda progress: None, **options):
        """With no source: the folder, on the first time, and every remembered source after that."""
        given = [str(source) for source in sources] or ([] if options.get("at_hand") or self.settings.data.exists() else [str(self.folder)])
        return refresh(self.settings, given, Options(**options), report)


def counts(result) -> dict[str, int]:
    """What a refresh did, zeros left out."""
    return {
        name: number
        for name, number in (
            ("added", len(result.added)),
            ("changed", len(result.changed)),
            ("reparsed", result.reparsed),
            ("removed", result.removed),
            ("unchanged", result.unchanged),
            ("skipped", result.skipped),
            ("failed", len(result.failed)),
        )
        if number
    }
