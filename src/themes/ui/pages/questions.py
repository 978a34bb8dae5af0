"""The topic guide, where its questions are asked, and all answers to one of them."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.guide import LEAST, depth
from themes.model import GuideQuestion
from themes.project import Project
from themes.project.records import Asked
from themes.ui import drafts, filter_bar, session
from themes.ui.drafts import Field
from themes.ui.pages import answers, askings, guide_file
from themes.ui.plain import count, plain

_CHOSEN = "themes question"
_VIEWS = ("Answers", "Where it is asked", "Wording")


def page() -> None:
    """Show the guide, and one question of it in full."""
    project = session.project()
    head = filter_bar.head("Questions")
    asked = project.asked()
    if not asked:
        st.markdown(
            "A topic guide lets you read all answers to one question together, and look at one question alone on "
            "every page. Take in the guide as it is, or write its questions here."
        )
        guide_file.show(project, expanded=True)
        _add(project, [])
        return
    where = filter_bar.show(project, within=head)
    _state(project, asked)
    questions = [one.question for one in asked]
    chosen = _chosen(questions)
    listed, detail = st.columns([5, 9], gap="large")
    with listed:
        with st.container(key="question-list", gap="small"):
            for one in asked:
                _row(one, depth(one.question, questions), selected=one.question.id == chosen.id)
        _add(project, questions)
        guide_file.show(project, expanded=False)
    with detail:
        st.subheader(plain(f"{chosen.number} {chosen.text}".strip()), anchor=False)
        view = st.segmented_control(
            "Show", _VIEWS, default=_VIEWS[0], key="question view", label_visibility="collapsed"
        )
        if view == "Wording":
            _wording(project, chosen, questions)
        elif view == "Where it is asked":
            askings.show(project, chosen, questions)
        else:
            answers.show(project, chosen, where)


def _chosen(questions: list[GuideQuestion]) -> GuideQuestion:
    wanted = st.session_state.get(_CHOSEN)
    return next((question for question in questions if question.id == wanted), questions[0])


def _choose(question_id: str) -> None:
    st.session_state[_CHOSEN] = question_id


def _state(project: Project, asked: list[Asked]) -> None:
    """Say how far the matching is, and offer the next thing to do."""
    if not project.transcripts():
        st.markdown("There is no transcript yet, so nobody was asked anything. Add some on the page Study.")
        session.link("study", "Go to Study")
        return
    every = project.askings()
    n_open = sum(one.state == "proposed" for one in every)
    matching = any(job.kind == "matching" and job.state in ("waiting", "running") for job in project.jobs())
    with st.container(horizontal=True, vertical_alignment="center", key="questions-head"):
        st.button(
            "Find where they are asked again" if every else "Find where they are asked",
            key="match questions",
            type="secondary" if every else "primary",
            disabled=project.read_only or matching,
            on_click=session.click(project.start_matching),
        )
        if n_open:
            proposed = [one for one in every if one.state == "proposed"]
            st.button(
                f"Confirm all {n_open:,} proposed",
                key="confirm all",
                disabled=project.read_only,
                on_click=session.click(partial(project.confirm_asking, *proposed)),
            )
            st.markdown(
                f"{count(n_open, 'place')} proposed (likeness {LEAST} and up), "
                f"{sum(one.state == 'confirmed' for one in every):,} confirmed. "
                "Only what is confirmed counts in a filter.",
                width="content",
            )
        elif every:
            n_asked = sum(one.n_confirmed > 0 for one in asked)
            st.markdown(
                f"{n_asked} of {count(len(asked), 'question')} found to be asked, all confirmed.", width="content"
            )


def _row(one: Asked, level: int, *, selected: bool) -> None:
    key = f"question-{one.question.position}"
    st.html(f"<style>.st-key-{key}{{padding-left:{level * 1.4}rem}}.st-key-{key} p{{text-align:left}}</style>")
    title = plain(f"{one.question.number} {one.question.text}".strip())
    proposed = f", {one.n_proposed} {'more ' if one.n_confirmed else ''}proposed" if one.n_proposed else ""
    with st.container(key=key, gap=None):
        st.button(
            f"**{title}**" if selected else title,
            key=f"ask {one.question.id}",
            type="tertiary",
            wrap=True,
            on_click=partial(_choose, one.question.id),
        )
        st.markdown(f":gray[asked in {one.n_confirmed} of {count(one.n_transcripts, 'transcript')}{proposed}]")


def _add(project: Project, questions: list[GuideQuestion]) -> None:
    with (
        st.form("add question", border=False, clear_on_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        number = st.text_input("Number", max_chars=10, width=90)
        text = st.text_input("New question", max_chars=500, placeholder="Its words")
        if st.form_submit_button("Add", disabled=project.read_only) and text.strip():
            after = _last_under(number.strip(), questions)
            session.attempt(partial(project.add_question, text, number=number, after=after))
            st.rerun()


def _last_under(number: str, questions: list[GuideQuestion]) -> GuideQuestion | None:
    """The question that one of a new number belongs after: "2c" comes after "2b"; the last where nothing says so."""
    bare = number.rstrip("abcdefghijklmnopqrstuvwxyz")
    kin = [one for one in questions if bare and bare != number and one.number.startswith(bare)]
    same = [one for one in kin if one.number == bare or not one.number[len(bare) :][:1].isdigit()]
    return same[-1] if same else None


def _wording(project: Project, question: GuideQuestion, questions: list[GuideQuestion]) -> None:
    called = f"{question.number} {question.text}".strip()
    fields = {
        name: Field(key=f"question {name} {question.id}", what=f"{label} of “{called}”", value=getattr(question, name))
        for name, label in (("number", "number"), ("text", "words"))
    }
    fields["number"].line("Number", max_chars=10)
    fields["text"].area("Words")
    st.button(
        "Save",
        key=f"save {question.id}",
        type="primary",
        disabled=project.read_only,
        on_click=partial(_save, project, question.id, fields),
    )
    at = [one.id for one in questions].index(question.id)
    with st.container(horizontal=True):
        for label, to in (("Move up", at - 1), ("Move down", at + 1)):
            possible = 0 <= to < len(questions)
            order = [*questions]
            if possible:
                order[at], order[to] = order[to], order[at]
            st.button(
                label,
                key=f"{label} {question.id}",
                disabled=project.read_only or not possible,
                on_click=session.click(partial(project.order_guide, order)),
            )
        st.button(
            "Remove this question",
            key=f"remove {question.id}",
            disabled=project.read_only,
            on_click=session.click(
                partial(project.remove_question, question), done="Removed, with its places. Undo brings all back."
            ),
        )


def _save(project: Project, question_id: str, fields: dict[str, Field]) -> None:
    drafts.save(fields, project.question(question_id), partial(project.revise_question, question_id), done="Saved.")
