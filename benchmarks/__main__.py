"""Every number that this project states, measured anew: ``make bench``, or ``python -m benchmarks [NAME …]``.

    python -m benchmarks                     all but install, each in a process of its own, one after the other
    python -m benchmarks speed               those whose seconds count; let nothing else run meanwhile
    python -m benchmarks quality             those whose figures are the same on a busy machine
    python -m benchmarks themes naming       some of them
    python -m benchmarks --kept FOLDER       go on with what a run before left there: vectors, and what peers found

What each prints as JSON is kept in benchmarks/results, its tables are shown, and README.md and RESULTS.md are written
from what is kept (``benchmarks.readme``). The real data is looked for in ../shared/data, or where THEMES_SHARED_DATA
says.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks import kept, readme, record

SPEED = {
    "start": (),
    "first_page": (),
    "coding": (),
    "decision": (),
    "cells": (),
    "behind": (),
    "pages": ("--data", "{data}"),
    "taguette": (),
    "report": (),
    "agreement": (),
    "refi": (),
    "exports": (),
    "survey": ("--data", "{data}"),
    "discovery": ("--data", "{data}", "--only", "speed"),
    "large": ("--data", "{data}"),
}
"""Benchmarks whose seconds count, with what each is told."""

QUALITY = {
    "identifiers": (),
    "verify": ("--each", "4"),
    "questions": ("--data", "{data}"),
    "themes": ("--data", "{data}"),
    "naming": ("--data", "{data}"),
    "guided": ("--data", "{data}"),
    "suggest": ("--data", "{data}"),
    "spans": ("--data", "{data}"),
    "effort": ("--data", "{data}"),
}
"""Benchmarks that measure how good something is. They come last: vectors of one serve the next."""

APART: dict[str, tuple[str, ...]] = {"install": ()}
"""Run where they are named alone: it needs the network, and ten minutes."""

_ROOT = Path(__file__).parent.parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is asked for; 0 where each printed its figures, else 1."""
    parser = argparse.ArgumentParser(
        prog="benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="benchmarks, or speed, or quality; all where none is")
    parser.add_argument("--kept", type=Path, help="a folder in which vectors and what peers found are kept")
    options = parser.parse_args(arguments)
    wanted = chosen(options.names)
    data = Path(os.environ.get("THEMES_SHARED_DATA", _ROOT.parent / "shared" / "data"))
    times: dict[str, float] = {}
    silent = []
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, kept.FOLDER: str(options.kept or folder), "PYTHONWARNINGS": "ignore"}
        for name, told in wanted.items():
            began = time.monotonic()
            if not run(name, [word.format(data=data) for word in told], environment):
                silent.append(name)
            times[name] = time.monotonic() - began
    for page in readme.write():
        print(f"{page.name} is written anew.", flush=True)
    print("\n".join(["", "how long it took:", *(f"  {name:12} {taken:7.0f} s" for name, taken in times.items())]))
    if silent:
        print(f"No figures from {', '.join(silent)}; what was kept of them before stays as it was.")
    return int(bool(silent))


def chosen(names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The benchmarks that are asked for, with what each is told; those that are not there yet are left out.

    Raises:
        SystemExit: There is none of a name.
    """
    every = SPEED | QUALITY | APART
    groups = {"speed": SPEED, "quality": QUALITY}
    if unknown := [name for name in names if name not in {*every, *groups}]:
        raise SystemExit(f"There is no benchmark {unknown[0]}; there are {', '.join([*groups, *every])}.")
    asked = {name: told for named in names for name, told in groups.get(named, {named: every.get(named, ())}).items()}
    there = {path.stem for path in Path(__file__).parent.glob("*.py")}
    return {name: told for name, told in (asked or SPEED | QUALITY).items() if name in there}


def run(name: str, told: Sequence[str], environment: dict[str, str]) -> bool:
    """Run one and keep what it prints; whether it printed figures."""
    command = f"python -m benchmarks.{name}"
    print(f"\n$ {command}", flush=True)
    load, began = record.load_now(), time.monotonic()
    done = subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-m", f"benchmarks.{name}", *told],
        cwd=_ROOT,
        env=environment,
        check=False,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    seconds = time.monotonic() - began
    try:
        result, beside = record.value_in(done.stdout)
    except ValueError as error:
        print(f"{done.stdout}{error} It ended with {done.returncode}.", flush=True)
        return False
    print(beside, flush=True)
    record.written(name, result, command=command, seconds=seconds, ended=done.returncode, load=load)
    return True


if __name__ == "__main__":
    sys.exit(main())
