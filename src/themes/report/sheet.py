"""The report as a spreadsheet: a row for each coding, the codebook, the cases, and apart the key to the transcripts."""

from __future__ import annotations

from pathlib import Path

from themes.report.findings import Findings
from themes.report.tables import Table, cases, codebook, quotations
from themes.report.workbook import CUT, LONGEST, write_workbook

__all__ = ["CUT", "KEY", "LONGEST", "read_first", "write_sheet"]

KEY = "Key (keep apart)"
"""The last sheet: which transcript is which; titles may name people, so that it is not to be passed on."""


def write_sheet(findings: Findings, path: Path) -> None:
    """Write the findings as .xlsx.

    Args:
        findings: What the study found.
        path: The file to write.
    """
    tables = [quotations(findings), codebook(findings), cases(findings), _key(findings)]
    write_workbook(
        [
            *read_first(findings.watermark, findings.part_sentence, findings.whose_sentence, findings.consent_sentence),
            *tables,
        ],
        path,
        title=findings.study.title,
        creator=", ".join(findings.coders),
    )


def read_first(*told: str) -> list[Table]:
    """What is to be known before anything else is read; no sheet where there is nothing."""
    rows = tuple((said,) for said in told if said)
    return [Table(title="Read first", head=("Read first",), rows=rows, widths=(110,))] if rows else []


def _key(findings: Findings) -> Table:
    return Table(
        title=KEY,
        head=("Transcript", "Title (may name people: delete this sheet before you pass the file on)"),
        rows=findings.key,
        widths=(22, 70),
    )
