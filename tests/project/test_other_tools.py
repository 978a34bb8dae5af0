"""Bringing in from other tools: what comes, what does not, that twice is once, and that undo takes all of it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.exchange.taguette_file import PAGE, highlight, make

from themes import Project
from themes.errors import BrokenFile, Refused, RefusedFile, UnknownFormat
from themes.model import Memo
from themes.read.fence import parent

CODED = [
    (*highlight("the board did"), [2]),
    (*highlight("Who came to the café?\nANNA: “Nobody” came"), [1, 3]),
    (*highlight("Yes", nth=1), [3]),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    make(tmp_path / "fictional.sqlite3", CODED)
    return tmp_path / "fictional.sqlite3"


def quoted(project: Project) -> list[tuple[str, str, str]]:
    return [(one.quotation.words, project.code_path(one.code), one.coder.name) for one in project.codings()]


def test_a_taguette_file_comes_with_transcript_speakers_codes_and_codings(empty: Project, file: Path):
    result = empty.bring_in(file, coder="Eve")
    (transcript,) = empty.transcripts()
    assert {"ANNA": "participant", "INTERVIEWER": "interviewer"} == {one.label: one.role for one in transcript.speakers}
    assert [
        ("Who came to the café?\n“Nobody” came", "money", "Eve"),
        ("Who came to the café?\n“Nobody” came", "people", "Eve"),
        ("the board did", "people > board", "Eve"),
        ("Yes", "money", "Eve"),
    ] == quoted(empty)
    assert transcript.text.rindex("Yes") == empty.codings()[-1].quotation.start
    assert (1, 3, 1, 4, 2, 1) == (
        result.n_transcripts, result.n_codes, result.n_coders, result.n_codings, result.n_exact, result.n_loose,
    )  # fmt: skip


def test_bringing_the_same_file_in_again_changes_nothing(empty: Project, file: Path):
    empty.bring_in(file, coder="Eve")
    steps = len(empty.history())
    again = empty.bring_in(file, coder="eve")
    assert (0, 0, 0, 0, 4) == (again.n_transcripts, again.n_codes, again.n_coders, again.n_codings, again.n_known)
    assert steps == len(empty.history())


def test_a_passage_whose_words_were_corrected_since_does_not_come_back_elsewhere(empty: Project, file: Path):
    empty.bring_in(file, coder="Eve")
    (transcript,) = empty.transcripts()
    at = transcript.text.rindex("Yes")
    empty.correct_text(transcript, at, at + 3, "Perhaps")
    again = empty.bring_in(file, coder="Eve")
    assert (0, 1) == (again.n_codings, again.not_brought[0].count)


def test_a_text_without_passages_is_the_transcript_here_that_says_the_same_but_for_who_speaks(
    empty: Project, tmp_path: Path
):
    empty.add_bytes("anna.txt", b"Interviewer: Who came to you?\n\nAnna: The board came. They asked for money.\n")
    page = "<p>Interviewer: Who came to you?</p>\n<p>P01: The board came. They asked for money.</p>\n"
    make(tmp_path / "t.sqlite3", [], page=page)
    assert (0, 1) == ((result := empty.bring_in(tmp_path / "t.sqlite3")).n_transcripts, result.n_matched)
    make(tmp_path / "u.sqlite3", [], page=page.replace("The board came.", "Nobody came. We waited."))
    assert (1, 0) == ((result := empty.bring_in(tmp_path / "u.sqlite3")).n_transcripts, result.n_matched)


@pytest.mark.parametrize("name", ["Talk 1.5", "Talk with Dr. Lee", "v2.final"])
def test_a_dot_in_the_name_of_a_text_is_no_ending(empty: Project, name: str):
    empty.bring_in("c.csv", f"source,text,code\n{name},The board came to us.,board\n".encode(), make_transcripts=True)
    assert [name] == [one.title for one in empty.transcripts()]


def test_a_passage_of_talk_1_5_is_not_looked_for_in_talk_1(empty: Project):
    empty.add_bytes("Talk 1.txt", b"Interviewer: So?\n\nAnna: The board came to us.\n")
    result = empty.bring_in("c.csv", b"id,document,tag,content\n1,Talk 1.5,board,The board came to us.\n")
    assert (0, ("Talk 1.5",)) == (result.n_codings, result.without_text)


INLINE = """Interviewer: Who came to you?

