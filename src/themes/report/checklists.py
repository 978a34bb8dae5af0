"""COREQ (Tong, Sainsbury and Craig 2007) and SRQR (O'Brien and others 2014): what the project can say to their items.

The rest is left to the author, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from themes.guide import depth
from themes.report.findings import Findings
from themes.report.heard import Voices
from themes.report.material import Material
from themes.report.pages import Pages
from themes.report.proposed import program
from themes.report.wording import counted, listed

AUTHOR = "For the author to say."

ITEM = "Item"
"""The head of the column of a checklist that holds the items' numbers."""

COREQ: tuple[tuple[str, str], ...] = tuple(
    (str(nth), name)
    for nth, name in enumerate(
        (
            "Interviewer or facilitator", "Credentials", "Occupation", "Gender", "Experience and training",
            "Relationship established", "Participant knowledge of the interviewer", "Interviewer characteristics",
            "Methodological orientation and theory", "Sampling", "Method of approach", "Sample size",
            "Non-participation", "Setting of data collection", "Presence of non-participants",
            "Description of sample", "Interview guide", "Repeat interviews", "Audio or visual recording",
            "Field notes", "Duration", "Data saturation", "Transcripts returned", "Number of data coders",
            "Description of the coding tree", "Derivation of themes", "Software", "Participant checking",
            "Quotations presented", "Data and findings consistent", "Clarity of major themes",
            "Clarity of minor themes",
        ),
        start=1,
    )
)  # fmt: skip
"""The items of COREQ by number."""

SRQR: tuple[tuple[str, str], ...] = tuple(
    (f"S{nth}", name)
    for nth, name in enumerate(
        (
            "Title", "Abstract", "Problem formulation", "Purpose or research question",
            "Qualitative approach and research paradigm", "Researcher characteristics and reflexivity", "Context",
            "Sampling strategy", "Ethical issues pertaining to human subjects", "Data collection methods",
            "Data collection instruments and technologies", "Units of study", "Data processing", "Data analysis",
            "Techniques to enhance trustworthiness", "Synthesis and interpretation", "Links to empirical data",
            "Integration with prior work, implications, transferability", "Limitations", "Conflicts of interest",
            "Funding",
        ),
        start=1,
    )
)  # fmt: skip
"""The items of SRQR by number."""

_MINUTE = 60


def known_items(material: Material, voices: Voices) -> Mapping[str, str]:
    """What the project can say to the items of both checklists, by their numbers.

    Args:
        material: The facts, as they may leave the project.
        voices: The same, ready for counting.
    """
    return {number: said for number, said in _items(material, voices) if said}


def _items(material: Material, voices: Voices) -> Iterator[tuple[str, str]]:
    study = material.study
    n_participants = len(voices.participants)
    coding = {one.coder_id for one in material.own_codings}
    how = [one.how for one in material.own_codings]
    sources = counted(len(material.transcripts), "transcript")
    approached = f"{study.approached:,} approached" if study.approached is not None else ""
    derived = (
        f"{how.count('by hand'):,} codings by hand, {how.count('accepted'):,} by accepting what the machine proposed; "
        "themes were made by people."
        if how
        else ""
    )
    yield "1", f"Interviewer: {study.interviewer.rstrip('.')}." if study.interviewer else ""
    yield "10", f"{approached.capitalize()}; how they were selected is for the author to say." if approached else ""
    yield "11", f"{study.mode.rstrip('.')}; how they were approached is for the author to say." if study.mode else ""
    yield "12", f"{counted(n_participants, 'participant')}, {sources}." if n_participants else ""
    if study.declined is not None:
        yield "13", f"{study.declined:,} declined; their reasons are for the author to say."
    shown = [name for name in material.attributes if _is_filled(material, name)]
    yield "16", f"Appendix C, by {listed(shown)}." if shown and material.cases else ""
    guide = _topic_guide(material)
    left = "Whether it is printed with this report and whether it was tried out before is for the author to say."
    yield "17", f"{guide} {left}" if guide else ""
    yield "21", _durations(material)
    yield "24", f"{counted(len(coding), 'coder')} coded." if coding else ""
    yield "25", f"Appendix A, {counted(len(material.codes), 'code')}." if material.codes else ""
    yield "26", derived
    yield "27", f"{program(material)}."
    yield "29", "Each quotation stands with who said it, by case and attributes, and in which transcript."
    yield "S1", f"{study.title.rstrip('.')}."
    yield "S4", " ".join(study.questions)
    yield "S5", material.method
    yield "S10", f"{study.dates.rstrip('.')}." if study.dates else ""
    yield "S11", guide
    yield "S12", f"{counted(n_participants, 'participant')}, {sources}." if n_participants else ""
    yield "S14", derived
    of_how_many = "" if material.uncounted else "; each count says of how many"
    yield "S15", f"Each step is in the log (Appendix E){of_how_many}." if material.n_steps else ""
    yield "S17", "Under each theme, its quotations with who said them."


def _is_filled(material: Material, name: str) -> bool:
    return any(row.get(name) for row in material.attribute_values.values())


def _topic_guide(material: Material) -> str:
    """What the topic guide holds, and where it is known to have been asked; empty where the project has none."""
    if not material.guide:
        return ""
    n_prompts = sum(depth(question, material.guide) > 0 for question in material.guide)
    prompts = f" and {counted(n_prompts, 'prompt')}" if n_prompts else ""
    told = f"The project holds a topic guide of {counted(len(material.guide) - n_prompts, 'question')}{prompts}."
    there = {source.id for source in material.transcripts}
    asked = [one for one in material.askings if one.state == "confirmed" and one.transcript_id in there]
    if not asked:
        return told
    n_asked, n_places = len({one.question_id for one in asked}), len({one.transcript_id for one in asked})
    verb = "was" if n_asked == 1 else "were"
    return (
        f"{told} {n_asked} of these {len(material.guide)} {verb} found, and confirmed by a person, in {n_places} of "
        f"{counted(len(there), 'transcript')}."
    )


def _durations(material: Material) -> str:
    """How long recordings were, as far as the files tell it."""
    lengths = [source.seconds for source in material.transcripts if source.seconds]
    if not lengths:
        return ""
    minutes = sorted(round(length / _MINUTE) for length in lengths)
    span = f"{minutes[0]} to {minutes[-1]} minutes" if minutes[0] != minutes[-1] else f"{minutes[0]} minutes"
    return f"{span}, known of {len(lengths)} of {counted(len(material.transcripts), 'transcript')}."


def write_checklists(out: Pages, findings: Findings) -> None:
    """Write both checklists, each under a heading."""
    for letter, title, items in (("F", "COREQ", COREQ), ("G", "SRQR", SRQR)):
        out.heading(f"Appendix {letter}: {title} checklist", 1)
        rows = [[number, name, findings.checklist.get(number, AUTHOR)] for number, name in items]
        out.table([ITEM, "Topic", "In this report"], rows, [1.6, 6.4, 8])
