"""Memos as REFI-QDA's notes: written once, referred to from what they are on.

Their words lie in files of their own (``plainTextPath``), as NVivo, ATLAS.ti and MAXQDA write them: QualCoder reads
no others (docs/refi-qda.md).
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from themes.exchange.refi import xml
from themes.exchange.refi.notes_in import NOTE_NAME
from themes.model import Memo
from themes.text import canonical

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
        self._on: dict[str, list[Memo]] = {}
        for memo in self._memos:
            if memo.about in _REFERRED:
                self._on.setdefault(memo.about_id, []).append(memo)

    def on(self, fact_id: str, name: str = "NoteRef") -> str:
        """References to the notes on a fact."""
        return "".join(xml.tag(name, {"targetGUID": memo.id}) for memo in self._on.get(fact_id, ()))

    def words_on(self, fact_id: str) -> str:
        """The words of the notes on a fact, for tools that show a selection's description and no notes on it."""
        return "\n\n".join(memo.text for memo in self._on.get(fact_id, ()))

    @property
    def files(self) -> Mapping[str, str]:
        """The words of the notes by the names of their files."""
        return {_file_of(memo): canonical(memo.text) for memo in self._memos}

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
                    "plainTextPath": f"internal://{_file_of(memo)}",
                },
            )
            for nth, memo in enumerate(self._memos, start=1)
        )
        return f"<Notes>{notes}</Notes>" if notes else ""


def _file_of(memo: Memo) -> str:
    return f"{memo.id}.txt"
