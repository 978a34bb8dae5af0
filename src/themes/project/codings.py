"""Verbs that give quotations codes, change that, and take it back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal, TypeVar

from themes.errors import Refused
from themes.model import Candidate, Code, Coding, Quotation, Span, Suggestion, Transcript, Valence
from themes.operations import Change, added, new_id, now, removed, revised
from themes.project.base import whole
from themes.project.coded import CodedVerbs
from themes.project.looking import LookingVerbs
from themes.project.units import UnitVerbs
from themes.text import trim

Keep = Literal["keep"]
Own = TypeVar("Own", Coding, Quotation)


class CodingVerbs(CodedVerbs, LookingVerbs, UnitVerbs):
    """Give quotations codes, and take them back."""

    @whole
    def add_coding(
        self,
        transcript: Transcript | str,
        start: int,
        end: int,
        code: Code | str,
        *,
        valence: Valence | None = None,
        coding_id: str | None = None,
        quotation_id: str | None = None,
        step_id: str | None = None,
    ) -> Coding:
        """Give a span a code, by hand.

        White space at the ends is left out; where the study's method fixes units, the span grows to the whole units
        that it touches. The coder's quotation of the same span is used where there is one; a code
        that it bears already is not given twice.

        Args:
            transcript: Where.
            start: First code point.
            end: After the last code point.
            code: Which code.
            valence: The coding's direction, None where none is said.
            coding_id: An id that the caller chose (a page that works offline).
            quotation_id: The same for the quotation.
            step_id: The same for the step; a second call with it changes nothing.

        Raises:
            Refused: The range lies outside the text or holds only white space; or the method fixes units and the study
                has not said which.
        """
        # One that is at hand is not read again at each key: were its words corrected meanwhile, the step is refused.
        source = transcript if isinstance(transcript, Transcript) else self.transcript(transcript)
        changes: list[Change] = []
        with self._store.snapshot():  # one look, not four: each costs a tenth of what a coding does
            chosen = self.code(code)
            quotation = self._quotation_at(source, start, end, changes, quotation_id=quotation_id)
            coding = self._coding_of(quotation, chosen, changes, valence=valence, coding_id=coding_id)
        self._step("code", changes, subject=coding.id, step_id=step_id)
        return coding

    @whole
    def add_coding_anew(
        self,
        transcript: Transcript | str,
        start: int,
        end: int,
        name: str,
        *,
        code_id: str | None = None,
        coding_id: str | None = None,
        quotation_id: str | None = None,
        step_id: str | None = None,
    ) -> Coding:
        """Give a span a code that is made for it, in one step: as just typed, or in the participant's own words.

        Where a code without a parent bears the name, as after somebody else was first, that one is given.

        Args:
            transcript: Where.
            start: First code point.
            end: After the last code point.
            name: What the new code is called.
            code_id: An id for the code that the caller chose.
            coding_id: The same for the coding.
            quotation_id: The same for the quotation.
            step_id: The same for the step; a second call with it changes nothing.

        Raises:
            Refused: The name is empty, or the range lies outside the text or holds only white space.
        """
        source = transcript if isinstance(transcript, Transcript) else self.transcript(transcript)
        folded = name.strip().casefold()
        bearers = (code for code in self._store.facts(Code, parent_id=None) if code.name.casefold() == folded)
        there = next(bearers, None)
        chosen = there or self._new_code(name, code_id=code_id)
        changes: list[Change] = []
        quotation = self._quotation_at(source, start, end, changes, quotation_id=quotation_id)
        coding = self._coding_of(quotation, chosen, changes, coding_id=coding_id)
        made = [] if there else [added(chosen)]
        self._step("code" if there else "code with a new code", [*made, *changes], subject=coding.id, step_id=step_id)
        return coding

    def remove_coding(self, coding: Coding | str, *, step_id: str | None = None) -> None:
        """Take a code off its quotation; a quotation without any code goes too."""
        self.remove_codings([coding], step_id=step_id)

    @whole
    def remove_codings(self, codings: Iterable[Coding | str], *, step_id: str | None = None) -> None:
        """Take codings back in one step; quotations without any code go too."""
        was = [self._own(self.coding(coding)) for coding in codings]
        gone = {coding.id for coding in was}
        bare = [
            self._store.fact(Quotation, quotation_id)
            for quotation_id in dict.fromkeys(coding.quotation_id for coding in was)
            if all(coding.id in gone for coding in self._store.facts(Coding, quotation_id=quotation_id))
        ]
        changes = [*map(removed, was), *map(removed, bare)]
        subject = was[0].id if len(was) == 1 else ""
        self._step("remove coding" if len(was) == 1 else "remove codings", changes, subject=subject, step_id=step_id)

    @whole
    def revise_coding(
        self,
        coding: Coding | str,
        *,
        valence: Valence | Keep | None = "keep",
        unread: bool | None = None,
        step_id: str | None = None,
    ) -> Coding:
        """Change a coding's valence, or mark it read or unread."""
        was = self.coding(coding) if valence == "keep" else self._own(self.coding(coding))
        changed = replace(
            was,
            valence=was.valence if valence == "keep" else valence,
            unread=was.unread if unread is None else unread,
        )
        self._step("change coding", [revised(was, changed)], subject=was.id, step_id=step_id)
        return changed

    @whole
    def mark_read(self, codings: Iterable[Coding | str], *, step_id: str | None = None) -> None:
        """Mark codings that were accepted in bulk as read."""
        was = [self.coding(coding) for coding in codings]
        changes = [revised(coding, replace(coding, unread=False)) for coding in was if coding.unread]
        self._step("mark read", changes, step_id=step_id)

    @whole
    def move_quotation(
        self, quotation: Quotation | str, start: int, end: int, *, step_id: str | None = None
    ) -> Quotation:
        """Move the ends of a quotation; its codings stay with it.

        Raises:
            Refused: It is another coder's, the range holds no words, or this coder has a quotation there already.
        """
        was = self._own(self.quotation(quotation))
        source = self._store.fact(Transcript, was.transcript_id)
        span = self._whole(source, _checked(source, start, end))
        there = self._store.facts(
            Quotation, transcript_id=source.id, coder_id=was.coder_id, start=span.start, end=span.end
        )
        if any(other.id != was.id for other in there):
            message = "You have a quotation of just these words already. Nothing was changed; add the code to that one."
            raise Refused(message)
        changed = replace(was, start=span.start, end=span.end, words=source.text[span.start : span.end])
        self._step("move quotation", [revised(was, changed)], subject=was.id, step_id=step_id)
        return changed

    def _own(self, fact: Own) -> Own:
        """The coding or quotation, refused where it is another coder's: each coder's work is theirs."""
        if fact.coder_id != self._coder.id:
            message = "That is another coder's work. Nothing was changed; code the passage yourself, or talk to them."
            raise Refused(message)
        return fact

    def _quotation_at(
        self, source: Transcript, start: int, end: int, changes: list[Change], *, quotation_id: str | None = None
    ) -> Quotation:
        """This coder's quotation of a span, added to the changes where new."""
        span = self._whole(source, _checked(source, start, end))
        known = self._store.facts(
            Quotation, transcript_id=source.id, coder_id=self._coder.id, start=span.start, end=span.end
        )
        if known:
            return known[0]
        quotation = Quotation(
            id=quotation_id or new_id(),
            transcript_id=source.id,
            coder_id=self._coder.id,
            start=span.start,
            end=span.end,
            words=source.text[span.start : span.end],
        )
        changes.append(added(quotation))
        return quotation

    def _coding_of(
        self,
        quotation: Quotation,
        code: Code,
        changes: list[Change],
        *,
        valence: Valence | None = None,
        coding_id: str | None = None,
        candidate: Candidate | None = None,
        suggestion: Suggestion | None = None,
        unread: bool = False,
    ) -> Coding:
        """The coding of a quotation by a code, added to the changes where new."""
        is_new = bool(changes) and changes[-1].now is quotation  # nothing can stand on it yet
        known = [] if is_new else self._store.facts(Coding, quotation_id=quotation.id, code_id=code.id)
        if known:
            return known[0]
        coding = Coding(
            id=coding_id or new_id(),
            quotation_id=quotation.id,
            code_id=code.id,
            coder_id=self._coder.id,
            how="accepted" if candidate or suggestion else "by hand",
            valence=valence,
            candidate_id=candidate.id if candidate else None,
            suggestion_id=suggestion.id if suggestion else None,
            codebook_version=self._store.codebook_version(),
            unread=unread,
            at=now(),
        )
        changes.append(added(coding))
        return coding


def _checked(source: Transcript, start: int, end: int) -> Span:
    """The span without white space at its ends, refused where it lies outside the text or holds nothing."""
    span = trim(source.text, Span(start=start, end=end)) if 0 <= start < end <= len(source.text) else None
    if span is None:
        message = (
            f"{start} to {end} is no range of words in “{source.title}” ({len(source.text)} characters). "
            "Nothing was coded."
        )
        raise Refused(message)
    return span
