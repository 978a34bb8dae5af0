"""The machine as a coder: what it suggested at one moment, as if it had coded with that.

Pure: frozen suggestions in, and out the facts of a coder that nobody stored. The machine looked in the transcripts of
its set for the codes that it knew, and gave what was as probable as is asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from themes.model import Coder, Coding, FrozenSet, FrozenTranscript, LookedAt, Quotation, Transcript

MACHINE = "Machine"

_DAY = 10  # characters of a date


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """What a coder did, as facts."""

    quotations: tuple[Quotation, ...]
    codings: tuple[Coding, ...]
    looked_at: tuple[LookedAt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenIn:
    """A transcript of a frozen set: how much was suggested, and what people had done there.

    Attributes:
        transcript: Which.
        n_suggestions: How many suggestions are kept, of any probability from ``suggest.NOT_SURE`` on.
        n_before: How many codings people had given before it was frozen.
        n_accepted: How many of people's codings there, as they are now, came of a suggestion.
    """

    transcript: Transcript
    n_suggestions: int
    n_before: int
    n_accepted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """A frozen set as people see it.

    Attributes:
        coder: Whom it is compared as.
        frozen: The set.
        by: Who froze it.
        transcripts: What it suggests for.
        learnt_from: How many codings of each person it learnt from, those that are still there.
        n_gone: How many codings that it learnt from are gone since.
        n_sources: In how many transcripts these codings are.
    """

    coder: Coder
    frozen: FrozenSet
    by: str
    transcripts: tuple[FrozenIn, ...]
    learnt_from: tuple[tuple[str, int], ...]
    n_gone: int
    n_sources: int

    @property
    def told(self) -> tuple[str, ...]:
        """What a reader of its numbers must know, in sentences that name no participant."""
        n_codings, n_refused = len(self.frozen.coding_ids), len(self.frozen.refused_ids)
        people = [f"{name} {n:,}" for name, n in self.learnt_from] + [f"{self.n_gone:,} gone since"] * bool(self.n_gone)
        learnt = (
            f"It had learnt from {n_codings:,} codings ({', '.join(people)}) in {self.n_sources:,} other transcripts"
            if n_codings
            else "It had learnt from no coding"
        )
        frozen = f"frozen by {self.by} on {self.frozen.at[:16].replace('T', ' ')} UTC"
        codes = f"{len(self.frozen.code_ids):,} codes"
        said = [
            f"{self.coder.name}: {frozen}, with the encoder {self.frozen.model}.",
            f"{learnt}, from {n_refused:,} refused suggestions, and from the names and definitions of {codes}.",
            "It learnt from no decision in the transcripts that it suggests for.",
        ]
        before = [f"“{one.transcript.title}” ({one.n_before:,})" for one in self.transcripts if one.n_before]
        accepted = [f"“{one.transcript.title}” ({one.n_accepted:,})" for one in self.transcripts if one.n_accepted]
        if before:
            said.append(f"People had given codings before it was frozen in {', '.join(before)}.")
        if accepted:
            said.append(
                f"Codings of people came of a suggestion in {', '.join(accepted)}: these were not given apart from the "
                "machine."
            )
        return tuple(said)


def names_of(sets: Sequence[FrozenSet]) -> dict[str, str]:
    """What each frozen set is called as a coder, by its id: "Machine (2026-11-23)", numbered where a day has more."""
    names: dict[str, str] = {}
    of_day: Counter[str] = Counter()
    for one in sorted(sets, key=lambda one: (one.at, one.id)):
        day = one.at[:_DAY]
        of_day[day] += 1
        names[one.id] = f"{MACHINE} ({day}{f', {of_day[day]}' if of_day[day] > 1 else ''})"
    return names


def coded_by(frozen: FrozenSet, transcripts: Iterable[FrozenTranscript], *, sure: float) -> Coded:
    """What the machine is taken to have coded.

    Args:
        frozen: The set.
        transcripts: Its transcripts.
        sure: From which probability on a suggestion counts as given, in [0, 1].
    """
    known = set(frozen.code_ids)
    quotations, codings, looked_at = [], [], []
    for there in transcripts:
        looked_at += [
            LookedAt(id=f"{there.id} {code_id}", transcript_id=there.transcript_id, coder_id=frozen.id, code_id=code_id)
            for code_id in known
        ]
        for nth, one in enumerate(there.suggestions):
            if one.probability >= sure and one.code_id in known:
                quotation = Quotation(
                    id=f"{there.id} {nth}",
                    transcript_id=there.transcript_id,
                    coder_id=frozen.id,
                    start=one.start,
                    end=one.end,
                    words="",
                )
                quotations.append(quotation)
                codings.append(
                    Coding(id=quotation.id, quotation_id=quotation.id, code_id=one.code_id, coder_id=frozen.id)
                )
    return Coded(quotations=tuple(quotations), codings=tuple(codings), looked_at=tuple(looked_at))


def machine_of(
    frozen: FrozenSet,
    transcripts: Sequence[FrozenTranscript],
    *,
    name: str,
    sources: Mapping[str, Transcript],
    coders: Mapping[str, str],
    codings: Sequence[Coding],
    lies_in: Mapping[str, str],
) -> Machine:
    """A frozen set as people see it.

    Args:
        frozen: The set.
        transcripts: Its transcripts.
        name: What it is called.
        sources: The study's transcripts by id, in their order.
        coders: Names by id.
        codings: All of the study.
        lies_in: The transcript of each quotation, by id.
    """
    learnt = set(frozen.coding_ids)
    there = [one for one in codings if one.id in learnt]
    by = Counter(coders.get(one.coder_id, "") for one in there)
    accepted = Counter(lies_in.get(one.quotation_id) for one in codings if one.suggestion_id is not None)
    of = {one.transcript_id: one for one in transcripts}
    return Machine(
        coder=Coder(id=frozen.id, name=name),
        frozen=frozen,
        by=coders.get(frozen.coder_id, ""),
        transcripts=tuple(
            FrozenIn(
                transcript=source,
                n_suggestions=len(of[source_id].suggestions),
                n_before=of[source_id].n_codings,
                n_accepted=accepted[source_id],
            )
            for source_id, source in sources.items()
            if source_id in of
        ),
        learnt_from=tuple(sorted(by.items())),
        n_gone=len(learnt) - len(there),
        n_sources=len({lies_in.get(one.quotation_id) for one in there}),
    )
