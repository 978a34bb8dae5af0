"""What a coder can undo and redo: two piles of steps, followed from step to step of the log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from themes.operations import Step
from themes.store import LoggedStep

N_RECENT = 50
"""How many of a coder's last steps are looked at before the whole log is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stacks:
    """What can be undone and redone, oldest first, after the step whose last operation has that sequence number."""

    seq: int = 0
    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()

    def missed(self, recent: Sequence[LoggedStep]) -> int | None:
        """How many of a coder's last steps, the newest first, came after these piles; None where all may have."""
        return next((nth for nth, logged in enumerate(recent) if logged.seq == self.seq), None)

    def after(self, later: Sequence[LoggedStep], stays: Callable[[Step], bool]) -> Stacks:
        """The piles after further steps.

        Args:
            later: The steps that came, the newest first.
            stays: Whether a step cannot be undone.
        """
        if not later:
            return self
        done, undone = list(self.done), list(self.undone)
        for logged in reversed(later):
            step = logged.step
            if step.verb == "undo":
                _moved(step.undoes, done, undone)
            elif step.verb == "redo":
                _moved(step.undoes, undone, done)
            elif not stays(step):
                done.append(step)
                undone.clear()
        return Stacks(seq=later[0].seq, done=tuple(done), undone=tuple(undone))


def _moved(step_id: str | None, here: list[Step], there: list[Step]) -> None:
    """Move a step from one pile to the end of the other; it need not be the last, where two tabs press at once."""
    for nth in range(len(here) - 1, -1, -1):
        if here[nth].id == step_id:
            there.append(here.pop(nth))
            return
