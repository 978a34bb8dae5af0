"""A count as it is shown: its rule, its picture, its table, what a pressed number counts, and its files."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from themes.compare.counts.passage import Passage
from themes.project import Project
from themes.project.counts.told import AND_CODE, OF_WORDS, Counted, CountOptions
from themes.report.pictures.drawing import svg
from themes.text import speaker_of, turns_in
from themes.ui import place, session
from themes.ui.components import built, told
from themes.ui.pages.members import show_words
from themes.ui.plain import count, file_stem, plain

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FILES = (
    ("Excel", ".xlsx", _EXCEL),
    ("CSV", ".csv", "text/csv"),
    ("picture (.svg)", ".svg", "image/svg+xml"),
    ("picture (.png)", ".png", "image/png"),
)
_NOBODY = "0 of 0"
_PRESSED = "themes counts pressed"
_AT_ONCE, _CONTEXT, _SHORT = 40, 140, 60


def show(project: Project, counted: Counted, options: CountOptions) -> None:
    """Show a count with what it cannot show, and offer its files."""
    st.markdown(plain(counted.said))
    if counted.cautions:
        st.markdown(f"**What it can't show:** {plain(' '.join(counted.cautions))}")
    if not counted.table.rows:
        st.markdown(_nothing(counted))
        return
    if counted.kind == "crosstab" and any(_NOBODY in row for row in counted.table.rows):
        st.markdown(
            "Nobody of some groups was looked at in full. Where you have read a transcript for all codes, mark it as "
            "looked at on Read and code: only then is it known that nothing was found."
        )
        session.link("read", "Read and code")
    _picture(project, counted)
    _table(project, counted)
    _files(project, counted, options)
    pressed = st.session_state.pop(_PRESSED, None)
    if pressed is not None and (passages := counted.passages.get(pressed)):
        _what(project, _named(counted, *pressed), passages)


def _named(counted: Counted, row: int, column: int) -> str:
    """What a number is of: "Board and Money, Together (n): 6"."""
    cells = counted.table.rows[row]
    if counted.kind == "concordance":
        return str(cells[column])
    as_pairs = counted.table.head[1] == AND_CODE
    of = f"{cells[0]} and {cells[1]}" if as_pairs else str(cells[1 if counted.kind == "saturation" else 0])
    return f"{of}, {counted.table.head[column]}: {cells[column]}"


def _nothing(counted: Counted) -> str:
    return {
        "co-occurrence": "No two codes stand together here.",
        "concordance": "Nothing found. A word is found as it is written: govern\\* finds governance and governing too.",
        "timeline": "Nothing is coded in this transcript.",
        "saturation": "No transcript is coded or read yet.",
    }.get(counted.kind, "There is nothing to count here.")


def _picture(project: Project, counted: Counted) -> None:
    built("picture", '<div class="tp-host"></div>')(
        key=f"counts picture {counted.kind} {project.id}",
        data={
            "svg": svg(counted.drawing),
            "words": counted.drawing.words,
            "name": counted.drawing.title,
            "savedElsewhere": True,
        },
    )


def _table(project: Project, counted: Counted) -> None:
    key = f"counts table {counted.kind} {project.id}"

    def pressed() -> None:
        match told(key, "pressed"):
            case [int(row), int(column)]:
                st.session_state[_PRESSED] = (row, column)

    built("numbers", '<div class="tu-host"></div>')(
        key=key,
        data={
            "name": f"{counted.drawing.title}, as a table",
            "head": list(counted.table.head),
            "rows": [list(row) for row in counted.table.rows],
            "decimals": list(counted.table.decimals),
            "pressable": [list(at) for at in counted.passages],
            "line": [0, 1, 2] if counted.kind == "concordance" else [],
        },
        on_pressed_change=pressed,
    )


def _files(project: Project, counted: Counted, options: CountOptions) -> None:
    """Offer the count as files; in these transcripts have numbers instead of titles."""
    stem = f"{file_stem(project.study.title, otherwise='study')} {counted.kind}"
    unreleased = counted.kind in OF_WORDS and bool(project.unreleased())
    insist = False
    if unreleased:
        insist = st.checkbox(
            "Names may still stand in transcripts: make the files all the same; they will say so", key="counts insist"
        )
    with st.container(horizontal=True, key="counts-files"):
        for name, suffix, mime in _FILES:
            st.download_button(
                f"Download {name}",
                data=partial(_written, project, counted, options, suffix, insist=insist),
                file_name=f"{stem}{suffix}",
                mime=mime,
                disabled=unreleased and not insist,
                on_click="ignore",
            )


def _written(project: Project, counted: Counted, options: CountOptions, suffix: str, *, insist: bool) -> bytes:
    with TemporaryDirectory(prefix="themes-counts-") as folder:
        made = project.write_counts(Path(folder) / f"counts{suffix}", counted.kind, options, insist=insist)
        return made.read_bytes()


@st.dialog("What it counts", width="large")
def _what(project: Project, title: str, passages: Sequence[Passage]) -> None:
    show_words(f"{title}, in {count(len(passages), 'passage')}")  # it may hold a word that somebody said
    order = {one.id: nth for nth, one in enumerate(project.transcripts())}
    ordered = sorted(passages, key=lambda one: (order[one.transcript_id], one.start, one.end))
    shown = st.session_state.get(_n_shown(title), _AT_ONCE)
    for nth, passage in enumerate(ordered[:shown]):
        with st.container(border=True, gap=None):
            _passage(project, passage, key=f"counts read {nth}")
    if len(passages) > shown:
        st.button(
            f"Show {min(_AT_ONCE, len(passages) - shown)} more",
            key="counts more",
            on_click=partial(st.session_state.__setitem__, _n_shown(title), shown + _AT_ONCE),
        )


def _n_shown(title: str) -> str:
    return f"themes counts shown {title}"


def _passage(project: Project, passage: Passage, *, key: str) -> None:
    source = project.transcript(passage.transcript_id)
    speaker = speaker_of(source, passage.start, passage.end)
    who = project.attribution(speaker.case_id if speaker else None)
    st.markdown(f"{plain(who)} :gray[({plain(source.title)})]")
    words = source.text[passage.start : passage.end]
    if len(words) < _SHORT:  # a word by itself says little
        turns = [source.turns[nth] for nth in turns_in(source, passage.start, passage.end)]
        start, end = (turns[0].start, turns[-1].end) if turns else (passage.start, passage.end)
        before = source.text[max(start, passage.start - _CONTEXT) : passage.start]
        after = source.text[passage.end : min(end, passage.end + _CONTEXT)]
        words = f"{before}«{words}»{after}"
    show_words(words)
    place.button(passage.transcript_id, passage.start, key=key)
