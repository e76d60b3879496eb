"""An index of the fictional samples, made once a run."""

import pytest

from ingest.refresh import refresh
from rag.config import Settings
from tests.shared import SAMPLES


@pytest.fixture(scope="session")
def indexed(tmp_path_factory):
    """The settings of a library that holds the samples."""
    settings = Settings(data=tmp_path_factory.mktemp("data"))
    refresh(settings, [str(SAMPLES)])
    return settings
