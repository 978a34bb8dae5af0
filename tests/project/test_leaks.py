"""Where names hid after a release: each place was found by planting one there and looking at the bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

import numpy as np
import pytest

from themes import operations
from themes.discover.segments import cut
from themes.errors import Refused
from themes.model import Identifier, IdentifierKind, Transcript
from themes.operations import ENTITIES
from themes.project import Project
from themes.project.encoding import digest_of
from themes.project.names.elsewhere import WRITTEN

TALK = (
    "Interviewer: How did it go?\n\n"
    "Brivo Quill: Zanqunda rang me, and we will mark it. Rose was there. A rose is a rose.\n\n"
    "Interviewer: And then?\n\n"
    "Brivo Quill: Keltu Dwamo left us, and Dwamo told nobody. Call 07700 900461.\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "study.themes", coder="AB") as made:
        made.add_bytes("one.txt", TALK.encode())
        yield made


@pytest.fixture
def transcript(project: Project) -> Transcript:
    return project.transcript("one")


def accept(project: Project, transcript: Transcript, words: str) -> Identifier:
    start = transcript.text.index(words)
    made = project.add_identifier(transcript, start, start + len(words))
    return project.accept_identifier(made)[0]


def accept_all(project: Project) -> None:
    project.find_identifiers()
    for view in project.identifiers(project.transcripts()[0]):
        project.accept_identifier(view.identifier)


def held(project: Project) -> bytes:
    """What the project's file holds, closed, in small letters."""
    project.close()
    return b"".join(path.read_bytes() for path in project.path.parent.iterdir() if path.suffix != ".key").lower()


def test_a_name_accepted_in_part_is_asked_about_again_before_the_rest_of_it_stays(
    project: Project, transcript: Transcript
) -> None:
    accept(project, transcript, "Keltu")
    project.add_name("Keltu Dwamo")
    with pytest.raises(Refused, match="stand where they were not found"):
        project.release()
    (first, second) = [view for view in project.identifiers(transcript) if "Dwamo" in view.words]
    assert ("Keltu Dwamo", "found") == (first.words, first.identifier.state)
    assert "Dwamo" == second.words


def test_words_of_a_lost_quotation_name_nobody(project: Project, transcript: Transcript) -> None:
    start = transcript.text.index("Keltu Dwamo left")
    project.add_coding(transcript, start, len(transcript.text), project.add_code("Leaving"))
    project.add_name("Zanqunda Keltu Dwamo")
    project.correct_text(transcript, start, len(transcript.text), "They went.")
    assert "Dwamo" in project.displaced()[0].words
    accept_all(project)
    project.release()
    words = project.displaced()[0].words
    assert (False, False) == ("Dwamo" in words, "07700" in words)
    assert [] == [name for name in (b"dwamo", b"07700") if name in held(project)]


def test_no_vector_of_words_with_a_name_stays_and_those_of_other_words_do(project: Project) -> None:
    code = project.add_code("Leaving", definition="Who left, and why.")

    def said() -> set[str]:
        (source,) = project.transcripts()
        return {digest_of(source.text[one.start : one.end]) for one in cut(source)}

    before, defined = said(), digest_of(code.definition)
    project._store.save_vectors("mini", [*before, defined], np.ones((len(before) + 1, 4), dtype=np.float32))
    accept_all(project)
    project.release()
    assert before - said()
    assert {*(before & said()), defined} == set(project._store.known_vectors("mini", [*before, defined]))


def test_a_label_that_a_case_had_before_names_were_looked_for_is_gone(project: Project) -> None:
    case = project.cases()[0]
    project.rename_case(case, "Oxtribolu Vint")
    project.rename_case(case, "P07")
    accept_all(project)
    project.release()
    assert b"oxtribolu" not in held(project)


def test_a_case_that_got_a_name_after_the_search_gives_it_to_no_speaker(project: Project) -> None:
    accept_all(project)
    project.rename_case(project.cases()[0], "Oxtribolu Vint")
    project.release()
    assert ["Interviewer", "Participant"] == [one.label for one in project.transcripts()[0].speakers]
    assert ["case"] == [left.entity for left in project.names_elsewhere()]


def test_names_as_files_have_them_and_with_other_accents_are_found_elsewhere(project: Project) -> None:
    project.add_name("Siân Oxtri")
    code = project.add_code("See BrivoQuill_2.docx", definition="as brivo_quill said, and Sia\u0302n, SIAN OXTRI")
    project.revise_code(code, name="See the file")
    project.revise_code(code, use_when="Brivo.Quill2")
    accept_all(project)
    project.release()
    assert ["code"] == [left.entity for left in project.names_elsewhere()]
    project.clear_names_elsewhere()
    assert [] == project.names_elsewhere()
    data = held(project)
    assert [] == [name for name in ("quill", "oxtri", "siân", "sian", "sia\u0302n") if name.encode() in data]


def test_a_name_that_is_a_word_too_is_replaced_as_a_name_and_left_as_a_word(project: Project) -> None:
    code = project.add_code("Rose", definition="Wherever a rose is meant; Rose is not.")
    kept = project.add_code("Trust", definition="trust in managers")
    project.add_name("Brivo Trust", "organisation")
    accept_all(project)
    project.release()
    project.clear_names_elsewhere()
    now = project.code(code.id)
    assert ("[person B]", "Wherever a rose is meant; [person B] is not.") == (now.name, now.definition)
    assert ("Trust", "trust in managers") == (project.code(kept.id).name, project.code(kept.id).definition)


