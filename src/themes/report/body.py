"""What a report says, from its summary to its appendices, written to any kind of file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from themes.manuscript import QUOTATION_ANCHOR, THEME_ANCHOR, anchor
from themes.report.appendices import write_appendices
from themes.report.findings import AGAINST, DIRECTION_NAMES, DIRECTIONS, LOOSE, Findings, Section, Shown
from themes.report.lines import line
from themes.report.pages import Pages
from themes.report.word_styles import ASKED, ATTRIBUTION, DIRECTION, HEARD, NOTE
from themes.report.wording import counted, listed

ASKS = "This theme has no statement yet. Write here, in a sentence or two, what it claims."


def write_front(out: Pages, findings: Findings) -> None:
    """The title, for whom, what to know before reading on, and the study's questions."""
    study = findings.study
    out.paragraph(study.title or findings.heading, "Title")
    out.paragraph(f"{findings.heading} with supporting quotations", "Subtitle")
    out.paragraph(f"For {study.commissioner}" if study.commissioner else "", "Subtitle")
    out.paragraph(study.notice, ASKED)
    out.paragraph(findings.watermark, ASKED)
    out.paragraph(findings.part_sentence, ASKED)
    if study.questions:
        out.paragraph("Questions", DIRECTION)
        for nth, question in enumerate(study.questions, start=1):
            out.paragraph(f"{nth}. {question}")


def write_body(out: Pages, findings: Findings) -> None:
    """The summary, a part for each theme, how it was done, and the appendices."""
    _summary(out, findings)
    out.heading(findings.heading, 1)
    for section in findings.sections:
        _section(out, section, level=2)
    _loose(out, findings)
    out.heading("How this was done", 1)
    out.paragraph(findings.part_sentence)
    for paragraph in findings.method:
        out.paragraph(paragraph)
    write_appendices(out, findings)


def _summary(out: Pages, findings: Findings) -> None:
    """The list of themes with their figures on one page."""
    out.heading("Summary", 1)
    if not findings.sections:
        out.paragraph("Nothing has been decided yet: the project has neither a theme nor a code.")
        return
    directions = [valence for valence in DIRECTIONS if valence and _said(findings, valence)]
    head = [
        findings.heading.removesuffix("s"), "Participants", "Transcripts", "Quotations",
        *(DIRECTION_NAMES[valence] for valence in directions),
    ]  # fmt: skip
    sections = list(_with_parts(findings.sections))
    rows = [
        [
            section.name,
            f"{section.heard.word} ({section.heard.participants.figure})"
            if section.heard.word
            else section.heard.participants.figure,
            section.heard.transcripts.figure,
            f"{section.n_quotations:,}",
            *(_number(section, valence) for valence in directions),
        ]
        for section, _ in sections
    ]
    others = [2.7, 2.7, 2.0, *[1.6] * len(directions)]
    out.table(head, rows, [16 - sum(others), *others], depths=[depth for _, depth in sections])
    out.paragraph("Counts are explained under “How this was done”; the words for them in the appendix.", NOTE)
    out.paragraph(findings.unread_sentence, HEARD)
    out.paragraph(findings.consent_sentence, HEARD)


def _with_parts(sections: Sequence[Section], depth: int = 0) -> Iterator[tuple[Section, int]]:
    """Each section, its parts after it, with how deep it stands."""
    for section in sections:
        yield section, depth
        yield from _with_parts(section.parts, depth + 1)


def _said(findings: Findings, valence: str) -> bool:
    return any(direction.valence == valence for section in findings.sections for direction in section.directions)


def _number(section: Section, valence: str) -> str:
    return str(next((said.n_quotations for said in section.directions if said.valence == valence), 0))


