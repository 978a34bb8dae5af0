"""What another tool's table is: Taguette's highlights or codebook, ATLAS.ti's quotations, or anybody's coded table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from themes.exchange import atlasti, coded_table, quoted_csv
from themes.exchange.other_project import OtherProject


def read_table(
    name: str,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    columns: Mapping[str, Sequence[str]] | None = None,
) -> OtherProject:
    """What a table holds that another tool, or a person in a spreadsheet, coded.

    Args:
        name: The file's name.
        header: The headings.
        rows: As many cells each.
        columns: For a coded table which headings hold what, where the proposal is not right; see ``coded_table``.

    Raises:
        RefusedFile: No column holds codes, or none words.
    """
    if not columns:
        if quoted_csv.is_highlights(header):
            return quoted_csv.read_highlights(header, rows)
        if quoted_csv.is_codebook(header):
            return quoted_csv.read_codebook(header, rows)
        if atlasti.is_quotations(header):
            return atlasti.read(header, rows)
    return coded_table.read(name, header, rows, columns=columns or {})
