"""A transcript is corrected after it was coded: every quotation keeps its words, or is said to be changed or lost."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from themes import Project
from themes.anchor import Edit
from themes.errors import AlreadyAdded, BrokenFile, Refused, StaleChange, UndoRefused
from themes.model import Asking, Displaced, GuideQuestion, Identifier, Quotation, Review, Suggestion
from themes.operations import added
from themes.store import Job

TALK = b"""Interviewer: How was teh bord with you?

Jane Smith: The bord came to us. They asked and they listened.

Interviewer: And the money?

Jane Smith: Nobody spoke of the money. Not once in the year.
"""
CORRECTED = b"""Interviewer: How was the board with you?

Jane Smith: The board came to us in March. They asked and they listened.

Interviewer: And the money?

Jane Smith: We have never seen any.
"""


@pytest.fixture
def talk(empty: Project) -> Project:
    """A project with one short interview, and a code."""
    empty.add_bytes("talk.txt", TALK)
    empty.add_code("Board")
    empty.add_code("Money")
    return empty


def code(project: Project, words: str, name: str = "Board") -> str:
    """Code some words that stand there once; the quotation's id."""
    text = project.transcript("talk").text
    return project.add_coding("talk", text.index(words), text.index(words) + len(words), name).quotation_id


def correct(project: Project, words: str, now: str):
    """Correct words that stand there once."""
    text = project.transcript("talk").text
    return project.correct_text("talk", text.index(words), text.index(words) + len(words), now, was=words)


def quoted(project: Project, quotation_id: str) -> str:
    return project.quotation(quotation_id).words


def fates(moved) -> list[tuple[str, str, str]]:
    return [(one.fate, one.was, one.now) for one in moved.quotations]


# --- words ---------------------------------------------------------------------------------------


def test_a_typo_before_a_quotation_moves_it_and_its_words_stay(talk: Project):
    quotation = code(talk, "They asked and they listened.")
    moved = correct(talk, "The bord", "The board")
    assert [("moved", "They asked and they listened.", "They asked and they listened.")] == fates(moved)
    assert "They asked and they listened." == quoted(talk, quotation)
    assert [] == talk.check()


def test_a_typo_inside_a_quotation_is_told_with_what_it_was(talk: Project):
    quotation = code(talk, "The bord came to us.")
    moved = correct(talk, "The bord", "The board")
    assert [("changed", "The bord came to us.", "The board came to us.")] == fates(moved)
    assert "The board came to us." == quoted(talk, quotation)
    assert [] == talk.check()


def test_a_letter_put_to_the_last_word_of_a_quotation_is_part_of_it(talk: Project):
    quotation = code(talk, "They asked and they listened")
    text = talk.transcript("talk").text
    end = text.index("listened") + 8
    talk.correct_text("talk", end, end, "!")
    assert "They asked and they listened" == quoted(talk, quotation)
    talk.correct_text("talk", end, end, "s")
    assert "They asked and they listeneds" == quoted(talk, quotation)


def test_a_quotation_that_was_rewritten_is_listed_with_its_codes_and_undo_brings_it_back(talk: Project):
    quotation = code(talk, "Not once in the year.", "Money")
    before = talk._store.dump()
    moved = correct(talk, "Nobody spoke of the money. Not once in the year.", "We have never seen any.")
    assert ["lost"] == [one.fate for one in moved.quotations]
    (lost,) = talk.displaced()
    assert (quotation, "Not once in the year.", (talk.code("Money").id,)) == (lost.id, lost.words, lost.code_ids)
    assert [] == talk.codings()
    assert [] == talk.check()
    talk.undo()
    assert before == talk._store.dump()
    talk.redo()
    assert [lost] == talk.displaced()
    assert [] == talk.check()


def test_a_correction_that_changes_nothing_is_no_step(talk: Project):
    before = talk.last_seq()
    assert "" == correct(talk, "The bord", "The bord").step_id
    assert before == talk.last_seq()


def test_turns_and_search_follow_the_words(talk: Project):
    correct(talk, "The bord", "The whole board")
    now = talk.transcript("talk")
    assert [now.text[turn.start : turn.end] for turn in now.turns] == now.text.split("\n")
    assert ["whole", "board"] == [now.text[found.start : found.end] for found in talk.search("whole board")]
    assert [] == talk.search("bord came")


