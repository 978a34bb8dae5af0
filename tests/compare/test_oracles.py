"""Random tables, of which other programs say the same."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from themes.compare import Table, agreement

TABLES = json.loads(Path(__file__).with_name("oracles.json").read_text(encoding="utf-8"))["tables"]


@pytest.mark.parametrize("nth", range(len(TABLES)))
def test_statsmodels_nltk_and_scikit_learn_say_the_same(nth):
    table = Table.of(TABLES[nth]["coders"])
    n_values = len(table.values)
    for name, value in TABLES[nth]["said"].items():
        measure, level = name.split()
        asked = {"level": level}
        if level == "linear":
            asked = {"apart": [[abs(one - other) for other in range(n_values)] for one in range(n_values)]}
        found = agreement(table, measure=measure, n_draws=1, **asked)
        assert pytest.approx(value, abs=1e-9) == found.value, name


@pytest.mark.parametrize("seed", range(5))
def test_ordinal_alpha_is_what_the_sum_over_ranks_gives(seed):
    """The metric as Krippendorff (2011) writes it, summed value by value, in place of mean ranks."""
    draw = random.Random(seed)  # noqa: S311 - nothing secret
    rows = [[draw.choice([1, 2, 3, 4, None]) for _ in range(30)] for _ in range(3)]
    units = [[value for value in unit if value is not None] for unit in zip(*rows, strict=True)]
    pairable = [unit for unit in units if len(unit) > 1]
    often = {value: sum(unit.count(value) for unit in pairable) for value in (1, 2, 3, 4)}

    def apart(one: int, other: int) -> float:
        low, high = sorted((one, other))
        return (sum(often[rank] for rank in range(low, high + 1)) - (often[low] + often[high]) / 2) ** 2

    seen = sum(apart(one, other) / (len(unit) - 1) for unit in pairable for one in unit for other in unit)
    by_chance = sum(often[one] * often[other] * apart(one, other) for one in often for other in often)
    expected = 1 - (sum(often.values()) - 1) * seen / by_chance
    assert pytest.approx(expected, abs=1e-9) == agreement(Table.of(rows), level="ordinal", n_draws=1).value
