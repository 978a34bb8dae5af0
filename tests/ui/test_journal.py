"""The journal and memos beside things: written, found, changed by two at once; run without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button
from tests.sitting import sit_before

from themes.memo_text import link_to
from themes.project import Project
from themes.ui.opened import OPEN


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    path = tmp_path / "study.themes"
    with Project.create(path, coder="AB", title="Study") as made:
        made.add_bytes("chair.txt", b"Interviewer: What helped?\n\nChair: The board turned up, <b>twice</b>.\n")
        made.add_coding("chair", 14, 33, made.add_code("Board"))
    sit_before(path, monkeypatch)
    yield OPEN.get(path)
    OPEN.close()


def _journal() -> None:
    from themes.ui import session  # noqa: PLC0415 - the script of a page of its own
    from themes.ui.pages import journal  # noqa: PLC0415

    journal.page()
    for kind, words in session.said():
        (session.st.error if kind == "refused" else session.st.success)(words)


def _run() -> AppTest:
    return _sound(AppTest.from_function(_journal, default_timeout=60).run())


def _sound(page: AppTest) -> AppTest:
    assert [] == [one.value for one in (*page.exception, *page.error)]
    return page


def _press(page: AppTest, label: str) -> AppTest:
    return _sound(_button(page, label).click().run())


def _button(page: AppTest, label: str) -> Button:
    return next(one for one in page.button if one.label == label)


def _save(page: AppTest, memo_id: str) -> None:
    _sound(next(one for one in page.button if one.label == "Save memo" and memo_id in str(one.key)).click().run())


def _texts(page: AppTest) -> list[str]:
    return [one.value for one in page.text]


@pytest.mark.usefixtures("project")
def test_an_empty_journal_says_what_a_memo_is():
    assert any("There is no memo yet" in one.value for one in _run().markdown)


def test_a_memo_is_written_at_once_and_stands_there_as_it_was_typed(project):
    page = _run()
    page.text_area[0].set_value("*Look* <b>again</b>.")

    _press(page, "Save memo")

    assert ["*Look* <b>again</b>."] == _texts(page)
    assert "" == page.text_area[0].value
    assert "add memo" == project.undoable().verb


@pytest.mark.usefixtures("project")
def test_what_is_typed_of_something_that_is_gone_can_be_read_and_taken_back():
    page = AppTest.from_function(_offered, default_timeout=60)
    page.session_state["offered"] = True
    _sound(page.run())
    assert ["Typed and not saved: 1 text"] == [one.label for one in page.expander]
    assert ["They *came*."] == _texts(page)
    _press(page, "Take it back")
    assert [] == list(page.expander)


def _offered() -> None:
    import streamlit as st  # noqa: PLC0415 - the script of a page of its own

    from themes.ui import drafts, session  # noqa: PLC0415
    from themes.ui.pages import journal  # noqa: PLC0415

    session.project()
    if st.session_state.pop("offered", False):
        kept = {"written": "They *came*.", "beneath": "", "what": "statement of “Gone”"}
        drafts.take({"draft-statement-1": kept})
    journal.page()


def test_a_memo_typed_and_not_saved_is_taken_back_out_of_its_box(project):
    page = _run()
    page.text_area[0].set_value("Hm.").run()
    page.run()
    assert ["Hm."] == _texts(page)
    _press(page, "Take it back")
    assert ("", []) == (page.text_area[0].value, _texts(page))
    assert [] == project.memos()


def test_a_link_shows_the_words_and_is_a_number_while_one_writes(project):
    quotation = project.codings()[0].quotation
    project.add_memo(f"See {link_to(quotation.id)}.", about=project.codes()[0])

    page = _run()
    assert [f"See “{quotation.words}”."] == _texts(page)

    _press(page, "Change")
    box = next(one for one in page.text_area if one.label == "Memo")
    assert "See [[1]]." == box.value
    box.set_value("Once more [[1]].")
    _save(page, project.memos()[0].memo.id)

    assert [f"Once more {link_to(quotation.id)}."] == [view.memo.text for view in project.memos()]


def test_two_who_change_one_memo_see_both_and_lose_neither(project):
    memo = project.add_memo("Draft.")
    page = _run()
    _press(page, "Change")
    project.as_coder("CD").change_memo(memo, "Theirs.")

    next(one for one in page.text_area if one.label == "Memo").set_value("Mine.")
    _save(page, memo.id)

    assert "Theirs." == project.memo(memo.id).text
    assert "Theirs." in _texts(page)
    assert "Mine." == next(one for one in page.text_area if one.label == "Memo").value
    assert any("CD changed this memo while you wrote" in one.value for one in page.warning)

    _press(page, "Put both into the box")
    _save(page, memo.id)
    assert "Theirs.\n\nMine." == project.memo(memo.id).text


def test_what_was_typed_on_a_memo_that_somebody_removed_is_kept_as_a_new_one(project):
    memo = project.add_memo("Draft.")
    page = _run()
    _press(page, "Change")
    next(one for one in page.text_area if one.label == "Memo").set_value("Mine.")
    project.as_coder("CD").remove_memo(memo.id)

    _save(page, memo.id)

    assert ["Mine."] == [view.text for view in project.memos()]


def test_memos_are_found_by_words_and_by_what_they_are_on(project):
    project.add_memo("On the code.", about=project.codes()[0])
    project.add_memo("On it all.")
    page = _run()

    page.text_input(key="memos words").set_value("code").run()
    assert ["On the code."] == _texts(page)

    page.text_input(key="memos words").set_value("").run()
    page.selectbox(key="memos kind").set_value("study").run()
    assert ["On it all."] == _texts(_sound(page))


def _beside() -> None:
    from themes.ui import session  # noqa: PLC0415 - as above
    from themes.ui.pages import memo_cards  # noqa: PLC0415

    opened = session.project()
    memo_cards.here(opened, opened.codes()[0], key="codebook")


def test_memos_stand_beside_what_they_are_on(project):
    project.add_memo("On the code.", about=project.codes()[0])
    project.add_memo("On it all.")

    page = _sound(AppTest.from_function(_beside, default_timeout=60).run())

    assert ["1 memo on this"] == [one.label for one in page.expander]
