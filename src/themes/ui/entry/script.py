"""The script that Streamlit runs from top to bottom for each view of a page; see ``shell``."""

from themes.ui.shell import run

run()
