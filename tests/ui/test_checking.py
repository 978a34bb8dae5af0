"""The parts of the page Report that check a finished report, and that give tables."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from streamlit.testing.v1 import AppTest

from themes.project import Project


def _page() -> None:
    from themes.ui import session  # noqa: PLC0415 - runs as a page of its own
    from themes.ui.pages import checking  # noqa: PLC0415

    checking.show(session.project())


def test_a_changed_quotation_is_shown_with_what_was_said(shown: Project, tmp_path: Path):
    shown.accept(shown.candidates()[0], name="First")
    shown.describe(pseudonymised=True)
    document = Document(str(shown.report(tmp_path / "report.docx")))
    quoted = next(one for one in document.paragraphs if one.style.name == "Quotation")
    quoted.runs[0].text = " ".join(["Entirely", *quoted.runs[0].text.split(" ")])
    document.save(str(tmp_path / "changed.docx"))
    page = AppTest.from_function(_page).run()
    page.file_uploader[0].upload("changed.docx", (tmp_path / "changed.docx").read_bytes()).run()
    assert not page.exception
    assert any("Entirely" in one.value and one.value.startswith("In the report") for one in page.text)
    assert any("To be mended: 1" in one.value for one in page.subheader)


def _report() -> None:
    from themes.ui.pages import report  # noqa: PLC0415 - runs as a page of its own

    report.page()


def test_the_page_offers_tables_and_tells_doubts(shown: Project):
    shown.accept(shown.candidates()[0], name="First")
    shown.describe(pseudonymised=True)
    page = AppTest.from_function(_report).run()
    assert not page.exception
    assert "Tables for other programs" in [one.label for one in page.expander]
    assert page.selectbox(key="export-what").options[:2] == ["Quotations, a row for each coding", "Codebook"]
