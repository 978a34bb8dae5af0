"""Choosing several of a list, on every page alike."""

from __future__ import annotations

import ast
from pathlib import Path

import themes.ui

_UI = Path(themes.ui.__file__).parent


def test_wherever_several_are_chosen_enter_takes_what_was_typed_alone() -> None:
    asked = [
        (path.name, {word.arg: ast.unparse(word.value) for word in call.keywords})
        for path in sorted(_UI.rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "multiselect"
    ]
    assert ("choosing.py", "False") in [(name, words.get("select_all")) for name, words in asked]
    # Streamlit's own takes all that match, of which many hold the letters typed far apart: chosen_among does not.
    assert [] == [
        name for name, words in asked if ("False", "'contains'") != (words.get("select_all"), words.get("filter_mode"))
    ]
