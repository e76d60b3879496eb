"""Fuzzed transcripts: real and invented files mutated, truncated, nested, mixed and hidden; anything but the project's own error is a bug.

Nothing is kept: a failing input is told by its number, its seed file and its mutations, and is made again from them.
"""

from __future__ import annotations

import argparse
import io
import random
import resource
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from ingest.parse import parse
from ingest.readers.archive import is_archive, members
from rag.errors import BriefingsError

PROJECT = Path(__file__).resolve().parents[1]
FOLDERS = (PROJECT / "samples", *(PROJECT.parent / "shared" / "transcripts" / name for name in ("dev/corpus", "state", "au", "fomc", "congress")))
LARGEST = 60_000
"""Bytes of a seed file that are used; the time of a case is bounded for each megabyte all the same."""
SECONDS_A_MB = 5.0
SLACK_S = 1.0

Mutation = Callable[[random.Random, bytes], bytes]
_NASTY = [
    *(
        piece.encode()
        for piece in ("\u202e", "\u200b", "\u200f", "<b>", "</p>", "<!--", "]]>", "<![CDATA[", "&#x1F600;", "&a;", "<p hidden>", "```", "**", "[x](")
    ),
    *(
        piece.encode()
        for piece in ('<p style="display:none">', "---\n", "QUESTION:", "Q   ", "MR. DOE:", "\r", "\x0c", "\xa0", "endstream", '{"speaker":', "END")
    ),
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"%PDF-1.4\n", b"PK\x03\x04", b"00:00:01,000 --> 00:00:02,000\n", b"\n\n\n"),
]


def flip(rng: random.Random, data: bytes) -> bytes:
    """A few bytes changed."""
    out = bytearray(data)
    for _ in range(rng.randint(1, 20)):
        if out:
            out[rng.randrange(len(out))] = rng.randrange(256)
    return bytes(out)


def truncate(rng: random.Random, data: bytes) -> bytes:
    """The beginning or the end alone."""
    at = rng.randint(0, len(data))
    return data[:at] if rng.random() < 0.7 else data[at:]


def insert(rng: random.Random, data: bytes) -> bytes:
    """Pieces of markup, controls and other formats put in."""
    for _ in range(rng.randint(1, 8)):
        at = rng.randint(0, len(data))
        data = data[:at] + rng.choice(_NASTY) * rng.choice((1, 1, 1, 3, 200)) + data[at:]
    return data


def shuffle(rng: random.Random, data: bytes) -> bytes:
    """Lines in another order, some of them many times."""
    rows = data.split(b"\n")
    rng.shuffle(rows)
    return b"\n".join(row * rng.choice((1, 1, 1, 1, 5)) for row in rows)


def join_lines(rng: random.Random, data: bytes) -> bytes:
    """All in one long line."""
    return data.replace(b"\n", rng.choice((b" ", b"", b"\t", b"\xc2\xa0"))) * rng.choice((1, 1, 4))


def recode(rng: random.Random, data: bytes) -> bytes:
    """Text in another encoding, or half in one and half in another."""
    text = data.decode("utf-8", "replace")
    half = len(text) // 2
    one, other = rng.choice(("utf-16", "utf-16-be", "cp1252", "latin-1", "utf-32", "utf-7", "koi8-r")), rng.choice(("utf-8", "cp1252"))
    return text[:half].encode(one, "replace") + text[half:].encode(other if rng.random() < 0.5 else one, "replace")


def nest(rng: random.Random, data: bytes) -> bytes:
    """Deep inside tags, lists, quotes or brackets."""
    opener = rng.choice((b"<div>", b"<b>", b"<ul><li>", b"<table><tr><td>", b"> ", b"[", b"{", b"(", b'<span style="display:none">'))
    return opener * rng.choice((10, 500, 5000)) + data


def repeat(rng: random.Random, data: bytes) -> bytes:
    """A piece many times over."""
    at = rng.randint(0, len(data))
    piece = data[at : at + rng.choice((1, 3, 30, 300))]
    return data[:at] + piece * rng.choice((50, 1000)) + data[at:]