def test_other_words_than_the_caller_sees_are_not_corrected(talk: Project):
    correct(talk, "The bord", "The board")
    with pytest.raises(StaleChange, match="Other words stand there now"):
        talk.correct_text("talk", 20, 28, "x", was="The bord")


@pytest.mark.parametrize(
    ("start", "end", "words", "why"),
    [
        (0, 5, "two\nlines", "line break"),
        (0, 60, "all", "within one turn"),
        (9_000, 9_001, "x", "ends at"),
        (5, 2, "x", "no range"),
    ],
)
def test_a_correction_that_is_more_than_words_is_refused(talk: Project, start: int, end: int, words: str, why: str):
    before = talk.last_seq()
    with pytest.raises(Refused, match=why):
        talk.correct_text("talk", start, end, words)
    assert before == talk.last_seq()


@pytest.mark.parametrize("gone", [[0], [1], [3], [0, 1], [2, 3], [0, 3], [1, 2]])
def test_turns_whose_words_are_taken_out_go(talk: Project, gone: list[int]):
    was = talk.transcript("talk")
    lines = was.text.split("\n")
    code(talk, "They asked")
    code(talk, "Nobody spoke of the money.")
    moved = talk.correct("talk", [Edit(start=was.turns[n].start, end=was.turns[n].end, words="") for n in gone])
    kept = [line for nth, line in enumerate(lines) if nth not in gone]
    now = moved.transcript
    assert kept == [now.text[turn.start : turn.end] for turn in now.turns] == now.text.split("\n")
    assert [was.turns[n].speaker for n in range(4) if n not in gone] == [turn.speaker for turn in now.turns]
    assert [] == talk.check()


def test_a_transcript_is_not_emptied(talk: Project):
    turns = talk.transcript("talk").turns
    with pytest.raises(Refused, match="Remove the transcript instead"):
        talk.correct("talk", [Edit(start=turn.start, end=turn.end, words="") for turn in turns])


def test_a_step_of_the_same_id_is_done_once(talk: Project):
    quotation = code(talk, "The bord came to us.")
    first = talk.correct_text("talk", 0, 0, "So. ", step_id="here")
    again = talk.correct_text("talk", 0, 0, "So. ", step_id="here")
    assert first.transcript == again.transcript == talk.transcript("talk")
    assert [("moved", quotation)] == [(one.fate, one.quotation_id) for one in again.quotations]


# --- everything that stands on the text ----------------------------------------------------------


def test_quotations_that_come_to_stand_in_each_others_places_all_move(empty: Project):
    empty.add_bytes("talk.txt", b"Interviewer: So?\n\nP1: no no no no no no no no, that is how it was said.\n")
    empty.add_code("No")
    text = empty.transcript("talk").text
    at = text.index("no no")
    for nth in range(8):
        empty.add_coding("talk", at + 3 * nth, at + 3 * nth + 2, "No")
    empty.correct_text("talk", at, at, "no no ")
    assert [at + 6 + 3 * nth for nth in range(8)] == [one.quotation.start for one in empty.codings()]
    empty.undo()
    empty.redo()
    empty.undo()
    assert [at + 3 * nth for nth in range(8)] == [one.quotation.start for one in empty.codings()]
    assert [] == empty.check()


def test_two_passages_that_change_places_take_their_quotations_along(empty: Project):
    one, two = "We asked them all once.", "They told us very much."
    empty.add_bytes("talk.txt", f"Interviewer: So?\n\nP1: {one} {two}\n".encode())
    for name, words in (("One", one), ("Two", two)):
        empty.add_code(name)
        code(empty, words, name)
    before = empty._store.dump()
    empty.replace_transcript("talk", "talk.txt", data=f"Interviewer: So?\n\nP1: {two} {one}\n".encode())
    assert [("Two", two), ("One", one)] == [(coded.code.name, coded.quotation.words) for coded in empty.codings()]
    assert [] == empty.check()
    empty.undo()
    assert before == empty._store.dump()


