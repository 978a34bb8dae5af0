"""Who withdraws is nowhere any more: no run of their words, no name, and all that others said stands as it stood."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.leaving import LATER, study_with_agnes, there_and_back

from themes.errors import NotFound, Refused, RefusedFile
from themes.model import Candidate, Coding, Displaced, GuideQuestion, Memo, Quotation, Run, Summary
from themes.project import Project
from themes.project.withdrawal.records import Withdrawn
from themes.text import spoken

ALONE = (
    "Interviewer: How did it go?\n\n"
    "Agnes Obi: The night clinic was closed in March and nobody told the ward about it at all.\n\n"
    "Interviewer: And then?\n\n"
    "Agnes Obi: We wrote to the board twice, and Halima Vint wrote a third time herself.\n"
)
GROUP = (
    "Moderator: Well?\n\n"
    "Agnes Obi: We asked the finance director for the money and she never came back to us 😀.\n\n"
    "Ben: As Agnes said, the money was never there for us in the end.\n\n"
    "Agnes Obi: Right you are, as I always told them in those days.\n\n"
    "Cleo: We did what we could with the staff that we had then.\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Agnes in an interview and in a focus group, one case; what she said coded, quoted, noted, and put elsewhere."""
    definition = "As in “the night clinic was closed in March and nobody told”."
    with study_with_agnes(tmp_path, alone=ALONE, group=GROUP, definition=definition) as made:
        yield made


@pytest.fixture
def agnes(project: Project) -> str:
    return project.transcript("one").speakers[1].case_id or ""


def withdraw(project: Project, case: str, **given: bool) -> Withdrawn:
    return project.withdraw(case, confirm=project.case(case).label, **given)


def verbatim(project: Project) -> bool:
    """Whether each quotation's words stand at its place."""
    texts = {one.id: one.text for one in project.transcripts()}
    return all(texts[one.transcript_id][one.start : one.end] == one.words for one in project._store.facts(Quotation))


def test_all_that_holds_their_words_is_listed_and_nothing_is_changed(project: Project, agnes: str) -> None:
    before = project.last_seq()
    held = project.held_of(agnes)
    assert [("group", False, 2), ("one", True, 2)] == [(one.title, one.whole, one.n_turns) for one in held.transcripts]
    assert before == project.last_seq()
    counts = dict(held.places)
    # Four turns of hers and two of the interviewer's in the interview that goes whole.
    assert (6, 6, 2, 1) == tuple(
        counts[what] for what in ("quotations", "codings", "original files", "codes, rewritten without them")
    )
    assert {"study", "log"} == {one.of for one in held.files}
    assert all(one.n_passages == held.n_passages > 20 and one.n_names for one in held.files if one.of == "study")


def test_no_run_of_their_words_and_no_name_is_left_in_any_file(project: Project, agnes: str) -> None:
    done = withdraw(project, agnes)
    assert done.proven
    assert [] == project.check()
    project.close()
    held = b"".join(each.read_bytes() for each in project.path.parent.iterdir())
    for words in (b"night clinic", b"finance director", b"Right you are", b"wrote to the board", b"Agnes", b"Obi"):
        assert words not in held
    with Project.open(project.path) as again:
        assert [] == again.check()


def test_an_interview_of_theirs_alone_goes_whole(project: Project, agnes: str) -> None:
    withdraw(project, agnes)
    assert ["group", "later"] == [one.title for one in project.transcripts()]
    with pytest.raises(NotFound):
        project.case(agnes)


def test_in_a_group_their_turns_are_marked_and_all_others_stand(project: Project, agnes: str) -> None:
    withdraw(project, agnes)
    group = project.transcript("group")
    said = [group.text[turn.start : turn.end] for turn in group.turns]
    assert ["Well?", "[withdrawn]", "[withdrawn]"] == [said[0], said[1], said[3]]
    assert "As [withdrawn] said, the money was never there for us in the end." == said[2]
    assert "We did what we could with the staff that we had then." == said[4]
    assert ["Moderator", "Ben", "Cleo"] == [one.label for one in group.speakers]
    assert {"note"} == {group.turns[nth].kind for nth in (1, 3)}
    assert [1, 2] == [group.turns[nth].speaker for nth in (2, 4)]
    assert verbatim(project)
    assert 5 == len(project._store.facts(Coding))


def test_a_quotation_of_two_voices_keeps_what_the_other_said(project: Project, agnes: str) -> None:
    group = project.transcript("group")
    start, end = group.text.index("never came back"), group.text.index(" in the end")
    quotation = project.add_coding(group, start, end, "Money").quotation_id
    whole = project.add_coding(group, 0, len(group.text), "Money").quotation_id
    withdraw(project, agnes)
    words = {one.id: one.words for one in project._store.facts(Quotation)}
    assert "As [withdrawn] said, the money was never there for us" == words[quotation]
    assert project.transcript("group").text == words[whole]
    assert [] == project._store.facts(Displaced)


