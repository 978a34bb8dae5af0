"""What carries a theme: its quotations, those chosen for it and against it, and the thematic map."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from themes import Project
from themes.errors import Refused

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def study(empty: Project) -> Project:
    """A theme of two codes with a sub-theme, and three quotations."""
    empty.add_bytes("P01.txt", b"Interviewer: And then?\n\nP01: We came early. They paid. It took the long way.\n")
    for name in ("Board", "Money", "Time"):
        empty.add_code(name)
    for words, code in (("We came early.", "Board"), ("They paid.", "Money"), ("It took the long way.", "Time")):
        code_words(empty, words, code)
    empty.add_theme("They <came> & paid", codes=["Board", "Money"])
    empty.add_theme("It took time", codes=["Time"], parent="They <came> & paid")
    return empty


def code_words(project: Project, words: str, code: str) -> None:
    text = project.transcripts()[0]
    start = text.text.index(words)
    project.add_coding(text, start, start + len(words), code)


def quoted(project: Project, words: str) -> str:
    return next(one.quotation.id for one in project.codings() if one.quotation.words == words)


def test_a_quotation_is_chosen_for_a_theme_or_against_it_and_never_both(study: Project):
    came, paid = quoted(study, "We came early."), quoted(study, "They paid.")
    theme = study.themes()[0]
    study.choose_for_theme(theme, came, speaks="for")
    study.choose_for_theme(theme, paid, speaks="for")
    study.choose_for_theme(theme, came, speaks="against")
    assert ((paid,), (came,)) == (study.themes()[0].for_ids, study.themes()[0].against_ids)
    study.choose_for_theme(theme, came, speaks=None)
    study.undo()
    assert (came,) == study.themes()[0].against_ids


def test_evidence_is_what_carries_a_theme_with_its_sub_themes(study: Project):
    main, sub = study.themes()
    assert 3 == len(study.evidence(main).carrying)
    assert ["It took the long way."] == [one.quotation.words for one in study.evidence(sub).carrying]
    assert (3, 1) == (study.theme_usage()[main.id].n_quotations, study.theme_usage()[sub.id].n_quotations)


def test_a_chosen_quotation_that_carries_the_theme_no_more_is_told_and_not_reported(study: Project):
    sub = study.themes()[1]
    paid = quoted(study, "They paid.")
    study.choose_for_theme(sub, paid, speaks="for")
    assert {paid} == study.evidence(sub).loose
    (section,) = study.findings().sections
    assert ["It took the long way."] == [shown.words for shown in section.parts[0].quotations]


def test_the_report_shows_what_was_chosen_in_its_order_and_what_speaks_against(study: Project):
    main, sub = study.themes()
    for words in ("They paid.", "We came early."):
        study.choose_for_theme(main, quoted(study, words), speaks="for")
    study.choose_for_theme(sub, quoted(study, "They paid."), speaks="against")
    study.revise_theme(main, central_idea="Attention from the top.")
    (section,) = study.findings(max_quotations=1).sections
    assert ["They paid.", "We came early."] == [shown.words for shown in section.quotations]
    assert "Attention from the top." == section.central_idea
    assert ["They paid."] == [shown.words for shown in section.parts[0].against]


def test_a_chosen_quotation_that_went_counts_again_when_it_comes_back(study: Project):
    main = study.themes()[0]
    study.choose_for_theme(main, quoted(study, "They paid."), speaks="for")
    study.remove_code("Money")
    assert () == study.evidence(main).chosen_for
    study.undo()
    assert ["They paid."] == [one.quotation.words for one in study.evidence(main).chosen_for]


def test_a_chosen_quotation_that_another_takes_in_at_a_correction_stays_chosen(study: Project):
    code_words(study, "It took long way."[:7], "Board")
    text = study.transcripts()[0].text
    start = text.index("the long way")
    code_words(study, "the long way.", "Money")
    code_words(study, "long way.", "Board")
    main = study.themes()[0]
    for words in ("the long way.", "long way."):
        study.choose_for_theme(main, quoted(study, words), speaks="for")
    study.correct_text(study.transcripts()[0], start, start + 4, "", was="the ")
    assert ["long way."] == [one.quotation.words for one in study.evidence(main).chosen_for]


def test_themes_are_moved_and_keep_to_two_levels(study: Project):
    study.add_theme("Alone")
    study.move_themes(["Alone"], under=None, before=study.themes()[0])
    assert "Alone" == study.themes()[0].name
    with pytest.raises(Refused, match="one level of sub-themes"):
        study.move_themes(["They <came> & paid"], under="Alone")
    study.move_themes(["It took time"], under="Alone")
    assert ["Alone", "It took time", "They <came> & paid"] == [theme.name for theme in study.themes()]
    for _ in range(3):
        study.undo()
    assert ["They <came> & paid", "It took time"] == [theme.name for theme in study.themes()]


def test_the_map_is_one_picture_for_the_same_facts_and_holds_names_as_words(study: Project, tmp_path: Path):
    place = study.write_thematic_map(tmp_path / "map.svg")
    assert place.read_bytes() == study.write_thematic_map(tmp_path / "again.svg").read_bytes()
    root = ET.parse(place).getroot()  # noqa: S314 - our own
    assert {f"{SVG}{name}" for name in ("svg", "title", "desc", "rect", "text", "path", "g")} == {
        one.tag for one in root.iter()
    }
    words = [one.text for one in root.iter(f"{SVG}text")]
    assert {"They <came> & paid", "It took time", "Board", "Money", "Time"} < set(words)
    assert 4 == len(root.findall(f"{SVG}path"))  # a line for each code of a theme, and one to the sub-theme


def test_the_map_says_why_it_is_not_written(empty: Project, tmp_path: Path):
    with pytest.raises(Refused, match="no theme to draw"):
        empty.write_thematic_map(tmp_path / "map.svg")
    with pytest.raises(Refused, match=r"written as \.svg"):
        empty.write_thematic_map(tmp_path / "map.png")
