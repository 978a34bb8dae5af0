"""Verbs on what carries themes: their quotations, how widely they were heard, and the thematic map."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from themes.errors import Refused
from themes.filters import Where
from themes.model import Theme
from themes.project.base import one_moment
from themes.project.codes.usage import CodeUsage, UsageVerbs
from themes.project.records import Coded
from themes.report.heard import Voices
from themes.report.thematic_map import MapCode, MapTheme, ThematicMap, draw


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The quotations of a theme: those that carry it, once each, and those chosen for it and against it, in order.

    A chosen one that has gone is in none of them; ``loose`` are the ids of those chosen for it whose codes do not
    carry it any more, which a report passes over.
    """

    carrying: tuple[Coded, ...]
    chosen_for: tuple[Coded, ...]
    chosen_against: tuple[Coded, ...]
    loose: frozenset[str]


class EvidenceVerbs(UsageVerbs):
    """Say what carries a theme."""

    @one_moment
    def theme_usage(self, *, where: Where | None = None) -> dict[str, CodeUsage]:
        """How often each theme was heard, with its sub-themes and sub-codes, by its id: as the report counts."""
        voices = Voices(self._said(where))
        themes = self.themes()
        used = {}
        for theme in themes:
            parts = [theme, *(sub for sub in themes if sub.parent_id == theme.id)]
            ids = self._with_below(code_id for part in parts for code_id in part.code_ids)
            quoted = voices.quoted(ids)
            used[theme.id] = self._used(voices, quoted, ids)
        return used

    @one_moment
    def evidence(self, theme: Theme | str, *, where: Where | None = None) -> Evidence:
        """The quotations of a theme.

        Args:
            theme: Which.
            where: Of those that carry it only what passes this filter; what was chosen is told whole.
        """
        told = self.theme(theme)
        parts = [told, *(sub for sub in self.themes() if sub.parent_id == told.id)]
        ids = set(self._with_below(code_id for part in parts for code_id in part.code_ids))
        counting = {coding.id for coding in self._said(where).codings}
        passing = [one for one in self.codings(where=where) if one.code.id in ids and one.coding.id in counting]
        carrying = {one.quotation.id: one for one in reversed(passing)}
        every = self.codings() if told.for_ids or told.against_ids else []
        by_id = {one.quotation.id: one for one in reversed(every)}
        counted = {coding.id for coding in self._said(None).codings} if every else set()
        bears = {one.quotation.id for one in every if one.code.id in ids and one.coding.id in counted}
        return Evidence(
            carrying=tuple(dict.fromkeys(carrying[one.quotation.id] for one in passing)),
            chosen_for=tuple(by_id[id_] for id_ in told.for_ids if id_ in by_id),
            chosen_against=tuple(by_id[id_] for id_ in told.against_ids if id_ in by_id),
            loose=frozenset(id_ for id_ in told.for_ids if id_ in by_id and id_ not in bears),
        )

    @one_moment
    def thematic_map(self, *, where: Where | None = None) -> ThematicMap:
        """Themes, sub-themes and the codes that carry them, with counts of what passes a filter."""
        by_theme, by_code = self.theme_usage(where=where), self.usage(where=where)
        themes = self.themes()
        named = {code_id for theme in themes for code_id in theme.code_ids}
        return ThematicMap(
            title=self.study.title,
            themes=tuple(
                MapTheme(
                    id=theme.id,
                    name=theme.name,
                    parent_id=theme.parent_id,
                    code_ids=theme.code_ids,
                    n_quotations=by_theme[theme.id].n_quotations,
                    figure=_figure(by_theme[theme.id]),
                )
                for theme in themes
            ),
            codes=tuple(
                MapCode(
                    id=code.id,
                    name=code.name,
                    colour=code.colour,
                    n_quotations=used.n_quotations if (used := by_code.get(code.id)) else 0,
                    figure=_figure(used) if used else "",
                )
                for code in self.codes()
                if code.id in named
            ),
        )

    def write_thematic_map(self, path: str | Path, *, where: Where | None = None) -> Path:
        """Write the thematic map as a picture (.svg).

        Raises:
            Refused: The suffix is another, there is no theme, or it cannot be written there.
        """
        place = Path(path)
        if place.suffix.casefold() != ".svg":
            raise Refused(f"The thematic map is written as .svg, not as “{place.name}”. Nothing was written.")
        if not self.themes():
            raise Refused("There is no theme to draw yet. Nothing was written; make a theme first.")
        try:
            place.write_text(draw(self.thematic_map(where=where)), encoding="utf-8")
        except OSError as error:
            raise Refused(
                f"“{place.name}” cannot be written there ({error.strerror}). Choose another folder."
            ) from error
        return place

    def _with_below(self, code_ids: Iterable[str]) -> list[str]:
        """Some codes and all below them, in the order of the codebook."""
        wanted = set(code_ids)
        found = []
        for code in self.codes():
            if code.id in wanted or code.parent_id in wanted:
                wanted.add(code.id)
                found.append(code.id)
        return found


def _figure(used: CodeUsage) -> str:
    return used.participants.figure if used.participants.of else ""
