"""``streamlit run app.py``: builds the app (the page's script, its lifetime, routes, headers) and nothing else."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

import themes.ui
from themes.ui import icon, later
from themes.ui.headers import Headers
from themes.ui.lifetime import lifetime

app = st.App(
    Path(themes.ui.__file__).parent / "entry" / "script.py",
    lifespan=lifetime,
    routes=[icon.mounted(), later.mounted()],
    middleware=[Middleware(Headers)],
)
