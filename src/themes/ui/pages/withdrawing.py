"""A participant withdraws: what holds their words is shown, the label is typed, and the proof stands there after."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from themes.model import Case
from themes.project import Project
from themes.project.withdrawal.records import ELSEWHERE, FileHeld, Held, Withdrawn
from themes.ui import moments, session
from themes.ui.held import held
from themes.ui.plain import count, plain

_WHO, _TYPED, _BACKUPS, _FOLDER, _HELD = (
    "withdraw who",
    "withdraw label",
    "withdraw backups",
    "withdraw folder",
    "withdraw held",
)


def show(project: Project) -> None:
    """Say who withdrew, and offer that somebody does."""
    st.subheader("Withdrawal", anchor=False)
    gone = project.withdrawals()
    for one in gone:
        st.markdown(
            f"{plain(one.label)} withdrew on {moments.day(one.at)}: {count(one.n_turns, 'turn')}, "
            f"{count(one.n_quotations, 'quotation')} and {count(one.n_codings, 'coding')} of their words were removed."
        )
    if gone:
        _older_backups(project)
    st.markdown(
        "“Not used” keeps somebody's words in the study and leaves them out of reports. When they withdraw, their "
        "words leave the study's file for good."
    )
    if st.button("Somebody withdraws…", disabled=project.read_only):
        _ask(project)


def _older_backups(project: Project) -> None:
    """The copies beside the study that know of no withdrawal, to be deleted."""
    backups = project.backups_from_before()
    if not backups:
        return
    st.markdown(f"Copies from before are still beside the study, with the words: {', '.join(_names_of(backups))}.")
    if st.button(f"Delete {count(len(backups), 'backup')} from before", disabled=project.read_only):
        deleted = project.delete_backups_from_before()
        session.say(f"Deleted {count(len(deleted), 'backup')}.", refused=len(deleted) < len(backups))
        st.rerun()


def _names_of(files: list[Path]) -> list[str]:
    return [plain(each.name) for each in files]


@st.dialog("A participant withdraws", width="large")
def _ask(project: Project) -> None:
    ask(project)


def ask(project: Project) -> None:
    """Ask who withdraws, show what holds their words, and take it out once their label is typed."""
    cases = {case.label: case for case in project.cases() if case.kind != "site"}
    if not cases:
        st.markdown("There is nobody who could withdraw.")
        return
    label = st.selectbox(
        "Who withdraws", list(cases), index=None, key=session.form_key(_WHO), placeholder="Choose a participant"
    )
    folder = st.text_input(
        "A folder of reports and exports to look through too, if you like",
        key=session.form_key(_FOLDER),
        placeholder="None",
    )
    if not label or label not in cases:
        return
    place = Path(folder).expanduser() if folder.strip() else None
    if place is not None and not place.exists():
        st.error(f"There is no folder {plain(folder)} on this computer.")
        return
    look_in = [place] if place is not None else []
    held = _held(project, cases[label], look_in)
    if held is None:
        return
    _listed(held)
    backups = held.backups
    delete = bool(backups) and st.checkbox(
        f"Delete {count(len(backups), 'backup')} beside the study too", key=session.form_key(_BACKUPS)
    )
    st.markdown("**This cannot be undone**, and what was done before on their words cannot be either.")
    typed = st.text_input(f"Type {plain(label)} to go on", key=session.form_key(_TYPED), autocomplete="off")
    if not st.button("Take their words out for good", type="primary", disabled=project.read_only):
        return
    done: list[Withdrawn] = []
    with st.spinner("Taking their words out, writing the file anew and looking through it", show_time=True):
        done_now = session.attempt(
            lambda: done.append(project.withdraw(cases[label], confirm=typed, delete_backups=delete, look_in=look_in)),
            here=True,
        )
    if done_now:
        for name in (_WHO, _FOLDER, _BACKUPS, _TYPED):
            session.renew_form(name)
        session.say(_said(done[0]), refused=not done[0].proven)
        st.rerun()


def _held(project: Project, case: Case, look_in: list[Path]) -> Held | None:
    """What holds their words, looked for once and not with each letter that is typed below."""
    asked = (str(project.path), case.id, project.last_seq(), *map(str, look_in))

    def look() -> Held:
        with st.spinner("Looking for their words in the study and in the files beside it", show_time=True):
            return project.held_of(case, look_in=look_in)

    found: list[Held] = []
    session.attempt(lambda: found.append(held(_HELD, asked, look)), here=True)
    return found[0] if found else None


def _listed(held: Held) -> None:
    """What holds their words, as tables, and what no list can hold."""
    st.markdown(
        f"{plain(held.case.label)} says {count(held.n_words, 'word')} in {count(held.n_turns, 'turn')}. "
        "An interview of theirs alone goes whole. Where others speak too, their turns become “[withdrawn]”, and the "
        "original file goes, as it cannot be cut."
    )
    st.dataframe(
        [
            {
                "Transcript": one.title,
                "What becomes of it": "goes whole" if one.whole else "their turns are marked",
                "Their turns": one.n_turns,
                "Their words": one.n_words,
            }
            for one in held.transcripts
        ],
        hide_index=True,
    )
    with st.container(horizontal=True):
        st.dataframe([{"In the study": what, "How many": n} for what, n in held.places], hide_index=True)
        st.dataframe([_file(one, held) for one in held.files], hide_index=True)
    for told in [*held.notes(), ELSEWHERE]:
        st.markdown(told)


def _file(one: FileHeld, held: Held) -> dict[str, str]:
    # A file's name is long: on a telephone it would leave no room for what was found in it.
    names = {"Their names": f"{one.n_names:,} of {held.n_names:,}"} if held.n_names else {}
    return {"Their passages": f"{one.n_passages:,} of {held.n_passages:,}", **names, "found in": one.path.name}


def _said(done: Withdrawn) -> str:
    kept = done.withdrawal
    told = (
        f"{kept.label} withdrew: {count(kept.n_turns, 'turn')}, {count(kept.n_quotations, 'quotation')} and "
        f"{count(kept.n_codings, 'coding')} removed."
    )
    deleted = f" Deleted {count(len(done.deleted), 'backup')}." if done.deleted else ""
    return f"{told}{deleted} {'; '.join(done.proof())}. {' '.join(done.notes())}".strip()
