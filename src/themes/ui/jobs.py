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
_DOING = {"discovery": "Finding candidate themes", "adding": "Reading files"}
_SINCE = now()  # what ended before this process began has been seen
_DISMISSED: set[str] = set()
"""Jobs whose outcome somebody has put away, in this process, as what came of them stands in the project anyway."""


def show(project: Project, *, page: str) -> None:
    """Show running jobs with their progress, and the outcome of the last of each kind until it is put away.

    Args:
        project: The open project.
        page: The name of the page below: candidates are seen on their own page, refused files concern the first.
    """
    running = [job for job in project.jobs() if job.state in ("waiting", "running")]
    if running:
        drawn = _Drawn(ids=frozenset(job.id for job in running), seq=project.last_seq())
        st.fragment(partial(_follow, project, drawn), run_every=_EVERY_S)()
    seen: set[str] = set()
    for job in project.jobs():
        if job.kind in seen:
            continue
        seen.add(job.kind)
        ended = job.state not in ("waiting", "running") and (job.finished or "") >= _SINCE
        elsewhere = page == "candidates" if job.kind == "discovery" else page not in ("", "study")
        if ended and job.id not in _DISMISSED and not (job.state == "done" and elsewhere):
            _outcome(project, job)


def discovery_button(project: Project, *, primary: bool = True) -> None:
    """The button that starts a discovery; it says why where it cannot."""
    busy = any(job.state == "running" for job in project.jobs())
    disabled = project.read_only or busy or not project.transcripts()
    if not any(view.decision.outcome != "open" for view in project.candidates()):
        label = "Find candidate themes" if project.latest_run() is None else "Find candidate themes again"
        _start(project, label, primary=primary, disabled=disabled)
        return
    with st.popover("Find candidate themes again", disabled=disabled):
        st.markdown(
            "Codes, codings and themes stay as they are. If a transcript has come or changed, the new candidates are "
            "to be decided anew; if nothing has, the same candidates stay with what you decided."
        )
        _start(project, "Find again", primary=True, disabled=disabled)


def _start(project: Project, label: str, *, primary: bool, disabled: bool) -> None:
    st.button(
        label,
        key="themes discover",
        type="primary" if primary else "secondary",
        disabled=disabled,
        on_click=session.click(project.start_discovery),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    """What held when the page was drawn: the jobs that ran, and how far the log reached."""

    ids: frozenset[str]
    seq: int


def _follow(project: Project, drawn: _Drawn) -> None:
    """One look at the running jobs; the page is drawn again when one has ended, or has added a transcript."""
    running = [job for job in project.jobs() if job.id in drawn.ids and job.state in ("waiting", "running")]
    adding = any(job.kind == "adding" for job in running)
    if len(running) < len(drawn.ids) or (adding and project.last_seq() > drawn.seq):
        st.rerun()
    for job in running:
        with st.container(horizontal=True, vertical_alignment="center", key=f"job-{job.id}"):
            st.progress(min(1.0, max(0.0, job.progress)), text=f"{_DOING[job.kind]}: {plain(job.message)}")
            st.button("Cancel", key=f"cancel {job.id}", on_click=session.click(partial(_cancel, project, job)))


def _cancel(project: Project, job: Job) -> None:
    project.cancel_job(job.id)


def _outcome(project: Project, job: Job) -> None:
    if job.state in ("failed", "cancelled"):
        (st.error if job.state == "failed" else st.warning)(f"{_DOING[job.kind]}: {plain(job.message)}")
    elif job.kind == "discovery":
        candidates = project.candidates()
        n_open = sum(view.decision.outcome == "open" for view in candidates)
        if not n_open:
            return
        heard = count(len(project.transcripts()), "transcript")
        st.success(f"{count(len(candidates), 'candidate theme')} found in {heard}; {n_open} to be decided.")
        session.link("candidates", "Look at the candidate themes")
    elif job.result:
        _refused(job.result.splitlines())
    else:
        return
    st.button("Put this message away", key=f"dismiss {job.id}", on_click=partial(_DISMISSED.add, job.id))


def _refused(lines: list[str]) -> None:
    listed = "\n".join(f"- {plain(_once(line))}" for line in lines)
    st.warning(f"{count(len(lines), 'file')} did not go in; the others did.\n\n{listed}")


def _once(line: str) -> str:
    """A refusal without the file's name before it where its words begin with the name too."""
    name, _, reason = line.partition(": ")
    return reason if reason.startswith(name) else line
