"""After a joining each coder's own earlier steps are still undone, and leave what they should, whatever ids changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.joining.test_join import both, dump, join

from themes import Project
from themes.errors import UndoRefused
from themes.model import Coding

Work = Callable[[Project], object]


def _coded(view: Project, code: str = "Time") -> Coding:
    talk = view.transcripts()[-1]
    said = next(one for one in talk.turns if one.speaker is not None and talk.speakers[one.speaker].case_id)
    return view.add_coding(talk, said.start, said.end, code)


def _uncoded(view: Project) -> Work:
    coding = _coded(view)
    return lambda view: view.remove_coding(coding)


def _noted(view: Project) -> Work:
    coding = _coded(view)
    return lambda view: view.add_memo("Ask.", about=view.quotation(coding.quotation_id))


def _ends(view: Project) -> Work:
    quotation = view.quotation(_coded(view).quotation_id)
    return lambda view: view.move_quotation(quotation, quotation.start, quotation.start + 5)


def _moved(view: Project) -> Work:
    view.discover()
    segment = next(one for one in view.candidate(1).members if one.transcript_id == view.transcripts()[-1].id)
    return lambda view: view.move_segments([segment], 2)


def _adjudicated(view: Project) -> Work:
    _coded(view, "Board")
    other = view.as_coder("EF")
    _coded(other)
    for one in (view, other):
        one.mark_looked_at(view.transcripts()[-1])
    return lambda view: view.adjudicate(view.disagreements()[0], "second", reason="So we read it.")


DOES: dict[str, Callable[[Project], Work]] = {
    "coding": lambda _: _coded,
    "uncoding": _uncoded,
    "memo on the transcript": lambda _: lambda view: view.add_memo("Ask.", about=view.transcripts()[-1]),
    "memo on a passage": _noted,
    "definition": lambda _: lambda view: view.revise_code("Time", definition="What there was of it."),
    "ends": _ends,
    "looked at": lambda _: lambda view: view.mark_looked_at(view.transcripts()[-1]),
    "segment": _moved,
    "adjudication": _adjudicated,
}


@pytest.fixture
def apart(tmp_path: Path, corpus: Path) -> tuple[Path, Path]:
    """Two copies in which each took in the same file, and where ours gives up its id for theirs."""
    files = sorted((corpus / "interviews").iterdir())[:3]
    here, there = tmp_path / "here.themes", tmp_path / "there.themes"
    with Project.create(here, coder="AB", title="Pair") as project:
        for name in ("CD", "EF"):
            project.as_coder(name)
        project.add_many(files[:2])
        project.add_code("Board")
        project.add_code("Time")
    shutil.copy(here, there)
    with both((here, there)) as (ours, theirs):
        last = ours.add(files[2]).id
        while theirs.add(files[2]).id > last:  # the lesser id stays
            theirs.remove_transcript(theirs.transcripts()[-1])
        theirs.add_coding(theirs.transcripts()[-1], 0, 9, theirs.add_code("Money"))
    return here, there


@pytest.mark.parametrize("what", list(DOES))
def test_a_step_before_the_joining_is_undone_after_it_as_if_it_had_never_been(apart, tmp_path, what):
    here, there = apart
    without, kept = tmp_path / "without.themes", tmp_path / "kept.themes"
    with Project.open(here, coder="AB") as ours:
        does = DOES[what](ours)
        shutil.copy(ours.backup(), without)
        was = ours.transcripts()[-1].id
        does(ours)
    shutil.copy(there, kept)
    join(here, there)
    join(without, kept)
    for place in (here, without):  # so that the joining itself stays, and undo reaches what was before
        with Project.open(place, coder="EF") as other:
            assert was not in {one.id for one in other.transcripts()}
            other.revise_code("Money", definition="On top.")
    with Project.open(here, coder="AB") as ours:
        with pytest.raises(UndoRefused):
            ours.undo()
        assert ours.undo() is not None
        assert [] == ours.check()
    assert dump(without) == dump(here)
    with Project.open(here, coder="AB") as ours:
        assert ours.redo() is not None
        assert [] == ours.check()
    assert dump(without) != dump(here)


def test_what_the_other_coder_did_is_undone_by_them_in_the_joined_file(apart):
    here, there = apart
    join(here, there)
    with Project.open(here, coder="AB") as ours:
        person = ours.as_coder("CD")
        while person.codings(code="Money"):
            assert person.undo() is not None
        assert [] == ours.check()


def test_a_correction_before_the_joining_on_whose_words_the_other_coded_is_refused_in_words(apart):
    here, there = apart
    with Project.open(here, coder="AB") as ours:
        _coded(ours)
        ours.correct_text(ours.transcripts()[-1], 0, 0, "Well, ")
    join(here, there)
    with Project.open(here, coder="EF") as other:
        other.revise_code("Money", definition="On top.")
    stands = dump(here)
    with Project.open(here, coder="AB") as ours:
        for _ in ("the joining", "the correction"):
            with pytest.raises(UndoRefused, match="later work rests on it"):
                ours.undo()
        assert stands == dump(here)
        assert ours.undo() is not None  # the coding before it, on its words as they are now
        assert [] == ours.codings(coder="AB")
        assert [] == ours.check()
