"""Suggestions of a real project: probable, with reasons, learning from yes and no, undoable."""

from __future__ import annotations

from itertools import pairwise

import pytest

from themes import Project
from themes.errors import Refused
from themes.model import Quotation, Suggestion
from themes.project.suggested import why_suggested
from themes.suggest import Reason

UNHEARD = {
    "Football": "A match was won or lost; the goalkeeper, the referee, the league.",
    "Weather": "Rain, snow or sun; how cold it was outside.",
    "Cooking": "Recipes, spices and what was baked in the oven.",
    "Astronomy": "Planets, telescopes, the orbit of a moon.",
    "Painting": "Oil, canvas and brush; what hangs in a gallery.",
    "Sailing": "A boat, its mast and sail; the harbour at low tide.",
}
"""Codes of which nobody in the interviews speaks, and what they mean."""


@pytest.fixture
def study(project: Project) -> Project:
    """The sample interviews, one code of five confirmed quotations and one with a definition alone."""
    members = project.candidate(1).members[:5]
    project.accept(1, name="First", quotations=[(one.transcript_id, one.start, one.end) for one in members])
    project.add_code(
        "Parking", definition="Where staff and visitors leave their cars. What parking costs them; who pays for it."
    )
    return project


def test_a_suggestion_carries_its_probability_its_words_and_its_reasons(study: Project):
    views = study.suggestions("First", limit=8)
    assert sorted((view.probability for view in views), reverse=True) == [view.probability for view in views]
    assert all(0 < view.probability < 1 for view in views)
    for view in views:
        text = study.transcript(view.suggestion.transcript_id).text
        assert text[view.suggestion.start : view.suggestion.end] == view.quotation
        assert view.because.startswith("like ")
    assert any(view.like for view in views)


def test_the_part_of_the_definition_is_named(study: Project):
    parts = {view.suggestion.because[0] for view in study.suggestions("Parking", limit=10)}
    assert parts <= {
        "like the definition: Where staff and visitors leave their cars.",
        "like the definition: What parking costs them;",
        "like the definition: who pays for it.",
    }


def test_a_code_without_a_definition_is_not_said_to_have_one(study: Project):
    nearest_is_the_code = Reason(similarity=0.4, like=None, refused=None, words=(), part=None)
    first, parking = study.code("First"), study.code("Parking")
    assert why_suggested(nearest_is_the_code, None, first, {}, {}) == ("like the code's name",)
    assert why_suggested(nearest_is_the_code, None, parking, {}, {}) == ("like the definition",)


def test_a_refused_suggestion_does_not_come_back_and_its_likes_sink(study: Project):
    rises: list[float] = []
    for _ in range(8):  # until one is refused that another is like
        before = {place_of(view.suggestion): view.probability for view in study.suggestions("First", limit=200)}
        refused = study.suggestions("First", limit=1)[0]
        study.reject_suggestion(refused)
        after = {place_of(view.suggestion): view for view in study.suggestions("First", limit=200)}
        assert place_of(refused.suggestion) not in after
        rises += [
            view.probability - before[place]
            for place, view in after.items()
            if "but near to one that was refused" in view.suggestion.because and place in before
        ]
        if rises:
            break
    assert min(rises) < -0.01
    # Where it was next to nothing, all that is learnt anew may lift it by less than the page shows: a whole percent.
    assert max(rises) < 0.005


def test_an_accepted_suggestion_keeps_its_probability_and_undo_takes_it_back(study: Project):
    view = study.suggestions("First", limit=1)[0]
    coding = study.accept_suggestion(view)
    assert coding.suggestion_id == view.suggestion.id
    assert len(study.codings(code="First")) == 6
    study.undo()
    assert len(study.codings(code="First")) == 5
    assert study.suggestions("First", limit=1)[0].words == view.words


def test_a_chosen_span_gets_several_codes_most_probable_first(study: Project):
    quotation = study.codings(code="First")[0].quotation
    start, end = quotation.start + 5, quotation.end
    views = study.suggested_codes(quotation.transcript_id, start, end)
    assert ["First", "Parking"] == [view.code.name for view in views]
    assert (start, end) == (views[0].suggestion.start, views[0].suggestion.end)


def cut_by_hand(study: Project, code: str) -> None:
    """Give a code the first sentence of twelve longer answers, as a coder of short quotations would."""
    answers = [
        (source, turn)
        for source in study.transcripts()
        for turn in source.turns
        if source.text[turn.start : turn.end].count(". ") > 1
    ][:12]
    for source, turn in answers:
        study.add_coding(source, turn.start, source.text.index(".", turn.start) + 1, code)


def test_to_a_coder_who_quotes_sentences_sentences_are_proposed(study: Project):
    whole = [len(view.words) for view in study.suggestions("First", limit=10)]
    cut_by_hand(study, "Parking")
    views = study.suggestions("First", limit=10)
    assert sum(len(view.words) for view in views) < sum(whole)
    for view in views:
        text = study.transcript(view.suggestion.transcript_id).text
        assert text[view.suggestion.start : view.suggestion.end] == view.words


def test_proposals_touch_neither_one_another_nor_what_was_decided_on(study: Project):
    cut_by_hand(study, "First")
    proposed = [view.suggestion for view in study.suggestions("First", limit=50)]
    decided = [view.quotation for view in study.codings(code="First")]
    places = sorted((one.transcript_id, one.start, one.end) for one in (*proposed, *decided))
    assert not [
        (one, other)
        for one, other in pairwise(places)
        if one[0] == other[0] and other[1] < one[2] and not {one, other} <= {*map(place_of, decided)}
    ]


def place_of(one: Quotation | Suggestion) -> tuple[str, int, int]:
    return one.transcript_id, one.start, one.end


def test_a_code_that_the_span_bears_is_not_suggested_again(study: Project):
    quotation = study.codings(code="First")[0].quotation
    views = study.suggested_codes(quotation.transcript_id, quotation.start, quotation.end)
    assert ["Parking"] == [view.code.name for view in views]


def test_a_range_without_words_gets_no_suggestion(study: Project):
    with pytest.raises(Refused, match="no range of words"):
        study.suggested_codes(study.transcripts()[0], 5, 5)


def test_what_to_review_says_why_it_is_shown(study: Project):
    views = study.to_review(limit=6)
    why = [view.suggestion.because[-1] for view in views]
    assert 6 == len({(view.suggestion.transcript_id, view.suggestion.start) for view in views})
    assert 3 == len(set(why))
    assert all(one.startswith("shown because") for one in why)


def test_a_study_without_codes_has_nothing_to_learn(project: Project):
    assert [] == project.to_review()
    assert () == project.learning().points


def test_learning_is_asked_of_what_came_later(project: Project):
    for name, definition in UNHEARD.items():
        project.add_code(name, definition=definition)
    for rank in (1, 2):
        members = project.candidate(rank).members[:8]
        project.accept(
            rank, name=f"Code {rank}", quotations=[(one.transcript_id, one.start, one.end) for one in members]
        )
    (point,) = project.learning().points
    assert (10, 6) == (point.n_decisions, point.n_asked)
    assert point.n_right >= 5  # three of eight codes by chance would be right twice
