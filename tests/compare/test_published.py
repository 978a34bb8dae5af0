"""Every published example in ../shared/data/agreement, to the digits in print."""

from __future__ import annotations

import csv
import json
from typing import Any

import pytest

from themes.compare import Table, Valued, agreement, alpha_of_ends, greatest_kappa
from themes.compare.continua import gaps

MEASURES = {
    "AC1": ("ac1", "nominal"),
    "AC2": ("ac1", "interval"),
    "alpha_interval": ("alpha", "interval"),
    "alpha_nominal": ("alpha", "nominal"),
    "alpha_ordinal": ("alpha", "ordinal"),
    "alpha_ratio": ("alpha", "ratio"),
    "bennett_s": ("pabak", "nominal"),
    "brennan_prediger": ("pabak", "nominal"),
    "cohen_kappa": ("kappa", "nominal"),
    "conger": ("conger", "nominal"),
    "fleiss_gwet_missing": ("fleiss", "nominal"),
    "fleiss_kappa": ("fleiss", "nominal"),
    "gwet_ac1": ("ac1", "nominal"),
    "observed_agreement": ("percent", "nominal"),
    "P_bar": ("percent", "nominal"),
    "scott_pi": ("fleiss", "nominal"),
    "weighted_kappa_quadratic_r1_r2": ("kappa", "interval"),
}


@pytest.fixture(scope="module")
def examples(shared_data) -> dict[str, dict[str, Any]]:
    """The examples by name."""
    every = json.loads((shared_data / "agreement" / "all_examples.json").read_text(encoding="utf-8"))
    return {one["id"]: one for one in every}


def rows_of(example: dict[str, Any]) -> list[list[Any]]:
    """A row a coder, a column a unit, whatever shape it was printed in."""
    match example["kind"]:
        case "coders_x_units":
            return example["matrix"]
        case "units_x_coders":
            return [list(coder) for coder in zip(*example["matrix_units_x_coders"], strict=True)]
        case "contingency_table":
            cells = [
                (first, second)
                for first, row in enumerate(example["table"])
                for second, often in enumerate(row)
                for _ in range(often)
            ]
            return [list(coder) for coder in zip(*cells, strict=True)]
        case "counts_units_x_categories":
            units = [
                [value for value, often in enumerate(unit) for _ in range(often)]
                for unit in example["counts_units_x_categories"]
            ]
            return [list(coder) for coder in zip(*units, strict=True)]
    said = {(coder, unit): value for coder, unit, value in example["data"]}
    units = sorted({unit for _, unit in said})
    return [[said.get((coder, unit)) for unit in units] for coder in sorted({coder for coder, _ in said})]


def half_a_digit(printed: float) -> float:
    """How far a number may lie from one that was rounded for print, or computed elsewhere."""
    return max(1e-9, 0.5001 * 10 ** -len(repr(printed).partition(".")[2]))


def all_of(example: dict[str, Any]) -> list[tuple[str, float]]:
    """The coefficients printed with an example, and those recomputed for it by others."""
    return [
        pair for part in ("expected", "exact", "also") for pair in example.get(part, {}).items() if pair[0] in MEASURES
    ]


def test_each_coefficient_has_the_printed_digits(examples):
    n_compared, off = 0, []
    for name, example in examples.items():
        if example["kind"].startswith("unitizing"):
            continue
        rows = rows_of(example)
        for printed_as, printed in all_of(example):
            measure, level = MEASURES[printed_as]
            coders = rows[:2] if measure == "kappa" else rows
            found = agreement(Table.of(coders), measure=measure, level=level, n_draws=1).value
            n_compared += 1
            if found is None or abs(found - printed) > half_a_digit(printed):
                off.append((name, printed_as, printed, found))
    assert [] == off
    assert n_compared >= 60


@pytest.mark.parametrize(
    ("name", "measure", "seen", "by_chance"),
    [
        ("cohen1960_table1", "kappa", 1 - 0.29, 1 - 0.35),
        ("cohen1960_table2", "kappa", 1 - 0.7, 1 - 0.41),
        ("cohen_wikipedia_grant_2x2", "kappa", 1 - 0.7, 1 - 0.5),
        ("fleiss1971_diagnoses", "fleiss", 1 - 0.5556, 1 - 0.2201),
        ("fleiss_wikipedia_10x14x5", "fleiss", 1 - 0.378, 1 - 0.213),
        ("krippendorff1980_dichotomy_2coders_10units", "alpha", 0.4, 0.442),
        ("krippendorff1980_3coders_9units", "alpha", 0.259, 0.724),
    ],
)
def test_disagreement_seen_and_by_chance_is_as_printed(examples, name, measure, seen, by_chance):
    found = agreement(Table.of(rows_of(examples[name])), measure=measure, n_draws=1)
    assert pytest.approx(seen, abs=5e-4) == found.seen
    assert pytest.approx(by_chance, abs=5e-4) == found.by_chance


