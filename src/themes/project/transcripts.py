"""Verbs on transcripts: add, rename, remove, say who speaks, search."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from themes.errors import AlreadyAdded, BrokenFile, NotFound, Refused, RefusedFile
from themes.model import (
    Case,
    CaseKind,
    LookedAt,
    Member,
    Quotation,
    Role,
    Run,
    Speaker,
    Suggestion,
    Transcript,
    TranscriptKind,
)
from themes.operations import Change, added, new_id, removed, revised
from themes.project.base import Base, whole
from themes.project.records import Added, Found
from themes.text import speaker_of

_NUMBER_IN_NAME = re.compile(r"(?<![A-Za-z0-9])P0*(\d{1,3})(?!\d)", re.IGNORECASE)
_NUMBERED = re.compile(r"P0*(\d+)")


class TranscriptVerbs(Base):
    """Bring transcripts in and keep them in order."""

    def add(
        self,
        path: str | Path,
        *,
        kind: TranscriptKind | None = None,
        layout: str | None = None,
        title: str | None = None,
    ) -> Transcript:
        """Read a file and take it in whole.

        Args:
            path: The file.
            kind: What it is; proposed from who speaks where not given.
            layout: The speaker layout; found where not given.
            title: Its title; the file's name where not given.

        Raises:
            RefusedFile: It could not be read, or is here already; nothing was kept.
        """
        place = Path(path)
        try:
            data = place.read_bytes()
        except OSError as error:
            message = f"{place.name} cannot be read ({error.strerror}). Nothing was imported."
            raise BrokenFile(message) from error
        return self.add_bytes(place.name, data, kind=kind, layout=layout, title=title)

    def add_bytes(
        self,
        name: str,
        data: bytes,
        *,
        kind: TranscriptKind | None = None,
        layout: str | None = None,
        title: str | None = None,
    ) -> Transcript:
        """Take in a file given as its name and bytes, as an upload gives it; see ``add``."""
        from themes import read  # noqa: PLC0415 - parsers are not needed to open a project

        self._refuse_known(name, hashlib.sha256(data).hexdigest())
        return self._take_in(read.read(name, data, title=title, kind=kind, layout=layout), data)

    def add_many(
        self, paths: Iterable[str | Path], *, on_progress: Callable[[int, int], None] | None = None
    ) -> list[Added]:
        """Take in the good files of a batch and say of each other why not."""
        places = [Path(path) for path in paths]
        results: list[Added] = []
        for nth, place in enumerate(places, start=1):
            try:
                results.append(Added(name=place.name, transcript=self.add(place)))
            except RefusedFile as error:
                results.append(Added(name=place.name, refused=str(error)))
            if on_progress:
                on_progress(nth, len(places))
        return results

    def transcripts(self) -> list[Transcript]:
        """All transcripts, by title."""
        return sorted(self._store.facts(Transcript), key=lambda transcript: _natural(transcript.title))

    def transcript(self, key: Transcript | str) -> Transcript:
        """The transcript of that id, beginning of an id, title or file name."""
        return self._pick(
            Transcript, key, names=lambda transcript: (transcript.title, transcript.source_name), what="transcript"
        )

    @whole
    def rename_transcript(self, transcript: Transcript | str, title: str) -> Transcript:
        """Give a transcript another title."""
        was = self.transcript(transcript)
        renamed = replace(was, title=self._free_title(title.strip() or was.title, besides=was.id))
        self._step("rename transcript", [revised(was, renamed)], subject=was.id)
        return renamed

    @whole
    def remove_transcript(self, transcript: Transcript | str) -> None:
        """Take a transcript out, with the cases that only it has and its segments in earlier discoveries.

        Raises:
            Refused: It bears codings; nothing was changed.
        """
        was = self.transcript(transcript)
        if self._store.facts(Quotation, transcript_id=was.id):
            message = f"“{was.title}” bears codings. Nothing was removed; take its codings off first."
            raise Refused(message)
        elsewhere = {
            speaker.case_id
            for other in self._store.facts(Transcript)
            if other.id != was.id
            for speaker in other.speakers
        }
        own = [speaker.case_id for speaker in was.speakers if speaker.case_id and speaker.case_id not in elsewhere]
        changes: list[Change] = [
            revised(run, replace(run, members=tuple(one for one in run.members if one.transcript_id != was.id)))
            for run in self._store.facts(Run)
        ]
        changes += map(removed, self._store.facts(LookedAt, transcript_id=was.id))
        changes += map(removed, self._store.facts(Suggestion, transcript_id=was.id))
        changes += [removed(was), *(removed(self._store.fact(Case, case_id)) for case_id in dict.fromkeys(own))]
        self._step("remove transcript", changes, subject=was.id)

    @whole
    def revise_speaker(
        self,
        transcript: Transcript | str,
        label: str,
        *,
        role: Role | None = None,
        case: Case | str | None = None,
        voices: int | None = None,
    ) -> Transcript:
        """Say who a speaker is: interviewer or participant, which case, how many voices.

        Args:
            transcript: Where.
            label: The speaker's label in that transcript.
            role: A participant who has no case yet gets the next free one; an interviewer loses theirs.
            case: A case that is there, or the label of a new one.
            voices: 1 for one person, 0 for several who cannot be told apart.
        """
        was = self.transcript(transcript)
        index = next((nth for nth, speaker in enumerate(was.speakers) if speaker.label == label), None)
        if index is None:
            message = f"“{was.title}” has no speaker “{label}”."
            raise NotFound(message)
        speaker = was.speakers[index]
        changes: list[Change] = []
        role = role or speaker.role
        case_id = speaker.case_id if role == "participant" else None
        if case is not None and role == "participant":
            found = self._case_or_new(case, changes)
            case_id = found.id
        elif role == "participant" and case_id is None:
            fresh = Case(id=new_id(), label=self._free_labels(1)[0])
            changes.append(added(fresh))
            case_id = fresh.id
        changed = replace(
            speaker, role=role, case_id=case_id, voices=speaker.voices if voices is None else max(0, voices)
        )
        if case_id and voices is not None:
            self._kind_by_voices(case_id, voices, changes)
        speakers = (*was.speakers[:index], changed, *was.speakers[index + 1 :])
        now = replace(was, speakers=speakers)
        changes.append(revised(was, now))
        changes.extend(self._members_moved(was, label, case_id))
        if speaker.case_id and speaker.case_id != case_id and not self._heard_elsewhere(speaker.case_id, was.id, now):
            changes.append(removed(self._store.fact(Case, speaker.case_id)))
        self._step("change speaker", changes, subject=was.id)
        return now

    def search(self, query: str, *, limit: int = 200) -> list[Found]:
        """Where turns that hold all the words of a query hold them, in the order of the text.

        ``"a phrase"`` and ``begin*`` are understood; the last word may be a beginning as it is, being typed still.
        """
        return [
            Found(transcript_id=transcript_id, start=start, end=end)
            for transcript_id, start, end in self._store.search(query, limit=limit)
        ]

    @whole
    def _take_in(self, transcript: Transcript, data: bytes) -> Transcript:
        """Give the speakers neutral cases and write transcript, cases and original bytes in one step."""
        self._refuse_known(transcript.source_name, transcript.source_sha256)
        participants = [speaker for speaker in transcript.speakers if speaker.role == "participant"]
        labels = self._labels_for(transcript, participants)
        cases: list[Case] = []
        speakers: list[Speaker] = []
        for speaker in transcript.speakers:
            if speaker.role != "participant":
                speakers.append(speaker)
                continue
            kind: CaseKind = "participant" if speaker.voices == 1 else "group"
            case = Case(id=new_id(), label=labels[len(cases)], kind=kind)
            cases.append(case)
            speakers.append(replace(speaker, case_id=case.id))
        whole = replace(transcript, title=self._free_title(transcript.title), speakers=tuple(speakers))
        self._step(
            "add transcript",
            [*map(added, cases), added(whole)],
            subject=whole.id,
            sources={whole.source_sha256: data},
        )
        return whole

    def _refuse_known(self, name: str, sha256: str) -> None:
        known = self._store.facts(Transcript, source_sha256=sha256)
        if known:
            message = f"{name} is already here as “{known[0].title}”. Nothing was imported."
            raise AlreadyAdded(message)

    def _labels_for(self, transcript: Transcript, participants: list[Speaker]) -> list[str]:
        """Neutral labels: the number that the file's name gives a single participant, else the next free ones."""
        named = _NUMBER_IN_NAME.search(transcript.source_name)
        if named and len(participants) == 1:
            label = f"P{int(named[1]):02d}"
            if label not in {case.label for case in self._store.facts(Case)}:
                return [label]
        return self._free_labels(len(participants))

    def _free_labels(self, count: int) -> list[str]:
        taken = [_NUMBERED.fullmatch(case.label) for case in self._store.facts(Case)]
        last = max((int(match[1]) for match in taken if match), default=0)
        return [f"P{last + nth:02d}" for nth in range(1, count + 1)]

    def _free_title(self, title: str, *, besides: str = "") -> str:
        taken = {transcript.title for transcript in self._store.facts(Transcript) if transcript.id != besides}
        nth, free = 2, title
        while free in taken:
            free, nth = f"{title} ({nth})", nth + 1
        return free

    def _case_or_new(self, case: Case | str, changes: list[Change]) -> Case:
        if isinstance(case, Case):
            return case
        wanted = case.strip()
        if not wanted:
            message = "A case needs a label. Nothing was changed."
            raise Refused(message)
        for known in self._store.facts(Case):
            if wanted.casefold() in (known.label.casefold(), known.id):
                return known
        fresh = Case(id=new_id(), label=wanted)
        changes.append(added(fresh))
        return fresh

    def _members_moved(self, was: Transcript, label: str, case_id: str | None) -> list[Change]:
        """Earlier discoveries with this speaker's segments under the speaker's new case."""

        def moved(member: Member) -> Member:
            if member.transcript_id != was.id or member.case_id == case_id:
                return member
            speaker = speaker_of(was, member.start, member.end)
            return replace(member, case_id=case_id) if speaker and speaker.label == label else member

        return [revised(run, replace(run, members=tuple(map(moved, run.members)))) for run in self._store.facts(Run)]

    def _kind_by_voices(self, case_id: str, voices: int, changes: list[Change]) -> None:
        """A case whose voices cannot be told apart is a group; one person is a participant."""
        kind: CaseKind = "participant" if voices == 1 else "group"
        changes.extend(revised(known, replace(known, kind=kind)) for known in self._store.facts(Case, id=case_id))

    def _heard_elsewhere(self, case_id: str, transcript_id: str, now: Transcript) -> bool:
        others = (now if other.id == transcript_id else other for other in self._store.facts(Transcript))
        return any(speaker.case_id == case_id for other in others for speaker in other.speakers)


def _natural(title: str) -> tuple[tuple[bool, int, str], ...]:
    """A sort key that puts Interview 2 before Interview 10."""
    return tuple(
        (not part.isdecimal(), int(part) if part.isdecimal() else 0, part.casefold())
        for part in re.split(r"(\d+)", title)
    )
