"""The journey's sentence in a browser: chairs on one code near another but not a third, kept, and read in its place."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, WebSocketRoute, expect

from themes import sample
from themes.project import Coded, Project

from .axe import broken
from .conftest import Server
from .whole_app import settled

ON, NEAR, BUT_NOT = "Board engagement", "Relationship with the board", "Support and resources"
ROLES = ("trust chair", "chief executive")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample study, which two fictional people have coded."""
    return sample.build(tmp_path_factory.mktemp("queries") / "study.themes", coder="AB", with_candidates=False).path


@pytest.fixture
def study(tmp_path: Path, running: Server, built: Path) -> Path:
    path = Path(shutil.copy(built, tmp_path / "study.themes"))
    running.show(path)
    return path


@pytest.fixture
def page(one_context: BrowserContext, study: Path, running: Server) -> Iterator[Page]:
    del study
    opened = one_context.new_page()
    opened.goto(f"http://127.0.0.1:{running.port}/queries")
    settled(opened)
    yield opened
    opened.close()


def test_chairs_on_one_thing_near_another_but_not_a_third_saved_and_read_there(
    page: Page, study: Path, running: Server
) -> None:
    with Project.open(study, read_only=True) as project:
        expected = _one_by_one(project)
    assert expected
    _pick(page, "Code 1", ON)
    for nth, (joined, code) in enumerate((("near", NEAR), ("not: shares no word with", BUT_NOT)), 2):
        page.get_by_role("button", name="Add a code").click()
        _pick(page, f"How code {nth} is joined", joined)
        _pick(page, f"Code {nth}", code)
    page.get_by_role("button", name="Add a condition").click()
    _pick(page, "What it is about", "role")
    for role in ROLES:
        _pick(page, "role", role)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Add it").click()
    settled(page)
    query = f'{ON} near/2 turns {NEAR} not "{BUT_NOT}" where role = {"|".join(ROLES)}'
    _reads(page, query)
    expect(page.get_by_text(f"{len(expected)} quotations in", exact=False)).to_be_visible()
    assert [] == broken(page)

    # Its table is painted, not made of elements: the first row's box stands below the head.
    page.locator(".stDataFrameGlideDataEditor").first.click(position={"x": 15, "y": 52})
    chosen = page.locator(".st-key-query-chosen")
    expect(chosen).to_contain_text(f"«{' '.join(expected[0].split())}»")
    expect(chosen.get_by_role("button", name="Read it there")).to_be_visible()

    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_label("Name").fill("Chairs on their boards")
    page.get_by_role("button", name="Save the query").click()
    expect(page.get_by_text("Saved as “Chairs on their boards”.")).to_be_visible()
    with Project.open(study, read_only=True) as project:
        assert [("Chairs on their boards", query)] == [(one.query.name, one.expression) for one in project.queries()]

    page.goto(f"http://127.0.0.1:{running.port}/queries")
    settled(page)
    _pick(page, "Saved queries", "Chairs on their boards")
    page.get_by_text("One by one", exact=True).click()
    found = page.locator("[class*=st-key-query-found-]")
    expect(found).to_have_count(len(expected))
    for nth, words in enumerate(expected):
        expect(found.nth(nth)).to_contain_text(f"«{' '.join(words.split())}»")
    assert [] == broken(page)
    found.last.get_by_role("button", name="Read it there").click()
    page.wait_for_selector(".th-status[data-state=saved]")
    expect(page.locator(".th-turn", has_text=expected[-1][:40]).first).to_be_in_viewport()


def test_a_press_before_the_page_has_shown_the_last_choice_loses_nothing(page: Page, running: Server) -> None:
    """Of two quick presses the second comes from a page that does not know yet what the first has changed."""
    held: list[Callable[[], None]] = []
    holds = False

    def pass_on(browser: WebSocketRoute) -> None:
        server = browser.connect_to_server()

        def answered(message: str | bytes) -> None:
            if holds:
                held.append(lambda: browser.send(message))
            else:
                browser.send(message)

        server.on_message(answered)

    page.route_web_socket(re.compile("_stcore/stream"), pass_on)
    page.goto(f"http://127.0.0.1:{running.port}/queries")
    settled(page)
    _pick(page, "Code 1", ON)
    page.get_by_role("button", name="Add a code").click()
    settled(page)
    holds = True
    _choose(page, "Code 2", NEAR)
    n_before = -1
    while n_before != len(held):  # until the run has told all
        n_before = len(held)
        page.wait_for_timeout(1_000)
    assert held
    page.get_by_role("button", name="Add a code").click()
    holds = False
    for tell in held:
        tell()
    expect(page.get_by_role("combobox", name="How code 3 is joined")).to_be_visible()
    _reads(page, f"{ON} and {NEAR}")


def _one_by_one(project: Project) -> list[str]:
    """The same by looking at each coding beside each other one."""
    codings = project.codings()
    of = {name: [one for one in codings if one.code.name == name] for name in (ON, NEAR, BUT_NOT)}
    near = {one.quotation.id for one, other in product(of[ON], of[NEAR]) if _turns_between(one, other) <= 2}
    about = {one.quotation.id for one, other in product(of[ON], of[BUT_NOT]) if _share_words(one, other)}
    chosen = {
        (one.transcript.title, one.quotation.start, one.quotation.end): one.quotation.words
        for one in of[ON]
        if one.quotation.id in near - about and one.case and project.values(one.case).get("role") in ROLES
    }
    return [chosen[place] for place in sorted(chosen)]


def _share_words(one: Coded, other: Coded) -> bool:
    same = one.transcript.id == other.transcript.id
    return same and one.quotation.start < other.quotation.end and other.quotation.start < one.quotation.end


def _turns_between(one: Coded, other: Coded) -> float:
    if one.transcript.id != other.transcript.id:
        return float("inf")
    return min(abs(left - right) for left, right in product(_turns(one), _turns(other)))


def _turns(coded: Coded) -> list[int]:
    start, end = coded.quotation.start, coded.quotation.end
    return [nth for nth, turn in enumerate(coded.transcript.turns) if turn.start < end and start < turn.end]


def _reads(page: Page, query: str) -> None:
    settled(page)
    field = page.get_by_label("The query")
    expect(field.last).to_have_value(query)  # a text that the rows have changed has a field of its own
    expect(field).to_have_count(1)


def _pick(page: Page, label: str, option: str) -> None:
    _choose(page, label, option)
    settled(page)


def _choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=re.compile(f"{re.escape(label)}$")).click()
    page.keyboard.type(option)  # of a long list only what is in sight is there
    page.get_by_role("option", name=re.compile(f"(^|> ){re.escape(option)}$")).click()
