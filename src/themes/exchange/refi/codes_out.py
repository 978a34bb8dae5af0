"""A codebook's codes as REFI-QDA has them, for a project and for a .qdc alike."""

from __future__ import annotations

from collections.abc import Sequence

from themes.exchange.other_project import Tally
from themes.exchange.refi import blocks, xml
from themes.exchange.refi.notes_out import NoteRefs
from themes.model import Code

_RETIRED = "that a code is retired"


def codebook(codes: Sequence[Code], tally: Tally, notes: NoteRefs | None = None) -> str:
    """A ``Codes`` element; nothing where there is no code.

    Args:
        codes: Parents before children, siblings in their order.
        tally: Counts what it cannot hold.
        notes: What is noted on codes, where the file has notes.
    """
    below: dict[str | None, list[Code]] = {}
    for code in codes:
        below.setdefault(code.parent_id, []).append(code)
        if code.retired:
            tally.add(_RETIRED, code.name)
    # The innermost first: each then finds its children written.
    written: dict[str, str] = {}
    for code in reversed(codes):
        inside = "".join(written[child.id] for child in below.get(code.id, ()))
        written[code.id] = xml.tag(
            "Code",
            {"guid": code.id, "name": code.name, "isCodable": "true", "color": code.colour},
            xml.text("Description", described(code)),
            notes.on(code.id) if notes else "",
            inside,
        )
    top = "".join(written[code.id] for code in below.get(None, ()))
    return f"<Codes>{top}</Codes>" if top else ""


def described(code: Code) -> str:
    """What a code means and when it is used, as one description that people can read in any tool."""
    headed = [(blocks.USE_WHEN, code.use_when), (blocks.DONT_USE_WHEN, code.dont_use_when)]
    headed += [(blocks.TYPICAL, words) for words in code.typical]
    headed += [(blocks.NOT_THIS, words) for words in code.not_this]
    return blocks.joined(code.definition, headed)
