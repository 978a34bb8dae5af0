"""All verbs on a codebook that has grown."""

from __future__ import annotations

from themes.project.codes.arranging import ArrangeVerbs
from themes.project.codes.definitions import DefinitionVerbs
from themes.project.codes.examples import ExampleVerbs
from themes.project.codes.parting import PartVerbs
from themes.project.theme_evidence import EvidenceVerbs


class CodebookWorkVerbs(ArrangeVerbs, PartVerbs, ExampleVerbs, EvidenceVerbs, DefinitionVerbs):
    """What people do with a codebook after its first week."""
