"""Correcting a turn on the page: words, who speaks, a cut; what moved is said at once; run without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from tests.sitting import sit_before

from themes.project import Project
from themes.ui import drafts
from themes.ui.opened import OPEN
from themes.ui.pages import correcting, turn_fields

TALK = b"Interviewer: What helped?\n\nChair: The bord turned up. They asked and they listened.\n\nNurse: It did.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    path = tmp_path / "study.themes"
    with Project.create(path, coder="AB", title="Study") as made:
        text = made.add_bytes("chair.txt", TALK).text
        for words in ("The bord turned up.", "They asked"):
            made.add_coding("chair", text.index(words), text.index(words) + len(words), made.add_code(words))
    sit_before(path, monkeypatch)
    yield OPEN.get(path)
    OPEN.close()


def _page() -> None:
    import streamlit as st  # noqa: PLC0415 - the script of a page of its own

    from themes.ui import drafts, session  # noqa: PLC0415
    from themes.ui.pages import correcting  # noqa: PLC0415

    opened = session.project()
    drafts.take(st.session_state.pop("offered", None))
    if correcting._SEEN not in st.session_state:
        st.session_state[correcting._TURN] = 1
        st.session_state[correcting._SEEN] = opened.transcripts()[0]
    correcting.show(opened)
    st.session_state["told"] = drafts.for_browser()


def _run() -> AppTest:
    return _sound(AppTest.from_function(_page, default_timeout=60).run())


def _sound(page: AppTest) -> AppTest:
    assert [] == [one.value for one in (*page.exception, *page.error)]
    return page


def _save(page: AppTest) -> AppTest:
    return next(one for one in page.button if one.label == "Save").click().run()


def _turns(project: Project) -> list[tuple[str, str]]:
    source = project.transcripts()[0]
    return [
        (source.speakers[turn.speaker].label if turn.speaker is not None else "", source.text[turn.start : turn.end])
        for turn in source.turns
    ]


def test_a_typo_is_put_right_and_what_moved_is_said(project):
    page = _run()
    assert "The bord turned up. They asked and they listened." == page.text_area[0].value

    page.text_area[0].set_value("The board turned up. They asked and they listened.")
    _sound(_save(page))

    assert ["The board turned up.", "They asked"] == [one.quotation.words for one in project.codings()]
    assert ["Saved; Undo takes it back. 1 moved with the same words, 1 with other words now"] == [
        one.value for one in page.success
    ]
    assert ["was: “The bord turned up.”\nis: “The board turned up.”"] == [one.value for one in page.text]


def test_somebody_else_speaks_and_codings_stay(project):
    page = _run()

    page.selectbox[0].set_value("Nurse")
    _sound(_save(page))

    assert ["Interviewer", "Nurse", "Nurse"] == [label for label, _ in _turns(project)]
    assert 2 == len(project.codings())
    assert {"Nurse"} == {one.speaker.label for one in project.codings()}
    assert ["Saved; Undo takes it back. Nurse (P02) says this now, no longer Chair (P01): 2 quotations with it."] == [
        one.value.replace("\\", "") for one in page.success
    ]


def test_words_and_speaker_put_right_in_one_press_are_one_step(project):
    page = _run()
    page.selectbox[0].set_value("Nurse")
    page.text_area[0].set_value("The board turned up.\nThey asked and they listened.")
    _sound(_save(page))

    assert [("Nurse", "The board turned up."), ("Nurse", "They asked and they listened.")] == _turns(project)[1:3]
    assert ["The board turned up.", "They asked"] == [one.quotation.words for one in project.codings()]
    assert "correct turn in “chair”" == project.undo_words()
    [said] = [one.value.replace("\\", "") for one in page.success]
    assert "no longer Chair (P01): 2 quotations with it. 1 moved with the same words, 1 with other words now" in said
    project.undo()
    assert ("Chair", "The bord turned up. They asked and they listened.") == _turns(project)[1]
    assert [] == project.check()


def test_a_line_break_cuts_the_turn_and_joining_puts_it_together_again(project):
    page = _run()

    page.text_area[0].set_value("The bord turned up.\nThey asked and they listened.")
    _sound(_save(page))
    assert ("Chair", "They asked and they listened.") == _turns(project)[2]

    _sound(next(one for one in page.button if one.label == "Join with the next turn").click().run())
    assert ("Chair", "The bord turned up. They asked and they listened.") == _turns(project)[1]


def _join(page: AppTest) -> AppTest:
    return next(one for one in page.button if one.label == "Join with the next turn").click().run()


def test_joining_turns_of_two_speakers_tells_whose_words_moved(project):
    text = project.transcripts()[0].text
    start = text.index("It did.")
    project.add_coding("chair", start, start + len("It did."), project.add_code("Assent"))
    page = _run()

    _sound(_join(page))

    assert [("Chair", "The bord turned up. They asked and they listened. It did.")] == _turns(project)[1:]
    [said] = [one.value.replace("\\", "") for one in page.success]
    assert "Chair (P01) says what was the next turn now, no longer Nurse (P02): 1 quotation with it." in said
    assert "No quotation moved." not in said


@pytest.mark.usefixtures("project")
def test_joining_turns_of_one_speaker_moves_nobody_s_words():
    page = _run()
    page.text_area[0].set_value("The bord turned up.\nThey asked and they listened.")
    _sound(_save(page))

    _sound(_join(page))

    [said] = [one.value.replace("\\", "") for one in page.success]
    assert "no longer" not in said


@pytest.mark.usefixtures("project")
def test_a_turn_that_is_cut_and_then_given_to_somebody_else_tells_the_words_of_that_part():
    page = _run()
    page.text_area[0].set_value("The bord turned up.\nThey asked and they listened.")
    _sound(_save(page))
    assert not any("no longer" in one.value for one in page.success)  # both parts are the same speaker's

    _sound(next(one for one in page.button if one.label == "Turn after").click().run())
    page.selectbox[0].set_value("Nurse")
    _sound(_save(page))

    [said] = [one.value.replace("\\", "") for one in page.success]
    assert "Nurse (P02) says this now, no longer Chair (P01): 1 quotation with it." in said


def test_what_somebody_else_corrected_meanwhile_is_not_written_over(project):
    page = _run()
    project.as_coder("CD").correct_text("chair", 0, 4, "So what")

    page.text_area[0].set_value("Mine.")
    _save(page)

    assert any("corrected meanwhile" in one.value for one in page.error)
    assert "Mine." == page.text_area[0].value
    assert ("Chair", "The bord turned up. They asked and they listened.") == _turns(project)[1]


def test_what_was_typed_of_a_turn_that_somebody_else_corrected_stands_over_their_words_and_says_so(project):
    page = _run()
    page.text_area[0].set_value("Mine.").run()
    start = project.transcripts()[0].text.index("bord")
    project.as_coder("CD").correct_text("chair", start, start + len("bord"), "board")

    page.session_state[correcting._SEEN] = project.transcripts()[0]  # opened again
    _sound(page.run())

    assert "Mine." == page.text_area[0].value
    assert any(
        "changed meanwhile; saved is now: The board turned up." in one.value.replace("\\", "") for one in page.markdown
    )


def test_a_new_speaker_kept_over_a_reload_is_asked_for_their_role_and_saved_with_it(project):
    seen = project.transcripts()[0]
    name = drafts.named(turn_fields._key(seen, 1, "speaker"))
    page = AppTest.from_function(_page, default_timeout=60)
    page.session_state["offered"] = {name: {"written": "Deputy", "beneath": "Chair", "what": "speaker"}}
    _sound(page.run())
    page.selectbox[1].set_value("interviewer").run()
    assert "role of turn 2 of “chair”" in [one["what"] for one in page.session_state["told"]["typed"].values()]

    _sound(_save(page))

    assert [("Interviewer", "interviewer"), ("Nurse", "participant"), ("Deputy", "interviewer")] == [
        (one.label, one.role) for one in project.transcripts()[0].speakers
    ]
    assert {} == page.session_state["told"]["typed"]
