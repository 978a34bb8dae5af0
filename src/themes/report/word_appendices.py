"""The appendices of the Word report: codebook, words for quantities, cases, technical details."""

from __future__ import annotations

from collections.abc import Sequence

from themes.report.findings import Defined, Findings
from themes.report.word_parts import Writer, line
from themes.report.word_styles import NOTE
from themes.report.wording import counted


def write_appendices(writer: Writer, findings: Findings) -> None:
    """Write the appendices, each under a heading.

    Args:
        writer: Of the document.
        findings: What the study found.
    """
    writer.heading("Appendix A: Codebook", 1)
    if findings.codebook:
        writer.paragraph(f"Version {findings.codebook_version}, {counted(len(findings.codebook), 'code')}.")
        rows = [
            [f"{code.path}{' (retired)' if code.retired else ''}", _rules(code), str(code.n_codings), str(code.n_cases)]
            for code in findings.codebook
        ]
        writer.table(["Code", "Definition and rules of use", "Codings", "Cases"], rows, [4, 8.8, 1.7, 1.5])
    else:
        writer.paragraph("The codebook is empty.")
    writer.heading("Appendix B: Words for quantities", 1)
    told = writer.paragraph("N is the number of participants who can be told apart.")
    if told is not None:
        told.paragraph_format.keep_with_next = True
    writer.table(["Word", "Used for"], list(findings.cut_offs), [4, 12])
    writer.heading("Appendix C: Cases", 1)
    _cases(writer, findings)
    writer.heading("Appendix D: Technical details", 1)
    writer.table(["Name", "Value"], list(findings.details), [6, 10])
    coders = f", coded by {', '.join(findings.coders)}" if findings.coders else ""
    writer.paragraph(f"Written by {findings.program} from the project “{findings.study.title}”{coders}.", NOTE)


def _rules(code: Defined) -> list[str]:
    """Definition, when to use and when not, each a paragraph."""
    return [
        code.definition,
        f"Use when: {code.use_when}" if line(code.use_when) else "",
        f"Don't use when: {code.dont_use_when}" if line(code.dont_use_when) else "",
    ]


_MOST_COLUMNS = 6


def _cases(writer: Writer, findings: Findings) -> None:
    if not findings.cases:
        writer.paragraph("No case is known.")
        return
    filled = [nth for nth in range(len(findings.attributes)) if any(case.values[nth] for case in findings.cases)]
    told = [[findings.attributes[nth], *(case.values[nth] for case in findings.cases)] for nth in filled]
    if {case.kind for case in findings.cases} != {"participant"}:
        told.insert(0, ["Kind", *(case.kind for case in findings.cases)])
    columns = [
        ["Case", *(case.label for case in findings.cases)],
        *told[:_MOST_COLUMNS],
        ["Codings", *(str(case.n_codings) for case in findings.cases)],
    ]
    head, *rows = [list(row) for row in zip(*columns, strict=True)]
    writer.table(head, rows, _widths(columns))
    beyond = ", ".join(column[0] for column in told[_MOST_COLUMNS:])
    writer.paragraph(f"Further attributes are in the spreadsheet: {beyond}." if beyond else "", NOTE)
    withheld = ", ".join(findings.withheld)
    writer.paragraph(f"Not printed, since they name people: {withheld}." if withheld else "", NOTE)


def _widths(columns: Sequence[Sequence[str]], *, whole: float = 16.0) -> list[float]:
    """Widths in centimetres that share the page by the longest word of each column, so that few words are broken."""
    longest = [max(len(word) for cell in column for word in [*cell.split(), "....."]) for column in columns]
    return [whole * (length + 2) / sum(other + 2 for other in longest) for length in longest]
