"""What the coding surface is told: a transcript with all that stands on it, and what changed since.

Mirrors ``Snapshot`` and ``Change`` in frontend/src/reader/types.ts.
The words of a transcript leave by ``snapshot`` alone.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from themes.model import Code, Coder, Coding, Fact, Memo, Quotation, Span, Speaker, Transcript
from themes.project import Project
from themes.project.units import units_in
from themes.ui import settings
from themes.ui.windows import Window, version_of, whole

Json = dict[str, Any]

MOST_CHANGES = 2_000
"""Beyond so many operations the surface reads the transcript anew, which costs less."""

_SHOWN_ON_TURNS = frozenset({"assignment", "case", "attribute", "study", "asking"})
_AGE = frozenset({"code", "coding"})  # revised, not new: another definition, or a coding confirmed
_FEW = 8
_OTHERS = (Coding, Quotation, Memo)


def snapshot(project: Project, transcript: Transcript, window: Window | None = None) -> Json:
    """All that the surface needs to show a transcript, or a window of it, as of one sequence number of the log.

    To be called in ``project.one_look()``, in which the transcript was read.
    """
    shown = window or whole(transcript)
    turns = transcript.turns[shown.first : shown.last]
    everybody = range(len(transcript.speakers))
    heard = everybody if window is None else sorted({turn.speaker for turn in turns if turn.speaker is not None})
    place = {speaker: nth for nth, speaker in enumerate(heard)}
    return {
        "title": transcript.title,
        "text": transcript.text[shown.start : shown.end],
        "version": version_of(transcript, shown),
        "units": _units(project, transcript, shown),
        "turns": [
            [
                turn.start - shown.start,
                turn.end - shown.start,
                None if turn.speaker is None else place[turn.speaker],
                turn.kind,
                turn.start_seconds,
            ]
            for turn in turns
        ],
        "speakers": _speakers(project, [transcript.speakers[nth] for nth in heard]),
        "codes": _codes(project),
        "codings": [
            told
            for coding, quotation in project.coded_on(transcript)
            if (told := _coding(coding, quotation, shown)) is not None
        ],
        "older": _older(project),
        "coders": [_coder(person) for person in project.coders()],
        "questions": _questions(project, shown),
        "memos": _memos(project, transcript),
        "me": project.coder.id,
        "looked": _looked(project, transcript),
        **undo_and_redo(project),
        "seq": project.last_seq(),
    }


def changes(
    project: Project, transcript: Transcript, since: int, window: Window | None = None
) -> tuple[int, list[Json]]:
    """What changed for one transcript, or a window of it, after a sequence number of the log.

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
    last = _in_sight(project, transcript, last)
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
    told += _codings(project, window or whole(transcript), codings, quotations)
    if "memo" in entities:
        told += [{"kind": "memo gone", "id": id_} for (kind, id_), fact in last.items() if kind == "memo" and not fact]
        told += [{"kind": "memo", "memo": memo} for memo in _memos(project, transcript) if ("memo", memo["id"]) in last]
    if any(one.operation.entity in _AGE and one.operation.was and one.operation.now for one in logged):
        told.append({"kind": "older", "codings": _older(project)})
    if entities & {"looked at", "reading", "code"}:
        told.append({"kind": "looked", "looked": _looked(project, transcript)})
    return seq, told


def undo_and_redo(project: Project) -> Json:
    """What this coder's undo and redo would do, in words, each with the id of its step; null where there is nothing."""
    turns = project.turns()
    return {
        "undo": turns.undo_words,
        "redo": turns.redo_words,
        "last": turns.undo.id if turns.undo else None,
        "next": turns.redo.id if turns.redo else None,
    }


def done_beside(project: Project, since: int, ids: Container[str]) -> bool:
    """Whether this coder did something after a sequence number of the log by other steps than these."""
    me = project.coder.id
    return any(one.step.coder_id == me and one.step.id not in ids for one in project.operations_since(since))


def _in_sight(
    project: Project, transcript: Transcript, last: dict[tuple[str, str], Fact | None]
) -> dict[tuple[str, str], Fact | None]:
    """What changed, without what others do in a transcript that this coder codes apart from them."""
    if transcript.id not in project.hidden_transcripts():
        return last
    me = project.coder.id
    return {key: fact for key, fact in last.items() if not isinstance(fact, _OTHERS) or fact.coder_id == me}


def coding_change(project: Project, coding: Coding, window: Window) -> list[Json]:
    """The change that tells of one coding; none where it lies out of sight."""
    told = _coding(coding, project.quotation(coding.quotation_id), window)
    return [] if told is None else [{"kind": "coding", "coding": told}]


