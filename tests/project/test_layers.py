"""Broader and finer: layers of a discovery, from stored vectors alone."""

from __future__ import annotations

import pytest
from tests.clock import quickest

from themes import Project
from themes.errors import Refused


@pytest.fixture
def unencoded(monkeypatch: pytest.MonkeyPatch) -> None:
    """No encoder: whatever asked for one would fail."""
    monkeypatch.setenv("THEMES_MODELS", "nowhere")


@pytest.mark.usefixtures("unencoded")
def test_a_broader_layer_holds_every_placed_segment_and_says_what_it_takes_from(project: Project):
    shown = project.candidates()
    layer = project.layer(len(shown) - 2)
    assert (len(shown) - 2, len(shown)) == (len(layer.groups), layer.shown)
    assert sum(len(view.members) for view in shown) == sum(group.n_segments for group in layer.groups)
    assert sorted(view.candidate.rank for view in shown) == sorted(
        rank for group in layer.groups for rank, _ in group.from_candidates
    )


def test_moving_to_another_layer_takes_less_than_a_tenth_of_a_second(project: Project):
    layer = project.layer(8)

    def move() -> None:
        for n in range(layer.broadest, layer.broadest + 5):
            project.layer(n)

    assert quickest(move, within=0.5) / 5 < 0.1


def test_a_kept_layer_is_a_discovery_of_its_own_and_can_be_undone(project: Project):
    before = project.latest_run()
    wanted = len(project.candidates()) - 2
    kept = project.keep_layer(wanted)
    assert (wanted, wanted) == (len(kept.candidates), len(project.candidates()))
    assert {"joined", "same"} >= {one.became for one in project.what_changed()}
    project.undo()
    assert before == project.latest_run()


def test_layers_of_texts_that_were_changed_since_are_refused(project: Project):
    first = project.candidates()[0].members[0]
    project.correct_text(first.transcript_id, first.start, first.start + 1, "Never before:")
    with pytest.raises(Refused, match="changed since"):
        project.layer(8)


def test_layers_follow_a_segment_that_was_moved_after_they_were_looked_at(project: Project):
    shown = project.candidates()
    project.layer(len(shown))
    project.move_segments(shown[0].members[:1], shown[1].candidate.rank)
    moved = project.layer(len(shown)).groups
    assert [1] * len(shown) == [len(group.from_candidates) for group in moved]
