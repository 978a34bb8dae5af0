"""The filter in force over a reload and on the pages that count, on a real project, without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from tests.sitting import sit_before

from themes.filters import as_filter
from themes.project import Project
from themes.ui.opened import OPEN

WORDS = "Interviewer: How was the board involved?\n\nChair: We turned up every month.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    path = tmp_path / "study.themes"
    with Project.create(path, coder="AB", title="Study") as made:
        for name in ("chair", "nurse"):
            made.add_bytes(f"{name}.txt", WORDS.replace("Chair", name.capitalize()).encode())
        made.set_value("P01", "role", "chair")
        made.set_value("P02", "role", "nurse")
        made.add_code("Board")
        for name in ("chair", "nurse"):
            text = made.transcript(name).text
            made.add_coding(name, text.index("We"), len(text), "Board")
        made.add_theme("They came", codes=["Board"])
    sit_before(path, monkeypatch)
    yield OPEN.get(path)
    OPEN.close()


def _themes() -> None:
    from themes.ui import filter_bar  # noqa: PLC0415 - the script of a page of its own
    from themes.ui.pages import themes  # noqa: PLC0415

    filter_bar.keep_over_reload()
    themes.page()


def _run(project: Project, where: str = "", *, view: str = "", address: dict[str, str] | None = None) -> AppTest:
    page = AppTest.from_function(_themes, default_timeout=60)
    if view:
        page.session_state["theme view"] = view
    if where:
        page.session_state["themes filter"] = {str(project.path): as_filter(where)}
    for key, value in (address or {}).items():
        page.query_params[key] = value
    page.run()
    assert [] == [one.value for one in (*page.exception, *page.error)]
    return page


def _address(page: AppTest) -> dict[str, str]:
    return {key: value[0] if isinstance(value, list) else value for key, value in page.query_params.items()}


def test_a_theme_counts_what_passes_the_filter(project: Project) -> None:
    said = [one.value for one in _run(project, view="Quotations").markdown]
    assert "2 quotations, from 2 participants." in said
    said = [one.value for one in _run(project, "role = nurse", view="Quotations").markdown]
    assert "1 quotation, from 1 participant." in said
    assert "1 quotation of this theme's codes not shown: outside the filter." in said


def test_the_filter_is_in_force_again_after_a_reload(project: Project) -> None:
    before = _run(project, "role = nurse")
    after = _run(project, address=_address(before))
    assert "**Showing only:** role is nurse." in [one.value for one in after.markdown]


def test_the_address_does_not_say_what_the_filter_names(project: Project) -> None:
    (handle,) = _address(_run(project, "role = nurse")).values()
    assert "nurse" not in handle
    assert handle.isalnum()


def test_without_a_filter_the_address_says_nothing(project: Project) -> None:
    page = _run(project, "role = nurse")
    page.button(key="clear filter").click().run()
    assert {} == _address(page)


def test_an_address_of_another_time_is_no_filter(project: Project) -> None:
    assert {} == _address(_run(project, address={"filter": "0123456789abcdef"}))
