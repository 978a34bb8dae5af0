"""The benchmark of candidate themes: it reads what people coded, draws fairly, and cannot be told the answer."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from benchmarks import draws, measures, naming, peers, sets, themes, themes_bars

needs_sklearn = pytest.mark.skipif(find_spec("sklearn") is None, reason="scikit-learn comes with the extra topics")

HEAD = "segment_id,source,speaker_if_known,text,code,theme,coder\n"
MATTERS = {
    "waiting": "We waited for {} hours in the clinic before anybody came to us.",
    "food": "The food on the ward was cold on day {} and nobody warmed it.",
    "parking": "There was no parking place left near the hospital on visit {}.",
}


def labelled(folder: Path, *, in_order_of_codes: bool) -> Path:
    """Ninety rows of three codes from three sources."""
    rows = []
    for nth in range(90):
        code = list(MATTERS)[nth % 30 // 10] if in_order_of_codes else list(MATTERS)[(nth * 7) % 3]
        rows.append(f'{nth},talk {nth // 30}.txt,P{nth // 30},"{MATTERS[code].format(nth)}",{code},,AB')
    path = folder / "labelled.csv"
    path.write_text(HEAD + "\n".join(rows), encoding="utf-8")
    return path


def test_a_segment_with_two_codes_is_one_segment_with_its_first(tmp_path: Path):
    path = tmp_path / "labelled.csv"
    path.write_text(HEAD + "1,a,,one two three four,first,,AB\n1,a,,one two three four,second,,AB\n", encoding="utf-8")
    assert ["first"] == sets.labelled(path).gold


def test_only_text_and_code_must_be_there(tmp_path: Path):
    path = tmp_path / "labelled.csv"
    path.write_text("text,code\none two three four,a\none two three four,b\n", encoding="utf-8")
    assert (["a", "b"], 2) == (sets.labelled(path).gold, len({s.case_id for s in sets.labelled(path).segments}))


def test_themes_are_the_gold_where_codes_are_too_many(tmp_path: Path):
    path = tmp_path / "labelled.csv"
    rows = [f"{nth},a,,one two three four,code {nth},theme {nth % 2}; other,AB" for nth in range(20)]
    path.write_text(HEAD + "\n".join(rows), encoding="utf-8")
    assert {"theme 0", "theme 1"} == set(sets.labelled(path).gold or ())


@pytest.mark.parametrize("in_order_of_codes", [True, False])
def test_rows_sorted_by_code_are_given_no_context(tmp_path: Path, *, in_order_of_codes: bool):
    path = labelled(tmp_path, in_order_of_codes=in_order_of_codes)
    assert in_order_of_codes is not sets.labelled(path, in_order=True).in_order


def test_a_stretch_of_each_source_is_drawn_and_all_of_a_short_one():
    positions = draws.stretches(["a"] * 50 + ["b"] * 4 + ["c"] * 50, 24, seed=3)
    drawn = ["abc"[(at >= 50) + (at >= 54)] for at in positions]
    assert (24, 10, 4, 10) == (len(set(positions)), *(drawn.count(source) for source in "abc"))
    assert 9 == positions[9] - positions[0]


@needs_sklearn
def test_unplaced_segments_count_as_a_group_and_are_told_apart():
    found = np.array([0, 0, 1, 1, -1, -1])
    facts = measures.against_gold(["a", "a", "b", "b", "a", "b"], found)
    assert (1.0, 2, pytest.approx(1 / 3)) == (facts["ami_without_unplaced"], facts["themes"], facts["unplaced"])
    assert facts["ami"] < 1


@needs_sklearn
def test_the_answer_is_one_json_object_with_the_figures_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = labelled(tmp_path, in_order_of_codes=False)
    themes.main(["--labelled", str(path), "--n", "40", "--draws", "1", "--seeds", "2", "--no-peers"])
    told = json.loads(capsys.readouterr().out)
    assert (40, 1, 40, 2) == (told["n"], told["draws"], told["seeds"]["n"], told["seeds"]["seeds"])
    assert {"ami", "ari", "themes", "unplaced", "largest", "stability", "seconds"} <= set(told["ours"])
    assert told["ours"]["ami"] > 0.5
    assert {2} == {one["line"] for one in told["bars"]}


def test_means_are_over_the_sets_that_have_as_many_segments():
    large = _result("large", ours=0.4, theirs=0.3)
    large["sizes"] = [{**size, "n": n, "all": n == 900} for size in large["sizes"] for n in (500, 900)]
    told = themes_bars.means([_result("small", ours=0.2, theirs=0.1), large])
    assert [("500", ["large"], 0.4), ("all", ["small", "large"], pytest.approx(0.3))] == [
        (one["n"], one["sets"], one["ours"]["ami"]) for one in told
    ]


@needs_sklearn
def test_what_is_measured_is_what_the_page_would_propose(tmp_path: Path):
    one = sets.labelled(labelled(tmp_path, in_order_of_codes=False))
    (draw,) = draws.draws(one, [30], times=1)[30]
    shown, found = themes.ours(draw)
    assert np.array_equal(themes._again(draw)["ours"].groups, found.groups)
    assert len(set(found.groups.tolist()) - {-1}) == shown["candidates"] == sum(shown["steadiness"].values())


def test_what_is_shown_is_gathered_over_draws():
    one = {"candidates": 7, "largest": 0.2, "unplaced": 0.1, "single_case": 1, "single_case_unmarked": 0}
    other = {"candidates": 9, "largest": 0.1, "unplaced": 0.15, "single_case": 2, "single_case_unmarked": 1}
    assert {
        "candidates": [7, 9], "largest": 0.2, "unplaced": 0.15, "single_case": 3, "single_case_unmarked": 1,
        "steadiness": {"strong": 5, "weak": 11},
    } == measures.proposed(
        [one | {"steadiness": {"strong": 2, "weak": 5}}, other | {"steadiness": {"strong": 3, "weak": 6}}]
    )  # fmt: skip


def _result(name: str, *, ours: float, theirs: float) -> dict[str, Any]:
    """A set at all of its 400 segments, with the same agreement whether unplaced segments count or not."""
    shown = {"candidates": [5, 14], "largest": 0.2, "unplaced": 0.1, "single_case_unmarked": 0}
    of_ours = {"ami": ours, "ami_without_unplaced": ours, "stability": 0.8, "proposed": shown}
    of_theirs = {"ami": theirs, "ami_without_unplaced": theirs}
    size = {"n": 400, "all": True, "ours": of_ours, "bertopic_kmeans": of_theirs}
    return {"set": name, "context": False, "sizes": [size]}


def test_bars_say_which_set_is_the_worst_and_what_does_not_hold():
    told = themes_bars.of([_result("good", ours=0.4, theirs=0.3), _result("bad", ours=0.1, theirs=0.13)])
    failing = {one["what"]: one["measured"] for one in told if not one["holds"]}
    assert {
        "AMI above bertopic_kmeans, n = all, the worst set (bad)": -0.03,
        "AMI of the placed above bertopic_kmeans, n = all, the worst set (bad)": -0.03,
        "fewest candidates, 150 to 2,000 segments, all draws": 5,
    } == failing


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("text\none two three four\n", "has no column code"),
        ("text,code\n", "holds no rows"),
        ("text,code\none two three four,a\n", "1 segments of four words"),
        ("text,code\n" + "".join(f"one two three {nth},a\n" for nth in range(30)), "bear the same code"),
    ],
)
@pytest.mark.parametrize("benchmark", [themes, naming])
def test_a_table_of_which_nothing_can_be_said_is_refused_in_words(tmp_path: Path, benchmark, rows: str, words: str):
    path = tmp_path / "labelled.csv"
    path.write_text(rows, encoding="utf-8")
    with pytest.raises(SystemExit, match=words):
        benchmark.main(["--labelled", str(path)])


def test_free_codes_without_themes_count_as_the_commonest_of_a_segment(tmp_path: Path):
    path = tmp_path / "labelled.csv"
    rows = [f"{nth},a,,one two three four,code {nth},,AB\n{nth},a,,one two three four,shared,,AB" for nth in range(20)]
    path.write_text(HEAD + "\n".join(rows), encoding="utf-8")
    assert {"shared"} == set(sets.labelled(path).gold or ())


@pytest.mark.skipif(not peers.installed(), reason="BERTopic comes with the extra topics")
def test_a_peer_is_told_the_vectors_of_the_segments_that_it_groups():
    with pytest.raises(AssertionError, match="other vectors"):
        peers._Flat(np.zeros((3, 5))).transform(np.zeros((2, 384)))
