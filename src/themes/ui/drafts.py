"""What is written in a page's fields and not saved yet, so that leaving the page loses nothing.

The session holds it while it lives. The browser keeps it too, at every letter, on this computer, for this study and
coder (frontend/src/keys/typed.ts), and offers it to a session that begins: after a reload, on a server begun anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any
from uuid import uuid4

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from themes.ui import session
from themes.ui.plain import plain

MEANWHILE = "Somebody else changed this meanwhile. Nothing was saved; see what stands there now."
"""Said where what is to be saved was written over words that are others by now."""

_DRAFTS, _ENDED, _BEGUN = "themes drafts", "themes drafts ended", "themes drafts begun"
_NAME = re.compile(r"draft-[\w-]{1,200}", re.ASCII)
_NO_NAME = re.compile(r"[^\w-]", re.ASCII)
_MOST, _LONGEST, _LONGEST_WHAT = 200, 100_000, 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is not saved.

    Attributes:
        written: What was typed.
        beneath: What stood there before; None where no run has seen its field since it was typed.
        what: What it is of, as people say it.
        links: Ids of the quotations that stand in a memo as numbers, counted from 1.
    """

    written: str
    beneath: str | None
    what: str
    links: tuple[str, ...] = ()


def named(key: str) -> str:
    """The name of what is typed under a key: the key of its field too, and the class by which the browser knows it."""
    return f"draft-{_NO_NAME.sub('-', key)}"


def of(name: str) -> Draft | None:
    """What is typed under a name; None where nothing is."""
    return _here().get(name)


def keep(name: str, draft: Draft) -> None:
    """Keep what is typed under a name."""
    _here()[name] = draft


def drop(name: str) -> None:
    """Let what is typed under a name go: it is saved, or nobody wants it."""
    _here().pop(name, None)
    ended: dict[str, int] = st.session_state.setdefault(_ENDED, {})
    ended[name] = ended.get(name, 0) + 1  # the browser may know of it where no run did


def every() -> dict[str, Draft]:
    """All that is typed in the study that is shown, by name."""
    return dict(_here())


def for_browser() -> dict[str, object]:
    """What the browser is told on each run: ``Told`` in frontend/src/keys/typed.ts."""
    return {
        "session": st.session_state.setdefault(_BEGUN, uuid4().hex),
        "typed": {name: asdict(draft) for name, draft in _here().items()},
        "ended": st.session_state.get(_ENDED, {}),
    }


def take(offered: object) -> None:
    """Take what the browser kept from an earlier session, read with distrust; what is typed here stays."""
    if not isinstance(offered, Mapping) or len(offered) > _MOST:
        return
    for name, one in offered.items():
        draft = _read(one)
        if draft is not None and isinstance(name, str) and _NAME.fullmatch(name):
            _here().setdefault(name, draft)


def _read(one: object) -> Draft | None:
    if not isinstance(one, Mapping):
        return None
    written, beneath, what = one.get("written"), one.get("beneath"), one.get("what")
    if not isinstance(written, str) or not isinstance(what, str) or not isinstance(beneath, str | None):
        return None
    links = _links(one.get("links", []))
    sound = len(written) <= _LONGEST and len(beneath or "") <= _LONGEST and len(what) <= _LONGEST_WHAT
    return Draft(written=written, beneath=beneath, what=what, links=links) if sound else None


def _links(offered: object) -> tuple[str, ...]:
    if not isinstance(offered, list) or len(offered) > _MOST:
        return ()
    return tuple(str(one)[:_LONGEST_WHAT] for one in offered)


def around(name: str, what: str) -> DeltaGenerator:
    """A container for a field that tells the browser what is typed there, before a run has heard of any of it.

    Streamlit puts a container's key on the page as a class, and nothing else of ours: so it holds the words as hex.

    Args:
        name: Of what is typed.
        what: What it is of, as people say it; at most 300 bytes of it are told.
    """
    said = what.encode()[:_LONGEST_WHAT].decode(errors="ignore").encode().hex()
    return st.container(gap="xxsmall", key=f"what-{said} {name}")


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
        with self._around():
            st.text_area(label, key=self._prepared(), on_change=self._keep, **options)
            self._told()

    def line(self, label: str, **options: Any) -> None:  # noqa: ANN401 - those of ``st.text_input``
        """Show it as a single line."""
        with self._around():
            st.text_input(label, key=self._prepared(), on_change=self._keep, **options)
            self._told()

    @property
    def written(self) -> str:
        """What stands in it now; a press may come in the same run as the last of the typing."""
        draft = of(self._name)
        if self._widget in st.session_state:
            return str(st.session_state[self._widget] or "")
        return draft.written if draft else self.value

    def end(self) -> None:
        """Let what was typed go: it is saved, or nobody wants it."""
        drop(self._name)
        st.session_state.pop(self._widget, None)

    @property
    def is_changed(self) -> bool:
        """Whether it holds other words than are saved."""
        return self.written != self.value

    def _around(self) -> DeltaGenerator:
        """Where it stands: what is told comes and goes, and what stands below keeps its place in the tree."""
        return around(self._name, self.what)

    def _prepared(self) -> str:
        """The widget's key, what is to stand in it put there."""
        draft = of(self._name)
        if draft is not None and draft.written == self.value:
            self.end()  # saved by now, or written back
            draft = None
        elif draft is not None and draft.beneath is None:
            keep(self._name, replace(draft, beneath=self.value, what=self.what))
        st.session_state[self._widget] = self.value if draft is None else draft.written
        return self._widget

    def _keep(self) -> None:
        if self._widget not in st.session_state:
            return  # saved in this same run
        here = str(st.session_state[self._widget] or "")
        draft = of(self._name)
        beneath = self.value if draft is None or draft.beneath is None else draft.beneath
        if here == beneath:
            drop(self._name)
        else:
            keep(self._name, Draft(written=here, beneath=beneath, what=self.what))

    def _told(self) -> None:
        draft = of(self._name)
        if draft is None:
            return
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            now = f" It was changed meanwhile; saved is now: {self.value}" if draft.beneath != self.value else ""
            st.markdown(f"Not saved yet.{plain(now)}")
            st.button("Take it back", key=f"give up {self._name}", on_click=self.end, type="tertiary")

    @property
    def _name(self) -> str:
        return named(self.key)

    @property
    def _widget(self) -> str:
        """The key of what it is written in: by its class the browser knows what to keep at every letter."""
        return self._name


class Choice(Field):
    """A list that keeps what is chosen in it; empty where nothing is."""

    def show(self, label: str, offered: Sequence[str], **options: Any) -> None:  # noqa: ANN401 - ``st.selectbox``'s
        """Show it, what is chosen put there."""
        with self._around():
            key = self._prepared()
            st.session_state[key] = st.session_state[key] or None
            st.selectbox(label, offered, key=key, on_change=self._keep, **options)
            self._told()

    @property
    def _widget(self) -> str:
        """Not the name itself: what is typed to find a line of the list is no choice yet."""
        return f"choice of {self._name}"


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
        session.say(MEANWHILE, refused=True)
        return False
    words = {name: field.written.strip() for name, field in changed.items()}
    if (words or others) and not session.attempt(partial(write, **words, **others), done=done):
        return False
    for field in fields.values():
        field.end()
    return True


def _here() -> dict[str, Draft]:
    """What is typed in the study that is shown, by who codes there now, by name."""
    every: dict[tuple[str, str], dict[str, Draft]] = st.session_state.setdefault(_DRAFTS, {})
    return every.setdefault((session.handle(), session.coder()), {})
