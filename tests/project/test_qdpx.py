"""The study for other tools and back: through files, in one step, as consent and release let it leave."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from tests.exchange.refi.look_alikes import TOOLS, make
from tests.exchange.refi.studies import facts_of, held, study
from tests.exchange.refi.test_round_trip import SCHEMA, project_of

from themes import Project
from themes.errors import BrokenFile, Refused
from themes.exchange.refi.write import write
from themes.model import Attribute, Case, CaseLink, Code, Coder, Coding, Memo, Quotation, Study, Theme, Transcript
from themes.project.other_tools.examining import examine
from themes.project.other_tools.told import report_text

KINDS = (Study, Coder, Attribute, Case, CaseLink, Code, Transcript, Quotation, Coding, Theme, Memo)


def facts(project: Project) -> list[object]:
    return [fact for kind in KINDS for fact in project._store.facts(kind)]


def text_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        (name,) = [name for name in package.namelist() if name.endswith(".txt")]
        return package.read(name).decode()


@pytest.fixture
def talk(empty: Project) -> Project:
    words = "Interviewer: Who came?\n\nAnna: Nobody came.\n\nBen: The board came, twice.\n\nAnna: Did they?\n"
    empty.add_bytes("talk.txt", words.encode())
    empty.describe(pseudonymised=True)
    code = empty.add_code("Presence", definition="Who comes.", use_when="In person.")
    for said in ("Nobody came.", "The board came"):
        at = empty.transcripts()[0].text.index(said)
        empty.add_coding("talk", at, at + len(said), code)
    return empty


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_a_random_study_comes_into_a_file_and_goes_out_of_it_equal(empty: Project, tmp_path: Path, seed: int):
    leaving = study(seed)
    (tmp_path / "in.qdpx").write_bytes(write(leaving).data)
    empty.bring_in(tmp_path / "in.qdpx")
    empty.write_qdpx(tmp_path / "out.qdpx", insist=True)
    with Project.create(tmp_path / "again.themes", coder="AB") as again:
        again.bring_in(tmp_path / "out.qdpx")
        assert held(facts_of(leaving)) == held(facts(again))


def test_it_is_valid_and_who_speaks_is_named_by_their_case(talk: Project, tmp_path: Path):
    written = talk.write_qdpx(tmp_path / "talk.qdpx").path.read_bytes()
    SCHEMA.assertValid(etree.fromstring(project_of(written)))
    text = "Interviewer: Who came?\n\nP01: Nobody came.\n\nP02: The board came, twice.\n\nP01: Did they?"
    assert text == text_of(written)
    assert examine(tmp_path / "talk.qdpx").is_sound


def test_brought_back_into_the_same_study_it_changes_nothing(talk: Project, tmp_path: Path):
    talk.write_qdpx(tmp_path / "talk.qdpx")
    steps = len(talk.history())
    result = talk.bring_in(tmp_path / "talk.qdpx")
    assert (0, 0, 2, 1) == (result.n_transcripts, result.n_codings, result.n_known, result.n_matched)
    assert steps == len(talk.history())


def test_a_file_comes_in_one_step_that_undo_takes_back(empty: Project):
    made = make(TOOLS[0])
    result = empty.bring_in("nvivo.qdpx", made.data)
    assert len(made.passages) == result.n_codings == result.n_exact
    empty.undo()
    assert [] == empty.transcripts() == empty.codes() == empty.codings()


def test_a_broken_file_leaves_nothing(empty: Project):
    with pytest.raises(BrokenFile, match=r"cut\.qdpx was not brought in: it is no zip file"):
        empty.bring_in("cut.qdpx", make(TOOLS[0]).data[:500])
    assert [] == empty.transcripts()


def test_words_that_consent_keeps_back_do_not_leave(talk: Project, tmp_path: Path):
    talk.set_consent("P01", "paraphrase")
    talk.set_consent("P02", "none")
    talk.add_memo("See what P02 says.", about=talk.case("P02"))
    out = talk.write_qdpx(tmp_path / "talk.qdpx")
    data = out.path.read_bytes()
    text = text_of(data)
    assert "Nobody" not in text + project_of(data).decode()
    assert "board" not in text + project_of(data).decode()
    assert "P01: [paraphrase only]" in text
    assert (1, 1) == (out.n_left_out, out.n_paraphrase)
    assert "a memo on what is gone or may not leave" in [one.reason for one in out.not_held]
    with Project.create(tmp_path / "again.themes", coder="AB") as again:
        again.bring_in(out.path)
        assert ["[paraphrase only]"] == [one.quotation.words for one in again.codings()]
        assert ["P01"] == [case.label for case in again.cases()]


def test_names_that_may_still_stand_hold_it_back(talk: Project, tmp_path: Path):
    talk.describe(pseudonymised=False)
    with pytest.raises(Refused, match="Names may still stand in 1 transcript"):
        talk.write_qdpx(tmp_path / "talk.qdpx")
    assert not (tmp_path / "talk.qdpx").exists()
    assert talk.write_qdpx(tmp_path / "talk.qdpx", insist=True).path.exists()


def test_a_property_that_would_single_people_out_stays_here(talk: Project, tmp_path: Path):
    talk.set_value("P01", "e-mail", "anna@example.org")
    out = talk.write_qdpx(tmp_path / "talk.qdpx")
    assert "anna@" not in project_of(out.path.read_bytes()).decode()
    assert any("single people out" in one.reason for one in out.not_held)


def test_words_that_look_like_a_voice_leave_without_voices_and_that_is_said(empty: Project, tmp_path: Path):
    empty.add_bytes("talk.txt", b"Anna: One.\n\nBen: Two.\n")
    empty.describe(pseudonymised=True)
    (was,) = empty.transcripts()
    at = was.text.index("Two")
    empty.correct_text(was, at, at + 3, "P01: Two")
    out = empty.write_qdpx(tmp_path / "talk.qdpx")
    data = out.path.read_bytes()
    # A voice before words that look like one is no trouble: only a paragraph of its own would be.
    assert "P02: P01: Two." in text_of(data) or any("looks like a name" in one.reason for one in out.not_held)


def test_a_codebook_comes_and_goes_as_qdc(talk: Project, tmp_path: Path):
    talk.add_code("Board", parent="Presence", colour="#123456")
    talk.write_codebook(tmp_path / "codes.qdc")
    assert examine(tmp_path / "codes.qdc").is_sound
    with Project.create(tmp_path / "again.themes", coder="AB") as again:
        again.read_codebook(tmp_path / "codes.qdc")
        assert [(code.name, code.definition, code.use_when, code.colour) for code in talk.codes()] == [
            (code.name, code.definition, code.use_when, code.colour) for code in again.codes()
        ]
        assert ["Presence", "Presence > Board"] == [again.code_path(code) for code in again.codes()]


def test_the_report_of_what_came_names_every_place_of_what_did_not(empty: Project):
    result = empty.bring_in("nvivo.qdpx", make(TOOLS[0]).data)
    said = report_text("nvivo.qdpx", result)
    assert "Positions count UTF-16 code units from 0" in said
    assert "Codings: 50" in said
