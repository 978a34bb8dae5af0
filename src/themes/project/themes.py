"""Verbs on themes: claims with a statement, carried by codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

from themes.model import Code, Quotation, Theme
from themes.operations import added, new_id, removed, revised
from themes.project.base import whole
from themes.project.codebook import CodebookVerbs
from themes.project.placing import placed


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
        self,
        name: str,
        *,
        statement: str = "",
        central_idea: str = "",
        codes: Sequence[Code | str] = (),
        parent: Theme | str | None = None,
        theme_id: str | None = None,
        step_id: str | None = None,
    ) -> Theme:
        """Add a theme; without a statement it asks for one until it has it.

        Raises:
            Refused: The name is empty or taken, or the parent is itself a sub-theme.
        """
        if step_id and theme_id and self.has_step(step_id):
            return self._store.fact(Theme, theme_id)
        theme = Theme(
            id=theme_id or new_id(),
            name=name.strip(),
            statement=statement.strip(),
            central_idea=central_idea.strip(),
            code_ids=tuple(dict.fromkeys(self.code(code).id for code in codes)),
            parent_id=None if parent is None else self.theme(parent).id,
            position=len(self._store.facts(Theme)),
        )
        self._step("add theme", [added(theme)], subject=theme.id, step_id=step_id)
        return theme

    @whole
    def revise_theme(self, theme: Theme | str, *, step_id: str | None = None, **fields: Any) -> Theme:  # noqa: ANN401 - the fields of Theme
        """Change a theme; the keywords are the fields of ``Theme``.

        Raises:
            Refused: The name is empty or taken, or the parent is itself a sub-theme or the theme's own child.
        """
        was = self.theme(theme)
        now = replace(was, **fields)
        verb = "choose codes of theme" if fields.keys() == {"code_ids"} else "change theme"
        self._step(verb, [revised(was, now)], subject=was.id, step_id=step_id)
        return now

    @whole
    def move_themes(
        self,
        themes: Sequence[Theme | str],
        *,
        under: Theme | str | None,
        before: Theme | str | None = None,
        step_id: str | None = None,
    ) -> None:
        """Let themes stand under another, or at the top, in the order in which they stand now.

        Args:
            themes: Which.
            under: Their parent, None for the top.
            before: The theme there before which they come; last where not given.
            step_id: An id that the caller chose; a second call with it changes nothing.

        Raises:
            Refused: There would be sub-themes of sub-themes; nothing was changed.
        """
        if step_id and self.has_step(step_id):
            return
        wanted = {self.theme(theme).id for theme in themes}
        parent_id = None if under is None else self.theme(under).id
        everything = self.themes()
        moved = [theme for theme in everything if theme.id in wanted and theme.parent_id not in wanted]
        siblings = [theme for theme in everything if theme.parent_id == parent_id]
        place = None if before is None else self.theme(before).id
        self._step(
            "move theme" if len(moved) == 1 else "move themes",
            placed(siblings, moved, parent_id=parent_id, before=place),
            subject=moved[0].id if len(moved) == 1 else "",
            step_id=step_id,
        )

    @whole
    def choose_for_theme(
        self, theme: Theme | str, quotation: Quotation | str, *, speaks: Literal["for", "against"] | None
    ) -> Theme:
        """Choose a quotation to speak for a theme, or against it; or leave it (None). It comes last, and is never both.

        Raises:
            NotFound: There is no such quotation.
        """
        was = self.theme(theme)
        chosen = self._store.fact(Quotation, quotation if isinstance(quotation, str) else quotation.id)
        for_ids, against_ids = (tuple(id_ for id_ in ids if id_ != chosen.id) for ids in (was.for_ids, was.against_ids))
        now = replace(
            was,
            for_ids=(*for_ids, chosen.id) if speaks == "for" else for_ids,
            against_ids=(*against_ids, chosen.id) if speaks == "against" else against_ids,
        )
        verb = f"choose quotation {speaks} theme" if speaks else "leave quotation of theme"
        self._step(verb, [revised(was, now)], subject=was.id)
        return now

    def remove_theme(self, theme: Theme | str) -> None:
        """Take a theme out; its codes stay, its sub-themes stand by themselves."""
        self.remove_themes([theme])

    @whole
    def remove_themes(self, themes: Sequence[Theme | str]) -> None:
        """Take themes out in one step; their codes stay, their sub-themes stand by themselves."""
        was = [self.theme(theme) for theme in themes]
        gone = {theme.id for theme in was}
        changes = [
            *(
                revised(child, replace(child, parent_id=None))
                for child in self._store.facts(Theme)
                if child.parent_id in gone and child.id not in gone
            ),
            *map(removed, was),
        ]
        verb = "remove theme" if len(was) == 1 else "remove themes"
        self._step(verb, changes, subject=was[0].id if len(was) == 1 else "")
