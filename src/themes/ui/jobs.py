"""Long work as people see it: what runs and how far it is, what came of it, what went wrong; on every page.

What is known of a job stands in the project, so a tab that was closed at 30 % finds it further on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import streamlit as st

from themes.operations import now
from themes.project import Job, Project
from themes.ui import session
from themes.ui.plain import count, plain

_EVERY_S = 0.7
_GUIDED = "themes guided"
_DOING = {
    "discovery": "Finding candidate themes",
    "previewing": "Reading files",
    "matching": "Finding where questions are asked",
    "names": "Looking for names",
}
_SINCE = now()  # what ended before this process began has been seen
_DISMISSED: set[str] = set()
"""Jobs whose outcome somebody has put away, in this process, as what came of them stands in the project anyway."""


def show(project: Project, *, page: str) -> None:
    """Show running jobs with their progress, and the outcome of the last of each kind until it is put away.

    Args:
        project: The open project.
        page: The name of the page below: what came of a job is not told where it is seen.
    """
    running = [job for job in project.jobs() if job.state in ("waiting", "running")]
    if running:
        drawn = _Drawn(ids=frozenset(job.id for job in running), n_waiting=len(project.previews()))
        st.fragment(partial(_follow, project, drawn), run_every=_EVERY_S)()
    seen: set[str] = set()
    for job in project.jobs():
        if job.kind in seen:
            continue
        seen.add(job.kind)
        ended = job.state not in ("waiting", "running") and (job.finished or "") >= _SINCE
        own = {"discovery": "candidates", "matching": "questions", "names": "names"}.get(job.kind)
        seen_here = page == own and not project.found_the_same(job)
        if job.state == "done" and (job.kind == "previewing" or seen_here):
            if ended:
                _DISMISSED.add(job.id)  # what came of it is on the page itself
            continue
        if ended and job.id not in _DISMISSED:
            _outcome(project, job)


def busy_words(project: Project) -> str:
    """What runs, for beside a button that waits for it; empty where nothing does.

    The bar with what it does stands at the top, out of sight of who pressed a button further down.
    """
    doing = [_DOING.get(job.kind, "Working") for job in project.jobs() if job.state == "running"]
    return f"{doing[0]}: how far it is stands at the top of the page. You can go on meanwhile." if doing else ""


def discovery_button(project: Project, *, decided: bool, primary: bool = True) -> None:
    """The button that starts a discovery; it says why where it cannot.

    Args:
        project: The open project.
        decided: Whether something was decided about the candidates that there are.
        primary: Whether it is what the page asks for.
    """
    busy = bool(busy_words(project))
    disabled = project.read_only or busy or not project.transcripts()
    first = project.latest_run() is None
    if not decided and (first or not project.codes()):
        label = "Find candidate themes" if first else "Find candidate themes again"
        _start(project, label, primary=primary, disabled=disabled)
        return
    # Another key while one runs: the press that starts it closes this.
    with st.popover("Find candidate themes again", disabled=disabled, key=f"themes again {busy}"):
        if decided:
            st.markdown(
                "Codes, codings and themes stay as they are. Candidates that come again keep their names, and what was "
                "decided about them stands beside; it is yours to decide again."
            )
        guided = st.toggle("Start from the codebook and from what was decided", key=_GUIDED)
        st.markdown(
            "Codes then draw what is like their definitions and quotations first, each as “More of” that code; what "
            "was merged stays together, what was split or refused stays apart; the rest becomes new candidates."
        )
        _start(project, "Find again", primary=True, disabled=disabled, guided=guided)


def _start(project: Project, label: str, *, primary: bool, disabled: bool, guided: bool = False) -> None:
    st.button(
        label,
        key="themes discover",
        type="primary" if primary else "secondary",
        disabled=disabled,
        on_click=session.click(partial(project.start_discovery, guided=guided)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    """What held when the page was drawn: the jobs that ran, and how many files waited to be taken in."""

    ids: frozenset[str]
    n_waiting: int


def _follow(project: Project, drawn: _Drawn) -> None:
    """One look at the running jobs; the page is drawn again when one has ended, or has read a file."""
    running = [job for job in project.jobs() if job.id in drawn.ids and job.state in ("waiting", "running")]
    reading = any(job.kind == "previewing" for job in running)
    if len(running) < len(drawn.ids) or (reading and len(project.previews()) > drawn.n_waiting):
        st.rerun()
    for job in running:
        with st.container(horizontal=True, vertical_alignment="center", key=f"job-{job.id}"):
            st.progress(
                min(1.0, max(0.0, job.progress)), text=f"{_DOING.get(job.kind, 'Working')}: {plain(job.message)}"
            )
            st.button("Cancel", key=f"cancel {job.id}", on_click=session.click(partial(_cancel, project, job)))


def _cancel(project: Project, job: Job) -> None:
    project.cancel_job(job.id)


def _outcome(project: Project, job: Job) -> None:
    """What came of a job in one line: the words, the way there, and a press that puts it away."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"outcome-{job.id}"):
        _words_of(project, job)
        st.button("Put this message away", key=f"dismiss {job.id}", on_click=partial(_DISMISSED.add, job.id))


def _words_of(project: Project, job: Job) -> None:
    if job.state in ("failed", "cancelled"):
        (st.error if job.state == "failed" else st.warning)(f"{_DOING.get(job.kind, 'Working')}: {plain(job.message)}")
    elif project.found_the_same(job):
        st.info("The same texts gave the same candidate themes again. Nothing has changed.")
    elif job.kind == "discovery":
        candidates = project.candidates()
        n_open = sum(view.decision.outcome == "open" for view in candidates)
        heard = count(len(project.transcripts()), "transcript")
        since = f" Since the discovery before: {project.what_changed_in_words()}." if len(project.runs()) > 1 else ""
        st.success(f"{count(len(candidates), 'candidate theme')} found in {heard}; {n_open} to be decided.{since}")
        session.link("candidates", "Look at the candidate themes")
    elif job.kind == "names":
        st.success(f"{count(int(job.result or 0), 'place')} found that may tell who somebody is.")
        session.link("names", "Go through them")
    elif job.kind == "matching":
        st.success(f"{count(int(job.result or 0), 'place')} proposed where questions of the topic guide are asked.")
        session.link("questions", "Look at the questions")
