"""Candidates held against the codebook: which codes they look like."""

from __future__ import annotations

import pytest

from themes import Project


def test_a_candidate_looks_most_like_the_code_that_its_own_words_were_given(project: Project):
    views = project.candidates()[:3]
    for view in views:
        code = project.add_code(view.name)
        for one in view.members[:4]:
            project.add_coding(one.transcript_id, one.start, one.end, code)
    for view in views:
        first, *others = project.near_codes(view)
        assert view.name == first.code.name
        assert all(first.probability >= other.probability > 0 for other in others)


def test_without_a_codebook_nothing_is_near(project: Project):
    assert [] == project.near_codes(1)


def test_the_mean_is_over_the_segments_of_the_candidate_alone(project: Project):
    project.add_code("Football", definition="The goalkeeper, the referee and the league.")
    project.add_code("Weather", definition="Rain, snow, sun and how cold it was outside.")
    near = project.near_codes(1, limit=2)
    assert 1.0 == pytest.approx(sum(one.probability for one in near), abs=0.3)  # two codes, of which one is borne
