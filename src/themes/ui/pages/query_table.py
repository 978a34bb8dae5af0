"""What a query found: the quotation table, the same one by one, files of it, and a code for all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from themes.filters import Filter
from themes.project import Project
from themes.project.counts.limits import UNCOUNTED
from themes.project.queries.records import FoundRow, QueryAnswer
from themes.report.wording import clock
from themes.ui import place, session
from themes.ui.choosing import chosen_among
from themes.ui.pages.matrix_prevalence import EXCEL
from themes.ui.pages.query_asked import Asked
from themes.ui.plain import count, file_stem, plain

_BESIDE, _AT_ONCE, _MOST_ROWS, _FEW, _TALL = 160, 25, 500, 10, 420
_VIEWS = ("Table", "One by one")

Column = Callable[[FoundRow], str | int | None]

_BEFORE: Mapping[str, Column] = {
    "Words": lambda row: row.hit.words,
    "Case": lambda row: row.hit.case.label if row.hit.case else "",
}
_AFTER: Mapping[str, Column] = {
    "Codes on it": lambda row: "; ".join(row.codes),
    "Valence": lambda row: ", ".join(row.valences),
    "Transcript": lambda row: row.hit.transcript.title,
    "Turn": lambda row: row.turn,
    "Time": lambda row: clock(row.hit.seconds),
    "Coder": lambda row: ", ".join(row.coders),
    "Coded on": lambda row: ", ".join(row.coded),
    "Memo": lambda row: " / ".join(row.memos),
    "Speaker": lambda row: row.hit.speaker.role if row.hit.speaker else "",
    "Cases who speak": lambda row: ", ".join(case.label for case in row.cases),
    "Before": lambda row: row.hit.context(_BESIDE)[0],
    "After": lambda row: row.hit.context(_BESIDE)[1],
}
_AT_FIRST_NOT = frozenset({"Speaker", "Cases who speak", "Before", "After"})


def show(project: Project, asked: Asked, answer: QueryAnswer, where: Filter) -> None:
    """Show an answer with how much there is of it."""
    n_rows = len(answer.rows)
    uncounted = project.method_refuses("prevalence")
    people = f", from {len(answer.participants)} of {count(answer.n_of, 'participant')}"
    st.markdown(
        f"**{count(n_rows, 'quotation')}** in {count(answer.n_transcripts, 'transcript')}{'' if uncounted else people}."
    )
    if uncounted:
        st.markdown(plain(f"{UNCOUNTED} {uncounted}"))
    st.markdown(f"{plain(answer.words[:1].upper() + answer.words[1:])}.")
    if not n_rows:
        st.markdown("Nothing is like that. Ask for less, or look further away: near/6 instead of near.")
        return
    with st.container(horizontal=True, vertical_alignment="center", key="query-view"):
        view = st.segmented_control("Show", _VIEWS, default=_VIEWS[0], key="query view", label_visibility="collapsed")
        _files(project, asked, answer, where)
        with st.popover("Code all of them", disabled=project.read_only):
            _code_all(project, asked, answer)
    if view == _VIEWS[1]:
        _one_by_one(asked, answer.rows, project.attributions())
    else:
        _table(project, answer.rows)


def _columns(project: Project) -> dict[str, Column]:
    """What the table can show, every attribute of who says it among it; one called as a column is has its mark."""
    own = {*_BEFORE, *_AFTER}
    attributes = {
        f"{name} (attribute)" if name in own else name: partial(_value, name)
        for name in (attribute.name for attribute in project.attributes())
    }
    return {**_BEFORE, **attributes, **_AFTER}


def _value(name: str, row: FoundRow) -> str:
    return row.values.get(name, "")


def _table(project: Project, rows: Sequence[FoundRow]) -> None:
    columns = _columns(project)
    with st.container(horizontal=True, vertical_alignment="bottom", key="query-columns"):
        by = st.selectbox(
            "In the order of", list(columns), index=None, placeholder="the texts", key="query sort", width=220
        )
        down = st.checkbox("Last first", key="query sort down")
        with st.popover("Columns"):
            shown = chosen_among(
                "Columns that are shown",
                list(columns),
                default=[name for name in columns if name not in _AT_FIRST_NOT],
                key=session.form_key("query columns"),
            )
    ordered = list(rows)
    if by is not None:
        ordered.sort(key=lambda row: _by_word(columns[by](row)), reverse=down)
    elif down:
        ordered.reverse()
    ordered = ordered[:_MOST_ROWS]
    picked = st.dataframe(
        [{name: columns[name](row) for name in shown or ["Words"]} for row in ordered],
        hide_index=True,
        height=_TALL if len(ordered) > _FEW else "content",
        key=f"query table {by} {down} {hash(tuple(row.coding_ids for row in ordered))}",
        on_select="rerun",
        selection_mode="single-row",
        column_config={"Words": st.column_config.TextColumn(width="large")},
        alt="The quotations that were found; a row that is chosen stands below with what is around it",
    )
    if len(rows) > len(ordered):
        st.markdown(f"The table shows the first {len(ordered)} of {len(rows):,}; the files hold all.")
    chosen = picked["selection"]["rows"]
    if chosen and chosen[0] < len(ordered):
        with st.container(border=True, gap=None, key="query-chosen"):
            _quotation(ordered[chosen[0]], project.attributions(), key="chosen")
    else:
        st.markdown("Choose a row to see its words where they stand.")


def _by_word(value: str | int | None) -> tuple[bool, float, str]:
    """Numbers by their size, words by the alphabet, what is not known last."""
    if isinstance(value, int):
        return False, value, ""
    return not value, 0, (value or "").casefold()


def _one_by_one(asked: Asked, rows: Sequence[FoundRow], attributions: Mapping[str, str]) -> None:
    n_shown = max(asked.n_shown, _AT_ONCE)
    for nth, row in enumerate(rows[:n_shown]):
        with st.container(border=True, gap=None, key=f"query-found-{nth}"):
            _quotation(row, attributions, key=f"{nth} {row.hit.transcript.id} {row.hit.span.start}")
    if len(rows) > n_shown and st.button(f"Show {min(_AT_ONCE, len(rows) - n_shown)} more"):
        asked.n_shown = n_shown + _AT_ONCE
        st.rerun()


def _quotation(row: FoundRow, attributions: Mapping[str, str], *, key: str) -> None:
    hit = row.hit
    asks = hit.speaker is not None and hit.speaker.role == "interviewer"
    by = attributions[hit.case.id] if hit.case else "Interviewer" if asks else "speaker not known"
    turn = f"turn {row.turn}" if row.turn else ""
    told = f"{by} ({', '.join(filter(None, (hit.transcript.title, turn, clock(hit.seconds))))})"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(told), width="stretch")
        place.button(hit.transcript.id, hit.span.start, key=f"query read {key}")
    before, after = hit.context(_BESIDE)
    st.text(f"{before}«{hit.words}»{after}")  # as it was said: Markdown would make links and pictures of it
    said = [*row.codes, *row.valences, f"coder {', '.join(row.coders)}", *row.coded]
    st.markdown(f":gray[{plain('; '.join(filter(None, said)))}]")
    for memo in row.memos:
        st.text(f"Memo: {memo}")


def _code_all(project: Project, asked: Asked, answer: QueryAnswer) -> None:
    """Give all that was found one code, once it is said how many would get it."""
    paths = project.paths()
    known = {code.id: paths[code.id] for code in project.codes() if not code.retired}
    options = list(known) if asked.code is None or asked.code in known else [*known, asked.code]
    chosen = st.selectbox(
        "Code all of them as",
        options,
        index=None if asked.code is None else options.index(asked.code),
        format_func=lambda key: known.get(key, key),
        accept_new_options=True,
        placeholder="Choose a code, or write a new one's name",
        key=session.form_key("query code"),
        width=320,
    )
    asked.code = _known(chosen, known)
    is_new = asked.code is not None and asked.code not in known
    borne = [] if asked.code is None or is_new else project.bearing(answer.rows, asked.code)
    n_new = len(answer.rows) - len(borne)
    name = known.get(asked.code or "", asked.code or "")
    if asked.code is not None:
        there = f" {count(len(borne), 'quotation')} of yours {_has(len(borne))} it already." if borne else ""
        st.markdown(
            f"Just the words that are shown would be quoted and get “{plain(name)}”, in one step that Undo takes back, "
            f"each marked unread until you have looked at it.{there}"
        )
    st.button(
        f"Code {count(n_new, 'quotation')}{' with a new code' if is_new else ''}",
        type="primary",
        disabled=asked.code is None or not n_new,
        on_click=partial(_code, project, asked, answer.rows, name, n_new, is_new=is_new),
    )


def _has(n: int) -> str:
    return "has" if n == 1 else "have"


def _known(chosen: str | None, paths: Mapping[str, str]) -> str | None:
    """The code whose name or path was written, however its letters are cased; else what was chosen."""
    written = " ".join((chosen or "").split()).casefold()
    found = [id_ for id_, path in paths.items() if written in (path.casefold(), path.rsplit(" > ", 1)[-1].casefold())]
    return found[0] if len(found) == 1 else chosen


def _code(project: Project, asked: Asked, rows: Sequence[FoundRow], name: str, n_new: int, *, is_new: bool) -> None:
    done = f"{count(n_new, 'quotation')} coded as “{name}”, to be looked at on the page Codebook."
    if session.attempt(partial(project.code_found, rows, asked.code or "", is_new=is_new), done=done):
        asked.code = None
        session.renew_form("query code")


def _files(project: Project, asked: Asked, answer: QueryAnswer, where: Filter) -> None:
    n_unreleased = project.n_unreleased_of(answer)
    insist = bool(n_unreleased) and st.checkbox(
        f"Make files all the same: names may stand in {count(n_unreleased, 'transcript')}",
        key="query insist",
        help="Review names and release what is quoted on the page Names, or declare there that it came without names.",
    )
    stem = f"{file_stem(project.study.title, otherwise='study')} query"
    for name, suffix, mime in (("Excel", ".xlsx", EXCEL), ("CSV", ".csv", "text/csv")):
        st.download_button(
            f"Download {name}",
            data=partial(_written, project, suffix, asked.text, where, insist=insist),
            disabled=bool(n_unreleased) and not insist,
            file_name=f"{stem}{suffix}",
            mime=mime,
            on_click="ignore",
            key=f"query file {suffix}",
        )


def _written(project: Project, suffix: str, text: str, where: Filter, *, insist: bool) -> bytes:
    with TemporaryDirectory(prefix="themes-query-") as folder:
        return project.write_query(Path(folder) / f"query{suffix}", text, where=where, insist=insist).read_bytes()
