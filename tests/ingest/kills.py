"""Runs refreshes that die at each of their steps, and looks at what they leave. Run as a program, so that forking happens without threads.

usage: python -m tests.ingest.kills FOLDER   prints one JSON object a step: what was found after the kill and after the next refresh
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

from ingest.refresh import refresh
from ingest.result import STEPS, Options, Progress
from rag.config import Settings
from rag.index.generation import Index
from rag.record.library import Library
from tests.ingest.transcripts import Desk, transcript

KILLED = 77


def main(home: Path) -> None:
    import chromadb  # noqa: F401 - once, for all the forks

    desk = Desk(home, 2)
    in_a_fork(lambda: desk.refresh() and 0)
    for step in STEPS:
        sys.stdout.write(json.dumps({"step": step, **try_step(desk, home / step, step)}) + "\n")


def try_step(desk: Desk, home: Path, step: str) -> dict[str, object]:
    """A refresh with one file added, one changed and one removed is killed at a step."""
    shutil.copytree(desk.settings.data, home)
    settings = Settings(data=home)
    desk.write("new.txt", transcript(5))
    desk.write("1.txt", transcript(1, "The {word} is closed."))
    code = in_a_fork(lambda: die_at(settings, step))
    after = look(settings)
    ended = in_a_fork(lambda: complete(settings))
    found = {"killed": code == KILLED, "after": after, "ended": ended, "end": look(settings), "left": len(list((home / "index").iterdir()))}
    (desk.folder / "new.txt").unlink()
    desk.write("1.txt", transcript(1))
    return found


def die_at(settings: Settings, step: str) -> int:
    def report(progress: Progress) -> None:
        if progress.step == step:
            os._exit(KILLED)

    refresh(settings, [], Options(), report)
    return 0


def complete(settings: Settings) -> int:
    result = refresh(settings)
    return 0 if not result.failed and result.briefings == 3 else 1


def look(settings: Settings) -> str:
    """What a reader finds, in a process of its own: the briefings' answers, or what is wrong."""
    told, tell = os.pipe()

    def read() -> int:
        with Library.open(settings.data) as library:
            index = Index.open(settings, library)
            whole = index.vectors.count() == index.words.count() == index.columns.count() == index.manifest.turns
            texts = [library.briefing(id, entry.revision).turns[2].text for id, entry in sorted(index.manifest.briefings.items())]
            same = texts == [index.vectors.texts(id, entry.revision, 3)[2] for id, entry in sorted(index.manifest.briefings.items())]
            index.close()
        closed = sum("closed" in text for text in texts)
        os.write(tell, f"{len(texts)} briefings, {closed} changed{'' if whole and same else ', NOT WHOLE'}".encode())
        return 0

    code = in_a_fork(read)
    os.close(tell)
    with os.fdopen(told, "rb") as pipe:
        return pipe.read().decode() if code == 0 else f"a reader ended with {code}"


def in_a_fork(work) -> int:
    child = os.fork()
    if child == 0:
        try:
            os._exit(work())
        except BaseException:
            sys.excepthook(*sys.exc_info())
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
