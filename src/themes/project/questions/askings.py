"""Verbs on where a question is asked: proposed by likeness, decided by people, and what was answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from themes import guide
from themes.errors import Refused
from themes.filters import Where
from themes.guide import Answer
from themes.model import Asking, Confirmation, GuideQuestion, Transcript
from themes.operations import Change, added, new_id, removed, revised
from themes.project.base import one_moment, whole
from themes.project.questions.guide import GuideVerbs
from themes.project.questions.matching import Match, match
from themes.project.records import Asked
from themes.project.worker import Task
from themes.store import Job
from themes.text import turns_in


class AskingVerbs(GuideVerbs):
    """Find where the guide's questions are asked, decide, and read the answers side by side."""

    @one_moment
    def askings(
        self, *, question: GuideQuestion | str | None = None, transcript: Transcript | str | None = None
    ) -> list[Asking]:
        """Where questions are asked, in the order of the texts, what people rejected included."""
        asked = None if question is None else self.question(question).id
        where = None if transcript is None else self.transcript(transcript).id
        found = [
            asking
            for asking in self._store.facts(Asking)
            if asked in (None, asking.question_id) and where in (None, asking.transcript_id)
        ]
        order = {one.id: nth for nth, one in enumerate(self.transcripts())}
        return sorted(found, key=lambda asking: (order[asking.transcript_id], asking.start, asking.id))

    def asking(self, key: Asking | str) -> Asking:
        """The asking of that id or beginning of an id."""
        return self._pick(Asking, key, names=lambda _: (), what="asking")

    def asked(self) -> list[Asked]:
        """For each question of the guide in its order, in how many transcripts it was asked."""
        questions, n_transcripts = self.guide(), len(self.transcripts())
        states: dict[str, dict[str, set[Confirmation]]] = {}
        for asking in self._store.facts(Asking):
            states.setdefault(asking.question_id, {}).setdefault(asking.transcript_id, set()).add(asking.state)
        counted = []
        for question in questions:
            places: dict[str, set[Confirmation]] = {}
            for question_id in guide.family(question, questions):
                for transcript_id, found in states.get(question_id, {}).items():
                    places.setdefault(transcript_id, set()).update(found)
            confirmed = {transcript_id for transcript_id, found in places.items() if "confirmed" in found}
            proposed = {transcript_id for transcript_id, found in places.items() if "proposed" in found} - confirmed
            counted.append(
                Asked(
                    question=question,
                    n_confirmed=len(confirmed),
                    n_proposed=len(proposed),
                    n_transcripts=n_transcripts,
                )
            )
        return counted

    def match_questions(
        self, *, model: str | Path | None = None, on_progress: Callable[[float, str], None] | None = None
    ) -> list[Asking]:
        """Propose where the guide's questions are asked; here, in this process.

        What people confirmed or rejected stays; what was proposed before is proposed anew.

        Args:
            model: As in ``discover``.
            on_progress: Called with the share done (0 to 1) and what is being done.

        Returns:
            What is proposed now.

        Raises:
            Refused: There is no guide, or no transcript.
        """
        found = match(
            **self._to_match(),
            known=self._store.known_vectors,
            model=model,
            on_progress=on_progress,
            on_vectors=self._store.save_vectors,
        )
        return self._keep_matches(found)

    @whole
    def start_matching(self, *, model: str | Path | None = None) -> Job:
        """Begin ``match_questions`` in a worker process; one that is under way is joined, not doubled.

        Raises:
            Refused: There is no guide, or no transcript.
        """
        running = self._running("matching")
        if running:
            return running
        arguments = {**self._to_match(), "model": None if model is None else str(model)}
        if not arguments["questions"] or not arguments["transcripts"]:
            missing = "topic guide" if not arguments["questions"] else "transcript"
            raise Refused(f"There is no {missing} yet, so nothing was matched. Add one first.")
        return self._start(
            "matching", Task(name="match", arguments=arguments), lambda found: str(len(self._keep_matches(found)))
        )

    def confirm_asking(self, *askings: Asking | str, step_id: str | None = None) -> list[Asking]:
        """Say that questions are asked where it was proposed, in one step."""
        return self._decide("confirm question", askings, "confirmed", step_id=step_id)

    def reject_asking(self, *askings: Asking | str, step_id: str | None = None) -> list[Asking]:
        """Say that questions are not asked where it was proposed, in one step; they are not proposed there again."""
        return self._decide("reject question", askings, "rejected", step_id=step_id)

    @whole
    def move_asking(self, asking: Asking | str, question: GuideQuestion | str) -> Asking:
        """Say that another question is asked here than the one proposed; that one is not proposed here again."""
        was = self.asking(asking)
        chosen = self.question(question)
        if chosen.id == was.question_id:
            return self.confirm_asking(was)[0]
        changes: list[Change] = [revised(was, replace(was, state="rejected"))]
        now = self._asked_at(was.transcript_id, was.start, was.end, chosen, changes)
        self._step("move question", changes, subject=now.id)
        return now

    @whole
    def ask_here(
        self, transcript: Transcript | str, turn: int, question: GuideQuestion | str, *, step_id: str | None = None
    ) -> Asking:
        """Say that a question is asked in a turn, by hand.

        Args:
            transcript: Where.
            turn: The index of the turn.
            question: Which question.
            step_id: An id that the caller chose; a second call with it changes nothing.

        Raises:
            Refused: There is no such turn.
        """
        source, chosen = self.transcript(transcript), self.question(question)
        if not 0 <= turn < len(source.turns) or source.turns[turn].start >= source.turns[turn].end:
            raise Refused(f"“{source.title}” has no turn {turn} with words ({len(source.turns)} turns).")
        place = source.turns[turn]
        changes: list[Change] = []
        now = self._asked_at(source.id, place.start, place.end, chosen, changes)
        self._step("ask here", changes, subject=now.id, step_id=step_id)
        return now

    @one_moment
    def answers(self, question: GuideQuestion | str, *, where: Where | None = None) -> list[Answer]:
        """What everybody answers to a question and to those under it, in the order of the texts.

        An answer goes from its asking to the next; its asking says whether anybody has confirmed it.

        Args:
            question: Which.
            where: Only answers that pass this filter.

        Raises:
            Refused: The filter names what the study does not have.
        """
        chosen = guide.family(self.question(question), self.guide())
        passing = self.passing(where)
        by_transcript: dict[str, list[Asking]] = {}
        for asking in self._store.facts(Asking):
            by_transcript.setdefault(asking.transcript_id, []).append(asking)
        found: list[Answer] = []
        for transcript in self.transcripts():
            for answer in guide.answers(chosen, by_transcript.get(transcript.id, []), transcript):
                spans = tuple(span for span in answer.spans if passing.place(transcript, span.start, span.end))
                if spans:
                    found.append(replace(answer, spans=spans))
        return found

    @whole
    def _decide(
        self, verb: str, askings: Sequence[Asking | str], state: Confirmation, *, step_id: str | None
    ) -> list[Asking]:
        was = [self.asking(asking) for asking in askings]
        now = [replace(asking, state=state) for asking in was]
        subject = was[0].id if len(was) == 1 else ""
        self._step(verb, map(revised, was, now), subject=subject, step_id=step_id)
        return now

    def _asked_at(
        self, transcript_id: str, start: int, end: int, question: GuideQuestion, changes: list[Change]
    ) -> Asking:
        """The asking of a question at a place, confirmed, added to the changes."""
        known = self._store.facts(Asking, transcript_id=transcript_id, start=start, question_id=question.id)
        if known:
            now = replace(known[0], state="confirmed", similarity=1.0)
            changes.append(revised(known[0], now))
            return now
        now = Asking(
            id=new_id(), question_id=question.id, transcript_id=transcript_id, start=start, end=end, state="confirmed"
        )
        changes.append(added(now))
        return now

    @one_moment
    def _to_match(self) -> dict[str, Any]:
        """What ``matching.match`` is asked about: the guide, the transcripts, what people have said already."""
        transcripts = {transcript.id: transcript for transcript in self.transcripts()}
        given: dict[tuple[str, int], str] = {}
        refused: list[tuple[str, int, str]] = []
        for asking in self._store.facts(Asking):
            if asking.state == "proposed":
                continue
            turns = turns_in(transcripts[asking.transcript_id], asking.start, asking.end)
            if turns and asking.state == "confirmed":
                given[asking.transcript_id, turns[0]] = asking.question_id
            elif turns:
                refused.append((asking.transcript_id, turns[0], asking.question_id))
        return {
            "transcripts": list(transcripts.values()),
            "questions": self.guide(),
            "given": given,
            "refused": refused,
        }

    @whole
    def _keep_matches(self, found: Iterable[Match]) -> list[Asking]:
        """Put what is proposed now in the place of what was proposed before, in one step."""
        transcripts = {transcript.id: transcript for transcript in self.transcripts()}
        questions = {question.id for question in self.guide()}
        before = {
            (asking.transcript_id, asking.start, asking.question_id): asking for asking in self._store.facts(Asking)
        }
        proposed: list[Asking] = []
        for one in found:
            source = transcripts.get(one.transcript_id)
            # The worker saw the study as it was: what has gone or been corrected since is left out.
            still = source is not None and (one.start, one.end) in {(turn.start, turn.end) for turn in source.turns}
            if not still or one.question_id not in questions:
                continue
            was = before.get((one.transcript_id, one.start, one.question_id))
            if was is not None and was.state != "proposed":
                continue
            fresh = Asking(
                id=was.id if was else new_id(),
                question_id=one.question_id,
                transcript_id=one.transcript_id,
                start=one.start,
                end=one.end,
                similarity=one.similarity,
            )
            proposed.append(fresh)
        kept = {asking.id for asking in proposed}
        old = {asking.id: asking for asking in before.values() if asking.state == "proposed"}
        changes = [
            *(removed(asking) for asking in old.values() if asking.id not in kept),
            *(revised(old[asking.id], asking) if asking.id in old else added(asking) for asking in proposed),
        ]
        self._step("match questions", changes)
        return proposed
