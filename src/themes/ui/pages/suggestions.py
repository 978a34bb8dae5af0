"""Suggestions: what may bear which code, why, and a person's yes or no to each, by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from themes.filters import Filter
from themes.model import Code
from themes.project import Project, SuggestionView
from themes.ui import components, filter_bar, place, session
from themes.ui.pages import learning, other_codes, proposals, reasons
from themes.ui.pages.answered import Answered, Place, keep_answer, say_answer, touches
from themes.ui.pages.members import show_words
from themes.ui.plain import count, plain
from themes.ui.proposed import odds, sureness

_ALL, _ALL_TOLD = "all", "all codes, what teaches most first"
_FOR, _LATER = "themes suggestions for", "themes suggestions later"
_AHEAD = 10
_FEW_WORDS = 140


def page() -> None:
    """Show one suggestion with its reasons, what comes after it, and how well the codes are learnt."""
    project = session.project()
    if not proposals.head(project, "Suggestions"):
        return
    if not project.transcripts() or not project.codes():
        st.markdown(
            "Suggestions come from your codebook and from what you code. Add transcripts, and a code with a definition "
            "or a first quotation."
        )
        session.link("codebook", "Go to Codebook")
        return
    # What an answer did stands in this row: a message of its own would push what is read next down and up again.
    head = st.container(horizontal=True, vertical_alignment="center", key="suggestions-head")
    where = filter_bar.show(project, within=head)
    with head:
        code = _choose(project)
        said = st.empty()
    _one_after_another(project, code, where, said)
    learning.show(project)


def ask_for(code: Code) -> None:
    """Let the page show what is suggested for one code."""
    _ask_for(code.id)


def _ask_for(key: str) -> None:
    st.session_state[_FOR] = key


def _choose(project: Project) -> Code | None:
    """The code that is asked about; None for all of them, in the order that teaches most."""
    codes = {code.id: code for code in project.codes() if not code.retired}
    chosen = st.session_state.get(_FOR, _ALL)
    chosen = chosen if chosen in codes else _ALL
    paths = project.paths()
    # Buttons, not a field: a field keeps the keys to itself once something was chosen in it.
    shown = plain(paths[chosen]) if chosen in codes else _ALL_TOLD
    with st.popover(f"Suggest for: **{shown}**", key=f"suggestions for {chosen}", on_change="rerun") as opened:
        if opened.open:
            counts: dict[str, int] = {}
            for one in project.codings():
                counts[one.code.id] = counts.get(one.code.id, 0) + 1
            st.button(_ALL_TOLD, key="suggest for all", type="tertiary", on_click=partial(_ask_for, _ALL))
            for key in codes:
                label = f"{plain(paths[key])} :gray[({count(counts.get(key, 0), 'quotation')})]"
                st.button(label, key=f"suggest for code {key}", type="tertiary", on_click=partial(_ask_for, key))
    return codes.get(chosen)


def _one_after_another(project: Project, code: Code | None, where: Filter, said: DeltaGenerator) -> None:
    later = _later()
    limit = _AHEAD + len(later)
    with st.spinner("Learning from what was decided"):
        project.freeze_before_shown()
        found = (
            project.to_review(limit=limit, where=where)
            if code is None
            else project.suggestions(code, limit=limit, where=where)
        )
    views = [view for view in found if not any(touches(_place(view), put_off) for put_off in later)][:_AHEAD]
    say_answer(said, {_place(view): view.probability for view in views}, in_order=code is not None)
    if not views:
        _none(project, code, where)
        return
    left, right = st.columns([9, 6], gap="large")
    with left:
        _one(project, views[0], views)
    with right, st.container(key="suggestion-reasons"):
        reasons.show(project, views[0])
    _next(project, views[1:], with_code=code is None)


def _none(project: Project, code: Code | None, where: Filter) -> None:
    if _later():
        st.markdown("Nothing more but what you put off.")
        st.button("Look at those now", key="look at later", on_click=_later().clear)
    elif where:
        st.markdown("Nothing more that passes the filter is like what the codes say.")
    elif code is not None and not (code.definition or project.codings(code=code)):
        st.markdown("Give the code a definition or a first quotation: suggestions are what is like them.")
        session.link("codebook", "Go to Codebook")
    else:
        st.markdown("Nothing more to suggest.")


def _one(project: Project, view: SuggestionView, views: list[SuggestionView]) -> None:
    """The suggestion to decide on, with what it answers, and the keys for it."""
    here = _place(view)
    components.decided("suggested-words", {f"Accept {here}": "Accepted", f"Not this {here}": "Not this"})
    st.subheader(plain(project.code_path(view.code)), anchor=False)
    st.markdown(f"{_how_sure(view)}. It does not count until you accept it.")
    if view.code.definition:
        st.markdown(f":gray[{plain(view.code.definition)}]")
    if view.shown_because:
        st.markdown(f":gray[Shown {plain(f'because {view.shown_because}')}.]")
    suggestion = view.suggestion
    asked = reasons.asked_before(project, suggestion)
    if asked:
        st.markdown(":gray[Asked:]")
        show_words(asked)
    with st.container(border=True, gap=None, key="suggested-words"):
        show_words(view.words)
        title = project.transcript(suggestion.transcript_id).title
        said_by = project.attribution(view.case.id if view.case else None)
        st.markdown(f":gray[{plain(said_by)}, {plain(title)}]")
    with st.container(horizontal=True, key="suggestion-actions", vertical_alignment="center"):
        _key("Accept", "Y", view, partial(decide, project, view, views, yes=True), primary=True, project=project)
        _key("Not this", "N", view, partial(decide, project, view, views, yes=False), project=project)
        _key("Later", "J", view, partial(_put_off, view))
        st.button("Back", key="suggestion back", shortcut="K", disabled=not _later(), on_click=_bring_back)
        other_codes.show(project, view)
        place.button(suggestion.transcript_id, suggestion.start, key="suggestion there")


def _key(
    label: str,
    shortcut: str,
    view: SuggestionView,
    does: Callable[[], None],
    *,
    primary: bool = False,
    project: Project | None = None,
) -> None:
    """A button of this suggestion alone: a second press that is still on its way never decides on the next one."""
    st.button(
        label,
        key=f"{label} {_place(view)}",
        type="primary" if primary else "secondary",
        shortcut=shortcut,
        disabled=project is not None and project.read_only,
        on_click=does,
    )


def decide(project: Project, view: SuggestionView, views: list[SuggestionView], *, yes: bool) -> None:
    """Say yes or no, once, whatever number of presses came."""
    key = view.suggestion.id
    if project.has_step(key):
        return
    verb = project.accept_suggestion if yes else project.reject_suggestion
    if session.attempt(partial(verb, view, step_id=key)):
        behind = {_place(one): one.probability for one in views if one.suggestion.id != key}
        keep_answer(Answered(yes=yes, code=view.code.name, behind=behind))


def _how_sure(view: SuggestionView) -> str:
    """The probability in words that a person can check: so many in so many that are like it."""
    if not view.can_be_counted_on:
        return odds(view)
    sure = "" if view.is_sure else "**Not sure**, "
    return f"{sure}{view.probability:.2f}: {odds(view)}"


def _next(project: Project, views: list[SuggestionView], *, with_code: bool) -> None:
    """What comes after: so that it is seen how an answer moves the others."""
    if not views:
        return
    st.markdown("**After that**")
    for view in views:
        with st.container(gap=None):
            said_by = project.attribution(view.case.id if view.case else None)
            name = f"{plain(project.code_path(view.code))}: " if with_code else ""
            st.markdown(f"{name}:gray[{sureness(view)}, {plain(said_by)}]")
            short = " ".join(view.words.split())
            show_words(short if len(short) <= _FEW_WORDS else f"{short[:_FEW_WORDS].rsplit(' ', 1)[0]} …")


def _place(view: SuggestionView) -> Place:
    return view.code.id, view.suggestion.transcript_id, view.suggestion.start, view.suggestion.end


def _later() -> dict[Place, None]:
    """What this session put off, the last one last."""
    kept: dict[Place, None] = st.session_state.setdefault(_LATER, {}).setdefault(str(session.path()), {})
    return kept


def _bring_back() -> None:
    if _later():
        _later().popitem()


def _put_off(view: SuggestionView) -> None:
    _later()[_place(view)] = None
