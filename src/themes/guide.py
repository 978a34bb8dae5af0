"""The topic guide: which question stands under which, how far an answer reaches, and who says what in it.

A question's number says where it stands: "2b" and "2.1" stand under "2", "2b.i" under "2b".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from themes.model import Asking, GuideQuestion, Span, Transcript

LEAST = 0.25
"""The likeness in [0, 1] below which no asking is proposed (benchmarks/questions.py says how it was chosen)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one voice says between a question and the next.

    ``speaker`` is an index into the transcript's speakers, ``spans`` the turns in order; ``case_id`` is None where
    nobody knows whose voice it is.
    """

    asking: Asking
    transcript: Transcript
    speaker: int
    case_id: str | None
    spans: tuple[Span, ...]

    @property
    def words(self) -> str:
        """The words as they were said, a line feed between two turns."""
        return "\n".join(self.transcript.text[span.start : span.end] for span in self.spans)


def is_under(number: str, above: str) -> bool:
    """Whether a question of one number stands under that of another.

    >>> is_under("2b", "2"), is_under("2.1", "2"), is_under("20", "2"), is_under("2", "2")
    (True, True, False, False)
    """
    below, top = number.casefold(), above.casefold()
    if not top or len(below) <= len(top) or not below.startswith(top):
        return False
    return not (top[-1].isdigit() and below[len(top)].isdigit())


def family(question: GuideQuestion, questions: Iterable[GuideQuestion]) -> set[str]:
    """The ids of a question and of all that stand under it."""
    return {question.id} | {other.id for other in questions if is_under(other.number, question.number)}


def depth(question: GuideQuestion, questions: Iterable[GuideQuestion]) -> int:
    """How many questions of the guide a question stands under."""
    return sum(is_under(question.number, other.number) for other in questions)


def in_order(askings: Iterable[Asking]) -> list[Asking]:
    """Askings that nobody rejected, as they come in the text."""
    return sorted((one for one in askings if one.state != "rejected"), key=lambda one: (one.start, one.end, one.id))


def extents(askings: Iterable[Asking], transcript: Transcript) -> list[tuple[Asking, Span]]:
    """How far each asking of a transcript reaches: from its first word to the next asking, or to the end of the text.

    A proposed asking ends an answer as a confirmed one does: until somebody has looked, an answer is rather too short
    than filled with another question's. Two askings in one place share what follows.

    Args:
        askings: All askings of the transcript.
        transcript: Where they stand.
    """
    standing = in_order(askings)
    starts = sorted({asking.start for asking in standing})
    ends = dict(zip(starts, [*starts, len(transcript.text)][1:], strict=True))
    return [(asking, Span(start=asking.start, end=ends[asking.start])) for asking in standing]


def reach(
    question_ids: Collection[str], askings: Iterable[Asking], transcript: Transcript, *, confirmed_only: bool
) -> tuple[Span, ...]:
    """The ranges of a transcript that belong to some questions, each question's own words included, in order."""
    spans = [
        span
        for asking, span in extents(askings, transcript)
        if asking.question_id in question_ids and (asking.state == "confirmed" or not confirmed_only)
    ]
    return merged(spans)


def answers(question_ids: Collection[str], askings: Iterable[Asking], transcript: Transcript) -> list[Answer]:
    """Who says what in answer to some questions: participants' turns, a voice at a time, in the order of the text.

    Args:
        question_ids: The questions.
        askings: All askings of the transcript.
        transcript: Where they stand.

    Returns:
        One answer for each asking and voice, the confirmed ones and the proposed; askings of these questions that
        follow one another directly are answered apart.
    """
    found: list[Answer] = []
    for asking, span in extents(askings, transcript):
        if asking.question_id not in question_ids:
            continue
        said: dict[int, list[Span]] = {}
        for turn in transcript.turns:
            own = turn.speaker is not None and transcript.speakers[turn.speaker].role == "participant"
            start, end = max(turn.start, span.start), min(turn.end, span.end)
            if own and turn.speaker is not None and start < end:
                said.setdefault(turn.speaker, []).append(Span(start=start, end=end))
        found.extend(
            Answer(
                asking=asking,
                transcript=transcript,
                speaker=speaker,
                case_id=transcript.speakers[speaker].case_id,
                spans=tuple(spans),
            )
            for speaker, spans in said.items()
        )
    return found


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Ranges in order, those that touch or overlap as one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(start=joined[-1].start, end=max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def common(some: Sequence[Span], others: Sequence[Span]) -> tuple[Span, ...]:
    """What two rows of ranges, each in order and without overlap, have in common."""
    shared: list[Span] = []
    left = right = 0
    while left < len(some) and right < len(others):
        start, end = max(some[left].start, others[right].start), min(some[left].end, others[right].end)
        if start < end:
            shared.append(Span(start=start, end=end))
        if some[left].end <= others[right].end:
            left += 1
        else:
            right += 1
    return tuple(shared)


def outside(spans: Sequence[Span], length: int) -> tuple[Span, ...]:
    """What of a text of that many code points some ranges, in order and without overlap, leave free."""
    edges = [0, *(edge for span in spans for edge in (span.start, span.end)), length]
    return tuple(Span(start=start, end=end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end)
