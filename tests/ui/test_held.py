"""What a session holds until what it was made from has changed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import streamlit as st

from themes.errors import Refused
from themes.ui.held import held

_NAME = "held in a test"


@pytest.fixture(autouse=True)
def _nothing_held() -> Iterator[None]:
    yield
    st.session_state.pop(_NAME, None)


def test_it_is_worked_out_once_and_again_once_what_it_depends_on_has_changed():
    made: list[int] = []

    def make() -> int:
        made.append(len(made))
        return made[-1]

    assert [0, 0, 1, 1] == [held(_NAME, asked, make) for asked in ("a", "a", "b", "b")]


def test_what_cannot_be_worked_out_is_neither_kept_nor_told_by_what_was_before():
    held(_NAME, "a", lambda: "first")

    def refuse() -> str:
        raise Refused("No.")

    for _ in range(2):
        with pytest.raises(Refused):
            held(_NAME, "b", refuse)
    assert "first" == held(_NAME, "a", refuse)
