"""What a benchmark printed, kept as a file of benchmarks/results: with date, load, versions and commit.

Names of the machine, its folders and hosts are in none of them.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"
_PACKAGES = (
    "numpy", "onnxruntime", "graspologic-native", "spacy", "streamlit", "sqlalchemy",
    "scikit-learn", "bertopic", "umap-learn", "hdbscan", "sentence-transformers",
)  # fmt: skip
_ROOT = Path(__file__).parent.parent

Record = dict[str, Any]


def written(name: str, result: object, *, command: str, seconds: float, ended: int, load: float | None) -> Record:
    """Keep what a benchmark printed.

    Args:
        name: The benchmark's, and the file's.
        result: The JSON value that it printed; see ``value_in``.
        command: What was run, as somebody would type it.
        seconds: How long it took.
        ended: Its exit code: 0, or 1 where it says itself that a budget is broken.
        load: The load average when it began; None where the system tells none.
    """
    record = {
        "benchmark": name,
        "command": command,
        "date": datetime.now(UTC).date().isoformat(),
        "commit": _git("rev-parse", "--short", "HEAD"),
        "changed_since": bool(_git("status", "--porcelain", "--", "src", "benchmarks/*.py", "models")),
        "machine": {
            "cores": os.cpu_count(),
            "system": f"{platform.system()} {platform.machine()}",
            "load_before": load,
            "load_after": load_now(),
        },
        "versions": {"python": platform.python_version(), **_versions()},
        "seconds": round(seconds, 1),
        "ended": ended,
        "result": result,
    }
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return record


def read() -> dict[str, Record]:
    """Every record that is kept, by its benchmark's name."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(RESULTS.glob("*.json"))}


def value_in(printed: str) -> tuple[Any, str]:
    """The JSON value that a benchmark printed, and what it printed beside: all is one, or the last line that is one.

    Raises:
        ValueError: There is none.
    """
    lines = printed.splitlines()
    for text in (printed, *reversed(lines)):
        if text.lstrip().startswith(("{", "[")):
            try:
                value = json.loads(text)
            except json.JSONDecodeError:
                continue
            return value, "" if text is printed else "\n".join(line for line in lines if line is not text)
    raise ValueError("The benchmark printed no JSON on its standard output.")


def load_now() -> float | None:
    """The load average of the last minute; Windows has none."""
    return round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None


def _versions() -> dict[str, str]:
    found = {}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def _git(*arguments: str) -> str:
    """What git says; nothing where there is no git, or this is no clone."""
    try:
        done = subprocess.run(  # noqa: S603
            ["git", *arguments],  # noqa: S607 - git is found on the path
            cwd=_ROOT,
            check=False,
            capture_output=True,
            text=True,
        )
    except OSError:
        return ""
    return done.stdout.strip()
