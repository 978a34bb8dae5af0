"""What hangs on a person and on what they said, once their transcripts went or were marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from themes.memo_text import Link, link_to, parts
from themes.model import (
    Candidate,
    Case,
    CaseLink,
    Coding,
    Consent,
    Displaced,
    Memo,
    Quotation,
    Run,
    Suggestion,
    Summary,
    Theme,
    Transcript,
)
from themes.passages import MARK
from themes.project.withdrawal.facts import Facts


def case_goes(facts: Facts, case_id: str) -> None:
    """The case goes, with its links, its consent and what was written on it."""
    facts.drop(one for one in facts.all(CaseLink) if case_id in (one.case_id, one.other_id))
    facts.drop(one for one in facts.all(Consent) if one.id == case_id)
    facts.drop(one for one in facts.all(Summary) if one.row_id == case_id)
    facts.drop(one for one in facts.all(Memo) if one.about_id == case_id)
    for run in facts.all(Run):
        facts.put(replace(run, members=tuple(one for one in run.members if one.case_id != case_id)))
    facts.drop(one for one in facts.all(Case) if one.id == case_id)


def quotations_gone(facts: Facts) -> None:
    """The codings and memos of quotations that went go too; themes, memos and cells no longer refer to them."""
    gone = {one.id for one in facts.gone(Quotation)}
    facts.drop(one for one in facts.all(Coding) if one.quotation_id in gone)
    about = {one.id for kind in (Quotation, Coding, Displaced) for one in facts.gone(kind)}
    facts.drop(one for one in facts.all(Memo) if one.about_id in about)
    suggested = {one.id for one in facts.all(Suggestion)}
    for one in facts.all(Coding):
        if one.suggestion_id and one.suggestion_id not in suggested:
            facts.put(replace(one, suggestion_id=None))
    for theme in facts.all(Theme):
        facts.put(replace(theme, for_ids=_but(theme.for_ids, gone), against_ids=_but(theme.against_ids, gone)))
    for memo in facts.all(Memo):
        facts.put(replace(memo, text=_unlinked(memo.text, gone)))
    for cell in facts.all(Summary):
        facts.put(replace(cell, text=_unlinked(cell.text, gone)))


def candidates_without(facts: Facts) -> None:
    """Candidates lose phrases that only this person said, and are counted without them."""
    here = facts.all(Transcript)
    after = _folded(here)
    before = _folded(one for one in facts.was(Transcript).values() if one not in here)

    def kept(words: Sequence[str]) -> tuple[str, ...]:
        return tuple(each for each in words if not (each.casefold() in before and each.casefold() not in after))

    runs = {run.id: run for run in facts.all(Run) if facts.was(Run)[run.id] != run}
    for one in facts.all(Candidate):
        if one.run_id in runs:
            facts.put(_counted_anew(one, runs[one.run_id], kept(one.phrases), kept(one.key_words), kept([one.name])))


def _counted_anew(
    was: Candidate, run: Run, phrases: tuple[str, ...], key_words: tuple[str, ...], name: tuple[str, ...]
) -> Candidate:
    members = [member for member in run.members if member.rank == was.rank]
    called = name or phrases[:1] or (", ".join(key_words[:3]),)
    return replace(
        was,
        name=called[0] or f"candidate theme {was.rank}",
        phrases=phrases,
        key_words=key_words,
        n_segments=len(members),
        n_cases=len({member.case_id for member in members if member.case_id}),
    )


def _folded(transcripts: Iterable[Transcript]) -> str:
    return " ".join(one.text.casefold() for one in transcripts)


def _but(ids: Iterable[str], gone: set[str]) -> tuple[str, ...]:
    return tuple(one for one in ids if one not in gone)


def _unlinked(text: str, gone: set[str]) -> str:
    def told(part: str | Link) -> str:
        if isinstance(part, str):
            return part
        return MARK if part.quotation_id in gone else link_to(part.quotation_id)

    return "".join(map(told, parts(text)))
