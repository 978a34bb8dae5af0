"""The codebook: codes in their order, the rules of one, its quotations and what is like them."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.errors import ThemesError
from themes.model import Code
from themes.places import codebooks
from themes.project import Project
from themes.ui import session
from themes.ui.pages.coded import show_codings, show_suggestions
from themes.ui.plain import count, plain

_CHOSEN = "themes code"
_TOP = "no parent"
_VIEWS = ("Rules", "Quotations", "Suggestions")


def page() -> None:
    """Show the codes, and one of them in full."""
    project = session.project()
    st.title("Codebook", anchor=False)
    codes = project.codes()
    listed, detail = st.columns([5, 9], gap="large")
    with listed:
        _add(project)
        _list(project, codes)
        _files(project, codes)
    with detail:
        if not codes:
            st.markdown(
                "There is no code yet. Add one, take a codebook that you have or one of the starters, or accept a "
                "candidate theme: each becomes a code."
            )
            session.link("candidates", "Go to Candidate themes")
            return
        _detail(project, _chosen(codes))


def _chosen(codes: list[Code]) -> Code:
    wanted = st.session_state.get(_CHOSEN)
    return next((code for code in codes if code.id == wanted), codes[0])


def _choose(code_id: str) -> None:
    st.session_state[_CHOSEN] = code_id


def _list(project: Project, codes: list[Code]) -> None:
    counts: dict[str, int] = {}
    for one in project.codings():
        counts[one.code.id] = counts.get(one.code.id, 0) + 1
    chosen = _chosen(codes).id if codes else ""
    paths = project.paths()
    for nth, code in enumerate(codes):
        depth = paths[code.id].count(" > ")
        key = f"code-{nth}"
        # The colour was checked to be one; nothing else that anybody typed goes into the style.
        st.html(
            f"<style>.st-key-{key}{{border-left:5px solid {_hex(code.colour)};margin-left:{depth * 1.4}rem;"
            f"padding-left:.5rem}}.st-key-{key} p{{text-align:left}}</style>"
        )
        with st.container(key=key, horizontal=True, vertical_alignment="center", gap="small"):
            st.button(
                f"**{plain(code.name)}**" if code.id == chosen else plain(code.name),
                key=f"code {code.id}",
                type="tertiary",
                wrap=True,
                on_click=partial(_choose, code.id),
            )
            st.markdown(f":gray[{counts.get(code.id, 0)}]")


def _add(project: Project) -> None:
    with (
        st.form("add code", border=False, clear_on_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        name = st.text_input("New code", max_chars=200, placeholder="Its name")
        parents = {_TOP: "at the top", **project.paths()}
        parent = st.selectbox("Under", list(parents), format_func=parents.__getitem__)
        if st.form_submit_button("Add", disabled=project.read_only) and name.strip():
            try:
                code = project.add_code(name, parent=None if parent == _TOP else parent)
            except ThemesError as error:
                st.error(plain(str(error)))
            else:
                _choose(code.id)
                st.rerun()


def _files(project: Project, codes: list[Code]) -> None:
    with st.expander("Codebooks as files", expanded=not codes):
        starters = {path.stem.replace("-", " ").capitalize(): path for path in sorted(codebooks().glob("*.toml"))}
        starter = st.selectbox("A starter codebook", list(starters), index=None, placeholder="Choose one")
        if st.button("Add its codes", disabled=project.read_only or starter is None) and starter is not None:
            session.attempt(partial(project.read_codebook, starters[starter]), done="The codes are in the codebook.")
            st.rerun()
        upload = st.file_uploader(
            "Your own, .toml or .csv", type=["toml", "csv"], key=session.form_key("codebook file")
        )
        if upload is not None and st.button("Add the codes of this file", disabled=project.read_only):
            session.attempt(
                partial(project.read_codebook, upload.name, upload.getvalue()), done="The codes are in the codebook."
            )
            session.renew_form("codebook file")
            st.rerun()
        if codes:
            with st.container(horizontal=True):
                for suffix in ("csv", "toml"):
                    st.download_button(
                        f"Download .{suffix}",
                        project.codebook_text(f"codebook.{suffix}"),
                        file_name=f"{project.path.stem} codebook.{suffix}",
                        on_click="ignore",
                    )


def _detail(project: Project, code: Code) -> None:
    st.subheader(plain(project.code_path(code)), anchor=False)
    view = st.segmented_control("Show", _VIEWS, default=_VIEWS[0], key="code view", label_visibility="collapsed")
    if view == "Quotations":
        show_codings(project, code)
    elif view == "Suggestions":
        show_suggestions(project, code)
    else:
        _rules(project, code)


def _rules(project: Project, code: Code) -> None:
    paths = project.paths()
    possible = {
        _TOP: "at the top",
        **{
            code_id: path
            for code_id, path in paths.items()
            if code_id != code.id and not path.startswith(f"{paths[code.id]} > ")
        },
    }
    with st.form(f"rules {code.id}", border=False):
        name = st.text_input("Name", value=code.name, max_chars=200)
        definition = st.text_area("Definition: what it means", value=code.definition)
        use_when = st.text_area("Use when", value=code.use_when)
        dont_use_when = st.text_area("Don't use when", value=code.dont_use_when)
        with st.container(horizontal=True):
            keys = list(possible)
            parent = st.selectbox(
                "Under", keys, index=keys.index(code.parent_id or _TOP), format_func=possible.__getitem__
            )
            colour = st.color_picker("Colour", value=_hex(code.colour))
        if st.form_submit_button("Save", type="primary", disabled=project.read_only):
            session.attempt(
                partial(
                    project.revise_code,
                    code,
                    name=name,
                    definition=definition,
                    use_when=use_when,
                    dont_use_when=dont_use_when,
                    colour=colour,
                    parent_id=None if parent == _TOP else parent,
                ),
                done="Saved.",
            )
            st.rerun()
    with st.container(horizontal=True):
        if st.button("Merge other codes into this", disabled=project.read_only or len(paths) == 1):
            _merge(project, code)
        if st.button("Remove this code", disabled=project.read_only):
            _remove(project, code)


@st.dialog("Merge codes")
def _merge(project: Project, code: Code) -> None:
    paths = {code_id: path for code_id, path in project.paths().items() if code_id != code.id}
    with st.form("merge codes", border=False):
        st.markdown(f"“{plain(code.name)}” takes in the codings, sub-codes and themes of:")
        others = st.multiselect("Codes", list(paths), format_func=paths.__getitem__)
        if st.form_submit_button("Merge", type="primary") and others:
            session.attempt(partial(project.merge_codes, code, *others), done="Merged; Undo takes it back.")
            st.rerun()


@st.dialog("Remove this code")
def _remove(project: Project, code: Code) -> None:
    n_codings = len(project.codings(code=code))
    st.markdown(
        f"“{plain(code.name)}” goes, with {count(n_codings, 'coding')}. Its sub-codes move up. Undo brings it all back."
    )
    if st.button("Remove", type="primary"):
        session.attempt(partial(project.remove_code, code))
        st.rerun()


def _hex(colour: str) -> str:
    is_colour = (
        len(colour) == len("#000000") and colour[0] == "#" and not set(colour[1:].lower()) - set("0123456789abcdef")
    )
    return colour if is_colour else "#475569"
