"""Consent, enforced in one place for everything that leaves the project: what is quoted, counted only, or left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from themes.model import Consent, ConsentedUse, Quotation, Transcript
from themes.report.material import Material
from themes.text import turns_in

PARAPHRASE = "[paraphrase only]"
"""What stands for the words of who may only be paraphrased."""

WITHHELD = "[not to be used]"
"""What stands in a list for the words of who allows no use of them; reports leave them out altogether."""

_STRICTEST: tuple[ConsentedUse, ...] = ("none", "paraphrase", "quote")


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What may leave the project of some material, and how many quotations were left out of it or not printed."""

    material: Material
    n_left_out: int
    n_paraphrase: int


def use_on(consent: Consent | None, today: date) -> ConsentedUse:
    """What may be done with a case's words on a day: nothing, once the last day of their consent is over."""
    if consent is None:
        return "quote"
    return "none" if consent.until and date.fromisoformat(consent.until) < today else consent.use


def use_of(source: Transcript, start: int, end: int, *, consents: Mapping[str, Consent], today: date) -> ConsentedUse:
    """What may be done with a half-open range of code points: the least that any who speaks in it has allowed.

    Where nobody knows who speaks, it may be anybody in the transcript.
    """
    speaking = {source.turns[turn].speaker for turn in turns_in(source, start, end)}
    heard = source.speakers if None in speaking else [source.speakers[at] for at in speaking if at is not None]
    cases = {speaker.case_id for speaker in heard}
    uses = {use_on(consents.get(case_id or ""), today) for case_id in cases}
    return next((use for use in _STRICTEST if use in uses), "quote")


def uses_of(
    quotations: Iterable[Quotation], sources: Iterable[Transcript], consents: Iterable[Consent], today: date
) -> dict[str, ConsentedUse]:
    """What may be done with each of some quotations, by id; only those that may not be quoted are told."""
    said = {consent.id: consent for consent in consents}
    if not said:
        return {}
    by_id = {source.id: source for source in sources}
    found = {
        one.id: use_of(by_id[one.transcript_id], one.start, one.end, consents=said, today=today) for one in quotations
    }
    return {id_: use for id_, use in found.items() if use != "quote"}


def allowed(material: Material) -> Allowed:
    """The material as it may leave the project on its day: without cases that may not be used and what they said.

    A transcript whose participants all refuse is not in it at all: neither its words nor its interviewer's count.
    """
    today = material.today
    uses = {} if today is None else uses_of(material.quotations, material.transcripts, material.consents, today)
    refusing = {one.id for one in material.consents if today is not None and use_on(one, today) == "none"}
    if not uses and not refusing:
        return Allowed(material=material, n_left_out=0, n_paraphrase=0)
    withdrawn = {source.id for source in material.transcripts if _is_withdrawn(source, refusing)}
    left_out = {id_ for id_, use in uses.items() if use == "none"}
    left_out |= {one.id for one in material.quotations if one.transcript_id in withdrawn}
    kept = tuple(
        replace(one, words=PARAPHRASE) if uses.get(one.id) == "paraphrase" else one
        for one in material.quotations
        if one.id not in left_out
    )
    codings = tuple(one for one in material.codings if one.quotation_id not in left_out)
    return Allowed(
        material=replace(
            material,
            quotations=kept,
            codings=codings,
            given=None
            if material.given is None
            else tuple(one for one in material.given if one.quotation_id not in left_out),
            cases=tuple(case for case in material.cases if case.id not in refusing),
            transcripts=tuple(source for source in material.transcripts if source.id not in withdrawn),
            looked_at=tuple(one for one in material.looked_at if one.transcript_id not in withdrawn),
        ),
        n_left_out=len(left_out),
        n_paraphrase=sum(use == "paraphrase" for use in uses.values()),
    )


def _is_withdrawn(source: Transcript, refusing: set[str]) -> bool:
    heard = {speaker.case_id for speaker in source.speakers if speaker.role == "participant"}
    return bool(heard) and heard <= refusing