def _section(out: Pages, section: Section, *, level: int) -> None:
    out.heading(section.name, level, anchor=anchor(THEME_ANCHOR, section.id))
    if section.asks_for_statement:
        out.paragraph(ASKS, ASKED)
    evidence = _evidence(section)
    out.paragraph(section.statement, evidence=evidence)
    if section.central_idea:
        out.paragraph(f"Central idea: {line(section.central_idea)}", evidence=evidence)
    out.paragraph(section.heard.sentence, HEARD, evidence=evidence)
    _definitions(out, section)
    out.paragraph(_notes(section))
    with_directions = any(direction.valence for direction in section.directions)
    for direction in section.directions:
        shown = [quoted for quoted in section.quotations if quoted.direction == direction.valence]
        if with_directions and shown:
            counts = f"{counted(direction.n_quotations, 'quotation')} from {_people(direction.n_participants)}"
            out.paragraph(f"{DIRECTION_NAMES[direction.valence]}: {counts}", DIRECTION)
        for quoted in shown:
            _quotation(out, quoted)
    if section.against:
        out.paragraph(AGAINST, DIRECTION)
        for quoted in section.against:
            _quotation(out, quoted)
    if section.nothing_found:
        out.paragraph(f"Looked for and not found in {listed(section.nothing_found)}.")
    for part in section.parts:
        _section(out, part, level=level + 1)


def _people(count: int) -> str:
    return counted(count, "participant")


def _definitions(out: Pages, section: Section) -> None:
    """The codes that carry a section with their definitions; not the name that the heading has just said."""
    if len(section.codes) == 1 and section.codes[0].name == section.name:
        out.paragraph(section.codes[0].definition)
        return
    for code in section.codes:
        if definition := line(code.definition):
            out.defined(line(code.path) or "–", definition)
    undefined = [code.path for code in section.codes if not line(code.definition)]
    if undefined:
        out.paragraph(f"Carried by {listed(undefined)} (no definition yet).")


def _loose(out: Pages, findings: Findings) -> None:
    """The codes that no theme carries: they were given all the same, and a reader should know."""
    if not findings.loose:
        return
    out.heading(LOOSE, 1)
    rows = [[code.path, code.heard.participants.figure, f"{code.n_quotations:,}"] for code in findings.loose]
    out.table(["Code", "Participants", "Quotations"], rows, [10, 3.6, 2.4])
    out.paragraph("Each code is counted by itself, without its sub-codes.", NOTE)


def _notes(section: Section) -> str:
    """How much evidence there is, how much is shown, and what to know of it."""
    if not section.n_quotations:
        return "No quotation supports it yet."
    shown = len(section.quotations)
    sub = " with its parts" if section.parts else ""
    names = {**DIRECTION_NAMES, None: "without a direction"}
    said = [f"{one.n_quotations:,} {names[one.valence].lower()}" for one in section.directions]
    ways = f" ({listed(said)})" if any(one.valence for one in section.directions) else ""
    sentences = [
        f"{counted(section.n_quotations, 'quotation')}{sub}{ways}, of which {shown} stand{'s' * (shown == 1)} here."
    ]
    if section.n_unknown:
        whose = "a voice that is no known participant's"
        sentences.append(f"{section.n_unknown:,} of them {'is' if section.n_unknown == 1 else 'are'} by {whose}.")
    return " ".join([*sentences, section.unread_sentence])


def _quotation(out: Pages, quoted: Shown) -> None:
    out.quotation(quoted.words, anchor=anchor(QUOTATION_ANCHOR, quoted.quotation_id))
    unread = "accepted in bulk, not yet read" if quoted.unread else ""
    told = [f"{quoted.attribution} ({quoted.place})", unread]
    out.paragraph(", ".join(part for part in told if part), ATTRIBUTION)


_MOST_PLACES = 12


def _evidence(section: Section) -> str:
    """Where the quotations behind what is said of a section stand, those that are shown first."""
    places = list(dict.fromkeys(f"{shown.place} ({shown.start}–{shown.end})" for shown in section.quotations))
    if not places:
        return ""
    n_more = section.n_quotations - len(places[:_MOST_PLACES])
    more = f"; {n_more:,} more in the spreadsheet" if n_more > 0 else ""
    return f"Evidence: {'; '.join(places[:_MOST_PLACES])}{more}."
