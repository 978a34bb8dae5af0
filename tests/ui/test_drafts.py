"""What is typed in a field and not saved: kept by the session, told to the browser, and taken back from it."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from themes.project import Project

NAME = "draft-statement-1"


def _field() -> None:
    import streamlit as st  # noqa: PLC0415 - the script of a page of its own

    from themes.ui import drafts, session  # noqa: PLC0415

    session.project()
    if "who" in st.session_state:
        session.become(st.session_state["who"])
    drafts.take(st.session_state.pop("offered", None))
    field = drafts.Field(key="statement 1", what="statement of “Board”", value=st.session_state.get("saved", ""))
    field.area("Statement")
    st.session_state["told"] = drafts.for_browser()


def _run(page: AppTest | None = None, **state: object) -> AppTest:
    page = page or AppTest.from_function(_field, default_timeout=60)
    for name, value in state.items():
        page.session_state[name] = value
    page.run()
    assert [] == [one.value for one in (*page.exception, *page.error)]
    return page


def _typed(page: AppTest) -> dict[str, Any]:
    typed: dict[str, Any] = _run(page).session_state["told"]["typed"]
    return typed


def _offer(written: object = "They came.", beneath: object = "", what: object = "statement") -> dict[str, object]:
    return {"written": written, "beneath": beneath, "what": what}


@pytest.mark.usefixtures("shown")
def test_what_the_browser_kept_stands_in_its_field_again() -> None:
    page = _run(offered={NAME: _offer()})
    assert "They came." == page.text_area[0].value
    assert "Not saved yet." in [one.value for one in page.markdown]


@pytest.mark.usefixtures("shown")
def test_what_only_the_browser_saw_is_called_by_its_name_once_its_field_is_shown() -> None:
    page = _run(offered={NAME: _offer(beneath=None)}, saved="They went.")
    now = {"written": "They came.", "beneath": "They went.", "what": "statement of “Board”", "links": ()}
    assert {NAME: now} == _typed(page)
    assert "Not saved yet." in [one.value for one in page.markdown]


@pytest.mark.usefixtures("shown")
def test_what_was_saved_since_is_told_before_it_is_written_over() -> None:
    page = _run(offered={NAME: _offer()}, saved="They went.")
    assert "They came." == page.text_area[0].value
    assert any("changed meanwhile" in one.value and "They went" in one.value for one in page.markdown)


@pytest.mark.usefixtures("shown")
def test_what_is_saved_by_now_is_let_go_and_the_browser_told() -> None:
    page = _run(offered={NAME: _offer()}, saved="They came.")
    assert {} == _typed(page)
    assert {NAME: 1} == page.session_state["told"]["ended"]


@pytest.mark.usefixtures("shown")
def test_what_is_typed_here_is_not_written_over_by_what_the_browser_kept() -> None:
    page = _run()
    page.text_area[0].set_value("They stayed.").run()
    assert "They stayed." == _run(page, offered={NAME: _offer()}).text_area[0].value


@pytest.mark.usefixtures("shown")
@pytest.mark.parametrize(
    "offered",
    [
        "words",
        {NAME: "words"},
        {NAME: _offer(written=1)},
        {NAME: _offer(beneath=1)},
        {NAME: _offer(what=None)},
        {NAME: {"written": "They came."}},
        {"themes path": _offer()},
        {f"{NAME}:x": _offer()},
        {NAME: _offer(), **{f"draft-{nth}": _offer() for nth in range(500)}},
    ],
    ids=lambda offered: str(offered)[:60],
)
def test_what_is_not_of_the_agreed_form_is_passed_over(offered: object) -> None:
    page = _run(offered=offered)
    assert ("", {}) == (page.text_area[0].value, _typed(page))


def test_what_one_coder_typed_is_theirs(shown: Project) -> None:
    page = _run()
    page.text_area[0].set_value("They stayed.").run()
    assert "" == _run(page, who="CD").text_area[0].value
    assert {} == page.session_state["told"]["typed"]
    assert "They stayed." == _run(page, who=shown.coder.name).text_area[0].value
