"""Verbs on transcripts that are here: rename, read another way, remove, say who speaks, search."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from themes.errors import NotFound, Refused
from themes.filters import Where, as_filter
from themes.model import (
    Asking,
    Belonging,
    Case,
    CaseKind,
    CaseLink,
    Coding,
    Consent,
    Displaced,
    FrozenTranscript,
    Identifier,
    LookedAt,
    Member,
    Quotation,
    Reading,
    Review,
    Role,
    Run,
    Settlement,
    Speaker,
    Suggestion,
    Summary,
    Transcript,
    TranscriptKind,
)
from themes.operations import Change, added, new_id, removed, revised
from themes.project.base import whole
from themes.project.filtering import FilterVerbs
from themes.project.records import Found
from themes.project.texts.intake import IntakeVerbs
from themes.rules import SURVEY
from themes.text import speaker_of

_EVERYTHING = 1_000_000


class TranscriptVerbs(IntakeVerbs, FilterVerbs):
    """Keep transcripts in order."""

    def transcripts(self) -> list[Transcript]:
        """All transcripts, by title."""
        return sorted(self._store.facts(Transcript), key=lambda transcript: natural(transcript.title))

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
    def remove_transcript(self, transcript: Transcript | str, *, with_codings: bool = False) -> None:
        """Take a transcript out, with the cases that only it has and its segments in earlier discoveries.

        One step, which undo takes back; for somebody who withdraws there is ``withdraw``.

        Args:
            transcript: Which.
            with_codings: Also where it bears codings, or lost quotations wait for a place in it: they go too.

        Raises:
            Refused: It bears codings, or lost quotations wait for a place in it, and they are not to go; nothing was
                changed.
        """
        if with_codings:
            was = self.transcript(transcript)
        else:
            was = self._uncoded(transcript, "Nothing was removed; take its codings off first, or remove it with them.")
        changes: list[Change] = [*map(removed, self._codings_in(was))]
        changes += map(removed, self._store.facts(Quotation, transcript_id=was.id))
        changes += [*self._what_stands_on(was), *map(removed, self._store.facts(Summary, row_id=was.id)), removed(was)]
        changes.extend(self._cases_gone(was.speakers, besides=was.id))
        self._step("remove transcript", changes, subject=was.id)

    def n_codings_in(self, transcript: Transcript | str) -> int:
        """How many codings a transcript bears, everybody's."""
        return len(self._codings_in(self.transcript(transcript)))

    def _codings_in(self, transcript: Transcript) -> list[Coding]:
        here = self._store.ids(Quotation, transcript_id=transcript.id)
        return [one for one in self._store.facts(Coding) if one.quotation_id in here] if here else []

    @whole
    def revise_kind(self, transcript: Transcript | str, kind: TranscriptKind) -> Transcript:
        """Say of what kind a transcript is: an interview, a focus group or another."""
        was = self.transcript(transcript)
        now = replace(was, kind=kind)
        self._step("change kind of transcript", [revised(was, now)], subject=was.id)
        return now

    @whole
    def read_again(self, transcript: Transcript | str, *, layout: str) -> Transcript:
        """Read a transcript's file again in another layout, as long as nothing in it is coded.

        Its speakers keep their cases, roles and voices where their labels stay; what a machine proposed on the old
        text goes.

        Args:
            transcript: Which.
            layout: One of ``read.LAYOUTS``.

        Raises:
            Refused: It bears codings, lost quotations wait for a place in it, or it was released; nothing was changed.
            RefusedFile: The file cannot be read in that layout; nothing was changed.
        """
        from themes import read  # noqa: PLC0415 - parsers are not needed to open a project

        was = self._readable_again(transcript)
        data = self._store.source(was.source_sha256)
        fresh = read.read(was.source_name, data, title=was.title, kind=was.kind, layout=layout)
        changes: list[Change] = []
        speakers = self._speakers_kept({one.label: one for one in was.speakers}, fresh.speakers, changes)
        now = replace(fresh, id=was.id, speakers=speakers)
        kept = {speaker.case_id for speaker in speakers}
        gone = tuple(speaker for speaker in was.speakers if speaker.case_id not in kept)
        changes += [*self._what_stands_on(was), revised(was, now), *self._cases_gone(gone, besides=was.id)]
        self._step("read transcript another way", changes, subject=was.id)
        return now

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
            changes.extend(self._case_gone(speaker.case_id))
        self._step("change speaker", changes, subject=was.id)
        return now

    def search(
        self,
        query: str,
        *,
        limit: int = 200,
        where: Where | None = None,
        within: Transcript | str | None = None,
        whole_words: bool = False,
    ) -> list[Found]:
        """Where turns that hold all the words of a query hold them, in the order of the text.

        ``"a phrase"``, ``begin*`` and ``one NEAR/5 other`` are understood; the last word may be a beginning as it is,
        being typed still.

        Args:
            query: The words.
            limit: At most how many places.
            where: Only places that pass this filter.
            within: Only in this transcript.
            whole_words: The last word must be whole too.

        Raises:
            Refused: The filter names what the study does not have.
        """
        asked = as_filter(where)
        only = None if within is None else self.transcript(within).id
        places = self._store.search(query, limit=_EVERYTHING if asked else limit, within=only, whole_words=whole_words)
        if asked:
            passing, sources = self.passing(asked), {one.id: one for one in self._store.facts(Transcript)}
            places = [place for place in places if passing.place(sources[place[0]], place[1], place[2])]
        return [
            Found(transcript_id=transcript_id, start=start, end=end) for transcript_id, start, end in places[:limit]
        ]

    def _uncoded(self, transcript: Transcript | str, what_to_do: str) -> Transcript:
        was = self.transcript(transcript)
        if self._store.facts(Quotation, transcript_id=was.id):
            message = f"“{was.title}” bears codings. {what_to_do}"
            raise Refused(message)
        n_lost = len(self._store.facts(Displaced, transcript_id=was.id))
        if n_lost:
            message = (
                f"{n_lost} quotation{'' if n_lost == 1 else 's'} of “{was.title}” lost their place and wait for one. "
                "Nothing was changed; give each a place or let it go first."
            )
            raise Refused(message)
        return was

    def _readable_again(self, transcript: Transcript | str) -> Transcript:
        refuse_answers(self.transcript(transcript))
        was = self._uncoded(transcript, "Nothing was changed; correct its words and speakers instead.")
        if any(review.state == "released" for review in self._store.facts(Review, id=was.id)):
            message = f"“{was.title}” is released, and its file may hold names. Nothing was changed."
            raise Refused(message)
        return was

    def _what_stands_on(self, was: Transcript) -> list[Change]:
        """How all goes that points into a transcript and that nobody coded."""
        changes: list[Change] = [
            revised(run, replace(run, members=tuple(one for one in run.members if one.transcript_id != was.id)))
            for run in self._store.facts(Run)
        ]
        for kind in (
            LookedAt,
            Reading,
            Belonging,
            Suggestion,
            FrozenTranscript,
            Asking,
            Identifier,
            Settlement,
            Displaced,
        ):
            changes += map(removed, self._store.facts(kind, transcript_id=was.id))
        return [*changes, *map(removed, self._store.facts(Review, id=was.id))]

    def _speakers_kept(
        self, was: Mapping[str, Speaker], now: tuple[Speaker, ...], changes: list[Change]
    ) -> tuple[Speaker, ...]:
        """Speakers of a fresh reading, known by their labels where they were there before; others get new cases."""
        new = [one for one in now if one.role == "participant" and one.label not in was]
        labels = iter(self._free_labels(len(new)))
        speakers = []
        for speaker in now:
            if speaker.label in was:
                speakers.append(was[speaker.label])
            elif speaker.role == "participant":
                case = Case(id=new_id(), label=next(labels), kind="participant" if speaker.voices == 1 else "group")
                changes.append(added(case))
                speakers.append(replace(speaker, case_id=case.id))
            else:
                speakers.append(speaker)
        return tuple(speakers)

    def _cases_gone(self, speakers: tuple[Speaker, ...], *, besides: str) -> list[Change]:
        """How the cases of some speakers go that no other transcript than ``besides`` has."""
        elsewhere = {
            speaker.case_id
            for other in self._store.facts(Transcript)
            if other.id != besides
            for speaker in other.speakers
        }
        own = dict.fromkeys(speaker.case_id for speaker in speakers if speaker.case_id not in elsewhere)
        gone = [case_id for case_id in own if case_id]
        return list({(one.entity, one.fact.id): one for case_id in gone for one in self._case_gone(case_id)}.values())

    def _case_gone(self, case_id: str) -> list[Change]:
        """How a case goes, with its links and what it had consented to."""
        links = [*self._store.facts(CaseLink, case_id=case_id), *self._store.facts(CaseLink, other_id=case_id)]
        return [
            *map(removed, links),
            *map(removed, self._store.facts(Consent, id=case_id)),
            *map(removed, self._store.facts(Summary, row_id=case_id)),
            removed(self._store.fact(Case, case_id)),
        ]

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


def refuse_answers(transcript: Transcript) -> None:
    """Refuse to read a survey's answers anew: their file holds other questions too, and a row a respondent.

    Raises:
        Refused: They are a survey's.
    """
    if transcript.format == SURVEY:
        message = (
            f"“{transcript.title}” holds answers of a survey. Nothing was changed; correct the answers themselves, or "
            "remove it and add the survey again."
        )
        raise Refused(message)


def natural(title: str) -> tuple[tuple[bool, int, str], ...]:
    """A sort key that puts Interview 2 before Interview 10."""
    return tuple(
        (not part.isdecimal(), int(part) if part.isdecimal() else 0, part.casefold())
        for part in re.split(r"(\d+)", title)
    )
