"""The report as Markdown (.md), in which no sign that anybody wrote means anything but itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from themes.report.body import write_body, write_front
from themes.report.findings import Findings
from themes.report.lines import inline, line
from themes.report.word_styles import ATTRIBUTION, DIRECTION, HEARD
from themes.text import canonical

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~$&@]|^[ \t]*(?:[-+]|\d+[.)])(?=\s)|!(?=\[)|://)", re.MULTILINE)
_DEEPEST = 6


def write_markdown(findings: Findings, path: Path) -> None:
    """Write the report as .md (CommonMark with tables).

    Args:
        findings: What the study found.
        path: The file to write.
    """
    pages = _Markdown()
    write_front(pages, findings)
    write_body(pages, findings)
    path.write_text(pages.text, encoding="utf-8", newline="\n")


class _Markdown:
    """Gathers blocks, with a blank line between any two."""

    def __init__(self) -> None:
        self._blocks: list[str] = []

    @property
    def text(self) -> str:
        return "\n\n".join(self._blocks) + "\n"

    def heading(self, text: str, level: int, *, anchor: str = "") -> None:
        del anchor
        self._blocks.append(f"{'#' * min(level + 1, _DEEPEST)} {plain(line(text) or '–')}")

    def paragraph(self, text: str, style: str = "Normal", *, evidence: str = "", keep: bool = False) -> None:
        del keep
        said = plain(line(text))
        if not said:
            return
        shaped = {"Title": f"# {said}", ATTRIBUTION: f"> — {said}", DIRECTION: f"**{said}**", HEARD: f"**{said}**"}
        self._blocks.append(shaped.get(style, said))
        if evidence:
            # A comment: there for who reads the file, not on the page that is made of it.
            self._blocks.append(f"<!-- {line(evidence).replace('--', '- -')} -->")

    def defined(self, term: str, text: str) -> None:
        self._blocks.append(f"**{plain(line(term))}**: {plain(line(text))}")

    def quotation(self, words: str, *, anchor: str, number: int = 0) -> None:
        del anchor
        if number:
            self._blocks.append(f'<a id="{_marked(number)}"></a>')
        said = plain(canonical(words)).split("\n")
        self._blocks.append("\n>\n".join(f"> {part}" if part.strip() else ">" for part in said))

    def cells(self, head: tuple[str, str], rows: Sequence[tuple[str, Sequence[str | int]]]) -> None:
        lines = [_row(head), _row(["---"] * len(head), raw=True)]
        lines += [f"| {plain(line(name)) or '–'} | {_led(parts)} |" for name, parts in rows]
        self._blocks.append("\n".join(lines))

    def table(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[str | Sequence[str]]],
        widths: Sequence[float],
        *,
        depths: Sequence[int] = (),
    ) -> None:
        del widths
        lines = [_row(head), _row(["---"] * len(head), raw=True)]
        for nth, row in enumerate(rows):
            deep = depths[nth] if depths else 0
            first = f"{'– ' * deep}{row[0]}" if isinstance(row[0], str) and deep else row[0]
            lines.append(_row([first, *row[1:]]))
        self._blocks.append("\n".join(lines))


def _led(parts: Sequence[str | int]) -> str:
    """A cell's words on one line, with links for numbers."""
    return "".join(
        f"[\\[{part}\\]](#{_marked(part)})" if isinstance(part, int) else plain(inline(part)) for part in parts
    )


def _marked(number: int) -> str:
    return f"of-cells-{number}"


def _row(cells: Sequence[str | Sequence[str]], *, raw: bool = False) -> str:
    said = []
    for cell in cells:
        parts = [line(part) for part in ([cell] if isinstance(cell, str) else cell)]
        joined = " ".join(part for part in parts if part) or "–"
        said.append(joined if raw else plain(joined))
    return f"| {' | '.join(said)} |"


def plain(words: str) -> str:
    r"""Words as Markdown that shows them as they are.

    >>> plain("1. *not* a [list](x)")
    '1\\. \\*not\\* a \\[list\\](x)'
    """
    return _SIGNS.sub(_escaped, words)


def _escaped(found: re.Match[str]) -> str:
    said = found[0]
    if said == "://":
        return ":\u2060//"  # a word joiner: no program makes a link of it
    return f"{said[:-1]}\\{said[-1]}"
