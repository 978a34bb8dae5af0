"""A .qdpx taken into an empty study in memory, without a file: what the project's verb does, less the store."""

from __future__ import annotations

from typing import Any

from themes import read
from themes.exchange.refi.read import found_in
from themes.model import Coder, Study
from themes.project.other_tools.bringing import Bringing
from themes.project.other_tools.brought_in import BroughtIn, Here


def taken_in(data: bytes, *, positions: str | None = None) -> tuple[list[Any], BroughtIn]:
    """The facts that come of a .qdpx, and the report."""
    study, coder = Study(id="study", title="Here"), Coder(id="me", name="AB")
    here = Here(
        transcripts=(), cases=(), codes=(), coders=[coder], quotations={}, codings=set(), memos=set(),
        codebook_version=0, study_id=study.id,
    )  # fmt: skip
    bringing = Bringing(
        found_in(data, positions=positions).as_project(),
        here,
        coder=coder,
        read_page=lambda name, page, layout: read.read(name, page, layout=layout),
    )
    facts = {fact.id: fact for fact in (study, coder)} | {change.fact.id: change.fact for change in here.changes}
    return list(facts.values()), bringing.result
