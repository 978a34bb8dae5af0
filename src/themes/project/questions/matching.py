"""From transcripts and a topic guide to proposed askings, as one function that a worker process can run too.

Facts and known vectors go in, new vectors and proposals come out; nothing here knows the store.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from themes.errors import Refused
from themes.model import GuideQuestion, Transcript
from themes.project.encoding import Known, OnProgress, OnVectors, encode

if TYPE_CHECKING:
    from themes.discover.asked import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A turn and its range, proposed as an asking; ``similarity`` in [0, 1] says how near its words are."""

    transcript_id: str
    turn: int
    start: int
    end: int
    question_id: str
    similarity: float


def match(
    transcripts: Sequence[Transcript],
    questions: Sequence[GuideQuestion],
    *,
    known: Known,
    given: Mapping[tuple[str, int], str] | None = None,
    refused: Collection[tuple[str, int, str]] = (),
    model: str | Path | None = None,
    on_progress: OnProgress | None = None,
    on_vectors: OnVectors | None = None,
) -> list[Match]:
    """Propose where interviewers, or headings, ask the questions of a guide.

    Args:
        transcripts: Where.
        questions: The guide, in its order.
        known: Asked which vectors are stored already.
        given: Question ids by transcript id and turn, as people confirmed them; they are not proposed again.
        refused: Transcript id, turn and question id of what people rejected.
        model: As in ``discover``.
        on_progress: Called with the share done and what is being done.
        on_vectors: Told the new vectors.

    Raises:
        Refused: There is no guide, or no transcript.
    """
    from themes.discover import asked  # noqa: PLC0415 - numpy is not needed to open a project

    if not questions or not transcripts:
        missing = "topic guide" if not questions else "transcript"
        raise Refused(f"There is no {missing} yet, so nothing was matched. Add one first.")
    say = on_progress or (lambda _share, _what: None)
    places = [_places(transcript) for transcript in transcripts]
    sentences = [[words for place in own for words in place.sentences] for own in places]
    encoded = encode(
        [],
        extra=[*(question.text for question in questions), *(words for own in sentences for words in own)],
        known=known,
        model=model,
        on_progress=lambda share, _what: say(_ENCODED * share, "comparing what interviewers say with the guide"),
        on_vectors=on_vectors,
    )
    n_questions = len(questions)
    vectors, first = [], n_questions
    for own in sentences:
        vectors.append(encoded.extra[first : first + len(own)])
        first += len(own)
    tables = asked.likeness(
        places,
        [question.text for question in questions],
        place_vectors=vectors,
        question_vectors=encoded.extra[:n_questions],
    )
    nth_of = {question.id: nth for nth, question in enumerate(questions)}
    said = dict(given or {})
    found: list[Match] = []
    for transcript, here, table in zip(transcripts, places, tables, strict=True):
        fixed = {
            row: nth_of[said[transcript.id, place.turn]]
            for row, place in enumerate(here)
            if said.get((transcript.id, place.turn)) in nth_of
        }
        rows = {place.turn: row for row, place in enumerate(here)}
        for transcript_id, turn, question_id in refused:
            if transcript_id == transcript.id and turn in rows and question_id in nth_of:
                table[rows[turn], nth_of[question_id]] = 0.0
        found.extend(
            Match(
                transcript_id=transcript.id,
                turn=here[one.place].turn,
                start=transcript.turns[here[one.place].turn].start,
                end=transcript.turns[here[one.place].turn].end,
                question_id=questions[one.question].id,
                similarity=one.similarity,
            )
            for one in asked.match(table, given=fixed)
            if one.place not in fixed
        )
    say(1.0, "done")
    return found


def _places(transcript: Transcript) -> list[Place]:
    """Where somebody may ask: interviewers' turns, and headings, as task sheets have them."""
    from themes.discover import asked  # noqa: PLC0415 - as above

    return [
        asked.place_of(nth, transcript.text[turn.start : turn.end])
        for nth, turn in enumerate(transcript.turns)
        if turn.kind == "heading"
        or (turn.speaker is not None and transcript.speakers[turn.speaker].role == "interviewer")
    ]


_ENCODED = 0.95
