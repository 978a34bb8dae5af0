"""The machine's suggestions are frozen before people code, and it is then a coder like others."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from themes import Project
from themes.errors import NotFound, Refused
from themes.model import Coder, FrozenSet, FrozenTranscript
from themes.sample import build


@pytest.fixture(scope="module")
def coded(tmp_path_factory) -> Path:
    """The sample study, which AB and CD coded, closed."""
    return build(tmp_path_factory.mktemp("sample") / "sample.themes", coder="EF", with_candidates=False).path


@pytest.fixture
def study(coded: Path, tmp_path: Path) -> Iterator[Project]:
    path = tmp_path / "sample.themes"
    shutil.copy(coded, path)
    with Project.open(path, coder="EF") as opened:
        yield opened


def stored(project: Project) -> list[FrozenTranscript]:
    return project._store.facts(FrozenTranscript)


def test_it_learns_from_nothing_in_the_transcripts_that_it_suggests_for(study: Project):
    here = study.transcripts()[0]
    machine = study.freeze_suggestions([here])
    lies_in = {one.coding.id: one.quotation.transcript_id for one in study.codings()}
    sources = {lies_in[one] for one in machine.frozen.coding_ids}
    assert here.id not in sources
    assert {one for one in lies_in.values() if one != here.id} == sources
    assert "It learnt from no decision in the transcripts that it suggests for." in machine.told
    assert f"in {len(sources)} other transcripts" in machine.told[1]


def test_what_people_code_there_changes_nothing_of_what_would_be_frozen(study: Project):
    """Were a coding there learnt from, the same set frozen without it would be another."""
    here = study.transcripts()[0]
    study.freeze_suggestions([here])
    for name in ("AB", "CD"):
        view = study.as_coder(name)
        view.remove_codings([one.coding for one in view.codings(transcript=here, coder=name)])
    study.freeze_suggestions([here])
    first, second = stored(study)
    assert first.suggestions == second.suggestions
    assert (45, 0) == (first.n_codings, second.n_codings)
    assert first.suggestions


def test_a_frozen_set_stays_as_it_was_whatever_is_coded_after(study: Project):
    here = study.transcripts()[3]
    machine = study.freeze_suggestions([here])
    before = stored(study)
    study.add_coding(here, here.turns[1].start, here.turns[1].end, study.codes()[0])
    study.revise_code(study.codes()[1], definition="Another thing altogether.")
    study.remove_code(study.codes()[2])
    assert before == stored(study)
    assert [machine.frozen] == study._store.facts(FrozenSet)


def test_the_machine_is_compared_where_it_was_frozen_and_people_looked(study: Project):
    machine = study.freeze_suggestions([study.transcripts()[0]])
    found = study.agreement(coders=["AB", "machine"])
    assert ("AB", machine.coder.name) == found.coders
    assert {1} == {row.n_transcripts for row in found.codes}
    both, three = study.agreement(coders=["AB", "CD"]), study.agreement(coders=["AB", "CD", machine.coder])
    assert both.pooled.agreement.n_units == three.pooled.agreement.n_units
    assert both.coders == study.agreement().coders  # the machine only where it is asked for


def test_the_surer_the_machine_must_be_the_less_it_gives(study: Project):
    study.freeze_suggestions([study.transcripts()[0]])
    given = [study.agreement(coders=["AB", "machine"], sure=sure).pooled.n_coded[1] for sure in (0.15, 0.5, 1.0)]
    assert sorted(given, reverse=True) == given
    assert given[0] > given[1] >= given[2] == 0


def test_its_units_are_those_that_its_suggestions_touch(study: Project):
    here = study.transcripts()[0]
    study.freeze_suggestions([here])
    (frozen,) = stored(study)
    by_code = {code.id: code for code in study.codes()}
    code = by_code[next(one.code_id for one in frozen.suggestions if one.probability >= 0.5)]
    sure = [one for one in frozen.suggestions if one.code_id == code.id and one.probability >= 0.5]
    units = study.units_behind(unit="segment", code=code, coders=["AB", "machine"])
    given = {(one.unit.start, one.unit.end) for one in units if one.said[1]}
    assert {(one.start, one.end) for one in sure} & {(one.unit.start, one.unit.end) for one in units} == given


def test_a_disagreement_with_the_machine_is_settled_as_one_between_people(study: Project):
    study.freeze_suggestions([study.transcripts()[0]])
    first = study.disagreements(coders=["AB", "machine"])[0]
    study.adjudicate(first, "first", reason="It read the turn before.")
    (settled,) = (one for one in study.disagreements(coders=["AB", "machine"]) if one.key == first.key)
    assert settled.decided.endswith("It read the turn before.")
    assert "Consensus" in {one.name for one in study.coders()}
    assert [] == [one for one in study._store.facts(Coder) if one.name.startswith("Machine")]


def test_what_is_frozen_goes_along_with_a_correction_and_a_merge_and_is_undone_as_a_step(study: Project):
    here = study.transcripts()[0]
    study.freeze_suggestions([here])
    was = stored(study)[0].suggestions
    study.correct_text(here, here.turns[0].start, here.turns[0].start, "Well. ")
    assert [(one.start + 6, one.end + 6) for one in was if one.start > here.turns[0].end] == [
        (one.start, one.end) for one in stored(study)[0].suggestions if one.start > here.turns[0].end + 6
    ]
    study.undo()
    known = [code for code in study.codes() if any(one.code_id == code.id for one in was)]
    study.merge_codes(known[0], known[1])
    assert known[1].id not in {one.code_id for one in stored(study)[0].suggestions}
    assert known[1].id not in study.machines()[0].frozen.code_ids
    study.undo()
    study.undo()
    assert ([], []) == (study.machines(), stored(study))


def test_two_sets_of_a_day_are_told_apart_and_machine_is_the_last(study: Project):
    first, second = (study.freeze_suggestions([one]) for one in study.transcripts()[:2])
    assert second.coder.name == first.coder.name.replace(")", ", 2)")
    found = study.agreement(coders=["AB", "Machine"])
    assert second.coder.name == found.coders[1]
    assert first.coder.name == study.agreement(coders=["AB", first.coder.name]).coders[1]


def test_a_transcript_that_is_removed_takes_its_suggestions_with_it(empty: Project):
    for name in ("one", "two"):
        empty.add_bytes(f"{name}.txt", f"Interviewer: How?\n\nP1: The board came to {name} meeting.\n".encode())
    empty.add_code("Board", definition="The board comes to meetings.")
    empty.freeze_suggestions()
    assert 2 == len(stored(empty))
    empty.remove_transcript("one")
    assert 1 == len(stored(empty)) == len(empty.machines()[0].transcripts)


def test_what_cannot_be_frozen_or_compared_is_refused_in_words(empty: Project):
    with pytest.raises(Refused, match="There is no transcript"):
        empty.freeze_suggestions()
    empty.add_bytes("one.txt", b"Interviewer: How?\n\nP1: The board came to every meeting of ours.\n")
    with pytest.raises(Refused, match="knows no code"):
        empty.freeze_suggestions()
    with pytest.raises(Refused, match="No suggestion of the machine is frozen"):
        empty.agreement(coders=["AB", "machine"])
    with pytest.raises(NotFound):
        empty.agreement(coders=["AB", "GH"])


def test_of_transcripts_coded_apart_it_is_frozen_by_itself_once_and_undo_passes_over_it(study: Project):
    assert study.freeze_before_shown() is None
    apart = study.transcripts()[:2]
    study.assign(apart, ["AB", "CD"])
    before = study.undo_words()
    machine = study.freeze_before_shown()
    assert machine is not None
    assert apart == [one.transcript for one in machine.transcripts]
    lies_in = {one.coding.id: one.quotation.transcript_id for one in study.codings()}
    assert {one.id for one in apart}.isdisjoint(lies_in.get(one, "") for one in machine.frozen.coding_ids)
    assert before == study.undo_words()
    assert study.freeze_before_shown() is None
    assert 1 == len(study.machines())
    study.assign([study.transcripts()[2]], ["AB", "CD"])
    more = study.freeze_before_shown()
    assert more is not None
    assert [study.transcripts()[2]] == [one.transcript for one in more.transcripts]


def test_it_is_what_would_have_been_frozen_by_hand(study: Project):
    here = study.transcripts()[0]
    study.freeze_suggestions([here])
    by_hand = stored(study)[0].suggestions
    study.undo()
    study.assign([here], ["AB", "CD"])
    study.freeze_before_shown()
    assert by_hand == stored(study)[0].suggestions
    assert by_hand


def test_where_the_machine_knows_no_code_but_from_there_nothing_is_frozen_and_nothing_refused(empty: Project):
    talk = empty.add_bytes("talk.txt", b"Interviewer: So?\n\nAnna: The board came and they had time.\n")
    empty.add_coding(talk, talk.turns[1].start, talk.turns[1].end, empty.add_code("Board"))
    empty.as_coder("CD")
    empty.assign([talk], ["AB", "CD"])
    assert empty.freeze_before_shown() is None
    assert [] == empty.machines()
