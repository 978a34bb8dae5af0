"""``themes guide``, ``match-questions``, ``askings``, ``answers``, ``search``, and ``--where`` on other verbs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Themes = Callable[..., "Said"]  # type: ignore[name-defined]  # noqa: F821 - conftest's


@pytest.fixture
def guided(study: Path, corpus: Path, themes: Themes) -> Path:
    """A copy of the project with the sample study's guide and case table."""
    assert 0 == themes("guide", study, corpus / "topic-guide.txt").code
    themes("cases", study, "--table", corpus / "cases.csv")
    return study


def test_a_guides_file_is_shown_without_being_taken_in(study: Path, corpus: Path, themes: Themes) -> None:
    said = themes("guide", study, corpus / "topic-guide.txt", "--preview", "--json")
    assert (22, "15a") == (len(said.facts["questions"]), said.facts["questions"][18]["number"])
    assert {"heading", "instruction"} == {one["why"] for one in said.facts["left_out"]}
    assert [] == themes("guide", study, "--json").facts


def test_questions_are_matched_confirmed_and_answered(guided: Path, themes: Themes) -> None:
    matched = themes("match-questions", guided, "--json").facts
    assert 0.25 == matched["least"]
    assert all(row["similarity"] >= matched["least"] for row in matched["proposed"])
    assert themes("askings", guided, "--question", "9", "--confirm").out.endswith("places confirmed.\n")
    row = next(one for one in themes("guide", guided, "--json").facts if one["number"] == "9")
    assert (3, 0, 3) == (row["confirmed"], row["proposed"], row["transcripts"])
    answers = themes("answers", guided, "9", "--json").facts
    assert ["P01", "P03", "P08"] == [one["case"] for one in answers["answers"]]
    assert "first rate" in answers["answers"][0]["words"]


def test_rejected_places_are_listed_as_such(guided: Path, themes: Themes) -> None:
    themes("match-questions", guided)
    themes("askings", guided, "--question", "9", "--reject")
    assert {"rejected"} == {one["state"] for one in themes("askings", guided, "--question", "9", "--json").facts}
    assert "No answer yet" in themes("answers", guided, "9").out


def test_a_question_that_is_not_in_the_guide_is_refused(guided: Path, themes: Themes) -> None:
    said = themes("answers", guided, "99")
    assert (1, True) == (said.code, "99" in said.err)


def test_verbs_take_conditions_and_all_must_hold(guided: Path, themes: Themes) -> None:
    assert 1 == len(themes("codings", guided, "--where", "role=trust chair", "--json").facts)
    assert [] == themes("codings", guided, "--where", "role=trust chair", "--where", "role=OD lead", "--json").facts


def test_a_search_finds_only_what_passes(guided: Path, themes: Themes) -> None:
    every = themes("search", guided, "board", "--json").facts
    some = themes("search", guided, "board", "--where", "role=OD lead", "--json").facts
    assert 0 < len(some) < len(every)
    assert {"08-calder-royal-od-lead"} == {one["transcript"] for one in some}


def test_a_condition_that_means_nothing_is_refused_with_what_there_is(guided: Path, themes: Themes) -> None:
    said = themes("codings", guided, "--where", "role=chari")
    assert (1, True) == (said.code, "No case has" in said.err)
