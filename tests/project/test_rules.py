"""What must hold whoever changes the facts, by a verb, undo or redo, one after the other or at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from threading import Barrier, Event

import pytest

from themes import Project, rules
from themes.errors import Refused, ThemesError, UndoRefused
from themes.model import Coder, Transcript, Turn
from themes.operations import new_id

INTERVIEW = b"Interviewer: How was it?\n\nP1: We all came, every one of us.\n\nP1: Honest.\n"


def _at_once(project: Project, verb: Callable[[Project], object], *, n: int = 2) -> list[object]:
    """What n views of a project get when they do the same at the same moment; a refusal counts as None."""
    together = Barrier(n)

    def do(view: Project) -> object:
        together.wait()
        try:
            return verb(view)
        except ThemesError:
            return None

    with ThreadPoolExecutor(n) as pool:
        return list(pool.map(do, [project.as_coder("AB") for _ in range(n)]))


def test_a_code_is_not_merged_into_one_that_stands_under_it(empty: Project):
    top = empty.add_code("A")
    middle = empty.add_code("B", parent=top)
    bottom = empty.add_code("C", parent=middle)
    with pytest.raises(Refused, match="stands under"):
        empty.merge_codes(bottom, top)
    assert [code.name for code in empty.codes()] == ["A", "B", "C"]


def test_undo_makes_no_circle_of_codes(empty: Project):
    above = empty.add_code("Y")
    below = empty.add_code("X", parent=above)
    empty.revise_code(below, parent_id=None)
    empty.as_coder("CD").revise_code(above, parent_id=below.id)
    with pytest.raises(UndoRefused):
        empty.undo()
    assert [empty.code_path(code) for code in empty.codes()] == ["X", "X > Y"]


def test_undo_makes_no_circle_of_merged_candidates(project: Project):
    project.merge_candidates(2, 1)
    project.reopen_candidate(1)
    project.as_coder("CD").merge_candidates(1, 2)
    with pytest.raises(UndoRefused):
        project.undo()
    assert project.candidate(2).decision.outcome == "merged"


def test_undo_brings_no_file_in_twice(empty: Project):
    empty.remove_transcript(empty.add_bytes("i.txt", INTERVIEW))
    empty.as_coder("CD").add_bytes("i.txt", INTERVIEW)
    with pytest.raises(UndoRefused):
        empty.undo()
    assert len(empty.transcripts()) == 1


def test_undo_makes_no_second_code_of_a_name(empty: Project):
    empty.remove_code(empty.add_code("X"))
    empty.as_coder("CD").add_code("X")
    with pytest.raises(UndoRefused):
        empty.undo()
    assert [code.name for code in empty.codes()] == ["X"]


def test_undo_makes_no_third_level_of_themes(empty: Project):
    empty.add_theme("M")
    sub = empty.add_theme("S", parent="M")
    empty.revise_theme(sub, parent_id=None)
    empty.as_coder("CD").add_theme("N", parent="S")
    with pytest.raises(UndoRefused):
        empty.undo()
    assert [theme.name for theme in empty.themes()] == ["M", "S", "N"]


def test_a_step_that_cannot_be_undone_does_not_bar_the_way_to_those_before(empty: Project):
    empty.add_bytes("i.txt", INTERVIEW)
    empty.add_code("Before")
    code = empty.add_code("Built on")
    empty.as_coder("CD").add_coding("i", 13, 20, code)
    with pytest.raises(UndoRefused, match="the step before it"):
        empty.undo()
    empty.undo()
    assert [known.name for known in empty.codes()] == ["Built on"]


def test_removing_a_code_leaves_no_two_siblings_of_a_name(empty: Project):
    empty.add_code("Kid", parent=empty.add_code("A"))
    empty.add_code("Kid")
    with pytest.raises(Refused, match="two codes “Kid”"):
        empty.remove_code("A")


def test_a_parent_that_is_not_there_is_refused_in_words(empty: Project):
    with pytest.raises(Refused):
        empty.revise_code(empty.add_code("A"), parent_id="nobody")


def test_a_coder_needs_a_name(empty: Project):
    with pytest.raises(Refused, match="needs a name"):
        empty.as_coder("  ")


def test_the_same_click_twice_makes_one_code(empty: Project):
    assert None in _at_once(empty, lambda view: view.add_code("Trust"))
    assert [code.name for code in empty.codes()] == ["Trust"]


def test_the_same_key_twice_makes_one_coding(empty: Project):
    transcript = empty.add_bytes("i.txt", INTERVIEW)
    code = empty.add_code("Trust")
    first, second = _at_once(empty, lambda view: view.add_coding(transcript, 13, 20, code))
    assert first == second
    assert len(empty.codings()) == 1


def test_a_coder_who_comes_by_two_doors_is_one(empty: Project):
    _at_once(empty, lambda view: view.as_coder("CD"))
    assert [coder.name for coder in empty._store.facts(Coder)] == ["AB", "CD"]


def test_a_retry_with_the_same_step_is_done_already(project: Project):
    step, code_id = new_id(), new_id()
    accepted = project.accept(1, name="Board", step_id=step)
    assert project.accept(1, name="Board", step_id=step) == accepted
    rejected = new_id()
    project.reject(2, step_id=rejected)
    project.reject(2, step_id=rejected)
    made = new_id()
    code = project.add_code("Trust", new_id=code_id, step_id=made)
    assert project.add_code("Trust", new_id=code_id, step_id=made) == code


def test_a_speaker_is_corrected_after_a_discovery_and_undo_takes_it_back(project: Project):
    before = project.latest_run()
    transcript = project.transcripts()[0]
    project.revise_speaker(transcript, "Chair", case="P99")
    run = project.latest_run()
    assert run is not None
    moved = {member.case_id for member in run.members if member.transcript_id == transcript.id}
    assert moved == {project.case("P99").id}
    project.undo()
    assert project.latest_run() == before
    assert project.check() == []


def test_another_coders_coding_is_not_changed(empty: Project):
    transcript = empty.add_bytes("i.txt", INTERVIEW)
    coding = empty.add_coding(transcript, 13, 20, empty.add_code("Trust"))
    other = empty.as_coder("CD")
    for attempt in (
        lambda: other.remove_coding(coding),
        lambda: other.revise_coding(coding, valence="barrier"),
        lambda: other.move_quotation(coding.quotation_id, 13, 25),
    ):
        with pytest.raises(Refused, match="another coder"):
            attempt()
    assert empty.coding(coding.id) == coding


def test_a_quotation_is_not_moved_onto_ones_own_other(empty: Project):
    transcript = empty.add_bytes("i.txt", INTERVIEW)
    code = empty.add_code("Trust")
    first = empty.add_coding(transcript, 13, 20, code)
    empty.add_coding(transcript, 13, 25, code)
    with pytest.raises(Refused, match="just these words"):
        empty.move_quotation(first.quotation_id, 13, 25)


def test_merging_codes_keeps_looked_at_only_where_all_were_looked_for(empty: Project):
    transcript = empty.add_bytes("i.txt", INTERVIEW)
    looked, not_looked = empty.add_code("A"), empty.add_code("B")
    empty.mark_looked_at(transcript, [looked])
    empty.merge_codes(looked, not_looked)
    assert empty.looked(transcript, looked) == "not looked at"


def test_a_title_with_a_raised_digit_is_a_title(empty: Project):
    transcript = empty.add_bytes("i.txt", INTERVIEW)
    empty.rename_transcript(transcript, "Ward 3²")
    assert [one.title for one in empty.transcripts()] == ["Ward 3²"]


def test_reading_while_another_thread_codes_sees_whole_states(empty: Project):
    transcript = empty.add_bytes("i.txt", INTERVIEW)
    code = empty.add_code("Trust")
    ended = Event()

    def code_and_take_back() -> None:
        for _ in range(60):
            empty.remove_coding(empty.add_coding(transcript, 13, 20, code))
        ended.set()

    with ThreadPoolExecutor(1) as pool:
        coding = pool.submit(code_and_take_back)
        while not ended.is_set():
            assert len(empty.codings()) <= 1
            empty.findings()
        coding.result()


@pytest.mark.parametrize(
    ("formats", "fine"),
    [
        ([("survey", "column 1"), ("survey", "column 2")], True),
        ([("survey", "column 1"), ("survey", "column 1")], False),
        ([("survey", "column 1"), ("csv", "in columns")], False),
        ([("csv", "in columns"), ("survey", "column 1")], False),
    ],
)
def test_a_file_is_here_once_whole_or_a_column_at_a_time(formats: list[tuple[str, str]], fine: bool):  # noqa: FBT001
    there = {
        str(nth): Transcript(
            id=str(nth), title=f"T{nth}", kind="interview", text="Yes.", turns=(Turn(start=0, end=4),), speakers=(),
            format=format_, layout=layout, source_name="answers.csv", source_sha256="one and the same",
        )
        for nth, (format_, layout) in enumerate(formats)
    }  # fmt: skip
    with nullcontext() if fine else pytest.raises(Refused, match="here twice"):
        rules.check(Transcript, there)
