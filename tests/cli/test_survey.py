"""``themes survey`` as scripts use it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Said

DATA = "ID,Role,Agree?,What helped?\n" + "".join(
    f"a{nth},{('nurse', 'doctor')[nth % 2]},{('Agree', 'Disagree')[nth % 2]},Reason number {nth} of several\n"
    for nth in range(8)
)


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    place = tmp_path / "forms.csv"
    place.write_text(DATA, encoding="utf-8")
    return place


def test_a_preview_takes_nothing_in(themes: Callable[..., Said], study: Path, survey: Path):
    said = themes("survey", study, survey, "--preview", "--json")
    assert ["identifier", "property", "scale", "open question"] == [one["kind"] for one in said.facts["columns"]]
    assert ["Disagree", "Agree"] == said.facts["columns"][2]["choices"]
    assert 3 == len(themes("list", study, "--json").facts)


def test_a_survey_is_taken_in_with_what_is_said_of_its_columns(themes: Callable[..., Said], study: Path, survey: Path):
    turned = json.dumps({"Agree?": {"kind": "scale", "choices": ["Agree", "Disagree"]}})
    said = themes("survey", study, survey, "--columns", "#2=left out", "--columns", turned, "--json")
    assert (0, 8, 8, ["Agree?"]) == (said.code, *(said.facts[key] for key in ("respondents", "answers", "attributes")))


def test_a_survey_that_is_here_already_is_refused(themes: Callable[..., Said], study: Path, survey: Path):
    themes("survey", study, survey)
    said = themes("survey", study, survey)
    assert (1, True) == (said.code, "already here as “What helped?”" in said.err)


@pytest.mark.parametrize("said", ["nonsense", '{"Agree?": {"colour": 1}}', "{"])
def test_what_is_not_understood_is_said(themes: Callable[..., Said], study: Path, survey: Path, said: str):
    assert 2 == themes("survey", study, survey, "--columns", said).code
