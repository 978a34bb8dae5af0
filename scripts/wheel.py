"""What a wheel holds beside the package's source; ``themes.places`` finds it there."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BESIDE = {
    ".streamlit/config.toml": "themes/.streamlit/config.toml",  # Streamlit looks beside the script that it runs
    "app.py": "themes/_app.py",
    "codebooks": "themes/_codebooks",
    "corpus": "themes/_corpus",
    "models/all-MiniLM-L6-v2-int8": "themes/_models/all-MiniLM-L6-v2-int8",
}


class Beside(BuildHookInterface[Any]):
    """Adds them to a wheel; an editable install finds them in the repository, where a copy would grow stale."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it builds; ``version`` is "standard" or "editable"."""
        if version == "standard":
            build_data["force_include"].update(BESIDE)
