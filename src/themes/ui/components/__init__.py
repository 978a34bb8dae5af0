"""The parts of pages that are built from frontend/, as Streamlit components with typed wrappers.

The built files are served by Streamlit itself from this folder, so that a strict Content-Security-Policy holds:
code handed over inline would be run from a ``blob:`` address.
Streamlit's scanner finds a component's files through the metadata of an installed distribution, which differ between
a wheel and an editable install and are absent with neither; we name our folder ourselves, which holds in all three.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from themes.model import Span
from themes.ui import settings, tokens
from themes.ui.later import API

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_FOLDER = Path(__file__).parent
_PACKAGE = "themes"
_COMPONENTS = (
    "reader",
    "names",
    "keys",
    "tree",
    "split",
    "picture",
    "map",
    "carry",
    "matrix",
    "decided",
    "waits",
    "numbers",
    "copy",
)
"""Each with its built files in a folder of its name beside this module."""


def reader(
    *,
    project_id: str,
    transcript_id: str,
    coder: str,
    key: str = "reader",
    passing: Sequence[Span] | None = None,
    place: tuple[int, int] | None = None,
    proposals: bool | None = None,
    on_proposals: Callable[[bool], None] | None = None,
    on_asks: Callable[[], None] | None = None,
    on_part: Callable[[int], None] | None = None,
    on_correct: Callable[[int], None] | None = None,
) -> None:
    """Show a transcript to be read and coded.

    Only ids, an address, a token and ranges (0.4 KB and up) go through Streamlit; the words go by the routes.

    Args:
        project_id: The handle under which the routes' ``resolve`` finds the open project.
        transcript_id: The transcript.
        coder: The name of who codes; empty where nobody has said yet, and then it asks instead of coding.
        key: Streamlit's key; the same key keeps the surface alive over reruns.
        passing: The ranges that pass the filter in force, the other turns step back; None where there is no filter.
        place: A code point to bring into view, and a number that is new each time somebody asks for it.
        proposals: Whether this person chose to see suggestions; None where the study's rule holds.
        on_proposals: Told what they choose on the surface.
        on_asks: Called when somebody tries to code who has not said who they are.
        on_part: Told a code point of the whole text that another part of a long transcript is to be shown at.
        on_correct: Told a code point whose turn is to be corrected.
    """
    import streamlit as st  # noqa: PLC0415 - heavy

    def chosen() -> None:
        if on_proposals is not None:
            match told(key, "proposals"):
                case [chosen_now, *_]:
                    on_proposals(bool(chosen_now))

    def elsewhere() -> None:
        if on_part is not None:
            match told(key, "part"):
                case [int(at), *_]:
                    on_part(at)

    def correct() -> None:
        if on_correct is not None:
            match told(key, "correct"):
                case [int(at), int(moment)] if moment != st.session_state.get(heard, 0):  # a clock may be set back
                    st.session_state[heard] = moment
                    on_correct(at)

    heard = f"{key} heard"
    _declare_files()
    _component("reader", '<div class="th-host"></div>')(
        key=key,
        data={
            **_ids(project_id, transcript_id, coder),
            "passing": None if passing is None else [[span.start, span.end] for span in passing],
            "place": place,
            "settings": settings.read().for_surface(),
            "proposals": proposals,
            "heard": st.session_state.get(heard, 0),
        },
        on_renew_change=_run_again,
        on_correct_change=correct,
        on_proposals_change=chosen,
        on_asks_change=on_asks or _run_again,
        on_part_change=elsewhere,
    )
    correct()  # also in a session that has just begun, which calls nobody back


def names(
    *,
    project_id: str,
    transcript_id: str,
    coder: str,
    seq: int,
    blind: bool = False,
    key: str = "names",
    on_settled: Callable[[], None] | None = None,
) -> None:
    """Show what was found in a transcript, to be decided by keys.

    Args:
        project_id: As in ``reader``.
        transcript_id: The transcript.
        coder: The name of who decides.
        seq: How far the project's log reaches: where the surface knows less, it reads again.
        blind: The second reader's sample, without what was found.
        key: Streamlit's key; the same key keeps the surface alive over reruns.
        on_settled: Called when nothing here is undecided any more.
    """
    _declare_files()
    _component("names", '<div class="tn-host"></div>')(
        key=key,
        data={**_ids(project_id, transcript_id, coder), "blind": blind, "seq": seq},
        on_renew_change=_run_again,
        on_settled_change=on_settled or _run_again,
    )


def built(name: str, html: str) -> ComponentRenderer:
    """The component of that name, declared to the running server."""
    _declare_files()
    return _component(name, html)


def told(key: str, name: str) -> object:
    """What a component says with a press; None where it has said nothing of that name.

    Streamlit shows a press laid over the component's state, and lets go of that state when the page changes: a press
    that came while a link was followed raised a KeyError (1.67), though what it says is there. Any state will do.
    """
    import streamlit as st  # noqa: PLC0415 - heavy

    if key not in st.session_state:
        st.session_state[key] = {}
    state = st.session_state[key]
    return state.get(name) if isinstance(state, Mapping) else None


def segment_map(
    *,
    project_id: str,
    coder: str,
    shown: Mapping[str, object],
    on_asked: Callable[[object], None],
    key: str = "segment map",
) -> None:
    """Show the map of segments with the table beside it.

    Args:
        project_id: The handle under which the routes' ``resolve`` finds the open project.
        coder: The name of who looks.
        shown: What is told of the map beside places and words, which come by the route; ``Mount`` in
            frontend/src/map/types.ts.
        on_asked: Told what is to be done with which segments, by their places on the map.
        key: Streamlit's key; the same key keeps the map alive over reruns.
    """
    _declare_files()
    _component("map", '<div class="tm-host"></div>')(
        key=key,
        data={**study_ids(project_id, coder), **shown},
        on_asked_change=lambda: on_asked(told(key, "asked")),
    )


def keys(
    *,
    project_id: str,
    coder: str,
    read_only: bool,
    cookie: str,
    drafts: Mapping[str, object],
    on_typed: Callable[[object], None],
) -> None:
    """Show what of one's changes is saved, and a button, and answer to “?”, with what the keys of the page do.

    As it is on every page, it sends what was done on a surface that was closed before it could be saved, and it keeps
    a cookie.

    Args:
        project_id: As in ``reader``.
        coder: The name of who codes.
        read_only: Whether nothing can be changed in the project.
        cookie: Its name and value, as browsers take them; empty where none is to be kept.
        drafts: What is typed in fields and not saved yet, as ``themes.ui.drafts`` tells it.
        on_typed: Told what the browser kept of that from an earlier session.
    """
    _declare_files()
    mount = {**study_ids(project_id, coder), "reads": read_only, "drafts": drafts, "cookie": cookie}
    # As bytes: for anything else Streamlit imports pandas, and every first page waits half a second for it.
    _component("keys", '<div class="tk-host"></div>')(
        key="keys",
        data=json.dumps(mount).encode(),
        on_renew_change=_run_again,
        on_typed_change=lambda: on_typed(told("keys", "typed")),
    )


def copy(*, project_id: str, coder: str, name: str) -> None:
    """Show a button that downloads a copy of the study.

    Args:
        project_id: As in ``reader``.
        coder: The name of who asks for it.
        name: What the copy's file is called.
    """
    _declare_files()
    _component("copy", '<div class="to-host"></div>')(key="copy", data={**study_ids(project_id, coder), "name": name})


def decided(card: str, presses: Mapping[str, str]) -> None:
    """Mark a card with the frame after a press, before Streamlit has run and drawn the page anew.

    Args:
        card: The key of the container that is decided on.
        presses: What each button makes of it, in a word, by the button's key.
    """
    _declare_files()
    _component("decided", "<span></span>")(key="decided", data={"card": card, "presses": dict(presses)})


def waits(*, buttons: Sequence[str], pressed: int, drafts: Mapping[str, object], key: str) -> None:
    """Say, in a dialog that stays open, that what was pressed waits for the server, or that the server is away.

    What is drawn anew in a dialog is not the page: so the bar's end hears from here what is typed and not saved.

    Args:
        buttons: The keys of the buttons that save.
        pressed: How many presses of them were carried out, or refused.
        drafts: As in ``keys``.
        key: Streamlit's key.
    """
    _declare_files()
    _component("waits", '<div class="tw-host"></div>')(
        key=f"waits {key}",
        data=json.dumps({"buttons": list(buttons), "pressed": pressed, "drafts": drafts}).encode(),  # as for ``keys``
    )


def _ids(project_id: str, transcript_id: str, coder: str) -> dict[str, str]:
    """What a surface on one transcript asks the routes with, and where they are."""
    return {**study_ids(project_id, coder), "transcript": transcript_id}


def study_ids(project_id: str, coder: str) -> dict[str, str]:
    """What every surface asks the routes with, and where they are."""
    return {"api": API, "token": tokens.mint(project_id, coder), "project": project_id, "coder": coder}


def _run_again() -> None:
    """Nothing: the run that the surface asks for mints a new token, or offers a turn to be corrected."""


@cache
def _component(name: str, html: str) -> ComponentRenderer:
    import streamlit as st  # noqa: PLC0415 - heavy

    return st.components.v2.component(
        f"{_PACKAGE}.{name}",
        html=html,
        css="style.css",
        js="index.js",
        isolate_styles=False,  # words cannot be selected reliably in a shadow root
    )


def _declare_files() -> None:
    """Tell the running server where the component's files are, once for each server."""
    from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager  # noqa: PLC0415
    from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest  # noqa: PLC0415

    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(f"{_PACKAGE}.{_COMPONENTS[-1]}") is None:
        configs = [ComponentConfig(name=name, asset_dir=name) for name in _COMPONENTS]
        manifest = ComponentManifest(name=_PACKAGE, version=_version(), components=configs)
        manager.register_from_manifest(manifest, _FOLDER)


def _version() -> str:
    try:
        return version(_PACKAGE)
    except PackageNotFoundError:  # run from a checkout without an install
        return "0"
