"""The rules of one code: what it means, when it is used and when not, its examples, its colour and place."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.colours import COLOURS, colour_of, sound
from themes.model import Code
from themes.project import Coded, Project
from themes.project.codes.examples import Example
from themes.ui import drafts, session
from themes.ui.drafts import Field
from themes.ui.pages.members import show_words
from themes.ui.plain import plain

_TOP = "no parent"
_OWN = "a colour of its own"
_FOUND = 12
_WORDS = {"name": "Name", "definition": "Definition", "use_when": "Use when", "dont_use_when": "Don't use when"}
_EXAMPLES: dict[Example, str] = {"typical": "Typical", "not_this": "Not this"}


def show(project: Project, code: Code) -> None:
    """Show the rules, to be changed."""
    _form(project, code)
    _examples(project, code)


def _form(project: Project, code: Code) -> None:
    """The words, saved together, as each saving is a version of the codebook; place and colour, at once."""
    fields = fields_of(code)
    fields["name"].line("Name", max_chars=200)
    fields["definition"].area("Definition: what it means")
    fields["use_when"].area("Use when")
    fields["dont_use_when"].area("Don't use when")
    st.button(
        "Save",
        key=f"save {code.id}",
        type="primary",
        disabled=project.read_only,
        on_click=partial(_save, project, code, fields),
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _parent(project, code)
        _colour(project, code)


def fields_of(code: Code) -> dict[str, Field]:
    """The fields of a code's words, by name: what is typed in one stands on every page that shows it."""
    return {
        name: Field(key=f"{name} {code.id}", what=f"{label.casefold()} of “{code.name}”", value=getattr(code, name))
        for name, label in _WORDS.items()
    }


def _save(project: Project, code: Code, fields: dict[str, Field]) -> None:
    drafts.save(fields, project.code(code.id), partial(project.revise_code, code.id), done="Saved.")


def _parent(project: Project, code: Code) -> None:
    """Ask under which code it stands."""
    possible = _possible_parents(project, code)
    keys, key = list(possible), f"under {code.id} {code.parent_id}"

    def moved() -> None:
        chosen = st.session_state[key]
        session.attempt(partial(project.revise_code, code.id, parent_id=None if chosen == _TOP else chosen))

    st.selectbox(
        "Under",
        keys,
        index=keys.index(code.parent_id or _TOP),
        format_func=possible.__getitem__,
        key=key,
        disabled=project.read_only,
        on_change=moved,
    )


def _possible_parents(project: Project, code: Code) -> dict[str, str]:
    """All codes by path but the code itself and what stands under it."""
    paths = project.paths()
    under = {code.id}
    for other in project.codes():
        if other.parent_id in under:
            under.add(other.id)
    return {_TOP: "at the top", **{id_: path for id_, path in paths.items() if id_ not in under}}


def _colour(project: Project, code: Code) -> None:
    """Ask for a colour of the set, by name; one that is of its own can be kept."""
    key = f"colour {code.id} {code.colour}"

    def coloured() -> None:
        session.attempt(partial(project.revise_code, code.id, colour=st.session_state[key]))

    values = [colour.value for colour in COLOURS]
    own = sound(code.colour)
    if colour_of(own) is None:
        values = [own, *values]
    st.selectbox(
        "Colour",
        values,
        index=values.index(own.casefold() if own.casefold() in values else own),
        format_func=lambda value: named.words if (named := colour_of(value)) else _OWN,
        help="A set that can be told apart by everybody; names and patterns stand beside it.",
        key=key,
        disabled=project.read_only,
        on_change=coloured,
    )


def _examples(project: Project, code: Code) -> None:
    known = {one.quotation.words: one for one in project.codings()} if code.typical or code.not_this else {}
    for kind, label in _EXAMPLES.items():
        said: tuple[str, ...] = getattr(code, kind)
        st.markdown(f"**{label}**" if said else f"**{label}**: none picked yet.")
        for nth, words in enumerate(said):
            with st.container(border=True, gap=None):
                show_words(words)
                with st.container(horizontal=True, vertical_alignment="center"):
                    st.markdown(_where(project, known.get(words)))
                    st.button(
                        "Leave it",
                        key=f"leave {kind} {code.id} {nth}",
                        disabled=project.read_only,
                        on_click=session.click(partial(project.drop_example, code, words)),
                    )
    if st.button("Pick from the data", key=f"pick {code.id}", disabled=project.read_only):
        _pick(project, code)


def _where(project: Project, one: Coded | None) -> str:
    """Who says an example, where its words stand just so in a quotation still."""
    if one is None:
        return "No quotation has just these words now."
    said_by = project.attribution(one.case.id if one.case else None)
    return f"{plain(said_by)} ({plain(one.transcript.title)})"


@st.dialog("Pick examples", width="large")
def _pick(project: Project, code: Code) -> None:
    st.markdown(
        f"Quotations that show what “{plain(code.name)}” is, or what it is not. Its own come first, then those of "
        "other codes: what is not it is often theirs."
    )
    words = st.text_input("With these words", key=f"pick words {code.id}").casefold().split()
    now = project.code(code.id)
    seen: set[str] = set()
    shown = 0
    for one in sorted(project.codings(), key=lambda one: one.code.id != code.id):
        said = one.quotation.words
        if one.quotation.id in seen or not all(word in said.casefold() for word in words):
            continue
        seen.add(one.quotation.id)
        shown += 1
        if shown > _FOUND:
            st.markdown("There are more; write a word to see fewer.")
            break
        with st.container(border=True, gap=None):
            _offer(project, now, one)
    if not shown:
        st.markdown("No quotation has these words." if words else "There is no quotation yet.")


def _offer(project: Project, code: Code, one: Coded) -> None:
    show_words(one.quotation.words)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{_where(project, one)} :gray[bears {plain(one.code.name)}]")
        for kind, label in _EXAMPLES.items():
            is_one = one.quotation.words in getattr(code, kind)
            if st.button(
                f"{label}: picked" if is_one else label, key=f"{kind} {one.quotation.id}", disabled=is_one
            ) and session.attempt(partial(project.pick_example, code, one.quotation, to_be=kind), here=True):
                st.rerun(scope="fragment")