def _codings(
    project: Project, window: Window, codings: dict[str, Coding], quotations: dict[str, Quotation]
) -> list[Json]:
    """Those in sight among changed codings and the codings of changed quotations."""
    with_changed_coding = {coding.quotation_id for coding in codings.values()}
    if len(codings) <= _FEW and quotations.keys() <= with_changed_coding:
        pairs: Iterable[tuple[Coding, Quotation]] = (
            (coding, quotations.get(coding.quotation_id) or project.quotation(coding.quotation_id))
            for coding in codings.values()
        )
    else:
        pairs = (
            (coding, quotation)
            for coding, quotation in project.coded_on(window.transcript_id)
            if coding.id in codings or quotation.id in quotations
        )
    return [
        {"kind": "coding", "coding": told}
        for coding, quotation in pairs
        if quotation.transcript_id == window.transcript_id and (told := _coding(coding, quotation, window)) is not None
    ]


def _coding(coding: Coding, quotation: Quotation, window: Window) -> Json | None:
    """The coding as the window shows it; None where it lies out of sight."""
    span = window.outward(quotation.start, quotation.end)
    if span is None:
        return None
    return {
        "id": coding.id,
        "quotation": quotation.id,
        "start": span[0],
        "end": span[1],
        "code": coding.code_id,
        "coder": coding.coder_id,
        "valence": coding.valence,
        "how": coding.how,
        "unread": coding.unread,
        "at": coding.at,
    }


def _units(project: Project, transcript: Transcript, window: Window) -> list[tuple[int, int]]:
    """The units that are coded whole, as the window shows them; none where passages of any length are."""
    unit = project.coding_unit
    if unit is None:
        return []
    seen = Span(start=window.start, end=max(window.end, window.start + 1))
    return [told for one in units_in(transcript, unit, seen) if (told := window.outward(one.start, one.end))]


def _older(project: Project) -> list[str]:
    """The ids of the codings that were made under an older definition, and not confirmed since."""
    return sorted(project.older_codings())


def _codes(project: Project) -> list[Json]:
    paths = project.paths()
    said = settings.read()
    return [_code(code, paths[code.id], said.colour(code.colour, nth)) for nth, code in enumerate(project.codes())]


def _code(code: Code, path: str, colour: str) -> Json:
    return {
        "id": code.id,
        "name": code.name,
        "path": path,
        "colour": colour,
        "definition": code.definition,
        "retired": code.retired,
    }


def _coder(coder: Coder) -> Json:
    return {"id": coder.id, "name": coder.name}


def _speakers(project: Project, speakers: Sequence[Speaker]) -> list[Json]:
    """Voices as the page names them: by their cases, so that no label of the file shows who it is."""
    attributions = project.attributions()
    return [_speaker(speaker, project, attributions) for speaker in speakers]


def called(speaker: Speaker, project: Project) -> str:
    """A voice as pages name it beside its words."""
    return "Interviewer" if speaker.role == "interviewer" else (_label(speaker, project) or speaker.label)


def _label(speaker: Speaker, project: Project) -> str | None:
    return project.case(speaker.case_id).label if speaker.case_id else None


def _speaker(speaker: Speaker, project: Project, attributions: Mapping[str, str]) -> Json:
    label = _label(speaker, project)
    attribution = attributions[speaker.case_id].removeprefix(f"{label}, ") if speaker.case_id else ""
    return {
        "label": called(speaker, project),
        "role": speaker.role,
        "case": label,
        "attribution": "" if attribution == label else attribution,
    }


def _questions(project: Project, window: Window) -> list[Json]:
    """Where questions of the guide are asked in the window, but for places that people rejected."""
    guide = {question.id: question for question in project.guide()}
    told: list[Json] = []
    for asking in project.askings(transcript=window.transcript_id) if guide else ():
        span = window.outward(asking.start, asking.end)
        if span is not None and asking.state != "rejected":
            question = guide[asking.question_id]
            words = f"{question.number}. {question.text}" if question.number else question.text
            told.append({"start": span[0], "end": span[1], "words": words, "proposed": asking.state == "proposed"})
    return told


def _memos(project: Project, transcript: Transcript) -> list[Json]:
    """Memos on quotations of the transcript; ``words`` shows those of other quotations in place of links to them."""
    return [
        {
            "id": view.memo.id,
            "quotation": view.memo.about_id,
            "coder": view.memo.coder_id,
            "text": view.memo.text,
            "words": view.text,
            "at": view.memo.at,
        }
        for view in project.memos(kind="quotation")
        if view.quotation is not None and view.quotation.transcript_id == transcript.id
    ]


def _looked(project: Project, transcript: Transcript) -> Json:
    """Whether this coder has read the transcript, and how many of the codes in use they have looked for there."""
    coder_id = project.coder.id
    looked = project.looked_at(transcript=transcript)
    used = [code.id for code in project.codes() if not code.retired]
    done = sum(coder_id in looked.get((transcript.id, code_id), ()) for code_id in used)
    read = done > 0 or coder_id in project.read_by(transcript=transcript).get(transcript.id, ())
    return {"read": read, "codes": done, "of": len(used)}
