"""Themes: from interview and focus-group transcripts to findings that anyone can check.

``from themes import Project`` is where a notebook begins; ``themes --help`` where a script does.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from themes.errors import ThemesError

if TYPE_CHECKING:
    from themes.project import Project

__all__ = ["Project", "ThemesError", "__version__"]

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Import ``Project`` when first asked for: it brings SQLAlchemy, for which ``themes --help`` need not wait."""
    if name == "Project":
        return import_module("themes.project").Project
    message = f"module 'themes' has no attribute {name!r}"
    raise AttributeError(message)
