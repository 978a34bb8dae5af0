"""A person's hour, played in a browser by keys alone and by mouse alone; whatever happens between, nothing is lost.

``make journey`` plays all of it and sets ``THEMES_JOURNEY``; CI plays ten minutes' worth, by keys.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from themes.project import Project

from .conftest import Server
from .hands import Hands, Keys, Mouse
from .ledger import Ledger, standing_in, verbs_in
from .person import Person
from .screens import take_screens

BY_HAND = pytest.mark.skipif("THEMES_JOURNEY" not in os.environ, reason="by hand: make journey")
CODES = ("Presence", "Money", "Meetings", "Small change", "Night staff", "Photographs")
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


def the_surface_shows_what_the_file_holds(person: Person, study: Path) -> None:
    person.open_the_transcripts()
    for title in titles(study):
        person.take_up(title)
        with Project.open(study, read_only=True) as project:
            quotations = {one.quotation.id: one.quotation.words for one in project.codings(transcript=title)}
        assert sorted(quotations.values()) == sorted(person.sees_coded())


def the_log_equals_what_was_done(study: Path, before: list[str], person: Person) -> None:
    assert person.ledger.verbs == verbs_in(study)[len(before) :]
    assert person.ledger.now == standing_in(study)
    with Project.open(study, read_only=True) as project:
        assert [] == project.check()


@BY_HAND
@pytest.mark.parametrize("person", [Keys, Mouse], indirect=True, ids=["by keys alone", "by mouse alone"])
def test_an_hour(person: Person, study: Path, running: Server) -> None:
    before = verbs_in(study)
    person.open_the_transcripts()
    codes_sixty_passages(person, study, running)
    answers_thirty_suggestions(person, titles(study))
    arranges_codes_and_claims_two_themes(person)
    goes_twenty_steps_back_and_on_again(person, study)
    the_log_equals_what_was_done(study, before, person)
    the_surface_shows_what_the_file_holds(person, study)
    if "THEMES_SCREENS" in os.environ and isinstance(person.hands, Keys):
        take_screens(person.page, running.address.removesuffix("/read"), Path(os.environ["THEMES_SCREENS"]))


def codes_sixty_passages(person: Person, study: Path, running: Server) -> None:
    """Twenty in each of three interviews: with a reload in the first, a kill in the second, a tunnel in the third."""
    _, second, third = titles(study)[:3]
    happens: dict[int, Callable[[], None]] = {
        12: person.reload,
        20: lambda: person.take_up(second),
        27: running.kill,
        31: running.start,
        40: lambda: person.take_up(third),
        45: person.goes_into_a_tunnel,
        50: person.comes_out,
    }
    sixty = [words for nth in range(3) for words in passages(study, nth)[:20]]
    assert 60 == len(sixty)
    for nth, words in enumerate(sixty):
        if nth in happens:
            happens[nth]()
        person.code(words, CODES[nth % len(CODES)])
    person.sees_saved()


def answers_thirty_suggestions(person: Person, every: list[str]) -> None:
    """Of three, two are accepted and one is not right; where there is none left, the next interview is taken up."""
    rest = iter(every[3:])
    for nth in range(30):
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


def goes_twenty_steps_back_and_on_again(person: Person, study: Path) -> None:
    """Four on the page of themes, sixteen while reading, with a reload where it goes on again."""
    stood = person.ledger.now
    for _ in range(4):
        person.undo()
    person.go_to("Read and code")
    for _ in range(16):
        person.undo()
    assert person.ledger.now == standing_in(study)
    person.reload()
    for _ in range(16):
        person.redo()
    person.go_to("Themes")
    for _ in range(4):
        person.redo()
    assert stood == person.ledger.now


@BY_HAND
def test_ten_minutes_by_keys_with_a_kill_a_reload_and_a_tunnel(person: Person, study: Path, running: Server) -> None:
    before, words = verbs_in(study), passages(study, 0)
    person.open_the_transcripts()
    for nth in range(4):
        person.code(words[nth], "Presence" if nth % 2 else "Money")
    running.kill()
    for nth in range(4, 7):
        person.code(words[nth], "Presence")
    person.sees_kept(at_least=3)
    running.start()
    person.sees_saved()
    person.reload()
    person.goes_into_a_tunnel()
    for nth in range(7, 10):
        person.code(words[nth], "Meetings" if nth == 8 else "Money")
    person.sees_kept(at_least=3)
    person.comes_out()
    person.sees_saved()
    for nth in range(10, 12):
        person.code(words[nth], "Meetings")
    for _ in range(5):
        person.undo()
    person.sees_saved()
    assert words[:7] == person.sees_coded()
    the_log_equals_what_was_done(study, before, person)
