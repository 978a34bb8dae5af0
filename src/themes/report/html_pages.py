"""The report as one web page (.html) that asks for nothing else: no script, no font, no picture from anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from themes.report.body import write_body, write_front
from themes.report.findings import Findings
from themes.report.lines import line
from themes.report.word_styles import ACCENT, ASKED, ATTRIBUTION, HEARD, INK, NOTE, QUIET, RULE, SHADE
from themes.text import canonical

_DEEPEST = 4
_STEP = 1.2
"""Characters' widths by which what lies one step deeper is indented in a table."""

_LOOK = f"""
body {{ font: 1rem/1.5 Arial, "Liberation Sans", sans-serif; color: #{INK}; max-width: 46rem; margin: 2rem auto;
  padding: 0 1rem; }}
h1, h2, h3 {{ color: #{ACCENT}; line-height: 1.2; margin: 2rem 0 .5rem; }} h1.title {{ font-size: 2.2rem; }}
nav ul {{ list-style: none; padding-left: 1rem; }} a {{ color: #{ACCENT}; }}
blockquote {{ margin: .8rem 0 .1rem 1rem; padding-left: .8rem; border-left: 3px solid #{RULE}; white-space: pre-line; }}
.{ATTRIBUTION.lower()} {{ margin: 0 0 .8rem 1.9rem; color: #{QUIET}; }}
.{HEARD.lower()}, .direction {{ font-weight: bold; }} .{ASKED.lower()} {{ font-style: italic; }}
.{NOTE.lower()}, .subtitle, .{ASKED.lower()}, details {{ color: #{QUIET}; }} details {{ font-size: .85rem; }}
table {{ border-collapse: collapse; width: 100%; margin: 1rem 0; font-size: .9rem; }}
th, td {{ text-align: left; vertical-align: top; padding: .3rem .5rem; border-bottom: 1px solid #{RULE};
  overflow-wrap: anywhere; }}
th {{ background: #{SHADE}; }} td p {{ margin: 0 0 .3rem; }}
.wide {{ overflow-x: auto; }}
"""


def write_html(findings: Findings, path: Path) -> None:
    """Write the report as .html.

    Args:
        findings: What the study found.
        path: The file to write.
    """
    front, pages = _Html(), _Html()
    write_front(front, findings)
    write_body(pages, findings)
    title = escape(line(findings.study.title) or findings.heading)
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    head = (
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f"<style>{_LOOK}</style>"
    )
    whole = (
        f'<!DOCTYPE html>\n<html lang="en-GB">\n<head>{head}</head>\n<body>\n<main>\n{front.text}\n'
        f"{pages.contents}\n{pages.text}\n</main>\n</body>\n</html>\n"
    )
    path.write_text(whole, encoding="utf-8", newline="\n")


class _Html:
    """Gathers a page; all that anybody wrote is escaped."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._headings: list[tuple[int, str, str]] = []

    @property
    def text(self) -> str:
        return "\n".join(self._parts)

    @property
    def contents(self) -> str:
        """Links to the headings of the first two levels."""
        links = [
            f'<li style="margin-left: {level - 1}rem"><a href="#{mark}">{text}</a></li>'
            for level, mark, text in self._headings
            if level <= 2  # noqa: PLR2004 - sub-themes would make it long
        ]
        return f'<nav aria-label="Contents"><ul>{"".join(links)}</ul></nav>'

    def heading(self, text: str, level: int, *, anchor: str = "") -> None:
        mark = escape(anchor or f"part-{len(self._headings) + 1}", quote=True)
        said = escape(line(text) or "–")
        self._headings.append((level, mark, said))
        deep = min(level + 1, _DEEPEST)
        self._parts.append(f'<h{deep} id="{mark}">{said}</h{deep}>')

    def paragraph(self, text: str, style: str = "Normal", *, evidence: str = "", keep: bool = False) -> None:
        del keep
        said = escape(line(text))
        if not said:
            return
        if style == "Title":
            self._parts.append(f'<h1 class="title">{said}</h1>')
            return
        self._parts.append(f'<p class="{style.casefold()}">{said}</p>')
        if evidence:
            self._parts.append(f"<details><summary>Evidence</summary>{escape(line(evidence))}</details>")

    def defined(self, term: str, text: str) -> None:
        self._parts.append(f"<p><strong>{escape(line(term))}</strong>: {escape(line(text))}</p>")

    def quotation(self, words: str, *, anchor: str, number: int = 0) -> None:
        del anchor  # two themes may show the same one, and a page's ids are each there once
        mark = f' id="{_marked(number)}"' if number else ""
        self._parts.append(f'<blockquote dir="auto"{mark}>{escape(canonical(words))}</blockquote>')

    def cells(self, head: tuple[str, str], rows: Sequence[tuple[str, Sequence[str | int]]]) -> None:
        heads = "".join(f'<th scope="col">{escape(line(name))}</th>' for name in head)
        body = "".join(
            f'<tr><th scope="row">{escape(line(name))}</th><td>{_led(parts)}</td></tr>' for name, parts in rows
        )
        self._parts.append(
            f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>'
        )

    def table(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[str | Sequence[str]]],
        widths: Sequence[float],
        *,
        depths: Sequence[int] = (),
    ) -> None:
        del widths
        cells = "".join(f'<th scope="col">{escape(line(name))}</th>' for name in head)
        body = [
            "".join(
                f'<td style="padding-left: {0.5 + _STEP * depths[nth]:g}rem">{_cell(content)}</td>'
                if depths and depths[nth] and not column
                else f"<td>{_cell(content)}</td>"
                for column, content in enumerate(row)
            )
            for nth, row in enumerate(rows)
        ]
        inside = "".join(f"<tr>{row}</tr>" for row in body)
        self._parts.append(
            f'<div class="wide"><table><thead><tr>{cells}</tr></thead><tbody>{inside}</tbody></table></div>'
        )


def _led(parts: Sequence[str | int]) -> str:
    """A cell's words, a paragraph a line, with links for numbers."""
    return "".join(
        f'<a href="#{_marked(part)}">[{part}]</a>'
        if isinstance(part, int)
        else "<br>".join(escape(one) for one in canonical(part).split("\n"))
        for part in parts
    )


def _marked(number: int) -> str:
    return f"of-cells-{number}"


def _cell(content: str | Sequence[str]) -> str:
    parts = [escape(line(part)) for part in ([content] if isinstance(content, str) else content)]
    kept = [part for part in parts if part] or ["–"]
    return kept[0] if len(kept) == 1 else "".join(f"<p>{part}</p>" for part in kept)
