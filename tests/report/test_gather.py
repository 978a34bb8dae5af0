"""Counting, choosing and wording, against a second method that goes character by character."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from tests.report.studies import interviews, materials, quotation, transcript

from themes.model import Case, Code, Coding, LookedAt, Speaker, Study, Theme
from themes.report import Material, gather
from themes.report.findings import Section
from themes.report.titles import references


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
    assert heard.sentence.endswith("Of the 3 not heard, 3 have not been looked at for it in full.")


def test_of_those_not_heard_only_who_was_not_looked_at_is_told():
    material = looked_everywhere(keep(interviews(12), 9))
    marks = tuple(row for row in material.looked_at if row.transcript_id not in ("t11", "t12"))
    sentence = gather(replace(material, looked_at=marks)).sections[0].heard.sentence
    assert sentence.endswith("Of the 3 not heard, 2 have not been looked at for it in full.")


def test_the_only_one_not_heard_is_told_in_the_singular():
    sentence = gather(keep(interviews(12), 11)).sections[0].heard.sentence
    assert sentence.endswith(" The one not heard has not been looked at for it in full.")


@settings(max_examples=100, deadline=None)
@given(materials())
def test_never_more_are_called_unlooked_at_than_were_not_heard(material: Material):
    for section in every_section(gather(material).sections):
        told = re.search(r"Of the (\d+) not heard, (\d+) ha", section.heard.sentence)
        if told:
            count = section.heard.participants
            assert (count.of - count.n, count.of - count.n_known) == (int(told[1]), int(told[2]))
            assert int(told[2]) <= int(told[1])


def with_loose_codes(count: int = 3) -> Material:
    """A theme on one code; beside it a code that no theme carries, with a sub-code, and one without codings."""
    material = interviews(count)
    other, sub, empty = Code(id="o", name="Other"), Code(id="s", name="Sub", parent_id="o"), Code(id="e", name="Empty")
    more = (
        Coding(id="x1", quotation_id="q1", code_id="o", coder_id="ab"),
        Coding(id="x2", quotation_id="q2", code_id="o", coder_id="ab"),
        Coding(id="x3", quotation_id="q2", code_id="s", coder_id="ab"),
    )
    return replace(
        material,
        codes=(*material.codes, other, sub, empty),
        code_paths={"time": "Time", "o": "Other", "s": "Other > Sub", "e": "Empty"},
        codings=(*material.codings, *more),
        themes=(Theme(id="h", name="Time matters", code_ids=("time",)),),
    )


def test_codes_with_codings_that_no_theme_carries_are_told():
    loose = gather(with_loose_codes()).loose
    assert [("Other", "at least 2 of 3", 2), ("Other > Sub", "at least 1 of 3", 1)] == [
        (code.path, code.heard.participants.figure, code.n_quotations) for code in loose
    ]


def test_a_sub_code_of_a_code_that_a_theme_carries_is_not_loose():
    material = with_loose_codes()
    assert () == gather(replace(material, themes=(Theme(id="h", name="H", code_ids=("time", "o")),))).loose


def test_without_themes_no_code_is_called_loose():
    assert () == gather(replace(with_loose_codes(), themes=())).loose


@settings(max_examples=100, deadline=None)
@given(materials())
def test_in_a_report_with_themes_each_coding_is_in_a_theme_or_among_the_loose(material: Material):
    findings = gather(material)
    carried = {code_id for section in findings.sections for code_id in naive_codes(material, section)}
    loose = {code.code_id for code in findings.loose}
    if material.themes:
        assert {coding.code_id for coding in material.codings} - carried == loose


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


def test_one_quotation_of_a_direction_is_told_in_the_singular():
    material = interviews(3)
    valences = ("enabler", "barrier", "barrier")
    codings = tuple(replace(one, valence=valence) for one, valence in zip(material.codings, valences, strict=True))
    (section,) = gather(replace(material, codings=codings)).sections
    assert "(1 enabler and 2 barriers)" in section.evidence_sentence


def test_unread_quotations_are_counted():
    material = interviews(3)
    codings = tuple(replace(one, how="accepted", unread=nth < 2) for nth, one in enumerate(material.codings))
    findings = gather(replace(material, codings=codings))
    assert findings.unread_sentence == "2 of 3 quotations were accepted in bulk and not yet read."


def test_who_does_not_pass_a_filter_is_neither_among_the_n_nor_among_the_heard():
    heard = gather(replace(interviews(3), counted=frozenset({"c1", "c2"}))).sections[0].heard
    assert (2, 2) == (heard.participants.n, heard.participants.of)


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


def test_a_transcript_is_called_by_its_kind_and_number_and_never_by_its_title():
    chair = (Speaker(label="Chair", role="participant"),)
    sources = [transcript(nth, [(0, "Hello.")], chair, title=f"Jane Smith {nth}") for nth in (4, 5, 6)]
    sources[1] = replace(sources[1], kind="focus group")
    assert {"t4": "interview 1", "t5": "focus group 1", "t6": "interview 2"} == references(sources)


def test_a_quotation_stands_by_its_transcripts_reference_and_time_where_known():
    material = interviews(1)
    assert gather(material).sections[0].quotations[0].place == "interview 1 at 0:00:10"
    source = material.transcripts[0]
    untimed = replace(source, turns=tuple(replace(turn, start_seconds=None) for turn in source.turns))
    assert gather(replace(material, transcripts=(untimed,))).sections[0].quotations[0].place == "interview 1"


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
