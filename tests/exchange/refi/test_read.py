"""What comes of a .qdpx: codes, cases, notes however they are joined, and a line for what has no place here."""

from __future__ import annotations

import pytest
from tests.exchange.refi.look_alikes import packed
from tests.exchange.refi.parts import CODES, USERS, guid, package, selection, source
from tests.exchange.refi.studies import held
from tests.exchange.refi.taken_in import taken_in

from themes.errors import BrokenFile, FileTooLarge
from themes.exchange.refi.read import found_in
from themes.model import Case, Code, Coding, Memo, Theme

NOTE = (
    f'<Note guid="{guid(40)}" name="On presence" creatingUser="{guid(1)}">'
    "<PlainTextContent>In person?</PlainTextContent></Note>"
)
HEARD = f'<SourceRef targetGUID="{guid(30)}"/>'


def test_codes_come_with_definitions_colours_and_their_tree():
    facts, _ = taken_in(package(CODES))
    codes = {fact.name: fact for fact in facts if isinstance(fact, Code)}
    assert ("Who comes.", "#aabbcc") == (codes["Board"].definition, codes["Presence"].colour)
    assert codes["Board"].id == codes["Presence"].parent_id


def test_a_note_is_a_memo_on_what_refers_to_it():
    facts, _ = taken_in(package(USERS + CODES + f"<Notes>{NOTE}</Notes>"))
    assert [("code", "('Board',)", "On presence\n\nIn person?", "Eve")] == [memo[:4] for memo in held(facts)["memos"]]


def test_a_note_joined_by_a_link_is_a_memo_on_the_passage_as_nvivo_writes_it():
    link = f'<Links><Link guid="{guid(50)}" originGUID="{guid(20)}" targetGUID="{guid(41)}"/></Links>'
    notes = f'<Notes><Note guid="{guid(41)}"><PlainTextContent>Really?</PlainTextContent></Note></Notes>'
    facts, result = taken_in(package(USERS + CODES + source(selection("the café")) + notes + link))
    memos = [fact for fact in facts if isinstance(fact, Memo) and fact.about == "quotation"]
    assert ["Really?"] == [memo.text for memo in memos]
    assert () == result.not_brought


def test_a_selection_without_code_but_with_words_on_it_is_a_quotation_with_a_memo_as_maxqda_writes_it():
    inside = "<Description>Look here.</Description>"
    facts, result = taken_in(package(USERS + source(selection("Nobody else", inside=inside, code=None))))
    (memo,) = [fact for fact in facts if isinstance(fact, Memo)]
    assert ("quotation", "Look here.") == (memo.about, memo.text)
    assert [] == [fact for fact in facts if isinstance(fact, Coding)]
    assert () == result.not_brought


VARIABLE = f'<Variables><Variable guid="{guid(60)}" name="role" typeOfVariable="Text"/></Variables>'
VALUE = f'<VariableValue><VariableRef targetGUID="{guid(60)}"/><TextValue>chair</TextValue></VariableValue>'


@pytest.mark.parametrize(
    ("inside", "label"),
    [
        (VARIABLE + source(VALUE), "P07"),
        (
            VARIABLE + f'<Cases><Case guid="{guid(61)}" name="The chair">{VALUE}{HEARD}</Case></Cases>' + source(""),
            "The chair",
        ),
        (
            source("")
            + f'<Sets><Set guid="{guid(70)}" name="role: chair"><MemberSource targetGUID="{guid(30)}"/></Set></Sets>',
            "P07",
        ),
    ],
    ids=["on the text, as MAXQDA writes it", "on a case, as Quirkos writes it", "as a group of texts of ATLAS.ti"],
)
def test_what_is_known_of_who_is_heard_is_a_property_of_their_case(inside: str, label: str):
    facts, result = taken_in(package(inside))
    assert [(label, "participant", [("role", "chair")])] == held(facts)["cases"]
    assert () == result.not_brought


def test_the_same_person_is_who_speaks_and_the_case():
    cases = f'<Cases><Case guid="{guid(61)}" name="The chair"><SourceRef targetGUID="{guid(30)}"/></Case></Cases>'
    facts, _ = taken_in(package(cases + source("")))
    assert 1 == sum(isinstance(fact, Case) for fact in facts)


def test_a_set_of_codes_is_a_theme():
    sets = f'<Sets><Set guid="{guid(80)}" name="Boards matter"><MemberCode targetGUID="{guid(11)}"/></Set></Sets>'
    facts, _ = taken_in(package(CODES + sets))
    (theme,) = [fact for fact in facts if isinstance(fact, Theme)]
    (code,) = [fact for fact in facts if isinstance(fact, Code) and fact.name == "Presence"]
    assert (code.id,) == theme.code_ids


def test_text_held_in_the_project_file_itself_is_read():
    words = "One. Two."
    inside = (
        f'<Sources><TextSource guid="{guid(30)}" name="In line"><PlainTextContent>{words}</PlainTextContent>'
        f"{selection('Two', text=words)}</TextSource></Sources>"
    )
    facts, _ = taken_in(package(USERS + CODES + inside))
    assert ["Two"] == [place[-1] for place in held(facts)["quotations"]]


