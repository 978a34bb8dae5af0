"""Verbs that say, and let people say, whose codings the counts and the report stand on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from themes.errors import Refused
from themes.model import Coder, Coding, Memo, Quotation, ReportText, Settlement, Transcript
from themes.model.written import WHOSE, report_text_id
from themes.operations import Change, now
from themes.project.base import one_moment, whole
from themes.project.double_coding.told import CodedTwiceVerbs
from themes.project.whose.places import is_decision
from themes.report import Material
from themes.report.whose import Standing, Whose, read_whose, that_count


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoseCodings:
    """Whose codings count in a study.

    ``standing`` says it with its numbers, ``sentence`` in words with the coders' names, empty where they are everyone's
    and nothing was settled. ``is_said`` is whether somebody chose it; ``proposes`` whether the consensus is to be
    proposed: something is settled, and nobody has said yet whether that counts.
    """

    standing: Standing
    coders: tuple[Coder, ...]
    sentence: str
    is_said: bool

    @property
    def proposes(self) -> bool:
        """Whether the consensus is to be proposed."""
        return not self.is_said and bool(self.standing.n_places)


class WhoseVerbs(CodedTwiceVerbs):
    """Choose whose codings count."""

    @one_moment
    def whose_codings(self) -> WhoseCodings:
        """Whose codings count now: everyone's until somebody chose."""
        kept = self._whose_kept()
        whose = read_whose(kept.text) if kept else Whose()
        people = self._store.facts(Coder)
        standing = self._that_counts(
            Material(
                study=self.study,
                transcripts=tuple(self._store.facts(Transcript)),
                quotations=tuple(self._store.facts(Quotation)),
                codings=tuple(self._store.facts(Coding)),
            ),
            whose,
        ).standing
        return WhoseCodings(
            standing=standing,
            coders=tuple(one for one in people if one.id in whose.coder_ids),
            sentence=standing.sentence({one.id: one.name for one in people}),
            is_said=kept is not None,
        )

    @whole
    def count_codings_of(
        self, whose: Literal["everyone", "settled"] | Sequence[Coder | str], *, step_id: str | None = None
    ) -> WhoseCodings:
        """Choose whose codings the counts, the matrix, queries and the report stand on, in one step.

        Args:
            whose: "everyone"; "settled": the consensus' where a disagreement was decided, what coders gave elsewhere;
                or some coders, the consensus among them if you like.
            step_id: An id that the caller chose; a second call with it changes nothing.

        Raises:
            Refused: No coder is given, or nothing is settled yet.
            NotFound: There is no such coder.
        """
        if whose == "everyone":
            chosen = Whose()
        elif whose == "settled":
            if not self._settlings():
                raise Refused(
                    "No disagreement is settled yet, so there is no consensus to count. Nothing was changed. Settle "
                    "what coders disagree on first (page Adjudication, or `themes disagreements`)."
                )
            chosen = Whose(rule="settled")
        else:
            people = [whose] if isinstance(whose, str) else list(whose)
            if not people:
                raise Refused("Nobody's codings would count. Nothing was changed. Choose a coder.")
            found = [self._pick(Coder, one, names=lambda person: (person.name,), what="coder") for one in people]
            chosen = Whose(rule="chosen", coder_ids=tuple(dict.fromkeys(one.id for one in found)))
        was = self._whose_kept()
        if (was is None or was.text != str(chosen)) and not (step_id and self.has_step(step_id)):
            fact = ReportText(
                id=report_text_id(WHOSE), part=WHOSE, text=str(chosen), beneath="", coder_id=self._coder.id, at=now()
            )
            self._step("choose whose codings count", [Change(was=was, now=fact)], step_id=step_id)
        return self.whose_codings()

    def _that_counts(self, material: Material, whose: Whose | None = None) -> Material:
        """The facts with those codings alone that count.

        Args:
            material: The facts, of all of the study or of a part of it.
            whose: Whose count; those of whom the study says so where not given.
        """
        if whose is None:
            kept = self._whose_kept()
            whose = read_whose(kept.text) if kept else Whose()
        consensus_id = self._consensus_id()
        there = {source.id for source in material.transcripts}
        settled, n_lost = self._places(there)
        codings = that_count(material.codings, material.quotations, whose, settled=settled, consensus_id=consensus_id)
        looked_at = material.looked_at
        if whose.rule == "chosen":
            looked_at = tuple(row for row in looked_at if row.coder_id in whose.coder_ids)
        return replace(
            material,
            codings=codings,
            given=None if whose.rule == "everyone" else material.codings,
            looked_at=looked_at,
            consensus_id=consensus_id,
            coders=material.coders or tuple(self._store.facts(Coder)),
            standing=Standing(
                whose=whose,
                n_places=len(settled),
                n_lost=n_lost,
                n_left_out=len(material.codings) - len(codings),
                n_instead=sum(coding.coder_id == consensus_id for coding in codings),
            ),
        )

    def _whose_kept(self) -> ReportText | None:
        return next(iter(self._store.facts(ReportText, part=WHOSE)), None)

    def _settlings(self) -> list[Memo]:
        """The memos that hold what was decided on disagreements."""
        consensus_id = self._consensus_id()
        found = self._store.facts(Memo, coder_id=consensus_id) if consensus_id else []
        placed = {one.id for one in self._store.facts(Settlement)} if found else set()
        return [memo for memo in found if memo.about == "transcript" and (memo.id in placed or is_decision(memo.id))]

    def _places(self, transcript_ids: set[str]) -> tuple[list[Settlement], int]:
        """Where disagreements were decided in some transcripts, and how many more, whose place is not known.

        A decision loses its place where a correction takes its words; those made before places were kept have none.
        """
        placed = {one.id: one for one in self._store.facts(Settlement)}
        here = [memo.id for memo in self._settlings() if memo.about_id in transcript_ids]
        settled = [placed[one] for one in here if one in placed]
        return settled, len(here) - len(settled)
