"""Verbs that say how far the search for names has come in each transcript, and which may not be passed on yet."""

from __future__ import annotations

from themes.model import Coder, Identifier, Review, Transcript
from themes.project.base import one_moment
from themes.project.names.records import ReviewView
from themes.project.texts.transcripts import TranscriptVerbs


class ReviewStates(TranscriptVerbs):
    """Look at the state of the review; nothing here opens the key file."""

    @one_moment
    def reviews(self) -> list[ReviewView]:
        """How far the search for names has come in each transcript, in the transcripts' order."""
        known = {review.id: review for review in self._store.facts(Review)}
        names = {coder.id: coder.name for coder in self._store.facts(Coder)}
        by_transcript: dict[str, list[Identifier]] = {}
        for one in self._store.facts(Identifier):
            by_transcript.setdefault(one.transcript_id, []).append(one)
        views = []
        for source in self.transcripts():
            review = known.get(source.id, Review(id=source.id))
            here = by_transcript.get(source.id, [])
            accepted = [one for one in here if one.state == "accepted"]
            views.append(
                ReviewView(
                    transcript=source,
                    review=review,
                    n_open=sum(one.state == "found" for one in here),
                    n_accepted=len(accepted),
                    n_kept=sum(one.state == "kept" for one in here),
                    n_waiting=sum(not is_replaced(source, one) for one in accepted),
                    first_reader=names.get(review.first_reader or "", ""),
                    second_reader=names.get(review.second_reader or "", ""),
                )
            )
        return views

    def review(self, transcript: Transcript | str) -> ReviewView:
        """How far the search for names has come in one transcript."""
        source = self.transcript(transcript)
        return next(view for view in self.reviews() if view.transcript.id == source.id)

    def unreleased(self) -> list[ReviewView]:
        """The transcripts in which names may still stand; none where the study says that they came pseudonymised."""
        return [] if self.study.pseudonymised else [view for view in self.reviews() if not view.released]


def is_replaced(source: Transcript, identifier: Identifier) -> bool:
    """Whether a release has put an identifier's pseudonym in its place."""
    return (
        identifier.state == "accepted" and source.text[identifier.start : identifier.end] == f"[{identifier.pseudonym}]"
    )
