"""Verbs that correct a transcript after coding: its words, who speaks, where a turn ends.

What stands on it goes with its words (``project/moving.py``); each verb is one step, undone as one, and says what
became of each quotation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from themes.anchor import Edit, Placement, in_words
from themes.errors import NotFound, Refused, StaleChange
from themes.model import Case, Role, Speaker, Transcript
from themes.operations import Change, added, new_id
from themes.project.base import whole
from themes.project.records import Moved
from themes.project.texts.corrected import corrected, joined, respoken, rewritten, split, turn_at
from themes.project.texts.replacing import ReplaceVerbs


class CorrectVerbs(ReplaceVerbs):
    """Correct transcripts, with all that stands on them."""

    def correct_text(
        self,
        transcript: Transcript | str,
        start: int,
        end: int,
        words: str,
        *,
        was: str | None = None,
        step_id: str | None = None,
    ) -> Moved:
        """Put words in the place of a range, within one turn; a turn left without words goes.

        Args:
            transcript: Where.
            start: First code point.
            end: After the last code point; ``start`` itself to put words in.
            words: What stands there instead; empty to take words out.
            was: The words that the caller sees there, so that none are corrected which meanwhile became others.
            step_id: An id that the caller chose; a second call with it changes nothing.

        Raises:
            Refused: The range lies outside of the text or in two turns, or the words hold a line break.
            StaleChange: Other words stand there.
        """
        return self.correct(transcript, [_edit(start, end, words)], was=None if was is None else [was], step_id=step_id)

    @whole
    def correct(
        self,
        transcript: Transcript | str,
        edits: Iterable[Edit],
        *,
        was: Sequence[str] | None = None,
        step_id: str | None = None,
    ) -> Moved:
        """Make several corrections of words at once; see ``correct_text``.

        Args:
            transcript: Where.
            edits: In positions of the text as it is, none overlapping another.
            was: For each edit the words that the caller sees in its place.
            step_id: As in ``correct_text``.
        """
        before = self.transcript(transcript)
        if step_id and self.has_step(step_id):
            return self.what_moved(step_id)
        wanted = list(edits)
        if was is not None and [before.text[edit.start : edit.end] for edit in wanted] != list(was):
            message = f"Other words stand there now in “{before.title}”. Nothing was changed; look at it again."
            raise StaleChange(message)
        corrected(before, wanted)  # refuses what cannot be, before it is said in whole words
        now, placement = corrected(before, in_words(before.text, wanted))
        return self._rewrite("correct words", before, now, placement, step_id=step_id)

    @whole
    def correct_turn_speaker(
        self,
        transcript: Transcript | str,
        turn: int,
        speaker: str,
        *,
        role: Role = "participant",
        step_id: str | None = None,
    ) -> Moved:
        """Say that somebody else speaks in a turn: another speaker of the transcript, or a new one.

        A speaker to whom no turn is left goes, with their case where it is heard nowhere else.

        Args:
            transcript: Where.
            turn: Index of the turn, from 0.
            speaker: The label of who speaks; a new participant gets a new case with a neutral label.
            role: Of a new speaker.
            step_id: As in ``correct_text``.

        Raises:
            Refused: There is no such turn, or no label was given.
        """
        was = self.transcript(transcript)
        if step_id and self.has_step(step_id):
            return self.what_moved(step_id)
        _refuse_no_turn(was, turn, speaker)
        now, changes = self._respoken(was, turn, speaker, role)
        return self._rewrite("correct speaker", was, now, Placement(was.text, ()), changes, step_id=step_id)

    @whole
    def correct_turn(
        self,
        transcript: Transcript | str,
        turn: int,
        parts: Sequence[str],
        *,
        speaker: str | None = None,
        role: Role = "participant",
        step_id: str | None = None,
    ) -> Moved:
        """Put right all that is wrong with a turn in one step: its words, who speaks, and where it is cut.

        Args:
            transcript: Where.
            turn: Index of the turn, from 0.
            parts: What is said in it; each part becomes a turn of its own, by the same speaker.
            speaker: As in ``correct_turn_speaker``; None where that stays.
            role: Of a new speaker.
            step_id: As in ``correct_text``.

        Raises:
            Refused: There is no such turn, a part has no words, or nothing would be different.
        """
        was = self.transcript(transcript)
        if step_id and self.has_step(step_id):
            return self.what_moved(step_id)
        _refuse_no_turn(was, turn, "as is" if speaker is None else speaker)
        wanted = [part.strip() for part in parts]
        if not wanted or not all(wanted):
            raise Refused("A turn needs words. Nothing was changed; join it with the next where it is none.")
        now, placement = rewritten(was, turn, wanted)
        other = None if speaker is None or _is_said_by(was, turn, speaker) else speaker
        if now == was and other is None:
            raise Refused("Nothing is different yet. Change a word or who speaks, then save.")
        verb = "correct words" if other is None else "correct speaker" if now == was else "correct turn"
        changes: list[Change] = []
        if other is not None:
            for nth in range(turn, turn + len(wanted)):
                now, new = self._respoken(now, nth, other, role)
                changes += new  # at the first part alone: at the next the speaker is known
        return self._rewrite(verb, was, now, placement, changes, step_id=step_id)

    def _respoken(self, was: Transcript, turn: int, speaker: str, role: Role) -> tuple[Transcript, list[Change]]:
        """The transcript with a turn said by somebody else, and the case that comes with a new participant."""
        label = speaker.strip()
        known = next((one for one in was.speakers if one.label.casefold() == label.casefold()), None)
        changes: list[Change] = []
        if known is None:
            known = Speaker(label=label, role=role)
            if role == "participant":
                case = Case(id=new_id(), label=self._free_labels(1)[0])
                changes.append(added(case))
                known = replace(known, case_id=case.id)
        return respoken(was, turn, known), changes

    def turn_at(self, transcript: Transcript | str, position: int) -> int:
        """The index, from 0, of the turn that holds a position of a transcript's text.

        Raises:
            NotFound: None does.
        """
        source = self.transcript(transcript)
        index = turn_at(source, position)
        if index is None:
            message = f"“{source.title}” has no turn at {position} ({len(source.text)} characters)."
            raise NotFound(message)
        return index

    @whole
    def split_turn(self, transcript: Transcript | str, position: int, *, step_id: str | None = None) -> Moved:
        """Cut a turn in two between two words; say who speaks in the second by ``correct_turn_speaker``."""
        was = self.transcript(transcript)
        if step_id and self.has_step(step_id):
            return self.what_moved(step_id)
        return self._rewrite("split turn", was, *split(was, position), step_id=step_id)

    @whole
    def join_turns(self, transcript: Transcript | str, turn: int, *, step_id: str | None = None) -> Moved:
        """Make a turn and the next one, said by who speaks in the first; turns are counted from 0."""
        was = self.transcript(transcript)
        if step_id and self.has_step(step_id):
            return self.what_moved(step_id)
        return self._rewrite("join turns", was, *joined(was, turn), step_id=step_id)


def _refuse_no_turn(was: Transcript, turn: int, speaker: str) -> None:
    if not 0 <= turn < len(was.turns) or not speaker.strip():
        message = f"“{was.title}” has {len(was.turns)} turns; say which, and who speaks. Nothing was changed."
        raise Refused(message)


def _is_said_by(was: Transcript, turn: int, speaker: str) -> bool:
    said = was.turns[turn].speaker
    return said is not None and was.speakers[said].label.casefold() == speaker.strip().casefold()


def _edit(start: int, end: int, words: str) -> Edit:
    try:
        return Edit(start=start, end=end, words=words)
    except ValueError as error:
        message = f"{start} to {end} is no range of words. Nothing was changed."
        raise Refused(message) from error
