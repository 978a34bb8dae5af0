"""Grids of survey answers: how they are told from tables of an interview."""

from __future__ import annotations

from collections.abc import Sequence

_FEWEST_COLUMNS = 2
# What survey tools call the columns about a respondent, and what nobody heads a column of an interview with.
_RESPONDENT = frozenset(
    (
        *(
            "id",
            "respondent",
            "respondentid",
            "responseid",
            "uniqueresponseno",
            "recipient",
            "collectorid",
            "ipaddress",
        ),
        *("email", "emailaddress", "status", "progress", "finished", "duration", "submitted", "datesubmitted"),
        *("timestarted", "starttime", "completiontime", "startdate", "enddate", "recordeddate"),
    )
)
_LONG_HEADING = 25
_ASKING = 2
_WIDE = 10


def looks_like_survey(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table without columns of speaker and words has a row a respondent, and a column a question.

    Args:
        header: The cells of the first row.
        rows: The rows below it.

    Returns:
        True for two columns or more and at least one row, where the headings read like a survey's: one is a survey
        tool's own, or there are ten or more, or, of three or more, two are questions or long.
    """
    headed = [cell.strip() for cell in header if cell.strip()]
    if len(headed) < _FEWEST_COLUMNS or not rows:
        return False
    n_asking = sum(1 for cell in headed if cell.endswith("?") or len(cell) > _LONG_HEADING)
    own = any("".join(filter(str.isalnum, cell)).casefold() in _RESPONDENT for cell in headed)
    return own or len(headed) >= _WIDE or (n_asking >= _ASKING and len(headed) > _FEWEST_COLUMNS)
