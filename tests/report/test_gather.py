"""Counting, choosing and wording, against a second method that goes character by character."""

from __future__ import annotations

import doctest
import importlib
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from tests.report.studies import interviews, materials, quotation, transcript

from themes.model import Case, Coding, LookedAt, Speaker, Study, Theme
from themes.report import Material, gather
from themes.report.findings import Section
from themes.report.titles import shown_titles


def looked_everywhere(material: Material) -> Material:
    """The study with every transcript marked as looked at for every code."""
    rows = tuple(
        LookedAt(id=f"{source.id}-{code.id}", transcript_id=source.id, coder_id="ab", code_id=code.id)
        for source in material.transcripts
        for code in material.codes
    )
    return replace(material, looked_at=rows)


def keep(material: Material, count: int) -> Material:
    """The study with only its first codings."""
    return replace(material, codings=material.codings[:count])


def every_section(sections: tuple[Section, ...]) -> list[Section]:
    return [one for section in sections for one in (section, *every_section(section.parts))]


def naive_codes(material: Material, section: Section) -> set[str]:
    """All codes of a section, by going round until nothing is added."""
    themes = {theme.id for theme in material.themes if section.id in (theme.id, theme.parent_id)}
    codes = {code_id for theme in material.themes if theme.id in themes for code_id in theme.code_ids}
    codes |= {code.id for code in material.codes if code.id == section.id}
    for _ in material.codes:
        codes |= {code.id for code in material.codes if code.parent_id in codes}
    return codes


def naive_voice(material: Material, transcript_id: str, start: int, end: int) -> Speaker | None:
    """Who says most of a span, character by character; participants first, then who comes first in the file."""
    source = next(one for one in material.transcripts if one.id == transcript_id)
    said: Counter[int] = Counter()
    for position in range(start, end):
        for turn in source.turns:
            if turn.start <= position < turn.end and turn.speaker is not None:
                said[turn.speaker] += 1
    if not said:
        return None
    heard = {index for index in said if source.speakers[index].role == "participant"} or set(said)
    return source.speakers[min(heard, key=lambda index: (-said[index], index))]


def naive_counts(material: Material, section: Section) -> dict[str, tuple[int, int, int]]:
    """(n, N, known) of participants and groups, straight from the rule."""
    codes = naive_codes(material, section)
    kind = {case.id: case.kind for case in material.cases}
    speaking: dict[str, dict[str, set[str]]] = {"participants": {}, "groups": {}}
    for source in material.transcripts:
        for turn in source.turns:
            speaker = None if turn.speaker is None else source.speakers[turn.speaker]
            if speaker and speaker.role == "participant" and speaker.case_id:
                one = speaker.voices == 1 and kind[speaker.case_id] == "participant"
                speaking["participants" if one else "groups"].setdefault(speaker.case_id, set()).add(source.id)
    heard: dict[str, set[str]] = {"participants": set(), "groups": set()}
    for coding in material.codings:
        if coding.code_id in codes:
            quoted = next(one for one in material.quotations if one.id == coding.quotation_id)
            speaker = naive_voice(material, quoted.transcript_id, quoted.start, quoted.end)
            if speaker and speaker.role == "participant" and speaker.case_id:
                one = speaker.voices == 1 and kind[speaker.case_id] == "participant"
                heard["participants" if one else "groups"].add(speaker.case_id)
    looked = {(row.transcript_id, row.code_id) for row in material.looked_at}
    counts = {}
    for which, cases in speaking.items():
        known = [
            case_id
            for case_id, places in cases.items()
            if case_id in heard[which]
            or (codes and all((place, code_id) in looked for place in places for code_id in codes))
        ]
        counts[which] = (len(heard[which]), len(cases), len(known))
    return counts


@settings(max_examples=150, deadline=None)
@given(materials())
def test_n_of_n_equals_a_second_count_character_by_character(material: Material):
    for section in every_section(gather(material).sections):
        counts = naive_counts(material, section)
        heard = section.heard
        for which, count in (("participants", heard.participants), ("groups", heard.groups)):
            assert counts[which] == (count.n, count.of, count.n_known)
        assert bool(heard.word) == (heard.participants.complete and heard.participants.n > 0)


@settings(max_examples=100, deadline=None)
@given(materials())
def test_no_case_is_quoted_twice_before_each_was_quoted_once(material: Material):
    findings = gather(material, max_quotations=3)
    for section in every_section(findings.sections):
        shown = Counter(quoted.case_id for quoted in section.quotations if quoted.case_id)
        own = {code.code_id for code in section.codes}
        available = {
            speaker.case_id
            for coding in material.codings
            if coding.code_id in own
            for one in material.quotations
            if one.id == coding.quotation_id
            and (speaker := naive_voice(material, one.transcript_id, one.start, one.end))
            and speaker.role == "participant"
            and speaker.case_id
        }
        # A case may be missing only where its every quotation overlaps one that is shown.
        places = [(one.transcript_id, one.start, one.end) for one in section.quotations]
        free = {
            case_id
            for case_id in available - set(shown)
            for coding in material.codings
            if coding.code_id in own
            for one in material.quotations
            if one.id == coding.quotation_id
            and getattr(naive_voice(material, one.transcript_id, one.start, one.end), "case_id", None) == case_id
            and not any(
                place[0] == one.transcript_id and one.start < place[2] and place[1] < one.end for place in places
            )
        }
        if free:
            assert max(shown.values(), default=0) <= 1


@settings(max_examples=100, deadline=None)
@given(materials())
def test_directions_add_up_to_the_quotations(material: Material):
    for section in every_section(gather(material).sections):
        assert section.n_quotations == sum(said.n_quotations for said in section.directions)


