"""What became of quotations whose transcript was corrected: what moved the last time, and what still has no place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

import streamlit as st

from themes.errors import Refused, ThemesError
from themes.model import Displaced
from themes.project import Project
from themes.project.records import Fate, Moved, MovedQuotation
from themes.ui import place, session
from themes.ui.plain import count, plain

_CORRECTED = frozenset({"replace transcript", "correct words", "correct turn", "split turn", "join turns"})
_LATEST = 20
_MOST_SHOWN = 25
_LONGEST = 300
_FATES: dict[Fate, str] = {"moved": "same words, moved", "changed": "other words now", "lost": "lost its place"}
_TOLD: dict[Fate, str] = {
    "moved": "moved with the same words", "changed": "with other words now", "lost": "without a place",
}  # fmt: skip
_WORDS = "words of a lost quotation"


def show(project: Project) -> None:
    """Show the quotations without a place, and what the latest correction did to all of them."""
    lost = project.displaced()
    if lost:
        st.subheader(f"{count(len(lost), 'quotation')} without a place", anchor=False)
        st.markdown(
            "Their transcript was corrected, and their words stand there no more. Choose where each stands now, "
            "or let it go; undo brings it back."
        )
        names = {code.id: code.name for code in project.codes()}
        for one in lost[:_MOST_SHOWN]:
            _lost(project, one, [names[code_id] for code_id in one.code_ids if code_id in names])
        if len(lost) > _MOST_SHOWN:
            st.markdown(f"{count(len(lost) - _MOST_SHOWN, 'more quotation')} come after these.")
    last = _last(project)
    if last is not None:
        _moved(last)


def _lost(project: Project, one: Displaced, names: list[str]) -> None:
    title = project.transcript(one.transcript_id).title
    with st.container(border=True):
        # st.text puts words on the page as they are; Markdown would make links and images of them.
        st.text(f"was: “{one.words}”")
        st.text(" · ".join([title, *names]))
        mine = one.coder_id == project.coder.id and not project.read_only
        _offered(project, one, mine=mine)
        key = f"{_WORDS} {one.id}"
        left, middle, right = st.columns([4, 1, 1], vertical_alignment="bottom")
        left.text_input("Or its words as they stand there now", key=key, disabled=not mine)
        middle.button(
            "Place it",
            key=f"place {one.id}",
            disabled=not mine,
            width="stretch",
            on_click=session.click(partial(_place, project, one, key), done="The quotation has a place again."),
        )
        right.button(
            "Let it go",
            key=f"dismiss {one.id}",
            disabled=not mine,
            width="stretch",
            on_click=session.click(partial(project.dismiss_displaced, one)),
        )
        end = max(0, len(project.transcript(one.transcript_id).text) - 1)
        place.button(one.transcript_id, min(one.start, end), key=f"was at {one.id}", label="Look where it was")


def _offered(project: Project, one: Displaced, *, mine: bool) -> None:
    """Offer the places that look most like it, each with its words."""
    text = project.transcript(one.transcript_id).text
    for nth, span in enumerate(project.places_for(one)):
        words, press = st.columns([5, 1], vertical_alignment="center")
        words.text(f"now: “{_shortened(text[span.start : span.end])}”")
        press.button(
            "Place it here",
            key=f"place {one.id} {nth}",
            disabled=not mine,
            width="stretch",
            on_click=session.click(
                partial(project.place_displaced, one, span.start, span.end), done="The quotation has a place again."
            ),
        )


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST // 2]} … {line[-_LONGEST // 2 :]}"


def _place(project: Project, one: Displaced, key: str) -> None:
    """Give a lost quotation the place where the typed words stand."""
    words = str(st.session_state.get(key, "")).strip()
    text = project.transcript(one.transcript_id).text
    start = text.find(words) if words else -1
    if start < 0:
        raise Refused("These words do not stand in the transcript. Nothing was changed; copy them from Read and code.")
    if text.find(words, start + 1) >= 0:
        raise Refused("These words stand in the transcript more than once. Nothing was changed; take more of them.")
    project.place_displaced(one, start, start + len(words))


def _last(project: Project) -> Moved | None:
    """What the latest correction did, where it touched a quotation."""
    for logged in project.history(limit=_LATEST):
        if logged.step.verb in _CORRECTED:
            try:
                moved = project.what_moved(logged.step.id)
            except ThemesError:  # what it changed left the file when the transcript was released
                return None
            return moved if moved.quotations else None
    return None


def told(quotations: Sequence[MovedQuotation]) -> str:
    """What became of quotations, in words: "2 moved with the same words, 1 without a place"; empty where nothing."""
    counts = Counter(one.fate for one in quotations)
    return ", ".join(f"{counts[fate]} {words}" for fate, words in _TOLD.items() if counts[fate])


def _moved(moved: Moved) -> None:
    with st.expander(f"Latest correction, of {plain(moved.transcript.title)}: {told(moved.quotations)}"):
        st.dataframe(
            [
                {"What became of it": _FATES[one.fate], "Its words were": one.was, "Its words are": one.now}
                for one in moved.quotations
                if one.fate in _FATES
            ],
            hide_index=True,
            height="content",
            placeholder="",
            alt="What became of each quotation of the corrected transcript",
        )
