"""Verbs on links among cases: this participant works at that site, these two know each other."""

from __future__ import annotations

from themes.errors import NotFound
from themes.model import Case, CaseLink
from themes.operations import added, new_id, removed
from themes.project.base import Base, whole
from themes.project.records import Linked


class LinkVerbs(Base):
    """Link cases with a relation, in words of the study's own."""

    def links(self, case: Case | str | None = None) -> list[Linked]:
        """All links, or those from and to one case, by the labels of their cases."""
        cases = {one.id: one for one in self._store.facts(Case)}
        wanted = None if case is None else self._pick(Case, case, names=lambda one: (one.label,), what="case").id
        found = [
            Linked(id=link.id, case=cases[link.case_id], relation=link.relation, other=cases[link.other_id])
            for link in self._store.facts(CaseLink)
            if wanted in (None, link.case_id, link.other_id)
        ]
        return sorted(found, key=lambda link: (link.case.label, link.relation, link.other.label))

    @whole
    def link_cases(self, case: Case | str, other: Case | str, relation: str) -> CaseLink:
        """Say how one case stands to another: "works at", "knows".

        Raises:
            Refused: It would be linked to itself, or is linked so already; nothing was changed.
        """
        one = self._pick(Case, case, names=lambda known: (known.label,), what="case")
        two = self._pick(Case, other, names=lambda known: (known.label,), what="case")
        link = CaseLink(id=new_id(), case_id=one.id, other_id=two.id, relation=" ".join(relation.split()))
        self._step("link cases", [added(link)], subject=one.id)
        return link

    @whole
    def unlink_cases(self, link: CaseLink | Linked | str) -> None:
        """Take a link away.

        Raises:
            NotFound: There is no such link.
        """
        wanted = link if isinstance(link, str) else link.id
        known = self._store.facts(CaseLink, id=wanted)
        if not known:
            message = "There is no such link. Somebody may have removed it."
            raise NotFound(message)
        self._step("unlink cases", [removed(known[0])], subject=known[0].case_id)
