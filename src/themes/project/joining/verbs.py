"""Verbs that join a colleague's copy of the study, and decide what both did otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from themes import rules
from themes.anchor import Placement
from themes.errors import NotFound, Refused, WorkUnderWay
from themes.joining import Joined, Key, joined
from themes.joining.copies import key_of
from themes.model import Case, Clash, Code, Coder, Coding, Displaced, Fact, Quotation, Study, Theme, Transcript
from themes.operations import ENTITIES, Change, Step, added, new_id, now, removed, revised
from themes.project.base import one_moment, whole
from themes.project.joining.copy import Copies, both, carried, every_fact, idle, refuse_others, taken_over
from themes.project.joining.deciding import can_be_one, gone_with, in_words, second_version
from themes.project.joining.records import Choice, ClashView, CopyJoined, LastStep, ReadOtherwise
from themes.project.study import AGAIN, StudyVerbs
from themes.project.texts.correct import CorrectVerbs
from themes.project.withdrawal.in_copies import CopyWithdrawVerbs
from themes.store import JOINED, Store

Prefer = Literal["ours", "theirs"]
SameName = Literal["one", "two"]


class JoinVerbs(StudyVerbs, CorrectVerbs, CopyWithdrawVerbs):
    """Join copies."""

    _besides: tuple[Change, ...] = ()

    @whole
    def join_copy(
        self,
        copy: str | Path,
        *,
        prefer: Prefer | None = None,
        same_name: SameName | None = None,
        same_file: Prefer | None = None,
    ) -> CopyJoined:
        """Bring in what was done in a copy of this project's file, each step with its author and its day.

        Both coders' work is kept. ``undo`` takes back all of it as one, and joining the copy once more brings it again.
        Where both changed one thing, or one removed what the other used, what was written
        first stands, the other is kept, and both are listed by ``clashes`` until somebody decides. A copy that was
        joined before brings only what came since. The copy itself is only read; this file is backed up first.
        Who withdrew in one of the two is not brought back: in the copy they are left out, and here they withdraw too,
        before the backup is made.

        Args:
            copy: The copy's file.
            prefer: Decide each new clash for what this file says, or for what the copy says; of two of one name neither
                says whether they are one.
            same_name: Decide of each two of one name that they are one, where such can be, or that they are two.
            same_file: Of a file that each took in and read in another layout, let this file's reading stand or the
                copy's, with what the other coded placed on its words; as ``prefer`` says, where not said.

        Raises:
            Refused: It is no copy of this study, or names were taken out of one since.
            WorkUnderWay: A job reads the transcripts; nothing was joined.
        """
        if any(job.state == "running" for job in self._store.jobs()):
            raise WorkUnderWay("Work is under way that reads the transcripts. Nothing was joined; let it end.")
        place = Path(copy)
        if place.resolve() == self.path.resolve():
            raise Refused("That is this project itself. Nothing was joined. Choose the copy that your colleague has.")
        with self._their_copy(place) as copy_, copy_.store.snapshot():
            other = copy_.store
            refuse_others(self._store, other)
            followed = self._follow_withdrawals(other)
            copies, last = both(self._store, other), _last_step(other)
            if not copies.steps:
                told = self._what_came(place, Counter(), {}, self.clashes(), None, last=last)
                return replace(told, followed=followed, left_out=copy_.left_out)
            one = joined(copies.ours, copies.theirs, carry=carried, reading=same_file or prefer)
            _must_hold(one.facts)
            missing = set(other.source_ids()) - set(self._store.source_ids())
            sources = {sha256: other.source(sha256) for sha256 in missing}
        backup = self.backup(self._place_before())
        decided = list(_decided(one, prefer, same_name))
        whole_id = self._take_over(copies, one, sources, place.name, n_decided=len(decided))
        coders = {person.id: person.name for person in self.coders()}
        by = Counter(coders.get(step.step.coder_id, "") for step in copies.steps)
        for clash, choice in decided:
            self.decide_clash(clash, choice)
        if whole_id:
            self._store.prolong_joining(whole_id)
        new = {clash.id for clash in one.clashes}
        came = [view for view in self.clashes() if view.clash.id in new]
        told = self._what_came(place, by, copies.ours.now, came, backup, last=last)
        return replace(
            told,
            read_otherwise=_read_otherwise(one),
            lost=_lost(one, copies),
            followed=followed,
            left_out=copy_.left_out,
        )

    @one_moment
    def clashes(self) -> list[ClashView]:
        """What two copies say otherwise and nobody has decided yet."""
        waiting = self._store.facts(Clash)
        if not waiting:
            return []
        facts = self._all_facts()
        others = {code.id: code.name for code in self._store.facts(Code)}
        others |= {theme.id: theme.name for theme in self._store.facts(Theme)}
        others |= {case.id: case.label for case in self._store.facts(Case)}
        names = {person.id: person.name for person in self.coders()}
        return [in_words(clash, facts, names, others) for clash in waiting]

    @whole
    def decide_clash(self, clash: Clash | str, choice: Choice, *, step_id: str | None = None) -> None:
        """Decide a clash: the first version stands or the second; of two of one name, they are one or they are two.

        One step, which undo takes back: the clash is then open again.

        Raises:
            NotFound: There is no such clash, or it is decided.
            Refused: The version cannot stand any more with what was done since; nothing was changed.
        """
        known = clash if isinstance(clash, str) else clash.id
        found = [one for one in self._store.facts(Clash) if one.id == known or one.id.startswith(known)]
        if len(found) != 1:
            raise NotFound("There is no such clash, or it was decided already. Nothing was changed.")
        self._decide_one(found[0], choice, step_id)

    def _decide_one(self, clash: Clash, choice: Choice, step_id: str | None) -> None:
        key = clash.entity, clash.subject_id
        subjects: list[Fact] = self._store.facts(ENTITIES[clash.entity], id=clash.subject_id)
        if not subjects or choice == ("second" if clash.kind == "same name" else "first"):
            self._step("decide clash", [removed(clash)], subject=clash.subject_id, step_id=step_id)
        elif clash.kind == "removed and used":
            changes = [*gone_with(key, self._all_facts()), removed(clash)]
            self._step("decide clash", changes, subject=clash.subject_id, step_id=step_id)
        elif clash.kind == "same name":
            self._deciding(clash, lambda: self._made_one(clash))
        else:
            self._second_stands(clash, subjects[0], step_id)

    def _second_stands(self, clash: Clash, was: Fact, step_id: str | None) -> None:
        wanted = second_version(clash, was)
        if isinstance(was, Transcript) and isinstance(wanted, Transcript) and was.text != wanted.text:
            placement = Placement.between(was.text, wanted.text)
            changes = [removed(clash), *self._cases_of(wanted)]
            self._rewrite("decide clash", was, wanted, placement, changes, step_id=step_id)
        else:
            self._step("decide clash", [revised(was, wanted), removed(clash)], subject=was.id, step_id=step_id)

    def _cases_of(self, wanted: Transcript) -> list[Change]:
        """The cases of a reading's voices that were not needed while another reading stood."""
        gone = [one for one in wanted.speakers if one.case_id and not self._store.ids(Case, id=one.case_id)]
        labels = self._free_labels(len(gone))
        return [
            added(Case(id=one.case_id, label=label, kind="participant" if one.voices == 1 else "group"))
            for one, label in zip(gone, labels, strict=True)
            if one.case_id
        ]

    def _made_one(self, clash: Clash) -> None:
        if clash.entity == "code":
            self.merge_codes(clash.first, clash.second)
        elif clash.entity == "case":
            self.merge_cases(clash.second, into=clash.first)
        else:
            raise Refused(f"Two of the kind {clash.entity} cannot be made one. Nothing was changed. Keep both.")

    def _deciding(self, clash: Clash, verb: Callable[[], object]) -> None:
        """Let a verb's one step decide a clash too, so that one undo takes back both."""
        self._besides = (removed(clash),)
        try:
            verb()
        finally:
            self._besides = ()

    def _step(
        self,
        verb: str,
        changes: Iterable[Change],
        *,
        subject: str = "",
        step_id: str | None = None,
        undoes: str | None = None,
        sources: Mapping[str, bytes] | None = None,
    ) -> Step:
        """As everywhere, with what a decision does besides."""
        together = [*changes, *self._besides]
        return super()._step(verb, together, subject=subject, step_id=step_id, undoes=undoes, sources=sources)

    def _take_over(
        self, copies: Copies, one: Joined, sources: Mapping[str, bytes], name: str, *, n_decided: int
    ) -> str:
        """Write their steps, and one of ours that says that a copy was joined and does what is still to be done.

        Returns:
            The id of that step, by which all of it is undone; empty where nothing but joinings came.
        """
        study = self.study
        came = taken_over(copies, one.facts, study, other_ids=one.other_ids)
        written = list(came.steps)
        if came.again:
            written.insert(0, (self._own_step(AGAIN, study), came.again))
        stands_for_all = came.rest or copies.again or any(step.verb != JOINED for step, _ in written)
        ours = self._own_step(JOINED, study)
        if stands_for_all:
            # The study as it stands now, whatever became of it in their steps.
            written.append((ours, came.rest or [idle(one.facts["study", study.id])]))
        seq, whole_id = self._store.join(
            written,
            sources=sources,
            name=name if stands_for_all else None,
            again=copies.again,
            other_ids=one.our_ids,
            n_decided=n_decided,
        )
        for listener in tuple(self._shared.listeners):
            listener(seq)
        return whole_id

    def _own_step(self, verb: str, study: Study) -> Step:
        return Step(id=new_id(), verb=verb, coder_id=self._coder.id, at=now(), subject=study.id)

    def _what_came(
        self,
        place: Path,
        by_coder: Mapping[str, int],
        before: Mapping[Key, Fact],
        clashes: Iterable[ClashView],
        backup: Path | None,
        *,
        last: LastStep,
    ) -> CopyJoined:
        def more(kind: type[Coding | Transcript], entity: str) -> int:
            return len(self._store.ids(kind)) - sum(key[0] == entity for key in before) if before else 0

        return CopyJoined(
            name=place.name,
            n_steps=sum(by_coder.values()),
            by_coder=dict(by_coder),
            n_codings=more(Coding, "coding"),
            n_transcripts=more(Transcript, "transcript"),
            clashes=tuple(clashes),
            backup=backup,
            last=last,
        )

    def _all_facts(self) -> dict[Key, Fact]:
        return {key_of(fact): fact for fact in every_fact(self._store)}

    def _place_before(self) -> Path:
        """Beside this project, under a name that says what the backup is of."""
        stamp = datetime.now(UTC).strftime("%Y-%m-%d %H%M%S")
        names = (f"{self.path.stem} (before joining {stamp}{more})" for more in ("", *(f" {n}" for n in range(2, 99))))
        places = (self.path.with_name(f"{name}{self.path.suffix}") for name in names)
        return next(place for place in places if not place.exists())


