"""A study done twice: two coders code six interviews apart, compare, settle, fill a matrix and report, all by page.

What would take them days (all but a few of their codings) is given by the same verbs between two sittings.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from themes.project import Project

from .conftest import ROOT, Server
from .reckoned import Reckoned
from .test_together import CHOOSE
from .whole_app import WAITS_MS, settled
from .word_file import WordFile

TITLES = (
    "01-harrowmere-chair", "02-harrowmere-change-team", "03-pennick-vale-hr-director",
    "05-st-aldwyns-chief-executive", "06-st-aldwyns-medical-director", "07-wexcombe-paramedic",
)  # fmt: skip
THEMES = {
    "Boards make or break it": ("Board engagement", "Relationship with the board", "Board team functioning"),
    "Teams need time": ("The change team", "Support and resources"),
    "Clinicians come when it is about patients": ("Clinical engagement",),
}
OWN_WORDS = "We take from this that boards can be brought in, where somebody asks them."
REASON = "It says what the board did, not what it thought."
TRANSCRIPT = "interview 1"
"""What the report calls what the chair said."""
CELL = "The board agreed in September, "

# Where words stand: [index of the turn, offset in it, offset of their end].
PLACE = """words => {
  const bodies = [...document.querySelectorAll(".th-body")];
  const turn = bodies.findIndex(one => one.textContent.includes(words));
  const start = bodies[turn].textContent.indexOf(words);
  return [turn, start, start + words.length];
}"""


def _codings() -> list[dict[str, str]]:
    """The sample's codings, of both coders, each with transcript, coder, code, valence and words."""
    rows = []
    for file in sorted((ROOT / "corpus" / "codings").glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            rows += list(csv.DictReader(lines))
    return rows


@pytest.fixture
def study(tmp_path: Path, running: Server) -> Path:
    """Six interviews, their cases, a codebook and three themes; nothing is coded."""
    path = tmp_path / "twice.themes"
    with Project.create(path, coder="AB", title="Better Places to Work, done twice") as project:
        project.describe(pseudonymised=True, questions=("What helped, and what got in the way?",))
        for title in TITLES:
            project.add(ROOT / "corpus" / "interviews" / f"{title}.txt")
        project.add_case_table(ROOT / "corpus" / "cases.csv")
        project.read_codebook(ROOT / "codebooks" / "programme-success-factors.toml")
        for name, codes in THEMES.items():
            project.add_theme(name, statement=f"{name}: so they told us.", codes=codes)
        project.as_coder("CD")
        project.describe(mode="Video call")  # who did the last step is who opens it next
    running.show(path)
    return path


@pytest.fixture
def page(browser: Browser, study: Path, running: Server) -> Iterator[Page]:
    del study
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, accept_downloads=True)
    context.set_default_timeout(WAITS_MS)
    opened = context.new_page()
    opened.goto(running.address.replace("/read", "/agreement"))
    settled(opened)
    yield opened
    context.close()


def test_a_study_done_twice_is_compared_settled_and_reported_with_nothing_but_what_was_said(
    page: Page, study: Path, running: Server, tmp_path: Path
) -> None:
    first = {who: next(row for row in _codings() if row["coder"] == who) for who in ("AB", "CD")}
    become(page, "AB")
    assign_all(page)
    code(page, first["AB"])
    become(page, "CD")
    expect(page.locator(".th-mark")).to_have_count(0)  # what AB did is not shown
    code(page, first["CD"])

    running.stop()
    give_the_rest(study, first)
    running.start()

    page.goto(running.address.replace("/read", "/agreement"))
    settled(page)
    say_done(page)
    compare(page, Reckoned(study))
    settle(page)
    write_a_cell(page)
    write_in_the_report(page)
    report = download(page, tmp_path / "report.docx")
    assert_says_what_the_rows_say(report, Reckoned(study))


def become(page: Page, who: str) -> None:
    """Go on as another coder."""
    button = page.get_by_role("button", name=re.compile("^You are"))
    if button.inner_text().strip().endswith(who):
        return
    button.click()
    page.locator("label", has_text=re.compile(f"^{who}$")).click()
    expect(page.get_by_role("button", name=f"You are {who}")).to_be_visible()
    settled(page)
    page.reload()  # so that no surface of the coder before is left
    settled(page)
    expect(page.get_by_role("button", name=f"You are {who}")).to_be_visible()


def assign_all(page: Page) -> None:
    """Let both code all six, each without the other's codings."""
    page.get_by_role("radio", name="Code apart").click()
    number = page.get_by_label("Or so many, drawn at random")
    number.fill(str(len(TITLES)))
    number.press("Tab")
    page.get_by_role("button", name="Assign").click()
    expect(page.get_by_role("button", name="End coding apart")).to_have_count(len(TITLES))


def code(page: Page, row: dict[str, str]) -> None:
    """Choose a coding's words in its transcript, and type the code's name."""
    page.get_by_role("link", name="Read and code", exact=True).click()
    expect(page.locator(f'.th-scroll[data-title="{row["transcript"].removesuffix(".txt")}"]')).to_be_visible()
    expect(page.locator(".th-status")).to_have_text("Saved")
    settled(page)
    page.evaluate(CHOOSE, page.evaluate(PLACE, row["words"]))
    page.keyboard.type(row["code"])
    page.keyboard.press("Enter")
    expect(page.locator(".th-message")).to_have_text(f"Coded “{row['code']}”")
    expect(page.locator(".th-status")).to_have_text("Saved")


