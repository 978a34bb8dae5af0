"""Verbs on findings: what is said, and the report."""

from __future__ import annotations

import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from themes import __version__
from themes.errors import Refused
from themes.methods import METHODS
from themes.model import Candidate, Coder, Coding, Decision, LookedAt, Quotation, Run
from themes.project.base import one_moment
from themes.project.candidates import CandidateVerbs
from themes.project.cases import CaseVerbs
from themes.report import MAX_QUOTATIONS, Findings, Material, gather


class FindingVerbs(CandidateVerbs, CaseVerbs):
    """Gather what is said, and write it down."""

    def findings(self, *, max_quotations: int = MAX_QUOTATIONS) -> Findings:
        """Themes (or codes, where there are no themes) with how widely they were heard and quotations for each.

        Args:
            max_quotations: How many quotations each theme and sub-theme shows at most.
        """
        return gather(self._material(), max_quotations=max_quotations)

    def report(self, path: str | Path, *, max_quotations: int = MAX_QUOTATIONS) -> Path:
        """Write the findings as a Word file (.docx) or a spreadsheet (.xlsx), by the file's suffix.

        A file of that name is replaced once the new one is whole.

        Args:
            path: Where.
            max_quotations: How many quotations each theme and sub-theme shows at most; the spreadsheet holds all.

        Returns:
            The file.

        Raises:
            Refused: The suffix is another, the folder is missing, or the file cannot be replaced; nothing was written.
        """
        place = Path(path)
        suffix = place.suffix.casefold()
        if suffix not in (".docx", ".xlsx"):
            raise Refused(f"A report is written as .docx or .xlsx, not as “{place.name}”. Nothing was written.")
        if not place.parent.is_dir():
            raise Refused(f"The folder “{place.parent}” is not there. Nothing was written; make it or choose another.")
        findings = self.findings(max_quotations=max_quotations)
        try:
            beside = tempfile.TemporaryDirectory(prefix=".themes-", dir=place.parent)
        except OSError as error:
            raise Refused(
                f"Nothing can be written to “{place.parent}” ({error.strerror}). Choose another folder."
            ) from error
        with beside as folder:
            made = Path(folder) / place.name
            if suffix == ".docx":
                from themes.report.word import write_word  # noqa: PLC0415 - only who writes Word pays for it

                write_word(findings, made, at=datetime.now(UTC).replace(microsecond=0))
            else:
                from themes.report.sheet import write_sheet  # noqa: PLC0415 - the same for spreadsheets

                write_sheet(findings, made)
            try:
                made.replace(place)
            except OSError as error:
                raise Refused(
                    f"“{place.name}” could not be replaced ({error.strerror}); it may be open in another program. "
                    "The file there was kept. Close it and try again, or choose another name."
                ) from error
        return place

    @one_moment
    def _material(self) -> Material:
        """The facts that a report is made from."""
        cases = self.cases()
        method = METHODS.get(self.study.method)
        return Material(
            study=self.study,
            method=method.sentence if method else self.study.method,
            version=__version__,
            coders=tuple(self._store.facts(Coder)),
            cases=tuple(cases),
            attributes=tuple(attribute.name for attribute in self.attributes()),
            attributions=self.attributions(),
            attribute_values={case.id: self.values(case) for case in cases},
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
        )
