"""A participant withdraws in a real browser: listed before, their label typed, proven after, in light and in dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from themes.project import Project

from .axe import broken
from .conftest import Server
from .whole_app import settled

GROUP = (
    b"Moderator: Well?\n\n"
    b"Nadia: We asked the finance director for the money and she never came back to us, not once in that year.\n\n"
    b"Ben: The money was never there for us in the end.\n"
)
ALONE = b"Interviewer: So?\n\nNadia: The night clinic was closed in March and nobody told the ward about it at all.\n"


@pytest.fixture
def study(tmp_path: Path, running: Server) -> Path:
    """P01 in a focus group and in an interview of their own, coded, with a backup beside the study."""
    path = tmp_path / "study.themes"
    with Project.create(path, coder="AB") as project:
        group = project.add_bytes("group.txt", GROUP)
        alone = project.add_bytes("one.txt", ALONE)
        project.merge_cases(alone.speakers[1].case_id or "", into=group.speakers[1].case_id or "")
        code = project.add_code("Money")
        for transcript in project.transcripts():
            for turn in transcript.turns:
                project.add_coding(transcript, turn.start, turn.end, code)
        project.backup()
    running.show(path)
    return path


@pytest.fixture(params=[("light", 1440), ("dark", 390)], ids=["light-wide", "dark-narrow"])
def page(request: pytest.FixtureRequest, browser: Browser, study: Path, running: Server) -> Iterator[Page]:
    del study
    scheme: Literal["light", "dark"]
    scheme, width = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    opened = context.new_page()
    opened.goto(running.address.replace("/read", "/names"))
    settled(opened)
    opened.get_by_role("tab", name="Consent").click()
    settled(opened)
    yield opened
    context.close()


def choose(page: Page, label: str) -> None:
    page.get_by_role("button", name="Somebody withdraws").click()
    page.get_by_role("dialog").get_by_label("Who withdraws").click()
    page.get_by_role("option", name=label).click()
    settled(page)


def test_all_is_listed_the_label_is_typed_and_the_proof_stands_there_after(page: Page, study: Path) -> None:
    choose(page, "P01")
    dialog = page.get_by_role("dialog", name="A participant withdraws")
    expect(dialog).to_contain_text("P01 says 36 words in 2 turns.")
    expect(dialog.get_by_test_id("stDataFrame")).to_have_count(3)
    assert [] == broken(page)
    assert page.evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth")

    typed, act = dialog.get_by_label("Type P01 to go on"), dialog.get_by_role("button", name="Take their words out")
    typed.fill("P02")
    typed.press("Enter")
    act.click()
    expect(dialog).to_contain_text("“P02” is not the label of the case. Nothing was changed")

    dialog.get_by_text("Delete 1 backup beside the study too").click()
    typed.fill("P01")
    typed.press("Enter")
    act.click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_text("P01 withdrew: 2 turns", exact=False)).to_contain_text("passages")
    expect(page.get_by_text("P01 withdrew: 2 turns", exact=False)).to_contain_text("0 of ")
    expect(page.get_by_text("P01 withdrew on ", exact=False)).to_be_visible()
    assert [] == broken(page)
    assert [study] == list(study.parent.glob("*.themes"))
    held = b"".join(each.read_bytes() for each in study.parent.iterdir() if each.is_file())
    assert [] == [words for words in (b"night clinic", b"finance director", b"Nadia") if words in held]
