"""How long ``import themes`` and ``themes --help`` take beside ``import sqlalchemy``: at most twice as long.

One JSON object on standard output, a table on standard error.
Each in a process of its own, in turn, so that a busy machine slows all alike; medians of the rounds.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROUNDS = 15
AT_MOST = 2.0
SOURCE = str(Path(__file__).resolve().parent.parent / "src")
STARTS = {
    "import sqlalchemy": "import sqlalchemy",
    "import themes": "import themes",
    "themes --help": "from themes.cli import main; main(['--help'], standalone_mode=False)",
}


def main() -> int:
    """Print medians and ratios to ``import sqlalchemy``; 1 where a ratio is over the budget."""
    seconds: dict[str, list[float]] = {name: [] for name in STARTS}
    for nth in range(ROUNDS + 1):
        for name, code in STARTS.items():
            taken = start(code)
            if nth:  # the first round fills the disk's cache
                seconds[name].append(taken)
    medians = {name: median(taken) for name, taken in seconds.items()}
    base = medians["import sqlalchemy"]
    ratios = {name: taken / base for name, taken in medians.items()}
    told = [f"start: medians of {ROUNDS} processes each, interleaved; Python's own start is in all of them"]
    for name, taken in medians.items():
        words = f"{ratios[name]:.2f} times import sqlalchemy (at most {AT_MOST:.0f})"
        told.append(f"  {name:18} {taken * 1000:6.0f} ms   {words}")
    print("\n".join(told), file=sys.stderr)
    result = {name: {"ms": round(1000 * medians[name], 1), "ratio": round(ratios[name], 2)} for name in medians}
    print(json.dumps({**result, "budget_ratio": AT_MOST}))
    return int(any(ratio > AT_MOST for ratio in ratios.values()))


def start(code: str) -> float:
    """Seconds that a new Python takes to run a line of code and end."""
    begun = time.perf_counter()
    subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {SOURCE!r}); {code}"],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
