"""A real coded study: what stands together and how often, as Taguette's own database has it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from themes import Project

TOGETHER = """
  select one.path, other.path, count(*)
  from highlight_tags a join highlights h on h.id = a.highlight_id
  join highlight_tags b on a.tag_id <> b.tag_id join highlights k on k.id = b.highlight_id
  join tags one on one.id = a.tag_id join tags other on other.id = b.tag_id
  where k.document_id = h.document_id and k.start_offset < h.end_offset and h.start_offset < k.end_offset
  group by 1, 2
"""
EACH = "select path, count(*) from highlight_tags a join tags on tags.id = a.tag_id group by 1"


def test_codes_of_a_real_study_stand_together_as_often_as_its_own_database_says(empty: Project, shared_data: Path):
    file = shared_data / "coded" / "usability_interviews" / "SERDIF_P2_ThematicAnalysis.sqlite3"
    empty.bring_in(file, coder="AN")
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as theirs:
        together = {(one, other): n for one, other, n in theirs.execute(TOGETHER)}
        each = dict(theirs.execute(EACH))
    names = {code.id: code.name for code in empty.codes()}
    found = empty.co_occurrence()
    ours = {(names[pair.first], names[pair.second]): pair.n_together for pair in found.pairs}
    assert len(together) == 2 * len(ours)
    assert {pair: together[pair] for pair in ours} == ours
    assert {names[code_id]: n for code_id, n in found.n_each.items() if n} == each
    assert each == {names[one.code_id]: one.n_codings for one in empty.code_frequencies() if one.n_codings}
