"""The pages Codebook and Themes, by Streamlit's own way to run a page without a browser."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from themes.operations import new_id
from themes.project import Project
from themes.ui import trees
from themes.ui.pages import code_tree, theme_tree


@pytest.fixture
def project(shown: Project) -> Project:
    code = shown.add_code("Board *engagement*", definition="The board turns up.")
    shown.add_code("Money", parent=code)
    for member in shown.candidates()[0].members[:4]:
        shown.add_coding(member.transcript_id, member.start, member.end, code)
    shown.add_theme("They came", codes=[code])
    return shown


def _codebook() -> None:
    from themes.ui.pages import codebook  # noqa: PLC0415 - the script of a page of its own

    codebook.page()


def _themes() -> None:
    from themes.ui.pages import themes  # noqa: PLC0415 - as above

    themes.page()


def _run(page: str = "codebook", **state: object) -> AppTest:
    shown = AppTest.from_function({"codebook": _codebook, "themes": _themes}[page], default_timeout=60)
    for name, value in state.items():
        shown.session_state[name.replace("_", " ")] = value
    return _sound(shown.run())


def _sound(page: AppTest) -> AppTest:
    assert [] == [one.value for one in (*page.exception, *page.error)]
    return page


def _press(page: AppTest, label: str) -> AppTest:
    return _sound(next(one for one in page.button if one.label == label).click().run())


def _told(page: AppTest) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(page.get("bidi_component")[0].proto.json)
    return told


def _said(page: AppTest) -> str:
    return "\n".join(one.value for one in page.markdown)


def test_the_tree_has_each_code_with_its_counts_its_pattern_and_its_place(project: Project) -> None:
    board, money = _told(_run())["items"]
    assert ("Board *engagement*", None, "plain") == (board["name"], board["parent"], board["pattern"])
    assert "4 · 2 of 2" == board["count"]
    assert "4 quotations, from 2 of 2 participants: show them" == board["counted"]
    assert ("Money", board["id"], "striped") == (money["name"], money["parent"], money["pattern"])
    assert project.codes()[0].id == board["id"]


def test_a_code_or_theme_that_nobody_has_looked_for_is_not_said_to_be_heard_from_nobody(project: Project) -> None:
    project.add_theme("They stayed away", codes=["Money"])
    money, stayed = _told(_run())["items"][1], _told(_run("themes"))["items"][1]
    for item in (money, stayed):
        assert "not looked at" == item["count"]
        assert "nobody has looked for it yet" == item["counted"]
    for talk in project.transcripts():
        project.mark_looked_at(talk)
    assert "0 · 0 of 2" == _told(_run())["items"][1]["count"]


def test_codings_under_an_older_definition_are_listed_and_confirmed_at_once(project: Project) -> None:
    project.revise_code("Board *engagement*", definition="The board turns up and asks.")
    page = _run(code_view="Older")
    assert "4 older" == _told(page)["items"][0]["mark"]
    assert ":green-background[+ and asks]" in _said(page)
    _press(page, "I have looked at them: all hold")
    assert {} == project.older_codings()


def test_versions_are_compared_in_words(project: Project) -> None:
    project.revise_code("Board *engagement*", definition="The whole board turns up.")
    page = _run(codebook_part="Versions")
    assert "Changed: **Board \\*engagement\\***" in _said(page)
    assert "Definition: The :green-background[+ whole] board turns up\\." in _said(page)


def test_a_case_shows_its_quotations(project: Project) -> None:
    page = _run(code_view="Cases")
    label = next(one.label for one in page.button if " · " in one.label)
    _press(page, label)
    n = int(label.split(" · ")[1])
    assert n == len(page.text)
    assert f"{n} quotation" in _said(page)
    del project


def test_examples_are_picked_and_left(project: Project) -> None:
    page = _run(code_view="Quotations")
    words = page.text[0].value
    _press(page, "Typical")
    assert (words,) == project.code("Board *engagement*").typical
    page = _run()
    assert words in [one.value for one in page.text]
    _press(page, "Leave it")
    assert () == project.code("Board *engagement*").typical


def test_what_is_done_in_the_tree_is_done_once_and_undone_once(project: Project) -> None:
    board, money = project.codes()
    asked = [
        {"id": new_id(), "kind": "add", "item": new_id(), "name": "  People  ", "under": board.id},
        {"id": new_id(), "kind": "rename", "item": money.id, "name": "Resources"},
        {"id": new_id(), "kind": "move", "items": [money.id], "under": None, "before": board.id},
        {"id": new_id(), "kind": "retire", "items": [board.id], "retired": True},
    ]
    for _ in range(2):
        for one in trees.read(asked):
            if not project.has_step(one.id):
                code_tree.carry_out(project, one)
    assert ["Resources", "Board *engagement*", "People"] == [code.name for code in project.codes()]
    assert project.code(board.id).retired
    for _ in asked:
        project.undo()
    assert [board, money] == project.codes()


@pytest.mark.parametrize(
    "told",
    [
        None,
        "move",
        [1],
        [{"id": "x", "kind": "move", "items": []}],
        [{"id": new_id(), "kind": "burn", "items": []}],
        [{"id": new_id(), "kind": "move", "items": ["<script>"], "under": None, "before": None}],
        [{"id": new_id(), "kind": "rename", "item": new_id(), "name": 5}],
        [{"id": new_id(), "kind": "move", "items": [new_id()], "under": 5, "before": None}],
    ],
)
def test_what_is_not_of_the_agreed_form_is_passed_over(told: object) -> None:
    assert [] == trees.read(told)


def test_a_theme_is_worded_and_its_quotations_are_chosen(project: Project) -> None:
    page = _run("themes")
    assert "no statement" == _told(page)["items"][0]["mark"]
    page.text_area[0].set_value("Where they came, it lasted.")
    page.text_area[1].set_value("Attention from the top.")
    _press(page, "Save")
    theme = project.themes()[0]
    assert ("Where they came, it lasted.", "Attention from the top.") == (theme.statement, theme.central_idea)
    page = _run("themes", theme_view="Quotations")
    _press(page, "For")
    _sound([one for one in page.button if one.label == "Against"][-1].click().run())
    theme = project.themes()[0]
    assert (1, 1) == (len(theme.for_ids), len(theme.against_ids))
    _press(page, "Leave it")
    assert () == project.themes()[0].for_ids


def test_the_codes_of_a_theme_are_chosen_in_one_step_of_their_own(project: Project) -> None:
    theme = project.themes()[0]
    other = project.add_code("Heard elsewhere")
    project.revise_theme(theme, code_ids=(*theme.code_ids, other.id))
    assert f"choose codes of theme “{theme.name}”" == project.undo_words()
    project.undo()
    assert theme.code_ids == project.themes()[0].code_ids


def test_themes_are_made_and_moved_in_their_tree(project: Project) -> None:
    asked = [
        {"id": new_id(), "kind": "add", "item": new_id(), "name": "It lasted", "under": project.themes()[0].id},
        {"id": new_id(), "kind": "rename", "item": project.themes()[0].id, "name": "They came often"},
    ]
    for one in trees.read(asked):
        theme_tree.carry_out(project, one)
    assert ["They came often", "It lasted"] == [theme.name for theme in project.themes()]


def test_the_thematic_map_is_a_picture_with_a_table_beside_it(project: Project) -> None:
    page = _run("themes", themes_part="Thematic map")
    told = _told(page)
    assert told["svg"].startswith("<svg")
    assert "Thematic map of" in told["words"]
    assert ["They came"] == list(page.dataframe[0].value["Theme"])
    del project