def test_the_text_beside_a_pdf_is_what_its_passages_stand_in():
    inside = (
        f'<Sources><PDFSource guid="{guid(31)}" name="Minutes.pdf" path="internal://m.pdf">'
        f'<PDFSelection guid="{guid(32)}" page="1" firstX="1" firstY="1" secondX="2" secondY="2"/>'
        f'<Representation guid="{guid(33)}" plainTextPath="internal://t.txt">{selection("the café")}</Representation>'
        "</PDFSource></Sources>"
    )
    project = found_in(package(USERS + CODES + inside))
    assert [("Minutes.pdf", "the café")] == [(one.text_name, one.words) for one in project.passages]
    assert ["a passage is an area of a page, without its words"] == [one.reason for one in project.not_brought]


def test_passages_of_a_transcript_of_sound_stand_between_its_points_in_time():
    inside = (
        f'<Sources><AudioSource guid="{guid(31)}" name="P07.m4a"><Transcript guid="{guid(32)}" '
        f'plainTextPath="internal://t.txt"><SyncPoint guid="{guid(33)}" timeStamp="0" position="11"/>'
        f'<SyncPoint guid="{guid(34)}" timeStamp="9" position="45"/><TranscriptSelection guid="{guid(35)}" '
        f'fromSyncPoint="{guid(33)}" toSyncPoint="{guid(34)}"><Coding guid="{guid(36)}"><CodeRef '
        f'targetGUID="{guid(10)}"/></Coding></TranscriptSelection></Transcript></AudioSource></Sources>'
    )
    project = found_in(package(CODES + inside))
    assert ["The board came to the café, twice."] == [one.words for one in project.passages]


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        (source(selection("the café", code=99)), "its code is not in the file's codebook"),
        (source(selection("the café", code=None)), "no code was given to the passage"),
        (
            source(f'<Coding guid="{guid(9)}"><CodeRef targetGUID="{guid(10)}"/></Coding>'),
            "a code given to a whole text",
        ),
        (f'<Sources><PictureSource guid="{guid(5)}" name="a.png"/></Sources>', "a source without any text"),
        (f'<Graphs><Graph guid="{guid(5)}" name="Map"/></Graphs>', "a drawing"),
        (source("").replace("T.TXT", "gone.txt"), "a text whose words are not in the file"),
        (source(selection("the café").replace('endPosition="', 'endPosition="9')), "its place is outside of the text"),
    ],
)
def test_what_does_not_come_is_named(inside: str, reason: str):
    found = found_in(package(CODES + inside))
    assert any(one.reason.startswith(reason) for one in found.not_brought), found.not_brought


def test_dates_come_in_utc():
    given = selection("the café").replace(
        'creatingUser="', 'creationDateTime="2020-01-02T03:04:05+01:00" creatingUser="'
    )
    (passage,) = found_in(package(USERS + CODES + source(given))).passages
    assert ("2020-01-02T02:04:05.000Z",) == passage.coded_at


def test_who_coded_stands_with_the_passage_and_each_coder_has_their_own():
    second = f'<Coding guid="{guid(22)}" creatingUser="{guid(2)}"><CodeRef targetGUID="{guid(10)}"/></Coding>'
    users = USERS.replace("</Users>", f'<User guid="{guid(2)}" name="Ada"/></Users>')
    passages = found_in(package(users + CODES + source(selection("the café", inside=second)))).passages
    assert {("Ada", (("Board",),)), ("Eve", (("Board", "Presence"),))} == {(one.coder, one.codes) for one in passages}


BOMB = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>'


@pytest.mark.parametrize(
    ("data", "refusal", "words"),
    [
        (b"PK\x03\x04 cut short", BrokenFile, "cut short"),
        (packed({"project.qde": b"<a/>", "../sources/t.txt": b""}), BrokenFile, "outside itself"),
        (packed({"a.qde": b"<a/>", "b.qde": b"<a/>"}), BrokenFile, "2 project files"),
        (packed({"a.txt": b"x"}), BrokenFile, "no project file"),
        (packed({"project.qde": f"{BOMB}<Project>&c;</Project>".encode()}), BrokenFile, "entities"),
        (packed({"project.qde": b"<Project><Users></Project>"}), BrokenFile, "not well formed"),
        (packed({"project.qde": b"<Codebook/>"}), BrokenFile, "no project"),
        (packed({"project.qde": b"<Project>" + b" " * 60_000_000 + b"</Project>"}), FileTooLarge, "unpacks to more"),
        (packed({"project.qde": f'<Project name="{"x" * 1_000_001}"/>'.encode()}), FileTooLarge, "attribute"),
        (packed({"project.qde": b"<Project>" + b"<a>" * 500 + b"</a>" * 500 + b"</Project>"}), BrokenFile, "nests"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_hostile_and_broken_packages_are_refused_in_words(data: bytes, refusal: type[Exception], words: str):
    with pytest.raises(refusal, match=words):
        found_in(data)


def test_a_way_of_counting_can_be_said():
    text = "\ufeffOne two three."
    inside = source(
        '<PlainTextSelection guid="a" startPosition="4" endPosition="7">'
        f'<Coding guid="b"><CodeRef targetGUID="{guid(10)}"/></Coding></PlainTextSelection>'
    )
    data = package(CODES + inside, text=text)
    assert ["two"] == [one.words for one in found_in(data).passages]
    assert [" tw"] == [one.words for one in found_in(data, positions="code points, mark").passages]
    with pytest.raises(BrokenFile, match="no such way"):
        found_in(data, positions="furlongs")
