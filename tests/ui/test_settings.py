"""What the page is served with: the limits that it says, and nothing that leads out of the computer."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from themes.read import MOST_BYTES

SETTINGS: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent.parent.parent / ".streamlit" / "config.toml").read_text(encoding="utf-8")
)


def test_every_page_says_the_limit_that_the_readers_keep() -> None:
    assert MOST_BYTES >> 20 == SETTINGS["server"]["maxUploadSize"]


def test_an_error_offers_no_way_to_a_search_engine_or_a_chat() -> None:
    assert SETTINGS["client"]["showErrorLinks"] is False
