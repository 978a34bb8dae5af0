"""What QualCoder's own code writes and reads: its .qdpx as it comes, and ours as it takes it (docs/refi-qda.md)."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from lxml import etree
from tests.exchange.refi.parts import CODES, TEXT, USERS, guid, package, selection, source
from tests.exchange.refi.studies import study
from tests.exchange.refi.taken_in import taken_in

from themes.exchange.refi.read import found_in
from themes.exchange.refi.write import write
from themes.model import Case, Coding, Memo, Quotation, Transcript

ORIGIN = "QualCoder 4.0"
WHEN = 'creationDateTime="2026-11-23T05:10:00Z"'


def annotation(nth: int, words: str) -> str:
    """An annotation of some words of the text, as QualCoder writes one: a note whose place is in the source."""
    start = TEXT.index(words)
    return (
        f'<Note guid="{guid(nth)}" creatingUser="{guid(1)}" {WHEN}><PlainTextContent>Really?</PlainTextContent>'
        f'<PlainTextSelection guid="{guid(nth + 50)}" startPosition="{start}" endPosition="{start + len(words)}"/>'
        "</Note>"
    )


def test_when_words_were_coded_is_known_from_their_selection_where_the_coding_does_not_say():
    (passage,) = found_in(package(USERS + CODES + source(selection("the café", attributes=WHEN)))).passages
    assert ("2026-11-23T05:10:00.000Z",) == passage.coded_at


def test_an_annotation_is_a_memo_on_the_words_that_it_stands_at():
    noted = source(f'<NoteRef targetGUID="{guid(41)}"/>') + f"<Notes>{annotation(41, 'the café')}</Notes>"
    facts, result = taken_in(package(USERS + CODES + noted, origin=ORIGIN))
    (memo,) = [fact for fact in facts if isinstance(fact, Memo)]
    (quotation,) = [fact for fact in facts if isinstance(fact, Quotation)]
    assert ("quotation", quotation.id, "Really?") == (memo.about, memo.about_id, memo.text)
    assert "the café" == quotation.words
    assert () == result.not_brought


def test_an_annotation_of_which_the_file_does_not_say_in_which_text_is_a_memo_on_the_study_and_said():
    facts, result = taken_in(package(USERS + source("") + f"<Notes>{annotation(41, 'the café')}</Notes>"))
    assert ["study"] == [fact.about for fact in facts if isinstance(fact, Memo)]
    assert ["where a note stands: the file does not say in which text"] == [one.reason for one in result.not_brought]


def test_a_journal_that_says_what_a_memo_elsewhere_says_comes_once():
    described = "<Description>Really?</Description>"
    journal = (
        f'<Notes><Note guid="{guid(41)}" name="Memo 1"><PlainTextContent>Really?</PlainTextContent></Note></Notes>'
    )
    facts, _ = taken_in(package(USERS + CODES + source(selection("the café", inside=described)) + journal))
    assert ["quotation"] == [fact.about for fact in facts if isinstance(fact, Memo)]


def test_a_text_whose_line_ends_were_doubled_on_the_way_is_read_as_it_was():
    # QualCoder on Windows, asked for MAXQDA's line ends, writes CRLF through a file that makes CRLF of each LF.
    doubled = TEXT.replace("\n", "\r\r\n")
    (passage,) = found_in(package(USERS + CODES + source(selection("Nobody else")), text=doubled)).passages
    assert "Nobody else" == passage.words


@pytest.mark.parametrize(
    ("rich", "beside"),
    [
        (f'richTextPath="internal://{guid(77)}.docx"', {}),
        ("", {f"sources/{guid(77)}.txt": b"\xef\xbb\xbf" + TEXT.encode()}),
    ],
    ids=["by the name of its file", "by a copy of its words"],
)
def test_who_is_heard_in_a_text_is_known_though_the_case_names_its_file_alone(rich: str, beside: dict[str, bytes]):
    # QualCoder gives a text another GUID than the one by which its cases refer to it: that is its file's.
    cases = f'<Cases><Case guid="{guid(61)}" name="The chair"><SourceRef targetGUID="{guid(77)}"/></Case></Cases>'
    text = source("").replace("plainTextPath", f"{rich} plainTextPath")
    facts, _ = taken_in(package(cases + text, origin=ORIGIN, **beside))
    assert ["The chair"] == [fact.label for fact in facts if isinstance(fact, Case)]
    (transcript,) = [fact for fact in facts if isinstance(fact, Transcript)]
    assert {"The chair"} == {fact.label for fact in facts for one in transcript.speakers if fact.id == one.case_id}


def test_a_film_in_which_a_case_is_heard_is_not_unpacked():
    cases = f'<Cases><Case guid="{guid(61)}" name="The chair"><SourceRef targetGUID="{guid(5)}"/></Case></Cases>'
    film = f'<Sources><VideoSource guid="{guid(5)}" name="a.mp4" path="internal://{guid(5)}.mp4"/></Sources>'
    found = found_in(package(cases + film, **{f"sources/{guid(5)}.mp4": bytes(60_000_000)}))  # over the limit of a text
    assert ["The chair"] == [case.label for case in found.cases]


def opened(data: bytes) -> tuple[etree._Element, dict[str, str]]:
    """The project of a package, its elements by local names, and its sources."""
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        sources = {name: held.read(name).decode() for name in held.namelist()}
    root = etree.fromstring(sources.pop("project.qde").encode())
    for element in root.iter():
        element.tag = etree.QName(element).localname
    return root, sources


@pytest.mark.parametrize("seed", range(5))
def test_a_selection_says_when_its_words_were_coded_first(seed: int):
    leaving = study(seed)
    root, _ = opened(write(leaving).data)
    given: dict[str, list[Coding]] = {}
    for coding in leaving.codings:
        given.setdefault(coding.quotation_id, []).append(coding)
    said = {one.get("guid"): one.get("creationDateTime") for one in root.iter("PlainTextSelection")}
    assert {key: min(coding.at for coding in codings) for key, codings in given.items()} == {
        key: at for key, at in said.items() if at
    }


@pytest.mark.parametrize("seed", range(5))
def test_the_words_of_notes_lie_in_files_as_every_tool_reads_them(seed: int):
    leaving = study(seed)
    root, sources = opened(write(leaving).data)
    notes = {note.get("guid"): note.get("plainTextPath") for note in root.iter("Note")}
    assert {memo.id: memo.text for memo in leaving.memos} == {
        key: sources[path.replace("internal://", "sources/")] for key, path in notes.items()
    }


def test_a_memo_on_a_quotation_stands_in_its_description_too_and_comes_back_once():
    leaving = study(3)
    quotation = leaving.quotations[0]
    memo = replace(leaving.memos[0], id=guid(90), about="quotation", about_id=quotation.id, text="Two\n\nlines & <b>.")
    written = write(replace(leaving, memos=(memo,))).data
    root, _ = opened(written)
    assert {quotation.id: memo.text} == {
        one.get("guid"): text for one in root.iter("PlainTextSelection") if (text := one.findtext("Description"))
    }
    facts, _ = taken_in(written)
    assert [(memo.text, memo.at)] == [(fact.text, fact.at) for fact in facts if isinstance(fact, Memo)]
