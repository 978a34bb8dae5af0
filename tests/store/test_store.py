"""Facts and steps in a project file."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from themes.errors import (
    NotAProject,
    NotFound,
    ProjectError,
    ProjectExists,
    ReadOnlyProject,
    Refused,
    StaleChange,
)
from themes.model import Case, Code, Coder, Coding, Fact, Quotation, Study, Theme, Transcript
from themes.operations import ENTITIES, Step, added, inverse, removed, revised
from themes.store import Store
from themes.store.jobs import Job

Steps = Callable[..., Step]


def test_a_fact_of_every_kind_reads_back_as_it_was_written(filled: Store, sample: list[Fact]):
    with Store.open(filled.path, read_only=True) as again:  # from the rows, not from memory
        back = [again.fact(type(fact), fact.id) for fact in sample]
    assert sample == back
    assert set(ENTITIES.values()) == {type(fact) for fact in sample} | {Study, Coder}


def test_what_is_read_from_rows_has_tuples_where_facts_have(filled: Store, transcript: Transcript):
    with Store.open(filled.path, read_only=True) as again:
        assert repr(transcript) == repr(again.fact(Transcript, "transcript"))


def test_every_field_of_a_fact_can_be_revised(filled: Store, transcript: Transcript, step: Steps):
    other = replace(transcript, title="Interview 3", turns=transcript.turns[:2], notices=(), seconds=None)
    filled.write(step(), [revised(transcript, other)])
    with Store.open(filled.path, read_only=True) as again:
        assert other == again.fact(Transcript, "transcript")


def test_facts_are_asked_for_by_their_fields(filled: Store):
    assert ["code"] == [code.id for code in filled.facts(Code, parent_id="parent")]
    assert ["parent"] == [code.id for code in filled.facts(Code, parent_id=None)]


def test_a_field_that_no_fact_has_is_refused(filled: Store):
    with pytest.raises(ValueError, match="colours"):
        filled.facts(Code, colours="red")


def test_numbers_in_labels_count_as_numbers(new: Store, step: Steps):
    new.write(step(), [added(Case(id=label, label=label)) for label in ("P10", "P2", "P1")])
    assert ["P1", "P2", "P10"] == [case.label for case in new.facts(Case)]


def test_an_unknown_id_is_not_found(new: Store):
    with pytest.raises(NotFound, match="no code of that id"):
        new.fact(Code, "nowhere")


def test_the_last_sequence_number_counts_operations(new: Store, step: Steps):
    before = new.last_seq()
    seq = new.write(step(), [added(Code(id="a", name="A")), added(Code(id="b", name="B"))])
    assert (before + 2, seq) == (seq, new.last_seq())


def test_a_retry_of_a_step_changes_nothing(new: Store, step: Steps):
    once = step()
    seq = new.write(once, [added(Code(id="a", name="A"))])
    assert seq == new.write(once, [added(Code(id="a", name="A"))])
    assert seq == new.last_seq()
    assert new.has_step(once.id)


def test_a_change_of_what_somebody_has_changed_is_stale(new: Store, step: Steps):
    first = Code(id="a", name="A")
    second = replace(first, name="B")
    new.write(step(), [added(first)])
    new.write(step(), [revised(first, second)])
    for late in (revised(first, replace(first, name="C")), removed(first), added(first)):
        with pytest.raises(StaleChange, match="look at it again"):
            new.write(step(), [late])
    assert [second] == new.facts(Code)


def test_a_fact_may_change_twice_in_one_step(new: Store, step: Steps):
    a, b = Code(id="a", name="A"), Code(id="a", name="B")
    together = step()
    new.write(together, [added(a), revised(a, b)])
    assert [b] == new.facts(Code)
    assert [added(a), revised(a, b)] == new.changes(together.id)


def test_a_refused_step_leaves_no_rows(filled: Store, sample: list[Fact], step: Steps):
    before, seq = filled.dump(), filled.last_seq()
    refused = step()
    with pytest.raises(Refused, match="needs a code"):
        filled.write(refused, [added(Code(id="x", name="X")), removed(sample[6])])
    assert (before, seq, False) == (filled.dump(), filled.last_seq(), filled.has_step(refused.id))


def test_the_order_of_changes_within_a_step_is_free(new: Store, step: Steps):
    new.write(step(), [added(Code(id="child", name="C", parent_id="top")), added(Code(id="top", name="T"))])
    assert [] == new.check()


def test_one_coder_gives_one_quotation_one_code_once(filled: Store, sample: list[Fact], step: Steps):
    coding = next(fact for fact in sample if isinstance(fact, Coding))
    with pytest.raises(Refused, match="same coding"):
        filled.write(step(), [added(replace(coding, id="again"))])


def test_a_coding_may_take_the_place_of_one_that_goes_in_the_same_step(filled: Store, sample: list[Fact], step: Steps):
    coding = next(fact for fact in sample if isinstance(fact, Coding))
    other = replace(coding, id="again")
    filled.write(step(), [added(other), removed(coding)])
    assert [other] == filled.facts(Coding)


def test_whole_seconds_written_as_integers_are_no_other_fact(new: Store, transcript: Transcript, step: Steps):
    whole = replace(transcript, seconds=61, speakers=(), turns=(replace(transcript.turns[0], speaker=None),))
    new.write(step(), [added(whole)])
    with Store.open(new.path, read_only=True) as again:
        back = again.fact(Transcript, "transcript")
    new.write(step(), [revised(back, replace(back, title="Other"))])
    assert ([], "Other") == (new.check(), new.facts(Transcript)[0].title)


def test_a_step_without_changes_is_an_error(new: Store, step: Steps):
    with pytest.raises(ValueError, match="changes something"):
        new.write(step(), [])


def test_the_bytes_of_a_source_come_back(filled: Store, transcript: Transcript):
    assert transcript.source_sha256 == hashlib.sha256(filled.source(transcript.source_sha256)).hexdigest()
    with pytest.raises(NotFound, match="does not keep the file"):
        filled.source("0" * 64)


def test_a_source_under_a_wrong_name_is_an_error(new: Store, step: Steps):
    with pytest.raises(ValueError, match="SHA-256"):
        new.write(step(), [added(Code(id="a", name="A"))], sources={"0" * 64: b"words"})


def test_steps_are_told_newest_first_by_coder(new: Store, step: Steps):
    one, two = step("one", coder_id="x"), step("two", coder_id="y")
    new.write(one, [added(Code(id="a", name="A")), added(Code(id="b", name="B"))])
    new.write(two, [added(Code(id="c", name="C"))])
    assert [two, one] == [logged.step for logged in new.steps(limit=2)]
    assert [(one, 2, 4)] == [(logged.step, logged.n_operations, logged.seq) for logged in new.steps(coder_id="x")]
    assert one == new.step(one.id)
    with pytest.raises(NotFound, match="no such step"):
        new.step("nowhere")


def test_operations_since_tell_what_came_after(new: Store, step: Steps):
    before = new.last_seq()
    code = Code(id="a", name="A")
    new.write(step("add"), [added(code)])
    new.write(step("remove"), [removed(code)])
    since = new.operations_since(before)
    assert [("add", code), ("remove", None)] == [(each.step.verb, each.fact) for each in since]
    assert [before + 1, before + 2] == [each.seq for each in since]


def test_the_history_of_a_fact_tells_its_states(new: Store, step: Steps):
    a, b = Code(id="a", name="A"), Code(id="a", name="B")
    for change in (added(a), revised(a, b), removed(b)):
        new.write(step(), [change])
    assert [a, b, None] == [state for _, state in new.history("code", "a")]


def test_the_codebook_version_counts_steps_that_change_a_code(filled: Store, step: Steps):
    assert 1 == filled.codebook_version()
    filled.write(step(), [added(Theme(id="t", name="T"))])
    filled.write(step(), [added(Code(id="x", name="X")), added(Code(id="y", name="Y"))])
    assert 2 == filled.codebook_version()


def test_undoing_by_the_log_restores_what_was(filled: Store, sample: list[Fact], step: Steps):
    before = filled.dump()
    doomed = step("remove")
    filled.write(doomed, [removed(fact) for fact in reversed(sample)])
    filled.write(step("undo", undoes=doomed.id), inverse(filled.changes(doomed.id)))
    assert (before, []) == (filled.dump(), filled.check())


def test_the_log_itself_holds_no_words(filled: Store):
    with filled._file.snapshot() as connection:
        kept = connection.exec_driver_sql("SELECT group_concat(told) FROM operation").scalar_one()
    assert not [word for word in ("board", "Board", "helped", "Leadership", "chair") if word in kept]


def test_a_bulk_step_takes_a_fixed_number_of_statements(filled: Store, transcript: Transcript, step: Steps):
    quotations = [
        Quotation(id=f"q{start}-{end}", transcript_id="transcript", coder_id="coder", start=start, end=end, words=words)
        for start in range(17)
        for end in range(start + 1, len(transcript.text) + 1)
        for words in [transcript.text[start:end]]
    ][:500]
    codings = [
        Coding(id=f"c{quotation.id}", quotation_id=quotation.id, code_id="code", coder_id="coder")
        for quotation in quotations
    ]
    statements = []
    event.listen(filled._file._writer, "before_cursor_execute", lambda *call: statements.append(call[2]))
    filled.write(step(), [added(fact) for fact in (*quotations, *codings)])
    assert len(statements) < 14
    assert [] == filled.check()


def test_a_job_is_kept_as_it_was_last_saved(new: Store):
    job = Job(id="j", kind="discovery", state="running", started="2026-01-01")
    new.save_job(job)
    done = replace(job, state="done", progress=1.0, result="run")
    new.save_job(done)
    assert ([done], done) == (new.jobs(), new.job("j"))
    with pytest.raises(NotFound, match="no job"):
        new.job("nowhere")


def test_a_job_is_not_in_the_log(new: Store):
    before = new.last_seq()
    new.save_job(Job(id="j", kind="discovery"))
    assert before == new.last_seq()


def test_a_file_that_is_there_is_left_as_it_is(tmp_path: Path, begin: Callable[[Path], Store]):
    path = tmp_path / "study.themes"
    path.write_text("mine")
    with pytest.raises(ProjectExists, match="left as it is"):
        begin(path)
    assert "mine" == path.read_text()


@pytest.mark.skipif(os.name != "posix", reason="how much a process may write is not limited elsewhere")
@pytest.mark.parametrize("most", [0, 4096, 100_000])
def test_a_file_for_which_there_is_no_room_is_refused_in_words(
    tmp_path: Path, begin: Callable[[Path], Store], most: int
):
    import resource  # noqa: PLC0415 - not on Windows

    begin(tmp_path / "first.themes").close()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        with pytest.raises(ProjectError, match=r"second\.themes could not be made: .*See whether the disk is full"):
            begin(tmp_path / "second.themes")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not (tmp_path / "second.themes").exists()
    assert [] == list(tmp_path.glob(".*"))
    begin(tmp_path / "second.themes").close()


def test_what_is_no_project_is_refused(tmp_path: Path):
    path = tmp_path / "study.themes"
    for content in (b"", b"words of no database at all " * 100):
        path.write_bytes(content)
        with pytest.raises(NotAProject, match="not a project of Themes"):
            Store.open(path)
        assert ({path}, content) == (set(tmp_path.iterdir()), path.read_bytes())
    with pytest.raises(NotAProject, match="no project file"):
        Store.open(tmp_path / "nowhere.themes")


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path, begin: Callable[[Path], Store]):
    with pytest.raises(ProjectError, match="no folder"):
        begin(tmp_path / "nowhere" / "study.themes")


def test_a_project_opened_for_reading_is_not_changed(filled: Store, step: Steps):
    with Store.open(filled.path, read_only=True) as reading:
        assert reading.read_only
        with pytest.raises(ReadOnlyProject, match="opened for reading"):
            reading.write(step(), [added(Code(id="x", name="X"))])


def test_a_closed_project_says_so(filled: Store):
    filled.close()
    filled.close()
    with pytest.raises(ProjectError, match="has been closed"):
        filled.facts(Code)


def test_closing_leaves_one_file_and_its_lock(filled: Store, tmp_path: Path):
    filled.close()
    assert {"study.themes", "study.themes.lock"} == {path.name for path in tmp_path.iterdir()}


def test_reading_a_project_at_rest_leaves_nothing_beside_it(filled: Store, tmp_path: Path):
    filled.close()
    with Store.open(filled.path, read_only=True) as reading:
        assert 1 == len(reading.facts(Study))
    assert {"study.themes", "study.themes.lock"} == {path.name for path in tmp_path.iterdir()}


def test_one_coder_has_one_quotation_of_the_same_words(filled: Store, step: Steps):
    (quotation,) = filled.facts(Quotation)
    with pytest.raises(Refused, match="quotation of just these words already"):
        filled.write(step(), [added(replace(quotation, id="again"))])
    assert [quotation] == filled.facts(Quotation)
