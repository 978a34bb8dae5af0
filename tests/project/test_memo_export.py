"""Memos as files: what stands in them, and what consent and release keep out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document

from themes import Project
from themes.errors import Refused
from themes.memo_text import link_to
from themes.report import PARAPHRASE


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Project]:
    """Two memos, one of which links to what a participant said; the transcript came without names."""
    with Project.create(tmp_path / "talk.themes", coder="AB", title="Talk") as made:
        made.describe(pseudonymised=True)
        made.add_bytes("Meeting with Anna Smith.txt", b"Anna: We asked the board twice.\n\nBen: It never came.\n")
        code = made.add_code("Board")
        made.add_coding(made.transcripts()[0], 0, 12, code)
        quotation = made.codings()[0].quotation
        made.add_memo("First thought.\nAnd a second.", about=made.transcripts()[0])
        made.add_memo(f"Compare {link_to(quotation.id)} with =theory.", about=code)
        yield made


def text_of(path: Path) -> str:
    if path.suffix == ".txt":
        return path.read_text(encoding="utf-8")
    return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)


@pytest.mark.parametrize("name", ["memos.docx", "memos.txt"])
def test_memos_are_written_by_day_with_what_they_are_on_and_quote(written, tmp_path, name):
    found = text_of(written.write_memos(tmp_path / name))

    told = ["Talk", "AB. On interview 1", "And a second.", "AB. On the code “Board”", "Compare [1] with =theory."]
    places = [found.index(words) for words in [*told, "[1] ", "We asked the", "P01, interview 1"]]
    assert sorted(places) == places
    assert "Anna" not in found


def test_only_the_memos_that_are_chosen_are_written(written, tmp_path):
    found = text_of(written.write_memos(tmp_path / "memos.txt", written.memos(kind="code")))

    assert ("Compare" in found, "thought" in found) == (True, False)


def test_words_that_may_only_be_paraphrased_are_not_printed(written, tmp_path):
    written.set_consent("P01", "paraphrase")

    found = text_of(written.write_memos(tmp_path / "memos.txt"))

    assert PARAPHRASE in found
    assert "We asked the" not in found


def test_memos_that_quote_what_is_not_released_are_refused_or_say_so(written, tmp_path):
    written.describe(pseudonymised=False)
    place = tmp_path / "memos.txt"

    with pytest.raises(Refused, match="Names may still stand in 1 transcript"):
        written.write_memos(place)
    assert not place.exists()

    assert "Not to be passed on: 1 transcript" in text_of(written.write_memos(place, insist=True))


@pytest.mark.parametrize("name", ["memos.pdf", "nowhere/memos.txt"])
def test_another_suffix_or_no_folder_is_refused(written, tmp_path, name):
    with pytest.raises(Refused, match="Nothing was written"):
        written.write_memos(tmp_path / name)
