"""A study of a given size, the same at each making, for what is measured on one."""

from __future__ import annotations

import random
import uuid
from pathlib import Path

from themes import Project
from themes.model import Case, Code, Coding, Quotation, Speaker, Transcript, Turn
from themes.operations import added, new_id, now

N_TRANSCRIPTS, N_WORDS, N_CODES = 12, 9_000, 60
WORDS = ("the", "board", "came", "to", "café", "😀", "and", "nobody", "asked", "us", "why", "momentum", "it’s", "hard")


def make_study(place: Path, *, n_codings: int) -> None:
    """A study of twelve transcripts of 9,000 words with so many codings by two coders, made in one step."""
    draw = random.Random(1)  # noqa: S311 - nothing secret
    with Project.create(place, coder="AB") as project:
        other = project.as_coder("CD").coder
        codes = [Code(id=_id(draw), name=f"Code {nth}", position=nth) for nth in range(N_CODES)]
        cases = [Case(id=_id(draw), label=f"P{nth:02}") for nth in range(N_TRANSCRIPTS)]
        transcripts = [_transcript(draw, nth, case) for nth, case in enumerate(cases)]
        facts: list[Quotation | Coding] = []
        places = set()
        while len(facts) < 2 * n_codings:
            source, coder = draw.choice(transcripts), draw.choice((project.coder, other))
            turn = draw.choice(source.turns)
            start = draw.randrange(turn.start, turn.end - 60)
            start = source.text.index(" ", start) + 1
            end = source.text.index(" ", start + draw.randrange(10, 40))
            if end > turn.end or (source.id, coder.id, start, end) in places:
                continue
            places.add((source.id, coder.id, start, end))
            one = Quotation(
                id=new_id(), transcript_id=source.id, coder_id=coder.id, start=start, end=end,
                words=source.text[start:end],
            )  # fmt: skip
            facts += [
                one,
                Coding(id=new_id(), quotation_id=one.id, code_id=draw.choice(codes).id, coder_id=coder.id, at=now()),
            ]
        project._step("make a study", map(added, (*cases, *transcripts, *codes, *facts)))  # noqa: SLF001 - in one step
        project.describe(pseudonymised=True)


def _transcript(draw: random.Random, nth: int, case: Case) -> Transcript:
    turns, words, at = [], [], 0
    for _ in range(N_WORDS // 90):
        said = " ".join(draw.choice(WORDS) for _ in range(90))
        turns.append(Turn(start=at, end=at + len(said), speaker=0))
        words.append(said)
        at += len(said) + 1
    return Transcript(
        id=_id(draw), title=f"Interview {nth}", kind="interview", text="\n".join(words), turns=tuple(turns),
        speakers=(Speaker(label="R", role="participant", case_id=case.id),), format="txt", layout="inline",
        source_name=f"{nth}.txt", source_sha256=f"{nth:064}",
    )  # fmt: skip


def _id(draw: random.Random) -> str:
    return str(uuid.UUID(int=draw.getrandbits(128), version=4))