def test_memos_cells_and_themes_say_nothing_of_them(project: Project, agnes: str) -> None:
    group = project.transcript("group")
    theirs = next(one for one in project._store.facts(Quotation) if one.words.startswith("We asked"))
    bens = next(one for one in project._store.facts(Quotation) if one.words.startswith("As Agnes"))
    theme = project.add_theme("Money", codes=["Money"], statement="Nobody answers those who ask.")
    theme = project.revise_theme(theme, for_ids=(theirs.id,), against_ids=(bens.id, theirs.id))
    project.add_memo("Strong words.", about=theirs)
    project.add_memo("She was angry.", about=project.case(agnes))
    told = f"As [[q:{theirs.id}]] and [[q:{bens.id}]] say; she: “clinic was closed in March and nobody”."
    kept = project.add_memo(told, about=project.code("Money"))
    ben = project.case(group.speakers[2].case_id or "")
    project.write_summary(ben, theme, f"Never there [[q:{bens.id}]], nor [[q:{theirs.id}]].")
    withdraw(project, agnes)
    assert [kept.id] == [one.id for one in project._store.facts(Memo)]
    assert f"As [withdrawn] and [[q:{bens.id}]] say; she: “[withdrawn]”." == project._store.facts(Memo)[0].text
    assert f"Never there [[q:{bens.id}]], nor [withdrawn]." == project._store.facts(Summary)[0].text
    assert ((), (bens.id,)) == (project.theme("Money").for_ids, project.theme("Money").against_ids)
    assert "As in “[withdrawn]”." == project.code("Money").definition


def test_their_files_go_and_are_refused_when_they_come_again(project: Project, agnes: str) -> None:
    withdraw(project, agnes)
    assert 1 == len(project._store.source_ids())
    for name, data in (("one.txt", ALONE), ("again.txt", GROUP)):
        with pytest.raises(RefusedFile, match=r"withdrew|here"):
            project.add_bytes(name, data.encode())


def test_another_label_changes_nothing(project: Project, agnes: str) -> None:
    before = project.last_seq()
    with pytest.raises(Refused, match="not the label"):
        project.withdraw(agnes, confirm="P99")
    assert before == project.last_seq()


def test_undo_and_redo_bring_nothing_back_and_break_nothing(project: Project, agnes: str) -> None:
    withdraw(project, agnes)
    after = project._store.dump()
    there_and_back(project)
    assert [] == project.check()
    assert verbatim(project)
    assert project.held_of(project.cases()[0]).files
    again = project._store.dump()
    assert {table: rows for table, rows in after.items() if table != "turn"} == {
        table: rows for table, rows in again.items() if table != "turn"
    }


def test_what_was_removed_before_they_withdrew_goes_too(project: Project, agnes: str) -> None:
    memo = project.add_memo("She said the night clinic was closed in March and nobody told the ward.")
    project.remove_memo(memo)
    project.correct_text(project.transcript("one"), 0, 3, "Tell us how")
    project.add_bytes("early.txt", b"Interviewer: Hm?\n\nP: I will not be here for long, as they all know by now.\n")
    early = project.transcript("early")
    project.revise_speaker(early, "P", case=project.case(agnes))
    project.remove_transcript(early)
    withdraw(project, agnes)
    project.close()
    held = project.path.read_bytes()
    assert [] == [words for words in (b"night clinic", b"here for long") if words in held]


def test_the_search_finds_them_no_more(project: Project, agnes: str) -> None:
    assert project.search("finance director")
    withdraw(project, agnes)
    assert ([], True) == (project.search("finance director"), bool(project.search("rota")))


def test_backups_are_told_and_deleted_when_that_is_asked(project: Project, agnes: str) -> None:
    backup = project.backup()
    told = withdraw(project, agnes)
    assert (backup,) == told.backups
    assert backup.is_file()
    assert any(line.startswith("0 of") and line.endswith("study.themes") for line in told.proof())
    assert any("backup" in line and not line.startswith("0 of") for line in told.proof())


def test_backups_that_are_to_go_are_gone(project: Project, agnes: str) -> None:
    backup = project.backup()
    done = withdraw(project, agnes, delete_backups=True)
    assert ((backup,), False) == (done.deleted, backup.exists())


