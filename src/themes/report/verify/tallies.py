"""Checking the tables of codes and of cases: how often a code was given and to how many, how much a case holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from themes.report.verify.facts import Mend
from themes.report.verify.ground import Ground, folded
from themes.report.verify.outline import Standing

_Known = Mapping[tuple[str, str], Mapping[str, frozenset[int]]]
"""By the heads of a table's first column and of another: what the project counts, by what the row is called."""


def check(standing: Sequence[Standing], ground: Ground) -> tuple[int, list[Mend]]:
    """How many such counts there are, and which are other than the project's."""
    known = _known(ground)
    found = list(_cells(standing))
    told = [(one, known.get(heads, {}).get(name, frozenset())) for one, heads, name in found]
    counts = [(one, there) for one, there in told if there]
    return len(counts), [_mend(one, there) for one, there in counts if _number(one) not in there]


def _cells(standing: Sequence[Standing]) -> Iterator[tuple[Standing, tuple[str, str], str]]:
    """The numbers in tables, each with the heads of the first column and of its own, and what its row is called."""
    heads: dict[tuple[int, int], str] = {}
    names: dict[tuple[int, int], str] = {}
    for one in standing:
        passage = one.passage
        if not passage.table:
            continue
        if not passage.row:
            heads[passage.table, passage.column] = folded(passage.words)
        elif not passage.column:
            names[passage.table, passage.row] = folded(passage.words)
        elif passage.words.strip().replace(",", "").isdecimal():
            about = heads.get((passage.table, 0), ""), heads.get((passage.table, passage.column), "")
            yield one, about, names.get((passage.table, passage.row), "")


def _number(one: Standing) -> int:
    return int(one.passage.words.strip().replace(",", ""))


def _known(ground: Ground) -> _Known:
    """What the appendices count; two codes or cases of one name have each its own number."""
    codes, cases = ground.findings.codebook, ground.findings.cases
    counted = {
        ("code", "codings"): [(code.path, code.n_codings) for code in codes],
        ("code", "cases"): [(code.path, code.n_cases) for code in codes],
        ("case", "codings"): [(case.label, case.n_codings) for case in cases],
    }
    return {heads: _by_name(numbers) for heads, numbers in counted.items()}


def _by_name(numbers: Sequence[tuple[str, int]]) -> Mapping[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for name, number in numbers:
        for called in (folded(name), folded(f"{name} (retired)")):
            found[called] = found.get(called, frozenset()) | {number}
    return found


def _mend(one: Standing, there: frozenset[int]) -> Mend:
    return one.mend(
        "figure",
        "wrong",
        found=one.passage.words.strip(),
        says=f"The project counts {' or '.join(f'{number:,}' for number in sorted(there))}.",
        advice="Mend the figure, or see what changed since.",
    )
