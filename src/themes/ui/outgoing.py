"""What the coding surface is told: a transcript with all that stands on it, and what changed since.

Mirrors ``Snapshot`` and ``Change`` in frontend/src/reader/types.ts.
The words of a transcript leave by ``snapshot`` alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from themes.model import Code, Coder, Coding, Quotation, Speaker, Transcript
from themes.project import Project

Json = dict[str, Any]

MOST_CHANGES = 2_000
"""Beyond so many operations the surface reads the transcript anew, which costs less."""

_SHOWN_ON_TURNS = frozenset({"case", "attribute", "study"})
_FEW = 8


def snapshot(project: Project, transcript: Transcript) -> Json:
    """All that the surface needs to show a transcript, as of one sequence number of the log."""
    seq = project.last_seq()  # read first: what is committed meanwhile is told twice rather than never
    undo, redo = project.undoable(), project.redoable()
    return {
        "title": transcript.title,
        "text": transcript.text,
        "turns": [[turn.start, turn.end, turn.speaker, turn.kind, turn.start_seconds] for turn in transcript.turns],
        "speakers": [_speaker(project, speaker) for speaker in transcript.speakers],
        "codes": _codes(project),
        "codings": [_coding(one.coding, one.quotation) for one in project.codings(transcript=transcript)],
        "coders": [_coder(person) for person in project.coders()],
        "me": project.coder.id,
        "looked": _looked(project, transcript),
        "undo": undo and undo.verb,
        "redo": redo and redo.verb,
        "seq": seq,
    }


def changes(project: Project, transcript: Transcript, since: int) -> tuple[int, list[Json]]:
    """What changed for one transcript after a sequence number of the log.

    Each coding is told as it stands now, so that it does not matter in which order changes arrive.

    Returns:
        The sequence number up to which they reach, and the changes.
    """
    logged = project.operations_since(since)
    if not logged:
        return max(since, 0), []
    seq = logged[-1].seq
    if len(logged) > MOST_CHANGES:
        return seq, [{"kind": "transcript"}]
    last = {(one.operation.entity, one.operation.entity_id): one.fact for one in logged}
    entities = {entity for entity, _ in last}
    if ("transcript", transcript.id) in last or entities & _SHOWN_ON_TURNS:
        return seq, [{"kind": "transcript"}]
    told: list[Json] = []
    if "code" in entities:
        told += [{"kind": "code", "code": code} for code in _codes(project)]
        told += [{"kind": "code gone", "id": id_} for (kind, id_), fact in last.items() if kind == "code" and not fact]
    told += [{"kind": "coder", "coder": _coder(fact)} for fact in last.values() if isinstance(fact, Coder)]
    quotations = {fact.id: fact for fact in last.values() if isinstance(fact, Quotation)}
    codings = {fact.id: fact for fact in last.values() if isinstance(fact, Coding)}
    told += [
        {"kind": "coding gone", "id": id_} for (kind, id_), fact in last.items() if kind == "coding" and fact is None
    ]
    told += _codings(project, transcript, codings, quotations)
    if entities & {"looked at", "code"}:
        told.append({"kind": "looked", "looked": _looked(project, transcript)})
    return seq, told


def coding_change(project: Project, coding: Coding) -> Json:
    """The change that tells of one coding."""
    return {"kind": "coding", "coding": _coding(coding, project.quotation(coding.quotation_id))}


def _codings(
    project: Project, transcript: Transcript, codings: dict[str, Coding], quotations: dict[str, Quotation]
) -> list[Json]:
    """Those of the transcript among changed codings and the codings of changed quotations."""
    with_changed_coding = {coding.quotation_id for coding in codings.values()}
    if len(codings) <= _FEW and quotations.keys() <= with_changed_coding:
        pairs: Iterable[tuple[Coding, Quotation]] = (
            (coding, quotations.get(coding.quotation_id) or project.quotation(coding.quotation_id))
            for coding in codings.values()
        )
    else:
        pairs = (
            (one.coding, one.quotation)
            for one in project.codings(transcript=transcript)
            if one.coding.id in codings or one.quotation.id in quotations
        )
    return [
        {"kind": "coding", "coding": _coding(coding, quotation)}
        for coding, quotation in pairs
        if quotation.transcript_id == transcript.id
    ]


def _coding(coding: Coding, quotation: Quotation) -> Json:
    return {
        "id": coding.id,
        "quotation": quotation.id,
        "start": quotation.start,
        "end": quotation.end,
        "code": coding.code_id,
        "coder": coding.coder_id,
        "valence": coding.valence,
        "how": coding.how,
        "unread": coding.unread,
    }


def _codes(project: Project) -> list[Json]:
    paths = project.paths()
    return [_code(code, paths[code.id]) for code in project.codes()]


def _code(code: Code, path: str) -> Json:
    return {
        "id": code.id,
        "name": code.name,
        "path": path,
        "colour": code.colour,
        "definition": code.definition,
        "retired": code.retired,
    }


def _coder(coder: Coder) -> Json:
    return {"id": coder.id, "name": coder.name}


def _speaker(project: Project, speaker: Speaker) -> Json:
    """A voice as the page names it: by its case, so that no label of the file shows who it is."""
    label = project.case(speaker.case_id).label if speaker.case_id else None
    attribution = project.attribution(speaker.case_id).removeprefix(f"{label}, ") if label else ""
    return {
        "label": "Interviewer" if speaker.role == "interviewer" else (label or speaker.label),
        "role": speaker.role,
        "case": label,
        "attribution": "" if attribution == label else attribution,
    }


def _looked(project: Project, transcript: Transcript) -> Json:
    """How many of the codes in use this coder has looked for in the transcript."""
    coder_id = project.coder.id
    looked = project.looked_at(transcript=transcript)
    used = [code.id for code in project.codes() if not code.retired]
    done = sum(coder_id in looked.get((transcript.id, code_id), ()) for code_id in used)
    return {"codes": done, "of": len(used)}
