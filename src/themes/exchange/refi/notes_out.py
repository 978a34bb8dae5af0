"""Memos as REFI-QDA's notes: written once, referred to from what they are on."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from themes.exchange.refi import xml
from themes.exchange.refi.notes_in import NOTE_NAME
from themes.model import Memo

_REFERRED = ("study", "transcript", "code", "quotation", "theme")
"""What REFI-QDA can refer to a note from; a case cannot, so that a link joins them."""


class NoteRefs:
    """The memos that leave, by what they are on.

    Args:
        memos: The memos, their links already words.
    """

    def __init__(self, memos: Sequence[Memo]) -> None:
        """Sort the memos by what they are on."""
        self._memos = sorted(memos, key=lambda memo: (memo.at, memo.id))
        self._on: dict[str, list[str]] = {}
        for memo in self._memos:
            if memo.about in _REFERRED:
                self._on.setdefault(memo.about_id, []).append(memo.id)

    def on(self, fact_id: str, name: str = "NoteRef") -> str:
        """References to the notes on a fact."""
        return "".join(xml.tag(name, {"targetGUID": memo_id}) for memo_id in self._on.get(fact_id, ()))

    def links(self, about: str) -> str:
        """Links from notes to facts of a kind that cannot refer to them."""
        return "".join(
            xml.tag(
                "Link",
                {
                    "guid": str(uuid.uuid5(uuid.NAMESPACE_OID, memo.id)),
                    "direction": "Associative",
                    "originGUID": memo.id,
                    "targetGUID": memo.about_id,
                },
            )
            for memo in self._memos
            if memo.about == about
        )

    def written(self) -> str:
        """The ``Notes`` element; nothing where there is no memo."""
        notes = "".join(
            xml.tag(
                "Note",
                {
                    "guid": memo.id,
                    "name": f"{NOTE_NAME} {nth}",
                    "creatingUser": memo.coder_id,
                    "creationDateTime": memo.at,
                },
                xml.text("PlainTextContent", memo.text),
            )
            for nth, memo in enumerate(self._memos, start=1)
        )
        return f"<Notes>{notes}</Notes>" if notes else ""
