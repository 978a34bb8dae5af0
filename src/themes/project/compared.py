"""What coders did in a study, cut into units that can be compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from themes.compare import (
    Agreement,
    Cluster,
    Measure,
    Seen,
    Stretch,
    Unit,
    agreement_as_placed,
    agreement_of_clusters,
    as_placed,
    characters_coded,
    joined_within,
    n_coded,
    stretches,
    together,
    units_coded,
)
from themes.model import Coder, Coding, LookedAt, Quotation, Span, Transcript

_FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedRow:
    """How far coders agree on one code, on one theme, or on all codes together.

    Attributes:
        name: The code's path, the theme's name, or "" for all codes.
        agreement: The measure; its units are decisions, one for each code and unit, where the row is of all codes.
        n_transcripts: Transcripts that two coders or more looked at for it; all of them, of quotations.
        n_alone: Transcripts in which somebody gave the code and nobody else is known to have looked; left out.
        n_coded: How many of the units each coder gave it, in the order of the coders.
        placed: Alpha of the spans as they were placed (Krippendorff et al. 2016), where characters are compared and
            all of the coders looked; else None.
    """

    name: str
    agreement: Agreement
    n_transcripts: int
    n_alone: int
    n_coded: tuple[int, ...]
    placed: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The units of transcripts that two coders looked at, by transcript, and how many others were left out.

    ``seen`` are the same transcripts before they were cut up; empty for several codes that count one by one.
    ``placed`` are the turns of those that all coders looked at, with a stretch for each code; only of quotations.
    """

    by_transcript: dict[str, list[Cluster]]
    n_alone: int
    seen: tuple[Seen, ...] = ()
    placed: dict[str, list[tuple[Stretch, ...]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSaid:
    """A unit and the spans by which each coder gave it a code: none of a coder who did not, None where not looked.

    ``ends_count`` says that coders differ where their quotations' ends do. ``code_id`` is the code, "" for a theme.
    """

    transcript_id: str
    unit: Span
    by_coder: tuple[tuple[Span, ...] | None, ...]
    code_id: str = ""
    ends_count: bool = False

    @property
    def said(self) -> tuple[bool | None, ...]:
        """Whether each coder gave it the code; None for one who has not looked."""
        return tuple(None if spans is None else bool(spans) for spans in self.by_coder)

    @property
    def differ(self) -> bool:
        """Whether two who looked said otherwise, or placed their quotations otherwise where that counts."""
        if not self.ends_count:
            return {True, False} <= set(self.said)
        there = [joined_within(spans, self.unit) for spans in self.by_coder if spans is not None]
        return any(spans != there[0] for spans in there)


class Compared:
    """What some coders did in a study, cut into units.

    Args:
        transcripts: All of the study.
        unit: Which units.
        coders: Whose work.
        quotations: All of the study.
        codings: All of the study.
        looked_at: All of the study.
    """

    def __init__(
        self,
        transcripts: Iterable[Transcript],
        unit: Unit,
        coders: Sequence[Coder],
        *,
        quotations: Iterable[Quotation],
        codings: Iterable[Coding],
        looked_at: Iterable[LookedAt],
    ) -> None:
        """Cut the texts, and put the coders' spans in order."""
        self.coders = tuple(coders)
        self._unit = unit
        self._turns = {source.id: turns_of(source, unit) for source in transcripts}
        ids = {person.id for person in coders}
        self._quotations = {quotation.id: quotation for quotation in quotations}
        self.codings = [coding for coding in codings if coding.coder_id in ids]
        self._looked = {(one.transcript_id, one.code_id, one.coder_id) for one in looked_at}
        self._spans: dict[tuple[str, str, str], list[Span]] = {}
        for coding in self.codings:
            quotation = self._quotations[coding.quotation_id]
            key = (quotation.transcript_id, coding.code_id, coding.coder_id)
            self._spans.setdefault(key, []).append(Span(start=quotation.start, end=quotation.end))

    def frame(self, code_ids: Sequence[str]) -> Frame:
        """Who gave which unit any of some codes, where two coders or more looked for all of them or gave one."""
        cut_up = characters_coded if self._unit == "character" else units_coded
        by_transcript: dict[str, list[Cluster]] = {}
        placed: dict[str, list[tuple[Stretch, ...]]] = {}
        seen: list[Seen] = []
        n_alone = 0
        for source_id, turns in self._turns.items():
            by_coder = tuple(self._found(source_id, code_ids, person.id) for person in self.coders)
            n_looked = sum(spans is not None for spans in by_coder)
            if self._unit == "quotation" and n_looked == len(self.coders):
                placed[source_id] = [(one,) for one in stretches(Seen(turns=turns, by_coder=by_coder))]
            elif self._unit != "quotation" and n_looked >= _FEWEST:
                seen.append(Seen(turns=turns, by_coder=by_coder))
                by_transcript[source_id] = cut_up(seen[-1])
            elif any(by_coder):
                n_alone += 1
        return Frame(by_transcript=by_transcript, n_alone=n_alone, seen=tuple(seen), placed=placed)

    def units(self, code_ids: Sequence[str]) -> Iterator[UnitSaid]:
        """Each unit in the frame of some codes, in the order of the text.

        Of characters and of quotations, the turns that hold them.
        """
        fewest = len(self.coders) if self._unit == "quotation" else _FEWEST
        for source_id, turns in self._turns.items():
            by_coder = tuple(self._found(source_id, code_ids, person.id) for person in self.coders)
            if sum(spans is not None for spans in by_coder) < fewest:
                continue
            for unit in (unit for turn in turns for unit in turn):
                there = tuple(
                    None if spans is None else tuple(sorted(span for span in spans if span.overlaps(unit)))
                    for spans in by_coder
                )
                yield UnitSaid(
                    transcript_id=source_id,
                    unit=unit,
                    by_coder=there,
                    code_id=code_ids[0] if len(code_ids) == 1 else "",
                    ends_count=self._unit == "quotation",
                )

    def row(self, name: str, frame: Frame, measure: Measure) -> ComparedRow:
        """How far the coders agree on what a frame holds; on quotations by alpha, whatever the measure."""
        if self._unit == "quotation":
            return self._row_placed(name, frame)
        clusters = [cluster for turns in frame.by_transcript.values() for cluster in turns if cluster.units]
        nothing = Cluster(units=(((None,) * len(self.coders), 1),))
        return ComparedRow(
            name=name,
            agreement=agreement_of_clusters(clusters or [nothing], measure=measure, values=(False, True)),
            n_transcripts=len(frame.by_transcript),
            n_alone=frame.n_alone,
            n_coded=tuple(n_coded(clusters, nth) for nth in range(len(self.coders))),
            placed=as_placed(frame.seen) if self._unit == "character" else None,
        )

    def _row_placed(self, name: str, frame: Frame) -> ComparedRow:
        turns = [turn for there in frame.placed.values() for turn in there]
        n_coders = len(self.coders)
        return ComparedRow(
            name=name,
            agreement=agreement_as_placed(turns, n_coders=n_coders),
            n_transcripts=len(frame.placed),
            n_alone=frame.n_alone,
            n_coded=tuple(sum(len(one.by_coder[nth]) for turn in turns for one in turn) for nth in range(n_coders)),
        )

    def n_outside(self, code_ids: set[str]) -> int:
        """How many codings of some codes touch no unit."""
        touched: Counter[bool] = Counter()
        for coding in self.codings:
            if coding.code_id in code_ids:
                quotation = self._quotations[coding.quotation_id]
                span = Span(start=quotation.start, end=quotation.end)
                units = (unit for turn in self._turns[quotation.transcript_id] for unit in turn)
                touched[any(span.overlaps(unit) for unit in units)] += 1
        return touched[False]

    def _found(self, source_id: str, code_ids: Sequence[str], coder_id: str) -> tuple[Span, ...] | None:
        """Where a coder gave any of some codes; None where they gave none and have not looked for all."""
        spans = [span for code_id in code_ids for span in self._spans.get((source_id, code_id, coder_id), ())]
        looked = all((source_id, code_id, coder_id) in self._looked for code_id in code_ids)
        return tuple(spans) if spans or looked else None


def pooled(frames: Sequence[Frame]) -> Frame:
    """All codes together: what each turn's units are said to bear of each code.

    Transcripts come in their own order, not in that of their ids: draws follow it, and a study that is made anew has
    other ids and the same numbers.
    """
    everywhere = dict.fromkeys(source_id for frame in frames for source_id in frame.by_transcript)
    placed: dict[str, list[tuple[Stretch, ...]]] = {}
    for frame in frames:
        for source_id, turns in frame.placed.items():
            known = placed.get(source_id, [()] * len(turns))
            placed[source_id] = [(*before, *turn) for before, turn in zip(known, turns, strict=True)]
    return Frame(
        by_transcript={
            source_id: together(
                [frame.by_transcript[source_id] for frame in frames if source_id in frame.by_transcript]
            )
            for source_id in everywhere
        },
        n_alone=0,
        placed=placed,
    )


def turns_of(source: Transcript, unit: Unit) -> tuple[tuple[Span, ...], ...]:
    """The units of each turn that an interviewer did not speak."""
    from themes.discover.segments import cut, sentences  # noqa: PLC0415 - what a study needs only here

    if unit == "segment":
        by_turn: dict[int, list[Span]] = {}
        for segment in cut(source):
            by_turn.setdefault(segment.turn, []).append(Span(start=segment.start, end=segment.end))
        return tuple(map(tuple, by_turn.values()))
    turns = []
    for turn in source.turns:
        speaker = None if turn.speaker is None else source.speakers[turn.speaker]
        if turn.kind != "speech" or turn.start == turn.end or (speaker is not None and speaker.role == "interviewer"):
            continue
        within = sentences(source.text[turn.start : turn.end]) if unit == "sentence" else []
        parts = [Span(start=turn.start + one.start, end=turn.start + one.end) for one in within]
        turns.append(tuple(parts or [Span(start=turn.start, end=turn.end)]))
    return tuple(turns)
