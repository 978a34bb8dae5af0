"""README.md's and RESULTS.md's tables, written from what the benchmarks printed: ``python -m benchmarks.readme``.

A table stands between two marks, ``<!-- benchmarks: speed -->`` and ``<!-- end -->``, and is written anew where every
benchmark that it needs has a record in benchmarks/results; until then what stands there stays. Numbers are put in
nowhere else; tests/benchmarks/test_readme.py holds the files to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks import readme_quality, readme_speed, readme_themes, record
from benchmarks.record import Record

Records = Mapping[str, Record]
Block = tuple[Sequence[str], Callable[[Records], Sequence[str]]]
"""The benchmarks that it needs, and what gives its lines of Markdown."""

BLOCKS: dict[str, Block] = {
    "speed": (readme_speed.NEEDS, readme_speed.speed),
    "installation": (("install",), readme_speed.installation),
    "candidates": (("themes",), readme_quality.candidates),
    "suggestions": (("suggest", "effort"), readme_quality.suggestions),
    "names": (("identifiers",), readme_quality.names),
    "themes": (("themes",), readme_themes.figures),
    "themes bars": (("themes",), readme_themes.held),
    "guided": (("guided",), readme_themes.guided),
    "large": (("large",), readme_speed.large),
    "naming": (("naming",), readme_themes.naming),
}

PAGES = (Path(__file__).parent.parent / "README.md", Path(__file__).parent / "RESULTS.md")
_MARKED = re.compile(r"(<!-- benchmarks: (?P<name>[a-z ]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def written(page: str, records: Records) -> str:
    """A page with its tables as the records have them.

    Args:
        page: Markdown with marks.
        records: What is kept of each benchmark, by name.

    Raises:
        KeyError: A mark names no table.
    """

    def anew(marked: re.Match[str]) -> str:
        needed, lines = BLOCKS[marked["name"]]
        if not all(name in records for name in needed):
            return marked[0]
        return "\n".join([marked[1], *lines(records), "", marked[3]])

    return _MARKED.sub(anew, page)


def write() -> list[Path]:
    """Write both pages anew; those that changed."""
    records = record.read()
    changed = []
    for path in PAGES:
        before = path.read_text(encoding="utf-8")
        after = written(before, records)
        if after != before:
            path.write_text(after, encoding="utf-8")
            changed.append(path)
    return changed


if __name__ == "__main__":
    for page in write():
        print(f"{page.name} is written anew.")
