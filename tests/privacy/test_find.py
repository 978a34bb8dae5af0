"""What holds of findings whatever the text: where they are, that none overlaps, that no reason holds the words."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from benchmarks import identifiers
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.clock import forget, quickest

from themes.model import Span
from themes.privacy import Found, NameList, find, scan
from themes.privacy.found import settled

NAMES = NameList.of(people=["Ann Obi", "Will O'Brien"], organisations=["Rowan Ward", "Kelham Community Trust"])
PIECES = [
    "Ann", "ann obi", "Dr", "St", "O'Brien", "Rowan", "Ward", "943 476 5919", "at", "dot", "com", "ninety", "born",
    "1 May 1970", "İ", "ﬁ", "Łódź", "e\u0301", "\U0001f600", "\n", ".", "-", "'s", "the", "said", "S10 2JF",
]  # fmt: skip


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join) | st.text(max_size=80))
def test_findings_lie_in_the_text_in_order_and_do_not_overlap(text):
    found = find(text, NAMES, detectors=["rules", "list"])
    for one in found:
        assert text[one.start : one.end].strip()
        Span(start=one.start, end=one.end)
        assert one.end <= len(text)
    assert all(one.end <= following.start for one, following in pairwise(found))


def test_no_reason_holds_a_word_of_what_was_found():
    sentences, names = identifiers.read()
    for sentence in sentences:
        for one in find(sentence.text, names):
            words = {word for word in sentence.text[one.start : one.end].lower().split() if len(word) > 4}
            assert not words & set(one.why.lower().split()) - {"number", "insurance", "national", "hundred", "council"}


def test_positions_count_code_points_also_behind_emoji_and_letters_that_grow_when_made_small():
    text = "\U0001f600 İİ Łódź: I told Agnieszka."
    last = find(text, detectors=["rules"])[-1]
    assert "Agnieszka" == text[last.start : last.end]


def test_turns_are_looked_at_apart():
    assert [] == find("I saw Mr\nBrown bread is better.", detectors=["rules"])


def test_short_texts_are_scanned_one_by_one():
    first, second = scan(["Ann's worry", "Access"], NAMES, detectors=["rules", "list"])
    assert 1 == len(first)
    assert [] == second


def test_a_finding_that_reaches_further_widens_a_more_trusted_one_and_keeps_its_name():
    trusted = Found(start=5, end=8, kind="person", why="on the project's list")
    wider = Found(start=3, end=12, kind="organisation", why="a rule")
    inside = Found(start=6, end=7, kind="place", why="a rule")
    assert [Found(start=3, end=12, kind="person", why="on the project's list")] == settled([[trusted], [wider, inside]])


@pytest.mark.parametrize(
    "text",
    ["1 " * 4000, "a." * 8000, "x-" * 8000, "a" * 100_000, "St " * 4000, "born 1 may " * 1500, "at the x dot " * 2000,
     "ninety " * 4000, "'" * 20_000, "A and " * 4000, "a@" * 8000, "\n" * 20_000],
    ids=lambda text: repr(text[:6]),
)  # fmt: skip
def test_no_text_takes_long(text):
    assert quickest(lambda: find(text, NAMES, detectors=["rules", "list"]), within=3, before=forget) < 3


def test_an_hours_interview_takes_less_than_3_seconds(corpus):
    words = " ".join(path.read_text(encoding="utf-8") for path in sorted((corpus / "interviews").iterdir())).split(" ")
    text = " ".join(words[:10_000])

    def cold_but_for_spacy() -> None:
        forget()
        find("I told Ann.", NAMES)

    cold_but_for_spacy()

    def look() -> None:
        assert 20 < len(find(text, NAMES)) < 100

    assert quickest(look, within=3, before=cold_but_for_spacy) < 3


def test_spacy_is_loaded_only_to_find():
    code = "import sys, themes.privacy; print('spacy' in sys.modules, 'torch' in sys.modules)"
    path = ":".join(sys.path)
    asked = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": path}
    )
    assert "False False" == asked.stdout.strip()
