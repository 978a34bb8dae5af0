"""``themes whose`` and ``themes report-cells``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from themes.project import Project

Themes = Callable[..., "Said"]  # type: ignore[name-defined]  # noqa: F821 - conftest's

CHAIR = "01-harrowmere-chair"


def test_a_decision_counts_once_it_is_said_and_each_verb_says_so(study: Path, themes: Themes) -> None:
    themes("code", study, CHAIR, 3000, 3100, "Asking", "--coder", "CD")
    for coder in ("AB", "CD"):
        themes("looked", study, CHAIR, "--coder", coder)
    assert 1 == themes("whose", study, "--settled").code
    (one, *_) = themes("disagreements", study, "--json").facts
    themes("disagreements", study, one["id"], "--verdict", "neither")
    before = {row["name"]: row["all"]["n_quotations"] for row in _prevalence(study, themes)["rows"]}
    assert "themes whose PROJECT --settled" in themes("whose", study).out

    facts = themes("whose", study, "--settled", "--json").facts
    assert ("settled", 1, 1) == (facts["rule"], facts["places_settled"], facts["codings_left_out"])
    found = _prevalence(study, themes)
    after = {row["name"]: row["all"]["n_quotations"] for row in found["rows"]}
    assert before[one["code"]] - 1 == after[one["code"]]
    for verb in (("prevalence", study, "--columns", "code"), ("matrix", study, "--columns", "code"),
                 ("counts", study, "frequencies"), ("query", study, "any")):  # fmt: skip
        assert "only the consensus counts" in themes(*verb).out, verb

    assert "Only the codings of CD count" in themes("whose", study, "--only", "CD").out
    assert 2 == themes("whose", study, "--only", "CD", "--everyone").code
    assert "Everyone's codings count" in themes("whose", study, "--everyone").out


def _prevalence(study: Path, themes: Themes) -> dict[str, list[dict[str, dict[str, int]]]]:
    facts = themes("prevalence", study, "--columns", "code", "--json").facts
    assert isinstance(facts, dict)
    return facts


def test_cells_of_the_matrix_are_listed_and_chosen_for_the_report(study: Path, themes: Themes) -> None:
    assert "No cell of the matrix is written yet." in themes("report-cells", study).out
    with Project.open(study) as project:
        board = project.code("Board engagement")
        labels = [case.label for case in project.cases()[:2]]
        for case in project.cases()[:2]:
            project.write_summary(case, board, "They came.")
    assert "2 of 2 stand in the report." in themes("report-cells", study).out
    facts = themes("report-cells", study, "--cell", labels[1], "Board engagement", "--json").facts
    assert [False, True] == [one["shown"] for one in facts["cells"]]
    assert 1 == themes("report-cells", study, "--row", "Nobody").code
    assert "2 of 2 stand" in themes("report-cells", study, "--all").out
