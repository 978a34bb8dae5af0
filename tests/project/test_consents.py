"""What people have allowed holds in everything that leaves the project."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from themes.errors import Refused
from themes.model import Consent, Speaker, Study, Transcript, Turn
from themes.project import Project
from themes.report import use_of
from themes.report.consent import allowed, use_on
from themes.report.material import Material

SAID = {"P01": "The board turned up every month.", "P02": "Nobody asked the night shift.", "P03": "Money was short."}


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "study.themes", coder="AB") as made:
        code = made.add_code("Board")
        for nth, words in enumerate(SAID.values(), start=1):
            source = made.add_bytes(f"P0{nth}.txt", f"Interviewer: Well?\n\nParticipant: {words} And so on.\n".encode())
            start = source.text.index(words)
            made.add_coding(source, start, start + len(words), code)
        made.describe(pseudonymised=True)
        yield made


def _word(project: Project, folder: Path) -> str:
    document = Document(str(project.report(folder / "out.docx", insist=True)))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def _sheet(project: Project, folder: Path) -> str:
    book = load_workbook(project.report(folder / "out.xlsx", insist=True))
    return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)


def test_all_may_be_quoted_where_nothing_was_said(project: Project, tmp_path: Path) -> None:
    assert all(words in _word(project, tmp_path) for words in SAID.values())


def test_paraphrased_words_are_counted_and_not_printed(project: Project, tmp_path: Path) -> None:
    project.set_consent("P02", "paraphrase")
    findings = project.findings()
    assert (3, 1, 0) == (findings.n_quotations, findings.n_paraphrase, findings.n_left_out)
    for told in (_word(project, tmp_path), _sheet(project, tmp_path)):
        assert SAID["P02"] not in told
        assert "[paraphrase only]" in told
        assert SAID["P01"] in told


def test_who_allows_nothing_is_left_out_and_that_is_said(project: Project, tmp_path: Path) -> None:
    project.set_consent("P03", "none")
    findings = project.findings()
    assert (2, 1, 2) == (findings.n_quotations, findings.n_left_out, findings.sections[0].heard.participants.of)
    for told in (_word(project, tmp_path), _sheet(project, tmp_path)):
        assert SAID["P03"] not in told
        assert "1 quotation left out" in told


def test_the_interview_of_who_allows_nothing_is_not_counted_as_material(project: Project, tmp_path: Path) -> None:
    assert "3 interviews" in _word(project, tmp_path)
    project.set_consent("P03", "none")
    assert "2 interviews" in _word(project, tmp_path)
    assert "3 interviews" not in _word(project, tmp_path)


def test_nothing_of_an_interview_is_used_whose_participant_allows_nothing(project: Project) -> None:
    source = project.transcript("P03")
    project.add_coding(source, source.text.index("Well?"), source.text.index("Well?") + 5, "Board")
    project.set_consent("P03", "none")
    assert (2, 2) == (project.findings().n_quotations, project.findings().n_left_out)


def test_after_its_last_day_nothing_is_allowed(project: Project) -> None:
    project.set_consent("P01", "quote", until="2001-01-31")
    assert 1 == project.findings().n_left_out
    project.set_consent("P01", "quote", until="2999-01-31")
    assert 0 == project.findings().n_left_out


@pytest.mark.parametrize(
    ("today", "use"), [(date(2027, 3, 30), "quote"), (date(2027, 3, 31), "quote"), (date(2027, 4, 1), "none")]
)
def test_its_last_day_is_a_day_of_it(today: date, use: str) -> None:
    assert use == use_on(Consent(id="a", use="quote", until="2027-03-31"), today)


def test_a_day_that_is_none_is_refused(project: Project) -> None:
    with pytest.raises(Refused, match="no day"):
        project.set_consent("P01", "quote", until="soon")


def test_a_quotation_of_two_people_is_as_free_as_the_stricter_allows(tmp_path: Path) -> None:
    with Project.create(tmp_path / "group.themes", coder="AB") as group:
        source = group.add_bytes("g.txt", b"Moderator: Well?\n\nP1: We did.\n\nP2: We did not.\n\nP1: Oh yes.\n")
        group.add_coding(source, source.text.index("We did."), source.text.index("not.") + 4, group.add_code("Doing"))
        group.describe(pseudonymised=True)
        assert 1 == group.findings().n_quotations
        group.set_consent("P02", "none")
        assert (0, 1) == (group.findings().n_quotations, group.findings().n_left_out)


def test_a_group_of_whom_one_allows_nothing_is_still_heard(tmp_path: Path) -> None:
    with Project.create(tmp_path / "group.themes", coder="AB") as group:
        source = group.add_bytes("g.txt", b"Moderator: Well?\n\nP1: We did.\n\nP2: We did not.\n\nP1: Oh yes.\n")
        doing = group.add_code("Doing")
        group.add_coding(source, source.text.index("Oh yes."), len(source.text), doing)
        group.set_consent("P02", "none")
        group.describe(pseudonymised=True)
        findings = group.findings()
        assert (1, 0, 1) == (findings.n_quotations, findings.n_left_out, findings.sections[0].heard.participants.of)


def test_notes_in_which_no_participant_speaks_stay_when_somebody_allows_nothing() -> None:
    notes = Transcript(
        id="n", title="Notes", kind="field note", text="Quiet ward.", turns=(Turn(start=0, end=11),), speakers=(),
        format="txt", layout="", source_name="n.txt", source_sha256="",
    )  # fmt: skip
    said = (Consent(id="a", use="none"),)
    material = Material(study=Study(id="s", title="S"), transcripts=(notes,), consents=said, today=date(2026, 1, 1))
    assert (notes,) == allowed(material).material.transcripts


def test_words_of_whom_nobody_knows_may_be_anybodys_of_their_transcript() -> None:
    turns = (Turn(start=0, end=3, speaker=0), Turn(start=4, end=7))
    source = Transcript(
        id="t", title="t", kind="interview", text="One\nTwo", turns=turns, format="txt", layout="", source_name="t.txt",
        speakers=(Speaker(label="P1", role="participant", case_id="a"),), source_sha256="",
    )  # fmt: skip
    said = {"a": Consent(id="a", use="none")}
    assert "none" == use_of(source, 4, 7, consents=said, today=date(2026, 1, 1))


def test_consent_can_be_undone(project: Project) -> None:
    project.set_consent("P01", "none")
    project.undo()
    assert {} == project.consents()


def test_a_report_is_refused_while_a_transcript_in_it_is_not_released(project: Project, tmp_path: Path) -> None:
    project.describe(pseudonymised=False)
    with pytest.raises(Refused, match="Names may still stand in 3 transcripts") as refused:
        project.report(tmp_path / "out.docx")
    assert ("themes names" in str(refused.value), "--pseudonymised" in str(refused.value)) == (True, True)
    assert not (tmp_path / "out.docx").exists()


def test_insisted_upon_each_page_says_that_it_is_not_to_be_passed_on(project: Project, tmp_path: Path) -> None:
    project.describe(pseudonymised=False)
    told = "Not to be passed on: 3 transcripts not released"
    assert told in _word(project, tmp_path)
    document = Document(str(tmp_path / "out.docx"))
    section = document.sections[0]
    assert told in section.header.paragraphs[0].text
    assert told in section.first_page_header.paragraphs[0].text
    assert told in _sheet(project, tmp_path)


def test_a_transcript_that_nobody_quotes_does_not_hold_a_report_up(project: Project, tmp_path: Path) -> None:
    project.describe(pseudonymised=False)
    for transcript in project.transcripts():
        project.find_identifiers([transcript])
        for view in project.identifiers(transcript):
            project.keep_identifier(view.identifier)
    project.release()
    project.add_bytes("later.txt", b"Interviewer: So?\n\nParticipant: Agnes Obi said it.\n")
    assert project.report(tmp_path / "out.docx").exists()
