"""Files that were read and wait: what was found in each, what needs a look, and the one press that takes them in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from themes.project import Previewed, Project, SamePerson
from themes.text import Spoken, count_words, spoken
from themes.ui import session
from themes.ui.pages import noticed, one_file, survey
from themes.ui.pages.taking_in import take_in
from themes.ui.plain import count, plain

if TYPE_CHECKING:
    from pandas.io.formats.style import Styler

# Half-transparent, so that the words keep the contrast that the theme gives them, light or dark.
_COLOURS = {"look": "#f59e0b38", "changed": "#f59e0b38", "known": "#94a3b838", "refused": "#ef444438"}
_MOST_LISTED = 12
_TALL, _TALL_PIXELS = 20, 600


def show(project: Project) -> None:
    """Show the files that wait; nothing where none do."""
    seen = project.previews()
    if not seen:
        return
    by_state = {state: [one for one in seen if one.state == state] for state in ("ready", *_COLOURS)}
    can_come = [one for one in seen if one.state in ("ready", "look", "changed")]
    with st.container(border=True, key="waiting"):
        waits = "read, not in the study yet" if can_come else "read and not taken in"
        st.header(f"{count(len(seen), 'file')} {waits}", anchor=False)
        together = _same_people(project)
        _buttons(project, by_state["ready"], by_state["look"], together)
        if can_come:
            st.markdown(
                "Roles, kind and layout can be changed before or after. Files that wait stay here until they are taken "
                "in, put away, or Themes is ended."
            )
        key = session.form_key("waiting table")
        st.dataframe(
            _table(seen),
            key=key,
            hide_index=True,
            height="content" if len(seen) <= _TALL else _TALL_PIXELS,  # what is told below stays in sight
            placeholder="",
            on_select=partial(_closer, key, [one.id for one in seen]) if can_come else "ignore",
            selection_mode="single-row",
            column_config={
                "Words": st.column_config.NumberColumn(format="localized"),
                "Minutes": st.column_config.NumberColumn(format="%d", help="As far as the file tells"),
                "State": st.column_config.TextColumn(width="medium"),
                "Who speaks": st.column_config.TextColumn(width="large"),
            },
            alt="The files that were read: state, format, length, who speaks, what was left out",
        )
        _told(seen)
        survey.offer(project, seen)
        one_file.show(project, can_come, together)


def _buttons(
    project: Project, ready: Sequence[Previewed], look: Sequence[Previewed], together: Sequence[SamePerson]
) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if ready:
            st.button(
                f"Take in {count(len(ready), 'transcript')}",
                type="primary",
                on_click=partial(take_in, project, [one.id for one in ready], together),
            )
        if look:
            everything = [one.id for one in (*ready, *look)]
            label = "Take in all {}, those to be looked at as one voice" if ready else "Take in {}, as one voice"
            st.button(
                label.format(len(everything) if ready else count(len(everything), "transcript")),
                type="secondary" if ready else "primary",
                on_click=partial(take_in, project, everything, together),
            )
        st.button("Put these files away", on_click=session.click(project.put_away))


def _closer(key: str, ids: Sequence[str]) -> None:
    """Let the file whose row was picked be looked at closer."""
    rows = st.session_state[key]["selection"]["rows"]
    if rows and rows[0] < len(ids):
        one_file.choose(ids[rows[0]])


def _table(seen: Sequence[Previewed]) -> Styler:
    import pandas as pd  # noqa: PLC0415 - Streamlit brings it; only a table with colours needs it here

    colours = [_COLOURS.get(one.state, "") for one in seen]
    frame = pd.DataFrame([_row(one) for one in seen])
    return frame.style.apply(
        lambda row: [f"background-color: {colours[int(row.name)]}" if colours[int(row.name)] else ""] * len(row), axis=1
    )


def _row(seen: Previewed) -> dict[str, object]:
    transcript = seen.transcript
    if transcript is None:
        return {"State": _state(seen), "Title": seen.name}
    return {
        "State": _state(seen),
        "Title": transcript.title,
        "Kind": transcript.kind,
        "Read as": ", ".join(part for part in (transcript.format, transcript.layout) if part),
        "Words": count_words(transcript.text),
        "Minutes": None if transcript.seconds is None else round(transcript.seconds / 60),
        "Who speaks": ", ".join(_voice(one) for one in spoken(transcript)),
        "Left out": ", ".join(f"{one.what}: {one.count:,}" for one in transcript.dropped),
    }


def _voice(said: Spoken) -> str:
    """A voice as the table tells it: "MODERATOR (interviewer, 88 words)"."""
    interviews = "interviewer, " if said.speaker.role == "interviewer" else ""
    return f"{said.speaker.label} ({interviews}{count(said.n_words, 'word')})"


def _state(seen: Previewed) -> str:
    words = {"ready": "Ready", "look": "Look: no speaker labels", "refused": "Refused"}
    if seen.state == "known":
        return f"Already here as {seen.here}"
    if seen.state == "changed":
        return f"Look: another version of {seen.here}"
    if seen.state == "ready" and seen.transcript and seen.transcript.notices:
        return "Ready; see below"
    return words[seen.state]


def _told(seen: Sequence[Previewed]) -> None:
    """What needs a look or was refused, in words: colour alone tells nothing to many."""
    refused = [plain(one.refused) for one in seen if one.state == "refused"]
    look = [plain(one.name) for one in seen if one.state == "look"]
    changed = [
        f"{plain(one.name)}: a file of that name is here as “{plain(one.here)}”, with other words. Look closer below "
        "and say whether it replaces it."
        for one in seen
        if one.state == "changed"
    ]
    if refused:
        st.error(f"{count(len(refused), 'file')} cannot be taken in.\n\n" + _listed(refused))
    if look:
        st.warning(
            f"No speaker labels were found in {count(len(look), 'file')}, so each is shown as one voice. Look closer "
            "below and pick a layout, or take them in so.\n\n" + _listed(look)
        )
    if changed:
        st.warning(_listed(changed))
    noticed.show([one.transcript for one in seen if one.state == "ready" and one.transcript], st.info, noun="file")


def _listed(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _same_people(project: Project) -> list[SamePerson]:
    """Ask which voices of several files are one person; those of whom it is said so."""
    people = project.people_in_previews()
    if not people:
        return []
    st.subheader("The same person in several files?", anchor=False)
    return [
        person
        for person in people
        if st.checkbox(
            plain(f"{person.question} ({', '.join(one.title for one in person.voices[:_MOST_LISTED])}) {person.doubt}"),
            value=person.sure,
            key=f"same {person.name} {','.join(voice.transcript_id for voice in person.voices)}",
        )
    ]
