"""Two coders work on texts that are corrected, replaced and undone at random: no coding is lost but by its coder."""

from __future__ import annotations

import random
from collections import Counter
from contextlib import suppress

import pytest

from themes import Project
from themes.errors import Refused, RefusedFile
from themes.model import Case, Coding, Displaced, Quotation, Transcript

_WORDS = (
    "yes yes no the the board bord cafe\u0301 \U0001f469\u200d\u2695\ufe0f \U0001f44d\U0001f3fd שלום مَرحبا हिन्दी "
    "don't well-led a\u00a0b zero\u200bwidth straße İstanbul 1,234 — x"
)
WORDS = _WORDS.split(" ")  # a no-break space parts no words
VOICES = ("Interviewer", "Jane Smith", "Tom Brown")
ROUNDS = 30


def said(choose: random.Random, n_turns: int) -> bytes:
    turns = (
        f"{VOICES[nth % 3]}: {' '.join(choose.choice(WORDS) for _ in range(choose.randint(2, 14)))}."
        for nth in range(n_turns)
    )
    return "\n\n".join(turns).encode()


def work(project: Project) -> Counter[tuple[str, str]]:
    """How often each coder gave each code, on quotations that have a place and on those that lost it."""
    facts = project._store.facts
    given = Counter((one.coder_id, one.code_id) for one in facts(Coding))
    given.update((one.coder_id, code_id) for one in facts(Displaced) for code_id in one.code_ids)
    return given


def one_thing(choose: random.Random, view: Project) -> str:
    """Do something at random, as a page or a script would; what it was, empty where there was nothing to do it to."""
    talk = choose.choice(view.transcripts())
    text, start = talk.text, choose.randrange(len(talk.text))
    nth = choose.randrange(len(talk.turns))
    turn = talk.turns[nth]
    done = choose.choice(
        ["code"] * 5 + ["correct"] * 4 + ["split", "join", "speaker", "replace", "merge", "place", "undo", "redo"]
    )
    if done == "code":
        view.add_coding(
            talk, start, min(len(text), start + choose.choice([1, 5, 12, 90])), choose.choice(["One", "Two"])
        )
    elif done == "correct":
        start = choose.randrange(turn.start, turn.end + 1)
        end = min(turn.end, start + choose.choice([0, 1, 5, 40]))
        view.correct_text(talk, start, end, choose.choice(["", " ", "d", "\u0301", "the the", "other words here"]))
    elif done == "split":
        view.split_turn(talk, start)
    elif done == "join":
        view.join_turns(talk, nth)
    elif done == "speaker":
        view.correct_turn_speaker(talk, nth, choose.choice([*VOICES, "New One"]))
    elif done == "replace":
        labels = [one.label for one in talk.speakers]
        turns = [f"{labels[one.speaker or 0]}:\n{text[one.start : one.end]}" for one in talk.turns]
        choose.shuffle(turns)
        view.replace_transcript(talk, "new.txt", data="\n\n".join(turns).replace("board", "bord").encode())
    elif done in {"merge", "place"}:
        return done if (merge if done == "merge" else place)(choose, view) else ""
    elif done == "undo":
        view.undo()
    else:
        view.redo()
    return done


def merge(choose: random.Random, view: Project) -> bool:
    """Make one case of two; whether there were two."""
    if len(view.cases()) < 2:
        return False
    one, other = choose.sample(view.cases(), 2)
    view.merge_cases(one, into=other)
    return True


def place(choose: random.Random, view: Project) -> bool:
    """Give a lost quotation a place; whether there was one."""
    own = [one for one in view.displaced() if one.coder_id == view.coder.id]
    if not own:
        return False
    lost = choose.choice(own)
    at = choose.choice(view.places_for(lost))
    view.place_displaced(lost, at.start, at.end)
    return True


def sound(project: Project) -> None:
    """What holds whatever was done."""
    facts = project._store.facts
    texts = {one.id: one for one in facts(Transcript)}
    for talk in texts.values():
        assert talk.text == "\n".join(talk.text[turn.start : turn.end] for turn in talk.turns)
        assert {turn.speaker for turn in talk.turns} == set(range(len(talk.speakers)))
        heard = {one.case_id for one in talk.speakers if one.role == "participant"}
        assert heard <= {case.id for case in facts(Case)}
    quotations = {one.id: one for one in facts(Quotation)}
    assert all(texts[one.transcript_id].text[one.start : one.end] == one.words for one in quotations.values())
    assert {one.quotation_id for one in facts(Coding)} == set(quotations)


@pytest.mark.parametrize("seed", [8, 14])
def test_no_coding_is_lost_but_by_its_coder(empty: Project, seed: int):
    choose = random.Random(seed)  # noqa: S311 - no secret
    for name in ("one.txt", "two.txt"):
        empty.add_bytes(name, said(choose, 9))
    for name in ("One", "Two"):
        empty.add_code(name)
    views = (empty, empty.as_coder("CD"))
    n_done = 0
    for _ in range(ROUNDS):
        before, done = work(empty), ""
        with suppress(Refused, RefusedFile):
            done = one_thing(choose, choose.choice(views))
        n_done += done != ""
        lost = before - work(empty)
        # Two quotations of one coder that fall onto one span become one, which bears a code once.
        assert not lost or done in {"undo", "redo"} or any(moved_into(empty)), (done, lost)
        sound(empty)
    assert [] == empty.check()
    assert n_done > ROUNDS / 2, "most was refused: little was tried"


def moved_into(project: Project) -> list[bool]:
    """Of the latest step, which of its quotations another of the same coder took in."""
    step = project.history(limit=1)[0].step
    if step.verb == "place lost quotation":
        return [True]
    return [one.into is not None for one in project.what_moved(step.id).quotations]