def test_a_title_or_label_that_got_a_name_after_the_release_is_told_and_cleared(project: Project) -> None:
    accept_all(project)
    project.release()
    assert [] == project.names_elsewhere()
    project.rename_transcript(project.transcripts()[0], "What BrivoQuill told")
    assert ["transcript"] == [left.entity for left in project.names_elsewhere()]
    project.clear_names_elsewhere()
    assert "Interview P01" == project.transcripts()[0].title
    assert b"quill" not in held(project)


def test_a_copy_that_a_kill_left_half_made_is_named_with_the_backups(project: Project) -> None:
    half = project.path.with_name(".study (backup 2026-11-22 093000).themes.part")
    half.write_bytes(b"Brivo Quill")
    assert [half] == project.backups_beside()
    accept_all(project)
    project.release(delete_backups=True)
    assert not half.exists()


def test_in_a_synchronised_folder_it_is_told_that_names_go_on_closing_and_where_the_key_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    with Project.create(folder / "study.themes", coder="AB") as project:
        project.add_bytes("one.txt", TALK.encode())
        accept_all(project)
        released = project.release()
        assert (True, "a folder that Dropbox synchronises") == (released.on_closing, released.key_shared_as)
    left = [path.name for path in tmp_path.rglob("*") if path.is_file() and b"quill" in path.read_bytes().lower()]
    assert ["study.key"] == left


@pytest.mark.parametrize(
    ("said", "kind", "name"),
    [
        ("Liz", "person", "Elizabeth Vint"),
        ("E. Vint", "person", "Elizabeth Vint"),
        ("EV", "person", "Elizabeth Vint"),
        ("VINT", "person", "Elizabeth Vint"),
        ("LIZ’S", "person", "Elizabeth Vint"),
        ("KCT", "organisation", "Kelham Community Trust"),
    ],
)
def test_every_form_of_a_name_has_its_pseudonym(project: Project, said: str, kind: IdentifierKind, name: str) -> None:
    listed = project.add_name(name, kind)
    source = project.add_bytes("two.txt", f"Interviewer: So?\n\nP: Then {said} came.\n".encode())
    start = source.text.index(said)
    made = project.add_identifier(source, start, start + len(said), kind)
    assert listed.pseudonym == project.accept_identifier(made)[0].pseudonym


def test_two_who_could_be_called_the_same_keep_their_own_pseudonyms(project: Project) -> None:
    project.add_bytes("two.txt", b"Interviewer: So?\n\nCatherine Vint: I went.\n")
    project.add_bytes("three.txt", b"Interviewer: So?\n\nKatie: I went too.\n")
    project.keep_proposed_names()
    assert {"Catherine Vint": "P02", "Katie": "P03"}.items() <= {
        one.name: one.pseudonym for one in project.names()
    }.items()


def test_a_name_in_what_stands_beside_quotations_is_told_and_cleared(project: Project) -> None:
    project.add_attribute("works for Keltu Dwamo")
    project.describe(attribution=("works for Keltu Dwamo",))
    accept_all(project)
    project.release()
    assert {"attribute", "study"} == {left.entity for left in project.names_elsewhere()}
    project.clear_names_elsewhere()
    assert project.study.attribution == tuple(one.name for one in project.attributes())
    assert b"dwamo" not in held(project)


# Words that are no person's own, that a release takes care of by themselves, or that stand in the transcript.
_NOT_WRITTEN = {
    "study": {"wording"},  # "most", "some": a report's quantity words
    "coder": {"name"},  # who codes is no participant
    "transcript": {"title", "text", "format", "layout", "source_name", "source_sha256", "notices"},
    "guide question": {"number"},
    "identifier": {"why", "pseudonym"},
    "code": {"colour"},
    "quotation": {"words"},
    "displaced": {"words"},
    "run": {"parameters", "at"},
    "candidate": {"name", "phrases", "key_words"},
    "suggestion": {"because"},
    "coding": {"at"},
    "memo": {"at"},
    "summary": {"at"},
    "report text": {"at"},
    # While a clash waits nothing is released, and after it the version that does not stand is gone.
    "clash": {"entity", "subject_id", "first", "second", "first_by", "second_by", "first_at", "second_at"},
    "frozen set": {"at", "coding_ids", "refused_ids"},
    "assignment": {"drawn"},  # "4 of 12 at random, seed 7"
    "query": {"at"},
    # Its label is "a participant" where it could be a name.
    "withdrawal": {"label", "at", "transcript_ids", "shared_ids", "sources"},
}


@pytest.mark.parametrize("entity", ENTITIES)
def test_every_field_that_can_hold_words_is_known_to_the_release(entity: str) -> None:
    kind = ENTITIES[entity]
    hints = get_type_hints(kind)
    of_words = {
        field.name
        for field in fields(kind)
        if "str" in str(hints[field.name]) and field.name != "id" and field.name not in operations._TOLD
    }
    chosen = {name for name in of_words if "Literal" in str(hints[name])}
    assert _NOT_WRITTEN.get(entity, set()) == of_words - chosen - set(WRITTEN.get(kind, ()))
