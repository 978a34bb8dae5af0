"""Memos as they are read: what each is on, who wrote it, its words and links; changed in place, with no words lost."""

from __future__ import annotations

from functools import partial
from typing import cast

import streamlit as st

from themes.errors import NotFound, StaleChange
from themes.model import Memo
from themes.operations import entity_of
from themes.project import Project
from themes.project.memos import About, MemoView, Subject
from themes.ui import moments, place, session
from themes.ui.pages import code_tree, memo_form, theme_tree
from themes.ui.plain import count, plain

_NAMED = {
    "study": "On the study",
    "transcript": "On the transcript {}",
    "case": "On {}",
    "code": "On the code {}",
    "quotation": "On a quotation",
    "theme": "On the theme {}",
}
_PAGES = {"case": "study", "code": "codebook", "theme": "themes"}


def here(project: Project, subject: Subject, *, key: str) -> None:
    """The memos on one thing, folded, with a box for a new one: one line on the page of that thing.

    Args:
        project: The open project.
        subject: What they are on.
        key: Tells this place of the page from others that show memos on the same thing.
    """
    memos = project.memos(about=subject)
    name = f"{key} {subject.id}"
    label = f"{count(len(memos), 'memo')} on this" if memos else "Write a memo on this"
    with st.expander(label, key=_folded(name), on_change="rerun") as opened:
        if opened.open:
            for memo in memos:
                show(project, memo, with_subject=False)
            write(project, subject, key=name)


def write(project: Project, subject: Subject, *, key: str) -> None:
    """The box in which a new memo on something is written."""
    name = getattr(subject, "name", "") or getattr(subject, "title", "") or getattr(subject, "label", "")
    what = _what(cast("About", entity_of(subject)), name)
    memo_form.show(project, key, label="New memo", what=what, save=partial(_add, project, subject, key))


def show(project: Project, memo: MemoView, *, with_subject: bool = True) -> None:
    """One memo, or the box in which it is being changed.

    Args:
        project: The open project.
        memo: The memo.
        with_subject: Whether it says what it is on, as it need not beside that.
    """
    key = memo.memo.id
    with st.container(border=True, gap="small", key=f"memo-{key}"):
        _head(memo, with_subject=with_subject)
        draft = memo_form.draft_of(key, memo)
        if draft is not None:
            if draft.clashes:
                _clash(project, memo, draft)
            what = _what(memo.about, memo.name)
            save = partial(_change, project, memo.memo, key)
            memo_form.show(project, key, label="Memo", what=what, save=save, cancel=True)
            _earlier(project, memo)
            return
        if memo.quotation:
            st.text(f"“{memo.quotation.words}”")
        st.text(memo.text)  # as it was written: Markdown would make links and pictures of it
        if with_subject:
            _to_subject(memo)
        _to_links(memo)
        with st.container(horizontal=True, gap="small"):
            st.button(
                "Change",
                key=f"change memo {key}",
                disabled=project.read_only,
                on_click=partial(memo_form.begin, key, memo),
            )
            st.button(
                "Remove",
                key=f"remove memo {key}",
                disabled=project.read_only,
                on_click=session.click(partial(project.remove_memo, memo.memo), done="Removed; Undo brings it back."),
            )


def _what(about: About, name: str) -> str:
    """What is being written, as the bar says it."""
    on = _NAMED[about].format(f"“{name}”")
    return f"memo {on[0].lower()}{on[1:]}"


def _folded(key: str) -> str:
    return f"memos beside {key}"


def _head(memo: MemoView, *, with_subject: bool) -> None:
    gone = "" if memo.here else ", no longer here"
    on = _NAMED[memo.about].format(f"“{plain(memo.name)}”" if memo.about != "case" else plain(memo.name))
    at = memo.memo.at
    if with_subject:  # in the journal, where the day is said above
        st.markdown(f"**{on}{gone}** · {plain(memo.coder.name)}, {moments.clock(at)}")
    else:
        st.markdown(f"{plain(memo.coder.name)}, {moments.day(at)}, {moments.clock(at)}")


