"""What readers noticed of transcripts, each notice said once with all of which it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from themes.model import Transcript
from themes.ui.plain import count, plain

_MOST_LISTED = 12


def show(transcripts: Iterable[Transcript], box: Callable[[str], object], *, noun: str) -> None:
    """Say each notice in a box of its own.

    Args:
        transcripts: Of which notices are said.
        box: Draws one, such as ``st.info``.
        noun: What the transcripts are called, such as "file".
    """
    held: dict[str, list[str]] = {}
    for transcript in transcripts:
        for notice in transcript.notices:
            held.setdefault(notice, []).append(transcript.title)
    for notice, titles in held.items():
        named = ", ".join(titles[:_MOST_LISTED]) + (" and others" if len(titles) > _MOST_LISTED else "")
        box(f"{plain(notice)} {count(len(titles), noun)}: {plain(named)}.")
