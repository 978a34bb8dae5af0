"""How long agreement between coders takes, with its interval from 1,000 draws.

    python -m benchmarks.agreement

Budget: alpha of 10,000 units in 2 s, at each level and of each table. The tables are random, made with a seed: two
coders who say yes or no, four with five values of which a tenth is missing, and six with ten values, most units unlike
any other, which is as bad as it gets. One JSON object on standard output, a table on standard error.
"""

from __future__ import annotations

import json
import random
import sys
import time
from typing import Any

from themes.compare import Level, Measure, Table, agreement
from themes.compare.agreement import N_DRAWS

BUDGET_SECONDS = 2.0
N_UNITS = 10_000
TABLES = ((2, 2, 0.0), (4, 5, 0.1), (6, 10, 0.1))
ASKED: tuple[tuple[Measure, Level], ...] = (
    ("alpha", "nominal"),
    ("alpha", "ordinal"),
    ("alpha", "interval"),
    ("fleiss", "nominal"),
    ("conger", "nominal"),
    ("ac1", "nominal"),
)


def rows(n_coders: int, n_values: int, missing: float) -> list[list[int | None]]:
    """Coders who are right two times in three."""
    draw = random.Random(1)  # noqa: S311 - nothing secret
    truth = [draw.randrange(n_values) for _ in range(N_UNITS)]
    return [
        [
            None if draw.random() < missing else value if draw.random() < 2 / 3 else draw.randrange(n_values)
            for value in truth
        ]
        for _ in range(n_coders)
    ]


def main() -> int:
    """Print what was measured; 1 where an alpha is over its budget."""
    measured: list[dict[str, Any]] = []
    for n_coders, n_values, missing in TABLES:
        said = rows(n_coders, n_values, missing)
        started = time.perf_counter()
        table = Table.of(said)
        taken = time.perf_counter() - started
        n_unlike = len(table.counts)
        print(
            f"{n_coders} coders, {n_values} values, {n_unlike:,} unlike units: read in {taken:.2f} s", file=sys.stderr
        )
        for measure, level in ASKED:
            started = time.perf_counter()
            found = agreement(table, measure=measure, level=level)
            taken = time.perf_counter() - started
            print(f"    {taken:5.2f} s  {found.sentence}", file=sys.stderr)
            measured.append(
                {
                    "coders": n_coders,
                    "values": n_values,
                    "unlike_units": n_unlike,
                    "measure": measure,
                    "level": level,
                    "seconds": round(taken, 3),
                }
            )
    slowest = max(one["seconds"] for one in measured if one["measure"] == "alpha")
    print(
        f"alpha, 1,000 draws of {N_UNITS:,} units: {slowest:.2f} s at most (budget {BUDGET_SECONDS:.0f} s)",
        file=sys.stderr,
    )
    print(json.dumps({"units": N_UNITS, "draws": N_DRAWS, "alpha_seconds_at_most": slowest, "measures": measured}))
    return int(slowest > BUDGET_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
