"""`make soak`: refreshes whose system calls fail or kill at the n-th, and refreshes under many asking readers. Nothing may be lost or wrong.

usage: python -m evals.soak [--values 200] [--refreshes 200] [--readers 20]
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

from ingest.refresh import refresh
from ingest.verify import verify
from rag.config import PROJECT, Settings
from rag.index import folders
from rag.index.generation import Index
from rag.record.library import Library

CALLS = "write,pwrite64,fsync,fdatasync,ftruncate,rename,openat,mkdir,unlink,fallocate"
"""The system calls by which a refresh changes the disk."""

FAULTS = {"no space": "error=ENOSPC", "killed": "signal=SIGKILL"}

WORDS = "harbour ferry treaty quota bridge visa tariff ceasefire embassy corridor".split()


def main() -> int:
    """Run both parts; gives 1 when anything was lost or wrong."""
    parser = argparse.ArgumentParser(prog="python -m evals.soak")
    parser.add_argument("--values", type=int, default=200, help="values of n, spread over a whole refresh, for each fault")
    parser.add_argument("--refreshes", type=int, default=200)
    parser.add_argument("--readers", type=int, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        bad = inject(Path(home) / "faults", given.values) + crowd(Path(home) / "crowd", given.refreshes, given.readers)
    print(f"{len(bad)} failures")
    for what in bad[:20]:
        print(what)
    return bool(bad)


def transcript(number: int) -> str:
    """A briefing of its own for each number."""
    word = WORDS[number % len(WORDS)]
    body = "\n\n".join(
        f"QUESTION: What about {word} {number}, part {part}?\n\nMS. HALE: Answer {number} on {word}, part {part}." for part in range(6)
    )
    return f"Press Briefing {number}\n\nMarch {number % 28 + 1}, 2031\n\nMS. HALE: Good afternoon, everyone.\n\n{body}\n"


def inject(home: Path, values: int) -> list[str]:
    """A refresh that adds one file, with its n-th call of each kind failing or killing it, for many n."""
    folder, data = home / "transcripts", home / "data"
    folder.mkdir(parents=True)
    for number in range(3):
        (folder / f"{number}.txt").write_text(transcript(number))
    refresh(Settings(data), [str(folder)])
    (folder / "new.txt").write_text(transcript(9))
    calls = _count(data, home / "trial")
    if not calls:
        print("tracing is refused here: no faults are injected")
        return []
    print(f"a refresh makes {calls} of the traced calls")
    bad = []
    for fault, action in FAULTS.items():
        survived = 0
        for n in _spread(calls, values):
            _copy(data, home / "trial")
            code = _traced(home / "trial", f"inject={CALLS}:{action}:when={n}{'+' if fault == 'no space' else ''}").returncode
            survived += code in (0, 3)
            bad += [f"{fault} at call {n}: {what}" for what in _look(Settings(home / "trial"))]
        print(f"{fault}: {values} values of n, {survived} refreshes ended well all the same")
    return bad


def _spread(calls: int, values: int) -> Iterator[int]:
    return (1 + at * calls // values for at in range(values))


def _copy(data: Path, trial: Path) -> None:
    shutil.rmtree(trial, ignore_errors=True)
    shutil.copytree(data, trial)


def _count(data: Path, trial: Path) -> int:
    """How often a whole refresh makes the traced calls, 0 where tracing is refused."""
    if shutil.which("strace") is None:
        return 0
    _copy(data, trial)
    trace = trial.with_suffix(".trace")
    _traced(trial, f"trace={CALLS}", trace)
    return len(re.findall(r"^", trace.read_text(errors="replace"), re.M)) - 1 if trace.exists() else 0


def _traced(data: Path, what: str, output: Path = Path("/dev/null")) -> subprocess.CompletedProcess[str]:
    command = ["strace", "-f", "-qq", "-o", str(output), "-e", what, sys.executable, "-m", "ingest", "refresh", "--data", str(data), "--json"]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False, timeout=120)


def _look(settings: Settings) -> Iterator[str]:
    """What is wrong after a fault: the old generation must serve, nothing be damaged, the next refresh complete."""
    for problem in verify(settings).problems:
        yield f"verify: {problem.what}"
    with Library.open(settings.data) as library:
        index = Index.open(settings, library)
        if len(index.manifest.briefings) not in (3, 4):
            yield f"{len(index.manifest.briefings)} briefings serve"
        index.close()
    result = refresh(settings)
    if result.briefings != 4 or result.failed:
        yield f"the next refresh: {result.briefings} briefings, {len(result.failed)} failed"
    for problem in verify(settings).problems:
        yield f"verify after the next refresh: {problem.what}"


def crowd(home: Path, refreshes: int, readers: int) -> list[str]:
    """Refreshes while many readers ask, in processes of four; every answer must be of the generation that the reader holds."""
    folder, settings = home / "transcripts", Settings(home / "data")
    folder.mkdir(parents=True)
    for number in range(10):
        (folder / f"{number}.txt").write_text(transcript(number))
    refresh(settings, [str(folder)])
    stop = home / "stop"
    command = [sys.executable, "-c", "from evals.soak import ask; ask()", str(settings.data), str(stop)]
    asking = [subprocess.Popen([*command, str(min(4, readers - at))], cwd=PROJECT, stdout=subprocess.PIPE, text=True) for at in range(0, readers, 4)]
    most = 0
    for turn in range(refreshes):
        (folder / f"{turn % 10}.txt").unlink(missing_ok=True)
        (folder / f"{(turn + 5) % 10}.txt").write_text(transcript(turn + 10))
        refresh(settings)
        most = max(most, folders.size(settings.data))
    stop.touch()
    told = [json.loads(process.communicate()[0]) for process in asking]
    refresh(settings)
    left = len(list((settings.data / "index").iterdir()))
    asked = sum(one["asked"] for one in told)
    print(f"{refreshes} refreshes under {readers} readers: {asked} questions, at most {most / 1e6:.0f} MB on disk, {left} generation left")
    return [what for one in told for what in one["bad"]] + ([f"{left} generations are left"] if left != 1 else [])


def ask() -> None:
    """A process of several readers that ask until a file says stop; prints what it saw."""
    data, stop, threads = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    asked, bad = [0] * threads, list[str]()

    def read(number: int) -> None:
        settings = Settings(data)
        with Library.open(data) as library:
            index = Index.open(settings, library)
            while not stop.exists():
                if not index.current():
                    index.close()
                    index = Index.open(settings, library)
                bad.extend(_wrong(index, library))
                asked[number] += 1
            index.close()

    def run(number: int) -> None:
        try:
            read(number)
        except Exception as error:  # told to the parent, which counts it
            bad.append(f"a reader failed: {type(error).__name__}: {error}")

    running = [threading.Thread(target=run, args=(number,)) for number in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    print(json.dumps({"asked": sum(asked), "bad": bad}))


def _wrong(index: Index, library: Library) -> Iterator[str]:
    """A turn of the generation is found by its own vector, and its text is the record's."""
    id, entry = next(iter(index.manifest.briefings.items()))
    vector = index.vectors.of(id, entry.revision, entry.turns)[2]
    found = index.vectors.nearest(vector, 3)
    if not any(name == f"{id}:{entry.revision}:2" or similarity > 0.999 for name, similarity in found):
        yield f"turn 2 of {id} was not found"
    if index.vectors.texts(id, entry.revision, entry.turns)[2] != library.briefing(id, entry.revision).turns[2].text:
        yield f"turn 2 of {id} is not the record's"


if __name__ == "__main__":
    sys.exit(main())
