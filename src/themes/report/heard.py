"""Who was heard on what: n of N, counted from codings and from what was looked at.

The rule.
N are the cases of kind participant who speak in some transcript as one voice.
A participant is heard on something when a quotation of which they say most bears one of its codes.
Of a participant who is not heard it is known when, for each of its codes and each transcript in which they speak,
some coder has marked the transcript as looked at: a coding alone says nothing on the rest of its transcript.
Where it is not known of everybody, the count is a lower bound and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from themes.model import Coding, Quotation, Speaker, Transcript, Valence
from themes.report.material import Material
from themes.report.wording import Count, Heard, heard_sentence, quantity
from themes.text import speaker_of

Place = tuple[str, int, int]
"""Where a quotation stands: transcript id, start and end in code points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A span with the codings that some set of codes gives it; what two coders chose alike is one.

    ``strength`` in [0, 1] is how firmly the machine had placed a segment that was accepted as it stood; 1 for what a
    person chose or whose ends a person moved.
    """

    quotation: Quotation
    speaker: Speaker | None
    codings: tuple[Coding, ...]
    strength: float = 1.0

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.quotation.transcript_id, self.quotation.start, self.quotation.end

    @property
    def case_id(self) -> str | None:
        """Who says most of it, where that is known; None for an interviewer."""
        return self.speaker.case_id if self.speaker and self.speaker.role == "participant" else None

    @property
    def direction(self) -> Valence | None:
        """Its valence; mixed where it bears both; None where none is said."""
        said = {coding.valence for coding in self.codings if coding.valence}
        return said.pop() if len(said) == 1 else "mixed" if said else None

    @property
    def unread(self) -> bool:
        """Whether all of its codings were accepted in bulk and none was read."""
        return all(coding.unread for coding in self.codings)


class Voices:
    """Who speaks where, and what was looked for where, ready for counting.

    Args:
        material: The facts.
    """

    def __init__(self, material: Material) -> None:
        """Find who speaks in each transcript and who says each quotation."""
        self._wording = material.study.wording
        kinds = {case.id: case.kind for case in material.cases}
        self._apart = {case_id for case_id, kind in kinds.items() if kind == "participant"}
        self.transcripts: Mapping[str, Transcript] = {source.id: source for source in material.transcripts}
        heard_in = {source.kind for source in material.transcripts}
        self.kind = heard_in.pop() if len(heard_in) == 1 else "transcript"
        self.participants: dict[str, set[str]] = {}
        self.groups: dict[str, set[str]] = {}
        for source in material.transcripts:
            for index in sorted({turn.speaker for turn in source.turns if turn.speaker is not None}):
                speaker = source.speakers[index]
                passes = material.counted is None or speaker.case_id in material.counted
                if speaker.role == "participant" and speaker.case_id in kinds and passes:
                    told = self.participants if self.is_one_voice(speaker) else self.groups
                    told.setdefault(speaker.case_id, set()).add(source.id)
        self.looked_at = {(row.transcript_id, row.code_id) for row in material.looked_at}
        self._strengths = {
            (member.transcript_id, member.start, member.end): member.strength
            for run in material.runs
            for member in run.members
        }
        self._quotations = {quotation.id: quotation for quotation in material.quotations}
        self._by_code: dict[str, list[Coding]] = {}
        for coding in material.codings:
            self._by_code.setdefault(coding.code_id, []).append(coding)
        self._speakers: dict[Place, Speaker | None] = {}
        self._order = {source.id: nth for nth, source in enumerate(material.transcripts)}

    def is_one_voice(self, speaker: Speaker) -> bool:
        """Whether a speaker is one participant who can be counted."""
        return speaker.voices == 1 and speaker.case_id in self._apart

    def quoted(self, code_ids: Iterable[str]) -> list[Quoted]:
        """The quotations that bear any of the codes, in the order of the text, each span once."""
        at: dict[Place, tuple[Quotation, list[Coding]]] = {}
        for code_id in dict.fromkeys(code_ids):
            for coding in self._by_code.get(code_id, ()):
                quotation = self._quotations[coding.quotation_id]
                place = (quotation.transcript_id, quotation.start, quotation.end)
                at.setdefault(place, (quotation, []))[1].append(coding)
        places = sorted(at, key=lambda place: (self._order[place[0]], place[1], place[2]))
        return [
            Quoted(
                quotation=at[place][0],
                speaker=self.speaker(place),
                codings=tuple(at[place][1]),
                strength=self._strength(place, at[place][1]),
            )
            for place in places
        ]

    def _strength(self, place: Place, codings: Sequence[Coding]) -> float:
        """How firmly a quotation belongs: as the run placed it where all of its codings were accepted, else fully."""
        accepted = all(coding.how == "accepted" for coding in codings)
        return self._strengths.get(place, 1.0) if accepted else 1.0

    def speaker(self, place: Place) -> Speaker | None:
        """Who says most of a span."""
        if place not in self._speakers:
            transcript_id, start, end = place
            self._speakers[place] = speaker_of(self.transcripts[transcript_id], start, end)
        return self._speakers[place]

    def n_participants(self, quoted: Iterable[Quoted]) -> int:
        """How many participants say at least one of the quotations."""
        return len(self._cases(quoted, apart=True))

    def heard(self, quoted: Sequence[Quoted], code_ids: Iterable[str]) -> Heard:
        """How widely something is heard.

        Args:
            quoted: Its quotations.
            code_ids: All of its codes, those without a quotation too.

        Returns:
            The counts of participants, groups and transcripts, and what they are called.
        """
        looked = self._looked(code_ids)
        participants = _count(self.participants, self._cases(quoted, apart=True), looked)
        groups = _count(self.groups, self._cases(quoted, apart=False), looked)
        sources = {source_id: {source_id} for source_id in self.transcripts}
        transcripts = _count(sources, {one.quotation.transcript_id for one in quoted}, looked)
        word = quantity(participants, self._wording)
        sentence = heard_sentence(word, participants, groups, transcripts, kind=self.kind)
        return Heard(participants=participants, groups=groups, transcripts=transcripts, word=word, sentence=sentence)

    def nothing_found(self, quoted: Sequence[Quoted], code_ids: Iterable[str]) -> list[str]:
        """The ids of transcripts that were looked at for all of some codes and hold no quotation of any."""
        heard_in = {one.quotation.transcript_id for one in quoted}
        looked = self._looked(code_ids)
        return [source_id for source_id in self.transcripts if source_id in looked and source_id not in heard_in]

    def _looked(self, code_ids: Iterable[str]) -> set[str]:
        """The ids of transcripts that somebody looked at for all of some codes."""
        codes = list(code_ids)
        return {
            source_id
            for source_id in self.transcripts
            if codes and all((source_id, code_id) in self.looked_at for code_id in codes)
        }

    def _cases(self, quoted: Iterable[Quoted], *, apart: bool) -> set[str]:
        return {
            one.case_id for one in quoted if one.speaker and one.case_id and self.is_one_voice(one.speaker) == apart
        }


def _count(speaking: Mapping[str, set[str]], heard: set[str], looked: set[str]) -> Count:
    """The count among those who speak, by id with the transcripts that would have to be looked at."""
    known = sum(1 for case_id, places in speaking.items() if case_id in heard or places <= looked)
    return Count(n=len(heard & speaking.keys()), of=len(speaking), n_known=known)
