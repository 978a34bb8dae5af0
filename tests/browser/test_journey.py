"""The evaluator's journey in a browser: from files to a downloaded report, through the whole app."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from themes.project import Project

from .whole_app import ROOT, WAITS_MS, app, log_of, settled, tracebacks_in

DISCOVERY_MS = 900_000  # 20 s on two free cores; these may be busy
N_FILES = 6  # all seventeen come in by the page in test_import.py, and are discovered in journeys/test_command_line.py
OUR_NAMES = ("What helped", "What got in the way", "Asking for more", "Finding the way", "What they would change")


def _files() -> list[Path]:
    shared = Path(os.environ.get("THEMES_SHARED_DATA", ROOT.parent / "shared" / "data"))
    real = sorted((shared / "transcripts" / "usability_odt").glob("*.odt"))
    return (real or sorted((ROOT / "corpus" / "interviews").iterdir()))[:N_FILES]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("journey")


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    # Something small to start from: what the sample study is for has its own test.
    with Project.create(home / "first.themes", coder="AB", title="First") as project:
        path = project.path
    with app(home=home, project=path) as running:
        yield running


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1440, "height": 1000}, accept_downloads=True)
    opened.set_default_timeout(WAITS_MS)
    expect.set_options(timeout=WAITS_MS)
    yield opened
    opened.close()


def test_from_files_to_a_report_whose_quotations_are_the_participants_words(
    address: str, home: Path, context: BrowserContext
) -> None:
    files = _files()
    page = context.new_page()
    page.goto(address)
    settled(page)
    _begin(page)
    _upload(page, files)
    page = _discover(page, context, address)
    _decide(page)
    _sub_code(page)
    page.get_by_role("link", name="Report", exact=True).click()
    expect(page.get_by_role("heading", name=OUR_NAMES[0])).to_be_visible()
    report = _download(page, home / "report.docx", "Download Word")
    sheet = _download(page, home / "report.xlsx", "Download Excel")
    page.close()

    with Project.open(home / "Usability of a service.themes", read_only=True) as project:
        outcomes = sorted(view.decision.outcome for view in project.candidates())
        assert (5, 2, 1) == tuple(outcomes.count(one) for one in ("accepted", "rejected", "merged"))
        assert 1 == len(project.runs())
        assert len(files) == len(project.transcripts())
        codes = {code.id: code for code in project.codes()}
        assert set(OUR_NAMES) < {code.name for code in codes.values()}
        assert [OUR_NAMES[0]] == [codes[code.parent_id].name for code in codes.values() if code.parent_id]
        texts = [transcript.text for transcript in project.transcripts()]
        n_codings = len(project.codings())
    quotations = _quotations(report)
    assert len(quotations) >= len(OUR_NAMES)
    assert [] == [words for words in quotations if not any(words in text for text in texts)]
    rows = _rows(sheet)
    assert n_codings == len(rows)
    assert [] == [words for words in rows if not any(words in text for text in texts)]
    assert [] == tracebacks_in(log_of(home))


def _begin(page: Page) -> None:
    page.get_by_role("button", name="Start another study").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name of the study").fill("Usability of a service")
    dialog.get_by_label("Name of the study").press("Tab")
    dialog.get_by_label("Your initials").fill("CD")
    dialog.get_by_label("Your initials").press("Tab")
    expect(dialog.get_by_text("Usability of a service.themes")).to_be_visible()
    # Streamlit's own input is covered by what it draws in its place.
    dialog.get_by_text("The transcripts come without anybody's name in them").click()
    dialog.get_by_role("button", name="Start the study").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_text("There is no transcript yet.")).to_be_visible()
    expect(page.get_by_role("button", name="You are CD")).to_be_visible()
    settled(page)  # the study before was empty too: until the run has ended, its place for files may still stand there


def _upload(page: Page, files: list[Path]) -> None:
    # The new study's place for files, which bears its path: the one of the study before may be there a moment longer.
    page.locator("[class*='st-key-upload'][class*='Usability-of-a-service'] input[type=file]").set_input_files(files)
    page.get_by_role("button", name=f"Take in {len(files)} transcripts").click()
    expect(page.get_by_role("heading", name=re.compile(rf"^{len(files)} transcripts, [\d,]+ words$"))).to_be_visible()
    expect(page.get_by_text("not in the study yet")).to_have_count(0)


def _discover(page: Page, context: BrowserContext, address: str) -> Page:
    """Ask for candidates, close the tab on the way, and find the same search further on in another one."""
    page.get_by_role("button", name="Find candidate themes").click()
    progress = page.get_by_test_id("stProgress")
    expect(progress).to_contain_text(re.compile(r"encoding [\d,]+ of [\d,]+ segments"), timeout=DISCOVERY_MS)
    before = _done(progress.inner_text())
    page.close()
    again = context.new_page()
    again.goto(address)
    settled(again)
    # A new tab opens what was used last.
    expect(again.get_by_text("candidate themes found in").or_(again.get_by_test_id("stProgress"))).to_be_visible()
    if again.get_by_test_id("stProgress").count():
        words = again.get_by_test_id("stProgress").inner_text()
        assert "encoding" not in words or _done(words) >= before
    expect(again.get_by_text("candidate themes found in")).to_be_visible(timeout=DISCOVERY_MS)
    return again


def _done(words: str) -> int:
    found = re.search(r"encoding ([\d,]+) of", words)
    assert found is not None, words
    return int(found[1].replace(",", ""))


def _decide(page: Page) -> None:
    page.get_by_role("link", name="Candidate themes", exact=True).click()
    decided = page.get_by_text(re.compile(r"^\d+ of \d+ decided$"))
    expect(decided).to_have_text(re.compile("^0 of"))
    page.locator(".st-key-merge button").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox").click()
    page.get_by_role("option").nth(2).click()
    page.keyboard.press("Escape") if page.get_by_role("listbox").count() else None
    dialog.get_by_role("button", name="Merge").click()
    expect(decided).to_have_text(re.compile("^1 of"))
    for nth, name in enumerate(OUR_NAMES, start=2):
        settled(page)  # else the heading may still be that of the candidate before
        shown = page.locator("h3").filter(visible=True).first.inner_text()
        page.locator(".st-key-accept button").click()
        named = dialog.get_by_label("The name in your words")
        # The field of the dialog before may still be on its way out, and what is typed there goes with it.
        expect(dialog.locator(f'input[value="{shown}"]')).to_be_visible()
        expect(named).to_have_count(1)
        named.fill(name)
        dialog.get_by_role("button", name="Accept").click()
        expect(dialog).to_be_hidden()
        expect(decided).to_have_text(re.compile(f"^{nth} of"))
    for nth in (7, 8):
        settled(page)  # else the button of the candidate before is pressed, on its way out
        page.locator(".st-key-reject button").click()
        expect(decided).to_have_text(re.compile(f"^{nth} of"))


def _sub_code(page: Page) -> None:
    page.get_by_role("link", name="Codebook", exact=True).click()
    page.get_by_role("treeitem", name=OUR_NAMES[0]).locator(".tt-name").click()
    page.keyboard.press("Shift+N")
    page.get_by_label("Name of the new code").fill("In the first week")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="In the first week")).to_be_visible()
    expect(page.get_by_text(f"Under {OUR_NAMES[0]}")).to_be_visible()


def _download(page: Page, to: Path, button: str) -> Path:
    settled(page)  # a button that is drawn anew while it is pressed is not pressed
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    download.value.save_as(to)
    return to


def _quotations(report: Path) -> list[str]:
    """The words of each quotation in the Word file, split where the report says that it cut."""
    import docx  # noqa: PLC0415 - heavy

    found = []
    for paragraph in docx.Document(str(report)).paragraphs:
        if paragraph.style is not None and paragraph.style.name == "Quotation":
            whole = paragraph.text.strip()
            spoken = re.match(r"[“\"](.*)[”\"]", whole, re.DOTALL)
            found += [part.strip() for part in (spoken[1] if spoken else whole).split("[…]") if part.strip()]
    return found


def _rows(sheet: Path) -> list[str]:
    import openpyxl  # noqa: PLC0415 - heavy

    rows = list(openpyxl.load_workbook(sheet, read_only=True).worksheets[0].iter_rows(values_only=True))
    column = next(nth for nth, name in enumerate(rows[0]) if str(name).casefold() in ("words", "quotation"))
    return [str(row[column]).removeprefix("'") for row in rows[1:] if row[column] is not None]
