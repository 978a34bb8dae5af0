"""Verbs that keep the machine's suggestions as they are at one moment, so that it can be compared as a coder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from themes.errors import Refused
from themes.model import (
    Code,
    Coder,
    Coding,
    FrozenSet,
    FrozenSuggestion,
    FrozenTranscript,
    Quotation,
    Suggestion,
    Transcript,
)
from themes.operations import added, new_id, now
from themes.project.agreement import CONSENSUS
from themes.project.base import one_moment, whole
from themes.project.encoding import encoder_name
from themes.project.learnt import Learnt, decisions_of
from themes.project.machine import Machine, machine_of, names_of
from themes.project.suggestions import SuggestionVerbs


class FreezeVerbs(SuggestionVerbs):
    """Freeze suggestions."""

    @whole
    def freeze_suggestions(
        self,
        transcripts: Sequence[Transcript | str] | None = None,
        *,
        model: str | Path | None = None,
        step_id: str | None = None,
    ) -> Machine:
        """Keep what the machine suggests for some transcripts now, of every code, never to be changed after.

        It learns from what was decided in the other transcripts alone, so that it can be compared with whoever codes
        these. Each suggestion is a segment, with how probable the code is; what is less probable than
        ``suggest.NOT_SURE`` is not kept. None of them is a coding.

        Args:
            transcripts: Which; all where not said, and then it has learnt from definitions alone.
            model: As in ``discover``.
            step_id: An id that the caller chose; a second call with it changes nothing.

        Raises:
            Refused: There is no transcript, or no code with a definition or with a quotation in another transcript.
        """
        chosen = self.transcripts() if transcripts is None else [self.transcript(one) for one in transcripts]
        ids = list(dict.fromkeys(one.id for one in chosen))
        return self._freeze(ids, "freeze suggestions", model=model, step_id=step_id)

    @whole
    def freeze_before_shown(self, *, model: str | Path | None = None) -> Machine | None:
        """Freeze what is suggested for transcripts that are coded apart, before anybody is shown any of it there.

        Asked before suggestions are; what it does it does once for a transcript, and Undo passes over it.

        Args:
            model: As in ``discover``.

        Returns:
            What was frozen; None where nothing is to be: no transcript is coded apart, each is frozen already, the
            machine knows no code but from these transcripts, or the project is read only.
        """
        ids = self.to_freeze_before_shown()
        if not ids or self.read_only:
            return None
        try:
            return self._freeze(ids, "freeze before shown", model=model)
        except Refused:
            return None

    @one_moment
    def to_freeze_before_shown(self) -> list[str]:
        """The ids of the transcripts that are coded apart and for which nothing is frozen, in order."""
        apart = self.coded_apart()
        if not apart:
            return []
        frozen = {one.transcript_id for one in self._store.facts(FrozenTranscript)}
        return [source.id for source in self.transcripts() if source.id in apart - frozen]

    def _freeze(
        self, ids: Sequence[str], verb: str, *, model: str | Path | None = None, step_id: str | None = None
    ) -> Machine:
        """Keep what is suggested for some transcripts, as a step of that name.

        Raises:
            Refused: As ``freeze_suggestions``.
        """
        if not ids:
            raise Refused("There is no transcript to suggest for. Nothing was frozen.")
        lies_in = {one.id: one.transcript_id for one in self._store.facts(Quotation)}
        elsewhere = [one for one in self._seen_codings() if lies_in[one.quotation_id] not in ids]
        refused = [one for one in self._store.facts(Suggestion, outcome="rejected") if one.transcript_id not in ids]
        decisions = decisions_of(self.codes(), elsewhere, self._seen_quotations(), refused)
        if not decisions.codes:
            raise Refused(
                "The machine knows no code: none has a definition, or a quotation in another transcript. Nothing was "
                "frozen. Say what the codes mean, or code another transcript first."
            )
        learnt, _ = self._learnt(decisions, model=model)
        known = {code.id for code in decisions.codes}
        frozen = FrozenSet(
            id=new_id(),
            coder_id=self._coder.id,
            at=now(),
            model=encoder_name(model),
            code_ids=tuple(code.id for code in decisions.codes),
            coding_ids=tuple(sorted(one.id for one in elsewhere if one.code_id in known)),
            refused_ids=tuple(sorted(one.id for one in decisions.refused)),
        )
        consensus = {one.id for one in self._store.facts(Coder) if one.name == CONSENSUS}
        given = Counter(lies_in[one.quotation_id] for one in self._store.facts(Coding) if one.coder_id not in consensus)
        suggested = _suggested(learnt, decisions.codes, set(ids))
        there = [
            FrozenTranscript(
                id=new_id(),
                frozen_id=frozen.id,
                transcript_id=one,
                n_codings=given[one],
                suggestions=tuple(suggested.get(one, ())),
            )
            for one in ids
        ]
        self._step(verb, [added(frozen), *map(added, there)], subject=frozen.id, step_id=step_id)
        return next(one for one in self.machines() if one.frozen.id == frozen.id)

    @one_moment
    def machines(self) -> list[Machine]:
        """The frozen sets of suggestions, each as a coder that others can be compared with, the oldest first."""
        sets = self._store.facts(FrozenSet)
        if not sets:
            return []
        names = names_of(sets)
        sources = {one.id: one for one in self.transcripts()}
        coders = {one.id: one.name for one in self._store.facts(Coder)}
        codings = self._store.facts(Coding)
        lies_in = {one.id: one.transcript_id for one in self._store.facts(Quotation)}
        return [
            machine_of(
                one,
                self._store.facts(FrozenTranscript, frozen_id=one.id),
                name=names[one.id],
                sources=sources,
                coders=coders,
                codings=codings,
                lies_in=lies_in,
            )
            for one in sets
        ]


def _suggested(learnt: Learnt, codes: Sequence[Code], ids: set[str]) -> dict[str, list[FrozenSuggestion]]:
    """What is probable enough to be shown at all, by transcript, in the order of the text."""
    from themes.suggest import NOT_SURE, chances  # noqa: PLC0415 - numpy is not needed to open a project

    spans = learnt.pool.units.spans[: learnt.n_segments]
    found: dict[str, list[FrozenSuggestion]] = {one: [] for one in ids}
    for nth, code in enumerate(codes):
        sure = chances(learnt.pool, learnt.learned, learnt.decided, code=nth)[: learnt.n_segments]
        for unit in (sure >= NOT_SURE).nonzero()[0].tolist():
            span = spans[unit]
            if span.transcript_id in ids:
                found[span.transcript_id].append(
                    FrozenSuggestion(
                        code_id=code.id, start=span.start, end=span.end, probability=round(float(sure[unit]), 4)
                    )
                )
    return {key: sorted(those, key=lambda one: (one.start, one.end, one.code_id)) for key, those in found.items()}