def test_two_quotations_that_fall_onto_one_span_become_one_with_all_codes(talk: Project):
    short = code(talk, "They asked")
    long = code(talk, "They asked and they", "Money")
    code(talk, "They asked and they", "Board")
    moved = correct(talk, " and they listened", "")
    assert [("unmoved", None), ("changed", short)] == [(one.fate, one.into) for one in moved.quotations]
    coded = talk.codings()
    assert [("Board", short), ("Money", short)] == [(one.code.name, one.quotation.id) for one in coded]
    told = talk.what_moved(moved.step_id).quotations
    assert [("changed", long, short)] == [(one.fate, one.quotation_id, one.into) for one in told]
    assert [] == talk.check()
    talk.undo()
    assert long in {one.quotation.id for one in talk.codings()}
    assert [] == talk.check()


def test_two_coders_keep_a_quotation_each(talk: Project):
    code(talk, "They asked")
    other = talk.as_coder("CD")
    code(other, "They asked and they")
    correct(talk, " and they listened", "")
    assert [("AB", "They asked"), ("CD", "They asked")] == [
        (one.coder.name, one.quotation.words) for one in talk.codings()
    ]


def test_suggestions_askings_identifiers_and_the_readers_sample_go_with_their_words(talk: Project):
    source = talk.transcript("talk")
    text = source.text
    here = {"transcript_id": source.id}
    asked, us, money = text.index("And the money?"), text.index("us."), text.index("the money. Not")
    question = GuideQuestion(id="q", text="Money?")
    facts = [
        question,
        Asking(id="a", question_id="q", start=asked, end=asked + 14, **here),
        Identifier(id="i", start=us, end=us + 2, kind="person", why="a test", **here),
        Identifier(id="gone", start=0, end=7, kind="person", why="a test", **here),
        Suggestion(id="s", code_id=talk.code("Money").id, start=money, end=money + 9, similarity=0.5, **here),
        Review(id=source.id, state="first reader", sample=((asked, asked + 14),)),
    ]
    talk._step("prepare", map(added, facts))
    talk.correct_text("talk", 0, text.index(" with you"), "And")
    now = talk.transcript("talk").text
    store = talk._store

    def words(fact) -> str:
        return now[fact.start : fact.end]

    assert ["And the money?"] == [words(fact) for fact in store.facts(Asking)]
    assert ["us"] == [words(fact) for fact in store.facts(Identifier)]
    assert ["the money"] == [words(fact) for fact in store.facts(Suggestion)]
    assert ["And the money?"] == [now[slice(*span)] for span in store.fact(Review, source.id).sample]
    assert [] == talk.check()


def test_candidate_themes_keep_their_segments(project: Project):
    transcript = project.transcripts()[0]
    run = project.latest_run()
    assert run is not None
    before = [project.words(one) for one in run.members if one.transcript_id == transcript.id]
    project.correct_text(transcript, transcript.turns[0].start, transcript.turns[0].start, "So. ")
    after = project.latest_run()
    assert after is not None
    assert before == [project.words(one) for one in after.members if one.transcript_id == transcript.id]
    assert [one.case_id for one in run.members] == [one.case_id for one in after.members]


# --- what others do meanwhile --------------------------------------------------------------------


def test_a_correction_on_which_another_coder_has_built_is_not_undone_under_them(talk: Project):
    other = talk.as_coder("CD")
    correct(talk, "The bord", "The whole board")
    quotation = code(other, "They asked")
    with pytest.raises(UndoRefused, match="later work rests on it"):
        talk.undo()
    assert "They asked" == quoted(talk, quotation)
    assert [] == talk.check()


def test_a_correction_is_undone_where_others_have_coded_only_before_it(talk: Project):
    other = talk.as_coder("CD")
    correct(talk, "They asked", "We asked")
    quotation = code(other, "The bord came")
    talk.undo()
    assert "They asked" in talk.transcript("talk").text
    assert "The bord came" == quoted(talk, quotation)
    assert [] == talk.check()


def test_a_correction_is_not_done_again_under_what_was_coded_since(talk: Project):
    other = talk.as_coder("CD")
    correct(talk, "The bord", "The whole board")
    talk.undo()
    code(other, "They asked")
    with pytest.raises(UndoRefused):
        talk.redo()
    assert [] == talk.check()


