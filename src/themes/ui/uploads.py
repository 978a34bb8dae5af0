"""How much the page takes in at once, and the other way in for what is larger, said before anything is given.

An upload lies in the server's memory until it is let go. Measured beside it: a .qdpx of 200 MB takes 200 MB more while
it is looked into, and as much in the child that reads it; a copy of 400 MB takes 490 MB more while it is joined.
"""

from __future__ import annotations

import shlex

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from themes.project import Project
from themes.read import MOST_BYTES

READ_MB = MOST_BYTES >> 20
"""Megabytes of a file that is read for its text or its table; the reader refuses more."""
WHOLE_MB = 300
"""Megabytes of a whole study: a colleague's copy, or another tool's project with its PDFs, often 200 MB. It is the most
that the server takes (``server.maxUploadSize``), and so the most that any uploader may promise."""


def say_other_way(project: Project, verb: str, what: str) -> None:
    """Say up to what size a file goes through the page, and which command takes a larger one.

    Args:
        project: Where it is to go.
        verb: The command, as ``themes join``.
        what: What the file is, in the page's words.
    """
    st.markdown(
        f"Up to {WHOLE_MB} MB here, as what is given to the page lies in this computer's memory. A larger {what} goes "
        "by the command line. Close Themes first, and put the file's name last:"
    )
    st.code(f"{verb} {shlex.quote(str(project.path))} FILE", language=None, wrap_lines=True)


def let_go(upload: UploadedFile) -> None:
    """Give back the memory in which an upload lies; Streamlit keeps it for as long as the session lasts."""
    context = get_script_run_ctx()
    if context is not None and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(session_id=context.session_id, file_id=upload.file_id)