def _last_step(copy: Store) -> LastStep:
    """The newest step of a copy."""
    newest = copy.steps(limit=1)[0].step
    coder = next((one.name for one in copy.facts(Coder, id=newest.coder_id)), "")
    return LastStep(coder=coder, at=newest.at)


def _decided(one: Joined, prefer: Prefer | None, same_name: SameName | None) -> Iterator[tuple[Clash, Choice]]:
    """The clashes of a joining that were decided beforehand, each with what was decided."""
    for clash in one.clashes:
        if clash.kind == "same name" and same_name:
            yield clash, "first" if same_name == "one" and can_be_one(clash) else "second"
        elif clash.kind != "same name" and prefer:
            yield clash, "first" if (clash.id in one.first_is_ours) == (prefer == "ours") else "second"


def _read_otherwise(one: Joined) -> tuple[ReadOtherwise, ...]:
    """The files that were read in different layouts, and which layout stands now."""
    told = []
    for pair in one.read_otherwise:
        stands = one.facts["transcript", pair[0].id]
        if isinstance(stands, Transcript):
            other = next(reading.layout for reading in pair if reading.layout != stands.layout)
            told.append(ReadOtherwise(title=stands.title, stands=stands.layout, other=other))
    return tuple(told)


def _lost(one: Joined, copies: Copies) -> tuple[Displaced, ...]:
    """The quotations that lost their place by the joining: that had it in the copy that they came from."""
    known = copies.ours.now.keys() | copies.theirs.now.keys()
    return tuple(fact for key, fact in one.facts.items() if isinstance(fact, Displaced) and key not in known)


def _must_hold(facts: Mapping[Key, Fact]) -> None:
    """Refuse what would break a rule of the study, or a quotation whose words do not stand at its place."""
    by_kind: dict[type, dict[str, Fact]] = {}
    for (_, id_), fact in facts.items():
        by_kind.setdefault(type(fact), {})[id_] = fact
    for kind, those in by_kind.items():
        rules.check(kind, those)
    texts = {fact.id: fact.text for fact in facts.values() if isinstance(fact, Transcript)}
    for fact in facts.values():
        if isinstance(fact, Quotation) and texts[fact.transcript_id][fact.start : fact.end] != fact.words:
            raise Refused("A quotation's words would not stand at its place. Nothing was joined. Tell us of it.")
