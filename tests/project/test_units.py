"""A content analysis fixes its unit before it codes: what is coded is whole units, and is compared by them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from themes.errors import Refused
from themes.model import CodingUnit, Span, Transcript
from themes.project import Project
from themes.project.units import UNITS_TO_CODE, grown, units_in

TALK = (
    "Interviewer: What did it change? For you, I mean.\n\n"
    "Chair: They came to the ward. Nobody had asked before! Then it stopped.\n\n"
    "Interviewer: And then?\n\n"
    "Chair: Nothing. We went on as before, as one does, and wrote it all down for the next ones to come.\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "study.themes", coder="AB", method="content") as made:
        made.add_bytes("talk.txt", TALK.encode())
        made.add_code("Asking")
        yield made


@pytest.fixture
def talk(project: Project) -> Transcript:
    return project.transcripts()[0]


def code(project: Project, words: str) -> str:
    """The words of the quotation that coding some words makes."""
    talk = project.transcripts()[0]
    start = talk.text.index(words)
    coding = project.add_coding(talk, start, start + len(words), "Asking")
    return project.words(project.quotation(coding.quotation_id))


def test_nothing_is_coded_before_the_unit_is_said(project: Project) -> None:
    with pytest.raises(Refused, match="fixes its unit before it codes"):
        code(project, "the ward")
    assert [] == project.codings()


@pytest.mark.parametrize(
    ("unit", "whole"),
    [
        ("sentence", "They came to the ward."),
        ("turn", "They came to the ward. Nobody had asked before! Then it stopped."),
        ("segment", "They came to the ward. Nobody had asked before! Then it stopped."),
    ],
)
def test_what_is_coded_grows_to_whole_units(project: Project, unit: CodingUnit, whole: str) -> None:
    project.describe(unit=unit)
    assert whole == code(project, "the ward")


def test_what_touches_two_units_is_both_of_them(project: Project) -> None:
    project.describe(unit="sentence")
    assert "They came to the ward. Nobody had asked before!" == code(project, "ward. Nobody")


def test_moved_ends_stay_whole_units(project: Project, talk: Transcript) -> None:
    project.describe(unit="sentence")
    code(project, "the ward")
    quotation = project.codings()[0].quotation
    moved = project.move_quotation(quotation, quotation.start, talk.text.index("Nobody") + 3)
    assert "They came to the ward. Nobody had asked before!" == project.words(moved)


def test_a_study_of_another_method_codes_passages_of_any_length(project: Project) -> None:
    project.describe(method="codebook", unit="sentence")
    assert "the ward" == code(project, "the ward")


def test_coders_are_compared_by_the_unit_that_was_fixed(project: Project, talk: Transcript) -> None:
    project.describe(unit="sentence")
    code(project, "the ward")
    code(project.as_coder("CD"), "asked")
    for who in ("AB", "CD"):
        project.as_coder(who).mark_looked_at(talk)
    compared = project.agreement()
    assert ("sentence", 5) == (compared.unit, compared.pooled.agreement.n_units)  # type: ignore[union-attr]
    assert {"They came to the ward.", "Nobody had asked before!"} == {
        talk.text[one.unit.start : one.unit.end] for one in project.disagreements()
    }
    assert "turn" == project.agreement(unit="turn").unit


def test_codings_that_the_unit_did_not_hold_for_are_told(project: Project) -> None:
    project.describe(method="codebook")
    code(project, "the ward")
    project.describe(method="content", unit="sentence")
    fixed = project.unit_fixed()
    assert fixed is not None
    assert (1, 1, 1) == (fixed.n_codings, fixed.n_before, fixed.n_not_whole)
    code(project, "We went on")
    assert "1 of 2 codings was made before" in project.unit_fixed().sentence  # type: ignore[union-attr]
    project.describe(pseudonymised=True)
    assert project.unit_fixed().sentence in project.findings().method  # type: ignore[union-attr]


def test_a_unit_that_is_changed_after_coding_is_told(project: Project) -> None:
    project.describe(unit="sentence")
    code(project, "the ward")
    assert 0 == project.unit_fixed().n_before  # type: ignore[union-attr]
    project.describe(unit="turn")
    fixed = project.unit_fixed()
    assert fixed is not None
    assert ("turn", 1, 1) == (fixed.unit, fixed.n_before, fixed.n_not_whole)
    project.undo()
    assert ("sentence", 0) == (project.unit_fixed().unit, project.unit_fixed().n_not_whole)  # type: ignore[union-attr]


def test_there_is_no_unit_of_another_name(project: Project) -> None:
    with pytest.raises(Refused):
        project.describe(unit="page")


def test_a_folder_of_plain_files_holds_the_unit(project: Project, tmp_path: Path) -> None:
    project.describe(unit="sentence")
    project.export_folder(tmp_path / "plain")
    with Project.open(Project.import_folder(tmp_path / "plain", tmp_path / "again.themes")) as again:
        assert "sentence" == again.coding_unit


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Transcript:
    """An interview of the sample."""
    with Project.create(tmp_path_factory.mktemp("units") / "study.themes", coder="AB") as made:
        made.add(corpus / "interviews" / "02-harrowmere-change-team.txt")
        return made.transcripts()[0]


@settings(max_examples=60)
@given(data=st.data())
def test_a_grown_span_holds_the_span_and_ends_where_units_do(source: Transcript, data: st.DataObject) -> None:
    unit = data.draw(st.sampled_from(sorted(UNITS_TO_CODE)))
    start = data.draw(st.integers(0, len(source.text) - 1))
    span = Span(start=start, end=data.draw(st.integers(start + 1, min(start + 900, len(source.text)))))
    now = grown(source, span, unit)
    inside = [one for one in units_in(source, unit) if one.overlaps(span)]
    if inside:
        assert (inside[0].start, inside[-1].end) == (now.start, now.end)
        assert now == grown(source, now, unit)  # once whole, it stays
