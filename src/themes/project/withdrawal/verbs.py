"""Verbs on a participant who withdraws: what holds their words, taking all of it out for good, and the proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from themes.errors import Refused, WorkUnderWay
from themes.model import Case, GuideQuestion, KnownName, Transcript, Withdrawal
from themes.operations import Step, new_id, now
from themes.project.base import one_moment, whole
from themes.project.joining.copy import every_fact
from themes.project.names.copies import deleted_now
from themes.project.people.consents import ConsentVerbs
from themes.project.withdrawal import again, person, places, removing
from themes.project.withdrawal.forgetting import ForgetVerbs
from themes.project.withdrawal.records import FileHeld, Held, TranscriptHeld, Withdrawn
from themes.project.withdrawal.words import TheirWords
from themes.store import WITHDREW, Purge, look
from themes.text import count_words

SOMEBODY = "a participant"
"""What the study keeps in place of a label that could be a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What is known of a person before anything is changed: their words, their names, and what would be done."""

    case: Case
    words: TheirWords
    n_names: int
    known: tuple[KnownName, ...]
    removed: removing.Removed
    purge: Purge


class WithdrawVerbs(ForgetVerbs, ConsentVerbs):
    """List, take out, prove."""

    @one_moment
    def held_of(self, case: Case | str, *, look_in: Iterable[str | Path] = ()) -> Held:
        """All in the study, and in the files beside it, that holds the words or the name of a person.

        Nothing is changed. Words are looked for in runs of six, in the bytes of the files.

        Args:
            case: Whose.
            look_in: Other files, or folders with all in them, that are to be looked through too.

        Raises:
            NotFound: There is no such case.
            Refused: It is a site, which says nothing.
        """
        return self._all_held(self._found(self._person(case)), look_in)

    @whole
    def withdraw(
        self,
        case: Case | str,
        *,
        confirm: str,
        delete_backups: bool = False,
        look_in: Iterable[str | Path] = (),
    ) -> Withdrawn:
        """Take all out of the study that holds the words or the name of a person, for good, and look whether it went.

        A transcript in which nobody else is heard goes whole; in others their turns are marked as withdrawn, and what
        stands on others' words goes along. The files that they came from go. It cannot be undone, and neither can what
        was done before on what went. The log stays, sealed, and says that it happened.

        Args:
            case: Whose.
            confirm: The label of the case, as a person typed it.
            delete_backups: Delete the copies that Themes made beside the project, which hold the words.
            look_in: As in ``held_of``; these files are only looked through.

        Raises:
            NotFound: There is no such case.
            Refused: The label is another, or it is a site; nothing was changed.
            WorkUnderWay: A job reads the transcripts; nothing was changed.
        """
        who = self._person(case)
        if confirm.strip() != who.label:
            raise Refused(f"“{confirm.strip()}” is not the label of the case. Nothing was changed; type {who.label}.")
        if any(job.state == "running" for job in self.jobs()):
            raise WorkUnderWay("Work is under way that reads the transcripts. Nothing was changed; let it end.")
        besides = [Path(each) for each in look_in]
        found = self._found(who)
        before = self._all_held(found, besides)
        step = Step(id=new_id(), verb=WITHDREW, coder_id=self._coder.id, at=now(), subject=who.id)
        finished = self._taken_out(found, step)
        backups = self.backups_beside()
        deleted = tuple(each for each in backups if delete_backups and deleted_now(each))
        (withdrawal,) = self._store.facts(Withdrawal, id=who.id)
        return Withdrawn(
            withdrawal=withdrawal,
            before=before,
            files=tuple(self._looked_through(found, besides)),
            deleted=deleted,
            finished=finished,
            on_closing=self._store.in_a_copy,
        )

    def _person(self, case: Case | str) -> Case:
        found = self.case(case)
        if found.kind == "site":
            raise Refused(f"“{found.label}” is a site, which says nothing. Choose a participant.")
        return found

    def _found(self, case: Case, withdrawal: Withdrawal | None = None) -> _Found:
        """What is known of a person, and what is to be done; ``withdrawal`` is what another copy keeps of it."""
        ever = self._transcripts_ever()
        listed = self._key().names()
        names = person.names_of(case, ever, listed, self._store.facts(Case))
        questions = [one.text for one in self._store.facts(GuideQuestion)]
        passages = person.passages_of(case.id, ever, self._store.facts(Transcript), questions)
        words = TheirWords(passages, person.pattern_of(names))
        sources = _files_of(case.id, ever, self._store.facts(Transcript))
        withdrawal = withdrawal or Withdrawal(
            id=case.id,
            coder_id=self._coder.id,
            label=SOMEBODY if words.names_in(case.label) else case.label,
            at=now(),
            sources=(*sorted(sources), *sorted(again.kept_of(case.id, person.ever_said(case.id, ever), passages))),
        )
        removed = removing.without(every_fact(self._store), withdrawal, words)
        return _Found(
            case=case,
            words=words,
            n_names=len(names),
            known=tuple(one for one in listed if one.case_id == case.id),
            removed=removed,
            purge=self._what_leaves(removed, words, sources, ever),
        )

    def _transcripts_ever(self) -> list[Transcript]:
        """All states of all transcripts that the file still has; also of those that were removed."""
        facts = (logged.fact for logged in self._store.operations_on("transcript"))
        return [fact for fact in facts if isinstance(fact, Transcript)]

    def _what_leaves(
        self, removed: removing.Removed, words: TheirWords, sources: set[str], ever: Sequence[Transcript]
    ) -> Purge:
        touched = {one.id for one in (*removed.whole, *removed.marked)}
        # A file that another's transcript came from too ("what others said") goes, where it holds the person's name.
        sources = sources | {one.source_sha256 for one in ever if one.id in touched}
        gone = {change.fact.id for change in removed.changes if change.now is None}
        after = {one.id: one for one in self._store.facts(Transcript)}
        for change in removed.changes:
            if isinstance(change.fact, Transcript):
                after.pop(change.fact.id, None)
            if isinstance(change.now, Transcript):
                after[change.now.id] = change.now
        return Purge(
            transcripts=frozenset(touched),
            names=words.names,
            sources=frozenset(sources & set(self._store.source_ids())),
            needed=self._vectors_needed(after, removed.changes),
            ids=frozenset(gone),
            passages=words.passages,
        )

    def _taken_out(self, found: _Found, step: Step) -> bool:
        """Write the step by which all goes; whether the file was written anew at once."""
        finished = self._released_step(WITHDREW, found.removed.changes, found.purge, subject=found.case.id, step=step)
        self._key_forgets(self._store.fact(Withdrawal, found.case.id), besides=found.purge.sources)
        gone = found.purge.sources
        for id_, waiting in tuple(self._shared.waiting.items()):
            if waiting.transcript is not None and waiting.transcript.source_sha256 in gone:
                del self._shared.waiting[id_]
        for kept in (self._shared.learnt, self._shared.placed, self._shared.arranged):
            kept.clear()
        return finished

    def _all_held(self, found: _Found, look_in: Iterable[str | Path]) -> Held:
        case_id = found.case.id
        theirs = [one for one in (*found.removed.whole, *found.removed.marked) if person.turns_of(one, case_id)]
        return Held(
            case=found.case,
            transcripts=tuple(
                TranscriptHeld(
                    title=one.title,
                    whole=one in found.removed.whole,
                    n_turns=len(words := person.said(one, case_id)),
                    n_words=sum(map(count_words, words)),
                )
                for one in sorted(theirs, key=lambda each: each.title)
            ),
            places=tuple(self._what_goes(found)),
            files=tuple(self._looked_through(found, [Path(each) for each in look_in])),
            n_passages=len(found.words.passages.runs),
            n_names=found.n_names,
            n_short=found.words.passages.n_short,
            n_shared=found.words.passages.n_shared,
        )

    def _what_goes(self, found: _Found) -> Iterator[tuple[str, int]]:
        """What of the study goes or is rewritten, by what it is called, and how many."""
        n_states, n_vectors = self._store.n_leaving(found.purge)
        held = places.counted(found.removed.changes) | {
            "turns in the search index": sum(len(person.turns_of(one, found.case.id)) for one in self.transcripts()),
            "names on the names list": len(found.known),
            "original files": len(found.purge.sources),
            "older states, kept for undo": n_states,
            "vectors of words": n_vectors,
        }
        yield from ((what, n) for what, n in held.items() if n)

    def _looked_through(self, found: _Found, besides: Sequence[Path]) -> Iterator[FileHeld]:
        """The study's files, the key, the backups and others, each looked through for their words and names."""
        study = self._store.files()
        files = [(each, "log" if each.name.endswith(("-wal", "-journal")) else "study") for each in study]
        if self._key().exists():
            files.append((self.key_path, "key"))
        files += [(each, "backup") for each in self.backups_beside()]
        known = {each.resolve() for each, _ in files}
        for place in besides:
            inside = [place] if place.is_file() else sorted(each for each in place.rglob("*") if each.is_file())
            files += [(each, "other") for each in inside if each.resolve() not in known]
        for each, of in files:
            yield FileHeld.from_traces(look(each, found.words.passages, found.words.names), of)


def _files_of(case_id: str, ever: Iterable[Transcript], now: Sequence[Transcript]) -> set[str]:
    """The files that hold a person's words, by SHA-256: of transcripts in which they speak, or spoke before these went.

    One in which somebody else is now known to speak, as a mistake was put right, holds none of theirs.
    """
    here = {one.id: any(who.case_id == case_id for who in one.speakers) for one in now}
    spoke = {one.id for one in ever if any(who.case_id == case_id for who in one.speakers)}
    theirs = {id_ for id_ in spoke if here.get(id_, True)}
    kept = {one.source_sha256 for one in now if one.id not in theirs}
    return {one.source_sha256 for one in ever if one.id in theirs} - kept
