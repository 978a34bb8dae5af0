"""What passes a filter: cases, ranges of transcripts, places and codings of one study.

Who is counted is decided by transcript, case, attribute, link, speaker and question; codes and coders choose among
what was coded, and change nobody's being counted ("9 of 12" stays of 12).
"""

from __future__ import annotations

from collections.abc import Iterable

from themes import guide
from themes.filters.wanted import Ground, Wanted
from themes.filters.written import Filter
from themes.model import Asking, Coding, Quotation, Span, Speaker, Transcript
from themes.text import speaker_of


class Passing:
    """A filter, read against the facts of a study.

    Args:
        where: The filter.
        ground: The facts.

    Raises:
        Refused: A condition names something that the study does not have; the message says what it has.
    """

    def __init__(self, where: Filter, ground: Ground) -> None:
        """Find what each condition means here."""
        self.where = where
        self._ground = ground
        self._wanted = Wanted(where, ground)
        self._by_speaker = self._wanted.cases is not None or self._wanted.roles is not None
        self._askings: dict[str, list[Asking]] = {}
        for asking in ground.askings if self._wanted.asked else ():
            self._askings.setdefault(asking.transcript_id, []).append(asking)
        self._answered: dict[str, tuple[Span, ...]] = {}
        self._coded = self._coded_spans()

    @property
    def codes(self) -> frozenset[str] | None:
        """The ids of the codes that are asked for; None where none are."""
        return None if self._wanted.codes is None else frozenset(self._wanted.codes)

    @property
    def coders(self) -> frozenset[str] | None:
        """The ids of the coders that are asked for; None where none are."""
        return None if self._wanted.coders is None else frozenset(self._wanted.coders)

    def spans(self, transcript: Transcript) -> tuple[Span, ...]:
        """The ranges of a transcript that pass, in order; none where it does not pass at all."""
        heard = self._heard(transcript)
        return heard if self._coded is None else guide.common(heard, self._coded.get(transcript.id, ()))

    def place(self, transcript: Transcript, start: int, end: int) -> bool:
        """Whether a place passes: by who says most of it, where most of it lies, and what it shares words with."""
        if not self._where_said(transcript, start, end):
            return False
        if self._coded is None:
            return True
        return any(span.start < end and start < span.end for span in self._coded.get(transcript.id, ()))

    def coding(self, coding: Coding, quotation: Quotation, transcript: Transcript) -> bool:
        """Whether a coding passes: its own code and coder, and where its quotation stands."""
        return (
            (self._wanted.codes is None or coding.code_id in self._wanted.codes)
            and (self._wanted.coders is None or coding.coder_id in self._wanted.coders)
            and self._where_said(transcript, quotation.start, quotation.end)
        )

    def case(self, case_id: str | None) -> bool:
        """Whether a case passes what is asked of cases; None, where nobody knows who it is, passes where nothing is."""
        return self._wanted.cases is None or case_id in self._wanted.cases

    def transcripts(self) -> list[Transcript]:
        """The transcripts that have something which passes, whatever codes and coders are asked for."""
        return [transcript for transcript in self._ground.transcripts if self._heard(transcript)]

    def heard(self) -> frozenset[str]:
        """The ids of the cases that are counted: those that pass and say something where it passes."""
        found: set[str] = set()
        for transcript in self._ground.transcripts:
            if transcript.id not in self._wanted.transcripts:
                continue
            asked = self._answers(transcript) if self._wanted.asked else None
            # Who speaks first: 48,000 answers are as many speakers as turns, and a page asks on each run.
            speaking = {
                turn.speaker
                for turn in transcript.turns
                if turn.speaker is not None and (asked is None or _shared(turn.start, turn.end, asked))
            }
            speakers = [transcript.speakers[nth] for nth in speaking]
            found.update(
                one.case_id for one in speakers if one.case_id and (not self._by_speaker or self._speaker(one))
            )
        return frozenset(found)

    def participants(self) -> frozenset[str]:
        """The N of "n of N": those of the cases that are counted who are people, not groups or sites."""
        nobody = {case.id for case in self._ground.cases if case.kind != "participant"}  # few, where people are many
        return self.heard() - nobody

    def _heard(self, transcript: Transcript) -> tuple[Span, ...]:
        """The ranges that pass, whatever codes and coders are asked for."""
        if transcript.id not in self._wanted.transcripts:
            return ()
        whole = _whole(transcript)
        if self._by_speaker:
            whole = guide.merged(
                Span(start=turn.start, end=turn.end)
                for turn in transcript.turns
                if turn.start < turn.end
                and turn.speaker is not None
                and self._speaker(transcript.speakers[turn.speaker])
            )
        return guide.common(whole, self._answers(transcript)) if self._wanted.asked else whole

    def _speaker(self, speaker: Speaker) -> bool:
        return (self._wanted.roles is None or speaker.role in self._wanted.roles) and self.case(speaker.case_id)

    def _where_said(self, transcript: Transcript, start: int, end: int) -> bool:
        if transcript.id not in self._wanted.transcripts:
            return False
        if self._by_speaker:
            speaker = speaker_of(transcript, start, end)
            if speaker is None or not self._speaker(speaker):
                return False
        return not self._wanted.asked or 2 * _shared(start, end, self._answers(transcript)) >= end - start

    def _answers(self, transcript: Transcript) -> tuple[Span, ...]:
        """What belongs to the questions that are asked for, and not to those that are not; confirmed askings count."""
        if transcript.id not in self._answered:
            askings = self._askings.get(transcript.id, [])
            whole = _whole(transcript)
            for one in self._wanted.asked:
                reach = guide.reach(one.question_ids, askings, transcript, confirmed_only=True)
                whole = guide.common(whole, reach if one.wanted else guide.outside(reach, len(transcript.text)))
            self._answered[transcript.id] = whole
        return self._answered[transcript.id]

    def _coded_spans(self) -> dict[str, tuple[Span, ...]] | None:
        """Where the wanted codes stand, given by the wanted coders; None where neither is asked for."""
        if self._wanted.codes is None and self._wanted.coders is None:
            return None
        quotations = {quotation.id: quotation for quotation in self._ground.quotations}
        found: dict[str, list[Span]] = {}
        for coding in self._ground.codings:
            if (self._wanted.codes is None or coding.code_id in self._wanted.codes) and (
                self._wanted.coders is None or coding.coder_id in self._wanted.coders
            ):
                quotation = quotations[coding.quotation_id]
                found.setdefault(quotation.transcript_id, []).append(Span(start=quotation.start, end=quotation.end))
        return {transcript_id: guide.merged(spans) for transcript_id, spans in found.items()}


def _whole(transcript: Transcript) -> tuple[Span, ...]:
    return (Span(start=0, end=len(transcript.text)),) if transcript.text else ()


def _shared(start: int, end: int, spans: Iterable[Span]) -> int:
    """How many code points a range shares with ranges that do not overlap."""
    return sum(max(0, min(end, span.end) - max(start, span.start)) for span in spans)
