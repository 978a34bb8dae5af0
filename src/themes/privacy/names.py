"""The project's own names: participants, staff, sites, whatever else must not be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NameList:
    """Names that a project knows, each as a person would write it ("Dr Agnes Obi", "Pennick Vale NHS Trust")."""

    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        *,
        people: Iterable[str] = (),
        organisations: Iterable[str] = (),
        places: Iterable[str] = (),
        others: Iterable[str] = (),
    ) -> NameList:
        """A list without empty entries and repetitions, the spaces in each made single."""
        return cls(
            people=_tidy(people),
            organisations=_tidy(organisations),
            places=_tidy(places),
            others=_tidy(others),
        )

    def __bool__(self) -> bool:
        """Whether there is any name."""
        return bool(self.people or self.organisations or self.places or self.others)


def _tidy(entries: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tidy for entry in entries if (tidy := " ".join(entry.split()))))
