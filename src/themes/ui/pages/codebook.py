"""The codebook: codes as a tree, all of one beside it, its versions, and the codebook as a file."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from themes.filters import Filter
from themes.model import Code
from themes.places import codebooks
from themes.project import Project
from themes.ui import filter_bar, session, uploads
from themes.ui.pages import (
    beginning,
    code_cases,
    code_dialogs,
    code_older,
    code_rules,
    code_split,
    code_tree,
    memo_cards,
    suggestions,
    versions,
    whose,
)
from themes.ui.pages.coded import show_codings
from themes.ui.plain import count, plain

_PARTS = ("Codes", "Versions", "As files")


def page() -> None:
    """Show the codes, and one of them in full; or how the codebook came to be."""
    project = session.project()
    head = filter_bar.head("Codebook")
    beginning.warn(project, "codebook")
    codes = project.codes()
    part = _PARTS[0]
    if codes:
        part = (
            st.segmented_control("Part", _PARTS, default=part, key="codebook part", label_visibility="collapsed")
            or part
        )
    if part == "Versions":
        versions.show(project)
    elif part == "As files":
        _files(project, codes)
    else:
        _codes(project, codes, head)


def _codes(project: Project, codes: list[Code], head: DeltaGenerator) -> None:
    where = filter_bar.show(project, within=head) if codes else Filter()
    whose.tell(project)
    older = project.older_codings() if codes else {}
    listed, detail = st.columns([5, 8], gap="large")
    with listed:
        code_tree.show(project, codes, where, older)
    with detail:
        if not codes:
            st.markdown(
                "There is no code yet. Add one, take a codebook that you have or one of the starters, or accept a "
                "candidate theme: each becomes a code."
            )
            session.link("candidates", "Go to Candidate themes")
            _files(project, codes)
            return
        _detail(project, code_tree.chosen(codes), where, older)
        code_dialogs.show_wanted(project, codes)


def _detail(project: Project, code: Code, where: Filter, older: dict[str, Code]) -> None:
    path, _, name = project.code_path(code).rpartition(" > ")
    st.subheader(plain(name), anchor=False)
    if path:
        st.markdown(f"Under {plain(path)}")
    n_older = sum(was.id == code.id for was in older.values())
    with st.container(horizontal=True, vertical_alignment="center"):
        st.session_state.setdefault(code_tree.VIEW, code_tree.VIEWS[0])
        view = st.segmented_control(
            "Show",
            code_tree.VIEWS,
            key=code_tree.VIEW,
            format_func=lambda name: f"Older ({n_older})" if name == "Older" else name,
            required=True,
            label_visibility="collapsed",
        )
        if not code.retired and st.button(
            "Suggest more quotations", key="suggest code", on_click=partial(suggestions.ask_for, code)
        ):
            session.go_to("suggestions")
    if code.retired:
        st.markdown(":orange-background[Retired]: it is not offered for coding; what bears it stays, and counts.")
    if view == "Quotations":
        show_codings(project, code, where, older, of_case=st.session_state.get(code_tree.CASE))
    elif view == "Cases":
        code_cases.show(project, code, where)
    elif view == "Older":
        code_older.show(project, code, older)
    elif view == "Split":
        code_split.show(project, code)
    else:
        code_rules.show(project, code)
    memo_cards.here(project, code, key="codebook")


def _files(project: Project, codes: list[Code]) -> None:
    with st.container(border=True):
        starters = {path.stem.replace("-", " ").capitalize(): path for path in sorted(codebooks().glob("*.toml"))}
        starter = st.selectbox("A starter codebook", list(starters), index=None, placeholder="Choose one")
        if st.button("Add its codes", disabled=project.read_only or starter is None) and starter is not None:
            session.attempt(partial(project.read_codebook, starters[starter]), done="The codes are in the codebook.")
            st.rerun()
        upload = st.file_uploader(
            "Your own, .toml, .csv or .qdc (REFI-QDA)",
            type=["toml", "csv", "qdc"],
            max_upload_size=uploads.READ_MB,
            key=session.form_key("codebook file"),
        )
        if upload is not None and st.button("Add the codes of this file", disabled=project.read_only):
            session.attempt(
                partial(project.read_codebook, upload.name, upload.getvalue()), done="The codes are in the codebook."
            )
            session.renew_form("codebook file")
            st.rerun()
    if codes:
        st.markdown(f"The codebook as it is now, {count(len(codes), 'code')}:")
        with st.container(horizontal=True):
            for suffix in ("csv", "toml", "qdc"):
                st.download_button(
                    f"Download .{suffix}",
                    project.codebook_text(f"codebook.{suffix}"),
                    file_name=f"{project.path.stem} codebook.{suffix}",
                    on_click="ignore",
                )
