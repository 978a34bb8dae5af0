"""Of which project a report is, and of what part of it: kept in the file's own properties, for checking it later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from themes.report.findings import Findings

_PROJECT, _FILE, _FILTER = "Themes project", "Themes file", "Themes filter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The project's id, the name of its file, and the filter that the report was written through, empty for none."""

    project_id: str = ""
    file_name: str = ""
    filtered: str = ""


def origin(findings: Findings) -> list[tuple[str, str]]:
    """What a report's file says of its origin, name and value."""
    told = [(_PROJECT, findings.study.id), (_FILE, findings.file_name), (_FILTER, findings.filtered)]
    return [(name, value) for name, value in told if value]


def origin_of(properties: Iterable[tuple[str, str]]) -> Origin:
    """What a file's properties say of its origin; nothing where they were lost."""
    said = dict(properties)
    return Origin(project_id=said.get(_PROJECT, ""), file_name=said.get(_FILE, ""), filtered=said.get(_FILTER, ""))
