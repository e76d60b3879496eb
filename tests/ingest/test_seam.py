"""Whatever fails or dies where a refresh touches the disk, the old generation serves, nothing is damaged, and the next refresh completes."""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.ingest.seam import FAILED, FAULTS, KILLED, NEW, OLD, POINTS, SURVIVED
from tests.shared import PROJECT

IN_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""Where nothing waits for a disk, which takes most of the time: what fails here are the calls."""


@pytest.fixture(scope="module")
def spoilt():
    with TemporaryDirectory(dir=IN_MEMORY) as place:
        command = [sys.executable, "-m", "tests.ingest.seam", str(Path(place) / "home")]
        ran = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return {(found["point"], found["fault"]): found for found in map(json.loads, ran.stdout.splitlines())}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("point", POINTS)
def test_a_fault_at(spoilt, point, fault):
    found, survived = spoilt[point, fault], fault in POINTS[point].survived
    assert found["code"] == (KILLED if fault == "kill" else SURVIVED if survived else FAILED)
    in_use = survived or (POINTS[point].named and (fault == "kill" or POINTS[point].late))
    assert found["after"] == (NEW if in_use else OLD)
    assert found["wrong"] == []
    assert (found["end"], found["failed"]) == (NEW, 0)
    assert found["left"] == 1, "nothing of the spoilt refresh is left"
