"""Who codes in a study: asked of somebody who opens it where nobody has said who sits there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from themes.model import Coder, Coding, Transcript
from themes.project.agreement import CONSENSUS
from themes.project.base import Base, one_moment


@dataclass(frozen=True, slots=True, kw_only=True)
class AtWork:
    """A coder, how many codings they gave, and when they last did anything here (UTC, ISO 8601; empty: never)."""

    coder: Coder
    n_codings: int
    last: str


class WhoCodesVerbs(Base):
    """Who codes here, and whether it matters yet who somebody is."""

    @one_moment
    def is_begun(self) -> bool:
        """Whether there is anything that one could code or has coded: a study without transcripts is nobody's yet."""
        return bool(self._store.ids(Transcript) or self._store.ids(Coding))

    @one_moment
    def at_work(self) -> list[AtWork]:
        """The people who code here, who acted last first; what coders settled together is nobody's."""
        n_codings = Counter(coding.coder_id for coding in self._store.facts(Coding))
        people = [person for person in self._store.facts(Coder) if person.name != CONSENSUS]
        found = [AtWork(coder=one, n_codings=n_codings[one.id], last=self._last_acted(one)) for one in people]
        return sorted(found, key=lambda one: one.last, reverse=True)

    def _last_acted(self, coder: Coder) -> str:
        steps = self._store.steps(coder_id=coder.id, limit=1)
        return steps[0].step.at if steps else ""