MUTATIONS: tuple[Mutation, ...] = (flip, flip, truncate, insert, insert, shuffle, join_lines, recode, nest, repeat)
ENDINGS = ("txt", "md", "html", "xml", "json", "srt", "vtt", "eml", "pdf", "docx", "zip", "tar.gz")


def seeds() -> list[tuple[str, bytes]]:
    """Files to start from: those at hand, and small invented ones of the formats that have none."""
    found = [(path.name, path.read_bytes()[:LARGEST]) for folder in FOLDERS if folder.is_dir() for path in sorted(folder.iterdir()) if path.is_file()]
    talk = b"MR DOE: Hello.\n\nQUESTION: Is it so?\n\nMR DOE: It is.\n"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", talk)
    invented = [
        ("x.srt", b"1\n00:00:00,240 --> 00:00:03,840\nMR DOE: Hello\n\n2\n00:00:04,000 --> 00:00:06,000\nQUESTION: So?\n"),
        ("x.eml", b"Subject: Call\nDate: Tue, 20 Jul 2021 01:18:01 +0000\nContent-Type: text/plain\n\n" + talk),
        ("x.json", b'[{"speaker": "Doe", "content": "Hello."}, {"speaker": "Roe", "content": "So?"}]'),
        ("x.docx", _word(talk.decode())),
        ("x.md", b"| Time | Speaker | Words |\n|---|---|---|\n" + b"| 10:02 | Jane Doe | Hello to all. |\n| 10:03 | Reporter | Is it so? |\n" * 3),
        ("x.html", b"<h1>Interview</h1>" + b"<p><b>Is it so?</b></p><p>I think so.</p><table><tr><td>MR DOE:<td>So.</table>" * 4),
        ("court.txt", b"".join(b"%2d           MR. DOE:  Hello, all.\n" % (row % 25 + 1) for row in range(50))),
        ("x.zip", buffer.getvalue()),
    ]
    return found + invented


def _word(text: str) -> bytes:
    import docx

    document = docx.Document()
    for paragraph in text.split("\n\n"):
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def run(count: int, seed: int) -> int:
    """Runs `count` cases; prints outcomes, slowest case and memory; the number of bugs."""
    files, outcomes, bugs = seeds(), Counter[str](), 0
    slowest: tuple[float, str] = (0.0, "")
    for number in range(count):
        rng = random.Random(f"{seed}:{number}")
        name, data, applied = _case(rng, files)
        begun = time.process_time()
        outcome = _outcome(name, data)
        spent = time.process_time() - begun
        if spent > SLACK_S + SECONDS_A_MB * len(data) / 1e6:
            outcome = f"bug: {spent:.1f} s for {len(data)} bytes"
        if outcome.startswith("bug"):
            bugs += 1
            print(f"case {number} (seed {seed}), {name}, {applied}: {outcome}")
        outcomes[outcome.split(":")[0]] += 1
        slowest = max(slowest, (spent / max(0.05, len(data) / 1e6), f"case {number}, {name}, {len(data)} bytes, {spent:.2f} s"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count} inputs from {len(files)} files: {dict(outcomes)}; slowest for its size: {slowest[1]}; memory at most {peak:.0f} MB")
    return bugs


def _case(rng: random.Random, files: Sequence[tuple[str, bytes]]) -> tuple[str, bytes, list[str]]:
    name, data = rng.choice(files)
    chosen = [rng.choice(MUTATIONS) for _ in range(rng.randint(1, 4))]
    for mutation in chosen:
        data = mutation(rng, data)[: 8 * LARGEST]
    if rng.random() < 0.15:
        name = f"x.{rng.choice(ENDINGS)}"
    return name, data, [mutation.__name__ for mutation in chosen]


def _outcome(name: str, data: bytes) -> str:
    try:
        if is_archive(name):
            return f"archive of {sum(1 for _ in members(data, name))}".split(" of")[0]
        parse(data, name)
    except BriefingsError as error:
        return type(error).__name__ if error.fix else f"bug: {error} has no fix"
    except Exception:  # what is sought
        return "bug: " + traceback.format_exc(limit=-2).strip().replace("\n", " | ")
    return "briefing"


def main() -> int:
    """Runs the cases that the options ask for; 1 when there was a bug."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    return 1 if run(given.count, given.seed) else 0


if __name__ == "__main__":
    sys.exit(main())
