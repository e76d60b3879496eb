"""`python -m evals.bench`: indexing and query cost at 1,000, 10,000 and 100,000 turns, beside the common pipeline; writes docs/bench.md and a plot.

Reads a large archive of transcripts outside the project and says so where it is absent.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any, cast

from evals.questions import SHARED, development
from ingest.parse import parse
from rag.errors import NoTurns
from rag.types import Briefing

ARCHIVE = SHARED / "transcripts" / "whitehouse-md.tar.xz"
PAGE = Path(__file__).resolve().parents[1] / "docs" / "bench.md"
SIZES = (1_000, 10_000, 100_000)
SCOPED = (
    "since:2022 inflation",
    "role:press ukraine",
    "speaker:psaki vaccines",
    "What was said about gas prices in 2022?",
    '"supply chain" since:2021',
    "What did Psaki say about vaccines in July 2021?",
    "What did reporters ask about Ukraine?",
    "What did Reuters ask?",
    "outlet:cnn border",
    "for:us until:2023 people",
    '"the American people"',
)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one system costs at one size; milliseconds by the clock, megabytes resident."""

    system: str
    turns: int
    index_s: float
    disk_mb: float
    median_ms: float
    p95_ms: float
    scoped_ms: float
    scoped_p95_ms: float
    memory_mb: float


def main() -> int:
    """Measures each system and size in a process of its own, so that memory is its own."""
    if len(sys.argv) == 4:
        print(json.dumps(asdict(_measure(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])))))
        return 0
    if not ARCHIVE.is_file():
        print(f"Skipped: {ARCHIVE.name} is not here.")
        return 0
    machine = f"Measured on {os.cpu_count()} cores shared by everything, load average {os.getloadavg()[0]:.1f} at the start."
    with tempfile.TemporaryDirectory(prefix="briefings-bench-") as scratch:
        subprocess.run(["tar", "-xJf", str(ARCHIVE), "-C", scratch], check=True)
        costs = [_apart(system, size, Path(scratch)) for size in SIZES for system in ("this", "chunks")]
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.with_suffix(".svg").write_text(plot(costs), "utf-8")
    report = page(costs, machine)
    PAGE.write_text(report, "utf-8")
    print(report)
    return 0


def _apart(system: str, size: int, files: Path) -> Cost:
    print(f"{system}, {size:,} turns ...", file=sys.stderr)
    done = subprocess.run([sys.executable, "-m", "evals.bench", system, str(size), str(files)], check=True, stdout=subprocess.PIPE, text=True)
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def _measure(system: str, size: int, files: Path) -> Cost:
    with tempfile.TemporaryDirectory(prefix="briefings-bench-") as data:
        return (_this if system == "this" else _chunks)(sorted(files.rglob("*.md")), size, Path(data))


def _this(paths: Sequence[Path], size: int, data: Path) -> Cost:
    from evals.retrieval import TODAY, Collection

    enough = list(_enough(paths, size))
    began = time.perf_counter()
    collection = Collection.build(enough, data)
    indexed = time.perf_counter() - began

    def ask(question: str) -> None:
        collection.retriever.search(collection.retriever.understand(question, today=TODAY), 10)

    plain, scoped = _times(ask, [case.text for case in development().cases]), _times(ask, SCOPED * 4)
    return Cost(
        "this", collection.index.columns.count(), indexed, _size(data / "index"), median(plain), _p95(plain), median(scoped), _p95(scoped), _memory()
    )


def _chunks(paths: Sequence[Path], size: int, data: Path) -> Cost:
    """The common pipeline over the same files: parsing is not counted, cutting, embedding and storing are."""
    import chromadb
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    from evals.peer import OVERLAP, SIZE
    from rag.index.embeddings import StaticEmbedding

    briefings = [briefing for path in _enough(paths, size) if (briefing := _read(path))]
    embedding = StaticEmbedding()
    began = time.perf_counter()
    splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP)
    chunks = [chunk for briefing in briefings for chunk in splitter.split_text("\n\n".join(f"{turn.label}: {turn.text}" for turn in briefing.turns))]
    store = chromadb.PersistentClient(str(data)).create_collection("chunks", embedding_function=None)
    for start in range(0, len(chunks), 4000):
        part = chunks[start : start + 4000]
        vectors = embedding.embed(part)
        years = [{"year": 2021 + number % 5} for number in range(len(part))]
        store.add(ids=[str(start + at) for at in range(len(part))], embeddings=vectors, documents=part, metadatas=years)  # type: ignore[arg-type]
    indexed = time.perf_counter() - began

    def ask(question: str) -> None:
        store.query(query_embeddings=embedding.embed([question]), n_results=10)

    def ask_scoped(question: str) -> None:
        store.query(query_embeddings=embedding.embed([question]), n_results=10, where=cast(Any, {"year": {"$gte": 2022}}))

    plain, scoped = _times(ask, [case.text for case in development().cases]), _times(ask_scoped, SCOPED * 4)
    turns = sum(len(briefing.turns) for briefing in briefings)
    return Cost("chunks", turns, indexed, _size(data), median(plain), _p95(plain), median(scoped), _p95(scoped), _memory())


