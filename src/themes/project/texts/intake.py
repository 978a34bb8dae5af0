"""Verbs that bring transcripts in: read a file, give its participants neutral cases, write all in one step."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from themes.errors import AlreadyAdded, BrokenFile, RefusedFile
from themes.model import Case, CaseKind, Speaker, Transcript, TranscriptKind
from themes.operations import added, new_id
from themes.project.base import Base, whole
from themes.project.people.same_person import SamePerson, number_in
from themes.project.records import Added

_NUMBERED = re.compile(r"P0*(\d+)")


class _Here:
    """What is in the project while files are added to it: what their titles, labels and bytes must not repeat.

    Args:
        cases: All cases.
        transcripts: All transcripts.
        reserved: Labels that the files' own names give, which no other participant is to get.
    """

    def __init__(self, cases: Iterable[Case], transcripts: Sequence[Transcript], reserved: Iterable[str]) -> None:
        """Note labels, titles and files."""
        self.cases = {case.id: case for case in cases}
        self.titles = {transcript.title for transcript in transcripts}
        self.by_sha256 = {transcript.source_sha256: transcript.title for transcript in transcripts}
        self.read_before = ReadBefore(transcripts)
        self.new_cases: list[Case] = []
        self._labels = {case.label for case in self.cases.values()}
        self._last = _last_number((*self._labels, *reserved))

    def add_case(self, wanted: str, kind: CaseKind) -> Case:
        """A new case, of the label that is wanted where it is free, else of the next neutral one."""
        label = wanted
        if not label or label in self._labels:
            self._last += 1
            label = _neutral(self._last)
        case = Case(id=new_id(), label=label, kind=kind)
        self._labels.add(label)
        self.cases[case.id] = case
        self.new_cases.append(case)
        return case


class ReadBefore:
    """Transcripts by their words, to know one again that comes in other bytes: with other line ends, another encoding.

    Args:
        transcripts: Those that are here.
    """

    def __init__(self, transcripts: Iterable[Transcript]) -> None:
        """Note them."""
        self._by_text: dict[str, list[Transcript]] = {}
        for transcript in transcripts:
            self.add(transcript)

    def add(self, transcript: Transcript) -> None:
        """Note one more."""
        self._by_text.setdefault(transcript.text, []).append(transcript)

    def twin_of(self, transcript: Transcript) -> Transcript | None:
        """One of the same words, said by speakers of the same labels at the same times; None where none is here."""
        labels = _labels(transcript)
        same = (one for one in self._by_text.get(transcript.text, ()) if one.turns == transcript.turns)
        return next((one for one in same if _labels(one) == labels), None)


class IntakeVerbs(Base):
    """Bring transcripts in, one by one or in a batch."""

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
        return self.add_bytes(place.name, bytes_of(place), kind=kind, layout=layout, title=title)

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
        self,
        paths: Iterable[str | Path],
        *,
        kind: TranscriptKind | None = None,
        layout: str | None = None,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> list[Added]:
        """Take in the good files of a batch, a step each, and say of each other why not; see ``add``."""
        places = [Path(path) for path in paths]
        results: list[Added] = []
        for nth, place in enumerate(places, start=1):
            try:
                results.append(Added(name=place.name, transcript=self.add(place, kind=kind, layout=layout)))
            except RefusedFile as error:
                results.append(Added(name=place.name, refused=str(error)))
            if on_progress:
                on_progress(nth, len(places))
        return results

    def _take_in(self, transcript: Transcript, data: bytes) -> Transcript:
        """Give the speakers neutral cases and write transcript, cases and original bytes in one step."""
        self._refuse_known(transcript.source_name, transcript.source_sha256, transcript.text)
        (result,) = self._take_in_all([(transcript, data)])
        if result.transcript is None:
            raise AlreadyAdded(result.refused)
        return result.transcript

    @whole
    def _take_in_all(
        self, files: Sequence[tuple[Transcript, bytes]], *, together: Iterable[SamePerson] = ()
    ) -> list[Added]:
        """Take in several files in one step, those that are here already left out and said.

        Args:
            files: Each transcript as it was read, with the file's bytes.
            together: Voices in several of them, or in one of them and one that is here, that are one case.
        """
        here = _Here(
            self._store.facts(Case), self._store.facts(Transcript), (_own_label(transcript) for transcript, _ in files)
        )
        persons = {(voice.transcript_id, voice.label): person for person in together for voice in person.voices}
        joined: dict[SamePerson, Case] = {}
        for person in dict.fromkeys(persons.values()):
            known = [here.cases[case_id] for case_id in person.case_ids if case_id in here.cases]
            if known:
                joined[person] = min(known, key=lambda case: case.label)
        results: list[Added] = []
        sources: dict[str, bytes] = {}
        gone = self._gone()
        for transcript, data in files:
            withdrawn = gone.told(transcript.source_name, transcript.source_sha256, transcript.text)
            if withdrawn:
                results.append(Added(name=transcript.source_name, refused=withdrawn))
                continue
            known_as = here.by_sha256.get(transcript.source_sha256)
            if known_as is not None:
                results.append(Added(name=transcript.source_name, refused=_known(transcript.source_name, known_as)))
                continue
            twin = here.read_before.twin_of(transcript)
            if twin is not None:
                results.append(Added(name=transcript.source_name, refused=_twin(transcript.source_name, twin.title)))
                continue
            speakers = tuple(_cases_given(transcript, here, persons, joined))
            whole = replace(transcript, title=free_title(transcript.title, here.titles), speakers=speakers)
            here.titles.add(whole.title)
            here.by_sha256[whole.source_sha256] = whole.title
            here.read_before.add(whole)
            sources[whole.source_sha256] = data
            results.append(Added(name=transcript.source_name, transcript=whole))
        new = [result.transcript for result in results if result.transcript is not None]
        self._step(
            "add transcript" if len(new) == 1 else f"add {len(new)} transcripts",
            [*map(added, here.new_cases), *map(added, new)],
            subject=new[0].id if len(new) == 1 else "",
            sources=sources,
        )
        return results

    def _refuse_known(self, name: str, sha256: str, text: str = "") -> None:
        """Refuse a file that is here already, or that holds the words of who withdrew.

        Raises:
            RefusedFile: It is, or does; nothing was imported.
        """
        withdrawn = self._gone().told(name, sha256, text)
        if withdrawn:
            raise RefusedFile(withdrawn)
        known = self._store.facts(Transcript, source_sha256=sha256)
        if known:
            raise AlreadyAdded(_known(name, known[0].title))

    def _free_labels(self, count: int) -> list[str]:
        return free_labels((case.label for case in self._store.facts(Case)), count)

    def _free_title(self, title: str, *, besides: str = "") -> str:
        taken = {transcript.title for transcript in self._store.facts(Transcript) if transcript.id != besides}
        return free_title(title, taken)


def bytes_of(place: Path) -> bytes:
    """What a file holds.

    Raises:
        BrokenFile: It is not there, or may not be read.
    """
    try:
        return place.read_bytes()
    except OSError as error:
        message = f"{place.name} cannot be read ({error.strerror}). Nothing was imported."
        raise BrokenFile(message) from error


def free_labels(taken: Iterable[str], count: int) -> list[str]:
    """Neutral labels after the last one that is taken.

    >>> free_labels(["P01", "P07", "Harrowmere"], 2)
    ['P08', 'P09']
    """
    last = _last_number(taken)
    return [_neutral(last + nth) for nth in range(1, count + 1)]


def free_title(title: str, taken: set[str]) -> str:
    """A title that is not taken: "talk", else "talk (2)"."""
    nth, free = 2, title
    while free in taken:
        free, nth = f"{title} ({nth})", nth + 1
    return free


def _cases_given(
    transcript: Transcript,
    here: _Here,
    persons: dict[tuple[str, str], SamePerson],
    joined: dict[SamePerson, Case],
) -> Iterable[Speaker]:
    """The speakers, each participant with a case: that of the person they are, or a new one with a neutral label."""
    own = _own_label(transcript)
    for speaker in transcript.speakers:
        if speaker.role != "participant":
            yield replace(speaker, case_id=None)
            continue
        person = persons.get((transcript.id, speaker.label))
        case = joined.get(person) if person else None
        if case is None:
            case = here.add_case(own, "participant" if speaker.voices == 1 else "group")
            if person:
                joined[person] = case
        yield replace(speaker, case_id=case.id)


def _own_label(transcript: Transcript) -> str:
    """The number that the file's name gives its only participant; empty where it gives none, or several speak."""
    alone = sum(speaker.role == "participant" for speaker in transcript.speakers) == 1
    return number_in(transcript.source_name) if alone else ""


def _last_number(labels: Iterable[str]) -> int:
    return max((int(match[1]) for label in labels if (match := _NUMBERED.fullmatch(label))), default=0)


def _neutral(number: int) -> str:
    return f"P{number:02d}"


def _labels(transcript: Transcript) -> list[str]:
    return [speaker.label for speaker in transcript.speakers]


def _twin(name: str, title: str) -> str:
    return f"{name} reads just as “{title}”, which is here. Nothing was imported."


def _known(name: str, title: str) -> str:
    return f"{name} is already here as “{title}”. Nothing was imported."
