"""Of which project a report is, and by which choices it was made: kept in the file's own properties.

So it can be checked later by what it was made from.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from themes.report.findings import Findings

_PROJECT, _FILE, _FILTER, _WHOSE = "Themes project", "Themes file", "Themes filter", "Themes whose codings"
_SHOWN = "Themes quotations shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The project's id, the name of its file, the report's filter, whose codings it stood on, and how much it shows.

    ``filtered`` is empty for all of the study; ``whose`` is as it is kept, empty where the report does not say;
    ``max_quotations`` is how many a theme or code shows at most, 0 where the report does not say.
    """

    project_id: str = ""
    file_name: str = ""
    filtered: str = ""
    whose: str = ""
    max_quotations: int = 0


def origin(findings: Findings) -> list[tuple[str, str]]:
    """What a report's file says of its origin, name and value."""
    told = [
        (_PROJECT, findings.study.id),
        (_FILE, findings.file_name),
        (_FILTER, findings.filtered),
        (_WHOSE, findings.whose),
        (_SHOWN, str(findings.max_quotations or "")),
    ]
    return [(name, value) for name, value in told if value]


def origin_of(properties: Iterable[tuple[str, str]]) -> Origin:
    """What a file's properties say of its origin; nothing where they were lost."""
    said = dict(properties)
    shown = said.get(_SHOWN, "")
    return Origin(
        project_id=said.get(_PROJECT, ""),
        file_name=said.get(_FILE, ""),
        filtered=said.get(_FILTER, ""),
        whose=said.get(_WHOSE, ""),
        max_quotations=int(shown) if shown.isascii() and shown.isdigit() else 0,
    )
