"""The report's text on its page, part by part: what is printed there, and a field to write over it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from themes.project import Project
from themes.project.report_texts import LONGEST
from themes.report import Findings
from themes.report.findings import Section
from themes.report.prose import Part, paragraphs, parts
from themes.ui import session
from themes.ui.pages.differing import show_difference
from themes.ui.plain import plain

_OPEN = "themes report part"


class Prose:
    """Shows the parts of a report's text, each with what changes it where a project is given.

    Args:
        findings: What the study found.
        project: The study, where the text can be changed: not of a report on a part of it.
    """

    def __init__(self, findings: Findings, project: Project | None = None) -> None:
        """Begin with the parts as they stand."""
        self._project = None if project is None or project.read_only else project
        self._parts = {part.key: part for part in parts(findings)}

    def show(self, key: str, *, heading: str = "") -> None:
        """Show a part under its heading; one that only authors write, and have not, as an offer to write it."""
        part = self._parts.get(key)
        if part is None or not (part.text or self._project):
            return
        if heading and part.text:
            st.header(heading, anchor=False)
        if self._project is not None and st.session_state.get(_OPEN) == (self._project.id, key):
            project = self._project
            self._form(part.title, part.text, partial(project.write_report_text, key, seen=part.text), part=part)
            return
        with st.container(gap="xxsmall"):
            for paragraph in paragraphs(part.text):
                st.markdown(plain(paragraph))
            if self._project is not None:
                self._offer(self._project, part)

    def claim(self, section: Section, field: str, title: str, text: str, *, before: str = "") -> None:
        """Show what a theme claims: kept with the theme, so that the page Themes shows the same."""
        project = self._project
        key = f"{field} {section.id}"
        if project is not None and st.session_state.get(_OPEN) == (project.id, key):
            self._form(f"{section.name}: {title.casefold()}", text, partial(_revise, project, section.id, field))
            return
        with st.container(gap="xxsmall"):
            if text:
                st.markdown(before + plain(text))
            if project is not None:
                self._button(
                    f"{'Edit' if text else 'Write'} the {title.casefold()}", key, help_text=f"{title} of a theme"
                )

    def _offer(self, project: Project, part: Part) -> None:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            short = part.title.rpartition(": ")[2] if part.section else part.title
            words = f"Edit: {short}" if part.text else "Add your own text" if part.section else f"Write: {part.title}"
            self._button(words, part.key, help_text=part.title)
            if part.written is not None and part.generated and not part.moved_on:
                st.markdown(":gray[Your words, in place of what Themes writes]", width="content")
        if part.moved_on:
            with st.container(border=True):
                st.markdown("**What Themes writes here has changed since you wrote yours.** Yours is printed.")
                show_difference("Themes", part.written.beneath if part.written else "", part.generated)
                if part.changed_sentence:
                    st.markdown(f"**Figures:** {plain(part.changed_sentence)}")
                with st.container(horizontal=True):
                    st.button(
                        "Mine holds",
                        key=f"keep {part.key}",
                        on_click=session.click(partial(project.keep_report_text, part.key)),
                    )
                    st.button(
                        "Take what Themes writes now",
                        key=f"take {part.key}",
                        on_click=session.click(partial(project.write_report_text, part.key, "")),
                    )

    def _button(self, words: str, key: str, *, help_text: str) -> None:
        st.button(
            plain(words), key=f"edit {key}", type="tertiary", help=plain(help_text), on_click=partial(self._open, key)
        )

    def _open(self, key: str) -> None:
        if self._project is not None:
            st.session_state[_OPEN] = (self._project.id, key)

    def _form(self, title: str, text: str, write: Callable[[str], object], *, part: Part | None = None) -> None:
        """A field with the text; a paragraph a line."""
        with st.form(session.form_key(f"report part {title}"), border=True):
            words = st.text_area(plain(title), value=text, max_chars=LONGEST, height=160)
            if part is not None and part.written is not None and part.generated:
                st.markdown(f":gray[Themes writes: {plain(part.generated)}]")
            with st.container(horizontal=True):
                saved = st.form_submit_button("Save", type="primary")
                left = st.form_submit_button("Cancel")
                restored = (
                    part is not None
                    and part.written is not None
                    and bool(part.generated)
                    and st.form_submit_button("Let stand what Themes writes")
                )
        if saved or restored:
            if session.attempt(partial(write, "" if restored else words), here=True):
                st.session_state.pop(_OPEN, None)
                st.rerun()
        elif left:
            st.session_state.pop(_OPEN, None)
            st.rerun()


def _revise(project: Project, theme_id: str, field: str, text: str) -> None:
    project.revise_theme(theme_id, **{field: text.strip()})
