"""The page of ``surface_app``: the first transcript, coded by who the address names."""

from __future__ import annotations

import sys

import streamlit as st

from themes.project import Project
from themes.ui.components import reader

st.set_page_config(layout="wide")
opened: Project = next(
    module.PROJECT for module in list(sys.modules.values()) if isinstance(getattr(module, "PROJECT", None), Project)
)
st.title("Read and code", anchor=False)
reader(
    project_id=opened.id,
    transcript_id=opened.transcripts()[0].id,
    coder=st.query_params.get("coder", opened.coder.name),
)
