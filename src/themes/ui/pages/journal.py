"""The journal: all memos by day, to be written, found, changed and taken along as a file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from themes.project import Project
from themes.project.memos import ABOUT, About, MemoView, Subject
from themes.ui import drafts, moments, session
from themes.ui.pages import memo_cards, memo_form
from themes.ui.plain import count, file_stem, plain

_SHOWN, _AT_ONCE = "themes memos shown", 30
_FILES = {
    ".docx": ("Download Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".txt": ("Download plain text", "text/plain"),
}
_KINDS: dict[About, str] = {
    "study": "the study",
    "transcript": "a transcript",
    "case": "a participant, site or group",
    "code": "a code",
    "quotation": "a quotation",
    "theme": "a theme",
}


def page() -> None:
    """Show the journal."""
    project = session.project()
    st.title("Journal", anchor=False)
    _write(project)
    _unsaved()
    if not project.n_memos():
        st.markdown(
            "There is no memo yet. A memo is a dated note: what struck you, why a code means what it means, what to "
            "ask next. Write one above on anything here; it stands with what it is on, and in this journal by day."
        )
        return
    memos = _found(project)
    _files(project, memos)
    if not memos:
        st.markdown("No memo is like that. Change what is asked above.")
    n_shown = st.session_state.get(_SHOWN, _AT_ONCE)
    for day, written in groupby(memos[:n_shown], key=lambda view: moments.day(view.memo.at)):
        st.subheader(day, anchor=False)
        for memo in written:
            memo_cards.show(project, memo)
    if len(memos) > n_shown and st.button(f"Show {min(_AT_ONCE, len(memos) - n_shown)} more"):
        st.session_state[_SHOWN] = n_shown + _AT_ONCE
        st.rerun()


def _write(project: Project) -> None:
    with st.container(key="journal-write"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            kind = st.selectbox(
                "A memo on", list(_KINDS), format_func=_KINDS.__getitem__, key="memo on kind", width=260
            )
            subject = _subject(project, kind)
        if subject is None:
            st.markdown(f"There is not {_KINDS[kind]} to write on yet." if not _there(project, kind) else "")
            return
        memo_cards.write(project, subject, key=f"journal {subject.id}")


def _unsaved() -> None:
    """What is typed anywhere and not saved: also of what is gone since, whose field is shown nowhere any more."""
    typed = drafts.every()
    if not typed:
        return
    with st.expander(f"Typed and not saved: {count(len(typed), 'text')}"):
        for name, draft in typed.items():
            with st.container(border=True, gap="small"):
                st.markdown(f"**{plain(draft.what)}**")
                st.text(draft.written)
                st.button("Take it back", key=f"let go {name}", on_click=partial(_let_go, name))


def _let_go(name: str) -> None:
    memo_form.end_named(name)
    drafts.drop(name)


def _subject(project: Project, kind: About) -> Subject | None:
    """What the memo is to be on, chosen beside; None where there is no such thing."""
    there = _there(project, kind)
    if kind == "study" or not there:
        return project.study if kind == "study" else None
    chosen = st.selectbox("Which", list(there), format_func=there.__getitem__, key=f"memo on {kind}")
    return None if chosen is None else project.subject(kind, chosen)


def _there(project: Project, kind: About) -> dict[str, str]:
    """What there is of a kind to write on, by id, as people call it."""
    match kind:
        case "transcript":
            return {one.id: one.title for one in project.transcripts()}
        case "case":
            return project.attributions()
        case "code":
            return project.paths()
        case "theme":
            return {one.id: one.name for one in project.themes()}
        case "quotation":
            return memo_form.quotations(project)
        case _:
            return {project.study.id: project.study.title}


def _found(project: Project) -> list[MemoView]:
    """The memos that are asked for."""
    coders = [coder.name for coder in project.coders()]
    with st.container(horizontal=True, vertical_alignment="bottom", key="journal-find"):
        words = st.text_input("Find memos with these words", key="memos words")
        kind = st.selectbox(
            "On", ABOUT, index=None, format_func=_KINDS.__getitem__, placeholder="anything", key="memos kind", width=240
        )
        coder = None
        if len(coders) > 1:
            coder = st.selectbox("By", coders, index=None, placeholder="anybody", key="memos coder", width=200)
    return project.memos(words=words or "", kind=kind, coder=coder)


def _files(project: Project, memos: Sequence[MemoView]) -> None:
    insist = False
    n_unreleased = project.n_unreleased_in(memos)
    with st.container(horizontal=True, vertical_alignment="center", key="journal-files"):
        st.markdown(f"**{count(len(memos), 'memo')}**", width="content")
        if n_unreleased:
            insist = st.checkbox("Make files all the same", key="memos insist")
        stem = file_stem(f"{project.study.title} memos", otherwise="memos")
        for suffix, (label, mime) in _FILES.items():
            st.download_button(
                label,
                data=partial(_written, project, memos, suffix, insist=insist),
                disabled=not memos or (bool(n_unreleased) and not insist),
                file_name=f"{stem}{suffix}",
                mime=mime,
                on_click="ignore",
                key=f"memos {suffix}",
            )
    if n_unreleased and not insist:
        st.markdown(
            f"These memos quote {count(n_unreleased, 'transcript')} in which names may stand. Review names and release "
            "what is quoted on the page Names, or declare there that it came without names."
        )


def _written(project: Project, memos: Sequence[MemoView], suffix: str, *, insist: bool) -> bytes:
    with TemporaryDirectory(prefix="themes-memos-") as folder:
        return project.write_memos(Path(folder) / f"memos{suffix}", memos, insist=insist).read_bytes()
