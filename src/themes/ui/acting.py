"""Carries out what the coding surface asked for, each operation as one step of the project."""

from __future__ import annotations

from dataclasses import replace

from themes.errors import NotFound, Refused, StaleChange
from themes.model import Code, Coding, Span, Transcript
from themes.project import Project
from themes.text import canonical
from themes.ui import proposed
from themes.ui.incoming import (
    ChangeMemo,
    Coded,
    ConfirmCodings,
    GiveCode,
    GiveNewCode,
    Incoming,
    MarkLookedAt,
    MarkRead,
    MoveEnds,
    SetValence,
    TakeCodes,
    Turn,
    WriteMemo,
)
from themes.ui.proposed import Accept, Reject
from themes.ui.windows import Window, version_of, whole


def carry_out(
    project: Project, transcript: Transcript, operation: Incoming, window: Window | None = None
) -> Coding | str | None:
    """Carry out one operation as one step; an operation that the log has already is done.

    Args:
        project: As the operation's coder sees it.
        transcript: The open transcript.
        operation: What to do.
        window: The part of it that the surface shows, in whose positions it speaks; all of it where None.

    Returns:
        The coding that stands where a code was given, words to be said where something was undone or redone.

    Raises:
        ThemesError: It cannot be done; nothing was changed.
    """
    if project.has_step(operation.id):
        return None
    key = operation.id
    shown = window or whole(transcript)
    _must_be_of(transcript, shown, operation)
    match operation:
        case GiveCode() | GiveNewCode() | Accept() | Reject():
            return _give(project, transcript, operation, shown)
        case TakeCodes(codings=codings):
            project.remove_codings(codings, step_id=key)
        case SetValence(coding=coding, valence=valence):
            project.revise_coding(coding, valence=valence, step_id=key)
        case MoveEnds(quotation=quotation, start=start, end=end):
            was = project.quotation(quotation)
            ends = shown.ends_moved(Span(start=was.start, end=was.end), start, end)
            project.move_quotation(quotation, *ends, step_id=key)
        case WriteMemo() | ChangeMemo():
            _note(project, operation)
        case MarkRead() | ConfirmCodings() | MarkLookedAt():
            _mark(project, transcript, operation)
        case Turn():
            return _turn(project, operation)
    return None


def _give(
    project: Project, transcript: Transcript, given: GiveCode | GiveNewCode | Accept | Reject, shown: Window
) -> Coding | None:
    if isinstance(given, GiveCode | Accept):
        given = replace(given, code=_meant(project, given.code).id)
    if isinstance(given, Accept | Reject):
        return proposed.carry_out(project, transcript, given, shown)
    start, end = shown.inward(given.start, given.end)
    if isinstance(given, GiveNewCode):
        return project.add_coding_anew(
            transcript,
            start,
            end,
            given.name,
            code_id=given.code,
            coding_id=given.coding,
            quotation_id=given.quotation,
            step_id=given.id,
        )
    return project.add_coding(
        transcript,
        start,
        end,
        given.code,
        valence=given.valence,
        coding_id=given.coding,
        quotation_id=given.quotation,
        step_id=given.id,
    )


def _meant(project: Project, code_id: str) -> Code:
    """The code that was given; where it was merged meanwhile, what it has become."""
    try:
        return project.code(code_id)
    except NotFound:
        became = project.taken_in_by(code_id)
    if became is None:
        raise Refused("That code is no longer in the codebook. Choose another for these words.")
    return became


def _must_be_of(transcript: Transcript, shown: Window, operation: Incoming) -> None:
    """Refuse positions in a text that has been corrected since: they would be other words."""
    if isinstance(operation, Coded | MoveEnds | Reject) and operation.text != version_of(transcript, shown):
        raise StaleChange("The words were corrected after this page had read them. Nothing was changed; look again.")


def _note(project: Project, note: WriteMemo | ChangeMemo) -> None:
    """Write a memo, change it or take it away, but only as its writer saw it: two who write at once see both."""
    if isinstance(note, WriteMemo):
        project.add_memo(note.words, about=project.quotation(note.quotation), memo_id=note.memo, step_id=note.id)
        return
    stands = project.memo(note.memo)
    if stands.text != canonical(note.was).strip():
        raise StaleChange(
            "Somebody else changed this memo while you wrote. Both versions are kept: look at the passage."
        )
    if note.words is None:
        project.remove_memo(stands, step_id=note.id)
    else:
        project.change_memo(stands, note.words, step_id=note.id)


def _mark(project: Project, transcript: Transcript, marked: MarkRead | ConfirmCodings | MarkLookedAt) -> None:
    """Keep that somebody has looked: at codings, or through the transcript."""
    if isinstance(marked, MarkRead):
        project.mark_read(marked.codings, step_id=marked.id)
    elif isinstance(marked, ConfirmCodings):
        project.confirm_codings(marked.codings, step_id=marked.id)
    else:
        project.mark_looked_at(transcript, marked.codes, step_id=marked.id)


def _turn(project: Project, turn: Turn) -> str:
    """Undo or redo, but only what the surface meant: another window may have done more meanwhile."""
    if turn.step is not None and not project.has_step(turn.step):
        return ""  # that step changed nothing and so was never written
    meant = project.undoable() if turn.kind == "undo" else project.redoable()
    if meant is None:
        return f"Nothing to {turn.kind}."
    if turn.step is not None and meant.id != turn.step:
        raise Refused("Something else was done since, in another window. Nothing was changed; look again.")
    words = project.in_words(meant)
    if turn.kind == "undo":
        project.undo(step_id=turn.id)
        return f"Undone: {words}"
    project.redo(step_id=turn.id)
    return f"Done again: {words}"
