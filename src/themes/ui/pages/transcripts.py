"""The table of transcripts, and what can be changed about one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from themes.errors import ThemesError
from themes.model import Transcript
from themes.project import Project
from themes.project.agreement import CONSENSUS
from themes.text import count_words
from themes.ui import place, session
from themes.ui.pages import memo_cards, moved, noticed, one_file, speakers
from themes.ui.plain import count, plain

_CHOSEN, _TABLE = "study transcript", "study table"
_MOST_SPEAKERS = 12
_COUNTED: dict[tuple[str, int], int] = {}
"""Words by transcript and text, of all that this process has shown."""
_TALL, _TALL_PIXELS = 20, 740


def show(project: Project) -> None:
    """Show all transcripts and the one that is chosen."""
    every = project.transcripts()
    if not every:
        if not project.previews():
            st.markdown("There is no transcript yet. Drop your files above; they stay on this computer.")
        return
    n_words = sum(_n_words(transcript) for transcript in every)
    st.header(f"{count(len(every), 'transcript')}, {count(n_words, 'word')}", anchor=False)
    looked = _looked(project)
    cases = {case.id: case.label for case in project.cases()}
    key = session.form_key(_TABLE)
    st.dataframe(
        [_row(transcript, cases, looked) for transcript in every],
        key=key,
        hide_index=True,
        height="content" if len(every) <= _TALL else _TALL_PIXELS,
        placeholder="",
        on_select=partial(_pick, key, [transcript.id for transcript in every]),
        selection_mode="single-row",
        column_config={
            "Words": st.column_config.NumberColumn(format="localized"),
            "Minutes": st.column_config.NumberColumn(format="%d", help="As far as the file tells"),
        },
        alt="The transcripts with their format, length, speakers and state",
    )
    noticed.show(every, st.warning, noun="transcript")
    titles = {transcript.id: transcript.title for transcript in every}
    chosen = st.selectbox(
        "Change a transcript: its title, its kind, who speaks, how it is read. Its row in the table can be picked too",
        list(titles),
        index=None,
        format_func=lambda key: titles.get(key, ""),
        placeholder="Choose a transcript",
        key=_chosen_key(),
    )
    if chosen in titles:
        _one(project, project.transcript(chosen))
    moved.show(project)


def _pick(key: str, ids: Sequence[str]) -> None:
    """Open the transcript whose row was picked."""
    rows = st.session_state[key]["selection"]["rows"]
    if rows and rows[0] < len(ids):
        st.session_state[_chosen_key()] = ids[rows[0]]


def _chosen_key() -> str:
    return f"{_CHOSEN} {session.path()}"


def _n_words(transcript: Transcript) -> int:
    """How many words it holds, counted once for each text: those of 48,000 answers take half a second."""
    text = transcript.id, hash(transcript.text)  # Python reckons the hash of a string once and keeps it
    if text not in _COUNTED:
        _COUNTED[text] = count_words(transcript.text)
    return _COUNTED[text]


def _row(transcript: Transcript, cases: Mapping[str, str], looked: Mapping[str, str]) -> dict[str, object]:
    speak = [
        f"{speaker.label} (interviewer)"
        if speaker.role == "interviewer"
        else " = ".join(dict.fromkeys(part for part in (speaker.label, cases.get(speaker.case_id or "", "")) if part))
        for speaker in transcript.speakers[:_MOST_SPEAKERS]
    ]
    if len(transcript.speakers) > _MOST_SPEAKERS:
        speak.append(f"and {len(transcript.speakers) - _MOST_SPEAKERS:,} more")
    return {
        "Title": transcript.title,
        "Kind": transcript.kind,
        "Words": _n_words(transcript),
        "Minutes": None if transcript.seconds is None else round(transcript.seconds / 60),
        "Who speaks": ", ".join(speak) or "not known",
        "State": looked.get(transcript.id, "not looked at"),
        "Read as": ", ".join(part for part in (transcript.format, transcript.layout) if part),
    }


def _looked(project: Project) -> dict[str, str]:
    """In words for each transcript: how many codings coders gave there, and whether anybody has looked at it."""
    n_codings: dict[str, int] = {}
    for coded in project.codings():
        if coded.coder.name == CONSENSUS:
            continue  # it repeats or settles what coders gave
        n_codings[coded.transcript.id] = n_codings.get(coded.transcript.id, 0) + 1
    states = dict.fromkeys(project.read_by(), "looked at")
    return states | {transcript_id: count(number, "coding") for transcript_id, number in n_codings.items()}


def _one(project: Project, transcript: Transcript) -> None:
    with st.container(border=True):
        place.button(transcript.id, 0, key=f"read {transcript.id}", label="Read and code it")
        left, right = st.columns([3, 1], vertical_alignment="bottom")
        with left.form(f"title {transcript.id} {transcript.title}", border=False):
            typed, button = st.columns([4, 1], vertical_alignment="bottom")
            title = typed.text_input("Title", value=transcript.title, max_chars=200)
            if button.form_submit_button("Rename", disabled=project.read_only, width="stretch") and title.strip():
                session.attempt(partial(project.rename_transcript, transcript, title))
                st.rerun()
        key = f"kind {transcript.id} {transcript.kind}"
        right.selectbox(
            "Kind",
            one_file.KINDS,
            index=one_file.KINDS.index(transcript.kind),
            disabled=project.read_only,
            key=key,
            on_change=partial(_kind, project, transcript, key),
        )
        memo_cards.here(project, transcript, key="study")
        speakers.show(project, transcript)
        if transcript.dropped:
            lines = "\n".join(f"- {plain(f'{one.what} ({one.count}): {one.why}')}" for one in transcript.dropped)
            st.markdown(f"Left out of the text as it was read:\n\n{lines}")
        if transcript.kind != "survey answers":
            _another_way(project, transcript)
        if st.button("Remove this transcript from the study", disabled=project.read_only):
            _remove(project, transcript)


def _kind(project: Project, transcript: Transcript, key: str) -> None:
    session.attempt(partial(project.revise_kind, transcript, st.session_state[key]))


def _another_way(project: Project, transcript: Transcript) -> None:
    """Another layout of the file that it came from, while nothing in it is coded."""
    with st.expander("Read it another way", on_change="rerun") as opened:
        if not opened.open:
            return
        try:
            offered = [one for one in project.other_layouts(transcript) if one.layout != transcript.layout]
        except ThemesError as error:
            st.markdown(plain(str(error)))
            return
        if not offered:
            st.markdown(f"Read as “{plain(transcript.layout)}”; no other layout fits its file.")
            return
        st.markdown(
            f"Read as “{plain(transcript.layout)}”. Its file can be read again in another layout while nothing in it "
            "is coded; corrections made to its words since then go, and undo brings them back."
        )
        for column, offer in zip(st.columns(3), offered, strict=False):
            with column.container(border=True):
                one_file.layout_card(offer)
                st.button(
                    "Read it so",
                    key=f"again {transcript.id} {offer.layout}",
                    disabled=project.read_only,
                    on_click=session.click(
                        partial(project.read_again, transcript, layout=offer.layout), done="The file was read again."
                    ),
                )


@st.dialog("Remove this transcript?")
def _remove(project: Project, transcript: Transcript) -> None:
    st.markdown(
        f"{plain(transcript.title)} and the participants heard only in it leave the study. Undo brings them back."
    )
    n = project.n_codings_in(transcript)
    if n:
        st.markdown(f"It bears {count(n, 'coding')}, which go with it.")
    n_lost = sum(one.transcript_id == transcript.id for one in project.displaced())
    if n_lost:
        st.markdown(f"{count(n_lost, 'quotation')} of it lost their place and wait for one; they go too.")
    st.markdown("When a participant withdraws, that is another thing: see page Names, Consent.")
    if st.button(f"Remove it with {count(n, 'coding')}" if n else "Remove it", type="primary"):
        remove = partial(project.remove_transcript, transcript, with_codings=True)
        session.attempt(remove, done="The transcript was removed.")
        st.rerun()
