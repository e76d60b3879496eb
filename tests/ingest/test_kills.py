"""A refresh that dies at any step leaves the old generation serving, and the next one completes."""

import json
import subprocess
import sys

import pytest

from ingest.result import STEPS
from tests.shared import PROJECT

OLD, NEW = "2 briefings, 0 changed", "3 briefings, 1 changed"


@pytest.fixture(scope="module")
def killed(tmp_path_factory):
    command = [sys.executable, "-m", "tests.ingest.kills", str(tmp_path_factory.mktemp("kills") / "home")]
    ran = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return {found["step"]: found for found in map(json.loads, ran.stdout.splitlines())}


@pytest.mark.parametrize("step", STEPS)
def test_killed_at(killed, step):
    found = killed[step]
    assert found["killed"], "the step must come"
    assert found["after"] == (NEW if step in ("named", "clean") else OLD)
    assert found["ended"] == 0
    assert found["end"] == NEW
    assert found["left"] == 1, "nothing of the killed refresh is left"