def test_a_discovery_made_since_is_not_left_on_other_words(project: Project):
    transcript = project.transcripts()[0]
    other = project.as_coder("CD")
    project.correct_text(transcript, 0, 0, "So. ")
    run = project.latest_run()
    assert run is not None
    other._step("find candidate themes", [added(replace(run, id="later"))])
    with pytest.raises(UndoRefused):
        project.undo()


def test_a_text_is_not_corrected_while_a_job_reads_it(talk: Project):
    talk._store.save_job(Job(id="j", kind="discover", state="running", started="2026-01-01T00:00:00.000Z"))
    with pytest.raises(Refused, match="Work is under way"):
        correct(talk, "The bord", "The board")


# --- what was lost -------------------------------------------------------------------------------


def lose(project: Project) -> Displaced:
    """A quotation of two codes, one an enabler, that lost its place."""
    text = project.transcript("talk").text
    start = text.index("Not once")
    project.add_coding("talk", start, start + 21, "Money", valence="enabler")
    project.add_coding("talk", start, start + 21, "Board")
    correct(project, "Nobody spoke of the money. Not once in the year.", "We have never seen any.")
    return project.displaced("talk")[0]


def test_a_lost_quotation_gets_a_place_with_the_codings_that_it_had(talk: Project):
    lost = lose(talk)
    assert "We have never seen any." == talk.transcript("talk").text[lost.start : lost.end]
    placed = talk.place_displaced(lost, lost.start, lost.end)
    assert ("We have never seen any.", lost.id) == (placed.words, placed.id)
    coded = talk.codings()
    assert [("Board", None), ("Money", "enabler")] == [(one.code.name, one.coding.valence) for one in coded]
    assert [] == talk.displaced()
    assert [] == talk.check()
    talk.undo()
    assert [lost] == talk.displaced()


def test_a_lost_quotation_joins_the_one_that_stands_there(talk: Project):
    lost = lose(talk)
    kept = code(talk, "We have never seen any.", "Board")
    talk.place_displaced(lost, lost.start, lost.end)
    assert [("Board", kept), ("Money", kept)] == [(one.code.name, one.quotation.id) for one in talk.codings()]
    assert [] == talk.check()


def test_a_code_that_went_meanwhile_does_not_come_back(talk: Project):
    lost = lose(talk)
    talk.merge_codes("Money", "Board")
    talk.place_displaced(lost, lost.start, lost.end)
    assert ["Money"] == [one.code.name for one in talk.codings()]
    assert [] == talk.check()


def test_a_lost_quotation_is_let_go_and_undo_brings_it_back(talk: Project):
    lost = lose(talk)
    talk.dismiss_displaced(lost)
    assert [] == talk.displaced()
    talk.undo()
    assert [lost] == talk.displaced()


def test_another_coders_lost_quotation_is_theirs(talk: Project):
    lost = lose(talk)
    other = talk.as_coder("CD")
    with pytest.raises(Refused, match="another coder"):
        other.dismiss_displaced(lost)
    with pytest.raises(Refused, match="another coder"):
        other.place_displaced(lost, lost.start, lost.end)


def test_what_a_step_moved_can_be_asked_of_the_log(talk: Project):
    code(talk, "The bord came to us.")
    moved = correct(talk, "The bord", "The board")
    correct(talk, "The board", "Our board")
    assert [("changed", "The bord came to us.", "The board came to us.")] == fates(talk.what_moved(moved.step_id))


# --- speakers and turns --------------------------------------------------------------------------


def test_a_turn_is_given_to_another_speaker_of_the_transcript(talk: Project):
    code(talk, "And the money?")
    talk.correct_turn_speaker("talk", 2, "jane smith")
    assert [0, 1, 1, 1] == [turn.speaker for turn in talk.transcript("talk").turns]
    assert ["P01"] == [one.case.label for one in talk.codings() if one.case]
    talk.undo()
    assert [0, 1, 0, 1] == [turn.speaker for turn in talk.transcript("talk").turns]


