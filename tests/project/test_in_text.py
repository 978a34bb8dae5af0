"""Suggestions beside a text: few, the likeliest at each place, and none where somebody decided."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from themes.model import Span
from themes.project import Project, SuggestionView
from themes.text import count_words


@pytest.fixture
def study(two_interviews: Path, tmp_path: Path) -> Iterator[Project]:
    path = tmp_path / "study.themes"
    shutil.copy(two_interviews, path)
    with Project.open(path) as project:
        first, second = project.candidates()[:2]
        for view, name in ((first, "Board"), (second, "Money")):
            code = project.add_code(name, definition=", ".join(view.candidate.key_words))
            for member in view.members[:6]:
                project.add_coding(member.transcript_id, member.start, member.end, code)
        yield project


def place(view: SuggestionView) -> tuple[int, int]:
    return view.suggestion.start, view.suggestion.end


def test_there_are_about_as_many_as_can_be_read_in_the_order_of_the_text(study: Project):
    transcript = study.transcripts()[0]
    views = study.suggestions_in(transcript)
    assert 3 <= len(views) <= round(count_words(transcript.text) / 100) + 3
    assert sorted(map(place, views)) == list(map(place, views))
    assert {transcript.id} == {view.suggestion.transcript_id for view in views}
    assert all(view.probability >= 0.1 for view in views)
    assert all(before[1] <= after[0] for before, after in pairwise(map(place, views)))


def test_a_place_is_not_suggested_for_the_code_that_it_bears_or_was_refused_for(study: Project):
    transcript = study.transcripts()[0]
    decided = [(one.code.id, one.quotation.start, one.quotation.end) for one in study.codings(transcript=transcript)]
    refused = study.suggestions_in(transcript)[0]
    study.reject_suggestion(refused)
    decided.append((refused.code.id, *place(refused)))
    clash = [
        view
        for view in study.suggestions_in(transcript)
        for code_id, start, end in decided
        if view.code.id == code_id and view.suggestion.start < end and start < view.suggestion.end
    ]
    assert [] == clash


def test_only_a_range_is_looked_at_where_one_is_given(study: Project):
    transcript = study.transcripts()[0]
    half = Span(start=len(transcript.text) // 2, end=len(transcript.text))
    views = study.suggestions_in(transcript, within=half)
    assert views
    assert min(view.suggestion.start for view in views) >= half.start - 400  # a sentence may begin before its segment


def test_a_study_without_codes_has_none(study: Project):
    for code in study.codes():
        study.remove_codings([one.coding for one in study.codings(code=code)])
        study.revise_code(code, definition="")
    assert [] == study.suggestions_in(study.transcripts()[0])
    assert not study.is_taught()
