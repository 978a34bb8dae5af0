"""Search: words in all transcripts or one, in their context, and one code for all hits that are ticked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import partial

import streamlit as st

from themes.filters import Filter
from themes.project import Project
from themes.project.searching import WIDTHS, Hit, Width
from themes.report.wording import clock
from themes.ui import filter_bar, place, session
from themes.ui.plain import count, plain

_ASKED, _AT_ONCE, _CONTEXT = "themes search", 25, 140
_NEAR, _ALIKE = 3, 0.7  # "resourses" is .89 like "resources", "money" .43 like "monthly"
_EVERYWHERE = "all transcripts"
_TAKEN: dict[Width, str] = {"words": "the words", "sentence": "the sentence", "turn": "the whole turn"}

Key = tuple[str, int, int]


@dataclass(slots=True, kw_only=True)
class Asked:
    """What is searched for, kept while other pages are looked at.

    ``turned`` are the hits whose tick is not what it is at first: on, but for what interviewers say.
    """

    words: str = ""
    within: str = _EVERYWHERE
    width: Width = "words"
    code: str | None = None
    n_shown: int = _AT_ONCE
    turned: set[Key] = field(default_factory=set)


def page() -> None:
    """Show the search and its hits."""
    project = session.project()
    st.title("Search", anchor=False)
    if not project.transcripts():
        st.markdown("There is no transcript to search yet. Add some first; they stay on this computer.")
        session.link("study", "Add transcripts")
        return
    asked = _asked()
    _ask(project, asked)
    where = filter_bar.show(project)
    if not asked.words.strip():
        st.markdown(
            "Write words that stand in one turn: board money; those in one sentence are one hit. "
            'Words that stand together: "chief executive". '
            "Beginnings: govern\\*. Words near each other: board NEAR/5 money, 5 words between them at most."
        )
        return
    _hits(project, asked, where)


def _asked() -> Asked:
    """What this session searches for in the study that is open."""
    every: dict[str, Asked] = st.session_state.setdefault(_ASKED, {})
    return every.setdefault(str(session.path()), Asked())


def _ask(project: Project, asked: Asked) -> None:
    titles = {one.id: one.title for one in project.transcripts()}
    places = [_EVERYWHERE, *titles]
    with st.container(horizontal=True, vertical_alignment="bottom", key="search-ask"):
        words = st.text_input("Words", value=asked.words, key=session.form_key("search words"), max_chars=300)
        within = st.selectbox(
            "In",
            places,
            index=places.index(asked.within) if asked.within in titles else 0,
            format_func=lambda key: titles.get(key, _EVERYWHERE),
            key=session.form_key("search within"),
            width=320,
        )
    if (words, within) != (asked.words, asked.within):
        asked.words, asked.within = words, within
        asked.n_shown, asked.turned = _AT_ONCE, set()


def _hits(project: Project, asked: Asked, where: Filter) -> None:
    within = None if asked.within == _EVERYWHERE else asked.within
    code = asked.code if asked.code in project.paths() else None
    hits = project.hits(asked.words, width=asked.width, where=where, within=within, code=code)
    if not hits:
        st.markdown("Nothing found. A word is found as it is written: govern\\* finds governance and governing too.")
        return
    n_transcripts = len({hit.transcript.id for hit in hits})
    n_cases = len({hit.case.id for hit in hits if hit.case})
    st.markdown(
        f"**{count(len(hits), 'hit')}** in {count(n_transcripts, 'transcript')}, from {count(n_cases, 'participant')}."
    )
    _code_all(project, asked, hits)
    attributions = project.attributions()
    for nth, hit in enumerate(hits[: asked.n_shown]):
        with st.container(border=True, gap=None, key=f"hit-{nth}"):
            _hit(asked, hit, attributions)
    if len(hits) > asked.n_shown and st.button(f"Show {min(_AT_ONCE, len(hits) - asked.n_shown)} more"):
        asked.n_shown += _AT_ONCE
        st.rerun()


def _code_all(project: Project, asked: Asked, hits: Sequence[Hit]) -> None:
    """Choose what of each hit is coded, by which code, and code all that are ticked."""
    named = project.paths()
    paths = {code.id: named[code.id] for code in project.codes() if not code.retired}
    with st.container(horizontal=True, vertical_alignment="bottom", key="search-code"):
        options = list(paths) if asked.code is None or asked.code in paths else [*paths, asked.code]
        chosen = st.selectbox(
            "Code all hits as",
            options,
            index=None if asked.code is None else options.index(asked.code),
            format_func=lambda key: paths.get(key, key),
            accept_new_options=True,
            placeholder="Choose a code, or write a new one's name",
            key=session.form_key("search code"),
            width=320,
        )
        width = st.segmented_control(
            "Of each hit, code",
            WIDTHS,
            default=asked.width,
            format_func=_TAKEN.__getitem__,
            key=session.form_key("search width"),
            required=True,
        )
        chosen = _known(chosen, paths)
        if (chosen, width) != (asked.code, asked.width):
            asked.code, asked.width = chosen, width or asked.width
            asked.turned = set()
            st.rerun()  # the hits were looked up for what was chosen before
        ticked = [hit for hit in hits if not hit.bears and _is_ticked(asked, hit)]
        is_new = asked.code is not None and asked.code not in paths
        name = paths.get(asked.code or "", asked.code or "")
        st.button(
            f"Code {count(len(ticked), 'hit')}{' with a new code' if is_new else ''}",
            type="primary",
            disabled=project.read_only or asked.code is None or not ticked,
            on_click=partial(_code, project, asked, ticked, name, is_new=is_new),
        )
    if is_new:
        _near(asked, name, paths)
    n_borne = sum(hit.bears for hit in hits)
    if asked.code is not None:
        bear = "bears" if n_borne == 1 else "bear"
        borne = f" {count(n_borne, 'hit')} {bear} this code already." if n_borne else ""
        st.markdown(
            "What would be coded stands between « and », words found in it between ‹ and ›. Untick what does not "
            "belong; what interviewers say is left out unless you tick it. Each is marked unread until you have "
            "looked at it, and Undo takes all back."
            f"{borne}"
        )


def _known(chosen: str | None, paths: Mapping[str, str]) -> str | None:
    """The code whose name or path was written, however its letters are cased; else what was chosen."""
    written = " ".join((chosen or "").split()).casefold()
    by_path = [id_ for id_, path in paths.items() if path.casefold() == written]
    by_name = [id_ for id_, path in paths.items() if path.casefold().endswith(f" > {written}")]
    return next((found[0] for found in (by_path, by_name) if len(found) == 1), chosen)


def _near(asked: Asked, written: str, paths: Mapping[str, str]) -> None:
    """Say that a code would be made, and offer those of the codebook that are called nearly so."""
    ids = {path.rsplit(" > ", 1)[-1].casefold(): id_ for id_, path in paths.items()}
    near = get_close_matches(written.casefold(), ids, n=_NEAR, cutoff=_ALIKE)
    words = f"“{plain(written)}” is not in the codebook: it would be a new code."
    with st.container(horizontal=True, vertical_alignment="center", key="search-near"):
        st.markdown(f"{words} Or did you mean:" if near else words, width="content")
        for name in near:
            st.button(plain(paths[ids[name]]), key=f"near {ids[name]}", on_click=partial(_take, asked, ids[name]))


def _take(asked: Asked, code_id: str) -> None:
    asked.code, asked.turned = code_id, set()
    session.renew_form("search code")


def _code(project: Project, asked: Asked, ticked: Sequence[Hit], name: str, *, is_new: bool) -> None:
    given = project.codes() if is_new else []
    done = f"{count(len(ticked), 'hit')} coded as “{name}”, to be looked at on the page Codebook."
    if session.attempt(partial(project.code_hits, ticked, asked.code or "", is_new=is_new), done=done) and is_new:
        known = {code.id for code in given}
        asked.code = next((code.id for code in project.codes() if code.id not in known), None)
        session.renew_form("search code")


def _hit(asked: Asked, hit: Hit, attributions: Mapping[str, str]) -> None:
    key = " ".join(map(str, _key(hit)))
    said = plain(f"{_by(hit, attributions)} ({', '.join(filter(None, (hit.transcript.title, clock(hit.seconds))))})")
    with st.container(horizontal=True, vertical_alignment="center"):
        if asked.code is None:
            st.markdown(said, width="stretch")
        else:
            tick = f"tick {key} {asked.words} {hit.bears}"
            st.checkbox(
                f"{said}, bears it already" if hit.bears else said,
                value=hit.bears or _is_ticked(asked, hit),
                key=tick,
                disabled=hit.bears,
                on_change=partial(_tick, asked, hit, tick),
                width="stretch",
            )
        place.button(hit.transcript.id, hit.span.start, key=f"read {key}")
    before, after = hit.context(_CONTEXT)
    st.text(f"{before}«{hit.marked}»{after}")  # as it was said: Markdown would make links and pictures of it


def _by(hit: Hit, attributions: Mapping[str, str]) -> str:
    """Who says it, as a quotation is attributed: never by the label that the file gives."""
    if hit.case:
        return attributions[hit.case.id]
    return "Interviewer" if _asks(hit) else "speaker not known"


def _tick(asked: Asked, hit: Hit, tick: str) -> None:
    turned = _asks(hit) == bool(st.session_state[tick])
    (asked.turned.add if turned else asked.turned.discard)(_key(hit))


def _is_ticked(asked: Asked, hit: Hit) -> bool:
    return _asks(hit) == (_key(hit) in asked.turned)


def _asks(hit: Hit) -> bool:
    return hit.speaker is not None and hit.speaker.role == "interviewer"


def _key(hit: Hit) -> Key:
    return hit.transcript.id, hit.span.start, hit.span.end
