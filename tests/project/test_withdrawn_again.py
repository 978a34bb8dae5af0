"""The words of who withdrew do not come back by another door, and whoever brings them is told."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from tests.exchange.taguette_file import make
from tests.leaving import study_with_agnes

from themes.errors import Refused, RefusedFile
from themes.model import Case, Quotation, Transcript, Withdrawal
from themes.project import Project

LONG = (
    "The night clinic was closed in March and nobody told the ward about it at all, so that people came in taxis and "
    "stood before a locked door in the rain until somebody from the kitchen let them in and made them tea."
)
ASKED = "We asked the finance director for the money and she never came back to us, not once, not in all of that year."
ALONE = f"Interviewer: How did it go?\n\nAgnes: {LONG}\n\nInterviewer: And then?\n\nAgnes: {ASKED}\n"
GROUP = (
    "Moderator: Well?\n\n"
    f"Agnes: {LONG.replace('night', 'day').replace('March', 'May')}\n\n"
    "Ben: The money was never there for us in the end.\n\n"
    "Cleo: We did what we could with the staff that we had then.\n"
)
WITHDREW = r"P01, who withdrew on \d{4}-\d\d-\d\d"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Agnes in an interview and in a focus group, one case, all coded; she has not withdrawn yet."""
    with study_with_agnes(tmp_path, alone=ALONE, group=GROUP) as made:
        yield made


def withdraw(project: Project, case: str = "P01") -> None:
    assert project.withdraw(case, confirm=project.case(case).label).proven


def words_of(project: Project) -> str:
    return " ".join(one.text for one in project.transcripts())


def test_their_files_are_refused_and_it_is_said_who_withdrew(project: Project) -> None:
    withdraw(project)
    for name, data in (("again.txt", ALONE), ("group.txt", GROUP)):
        with pytest.raises(RefusedFile, match=f"{name} holds the words of {WITHDREW}. Nothing was imported"):
            project.add_bytes(name, data.encode())


def test_their_words_in_another_file_are_known_again(project: Project, tmp_path: Path) -> None:
    withdraw(project)
    document = Document()
    for line in (f"P1 (00:14): {LONG}", "Q: And?", "P1: I see."):
        document.add_paragraph(line)
    document.save(str(tmp_path / "interview final.docx"))
    with pytest.raises(RefusedFile, match=f"interview final.docx holds the words of {WITHDREW}"):
        project.add(tmp_path / "interview final.docx")
    # What somebody quotes out of the middle of a turn, in another case and with other signs.
    with pytest.raises(RefusedFile, match=WITHDREW):
        project.add_bytes("note.txt", f"Ana: {LONG[30:].upper().replace(',', ' –')}".encode())
    assert ["group", "later"] == [one.title for one in project.transcripts()]


def test_a_file_that_waits_and_a_batch_say_so_too(project: Project, tmp_path: Path) -> None:
    withdraw(project)
    (tmp_path / "anew.txt").write_text(f"{ALONE}\nInterviewer: Thank you.\n")
    (tmp_path / "fine.txt").write_text("Interviewer: So?\n\nEve: We had nobody at the desk.\n")
    seen = project.preview(tmp_path / "anew.txt")
    assert ("refused", None) == (seen.state, seen.transcript)
    assert "who withdrew on" in seen.refused
    first, second = project.add_many([tmp_path / "anew.txt", tmp_path / "fine.txt"])
    assert "who withdrew on" in first.refused
    assert second.transcript is not None


def test_a_file_without_their_words_is_taken_in(project: Project) -> None:
    withdraw(project)
    assert project.add_bytes("group.txt", GROUP.replace(GROUP.split("\n\n")[1], "").encode()).title == "group (2)"


def test_a_corrected_file_that_brings_them_back_is_refused(project: Project) -> None:
    withdraw(project)
    before = project.last_seq()
    with pytest.raises(RefusedFile, match=WITHDREW):
        project.replace_transcript("group", "anew.txt", data=f"{GROUP}\nBen: Right.\n".encode())
    with pytest.raises(Refused, match=WITHDREW):
        project.correct_text(project.transcript("later"), 0, 0, f"{LONG} ")
    assert before == project.last_seq()


def test_another_tools_project_comes_without_them_and_says_so(project: Project, tmp_path: Path) -> None:
    project.write_qdpx(tmp_path / "before.qdpx", insist=True)
    withdraw(project)
    before = sorted(one.words for one in project._store.facts(Quotation))
    told = project.bring_in(tmp_path / "before.qdpx")
    assert [("one",)] == [one.where for one in told.not_brought if "the text holds the words of P01" in one.reason]
    # What others said in the focus group is here, with its codings; none of those on her words came.
    assert (0, 2) == (told.n_transcripts, told.n_matched)
    assert before == sorted(one.words for one in project._store.facts(Quotation))
    assert "night clinic" not in words_of(project)
    assert "P01" not in {one.label for one in project.cases()}
    assert [] == project.check()


def test_a_new_study_takes_the_same_file_whole(project: Project, tmp_path: Path) -> None:
    """What is known of a withdrawal is known in the study: another one has never heard of it."""
    project.write_qdpx(tmp_path / "before.qdpx", insist=True)
    with Project.create(tmp_path / "other.themes", coder="AB") as other:
        assert 3 == other.bring_in(tmp_path / "before.qdpx").n_transcripts


