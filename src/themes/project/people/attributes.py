"""Verbs on attributes: what can be known of a case, and of which type it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from themes.errors import Refused
from themes.model import Attribute, AttributeType, Case
from themes.operations import Change, added, new_id, removed, revised
from themes.project.base import Base, whole
from themes.values import choices_of, value_of


class AttributeVerbs(Base):
    """Name what is known of cases, and say whether it is text, a choice, a number or a date."""

    def attributes(self) -> list[Attribute]:
        """All attributes, in the order in which they came."""
        return self._store.facts(Attribute)

    def attribute(self, key: Attribute | str) -> Attribute:
        """The attribute of that id or name."""
        return self._pick(Attribute, key, names=lambda attribute: (attribute.name,), what="attribute")

    @whole
    def add_attribute(self, name: str, *, type: AttributeType = "text", choices: Sequence[str] = ()) -> Attribute:  # noqa: A002 - the field's own name
        """Name something that can be known of a case.

        Raises:
            Refused: There is one of that name, or a choice without choices; nothing was changed.
        """
        attribute = Attribute(
            id=new_id(), name=name.strip(), type=type, position=len(self.attributes()), choices=_tidy(choices)
        )
        _has_choices(attribute)
        self._step("add attribute", [added(attribute)], subject=attribute.id)
        return attribute

    @whole
    def set_attribute_type(
        self,
        attribute: Attribute | str,
        type: AttributeType,  # noqa: A002 - the field's own name
        *,
        choices: Sequence[str] | None = None,
        ordered: bool | None = None,
    ) -> Attribute:
        """Say of which type an attribute is; the values that cases have are read anew, each or none.

        Args:
            attribute: Which.
            type: Text, choice, number or date.
            choices: What a choice can be; the values that cases have where not given.
            ordered: Whether the choices stand lowest first, as those of a scale.

        Raises:
            Refused: A case's value is no such number, date or choice; it says whose, and nothing was changed.
        """
        was = self.attribute(attribute)
        bearers = [(case, dict(case.values)[was.id]) for case in self._store.facts(Case) if was.id in dict(case.values)]
        found = was.choices or choices_of([value for _, value in bearers])
        now = replace(
            was,
            type=type,
            choices=(_tidy(choices) if choices is not None else found) if type == "choice" else (),
            ordered=(was.ordered if ordered is None else ordered) and type == "choice",
        )
        _has_choices(now)
        changes: list[Change] = [revised(was, now)]
        for case, value in bearers:
            try:
                read = value_of(value, now)
            except Refused as error:
                message = f"{case.label} has another value. {error}"
                raise Refused(message) from error
            values = tuple((key, read if key == was.id else held) for key, held in case.values)
            changes.append(revised(case, replace(case, values=values)))
        self._step("set type of attribute", changes, subject=was.id)
        return now

    @whole
    def rename_attribute(self, attribute: Attribute | str, name: str) -> Attribute:
        """Give an attribute another name, which no other may have; beside quotations it stays where it was chosen."""
        was = self.attribute(attribute)
        now = replace(was, name=name.strip())
        self._step("rename attribute", [revised(was, now), *self._attributed_by(was, now.name)], subject=was.id)
        return now

    @whole
    def remove_attribute(self, attribute: Attribute | str) -> None:
        """Take an attribute away, with its values."""
        was = self.attribute(attribute)
        bearers = [case for case in self._store.facts(Case) if was.id in dict(case.values)]
        without = [
            revised(case, replace(case, values=tuple(pair for pair in case.values if pair[0] != was.id)))
            for case in bearers
        ]
        self._step("remove attribute", [*without, removed(was), *self._attributed_by(was)], subject=was.id)

    def _attributed_by(self, was: Attribute, *now: str) -> list[Change]:
        """The change by which the study names an attribute anew, or no more, among those beside a quotation."""
        study = self.study
        chosen = [name for one in study.attribution for name in (now if one == was.name else (one,))]
        return [revised(study, replace(study, attribution=tuple(chosen)))]

    def _attributes_for(self, names: Sequence[str], changes: list[Change]) -> dict[str, Attribute]:
        """The attributes of some names, by name; those that are new are added to ``changes``."""
        known = {attribute.name.casefold(): attribute for attribute in self.attributes()}
        found: dict[str, Attribute] = {}
        for name in names:
            attribute = known.get(name.strip().casefold())
            if attribute is None:
                attribute = Attribute(id=new_id(), name=name.strip(), position=len(known))
                known[attribute.name.casefold()] = attribute
                changes.append(added(attribute))
            found[name] = attribute
        return found


def _tidy(choices: Sequence[str]) -> tuple[str, ...]:
    """Choices without white space around them, each once, in their order."""
    first: dict[str, str] = {}
    for choice in choices:
        if choice.strip():
            first.setdefault(choice.strip().casefold(), choice.strip())
    return tuple(first.values())


def _has_choices(attribute: Attribute) -> None:
    if attribute.type == "choice" and not attribute.choices:
        message = f"“{attribute.name}” is a choice and has none to choose from. Nothing was changed; name its choices."
        raise Refused(message)
