"""The rows of the spreadsheet and of the table of cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from themes.model import Coding
from themes.report.findings import CaseRow, Row
from themes.report.heard import Voices
from themes.report.material import Material
from themes.text import turns_in


def rows(material: Material, voices: Voices, named: Mapping[str, str], attributes: Sequence[str]) -> tuple[Row, ...]:
    """A row for each coding, in the order of the text.

    Args:
        material: The facts.
        voices: The same, ready for counting.
        named: What each transcript is called in the report, by its id.
        attributes: The attributes that are shown, in order.
    """
    quotations = {quotation.id: quotation for quotation in material.quotations}
    coders = {coder.id: coder.name for coder in material.coders}
    cases = {case.id: case.label for case in material.cases}
    themes: dict[str, list[str]] = {}
    for theme in material.themes:
        for code_id in theme.code_ids:
            themes.setdefault(code_id, []).append(theme.name)
    above = {code.id: code.parent_id for code in material.codes}
    proposals = _proposals(material)
    order = {source.id: nth for nth, source in enumerate(material.transcripts)}
    made: list[tuple[tuple[int, int, int, str], Row]] = []
    for coding in material.codings:
        quotation = quotations[coding.quotation_id]
        source = voices.transcripts[quotation.transcript_id]
        speaker = voices.speaker((source.id, quotation.start, quotation.end))
        case_id = speaker.case_id if speaker and speaker.role == "participant" else None
        values = material.attribute_values.get(case_id or "", {})
        turns = turns_in(source, quotation.start, quotation.end)
        path = material.code_paths.get(coding.code_id, "")
        row = Row(
            id=coding.id,
            words=quotation.words,
            themes="; ".join(_carried(coding.code_id, themes, above)),
            path=path,
            valence=coding.valence or "",
            case=cases.get(case_id or "", ""),
            values=tuple(values.get(name, "") for name in attributes),
            role=speaker.role if speaker else "",
            reference=named[source.id],
            seconds=source.turns[turns[0]].start_seconds if turns else None,
            coder=coders.get(coding.coder_id, ""),
            how=_how(coding, proposals),
            unread=coding.unread,
            start=quotation.start,
            end=quotation.end,
        )
        made.append(((order[source.id], quotation.start, quotation.end, path), row))
    return tuple(row for _, row in sorted(made, key=lambda pair: pair[0]))


def case_rows(material: Material, voices: Voices, attributes: Sequence[str]) -> tuple[CaseRow, ...]:
    """A row for each case, with what is known of it and how much of it was coded."""
    quotations = {quotation.id: quotation for quotation in material.quotations}
    codings: Counter[str] = Counter()
    for coding in material.told_codings:
        quotation = quotations[coding.quotation_id]
        speaker = voices.speaker((quotation.transcript_id, quotation.start, quotation.end))
        if speaker and speaker.case_id:
            codings[speaker.case_id] += 1
    return tuple(
        CaseRow(
            label=case.label,
            kind="group" if case.id in voices.groups and case.id not in voices.participants else case.kind,
            values=tuple(material.attribute_values.get(case.id, {}).get(name, "") for name in attributes),
            n_transcripts=len(voices.participants.get(case.id, set()) | voices.groups.get(case.id, set())),
            n_codings=codings[case.id],
        )
        for case in material.cases
    )


def _carried(code_id: str, themes: Mapping[str, list[str]], above: Mapping[str, str | None]) -> list[str]:
    """The themes that a code carries, itself or by a code above it."""
    names: dict[str, None] = {}
    step: str | None = code_id
    while step is not None:
        names.update(dict.fromkeys(themes.get(step, ())))
        step = above.get(step)
    return list(names)


def _proposals(material: Material) -> dict[str, str]:
    """What each candidate is called in the column that says how a coding came, by id."""
    runs = {run.id: f"{run.engine} run of {run.at[:10]}" for run in material.runs}
    return {
        candidate.id: f"candidate {candidate.rank}, {runs[candidate.run_id]}"
        for candidate in material.candidates
        if candidate.run_id in runs
    }


def _how(coding: Coding, proposals: Mapping[str, str]) -> str:
    if coding.how == "by hand":
        return "by hand"
    if coding.candidate_id is not None:
        return f"accepted: {proposals.get(coding.candidate_id, 'candidate')}"
    return "accepted: suggestion"
