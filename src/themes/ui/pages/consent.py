"""What each participant has allowed to be done with their words."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from themes.model import Case, ConsentedUse
from themes.project import Project
from themes.ui import session, settings
from themes.ui.pages import case_search, withdrawing

_EDITOR, _SEARCH = "consent editor", "consent search"
_CASE, _USE, _UNTIL = "Who", "Their words may be", "Until"
USES: dict[ConsentedUse, str] = {"quote": "quoted", "paraphrase": "only paraphrased", "none": "not used"}
"""The uses in the page's words."""


def show(project: Project) -> None:
    """Show every case with its consent, to be changed in place."""
    # A site says nothing; whoever speaks can withdraw what they said.
    cases = [case for case in project.cases() if case.kind != "site"]
    if not cases:
        st.markdown("Nobody is known yet. Each participant in a transcript is listed here.")
        withdrawing.show(project)
        return
    st.markdown(
        "What each participant has allowed holds in every report and list that leaves the study: words that may only "
        "be paraphrased are counted and not printed; those that may not be used are left out, and the report says how "
        "many. Double-click a cell, or press Enter in it, to change it."
    )
    cases = case_search.show(cases, key=_SEARCH)
    said = project.consents()
    rows = [
        {
            _CASE: case.label,
            _USE: USES[said[case.id].use if case.id in said else "quote"],
            _UNTIL: date.fromisoformat(said[case.id].until) if case.id in said and said[case.id].until else None,
        }
        for case in cases
    ]
    key = f"{session.form_key(_EDITOR)} {project.last_seq()}"
    st.data_editor(
        rows,
        key=key,
        hide_index=True,
        height="content" if len(rows) <= _MOST else 420,
        num_rows="fixed",
        placeholder="",
        disabled=True if project.read_only else [_CASE],
        on_change=partial(_keep, project, key, cases),
        column_config={
            _USE: st.column_config.SelectboxColumn(options=list(USES.values()), required=True),
            _UNTIL: st.column_config.DateColumn(format=settings.read().column, help="The last day; no end where empty"),
        },
    )
    withdrawing.show(project)


def _keep(project: Project, key: str, cases: list[Case]) -> None:
    """Keep what was changed: one verb a row."""
    by_words: dict[str, ConsentedUse] = {words: use for use, words in USES.items()}
    said = project.consents()
    changed: dict[str, Any] = st.session_state[key]["edited_rows"]
    for row, cells in changed.items():
        case = cases[int(row)]
        was = said.get(case.id)
        use = by_words.get(cells.get(_USE, ""), was.use if was else "quote")
        until = str(cells[_UNTIL] or "")[:10] if _UNTIL in cells else (was.until if was else "")
        session.attempt(partial(project.set_consent, case, use, until))
    session.renew_form(_EDITOR)


_MOST = 20
