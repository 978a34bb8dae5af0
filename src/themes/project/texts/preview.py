"""Verbs between reading files and taking them in: what was found in each is shown, and can be set right first.

What waits is held in this process's memory: it outlives a closed tab, not the program. Nothing of it is in the project.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from themes.errors import NotFound, RefusedFile, SurveyAnswers
from themes.model import Role, Transcript, TranscriptKind
from themes.operations import new_id
from themes.project.base import whole
from themes.project.jobs import JobVerbs
from themes.project.people.same_person import SamePerson, same_people
from themes.project.records import Added, Previewed, PreviewState, Waiting
from themes.project.texts.intake import ReadBefore, bytes_of
from themes.project.texts.transcripts import natural
from themes.project.withdrawal.again import Gone
from themes.project.worker import Task
from themes.store import Job

if TYPE_CHECKING:
    from themes.read import Preview

_MOST_LAYOUTS = 3


class PreviewVerbs(JobVerbs):
    """Read files, show what was found, set it right, take them in."""

    def start_preview(self, files: Iterable[tuple[str, bytes]]) -> Job:
        """Begin to read files (name, bytes) in a worker process; each waits as soon as it is read (``previews``)."""
        data = list(files)

        def take(found: Any) -> None:  # noqa: ANN401 - a worker's message
            nth, transcript, reason, is_survey = found
            name, content = data[nth]
            self._shared.waiting[new_id()] = Waiting(
                name=name, data=content, transcript=transcript, refused=reason, is_survey=is_survey
            )

        task = Task(name="read", arguments={"files": data})
        return self._start("previewing", task, lambda _: f"{len(data)}", take=take)

    def preview(self, path: str | Path, *, layout: str | None = None) -> Previewed:
        """What one file would be, without taking it in or keeping it."""
        from themes import read  # noqa: PLC0415 - parsers are not needed to open a project

        place = Path(path)
        waiting = Waiting(name=place.name, data=b"", transcript=None)
        try:
            waiting.data = bytes_of(place)
            waiting.transcript = read.read(place.name, waiting.data, layout=layout)
        except RefusedFile as error:
            waiting.refused, waiting.is_survey = str(error), isinstance(error, SurveyAnswers)
        return self._seen("", waiting, self._known(), {})

    def previews(self) -> list[Previewed]:
        """The files that wait to be taken in, by name."""
        known = self._known()
        before: dict[str, str] = {}  # titles of the files that wait, by SHA-256
        seen = [self._seen(key, waiting, known, before) for key, waiting in tuple(self._shared.waiting.items())]
        return sorted(seen, key=lambda one: natural(one.name))

    def preview_layouts(self, key: str) -> list[Preview]:
        """How a waiting file would look in each layout that it could be in: up to three besides "one voice"."""
        waiting = self._waiting(key)
        return layouts_of(waiting.name, waiting.data)

    def other_layouts(self, transcript: Transcript | str) -> list[Preview]:
        """How the file of a transcript that is here would look in each layout, as ``preview_layouts``.

        Raises:
            Refused: It bears codings, or was released, so that it cannot be read again.
            NotFound: Its file is no longer kept.
        """
        was = self._readable_again(transcript)
        return layouts_of(was.source_name, self._store.source(was.source_sha256))

    def revise_preview(
        self, key: str, *, kind: TranscriptKind | None = None, title: str | None = None, layout: str | None = None
    ) -> None:
        """Set right what a waiting file is, how it is called, or in which layout it is read.

        Raises:
            RefusedFile: It cannot be read in that layout; it stays as it was.
        """
        from themes import read  # noqa: PLC0415 - as above

        waiting = self._waiting(key)
        was = _transcript(waiting)
        if layout is not None and layout != was.layout:
            fresh = read.read(waiting.name, waiting.data, title=was.title, layout=layout)
            was = replace(fresh, id=was.id)
        waiting.transcript = replace(was, kind=kind or was.kind, title=(title or "").strip() or was.title)

    def revise_preview_speaker(
        self, key: str, label: str, *, role: Role | None = None, voices: int | None = None
    ) -> None:
        """Set right who a speaker of a waiting file is: interviewer or participant, one person or several."""
        waiting = self._waiting(key)
        was = _transcript(waiting)
        waiting.transcript = replace(
            was,
            speakers=tuple(
                replace(speaker, role=role or speaker.role, voices=speaker.voices if voices is None else max(0, voices))
                if speaker.label == label
                else speaker
                for speaker in was.speakers
            ),
        )

    def people_in_previews(self) -> list[SamePerson]:
        """Who may speak in several waiting files, or in one of them and in a transcript that is here."""
        waiting = [seen.transcript for seen in self.previews() if seen.transcript and seen.state in _CAN_COME]
        ids = {transcript.id for transcript in waiting}
        return [
            person
            for person in same_people([*self._store.facts(Transcript), *waiting])
            if any(voice.transcript_id in ids for voice in person.voices)
        ]

    @whole
    def take_in(self, keys: Iterable[str], *, together: Sequence[SamePerson] = ()) -> list[Added]:
        """Take waiting files in as they are shown, in one step; those that cannot come stay and are said.

        Args:
            keys: Which, by the ids of their previews.
            together: Voices that are one case, of those that ``people_in_previews`` proposes.
        """
        chosen = [(key, waiting) for key in keys if (waiting := self._waiting(key)).transcript is not None]
        results = self._take_in_all([(_transcript(waiting), waiting.data) for _, waiting in chosen], together=together)
        for (key, _), result in zip(chosen, results, strict=True):
            if result.transcript is not None:
                self._shared.waiting.pop(key, None)
        return results

    def put_away(self, keys: Iterable[str] | None = None) -> None:
        """Forget waiting files, all where none are named; nothing of them was kept."""
        for key in tuple(self._shared.waiting) if keys is None else tuple(keys):
            self._shared.waiting.pop(key, None)

    def waiting_bytes(self, key: str) -> tuple[str, bytes]:
        """The name and bytes of a waiting file, to take it in by another verb."""
        waiting = self._waiting(key)
        return waiting.name, waiting.data

    def _waiting(self, key: str) -> Waiting:
        waiting = self._shared.waiting.get(key)
        if waiting is None:
            message = "This file no longer waits to be taken in. Look whether it is among the transcripts."
            raise NotFound(message)
        return waiting

    def _known(self) -> _Known:
        """The transcripts that are here: titles by SHA-256 of their files, by their files' names, by their words.

        Who withdrew beside these.
        """
        transcripts = self._store.facts(Transcript)
        return (
            {transcript.source_sha256: transcript.title for transcript in transcripts},
            {transcript.source_name.casefold(): transcript for transcript in transcripts},
            ReadBefore(transcripts),
            self._gone(),
        )

    def _seen(self, key: str, waiting: Waiting, known: _Known, before: dict[str, str]) -> Previewed:
        """A waiting file as it stands beside what is here and the files that wait before it (titles by SHA-256)."""
        transcript = waiting.transcript
        sha256 = transcript.source_sha256 if transcript else hashlib.sha256(waiting.data).hexdigest()
        by_sha256, by_name, read_before, gone = known
        withdrawn = gone.told(waiting.name, sha256, transcript.text if transcript else "")
        if withdrawn:
            return Previewed(id=key, name=waiting.name, transcript=None, state="refused", refused=withdrawn)
        twin = read_before.twin_of(transcript) if transcript else None
        same = by_sha256.get(sha256) or before.get(sha256, "") or (twin.title if twin else "")
        other = by_name.get(transcript.source_name.casefold()) if transcript else None
        state: PreviewState
        if same:
            state = "known"
        elif transcript is None:
            state = "refused"
        elif other:
            state = "changed"
        else:
            state = "look" if is_one_voice(transcript) else "ready"
        if transcript:
            before.setdefault(sha256, transcript.title)
            if not same:
                read_before.add(transcript)
        return Previewed(
            id=key,
            name=waiting.name,
            transcript=transcript,
            state=state,
            here=same or (other.title if other else ""),
            here_id=other.id if other and not same else "",
            refused=waiting.refused,
            is_survey=waiting.is_survey,
        )


_Known = tuple[Mapping[str, str], Mapping[str, Transcript], ReadBefore, Gone]
_CAN_COME = ("ready", "look")


def is_one_voice(transcript: Transcript) -> bool:
    """Whether no speaker's label was found, so that somebody should look: everything is one voice."""
    from themes.read.assemble import NO_LABELS  # noqa: PLC0415 - parsers are not needed to open a project

    return NO_LABELS in transcript.notices


def layouts_of(name: str, data: bytes) -> list[Preview]:
    """The layouts that a file could be in, best first: up to three, and "one voice".

    Raises:
        RefusedFile: It cannot be read.
    """
    from themes import read  # noqa: PLC0415 - as above

    found = read.layouts(name, data)
    several = [one for one in found if one.layout != _ONE_VOICE]
    return [*several[:_MOST_LAYOUTS], *(one for one in found if one.layout == _ONE_VOICE)]


_ONE_VOICE = "one voice"


def _transcript(waiting: Waiting) -> Transcript:
    if waiting.transcript is None:
        message = f"{waiting.name} could not be read, so there is nothing to set right."
        raise NotFound(message)
    return waiting.transcript
