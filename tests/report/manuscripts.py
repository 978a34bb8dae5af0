"""A small study of six interviews with themes, and its report as a manuscript, for the tests of checking reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from tests.report.studies import ASKING, quotation, transcript

from themes.manuscript import Manuscript
from themes.model import Case, Code, Coder, Coding, LookedAt, Speaker, Study, Theme, Transcript
from themes.read.manuscript import manuscript_of
from themes.report import Material, gather
from themes.report.word import write_word

_SAID = (
    (
        "We did not have a free afternoon in the whole winter, and nobody upstairs seemed to notice.",
        "The board came down to the ward twice, and that told people more than any newsletter.",
        "I'd say the training was too early - by the time the tool came, half of us had forgotten it.",
    ),
    (
        "Honestly, a protected half day is the only reason that I could finish the course at all.",
        "We never saw anybody from the board, not once, although their names were on every poster.",
        "My manager wasn't against it, she just couldn't find anyone to cover for me.",
    ),
    (
        "If you ask me what helped, it's the peer group: we met on Tuesdays and shared what went wrong.",
        "The chief executive opened each meeting herself, and you could tell that it mattered to her.",
        "There's no point in a dashboard that nobody has been taught to read, is there?",
    ),
    (
        "They gave us three and a half hours a week, which on paper sounds generous.",
        "What kept it going was the money for backfill; without it we'd have stopped in March.",
        "Our board asked for figures every month but it hardly ever asked what they meant.",
    ),
    (
        "I had to do the reading at night, and I won't pretend that my family was pleased.",
        "People were proud when the chair mentioned [trust A] by name at the conference.",
        "Nothing came of the second workshop because the room was double booked and nobody minded.",
    ),
    (
        "The time was there in the rota, so for me it was never a question of finding it.",
        "I think that seeing a director on a stool in the canteen did more than the launch.",
        "Some of the older staff would not touch it until they had seen one of their own use it well.",
    ),
)
_CODE_OF = ((0, 1, 2), (0, 1, 3), (2, 1, 2), (0, 3, 1), (0, 1, 3), (0, 1, 2))
_ROLES = ("nurse", "ward manager", "nurse", "acute trust chair", "pharmacist", "ward manager")


def study() -> Material:
    """Six interviews, four codes in three themes, every quotation read, every transcript looked at."""
    sources: list[Transcript] = []
    for nth, said in enumerate(_SAID, start=1):
        spoken: list[tuple[int | None, str]] = []
        for words in said:
            spoken += [(0, "And what was that like for you and the others?"), (1, words)]
        speakers = (ASKING, Speaker(label=f"P{nth}", role="participant", case_id=f"c{nth}"))
        sources.append(transcript(nth, spoken, speakers))
    names = ("Time", "Leaders who show up", "Skills", "Cover")
    codes = tuple(
        Code(id=f"k{nth}", name=name, definition=f"What was said of {name.lower()}.") for nth, name in enumerate(names)
    )
    quoted = [
        (quotation(10 * at + nth, source, words), f"k{_CODE_OF[at][nth]}")
        for at, source in enumerate(sources)
        for nth, words in enumerate(_SAID[at])
    ]
    return Material(
        study=Study(id="s", title="Learning on the ward", pseudonymised=True),
        coders=(Coder(id="ab", name="AB"),),
        cases=tuple(Case(id=f"c{nth}", label=f"P{nth:02d}") for nth in range(1, 7)),
        attributes=("role",),
        attributions={f"c{nth}": f"P{nth:02d}, {role}" for nth, role in enumerate(_ROLES, start=1)},
        attribute_values={f"c{nth}": {"role": role} for nth, role in enumerate(_ROLES, start=1)},
        transcripts=tuple(sources),
        codes=codes,
        code_paths={code.id: code.name for code in codes},
        themes=(
            Theme(id="t0", name="Protected time", statement="Time was the scarcest thing.", code_ids=("k0", "k3")),
            Theme(id="t1", name="Leaders who show up", statement="Being seen counted.", code_ids=("k1",)),
            Theme(id="t2", name="Skills come last", code_ids=("k2",)),
        ),
        quotations=tuple(one for one, _ in quoted),
        codings=tuple(
            Coding(
                id=f"x{nth}", quotation_id=one.id, code_id=code_id, coder_id="ab",
                valence=(None, "enabler", "barrier")[nth % 3],
            )
            for nth, (one, code_id) in enumerate(quoted)
        ),
        looked_at=tuple(
            LookedAt(id=f"l{source.id}{code.id}", transcript_id=source.id, coder_id="ab", code_id=code.id)
            for source in sources
            for code in codes
        ),
        today=date(2026, 11, 22),
    )  # fmt: skip


def written(material: Material, path: Path) -> Manuscript:
    """The study's report as the reader gives it back."""
    write_word(gather(material), path, at=datetime(2026, 11, 22, tzinfo=UTC))
    return manuscript_of(path.read_bytes())


def with_words(manuscript: Manuscript, was: str, now: str) -> Manuscript:
    """The manuscript with some words of its own put in place of others, once."""
    nth = next(at for at, one in enumerate(manuscript.passages) if was in one.words)
    changed = replace(manuscript.passages[nth], words=manuscript.passages[nth].words.replace(was, now))
    passages = (*manuscript.passages[:nth], changed, *manuscript.passages[nth + 1 :])
    return replace(manuscript, passages=passages)
