"""Golden files: what a test gives is written down once, and fails until somebody has read it and run the test again."""

import json
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "golden"


def check_golden(name, value):
    """Compare with tests/golden/NAME.json; a missing file is written and fails. To accept a change, read the difference, delete the file, run twice."""
    path = FOLDER / f"{name}.json"
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    if not path.exists():
        FOLDER.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        pytest.fail(f"{path.name} was written: read it, then run the test again")
    assert json.loads(text) == json.loads(path.read_text("utf-8")), f"{path.name} differs: read it, delete the file if it is right, run twice"
