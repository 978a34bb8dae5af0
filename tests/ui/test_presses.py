"""What a component says with a press."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def _asks() -> None:
    import streamlit as st  # noqa: PLC0415 - the script of a page of its own

    from themes.ui.components import told  # noqa: PLC0415 - as above

    st.session_state["tree"] = {"opened": {"item": "a"}}
    st.json([told("tree", "opened"), told("tree", "asked"), told("never drawn", "opened")])


def test_what_was_not_said_is_nothing_and_no_error() -> None:
    page = AppTest.from_function(_asks, default_timeout=60).run()
    assert [] == [one.value for one in page.exception]
    assert '[{"item":"a"},null,null]' == page.json[0].value.replace(" ", "")
