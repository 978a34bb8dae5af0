"""Joining a colleague's copy of the study, and deciding what both did otherwise."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from themes.project import Project
from themes.project.joining.records import Choice, ClashView, CopyJoined, Version
from themes.ui import moments, session, uploads
from themes.ui.pages import handing_on
from themes.ui.plain import count, plain

_FORM = "copy"


def show(project: Project) -> None:
    """Ask for the copy, and show what waits for a decision."""
    st.markdown(
        "Each of you works in a copy of the one file, on a laptop of your own. Joined here, both coders' work is kept, "
        "each step with its author and its day. The study as it is now is kept beside it as a backup, your colleague's "
        "file is only read, and joining it again brings only what came since. Undo takes back a whole joining."
    )
    key = session.form_key(_FORM)
    st.file_uploader(
        "Your colleague's copy of this study (.themes), closed on their computer",
        type=["themes"],
        max_upload_size=uploads.WHOLE_MB,
        key=key,
        disabled=project.read_only,
        on_change=partial(_take, project, key),
    )
    uploads.say_other_way(project, "themes join", "copy")
    handing_on.show(project)
    waiting = project.clashes()
    if waiting:
        st.subheader("For decision", anchor=False)
        st.markdown("Until somebody decides, what was written first stands. Undo takes a decision back.")
    for view in waiting:
        _clash(project, view)


def _take(project: Project, key: str) -> None:
    for given in session.fresh(st.session_state.get(key)):
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / Path(given.name).name  # by which it is known in History
            place.write_bytes(given.getvalue())
            uploads.let_go(given)
            session.attempt(partial(_join, project, place))
    session.renew_form(_FORM)


def _join(project: Project, place: Path) -> None:
    session.say(_told(project.join_copy(place)))


def _told(told: CopyJoined) -> str:
    if not told.n_steps:
        return f"Nothing new in {told.name}: all of it is here already. {told.withdrawn} {_last(told)}"
    by = ", ".join(f"{n:,} by {who}" for who, n in told.by_coder.items())
    said = f"Joined {count(told.n_steps, 'step')} of {told.name} ({by}): {count(told.n_codings, 'more coding')}, "
    said += f"{count(told.n_transcripts, 'more transcript')}. "
    said += f"{len(told.clashes)} for decision, below. " if told.clashes else "Nothing clashes. "
    for one in told.read_otherwise:
        said += (
            f"“{one.title}” was read in two layouts and is one transcript now, read by “{one.stands}”; "
            f"what was coded on it as “{one.other}” was placed on these words. "
        )
    if told.lost:
        said += f"{count(len(told.lost), 'quotation')} found no place: see page Study, Transcripts. "
    said += "Undo takes back all of it. "
    said += f"{told.withdrawn} " if told.withdrawn else ""
    return f"{said}The study as it was is kept as {told.backup.name if told.backup else ''}. {_last(told)}"


def _last(told: CopyJoined) -> str:
    """What tells somebody that a colleague has done more since than the copy holds."""
    by, at = told.last.coder or "somebody", moments.moment(told.last.at)
    return f"The last step in the copy is by {by}, {at}. If they did more since, copy their file again and join it."


def _clash(project: Project, view: ClashView) -> None:
    with st.container(border=True):
        st.markdown(f"**{plain(view.what[0].upper() + view.what[1:])}**")
        first, second = st.columns(2)
        sides: tuple[tuple[DeltaGenerator, Choice, Version, str | None], ...] = (
            (first, "first", view.first, view.choices[0]),
            (second, "second", view.second, view.choices[1]),
        )
        for column, choice, version, label in sides:
            with column:
                _version(version)
                if label is not None:
                    st.button(
                        label,
                        key=f"{choice} {view.clash.id}",
                        disabled=project.read_only,
                        on_click=session.click(partial(project.decide_clash, view.clash, choice)),
                    )


def _version(version: Version) -> None:
    who = f"{plain(version.coder)}, {moments.day(version.at)}" if version.coder else ""
    if who:
        st.markdown(who)
    st.text(version.words or "(removed)")  # st.text: words of participants and of memos are never Markdown
