"""How far coders agree: a table of codes, themes and all together, and the units behind the number that is picked."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import streamlit as st

from themes.compare import MEASURES, UNITS, title_of, two_digits
from themes.errors import Refused
from themes.model.frozen import SURE
from themes.project import Project
from themes.project.agreement import CodersCompared
from themes.project.agreement_files import AS_PLACED, left_out, outside, rule
from themes.project.compared import ComparedRow, UnitSaid
from themes.project.machine import Machine
from themes.ui import session
from themes.ui.choosing import chosen_among
from themes.ui.pages.matrix_prevalence import EXCEL
from themes.ui.plain import count, file_stem, plain

_FILES = (("Excel", ".xlsx", EXCEL), ("CSV", ".csv", "text/csv"))
_MOST, _TWO = 60, 2


def show(project: Project) -> None:
    """Ask for unit and measure, and show what they say; where there are not two to compare, what a second does."""
    if refused(project):
        return
    machines = {one.coder.name: one for one in project.machines()}
    names = [*(person.name for person in project.coders()), *machines]
    unit_at, measure_at, coders_at = st.columns([2, 3, 3])
    unit = unit_at.selectbox("Unit", UNITS, index=UNITS.index(project.unit_compared()), key="agreement unit")
    measure = measure_at.selectbox(
        "Measure", MEASURES, format_func=lambda one: title_of(one, "nominal"), key="agreement measure"
    )
    with coders_at:
        chosen = chosen_among(
            "Coders",
            names,
            default=[person.name for person in project.coders_at_work()],
            key=f"agreement coders {len(names)}",
        )
    sure = how_sure([machines[name] for name in chosen if name in machines], key="agreement sure")
    st.markdown(rule(unit, measure))
    try:
        compared = project.agreement(unit=unit, measure=measure, coders=chosen, sure=sure)
    except Refused as error:
        st.info(plain(str(error)))
        return
    _table(project, compared, sure)


def how_sure(machines: list[Machine], *, key: str) -> float:
    """Say what the machine had learnt from, and ask how sure it is to be where it is taken to give a code."""
    if not machines:
        return SURE
    sure = st.number_input(
        "The machine is taken to give a code from this probability on",
        min_value=0.15,
        max_value=1.0,
        value=SURE,
        step=0.05,
        key=key,
    )
    for one in machines:
        st.markdown(plain(" ".join(one.told)))
    return float(sure)


def refused(project: Project) -> bool:
    """Whether nothing can be compared here; why, and what a second person does, is then said."""
    reflexive = project.study.method == "reflexive"
    if not reflexive and len(project.coders_at_work()) + len(project.machines()) >= _TWO:
        return False
    try:
        project.agreement()
    except Refused as error:
        st.info(plain(str(error)))
    if not reflexive:
        st.markdown(
            "A second person opens “You are …” at the top of the page, gives their own initials and codes; or they "
            "code a copy of the study on their own computer, and **Join a copy** on the page Two coders brings it back."
        )
    return True


def _table(project: Project, compared: CodersCompared, sure: float) -> None:
    rows = [("code", row) for row in compared.codes] + [("theme", row) for row in compared.themes]
    if compared.pooled is None:
        st.info("No code was given by any of them.")
        return
    listed = [
        _row("all codes", compared.pooled, compared, "Pooled"),
        *(_row(kind, row, compared) for kind, row in rows),
    ]
    picked = st.dataframe(
        listed,
        hide_index=True,
        key=f"agreement {compared.unit} {compared.measure} {compared.coders}",
        on_select="rerun",
        selection_mode="single-row",
        column_config={"Units": st.column_config.NumberColumn(format="localized")},
    )
    if compared.unit == "quotation":
        st.markdown(f"Pooled: {plain(compared.pooled.agreement.numbers('quotation'))}.")
    else:
        pooled = plain(compared.pooled.agreement.numbers("decision"))
        st.markdown(f"Pooled: {pooled}, one for each code and {compared.unit}.")
    for kind, row in rows:
        if row.agreement.withheld or row.n_alone:
            st.markdown(f"{plain(row.name)} ({kind}): {plain(row.agreement.withheld)} {left_out(row, compared)}")
    for sentence in outside(compared):
        st.markdown(sentence)
    _files(project, compared, sure)
    in_table = picked["selection"]["rows"]
    numbers = [("all", compared.pooled), *rows]
    chosen = st.selectbox(
        "Show the units behind the number of (its row can be picked too)",
        range(len(numbers)),
        index=in_table[0] if in_table else None,
        format_func=lambda nth: f"{numbers[nth][1].name} ({numbers[nth][0]})" if nth else "All codes (pooled)",
        placeholder="Choose a code, a theme or all codes",
        key=f"agreement behind {in_table}",
    )
    if chosen is not None:
        _behind(project, compared, *numbers[chosen], sure=sure)
    session.link("adjudication", "Settle disagreements")


def _row(kind: str, row: ComparedRow, compared: CodersCompared, name: str = "") -> dict[str, Any]:
    found = row.agreement
    shown: dict[str, Any] = {
        "What": name or row.name,
        "Kind": kind,
        "Value": "not given" if found.value is None else two_digits(found.value),
        "95 % interval": "" if found.interval is None else "[{}, {}]".format(*map(two_digits, found.interval)),
        "Units": found.n_units,
        "Transcripts": row.n_transcripts,
        **{f"Coded by {who}": n for who, n in zip(compared.coders, row.n_coded, strict=True)},
    }
    if compared.unit == "character":
        shown[AS_PLACED] = "" if row.placed is None else two_digits(row.placed)
    return shown


def _files(project: Project, compared: CodersCompared, sure: float) -> None:
    stem = f"{file_stem(project.study.title, otherwise='study')} agreement"
    with st.container(horizontal=True, key="agreement-files"):
        for name, suffix, mime in _FILES:
            st.download_button(
                f"Download {name}",
                data=partial(_written, project, compared, sure, suffix),
                file_name=f"{stem}{suffix}",
                mime=mime,
                on_click="ignore",
            )


def _written(project: Project, compared: CodersCompared, sure: float, suffix: str) -> bytes:
    with TemporaryDirectory(prefix="themes-agreement-") as folder:
        made = project.write_agreement(
            Path(folder) / f"agreement{suffix}",
            unit=compared.unit,
            measure=compared.measure,
            coders=compared.coders,
            sure=sure,
        )
        return made.read_bytes()


def _behind(project: Project, compared: CodersCompared, kind: str, row: ComparedRow, *, sure: float) -> None:
    """The units behind one number, those on which coders differ first."""
    unit = compared.unit
    of = {} if kind == "all" else {kind: row.name}
    units = project.units_behind(unit=unit, coders=compared.coders, sure=sure, **of)
    codes = project.paths() if kind == "all" else {}
    sources = {source.id: source for source in project.transcripts()}
    differ = [one for one in units if one.differ]
    agreed = sum(not one.differ and any(one.said) for one in units)
    cut = "decision" if kind == "all" else {"character": "turn", "quotation": "turn"}.get(unit, unit)
    st.subheader(plain(row.name) or "All codes", anchor=False)
    st.markdown(
        f"{count(len(units), cut)}: {len(differ)} on which they differ, {agreed} that all who looked gave it, "
        f"{len(units) - len(differ) - agreed} that none gave it."
    )
    for one in differ[:_MOST]:
        source = sources[one.transcript_id]
        code = f"**{plain(codes[one.code_id])}**, " if one.code_id in codes else ""
        with st.container(border=True):
            st.markdown(f"{code}{plain(source.title)}: {_who_said(one, compared)}")
            st.text(source.text[one.unit.start : one.unit.end])
    if len(differ) > _MOST:
        st.markdown(f"and {len(differ) - _MOST} more; all of them are on the page Adjudication.")


def _who_said(one: UnitSaid, compared: CodersCompared) -> str:
    """Who gave the unit the code and who did not, or that their ends differ."""
    gave = [who for who, said in zip(compared.coders, one.said, strict=True) if said]
    not_given = [who for who, said in zip(compared.coders, one.said, strict=True) if said is False]
    otherwise = f"not by {plain(', '.join(not_given))}" if not_given else "with other ends"
    return f"given by {plain(', '.join(gave))}, {otherwise}"
