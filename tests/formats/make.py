"""Makes the tiny library of the present format, from the samples; every format that was released keeps its own, to be read for ever.

usage: python -m tests.formats.make   writes tests/formats/<format>/library.tar.xz and expected.json; needed when rag/record/schema.py raises FORMAT
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from ingest.refresh import refresh
from rag.config import Settings
from rag.record import schema
from rag.record.library import FILE, Library
from rag.types import Briefing
from tests.shared import SAMPLES

FORMATS = Path(__file__).parent


def main() -> None:
    """Write the library of this format."""
    place = FORMATS / str(schema.FORMAT)
    place.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        data = Path(home) / "data"
        shutil.copytree(SAMPLES, Path(home) / "samples")
        refresh(Settings(data), [str(Path(home) / "samples")])
        with closing(sqlite3.connect(data / FILE)) as connection:  # where it was made is nobody's business
            connection.execute("UPDATE sources SET address = '/samples'")
            connection.commit()
        (data / "lock").unlink()
        with Library.open(data) as library:
            told = {summary.id: describe(library.briefing(summary.id)) for summary in library.briefings()}
        with tarfile.open(place / "library.tar.xz", "w:xz") as archive:
            archive.add(data, ".", filter=_anonymous)
    (place / "expected.json").write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n")


def describe(briefing: Briefing) -> dict[str, Any]:
    """What must be read back of a briefing, whatever becomes of the parser."""
    turns = [[turn.label, turn.speaker.name, turn.speaker.role, turn.answers, turn.text] for turn in briefing.turns]
    digest = hashlib.sha256(json.dumps(turns).encode()).hexdigest()
    return {"revision": briefing.revision, "title": briefing.title, "when": briefing.when, "turns": len(turns), "sha256": digest}


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


if __name__ == "__main__":
    main()