def _to_subject(memo: MemoView) -> None:
    """A button that goes to what the memo is on."""
    key = memo.memo.id
    about = memo.quotation
    if memo.about == "transcript" and memo.here:
        place.button(memo.memo.about_id, 0, key=f"to {key}", label="Read it")
    elif memo.about in _PAGES and memo.here:
        choose = {"code": code_tree.choose, "theme": theme_tree.choose}.get(memo.about, _nothing)
        pressed = partial(choose, memo.memo.about_id)
        if st.button(f"Go to {plain(memo.name)}", key=f"to {key}", type="tertiary", on_click=pressed):
            session.go_to(_PAGES[memo.about])
    elif about and about.transcript_id:
        place.button(about.transcript_id, about.start, key=f"to {key}")


def _nothing(_: str) -> None:
    """Choose nothing: the page that is gone to has no one thing that is open."""


def _to_links(memo: MemoView) -> None:
    """Buttons that go to the quotations that the memo links to."""
    for one in memo.links:
        label = plain(memo_form.said(one)) + ("" if one.here else " (no longer here)")
        if one.transcript_id:
            place.button(one.transcript_id, one.start, key=f"to {memo.memo.id} {one.id}", label=label)
        else:
            st.markdown(label)


def _clash(project: Project, memo: MemoView, draft: memo_form.Draft) -> None:
    """Show what somebody else has written meanwhile beside what is in the box; nothing is lost either way."""
    states = project.memo_states(memo.memo)
    who = states[-1][0].name if states else memo.coder.name
    key = memo.memo.id
    st.warning(
        f"{plain(who)} changed this memo while you wrote. Theirs stands here; yours is in the box and not saved yet."
    )
    st.text(memo.text)
    both = f"{memo.memo.text}\n\n{draft.kept}"
    with st.container(horizontal=True, gap="small"):
        st.button("Put both into the box", key=f"both {key}", on_click=partial(_settle, memo, key, both))
        st.button("Go on with mine", key=f"mine {key}", on_click=partial(_settle, memo, key, draft.kept))
        st.button("Keep theirs", key=f"theirs {key}", on_click=partial(memo_form.end, key))


def _settle(memo: MemoView, key: str, text: str) -> None:
    """Go on writing with some words, now that the other's have been seen."""
    draft = memo_form.draft_of(key)
    if draft is not None:
        draft.version, draft.beneath, draft.clashes = memo.version, memo.memo.text, False
        memo_form.put(key, text)


def _earlier(project: Project, memo: MemoView) -> None:
    states = project.memo_states(memo.memo)[:-1]
    if not states:
        return
    with st.expander(count(len(states), "earlier version")):
        for coder, at, state in reversed(states):
            st.markdown(f"{plain(coder.name)}, {moments.day(at)}, {moments.clock(at)}")
            st.text(project.memo_words(state))


def _add(project: Project, subject: Subject, key: str) -> None:
    draft = memo_form.taken(key)
    if draft is not None and session.attempt(partial(project.add_memo, draft.kept, about=subject), done="Memo saved."):
        memo_form.end(key)
        if _folded(key) in st.session_state:
            st.session_state[_folded(key)] = True  # its label changes, and it would fold


def _change(project: Project, memo: Memo, key: str) -> None:
    draft = memo_form.taken(key)
    if draft is None:
        return
    try:
        project.memo(memo.id)
    except NotFound:
        # Somebody has removed it: what was typed becomes a memo of its own rather than nothing.
        anew = partial(project.add_memo, draft.kept)
        done = "Somebody removed that memo meanwhile. Yours is kept as a new one, on the study."
        if session.attempt(anew, done=done):
            memo_form.end(key)
        return
    changed = partial(_write, project, memo.id, draft)
    if session.attempt(changed) and not draft.clashes:
        memo_form.end(key)


def _write(project: Project, memo_id: str, draft: memo_form.Draft) -> None:
    try:
        project.change_memo(memo_id, draft.kept, version=draft.version)
    except StaleChange:
        draft.clashes = True
