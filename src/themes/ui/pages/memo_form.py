"""Writing a memo: its words, links to quotations that are picked, and what was typed kept until it is saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import streamlit as st

from themes.memo_text import edited, number_of, to_be_edited
from themes.project import Project
from themes.project.memos import LONGEST, Linked, MemoView
from themes.ui import drafts
from themes.ui.plain import plain

_DRAFTS = "themes memo drafts"
_SHORT = 90
_NEVER_SEEN = "-"  # no memo has such a version: whoever saves is shown what stands there first


@dataclass(slots=True, kw_only=True)
class Draft:
    """What is being written, kept in the session so that leaving the page loses nothing.

    ``text`` shows each link as a number, which counts ``quotation_ids`` from 1; ``version`` is the state of the memo
    that its writer saw, None for a new one, and ``beneath`` its text; ``clashes`` says that somebody else has changed
    it since; ``what`` says what it is, as people say it.
    """

    text: str = ""
    quotation_ids: list[str] = field(default_factory=list)
    version: str | None = None
    beneath: str = ""
    clashes: bool = False
    what: str = "memo"

    @property
    def kept(self) -> str:
        """The text as a memo keeps it."""
        return edited(self.text, self.quotation_ids)


def draft_of(key: str, memo: MemoView | None = None) -> Draft | None:
    """What is being written under a key, in this session or an earlier one; None where nothing is.

    Args:
        key: Under which it is written.
        memo: As it stands, where one is changed.
    """
    every: dict[str, Draft] = st.session_state.setdefault(_DRAFTS, {})
    draft = every.get(key)
    before = drafts.of(_name(key))
    if before is not None and (draft is None or draft.kept == draft.beneath):  # the browser kept it
        begin(key, memo)
        draft = every[key]
        draft.text, draft.quotation_ids = before.written, list(before.links)
        if memo is not None and before.beneath != memo.memo.text:
            draft.version = _NEVER_SEEN
    return draft


def taken(key: str) -> Draft | None:
    """What is being written under a key with what stands in the box now, for who is about to save it.

    A press may come in the same run as the last of the typing, and Streamlit says nothing of which callback is first.
    """
    _keep(key)
    return draft_of(key)


def begin(key: str, memo: MemoView | None = None) -> None:
    """Begin to write under a key: a new memo, or one that is there, in the state that is seen now."""
    text, ids = to_be_edited(memo.memo.text) if memo else ("", [])
    draft = Draft(
        text=text,
        quotation_ids=ids,
        version=memo.version if memo else None,
        beneath=memo.memo.text if memo else "",
    )
    st.session_state.setdefault(_DRAFTS, {})[key] = draft
    st.session_state.pop(_widget(key), None)


def put(key: str, text: str) -> None:
    """Put other words, as a memo keeps them, into what is being written."""
    draft = draft_of(key) or Draft()
    draft.text, draft.quotation_ids = to_be_edited(text)
    st.session_state[_widget(key)] = draft.text
    _tell(key, draft)


def end(key: str) -> None:
    """Let what is being written go: it is saved, or nobody wants it."""
    st.session_state.setdefault(_DRAFTS, {}).pop(key, None)
    st.session_state.pop(_widget(key), None)
    drafts.drop(_name(key))


def end_named(name: str) -> None:
    """Let what is being written go that ``themes.ui.drafts`` knows under a name, where it is a memo."""
    for key in [key for key in st.session_state.get(_DRAFTS, {}) if _name(key) == name]:
        end(key)


def show(project: Project, key: str, *, label: str, what: str, save: Callable[[], None], cancel: bool = False) -> None:
    """Show the box to write in, what links to quotations, and the button that saves.

    Args:
        project: The open project.
        key: Under which it is written: what it is on, or the memo's id.
        label: What the box is called.
        what: What is written, as people say it: "memo on “Board”".
        save: Called by the button, as a callback.
        cancel: Whether writing can be broken off.
    """
    if draft_of(key) is None:
        begin(key)
    draft = draft_of(key) or Draft()
    draft.what = what
    widget = _widget(key)
    st.session_state.setdefault(widget, draft.text)
    with drafts.around(widget, what):
        st.text_area(label, key=widget, height=130, max_chars=LONGEST, on_change=partial(_keep, key))
    _legend(project, draft)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button("Save memo", key=f"save {widget}", type="primary", disabled=project.read_only, on_click=save)
        if cancel:
            st.button("Cancel", key=f"cancel {widget}", on_click=partial(end, key))
        with st.popover("Link a quotation", key=f"link {widget}", on_change="rerun") as opened:
            if opened.open:
                _pick(project, key)


def shortened(words: str) -> str:
    """Words on one line, cut where they are many."""
    line = " ".join(words.split())
    return line if len(line) <= _SHORT else f"{line[:_SHORT].rsplit(' ', 1)[0]} …"


def said(one: Linked) -> str:
    """A quotation on one line with who said it: what a memo links to is recognised by it."""
    return ", ".join(filter(None, (f"“{shortened(one.words)}”", one.by)))


def quotations(project: Project) -> dict[str, str]:
    """Every quotation that bears a code, by id, as it is picked: its words, who said them, its codes."""
    found: dict[str, list[str]] = {}
    for one in project.codings():
        who = one.case.label if one.case else one.transcript.title
        found.setdefault(one.quotation.id, [f"“{shortened(one.quotation.words)}” {who}"]).append(one.code.name)
    return {key: f"{told[0]} ({', '.join(dict.fromkeys(told[1:]))})" for key, told in found.items()}


def _pick(project: Project, key: str) -> None:
    offered = quotations(project)
    if not offered:
        st.markdown("No words are coded yet; a memo links to words that bear a code.")
        return
    widget = f"pick {_widget(key)}"
    st.selectbox(
        "Which quotation",
        list(offered),
        index=None,
        format_func=offered.__getitem__,
        placeholder="Type some of its words, who said it or its code",
        key=widget,
        on_change=partial(_link, key, widget),
    )
    st.markdown("It comes to the end of the text as a number, which you can move.")


def _link(key: str, picked: str) -> None:
    """Put a link to the picked quotation at the end of what is being written."""
    quotation_id = st.session_state[picked]
    draft = taken(key)
    if quotation_id is None or draft is None:
        return
    if quotation_id not in draft.quotation_ids:
        draft.quotation_ids.append(quotation_id)
    draft.text = f"{draft.text.rstrip()} {number_of(quotation_id, draft.quotation_ids)}".lstrip()
    st.session_state[_widget(key)] = draft.text
    st.session_state[picked] = None
    _tell(key, draft)


def _legend(project: Project, draft: Draft) -> None:
    """Say what each number in the text stands for."""
    for quotation_id in draft.quotation_ids:
        number = number_of(quotation_id, draft.quotation_ids)
        one = project.linked(quotation_id) if number in draft.text else None
        if one is not None:
            st.markdown(f"{plain(number)} stands for {plain(said(one))}")


def _keep(key: str) -> None:
    draft = draft_of(key)
    if draft is not None:
        draft.text = str(st.session_state.get(_widget(key), draft.text))
        _tell(key, draft)


def _tell(key: str, draft: Draft) -> None:
    """Have the bar say that it is not saved, and the browser keep it."""
    if draft.kept == draft.beneath:
        drafts.drop(_name(key))
    else:
        links = tuple(draft.quotation_ids)
        drafts.keep(_name(key), drafts.Draft(written=draft.text, beneath=draft.beneath, what=draft.what, links=links))


def _name(key: str) -> str:
    return drafts.named(f"memo {key}")


def _widget(key: str) -> str:
    """The key of the box: by its class the browser knows what to keep at every letter."""
    return _name(key)
