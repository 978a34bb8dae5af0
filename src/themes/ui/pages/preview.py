"""The findings on the page: each section with how widely it was heard, and its quotations word for word."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING

import streamlit as st

from themes.report.findings import AGAINST, LOOSE
from themes.ui.plain import count, plain

if TYPE_CHECKING:
    from themes.report import Findings
    from themes.report.findings import Section, Shown


def show(findings: Findings) -> None:
    """Show findings as the Word report will tell them."""
    st.header(findings.heading, anchor=False)
    numbers = itertools.count()
    for section in findings.sections:
        _section(section, numbers, depth=0)
    if findings.loose:
        _loose(findings)
    st.header("Method", anchor=False)
    if findings.part_sentence:
        st.markdown(plain(findings.part_sentence))
    for paragraph in findings.method:
        st.markdown(plain(paragraph))
    st.header("Codebook", anchor=False)
    for defined in findings.codebook:
        if not defined.retired:
            meant = f": {plain(defined.definition)}" if defined.definition else ""
            st.markdown(f"**{plain(defined.path)}**{meant} ({count(defined.n_codings, 'coding')})")
    st.header("Technical details", anchor=False)
    st.markdown("\n".join(f"- {plain(name)}: {plain(value)}" for name, value in findings.details))


def _section(section: Section, numbers: Iterator[int], *, depth: int) -> None:
    heading = "###" if depth == 0 else "####"
    st.markdown(f"{heading} {plain(section.name)}")
    if section.asks_for_statement:
        st.markdown("This theme has no statement yet: what does it claim? Write it on the page Themes.")
    elif section.statement:
        st.markdown(plain(section.statement))
    if section.central_idea:
        st.markdown(f"Central idea: {plain(section.central_idea)}")
    st.markdown(plain(section.heard.sentence))
    told = [one for one in section.directions if one.valence]
    if told:
        st.markdown(
            ", ".join(f"{_DIRECTION[one.valence or 'mixed']}: {count(one.n_quotations, 'quotation')}" for one in told)
        )
    for shown in section.quotations:
        _quotation(shown, next(numbers))
    n_more = section.n_quotations - len(section.quotations)
    if n_more > 0 and section.quotations:
        st.markdown(f"{count(n_more, 'more quotation')} in the spreadsheet.")
    if section.against:
        st.markdown(f"**{AGAINST}**")
        for shown in section.against:
            _quotation(shown, next(numbers))
    for part in section.parts:
        _section(part, numbers, depth=depth + 1)


def _loose(findings: Findings) -> None:
    st.header(LOOSE, anchor=False)
    st.markdown(
        "\n".join(
            f"- {plain(code.path)}: {plain(code.heard.participants.figure)} participants, "
            f"{count(code.n_quotations, 'quotation')}"
            for code in findings.loose
        )
    )


def _quotation(shown: Shown, number: int) -> None:
    # st.text puts words on the page as they are; Markdown would make links and images of them.
    with st.container(key=f"quotation-{number}", gap=None):
        st.text(f"“{shown.words}”")
        st.text(f"{shown.attribution} · {shown.place}")


_DIRECTION = {"enabler": "Enablers", "barrier": "Barriers", "mixed": "Mixed"}
