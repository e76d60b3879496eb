"""`python -m evals`: retrieval and answers measured, beside the common pipeline, with the difference to the committed baseline.

`--update` writes evals/baseline.json and docs/retrieval.md; `--embedding` measures another one (see evals/minilm.py); `--quick` leaves the ablations out.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from evals import answering, report
from evals.peer import build_peer, peer_search
from evals.questions import SHARED, Set, anchors, development, meetings, page_files, scratch_folder
from evals.retrieval import Collection, ablate, by_kind, measure, search
from rag import config


def main(arguments: list[str] | None = None) -> int:
    """Measures what there is; says what is not there."""
    parser = argparse.ArgumentParser(prog="python -m evals", description="Measure retrieval and answers.")
    parser.add_argument("part", nargs="?", choices=("retrieval", "answers", "all"), default="all")
    parser.add_argument("--embedding", default=config.load().embedding, help="static, onnx:FOLDER or openai[:MODEL]; else BRIEFINGS_EMBEDDING")
    parser.add_argument("--quick", action="store_true", help="without the ablations")
    parser.add_argument("--update", action="store_true", help="write the baseline and docs/retrieval.md")
    options = parser.parse_args(arguments)
    if not SHARED.is_dir():
        print(f"Skipped: the sets of questions are not here ({SHARED.name}/ beside the project).")
        return 0
    if options.part != "answers":
        _retrieval(options.embedding, quick=options.quick, update=options.update)
    if options.part != "retrieval":
        _answers(quick=options.quick, update=options.update)
    return 0


def _answers(*, quick: bool, update: bool) -> None:
    with scratch_folder() as scratch:
        page = answering.run(SHARED, Path(scratch), count=200 if quick else 1_000)
    print(page)
    if update:
        answering.PAGE.write_text(page, encoding="utf-8")


def _retrieval(embedding: str, *, quick: bool, update: bool) -> None:
    tables = report.Report(embedding)
    with scratch_folder() as scratch:
        folder = Path(scratch)
        for chosen in (development(), meetings("train", folder), meetings("val", folder)):
            print(f"{chosen.name}: {len(chosen.files)} files ...", file=sys.stderr)
            collection = Collection.build(chosen.files, folder / chosen.name.replace(" ", "-"), embedding)
            _measure(tables, chosen, collection, quick=quick or chosen.name.endswith("val"))
            collection.close()
        pages = Collection.build(page_files(), folder / "pages", embedding)
        topics = Set("topic anchors", page_files(), tuple(anchors(pages.sources)))
        _measure(tables, topics, pages, quick=True)
        pages.close()
    print(tables.text())
    if update:
        tables.write()


def _measure(tables: report.Report, chosen: Set, collection: Collection, *, quick: bool) -> None:
    tables.add(chosen.name, "this", by_kind(chosen.cases, measure(chosen.cases, collection, search(collection))))
    peer = build_peer(collection)
    for name, fused in (("chunks", False), ("chunks + BM25", True)):
        tables.add(chosen.name, name, by_kind(chosen.cases, measure(chosen.cases, collection, peer_search(peer, fused=fused))))
    if not quick:
        tables.add_ablations(chosen.name, {name: by_kind(chosen.cases, rows) for name, rows in ablate(chosen, collection).items()})


if __name__ == "__main__":
    sys.exit(main())
