"""The map of segments on the page Candidate themes: what it is told, what its route says, what is asked on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from themes.project import Project
from themes.ui import tokens
from themes.ui.api import routes
from themes.ui.later import API
from themes.ui.pages import map_groups


def _candidates() -> None:
    from themes.ui.pages import candidates  # noqa: PLC0415 - the script of a page of its own

    candidates.page()


def _coding() -> None:
    from themes.ui import session  # noqa: PLC0415 - the script of a page of its own
    from themes.ui.pages import map_deciding  # noqa: PLC0415

    project = session.project()
    map_deciding.code(project, project.unplaced()[:2])


def _moving() -> None:
    from themes.ui import session  # noqa: PLC0415 - the script of a page of its own
    from themes.ui.pages import map_deciding  # noqa: PLC0415

    project = session.project()
    map_deciding.move(project, project.unplaced()[:2], project.candidates())


def test_the_map_takes_the_place_of_the_cards_and_says_what_it_cannot_show(shown: Project) -> None:
    page = AppTest.from_function(_candidates, default_timeout=60)
    page.session_state["themes view"] = "Map"
    page.run()
    assert [] == [one.value for one in (*page.exception, *page.error)]
    assert [] == [one.key for one in page.button if (one.key or "").startswith("look ")]
    run = shown.latest_run()
    assert run is not None
    (said,) = (one.value for one in page.markdown if "cannot keep everything" in one.value)
    assert said.startswith(f"**{len(run.members)} segments.**")


def test_the_route_tells_places_and_words_to_who_may_come_in(shown: Project) -> None:
    app = Starlette(routes=[Mount(API, routes=routes(lambda _handle: shown))])
    run = shown.latest_run()
    assert run is not None
    with TestClient(app) as client:
        address = f"{API}/{shown.id}/maps/{run.id}"
        assert 401 == client.get(address).status_code
        allowed = {"x-themes-token": tokens.mint(shown.id, "AB")}
        told = client.get(address, headers=allowed).json()
        assert 404 == client.get(f"{address}x", headers=allowed).status_code
    assert {len(run.members)} == {len(told[name]) for name in ("along", "up", "words", "who", "titles", "seconds")}
    assert shown.words(run.members[3]) == told["words"][3]


def test_colours_stand_for_candidates_codes_cases_and_attributes(shown: Project, corpus: Path) -> None:
    run, views = shown.latest_run(), shown.candidates()
    assert run is not None
    shown.add_case_table(corpus / "cases.csv")
    one = views[0].members[0]
    shown.add_coding(one.transcript_id, one.start, one.end - 3, shown.add_code("Board"))
    coded = map_groups.codes_of(shown, run.members)
    assert [("Board", 1)] == [("Board", len(coded))]
    found = {by: map_groups.grouped(shown, by, run.members, views, coded) for by in map_groups.choices(shown)}
    assert [view.name for view in views] == [name for name, _ in found["candidate"].groups]
    assert len(shown.unplaced()) == found["candidate"].of.count(-1)
    assert ("Board",) == tuple(name for name, _ in found["code"].groups)
    assert 1 == sum(group == 0 for group in found["code"].of)
    assert {"P01", "P02"} == {name for name, _ in found["case"].groups}
    assert any(by.startswith("attribute ") and len(groups.groups) == 2 for by, groups in found.items())


def test_more_values_than_can_be_told_apart_leave_the_rarest_without_a_colour(
    shown: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, views = shown.latest_run(), shown.candidates()
    assert run is not None
    monkeypatch.setattr(map_groups, "MOST", 2)
    groups = map_groups.grouped(shown, "candidate", run.members, views, {})
    sizes = sorted((len(view.members) for view in views), reverse=True)
    assert (2, sum(sizes[:2])) == (len(groups.groups), sum(group >= 0 for group in groups.of))


def test_a_new_code_is_given_to_just_what_was_picked(shown: Project) -> None:
    page = AppTest.from_function(_coding, default_timeout=60).run()
    page.text_input[0].input("Odd ones")
    page.button[0].click().run()
    assert [] == [one.value for one in (*page.exception, *page.error)]
    assert {"Odd ones"} == {one.code.name for one in shown.codings()}
    assert 2 == len(shown.codings())


def test_what_was_picked_goes_to_another_candidate(shown: Project) -> None:
    target = shown.candidates()[1]
    page = AppTest.from_function(_moving, default_timeout=60).run()
    page.selectbox[0].select(target.candidate.id)
    page.button[0].click().run()
    assert [] == [one.value for one in (*page.exception, *page.error)]
    assert len(target.members) + 2 == len(shown.candidate(2).members)
