"""The doctor names what is wrong with a file of any tool, where, and what to do."""

from __future__ import annotations

import pytest
from tests.exchange.refi.look_alikes import TOOLS, make
from tests.exchange.refi.parts import CODES, TEXT, USERS, guid, package, selection, source

from themes.exchange.refi.doctor import examine


def whats(data: bytes) -> set[str]:
    return {one.what for one in examine(data).findings}


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ("<Sets/>", "Sets holds no Set, and needs one"),
        (CODES.replace("#ABC", "blue"), "“color” of Code is not a colour, as #33cc33"),
        (CODES.replace(guid(11), guid(10)), "several things bear one GUID"),
        (CODES, "NoteRef points to a note that is not in the file"),
        (source(selection("the café")), "CodeRef points to a code that is not in the file"),
        (source(selection("the café")), "“creatingUser” names a user who is not in the file"),
        (source("").replace("T.TXT", "gone.txt"), "a source is missing: its “plainTextPath” leads to nothing"),
        (f'<Sources><TextSource guid="{guid(1)}"/></Sources>', "a TextSource has no text"),
        (
            f'<Links><Link guid="{guid(1)}" originGUID="{guid(2)}"/></Links>',
            "a link has an end that is not in the file",
        ),
        (
            USERS + CODES + source(selection("the café").replace('endPosition="', 'endPosition="9')),
            "its place is outside of the text, or holds nothing",
        ),
        ("<Users></Users>", "Users holds no User, and needs one"),
    ],
)
def test_what_is_wrong_is_named(inside: str, what: str):
    assert what in whats(package(inside))


def test_what_is_wrong_of_each_tool_is_what_is_known_of_it():
    found = {tool.name: whats(make(tool).data) for tool in TOOLS}
    assert "sources do not lie in the folder “sources”" in found["NVivo Windows"]
    assert "a text begins with a byte-order mark" in found["NVivo Windows"]
    assert "the project file is not called project.qde" in found["ATLAS.ti"]
    assert "“guid” of Code is not a GUID, as 5215cc69-b628-4e02-afb9-9beeaee55808" in found["qc"]
    assert "“creatingUserGUID” names a user who is not in the file" in found["QualCoder"]
    assert "Sets holds no Set, and needs one" in found["Taguette"]
    assert {"it names a folder of the computer that it was made on"} == found["aqda"]


def test_a_text_in_an_old_encoding_is_named():
    data = package(source(""), **{"sources/t.txt": "Étude".encode("cp1252")})
    assert "a text is not encoded as UTF-8" in whats(data)


def test_no_finding_quotes_a_participant():
    words = "the café"
    data = package(source(selection(words, code=99, attributes=f'name="{words}" colour="x"')))
    assert words not in str(examine(data).findings)


SAID = (
    "Who came to it?\n\nThe board came to the café in May, and twice in June.\n\nNobody else of them did, that I know."
)


@pytest.mark.parametrize(
    ("name", "is_wrong"),
    [
        ("Nobody else of them did, that I know.", True),
        ("Nobody else of them did…", True),
        ("The board came to the café in May, and twice in June.", False),
        ("The board came to the…", False),
        ("“The board came to the café in May", False),
        ("a name of people's own for it", False),
        ("Nobody else", False),
        ("", False),
    ],
    ids=["whole", "cut short", "there", "beginning there", "but for a sign", "own name", "too short", "none"],
)
def test_words_that_stand_elsewhere_in_the_text_than_their_passage_are_named(name: str, is_wrong: bool):  # noqa: FBT001
    marked = selection("The board came to the café in May, and twice in June.", text=SAID, attributes=f'name="{name}"')
    found = examine(package(USERS + CODES + source(marked), text=SAID))
    told = [one for one in found.findings if one.what.startswith("the words that the file stores of a passage stand")]
    assert [("Interview P07: 1",)] * is_wrong == [one.where for one in told]
    assert not (is_wrong and found.counted is None)


def test_a_way_that_counts_alike_in_all_texts_is_the_standards_and_nothing_wrong():
    """NVivo counts UTF-16 code units, which are code points where a text holds nothing beyond them."""
    for first, units, is_wrong in (("W", "W", False), ("\U0001f600", "XX", True)):
        counted = units + TEXT[1:]  # where each UTF-16 code unit is a character
        said = ("The board came to the café, twice.", "Nobody else did.")
        inside = USERS + CODES + source("".join(selection(words, text=counted) for words in said))
        found = examine(package(inside, text=first + TEXT[1:], origin="NVivo 12"))
        assert is_wrong == any(one.what.startswith("positions do not count as") for one in found.findings), first
