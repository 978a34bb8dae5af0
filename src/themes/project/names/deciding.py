"""Verbs that decide about identifiers: accept, keep, change or mark, in one place or wherever the same words stand."""

from __future__ import annotations

from dataclasses import replace

from themes.errors import Refused
from themes.model import Identifier, IdentifierKind, KnownName, Review, Span, Transcript
from themes.operations import added, new_id, removed, revised
from themes.project.base import whole
from themes.project.names.identifiers import IdentifierVerbs
from themes.project.names.review_states import is_replaced
from themes.text import trim

BY_HAND = "marked by hand"
ELSEWHERE = "the same words were accepted elsewhere"


class DecidingVerbs(IdentifierVerbs):
    """Say what is to be replaced and what stays."""

    @whole
    def accept_identifier(
        self,
        identifier: Identifier | str,
        pseudonym: str | None = None,
        *,
        everywhere: bool = False,
        step_id: str | None = None,
    ) -> list[Identifier]:
        """Say that an identifier is to be replaced.

        Args:
            identifier: Which.
            pseudonym: What stands in its place, without brackets; that of the name, where not given.
            everywhere: Also all undecided places of the same words in all transcripts, found or not.
            step_id: An id that the caller chose; a second call with it changes nothing.

        Returns:
            What is accepted now.

        Raises:
            Refused: The pseudonym shows what it stands for, or a release has replaced it already.
        """
        was = self._undone(identifier)
        if step_id and self.has_step(step_id):
            return [was]
        words = self._words_of(was)
        name = self._named(words, was.kind, pseudonym, remember=everywhere or pseudonym is None)
        meant = [was, *(self._same(was) if everywhere else ())]
        changes = [revised(one, replace(one, state="accepted", pseudonym=name, kind=was.kind)) for one in meant]
        if everywhere:
            changes += [added(one) for one in self._unmarked(was, words, name)]
        self._step("accept name", changes, subject=was.transcript_id, step_id=step_id)
        return [change.now for change in changes if isinstance(change.now, Identifier)]

    @whole
    def keep_identifier(
        self, identifier: Identifier | str, *, everywhere: bool = False, step_id: str | None = None
    ) -> list[Identifier]:
        """Say that words stay as they are, here or wherever they were found; where everywhere, in later searches too.

        Raises:
            Refused: A release has replaced it already.
        """
        was = self._undone(identifier)
        if step_id and self.has_step(step_id):
            return [was]
        kept = [was, *(self._same(was) if everywhere else ())]
        if everywhere:
            self._key().let_stay([self._fold(self._words_of(was))])
        changes = [revised(one, replace(one, state="kept", pseudonym="")) for one in kept]
        self._step("keep name", changes, subject=was.transcript_id, step_id=step_id)
        return [change.now for change in changes if isinstance(change.now, Identifier)]

    @whole
    def reopen_identifier(self, identifier: Identifier | str, *, step_id: str | None = None) -> Identifier:
        """Take a decision back; the words no longer stay in later searches."""
        was = self._undone(identifier)
        if was.state == "kept":
            key = self._key()
            words = self._fold(self._words_of(was))
            if words in key.stays():
                key.let_stay([words], stays=False)
        now = replace(was, state="found", pseudonym="")
        self._step("reopen name", [revised(was, now)], subject=was.transcript_id, step_id=step_id)
        return now

    @whole
    def revise_identifier(
        self,
        identifier: Identifier | str,
        *,
        start: int | None = None,
        end: int | None = None,
        kind: IdentifierKind | None = None,
        step_id: str | None = None,
    ) -> Identifier:
        """Move an identifier's ends, or say that it is of another kind; it is then undecided again."""
        was = self._undone(identifier)
        source = self._store.fact(Transcript, was.transcript_id)
        span = _checked(source, was.start if start is None else start, was.end if end is None else end)
        if any(_overlaps(one, span) for one in self._others(was)):
            raise Refused("Another identifier stands there. Nothing was changed; move that one first.")
        now = replace(was, start=span.start, end=span.end, kind=kind or was.kind, state="found", pseudonym="")
        self._step("change name", [revised(was, now)], subject=was.transcript_id, step_id=step_id)
        return now

    @whole
    def add_identifier(
        self,
        transcript: Transcript | str,
        start: int,
        end: int,
        kind: IdentifierKind = "person",
        *,
        why: str = BY_HAND,
        identifier_id: str | None = None,
        step_id: str | None = None,
    ) -> Identifier:
        """Mark words that the search missed; what was found in part there is taken in. A released transcript opens.

        Raises:
            Refused: The range holds no words, goes over a turn's end, or lies on what a release has replaced.
        """
        source = self.transcript(transcript)
        if step_id and identifier_id and self.has_step(step_id):
            return self._store.fact(Identifier, identifier_id)
        span = _checked(source, start, end)
        there = [one for one in self._store.facts(Identifier, transcript_id=source.id) if _overlaps(one, span)]
        if any(is_replaced(source, one) for one in there):
            raise Refused("A pseudonym stands there already. Nothing was changed.")
        first, last = min([span.start, *(one.start for one in there)]), max([span.end, *(one.end for one in there)])
        fresh = Identifier(
            id=identifier_id or new_id(), transcript_id=source.id, start=first, end=last, kind=kind, why=why
        )
        changes = [*map(removed, there), added(fresh), *self._opened(source)]
        self._step("mark name", changes, subject=source.id, step_id=step_id)
        return fresh

    def _undone(self, identifier: Identifier | str) -> Identifier:
        """The identifier, refused where a release has put its pseudonym in its place."""
        found = self.identifier(identifier)
        if is_replaced(self._store.fact(Transcript, found.transcript_id), found):
            raise Refused("Its words were replaced when the transcript was released. The key file has them.")
        return found

    def _named(self, words: str, kind: IdentifierKind, pseudonym: str | None, *, remember: bool) -> str:
        """The pseudonym of some words, which the key remembers unless it is for one place alone."""
        from themes.privacy import pseudonyms  # noqa: PLC0415 - not needed to open a project

        wanted = (pseudonym or "").strip().strip("[]").strip()
        if pseudonym is not None:
            reason = pseudonyms.why_not(wanted, words)
            if reason:
                raise Refused(f"{reason} Nothing was changed; choose another.")
        if kind in pseudonyms.FIXED:
            return wanted or pseudonyms.FIXED[kind]
        if not remember:
            return wanted
        key = self._key()
        known = key.names()
        entry = pseudonyms.known_as(words, kind, known)
        if wanted:
            same = next((one for one in known if one.kind == kind and one.pseudonym == wanted), None)
            entry = same or entry
        if entry is None:
            entry = KnownName(id=new_id(), name=" ".join(words.split()), kind=kind)
        told = replace(
            entry,
            pseudonym=wanted or entry.pseudonym or self._fresh(entry, known),
            spellings=pseudonyms.with_spelling(entry, words),
        )
        if told not in known:
            key.keep_names([told])
        return told.pseudonym

    def _same(self, identifier: Identifier) -> list[Identifier]:
        """The other undecided identifiers of the same words, in all transcripts."""
        wanted = self._fold(self._words_of(identifier))
        return [
            one
            for one in self._store.facts(Identifier, state="found")
            if one.id != identifier.id and self._fold(self._words_of(one)) == wanted
        ]

    def _unmarked(self, identifier: Identifier, words: str, pseudonym: str) -> list[Identifier]:
        """New identifiers wherever the very same words stand and nothing was found."""
        from themes.privacy.scrub import pattern_of  # noqa: PLC0415 - as above

        released = {review.id for review in self._store.facts(Review, state="released")}
        pattern = pattern_of([words], any_case=False)
        new: list[Identifier] = []
        for source in self._store.facts(Transcript):
            if source.id in released or pattern is None:
                continue
            known = self._store.facts(Identifier, transcript_id=source.id)
            for match in pattern.finditer(source.text):
                span = Span(start=match.start(), end=match.end())
                if not any(_overlaps(one, span) for one in known):
                    new.append(
                        Identifier(
                            id=new_id(), transcript_id=source.id, start=span.start, end=span.end, kind=identifier.kind,
                            why=ELSEWHERE, state="accepted", pseudonym=pseudonym,
                        )
                    )  # fmt: skip
        return new

    def _others(self, identifier: Identifier) -> list[Identifier]:
        there = self._store.facts(Identifier, transcript_id=identifier.transcript_id)
        return [one for one in there if one.id != identifier.id]

    def _words_of(self, identifier: Identifier) -> str:
        return self._store.fact(Transcript, identifier.transcript_id).text[identifier.start : identifier.end]


def _overlaps(identifier: Identifier, span: Span) -> bool:
    return identifier.start < span.end and span.start < identifier.end


def _checked(source: Transcript, start: int, end: int) -> Span:
    """The span without white space at its ends, refused where it holds no words or goes over a turn's end."""
    span = trim(source.text, Span(start=start, end=end)) if 0 <= start < end <= len(source.text) else None
    if span is None or "\n" in source.text[span.start : span.end]:
        raise Refused(f"{start} to {end} is no range of words within one turn of the transcript. Nothing was marked.")
    return span
