"""Bring in what was coded in another tool: what its file holds, what is to be said first, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from themes.errors import ThemesError
from themes.project import BroughtIn, Project
from themes.project.other_tools import told
from themes.ui import session, uploads
from themes.ui.choosing import chosen_among
from themes.ui.held import held
from themes.ui.pages import positions
from themes.ui.plain import count, file_stem, plain

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from themes.exchange.other_project import NotBrought, OtherProject

_FORM = "other tool"
_LOOKED, _CAME = "themes other tool looked", "themes other tool came"
_TYPES = ["qdpx", "qdc", "sqlite3", "db", "csv", "tsv", "xlsx", "txt", "md", "rock"]
_NAMED = 20
_ALWAYS = ("Transcripts", "Codes", "Coders", "Codings", "Memos")
_WHAT = {
    "text": "Texts",
    "code": "Codes",
    "coder": "Coders",
    "source": "Name of the transcript",
    "voice": "Who speaks",
    "number": "Number of the text",
    "group": "Theme above the code",
    "memo": "Memos",
}


def show(project: Project) -> None:
    """Where another tool's file is dropped, and the report of the last one."""
    if project.read_only:
        return
    with st.expander("Bring in from NVivo, ATLAS.ti, MAXQDA, Taguette or a coded table", key="other-tool"):
        upload = st.file_uploader(
            "A REFI-QDA project or codebook (.qdpx, .qdc), as NVivo, ATLAS.ti, MAXQDA and others export it; Taguette's "
            "project (.sqlite3), its table of quotations or its codebook; ATLAS.ti's table of quotations; a "
            "table of texts, codes and coders (.csv, .xlsx); a text with codes in it (.txt, .md)",
            type=_TYPES,
            max_upload_size=uploads.WHOLE_MB,
            key=session.form_key(_FORM),
        )
        uploads.say_other_way(project, "themes bring-in", "project")
        came = st.session_state.get(_CAME)
        if upload is not None:
            _offer(project, upload)
        elif came is not None and came[0] == project.id:
            _report(*came[1:])


def _offer(project: Project, upload: UploadedFile) -> None:
    """What the file holds, what its user must say, and the press that brings it in."""
    try:
        found = _looked(project, upload)
        columns = _columns(found)
        if columns:
            found = project.look_into(upload.name, upload.getvalue(), columns=columns)
    except ThemesError as error:
        st.error(plain(str(error)))
        return
    counted = (
        (found.texts, "text"),
        (found.passages, "coded passage"),
        (found.codes, "code"),
        (found.themes, "set of codes", "sets of codes"),
        (found.memos, "note"),
    )
    held = [count(len(what), *names) for what, *names in counted if what]
    coders = f", coded by {', '.join(found.coders)}" if found.coders else ""
    st.markdown(plain(f"Found ({found.tool}): {', '.join(held) or 'nothing'}{coders}."))
    way = positions.chosen(found.counted) if found.counted else None
    _left_out("Will not come", found.not_brought)
    by = project.coder.name
    if any(not passage.coder for passage in found.passages):
        by = st.text_input("Who coded this? The file does not say.", value=by, key=session.form_key("other tool coder"))
    make = False
    if found.without_text:
        make = st.checkbox(
            f"Make transcripts of the passages where no transcript of their text is here "
            f"({count(len(found.without_text), 'text')} named in the file)",
            help="The file holds the passages alone. Add the transcripts first, under the names that the other tool "
            "gave them, and the passages are found in them.",
            key=session.form_key("other tool make"),
        )
    if st.button("Bring in", type="primary"):
        # In the run, not in the press's callback: what takes seconds is told while it takes them.
        with st.spinner("Bringing in texts and codes, and finding each passage at its words", show_time=True):
            done = _bring(project, upload, by, columns, way=way, make=make)
        if done:
            st.rerun()


def _looked(project: Project, upload: UploadedFile) -> OtherProject:
    """What the file holds, read once."""
    return held(_LOOKED, upload.file_id, lambda: project.look_into(upload.name, upload.getvalue()))


def _columns(found: OtherProject) -> dict[str, list[str]]:
    """What the columns of a coded table hold, where its user says otherwise than was found."""
    if not found.columns:
        return {}
    st.markdown("What the columns hold was read from their headings. Change what is not right.")
    said: dict[str, list[str]] = {}
    for nth, (kind, label) in enumerate(_WHAT.items()):
        if nth % 4 == 0:
            row = st.columns(4)
        proposed = list(found.columns.get(kind, ()))
        key = session.form_key(f"other tool {kind}")
        with row[nth % 4]:
            if kind == "code":
                chosen = chosen_among(label, found.headings, default=proposed, key=key)
            else:
                at = found.headings.index(proposed[0]) if proposed else None
                picked = st.selectbox(label, found.headings, index=at, placeholder="Nothing", key=key)
                chosen = [picked] if picked else []
        if chosen != proposed:
            said[kind] = chosen
    return said


def _bring(
    project: Project, upload: UploadedFile, by: str, columns: dict[str, list[str]], *, way: str | None, make: bool
) -> bool:
    def verb() -> None:
        coder = by if by.strip() != project.coder.name else None
        result = project.bring_in(
            upload.name, upload.getvalue(), coder=coder, make_transcripts=make, columns=columns, positions=way
        )
        st.session_state[_CAME] = (project.id, upload.name, result)

    said = f"What {upload.name} holds was brought in. Undo takes it back in one step."
    done = session.attempt(verb, done=said, here=True)
    if done:
        st.session_state.pop(_LOOKED, None)
        session.renew_form(_FORM)
        uploads.let_go(upload)
    return done


def _report(name: str, result: BroughtIn) -> None:
    """What came of the last file, counted, and what did not."""
    st.subheader(plain(f"What came from {name}"), anchor=False)
    here = {"Transcripts": result.n_matched, "Codings": result.n_known}
    # What only some tools have is told where it came.
    rows = [(what, new, here.get(what)) for what, new in told.counts_of(result) if new or what in _ALWAYS]
    st.dataframe(
        [{"What": what, "New": new, "Here already": known} for what, new, known in rows],
        hide_index=True,
        height="content",
        placeholder="",
        column_config={name: st.column_config.NumberColumn(format="localized") for name in ("New", "Here already")},
        alt="How many transcripts, codes, coders, codings and more came, and how many were here already",
    )
    st.markdown(
        f"{count(result.n_exact, 'passage')} stand word for word where they stood, {result.n_loose:,} but for labels, "
        "spaces or signs."
    )
    if result.counted is not None:
        positions.told(result.counted)
    _left_out("Did not come", result.not_brought)
    st.download_button(
        "Download this report",
        told.report_text(name, result),
        file_name=f"{file_stem(name, otherwise='report')} report.txt",
        on_click="ignore",
    )
    if result.without_text:
        st.warning(
            plain(
                f"{count(len(result.without_text), 'text')} named in the file have no transcript here. Add them, and "
                "bring the file in again; what is here already stays as it is."
            )
        )


def _left_out(head: str, reasons: tuple[NotBrought, ...]) -> None:
    """What of a file is of no use here, why, and where it stands there."""
    if not reasons:
        return
    st.markdown(f"**{head}: {sum(one.count for one in reasons):,}**")
    st.dataframe(
        [
            {
                "Why": one.reason,
                "How often": one.count,
                "Where": ", ".join(one.where[:_NAMED]) + (", …" if one.count > _NAMED else ""),
            }
            for one in reasons
        ],
        hide_index=True,
        height="content",
        column_config={"Where": st.column_config.TextColumn(width="large")},
        alt="What does not come from the file, why, and where it stands there",
    )