@pytest.mark.parametrize(("name", "printed"), [("cohen1960_table1", 0.85), ("cohen1960_table2", 0.831)])
def test_the_greatest_kappa_is_as_cohen_printed_it(examples, name, printed):
    assert pytest.approx(printed, abs=half_a_digit(printed)) == greatest_kappa(Table.of(rows_of(examples[name])))


@pytest.mark.parametrize(
    ("name", "measure", "key"),
    [
        ("krippendorff1980_3coders_9units", "alpha", "category_alpha_nominal"),
        ("fleiss1971_diagnoses", "fleiss", "per_category_kappa"),
    ],
)
def test_each_value_against_the_rest_is_as_printed(examples, name, measure, key):
    rows = rows_of(examples[name])
    for value, printed in examples[name]["expected"][key].items():
        table = Table.of([[str(cell) == value for cell in row] for row in rows])
        found = agreement(table, measure=measure, n_draws=1).value
        assert pytest.approx(printed, abs=half_a_digit(printed)) == found, value


@pytest.mark.parametrize(("measure", "key"), [("alpha", "alpha_weighted"), ("kappa", "weighted_kappa")])
def test_given_differences_weigh_as_artstein_and_poesio_print(examples, measure, key):
    example = examples["artstein_poesio2008_ex2"]
    apart = [[0, 1, 0.5], [1, 0, 0.5], [0.5, 0.5, 0]]
    found = agreement(Table.of(rows_of(example)), measure=measure, apart=apart, n_draws=1)
    assert pytest.approx(example["expected"][key], abs=5e-5) == found.value


def test_linear_kappa_of_the_anxiety_ratings_is_as_recomputed(examples):
    example = examples["irr_anxiety_20x3_ordinal"]
    apart = [[abs(one - other) for other in range(6)] for one in range(6)]
    found = agreement(Table.of(rows_of(example)[:2], values=range(1, 7)), measure="kappa", apart=apart, n_draws=1)
    assert pytest.approx(example["exact"]["weighted_kappa_linear_r1_r2"], abs=1e-9) == found.value


def units_of(example: dict[str, Any], value: str | None = None) -> list[list[Valued]]:
    """Two coders' units, of one value where one is named."""
    return [
        [
            Valued(start=unit["begin"], end=unit["begin"] + unit["length"], value=unit["category"])
            for unit in example["units"]
            if unit["coder"] == coder and value in (None, unit["category"])
        ]
        for coder in (0, 1)
    ]


def test_alpha_of_ends_is_as_krippendorff_2004_prints_it(examples):
    example = examples["ualpha_krippendorff2004_p254"]
    found = alpha_of_ends(units_of(example), start=150, end=450)
    for value, key in (("c", "category_c"), ("k", "category_k")):
        printed = example["expected"][key]
        assert pytest.approx(printed["Do"], abs=5e-5) == found[value].seen
        assert pytest.approx(printed["De"], abs=5e-5) == found[value].by_chance
        assert pytest.approx(printed["alpha"], abs=5e-5) == found[value].alpha
    # 0.8591 is what the rounded terms give: 1 - 0.0144 / (0.0532 + 0.0490). Unrounded they give 0.8587.
    assert pytest.approx(example["expected"]["u_alpha"], abs=5e-4) == found[""].alpha
    assert 0.8591 == round(1 - round(found[""].seen, 4) / (0.0532 + 0.0490), 4)


def test_alpha_of_ends_is_near_what_krippendorff_1995_prints(examples):
    example = examples["ualpha_krippendorff1995_p57"]
    seen = alpha_of_ends(units_of(example), end=24)
    anywhere = alpha_of_ends(units_of(example), end=24, anywhere=True)
    for value, printed in example["expected"]["observed_disagreement"].items():
        assert pytest.approx(printed, abs=1e-5) == seen[value].seen
    # A and D to the digit; of B and C the paper's own resolution is not known: dkpro-statistics allows 0.02 as well.
    for value, printed in example["expected"]["category_alpha_fine_resolution"].items():
        assert pytest.approx(printed, abs=5e-4 if value in "AD" else 0.02) == anywhere[value].alpha


