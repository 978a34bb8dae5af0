"""The codebook and the themes: names, order, merging."""

from __future__ import annotations

from pathlib import Path

import pytest

from themes import Project
from themes.errors import Ambiguous, BrokenFile, NotFound, Refused
from themes.read.fence import parent

ROOT = Path(__file__).parents[2]


def test_codes_stand_under_their_parents(empty: Project):
    empty.add_code("Governance")
    empty.add_code("People")
    empty.add_code("Board engagement", parent="Governance")
    assert [empty.code_path(code) for code in empty.codes()] == [
        "Governance",
        "Governance > Board engagement",
        "People",
    ]


def test_siblings_have_different_names_and_cousins_may_share_one(empty: Project):
    empty.add_code("Governance")
    empty.add_code("People")
    empty.add_code("Time", parent="Governance")
    empty.add_code("Time", parent="People")
    with pytest.raises(Refused, match=r"two codes “[Tt]ime” at one place"):
        empty.add_code("time", parent="People")
    with pytest.raises(Ambiguous):
        empty.code("Time")
    assert empty.code("People > Time").parent_id == empty.code("People").id


def test_a_code_never_becomes_its_own_ancestor(empty: Project):
    empty.add_code("Governance")
    child = empty.add_code("Board engagement", parent="Governance")
    with pytest.raises(Refused, match="cannot stand under itself"):
        empty.revise_code("Governance", parent_id=child.id)


def test_merging_moves_codings_children_and_themes(project: Project):
    one, other = project.add_code("Board"), project.add_code("Governance")
    child = project.add_code("Chair", parent=other)
    theme = project.add_theme("The board came", codes=[one, other])
    text = project.transcripts()[0]
    for code in (one, other):
        project.add_coding(text, 200, 240, code)
    project.add_coding(text, 300, 340, other)
    project.merge_codes(one, other)
    assert [row.quotation.start for row in project.codings(code="Board")] == [200, 300]
    assert project.code(child.id).parent_id == one.id
    assert project.theme(theme.id).code_ids == (one.id,)
    with pytest.raises(NotFound):
        project.code("Governance")
    project.undo()
    assert len(project.codings(code="Governance")) == 2
    assert project.check() == []


def test_removing_a_code_takes_its_codings_and_undo_brings_them_back(project: Project):
    code = project.accept(1, name="Board", theme=True)
    n_codings = len(project.codings(code=code))
    project.remove_code(code)
    assert (project.codings(), project.theme("Board").code_ids) == ([], ())
    assert project.candidate(1).decision.outcome == "open"
    project.undo()
    assert len(project.codings(code="Board")) == n_codings


def test_the_starter_codebook_comes_in_and_goes_out_the_same(empty: Project, tmp_path: Path):
    empty.read_codebook(ROOT / "codebooks" / "programme-success-factors.toml")
    written = empty.write_codebook(tmp_path / "codebook.csv")
    with Project.create(tmp_path / "other.themes", coder="AB") as other:
        other.read_codebook(written)
        assert [(other.code_path(code), code.definition, code.colour) for code in other.codes()] == [
            (empty.code_path(code), code.definition, code.colour) for code in empty.codes()
        ]
        assert "The change team > Relationship with the board" in other.paths().values()


@pytest.mark.parametrize("file", ["book.toml", "book.csv"])
def test_a_code_that_bears_its_parents_name_comes_back_in_its_place(empty: Project, tmp_path: Path, file: str):
    outer = empty.add_code("Access")
    inner = empty.add_code("Access", parent=outer)
    empty.add_code("Cost", parent=inner)
    empty.add_code("Place > time", parent=empty.add_code("Access > cost"))
    written = empty.write_codebook(tmp_path / file)
    before = sorted(empty.paths().values())
    assert empty.read_codebook(written) == empty.codes()
    with Project.create(tmp_path / "other.themes", coder="CD") as other:
        other.read_codebook(written)
        assert sorted(other.paths().values()) == before


def test_reading_a_codebook_again_revises_its_codes(empty: Project):
    path = ROOT / "codebooks" / "culture-elements.toml"
    first = empty.read_codebook(path)
    assert empty.read_codebook(path) == first
    assert len(empty.codes()) == 6


def test_a_theme_has_sub_themes_and_they_have_none(empty: Project):
    empty.add_theme("The board came", statement="Where the board came, change stuck.")
    empty.add_theme("The chair led", parent="The board came")
    with pytest.raises(Refused, match="one level of sub-themes"):
        empty.add_theme("The chair spoke", parent="The chair led")
    empty.remove_theme("The board came")
    assert [(theme.name, theme.parent_id) for theme in empty.themes()] == [("The chair led", None)]


def test_a_code_serves_several_themes(empty: Project):
    code = empty.add_code("Board engagement")
    empty.add_theme("One", codes=[code])
    empty.add_theme("Two", codes=[code])
    assert [theme.code_ids for theme in empty.themes()] == [(code.id,), (code.id,)]


def test_a_codebook_that_takes_too_long_costs_a_child(empty: Project, monkeypatch: pytest.MonkeyPatch):
    """20 kB of dots take tomllib 5 s."""
    monkeypatch.setattr(parent, "limits", lambda: parent.Limits(seconds=0))
    with pytest.raises(BrokenFile, match=r"dots\.toml was not read: reading it took more than 0 seconds"):
        empty.read_codebook("dots.toml", b"a." * 10_000 + b"a=1\n")
    assert [] == empty.codes()
