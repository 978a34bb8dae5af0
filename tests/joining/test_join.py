"""Two copies of a study are joined: nobody's work is lost, and what both changed is asked about."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from themes import Project
from themes.errors import Refused, RefusedFile
from themes.model import Assignment, Coding, Displaced, LookedAt, Memo, Quotation, Reading

OTHER = b"Interviewer: And you?\n\nCleo: We had no time and no money, but the team stayed."


@contextmanager
def both(pair: tuple[Path, Path]) -> Iterator[tuple[Project, Project]]:
    with Project.open(pair[0], coder="AB") as ours, Project.open(pair[1], coder="CD") as theirs:
        yield ours, theirs


def join(into: Path, copy: Path, **how: str) -> object:
    with Project.open(into, coder="AB") as project:
        told = project.join_copy(copy, **how)
        assert [] == project.check()
    return told


def dump(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with Project.open(path, read_only=True) as project:
        return project._store.dump()


def joined_both_ways(pair: tuple[Path, Path], folder: Path) -> Project:
    """Join each copy to the other as it was: the facts are equal, and again changes nothing; the first, open."""
    here, there = pair
    kept = folder / "kept.themes"
    shutil.copy(here, kept)
    join(here, there)
    join(there, kept)
    assert dump(here) == dump(there)
    with Project.open(here) as project:
        before = project.last_seq()
        assert 0 == project.join_copy(kept).n_steps
        project.join_copy(there)
        stands = project._store.dump()
        again = project.last_seq()
        assert 0 == project.join_copy(there).n_steps
        assert (again, stands) == (project.last_seq(), project._store.dump())
        assert again >= before
    assert dump(here) == dump(there)
    return Project.open(here)


def joined_once(pair: tuple[Path, Path]) -> Project:
    """The first copy, with the second joined, open."""
    project = Project.open(pair[0], coder="AB")
    project.join_copy(pair[1])
    return project


def test_both_coders_work_is_kept(pair, tmp_path):
    with both(pair) as (ours, theirs):
        ours.add_coding(ours.transcripts()[0], 10, 20, "Time")
        theirs.add_coding(theirs.transcripts()[0], 10, 20, "Board")
        theirs.add_bytes("two.txt", OTHER)
        theirs.add_memo("Ask again.", about=theirs.code("Time"))
        theirs.add_theme("Backing", codes=["Board"])
    with joined_both_ways(pair, tmp_path) as project:
        given = [(project.code(one.code_id).name, one.coder_id) for one in project._store.facts(Coding)]
        ids = {person.name: person.id for person in project.coders()}
        assert sorted([("Board", ids["AB"]), ("Time", ids["AB"]), ("Board", ids["CD"])]) == sorted(given)
        assert ["one", "two"] == [one.title for one in project.transcripts()]
        assert ["Ask again."] == [one.text for one in project._store.facts(Memo)]
        assert ["Backing"] == [one.name for one in project.themes()]
        assert [] == project.clashes()


def test_a_joined_step_keeps_its_author_and_day_and_can_be_undone_by_its_author(pair):
    with both(pair) as (_, theirs):
        theirs.add_coding(theirs.transcripts()[0], 10, 20, "Board")
        step = theirs.history(limit=1)[0].step
    told = join(*pair)
    assert ({"AB": 1, "CD": 1}, 1) == (told.by_coder, told.n_codings)
    assert told.backup.exists()
    with Project.open(pair[0], coder="CD") as project:
        assert step in [one.step for one in project.history()]
        assert step == project.undo()
        assert 1 == len(project._store.facts(Coding))
        assert [] == project.check()


def test_a_name_that_both_changed_waits_for_a_decision_and_neither_is_lost(pair):
    with both(pair) as (ours, theirs):
        ours.revise_code("Board", name="Governance")
        theirs.revise_code("Board", name="Leaders", definition="They lead.")
    with joined_once(pair) as project:
        (clash,) = project.clashes()
        assert ("Governance", "Leaders") == (clash.first.words, clash.second.words)
        assert ("AB", "CD") == (clash.first.coder, clash.second.coder)
        assert "the name of the code “Governance”" == clash.what
        assert "They lead." == project.code("Governance").definition  # what only one changed is no clash
        project.decide_clash(clash.clash, "second")
        assert "They lead." == project.code("Leaders").definition
        assert [] == project.clashes()
        project.undo()
        assert (1, "Governance") == (len(project.clashes()), project.code("Governance").name)
        assert [] == project.check()


@pytest.mark.parametrize(("prefer", "name"), [("ours", "Leaders"), ("theirs", "Governance")])
def test_a_joining_can_decide_for_ours_or_theirs(pair, prefer, name):
    with both(pair) as (ours, theirs):
        ours.revise_code("Board", name="Governance")
        theirs.revise_code("Board", name="Leaders")
    join(pair[1], pair[0], prefer=prefer)
    with Project.open(pair[1]) as project:
        assert [] == project.clashes()
        assert name in [code.name for code in project.codes()]


def test_a_decision_is_not_asked_for_again(pair):
    with both(pair) as (ours, theirs):
        ours.revise_code("Board", name="Governance")
        theirs.revise_code("Board", name="Leaders")
    join(*pair, prefer="theirs")
    assert 0 == join(*pair).n_steps
    join(pair[1], pair[0])
    assert dump(pair[0]) == dump(pair[1])
    with Project.open(pair[1]) as project:
        assert [] == project.clashes()


def test_a_code_that_one_removed_and_the_other_used_stays_until_decided(pair):
    with both(pair) as (ours, theirs):
        ours.remove_code("Board")
        theirs.add_coding(theirs.transcripts()[0], 10, 20, "Board")
    with joined_once(pair) as project:
        (clash,) = project.clashes()
        assert "removed and used" == clash.kind
        assert 2 == len(project.codings(code="Board"))  # the coding that was removed with it is back too
        project.decide_clash(clash.clash, "second")
        assert ["Time"] == [code.name for code in project.codes()]
        assert [] == project._store.facts(Quotation)
        assert [] == project.check()
        project.undo()
        assert 2 == len(project.codings(code="Board"))


def test_a_code_that_both_made_can_be_made_one(pair):
    with both(pair) as (ours, theirs):
        ours.add_coding(ours.transcripts()[0], 10, 20, ours.add_code("Money"))
        theirs.add_coding(theirs.transcripts()[0], 30, 40, theirs.add_code("money"))
    with joined_once(pair) as project:
        (clash,) = project.clashes()
        assert ("Money", "money (CD)") == (clash.first.words, clash.second.words)
        project.decide_clash(clash.clash, "first")
        assert 2 == len(project.codings(code="Money"))
        assert [] == project.clashes()
        project.undo()
        assert ["Board", "Time", "Money", "money (CD)"] == [code.name for code in project.codes()]
        assert 1 == len(project.clashes())


def test_a_correction_in_one_copy_takes_along_what_the_other_coded(pair):
    with both(pair) as (ours, theirs):
        talk = ours.transcripts()[0]
        at = talk.text.index("board")
        ours.correct_text(talk, at, at + 5, "whole board")
        at = talk.text.index("backed us")
        theirs.add_coding(theirs.transcripts()[0], at, at + 9, "Board")
    with joined_once(pair) as project:
        assert "backed us" in [one.words for one in project._store.facts(Quotation)]
        assert [] == project.clashes()


@pytest.mark.parametrize("who", ["ours", "theirs"])
def test_a_quotation_whose_words_the_other_copy_took_out_is_listed_as_lost(pair, tmp_path, who):
    with both(pair) as (ours, theirs):
        corrects, codes = (ours, theirs) if who == "ours" else (theirs, ours)
        talk = corrects.transcripts()[0]
        at = talk.text.index("backed us all the way")
        codes.add_coding(codes.transcripts()[0], at, at + 9, "Time")
        corrects.correct_text(talk, at, at + len("backed us all the way"), "was there")
    with joined_both_ways(pair, tmp_path) as project:
        assert [] == [one for one in project._store.facts(Quotation) if one.words == "backed us"]
        assert ["backed us"] == [one.words for one in project.displaced()]
        assert [(project.code("Time").id,)] == [one.code_ids for one in project.displaced()]


def test_a_transcript_that_both_corrected_waits_for_a_decision(pair):
    with both(pair) as (ours, theirs):
        for view, words in ((ours, "council"), (theirs, "trustees")):
            at = view.transcripts()[0].text.index("board")
            view.correct_text(view.transcripts()[0], at, at + 5, words)
        at = theirs.transcripts()[0].text.index("backed us")
        theirs.add_coding(theirs.transcripts()[0], at, at + 9, "Board")
    with joined_once(pair) as project:
        (clash,) = project.clashes()
        assert "council" in project.transcripts()[0].text
        project.decide_clash(clash.clash, "second")
        assert "trustees" in project.transcripts()[0].text
        assert "backed us" in [one.words for one in project._store.facts(Quotation)]
        assert [] == project.check()


def test_what_one_coder_did_in_both_copies_is_there_once(pair):
    with Project.open(pair[0]) as first:
        first.as_coder("CD")
    shutil.copy(*pair)
    with Project.open(pair[0], coder="AB") as ours, Project.open(pair[1], coder="AB") as theirs:
        for view in (ours, theirs):
            view.add_coding(view.transcripts()[0], 10, 20, "Time")
            view.mark_looked_at(view.transcripts()[0])  # of both codes, and that it was read
            view.assign(view.transcripts(), ["AB", "CD"])
    with joined_once(pair) as project:
        assert 1 == len(project.codings(code="Time"))
        assert [2, 1, 2] == [len(project._store.facts(kind)) for kind in (LookedAt, Reading, Assignment)]


def _direction(project: Project) -> str | None:
    (coding,) = (one for one in project._store.facts(Coding) if one.code_id == project.code("Time").id)
    return coding.valence


@pytest.mark.parametrize(("prefer", "kept"), [("", None), ("ours", "enabler"), ("theirs", "barrier")])
def test_of_two_directions_that_one_coder_gave_one_passage_neither_is_lost(pair, prefer, kept):
    with Project.open(pair[0], coder="AB") as ours, Project.open(pair[1], coder="AB") as theirs:
        for view, valence in ((ours, "enabler"), (theirs, "barrier")):
            view.add_coding(view.transcripts()[0], 10, 20, "Time", valence=valence)
    if prefer:
        join(*pair, prefer=prefer)
        with Project.open(pair[0]) as project:
            assert ([kept], []) == ([_direction(project)], project.clashes())
        return
    with joined_once(pair) as project:
        (clash,) = project.clashes()
        said = {"first": clash.first.words, "second": clash.second.words}
        assert ({"enabler", "barrier"}, said["first"]) == (set(said.values()), _direction(project))
        project.decide_clash(clash.clash, "second")
        assert said["second"] == _direction(project)
        assert [] == project.check()


def test_names_are_not_released_while_the_other_version_of_words_waits(pair):
    with both(pair) as (ours, theirs):
        for view, words in ((ours, "council"), (theirs, "trustees")):
            at = view.transcripts()[0].text.index("board")
            view.correct_text(view.transcripts()[0], at, at + 5, words)
    with joined_once(pair) as project:
        with pytest.raises(Refused, match="waits for a decision"):
            project.release(insist=True)
        project.decide_clash(project.clashes()[0].clash, "first")
        project.release(insist=True)
    assert b"trustees" not in pair[0].read_bytes()


def test_another_study_is_refused(pair, tmp_path):
    Project.create(tmp_path / "other.themes", coder="AB").close()
    with Project.open(pair[0]) as project, pytest.raises(Refused, match="another study"):
        project.join_copy(tmp_path / "other.themes")


def something(choose: random.Random, view: Project) -> None:
    """Do something at random, as a page or a script would."""
    talk, code, other = choose.choice(view.transcripts()), choose.choice(view.codes()), choose.choice(view.codes())
    start = choose.randrange(len(talk.text) - 1)
    end = min(len(talk.text), start + choose.choice([1, 5, 12, 40]))
    own = choose.choice([*view.codings(coder=view.coder), None])
    does = {
        "rename": lambda: view.revise_code(code, name=choose.choice(["One", "Two", "Three"])),
        "define": lambda: view.revise_code(code, definition=choose.choice(["A.", "B.", "C."])),
        "new": lambda: view.add_code(choose.choice(["Five", "Six"])),
        "remove": lambda: view.remove_code(code),
        "merge": lambda: view.merge_codes(code, other),
        "memo": lambda: view.add_memo("Why?", about=code),
        "correct": lambda: view.correct_text(talk, start, start, "oh "),
        "theme": lambda: view.add_theme(choose.choice(["T", "U"]), codes=[code]),
        "looked": lambda: view.mark_looked_at(talk, [code]),
        "tree": lambda: view.revise_code(code, parent_id=other.id),
        "undo": view.undo,
        "uncode": lambda: own and view.remove_coding(own.coding),
        "move": lambda: own and view.move_quotation(own.quotation, start, end),
    }
    done = does.get(choose.choice(["code"] * 6 + list(does)), lambda: view.add_coding(talk, start, end, code))
    done()


@pytest.mark.parametrize("seed", [1, 7])
def test_random_work_on_two_copies_is_joined_the_same_both_ways_and_no_coding_is_lost(pair, tmp_path, seed):
    choose = random.Random(seed)  # noqa: S311 - no secret
    with both(pair) as (ours, theirs):
        before = {one.id for one in ours._store.facts(Coding)}
        for _ in range(24):
            with suppress(Refused, RefusedFile, IndexError):
                something(choose, choose.choice([ours, theirs]))
        given = {one for view in (ours, theirs) for one in view._store.facts(Coding) if one.id not in before}
    with joined_both_ways(pair, tmp_path) as project:
        stand = {one.id for one in project._store.facts(Coding)}
        lost = {one.coder_id for one in project._store.facts(Displaced)}
        assert all(one.id in stand or one.coder_id in lost for one in given)
        for view in project.clashes():
            with suppress(Refused):
                project.decide_clash(view.clash, choose.choice(["first", "second"]))
        assert [] == project.check()


@pytest.mark.parametrize(("same_name", "names"), [("one", ["Money"]), ("two", ["Money", "money (CD)"])])
def test_two_of_one_name_can_be_decided_at_once(pair, same_name, names):
    with both(pair) as (ours, theirs):
        ours.add_code("Money")
        theirs.add_coding(theirs.transcripts()[0], 10, 20, theirs.add_code("money"))
        theirs.revise_code("Board", definition="Otherwise.")
        ours.revise_code("Board", definition="So.")
    told = join(*pair, same_name=same_name)
    assert ["changed in both"] == [view.kind for view in told.clashes]
    with Project.open(pair[0]) as project:
        assert names == [code.name for code in project.codes() if code.name.casefold().startswith("money")]
        assert 1 == sum(one.code.name.casefold().startswith("money") for one in project.codings())
