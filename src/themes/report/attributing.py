"""Whom a report singles out: who could be known by role and site together, and who is quoted too often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from themes.report.findings import Section, Shown
from themes.report.heard import Voices
from themes.report.material import Material

MOST_SHARES = 2
"""How many times its equal share of all quotations a case may have before that is told."""


def singled_out(material: Material, voices: Voices) -> tuple[str, ...]:
    """The attributions that fit one participant alone: who knows the study's sites may know who that is.

    Returns:
        Each as it would stand beside a quotation, in the order of the cases; none where attributions are labels alone.
    """
    described = {
        case.id: said
        for case in material.cases
        if case.id in voices.participants
        and (said := material.attributions.get(case.id, "").removeprefix(case.label).strip(" ,"))
    }
    n_alike = Counter(said.casefold() for said in described.values())
    return tuple(said for said in described.values() if n_alike[said.casefold()] == 1)


def over_quoted(sections: Iterable[Section], material: Material) -> tuple[str, ...]:
    """The cases of which a report quotes more than twice their equal share, by label with how often.

    The share is of all that is shown from known cases, by how many cases are quoted at all.
    """
    shown = {(one.transcript_id, one.start, one.end): one for one in _all_shown(sections)}
    counts = Counter(one.case_id for one in shown.values() if one.case_id)
    labels = {case.id: case.label for case in material.cases}
    n_all = sum(counts.values())
    most = max(1.0, MOST_SHARES * n_all / max(1, len(counts)))
    return tuple(
        f"{labels.get(case_id, case_id)} ({count} of {n_all} quotations)"
        for case_id, count in counts.most_common()
        if count > most
    )


def _all_shown(sections: Iterable[Section]) -> Iterator[Shown]:
    for section in sections:
        yield from section.quotations
        yield from _all_shown(section.parts)
