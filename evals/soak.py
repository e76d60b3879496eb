"""`make soak`: refreshes whose n-th change of the disk fails or kills them, and refreshes under many asking readers. Nothing may be lost or wrong.

usage: python -m evals.soak [--values 200] [--refreshes 200] [--readers 20]
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

from evals.faults import REFUSED
from ingest.refresh import refresh
from ingest.verify import verify
from rag.answer import Assistant
from rag.config import PROJECT, Settings
from rag.index import folders

FAULTS = {"no space": "full", "killed": "kill"}

WORDS = "harbour ferry treaty quota bridge visa tariff ceasefire embassy corridor".split()


OLD, NEW = {10, 11, 12, 13}, {10, 13, 25, 26}
"""Numbers of the briefings before and after the refresh that a fault meets."""


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
    return bool(bad)


def transcript(number: int) -> str:
    """A briefing of its own for each number."""
    body = "\n\n".join(f"QUESTION: {question(number, word)}\n\nMS. HALE: {answer(number, word)}" for word in WORDS)
    return f"Press Briefing {number}\n\nMarch {number % 28 + 1}, 2031\n\nMS. HALE: Good afternoon, everyone.\n\n{body}\n"


def question(number: int, word: str) -> str:
    """What one turn of one briefing is asked."""
    return f"What about {word} {number}?"


def answer(number: int, word: str) -> str:
    """What that turn is answered."""
    return f"The {word} {number} is under review."


def inject(home: Path, values: int) -> list[str]:
    """A refresh that adds one file, changes one and takes one out, with its n-th change of the disk failing or killing it, for many n."""
    if values == 0:
        return []
    folder, data = home / "transcripts", home / "data"
    folder.mkdir(parents=True)
    for number in OLD:
        (folder / f"{number}.txt").write_text(transcript(number))
    refresh(Settings(data), [str(folder)])
    (folder / "new.txt").write_text(transcript(25))
    (folder / "11.txt").write_text(transcript(26))
    (folder / "12.txt").unlink()
    calls = _count(_copy(data, home / "trial"))
    if not calls:
        print("tracing is refused here: no faults are injected")
        return []
    print(f"a refresh changes the disk {calls} times")
    bad = []
    for fault, action in FAULTS.items():
        ended = 0
        for n in (1 + at * calls // values for at in range(values)):
            trial = _copy(data, home / "trial")
            code, said = _traced(trial, f"{action}:{n}")
            ended += code == 0
            for what in [*_said(code, said), *_look(Settings(trial))]:
                bad.append(f"{fault} at change {n}: {what}")
                print(bad[-1], flush=True)
        print(f"{fault}: {values} values of n, {ended} refreshes ended well all the same, {len(bad)} failures so far", flush=True)
    return bad


def _copy(data: Path, trial: Path) -> Path:
    shutil.rmtree(trial, ignore_errors=True)
    shutil.copytree(data, trial)
    return trial


def _count(data: Path) -> int:
    """How often a whole refresh changes the disk, 0 where tracing is refused."""
    ran = _run(data, "count")
    return int(json.loads(ran.stdout)["calls"]) if ran.returncode != REFUSED else 0


def _traced(data: Path, fault: str) -> tuple[int, str]:
    """Refresh under a fault: its exit code, and what it said."""
    ran = _run(data, fault)
    return int(json.loads(ran.stdout)["code"]), ran.stderr


def _run(data: Path, fault: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "evals.faults", str(data), fault, sys.executable, "-m", "ingest", "refresh", "--data", str(data)]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False, timeout=120)


def _said(code: int, said: str) -> Iterator[str]:
    """A refresh that fails says why and what to do, in a sentence."""
    if "Traceback" in said or (code == 1 and "refresh again" not in said):
        yield f"it said: {said[-300:]}"


def _look(settings: Settings) -> Iterator[str]:
    """What is wrong after a fault: a generation must serve, the old or the new, nothing be damaged, and the next refresh complete."""
    for problem in verify(settings).problems:
        yield f"verify: {problem.what}"
    if (served := _served(settings)) not in (OLD, NEW):
        yield f"{served} are answered from"
    result = refresh(settings)
    if result.briefings != len(NEW) or result.failed or (served := _served(settings)) != NEW:
        yield f"the next refresh: {result.briefings} briefings, {served} are answered from, {len(result.failed)} failed"
    for problem in verify(settings).problems:
        yield f"verify after the next refresh: {problem.what}"
    if (left := len(list((settings.data / "index").iterdir()))) != 1:
        yield f"{left} generations are left"


def _served(settings: Settings) -> set[int]:
    """The numbers whose questions find their answers."""
    with Assistant.open(settings) as assistant:
        return {number for number in OLD | NEW if _is_answered(assistant, number, WORDS[number % len(WORDS)])}


def _is_answered(assistant: Assistant, number: int, word: str) -> bool:
    given = assistant.ask(question(number, word))
    return given.status == "answered" and given.claims[0].citations[0].quote == answer(number, word)


def crowd(home: Path, refreshes: int, readers: int) -> list[str]:
    """Refreshes while many readers ask, in processes of four; every answer must be right while its briefing is there."""
    if refreshes == 0:
        return []
    folder, settings = home / "transcripts", Settings(home / "data")
    folder.mkdir(parents=True)
    for number in range(10, 20):
        (folder / f"{number % 10}.txt").write_text(transcript(number))
    refresh(settings, [str(folder)])
    stop = home / "stop"
    command = [sys.executable, "-c", "from evals.soak import ask; ask()", str(settings.data), str(stop)]
    asking = [subprocess.Popen([*command, str(min(4, readers - at))], cwd=PROJECT, stdout=subprocess.PIPE, text=True) for at in range(0, readers, 4)]
    sizes = []
    for turn in range(refreshes):
        (folder / f"{turn % 10}.txt").write_text(transcript(turn + 20))
        refresh(settings)
        sizes.append(folders.size(settings.data))
    stop.touch()
    told = [json.loads(process.communicate()[0]) for process in asking]
    refresh(settings)
    left = len(list((settings.data / "index").iterdir()))
    asked = sum(one["asked"] for one in told)
    print(f"{refreshes} refreshes under {readers} readers: {asked} questions, at most {max(sizes) / 1e6:.1f} MB on disk, {left} generation left")
    bad = [what for one in told for what in one["bad"]] + ([f"{left} generations are left"] if left != 1 else [])
    print("\n".join(bad[:20]))
    return bad


def ask() -> None:
    """A process of several readers that ask until a file says stop; prints what it saw."""
    data, stop, threads = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    asked, bad = [0] * threads, list[str]()

    def read(reader: int) -> None:
        with Assistant.open(Settings(data)) as assistant:
            while not stop.exists():
                bad.extend(_wrong(assistant))
                asked[reader] += 1

    def run(reader: int) -> None:
        try:
            read(reader)
        except Exception as error:  # told to the parent, which counts it
            bad.append(f"a reader failed: {type(error).__name__}: {error}")

    running = [threading.Thread(target=run, args=(reader,)) for reader in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    print(json.dumps({"asked": sum(asked), "bad": bad}))


def _wrong(assistant: Assistant) -> Iterator[str]:
    """A question about a briefing that is there must be answered by its words, unless a refresh changes what there is just then."""
    generation = assistant.library.generation
    assistant.reopen_if_stale()
    numbers = [int(summary.title.rpartition(" ")[2]) for summary in assistant.library.briefings()]
    number, word = random.choice(numbers), random.choice(WORDS)
    if not _is_answered(assistant, number, word) and assistant.library.generation == generation:
        yield f"{word} {number} was not answered"


if __name__ == "__main__":
    sys.exit(main())
