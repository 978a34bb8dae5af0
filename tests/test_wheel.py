"""A wheel holds all that an installation needs: nothing of the repository is beside it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked as pip would."""
    site = tmp_path_factory.mktemp("wheel") / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    return site


def started(site: Path, *words: str, folder: Path) -> subprocess.Popen[str]:
    """``themes …`` from the wheel, in a folder of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "themes", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(site), "THEMES_HOME": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def test_the_sample_study_is_built_from_the_wheel_alone(unpacked, tmp_path):
    out, _ = started(unpacked, "sample", "sample", "--no-candidates", "--json", folder=tmp_path).communicate()
    facts = json.loads(out)
    assert (11, 14) == (facts["n_transcripts"], facts["n_codes"])


def test_candidates_are_found_by_the_wheel_alone(unpacked, corpus, tmp_path):
    # One interview: what a discovery needs of the installation is the same as for eleven, a tenth of the time.
    interview = str(min((corpus / "interviews").iterdir()))
    for words in (("new", "study"), ("add", "study", interview), ("discover", "study", "--json")):
        out, _ = started(unpacked, *words, folder=tmp_path).communicate()
    assert json.loads(out)["candidates"]


def test_the_page_of_the_wheel_has_our_settings(unpacked):
    assert (unpacked / "themes" / ".streamlit" / "config.toml").read_bytes() == (
        ROOT / ".streamlit" / "config.toml"
    ).read_bytes()


def test_the_page_starts_from_the_wheel(unpacked, tmp_path):
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    with started(unpacked, "app", "--port", str(port), "--no-browser", folder=tmp_path) as server:
        try:
            assert answer(f"http://127.0.0.1:{port}/_stcore/health") == 200
        finally:
            server.terminate()


def answer(address: str, *, seconds: float = 120) -> int:
    """The status of the first answer; 0 where none comes in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=2) as response:  # noqa: S310 - our own loopback address
                return int(response.status)
        except OSError:
            time.sleep(0.3)
    return 0
