"""What the page is served with: the limits that it says, and nothing that leads out of the computer."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path
from typing import Any

from themes.ui import uploads

ROOT = Path(__file__).parent.parent.parent
SETTINGS: dict[str, Any] = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def test_the_server_takes_as_much_as_the_largest_limit_that_a_page_says() -> None:
    assert max(uploads.READ_MB, uploads.WHOLE_MB) == SETTINGS["server"]["maxUploadSize"]


def test_every_uploader_says_its_limit() -> None:
    silent = []
    for file in sorted((ROOT / "src" / "themes" / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "file_uploader"
            ):
                limit = next((word.value for word in node.keywords if word.arg == "max_upload_size"), None)
                if not (isinstance(limit, ast.Attribute) and limit.attr in ("READ_MB", "WHOLE_MB")):
                    silent.append(file.name)
    assert silent == []


def test_an_error_offers_no_way_to_a_search_engine_or_a_chat() -> None:
    assert SETTINGS["client"]["showErrorLinks"] is False
