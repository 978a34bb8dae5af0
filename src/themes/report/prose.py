"""The text of the report part by part: what Themes writes, what its author wrote instead, and what changed beneath."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from themes.model import ReportText
from themes.report.changed_figures import FigureChanged, changed_sentence, figures_changed
from themes.report.findings import Findings, Section

INTRODUCTION, SUMMARY, DISCUSSION, LIMITATIONS = "introduction", "summary", "discussion", "limitations"

_OWN = {
    INTRODUCTION: "Introduction",
    SUMMARY: "Summary, before the table",
    DISCUSSION: "Discussion",
    LIMITATIONS: "Limitations",
}
_METHOD = {
    "declared": "Method: what was done",
    "material": "Method: the material",
    "withdrew": "Method: who withdrew",
    "proposed": "Method: what was proposed",
    "coded": "Method: who coded",
    "whose": "Method: whose codings count",
    "template": "Method: versions of the codebook",
    "unit": "Method: the unit of coding",
    "twice": "Method: how coders agree",
    "looked": "Method: what was looked at",
    "matrix": "Method: the framework matrix",
    "counting": "Method: how was counted",
}
_OF_A_SECTION = {"heard": "how widely it was heard", "text": "what else is said of it", "evidence": "how much evidence"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the report's text.

    ``key`` is what it is known by; ``title`` what people call it; ``section`` the theme or code that it is of, None
    for the report's own. ``generated`` is what Themes writes there today, empty for a part that only authors write;
    ``written`` what its author wrote, None where nothing.
    """

    key: str
    title: str
    generated: str
    written: ReportText | None = None
    section: Section | None = None

    @property
    def text(self) -> str:
        """What is printed."""
        return self.written.text if self.written else self.generated

    @property
    def moved_on(self) -> bool:
        """Whether what Themes writes there has changed since its author wrote over it."""
        return self.written is not None and self.written.beneath != self.generated

    @property
    def figures_changed(self) -> list[FigureChanged]:
        """The figures that Themes writes otherwise now than when its author wrote over it."""
        return figures_changed(self.written.beneath, self.generated) if self.written and self.moved_on else []

    @property
    def changed_sentence(self) -> str:
        """The same in words, and which of them the author's text says still; empty where no figure changed."""
        return changed_sentence(self.figures_changed, self.written.text) if self.written else ""


def part_in_words(key: str, name_of: Callable[[str], str]) -> str:
    """What people call a part by its key alone; empty where nobody does.

    Args:
        key: What the part is known by.
        name_of: The name of the theme or code of an id, empty where there is none any more.

    >>> part_in_words("method coded", str), part_in_words("heard 7", lambda id_: "“Trust”")
    ('Method: who coded', '“Trust”, how widely it was heard')
    """
    kind, _, rest = key.partition(" ")
    if kind == "method":
        return _METHOD.get(rest, "")
    if kind not in _OF_A_SECTION:
        return _OWN.get(key, "")
    return ", ".join(filter(None, (name_of(rest), _OF_A_SECTION[kind])))


def section_of(key: str) -> str:
    """The id of the theme or code that a part is of; empty for the report's own."""
    kind, _, rest = key.partition(" ")
    return rest if kind in _OF_A_SECTION else ""


def heard_key(section: Section) -> str:
    """The part that says how widely a theme was heard."""
    return f"heard {section.id}"


def evidence_key(section: Section) -> str:
    """The part that says how much evidence a theme has."""
    return f"evidence {section.id}"


def text_key(section: Section) -> str:
    """The part in which an author says more of a theme."""
    return f"text {section.id}"


def method_key(name: str) -> str:
    """A paragraph of how it was done."""
    return f"method {name}"


def parts(findings: Findings) -> list[Part]:
    """The parts of a report in its order."""
    found = [
        Part(key=INTRODUCTION, title=_OWN[INTRODUCTION], generated=""),
        Part(key=SUMMARY, title=_OWN[SUMMARY], generated=""),
        *_of_sections(findings.sections),
        Part(key=DISCUSSION, title=_OWN[DISCUSSION], generated=""),
        *(
            Part(key=method_key(name), title=_METHOD.get(name, name), generated=text)
            for name, text in findings.method_parts
        ),
        Part(key=LIMITATIONS, title=_OWN[LIMITATIONS], generated=""),
    ]
    return [
        Part(
            key=one.key,
            title=one.title,
            generated=one.generated,
            written=findings.written.get(one.key),
            section=one.section,
        )
        for one in found
    ]


def without_place(findings: Findings) -> list[ReportText]:
    """What authors wrote for parts that the report no longer has: of a theme that was taken out, or another method."""
    there = {part.key for part in parts(findings)}
    return [text for key, text in sorted(findings.written.items()) if key not in there]


def said(findings: Findings, key: str, generated: str = "") -> list[str]:
    """The paragraphs that are printed for a part: its author's, else what Themes writes."""
    written = findings.written.get(key)
    return paragraphs(written.text if written else generated)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, each of one line."""
    return [one.strip() for one in text.split("\n") if one.strip()]


def _of_sections(sections: Sequence[Section]) -> Iterator[Part]:
    for section in sections:
        if section.counted:
            yield Part(
                key=heard_key(section),
                title=f"{section.name}: how widely it was heard",
                generated=section.heard.sentence,
                section=section,
            )
        yield Part(key=text_key(section), title=f"{section.name}: your text", generated="", section=section)
        yield Part(
            key=evidence_key(section),
            title=f"{section.name}: how much evidence",
            generated=section.evidence_sentence,
            section=section,
        )
        yield from _of_sections(section.parts)
