"""Where the things lie that come with the package but not inside its source: app, corpus, codebooks, models.

In an installed wheel they stand inside the package with an underscore before their names (scripts/wheel.py puts them
there); in an editable install they are where the repository has them.
"""

from __future__ import annotations

from pathlib import Path

from themes.errors import NotFound

_PACKAGE = Path(__file__).parent
_REPOSITORY = _PACKAGE.parent.parent


def corpus() -> Path:
    """The folder of the sample study."""
    return _found("_corpus", "corpus")


def codebooks() -> Path:
    """The folder of the starter codebooks."""
    return _found("_codebooks", "codebooks")


def models() -> Path:
    """The folder that holds the encoder's folder."""
    return _found("_models", "models")


def app() -> Path:
    """The script that Streamlit runs."""
    return _found("_app.py", "app.py")


def _found(in_wheel: str, in_repository: str) -> Path:
    for place in (_PACKAGE / in_wheel, _REPOSITORY / in_repository):
        if place.exists():
            return place
    message = f"{in_repository} did not come with this installation of Themes. Install it again."
    raise NotFound(message)
