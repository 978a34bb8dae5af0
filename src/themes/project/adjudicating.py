"""Disagreements between two coders or more, dearest first, and what is decided about them.

A decision writes codings of a coder of its own, "Consensus", with the reason as a memo; nobody's codings are changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from themes.compare import Cluster, Measure, Unit, agreement_of_clusters
from themes.errors import Refused
from themes.model import Code, Coder, Coding, LookedAt, Memo, Quotation, Settlement, Span, Transcript
from themes.model.frozen import SURE
from themes.operations import Change, added, new_id, now, removed, revised
from themes.project.agreement import CONSENSUS, AgreementVerbs
from themes.project.base import one_moment, whole
from themes.project.compared import UnitSaid
from themes.project.whose.places import CONSENSUS_ID, decision_id
from themes.project.whose.settled import BY, NOT_GIVEN, Settled
from themes.report.wording import listed

Verdict = Literal["first", "second", "third", "fourth", "fifth", "sixth", "both", "neither", "new ends"]
ORDINALS: tuple[Verdict, ...] = ("first", "second", "third", "fourth", "fifth", "sixth")
"""Verdicts for the coder of that place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A unit that some of the coders gave a code and others, who looked, did not.

    Attributes:
        code: The code.
        transcript: Where.
        unit: The unit.
        coders: All who are compared, in their order.
        spans: Each one's spans of the code that touch the unit; None of who has not looked.
        cost: By how much agreement on this code would rise if all had agreed here.
        decided: What was decided, in words; empty where nothing is.
    """

    code: Code
    transcript: Transcript
    unit: Span
    coders: tuple[Coder, ...]
    spans: tuple[tuple[Span, ...] | None, ...]
    cost: float
    decided: str = ""

    @property
    def positions(self) -> list[tuple[Verdict, tuple[Coder, ...]]]:
        """Each position that somebody holds, by the verdict for it, with all who hold it: the same spans, or none."""
        held: dict[tuple[Span, ...], list[int]] = {}
        for nth, spans in enumerate(self.spans):
            if spans is not None:
                held.setdefault(spans, []).append(nth)
        return [(ORDINALS[nths[0]], tuple(self.coders[nth] for nth in nths)) for nths in held.values()]

    @property
    def around(self) -> Span:
        """The unit with all that somebody gave there, which may go on in other turns: new ends are set within it."""
        given = [self.unit, *(span for spans in self.spans for span in spans or ())]
        return Span(start=min(one.start for one in given), end=max(one.end for one in given))

    @property
    def key(self) -> str:
        """What it is known by, as long as the code and the place are the same."""
        return decision_id(self.code.id, self.transcript.id, self.unit)


class AdjudicationVerbs(AgreementVerbs):
    """Settle what coders disagree on."""

    @one_moment
    def disagreements(
        self,
        *,
        unit: Unit | None = None,
        measure: Measure = "alpha",
        coders: Sequence[Coder | str] | None = None,
        codes: Iterable[Code | str] | None = None,
        sure: float = SURE,
    ) -> list[Disagreement]:
        """What coders disagree on, first what costs most agreement.

        Args:
            unit: What is compared, as in ``agreement``; where characters are, the turns that hold them.
            measure: Of the agreement that would rise.
            coders: Which, two to six, the machine as it was frozen among them if it is named as in ``agreement``; the
                first six who coded where not said.
            codes: Only these.
            sure: As in ``agreement``.

        Raises:
            Refused: The method claims no agreement, there are fewer than two coders or more than six, or quotations as
                they were placed are asked for: coders differ on what is given or not.
        """
        unit = self.unit_compared(unit)
        if unit == "quotation":
            raise Refused("Coders differ on what is given or not. Nothing was compared. Choose another unit.")
        who = self._who_codes(coders)
        if coders is not None and len(who) > len(ORDINALS):
            raise Refused(f"At most {len(ORDINALS)} coders can be told apart here. Nothing was compared.")
        who = who[: len(ORDINALS)]
        compared = self._compared(unit, who, sure)
        given = {coding.code_id for coding in compared.codings}
        chosen = (
            [one for one in self.codes() if one.id in given] if codes is None else [self.code(one) for one in codes]
        )
        sources = {source.id: source for source in self.transcripts()}
        settled = self._settled()
        found: list[Disagreement] = []
        for code in chosen:
            units = list(compared.units([code.id]))
            costs = _costs(units, measure) if units else {}
            found.extend(
                Disagreement(
                    code=code,
                    transcript=sources[one.transcript_id],
                    unit=one.unit,
                    coders=tuple(who),
                    spans=one.by_coder,
                    cost=costs[one.said],
                    decided=settled.of(code.id, one.transcript_id, one.unit),
                )
                for one in units
                if one.differ
            )
        order = {source_id: nth for nth, source_id in enumerate(sources)}
        return sorted(found, key=lambda one: (-one.cost, one.code.name, order[one.transcript.id], one.unit.start))

    @whole
    def adjudicate(
        self,
        disagreement: Disagreement,
        verdict: Verdict,
        *,
        reason: str = "",
        ends: Span | None = None,
        step_id: str | None = None,
    ) -> None:
        """Decide a disagreement, in one step: the consensus gets its coding, with the reason as a memo.

        Neither coder's own codings are changed.

        Args:
            disagreement: As ``disagreements`` gave it.
            verdict: Whose codings the consensus takes over: the first coder's, the second's, …, "both" for all of them
                together, "neither" for none, or one with new ends.
            reason: Why, in the words of who decides.
            ends: The new ends.
            step_id: An id that the caller chose; a second call with it changes nothing.

        Raises:
            Refused: The verdict takes over what nobody coded, or has no ends; nothing was changed.
        """
        spans = _spans(disagreement, verdict, ends)
        source = self.transcript(disagreement.transcript)
        changes: list[Change] = []
        consensus = next((one for one in self._store.facts(Coder) if one.name == CONSENSUS), None)
        if consensus is None:
            consensus = Coder(id=CONSENSUS_ID, name=CONSENSUS)
            changes.append(added(consensus))
        settled = self._settled()
        code_id = disagreement.code.id
        memo_id = settled.memo_id(code_id, source.id, disagreement.unit)
        known = self._store.facts(Memo, id=memo_id)
        if known:
            others = settled.given(code_id, source.id, besides=memo_id)
            changes += self._given_before(consensus, disagreement, spans=spans, others=others)
        for span in spans:
            changes += self._given_by(consensus, source, span, disagreement.code)
        looked = {"transcript_id": source.id, "coder_id": consensus.id, "code_id": code_id}
        if not self._store.facts(LookedAt, **looked):
            changes.append(added(LookedAt(id=new_id(), **looked)))
        said = f"{disagreement.code.name}: {_in_words(disagreement, verdict)}"
        words = f"{said}{BY}{self._coder.name}. {reason.strip()}".strip()
        memo = Memo(
            id=memo_id,
            about="transcript",
            about_id=source.id,
            coder_id=consensus.id,
            text=words,
            at=now(),
        )
        changes.append(revised(known[0], memo) if known else added(memo))
        place = Settlement(
            id=memo.id,
            transcript_id=source.id,
            code_id=code_id,
            start=disagreement.unit.start,
            end=disagreement.unit.end,
        )
        placed = self._store.facts(Settlement, id=memo.id)
        changes.append(revised(placed[0], place) if placed else added(place))
        self._step("adjudicate", changes, subject=code_id, step_id=step_id)

    def _given_by(self, coder: Coder, source: Transcript, span: Span, code: Code) -> list[Change]:
        """The changes by which a coder gives a place a code, where they have not given it yet."""
        known = self._store.facts(Quotation, transcript_id=source.id, coder_id=coder.id, start=span.start, end=span.end)
        quotation = Quotation(
            id=known[0].id if known else new_id(),
            transcript_id=source.id,
            coder_id=coder.id,
            start=span.start,
            end=span.end,
            words=source.text[span.start : span.end],
        )
        borne = self._store.facts(Coding, quotation_id=quotation.id, code_id=code.id) if known else []
        if borne:
            return []
        coding = Coding(
            id=new_id(),
            quotation_id=quotation.id,
            code_id=code.id,
            coder_id=coder.id,
            codebook_version=self._store.codebook_version(),
            at=now(),
        )
        return [*([] if known else [added(quotation)]), added(coding)]

    def _given_before(
        self, consensus: Coder, disagreement: Disagreement, *, spans: list[Span], others: list[Settlement]
    ) -> list[Change]:
        """The changes by which an earlier decision's codings there go.

        Args:
            consensus: Whose codings.
            disagreement: What is decided again.
            spans: What is given now, which stays where it was given before.
            others: Other places where the code was decided to be given; what touches one of them is that decision's.
        """
        gone: list[Change] = []
        there = {"transcript_id": disagreement.transcript.id, "coder_id": consensus.id}
        for quotation in self._store.facts(Quotation, **there):
            place = Span(start=quotation.start, end=quotation.end)
            if place in spans or not _touch(place, disagreement.unit) or any(_touch(place, one) for one in others):
                continue
            borne = self._store.facts(Coding, quotation_id=quotation.id)
            was = [coding for coding in borne if coding.code_id == disagreement.code.id]
            gone += map(removed, was)
            if was and was == borne:
                gone.append(removed(quotation))
        return gone

    def _settled(self) -> Settled:
        consensus = [one.id for one in self._store.facts(Coder) if one.name == CONSENSUS]
        words = {memo.id: memo.text for one in consensus for memo in self._store.facts(Memo, coder_id=one)}
        return Settled(words=words, places=self._store.facts(Settlement))


def reason_in(words: str, people: Iterable[str]) -> str | None:
    """The reason in a decision's memo: empty where it holds none, None where the words are no decision's.

    Args:
        words: The memo.
        people: The names of coders, any of which may end in a full stop.

    >>> reason_in("Board: AB is right, decided by AB. They spoke of the chief.", ["AB", "CD"])
    'They spoke of the chief.'
    """
    _, by, after = words.partition(BY)
    if not by:
        return None
    named = max((name for name in people if after.startswith(f"{name}.")), key=len, default=None)
    return after[len(named) + 1 :].strip() if named is not None else after.partition(". ")[2].strip()


def _in_words(disagreement: Disagreement, verdict: Verdict) -> str:
    """A verdict as who reads the memo would say it: "CD is right", not "second"."""
    if verdict in ORDINALS:
        held = disagreement.spans[ORDINALS.index(verdict)]
        right = [
            coder.name for coder, spans in zip(disagreement.coders, disagreement.spans, strict=True) if spans == held
        ]
        return f"{listed(right)} {'is' if len(right) == 1 else 'are'} right"
    if verdict == "both":
        return "all that was given stands"
    return "given to other words" if verdict == "new ends" else NOT_GIVEN


def _spans(disagreement: Disagreement, verdict: Verdict, ends: Span | None) -> list[Span]:
    if verdict == "new ends":
        if ends is None or ends.end > len(disagreement.transcript.text):
            raise Refused("New ends need a place in the text. Nothing was decided.")
        return [ends]
    if verdict in ORDINALS:
        nth = ORDINALS.index(verdict)
        spans = disagreement.spans[nth] if nth < len(disagreement.spans) else None
        if spans is None:
            raise Refused(f"No {verdict} coder looked there. Nothing was decided.")
        return sorted(set(spans))
    return sorted({span for spans in disagreement.spans for span in spans or () if verdict == "both"})


def _costs(units: Iterable[UnitSaid], measure: Measure) -> dict[tuple[bool | None, ...], float]:
    """By how much agreement would rise if all who looked had agreed on one unit of which they said this."""
    said = Counter(one.said for one in units)
    before = _value(said, measure)
    costs: dict[tuple[bool | None, ...], float] = {}
    for pattern in (one for one in said if {True, False} <= set(one)):
        after = (
            _value(said - Counter({pattern: 1}) + Counter({_agreed(pattern, on=on): 1}), measure)
            for on in (True, False)
        )
        costs[pattern] = max(0.0, *(value - before for value in after))
    return costs


def _agreed(pattern: tuple[bool | None, ...], *, on: bool) -> tuple[bool | None, ...]:
    """What they would have said if all who looked had said one thing."""
    return tuple(None if one is None else on for one in pattern)


def _value(said: Counter[tuple[bool | None, ...]], measure: Measure) -> float:
    """The measure of some units; 1 where nothing varies, as nobody disagrees then."""
    cluster = Cluster(units=tuple(said.items()))
    value = agreement_of_clusters([cluster], measure=measure, values=(False, True), n_draws=1).value
    return 1.0 if value is None else value


def _touch(place: Span | Settlement, other: Span | Settlement) -> bool:
    """Whether two places share a character."""
    return place.start < other.end and other.start < place.end
