"""The findings on the page: each section with how widely it was heard, and its quotations word for word."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from themes.report.findings import AGAINST, CELLS, LOOSE
from themes.report.prose import (
    DISCUSSION,
    INTRODUCTION,
    LIMITATIONS,
    SUMMARY,
    evidence_key,
    heard_key,
    method_key,
    text_key,
)
from themes.ui.pages.prose import Prose
from themes.ui.plain import count, plain

if TYPE_CHECKING:
    from themes.project import Project
    from themes.report import Findings
    from themes.report.findings import Loose, Section, Shown


def show(findings: Findings, project: Project | None = None) -> None:
    """Show findings as the Word report will tell them; with a project, each part of the text can be written over."""
    prose = Prose(findings, project)
    themed = findings.heading == "Themes"
    prose.show(INTRODUCTION, heading="Introduction")
    prose.show(SUMMARY, heading="Summary")
    st.header(findings.heading, anchor=False)
    numbers = itertools.count()
    for section in findings.sections:
        _section(section, numbers, prose, depth=0, themed=themed)
    if findings.loose:
        _loose(findings)
    prose.show(DISCUSSION, heading="Discussion")
    st.header("How this was done", anchor=False)
    if findings.part_sentence:
        st.markdown(plain(findings.part_sentence))
    for name, _ in findings.method_parts:
        prose.show(method_key(name))
    prose.show(LIMITATIONS, heading="Limitations")
    st.header("Codebook", anchor=False)
    for defined in findings.codebook:
        if not defined.retired:
            meant = f": {plain(defined.definition)}" if defined.definition else ""
            st.markdown(f"**{plain(defined.path)}**{meant} ({count(defined.n_codings, 'coding')})")
    st.header("Technical details", anchor=False)
    st.markdown("\n".join(f"- {plain(name)}: {plain(value)}" for name, value in findings.details))


def _section(section: Section, numbers: Iterator[int], prose: Prose, *, depth: int, themed: bool) -> None:
    heading = "###" if depth == 0 else "####"
    st.markdown(f"{heading} {plain(section.name)}")
    if section.asks_for_statement:
        st.markdown("This theme has no statement yet: what does it claim?")
    if themed:
        prose.claim(section, "statement", "Statement", section.statement)
        prose.claim(section, "central_idea", "Central idea", section.central_idea, before="Central idea: ")
    prose.show(heard_key(section))
    prose.show(text_key(section))
    told = [one for one in section.directions if one.valence and section.counted]
    if told:
        st.markdown(
            ", ".join(f"{_DIRECTION[one.valence or 'mixed']}: {count(one.n_quotations, 'quotation')}" for one in told)
        )
    _quotations(section.quotations, next(numbers))
    prose.show(evidence_key(section))
    if section.cells:
        _cells(section)
        _quotations(section.of_cells, next(numbers))
    if section.against:
        st.markdown(f"**{AGAINST}**")
        _quotations(section.against, next(numbers))
    for part in section.parts:
        _section(part, numbers, prose, depth=depth + 1, themed=themed)


def _cells(section: Section) -> None:
    """The theme's column of the framework matrix; numbers are those beside the quotations."""
    st.markdown(f"**{CELLS}**")
    for cell in section.cells:
        with st.container(border=True, gap=None):
            st.markdown(f"**{plain(cell.row)}**")
            st.text("".join(f"[{part}]" if isinstance(part, int) else part for part in cell.parts))


def _loose(findings: Findings) -> None:
    st.header(LOOSE, anchor=False)
    st.markdown("\n".join(f"- {plain(code.path)}{_widely(code) * (not findings.uncounted)}" for code in findings.loose))


def _widely(code: Loose) -> str:
    return f": {plain(code.heard.participants.figure)} participants, {count(code.n_quotations, 'quotation')}"


def _quotations(shown: Sequence[Shown], number: int) -> None:
    """Each quotation's words, and beneath them who said them and where, in one container: each takes a while."""
    if not shown:
        return
    with st.container(key=f"quotations-{number}", gap=None):
        for one in shown:
            # st.text puts words on the page as they are; Markdown would make links and images of them.
            st.text(f"“{one.words}”")
            marked = f" [{one.number}]" if one.number else ""
            st.text(f"{one.attribution} · {one.place}{marked}")


_DIRECTION = {"enabler": "Enablers", "barrier": "Barriers", "mixed": "Mixed"}
