"""Our own report, edited once at a time in 30 ways: each harmful edit is found, no harmless one is alarmed at."""

from __future__ import annotations

import pytest
from benchmarks.report_edits import Edit, edits, is_found
from tests.report import manuscripts

from themes.report.verify import Ground, Verified, check_report

N_EACH = 8


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Edit, Verified]]:
    """Each edit with what the check found."""
    study = manuscripts.study()
    manuscript = manuscripts.written(study, tmp_path_factory.mktemp("report") / "report.docx")
    ground = Ground(study)
    assert check_report(manuscript, ground).mends == ()
    return [(edit, check_report(edit.manuscript, ground)) for edit in edits(manuscript, n_each=N_EACH)]


def test_each_harmful_edit_is_found_where_it_was_made(tried: list[tuple[Edit, Verified]]):
    harmful = [(edit, found) for edit, found in tried if edit.harmful]
    missed = [edit.kind for edit, found in harmful if not is_found(edit, [mend.nth for mend in found.wrong])]
    assert missed == []
    assert len(harmful) >= 105
    assert len({edit.kind for edit, _ in harmful}) >= 16


def test_no_harmless_edit_raises_an_alarm(tried: list[tuple[Edit, Verified]]):
    harmless = [(edit, found) for edit, found in tried if not edit.harmful]
    alarms = [(edit.kind, mend.found, mend.says) for edit, found in harmless for mend in found.mends]
    assert alarms == []
    assert len(harmless) >= 90
    assert len({edit.kind for edit, _ in harmless}) >= 14
