"""Where optional real data lies, and the samples that are always there."""

from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
SAMPLES = PROJECT / "samples"
SHARED = PROJECT.parent / "shared"
DEV = SHARED / "transcripts" / "dev"

needs_dev = pytest.mark.skipif(not DEV.is_dir(), reason="the development set (../shared/transcripts/dev) is not here")
