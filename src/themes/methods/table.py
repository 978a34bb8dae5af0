"""The methods of qualitative analysis that a study can declare, each with what it means and who says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from themes.errors import NotFound

Part = Literal["agreement", "prevalence", "saturation", "matrix", "codebook", "units", "candidates", "coverage"]
"""A part of the work that a method has its own view of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """What a method has to say of a part of the work, in words, and who says so; ``refuses`` keeps the part away."""

    about: Part
    words: str
    source: str
    refuses: bool = False

    @property
    def sentence(self) -> str:
        """The words with their source, as a page or a refusal says them."""
        return f"{self.words} ({self.source})."


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A declared way of going from words to findings.

    ``name`` is what the study holds; ``title`` what people call it; ``meaning`` one line of what it means;
    ``source`` where it is described, as author and year; ``read_first`` how many transcripts a coder has read before
    the machine's proposals are shown, unless the study says otherwise; ``starts_at`` the page at which a study of this
    method begins once it has transcripts; ``cautions`` what it says of parts of the work;
    ``fixes_units`` that a unit is declared before anything is coded, and coded whole,
    ``keeps_versions`` that its report tells of the versions of the codebook and of what they left to be recoded.
    """

    name: str
    title: str
    meaning: str
    source: str
    read_first: int = 0
    starts_at: str = "candidates"
    cautions: tuple[Caution, ...] = ()
    fixes_units: bool = False
    keeps_versions: bool = False

    def refuses(self, part: Part) -> str:
        """Why the method does without a part of the work; empty where it does not."""
        return next((one.sentence for one in self.cautions if one.about == part and one.refuses), "")

    def warns(self, part: Part) -> list[str]:
        """What the method says of a part of the work that it has."""
        return [one.sentence for one in self.cautions if one.about == part and not one.refuses]

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
        read_first=4,  # familiarisation is its first phase: what is proposed before would steer the reading
        starts_at="read",
        cautions=(
            Caution(
                about="agreement",
                words=(
                    "The study's method is reflexive thematic analysis, whose themes are the researcher's own "
                    "interpretation: that coders agree is no measure of it"
                ),
                source="Braun and Clarke 2019",
                refuses=True,
            ),
            Caution(
                about="prevalence",
                words=(
                    "The study's method is reflexive thematic analysis: a theme matters for what it says of the "
                    "question, not for how many say it, and a number suggests more than such data can bear"
                ),
                source="Braun and Clarke 2019",
                refuses=True,
            ),
            Caution(
                about="saturation",
                words=(
                    "The study's method is reflexive thematic analysis, in which meaning is made, not found, so that "
                    "there is no point at which nothing new could be"
                ),
                source="Braun and Clarke 2021",
                refuses=True,
            ),
            Caution(
                about="candidates",
                words=(
                    "How many people a candidate theme is heard from is a help to read and no measure of a theme: it "
                    "shows whether one person's words were grouped or many people's"
                ),
                source="Braun and Clarke 2019",
            ),
            Caution(
                about="coverage",
                words=(
                    "Whose words are quoted, and whose are not, is something to reflect on; the shares are no measure "
                    "of a theme"
                ),
                source="Braun and Clarke 2021",
            ),
        ),
    ),
    Method(
        name="framework",
        title="Framework analysis",
        meaning="what each case says on each theme is summarised in a matrix of cases by themes",
        source="Ritchie and Spencer 1994",
        starts_at="matrix",
        cautions=(
            Caution(
                about="matrix",
                words=(
                    "A summary keeps the participant's own language where it can and leads back to what was said: a "
                    "sentence that hangs on no quotation is the writer's"
                ),
                source="Gale et al. 2013",
            ),
            Caution(
                about="prevalence",
                words="How many say something is where the matrix begins to be read, not what it says",
                source="Ritchie and Spencer 1994",
            ),
        ),
    ),
    Method(
        name="template",
        title="Template analysis",
        keeps_versions=True,
        meaning="a template of codes, some chosen beforehand, is tried on part of the data and kept in versions",
        source="King 2012",
        starts_at="codebook",
        cautions=(
            Caution(
                about="codebook",
                words=(
                    "Each change of the template makes a version of it, and what was coded by an older one is looked "
                    "at again: Versions on the page Codebook numbers them and lists what is to be recoded"
                ),
                source="King 2012",
            ),
        ),
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
        fixes_units=True,
        meaning="units are fixed first, each is coded by written rules, and the codes are counted",
        source="Krippendorff 2018",
        starts_at="codebook",
        cautions=(
            Caution(
                about="units",
                words=(
                    "Units are fixed before they are coded, and coded whole: numbers of passages of any length cannot "
                    "be compared"
                ),
                source="Krippendorff 2018",
            ),
            Caution(
                about="prevalence",
                words=(
                    "Counts here are of participants and of quotations, which may hold several units in a row; how "
                    "many units each coder gave a code stands on the page Two coders"
                ),
                source="Krippendorff 2018",
            ),
        ),
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
