"""Who withdrew in one copy of a study does so in the other before the two are joined, so that nothing comes back."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from themes.errors import Refused
from themes.model import Case, Transcript, Withdrawal
from themes.operations import Step, added
from themes.passages import MARK
from themes.project.withdrawal.verbs import WithdrawVerbs
from themes.store import WITHDREW, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class TheirCopy:
    """A copy of the study, read only, without who withdrew here; ``left_out`` are their labels."""

    store: Store
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
        with Store.open(place, read_only=True) as there:
            missing = _new_in(self._store, there)
            if not missing or not _is_copy(self._store, there):
                yield TheirCopy(store=there, left_out=())
                return
            with tempfile.TemporaryDirectory(prefix="themes-") as folder:
                made = there.backup(Path(folder) / place.name)
                with Store.open(made) as writable:
                    left_out = type(self)(writable, self._coder).take_out_too(missing)
                with Store.open(made, read_only=True) as without:
                    yield TheirCopy(store=without, left_out=left_out)

    def take_out_too(self, withdrawals: Iterable[tuple[Withdrawal, Step]]) -> tuple[str, ...]:
        """Do here what was done in another copy, each under its own step, author and day."""
        told = []
        for withdrawal, step in withdrawals:
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
        if again:
            raise Refused(
                f"“{again[0].title}” in {self.path.name} holds the words of {withdrawal.label}, who withdrew in the "
                "other copy, under another case. Nothing was joined. Withdraw that case there first "
                "(page Names, Consent)."
            )


def _new_in(one: Store, other: Store) -> list[tuple[Withdrawal, Step]]:
    """The withdrawals that one file knows and another does not, each with its step."""
    known = {gone.id for gone in other.facts(Withdrawal)}
    steps = {logged.step.subject: logged.step for logged in one.steps() if logged.step.verb == WITHDREW}
    return [(gone, steps[gone.id]) for gone in one.facts(Withdrawal) if gone.id not in known and gone.id in steps]


def _is_copy(one: Store, other: Store) -> bool:
    return bool({logged.step.id for logged in one.steps()} & {logged.step.id for logged in other.steps()})


def _is_marked(transcript: Transcript) -> bool:
    return any(turn.kind == "note" and transcript.text[turn.start : turn.end] == MARK for turn in transcript.turns)
