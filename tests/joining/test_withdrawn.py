"""Who withdrew in one copy is not brought back by another that still holds them, whichever is joined to which."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.joining.test_join import both, dump, join
from tests.leaving import there_and_back

from themes import Project
from themes.errors import Refused, UndoRefused
from themes.model import Coding, Quotation

ALONE = b"Interviewer: So?\n\nP: The night clinic was closed in March and nobody told the ward about it at all.\n"
THEIRS = (b"night clinic", b"backed us all", b"turned up and the")


@pytest.fixture
def study(pair: tuple[Path, Path]) -> tuple[Path, Path]:
    """Anna speaks in one interview of her own and, with Ben, in another; both copies have both."""
    here, there = pair
    with Project.open(here) as project:
        alone = project.add_bytes("alone.txt", ALONE)
        project.merge_cases(alone.speakers[1].case_id or "", into=anna(project))
    shutil.copy(here, there)
    return here, there


def anna(project: Project) -> str:
    return next(one.case_id or "" for one in project.transcript("one").speakers if one.label == "Anna")


def withdraw(project: Project) -> None:
    case = project.case(anna(project))
    assert project.withdraw(case, confirm=case.label).proven


def held(path: Path) -> list[bytes]:
    data = path.read_bytes()
    return [words for words in THEIRS if words in data]


def sound(path: Path) -> None:
    with Project.open(path, coder="AB") as project:
        assert [] == project.check()
        texts = {one.id: one.text for one in project.transcripts()}
        for one in project._store.facts(Quotation):
            assert texts[one.transcript_id][one.start : one.end] == one.words


def test_a_copy_that_still_holds_them_does_not_bring_them_back(study: tuple[Path, Path]) -> None:
    here, there = study
    with both(study) as (ours, theirs):
        source = theirs.transcript("one")
        for turn in source.turns:
            theirs.add_coding(source, turn.start, turn.end, "Time")
        theirs.add_memo("She said the night clinic was closed in March and nobody told the ward.")
        withdraw(ours)
    told = join(here, there)
    assert (("P01",), ()) == (told.left_out, told.followed)
    assert "still holds the words of P01" in told.withdrawn
    assert [] == held(here)
    assert held(there)
    sound(here)
    with Project.open(here) as project:
        assert ["one"] == [one.title for one in project.transcripts()]
        said = [one.words for one in project._store.facts(Quotation)]
        assert "Not for us." in said
        assert 1 == len(project.withdrawals())
        assert any("[withdrawn]" in memo.memo.text for memo in project.memos())


def test_they_withdraw_here_too_when_they_withdrew_in_the_copy(study: tuple[Path, Path]) -> None:
    here, there = study
    with both(study) as (ours, theirs):
        source = ours.transcript("one")
        ours.add_coding(source, source.turns[2].start, source.turns[2].end, "Time")
        ours.add_coding(source, source.turns[1].start, source.turns[1].end, "Time")
        withdraw(theirs)
    told = join(here, there)
    assert (("P01",), ()) == (told.followed, told.left_out)
    assert [] == held(here)
    sound(here)
    with Project.open(here) as project:
        assert ["Not for us."] == [
            one.words for one in project._store.facts(Quotation) if one.words.startswith("Not for")
        ]


@pytest.mark.parametrize("first", ["ours", "theirs", "each"])
def test_both_copies_come_to_the_same(study: tuple[Path, Path], first: str) -> None:
    here, there = study
    with both(study) as (ours, theirs):
        source = ours.transcript("one")
        ours.add_coding(source, source.turns[2].start, source.turns[2].end, "Time")
        theirs.add_coding(source, source.turns[2].start, source.turns[2].start + 7, "Board")
        if first != "theirs":
            withdraw(ours)
        if first != "ours":
            withdraw(theirs)
        ours.add_memo("After it.")
        theirs.revise_code("Board", definition="It comes.")
    join(here, there)
    join(there, here)
    assert [] == held(here) + held(there)
    assert dump(here) == dump(there)
    sound(here)
    sound(there)


def test_undo_of_the_joining_brings_nobody_back(study: tuple[Path, Path]) -> None:
    here, there = study
    with both(study) as (ours, theirs):
        theirs.add_code("Later")
        withdraw(theirs)
        ours.add_code("Ours")
    join(here, there)
    with Project.open(here, coder="AB") as project:
        assert project.undo() is not None
        assert 1 == len(project.withdrawals())
        assert ["one"] == [one.title for one in project.transcripts()]
        project.redo()
    assert [] == held(here)
    sound(here)


def test_words_that_stand_under_another_case_in_the_copy_are_refused(study: tuple[Path, Path]) -> None:
    here, there = study
    with both(study) as (ours, theirs):
        theirs.revise_speaker("one", "Anna", case="Somebody")
        theirs.revise_speaker("alone", "P", case="Somebody")
        withdraw(ours)
    with pytest.raises(Refused, match="under another case"):
        join(here, there)
    assert [] == held(here)


def _do(project: Project, what: int) -> None:
    """One of many things that a coder does."""
    sources = project.transcripts()
    source = sources[what % len(sources)]
    turn = source.turns[what % len(source.turns)]
    codes = project.codes()
    deeds: tuple[Callable[[], object], ...] = (
        lambda: project.add_coding(source, turn.start, turn.end, codes[what % len(codes)]),
        lambda: project.add_coding(source, turn.start, turn.start + 5, codes[what % len(codes)]),
        lambda: project.add_coding(source, 3, len(source.text), codes[what % len(codes)]),
        lambda: project.correct_text(source, turn.start, turn.start, "Well, "),
        lambda: project.add_code(f"Code {what} {len(codes)}"),
        lambda: project.add_memo(f"{source.text[turn.start : turn.end]} {what}", about=source),
        lambda: project.revise_code(codes[0], definition=f"{what}: {source.text[:60]}"),
        lambda: project.add_theme(f"Theme {what}", codes=codes[:1], statement=source.text[:50]),
        lambda: project.remove_coding(project._store.facts(Coding)[0]) if project._store.facts(Coding) else None,
        project.undo,
    )
    with suppress(Refused):
        deeds[what % len(deeds)]()


@given(
    mine=st.lists(st.integers(0, 99), max_size=6),
    yours=st.lists(st.integers(0, 99), max_size=6),
    after=st.lists(st.integers(0, 99), max_size=4),
    who=st.sampled_from(["ours", "theirs", "both"]),
)
@settings(max_examples=6, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_whatever_was_done_nothing_comes_back_and_all_quotations_hold(
    mine: list[int], yours: list[int], after: list[int], who: str
) -> None:
    with TemporaryDirectory() as folder:
        here, there = Path(folder) / "here.themes", Path(folder) / "there.themes"
        _begun(here)
        shutil.copy(here, there)
        with both((here, there)) as (ours, theirs):
            for view, deeds in ((ours, mine), (theirs, yours)):
                for what in deeds:
                    _do(view, what)
            for view, name in ((ours, "ours"), (theirs, "theirs")):
                if who in (name, "both"):
                    withdraw(view)
            for what in after:
                _do(ours, what)
        join(here, there)
        join(there, here)
        assert [] == held(here) + held(there)
        for path in (here, there):
            sound(path)
            with Project.open(path, coder="AB") as project:
                there_and_back(project)
            assert [] == held(path)
            sound(path)


@given(
    deeds=st.lists(
        st.tuples(
            st.integers(0, 2), st.sampled_from(["do", "do", "do", "withdraw", "join", "undo"]), st.integers(0, 99)
        ),
        max_size=12,
    ),
    first=st.integers(0, 2),
)
@settings(max_examples=4, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_of_three_copies_joined_in_any_order_and_again_none_brings_anybody_back(
    deeds: list[tuple[int, str, int]], first: int
) -> None:
    with TemporaryDirectory() as folder:
        places = [Path(folder) / f"{name}.themes" for name in ("one", "two", "three")]
        _begun(places[0])
        for each in places[1:]:
            shutil.copy(places[0], each)
        for nth, deed, what in [*deeds, (first, "withdraw", 0)]:
            if deed == "join":
                _joined(places[nth], places[(nth + 1 + what % 2) % 3])
                continue
            with Project.open(places[nth], coder=("AB", "CD", "EF")[nth]) as project:
                if deed == "do":
                    _do(project, what)
                elif deed == "undo":
                    with suppress(UndoRefused):
                        project.undo()
                elif not project.withdrawals():
                    withdraw(project)
        for nth, other in ((first, first - 1), (first, first - 2), (first - 1, first), (first - 2, first)):
            with Project.open(places[nth]) as project:
                project.join_copy(places[other])
        assert [] == [words for each in places for words in held(each)]
        assert dump(places[0]) == dump(places[1]) == dump(places[2])
        for each in places:
            sound(each)
            with Project.open(each, coder="AB") as project:
                there_and_back(project)
                assert 1 == len(project.withdrawals())
            assert [] == held(each)
            sound(each)
        join(places[0], places[1])
        join(places[1], places[2])
        assert [] == [words for each in places for words in held(each)]


def _joined(here: Path, there: Path) -> None:
    """Join one copy to another, unless it is refused as nothing of it can be joined now."""
    with suppress(Refused):
        join(here, there)


def _begun(place: Path) -> None:
    """A study by somebody whose steps none of the others can undo."""
    with Project.create(place, coder="ZZ", title="Pair") as project:
        project.add_bytes("one.txt", OTHER_TALK)
        project.add_code("Board")
        alone = project.add_bytes("alone.txt", ALONE)
        project.merge_cases(alone.speakers[1].case_id or "", into=anna(project))


OTHER_TALK = (
    b"Interviewer: How was it?\n\nAnna: The board turned up and the chief backed us all the way.\n\n"
    b"Ben: Not for us, we saw nobody from the board.\n"
)