Anna: The board came. [[governance>board]] They asked for money. [[money]]

Interviewer: And then?

Anna: Nothing. [[money]] [[strength||2]]
"""


@pytest.mark.parametrize("name", ["anna.txt", "anna.rock", "anna.md"])
def test_a_text_with_codes_in_it_comes_with_speakers_and_codings_in_place(empty: Project, name: str):
    result = empty.bring_in(name, INLINE.encode())
    (transcript,) = empty.transcripts()
    assert "Who came to you?\nThe board came. They asked for money.\nAnd then?\nNothing." == transcript.text
    assert ["interviewer", "participant"] == [one.role for one in transcript.speakers]
    assert [
        ("The board came.", "governance > board", "AB"),
        ("They asked for money.", "money", "AB"),
        ("Nothing.", "money", "AB"),
    ] == quoted(empty)
    assert [("a value beside a code", 1)] == [(one.reason, one.count) for one in result.not_brought]
    steps = len(empty.history())
    assert (0, 3) == ((again := empty.bring_in(name, INLINE.encode())).n_codings, again.n_known)
    assert steps == len(empty.history())


def test_an_outline_of_codes_finds_its_quotations_in_the_transcripts(empty: Project):
    empty.add_bytes("P1.txt", b"Interviewer: So?\n\nP1: The board came, and nobody asked.\n")
    outline = '## Board\n### Came\n- P1: "The board came"\n- P2: "Never"\n'
    result = empty.bring_in("outline.md", outline.encode())
    assert [("The board came", "Board > Came", "AB")] == quoted(empty)
    assert ("P2",) == result.without_text


def test_a_table_saved_as_text_is_still_a_table(empty: Project):
    assert 1 == empty.bring_in("coded.txt", b"text\tcode\nThe board came to us all\tboard\n").n_codings


def test_a_text_without_codes_is_told_how_they_are_written(empty: Project):
    with pytest.raises(UnknownFormat, match=r"no codes as \[\[code\]\] or \{\{code\}\}"):
        empty.bring_in("talk.md", b"Interviewer: Well?\n\nAnn: It went well, all of it.\n")


def test_a_taguette_file_that_takes_too_long_costs_a_child(
    empty: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    make(tmp_path / "fictional.sqlite3", CODED, page=PAGE + "<p>And <i>so</i> on.</p>" * 100_000)
    monkeypatch.setattr(parent, "limits", lambda: parent.Limits(seconds=0))
    with pytest.raises(BrokenFile, match=r"fictional\.sqlite3 was not brought in: reading it took more than 0 seconds"):
        empty.bring_in(tmp_path / "fictional.sqlite3")
    assert [] == empty.transcripts()


def test_undo_takes_all_of_it_back(empty: Project, file: Path):
    empty.bring_in(file, coder="Eve")
    empty.undo()
    assert ([], [], [], []) == (empty.transcripts(), empty.codes(), empty.codings(), empty.cases())
    assert ["AB"] == [coder.name for coder in empty.coders()]


def test_a_text_that_is_here_under_its_name_is_that_transcript(empty: Project, file: Path):
    talk = (
        "INTERVIEWER: Who came to the café?\n\nANNA: “Nobody” came – but the board did.\n\n"
        "INTERVIEWER: Were you pleased?\n\nANNA: Yes. We were & are.\n\nINTERVIEWER: And then?\n\n"
        "ANNA: Yes. Money came too.\n"
    )
    here = empty.add_bytes("anna.txt", talk.encode())
    result = empty.bring_in(file)
    assert (0, 1, 4) == (result.n_transcripts, result.n_matched, result.n_codings)
    assert {here.id} == {one.transcript.id for one in empty.codings()}
    assert {"AB"} == {one.coder.name for one in empty.codings()}


def test_passages_alone_wait_for_their_transcript_or_become_one(empty: Project):
    table = b"id,document,tag,content\n1,anna.odt,board,the board did\n2,anna.odt,board,the board\n"
    waits = empty.bring_in("highlights.csv", table)
    assert (("anna.odt",), 0, 2) == (waits.without_text, waits.n_codings, waits.not_brought[0].count)
    made = empty.bring_in("highlights.csv", table, make_transcripts=True)
    (transcript,) = empty.transcripts()
    assert ("document", 1, 2) == (transcript.kind, made.n_transcripts, made.n_codings)
    again = empty.bring_in("highlights.csv", table)
    assert (0, 2) == (again.n_codings, again.n_known)


def test_a_coded_table_brings_turns_cases_coders_and_memos(empty: Project):
    table = (
        b"source,participant,text,code,coder,memo\nClinic,P7,We waited.,waiting,Ann,sad\nClinic,P7,We waited.,waiting,"
        b"Bob,\nClinic,P9,=cmd|' /C calc'!A0,odd,Ann,\n"
    )
    result = empty.bring_in("coded.csv", table)
    (transcript,) = empty.transcripts()
    assert "We waited.\n=cmd|' /C calc'!A0" == transcript.text
    assert ["P7", "P9"] == [case.label for case in empty.cases()]
    assert (2, 3, 1) == (result.n_coders, result.n_codings, result.n_memos)
    assert ["sad"] == [memo.text for memo in empty._store.facts(Memo)]
    assert (3, 0) == ((again := empty.bring_in("coded.csv", table)).n_known, again.n_codings)


def test_a_codebook_fills_definitions_that_are_empty(empty: Project):
    empty.add_code("Board")
    empty.add_code("Money", definition="Ours.")
    empty.bring_in("codebook.csv", b"tag,description\nBoard,Who decides.\nMoney,Theirs.\nTime,Hours.\n")
    assert {"Board": "Who decides.", "Money": "Ours.", "Time": "Hours."} == {
        code.name: code.definition for code in empty.codes()
    }


def test_a_refused_file_leaves_nothing(empty: Project):
    for name, data in (
        ("t.sqlite3", b"SQLite format 3\x00" + bytes(500)),
        ("t.csv", b"a,b\n1,2\n"),
        ("t.pdf", b"%PDF"),
    ):
        with pytest.raises(RefusedFile, match=name.replace(".", r"\.")):
            empty.bring_in(name, data)
    with pytest.raises(Refused):
        empty.bring_in("t.csv", b"text,code\na b c,x\n", coder=" ")
    with pytest.raises(BrokenFile):
        empty.bring_in("not here.csv")
    assert 1 == len(empty.history())


def test_the_real_project_comes_whole(empty: Project, shared_data: Path):
    folder = shared_data / "coded" / "usability_interviews"
    result = empty.bring_in(folder / "SERDIF_P2_ThematicAnalysis.sqlite3", coder="AN")
    assert (17, 22, 1930, 1793) == (
        result.n_transcripts, result.n_codes, result.n_codings, result.n_exact + result.n_loose,
    )  # fmt: skip
    assert {2} == {len(transcript.speakers) for transcript in empty.transcripts()}
    # The table of the same study, which has no places, finds the same passages by their words, and none elsewhere.
    sure = {(one.transcript.id, one.quotation.end, one.code.id): one.quotation.words for one in empty.codings()}
    table = empty.bring_in(folder / "all_tags_20220303.csv", coder="BN")
    assert 1789 <= table.n_exact + table.n_loose
    places = {
        (one.transcript.id, one.quotation.end, one.code.id): one.quotation.words for one in empty.codings(coder="BN")
    }
    # One begins with a label that stayed in the words.
    assert [] == [words for place, words in places.items() if not sure.get(place, "").endswith(words)]


def test_a_text_without_words_is_said_and_the_others_come(empty: Project, tmp_path: Path):
    extra = "INSERT INTO documents VALUES (2, 'picture.html', 1, '<p>***</p>');"
    result = empty.bring_in("t.sqlite3", make(tmp_path / "t.sqlite3", CODED, extra=extra))
    assert (1, 4) == (result.n_transcripts, result.n_codings)
    assert [("no words could be read in the text", ("picture.html",))] == [
        (one.reason, one.where) for one in result.not_brought
    ]
