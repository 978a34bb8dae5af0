"""The appendices of the report: codebook, words for quantities, cases, technical details, audit trail, checklists."""

from __future__ import annotations

from collections.abc import Sequence

from themes.report.checklists import write_checklists
from themes.report.findings import Defined, Findings
from themes.report.lines import line
from themes.report.pages import Pages
from themes.report.word_styles import NOTE
from themes.report.wording import counted


def write_appendices(out: Pages, findings: Findings) -> None:
    """Write the appendices, each under a heading.

    Args:
        out: The file.
        findings: What the study found.
    """
    write_codebook_table(out, findings, heading="Appendix A: Codebook")
    out.heading("Appendix B: Words for quantities", 1)
    if findings.uncounted:
        out.paragraph(f"None is used. {findings.uncounted}")
    else:
        out.paragraph("N is the number of participants who can be told apart.", keep=True)
        out.table(["Word", "Used for"], list(findings.cut_offs), [4, 12])
    out.heading("Appendix C: Cases", 1)
    _cases(out, findings)
    out.heading("Appendix D: Technical details", 1)
    out.table(["Name", "Value"], list(findings.details), [6, 10])
    _trail(out, findings)
    write_checklists(out, findings)
    coders = f", coded by {', '.join(findings.coders)}" if findings.coders else ""
    out.paragraph(f"Written by {findings.program} from the project “{findings.study.title}”{coders}.", NOTE)


def write_codebook_table(out: Pages, findings: Findings, *, heading: str) -> None:
    """Write the codebook as a table under a heading."""
    out.heading(heading, 1)
    if findings.codebook:
        out.paragraph(f"Version {findings.codebook_version}, {counted(len(findings.codebook), 'code')}.", keep=True)
        rows = [
            [f"{code.path}{' (retired)' if code.retired else ''}", _rules(code), str(code.n_codings), str(code.n_cases)]
            for code in findings.codebook
        ]
        head, widths = ["Code", "Definition and rules of use", "Codings", "Cases"], [3.8, 8.6, 2, 1.6]
        if findings.uncounted:  # how many cases bear a code is how many say it
            head, widths, rows = head[:-1], [3.8, 10.2, 2], [row[:-1] for row in rows]
        out.table(head, rows, widths)
    else:
        out.paragraph("The codebook is empty.")


def _trail(out: Pages, findings: Findings) -> None:
    """What was done, how often: each step with who did it and when is in the history."""
    out.heading("Appendix E: Audit trail", 1)
    n_steps = sum(count for _, count in findings.steps)
    out.paragraph(
        f"The project's log holds {counted(n_steps, 'step')}, each with who did it and when; the page History and "
        "the command “themes history” give them one by one.",
        keep=True,
    )
    if findings.steps:
        out.table(["What was done", "Steps"], [[verb, f"{count:,}"] for verb, count in findings.steps], [13, 3])


def _rules(code: Defined) -> list[str]:
    """Definition, when to use and when not, each a paragraph."""
    return [
        code.definition,
        f"Use when: {code.use_when}" if line(code.use_when) else "",
        f"Don't use when: {code.dont_use_when}" if line(code.dont_use_when) else "",
    ]


_MOST_COLUMNS = 6


def _cases(out: Pages, findings: Findings) -> None:
    if not findings.cases:
        out.paragraph("No case is known.")
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
    out.table(head, rows, _widths(columns))
    beyond = ", ".join(column[0] for column in told[_MOST_COLUMNS:])
    out.paragraph(f"Further attributes are in the spreadsheet: {beyond}." if beyond else "", NOTE)
    withheld = ", ".join(findings.withheld)
    out.paragraph(f"Not printed, since they name people: {withheld}." if withheld else "", NOTE)


def _widths(columns: Sequence[Sequence[str]], *, whole: float = 16.0) -> list[float]:
    """Widths in centimetres that share the page by the longest word of each column, so that few words are broken."""
    longest = [max(len(word) for cell in column for word in [*cell.split(), "....."]) for column in columns]
    return [whole * (length + 2) / sum(other + 2 for other in longest) for length in longest]
