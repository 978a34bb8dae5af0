"""The report as a web page and as Markdown: the same words as in Word, and nothing that anybody wrote does anything."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.report import manuscripts
from tests.report.studies import interviews

from themes.model import Asking, GuideQuestion
from themes.report import Findings, gather
from themes.report.checklists import AUTHOR, COREQ, SRQR
from themes.report.findings import Shown
from themes.report.html_pages import write_html
from themes.report.lint import doubtful
from themes.report.markdown_pages import write_markdown

HOSTILE = "<script>alert(1)</script> ![x](https://evil.example/y.png) & **so**"


@pytest.fixture(scope="module")
def findings() -> Findings:
    return gather(manuscripts.study())


def shown(findings: Findings) -> list[Shown]:
    return [one for section in findings.sections for one in section.quotations]


def test_the_web_page_holds_each_quotation_and_who_said_it(findings: Findings, tmp_path: Path):
    write_html(findings, tmp_path / "report.html")
    text = (tmp_path / "report.html").read_text(encoding="utf-8").replace("&#x27;", "'")
    assert all(one.words in text and one.attribution in text for one in shown(findings))
    assert "<script" not in text
    assert "default-src 'none'" in text


def test_markdown_holds_each_quotation_as_a_quotation(findings: Findings, tmp_path: Path):
    write_markdown(findings, tmp_path / "report.md")
    lines = (tmp_path / "report.md").read_text(encoding="utf-8").replace("\\", "").splitlines()
    assert all(f"> {one.words}" in lines for one in shown(findings))


def test_what_a_participant_said_does_nothing_in_either(tmp_path: Path):
    findings = gather(interviews(2, said=HOSTILE))
    write_html(findings, tmp_path / "report.html")
    write_markdown(findings, tmp_path / "report.md")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    marked = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<img" not in page
    assert "<script" not in marked.replace("\\<", "")
    assert "[x]" not in marked
    assert "://" not in marked
    assert "\\*\\*so\\*\\*" in marked


def test_a_paragraph_on_data_carries_where_its_quotations_stand(findings: Findings, tmp_path: Path):
    write_html(findings, tmp_path / "report.html")
    first = findings.sections[0]
    assert f"Evidence: {first.quotations[0].place}" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_transcripts_with_nothing_found_are_told_once_somebody_looked(findings: Findings):
    skills = next(section for section in findings.sections if section.name == "Skills come last")
    assert skills.nothing_found == ("interview 2", "interview 4", "interview 5")


def test_checklists_have_32_and_21_items_of_which_the_project_fills_some(findings: Findings):
    assert (32, 21) == (len(COREQ), len(SRQR))
    assert {"12", "16", "24", "25", "26", "27", "29"} <= set(findings.checklist)
    assert set(findings.checklist) <= {number for number, _ in (*COREQ, *SRQR)}


def test_a_topic_guide_is_told_with_what_of_it_was_asked_where(findings: Findings):
    assert "17" not in findings.checklist
    guide = tuple(GuideQuestion(id=f"g{nth}", text="How?", number=nth) for nth in ("1", "1a", "2"))
    asked = tuple(
        Asking(id=f"a{nth}", question_id="g1", transcript_id=f"t{nth}", start=0, end=9, state=state)
        for nth, state in enumerate(("confirmed", "confirmed", "proposed"), start=1)
    )
    study = manuscripts.study()
    told = gather(replace(study, guide=guide)).checklist
    assert "The project holds a topic guide of 2 questions and 1 prompt." == told["S11"]
    assert told["17"].startswith(f"{told['S11']} Whether it is printed with this report and whether it was tried out")
    told = gather(replace(study, guide=guide, askings=asked)).checklist
    assert told["S11"].endswith("1 of these 3 was found, and confirmed by a person, in 2 of 6 transcripts.")


def test_what_the_project_cannot_say_is_left_to_the_author(findings: Findings, tmp_path: Path):
    write_markdown(findings, tmp_path / "report.md")
    text = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert f"| 4 | Gender | {AUTHOR} |" in text


def test_a_statement_without_a_quotation_is_doubtful(findings: Findings):
    study = manuscripts.study()
    bare = replace(study.themes[0], id="t9", name="Home", code_ids=())
    told = doubtful(gather(replace(study, themes=(*study.themes, bare))))
    assert ("Home", "It claims something, and no quotation supports it.") in [(one.section, one.why) for one in told]
    assert "Home" not in [one.section for one in doubtful(findings)]


def test_an_attribution_that_fits_one_participant_alone_is_told(findings: Findings):
    assert findings.singled_out == ("acute trust chair", "pharmacist")
    assert any("acute trust chair and pharmacist" in one.why for one in doubtful(findings))