@settings(max_examples=50, deadline=None)
@given(materials())
def test_there_is_a_row_for_each_coding(material: Material):
    assert {coding.id for coding in material.codings} == {row.id for row in gather(material).rows}


@pytest.mark.parametrize(
    ("coded", "sentence"),
    [
        (12, "Heard from every participant (12 of 12), in 12 of 12 interviews."),
        (9, "Heard from most participants (9 of 12), in 9 of 12 interviews."),
        (6, "Heard from some participants (6 of 12), in 6 of 12 interviews."),
        (1, "Heard from one participant (1 of 12), in 1 of 12 interviews."),
        (0, "Heard from no participant (0 of 12)."),
    ],
)
def test_the_word_follows_the_cut_offs_once_everybody_was_looked_at(coded: int, sentence: str):
    assert sentence == gather(looked_everywhere(keep(interviews(12), coded))).sections[0].heard.sentence


def test_without_looking_nine_of_twelve_is_at_least_nine_and_not_most():
    heard = gather(keep(interviews(12), 9)).sections[0].heard
    assert heard.word == ""
    assert heard.sentence.startswith("Heard from at least 9 of 12 participants, in at least 9 of 12 interviews.")
    assert "3 of the 12 have not been looked at" in heard.sentence


def test_a_coding_does_not_make_its_transcript_looked_at_for_the_other_speakers():
    pair = (
        Speaker(label="A", role="participant", case_id="c1"),
        Speaker(label="B", role="participant", case_id="c2"),
    )
    source = transcript(1, [(0, "It was good."), (1, "Yes.")], pair)
    material = replace(
        interviews(2), transcripts=(source,), quotations=(quotation(1, source, "It was good."),),
        codings=(Coding(id="k", quotation_id="q1", code_id="time", coder_id="ab"),),
    )  # fmt: skip
    assert (1, 2, 1) == naive_counts(material, gather(material).sections[0])["participants"]
    assert gather(material).sections[0].heard.participants.figure == "at least 1 of 2"


def test_other_cut_offs_give_other_words():
    study = Study(id="s", title="A", wording=(("nearly all", 0.9), ("many", 0.4), ("a few", 0.0)))
    material = replace(looked_everywhere(keep(interviews(12), 6)), study=study)
    assert gather(material).sections[0].heard.word == "many"
    assert ["every", "nearly all", "many", "a few", "one"] == [word for word, _ in gather(material).cut_offs]


def test_voices_that_cannot_be_told_apart_are_no_participants():
    material = interviews(2)
    source = replace(material.transcripts[1], speakers=(material.transcripts[1].speakers[0],
        replace(material.transcripts[1].speakers[1], voices=0)))  # fmt: skip
    heard = gather(replace(material, transcripts=(material.transcripts[0], source))).sections[0].heard
    assert (1, 1) == (heard.participants.n, heard.participants.of)
    assert "and from 1 of 1 group whose voices can't be told apart" in heard.sentence


def test_without_themes_the_heading_is_codes():
    assert gather(interviews(1)).heading == "Codes"


def test_a_theme_without_a_statement_asks_for_it():
    material = replace(interviews(2), themes=(Theme(id="h", name="Time matters", code_ids=("time",)),))
    findings = gather(material)
    assert findings.heading == "Themes"
    assert findings.sections[0].asks_for_statement


def test_unread_quotations_are_counted():
    material = interviews(3)
    codings = tuple(replace(one, how="accepted", unread=nth < 2) for nth, one in enumerate(material.codings))
    findings = gather(replace(material, codings=codings))
    assert findings.unread_sentence == "2 of 3 quotations were accepted in bulk and not yet read."


def test_what_two_coders_chose_alike_is_one_quotation():
    material = interviews(1)
    again = replace(material.quotations[0], id="q9", coder_id="cd")
    coding = replace(material.codings[0], id="k9", quotation_id="q9", coder_id="cd", valence="barrier")
    findings = gather(replace(material, quotations=(*material.quotations, again), codings=(*material.codings, coding)))
    assert (1, 2) == (findings.sections[0].n_quotations, len(findings.rows))


def test_a_quotation_over_several_turns_names_who_speaks_in_their_order():
    material = interviews(1)
    whole = quotation(1, material.transcripts[0], material.transcripts[0].text)
    shown = gather(replace(material, quotations=(whole,))).sections[0].quotations[0]
    assert shown.attribution == "In turn: interviewer; P01, nurse"


def test_a_title_with_a_participants_name_gives_way_to_a_number():
    named = transcript(4, [(0, "Hello.")], (Speaker(label="Jane Smith", role="participant"),), title="Jane interview")
    plain = transcript(5, [(0, "Hello.")], (Speaker(label="Chair", role="participant"),), title="02 trust chair")
    assert {"t4": "Interview 1", "t5": "02 trust chair"} == shown_titles([named, plain])


def test_attributes_that_name_people_are_withheld():
    material = replace(interviews(1), attributes=("Name", "role"))
    findings = gather(material)
    assert (("role",), ("Name",)) == (findings.attributes, findings.withheld)


def test_a_case_that_never_speaks_is_not_in_n():
    material = interviews(2)
    more = replace(material, cases=(*material.cases, Case(id="c9", label="P09")))
    assert gather(more).sections[0].heard.participants.of == 2


def test_an_empty_project_has_findings_too():
    findings = gather(Material(study=Study(id="s", title="Empty")))
    assert () == findings.sections
    assert "The project holds no transcript." in findings.method


@pytest.mark.parametrize("module", ["wording", "method", "findings"])
def test_examples_in_docstrings_run(module: str):
    assert doctest.testmod(importlib.import_module(f"themes.report.{module}")).failed == 0
