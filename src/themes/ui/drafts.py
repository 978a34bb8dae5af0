"""What is written in a page's fields and not saved yet: kept in the session, so that leaving the page loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from themes.ui import session
from themes.ui.plain import plain

_DRAFTS = "themes drafts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is not saved.

    Attributes:
        written: What was typed.
        beneath: What stood there before.
        what: What it is of, as people say it.
    """

    written: str
    beneath: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field that keeps what is written in it.

    Attributes:
        key: What it is of, by id: the same words stand there when the page is shown again.
        what: The same, as people say it: "the definition of Board".
        value: What is saved.
    """

    key: str
    what: str
    value: str

    def area(self, label: str, **options: Any) -> None:  # noqa: ANN401 - those of ``st.text_area``
        """Show it as a box of several lines."""
        with st.container(gap="xxsmall"):  # what is told comes and goes: what stands below keeps its place in the tree
            st.text_area(label, key=self._prepared(), on_change=self._keep, **options)
            self._told()

    def line(self, label: str, **options: Any) -> None:  # noqa: ANN401 - those of ``st.text_input``
        """Show it as a single line."""
        with st.container(gap="xxsmall"):  # as above
            st.text_input(label, key=self._prepared(), on_change=self._keep, **options)
            self._told()

    @property
    def written(self) -> str:
        """What stands in it now; a press may come in the same run as the last of the typing."""
        here = st.session_state.get(self._widget)
        draft = _drafts().get(self._id)
        return str(here) if here is not None else draft.written if draft else self.value

    def end(self) -> None:
        """Let what was typed go: it is saved, or nobody wants it."""
        _drafts().pop(self._id, None)
        st.session_state.pop(self._widget, None)

    @property
    def is_changed(self) -> bool:
        """Whether it holds other words than are saved."""
        return self.written != self.value

    def _prepared(self) -> str:
        """The widget's key, what is to stand in it put there."""
        draft = _drafts().get(self._id)
        if draft is not None and draft.written == self.value:
            self.end()  # saved by now, or written back
            draft = None
        st.session_state[self._widget] = self.value if draft is None else draft.written
        return self._widget

    def _keep(self) -> None:
        here = st.session_state.get(self._widget)
        if here is None:
            return  # saved in this same run
        draft = _drafts().get(self._id)
        beneath = draft.beneath if draft else self.value
        if str(here) == beneath:
            _drafts().pop(self._id, None)
        else:
            _drafts()[self._id] = Draft(written=str(here), beneath=beneath, what=self.what)

    def _told(self) -> None:
        draft = _drafts().get(self._id)
        if draft is None:
            return
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            now = f" It was changed meanwhile; saved is now: {self.value}" if draft.beneath != self.value else ""
            st.markdown(f"Not saved yet.{plain(now)}")
            st.button("Take it back", key=f"give up {self._widget}", on_click=self.end, type="tertiary")

    @property
    def _id(self) -> tuple[str, str]:
        return session.handle(), self.key

    @property
    def _widget(self) -> str:
        return f"draft {self.key}"


def save(
    fields: Mapping[str, Field], now: object, write: Callable[..., object], *, done: str, **others: object
) -> bool:
    """Save what was written in some fields, and let it go; what nobody wrote in stays as it is. Whether it was done.

    Where somebody else has saved other words since this page was drawn, nothing is written: they are shown first.

    Args:
        fields: By the name of what each is of.
        now: The fact as it stands, with attributes of these names.
        write: Takes the changed ones by name.
        done: Said when it is done.
        others: What else is to be written with it.
    """
    changed = {name: field for name, field in fields.items() if field.is_changed}
    if any(getattr(now, name) != field.value for name, field in changed.items()):
        session.say("Somebody else changed this meanwhile. Nothing was saved; see what stands there now.", refused=True)
        return False
    words = {name: field.written.strip() for name, field in changed.items()}
    if (words or others) and not session.attempt(partial(write, **words, **others), done=done):
        return False
    for field in fields.values():
        field.end()
    return True


def unsaved() -> list[str]:
    """What of the study that is shown is written and not saved, as people say it."""
    here = session.handle()
    return [draft.what for (study, _), draft in _drafts().items() if study == here]


def _drafts() -> dict[tuple[str, str], Draft]:
    drafts: dict[tuple[str, str], Draft] = st.session_state.setdefault(_DRAFTS, {})
    return drafts
