"""What is open in this browser session: which project, as which coder, and what is to be said next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal, cast

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from themes import here
from themes.errors import ThemesError
from themes.kept_copies import KeptCopy, kept_copy
from themes.project import Project
from themes.project.base import NOBODY
from themes.ui import earlier, recent
from themes.ui.opened import OPEN, handle_of
from themes.ui.plain import plain

_PATH, _CODER, _SAID, _PAGES, _FORMS = "themes path", "themes coder", "themes said", "themes pages", "themes forms"
_TAKEN = "themes taken"
_ADDRESS = "study"
_BEGUN = "themes begun"

Said = tuple[Literal["done", "refused"], str]


def path() -> Path:
    """The file of the project that this session shows."""
    if _PATH not in st.session_state:
        st.session_state[_PATH] = _named_by_the_address() or OPEN.last or recent.first_path()
    return Path(st.session_state[_PATH])


def keep_over_reload() -> None:
    """Say in the page's address which study this tab shows: a reload is a new session, and goes on with the same one.

    The address holds the study's handle, never its name: a browser keeps addresses. The first page of a server that
    shows one study does not wait for it (a thirtieth of its time): there is no other that a reload could show.
    """
    is_first = _BEGUN not in st.session_state
    st.session_state[_BEGUN] = True
    if is_first and len(OPEN.places()) == 1:
        return
    if st.query_params.get(_ADDRESS) != handle():
        st.query_params[_ADDRESS] = handle()


def _named_by_the_address() -> Path | None:
    """The study that the address names, where this computer knows it: it is open, or was lately."""
    asked = st.query_params.get(_ADDRESS)
    if not asked:
        return None
    lately = (Path(place) for place in recent.read().projects)
    known = (*OPEN.places(), *(place for place in lately if place.is_file()))
    return next((place for place in known if handle_of(place) == asked), None)


def project() -> Project:
    """The project that this session shows, as its coder sees it; as a reader does, until they say who they are.

    Raises:
        NotAProject: Its file is missing, damaged or something else.
    """
    shared = OPEN.get(path())
    coder = _coder(shared)
    return shared.as_reader() if coder is None else shared.as_coder(coder)


def asks() -> bool:
    """Whether somebody is to say who they are before anything is kept: in a study that nobody can change, nobody is."""
    shared = OPEN.get(path())
    return not shared.read_only and _coder(shared) is None


def coder() -> str:
    """The name of who codes in this session."""
    return str(st.session_state.get(_CODER) or project().coder.name)


def handle() -> str:
    """The name under which the routes know the project that this session shows."""
    return handle_of(path())


def coder_cookie() -> str:
    """The cookie in which a browser remembers who codes in this study: two ids and no names; empty until it is said."""
    known = project().coder
    return f"{_cookie()}={known.id}" if known != NOBODY else ""


def _cookie() -> str:
    """Its name; of a backup, that of the study's own."""
    kept = kept_copy(path())
    return f"themes-coder-{handle() if kept is None else handle_of(kept.original)}"


def _coder(shared: Project) -> str | None:
    """The name of who codes in this session; None where nobody has said it in this browser or on this computer."""
    if st.session_state.get(_CODER) is None:
        earlier.note()
        # A reload is a new session: without this, what a colleague did there would be kept under another's name.
        st.session_state[_CODER] = _coder_of_this_browser(shared) or _coder_of_this_computer(shared)
    return cast("str | None", st.session_state[_CODER])


def _coder_of_this_browser(shared: Project) -> str | None:
    return _name(shared, st.context.cookies.get(_cookie(), ""))


def _coder_of_this_computer(shared: Project) -> str | None:
    """Whom any browser on this computer is: its maker in a study that was made here, anybody where nothing stands yet.

    Where another browser said who codes in a copy, this one may be somebody else's. A browser on another computer is.
    """
    known = said_here(shared)
    is_elsewhere = isinstance(st.context.ip_address, str)  # Streamlit gives none to a browser on its own computer
    if known is not None and known.made and not is_elsewhere:
        return _name(shared, known.coder) or shared.coder.name
    if not is_elsewhere and (maker := earlier.maker(shared)):
        here.say(shared.path, study=shared.id, coder=shared.as_coder(maker).coder.id, made=True)
        return maker
    return None if shared.is_begun() else shared.coder.name


def said_here(shared: Project) -> here.Here | None:
    """What was said on this computer of who codes in a study; of a backup, what was said of the study itself."""
    kept = kept_copy(shared.path)
    return here.who(shared.path if kept is None else kept.original, shared.id)


