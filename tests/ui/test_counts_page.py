"""The page Counts, run as Streamlit runs it."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from themes.project import Project
from themes.project.counts.told import COUNTS, CountKind

SECONDS = 60


def page() -> None:
    """Run the page; Streamlit runs this function's text."""
    from themes.ui.pages import counts  # noqa: PLC0415 - as above

    counts.page()


def shown_with(**state: object) -> AppTest:
    app = AppTest.from_function(page, default_timeout=SECONDS)
    for key, value in state.items():
        app.session_state[key.replace("_", " ")] = value
    app.run()
    assert not app.exception, app.exception
    return app


def words(app: AppTest) -> str:
    return "\n".join(one.value for one in app.markdown)


@pytest.fixture
def coded(shown: Project) -> Project:
    """Two interviews; one is coded with two codes that overlap."""
    source = shown.transcripts()[0]
    said = [turn for turn in source.turns if turn.speaker and source.speakers[turn.speaker].role == "participant"]
    turn = next(turn for turn in said if turn.end - turn.start > 60)
    for name, start in (("Board", turn.start), ("Money", turn.start + 20)):
        shown.add_coding(source, start, start + 40, shown.add_code(name))
    shown.mark_looked_at(source)
    return shown


RULES: dict[CountKind, str] = {
    "co-occurrence": "share at least one character",
    "crosstab": "No case has an attribute yet",
    "frequencies": "Codings count what two coders coded alike",
    "timeline": "each quotation from the first to the last",
    "saturation": "in the order of their first coding",
    "words": "What interviewers say is left out",
    "concordance": "Write a word",
}


@pytest.mark.parametrize("kind", COUNTS)
def test_each_count_says_its_rule(coded: Project, kind: CountKind) -> None:
    assert coded.codings()
    assert RULES[kind] in words(shown_with(counts_kind=kind)).replace("\\", "")


def test_a_crosstab_stands_with_its_warning(coded: Project) -> None:
    for nth, case in enumerate(coded.cases()):
        coded.set_value(case, "role", f"role {nth}")
    told = words(shown_with(counts_kind="crosstab")).replace("\\", "")
    assert "Fisher's exact test (1934)" in told
    coded.mark_looked_at(coded.transcripts()[1])
    told = words(shown_with(counts_kind="crosstab")).replace("\\", "")
    assert "no random sample, so p says nothing of people who were not heard" in told


def test_a_concordance_is_shown_once_a_word_is_written(coded: Project) -> None:
    assert coded.transcripts()
    told = words(shown_with(counts_kind="concordance", counts_word="the"))
    assert "Said " in told
    assert "Nothing found" in words(shown_with(counts_kind="concordance", counts_word="xyzzy"))


def test_reflexive_analysis_has_neither_crosstab_nor_saturation_and_is_told_why(coded: Project) -> None:
    coded.describe(method="reflexive")
    app = shown_with()
    assert ["Co-occurrence", "Code frequencies", "Timeline", "Word frequencies", "Concordance"] == list(
        app.button_group[0].options
    )
    assert "No saturation here" in words(app)
    assert "Braun and Clarke 2021" in words(app)


def test_without_codes_words_can_still_be_counted(shown: Project) -> None:
    assert not shown.codes()
    assert "There is no code to count yet" in words(shown_with())
    assert "counted in" in words(shown_with(counts_kind="words"))
