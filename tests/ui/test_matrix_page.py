"""The page Matrix and what a study's method makes of pages, run as Streamlit runs them."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from themes.project import Project

SECONDS = 60


def page(name: str) -> None:
    """Run one page; Streamlit runs this function's text."""
    from importlib import import_module  # noqa: PLC0415 - as above

    import_module(f"themes.ui.pages.{name}").page()


def shown(name: str, **state: object) -> AppTest:
    app = AppTest.from_function(page, default_timeout=SECONDS, args=(name,))
    for key, value in state.items():
        app.session_state[key.replace("_", " ")] = value
    app.run()
    assert not app.exception, app.exception
    return app


def words(app: AppTest) -> str:
    return "\n".join(one.value for one in app.markdown)


@pytest.fixture
def coded(shown_project: Project) -> Project:
    """A study with a theme that one quotation carries and another speaks against."""
    source = shown_project.transcripts()[0]
    turn = next(turn for turn in source.turns if turn.end - turn.start > 60)
    shown_project.add_theme("Boards turn up", codes=[shown_project.add_code("Board")])
    shown_project.add_coding(source, turn.start, turn.start + 40, "Board")
    shown_project.mark_looked_at(source)
    return shown_project


@pytest.fixture
def shown_project(request: pytest.FixtureRequest) -> Project:
    """The project that the pages show."""
    project: Project = request.getfixturevalue("shown")
    return project


def test_prevalence_says_of_whom_and_whose_words_and_who_says_otherwise(coded: Project) -> None:
    assert coded.themes()
    prevalence = shown("matrix", matrix_part="Prevalence")
    assert "N are the participants who were looked at" in words(prevalence)
    assert "no random sample" in words(prevalence)
    whose = shown("matrix", matrix_part="Whose words")
    assert "An equal share is" in words(whose)
    assert {"Download Excel", "Download CSV"} <= {one.proto.label for one in whose.get("download_button")}
    otherwise = words(shown("matrix", matrix_part="Who says otherwise", least_typical=True))
    assert "Least typical is not contradiction" in otherwise.replace("\n", " ")
    assert "not looked at in full: nothing is known" in otherwise


def test_reflexive_analysis_has_no_prevalence_on_the_page_and_is_told_why(coded: Project) -> None:
    coded.describe(method="reflexive")
    app = shown("matrix")
    assert ["Matrix", "Whose words", "Who says otherwise"] == list(app.button_group[0].options)
    assert "Braun and Clarke 2019" in words(app)


def test_reflexive_analysis_is_told_what_the_shares_of_quotations_are_for(coded: Project) -> None:
    assert "no measure of a theme" not in words(shown("matrix", matrix_part="Whose words"))
    coded.describe(method="reflexive")
    assert "no measure of a theme" in words(shown("matrix", matrix_part="Whose words"))


def test_each_method_says_on_the_page_of_the_study_where_it_begins(coded: Project) -> None:
    for method, begins in (("framework", "Matrix"), ("template", "Codebook"), ("codebook", "")):
        coded.describe(method=method)
        told = words(shown("study"))
        assert (f"begins on the page {begins}" in told) if begins else ("begins on the page" not in told)
    coded.describe(method="template")
    assert "King 2012" in words(shown("codebook"))
