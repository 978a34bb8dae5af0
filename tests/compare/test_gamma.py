from __future__ import annotations

import csv
import json
import random
from itertools import combinations

import pytest

from themes.compare import Valued, gamma
from themes.compare.alignment import Costs, best_alignment
from themes.errors import Refused


def units_of(file):
    """Coders' units from a file of coder, value, start, end."""
    by_coder = {}
    for coder, value, start, end in csv.reader(file.open(encoding="utf-8")):
        by_coder.setdefault(coder, []).append(Valued(start=float(start), end=float(end), value=value))
    return list(by_coder.values())


@pytest.fixture(scope="module")
def data(shared_data):
    """The folder of published examples."""
    return shared_data / "agreement"


def test_gamma_of_alex_paul_and_suzan_lies_where_it_was_published(data):
    expected = json.loads((data / "gamma_alexpaulsuzan.json").read_text(encoding="utf-8"))["expected"]
    found = gamma(units_of(data / "AlexPaulSuzan.csv"))
    low, high = expected["gamma_range"]
    assert low <= found.value <= high
    assert pytest.approx(0.9606, abs=1e-4) == found.seen


def test_372_units_of_three_coders_are_aligned_into_the_127_groups_of_others(data):
    """The number that pygamma-agreement's own tests expect of the same file."""
    assert 127 == len(best_alignment(units_of(data / "3by100.csv"), Costs()).groups)


def test_the_cost_of_a_pair_is_as_others_compute_it(data):
    for file in sorted((data / "dkpro_fixtures").glob("*annotators*.json")):
        fixture = json.loads(file.read_text(encoding="utf-8"))
        by_name = {}
        for unit in fixture["continuum"]:
            valued = Valued(start=unit["start"], end=unit["end"], value=unit["category"])
            by_name.setdefault(unit["annotator"], []).append(valued)
        costs = Costs(position=fixture["params"]["alpha"], value=fixture["params"]["beta"])
        for pair in fixture["tier1"]["pairDissimilarities"]:
            one, other = (by_name[pair[f"annotator{side}"]][pair[f"unitIndex{side}"]] for side in "AB")
            assert pytest.approx(pair["combined"], rel=1e-6) == costs.of(one, other)


def ways(units):
    """Every way to put units into groups of at most one unit a coder."""
    if not units:
        yield []
        return
    first, rest = units[0], units[1:]
    others = [unit for unit in rest if unit[0] != first[0]]
    for size in range(3):
        for chosen in combinations(others, size):
            if len({coder for coder, _ in chosen}) == size:
                for way in ways([unit for unit in rest if unit not in chosen]):
                    yield [(first, *chosen), *way]


@pytest.mark.parametrize("seed", range(8))
def test_no_way_to_align_units_costs_less(seed):
    draw = random.Random(seed)  # noqa: S311 - nothing secret
    coders = []
    for _ in range(3):
        starts = [draw.randrange(20) for _ in range(draw.randint(1, 3))]
        coders.append([Valued(start=at, end=at + draw.randint(1, 6), value=draw.choice("ab")) for at in starts])
    units = [(coder, unit) for coder, own in enumerate(coders) for unit in own]

    def cost(group: tuple[tuple[int, Valued], ...]) -> float:
        paired = [Costs().of(one, other) for (_, one), (_, other) in combinations(group, 2)]
        return (sum(paired) + 3 - len(paired)) / 3

    least = min(sum(map(cost, way)) for way in ways(units)) * 3 / len(units)
    found = best_alignment(coders, Costs())
    assert pytest.approx(least) == found.disorder
    assert pytest.approx(least) == sum(map(cost, found.groups)) * 3 / len(units)


def test_alike_units_agree_fully_even_where_one_coders_own_overlap():
    own = [Valued(start=0, end=10, value="a"), Valued(start=4, end=8, value="b"), Valued(start=30, end=40, value="a")]
    assert (1, 0, 3) == ((found := gamma([own, own])).value, found.seen, found.n_groups)


def test_a_coder_without_units_leaves_gamma_undefined():
    assert gamma([[Valued(start=0, end=10, value="a")], []]).value is None


@pytest.mark.parametrize("coders", [[[]], [[Valued(start=3, end=3, value="a")], []]])
def test_what_cannot_be_compared_is_refused_in_words(coders):
    with pytest.raises(Refused, match="Nothing was compared"):
        gamma(coders)
