"""Verbs of release: names are replaced by pseudonyms for good, and what they were goes into the key file alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from themes.errors import Refused
from themes.model import Candidate, Case, Clash, Identifier, Suggestion, Transcript
from themes.operations import Change, added, revised
from themes.project.base import whole
from themes.project.names.copies import copies_beside, deleted_now
from themes.project.names.elsewhere import Known
from themes.project.names.leaving import Leaving
from themes.project.names.records import Released, ReviewView
from themes.project.texts.moving import standing


class ReleaseVerbs(Leaving):
    """Release transcripts, and clear what names older states hold."""

    @whole
    def release(self, *transcripts: Transcript | str, insist: bool = False, delete_backups: bool = False) -> Released:
        """Replace accepted names by pseudonyms in some transcripts and in all that stands on them, for good.

        Originals go into the key file first; then the step is written, and in the same transaction all older states of
        the words leave the project; then its file is written anew. Killed at any point, the file is unreleased or
        released, and the next opening ends what was begun. It cannot be undone.

        Args:
            transcripts: Which; all that are not released where none is given.
            insist: Release although something is undecided: it stays as it is, and reports go on to say so.
            delete_backups: Delete the copies that Themes made beside the project, which hold the names.

        Raises:
            Refused: Something is undecided, or nobody has looked for names; nothing was changed.
        """
        from themes.project.names import as_released  # noqa: PLC0415 - brings the search for names

        chosen = [self.review(one) for one in transcripts] or [view for view in self.reviews() if not view.released]
        chosen = self._searched_again(chosen, insist=insist)
        self._refuse_unready(chosen, insist=insist)
        cases = {case.id: case for case in self._store.facts(Case)}
        names = self._known_names().names
        replaced: dict[str, str] = {}
        by_kind: Counter[str] = Counter()
        for view in chosen:
            here = self._store.facts(Identifier, transcript_id=view.transcript.id)
            replaced |= as_released.replacements(view.transcript, here, cases, names)
            by_kind.update(one.kind for one in as_released.waiting(view.transcript, here))
        released, changes = self._transcripts_released(chosen, replaced, cases)
        after = {one.id: one for one in [*self._store.facts(Transcript), *released]}
        known = self._known_names(replaced, after)
        titles = [(view.transcript.title, now.title) for view, now in zip(chosen, released, strict=True)]
        changes += self._machine_words(known, changes, [pair for pair in titles if pair[0] != pair[1]])
        sources = self._sources(chosen, after)
        self._into_the_key(chosen, replaced, sources)
        what = self._purge(known, after, changes, transcripts=[one.id for one in released], sources=list(sources))
        finished = self._released_step("release transcript", changes, what, subject=released[0].id)
        backups = self.backups_beside()
        deleted = tuple(each for each in backups if delete_backups and deleted_now(each))
        return Released(
            transcripts=tuple(released),
            by_kind=tuple(sorted(by_kind.items())),
            left=tuple(self.names_elsewhere()),
            backups=tuple(each for each in backups if each not in deleted),
            deleted=deleted,
            finished=finished,
            on_closing=self._store.in_a_copy,
            key_shared_as=self._key().shared_as,
        )

    @whole
    def clear_names_elsewhere(self) -> int:
        """Replace names outside the transcripts by their pseudonyms, and take older states that hold names away.

        Codes, memos, themes, cases and the study's description are rewritten in one step that cannot be undone.

        Returns:
            How many were rewritten.

        Raises:
            Refused: Nothing was released yet.
        """
        released = [view.transcript for view in self.reviews() if view.state == "released"]
        if not released:
            raise Refused("No transcript is released yet. Nothing was changed; review names and release first.")
        known = self._known_names()
        changes = self._elsewhere_replaced(known)
        after = {one.id: one for one in self._store.facts(Transcript)}
        what = self._purge(known, after, changes, transcripts=[one.id for one in released], sources=[])
        if changes:
            self._released_step("clear old words", changes, what, subject=self.id)
        else:
            self._store.purge(what)
            self._shared.passed_over.update(self._store.steps_gone())
        return len(changes)

    def backups_beside(self) -> list[Path]:
        """The copies that Themes made beside the project: backups, and what was set aside."""
        return copies_beside(self.path)

    def _searched_again(self, chosen: Sequence[ReviewView], *, insist: bool) -> list[ReviewView]:
        """The same, once it is sure that the names list finds nothing in them that is not decided.

        A name that came onto the list with a decision ("Halima Osei") may stand in part ("Halima") where nobody looked.

        Raises:
            Refused: It finds something; it is now among what is to be decided.
        """
        from themes.privacy import find  # noqa: PLC0415 - not needed to open a project

        self.keep_proposed_names()  # a label or case may have got its name after the search
        names = self._names_to_find()
        new: dict[str, int] = {}
        for view in chosen:
            if view.state != "not begun":
                text = view.transcript.text
                listed = find(text, names, detectors=["list"])
                found = self._keep_found(view.transcript.id, text, listed, wider=True)
                new |= {view.transcript.title: len(found)} if found else {}
        if new and not insist:
            where = ", ".join(f"“{title}” ({count})" for title, count in list(new.items())[:_FEW])
            where += f" and {len(new) - _FEW} more" if len(new) > _FEW else ""
            raise Refused(
                f"Names that are on the list by now stand where they were not found before: {where}. "
                "Nothing was released; decide on these places too."
            )
        return [self.review(view.transcript) for view in chosen]

    def _refuse_unready(self, chosen: Sequence[ReviewView], *, insist: bool) -> None:
        if not chosen:
            raise Refused("Every transcript is released. Nothing was changed.")
        if self._store.facts(Clash):  # the version that does not stand holds words, and names, too
            raise Refused(
                "What two joined copies say otherwise waits for a decision. Nothing was changed. Decide it first: "
                "Two coders, Join a copy, or themes clashes."
            )
        for view in chosen if not insist else ():
            self._refuse_undecided(view)
        if any(job.state == "running" for job in self.jobs()):
            raise Refused("Work is under way that reads the transcripts. Nothing was changed; let it end or cancel it.")

    def _transcripts_released(
        self, chosen: Sequence[ReviewView], replaced: Mapping[str, str], cases: Mapping[str, Case]
    ) -> tuple[list[Transcript], list[Change]]:
        """The transcripts as they will be, and the changes of them and of all that stands on them."""
        from themes.project.names import as_released  # noqa: PLC0415 - brings the search for names

        names = self._known_names(replaced).names
        order = {source.id: nth for nth, source in enumerate(self.transcripts(), start=1)}
        taken = {source.title for source in self.transcripts()}
        released: list[Transcript] = []
        changes: list[Change] = []
        runs = None
        for view in chosen:
            source = view.transcript
            stands = standing(self._store, source)
            stands = stands if runs is None else replace(stands, runs=runs)
            title = as_released.title_of(source, cases, names, order[source.id])
            if title != source.title:
                title = _free(title, taken)
                taken.add(title)
            made = as_released.as_released(source, stands, names=names, cases=cases, title=title, unnamed=self._unnamed)
            runs = made.runs
            released.append(made.transcript)
            changes += made.changes
            state = replace(
                view.review, state="released", sample=(), first_reader=view.review.first_reader or self._coder.id
            )
            was = view.review if stands.reviews else None
            changes.append(added(state) if was is None else revised(was, state))
        return released, changes

    def _machine_words(
        self, known: Known, changes: Sequence[Change], titles: Sequence[tuple[str, str]]
    ) -> list[Change]:
        """The changes that take names out of what the machine wrote: candidates, and why something was suggested."""
        from themes.project.names import as_released  # noqa: PLC0415 - brings the search for names

        moved = {change.fact.id: change.now for change in changes if isinstance(change.fact, Suggestion)}
        candidates = self._store.facts(Candidate)
        made = [revised(one, as_released.candidate_without(one, known.names, known.gone)) for one in candidates]
        for stored in self._store.facts(Suggestion):
            suggestion = moved.get(stored.id, stored)
            if isinstance(suggestion, Suggestion):
                now = as_released.suggestion_without(suggestion, known.names, known.gone, titles)
                made.append(revised(stored, now))
        return [change for change in made if change.was != change.now]


_FEW = 3


def _free(title: str, taken: set[str]) -> str:
    nth, free = 2, title
    while free in taken:
        free, nth = f"{title} ({nth})", nth + 1
    return free
