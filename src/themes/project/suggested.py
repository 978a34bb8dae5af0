"""Suggestions as a person sees them: the words, how probable, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from themes.model import Case, Code, Quotation, Span, Suggestion, Transcript
from themes.operations import new_id
from themes.project.learnt import Learnt, parts_of
from themes.project.records import SuggestionView
from themes.text import speaker_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from themes.suggest import Reason


def views_of(
    learnt: Learnt,
    chosen: Sequence[tuple[int, Code, float]],
    *,
    transcripts: Iterable[Transcript],
    cases: Iterable[Case],
    parts: NDArray[np.float32] | None = None,
    spans: Sequence[Span] | None = None,
) -> list[SuggestionView]:
    """Suggestions of codes for units with their words and reasons.

    Args:
        learnt: What was learnt.
        chosen: Units with the code proposed for each, and how probable it is.
        transcripts: All of the study.
        cases: All of the study.
        parts: (p, d), vectors of the parts of the one code's definition.
        spans: The words to propose for each; the whole units where not given.
    """
    from themes.suggest import reasons  # noqa: PLC0415 - numpy is not needed to open a project

    by_id = {transcript.id: transcript for transcript in transcripts}
    case_of = {case.id: case for case in cases}
    n_codings = Counter(code_id for _, code_id in learnt.decisions.confirmed)
    views = []
    for nth, (unit, code, sure) in enumerate(chosen):
        place = learnt.pool.units.spans[unit]
        span = place if spans is None else spans[nth]
        at = learnt.place_of(code)
        (reason,) = reasons(learnt.pool, learnt.learned, learnt.decided, code=at, units=[unit], parts=parts)
        like = None if reason.like is None else learnt.quotation_at(reason.like, code)
        views.append(
            SuggestionView(
                suggestion=Suggestion(
                    id=new_id(),
                    code_id=code.id,
                    transcript_id=place.transcript_id,
                    start=span.start,
                    end=span.end,
                    similarity=reason.similarity,
                    probability=round(sure, 4),
                    because=why_suggested(reason, like, code, by_id, case_of),
                ),
                words=by_id[place.transcript_id].text[span.start : span.end],
                case=case_of.get(place.case_id or ""),
                code=code,
                like=like,
                nearest=tuple(filter(None, (learnt.quotation_at(near, code) for near in reason.nearest))),
                carried_by=reason.words,
                part=parts_of(code)[reason.part] if reason.part is not None else "",
                n_codings=n_codings[code.id],
                refused=None if reason.refused is None else learnt.refusal_at(reason.refused, code),
            )
        )
    return views


def why_suggested(
    reason: Reason,
    like: Quotation | None,
    code: Code,
    by_id: Mapping[str, Transcript],
    cases: Mapping[str, Case],
) -> tuple[str, ...]:
    """The reasons in words, the strongest first."""
    if like is None:
        parts = parts_of(code)
        part = f": {parts[reason.part]}" if reason.part is not None and parts else ""
        said = f"like the definition{part}" if code.definition else "like the code's name"
    else:
        source = by_id[like.transcript_id]
        speaker = speaker_of(source, like.start, like.end)
        who = cases.get(speaker.case_id or "") if speaker else None
        said = f"like what {who.label} said" if who else f"like a quotation in {source.title}"
    found = [said]
    if reason.words:
        found.append("its words " + ", ".join(f"“{word}”" for word in reason.words))
    if reason.refused is not None:
        found.append("but near to one that was refused")
    return tuple(found)