def _name(shared: Project, coder_id: str) -> str | None:
    return next((coder.name for coder in shared.coders() if coder.id == coder_id), None)


def show(place: Path, *, coder: str | None = None) -> None:
    """Let this session show another project; it is opened first, so that a refusal changes nothing.

    Raises:
        NotAProject: The file is missing, damaged or something else.
    """
    OPEN.get(place)
    st.session_state[_PATH] = place
    st.session_state[_CODER] = coder
    OPEN.last = place
    recent.remember(place, coder=coder)


def begin(*, title: str, method: str, coder: str, pseudonymised: bool = False) -> Project:
    """Make a new study in the user's folder and show it; it may declare that its transcripts name nobody."""
    place = recent.free_path(title)
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = OPEN.create(place, coder=coder, title=title, method=method)
    here.say(place, study=fresh.id, coder=fresh.coder.id, made=True)
    if pseudonymised:
        fresh.describe(pseudonymised=True)
    show(place, coder=coder)
    return fresh


def become(coder: str) -> None:
    """Let this session code under another name; a new coder is added."""
    view = OPEN.get(path()).as_coder(coder)
    here.say(path(), study=view.id, coder=view.coder.id)
    st.session_state[_CODER] = coder
    recent.remember(path(), coder=coder)


def go_on_from(kept: KeptCopy) -> None:
    """Make a study of its own of the backup that this session shows, in the user's folder, and show that.

    Raises:
        ProjectError: It could not be written.
    """
    backup = project()
    known, coder = said_here(backup), backup.coder
    place = recent.free_path(f"{kept.of} from {kept.what}")
    place.parent.mkdir(parents=True, exist_ok=True)
    backup.backup(place)
    if coder != NOBODY:
        here.say(place, study=backup.id, coder=coder.id, made=known is not None and known.made)
    show(place, coder=coder.name or None)


def attempt(verb: Callable[[], object], *, done: str = "", here: bool = False) -> bool:
    """Do what a click asks for; whether it was done.

    Args:
        verb: What.
        done: Said at the top of the page on the next run when it was done.
        here: Say a refusal at this place of the page at once, as a dialog needs that stays open; else at the top on
            the next run, as a callback needs, whose run has not begun.
    """
    try:
        verb()
    except ThemesError as error:
        if here:
            st.error(plain(str(error)))
        else:
            say(str(error), refused=True)
        return False
    if done:
        say(done)
    return True


def click(verb: Callable[[], object], *, done: str = "") -> Callable[[], None]:
    """What a button calls: the verb, as ``attempt`` does it."""

    def clicked() -> None:
        attempt(verb, done=done)

    return clicked


def say(words: str, *, refused: bool = False) -> None:
    """Say something at the top of the page on the next run, once."""
    kind: Literal["done", "refused"] = "refused" if refused else "done"
    st.session_state.setdefault(_SAID, []).append((kind, words))


def said() -> list[Said]:
    """What is to be said now; asked once, it is gone."""
    waiting: list[Said] = st.session_state.pop(_SAID, [])
    return waiting


def fresh(given: UploadedFile | list[UploadedFile] | None) -> list[UploadedFile]:
    """Of what an uploader holds, those files that this session has not been given yet.

    A run that is interrupted by the next hands the same uploads to the callback again
    (tests/browser/test_journey.py once found 21 transcripts from 17 files).
    """
    taken: set[str] = st.session_state.setdefault(_TAKEN, set())
    files = given if isinstance(given, list) else [given]
    new = [file for file in files if file is not None and file.file_id not in taken]
    taken.update(file.file_id for file in new)
    return new


def form_key(name: str) -> str:
    """A widget's key that ``renew_form`` changes, so that the widget starts afresh."""
    return f"{name} {st.session_state.get(_FORMS, {}).get(name, 0)} {path()}"


def renew_form(name: str) -> None:
    """Let the widgets of that name start afresh on the next run."""
    counts = st.session_state.setdefault(_FORMS, {})
    counts[name] = counts.get(name, 0) + 1


def keep_pages(pages: dict[str, object]) -> None:
    """Keep the pages of this run by name, for links between them."""
    st.session_state[_PAGES] = pages


def go_to(name: str) -> None:
    """Leave for another page at once; nothing where there is no such page."""
    page = st.session_state.get(_PAGES, {}).get(name)
    if page is not None:
        st.switch_page(page)


def link(name: str, label: str, *, part: str = "") -> None:
    """A link to another page, or to a part of it; nothing where there is no such page."""
    page = st.session_state.get(_PAGES, {}).get(name)
    if page is not None:
        st.page_link(page, label=label, query_params={"part": part} if part else None)
