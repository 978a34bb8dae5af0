"""Candidates: few enough to read, large enough to matter, the same each time, named from the words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from study import MATTERS, study

from themes.discover import cut, propose
from themes.discover.embed import default_encoder
from themes.discover.sizes import limits
from themes.errors import Refused
from themes.model import Segment
from themes.read import read

HERE = Path(__file__).parent


def test_matters_that_lie_apart_become_one_candidate_each():
    segments, words, vectors, about = study(noise=0.3)
    found = propose(segments, words, vectors)
    pairs = Counter(zip(about, [member.rank for member in found.members], strict=True))
    assert (len(MATTERS), len(MATTERS)) == (len(found.candidates), len(pairs))


def test_every_segment_is_a_member_in_its_order():
    segments, words, vectors, _ = study()
    found = propose(segments, words, vectors)
    assert [(s.transcript_id, s.start, s.end) for s in segments] == [
        (m.transcript_id, m.start, m.end) for m in found.members
    ]


def test_candidates_count_their_members_and_come_by_what_they_carry():
    segments, words, vectors, _ = study()
    found = propose(segments, words, vectors)
    members = Counter(member.rank for member in found.members)
    carried = [one.n_segments * one.n_cases for one in found.candidates]
    assert ([members[one.rank] for one in found.candidates], sorted(carried, reverse=True)) == (
        [one.n_segments for one in found.candidates],
        carried,
    )


def test_typical_members_are_three_from_different_cases():
    segments, words, vectors, _ = study()
    for one in (found := propose(segments, words, vectors)).candidates:
        typical = [member for member in found.members if member.rank == one.rank and member.typical]
        assert ([1, 2, 3], 3) == (sorted(m.typical for m in typical), len({m.case_id for m in typical}))


def test_strength_lies_between_nothing_and_one_and_the_unplaced_have_none():
    segments, words, vectors, _ = study(noise=2.5)
    found = propose(segments, words, vectors)
    assert all((0 <= m.strength <= 1) if m.rank else m.strength == 0 for m in found.members)


def test_noise_leaves_at_most_a_fifth_unplaced():
    random = np.random.default_rng(5)
    vectors = random.normal(size=(300, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    segments, words, _, _ = study(300)
    found = propose(segments, words, vectors)
    assert sum(m.rank == 0 for m in found.members) <= 60


def test_identical_segments_make_one_candidate():
    segments, _, vectors, _ = study(60)
    found = propose(segments, ["We had no time for it at all."] * 60, np.repeat(vectors[:1], 60, axis=0))
    assert 60 == sum(one.n_segments for one in found.candidates)


def test_one_transcript_with_one_speaker_gives_candidates():
    _, words, vectors, _ = study(120)
    segments = [Segment(transcript_id="a", start=at, end=at + 1, turn=at) for at in range(120)]
    found = propose(segments, words, vectors)
    assert {1} == {one.n_cases for one in found.candidates}


@pytest.mark.parametrize("n", [0, 1, 12, 19])
def test_too_few_segments_are_refused_in_words(n: int):
    segments, words, vectors, _ = study(40)
    with pytest.raises(Refused, match=r"at least 20 are needed"):
        propose(segments[:n], words[:n], vectors[:n])


@pytest.mark.parametrize("n", [20, 25, 60])
def test_a_few_segments_give_a_few_candidates(n: int):
    segments, words, vectors, _ = study(n)
    assert 1 <= len(propose(segments, words, vectors).candidates) <= 6


def test_an_unknown_engine_is_refused():
    segments, words, vectors, _ = study(40)
    with pytest.raises(Refused, match="no engine 'lda'"):
        propose(segments, words, vectors, engine="lda")


def test_progress_goes_from_nothing_to_one():
    segments, words, vectors, _ = study(60)
    told: list[float] = []
    propose(segments, words, vectors, on_progress=lambda share, _what: told.append(share))
    assert (0.0, 1.0, sorted(told)) == (told[0], told[-1], told)


def test_limits_are_six_to_twenty_five_from_150_to_2000_segments():
    assert {(6, 25)} >= {(limits(n).at_least, limits(n).at_most) for n in (600, 1000, 2000)}
    assert (6, True) == (limits(150).at_least, limits(150).at_most <= 25)


RUN = """
import json, sys
sys.path.insert(0, sys.argv[1])
from study import study
from themes.discover import cut, propose
segments, words, vectors, _ = study(400, noise=1.6)
found = propose(segments, words, vectors, seed=2)
print(json.dumps([[m.rank, m.strength, m.typical] for m in found.members] + [[c.name] for c in found.candidates]))
"""


def test_the_same_input_gives_the_same_answer_in_any_process_and_with_any_number_of_threads():
    answers = set()
    for hash_seed, threads in (("0", "1"), ("7", "2")):
        done = subprocess.run(
            [sys.executable, "-c", RUN, str(HERE)],
            env={
                **os.environ,
                "PYTHONHASHSEED": hash_seed,
                "OMP_NUM_THREADS": threads,
                "OPENBLAS_NUM_THREADS": threads,
                "PYTHONPATH": os.pathsep.join([str(HERE.parents[1] / "src"), os.environ.get("PYTHONPATH", "")]),
            },
            check=True,
            capture_output=True,
            text=True,
        )
        answers.add(done.stdout)
        assert len(json.loads(done.stdout)) > 400
    assert 1 == len(answers)


def test_the_order_of_the_segments_does_not_decide_who_belongs_together():
    segments, words, vectors, _ = study(200, noise=0.3)
    order = list(reversed(range(200)))
    straight = [m.rank for m in propose(segments, words, vectors).members]
    turned = propose([segments[at] for at in order], [words[at] for at in order], vectors[order])
    back = [m.rank for m in reversed(turned.members)]
    assert len(set(straight)) == len(set(zip(straight, back, strict=True)))


def test_real_interviews_give_candidates_of_a_readable_number_and_size(shared_data: Path):
    segments, words = [], []
    for path in sorted((shared_data / "transcripts" / "usability_odt").iterdir())[:6]:
        transcript = replace(read(path.name, path.read_bytes()), id=path.stem)
        for one in cut(transcript):
            segments.append(one)
            words.append(transcript.text[one.start : one.end])
    found = propose(segments, words, default_encoder().encode(words))
    n = len(segments)
    assert 6 <= len(found.candidates) <= 25
    assert max(one.n_segments for one in found.candidates) <= 0.25 * n
    assert sum(one.n_cases >= 3 for one in found.candidates) >= 0.8 * len(found.candidates)
    assert sum(member.rank == 0 for member in found.members) <= 0.2 * n
    assert len(found.candidates) == len({one.name for one in found.candidates})
