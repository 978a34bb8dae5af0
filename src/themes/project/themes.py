"""Verbs on themes: claims with a statement, carried by codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from themes.model import Code, Theme
from themes.operations import added, new_id, removed, revised
from themes.project.base import whole
from themes.project.codebook import CodebookVerbs


class ThemeVerbs(CodebookVerbs):
    """Make, word and order themes."""

    def themes(self) -> list[Theme]:
        """All themes, each followed by its sub-themes, siblings by position then name."""
        everything = sorted(self._store.facts(Theme), key=lambda theme: (theme.position, theme.name.casefold()))
        ordered: list[Theme] = []
        for theme in everything:
            if theme.parent_id is None:
                ordered.append(theme)
                ordered.extend(child for child in everything if child.parent_id == theme.id)
        return ordered

    def theme(self, key: Theme | str) -> Theme:
        """The theme of that id, beginning of an id, or name."""
        return self._pick(Theme, key, names=lambda theme: (theme.name,), what="theme")

    @whole
    def add_theme(
        self, name: str, *, statement: str = "", codes: Sequence[Code | str] = (), parent: Theme | str | None = None
    ) -> Theme:
        """Add a theme; without a statement it asks for one until it has it."""
        theme = Theme(
            id=new_id(),
            name=name.strip(),
            statement=statement.strip(),
            code_ids=tuple(dict.fromkeys(self.code(code).id for code in codes)),
            parent_id=None if parent is None else self.theme(parent).id,
            position=len(self._store.facts(Theme)),
        )
        self._step("add theme", [added(theme)], subject=theme.id)
        return theme

    @whole
    def revise_theme(self, theme: Theme | str, **fields: Any) -> Theme:  # noqa: ANN401 - the fields of Theme
        """Change a theme; the keywords are the fields of ``Theme``.

        Raises:
            Refused: The name is empty or taken, or the parent is itself a sub-theme or the theme's own child.
        """
        was = self.theme(theme)
        now = replace(was, **fields)
        self._step("change theme", [revised(was, now)], subject=was.id)
        return now

    @whole
    def remove_theme(self, theme: Theme | str) -> None:
        """Take a theme out; its codes stay, its sub-themes stand by themselves."""
        was = self.theme(theme)
        changes = [
            *(revised(child, replace(child, parent_id=None)) for child in self._store.facts(Theme, parent_id=was.id)),
            removed(was),
        ]
        self._step("remove theme", changes, subject=was.id)
