"""One waiting file, closer: its title, kind and layout, who speaks in it with first words, and what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, get_args

import streamlit as st

from themes.errors import ThemesError
from themes.model import Role, Transcript, TranscriptKind
from themes.project import Previewed, Project, SamePerson
from themes.text import Spoken, spoken
from themes.ui import session
from themes.ui.pages.taking_in import take_in
from themes.ui.plain import count, plain

if TYPE_CHECKING:
    from themes.read import Preview

KINDS: tuple[TranscriptKind, ...] = get_args(TranscriptKind)
ROLES: tuple[Role, ...] = get_args(Role)
_FIRST_WORDS = 140  # characters
_MOST_SPEAKERS = 30
_IN_A_ROW = 3


def show(project: Project, files: Sequence[Previewed], together: Sequence[SamePerson]) -> None:
    """Offer each file to be looked at; the first that needs it is open."""
    if not files:
        return
    by_id = {one.id: one for one in files}
    needs = next((nth for nth, one in enumerate(files) if one.state in ("look", "changed")), None)
    chosen = st.selectbox(
        "Look closer at a file: who speaks, its kind, another layout. Its row in the table can be picked too",
        list(by_id),
        index=needs,
        format_func=lambda key: by_id[key].name if key in by_id else "",
        placeholder="Choose a file",
        key=_key(),
    )
    seen = by_id.get(chosen or "")
    if seen is not None and seen.transcript is not None:
        _one(project, seen, seen.transcript, together)


def choose(file_id: str) -> None:
    """Let a waiting file be looked at closer on the next run."""
    st.session_state[_key()] = file_id


def _key() -> str:
    return f"waiting file {session.path()}"


def _one(project: Project, seen: Previewed, transcript: Transcript, together: Sequence[SamePerson]) -> None:
    if seen.state == "changed":
        _another_version(project, seen, together)
    title, kind = st.columns([3, 1])
    title_key, kind_key = f"waiting title {seen.id}", f"waiting kind {seen.id}"
    title.text_input(
        "Title",
        value=transcript.title,
        max_chars=200,
        key=title_key,
        on_change=session.click(lambda: project.revise_preview(seen.id, title=st.session_state[title_key])),
    )
    kind.selectbox(
        "Kind",
        KINDS,
        index=KINDS.index(transcript.kind),
        key=kind_key,
        on_change=session.click(lambda: project.revise_preview(seen.id, kind=st.session_state[kind_key])),
    )
    st.subheader("Who speaks", anchor=False)
    for nth, said in enumerate(spoken(transcript)[:_MOST_SPEAKERS]):
        _speaker(project, seen, nth, said)
    if len(transcript.speakers) > _MOST_SPEAKERS:
        st.markdown(f"{len(transcript.speakers) - _MOST_SPEAKERS} more; perhaps another layout fits better.")
    for one in transcript.dropped:
        st.markdown(f"Left out: {plain(f'{one.what}: {one.count:,}, {one.why}')}")
    _layouts(project, seen, transcript)


def _another_version(project: Project, seen: Previewed, together: Sequence[SamePerson]) -> None:
    st.markdown(
        f"A file of this name is here as “{plain(seen.here)}”, with other words. If it is a corrected version, its "
        "words take the place of those that are here, and codings stay on theirs."
    )
    with st.container(horizontal=True):
        st.button(
            f"It replaces {plain(seen.here)}",
            key=f"replaces {seen.id}",
            type="primary",
            on_click=session.click(partial(_replace, project, seen)),
        )
        st.button(
            "Take it in as another transcript",
            key=f"another {seen.id}",
            on_click=partial(take_in, project, [seen.id], together),
        )


def _replace(project: Project, seen: Previewed) -> None:
    """Take the file in as the new text of the transcript that is here, and say what became of its quotations."""
    name, data = project.waiting_bytes(seen.id)
    layout = seen.transcript.layout if seen.transcript else None
    moved = project.replace_transcript(seen.here_id, name, data=data, layout=layout)
    project.put_away([seen.id])
    said = [f"{seen.here} has its new text."]
    if moved.quotations:
        kept = len(moved.quotations) - len(moved.of("changed")) - len(moved.of("lost"))
        said.append(
            f"Of {count(len(moved.quotations), 'quotation')} in it, {kept} kept their words, "
            f"{len(moved.of('changed'))} were corrected with the text, {len(moved.of('lost'))} lost their place."
        )
    session.say(" ".join([*said, "Undo brings the old text back."]))


def _speaker(project: Project, seen: Previewed, nth: int, said: Spoken) -> None:
    """A row for one voice; what is changed holds at once, as nothing is in the study yet."""
    speaker = said.speaker
    name, role, voices = st.columns([5, 2, 2], vertical_alignment="center")
    with name.container(gap=None):
        st.markdown(f"**{plain(speaker.label)}**, {count(said.n_words, 'word')} in {count(said.n_turns, 'turn')}")
        # st.text: a participant's words, never read as Markdown.
        st.text(_short(said.first))
    role_key, voices_key = f"waiting role {seen.id} {nth}", f"waiting voices {seen.id} {nth}"
    role.selectbox(
        f"{speaker.label} is",
        ROLES,
        index=ROLES.index(speaker.role),
        key=role_key,
        on_change=session.click(
            lambda: project.revise_preview_speaker(seen.id, speaker.label, role=st.session_state[role_key])
        ),
    )
    voices.checkbox(
        "Several people, not told apart",
        value=speaker.voices == 0,
        key=voices_key,
        on_change=session.click(
            lambda: project.revise_preview_speaker(
                seen.id, speaker.label, voices=0 if st.session_state[voices_key] else 1
            )
        ),
    )


def _layouts(project: Project, seen: Previewed, transcript: Transcript) -> None:
    """Other ways to read the file, side by side, each as it would look."""
    try:
        offered = project.preview_layouts(seen.id)
    except ThemesError as error:
        st.error(plain(str(error)))
        return
    others = [one for one in offered if one.layout != transcript.layout]
    st.subheader("Layout", anchor=False)
    if not others:
        st.markdown(f"Read as “{plain(transcript.layout)}”; no other layout fits this file.")
        return
    st.markdown(f"Read as “{plain(transcript.layout)}”. It could be read as:")
    for column, offer in zip(st.columns(_IN_A_ROW), others[:_IN_A_ROW], strict=False):
        with column.container(border=True):
            layout_card(offer)
            st.button(
                "Read it so",
                key=f"layout {seen.id} {offer.layout}",
                on_click=session.click(partial(project.revise_preview, seen.id, layout=offer.layout)),
            )


def layout_card(offer: Preview) -> None:
    """How a file would look in one layout: turns, speakers and their first words."""
    st.markdown(f"**{plain(offer.layout)}**: {count(offer.n_turns, 'turn')}")
    for speaker, words in list(zip(offer.speakers, offer.first_words, strict=True))[:_IN_A_ROW]:
        st.text(f"{speaker.label}: {_short(words)}")
    if len(offer.speakers) > _IN_A_ROW:
        st.markdown(f"and {len(offer.speakers) - _IN_A_ROW} more speakers")


def _short(words: str) -> str:
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= _FIRST_WORDS else f"{one_line[:_FIRST_WORDS].rsplit(' ', 1)[0]} …"
