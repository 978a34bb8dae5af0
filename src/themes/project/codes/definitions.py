"""Verbs on a codebook's history: its versions, and codings that were made under an older definition."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from themes.model import Code, Coder, Coding
from themes.operations import revised
from themes.project.agreement import CONSENSUS
from themes.project.base import Base, one_moment, whole
from themes.project.codes.versions import CodebookVersion, Reason, code_at, path_in, rules_of, touched, versions


@dataclass(frozen=True, slots=True, kw_only=True)
class ToRecode:
    """The codings of one code that a later version touches, and why."""

    code: Code
    path: str
    codings: tuple[Coding, ...]
    reasons: tuple[Reason, ...]


class DefinitionVerbs(Base):
    """Say what the codebook was, and which codings were made when a code meant something else."""

    def codebook_versions(self) -> list[CodebookVersion]:
        """The versions of the codebook, oldest first; the last is the one in force."""
        return versions(self._store.operations_on("code"))

    @one_moment
    def older_codings(self) -> dict[str, Code]:
        """The codings made under an older definition, by id, each with its code as it was defined then.

        What counts are the definition and the rules of use: a coding is older where these were others at the version
        of the codebook that it was made under. A definition that was changed and changed back is the same again.
        """
        history = self.codebook_versions()
        now = {code.id: rules_of(code) for code in self._store.facts(Code)}
        rewritten = _rewritten(history) & now.keys()
        then: dict[tuple[str, int], Code | None] = {}
        older: dict[str, Code] = {}
        for coding in self._store.facts(Coding) if rewritten else ():
            if coding.code_id not in rewritten:
                continue
            key = coding.code_id, coding.codebook_version
            if key not in then:
                then[key] = code_at(history, *key)
            was = then[key]
            if was is not None and rules_of(was) != now[coding.code_id]:
                older[coding.id] = was
        return older

    @one_moment
    def to_recode(self) -> list[ToRecode]:
        """The codings that a later version of the codebook touches, code by code in its order: to be looked at again.

        A coding is touched where, since the version that it was made by or confirmed under, its code's rules were
        written anew, it was retired, or other codes came below it. ``confirm_codings`` says of one that it holds.
        """
        history = self.codebook_versions()
        why: dict[tuple[str, int], tuple[Reason, ...]] = {}
        found: dict[str, list[tuple[Coding, tuple[Reason, ...]]]] = {}
        for coding in self._store.facts(Coding):
            key = coding.code_id, coding.codebook_version
            if key not in why:
                why[key] = touched(history, *key)
            if why[key]:
                found.setdefault(coding.code_id, []).append((coding, why[key]))
        codes = history[-1].codes if history else {}
        return [
            ToRecode(
                code=code,
                path=path_in(codes, code.id),
                codings=tuple(coding for coding, _ in found[code.id]),
                reasons=tuple(dict.fromkeys(reason for _, reasons in found[code.id] for reason in reasons)),
            )
            for code in sorted(self._store.facts(Code), key=lambda one: path_in(codes, one.id).casefold())
            if code.id in found
        ]

    def to_confirm(self, codings: Iterable[Coding]) -> list[Coding]:
        """Those of some codings of which this coder says whether they hold: their own, and the consensus's."""
        may = {self._coder.id, *(person.id for person in self._store.facts(Coder) if person.name == CONSENSUS)}
        return [coding for coding in codings if coding.coder_id in may]

    @whole
    def confirm_codings(self, codings: Iterable[Coding | str], *, step_id: str | None = None) -> None:
        """Say of this coder's codings that they hold under the codebook as it is now, in one step.

        Those of other coders are left as they are: they say so themselves. What was settled is nobody's own, so that
        anybody says it of the consensus's.
        """
        version = self._store.codebook_version()
        ids = {coding if isinstance(coding, str) else coding.id for coding in codings}
        own = self.to_confirm(coding for coding in self._store.facts(Coding) if coding.id in ids)
        changes = [revised(coding, replace(coding, codebook_version=version)) for coding in own]
        verb = "confirm coding" if len(own) == 1 else "confirm codings"
        self._step(verb, changes, subject=own[0].id if len(own) == 1 else "", step_id=step_id)


def _rewritten(history: list[CodebookVersion]) -> set[str]:
    """The ids of the codes whose rules were others at some time; a state that stood is the same object still."""
    found: set[str] = set()
    for before, after in pairwise(history):
        for id_, code in after.codes.items():
            was = before.codes.get(id_, code)
            if was is not code and rules_of(was) != rules_of(code):
                found.add(id_)
    return found
