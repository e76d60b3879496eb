"""Refreshes on disks of their own: one that is small and fills up, one that cannot be written. Run as a program inside a mount namespace.

usage: unshare -rm python -m tests.ingest.disks FOLDER   prints one JSON object: what was said and what served at each stage
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from ingest.refresh import refresh
from ingest.verify import verify
from rag.config import Settings
from rag.errors import BriefingsError
from rag.index.generation import Index
from rag.record.library import Library
from tests.ingest.transcripts import Desk, transcript

SIZE = 8_000_000

REFUSED = 3
"""The exit code where a disk cannot be mounted."""


def main(home: Path) -> None:
    desk = Desk(home)
    desk.settings.data.mkdir()
    mount(desk.settings.data, "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs")
    told = {"first": attempt(desk)}
    desk.write("new.txt", transcript(7))
    filler = desk.settings.data / "filler"
    with suppress(OSError), filler.open("wb", 0) as file:
        while True:
            file.write(bytes(4096))
    told |= {"full": attempt(desk), "served_when_full": served(desk.settings)}
    filler.unlink()
    told |= {"freed": attempt(desk)}
    mount(desk.folder, "--bind", str(desk.folder))
    mount(desk.folder, "-o", "remount,ro,bind")
    told |= {"read_only_source": attempt(desk)}
    mount(desk.settings.data, "-o", "remount,ro,bind")
    told |= {"read_only_data": attempt(desk)}
    mount(desk.settings.data, "-o", "remount,rw,bind")
    told |= {"writable": attempt(desk), "problems": "; ".join(problem.what for problem in verify(desk.settings).problems)}
    print(json.dumps(told))


def mount(at: Path, *options: str) -> None:
    if subprocess.run(["mount", *options, str(at)], check=False, capture_output=True).returncode:
        sys.exit(REFUSED)


def attempt(desk: Desk) -> str:
    """How many briefings a refresh ends with, or the error and its fix."""
    try:
        return f"{refresh(desk.settings, [str(desk.folder)]).briefings} briefings"
    except BriefingsError as error:
        return f"{error}. {error.fix}"


def served(settings: Settings) -> str:
    try:
        with Library.open(settings.data) as library:
            index = Index.open(settings, library)
            count = len(index.manifest.briefings)
            index.close()
        return f"{count} briefings"
    except BriefingsError as error:
        return f"{error}. {error.fix}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
