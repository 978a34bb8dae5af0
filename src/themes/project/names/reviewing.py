"""Verbs on the review of a transcript: who has read it, and what a second reader saw who was shown nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from themes.errors import Refused
from themes.model import Identifier, IdentifierKind, Review, Span, Transcript
from themes.operations import Change, added, revised
from themes.project.base import whole
from themes.project.names.deciding import DecidingVerbs
from themes.project.names.records import ReviewView
from themes.project.names.review_states import ReviewStates

SEEN = "seen by the second reader"
"""What stands in the ``why`` of an identifier that the second reader marked."""

KEPT = f"kept by the first reader; {SEEN}"
"""What stands there where the first reader had said that the words stay: they would have stayed, and so were missed."""

_EARLIER = "seen by an earlier second reader"

_SHARE = 0.2
_FEWEST = 20


class ReviewVerbs(DecidingVerbs, ReviewStates):
    """From found to second reader."""

    @whole
    def finish_first_reading(self, transcript: Transcript | str) -> Review:
        """Say that this coder has read a transcript for names and decided on all that was found.

        Raises:
            Refused: Nobody has searched it, or something is undecided.
        """
        view = self.review(transcript)
        self._refuse_undecided(view)
        return self._set(
            view, "finish first reading", state="first reader", first_reader=self._coder.id, second_reader=None,
            sample=(), n_present=0, n_found=0,
        )  # fmt: skip

    @whole
    def begin_second_reading(
        self, transcript: Transcript | str, *, share: float = _SHARE, seed: int | None = None
    ) -> Review:
        """Draw a random sample of passages that this coder is to read without seeing what was found.

        Args:
            transcript: Of which the first reading is finished.
            share: Of the passages, which are turns or parts of long ones; at least twenty, or all there are.
            seed: For the same sample again.

        Raises:
            Refused: The first reading is not finished.
        """
        from themes.privacy.sample import drawn  # noqa: PLC0415 - not needed to open a project

        view = self.review(transcript)
        if view.state not in ("first reader", "second reader"):
            raise Refused("The second reading comes after the first. Nothing was changed; finish the first reading.")
        sample = drawn(view.transcript, share=share, fewest=_FEWEST, seed=seed)
        # What an earlier second reader saw has been found by now, and says nothing of what this one sees.
        marked = [one for one in self._store.facts(Identifier, transcript_id=view.transcript.id) if SEEN in one.why]
        return self._set(
            view, "begin second reading", state="first reader", second_reader=self._coder.id, sample=sample,
            n_present=0, n_found=0, also=[revised(one, replace(one, why=_unseen(one.why))) for one in marked],
        )  # fmt: skip

    @whole
    def see_identifier(
        self, transcript: Transcript | str, start: int, end: int, kind: IdentifierKind = "person"
    ) -> Identifier:
        """Mark what the second reader sees in the sample, whether it had been found or not.

        It had been found where every word of it is to be replaced: what was found in part, or was to stay, is missed,
        and to be decided anew.

        Raises:
            Refused: It lies outside the sample, or another coder reads second.
        """
        view = self.review(transcript)
        if view.review.second_reader != self._coder.id or not any(
            first <= start and end <= last for first, last in view.review.sample
        ):
            raise Refused("That is not in the sample that you are to read. Nothing was marked; begin the reading.")
        span = Span(start=start, end=end)
        known = self._store.facts(Identifier, transcript_id=view.transcript.id)
        there = [one for one in known if span.overlaps(Span(start=one.start, end=one.end))]
        covering = next((one for one in there if one.start <= start and end <= one.end), None)
        if covering is None:
            return self.add_identifier(view.transcript, start, end, kind, why=SEEN)
        if SEEN in covering.why:
            return covering
        stays = covering.state == "kept"
        seen = replace(covering, why=KEPT if stays else f"{covering.why}; {SEEN}")
        seen = replace(seen, state="found") if stays else seen
        self._step("mark in sample", [revised(covering, seen)], subject=view.transcript.id)
        return seen

    @whole
    def finish_second_reading(self, transcript: Transcript | str) -> Review:
        """Count what the second reader saw, and of it what had been found; what had not is to be decided.

        Raises:
            Refused: No sample was drawn.
        """
        view = self.review(transcript)
        if not view.review.sample or view.review.second_reader != self._coder.id:
            raise Refused("You have not begun a second reading of this transcript. Nothing was changed; begin one.")
        seen = [one for one in self._store.facts(Identifier, transcript_id=view.transcript.id) if SEEN in one.why]
        within = [one for one in seen if any(first <= one.start < last for first, last in view.review.sample)]
        return self._set(
            view, "finish second reading", state="second reader", n_present=len(within),
            n_found=sum(one.why not in (SEEN, KEPT) for one in within),
        )  # fmt: skip

    def _refuse_undecided(self, view: ReviewView) -> None:
        if view.state == "not begun":
            raise Refused(
                f"Nobody has looked for names in “{view.transcript.title}” yet. Nothing was changed; find them first."
            )
        if view.n_open:
            raise Refused(
                f"{view.n_open} of what was found in “{view.transcript.title}” is undecided. Nothing was changed; "
                "accept or keep each."
            )

    def _set(
        self,
        view: ReviewView,
        verb: str,
        *,
        also: Sequence[Change] = (),
        **fields: Any,  # noqa: ANN401 - of Review
    ) -> Review:
        now = replace(view.review, **fields)
        known = self._store.facts(Review, id=view.transcript.id)
        change: Change = revised(known[0], now) if known else added(now)
        self._step(verb, [change, *also], subject=view.transcript.id)
        return now


def _unseen(why: str) -> str:
    """Why something was found, without that a second reader saw it."""
    return _EARLIER if why in (SEEN, KEPT) else why.removesuffix(f"; {SEEN}")
