"""The coding surface as a Streamlit component (built from frontend/), with a typed wrapper.

The built files are served by Streamlit itself from this folder, so that a strict Content-Security-Policy holds:
code handed over inline would be run from a ``blob:`` address.
Streamlit's scanner finds a component's files through the metadata of an installed distribution, which differ between
a wheel and an editable install and are absent with neither; we name our folder ourselves, which holds in all three.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from themes.ui import tokens

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

API = "/api/projects"
"""Where the routes of ``themes.ui.api`` are mounted."""

_FOLDER = Path(__file__).parent
_PACKAGE = "themes"
_COMPONENT = f"{_PACKAGE}.reader"


def reader(*, project_id: str, transcript_id: str, coder: str, key: str = "reader") -> None:
    """Show a transcript to be read and coded.

    Only ids, an address and a token (0.4 KB) go through Streamlit; the words go by the routes.

    Args:
        project_id: The handle under which the routes' ``resolve`` finds the open project.
        transcript_id: The transcript.
        coder: The name of who codes.
        key: Streamlit's key; the same key keeps the surface alive over reruns.
    """
    _declare_files()
    _component()(
        key=key,
        data={
            "api": API,
            "token": tokens.mint(project_id, coder),
            "project": project_id,
            "transcript": transcript_id,
            "coder": coder,
        },
        on_renew_change=_run_again,
    )


def _run_again() -> None:
    """Nothing: the run that the surface asks for, where its token is not taken any more, mints a new one."""


@cache
def _component() -> ComponentRenderer:
    import streamlit as st  # noqa: PLC0415 - heavy

    return st.components.v2.component(
        _COMPONENT,
        html='<div class="th-host"></div>',
        css="style.css",
        js="index.js",
        isolate_styles=False,  # words cannot be selected reliably in a shadow root
    )


def _declare_files() -> None:
    """Tell the running server where the component's files are, once for each server."""
    from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager  # noqa: PLC0415
    from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest  # noqa: PLC0415

    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(_COMPONENT) is None:
        config = ComponentConfig(name="reader", asset_dir="reader")
        manifest = ComponentManifest(name=_PACKAGE, version=_version(), components=[config])
        manager.register_from_manifest(manifest, _FOLDER)


def _version() -> str:
    try:
        return version(_PACKAGE)
    except PackageNotFoundError:  # run from a checkout without an install
        return "0"
