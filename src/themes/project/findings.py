"""Verbs on findings: what is said, and the report."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from themes import __version__
from themes.errors import Refused
from themes.filters import Where, as_filter
from themes.methods import METHODS
from themes.model import (
    Asking,
    Candidate,
    Coder,
    Coding,
    Consent,
    Decision,
    GuideQuestion,
    LookedAt,
    Quotation,
    ReportText,
    Run,
    Summary,
    Withdrawal,
)
from themes.model.written import CELLS, CHOICES
from themes.project.base import one_moment
from themes.project.candidates import CandidateVerbs
from themes.project.codes.definitions import DefinitionVerbs
from themes.project.names.review_states import ReviewStates
from themes.project.part import part_of
from themes.project.people.cases import CaseVerbs
from themes.project.whole_file import checked_place, written_whole
from themes.project.whose.verbs import WhoseVerbs
from themes.report import MAX_QUOTATIONS, Findings, Material, gather
from themes.report.cells import CellsShown, read_cells
from themes.report.whose import Whose
from themes.report.wording import counted


def _word(findings: Findings, made: Path) -> None:
    from themes.report.word import write_word  # noqa: PLC0415 - only who writes Word pays for it

    write_word(findings, made, at=datetime.now(UTC).replace(microsecond=0))


def _html(findings: Findings, made: Path) -> None:
    from themes.report.html_pages import write_html  # noqa: PLC0415 - only who writes it needs it

    write_html(findings, made)


def _markdown(findings: Findings, made: Path) -> None:
    from themes.report.markdown_pages import write_markdown  # noqa: PLC0415 - the same

    write_markdown(findings, made)


def _sheet(findings: Findings, made: Path) -> None:
    from themes.report.sheet import write_sheet  # noqa: PLC0415 - the same for spreadsheets

    write_sheet(findings, made)


_WRITERS = {".docx": _word, ".html": _html, ".md": _markdown, ".xlsx": _sheet}


class FindingVerbs(WhoseVerbs, CandidateVerbs, ReviewStates, CaseVerbs, DefinitionVerbs):
    """Gather what is said, and write it down."""

    def findings(self, *, max_quotations: int = MAX_QUOTATIONS, where: Where | None = None) -> Findings:
        """Themes (or codes, where there are no themes) with how widely they were heard and quotations for each.

        Args:
            max_quotations: How many quotations each theme and sub-theme shows at most.
            where: Only what passes this filter; N counts the participants who pass.

        Raises:
            Refused: The filter names what the study does not have.
        """
        # What tables are made of tells nothing of agreement, which takes a third of the time.
        return gather(self._part(where, twice=max_quotations > 0), max_quotations=max_quotations)

    def report(
        self,
        path: str | Path,
        *,
        max_quotations: int = MAX_QUOTATIONS,
        where: Where | None = None,
        insist: bool = False,
    ) -> Path:
        """Write the findings as a Word file, a web page, Markdown or a spreadsheet (.docx, .html, .md, .xlsx).

        A file of that name is replaced once the new one is whole.

        Args:
            path: Where.
            max_quotations: How many quotations each theme and sub-theme shows at most; the spreadsheet holds all.
            where: As in ``findings``; the report says what part of the study it is of.
            insist: Write it although names may still stand in transcripts; each page then says so.

        Returns:
            The file.

        Raises:
            Refused: The suffix is none of these, the folder is missing, the file cannot be replaced, or a transcript
                that is quoted is not released; nothing was written.
        """
        place = checked_place(path, tuple(_WRITERS), what="A report is")
        findings = self.findings(max_quotations=max_quotations, where=where)
        if findings.n_unreleased and not insist:
            raise Refused(
                f"Names may still stand in {counted(findings.n_unreleased, 'transcript')} of this report. Nothing was "
                "written. Review names and release (page Names, or `themes names`), or declare that the transcripts "
                "came pseudonymised (there too, or `themes study --pseudonymised`)."
            )

        def write(made: Path) -> None:
            _WRITERS[place.suffix.casefold()](findings, made)

        return written_whole(place, write)

    @one_moment
    def _part(self, where: Where | None, whose: Whose | None = None, *, twice: bool = True) -> Material:
        """The facts that a report on what passes a filter is made from; all of them without one.

        Of codings only those that count: of whom the study says so, where ``whose`` is not given. ``twice`` as in
        ``_material``.
        """
        material = self._material(twice=twice)
        if not as_filter(where):
            return self._that_counts(material, whose)
        part = self._that_counts(part_of(material, self.passing(where)), whose)
        unreleased = {view.transcript.id for view in self.unreleased()}
        return replace(part, n_unreleased=len(unreleased & {quotation.transcript_id for quotation in part.quotations}))

    @one_moment
    def _material(self, *, twice: bool = True) -> Material:
        """The facts that a report is made from; ``twice`` with how far those agree who coded the same."""
        cases = self.cases()
        quoted = {quotation.transcript_id for quotation in self._store.facts(Quotation)}
        method = METHODS.get(self.study.method)
        return Material(
            study=self.study,
            method=method.sentence if method else self.study.method,
            version=__version__,
            file_name=self.path.name,
            coders=tuple(self._store.facts(Coder)),
            cases=tuple(cases),
            attributes=tuple(attribute.name for attribute in self.attributes()),
            attributions=self.attributions(),
            attribute_values=self.values_of_all(),
            transcripts=tuple(self.transcripts()),
            codes=tuple(self.codes()),
            code_paths=self.paths(),
            themes=tuple(self.themes()),
            quotations=tuple(self._store.facts(Quotation)),
            codings=tuple(self._store.facts(Coding)),
            looked_at=tuple(self._store.facts(LookedAt)),
            runs=tuple(self._store.facts(Run)),
            candidates=tuple(self._store.facts(Candidate)),
            decisions=tuple(self._store.facts(Decision)),
            n_steps=Counter(logged.step.verb for logged in self._store.steps()),
            codebook_version=self.codebook_version,
            consents=tuple(self._store.facts(Consent)),
            withdrawals=tuple(self._store.facts(Withdrawal)),
            guide=tuple(self._store.facts(GuideQuestion)),
            askings=tuple(self._store.facts(Asking)),
            consensus_id=self._consensus_id(),
            twice=self._coded_twice() if twice else None,
            uncounted=method.refuses("prevalence") if method else "",
            template=self._template() if method and method.keeps_versions else "",
            unit=fixed.sentence if (fixed := self.unit_fixed()) else "",
            summaries=tuple(self._store.facts(Summary)),
            written=tuple(one for one in self._store.facts(ReportText) if one.part not in CHOICES),
            today=datetime.now(UTC).date(),
            cells=self._cells_shown(),
            n_unreleased=sum(view.transcript.id in quoted for view in self.unreleased()),
            n_apart=len(self.coded_apart()),
        )

    def _cells_shown(self) -> CellsShown:
        """Which cells of the matrix the report shows."""
        kept = self._store.facts(ReportText, part=CELLS)
        return read_cells(kept[0].text if kept else "")

    def _template(self) -> str:
        """Which versions the codebook went through, and what they left to be recoded, in words."""
        n_codings = sum(len(one.codings) for one in self.to_recode())
        still = f"{counted(n_codings, 'coding')} made by an older one {'is' if n_codings == 1 else 'are'} still"
        done = "All that a later one touched has been looked at again."
        left = f"{still} to be looked at again." if n_codings else done
        return f"The template went through {counted(self.codebook_version, 'version')}. {left}"
