"""The tables of README.md and RESULTS.md are what the benchmarks printed, and the runner keeps what they print."""

from __future__ import annotations

import json
import re

import pytest
from benchmarks import __main__ as run_all
from benchmarks import bars, markdown, readme, record

RECORDS = record.read()


@pytest.mark.parametrize("page", readme.PAGES, ids=lambda page: page.name)
def test_each_page_holds_the_tables_that_the_records_give(page):
    text = page.read_text(encoding="utf-8")
    assert readme.written(text, RECORDS) == text


def test_every_table_has_its_place_on_one_page():
    marked = [
        name
        for page in readme.PAGES
        for name in re.findall(r"<!-- benchmarks: ([a-z ]+) -->", page.read_text(encoding="utf-8"))
    ]
    assert sorted(readme.BLOCKS) == sorted(marked)


def test_a_table_stays_as_it_is_until_all_that_it_needs_was_measured():
    page = "before\n<!-- benchmarks: suggestions -->\nby hand\n<!-- end -->\nafter"
    assert page == readme.written(page, {"suggest": RECORDS.get("suggest", {})})


def test_a_table_is_written_anew_between_its_marks_and_nowhere_else():
    measured = {"light": {"seconds": 90, "megabytes": 1000}, "full": {"seconds": 200, "megabytes": 2000}}
    kept = {"install": {**_record(), "result": measured}}
    text = readme.written("before\n<!-- benchmarks: installation -->\nold\n<!-- end -->\nafter", kept)
    assert (True, False) == ("| full (`make run`) | 200 s | 2,000 MB |" in text, "old" in text)
    assert (True, True) == (text.startswith("before\n"), text.endswith("<!-- end -->\nafter"))


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_a_record_names_no_folder_and_no_host(name):
    told = json.dumps(RECORDS[name], ensure_ascii=False)
    assert [] == re.findall(r"(?:^|[\"\s])(?:/[a-z]+/|[A-Z]:\\|https?://)\S*", told)
    assert {"benchmark", "command", "date", "commit", "machine", "versions", "seconds", "result"} <= set(RECORDS[name])


def test_what_a_benchmark_prints_beside_its_json_is_shown():
    assert ({"a": 1}, "a table\nwith two lines") == record.value_in('a table\nwith two lines\n{"a": 1}\n')
    assert ([{"a": 1}], "") == record.value_in('[\n {"a": 1}\n]\n')


def test_a_benchmark_that_prints_no_json_has_no_figures():
    with pytest.raises(ValueError, match="no JSON"):
        record.value_in("Traceback\n")


def test_speed_and_quality_are_all_that_is_run_where_nothing_is_named():
    assert list(run_all.chosen([])) == [*run_all.chosen(["speed"]), *run_all.chosen(["quality"])]
    assert "install" not in run_all.chosen([])


def test_a_benchmark_that_is_not_there_is_refused_in_words():
    with pytest.raises(SystemExit, match=r"There is no benchmark themse; there are speed, quality, start"):
        run_all.chosen(["themse"])


def test_what_was_not_measured_holds_no_bar():
    assert [True, False, False] == [bars.at_most(0.2, "", value, line=4)["holds"] for value in (0.2, 0.21, None)]
    assert [True, False, False] == [bars.at_least(0.2, "", value, line=4)["holds"] for value in (0.2, 0.19, None)]


def test_shares_are_written_as_in_papers():
    said = [markdown.short(0.3071), markdown.short(-0.0123), markdown.short(1.0), markdown.short(-0.0001)]
    assert [".307", "-.012", "1.000", "-.000"] == said
    assert "+.073 [.057, .089]" == markdown.signed(0.073, [0.057, 0.089])


def _record() -> record.Record:
    machine = {"cores": 2, "system": "Linux x86_64", "load_before": 1.0, "load_after": 1.0}
    return {
        "command": "python -m benchmarks.install", "date": "2026-01-31", "commit": "0123abc", "changed_since": False,
        "machine": machine,
    }  # fmt: skip
