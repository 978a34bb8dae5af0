"""Who withdrew in one copy of a study does so in the other before the two are joined, so that nothing comes back."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from themes.errors import ProjectError, Refused
from themes.model import Case, Coder, Study, Transcript, Withdrawal
from themes.operations import Step, added
from themes.passages import MARK
from themes.project.withdrawal.again import Gone
from themes.project.withdrawal.person import turns_of
from themes.project.withdrawal.verbs import WithdrawVerbs
from themes.store import WITHDREW, KeyFile, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class TheirCopy:
    """A copy of the study, read only, without who withdrew here; ``left_out`` are their labels."""

    store: Store
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    path: Path
    left_out: tuple[str, ...]


class CopyWithdrawVerbs(WithdrawVerbs):
    """Bring two copies to know of the same withdrawals."""

    def _follow_withdrawals(self, theirs: Store) -> tuple[str, ...]:
        """Take those out here who withdrew in a copy; returns their labels.

        Raises:
            Refused: Here their words stand under another case, or another file holds them; nothing was changed.
        """
        return self.take_out_too(_new_in(theirs, self._store))

    @contextmanager
    def _their_copy(self, place: Path) -> Iterator[TheirCopy]:
        """A copy of the study to be read, of which those are left out who withdrew here; the file stays as it is.

        Raises:
            Refused: There their words stand under another case, or another file holds them.
        """
        with (
            Store.open(place, read_only=True) as there,
            self._copied_without(there, _since(self._store, there), key=place.with_suffix(".key")) as made,
        ):
            if made is None:
                yield TheirCopy(store=there, left_out=())
                return
            with Store.open(made.path, read_only=True) as without:
                yield TheirCopy(store=without, left_out=made.left_out)

    @classmethod
    @contextmanager
    def _to_restore(cls, place: Path, backup: Path) -> Iterator[Path]:
        """A backup as it may come into a study's place: without those who withdrew from the study since.

        Where the study is gone or cannot be read, nobody knows who did, and the backup comes as it is.

        Raises:
            Refused: There their words stand under another case, or another file holds them.
        """
        with ExitStack() as stack:
            try:
                here = stack.enter_context(Store.open(place, read_only=True))
                there = stack.enter_context(Store.open(backup, read_only=True))
            except ProjectError:  # of which ``Store.restore`` says what is to be said
                yield backup
                return
            with cls._copied_without(there, _since(here, there), key=place.with_suffix(".key")) as made:
                stack.close()
                yield made.path if made else backup

    @classmethod
    @contextmanager
    def _copied_without(
        cls, there: Store, gone: Sequence[tuple[Withdrawal, Step]], *, key: Path
    ) -> Iterator[_Made | None]:
        """A copy of a copy, without some people; None where there are none."""
        if not gone:
            yield None
            return
        with tempfile.TemporaryDirectory(prefix="themes-") as folder:
            made = there.backup(Path(folder) / there.path.name)
            yield _Made(path=made, left_out=cls.leave_out(made, gone, key=key))

    @classmethod
    def leave_out(cls, made: Path, gone: Sequence[tuple[Withdrawal, Step]], *, key: Path) -> tuple[str, ...]:
        """Take people out of a file that was just made, and that nobody has open; returns their labels.

        Args:
            made: The file, in a folder of its own.
            gone: Who withdrew, each with the step by which they did.
            key: The study's key, which stays as it is; where it is not there, names are known by labels alone.
        """
        beside = made.with_suffix(".key")
        with Store.open(made) as store:
            if key.is_file():
                shutil.copy2(key, beside)
            else:  # an empty one, as a study with pseudonyms is refused without
                KeyFile(beside, store.facts(Study)[0].id).keep_names(())
            return cls(store, store.facts(Coder)[0]).take_out_too(gone)

    def take_out_too(self, withdrawals: Iterable[tuple[Withdrawal, Step]]) -> tuple[str, ...]:
        """Do here what was done in another copy, each under its own step, author and day; returns their labels."""
        told = []
        known = {one.id for one in self.withdrawals()}
        for withdrawal, step in withdrawals:
            if withdrawal.id in known:
                continue
            self._must_be_known(withdrawal)
            case = next(iter(self._store.facts(Case, id=withdrawal.id)), None)
            if case is None:
                self._step(WITHDREW, [added(withdrawal)], subject=withdrawal.id, step_id=step.id)
            else:
                self._taken_out(self._found(case, withdrawal), step)
            told.append(withdrawal.label)
        return tuple(told)

    def _must_be_known(self, withdrawal: Withdrawal) -> None:
        """Refuse where somebody's words stand in this file, and it cannot be told which they are."""
        known = {*withdrawal.transcript_ids, *withdrawal.shared_ids}
        here = self._store.facts(Transcript)
        again = [one for one in here if one.source_sha256 in withdrawal.sources and one.id not in known]
        if not self._store.ids(Case, id=withdrawal.id):
            again += [one for one in here if one.id in known and not _is_marked(one)]
        gone = Gone([withdrawal])
        others = ((one, _said_by_others(one, withdrawal.id)) for one in here if one.id not in known)
        again += [one for one, words in others if gone.by_words(words)]
        if again:
            raise Refused(
                f"“{again[0].title}” in {self.path.name} holds the words of {withdrawal.label}, who withdrew on "
                f"{withdrawal.at[:10]} in another copy, under another case. Nothing was changed. Withdraw that case "
                "there first (page Names, Consent)."
            )


def withdrawals_beside(folders: Iterable[Path], study_id: str) -> list[tuple[Withdrawal, Step]]:
    """Who withdrew from a study, as far as files of it in some folders know, each once with its step."""
    known: dict[str, tuple[Withdrawal, Step]] = {}
    for place in {each for folder in folders for each in folder.glob("*.themes")}:
        try:
            store = Store.open(place, read_only=True)
        except ProjectError:
            continue  # another thing than a study, or damaged
        with store:
            if [study_id] == [one.id for one in store.facts(Study)]:
                known |= {gone.id: (gone, step) for gone, step in _steps_of(store)}
    return list(known.values())


def _since(one: Store, other: Store) -> list[tuple[Withdrawal, Step]]:
    """Who withdrew in one copy and not in the other; nobody where they are no copies of one study."""
    return _new_in(one, other) if _is_copy(one, other) else []


def _new_in(one: Store, other: Store) -> list[tuple[Withdrawal, Step]]:
    """The withdrawals that one file knows and another does not, each with its step."""
    known = {gone.id for gone in other.facts(Withdrawal)}
    return [(gone, step) for gone, step in _steps_of(one) if gone.id not in known]


def _steps_of(store: Store) -> list[tuple[Withdrawal, Step]]:
    withdrawals = store.facts(Withdrawal)
    if not withdrawals:
        return []
    steps = {logged.step.subject: logged.step for logged in store.steps() if logged.step.verb == WITHDREW}
    return [(gone, steps[gone.id]) for gone in withdrawals if gone.id in steps]


def _is_copy(one: Store, other: Store) -> bool:
    return bool({logged.step.id for logged in one.steps()} & {logged.step.id for logged in other.steps()})


def _said_by_others(transcript: Transcript, case_id: str) -> str:
    theirs = set(turns_of(transcript, case_id))
    spoken = (turn for nth, turn in enumerate(transcript.turns) if nth not in theirs)
    return "\n".join(transcript.text[turn.start : turn.end] for turn in spoken)


def _is_marked(transcript: Transcript) -> bool:
    return any(turn.kind == "note" and transcript.text[turn.start : turn.end] == MARK for turn in transcript.turns)
