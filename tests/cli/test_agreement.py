from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def table(tmp_path):
    """Writes a table to a file."""

    def write(coders: list[list[Any]], **more: object) -> Path:
        file = tmp_path / "table.json"
        file.write_text(json.dumps({"coders": coders, **more}), encoding="utf-8")
        return file

    return write


WORKED = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]  # Krippendorff 2011, section C


@pytest.mark.parametrize(("level", "value"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_a_table_is_told_as_facts(themes, table, level, value):
    said = themes("agreement", "--table", table(WORKED), "--measure", "alpha", "--level", level, "--json")
    assert 0 == said.code
    assert {"value", "low", "high", "n_units", "measure", "level"} == set(said.facts)
    assert value == round(said.facts["value"], 3)
    assert said.facts["low"] < said.facts["value"] < said.facts["high"]
    assert (11, "alpha", level) == (said.facts["n_units"], said.facts["measure"], said.facts["level"])


def test_chance_is_nothing(themes, table):
    coders = [[True] * 50 + [False] * 50, [True] * 25 + [False] * 25 + [True] * 25 + [False] * 25]
    assert 0 == themes("agreement", "--table", table(coders), "--measure", "kappa", "--json").facts["value"]


def test_in_words_it_says_the_measure_the_interval_and_the_units(themes, table):
    said = themes("agreement", "--table", table(WORKED))
    assert said.out.startswith("Krippendorff's alpha, nominal 0.74 [0.")
    assert said.out.endswith("], 11 units.\n")


def test_kappa_says_how_high_it_could_be(themes, table):
    said = themes("agreement", "--table", table([[1, 1, 1, 2, 2, 2], [1, 2, 2, 2, 2, 2]]), "--measure", "kappa")
    assert "no kappa could be over 0.33" in said.out


def test_what_is_withheld_is_null_with_its_reason(themes, table):
    said = themes("agreement", "--table", table([[1] * 20] * 2), "--json")
    assert (0, None, None) == (said.code, said.facts["value"], said.facts["low"])
    assert "All values are the same, so that nothing tells agreement from chance." == said.facts["withheld"]


def test_words_can_be_put_in_order(themes, table):
    coders = [["low", "high", "mid", "low"], ["low", "mid", "mid", "low"]]
    asked = ("--level", "ordinal", "--json")
    assert 1 == themes("agreement", "--table", table(coders), *asked).code
    said = themes("agreement", "--table", table(coders, values=["low", "mid", "high"]), *asked)
    assert 0 < said.facts["value"] < 1


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "table.json is no JSON."),
        ('{"coders": [[NaN, 1], [1, 1]]}', "table.json is no JSON."),
        ("[[1, 2], [1, 2]]", "table.json is no table of coders."),
        ('{"coders": 3}', "table.json is no table of coders."),
        ('{"coders": [[1, 2], 3]}', "table.json is no table of coders."),
        ('{"coders": [[1, 2], [1]]}', "Row 1 has 2 units and row 2 has 1."),
        ('{"coders": [[1, {"a": 2}], [1, 2]]}', "Row 1, unit 2 holds neither a number nor a word."),
        ('{"coders": [[true, 1, 0], [1, 1, 0]]}', "it is not known whether true is 1."),
        ('{"coders": [[true, null], [false, true]], "values": [0, 1]}', "it is not known whether true is 1."),
        ('{"coders": [[1, 2], [1, 2]], "values": [[1], 2]}', "The values given must be numbers or words."),
    ],
)
def test_a_bad_table_is_refused_in_words(themes, tmp_path, text, why):
    file = tmp_path / "table.json"
    file.write_text(text, encoding="utf-8")
    said = themes("agreement", "--table", file)
    assert 1 == said.code
    assert why in said.err
    assert "Nothing was compared." in said.err


@pytest.mark.parametrize("words", [(), ("--table", "no.json"), ("study", "--level", "ordinal"), ("--measure", "beta")])
def test_what_is_not_understood_ends_with_two(themes, words):
    assert 2 == themes("agreement", *words).code


