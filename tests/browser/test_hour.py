"""A person's hour, played in a browser by keys alone and by mouse alone; whatever happens between, nothing is lost.

``make journey`` sets ``THEMES_JOURNEY`` and plays all of it; CI plays ten minutes of it, each thing at least once.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from themes.project import Project

from .conftest import Server
from .hands import Hands, Keys, Mouse
from .ledger import Ledger, standing_in, verbs_in
from .person import READS, Person
from .screens import take_screens

BY_HAND = pytest.mark.skipif("THEMES_JOURNEY" not in os.environ, reason="by hand: make journey")
CODES = ("Presence", "Money", "Meetings", "Small change", "Night staff", "Photographs")
MOST_SHOWN = 180
"""Characters of a passage's words on its card, as frontend/src/reader/card.ts has it."""
_PLAIN = re.compile(r"(?<= )[A-Za-z']{2,}(?: [A-Za-z']+){3}(?= )")


@pytest.fixture
def study(tmp_path: Path, discovered: Path, running: Server) -> Path:
    path = tmp_path / "study.themes"
    shutil.copy(discovered, path)
    running.show(path)
    return path


@pytest.fixture
def page(one_context: BrowserContext, study: Path) -> Iterator[Page]:
    del study
    opened = one_context.new_page()
    yield opened
    one_context.set_offline(False)
    opened.evaluate("localStorage.clear()")
    opened.close()


@pytest.fixture
def person(page: Page, study: Path, running: Server, request: pytest.FixtureRequest) -> Person:
    hands: type[Hands] = getattr(request, "param", Keys)
    return Person(page, hands(page), Ledger(standing_in(study)), running.address.removesuffix("/read"))


def passages(study: Path, nth: int) -> list[str]:
    """Four plain words from each speech of a participant in a transcript, that stand nowhere else in it."""
    with Project.open(study, read_only=True) as project:
        transcript = project.transcripts()[nth]
        speeches = [turn for turn in transcript.turns if turn.kind == "speech" and turn.end - turn.start > 120]
        found = [_PLAIN.search(transcript.text, turn.start, turn.end) for turn in speeches]
        words = [one[0] for one in found if one]
        return [one for one in words if transcript.text.count(one) == 1]


def titles(study: Path) -> list[str]:
    with Project.open(study, read_only=True) as project:
        return [transcript.title for transcript in project.transcripts()]


def as_shown(words: str) -> str:
    """The words of a passage as its card has them: of long ones the beginning."""
    return words if len(words) <= MOST_SHOWN else f"{words[:MOST_SHOWN]}…"


def the_surface_shows_what_the_file_holds(person: Person, study: Path) -> None:
    person.open_the_transcripts()
    for title in titles(study):
        person.take_up(title)
        with Project.open(study, read_only=True) as project:
            quotations = {one.quotation.id: one.quotation.words for one in project.codings(transcript=title)}
        assert sorted(map(as_shown, quotations.values())) == sorted(person.sees_coded())


def the_log_equals_what_was_done(study: Path, before: list[str], person: Person) -> None:
    assert person.ledger.verbs == verbs_in(study)[len(before) :]
    assert person.ledger.now == standing_in(study)
    with Project.open(study, read_only=True) as project:
        assert [] == project.check()


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """How much is done: at the least of each thing, or as much as in an hour.

    Attributes:
        passages: That are coded in each of three interviews.
        answers: To suggestions; of three, one is that it is not right.
        back: Steps that are undone and done again, the last of them, ``ON_THEMES``, on the page of themes.
    """

    passages: int
    answers: int
    back: int


HOUR = Play(passages=20, answers=30, back=22)
TEN_MINUTES = Play(passages=6, answers=3, back=9)
ON_THEMES = 6
"""Steps that make two themes."""

BOTH = pytest.mark.parametrize("person", [Keys, Mouse], indirect=True, ids=["by keys alone", "by mouse alone"])


@BY_HAND
@BOTH
def test_an_hour(person: Person, study: Path, running: Server) -> None:
    plays(person, study, running, HOUR)
    if "THEMES_SCREENS" in os.environ and isinstance(person.hands, Keys):
        take_screens(person.page, running.address.removesuffix("/read"), Path(os.environ["THEMES_SCREENS"]))


@BOTH
def test_ten_minutes(person: Person, study: Path, running: Server) -> None:
    plays(person, study, running, TEN_MINUTES)


def plays(person: Person, study: Path, running: Server, much: Play) -> None:
    before = verbs_in(study)
    person.open_the_transcripts()
    codes_passages(person, study, running, much.passages)
    answers_suggestions(person, titles(study), much.answers)
    arranges_codes_and_claims_two_themes(person)
    goes_back_and_on_again(person, study, much.back)
    the_log_equals_what_was_done(study, before, person)
    the_surface_shows_what_the_file_holds(person, study)


def codes_passages(person: Person, study: Path, running: Server, each: int) -> None:
    """As many in each of three interviews: with a reload in the first, a kill in the second, a tunnel in the third."""
    first, second, third = titles(study)[:3]
    dies, dark = each + each // 3, 2 * each + each // 3
    away = max(2, each // 4)

    def comes_back() -> None:
        person.sees_kept(at_least=away)
        running.start()

    def comes_out() -> None:
        person.sees_kept(at_least=away)
        person.comes_out()

    happens: dict[int, Callable[[], None]] = {
        each // 2: person.reload,
        each: lambda: person.take_up(second),
        dies: running.kill,
        dies + away: comes_back,
        2 * each - 1: lambda: person.sees_the_server_again(second),
        2 * each: lambda: person.take_up(third),
        dark: person.goes_into_a_tunnel,
        dark + away: comes_out,
    }
    assert 8 == len(happens)
    every = [words for nth in range(3) for words in passages(study, nth)[:each]]
    assert 3 * each == len(every)
    person.take_up(first)
    for nth, words in enumerate(every):
        if nth in happens:
            happens[nth]()
        person.code(words, CODES[nth % len(CODES)])
    person.sees_saved()


def answers_suggestions(person: Person, every: list[str], n_answers: int) -> None:
    """Of three, one is not right and two are accepted; where there is none left, the next interview is taken up."""
    rest = iter(every[3:])
    for nth in range(n_answers):
        while not person.finds_suggestions():
            person.take_up(next(rest))
        person.answer(yes=nth % 3 != 0)


def arranges_codes_and_claims_two_themes(person: Person) -> None:
    """Merge two codes, part one in two, and build two themes on what came of it."""
    person.go_to("Codebook")
    person.merge("Money", "Small change")
    moved = sorted(words for words, code in person.ledger.now.codings if code == "Presence")[:4]
    person.split("Presence", "Walking about", moved)
    person.go_to("Themes")
    person.claim("Seen on the wards", "Where the board was seen, people spoke up.", ["Presence", "Walking about"])
    person.claim("Little money", "Change was asked for and not paid for.", ["Money", "Meetings"])


def goes_back_and_on_again(person: Person, study: Path, n_steps: int) -> None:
    """Those that made the themes on their page, the others while reading, with a reload where it goes on again."""
    stood = person.ledger.now
    for _ in range(ON_THEMES):
        person.undo()
    person.go_to(READS)
    for _ in range(n_steps - ON_THEMES):
        person.undo()
    assert person.ledger.now == standing_in(study)
    person.reload()
    for _ in range(n_steps - ON_THEMES):
        person.redo()
    person.go_to("Themes")
    for _ in range(ON_THEMES):
        person.redo()
    assert stood == person.ledger.now
