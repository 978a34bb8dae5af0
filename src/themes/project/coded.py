"""Verbs that look codings and quotations up."""

from __future__ import annotations

from themes.filters import Where, as_filter
from themes.model import Case, Code, Coder, Coding, Member, Quotation, Transcript
from themes.project.base import one_moment
from themes.project.codebook import CodebookVerbs
from themes.project.records import Coded
from themes.project.texts.transcripts import TranscriptVerbs
from themes.text import speaker_of, turns_in


class CodedVerbs(CodebookVerbs, TranscriptVerbs):
    """Look up what is coded."""

    def coding(self, key: Coding | str) -> Coding:
        """The coding of that id or beginning of an id."""
        return self._pick(Coding, key, names=lambda _: (), what="coding")

    def quotation(self, key: Quotation | str) -> Quotation:
        """The quotation of that id or beginning of an id."""
        return self._pick(Quotation, key, names=lambda _: (), what="quotation")

    @one_moment
    def codings(
        self,
        *,
        transcript: Transcript | str | None = None,
        code: Code | str | None = None,
        coder: Coder | str | None = None,
        where: Where | None = None,
    ) -> list[Coded]:
        """Codings with their quotation, code, coder, transcript and case, in the order of the text.

        Args:
            transcript: Only there.
            code: Only of this code itself.
            coder: Only by this coder.
            where: Only what passes this filter.

        Raises:
            Refused: The filter names what the study does not have.
        """
        passing = self.passing(where) if as_filter(where) else None
        transcripts = {source.id: source for source in self.transcripts()}
        order = {source_id: nth for nth, source_id in enumerate(transcripts)}
        wanted_transcript = None if transcript is None else self.transcript(transcript).id
        wanted_code = None if code is None else self.code(code).id
        coders = {person.id: person for person in self._store.facts(Coder)}
        wanted_coder = None
        if coder is not None:
            wanted_coder = self._pick(Coder, coder, names=lambda person: (person.name,), what="coder").id
        codings = self._seen_codings()
        if not codings:
            return []
        codes = {known.id: known for known in self._store.facts(Code)}
        cases = {case.id: case for case in self._store.facts(Case)}
        quotations = {quotation.id: quotation for quotation in self._store.facts(Quotation)}
        coded: list[Coded] = []
        for coding in codings:
            quotation = quotations[coding.quotation_id]
            if (
                wanted_transcript not in (None, quotation.transcript_id)
                or wanted_code not in (None, coding.code_id)
                or wanted_coder not in (None, coding.coder_id)
            ):
                continue
            source = transcripts[quotation.transcript_id]
            if passing and not passing.coding(coding, quotation, source):
                continue
            speaker = speaker_of(source, quotation.start, quotation.end)
            turns = turns_in(source, quotation.start, quotation.end)
            coded.append(
                Coded(
                    coding=coding,
                    quotation=quotation,
                    code=codes[coding.code_id],
                    coder=coders[coding.coder_id],
                    transcript=source,
                    speaker=speaker,
                    case=cases.get(speaker.case_id) if speaker and speaker.case_id else None,
                    seconds=source.turns[turns[0]].start_seconds if turns else None,
                )
            )
        return sorted(
            coded,
            key=lambda one: (
                order[one.transcript.id],
                one.quotation.start,
                one.quotation.end,
                one.code.name.casefold(),
                one.coder.name,
            ),
        )

    @one_moment
    def coded_on(self, transcript: Transcript | str) -> list[tuple[Coding, Quotation]]:
        """The codings that this coder is shown on one transcript, each with its quotation, by place.

        What ``codings`` tells beside them is left out: a page that draws them asks at every opening.
        """
        source_id = transcript if isinstance(transcript, str) else transcript.id
        hidden = source_id in self.hidden_transcripts()
        quotations = {one.id: one for one in self._store.facts(Quotation, transcript_id=source_id)}
        found = [
            (coding, quotations[coding.quotation_id])
            for coding in self._store.facts(Coding)
            if coding.quotation_id in quotations and (not hidden or coding.coder_id == self._coder.id)
        ]
        return sorted(found, key=lambda pair: (pair[1].start, pair[1].end, pair[0].at, pair[0].id))

    def words(self, span: Member | Quotation) -> str:
        """The words of a member or quotation."""
        return self._store.text(span.transcript_id)[span.start : span.end]