def test_backups_from_before_can_be_deleted_later_and_those_of_after_stay(project: Project, agnes: str) -> None:
    before = project.backup()
    assert [] == project.backups_from_before()
    withdraw(project, agnes)
    after = project.backup()
    assert ([before], [before]) == (project.backups_from_before(), project.delete_backups_from_before())
    assert (False, True, []) == (before.exists(), after.exists(), project.backups_from_before())
    assert [after] == [each for each in after.parent.iterdir() if "backup" in each.name]


def test_the_key_forgets_them(project: Project, agnes: str) -> None:
    project.add_name("Agnes Obi", case=project.case(agnes))
    project.add_name("Halima Vint")
    withdraw(project, agnes)
    assert ["Halima Vint"] == [one.name for one in project.names()]
    assert b"Agnes" not in project.key_path.read_bytes()


def test_other_files_are_looked_through_packed_or_not(project: Project, agnes: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    project.describe(pseudonymised=True)
    project.report(out / "report.docx", insist=True)
    project.export_table("quotations", out / "quotations.xlsx", insist=True)
    (out / "sixteen.txt").write_bytes(ALONE.encode("utf-16"))
    (out / "sixteen-be.txt").write_bytes(ALONE.encode("utf-16-be"))
    (out / "other.txt").write_text("Nothing of hers stands here, and nobody will find it.")
    with zipfile.ZipFile(out / "packed.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("one.txt", ALONE)
    held = project.held_of(agnes, look_in=[out])
    found = {one.path.name: one.n_passages for one in held.files if one.of == "other"}
    assert 0 == found.pop("other.txt")
    assert 6 - 1 == len(found)
    assert all(found.values())


def test_the_log_says_that_it_happened_and_the_report_when(project: Project, agnes: str) -> None:
    done = withdraw(project, agnes)
    kept = done.withdrawal
    assert ("P01", 4, 6, 6) == (kept.label, kept.n_turns, kept.n_quotations, kept.n_codings)
    assert ("withdraw participant", agnes) == (project.history()[0].step.verb, project.history()[0].step.subject)
    assert ("a participant withdrew", "stays") == (project.past()[0].words, project.past()[0].state)
    method = " ".join(project.findings().method)
    assert "1 participant withdrew on " in method
    assert "their material was removed." in method


def test_counts_are_of_those_who_are_left(project: Project, agnes: str) -> None:
    before = project.findings().sections[0].heard.participants
    withdraw(project, agnes)
    after = project.findings().sections[0].heard.participants
    assert (4, 3) == (before.of, after.of)


def test_a_reader_in_the_way_is_said_and_the_next_opening_ends_it(project: Project, agnes: str) -> None:
    with Project.open(project.path, read_only=True) as reader, reader._store.snapshot():
        reader.transcripts()
        done = withdraw(project, agnes)
        assert not done.finished
    project.close()
    with Project.open(project.path):
        pass
    assert b"night clinic" not in project.path.read_bytes()


def test_a_discovery_no_longer_places_what_they_said(discovered: Path, tmp_path: Path) -> None:
    shutil.copy(discovered, tmp_path / "sample.themes")
    with Project.open(tmp_path / "sample.themes") as sample:
        _looked_at(sample)


def _looked_at(project: Project) -> None:
    agnes = project._store.facts(Run)[0].members[0].case_id or ""
    withdraw(project, agnes)
    here = {one.id: one.text for one in project.transcripts()}
    for run in project._store.facts(Run):
        assert all(member.transcript_id in here and member.case_id != agnes for member in run.members)
    said = " ".join(here.values()).casefold()
    assert [] == [one for one in project._store.facts(Candidate) for each in one.phrases if each.casefold() not in said]
    assert [] == project.check()


def test_a_report_of_before_is_told_what_to_take_out(project: Project, agnes: str, tmp_path: Path) -> None:
    project.describe(pseudonymised=True)
    report = project.report(tmp_path / "report.docx")
    told = [mend for mend in project.verify_report(report).mends if "withdrew" in mend.says]
    assert [] == told
    withdraw(project, agnes)
    told = project.verify_report(report)
    assert {"consent"} == {mend.about for mend in told.mends if "withdrew" in mend.says}
    found = " ".join(mend.found for mend in told.mends if "withdrew" in mend.says)
    assert "We asked the finance director" in found
    assert "Nobody asked us" not in found


def test_a_file_that_somebody_else_is_known_to_speak_in_by_now_stays(project: Project, agnes: str) -> None:
    later = project.transcript("later")
    dina = later.speakers[1].case_id or ""
    project.revise_speaker(later, "Dina", case=project.case(agnes))
    project.revise_speaker(project.transcript("later"), "Dina", case="Somebody else")
    assert dina not in {one.id for one in project.cases()}
    withdraw(project, agnes)
    assert project._store.source(later.source_sha256)
    assert "nobody came to look" in project.transcript("later").text


def test_a_folder_of_the_whole_study_says_whose_words_it_holds(project: Project, agnes: str, tmp_path: Path) -> None:
    project.set_consent(agnes, "none")
    assert 1 == project.n_not_used()
    folder = project.export_folder(tmp_path / "plain")
    assert "holds the words of 1 participant who is marked not used" in (folder / "README.txt").read_text()
    withdraw(project, agnes)
    again = project.export_folder(tmp_path / "after")
    held = b"".join(each.read_bytes() for each in again.rglob("*") if each.is_file())
    assert b"night clinic" not in held
    with Project.open(Project.import_folder(again, tmp_path / "back.themes")) as back:
        assert 1 == len(back.withdrawals())


@given(spans=st.lists(st.tuples(st.integers(0, 9_999), st.integers(1, 400)), max_size=12), nth=st.integers(0, 4))
@settings(max_examples=8, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_whatever_was_coded_in_a_group_all_else_is_verbatim_and_nothing_of_one_voice_is_left(
    group: Path, spans: list[tuple[int, int]], nth: int
) -> None:
    """In the focus group of the sample study, with five participants and a moderator."""
    with TemporaryDirectory() as folder:
        shutil.copy(group, Path(folder) / "group.themes")
        with Project.open(Path(folder) / "group.themes") as project:
            (source,) = project.transcripts()
            for at, length in spans:
                start = at % len(source.text)
                with suppress(Refused):
                    project.add_coding(source, start, min(len(source.text), start + length), "Board")
            gone = [one for one in source.speakers if one.case_id][nth]
            theirs = [
                (turn.start, turn.end)
                for turn in source.turns
                if turn.speaker is not None and source.speakers[turn.speaker] == gone
            ]
            others = {
                one.id: one.words
                for one in project._store.facts(Quotation)
                if all(one.end <= start or end <= one.start for start, end in theirs)
            }
            inside = {
                one.id
                for one in project._store.facts(Quotation)
                if any(start <= one.start and one.end <= end for start, end in theirs)
            }
            done = withdraw(project, gone.case_id or "")
            assert done.proven
            now = {one.id: one.words for one in project._store.facts(Quotation)}
            assert others.items() <= now.items()
            assert inside.isdisjoint(now)
            assert verbatim(project)
            there_and_back(project)
            assert [] == project.check()
            assert verbatim(project)
            for left in project.transcripts():
                assert len(theirs) == sum(left.text[turn.start : turn.end] == "[withdrawn]" for turn in left.turns)
        data = (Path(folder) / "group.themes").read_bytes()
        for start, end in theirs:
            words = source.text[start:end]
            if len(words) > 40 and "\n" not in words:
                assert words.encode() not in data


@pytest.fixture(scope="module")
def group(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("group") / "group.themes"
    with Project.create(path, coder="AB") as project:
        project.add(corpus / "interviews" / "11-fenwick-lowmoor-focus-group.txt")
        project.add_code("Board")
    return path


def test_words_that_meet_where_others_turns_meet_prove_nothing(project: Project, agnes: str) -> None:
    source = project.add_bytes(
        "meet.txt", b"Interviewer: Hm?\n\nEve: They came in, and nobody told\n\nFay: the ward about it at all.\n"
    )
    assert "nobody told\nthe ward about it" in source.text
    done = withdraw(project, agnes)
    assert done.proven
    assert done.before.n_shared


def test_a_question_of_the_guide_that_they_repeat_stays_as_it_is(project: Project, agnes: str) -> None:
    asked = "Who told the ward about it at all, and when?"
    project.add_question(asked)
    withdraw(project, agnes)
    assert [asked] == [one.text for one in project._store.facts(GuideQuestion)]


@pytest.mark.parametrize("folder", ["docx_odt", "interview_pdf", "youtube_vtt", "usability_odt"])
def test_real_interviews_of_other_formats_leave_without_a_trace(folder: str, shared_data: Path, tmp_path: Path) -> None:
    with Project.create(tmp_path / "real.themes", coder="AB") as project:
        added = project.add_many(sorted((shared_data / "transcripts" / folder).iterdir())[:1])
        (transcript,) = [one.transcript for one in added if one.transcript]
        project.add_bytes("later.txt", LATER.encode())
        code = project.add_code("Said")
        for turn in transcript.turns[:9]:
            project.add_coding(transcript, turn.start, turn.end, code)
        most = max(spoken(transcript), key=lambda one: one.n_words if one.speaker.case_id else 0)
        who = most.speaker.case_id or ""
        done = withdraw(project, who)
        (before, *_) = done.before.files
        assert 0 < done.before.n_passages == before.n_passages
        assert done.proven
        assert verbatim(project)
        assert [] == project.check()
