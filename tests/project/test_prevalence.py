"""Prevalence, coverage and what speaks against a theme, in a real project; each number by a second method."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from themes import Project
from themes.errors import Refused
from themes.methods import METHODS
from themes.text import speaker_of

ROLES = ("chair", "nurse", "nurse", "porter", "porter", "porter", "porter", "porter")


@pytest.fixture
def study(empty: Project) -> Project:
    """Eight interviews; three are coded with a theme's code, six were looked at."""
    board = empty.add_code("Board")
    empty.add_theme("=Boards", codes=[board])
    for nth, role in enumerate(ROLES):
        words = f"Interviewer: So?\n\nP{nth:02d}: The board came {nth} times, they say.\n"
        source = empty.add_bytes(f"Interview {nth}.txt", words.encode())
        empty.set_value(empty.cases()[-1], "role", role)
        if nth in (0, 3, 7):
            start = source.text.index("The")
            empty.add_coding(source, start, start + 14, board, valence="enabler" if nth else "barrier")
        if nth < 6:
            empty.mark_looked_at(source)
    return empty


def test_each_number_is_what_a_second_method_counts(study: Project):
    found = study.prevalence(group_by="role")
    (row,) = found.rows
    said = {
        speaker.case_id
        for one in study.codings()
        if (speaker := speaker_of(one.transcript, one.quotation.start, one.quotation.end))
    }
    looked = {
        source.speakers[1].case_id
        for source in study.transcripts()
        if study.looked(source, "Board") != "not looked at" and (source.id, study.code("Board").id) in study.looked_at()
    }
    for group, share in [("", row.total), *zip(found.groups, row.groups, strict=True)]:
        people = {case.id for case in study.cases() if not group or study.values(case)["role"] == group}
        assert (len(said & looked & people), len(looked & people)) == (share.n, share.of)
        assert (len(said & people - looked), len(people - looked - said)) == (share.n_more, share.n_not_looked_at)
    assert ("2 of 6", "1 more heard, not looked at in full; 1 not looked at") == (row.total.figure, row.total.rest)
    assert (1, 1, 0) == row.total.by_valence


def test_small_groups_are_hidden_where_asked(study: Project):
    (row,) = study.prevalence(group_by="role", hide_small=True).rows
    assert {"chair": True, "nurse": True, "porter": True} == dict(
        zip(study.prevalence(group_by="role").groups, (share.hidden for share in row.groups), strict=True)
    )
    assert "2 of 6" == row.total.figure


def test_intervals_come_with_a_declared_random_sample(study: Project):
    assert study.prevalence().rows[0].total.interval is None
    study.describe(random_sample=True)
    assert "10 % to 70 %" == study.prevalence().rows[0].total.interval_words


def test_the_table_is_a_table_and_no_text_in_it_a_formula(study: Project, tmp_path: Path):
    with study.write_prevalence(tmp_path / "p.csv", group_by="role").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert ["all", "chair", "nurse", "porter"] == [row["Group"] for row in rows]
    assert ("'=Boards", "2", "6") == (rows[0]["Theme"], rows[0]["Say it (n)"], rows[0]["Looked at for it (N)"])
    sheet = load_workbook(study.write_prevalence(tmp_path / "p.xlsx")).active
    assert ("=Boards", "s", 2) == (sheet["A2"].value, sheet["A2"].data_type, sheet["D2"].value)
    assert "<script" not in study.write_prevalence(tmp_path / "p.svg").read_text()
    with pytest.raises(Refused, match="written as"):
        study.write_prevalence(tmp_path / "p.pdf")


def test_who_is_silent_is_told_apart_from_who_was_not_looked_at(study: Project, tmp_path: Path):
    found = study.coverage()
    assert {"P07, porter"} == {one.voice.name for one in found.of("not looked at")}
    assert 4 == len(found.of("silent"))
    assert len({one.quotation.id for one in study.codings()}) == found.n_quotations
    assert "silent" in study.write_coverage(tmp_path / "c.csv").read_text(encoding="utf-8-sig")


def test_what_speaks_against_a_theme_is_who_was_looked_at_and_what_a_person_chose(study: Project):
    chosen = study.codings()[0].quotation
    study.choose_for_theme("=Boards", chosen, speaks="against")
    found = study.contrary("=Boards", least_typical=True)
    assert ["P02", "P03", "P05", "P06"] == [case.label for case in found.not_found]
    assert ["P07"] == [case.label for case in found.not_looked_at]
    assert [chosen.id] == [one.quotation.id for one in found.against]
    assert 1 == len(found.least_typical)


def test_reflexive_analysis_claims_no_prevalence_and_says_who_says_so(study: Project):
    study.describe(method="reflexive")
    with pytest.raises(Refused, match=r"Braun and Clarke 2019\)\. Nothing was counted"):
        study.prevalence()
    assert all(METHODS["reflexive"].refuses(part) for part in ("agreement", "prevalence", "saturation"))
    assert {"matrix"} == {one.starts_at for one in METHODS.values() if one.name == "framework"}
