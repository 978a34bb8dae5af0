"""Verbs on several codes at once: where they stand, which are retired, which colour they have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from themes.errors import Refused
from themes.model import Code
from themes.operations import revised
from themes.project.base import one_moment, whole
from themes.project.codebook import CodebookVerbs
from themes.project.placing import placed


class ArrangeVerbs(CodebookVerbs):
    """Move, retire and colour codes, one or many in a step."""

    @whole
    def move_codes(
        self,
        codes: Sequence[Code | str],
        *,
        under: Code | str | None,
        before: Code | str | None = None,
        step_id: str | None = None,
    ) -> None:
        """Let codes stand under another, in the order in which they stand now; what is under them comes along.

        Args:
            codes: Which; one that stands under another of them stays there.
            under: Their parent, None for the top.
            before: The child of it before which they come; last where not given.
            step_id: An id that the caller chose; a second call with it changes nothing.

        Raises:
            Refused: A code would stand under itself, or beside one of its own name; nothing was changed.
        """
        if step_id and self.has_step(step_id):
            return
        wanted = {self.code(code).id for code in codes}
        parent = None if under is None else self.code(under)
        if parent is not None and wanted & {parent.id, *self._ancestors(parent)}:
            raise Refused("A code cannot stand under itself. Nothing was changed.")
        everything = self.codes()
        moved = [code for code in everything if code.id in wanted and not wanted & self._ancestors(code)]
        place = None if before is None else self.code(before).id
        siblings = [code for code in everything if code.parent_id == (parent.id if parent else None)]
        self._step(
            "move code" if len(moved) == 1 else "move codes",
            placed(siblings, moved, parent_id=parent.id if parent else None, before=place),
            subject=moved[0].id if len(moved) == 1 else "",
            step_id=step_id,
        )

    @whole
    def retire_codes(self, codes: Sequence[Code | str], *, retired: bool = True, step_id: str | None = None) -> None:
        """Take codes out of use, or bring them back; their codings stay, and count as they did.

        Args:
            codes: Which.
            retired: Whether they are out of use now: a retired code is not offered for coding or suggested.
            step_id: An id that the caller chose; a second call with it changes nothing.
        """
        if step_id and self.has_step(step_id):
            return
        was = [self.code(code) for code in codes]
        verb = f"{'retire' if retired else 'bring back'} {'code' if len(was) == 1 else 'codes'}"
        changes = [revised(code, replace(code, retired=retired)) for code in was]
        self._step(verb, changes, subject=was[0].id if len(was) == 1 else "", step_id=step_id)

    @whole
    def colour_codes(self, codes: Sequence[Code | str], colour: str) -> None:
        """Give codes a colour, as ``#rrggbb``."""
        was = [self.code(code) for code in codes]
        self._step("colour codes", [revised(code, replace(code, colour=colour)) for code in was])

    @one_moment
    def taken_in_by(self, code_id: str) -> Code | None:
        """The code into which one that is gone was merged, straight or by way of others; None where it was not.

        A page that was away gives codes by their ids: what it did with one meanwhile is meant for what the code became.

        Args:
            code_id: The whole id of a code that is no longer there.
        """
        while not (there := self._store.facts(Code, id=code_id)):
            states = self._store.history("code", code_id)
            if not states:
                return None
            step = states[-1][0]
            while step.undoes is not None:  # done again after it was taken back
                step = self._store.step(step.undoes)
            if step.verb != "merge codes":
                return None
            code_id = step.subject
        return there[0]
