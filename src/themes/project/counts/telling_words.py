"""Counts of words in words, tables and pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from themes.compare.counts.concordance import Line
from themes.compare.counts.words import PER, WordCounts
from themes.model import Transcript
from themes.project.counts import limits
from themes.project.counts.told import Counted, CountOptions, Names
from themes.report.pictures.bars import Bar, bars
from themes.report.pictures.strips import Strip, strips
from themes.report.tables import Table, rounded
from themes.report.wording import clock, counted
from themes.text import turns_in


def word_frequencies(found: WordCounts, options: CountOptions) -> Counted:
    """The words or phrases said most often."""
    what = "phrase" if options.phrases else "word"
    title = f"{what.capitalize()}s said most often"
    return Counted(
        kind="words",
        table=Table(
            title=f"{what.capitalize()}s",
            head=(what.capitalize(), "Times", f"In {PER:,} words", "Participants", "Transcripts"),
            rows=tuple(
                (one.written, one.n_times, rounded(found.rate(one), 1), one.n_cases, one.n_transcripts)
                for one in found.counts
            ),
            widths=(32, 10, 16, 14, 14),
            decimals=(None, None, 1, None, None),
        ),
        passages={
            (nth, column): one.passages
            for nth, one in enumerate(found.counts)
            for column, n in ((1, one.n_times), (3, one.n_cases), (4, one.n_transcripts))
            if n
        },
        drawing=bars(
            title,
            [
                Bar(
                    name=one.written,
                    amount=one.n_times,
                    figure=f"{one.n_times:,} · {counted(one.n_cases, 'participant')}",
                )
                for one in found.counts
            ],
            words=f"{title}: {counted(len(found.counts), what)} of {found.n_kinds:,}. The table says the same.",
        ),
        said=_said(found, options, what),
        cautions=(limits.WORDS,),
    )


def _said(found: WordCounts, options: CountOptions, what: str) -> str:
    told = [
        f"{counted(len(found.counts), what)} of {found.n_kinds:,}, counted in {counted(found.n_words, 'word')}.",
        "What interviewers say is counted too." if options.interviewers else "What interviewers say is left out.",
    ]
    if options.phrases:
        told.append(
            "A phrase is two to four words with nothing but white space between them, said at least twice; it neither "
            "begins nor ends with a word that is left out, and a longer one does not take from those in it."
        )
    told.append("Words that say nothing of the matter (the, and, you know) are left out." if options.stop_words else "")
    told.append(
        "Forms of a word count together, by their endings (boards with board), as they are most often written."
        if options.forms_together
        else "Each form of a word is counted by itself."
    )
    return " ".join(filter(None, told))


def word_in_place(
    lines: Sequence[Line], options: CountOptions, names: Names, sources: Mapping[str, Transcript]
) -> Counted:
    """Each place where a word is said."""
    rows = tuple(
        (
            line.left, line.found, line.right, names.cases.get(line.case_id or "", ""),
            names.transcripts[line.passage.transcript_id], clock(_seconds(line, sources)),
        )
        for line in lines
    )  # fmt: skip
    title = f"“{' '.join(options.word.split())}” in each transcript"
    by_source: dict[str, list[Line]] = {}
    for line in lines:
        by_source.setdefault(line.passage.transcript_id, []).append(line)
    lanes = [
        Strip(
            name=names.transcripts[source_id],
            ranges=tuple(
                (line.passage.start / len(source.text), line.passage.end / len(source.text))
                for line in by_source[source_id]
            ),
            figure=f"{len(by_source[source_id]):,}",
        )
        for source_id, source in sources.items()
        if source_id in by_source
    ]
    people = len({line.case_id for line in lines if line.case_id})
    return Counted(
        kind="concordance",
        table=Table(
            title="Concordance",
            head=("Left", "Found", "Right", "Who", "Transcript", "Time"),
            rows=rows,
            widths=(60, 24, 60, 32, 28, 10),
        ),
        passages={(nth, 1): (line.passage,) for nth, line in enumerate(lines)},
        drawing=strips(
            title,
            lanes,
            marks=((0.0, "beginning"), (0.5, "middle"), (1.0, "end")),
            words=(
                f"{title}: {counted(len(lines), 'time')} in {counted(len(lanes), 'transcript')}, along each from its "
                "beginning to its end. The table says the same."
            ),
        ),
        said=(
            f"Said {counted(len(lines), 'time')}, by {counted(people, 'participant')}, in "
            f"{counted(len(lanes), 'transcript')}. Words are found whole, next to each other, whatever their capitals"
            f"{', in all their forms' if options.forms_together else ''}; an asterisk stands for any end. "
            + ("What interviewers say is in it." if options.interviewers else "What interviewers say is left out.")
        ),
    )


def _seconds(line: Line, sources: Mapping[str, Transcript]) -> float | None:
    source = sources[line.passage.transcript_id]
    turns = turns_in(source, line.passage.start, line.passage.end)
    return source.turns[turns[0]].start_seconds if turns else None
