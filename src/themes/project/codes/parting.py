"""The verb that parts one code into two, quotation by quotation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from themes.errors import Refused
from themes.model import Code, Coding, LookedAt
from themes.operations import added, new_id, revised
from themes.project.base import whole
from themes.project.codebook import PALETTE
from themes.project.placing import placed
from themes.project.themes import ThemeVerbs


class PartVerbs(ThemeVerbs):
    """Part a code that means two things."""

    @whole
    def split_code(
        self,
        code: Code | str,
        name: str,
        codings: Iterable[Coding | str],
        *,
        definition: str = "",
        step_id: str | None = None,
    ) -> Code:
        """Make a new code after one, and give it some of its quotations, whoever coded them.

        Who has looked for the one in a transcript has looked for both; themes that it carries are carried by both.

        Args:
            code: The code that keeps the other quotations.
            name: The new code's name.
            codings: The codings that are the new code's from now on.
            definition: What the new code means.
            step_id: An id that the caller chose; a second call with it changes nothing.

        Raises:
            Refused: No quotation goes over, one is not of this code, or the name is empty or a sibling's.
        """
        was = self.code(code)
        going = {coding if isinstance(coding, str) else coding.id for coding in codings}
        own = {coding.id: coding for coding in self._store.facts(Coding, code_id=was.id)}
        if step_id and self.has_step(step_id):
            return next(one for one in self.codes() if one.name == name.strip() and one.parent_id == was.parent_id)
        if not going or going - own.keys():
            why = "Choose the quotations that go over" if not going else "Some of these are not this code's any more"
            raise Refused(f"{why}. Nothing was changed; look again.")
        everything = self.codes()
        new = Code(
            id=new_id(),
            name=name.strip(),
            definition=definition.strip(),
            colour=PALETTE[len(everything) % len(PALETTE)],
            parent_id=was.parent_id,
        )
        siblings = [one for one in everything if one.parent_id == was.parent_id]
        after = siblings[siblings.index(was) + 1 :]
        order = placed(siblings, [new], parent_id=was.parent_id, before=after[0].id if after else None)
        changes = [
            added(change.fact) if change.fact.id == new.id else change
            for change in order
            if change.was != change.now or change.fact.id == new.id
        ]
        changes += [revised(own[id_], replace(own[id_], code_id=new.id)) for id_ in sorted(going)]
        changes += [
            added(replace(row, id=new_id(), code_id=new.id)) for row in self._store.facts(LookedAt, code_id=was.id)
        ]
        changes += [
            revised(theme, replace(theme, code_ids=_with(theme.code_ids, was.id, new.id)))
            for theme in self.themes()
            if was.id in theme.code_ids
        ]
        self._step("split code", changes, subject=was.id, step_id=step_id)
        return self.code(new.id)


def _with(ids: tuple[str, ...], one: str, beside: str) -> tuple[str, ...]:
    """Ids with one more after another."""
    at = ids.index(one) + 1
    return (*ids[:at], beside, *ids[at:])
