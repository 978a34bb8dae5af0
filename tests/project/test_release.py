"""After a release no planted name is left in any file, and what was made before still stands on its words."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.project.planted import N_TRANSCRIPTS, NAMES, bytes_of, files, mark_all, names_in

from themes.cli import main
from themes.errors import NotFound, ProjectError, Refused, UndoRefused
from themes.model import Identifier
from themes.project import Project
from themes.store import Job


def _reviewed(path: Path, *, n_files: int) -> Path:
    """A study coded, discovered and accepted; its names reviewed, nothing released."""
    with Project.create(path, coder="AB") as project:
        for name, data in files()[:n_files]:
            project.add_bytes(name, data)
        code = project.add_code("Momentum")
        for transcript in project.transcripts():
            start = transcript.text.index("carried the whole thing")
            project.add_coding(transcript, start - 40, start + 40, code)
            project.rename_transcript(transcript, f"{transcript.title} again")
        project.discover()
        for view in project.candidates()[:2]:
            project.accept(view)
        project.undo()
        project.add_code(f"What {NAMES[0]} did", definition=f"As {NAMES[150]} told it.")
        project.backup()
        mark_all(project)
    return path


@pytest.fixture(scope="module")
def all_names(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study with all the names."""
    return _reviewed(tmp_path_factory.mktemp("all") / "study.themes", n_files=N_TRANSCRIPTS)


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with sixty of the names, for what needs no more."""
    return _reviewed(tmp_path_factory.mktemp("some") / "study.themes", n_files=3)


@pytest.fixture
def study(reviewed: Path, tmp_path: Path) -> Path:
    """A copy that a test may change, with its key and its backup."""
    shutil.copytree(reviewed.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / reviewed.name


@pytest.fixture
def project(study: Path) -> Iterator[Project]:
    with Project.open(study) as opened:
        yield opened


def test_none_of_200_planted_names_is_left_after_release(all_names: Path) -> None:
    study, folder = all_names, all_names.parent
    assert len(NAMES) == 200
    assert len(names_in(study.read_bytes())) > 200
    with Project.open(study) as project:
        released = project.release(delete_backups=True)
        assert {left.entity for left in released.left} <= {"code", "decision"}
        assert released.left
        project.clear_names_elsewhere()
        assert [] == project.names_elsewhere()
        out = folder / "out"
        out.mkdir()
        project.report(out / "report.docx")
        project.report(out / "report.xlsx")
        project.write_codebook(out / "codebook.csv")
        open_now = bytes_of(folder, besides=".key")
    assert {} == {name: found for name, data in open_now.items() if (found := names_in(data))}
    for verb in (
        "list",
        "cases",
        "codes",
        "codings",
        "candidates",
        "identifiers",
        "names",
        "history",
        "check",
        "study",
    ):
        (out / f"{verb}.json").write_text(CliRunner().invoke(main, [verb, str(study), "--json"]).output)
    assert "[person " in (out / "codings.json").read_text()
    assert {} == {name: found for name, data in bytes_of(folder, besides=".key").items() if (found := names_in(data))}
    assert len(names_in(study.with_suffix(".key").read_bytes())) > 200


def test_codings_made_before_stand_on_their_words_with_pseudonyms(project: Project) -> None:
    before = {coded.coding.id: coded.quotation.words for coded in project.codings()}
    replaced = {
        transcript.text[one.start : one.end]: one.pseudonym
        for transcript in project.transcripts()
        for one in project._store.facts(Identifier, transcript_id=transcript.id, state="accepted")
    }
    project.release()
    after = {coded.coding.id: coded for coded in project.codings()}
    assert before.keys() == after.keys()
    whole = 0
    for id_, coded in after.items():
        assert coded.transcript.text[coded.quotation.start : coded.quotation.end] == coded.quotation.words
        expected = before[id_]
        for words, pseudonym in sorted(replaced.items(), key=lambda pair: -len(pair[0])):
            expected = expected.replace(words, f"[{pseudonym}]")
        whole += expected == coded.quotation.words
    assert whole >= 0.7 * len(after)  # the others begin or end within a name, and take its pseudonym in
    assert [] == project.check()


def test_what_was_released_cannot_be_undone_and_what_comes_after_can(project: Project) -> None:
    project.release()
    step = project.history(limit=1)[0].step
    assert "release transcript" == step.verb
    with pytest.raises(Refused, match="It cannot be brought back"):
        project._store.changes(step.id)
    texts = [transcript.text for transcript in project.transcripts()]
    project.add_code("Later")
    assert "add code" == project.undo().verb
    for _ in range(20):
        with suppress(UndoRefused):  # what codings of before rest on
            project.undo()
    assert "release transcript" in {logged.step.verb for logged in project.history()}
    assert texts == [transcript.text for transcript in project.transcripts()]
    assert [] == project.check()


def test_a_released_project_opens_again_sound_and_as_it_was(study: Path) -> None:
    with Project.open(study) as project:
        project.release()
        texts = [transcript.text for transcript in project.transcripts()]
    with Project.open(study) as project:
        assert texts == [transcript.text for transcript in project.transcripts()]
        assert [] == project.check()
        assert [] == project.unreleased()
        assert all("[" in text for text in texts)


def test_a_transcript_with_something_undecided_is_refused_and_nothing_changes(project: Project) -> None:
    transcript = project.transcripts()[0]
    project.reopen_identifier(project.identifiers(transcript)[0].identifier)
    seq = project.last_seq()
    with pytest.raises(Refused, match="is undecided"):
        project.release(transcript)
    assert seq == project.last_seq()


def test_while_a_job_reads_the_transcripts_none_is_released(project: Project) -> None:
    project._store.save_job(Job(id="job", kind="discovering", state="running"))
    seq = project.last_seq()
    with pytest.raises(Refused, match="Work is under way"):
        project.release()
    assert (seq, False) == (project.last_seq(), any(view.released for view in project.reviews()))


def test_one_that_nobody_searched_is_refused(empty: Project) -> None:
    empty.add_bytes("a.txt", b"Interviewer: Well?\n\nP: It went well.\n")
    with pytest.raises(Refused, match="Nobody has looked for names"):
        empty.release()


def test_insisting_leaves_it_undecided_and_reports_go_on_to_say_so(project: Project) -> None:
    transcript = project.transcripts()[0]
    project.reopen_identifier(project.identifiers(transcript)[0].identifier)
    project.release(transcript, insist=True)
    view = project.review(transcript)
    assert ("released", 1, False) == (view.state, view.n_open, view.released)


def test_a_name_on_the_list_that_nobody_marked_keeps_a_transcript_from_being_released(empty: Project) -> None:
    transcript = empty.add_bytes("a.txt", b"Interviewer: Well?\n\nP: It went well, Zanqu Uqnaz said.\n")
    empty.find_identifiers()
    for view in empty.identifiers(transcript):
        empty.keep_identifier(view.identifier)
    empty.add_name("Brivo Quill")
    assert empty.release(transcript)
    later = empty.add_bytes("b.txt", b"Interviewer: Well?\n\nP: Brivo Quill said so too.\n")
    empty.find_identifiers([later])
    assert empty.review(later).n_open == 1


def test_backups_that_hold_the_names_are_named_and_deleted_only_when_asked(project: Project) -> None:
    first, *rest = project.transcripts()
    kept = project.release(first)
    assert (1, ()) == (len(kept.backups), kept.deleted)
    assert kept.backups[0].exists()
    gone = project.release(*rest, delete_backups=True)
    assert ((), 1) == (gone.backups, len(gone.deleted))


def test_the_key_keeps_what_left_the_project(project: Project) -> None:
    transcript = project.transcripts()[0]
    project.release(transcript)
    (original,) = project.originals(transcript)
    assert (transcript.text, transcript.title) == (original.text, original.title)
    assert dict(files())[transcript.source_name] == project.original_file(transcript.source_sha256)


def test_releasing_one_by_one_ends_as_releasing_all_at_once(study: Path) -> None:
    with Project.open(study) as project:
        first, second, *others = project.transcripts()
        for some in ([first], [second], others):
            project.release(*some)
        project.clear_names_elsewhere()
        for backup in project.backups_beside():
            backup.unlink()
    assert {} == {
        name: found for name, data in bytes_of(study.parent, besides=".key").items() if (found := names_in(data))
    }


def test_without_its_key_a_project_with_pseudonyms_makes_no_second_one(project: Project) -> None:
    project.key_path.rename(project.key_path.with_name("away.key"))
    with pytest.raises(ProjectError, match="is not in"):
        project.find_identifiers()
    project.use_key(project.key_path.with_name("away.key"))
    assert project.names()


def test_what_was_taken_out_before_goes_for_good_with_the_last_release(empty: Project) -> None:
    empty.add_bytes("a.txt", b"Interviewer: Well?\n\nP: It went well.\n")
    gone = empty.add_bytes("b.txt", b"Interviewer: Well?\n\nP: Zanqunda Uqnazrax said so.\n")
    empty.remove_transcript(gone)
    empty.find_identifiers()
    empty.release()
    empty.close()
    assert [] == names_in(empty.path.read_bytes())
    with Project.open(empty.path) as again:
        assert [] == again.check()


def test_a_file_that_another_transcript_was_read_from_too_leaves_with_the_last_of_them(empty: Project) -> None:
    rows = "".join(f"{nth},We met on day {nth} and talked.,Nobody asked us on day {nth}.\n" for nth in range(9))
    open_ones = {"What helped?": "open question", "What hindered?": "open question"}
    grid = empty.add_survey("s.csv", f"ID,{','.join(open_ones)}\n{rows}".encode(), columns=open_ones)
    first, second = grid.transcripts
    empty.find_identifiers()
    for source in grid.transcripts:
        for view in empty.identifiers(source):
            empty.keep_identifier(view.identifier)
    empty.release(first)
    assert b"talked" in empty._store.source(second.source_sha256)
    empty.release(second)
    with pytest.raises(NotFound):
        empty._store.source(second.source_sha256)