def test_a_turn_is_given_to_a_new_speaker_who_becomes_a_case(talk: Project):
    moved = talk.correct_turn_speaker("talk", 3, "Tom")
    assert ["Interviewer", "Jane Smith", "Tom"] == [one.label for one in moved.transcript.speakers]
    assert ["P01", "P02"] == [case.label for case in talk.cases()]
    talk.correct_turn_speaker("talk", 3, "Jane Smith")
    assert ["P01"] == [case.label for case in talk.cases()]
    assert ["Interviewer", "Jane Smith"] == [one.label for one in talk.transcript("talk").speakers]
    assert [] == talk.check()


def test_a_speakers_segments_go_to_who_speaks_now(project: Project):
    transcript = project.transcripts()[0]
    run = project.latest_run()
    assert run is not None
    member = next(one for one in run.members if one.transcript_id == transcript.id)
    turn = next(n for n, one in enumerate(transcript.turns) if one.start <= member.start < one.end)
    project.correct_turn_speaker(transcript, turn, "Somebody else")
    after = project.latest_run()
    assert after is not None
    now = next(one for one in after.members if (one.transcript_id, one.start) == (transcript.id, member.start))
    assert member.case_id != now.case_id
    assert now.case_id in {case.id for case in project.cases()}


def test_a_turn_is_split_and_joined_again(talk: Project):
    quotation = code(talk, "came to us. They asked")
    before = talk.transcript("talk")
    talk.split_turn("talk", before.text.index("They asked"))
    now = talk.transcript("talk")
    assert ["The bord came to us.", "They asked and they listened."] == [
        now.text[turn.start : turn.end] for turn in now.turns[1:3]
    ]
    assert "came to us.\nThey asked" == quoted(talk, quotation)
    assert [] == talk.check()
    moved = talk.join_turns("talk", 1)
    assert ["unmoved"] == [one.fate for one in moved.quotations]
    assert (before.text, before.turns) == (moved.transcript.text, moved.transcript.turns)
    assert [] == talk.check()


def test_a_turn_is_not_split_within_a_word_or_joined_with_nothing(talk: Project):
    text = talk.transcript("talk").text
    for place in (text.index("asked") + 2, 0, len(text), len(text) + 50):
        with pytest.raises(Refused, match="between two words"):
            talk.split_turn("talk", place)
    with pytest.raises(Refused, match="No turn follows"):
        talk.join_turns("talk", 3)


# --- the whole file ------------------------------------------------------------------------------


def test_a_corrected_file_takes_the_place_of_the_old_and_says_what_moved(talk: Project):
    for words in ("The bord came to us.", "They asked and they listened.", "And the money?", "Not once in the year."):
        code(talk, words)
    was, cases, before = talk.transcript("talk"), talk.cases(), talk._store.dump()
    moved = talk.replace_transcript("talk", "talk (corrected).txt", data=CORRECTED)
    assert ["changed", "moved", "moved", "lost"] == [one.fate for one in moved.quotations]
    assert (was.id, was.title, "talk (corrected).txt") == (
        moved.transcript.id, moved.transcript.title, moved.transcript.source_name
    )  # fmt: skip
    assert (was.speakers, cases) == (moved.transcript.speakers, talk.cases())
    assert [] == talk.check()
    assert CORRECTED == talk._store.source(moved.transcript.source_sha256)
    assert TALK == talk._store.source(was.source_sha256)
    talk.undo()
    assert before == talk._store.dump()
    assert [] == talk.check()


def test_a_corrected_files_speakers_keep_role_and_case_by_their_labels(talk: Project):
    talk.set_value("P01", "role", "chair")
    renamed = TALK.replace(b"Jane Smith", b"Jane Smyth").replace(b"Interviewer", b"INTERVIEWER")
    moved = talk.replace_transcript("talk", "talk.txt", data=renamed)
    assert ["INTERVIEWER", "Jane Smyth"] == [one.label for one in moved.transcript.speakers]
    assert {"role": "chair"} == talk.values("P01")
    assert [None, talk.case("P01").id] == [one.case_id for one in moved.transcript.speakers]


