"""What a report tells of texts that several coders coded: how far they agree, and what was settled."""

from __future__ import annotations

from themes.compare import title_of
from themes.methods import METHODS
from themes.model import Assignment, Coder, Memo
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
        frames = [compared.frame([code_id]) for code_id in sorted({one.code_id for one in compared.codings})]
        row = compared.row("", pooled(frames), "alpha")
        if not row.agreement.n_units:
            return None
        consensus = self._consensus_id()
        return CodedTwice(
            coder_ids=tuple(one.id for one in people),
            apart=bool(assigned),
            n_transcripts=row.n_transcripts,
            agreement=f"{title_of('alpha', 'nominal')}, {row.agreement.numbers('decision')}",
            unit=unit,
            n_settled=len(self._store.facts(Memo, coder_id=consensus)) if consensus else 0,
        )
