"""Verbs on what a search finds: hits with their context, and a code for all of them in one step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Literal, get_args

from themes.filters import Where
from themes.model import Case, Code, Coding, Quotation, Span, Speaker, Transcript
from themes.operations import Change, added, new_id, now
from themes.project.base import one_moment, whole
from themes.project.codings import CodingVerbs, _checked
from themes.project.people.cases import CaseVerbs
from themes.store import n_asked
from themes.text import speaker_of, turns_in

Width = Literal["words", "sentence", "turn"]

WIDTHS: tuple[Width, ...] = get_args(Width)
"""How much of the text around a hit is taken: its words, the sentences that hold them, or the turn."""

_EVERYTHING = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place where a search found its words, with where that is.

    ``span`` is what would be coded; ``found`` are the words within it that were searched for. ``speaker`` and ``case``
    are who says it; ``seconds`` is when its turn starts; ``bears`` says that this coder gave it the code in question.
    """

    transcript: Transcript
    span: Span
    found: tuple[Span, ...]
    speaker: Speaker | None
    case: Case | None
    seconds: float | None
    bears: bool = False

    @property
    def words(self) -> str:
        """The words that would be coded."""
        return self.transcript.text[self.span.start : self.span.end]

    @property
    def marked(self) -> str:
        """The same, each run of words that were searched for between ‹ and › where they are not all of it."""
        text, said = self.transcript.text, ""
        at = self.span.start
        for run in _runs(text, self.found):
            said += f"{text[at : run.start]}‹{text[run.start : run.end]}›"
            at = run.end
        said += text[at : self.span.end]
        return self.words if said == f"‹{self.words}›" else said

    def context(self, n_characters: int) -> tuple[str, str]:
        """What stands before and after the span in its turn, at most so much of each, cut between words."""
        text = self.transcript.text
        turns = [self.transcript.turns[nth] for nth in turns_in(self.transcript, self.span.start, self.span.end)]
        first, last = (turns[0].start, turns[-1].end) if turns else (0, len(text))
        start, end = max(first, self.span.start - n_characters), min(last, self.span.end + n_characters)
        before, after = text[start : self.span.start], text[self.span.end : end]
        if start > first and " " in before:
            before = f"… {before.split(' ', 1)[1]}"
        if end < last and " " in after:
            after = f"{after.rsplit(' ', 1)[0]} …"
        return before, after


