"""What the framework matrix says on a theme: its column, each cell with the quotations that it hangs on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from themes.memo_text import Link, links, parts
from themes.model import Summary
from themes.report.findings import CellTold, Section, Shown
from themes.report.material import Material
from themes.report.wording import counted


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of the matrix by their ids, in the order in which they are told, and its codes' paths by theirs."""

    names: Mapping[str, str]
    codes: Mapping[str, str]


def rows_of(material: Material, references: Mapping[str, str]) -> Rows:
    """Cases by label and attributes, then transcripts by reference."""
    cases = {case.id: material.attributions.get(case.id) or case.label for case in material.cases}
    names = {**cases, **{source.id: references[source.id] for source in material.transcripts}}
    return Rows(names, {code.id: material.code_paths.get(code.id, code.name) for code in material.codes})


def kept(material: Material, rows: Rows) -> tuple[Summary, ...]:
    """The summaries that stand in the report, in the order of the rows: kept by somebody, and chosen where some are.

    Those of rows that may not be used are none.
    """
    order = {row_id: nth for nth, row_id in enumerate(rows.names)}
    there = [one for one in material.summaries if one.row_id in order and not one.draft]
    there = [one for one in there if material.cells.shows(one.row_id, one.column_id)]
    return tuple(sorted(there, key=lambda one: order[one.row_id]))


def with_column(
    section: Section,
    summaries: Sequence[Summary],
    rows: Rows,
    numbers: Iterator[int],
    shown: Callable[[str], Shown | None],
) -> Section:
    """A section with its column of the matrix.

    Args:
        section: The theme or code.
        summaries: Those of its column.
        rows: The rows of the matrix.
        numbers: Gives each quotation that is linked to its number.
        shown: How a quotation is shown, by its id; None where it is not here, or may not be used.

    Returns:
        The section; quotations that stand under it already bear the number there and are not printed twice.
    """
    if not summaries:
        return section
    told = {id_: one for summary in summaries for id_ in links(summary.text) if (one := shown(id_)) is not None}
    number = {id_: next(numbers) for id_ in told}
    here = {_place(one): nth for nth, one in enumerate(section.quotations)}
    quotations = list(section.quotations)
    rest = []
    for id_, one in told.items():
        nth = here.get(_place(one))
        if nth is None:
            rest.append(replace(one, number=number[id_]))
        elif not quotations[nth].number:
            quotations[nth] = replace(quotations[nth], number=number[id_])
        else:
            number[id_] = quotations[nth].number
    return replace(
        section,
        quotations=tuple(quotations),
        cells=tuple(CellTold(row=_row(one, section, rows), parts=_parts(one.text, number)) for one in summaries),
        of_cells=tuple(rest),
    )


def _row(summary: Summary, section: Section, rows: Rows) -> str:
    """What a cell's row is called; with the code where the cell is of a code that carries the section."""
    column = "" if summary.column_id == section.id else rows.codes.get(summary.column_id, "")
    return f"{rows.names[summary.row_id]} ({column})" if column else rows.names[summary.row_id]


def matrix_sentence(material: Material, n_shown: int, n_kept: int, n_left: int = 0) -> str:
    """How much of a framework matrix is kept, and how much of it stands in the report, in words.

    Args:
        material: The facts.
        n_shown: Cells that are for the report.
        n_kept: Cells that somebody has kept, of rows that may be used.
        n_left: Cells of the first that stand under nothing.
    """
    n_drafts = sum(one.draft for one in material.summaries)
    left = (
        f" {counted(n_drafts, 'draft')} of the machine's that nobody has kept {'is' if n_drafts == 1 else 'are'} not."
    )
    if not n_kept:
        return f"No cell of a framework matrix has been written, so that none stands here.{left if n_drafts else ''}"
    of_codes = {one.id for one in material.codes} if material.themes else set()
    n_of_codes = sum(one.column_id in of_codes for one in material.summaries if not one.draft)
    carrying = ", or of a code that carries it," if n_of_codes > n_left else ""
    stands = f"What is written of a theme{carrying} stands under it, with the quotations that it hangs on."
    stands = stands if n_left < n_shown else ""
    if n_left:
        which = "of a code that carries no theme" if material.themes else "of a code that is not in the report"
        stands = f"{stands} {counted(n_left, 'cell')} {which} {'is' if n_left == 1 else 'are'} left out.".strip()
    if not material.cells.everything:
        chosen = f"Chosen for this report {'is' if n_shown == 1 else 'are'} {n_shown:,} of them. {stands}"
        stands = chosen if n_shown else "None of them was chosen for this report."
    return (
        f"{counted(n_kept, 'cell')} of the framework matrix {'is' if n_kept == 1 else 'are'} written. {stands}"
        f"{left if n_drafts else ''}"
    )


def _parts(text: str, number: Mapping[str, int]) -> tuple[str | int, ...]:
    """Words and numbers; a link to a quotation that is not here, or may not be used, is left out."""
    told = [number.get(part.quotation_id) if isinstance(part, Link) else part for part in parts(text)]
    return tuple(part for part in told if part is not None)


def _place(shown: Shown) -> tuple[str, int, int]:
    return shown.transcript_id, shown.start, shown.end
