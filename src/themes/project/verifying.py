"""Verbs on a report that its author has finished: check it against the project."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from themes.errors import Refused
from themes.filters import Where
from themes.manuscript import Manuscript
from themes.model import Coder, Withdrawal
from themes.project.report_texts import ReportTextVerbs
from themes.report import MAX_QUOTATIONS
from themes.report.whose import Whose, in_short, read_whose
from themes.store import WITHDREW

if TYPE_CHECKING:
    from themes.report.lint import Doubtful
    from themes.report.verify import Ground, Verified


class VerifyVerbs(ReportTextVerbs):
    """Check what an author made of the findings."""

    def verify_report(
        self, path: str | Path | Manuscript, data: bytes | None = None, *, where: Where | None = None
    ) -> Verified:
        """Check a report, as its author finished it, against the project as it is today.

        Each quotation is to stand word for word where its attribution says, with … and [ ] alone to show what was left
        out or put in; consent and release are to allow it; each "n of N" is to be true of the theme under which it
        stands; each list of themes is to name them all, and no other; and the figures in sentences that Themes writes
        are to be those that it writes now. Counted are the codings that counted when the report was made,
        as the file says; where that has been chosen otherwise since, a notice tells of it.

        Args:
            path: The Word file (.docx), or its name where ``data`` holds its bytes, or what was read from it.
            data: The bytes of an upload.
            where: The part of the study that the report is of; where not given, the part that the file says it is of.

        Returns:
            What is to be mended, in the order of the file; nothing of the project is changed.

        Raises:
            RefusedFile: The file cannot be read.
            Refused: The filter names what the study does not have.
        """
        from themes.report.origin import origin_of  # noqa: PLC0415 - the first page does not wait for what checks reports
        from themes.report.verify import check_report  # noqa: PLC0415 - as above

        if isinstance(path, Manuscript):
            manuscript = path
        else:
            from themes.read.manuscript import read_manuscript  # noqa: PLC0415 - parsers are not needed to open a project

            manuscript = read_manuscript(path, data)
        said = origin_of(manuscript.properties)
        # A file of ours that does not say whose codings it stands on is older than that choice: everyone's counted.
        whose = read_whose(said.whose) if said.whose or said.project_id else None
        shown = said.max_quotations or MAX_QUOTATIONS
        told = self._told_of_whose(whose)
        part = where if where is not None else said.filtered.splitlines() or None
        try:
            ground = self.ground(part, whose=whose, max_quotations=shown)
        except Refused:
            if where is not None:
                raise
            told.append(
                "The part of the study that this report was written of is no longer to be found in the project."
            )
            ground = self.ground(None, whose=whose, max_quotations=shown)
        found = check_report(manuscript, ground)
        if said.project_id and said.project_id != self.id:
            told.append("This report was written from another project than the one it was checked against.")
        return replace(found, notices=(*told, *found.notices))

    def doubtful(self, *, where: Where | None = None) -> list[Doubtful]:
        """What a careful reader would ask about the report: claims without a quotation, people singled out."""
        from themes.report.lint import Doubtful, doubtful, overtaken  # noqa: PLC0415 - as above
        from themes.report.verify import check_written  # noqa: PLC0415 - as above

        findings = self.findings(where=where)
        wrong = check_written(findings, self.ground(where))
        return [
            *(Doubtful(section=title, why=f"You wrote “{mend.found}”. {mend.says}") for title, mend in wrong),
            *overtaken(findings),
            *doubtful(findings),
        ]

    def _told_of_whose(self, whose: Whose | None) -> list[str]:
        """What an author should know where a report stands on other codings than the study's counts do now."""
        now = self.whose_codings()
        if whose is None or whose == now.standing.whose:
            return []
        names = {one.id: one.name for one in self._store.facts(Coder)}
        told = (
            f"This report was made when {in_short(whose, names)} counted, and is checked by these. Since then it was "
            f"chosen that {in_short(now.standing.whose, names)} count: made anew, its figures may be others."
        )
        return [told]

    def ground(
        self, where: Where | None = None, *, whose: Whose | None = None, max_quotations: int = MAX_QUOTATIONS
    ) -> Ground:
        """What a report on all of the study, or on a part of it, is checked against.

        Args:
            where: The part.
            whose: Whose codings count; those of whom the study says so where not given.
            max_quotations: How many quotations each theme and sub-theme shows at most.
        """
        from themes.report.verify import Ground  # noqa: PLC0415 - as above

        unreleased = [view.transcript.id for view in self.unreleased()]
        return Ground(
            self._part(where, whose),
            unreleased=unreleased,
            max_quotations=max_quotations,
            withdrawn=self._quotations_withdrawn(),
        )

    def _quotations_withdrawn(self) -> dict[str, Withdrawal]:
        """Who withdrew, by the ids of the quotations that were removed with their words; the log knows these."""
        known = {one.id: one for one in self._store.facts(Withdrawal)}
        steps = [logged.step for logged in self._store.steps() if logged.step.verb == WITHDREW] if known else []
        return {
            id_: known[step.subject]
            for step in steps
            if step.subject in known
            for entity, id_, _, went in self._store.left_of(step.id)[1]
            if entity == "quotation" and went
        }