def test_a_new_voice_in_a_corrected_file_becomes_a_case(talk: Project):
    talk.replace_transcript("talk", "talk.txt", data=TALK + b"\nTom Brown: I have something to say about the year.\n")
    assert ["P01", "P02"] == [case.label for case in talk.cases()]
    assert [] == talk.check()


def test_the_same_file_or_another_transcripts_is_not_taken_in(talk: Project):
    talk.add_bytes("other.txt", CORRECTED)
    with pytest.raises(AlreadyAdded, match="very file"):
        talk.replace_transcript("talk", "talk.txt", data=TALK)
    with pytest.raises(AlreadyAdded, match="already here as “other”"):
        talk.replace_transcript("talk", "talk.txt", data=CORRECTED)


def test_a_file_that_cannot_be_read_changes_nothing(talk: Project, tmp_path: Path):
    before = talk.last_seq()
    with pytest.raises(BrokenFile):
        talk.replace_transcript("talk", "talk.docx", data=b"no archive")
    with pytest.raises(BrokenFile):
        talk.replace_transcript("talk", tmp_path / "nowhere.txt")
    assert before == talk.last_seq()


def test_names_are_looked_for_again_in_a_corrected_file(talk: Project):
    source = talk.transcript("talk")
    talk._step("prepare", [added(Review(id=source.id, state="second reader", first_reader=talk.coder.id, n_found=3))])
    correct(talk, "The bord", "The board")
    assert "second reader" == talk._store.fact(Review, source.id).state
    talk.replace_transcript("talk", "talk.txt", data=CORRECTED)
    assert Review(id=source.id) == talk._store.fact(Review, source.id)


# --- at random -----------------------------------------------------------------------------------


def test_after_random_corrections_of_a_coded_interview_the_file_is_sound_and_undo_takes_all_back(
    empty: Project, corpus: Path
):
    transcript = empty.add(next(iter(sorted((corpus / "interviews").glob("*.txt")))))
    codes = [empty.add_code(name) for name in ("One", "Two")]
    choose = random.Random(3)  # noqa: S311 - no secret
    for coder in (empty, empty.as_coder("CD")):
        for _ in range(30):
            start = choose.randrange(len(transcript.text) - 200)
            coder.add_coding(transcript, start, start + choose.choice([10, 40, 150]), choose.choice(codes))
    n_quotations = len(empty._store.facts(Quotation))
    before = empty._store.dump()
    rounds = 12
    for _ in range(rounds):
        now = empty.transcript(transcript.id)
        edits: list[Edit] = []
        for turn in sorted(choose.sample(now.turns, 12), key=lambda one: one.start):
            start = choose.randrange(turn.start, turn.end)
            end = min(turn.end, start + choose.choice([0, 1, 3, 20, 200]))
            edits.append(Edit(start=start, end=end, words=choose.choice(["", "x", " and so", "some other words here"])))
        moved = empty.correct(now, edits)
        for one in moved.quotations:
            same = one.was.split() == one.now.split()
            assert same == (one.fate in {"unmoved", "moved"})
        kept = {one.into or one.quotation_id for one in moved.quotations if one.fate != "lost"}
        assert kept == {one.id for one in empty._store.facts(Quotation)}
    assert [] == empty.check()
    assert empty.displaced()
    assert n_quotations >= len(empty._store.facts(Quotation)) + len(empty.displaced())
    for _ in range(rounds):
        empty.undo()
    assert before == empty._store.dump()
    assert [] == empty.check()


def test_what_was_chosen_in_a_text_that_has_been_corrected_since_is_not_coded(talk: Project):
    """Another tab, or work kept offline, still has the old text at hand."""
    before = talk.transcript("talk")
    correct(talk, "The bord", "The whole board")
    at = before.text.index("They asked")
    with pytest.raises(StaleChange):
        talk.add_coding(before, at, at + 10, "Board")
    assert [] == talk.check()


def test_a_coding_does_not_come_back_on_other_words_by_undo(talk: Project):
    at = talk.transcript("talk").text.index("They asked")
    talk.remove_coding(talk.add_coding("talk", at, at + 10, "Board"))
    correct(talk.as_coder("ZZ"), "The bord", "The whole board")
    with pytest.raises((StaleChange, UndoRefused)):
        talk.undo()
    assert [] == talk.check()
