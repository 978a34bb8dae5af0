"""Coding apart: who is to code which transcripts, how far they are, and when each other's codings show."""

from __future__ import annotations

import secrets
from functools import partial

import streamlit as st

from themes.project import Project
from themes.project.agreement import CONSENSUS
from themes.project.double_coding.verbs import DoubleCoded
from themes.ui import session
from themes.ui.choosing import chosen_among
from themes.ui.plain import count, plain

_SEEDS = 10_000


def show(project: Project) -> None:
    """Show what is coded apart, and let more be assigned."""
    st.markdown(
        "Two people code the same transcripts, and neither sees the other's codings of them until each has said done. "
        "This is courtesy, not security: the file holds both, and who goes on under the other's name sees theirs. "
        "Before anybody is shown what the machine suggests for these transcripts, it is frozen by itself, so that they "
        "can be compared with the machine as well."
    )
    for one in project.double_coding():
        _one(project, one)
    _assign(project)


def _one(project: Project, one: DoubleCoded) -> None:
    with st.container(border=True):
        drawn = f" (drawn {plain(one.drawn)})" if one.drawn else ""
        st.markdown(f"**{plain(one.transcript.title)}**{drawn}")
        for share in one.shares:
            st.markdown(
                f"{plain(share.coder.name)}: {share.progress}, looked for {share.n_looked} of "
                f"{count(share.n_codes, 'code')}"
            )
        mine = next((share for share in one.shares if share.coder.id == project.coder.id), None)
        with st.container(horizontal=True):
            if mine is not None:
                done = mine.progress == "done"
                st.button(
                    "I am not done after all" if done else "I am done with it",
                    key=f"done {one.transcript.id}",
                    help=None if done else "What you did not code then counts as looked for and not found.",
                    disabled=project.read_only,
                    on_click=session.click(partial(project.say_done, one.transcript, done=not done)),
                )
            st.button(
                "End coding apart",
                key=f"unassign {one.transcript.id}",
                help="Everybody's codings of it are shown again. None is lost.",
                disabled=project.read_only,
                on_click=session.click(partial(project.unassign, one.transcript)),
            )
        if one.hidden:
            st.markdown("The others' codings of it are hidden from you until each has said done.")


def _assign(project: Project) -> None:
    sources = project.transcripts()
    people = [person.name for person in project.coders() if person.name != CONSENSUS]
    st.subheader("Let two people code the same transcripts", anchor=False)
    if len(people) < 2:  # noqa: PLR2004 - two coders
        st.markdown("There is one coder here. Add the second under “You are”, at the top, or join their copy.")
        return
    if not sources:
        st.markdown("There is no transcript yet.")
        return
    with st.form(session.form_key("assign"), border=False):
        coders = chosen_among("Coders", people, default=people[:2])
        titles = chosen_among("These transcripts", [source.title for source in sources])
        everything = st.checkbox("All transcripts")
        n = st.number_input("Or so many, drawn at random", min_value=0, max_value=len(sources), value=0)
        if st.form_submit_button("Assign", type="primary", disabled=project.read_only):
            if n:
                verb = partial(project.assign_sample, int(n), coders, seed=secrets.randbelow(_SEEDS))
            else:
                verb = partial(project.assign, sources if everything else titles, coders)
            if session.attempt(verb, here=True):
                session.renew_form("assign")
                st.rerun()
