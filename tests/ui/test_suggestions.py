"""The page Suggestions, by Streamlit's own way to run a page without a browser."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from themes.model import Code, Suggestion
from themes.project import Project
from themes.project.records import ENOUGH_CODINGS
from themes.ui.pages import suggestions
from themes.ui.proposed import odds, sureness


@pytest.fixture
def project(shown: Project) -> Project:
    code = shown.add_code("Board", definition="The board turns up; it asks how things go.")
    shown.add_code("Money *short*", definition="There is no money for it.")
    for member in shown.candidates()[0].members[:4]:
        shown.add_coding(member.transcript_id, member.start, member.end, code)
    return shown


@pytest.fixture
def board(project: Project) -> Code:
    return project.code("Board")


def _suggestions() -> None:
    from themes.ui.pages import suggestions  # noqa: PLC0415 - the script of a page of its own

    suggestions.page()


def _run(code: Code | None = None) -> AppTest:
    page = AppTest.from_function(_suggestions, default_timeout=60)
    if code is not None:
        page.session_state["themes suggestions for"] = code.id
    return _sound(page.run())


def _sound(page: AppTest) -> AppTest:
    assert [] == [one.value for one in (*page.exception, *page.error)]
    return page


def _press(page: AppTest, label: str) -> AppTest:
    return _sound(next(one for one in page.button if one.label == label).click().run())


def _said(page: AppTest) -> str:
    return "\n".join(one.value for one in page.markdown)


def test_a_suggestion_shows_its_words_how_sure_it_is_and_why(project: Project, board: Code) -> None:
    (first,) = project.suggestions(board, limit=1)
    page = _run(board)
    shown = [one.value for one in page.text]
    assert first.words in shown
    assert [] == [near.words for near in first.nearest if near.words not in shown]
    assert first.nearest or "It is like the definition: " in _said(page)
    assert "codings so far: too few to say how sure. It does not count" in _said(page)
    assert f"{first.probability:.2f}" not in _said(page)
    assert ", ".join(first.carried_by) in shown


def test_from_ten_codings_on_a_suggestion_says_how_many_in_ten_are_right(project: Project, board: Code) -> None:
    while (n := len(project.codings(code=board))) < ENOUGH_CODINGS:
        (first,) = project.suggestions(board, limit=1)
        assert (n, f"{n} codings so far: too few to say how sure") == (first.n_codings, odds(first))
        project.accept_suggestion(first)
    (first,) = project.suggestions(board, limit=1)
    assert f"{first.probability:.2f}: about" in _said(_run(board))
    assert sureness(first) == f"{'' if first.is_sure else 'not sure, '}{first.probability:.2f}"


def test_yes_makes_a_coding_and_shows_the_next(project: Project, board: Code) -> None:
    first = project.suggestions(board, limit=1)[0]
    page = _press(_run(board), "Accept")
    assert first.words in {one.quotation.words for one in project.codings(code=board)}
    assert first.words != _focus(page)
    assert "**Accepted\\: Board.**" in _said(page)


def test_no_is_kept_and_felt_by_what_stood_behind(project: Project, board: Code) -> None:
    first = project.suggestions(board, limit=1)[0]
    n_codings = len(project.codings())
    page = _press(_run(board), "Not this")
    refused = project._store.facts(Suggestion, outcome="rejected")
    place = (first.suggestion.transcript_id, first.suggestion.start)
    assert [place] == [(one.transcript_id, one.start) for one in refused]
    assert n_codings == len(project.codings())
    assert "**Not this\\, kept\\: Board.**" in _said(page)
    assert "sank" in _said(page)


def test_a_second_press_on_the_same_suggestion_does_nothing_more(project: Project, board: Code) -> None:
    (view,) = project.suggestions(board, limit=1)
    suggestions.decide(project, view, [view], yes=True)
    seq = project.last_seq()
    suggestions.decide(project, view, [view], yes=True)
    suggestions.decide(project, view, [view], yes=False)
    assert seq == project.last_seq()


def test_what_is_put_off_comes_back_by_a_press(project: Project, board: Code) -> None:
    views = project.suggestions(board, limit=2)
    page = _press(_run(board), "Later")
    assert views[1].words == _focus(page)
    assert views[0].words == _focus(_press(page, "Back"))
    assert 4 == len(project.codings())


def test_in_review_order_each_says_why_it_is_shown(project: Project) -> None:
    first = project.to_review(limit=1)[0]
    page = _run()
    assert first.words == _focus(page)
    assert f"Shown because {first.shown_because}." in _said(page).replace("\\", "")


def test_a_code_of_which_nothing_is_known_asks_for_a_definition(project: Project) -> None:
    bare = project.add_code("Bare")
    assert any("Give the code a definition" in one.value for one in _run(bare).markdown)


def test_a_codes_name_is_shown_as_it_was_written(project: Project) -> None:
    page = _run(project.code("Money *short*"))
    assert ["Money \\*short\\*"] == [one.value for one in page.subheader]


def _drifting() -> None:
    from themes.project.records import Drifted, Learning, LearningPoint  # noqa: PLC0415 - a script of its own
    from themes.ui import session  # noqa: PLC0415
    from themes.ui.pages import learning  # noqa: PLC0415

    project = session.project()
    drift = Drifted(code=project.code("Board"), n_latest=8, by=1.4, towards=project.code("Money *short*"))
    point = LearningPoint(n_decisions=10, n_right=7, n_asked=10)
    learning.tell(project, Learning(points=(point,), drifts=(drift,)))


def test_a_code_that_drifts_is_warned_of_and_the_learning_is_counted(project: Project) -> None:
    del project
    page = _sound(AppTest.from_function(_drifting, default_timeout=60).run())
    (warning,) = [one.value for one in page.warning]
    assert warning.startswith("“Board” drifts: its latest 8 codings are less like it than those before, and more like")
    assert "Money \\*short\\*" in warning
    assert [["10 codings", "7 of 10", "70%"]] == page.table[0].value.to_numpy().tolist()


def _focus(page: AppTest) -> str:
    """The words that are to be decided on: in a container of their own."""
    asked = [one.value for one in page.markdown].count(":gray[Asked:]")
    return str(page.text[asked].value)