def give_the_rest(study: Path, by_hand: dict[str, dict[str, str]]) -> None:
    """Give what is left of both coders' codings; all is said to be done but one interview, by CD."""
    with Project.open(study) as project:
        views = {who: project.as_coder(who) for who in by_hand}
        for row in _codings():
            if row == by_hand[row["coder"]]:
                continue
            talk = project.transcript(row["transcript"].removesuffix(".txt"))
            start = talk.text.index(row["words"])
            views[row["coder"]].add_coding(
                talk, start, start + len(row["words"]), row["code"], valence=row["valence"] or None
            )
        for talk in project.transcripts():
            for who, view in views.items():
                if (who, talk.title) != ("CD", TITLES[0]):
                    view.say_done(talk)


def say_done(page: Page) -> None:
    """As CD, be done with the last one: nothing is hidden any more."""
    page.get_by_role("radio", name="Code apart").click()
    expect(page.get_by_text("hidden from you")).to_have_count(1)
    page.get_by_role("button", name="I am done with it").click()
    expect(page.get_by_text("hidden from you")).to_have_count(0)


def compare(page: Page, reckoned: Reckoned) -> None:
    """The page says how far they agree as the rows do."""
    page.get_by_role("radio", name="Agreement").click()
    value, n_decisions = reckoned.alpha_of_turns(("AB", "CD"))
    expect(page.get_by_text(re.compile(rf"^Pooled: {value:.2f} \[.*\], {n_decisions:,} decisions"))).to_be_visible()


def settle(page: Page) -> None:
    """Decide four disagreements by keys, one with its reason."""
    page.get_by_role("link", name="Settle disagreements").click()
    decided = page.get_by_text(re.compile(r"^\d+ disagreements, \d+ decided"))
    expect(decided).to_have_text(re.compile(", 0 decided"))
    reason = page.get_by_label("Reason, kept with the decision")
    for nth, key in enumerate(("1", "2", "b", "n"), start=1):
        settled(page)
        if nth == 1:
            reason.fill(REASON)
            reason.press("Tab")
            settled(page)
        page.keyboard.press(key)
        expect(decided).to_have_text(re.compile(f", {nth} decided"))


def write_a_cell(page: Page) -> None:
    """Write what the chair says on boards, by keys, hanging on a quotation."""
    page.get_by_role("link", name="Matrix", exact=True).click()
    settled(page)
    cell = page.locator(".tx-cell").first
    cell.focus()
    expect(page.locator(".tx-quotation").first).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.type(CELL)
    page.keyboard.press("Alt+Digit1")
    page.keyboard.press("Escape")
    expect(cell).to_contain_text("The board agreed")
    expect(page.locator(".tx-status")).to_have_text("Saved")


def write_in_the_report(page: Page) -> None:
    """Write an introduction on the report's page, where it will stand."""
    page.get_by_role("link", name="Report", exact=True).click()
    settled(page)
    expect(page.get_by_role("heading", name=next(iter(THEMES)), exact=True)).to_be_visible()
    page.get_by_role("button", name="Write: Introduction").click()
    page.get_by_label("Introduction", exact=True).fill(OWN_WORDS)
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_role("heading", name="Introduction", exact=True)).to_be_visible()
    expect(page.get_by_text(OWN_WORDS)).to_be_visible()


def download(page: Page, to: Path) -> WordFile:
    """Download the report."""
    settled(page)
    with page.expect_download() as loaded:
        page.get_by_role("button", name="Download Word").click()
    loaded.value.save_as(to)
    return WordFile(to)


def assert_says_what_the_rows_say(report: WordFile, reckoned: Reckoned) -> None:
    """Each quotation stands in a text as it is printed, and each n is what the rows bring."""
    assert len(report.quotations) > 2 * len(THEMES)
    assert [] == [said for said in report.quotations if not any(said in text for text in reckoned.texts.values())]
    assert [OWN_WORDS] == report.under("Introduction")
    ((who, cell),) = report.table("Case", "Summary, with the numbers of its quotations")
    assert (who, cell) == ("P01, acute trust chair", f"{CELL}[1]")
    assert f"P01, acute trust chair ({TRANSCRIPT}) [1]" in report.attributions
    of_themes = {name: reckoned.of(codes) for name, codes in reckoned.themes.items()}
    n = len(TITLES)
    for name, participants, transcripts, quotations, *directions in report.table("Theme"):
        told = of_themes[name]
        assert f"{told.n_participants} of {n}" in participants
        assert f"{told.n_transcripts} of {n}" == transcripts
        assert str(told.n_quotations) == quotations
        assert [str(number) for number in told.n_by_direction.values()] == directions[:3]
        under = " ".join(report.under(name))
        assert f"({told.n_participants} of {n}), in {told.n_transcripts} of {n} interviews." in under
        assert f"{told.n_quotations} quotations (" in under
        for word, way in (("Enablers", "enabler"), ("Barriers", "barrier"), ("Mixed", "mixed")):
            if told.n_by_direction[way]:
                assert f"{word}: {told.n_by_direction[way]} quotation" in under
    for name, participants, quotations in report.table("Code", "Participants"):
        told = reckoned.of([name.split(" > ")[-1]], with_sub_codes=False)
        assert (f"{told.n_participants} of {n}", str(told.n_quotations)) == (participants, quotations)
    method = " ".join(report.under("How this was done"))
    value, n_decisions = reckoned.alpha_of_turns(("AB", "CD"))
    assert f"Coded by AB and CD: {len(_codings())} codings by hand" in method
    assert f"AB and CD coded {n} transcripts apart" in method
    assert re.search(rf"nominal, {value:.2f} \[.*\], {n_decisions:,} decisions\. 4 disagreements were settled", method)
    for path, _, codings, cases in report.table("Code", "Definition and rules of use"):
        name = path.split(" > ")[-1]
        given = [one for one in reckoned.given if one.code == name and one.coder != "Consensus"]
        told = reckoned.of([name], with_sub_codes=False)
        assert (str(len(given)), str(told.n_participants)) == (codings, cases)
