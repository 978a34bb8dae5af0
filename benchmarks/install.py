"""How long installing takes and what it takes on disk, whole and light: each in a fresh copy of what is committed.

It is the only benchmark that uses the network, and says what ``make run`` says when it has installed.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KINDS = {"light": "", "full": "topics"}
_SAID = re.compile(r"in (?P<seconds>[\d,]+) s; \S+ takes (?P<megabytes>[\d,]+) MB")


def main() -> int:
    """Print one JSON object, and a line for each kind of installation; 1 where one fails."""
    found: dict[str, dict[str, int]] = {}
    for kind, extras in KINDS.items():
        taken = installed(extras)
        if taken is None:
            print(f"install: the {kind} installation failed; is the network there?", file=sys.stderr)
            return 1
        found[kind] = taken
    print(json.dumps({"benchmark": "install", **found}))
    for kind, taken in found.items():
        print(f"install, {kind}: {taken['seconds']:,} s, {taken['megabytes']:,} MB")
    return 0


def installed(extras: str) -> dict[str, int] | None:
    """Seconds and megabytes of an installation in a fresh copy, downloads included; None where it fails.

    Args:
        extras: Optional parts, by commas.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "themes"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(copy)], check=True)  # noqa: S603, S607 - our own
        command = [sys.executable, "scripts/setup.py", "install", "--extras", extras]
        apart = {name: told for name, told in os.environ.items() if name not in {"VIRTUAL_ENV", "PYTHONPATH"}}
        done = subprocess.run(command, cwd=copy, env=apart, check=False, capture_output=True, text=True)  # noqa: S603
    said = _SAID.search(done.stdout)
    if done.returncode or said is None:
        return None
    return {name: int(said[name].replace(",", "")) for name in ("seconds", "megabytes")}


if __name__ == "__main__":
    sys.exit(main())
