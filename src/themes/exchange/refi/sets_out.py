"""Themes as REFI-QDA's sets of codes."""

from __future__ import annotations

from collections.abc import Sequence

from themes.exchange.other_project import Tally
from themes.exchange.refi import blocks, xml
from themes.exchange.refi.notes_out import NoteRefs
from themes.model import Theme

_CHOSEN = "a quotation that was chosen to speak for a theme or against it"


def sets(themes: Sequence[Theme], notes: NoteRefs, tally: Tally) -> str:
    """The ``Sets`` element: a set for each theme, its statement and what it stands under in its description."""
    names = {theme.id: theme.name for theme in themes}
    each = []
    for theme in themes:
        for _ in (*theme.for_ids, *theme.against_ids):
            tally.add(_CHOSEN, theme.name)
        headed = [
            (blocks.CENTRAL_IDEA, theme.central_idea),
            (blocks.SUB_THEME_OF, names.get(theme.parent_id or "", "")),
        ]
        each.append(
            xml.tag(
                "Set",
                {"guid": theme.id, "name": theme.name},
                xml.text("Description", blocks.joined(theme.statement, headed)),
                *(xml.tag("MemberCode", {"targetGUID": code_id}) for code_id in theme.code_ids),
                notes.on(theme.id, "MemberNote"),
            )
        )
    return f"<Sets>{''.join(each)}</Sets>" if each else ""
