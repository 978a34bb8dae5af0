"""What several tests need: where the real data lies, and a fresh project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent

# The machines that run these are busy: how long one example takes says nothing about the code.
settings.register_profile("themes", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("themes")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real transcripts beside the repository; the test is skipped where it is absent."""
    folder = Path(os.environ.get("THEMES_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("the real data (../shared/data) is not beside this repository")
    return folder


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The fictional sample study."""
    return ROOT / "corpus"