def test_units_are_not_asked_of_a_table(themes, table):
    assert 2 == themes("agreement", "--table", table(WORKED), "--unit", "turn").code


def test_a_project_is_compared_code_by_code(themes, study):
    for words in (
        ("code", study, "01-harrowmere-chair", 500, 640, "Board engagement", "--coder", "CD"),
        ("looked", study, "01-harrowmere-chair", "Board engagement", "--coder", "AB"),
        ("looked", study, "01-harrowmere-chair", "Board engagement", "--coder", "CD"),
    ):
        assert 0 == themes(*words).code
    facts = themes("agreement", study, "--unit", "character", "--json").facts
    assert ("character", ["AB", "CD"]) == (facts["unit"], facts["coders"])
    (row,) = facts["codes"]
    assert ("Board engagement", 1, {"AB": 119, "CD": 140}) == (row["name"], row["n_transcripts"], row["n_coded"])
    assert row["value"] == facts["pooled"]["value"]
    said = themes("agreement", study, "--by", "AB", "--by", "CD").out
    assert "Krippendorff's alpha, nominal by turn, those that nobody coded included: AB, CD." in said


def test_one_coder_alone_is_refused_in_words(themes, study):
    said = themes("agreement", study)
    assert (1, True) == (said.code, "Only AB has coded here so far." in said.err)


def test_the_table_in_the_docs_gives_what_the_docs_say(themes, tmp_path):
    page = (ROOT / "docs" / "agreement.md").read_text(encoding="utf-8")
    (table,) = re.findall(r"^```json\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    (words, said) = re.findall(r"^\$ themes (agreement --table.*)\n(.*)$", page, re.MULTILINE)[0]
    (tmp_path / "table.json").write_text(table, encoding="utf-8")
    assert f"{said}\n" == themes(*words.replace("table.json", str(tmp_path / "table.json")).split()).out


@pytest.mark.parametrize(("cells", "told"), [((25, 25, 25, 25), 0.30), ((64, 16, 16, 4), 0.66)])
def test_the_sum_in_the_docs_gives_what_the_docs_say_of_it(themes, table, cells, told):
    both, first, second, neither = cells
    n = both + first + second
    yes = (both + first) / n * (both + second) / n
    no = (n - both - first) / n * (n - both - second) / n
    assert told == round((both / n - yes * no) / (1 - yes * no), 2)
    pairs = [(1, 1)] * both + [(1, 0)] * first + [(0, 1)] * second + [(0, 0)] * neither
    coders = [list(coder) for coder in zip(*pairs, strict=True)]
    assert 0.0 == themes("agreement", "--table", table(coders), "--measure", "kappa", "--json").facts["value"]


def test_true_and_false_alone_are_values_like_others(themes, table):
    said = themes("agreement", "--table", table([[True, False, True, None], [True, False, False, True]]), "--json")
    assert (0, 3) == (said.code, said.facts["n_units"])


def test_a_project_is_written_as_a_table(themes, study, tmp_path):
    themes("code", study, "01-harrowmere-chair", 500, 640, "Board engagement", "--coder", "CD")
    files = ("--csv", tmp_path / "a.csv", "--xlsx", tmp_path / "a.xlsx")
    said = themes("agreement", study, "--unit", "sentence", *files, "--json")
    assert (0, [str(tmp_path / "a.csv"), str(tmp_path / "a.xlsx")]) == (said.code, said.facts["paths"])
    assert 'Board engagement,code,"Krippendorff\'s alpha, nominal",sentence' in (tmp_path / "a.csv").read_text("utf-8")
    assert 2 == themes("agreement", study, "--csv", tmp_path / "a.xlsx").code


def test_a_table_given_is_not_written_as_a_table(themes, table, tmp_path):
    assert 2 == themes("agreement", "--table", table(WORKED), "--csv", tmp_path / "a.csv").code
