"""Thousands of facts of one kind, as a survey brings them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from themes.model import Case, Speaker, Transcript, Turn
from themes.operations import Step, added, inverse, removed, revised
from themes.store import Store

Steps = Callable[..., Step]

N = 3_000


@pytest.fixture
def cases() -> list[Case]:
    """Three thousand respondents."""
    return [Case(id=f"case-{nth:05d}", label=f"R{nth}") for nth in range(N)]


def answers(cases: list[Case], transcript: Transcript) -> Transcript:
    """A transcript with a turn and a speaker for each respondent."""
    said = [f"Answer {nth} about the ward" for nth in range(len(cases))]
    starts = [0]
    for words in said:
        starts.append(starts[-1] + len(words) + 1)
    return replace(
        transcript,
        id="answers",
        title="Answers",
        kind="survey answers",
        text="\n".join(said),
        turns=tuple(
            Turn(start=start, end=start + len(words), speaker=nth)
            for nth, (start, words) in enumerate(zip(starts, said, strict=False))
        ),
        speakers=tuple(Speaker(label=case.label, role="participant", case_id=case.id) for case in cases),
    )


def test_a_long_list_follows_every_change(new: Store, step: Steps, cases: list[Case]):
    new.write(step(), list(map(added, cases)))
    assert cases == new.facts(Case)
    renamed = replace(cases[7], label="R7b")
    new.write(step(), [revised(cases[7], renamed), removed(cases[9])])
    assert [*cases[:7], renamed, cases[8], *cases[10:]] == new.facts(Case)


def test_ids_alone_follow_every_change(new: Store, step: Steps, cases: list[Case]):
    new.write(step("add"), [added(case) for case in cases])
    site, gone = replace(cases[0], kind="site"), cases[1]
    assert {case.id for case in cases} == new.ids(Case, kind="participant")
    new.write(step("change"), [revised(cases[0], site), removed(gone)])
    assert ({case.id for case in cases[2:]}, {site.id}) == (
        new.ids(Case, kind="participant"),
        new.ids(Case, kind="site"),
    )


def test_a_list_that_was_given_can_be_changed_without_harm(new: Store, step: Steps, cases: list[Case]):
    new.write(step(), list(map(added, cases)))
    new.facts(Case).clear()
    assert cases == new.facts(Case)


def test_an_older_moment_still_shows_the_list_of_then(new: Store, step: Steps, cases: list[Case]):
    new.write(step(), list(map(added, cases)))
    with new.snapshot():
        before = new.facts(Case)
        new.write(step(), [removed(cases[0])])
        assert before == new.facts(Case)
    assert cases[1:] == new.facts(Case)


def test_a_survey_is_taken_back_and_brought_again(new: Store, step: Steps, cases: list[Case], transcript: Transcript):
    changes = [*map(added, cases), added(answers(cases, transcript))]
    taken = step()
    new.write(taken, changes)
    new.write(step(), inverse(new.changes(taken.id)))
    assert ([], []) == (new.facts(Case), new.search("ward"))
    new.write(step(), new.changes(taken.id))
    assert (N, []) == (len(new.facts(Transcript)[0].turns), new.check())


def test_words_are_found_where_they_stand_in_a_long_transcript(
    new: Store, step: Steps, cases: list[Case], transcript: Transcript
):
    whole = answers(cases, transcript)
    new.write(step(), [*map(added, cases), added(whole)])
    assert [("answers", "2500")] == [(id_, whole.text[start:end]) for id_, start, end in new.search("2500")]
    assert 200 == len(new.search("ward"))
    assert [] == new.search("ward", within="another")


def test_a_turn_that_the_search_does_not_hold_is_told(new: Store, step: Steps, transcript: Transcript):
    bare = replace(transcript, speakers=(), turns=tuple(replace(turn, speaker=None) for turn in transcript.turns))
    new.write(step(), [added(bare)])
    with new._file.door() as connection:
        n = connection.exec_driver_sql("SELECT n FROM turn LIMIT 1").scalar_one()
        turn = bare.turns[0]
        words = bare.text[turn.start : turn.end]
        connection.exec_driver_sql(
            "INSERT INTO turn_search(turn_search, rowid, words) VALUES ('delete', ?, ?)", (n, words)
        )
    assert ["The search does not hold what the transcripts hold."] == new.check()