@pytest.mark.parametrize(
    ("value", "printed", "rounded"),
    [("A", 0.06990, 5e-6), ("D", 0.41445, 5e-6), ("B", 1.17731, 0.002), ("C", 0.08642, 0.005)],
)
def test_what_chance_brings_is_near_what_krippendorff_1995_prints(examples, value, printed, rounded):
    """As dkpro-statistics quotes the paper: A and D to the last digit; see docs/agreement.md for B and C."""
    found = alpha_of_ends(units_of(examples["ualpha_krippendorff1995_p57"]), end=24, anywhere=True)[value]
    assert pytest.approx(printed, abs=rounded) == found.by_chance


@pytest.mark.parametrize(
    ("value", "place", "own_pairs", "printed"),
    [("A", 0, True, 0.06990), ("D", 0, True, 0.41445), ("B", 1, True, 1.17731), ("C", 0, False, 0.08642)],
)
def test_two_slips_give_what_krippendorff_1995_prints_of_b_and_c(examples, value, place, own_pairs, printed):
    """The formula as ``alpha_of_ends`` has it gives A and D; one term of it not made fine gives B, one left out C.

    For B the 1 of a gap's ``gap - length + 1`` places stays one of the 24 while all else can lie anywhere; for C the
    pairs of a unit with itself stay among those that are possible.
    """
    example = examples["ualpha_krippendorff1995_p57"]
    coders = units_of(example, value)
    lengths = [unit.length for coder in coders for unit in coder]
    empty = [right - left for coder in coders for left, right in gaps(coder, start=0, end=24)]
    summed = sum(2 * (len(lengths) - 1) / 3 * length**3 for length in lengths)
    summed += sum(length**2 * (gap - length + place) for length in lengths for gap in empty if gap >= length)
    pairs = 48**2 - own_pairs * sum(length**2 for length in lengths)
    by_chance = 2 / 24 * summed / pairs
    assert pytest.approx(printed, abs=5e-6) == by_chance
    expected = example["expected"]
    alpha = 1 - expected["observed_disagreement"][value] / by_chance
    assert pytest.approx(expected["category_alpha_fine_resolution"][value], abs=5e-4) == alpha


def test_of_c_at_the_coarsest_ends_chance_is_as_krippendorff_1995_prints(examples):
    """With 12 places the paper prints D_e 0.05494 and alpha .494, with more places a D_e that is smaller than ours."""
    halves = [
        [Valued(start=one.start / 2, end=one.end / 2, value="C") for one in coder]
        for coder in units_of(examples["ualpha_krippendorff1995_p57"], "C")
    ]
    found = alpha_of_ends(halves, end=12)["C"]
    assert pytest.approx(0.05494, abs=5e-6) == found.by_chance
    assert pytest.approx(0.494, abs=5e-4) == found.alpha


def test_congers_kappa_with_missing_values_is_as_gwet_prints_it(shared_data):
    """0.76282 of irrCAC's own table; in Krippendorff's the value alone in unit 12 is another coder's: 0.76207."""
    with (shared_data / "agreement" / "irrCAC_data" / "cac.raw4raters.csv").open(encoding="utf-8") as file:
        rows = [[cell or None for cell in row] for row in list(csv.reader(file))[1:]]
    coders = list(zip(*rows, strict=True))
    assert 4 == len(coders)
    for measure, printed in (("conger", 0.76282), ("ac1", 0.77544), ("fleiss", 0.76117), ("pabak", 0.77273)):
        found = agreement(Table.of(coders), measure=measure, n_draws=1).value
        assert pytest.approx(printed, abs=half_a_digit(printed)) == found, measure


@pytest.mark.parametrize("value", ["A", "B", "C"])
def test_units_cut_into_places_are_as_krippendorff_1995_prints(examples, value):
    example = examples["ualpha_krippendorff1995_p57"]
    rows = [
        [any(unit.start <= place < unit.end for unit in coder) for place in range(24)]
        for coder in units_of(example, value)
    ]
    for key, printed in example["expected"]["digitized"][value].items():
        measure, level = MEASURES[key]
        found = agreement(Table.of(rows), measure=measure, level=level, n_draws=1).value
        assert pytest.approx(printed, abs=half_a_digit(printed)) == found
