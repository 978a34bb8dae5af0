"""What a report tells of texts that several coders coded: how far they agree, and what was settled."""

from __future__ import annotations

from themes.compare import title_of
from themes.methods import METHODS
from themes.model import Assignment, Coder, Memo, Settlement
from themes.project.adjudicating import reason_in
from themes.project.agreement import CONSENSUS, AgreementVerbs
from themes.project.compared import pooled
from themes.report import CodedTwice


class CodedTwiceVerbs(AgreementVerbs):
    """Say what several coded of the same."""

    def _consensus_id(self) -> str:
        """The coder under whose name decisions stand; empty where there is none."""
        return next((one.id for one in self._store.facts(Coder) if one.name == CONSENSUS), "")

    def _coded_twice(self) -> CodedTwice | None:
        """What those who were to code apart, or else all coders, coded of the same.

        None where nothing, or while somebody who codes apart is not done.
        """
        declared = METHODS.get(self.study.method)
        assigned = self._store.facts(Assignment)
        apart = {row.coder_id for row in assigned}
        people = [one for one in self.coders_at_work() if not apart or one.id in apart]
        unfinished = any(not row.done for row in assigned)
        if len(people) <= 1 or unfinished or (declared and declared.refuses("agreement")):
            return None
        unit = self.unit_compared()
        compared = self._compared(unit, people)
        frames = {id_: compared.frame([id_]) for id_ in sorted({one.code_id for one in compared.codings})}
        row = compared.row("", pooled(list(frames.values())), "alpha")
        if not row.agreement.n_units:
            return None
        reasons = self._reasons()
        paths = self.paths()
        return CodedTwice(
            coder_ids=tuple(one.id for one in people),
            apart=bool(assigned),
            n_transcripts=row.n_transcripts,
            agreement=f"{title_of('alpha', 'nominal')}, {row.agreement.numbers('decision')}",
            unit=unit,
            n_settled=len(reasons),
            n_reasons=sum(map(bool, reasons)),
            left_out=tuple(sorted((paths[id_], frame.n_alone) for id_, frame in frames.items() if frame.n_alone)),
            n_outside=compared.n_outside(set(frames)),
        )

    def _reasons(self) -> list[str]:
        """Why each disagreement was settled as it was, empty where nobody said; no other note of the consensus."""
        consensus = self._consensus_id()
        placed = {one.id for one in self._store.facts(Settlement)}
        people = [one.name for one in self._store.facts(Coder)]
        memos = self._store.facts(Memo, coder_id=consensus) if consensus else []
        told = [(memo.id, reason_in(memo.text, people)) for memo in memos]
        return [reason or "" for memo_id, reason in told if memo_id in placed or reason is not None]
