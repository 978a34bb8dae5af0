"""Verbs that say who codes were heard from: how many quotations of each case, and n of N."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from themes.filters import Where, as_filter
from themes.methods import METHODS
from themes.model import Case, Code
from themes.project.base import one_moment
from themes.project.findings import FindingVerbs
from themes.project.part import part_of
from themes.report import Material
from themes.report.heard import Quoted, Voices
from themes.report.whose import Whose
from themes.report.wording import Count, Heard


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeUsage:
    """How often a code was given: quotations that bear it itself, and n of N participants who say one.

    Where the study's method claims nothing of how many say something, ``participants`` are 0 of 0.
    """

    n_quotations: int
    participants: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesOfCode:
    """Who some codes were heard from, with how many quotations, most first, and who not.

    ``looked_at`` are the ids of those not heard in all of whose transcripts somebody looked for all of the codes;
    ``n_unknown`` quotations are by nobody who is known by a case. ``heard`` has no sentence where the study's method
    claims nothing of how many say something.
    """

    heard: Heard
    said: tuple[tuple[Case, int], ...]
    not_said: tuple[Case, ...]
    looked_at: frozenset[str]
    n_unknown: int


class UsageVerbs(FindingVerbs):
    """Say how widely codes were heard."""

    @one_moment
    def usage(self, *, where: Where | None = None, whose: Whose | None = None) -> dict[str, CodeUsage]:
        """How often each code itself was given, by its id; a quotation that two coders chose alike counts once.

        Args:
            where: Only what passes this filter.
            whose: Whose codings count; those of whom the study says so where not given.
        """
        material = self._said(where, whose)
        voices = Voices(material)
        used = {}
        for code in material.codes:
            quoted = voices.quoted([code.id])
            used[code.id] = self._used(voices, quoted, [code.id])
        return used

    def _used(self, voices: Voices, quoted: Sequence[Quoted], code_ids: Iterable[str]) -> CodeUsage:
        """How often some codes were given; n of N where the method tells it."""
        heard = Count(n=0, of=0, n_known=0) if self._uncounted() else voices.heard(quoted, code_ids).participants
        return CodeUsage(n_quotations=len(quoted), participants=heard)

    def _uncounted(self) -> str:
        """Why the study's method claims nothing of how many say something; empty where it does not."""
        method = METHODS.get(self.study.method)
        return method.refuses("prevalence") if method else ""

    def _said(self, where: Where | None, whose: Whose | None = None) -> Material:
        """What counting needs of what a report is made from, in a fifth of the time: neither log nor discoveries."""
        material = Material(
            study=self.study,
            cases=tuple(self.cases()),
            transcripts=tuple(self.transcripts()),
            codes=tuple(self.codes()),
            themes=tuple(self.themes()),
            quotations=tuple(self._seen_quotations()),
            codings=tuple(self._seen_codings()),
            looked_at=tuple(self._seen_looked_at()),
        )
        return self._that_counts(part_of(material, self.passing(where)) if as_filter(where) else material, whose)

    @one_moment
    def heard_from(self, codes: Iterable[Code | str], *, where: Where | None = None) -> CasesOfCode:
        """Who says the quotations of some codes.

        Args:
            codes: Which; their sub-codes only where they are named too.
            where: Only what passes this filter.
        """
        ids = [self.code(code).id for code in codes]
        material = self._said(where)
        voices = Voices(material)
        quoted = voices.quoted(ids)
        told = Counter(one.case_id for one in quoted)
        cases = {case.id: case for case in material.cases}
        looked = {
            source.id
            for source in material.transcripts
            if all((source.id, code_id) in voices.looked_at for code_id in ids)
        }
        heard = voices.heard(quoted, ids)
        not_said = [case_id for case_id in voices.participants if case_id not in told]
        return CasesOfCode(
            heard=replace(heard, sentence="") if self._uncounted() else heard,
            said=tuple((cases[case_id], n) for case_id, n in told.most_common() if case_id in cases),
            not_said=tuple(case for case in material.cases if case.id in set(not_said)),
            looked_at=frozenset(case_id for case_id in not_said if voices.participants[case_id] <= looked),
            n_unknown=told[None],
        )
