"""Two coders code the same transcripts apart: neither sees the other's codings until both have said done."""

from __future__ import annotations

import pytest

from themes import Project
from themes.errors import Refused
from themes.ui import outgoing

TALK = "Interviewer: How was it?\n\nAnna: The board turned up and the chief backed us all the way."


@pytest.fixture
def views(empty: Project) -> tuple[Project, Project]:
    """Two coders of a study with three transcripts, the first of which both are to code, and a third person."""
    for nth in range(3):
        empty.add_bytes(f"talk {nth}.txt", TALK.replace("board", f"board {nth}").encode())
    empty.add_code("Board")
    other = empty.as_coder("CD")
    empty.assign(empty.transcripts()[:1], ["AB", "CD"])
    first = empty.transcripts()[0]
    empty.add_memo("Mine.", about=empty.quotation(empty.add_coding(first, 0, 7, "Board").quotation_id))
    other.add_coding(first, 10, 16, "Board")
    other.add_coding(other.transcripts()[1], 10, 16, "Board")
    return empty, other


def test_neither_sees_the_others_codings_until_both_are_done(views):
    ours, theirs = views
    first = ours.transcripts()[0]
    assert [1, 1] == [len(view.codings(transcript=first)) for view in views]
    assert ["AB", "CD"] == [view.codings(transcript=first)[0].coder.name for view in views]
    assert ([1], []) == ([len(ours.memos())], theirs.memos())
    assert 2 == len(ours.codings())  # elsewhere all is shown
    assert 2 == next(iter(ours.usage().values())).n_quotations
    ours.say_done(first)
    assert 1 == len(theirs.codings(transcript=first))
    theirs.say_done(first)
    assert [2, 2] == [len(view.codings(transcript=first)) for view in views]
    theirs.undo()
    assert [1, 1] == [len(view.codings(transcript=first)) for view in views]


def test_the_reading_surface_is_not_told_of_them_either(views):
    ours, theirs = views
    first = ours.transcripts()[0]
    since = ours.last_seq()
    theirs.add_coding(first, 20, 30, "Board")
    assert [] == [one for one in outgoing.changes(ours, first, since)[1] if one["kind"] == "coding"]
    assert 1 == len(outgoing.snapshot(ours, first)["codings"])
    assert 2 == len(outgoing.snapshot(theirs, first)["codings"])


def test_the_codings_of_one_transcript_are_those_that_all_of_them_are_taken_from(views):
    for view in (*views, views[0].as_coder("EF")):
        for source in view.transcripts():
            there = {(one.coding, one.quotation) for one in view.codings(transcript=source)}
            assert there == set(view.coded_on(source))
            assert len(there) == len(view.coded_on(source))


def test_somebody_else_sees_all(views):
    assert 2 == len(views[0].as_coder("EF").codings(transcript=views[0].transcripts()[0]))


def test_what_is_not_shown_is_not_lost_when_its_code_goes(views):
    ours, _ = views
    ours.remove_code("Board")
    assert [] == ours.check()
    ours.undo()
    assert 3 == len(ours.as_coder("EF").codings())


def test_a_sample_is_drawn_again_by_its_seed_and_says_so(empty: Project):
    for nth in range(5):
        empty.add_bytes(f"talk {nth}.txt", TALK.replace("board", f"board {nth}").encode())
    empty.as_coder("CD")
    drawn = [one.transcript.id for one in empty.assign_sample(2, ["AB", "CD"], seed=7)]
    assert {"2 of 5 at random, seed 7"} == {one.drawn for one in empty.double_coding()}
    empty.undo()
    assert drawn == [one.transcript.id for one in empty.assign_sample(2, ["AB", "CD"], seed=7)]


def test_progress_is_told_by_coder(views):
    ours, theirs = views
    theirs.say_done(ours.transcripts()[0])
    (one,) = ours.double_coding()
    assert [("AB", "under way"), ("CD", "done")] == [(share.coder.name, share.progress) for share in one.shares]
    assert one.hidden


def test_one_coder_is_no_double_coding(empty: Project):
    empty.add_bytes("talk.txt", TALK.encode())
    with pytest.raises(Refused, match="two coders"):
        empty.assign(empty.transcripts(), ["AB"])


def test_the_report_holds_everybodys_codings_and_says_so_while_they_code_apart(views):
    ours, theirs = views
    said = "1 transcript is still being coded by several people apart from each other"
    assert any(said in paragraph for paragraph in ours.findings().method)
    for view in views:
        view.say_done(ours.transcripts()[0])
    assert not any(said in paragraph for paragraph in ours.findings().method)
    assert theirs.findings().method == ours.findings().method
