"""Whose codings count: said wherever numbers stand, and chosen in one place."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.model import Coder
from themes.project import Project
from themes.project.whose.verbs import WhoseCodings
from themes.report.whose import Rule
from themes.ui import session
from themes.ui.choosing import chosen_among
from themes.ui.plain import count, plain

_RULES: dict[Rule, str] = {
    "everyone": "Everyone's: what any coder gave",
    "settled": "The consensus' where a disagreement was settled; elsewhere what any coder gave",
    "chosen": "Only those of the coders that I choose",
}
PART = "whose"
"""What an address asks for that leads to where it is chosen."""

_SETTLED = "The consensus counts where it was settled."
_EVERYONE = "Everyone's codings count."


def tell(project: Project) -> None:
    """Say whose codings the numbers of a page stand on, and propose the consensus once something is settled.

    Nothing where they are everyone's and nothing is settled.
    """
    found = project.whose_codings()
    if found.proposes:
        with st.container(border=True, key="whose-proposed"):
            _propose(project, found)
    elif found.sentence:
        note(found.sentence)


def note(sentence: str) -> None:
    """Say whose codings count, as it was told with some numbers, with the way to where it is chosen."""
    if sentence:
        with st.container(key="whose-told", gap="xxsmall"):
            st.markdown(plain(sentence))
            session.link("agreement", "Choose whose codings count, under Two coders", part=PART)


def show(project: Project) -> None:
    """Show whose codings count, and let it be chosen."""
    found = project.whose_codings()
    st.markdown(
        "The counts, the matrix, queries, the codebook's figures and the report stand on these codings. Nobody's own "
        "are changed, and all of them stay in the exports for other tools."
    )
    st.markdown(_asked(found) if found.proposes else f"**{plain(found.sentence or _EVERYONE)}**")
    standing = found.standing
    rules = [rule for rule in _RULES if rule != "settled" or standing.n_places or standing.whose.rule == rule]
    people = {person.id: person for person in project.coders()}
    rule = st.radio(
        "Whose codings count",
        rules,
        index=rules.index(standing.whose.rule),
        format_func=_RULES.__getitem__,
        key=f"whose rule {standing.whose.rule}",
    )
    chosen: list[str] = []
    if rule == "chosen":
        chosen = chosen_among(
            "Coders",
            list(people),
            default=[id_ for id_ in standing.whose.coder_ids if id_ in people],
            format_func=lambda id_: people[id_].name,
            key=f"whose coders {standing.whose}",
        )
    st.button(
        "Let these count",
        type="primary",
        disabled=project.read_only or (rule == "chosen" and not chosen),
        on_click=session.click(partial(_choose, project, rule, [people[id_] for id_ in chosen]), done="It is chosen."),
    )
    if "settled" not in rules:
        st.markdown("Once a disagreement is decided on the page Adjudication, its consensus can be chosen here.")
        session.link("adjudication", "Go to Adjudication")


def _asked(found: WhoseCodings) -> str:
    settled = count(found.standing.n_places, "disagreement")
    is_, it = ("is", "it") if found.standing.n_places == 1 else ("are", "them")
    return (
        f"{settled} {is_} settled, and no number has changed for {it}: everyone's codings count, so a code that was "
        "decided not to be given is counted still. Shall the consensus count where it was settled? Elsewhere what any "
        "coder gave counts, and nobody's codings are changed."
    )


def _propose(project: Project, found: WhoseCodings) -> None:
    st.markdown(_asked(found))
    with st.container(horizontal=True):
        st.button(
            "Count the consensus there",
            key="whose settled",
            type="primary",
            disabled=project.read_only,
            on_click=session.click(partial(project.count_codings_of, "settled"), done=_SETTLED),
        )
        st.button(
            "Count everyone's",
            key="whose everyone",
            disabled=project.read_only,
            on_click=session.click(partial(project.count_codings_of, "everyone"), done=_EVERYONE),
        )


def _choose(project: Project, rule: Rule, chosen: list[Coder]) -> None:
    project.count_codings_of(chosen if rule == "chosen" else rule)
