"""The coding surface alone, on the project in THEMES_PROJECT: the real routes, headers and component."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from themes.project import Project
from themes.ui.api import routes
from themes.ui.bell import BELL
from themes.ui.headers import Headers

PROJECT = Project.open(os.environ["THEMES_PROJECT"])
PROJECT.on_step(partial(BELL.ring, PROJECT.id))
app = st.App(
    Path(__file__).with_name("surface_page.py"),
    routes=routes(lambda _: PROJECT),
    middleware=[Middleware(Headers)],
)
app.state["project"] = PROJECT