def _read(path: Path) -> Briefing | None:
    """None for one of the few files of the archive that are a remark without a speaker's label."""
    try:
        return parse(path.read_bytes(), path.name)
    except NoTurns:
        return None


def _enough(paths: Sequence[Path], size: int) -> Iterator[Path]:
    """Files from all years until they hold `size` turns."""
    turns = 0
    step = max(1, len(paths) * 100 // size)
    for path in [*paths[::step], *(path for at, path in enumerate(paths) if at % step)]:
        if turns < size and (briefing := _read(path)):
            turns += len(briefing.turns)
            yield path


def _times(ask: Callable[[str], None], questions: Sequence[str]) -> list[float]:
    """Milliseconds of each question, after one round to warm up."""
    for question in questions[:20]:
        ask(question)
    taken = []
    for question in questions:
        began = time.perf_counter()
        ask(question)
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def _p95(values: Sequence[float]) -> float:
    return quantiles(values, n=20)[-1]


def _size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def page(costs: Sequence[Cost], machine: str) -> str:
    """The report as Markdown."""
    rows = [
        f"| {cost.system} | {cost.turns:,} | {cost.index_s:.1f} | {cost.disk_mb:.0f} | {cost.median_ms:.1f} | {cost.p95_ms:.1f} | "
        f"{cost.scoped_ms:.1f} | {cost.scoped_p95_ms:.1f} | {cost.memory_mb:.0f} |"
        for cost in costs
    ]
    head = "| system | turns | index, s | disk, MB | median, ms | 95th, ms | with a scope, ms | its 95th, ms | peak memory, MB |"
    return "\n".join(
        ["# Cost of indexing and search", "", _ABOUT, machine, "", head, "| --- |" + " --- |" * 8, *rows, "", "![Search time by size](bench.svg)", ""]
    )


_ABOUT = """Written by `make bench`; every line is a process of its own. "this": from files to answers, parsing included, and a whole search
(understanding, words, meaning, scope, ten turns read). "chunks": the common pipeline over the same text, from parsed transcripts, one Chroma query;
its scope is a `where` on a year. Peak memory includes indexing."""


def plot(costs: Sequence[Cost]) -> str:
    """Median search time against turns, both on logarithmic axes, as SVG."""
    from math import log10

    def at(cost: Cost, value: float) -> tuple[float, float]:
        return 60 + (log10(cost.turns) - 2.5) * 160, 210 - (log10(max(value, 0.1)) + 1) * 50

    parts = ['<svg xmlns="http://www.w3.org/2000/svg" width="520" height="260" font-family="sans-serif" font-size="12">']
    for exponent in (-1, 0, 1, 2):
        height = 210 - (exponent + 1) * 50
        parts.append(f'<line x1="60" x2="480" y1="{height}" y2="{height}" stroke="#ccc"/><text x="8" y="{height + 4}">{10.0**exponent:g} ms</text>')
    for size in SIZES:
        parts.append(f'<text x="{60 + (log10(size) - 2.5) * 160 - 20:.0f}" y="235">{size:,}</text>')
    lines = [
        ("this", "median_ms", "#1d4e89"),
        ("this", "scoped_ms", "#7fa6d6"),
        ("chunks", "median_ms", "#b3541e"),
        ("chunks", "scoped_ms", "#e0a67f"),
    ]
    for number, (system, name, colour) in enumerate(lines):
        points = [at(cost, getattr(cost, name)) for cost in costs if cost.system == system]
        path = " ".join(f"{x:.0f},{y:.0f}" for x, y in points)
        label = f"{system}, {'no scope' if name == 'median_ms' else 'with a scope'}"
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="70" y="{20 + 15 * number}" fill="{colour}">{label}</text>')
    return "\n".join([*parts, "</svg>", ""])


if __name__ == "__main__":
    sys.exit(main())
