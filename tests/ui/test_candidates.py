"""The page Candidate themes, by Streamlit's own way to run a page without a browser."""

from __future__ import annotations

import time

import pytest
from streamlit.testing.v1 import AppTest

from themes.project import Project
from themes.ui import jobs
from themes.ui.pages import steady, unplaced


@pytest.fixture
def project(shown: Project) -> Project:
    return shown


def _candidates() -> None:
    from themes.ui.pages import candidates  # noqa: PLC0415 - the script of a page of its own

    candidates.page()


def _splitting() -> None:
    from themes.ui import session  # noqa: PLC0415 - the script of a page of its own
    from themes.ui.pages import deciding  # noqa: PLC0415

    project = session.project()
    deciding.split(project, project.candidates()[0])


def _jobs() -> None:
    from themes.ui import jobs, session  # noqa: PLC0415 - as above

    jobs.show(session.project(), page="candidates")


def _run(**state: object) -> AppTest:
    page = AppTest.from_function(_candidates, default_timeout=60)
    for key, value in state.items():
        page.session_state[key.replace("_", "-")] = value
    return _sound(page.run())


def _sound(page: AppTest) -> AppTest:
    assert [] == [one.value for one in (*page.exception, *page.error)]
    return page


def _said(page: AppTest) -> str:
    return "\n".join(one.value for one in page.markdown)


def test_each_card_says_how_steady_it_is_by_word_and_sign(project: Project) -> None:
    said = _said(_run())
    marks = [steady.mark(view) for view in project.candidates()]
    assert all(marks)
    assert [] == [mark for mark in marks if mark not in said]
    assert steady.KEY in said


def test_undo_calls_a_candidate_by_the_number_that_its_card_bears(project: Project) -> None:
    view = project.candidates()[1]
    project.reject(view.candidate)
    assert f"reject candidate {view.candidate.rank}" == project.undo_words()
    labels = [one.label for one in _run().button]
    assert any(one.startswith(f"**{view.candidate.rank} · ") for one in labels)


def test_the_layers_are_prepared_only_where_somebody_opens_them(project: Project) -> None:
    del project
    assert 0 == len(_run().slider)


def test_a_finer_layer_shows_what_each_group_comes_from(project: Project) -> None:
    n_shown = len(project.candidates())
    page = _run(themes_layers=True)
    assert n_shown == page.slider[0].value
    page = _sound(page.button(key="themes Broader").click().run())
    assert n_shown - 1 == page.slider[0].value
    table = page.table[0].value
    assert n_shown - 1 == len(table)
    assert " + " in table["Where it comes from"].iloc[0]
    assert sum(len(view.members) for view in project.candidates()) == table["Segments"].astype(int).sum()


def test_keeping_a_layer_makes_it_the_candidates_and_undo_brings_them_back(project: Project) -> None:
    before = [view.candidate.id for view in project.candidates()]
    page = _run(themes_layers=True)
    page = _sound(page.button(key="themes Broader").click().run())
    _sound(page.button(key="keep layer").click().run())
    kept = project.candidates()
    assert len(before) - 1 == len(kept)
    carried = [len(view.members) * view.n_cases for view in kept]
    assert sorted(carried, reverse=True) == carried
    project.undo()
    assert before == [view.candidate.id for view in project.candidates()]


def test_what_was_decided_before_stands_beside_what_changed(project: Project) -> None:
    project.accept(1, name="Board *engagement*")
    project.keep_layer(len(project.candidates()) - 1)
    page = _run(themes_changed=True)
    labels = [one.label for one in page.expander]
    (told,) = [label for label in labels if label.startswith("What changed since the discovery before: ")]
    assert told.endswith(" moved")
    assert "was accepted as “Board \\*engagement\\*”" in _said(page)
    assert {"open"} == {view.decision.outcome for view in project.candidates()}
    (rank,) = project.decided_before()
    page.session_state["themes candidate"] = project.candidate(rank).candidate.id
    page = _sound(page.run().button(key="accept").click().run())
    offered = next(one for one in page.selectbox if one.label == "Its quotations go into")
    assert project.code("Board *engagement*").id == offered.value


def test_a_first_discovery_has_nothing_to_compare_with(project: Project) -> None:
    del project
    assert not any("What changed" in one.label for one in _run().expander)


def test_a_candidate_is_split_in_one_step(project: Project) -> None:
    before = project.candidates()
    page = _sound(AppTest.from_function(_splitting, default_timeout=60).run())
    _sound(next(one for one in page.button if one.label == "Split").click().run())
    assert len(before) + 1 == len(project.candidates())
    undone = project.undo()
    assert undone is not None
    assert "split candidate" == undone.verb
    assert before == project.candidates()


def test_a_search_that_starts_from_the_codebook_is_offered_once_there_is_one(project: Project) -> None:
    assert 1 == len(_run().toggle)  # the one that hides what is proposed
    project.add_code("Board", definition="The board turns up.")
    assert "Start from the codebook and from what was decided" in [one.label for one in _run().toggle]


def test_a_candidate_offers_the_codes_that_it_looks_like(project: Project) -> None:
    view = project.candidates()[0]
    assert [] == [one.key for one in _run().button if (one.key or "").startswith("near ")]
    code = project.add_code("Coming to the board")
    for one in view.members[:4]:
        project.add_coding(one.transcript_id, one.start, one.end, code)
    (offered,) = (one for one in _run().button if (one.key or "").startswith("near "))
    assert offered.label.startswith("Coming to the board, 0.")
    page = _sound(_run().button(key=offered.key).click().run())
    assert code.id in [one.value for one in page.selectbox]


def test_what_fits_nowhere_is_shown_some_at_a_time(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    n_members = len(project.unplaced())
    assert n_members > 4
    monkeypatch.setattr(unplaced, "_AT_ONCE", 2)
    page = _run(themes_unplaced=True)
    assert f"1 to 2 of {n_members}" in _said(page)
    page = _sound(page.button(key="unplaced Later ones").click().run())
    assert f"3 to 4 of {n_members}" in _said(page)
    ways = [one for one in page.button if (one.key or "").startswith("there loose ")]
    assert [("there loose 2", "Read it there"), ("there loose 3", "Read it there")] == [
        (one.key, one.label) for one in ways
    ]


def test_who_looks_again_and_finds_the_same_is_told_so_on_the_page_of_candidates(project: Project) -> None:
    project.start_discovery()
    until = time.monotonic() + 600
    while jobs.busy_words(project):
        assert time.monotonic() < until
        time.sleep(0.1)
    page = _sound(AppTest.from_function(_jobs, default_timeout=60).run())
    assert ["The same texts gave the same candidate themes again. Nothing has changed."] == [
        one.value for one in page.info
    ]
    page.button[0].click()
    assert [] == list(_sound(page.run()).info)
