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
from themes.ui import drafts, session
from themes.ui.drafts import Field
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
            self._part(self._project, part)
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
            self._claimed(project, section, field, title)
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

    def _part(self, project: Project, part: Part) -> None:
        """A part, to be written over; a paragraph a line."""
        field = Field(key=f"report {part.key}", what=f"“{part.title}” in the report", value=part.text)

        def write(words: str) -> bool:
            return session.attempt(partial(project.write_report_text, part.key, words, seen=part.text))

        with st.container(border=True):
            field.area(plain(part.title), max_chars=LONGEST, height=160)
            stands_beneath = part.written is not None and bool(part.generated)
            if stands_beneath:
                st.markdown(f":gray[Themes writes: {plain(part.generated)}]")
            with st.container(horizontal=True):
                self._ends(field, "Save", part.key, lambda: write(field.written))
                self._ends(field, "Cancel", part.key)
                if stands_beneath:
                    self._ends(field, "Let stand what Themes writes", part.key, lambda: write(""))

    def _claimed(self, project: Project, section: Section, name: str, title: str) -> None:
        """What a theme claims, to be changed; typed and not saved, it stands on the page Themes too."""
        field = Field(
            key=f"{name} {section.id}",
            what=f"{title.casefold()} of “{section.name}”",
            value=getattr(project.theme(section.id), name),
        )

        def write() -> bool:
            now = project.theme(section.id)
            return drafts.save({name: field}, now, partial(project.revise_theme, section.id), done="")

        with st.container(border=True):
            field.area(plain(f"{section.name}: {title.casefold()}"), max_chars=LONGEST, height=160)
            with st.container(horizontal=True):
                self._ends(field, "Save", field.key, write)
                self._ends(field, "Cancel", field.key)

    def _ends(self, field: Field, label: str, key: str, write: Callable[[], bool] = lambda: True) -> None:
        """A button that closes a field, once what it writes is written."""

        def pressed() -> None:
            if write():
                field.end()
                st.session_state.pop(_OPEN, None)

        st.button(
            label, key=f"{label} report {key}", type="primary" if label == "Save" else "secondary", on_click=pressed
        )
