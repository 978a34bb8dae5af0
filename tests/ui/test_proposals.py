"""What is proposed stays hidden until enough was read, or as somebody chose, by Streamlit's way to run a page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextArea

from themes.project import Project


def _candidates() -> None:
    from themes.ui.pages import candidates  # noqa: PLC0415 - the script of a page of its own

    candidates.page()


def _suggestions() -> None:
    from themes.ui.pages import suggestions  # noqa: PLC0415 - as above

    suggestions.page()


def _study() -> None:
    from themes.ui import session  # noqa: PLC0415 - as above
    from themes.ui.pages import facts  # noqa: PLC0415

    facts.show(session.project())


@pytest.fixture
def project(shown: Project) -> Project:
    shown.add_code("Board", definition="The board turns up; it asks how things go.")
    return shown


def _run(script: Callable[[], None]) -> AppTest:
    return _sound(AppTest.from_function(script, default_timeout=60).run())


def _sound(page: AppTest) -> AppTest:
    assert [] == [one.value for one in (*page.exception, *page.error)]
    return page


def _said(page: AppTest) -> str:
    return "\n".join(one.value for one in page.markdown)


@pytest.mark.parametrize(("script", "what"), [(_candidates, "Candidate themes"), (_suggestions, "Suggestions")])
def test_reflexive_work_reads_first_and_is_told_how_much(
    project: Project, script: Callable[[], None], what: str
) -> None:
    project.describe(method="reflexive")  # four transcripts, or as many as there are: two
    page = _run(script)
    assert f"{what} stay hidden until you have marked 2 transcripts as read: 2 more to go." in _said(page)
    assert [] == list(page.text)
    assert [False] == [one.value for one in page.toggle]


def test_once_enough_is_read_what_is_proposed_is_shown(project: Project) -> None:
    project.describe(read_first=1)
    assert "1 more to go" in _said(_run(_candidates))
    project.mark_looked_at(project.transcripts()[0])
    page = _run(_candidates)
    assert "stay hidden" not in _said(page)
    assert page.text


def test_reflexive_work_is_told_once_what_the_number_on_a_card_is_for(project: Project) -> None:
    told = "is a help to read and no measure of a theme"
    assert told not in _said(_run(_candidates))
    project.describe(method="reflexive", read_first=0)
    page = _run(_candidates)
    assert 1 == _said(page).count(told)
    assert "heard in" in _said(page)


def test_the_switch_shows_and_hides_at_any_time_and_changes_nothing_in_the_study(project: Project) -> None:
    project.describe(method="reflexive")
    seq = project.last_seq()
    page = _run(_candidates)
    _sound(page.toggle[0].set_value(True).run())
    assert page.text
    _sound(page.toggle[0].set_value(False).run())
    assert [] == list(page.text)
    assert seq == project.last_seq()


def test_who_hid_it_is_told_that_it_was_they(project: Project) -> None:
    page = _run(_suggestions)
    assert "hidden" not in _said(page)
    assert project.reading_first().n_left == 0
    _sound(page.toggle[0].set_value(False).run())
    assert "Suggestions are hidden, as you chose." in _said(page)


def test_the_number_is_set_with_the_studys_facts(project: Project) -> None:
    page = _run(_study)
    field = next(one for one in page.number_input if one.label.startswith("Transcripts that each coder reads"))
    assert field.value is None
    field.set_value(3)
    _sound(next(one for one in page.button if one.label == "Save").click().run())
    assert 3 == project.study.read_first


def _facts_or_not() -> None:
    import streamlit as st  # noqa: PLC0415 - the script of a page of its own

    from themes.ui import session  # noqa: PLC0415
    from themes.ui.pages import facts  # noqa: PLC0415

    if not st.session_state.get("elsewhere"):
        facts.show(session.project())


def test_what_is_typed_about_the_study_outlives_leaving_the_page_until_it_is_saved(project: Project) -> None:
    project.describe(title="Boards", questions=("What helped?",))
    page = _run(_facts_or_not)
    notice = "Ethics were approved."
    _sound(_labelled(page, "What readers should know").set_value(notice).run())
    _sound(_labelled(page, "Evaluation questions").set_value(" What helped?\n\nWhat hindered? ").run())
    for elsewhere in (True, False):
        page.session_state["elsewhere"] = elsewhere
        _sound(page.run())
    assert notice == _labelled(page, "What readers should know").value
    assert "" == project.study.notice
    _sound(next(one for one in page.button if one.label == "Save").click().run())
    study = project.study
    assert (("What helped?", "What hindered?"), notice, "Boards") == (study.questions, study.notice, study.title)
    assert "What helped?\nWhat hindered?" == _labelled(page, "Evaluation questions").value
    assert "Not saved yet." not in _said(page)


def test_a_study_keeps_its_title_where_the_field_is_emptied(project: Project) -> None:
    project.describe(title="Boards", commissioner="The trust")
    page = _run(_study)
    for label in ("Title", "Commissioned by"):
        _sound(next(one for one in page.text_input if one.label == label).set_value(" ").run())
    _sound(next(one for one in page.button if one.label == "Save").click().run())
    assert ("Boards", "") == (project.study.title, project.study.commissioner)
    assert "Boards" == next(one for one in page.text_input if one.label == "Title").value


def _labelled(page: AppTest, label: str) -> TextArea:
    return next(one for one in page.text_area if one.label.startswith(label))
