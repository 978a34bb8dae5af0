"""The methods of qualitative analysis that a study can declare, each with what it means and who says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from themes.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A declared way of going from words to findings.

    ``name`` is what the study holds; ``title`` what people call it; ``meaning`` one line of what it means;
    ``source`` where it is described, as author and year.
    """

    name: str
    title: str
    meaning: str
    source: str

    @property
    def sentence(self) -> str:
        """The method in one sentence, as a report prints it."""
        return f"{self.title}: {self.meaning} ({self.source})."


DEFAULT = "codebook"
"""The method of a study that has not said otherwise."""

_ALL = (
    Method(
        name="codebook",
        title="Codebook thematic analysis",
        meaning="codes are defined in a codebook that is revised as reading goes on, and themes are built from them",
        source="Braun and Clarke 2022",
    ),
    Method(
        name="reflexive",
        title="Reflexive thematic analysis",
        meaning="themes are the researcher's own interpretation, developed through reading, coding and reflection",
        source="Braun and Clarke 2019",
    ),
    Method(
        name="framework",
        title="Framework analysis",
        meaning="what each case says on each theme is summarised in a matrix of cases by themes",
        source="Ritchie and Spencer 1994",
    ),
    Method(
        name="template",
        title="Template analysis",
        meaning="a template of codes, some chosen beforehand, is tried on part of the data and kept in versions",
        source="King 2012",
    ),
    Method(
        name="realist",
        title="Realist evaluation",
        meaning="findings say which mechanism, in which context, leads to which outcome, and for whom",
        source="Pawson and Tilley 1997",
    ),
    Method(
        name="content",
        title="Content analysis",
        meaning="units are fixed first, each is coded by written rules, and the codes are counted",
        source="Krippendorff 2018",
    ),
)

METHODS: Mapping[str, Method] = MappingProxyType({one.name: one for one in _ALL})
"""The methods by name, the default first."""


def method(name: str) -> Method:
    """The method of that name.

    Raises:
        NotFound: There is none; the message lists those that there are.
    """
    found = METHODS.get(name.strip().casefold())
    if found is None:
        raise NotFound(f"There is no method “{name}”. Choose one of: {', '.join(METHODS)}.")
    return found