def test_taguettes_database_comes_without_them(project: Project, tmp_path: Path) -> None:
    withdraw(project)
    make(tmp_path / "t.sqlite3", [], page=f"<p>Agnes: {LONG}</p><p>Q: And then?</p>")
    told = project.bring_in(tmp_path / "t.sqlite3")
    assert 0 == told.n_transcripts
    assert ["the text holds the words of P01"] == [one.reason.split(",")[0] for one in told.not_brought]


def test_a_table_of_quotations_makes_no_transcript_of_theirs(project: Project, tmp_path: Path) -> None:
    withdraw(project)
    with (tmp_path / "coded.csv").open("w", newline="") as file:
        rows = [("Text", "Code", "Document"), (LONG, "Money", "P1"), ("We had nobody at the desk.", "Money", "P2")]
        csv.writer(file).writerows(rows)
    columns = {"text": ["Text"], "code": ["Code"], "source": ["Document"]}
    told = project.bring_in(tmp_path / "coded.csv", make_transcripts=True, columns=columns)
    assert 1 == told.n_transcripts
    assert "night clinic" not in words_of(project)


def test_a_survey_with_their_answers_is_refused(project: Project, tmp_path: Path) -> None:
    answers = [
        ("Id", "What went well?"),
        ("a", f"Hardly anything, I would say. {LONG.replace('taxis', 'cabs').replace('tea', 'soup')}"),
        ("b", "The team stayed, and the tea was hot."),
        ("c", "We had the money that we needed, for once."),
    ]
    place, later = tmp_path / "survey.csv", tmp_path / "later.csv"
    for path, rows in ((place, answers), (later, [*answers, ("d", "Nothing at all went well here.")])):
        with path.open("w", newline="") as file:
            csv.writer(file).writerows(rows)
    project.add_survey(place, columns={"Id": "identifier", "What went well?": "open question"})
    answered = next(one for one in project.transcripts() if one.kind == "survey answers")
    withdraw(project, answered.speakers[0].case_id or "")
    project.remove_transcript(next(one for one in project.transcripts() if one.kind == "survey answers"))
    for path in (place, later):
        with pytest.raises(RefusedFile, match=r"who withdrew on"):
            project.add_survey(path, columns={"Id": "identifier", "What went well?": "open question"})


def test_a_folder_of_before_comes_back_without_them_beside_the_study(project: Project, tmp_path: Path) -> None:
    folder = project.export_folder(tmp_path / "plain")
    withdraw(project)
    made = Project.import_folder(folder, tmp_path / "back.themes")
    assert b"night clinic" not in made.read_bytes()
    with Project.open(made) as back:
        assert (["P01"], ["group", "later"]) == (
            [one.label for one in back.withdrawals()],
            [one.title for one in back.transcripts()],
        )
        assert [] == back.check()


def test_a_backup_that_is_restored_comes_without_them(project: Project) -> None:
    backup = project.backup()
    withdraw(project)
    project.close()
    aside = Project.restore(project.path, backup)
    assert aside is not None
    assert b"night clinic" in backup.read_bytes()
    assert b"night clinic" not in project.path.read_bytes()
    with Project.open(project.path) as again:
        assert ["P01"] == [one.label for one in again.withdrawals()]
        assert "night clinic" not in words_of(again)
        assert [] == again.check()


def test_a_copy_with_reviewed_names_is_joined_without_them(project: Project, tmp_path: Path) -> None:
    project.add_name("Halima Vint")
    later = project.transcript("later")
    project.accept_identifier(project.add_identifier(later, 0, 2, "other"))
    copy = shutil.copy(project.backup(), tmp_path / "theirs.themes")
    withdraw(project)
    assert ("P01",) == project.join_copy(copy).left_out
    assert "night clinic" not in words_of(project)


def test_their_words_under_another_case_in_a_copy_are_told_by_themselves(project: Project, tmp_path: Path) -> None:
    copy = Path(shutil.copy(project.backup(), tmp_path / "theirs.themes"))
    with Project.open(copy, coder="CD") as theirs:
        theirs.add_bytes("minutes.txt", f"Chair: So?\n\nSomebody: {LONG.replace(',', '')}\n".encode())
    withdraw(project)
    with pytest.raises(Refused, match=r"“minutes” in theirs.themes holds the words of P01.*under another case"):
        project.join_copy(copy)


def test_what_is_kept_to_know_them_again_holds_no_words(project: Project) -> None:
    withdraw(project)
    (kept,) = project._store.facts(Withdrawal)
    digests = [one.removeprefix("words:") for one in kept.sources]
    assert {64} == {len(one) for one in digests}
    assert all(int(one, 16) for one in digests)
    # Two files; two stretches of one turn, one of the next, and the one by which the turn in the group differs.
    assert 2 + 4 == len(digests)
    assert [] == project._store.facts(Case, label="P01")
    assert 2 == len(project._store.facts(Transcript))


def test_of_the_sample_interviews_theirs_is_known_again_and_nobody_elses(corpus: Path, tmp_path: Path) -> None:
    """Interviews on one programme, by one interviewer with one topic guide: much in them is said alike."""
    files = sorted((corpus / "interviews").iterdir())
    with Project.create(tmp_path / "sample.themes", coder="AB") as project:
        first = project.add(files[0])
        withdraw(project, next(one.case_id for one in first.speakers if one.case_id))
        others = project.add_many(files[1:])
        assert [] == [one.refused for one in others if one.refused]
        middle = first.text[len(first.text) // 3 : len(first.text) // 2].split()
        with pytest.raises(RefusedFile, match="who withdrew on"):
            project.add_bytes("excerpt.txt", " ".join(["Somebody:", *middle]).encode())
