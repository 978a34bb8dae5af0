"""Counts along something, in words, tables and pictures: codes along a transcript, new codes along interviews."""

from __future__ import annotations

from collections.abc import Mapping

from themes.compare.counts.passage import Passage
from themes.compare.counts.saturation import BASE, RUN
from themes.compare.counts.timeline import Stretch, Timeline
from themes.model import Transcript
from themes.project.counts import limits
from themes.project.counts.coded import Saturation
from themes.project.counts.told import Along, Counted, Names
from themes.report.pictures.curve import Point, curve
from themes.report.pictures.strips import Strip, strips
from themes.report.tables import Cell, Table, rounded
from themes.report.wording import clock, counted, listed
from themes.text import count_words, speaker_of

_ORDERS = {
    "coded": "in the order of their first coding",
    "read": "in the order in which they were read or looked at",
    "added": "in the order in which they were added",
    "title": "in the order of their titles",
    "own": "in the order given",
}
_QUARTERS = 4


def code_timeline(found: Timeline, source: Transcript, names: Names, *, along: Along) -> Counted:
    """Where codes stand along a transcript."""
    by_time = along == "time" and found.has_times
    rows: list[tuple[Cell, ...]] = []
    for one in found.stretches:
        passage = one.passage
        speaker = speaker_of(source, passage.start, passage.end)
        who = names.cases.get(speaker.case_id or "", "") if speaker else ""
        rows.append(
            (
                names.codes[one.code_id], one.first_turn, one.last_turn, clock(one.from_seconds),
                clock(one.to_seconds), count_words(source.text[passage.start : passage.end]), who,
            )
        )  # fmt: skip
    name = names.transcripts[source.id]
    title = f"Codes along {name}, by {'time' if by_time else 'turn'}"
    by_code: dict[str, list[Stretch]] = {}
    for one in found.stretches:
        by_code.setdefault(one.code_id, []).append(one)
    lanes = [
        Strip(
            name=names.short[code_id],
            ranges=tuple(_range(one, found, by_time=by_time) for one in by_code[code_id]),
            figure=f"{len(by_code[code_id]):,}",
            colour=names.colours[code_id],
        )
        for code_id in names.codes
        if code_id in by_code
    ]
    cautions = [limits.NOT_CODED]
    if along == "time" and not by_time:
        cautions.insert(0, limits.NO_TIMES)
    return Counted(
        kind="timeline",
        table=Table(
            title="Timeline",
            head=("Code", "From turn", "To turn", "From", "To", "Words", "Who"),
            rows=tuple(rows),
            widths=(36, 11, 11, 10, 10, 10, 32),
        ),
        passages={(nth, column): (one.passage,) for nth, one in enumerate(found.stretches) for column in (1, 2, 5)},
        drawing=strips(
            title,
            lanes,
            marks=_marks(found, by_time=by_time),
            words=(
                f"{title}: {counted(len(lanes), 'code')}, {counted(len(found.stretches), 'quotation')}. "
                "The table says the same."
            ),
        ),
        said=(
            f"{name}: each quotation from the first to the last of the turns that it touches, of "
            f"{counted(found.n_turns, 'turn')}; headings and notes count as turns. A quotation's time is that of whole "
            "turns: from the start of its first to the end of its last, which is where the next begins if its own end "
            "is not known."
        ),
        cautions=tuple(cautions),
    )


def _range(one: Stretch, found: Timeline, *, by_time: bool) -> tuple[float, float]:
    if by_time and found.seconds and one.from_seconds is not None and one.to_seconds is not None:
        return one.from_seconds / found.seconds, one.to_seconds / found.seconds
    n = max(1, found.n_turns)
    return (one.first_turn - 1) / n, one.last_turn / n


def _marks(found: Timeline, *, by_time: bool) -> list[tuple[float, str]]:
    shares = [nth / _QUARTERS for nth in range(_QUARTERS + 1)]
    if by_time and found.seconds:
        return [(share, clock(share * found.seconds)) for share in shares]
    return [(share, f"turn {max(1, round(share * found.n_turns)):,}") for share in shares]


def saturation(found: Saturation, names: Names) -> Counted:
    """New codes from interview to interview."""
    head = (
        "Interview", "Transcript", "Codes in it", "New codes", "Which", "Codes so far", "Mean of all orders",
        "New information",
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    passages: dict[tuple[int, int], tuple[Passage, ...]] = {}
    so_far: tuple[Passage, ...] = ()
    for nth, step in enumerate(found.steps):
        rows.append(
            (
                nth + 1, names.transcripts[step.transcript_id], len(step.code_ids), len(step.new_ids),
                ", ".join(names.short[code_id] for code_id in step.new_ids), step.n_so_far, rounded(step.expected, 1),
                None if step.new_information is None else rounded(step.new_information, 3),
            )
        )  # fmt: skip
        for column, ids in ((2, step.code_ids), (3, step.new_ids)):
            if ids:
                passages[nth, column] = _of(found.passages, step.transcript_id, ids)
        so_far += passages.get((nth, 3), ())
        if so_far:
            passages[nth, 5] = so_far  # where each first stood
    title = "New codes from interview to interview"
    last = found.steps[-1] if found.steps else None
    return Counted(
        kind="saturation",
        table=Table(
            title="New codes",
            head=head,
            rows=tuple(rows),
            widths=(10, 32, 12, 12, 60, 13, 18, 16),
            decimals=(*[None] * 6, 1, 3),
        ),
        passages=passages,
        drawing=curve(
            title,
            [Point(new=len(step.new_ids), so_far=step.n_so_far, beside=step.expected) for step in found.steps],
            named=("new codes", "codes so far", "mean of all orders"),
            words=(
                f"{title}: {counted(last.n_so_far if last else 0, 'code')} in "
                f"{counted(len(found.steps), 'interview')}. The table says the same."
            ),
        ),
        said=_said(found, names),
        cautions=(limits.FLAT, limits.FLATTENED),
    )


def _said(found: Saturation, names: Names) -> str:
    without = ""
    if found.left_out:
        named = listed([names.transcripts[one] for one in found.left_out])
        without = f" Left out, as not chosen, or with no code and not read: {named}."
    return (
        f"Interviews {_ORDERS[found.order]}. A code is new in the first of them that bears it; each code is counted by "
        "itself, as the codebook has it today. The mean of all orders is how many codes so many interviews hold, "
        "whichever they are (Colwell, Mao and Chang 2004): where it lies far from the line, the order made the curve. "
        f"New information is the codes new in a run of {RUN} interviews that ends there, as a part of those of the "
        f"first {BASE} (Guest, Namey and Chen 2020).{without}"
    )


def _of(
    passages: Mapping[tuple[str, str], tuple[Passage, ...]], transcript_id: str, ids: tuple[str, ...]
) -> tuple[Passage, ...]:
    return tuple(sorted({one for code_id in ids for one in passages.get((transcript_id, code_id), ())}))
