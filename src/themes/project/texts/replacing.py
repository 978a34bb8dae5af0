"""The verb that takes in a corrected version of a transcript's file."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from themes.anchor import Placement
from themes.errors import AlreadyAdded, BrokenFile
from themes.model import Transcript
from themes.operations import Change
from themes.project.base import whole
from themes.project.records import Moved
from themes.project.texts.displaced import DisplacedVerbs
from themes.project.texts.intake import bytes_of
from themes.project.texts.rewriting import Rewriting
from themes.project.texts.same_voices import same_voices
from themes.project.texts.transcripts import refuse_answers


class ReplaceVerbs(Rewriting, DisplacedVerbs):
    """Put a better file in the place of a transcript's, with all that stands on it."""

    def replace_transcript(
        self,
        transcript: Transcript | str,
        file: str | Path,
        *,
        data: bytes | None = None,
        layout: str | None = None,
        step_id: str | None = None,
    ) -> Moved:
        """Take in a corrected version of a transcript's file in the place of the one that is here.

        Title and kind stay; speakers keep case and role by their labels, or by what they say where they are called
        otherwise; the old file's bytes stay, for undo.
        Names are to be looked for again, as nobody has looked in the new text.

        Args:
            transcript: Which.
            file: The corrected file, or its name where ``data`` is given.
            data: Its bytes.
            layout: The speaker layout; as before, or found, where not given.
            step_id: As in ``correct_text``.

        Raises:
            Refused: It holds answers of a survey; nothing was changed.
            RefusedFile: It could not be read, or is here already; nothing was changed.
        """
        from themes import read  # noqa: PLC0415 - parsers are not needed to open a project

        place = Path(file)
        content = bytes_of(place) if data is None else data
        was = self.transcript(transcript)
        refuse_answers(was)
        if step_id and self.has_step(step_id):
            return self.what_moved(step_id)
        sha256 = hashlib.sha256(content).hexdigest()
        if sha256 == was.source_sha256:
            message = f"{place.name} is the very file that is here as “{was.title}”. Nothing was changed."
            raise AlreadyAdded(message)
        self._refuse_known(place.name, sha256)
        wanted = layout or (was.layout if len(was.speakers) > 1 else None)
        try:
            fresh = read.read(place.name, content, title=was.title, kind=was.kind, layout=wanted)
        except BrokenFile:
            if layout is not None or wanted is None:
                raise
            fresh = read.read(place.name, content, title=was.title, kind=was.kind)
        self._refuse_known(place.name, sha256, fresh.text)
        return self._replace(was, fresh, content, step_id=step_id)

    @whole
    def _replace(self, was: Transcript, fresh: Transcript, content: bytes, *, step_id: str | None) -> Moved:
        """Put a fresh reading in a transcript's place."""
        was = self._store.fact(Transcript, was.id)  # as it is now that nobody else writes
        changes: list[Change] = []
        placement = Placement.between(was.text, fresh.text)
        speakers = self._speakers_kept(same_voices(was, fresh, placement), fresh.speakers, changes)
        now = replace(fresh, id=was.id, title=was.title, kind=was.kind, speakers=speakers)
        return self._rewrite(
            "replace transcript",
            was,
            now,
            placement,
            changes,
            sources={now.source_sha256: content},
            names_anew=True,
            step_id=step_id,
        )
