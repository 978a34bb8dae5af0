"""“Saved” is said of all that a coder did in the study: in other transcripts, and on every page."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, Request, Route, expect

from themes.project import Project

from .conftest import Server
from .test_reader import choose, coded
from .whole_app import settled

OTHER = b"Interviewer: And the patients?\n\nNurse: They waited in the hall for hours on end.\n"
KEPT = re.compile("1 change kept on this computer")


class Line:
    """What is sent for one transcript does not get through until ``mend``."""

    def __init__(self, context: BrowserContext, transcript: str) -> None:
        """Cut it."""
        self.sent: list[str] = []
        self._context = context
        self._at = f"**/transcripts/{transcript}*/operations*"
        context.route(self._at, self._cut)

    def _cut(self, route: Route, request: Request) -> None:
        self.sent.append(request.method)
        route.abort()

    def mend(self) -> None:
        """Let everything through again."""
        self._context.unroute(self._at)


@pytest.fixture
def both(server: Server) -> Iterator[tuple[str, str]]:
    """The ids of the interview that is open, and of another."""
    with Project.open(server.project) as project:
        first, other = project.transcripts()[0].id, project.add_bytes("nurse.txt", OTHER).id
    return first, other


def _read(page: Page, server: Server, transcript: str, words: str) -> None:
    page.goto(f"{server.address}?transcript={transcript}")
    expect(page.locator(".th-body", has_text=words)).to_be_visible()


def _cut_off(page: Page, server: Server, transcript: str) -> Line:
    """Code a passage that does not get through."""
    _read(page, server, transcript, "turned up every month")
    line = Line(page.context, transcript)
    choose(page, "turned up every month")
    page.keyboard.press("1")
    expect(page.locator(".th-status")).to_have_text(KEPT)
    return line


def test_another_transcript_does_not_say_saved_while_a_change_of_the_first_is_kept(
    both: tuple[str, str], page: Page, server: Server
) -> None:
    first, other = both
    line = _cut_off(page, server, first)
    _read(page, server, other, "They waited in the hall")
    expect(page.locator(".th-status")).to_have_text(KEPT)
    choose(page, "waited in the hall")
    page.keyboard.press("2")
    expect(page.locator(".th-mark")).to_have_count(1)
    expect(page.locator(".th-status")).to_have_text(KEPT)
    line.mend()
    expect(page.locator(".th-status")).to_have_text("Saved", timeout=20_000)
    with Project.open(server.project, read_only=True) as project:
        assert {("turned up every month", "Governance"), ("waited in the hall", "Board engagement")} == set(
            coded(project)
        )


def test_every_page_says_what_is_kept_and_sends_it(both: tuple[str, str], page: Page, server: Server) -> None:
    first, _ = both
    line = _cut_off(page, server, first)
    page.get_by_role("link", name="Codebook").click()
    word = page.locator(".tk-word")
    expect(word).to_have_text(KEPT)
    line.mend()
    expect(word).to_have_text("Saved", timeout=20_000)
    with Project.open(server.project, read_only=True) as project:
        assert coded(project) == [("turned up every month", "Governance")]


def test_what_cannot_be_saved_any_more_is_told_on_another_page_and_settled_where_it_was_made(
    both: tuple[str, str], page: Page, server: Server
) -> None:
    first, _ = both
    _read(page, server, first, "turned up every month")
    server.stop()
    choose(page, "turned up every month")
    page.keyboard.press("2")
    expect(page.locator(".th-status")).to_have_text(KEPT)
    with Project.open(server.project) as project:
        project.remove_code("Board engagement")
    page.goto("about:blank")
    server.start()
    page.goto(server.address.replace("read", "codebook"))
    told = page.locator(".tk-told")
    expect(told).to_contain_text("A change from before is not saved", timeout=20_000)
    expect(page.locator(".tk-word")).to_have_text("1 change kept on this computer")
    told.get_by_role("link", name="Open where it was made").click()
    expect(page.locator(".th-status")).to_have_text("Saved")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('themes-outbox'))") == []
    with Project.open(server.project, read_only=True) as project:
        assert coded(project) == []


def test_what_is_refused_stays_told_with_its_words_until_it_is_closed(page: Page, server: Server) -> None:
    server.stop()
    choose(page, "turned up every month")
    page.keyboard.press("2")
    choose(page, "the money stopped")
    page.keyboard.press("2")  # the other: what was used last has become the first
    with Project.open(server.project) as project:
        project.remove_code("Board engagement")
        project.merge_codes(project.add_code("Who decides"), "Governance")
    server.start()
    refusal = page.locator(".th-refusal")
    expect(refusal).to_have_count(1, timeout=30_000)
    expect(refusal).to_contain_text("Not saved: code “Board engagement” in “chair”. That code is no longer")
    expect(refusal.locator("q")).to_have_text("turned up every month")
    page.wait_for_timeout(4500)  # what is only said is gone by now
    refusal.get_by_role("button", name="Choose these words").click()
    page.wait_for_selector(".th-field")
    page.keyboard.type("Who")
    page.keyboard.press("Enter")
    expect(page.locator(".th-mark")).to_have_count(2)
    refusal.get_by_role("button", name="Close").click()
    expect(refusal).to_have_count(0)
    expect(page.locator(".th-status")).to_have_text("Saved")
    with Project.open(server.project, read_only=True) as project:
        assert {("turned up every month", "Who decides"), ("the money stopped", "Who decides")} == set(coded(project))


def test_words_typed_in_a_field_outlive_leaving_the_page_and_are_not_called_saved(page: Page, server: Server) -> None:
    page.goto(server.address.replace("read", "codebook"))
    field = page.get_by_label("Definition: what it means").first
    field.fill("Who decides, and how.")
    page.get_by_role("link", name="Themes", exact=True).click()
    word = page.locator(".tk-word")
    expect(word).to_have_text("Not saved yet: definition of “Governance”")
    page.get_by_role("link", name="Codebook").click()
    expect(field).to_have_value("Who decides, and how.")
    page.locator(".tt-row", has_text="Money").click()
    expect(field).to_have_value("")
    page.locator(".tt-row", has_text="Governance").first.click()
    expect(field).to_have_value("Who decides, and how.")
    settled(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(word).to_have_text("Saved")
    expect(field).to_have_value("Who decides, and how.")
    with Project.open(server.project, read_only=True) as project:
        assert project.code("Governance").definition == "Who decides, and how."


def test_words_in_the_middle_of_being_typed_outlive_a_reload_and_go_once_they_are_saved(
    page: Page, server: Server
) -> None:
    page.on("dialog", lambda asked: asked.accept())  # leave, though something is not saved
    page.goto(server.address.replace("read", "codebook"))
    settled(page)
    field = page.get_by_label("Definition: what it means").first
    field.click()
    page.keyboard.type("Who decides, and")
    word = page.locator(".tk-word")
    expect(word).to_have_text("Not saved yet: definition of “Governance”")
    page.reload()
    expect(field).to_have_value("Who decides, and")
    expect(page.get_by_text("Not saved yet.", exact=True)).to_be_visible()
    settled(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(word).to_have_text("Saved")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('themes-typed'))") == []
    page.reload()
    settled(page)
    expect(field).to_have_value("Who decides, and")
    expect(word).to_have_text("Saved")
    with Project.open(server.project, read_only=True) as project:
        assert project.code("Governance").definition == "Who decides, and"


def test_words_typed_in_a_field_outlive_the_server(page: Page, server: Server) -> None:
    page.goto(server.address.replace("read", "codebook"))
    settled(page)
    field = page.get_by_label("Definition: what it means").first
    field.fill("Who decides, and how.")
    field.press("Tab")
    word = page.locator(".tk-word")
    expect(word).to_have_text("Not saved yet: definition of “Governance”")
    server.kill()
    server.start()
    expect(page.locator("[data-testid=stApp]")).to_have_attribute("data-test-connection-state", "CONNECTED")
    settled(page)
    expect(field).to_have_value("Who decides, and how.")
    expect(page.get_by_text("Not saved yet.", exact=True)).to_be_visible()
    page.get_by_role("button", name="Take it back").click()
    expect(field).to_have_value("")
    expect(word).to_have_text("Saved")


def test_a_memo_being_written_is_not_called_saved_and_outlives_a_reload(page: Page, server: Server) -> None:
    page.on("dialog", lambda asked: asked.accept())
    page.goto(server.address.replace("read", "journal"))
    settled(page)
    field = page.get_by_label("New memo")
    field.fill("Why do they say “turned up”?")
    field.press("Tab")
    word = page.locator(".tk-word")
    expect(word).to_contain_text("Not saved yet: memo on the study")
    page.reload()
    expect(field).to_have_value("Why do they say “turned up”?")
    expect(word).to_contain_text("Not saved yet: memo on the study")
    settled(page)
    page.get_by_role("button", name="Save memo").click()
    expect(word).to_have_text("Saved")
    with Project.open(server.project, read_only=True) as project:
        assert [memo.text for memo in project.memos()] == ["Why do they say “turned up”?"]


def test_what_a_query_is_for_typed_and_not_saved_is_there_when_it_is_to_be_saved(page: Page, server: Server) -> None:
    choose(page, "turned up every month")
    page.keyboard.press("1")
    expect(page.locator(".th-status")).to_have_text("Saved")
    page.goto(server.address.replace("read", "queries"))
    query = page.get_by_label("The query", exact=True)
    query.fill("Governance")
    query.press("Enter")
    settled(page)
    page.get_by_role("button", name="Save", exact=True).click()
    memo = page.get_by_label("Memo: what it is for").filter(visible=True)
    memo.fill("For chapter three, on who decides.")
    memo.press("Tab")
    word = page.locator(".tk-word")
    expect(word).to_have_text("Not saved yet: memo of a new query")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Themes", exact=True).click()
    expect(page.get_by_role("heading", name="Themes", exact=True)).to_be_visible()
    page.get_by_role("link", name="Queries", exact=True).click()
    settled(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(memo).to_have_value("For chapter three, on who decides.")
    page.get_by_label("Name", exact=True).filter(visible=True).fill("Who decides")
    page.get_by_role("button", name="Save the query").click()
    expect(word).to_have_text("Saved")
    expect(memo).to_have_count(0)
    with Project.open(server.project, read_only=True) as project:
        assert [(one.query.name, one.query.memo) for one in project.queries()] == [
            ("Who decides", "For chapter three, on who decides.")
        ]


def test_an_introduction_typed_on_the_report_outlives_leaving_the_page_and_is_saved_there(
    page: Page, server: Server
) -> None:
    choose(page, "turned up every month")
    page.keyboard.press("1")
    expect(page.locator(".th-status")).to_have_text("Saved")
    page.goto(server.address.replace("read", "report"))
    page.get_by_role("button", name="Write: Introduction").click()
    field = page.get_by_label("Introduction", exact=True)
    field.fill("An hour's work.")
    page.get_by_role("link", name="Matrix", exact=True).click()
    word = page.locator(".tk-word")
    expect(word).to_have_text("Not saved yet: “Introduction” in the report")
    page.get_by_role("link", name="Report", exact=True).click()
    expect(field).to_have_value("An hour's work.")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(word).to_have_text("Saved")
    expect(page.get_by_text("An hour's work.")).to_be_visible()
    with Project.open(server.project, read_only=True) as project:
        assert "An hour's work." in [part.text for part in project.report_parts()]


def test_what_two_write_in_one_field_is_shown_to_the_later_before_anything_is_saved(page: Page, server: Server) -> None:
    page.goto(server.address.replace("read", "codebook"))
    field = page.get_by_label("Definition: what it means").first
    field.fill("Mine.")
    field.press("Tab")
    expect(page.locator(".tk-word")).to_contain_text("Not saved yet")
    other = page.context.new_page()
    other.goto(server.address.replace("read", "codebook"))
    other.get_by_label("Definition: what it means").fill("Theirs.")
    other.get_by_role("button", name="Save", exact=True).click()
    expect(other.get_by_text("Saved.", exact=True)).to_be_visible()
    other.close()
    save = page.get_by_role("button", name="Save", exact=True)
    save.click()
    expect(page.get_by_text("Somebody else changed this meanwhile.")).to_be_visible()
    expect(page.get_by_text("saved is now: Theirs.")).to_be_visible()
    expect(field).to_have_value("Mine.")
    settled(page)
    save.click()
    expect(page.locator(".tk-word")).to_have_text("Saved")
    with Project.open(server.project, read_only=True) as project:
        assert project.code("Governance").definition == "Mine."


def test_typing_on_in_the_next_field_is_not_taken_away_as_the_last_one_is_kept(page: Page, server: Server) -> None:
    page.goto(server.address.replace("read", "codebook"))
    settled(page)
    page.get_by_label("Definition: what it means").first.fill("Who decides, and how.")
    following = page.get_by_label("Use when").first
    following.click()
    page.keyboard.type("Somebody says who decided on what.", delay=60)
    expect(following).to_have_value("Somebody says who decided on what.")
    expect(page.locator(".tk-word")).to_contain_text("Not saved yet: definition")
    expect(following).to_have_value("Somebody says who decided on what.")


def test_words_typed_while_the_server_is_busy_outlive_leaving_the_page(page: Page, server: Server) -> None:
    page.goto(server.address.replace("read", "codebook"))
    settled(page)
    field = page.get_by_label("Definition: what it means").first
    server.stand_still()
    field.fill("Who decides, and how.")
    page.get_by_role("link", name="Themes", exact=True).click()
    page.wait_for_timeout(500)
    server.go_on()
    expect(page.get_by_role("heading", name="Themes", exact=True)).to_be_visible()
    settled(page)
    word = page.locator(".tk-word")
    expect(word).to_have_text("Not saved yet: definition of “Governance”")
    page.get_by_role("link", name="Codebook").click()
    expect(field).to_have_value("Who decides, and how.")
    expect(word).to_have_text("Not saved yet: definition of “Governance”")
