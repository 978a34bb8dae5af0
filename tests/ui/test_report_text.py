"""Writing in the report on its page, run as Streamlit runs it."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from themes.project import Project

KEY = "method coded"


@pytest.fixture
def project(shown: Project) -> Project:
    """A quotation with a code, a theme that it carries."""
    shown.add_code("Board engagement")
    talk = shown.transcripts()[0]
    said = next(one for one in talk.turns if talk.speakers[one.speaker or 0].role == "participant")
    shown.add_coding(talk, said.start, said.end, "Board engagement")
    shown.add_theme("Boards", codes=["Board engagement"])
    return shown


def _report() -> None:
    from themes.ui.pages import report  # noqa: PLC0415 - the script of a page of its own

    report.page()


def _run() -> AppTest:
    return _sound(AppTest.from_function(_report, default_timeout=60).run())


def _sound(page: AppTest) -> AppTest:
    assert [] == [one.value for one in (*page.exception, *page.error)]
    return page


def _submit(page: AppTest, label: str) -> AppTest:
    return _sound([one for one in page.button if one.label == label][-1].click().run())  # another form may save too


def test_a_part_is_written_on_the_page_and_stands_there(project: Project) -> None:
    page = _sound(_run().button(key=f"edit {KEY}").click().run())
    (field,) = page.text_area
    field.set_value("One of us coded it all.")
    page = _submit(page, "Save")
    assert "One of us coded it all\\." in [one.value for one in page.markdown]
    assert ["One of us coded it all."] == [one.text for one in project.report_parts() if one.key == KEY]


def test_what_changed_beneath_is_shown_with_both_and_can_be_kept_or_taken(project: Project) -> None:
    project.write_report_text(KEY, "One of us coded it all.")
    talk = project.transcripts()[0]
    project.add_coding(talk, 0, 5, "Board engagement")
    page = _run()
    assert any("has changed since you wrote yours" in one.value for one in page.markdown)
    assert any(":red[" in one.value and ":green-background[" in one.value for one in page.markdown)
    assert any("1 is now 2" in one.value for one in page.markdown)
    page = _sound(page.button(key=f"keep {KEY}").click().run())
    assert not any("has changed since you wrote yours" in one.value for one in page.markdown)
    assert "One of us coded it all\\." in [one.value for one in page.markdown]
    page = _submit(_sound(page.button(key=f"edit {KEY}").click().run()), "Let stand what Themes writes")
    assert [None] == [one.written for one in project.report_parts() if one.key == KEY]


def test_a_claim_that_is_written_on_the_report_is_the_themes_own(project: Project) -> None:
    theme = project.theme("Boards")
    page = _sound(_run().button(key=f"edit statement {theme.id}").click().run())
    (field,) = page.text_area
    field.set_value("Boards turn up.")
    _submit(page, "Save")
    assert "Boards turn up." == project.theme("Boards").statement


def _either_page() -> None:
    import streamlit as st  # noqa: PLC0415 - the script of a page of its own

    from themes.ui.pages import report, themes  # noqa: PLC0415

    (themes if st.session_state.get("elsewhere") else report).page()


def _to(page: AppTest, *, elsewhere: bool) -> AppTest:
    page.session_state["elsewhere"] = elsewhere
    return _sound(page.run())


def test_what_is_typed_in_a_part_outlives_leaving_the_page_until_it_is_saved_or_cancelled(project: Project) -> None:
    page = _sound(AppTest.from_function(_either_page, default_timeout=60).run())
    page = _sound(page.button(key=f"edit {KEY}").click().run())
    _sound(page.text_area[0].set_value("An hour's work.").run())
    page = _to(_to(page, elsewhere=True), elsewhere=False)
    assert ["An hour's work."] == [one.value for one in page.text_area]
    assert "Not saved yet." in [one.value for one in page.markdown]
    page = _submit(page, "Cancel")
    page = _sound(page.button(key=f"edit {KEY}").click().run())
    assert "An hour's work." not in [one.value for one in page.text_area]
    _sound(page.text_area[0].set_value("Another hour's.").run())
    page = _submit(_to(_to(page, elsewhere=True), elsewhere=False), "Save")
    assert ["Another hour's."] == [one.text for one in project.report_parts() if one.key == KEY]
    assert "Not saved yet." not in [one.value for one in page.markdown]


def test_a_part_that_somebody_else_wrote_meanwhile_is_shown_before_it_is_written_over(project: Project) -> None:
    page = _sound(_run().button(key=f"edit {KEY}").click().run())
    _sound(page.text_area[0].set_value("Mine.").run())
    project.write_report_text(KEY, "Theirs.")
    next(one for one in page.button if one.key == f"Save report {KEY}").click().run()
    assert ["Theirs."] == [one.text for one in project.report_parts() if one.key == KEY]
    page = _sound(page.run())
    assert ["Mine."] == [one.value for one in page.text_area]
    assert any("It was changed meanwhile" in one.value and "Theirs" in one.value for one in page.markdown)
    _submit(page, "Save")
    assert ["Mine."] == [one.text for one in project.report_parts() if one.key == KEY]


def test_a_claim_typed_on_the_report_and_not_saved_stands_on_the_page_themes(project: Project) -> None:
    theme = project.theme("Boards")
    page = _sound(AppTest.from_function(_either_page, default_timeout=60).run())
    page = _sound(page.button(key=f"edit statement {theme.id}").click().run())
    _sound(page.text_area[0].set_value("Boards turn up.").run())
    page = _to(page, elsewhere=True)
    assert "Boards turn up." in [one.value for one in page.text_area]
    assert "" == project.theme("Boards").statement


def test_a_theme_that_went_leaves_what_was_written_of_it_in_sight(project: Project) -> None:
    theme = project.theme("Boards")
    project.write_report_text(f"text {theme.id}", "More on boards.")
    project.remove_theme(theme)
    assert "More on boards." in [one.value for one in _run().text]


def test_the_cells_of_the_matrix_that_stand_in_the_report_are_chosen_on_the_page(project: Project) -> None:
    (theme,) = project.themes()
    first, second, *_ = (case for case in project.cases() if case.kind == "participant")
    for case in (first, second):
        project.write_summary(case, theme, f"Said by {case.label}.")
    page = _run()
    assert "Cells of the matrix that stand here: 2 of 2" in [one.label for one in page.expander]
    (which,) = [one for one in page.radio if one.label == "Cells"]
    which.set_value("Only those that I choose")
    _sound(page.run())
    (single,) = [one for one in page.multiselect if one.label == "Single cells"]
    single.set_value([(second.id, theme.id)])
    _sound(page.run())
    page = _sound(page.button(key="report cells keep").click().run())
    assert "Cells of the matrix that stand here: 1 of 2" in [one.label for one in page.expander]
    (section,) = project.findings().sections
    assert [(f"Said by {second.label}.",)] == [cell.parts for cell in section.cells]
