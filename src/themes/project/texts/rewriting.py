"""What every verb that edits a transcript stands on: one step, with all that stands on the text taken along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from themes.anchor import Placement
from themes.errors import Refused, WorkUnderWay
from themes.model import Memo, Review, Summary, Theme, Transcript
from themes.operations import Change, Step, revised
from themes.project.codings import CodingVerbs
from themes.project.memo_moves import followed
from themes.project.records import Moved, MovedQuotation
from themes.project.summary_moves import relinked
from themes.project.texts.moving import Standing, moved, standing
from themes.project.texts.resting import edited, leaves_behind


class Rewriting(CodingVerbs):
    """Write a transcript anew, with all that stands on it."""

    def _step(
        self,
        verb: str,
        changes: Iterable[Change],
        *,
        subject: str = "",
        step_id: str | None = None,
        undoes: str | None = None,
        sources: Mapping[str, bytes] | None = None,
    ) -> Step:
        """Write one step, refused where it edits a text and leaves behind what stands on it, as undo could.

        Raises:
            Refused: Something stands there that the step does not take along; nothing was changed.
            WorkUnderWay: A job reads the text; nothing was changed.
        """
        wanted = list(changes)
        with self._shared.lock:
            is_retry = step_id is not None and self.has_step(step_id)
            for was, now in () if is_retry else edited(wanted):
                if any(job.state == "running" for job in self._store.jobs()):
                    message = (
                        "Work is under way that reads the transcripts. Nothing was changed; let it end, or cancel it."
                    )
                    raise WorkUnderWay(message)
                if leaves_behind(was, now, standing(self._store, was), wanted):
                    message = f"Later work stands on words of “{was.title}” that would be others. Nothing was changed."
                    raise Refused(message)
            return super()._step(verb, wanted, subject=subject, step_id=step_id, undoes=undoes, sources=sources)

    def _rewrite(
        self,
        verb: str,
        was: Transcript,
        now: Transcript,
        placement: Placement,
        before: Iterable[Change] = (),
        *,
        sources: dict[str, bytes] | None = None,
        names_anew: bool = False,
        step_id: str | None = None,
    ) -> Moved:
        """Write a transcript with all that stands on it in one step; ``before`` are cases that come."""
        stands = standing(self._store, was)
        stands, again = _without_review(stands) if names_anew else _searched_anew(stands, was, now, placement)
        rearranged = moved(was, now, placement, stands)
        kept = {speaker.case_id for speaker in now.speakers}
        gone = tuple(speaker for speaker in was.speakers if speaker.case_id not in kept)
        into = {one.quotation_id: one.into for one in rearranged.quotations if one.into}
        changes = [
            *before,
            *rearranged.changes,
            *(followed(self._store.facts(Memo), "quotation", into) if into else ()),
            *(relinked(self._store.facts(Summary), into) if into else ()),
            *again,
            *_chosen_moved(self._store.facts(Theme), rearranged.quotations),
            *self._cases_gone(gone, besides=was.id),
        ]
        step = self._step(verb, changes, subject=was.id, step_id=step_id, sources=sources)
        written = step.id if self.has_step(step.id) else ""
        return Moved(
            transcript=now, quotations=rearranged.quotations, step_id=written, names_again=bool(again and written)
        )


def _chosen_moved(themes: Iterable[Theme], fates: Iterable[MovedQuotation]) -> list[Change]:
    """What was chosen for or against themes, where another quotation of the same words took a chosen one in."""
    into = {fate.quotation_id: fate.into for fate in fates if fate.into is not None}
    if not into:
        return []

    def now(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(into.get(id_, id_) for id_ in ids))

    return [
        revised(theme, replace(theme, for_ids=now(theme.for_ids), against_ids=now(theme.against_ids)))
        for theme in themes
    ]


def _searched_anew(
    stands: Standing, was: Transcript, now: Transcript, placement: Placement
) -> tuple[Standing, list[Change]]:
    """What stands there; where words or a label came that could name somebody, its search for names is to begin anew.

    The names list is not asked, as nothing but the search and the release opens the key.
    """
    searched = [one for one in stands.reviews if one.state != "not begun"]
    if not searched or not _could_name(was, now, placement):
        return stands, []
    again: list[Change] = [revised(one, replace(one, state="not begun", sample=())) for one in searched]
    return replace(stands, reviews=()), again


def _could_name(was: Transcript, now: Transcript, placement: Placement) -> bool:
    from themes.privacy.neutral import is_neutral  # noqa: PLC0415 - the search for names is not needed to open a project
    from themes.privacy.typed import could_name  # noqa: PLC0415 - as above

    labels = {speaker.label for speaker in was.speakers}
    new = [speaker.label for speaker in now.speakers if speaker.label not in labels]
    return not all(map(is_neutral, new)) or any(could_name(edit.words) for edit in placement.edits)


def _without_review(stands: Standing) -> tuple[Standing, list[Change]]:
    """What stands there without its review, which begins anew."""
    again: list[Change] = [revised(one, Review(id=one.id)) for one in stands.reviews]
    return replace(stands, reviews=()), again
