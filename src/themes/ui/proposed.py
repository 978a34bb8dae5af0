"""Suggestions beside the text: what the coding surface is told of them, and what a person answered there.

Mirrors frontend/src/reader/proposal.ts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from themes.model import Coding, Quotation, Span, Suggestion, Transcript
from themes.project import Project, SuggestionView
from themes.project.reading_first import ReadingFirst
from themes.text import speaker_of
from themes.ui.plain import count
from themes.ui.windows import Window

Json = dict[str, Any]

_MOST_REASONS = 8
_LONGEST_REASON = 2_000
_MOST_WORDS = 240  # characters of a quotation that a suggestion is like: enough to know it again


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept:
    """Make a suggestion a coding, under ids that the surface chose; whole, as the server may have begun anew since."""

    id: str
    suggestion: str
    coding: str
    quotation: str
    start: int
    end: int
    text: str
    code: str
    probability: float
    similarity: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """Keep that a suggestion is not right."""

    id: str
    suggestion: str
    start: int
    end: int
    text: str
    code: str
    probability: float
    similarity: float
    because: tuple[str, ...]


def told(project: Project, transcript: Transcript, window: Window, *, anyway: bool) -> Json:
    """What is suggested in a window of a transcript as of one sequence number of the log, or why it is not shown.

    Args:
        project: As its coder sees it.
        transcript: The open transcript.
        window: What the surface shows of it.
        anyway: Whether the coder asked to see suggestions though reading comes first, or nothing is coded yet.
    """
    if anyway or not _why_hidden(project):
        project.freeze_before_shown()
    seq = project.last_seq()  # read first: what is decided meanwhile has the surface ask again
    hidden = "" if anyway else _why_hidden(project)
    if hidden:
        return {"seq": seq, "hidden": hidden, "suggestions": []}
    views = project.suggestions_in(transcript, within=Span(start=window.start, end=window.end))
    return {"seq": seq, "hidden": "", "suggestions": [_told(project, view, window) for view in views]}


def told_why_hidden(project: Project) -> Json:
    """Why no suggestion is shown now, as of one sequence number of the log; empty where they are.

    It is had at once, where learning what to suggest takes seconds and stands in line.
    """
    seq = project.last_seq()  # read first, as in ``told``
    return {"seq": seq, "hidden": _why_hidden(project)}


def why_hidden(what: str, reading: ReadingFirst) -> str:
    """One sentence on why proposals are not shown, and how many transcripts are to be read; empty where they are.

    >>> why_hidden("Suggestions", ReadingFirst(n_wanted=4, n_read=1))
    'Suggestions stay hidden until you have marked 4 transcripts as read: 3 more to go.'
    """
    if not reading.n_left:
        return ""
    wanted = count(reading.n_wanted, "transcript")
    return f"{what} stay hidden until you have marked {wanted} as read: {reading.n_left} more to go."


def sureness(view: SuggestionView) -> str:
    """A probability in short, where enough is coded to tell one."""
    if not view.can_be_counted_on:
        return "too few codings to say"
    return f"{view.probability:.2f}" if view.is_sure else f"not sure, {view.probability:.2f}"


def odds(view: SuggestionView) -> str:
    """A probability in words that a person can check: so many in so many like it; or that too little is coded."""
    if not view.can_be_counted_on:
        return f"{count(view.n_codings, 'coding')} so far: too few to say how sure"
    ten = round(view.probability * 10)
    many = f"about {ten} in 10" if view.is_sure else f"about {max(1, round(view.probability * 100))} in 100"
    return f"{many} like this bear the code"


def carry_out(project: Project, transcript: Transcript, asked: Accept | Reject, window: Window) -> Coding | None:
    """Carry out an answer as one step.

    Returns:
        The coding that stands there where a suggestion was accepted.

    Raises:
        ThemesError: It cannot be done; nothing was changed.
    """
    suggestion = _suggestion(transcript, asked, window)
    if isinstance(asked, Reject):
        project.reject_suggestion(suggestion, step_id=asked.id)
        return None
    return project.accept_suggestion(suggestion, coding_id=asked.coding, quotation_id=asked.quotation, step_id=asked.id)


def _why_hidden(project: Project) -> str:
    hidden = why_hidden("Suggestions", project.reading_first())
    if hidden or project.is_taught():
        return hidden
    return "Suggestions are shown once something is coded."


def _told(project: Project, view: SuggestionView, window: Window) -> Json:
    suggestion = view.suggestion
    start, end = window.outward(suggestion.start, suggestion.end) or (0, 1)
    return {
        "start": start,
        "end": end,
        "code": suggestion.code_id,
        "probability": suggestion.probability,
        "similarity": suggestion.similarity,
        "sure": view.is_sure,
        "sureness": sureness(view),
        "odds": odds(view),
        "because": list(suggestion.because),
        "like": None if view.like is None else _like(project, view.like),
    }


def _like(project: Project, quotation: Quotation) -> Json:
    """The quotation that a suggestion is most like, with who said it."""
    speaker = speaker_of(project.transcript(quotation.transcript_id), quotation.start, quotation.end)
    short = quotation.words if len(quotation.words) <= _MOST_WORDS else f"{quotation.words[:_MOST_WORDS]}…"
    return {"words": short, "who": project.attribution(speaker.case_id if speaker else None)}


def _suggestion(transcript: Transcript, asked: Accept | Reject, window: Window) -> Suggestion:
    start, end = window.inward(asked.start, asked.end)
    return Suggestion(
        id=asked.suggestion,
        code_id=asked.code,
        transcript_id=transcript.id,
        start=start,
        end=end,
        similarity=asked.similarity,
        probability=asked.probability,
        because=asked.because,
    )


# --- what is read with distrust: each check raises ValueError in words


def _share(value: object, name: str) -> float:
    return _between(value, name, 0.0)


def _cosine(value: object, name: str) -> float:
    return _between(value, name, -1.0)


def _between(value: object, name: str, least: float) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not least <= value <= 1.0:
        raise ValueError(f"“{name}” must be a number from {least:g} to 1.")
    return float(value)


def _reasons(value: object, name: str) -> tuple[str, ...]:
    if (
        not isinstance(value, list)
        or len(value) > _MOST_REASONS
        or not all(isinstance(one, str) and len(one) <= _LONGEST_REASON for one in value)
    ):
        raise ValueError(f"“{name}” must be a list of at most {_MOST_REASONS} reasons in words.")
    return tuple(value)


FIELDS: Mapping[str, Callable[[object, str], object]] = {
    "probability": _share,
    "similarity": _cosine,
    "because": _reasons,
}
"""What an answer says of its suggestion, each with what checks it."""
