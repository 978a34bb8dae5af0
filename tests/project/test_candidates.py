"""Candidate themes: proposed the same each time, and decided by people."""

from __future__ import annotations

import pytest

from themes import Project
from themes.errors import NotFound, Refused


def test_the_sample_gives_candidates_of_a_sensible_size(project: Project):
    views = project.candidates()
    run = project.latest_run()
    assert run is not None
    assert 6 <= len(views) <= 25
    assert max(len(view.members) for view in views) <= 0.25 * len(run.members)
    assert len(project.unplaced()) <= 0.2 * len(run.members)
    assert sum(view.n_cases >= 3 for view in views) >= 0.8 * len(views)


def test_no_segment_of_the_interviewer_is_among_the_members(project: Project):
    run = project.latest_run()
    assert run is not None
    assert all(member.case_id for member in run.members)


def test_the_same_transcripts_and_seed_give_the_same_candidates(project: Project):
    before = [(view.name, view.members, view.candidate.phrases) for view in project.candidates()]
    again = project.discover()
    assert [(view.name, view.members, view.candidate.phrases) for view in again.candidates] == before


def test_typical_quotations_come_from_different_cases(project: Project):
    for view in project.candidates():
        cases = [member.case_id for member in view.typical]
        assert len(cases) == min(3, view.n_cases)
        assert len(set(cases)) == len(cases)


def test_accepting_makes_a_code_whose_codings_say_where_they_come_from(project: Project):
    view = project.candidate(1)
    code = project.accept(view, name="Board engagement")
    codings = project.codings(code=code)
    assert len(codings) == len(view.members)
    assert {one.coding.candidate_id for one in codings} == {view.candidate.id}
    assert {(one.coding.how, one.coding.unread, one.coder.name) for one in codings} == {("accepted", True, "AB")}
    assert project.candidate(1).decision.outcome == "accepted"


def test_chosen_quotations_are_accepted_with_their_moved_ends(project: Project):
    member = project.candidate(1).members[0]
    source = project.transcript(member.transcript_id)
    words = source.text[member.start : member.end].split(" ")
    start = member.start + len(words[0]) + 1
    code = project.accept(1, name="Board", quotations=[(member.transcript_id, start, member.end)])
    (one,) = project.codings(code=code)
    assert one.quotation.words == " ".join(words[1:])
    assert not one.coding.unread


def test_accepting_into_an_existing_code_makes_no_other(project: Project):
    code = project.add_code("Board engagement")
    project.accept(1, into=code)
    assert [known.name for known in project.codes()] == ["Board engagement"]
    assert project.codings(code=code)


def test_accepting_as_a_theme_asks_for_its_statement(project: Project):
    code = project.accept(1, name="Board engagement", theme=True)
    (theme,) = project.themes()
    assert (theme.name, theme.statement, theme.code_ids) == ("Board engagement", "", (code.id,))


def test_what_is_decided_is_not_decided_again(project: Project):
    project.reject(1)
    with pytest.raises(Refused, match="already rejected"):
        project.accept(1)
    project.reopen_candidate(1)
    project.accept(1)
    with pytest.raises(Refused, match="It was accepted"):
        project.reopen_candidate(1)


def test_a_merged_candidate_brings_its_members(project: Project):
    one, two, three = project.candidate(1), project.candidate(2), project.candidate(3)
    project.merge_candidates(2, 3)
    merged = project.merge_candidates(1, 2)
    assert len(merged.members) == len(one.members) + len(two.members) + len(three.members)
    strengths = [member.strength for member in merged.members]
    assert strengths == sorted(strengths, reverse=True)
    assert project.candidate(3).decision.outcome == "merged"


def test_a_candidate_is_not_merged_into_itself(project: Project):
    with pytest.raises(Refused, match="two different"):
        project.merge_candidates(1, 1)


def test_a_renamed_candidate_keeps_its_name_when_accepted(project: Project):
    project.rename_candidate(1, "The board came")
    assert project.accept(1).name == "The board came"


def test_a_candidate_that_is_not_there_is_named(project: Project):
    with pytest.raises(NotFound, match="no candidate theme 99"):
        project.candidate(99)


def test_suggestions_are_near_what_is_confirmed_and_not_coded_yet(project: Project):
    members = project.candidate(1).members
    chosen = [(one.transcript_id, one.start, one.end) for one in members[:5]]
    code = project.accept(1, name="Board", quotations=chosen)
    suggestions = project.suggestions(code, limit=10)
    assert len(suggestions) == 10
    places = {(one.suggestion.transcript_id, one.suggestion.start, one.suggestion.end) for one in suggestions}
    assert not places & set(chosen)
    # Half of the ten nearest at least come from the candidate that the five were taken from.
    assert len(places & {(one.transcript_id, one.start, one.end) for one in members}) >= 5
    assert all(one.suggestion.because for one in suggestions)
    assert len(project.codings()) == 5


def test_an_accepted_suggestion_is_a_coding_that_says_so_and_a_refused_one_does_not_come_back(project: Project):
    members = project.candidate(1).members
    code = project.accept(1, name="Board", quotations=[(m.transcript_id, m.start, m.end) for m in members[:3]])
    first, second, *_ = project.suggestions(code, limit=5)
    coding = project.accept_suggestion(first)
    project.reject_suggestion(second)
    assert (coding.how, coding.suggestion_id) == ("accepted", first.suggestion.id)
    places = {(one.suggestion.transcript_id, one.suggestion.start) for one in project.suggestions(code, limit=50)}
    assert not places & {(one.suggestion.transcript_id, one.suggestion.start) for one in (first, second)}


def test_a_transcript_goes_with_its_segments_in_an_earlier_discovery_and_undo_brings_them_back(project: Project):
    before = project.latest_run()
    gone = project.transcripts()[0]
    project.mark_looked_at(gone, [project.add_code("Board")])
    project.remove_transcript(gone)
    run = project.latest_run()
    assert run is not None
    assert gone.id not in {member.transcript_id for member in run.members}
    assert all(view.typical for view in project.candidates())
    project.undo()
    assert project.latest_run() == before
    assert project.check() == []


def test_a_code_with_a_definition_alone_gets_suggestions_that_say_so(project: Project):
    project.add_code("Parking", definition="Where staff and visitors leave their cars, and what it costs them.")
    suggestions = project.suggestions("Parking", limit=5)
    assert {one.suggestion.because[0] for one in suggestions} == {"like the definition"}


def test_a_discovery_that_finds_the_same_keeps_what_was_decided(project: Project):
    project.reject(1)
    project.discover()
    assert len(project.runs()) == 1
    assert project.candidate(1).decision.outcome == "rejected"


def test_only_what_was_read_is_marked_read(project: Project):
    places = [(one.transcript_id, one.start, one.end) for one in project.candidate(1).members[:4]]
    code = project.accept(1, name="Board", quotations=places, read=places[:1])
    assert sorted(one.coding.unread for one in project.codings(code=code)) == [False, True, True, True]


def test_the_typical_quotations_of_a_merger_show_both(project: Project):
    one, two = project.candidate(1), project.candidate(2)
    merged = project.merge_candidates(1, 2)
    ranks = {member.rank for member in merged.typical}
    assert ranks == {one.candidate.rank, two.candidate.rank}
