"""What the page on names and the project say to each other: a transcript with its findings, and decisions in batches.

Mirrors frontend/src/names/types.ts. With ``blind`` only the second reader's sample goes out, and of what stands there
only what they have marked themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast, get_args

from themes.errors import Refused, ThemesError
from themes.model import Identifier, IdentifierKind, Transcript
from themes.project import Project
from themes.project.names.reviewing import SEEN
from themes.text import turns_in
from themes.ui.incoming import Unreadable

MOST_OPERATIONS = 500
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_KINDS = frozenset(get_args(IdentifierKind))
_DECISIONS = frozenset({"accept", "keep", "reopen", "mark", "see", "undo"})
_LONGEST_PSEUDONYM = 60

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One decision, read with distrust; what it needs beyond its kind depends on that."""

    id: str
    kind: str
    identifier: str
    pseudonym: str | None
    everywhere: bool
    start: int
    end: int
    of_kind: IdentifierKind


def snapshot(project: Project, transcript: Transcript, *, blind: bool) -> Json:
    """A transcript with all that was found in it, or the second reader's sample of it."""
    passages = [[turn.start, turn.end, turn.speaker, turn.kind] for turn in transcript.turns if turn.start < turn.end]
    if blind:
        sample = project.review(transcript).review.sample
        passages = [
            [start, end, transcript.turns[turns_in(transcript, start, end)[0]].speaker, "speech"]
            for start, end in sample
        ]
    return {
        "title": transcript.title,
        "text": transcript.text if not blind else _sampled(transcript, passages),
        "passages": passages,
        "speakers": [_label(project, transcript, nth) for nth in range(len(transcript.speakers))],
        "kinds": list(get_args(IdentifierKind)),
        **_standing(project, transcript, blind=blind),
    }


def decide_all(project: Project, transcript: Transcript, body: object, *, blind: bool) -> Json:
    """Carry out a batch of decisions in order; those that are refused are told, the others hold.

    Raises:
        Unreadable: Something in the batch is not of the agreed form; none of it was carried out.
    """
    acknowledged, refused = [], []
    for decided in _read(body):
        try:
            _carry_out(project, transcript, decided)
        except ThemesError as error:
            refused.append({"id": decided.id, "reason": str(error)})
        else:
            acknowledged.append(decided.id)
    return {"acknowledged": acknowledged, "refused": refused, **_standing(project, transcript, blind=blind)}


def _carry_out(project: Project, transcript: Transcript, decided: Decided) -> None:
    if project.has_step(decided.id):
        return
    if decided.kind == "undo":
        project.undo(step_id=decided.id)
    elif decided.kind == "mark":
        project.add_identifier(
            transcript, decided.start, decided.end, decided.of_kind,
            identifier_id=decided.identifier, step_id=decided.id,
        )  # fmt: skip
    elif decided.kind == "see":
        project.see_identifier(transcript, decided.start, decided.end, decided.of_kind)
    elif decided.kind == "accept":
        project.accept_identifier(
            _here(project, transcript, decided), decided.pseudonym, everywhere=decided.everywhere, step_id=decided.id
        )
    elif decided.kind == "keep":
        project.keep_identifier(_here(project, transcript, decided), everywhere=decided.everywhere, step_id=decided.id)
    else:
        project.reopen_identifier(_here(project, transcript, decided), step_id=decided.id)


def _here(project: Project, transcript: Transcript, decided: Decided) -> Identifier:
    """The identifier that is meant, refused where it stands in another transcript."""
    found = project.identifier(decided.identifier)
    if found.transcript_id != transcript.id:
        raise Refused("That stands in another transcript. Nothing was changed.")
    return found


def _standing(project: Project, transcript: Transcript, *, blind: bool) -> Json:
    """What stands now of decisions: here, and how many in the whole project."""
    reviews = project.reviews()
    n_open = sum(view.n_open for view in reviews)
    of = sum(view.n_open + view.n_accepted + view.n_kept for view in reviews)
    own = next(view for view in reviews if view.transcript.id == transcript.id)
    found = project.identifiers(project.transcript(transcript.id))
    shown = [view for view in found if SEEN in view.identifier.why] if blind else found
    return {
        "identifiers": [
            {
                "id": view.identifier.id,
                "start": view.identifier.start,
                "end": view.identifier.end,
                "kind": view.identifier.kind,
                "why": "" if blind else view.identifier.why,
                "state": "seen" if blind else view.identifier.state,
                "pseudonym": "" if blind else view.identifier.pseudonym,
                "same": view.n_same,
                "replaced": view.replaced,
            }
            for view in shown
        ],
        "state": own.state,
        "decided": of - n_open,
        "of": of,
        "undo": project.undo_words(),
        "seq": project.last_seq(),
    }


def _label(project: Project, transcript: Transcript, nth: int) -> str:
    speaker = transcript.speakers[nth]
    if speaker.role == "interviewer" or speaker.case_id is None:
        return speaker.role.capitalize()
    return project.case(speaker.case_id).label


def _sampled(transcript: Transcript, passages: list[list[Any]]) -> str:
    """The text with all but the sample made blank, so that what is hidden does not leave the server."""
    blank = [" "] * len(transcript.text)
    for start, end, *_ in passages:
        blank[start:end] = transcript.text[start:end]
    return "".join(blank)


def _read(body: object) -> list[Decided]:
    if not isinstance(body, list) or len(body) > MOST_OPERATIONS:
        raise Unreadable(f"A batch is a list of at most {MOST_OPERATIONS} decisions. Nothing was changed.")
    return [_decided(one) for one in body]


def _decided(one: object) -> Decided:
    fields = cast("Mapping[str, object]", one) if isinstance(one, dict) else {}
    id_, kind = fields.get("id"), fields.get("kind")
    if not (isinstance(id_, str) and _UUID.fullmatch(id_)):
        raise Unreadable("A decision needs an id of its own. Nothing was changed.")
    identifier, pseudonym = fields.get("identifier", ""), fields.get("pseudonym")
    start, end = fields.get("start", 0), fields.get("end", 0)
    of_kind = fields.get("of_kind", "person")
    sound = (
        kind in _DECISIONS
        and isinstance(identifier, str)
        and (identifier == "" or _UUID.fullmatch(identifier) is not None)
        and (pseudonym is None or (isinstance(pseudonym, str) and len(pseudonym) <= _LONGEST_PSEUDONYM))
        and type(start) is int
        and type(end) is int
        and of_kind in _KINDS
        and isinstance(fields.get("everywhere", False), bool)
    )
    if not sound:
        raise Unreadable("A decision is not of the agreed form. Nothing was changed.", id_)
    return Decided(
        id=id_,
        kind=cast("str", kind),
        identifier=cast("str", identifier),
        pseudonym=cast("str | None", pseudonym),
        everywhere=cast("bool", fields.get("everywhere", False)),
        start=cast("int", start),
        end=cast("int", end),
        of_kind=cast("IdentifierKind", of_kind),
    )