class SearchVerbs(CodingVerbs, CaseVerbs):
    """Look at hits, and code them."""

    @one_moment
    def hits(
        self,
        query: str,
        *,
        width: Width = "words",
        where: Where | None = None,
        within: Transcript | str | None = None,
        code: Code | str | None = None,
    ) -> list[Hit]:
        """Where turns hold all the words of a query, in the order of the transcripts and their text.

        Args:
            query: As in ``search``, each word whole but for those with an asterisk.
            width: How much is taken; hits in one sentence or turn are one, and of a query of several words those in
                one sentence are one in any case, from the first word to the last.
            where: Only places that pass this filter.
            within: Only in this transcript.
            code: Whether a hit bears this code already is said of each.

        Raises:
            Refused: The filter names what the study does not have.
        """
        sources = {source.id: source for source in self.transcripts()}
        cases = {case.id: case for case in self._store.facts(Case)}
        borne = set() if code is None else self._borne(self.code(code))
        places: dict[str, list[Span]] = {}
        for one in self.search(query, limit=_EVERYTHING, where=where, within=within, whole_words=True):
            places.setdefault(one.transcript_id, []).append(Span(start=one.start, end=one.end))
        found = []
        together = n_asked(query) > 1
        for source in (sources[key] for key in sources if key in places):
            for span, held in _widened(source, sorted(places[source.id]), width, together=together):
                speaker = speaker_of(source, span.start, span.end)
                turns = turns_in(source, span.start, span.end)
                found.append(
                    Hit(
                        transcript=source,
                        span=span,
                        found=tuple(held),
                        speaker=speaker,
                        case=cases.get(speaker.case_id) if speaker and speaker.case_id else None,
                        seconds=source.turns[turns[0]].start_seconds if turns else None,
                        bears=(source.id, span.start, span.end) in borne,
                    )
                )
        return found

    @whole
    def code_hits(
        self, hits: Iterable[Hit], code: Code | str, *, is_new: bool = False, step_id: str | None = None
    ) -> list[Coding]:
        """Give each of some hits a code in one step, marked as not yet read; one that bears it already is left.

        Args:
            hits: As ``hits`` answers, or some of them.
            code: Which code.
            is_new: ``code`` is the name of a new code, which comes in the same step.
            step_id: An id that the caller chose; a second call with it changes nothing.

        Returns:
            The codings that came.

        Raises:
            StaleChange: A transcript was corrected since; nothing was changed.
            Refused: A code at the top has the new one's name; nothing was changed.
        """
        chosen = self._new_code(code) if is_new and isinstance(code, str) else self.code(code)
        me, at = self._coder.id, now()
        version = self._store.codebook_version()
        mine = {(one.transcript_id, one.start, one.end): one for one in self._store.facts(Quotation, coder_id=me)}
        bears = {coding.quotation_id for coding in self._store.facts(Coding, code_id=chosen.id)}
        changes: list[Change] = [added(chosen)] if is_new else []
        codings = []
        for hit in hits:
            span = _checked(hit.transcript, hit.span.start, hit.span.end)
            key = (hit.transcript.id, span.start, span.end)
            quotation = mine.get(key)
            if quotation is None:
                words = hit.transcript.text[span.start : span.end]
                quotation = Quotation(
                    id=new_id(), transcript_id=key[0], coder_id=me, start=span.start, end=span.end, words=words
                )
                mine[key] = quotation
                changes.append(added(quotation))
            if quotation.id in bears:
                continue
            bears.add(quotation.id)
            coding = Coding(
                id=new_id(),
                quotation_id=quotation.id,
                code_id=chosen.id,
                coder_id=me,
                codebook_version=version,
                unread=True,
                at=at,
            )
            codings.append(coding)
            changes.append(added(coding))
        self._step("code all hits as", changes, subject=chosen.id, step_id=step_id)
        return codings

    def _borne(self, code: Code) -> set[tuple[str, int, int]]:
        """The places to which this coder gave a code."""
        given = {coding.quotation_id for coding in self._store.facts(Coding, code_id=code.id, coder_id=self._coder.id)}
        quotations = self._store.facts(Quotation, coder_id=self._coder.id) if given else []
        return {(one.transcript_id, one.start, one.end) for one in quotations if one.id in given}


def _widened(
    source: Transcript, places: Iterable[Span], width: Width, *, together: bool
) -> Iterator[tuple[Span, list[Span]]]:
    """What is taken for each place, with the places in it; those that come to the same, or overlap, are one.

    Args:
        source: The transcript.
        places: Where the words stand, in order.
        width: How much around them is taken.
        together: Words in one sentence are one place, whatever is taken: they were searched for together.
    """
    said = cache(partial(_sentences, source))  # one turn may hold many hits
    alone = width == "words" and not together
    taken: list[tuple[Span, list[Span]]] = []
    for place in places:
        span = place if alone else _around(source, place, None if width == "turn" else said)
        if taken and span.start < taken[-1][0].end:
            last, held = taken.pop()
            taken.append((Span(start=last.start, end=max(last.end, span.end)), [*held, place]))
        else:
            taken.append((span, [place]))
    for span, held in taken:
        yield (Span(start=held[0].start, end=max(one.end for one in held)) if width == "words" else span), held


def _runs(text: str, found: Sequence[Span]) -> Iterator[Span]:
    """Places in their order, those with nothing but white space between as one."""
    run: Span | None = None
    for place in found:
        if run is not None and not text[run.end : place.start].strip():
            run = Span(start=run.start, end=place.end)
            continue
        if run is not None:
            yield run
        run = place
    if run is not None:
        yield run


def _around(source: Transcript, place: Span, said: Callable[[int], list[Span]] | None) -> Span:
    """The turn of a place, or the sentences in it that the place touches where they are asked for."""
    turns = turns_in(source, place.start, place.end)
    if not turns:
        return place
    turn = source.turns[turns[0]]
    if said is None:
        return Span(start=turn.start, end=turn.end)
    touched = [one for one in said(turns[0]) if one.overlaps(place)]
    return Span(start=touched[0].start, end=touched[-1].end) if touched else place


def _sentences(source: Transcript, turn: int) -> list[Span]:
    """The sentences of a turn, in the positions of the transcript."""
    from themes.discover.segments import sentences  # noqa: PLC0415 - a search for words needs none

    start, end = source.turns[turn].start, source.turns[turn].end
    return [Span(start=start + one.start, end=start + one.end) for one in sentences(source.text[start:end])]
