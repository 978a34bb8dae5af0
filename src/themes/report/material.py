"""What a report is made from: the facts of a project, gathered by its owner and handed over whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from themes.model import (
    Candidate,
    Case,
    Code,
    Coder,
    Coding,
    Decision,
    LookedAt,
    Quotation,
    Run,
    Study,
    Theme,
    Transcript,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """The facts behind a report.

    ``codes`` and ``themes`` are in the codebook's order, parents before their children.
    ``attributions`` say by case id how a case is named beside a quotation ("P07, acute trust chair");
    ``attribute_values`` hold, by case id, names and values of attributes, ``attributes`` their order;
    ``n_steps`` counts the log's steps by their verb; ``method`` is the declared method in one sentence.
    """

    study: Study
    method: str = ""
    version: str = ""
    coders: tuple[Coder, ...] = ()
    cases: tuple[Case, ...] = ()
    attributes: tuple[str, ...] = ()
    attributions: Mapping[str, str] = field(default_factory=dict)
    attribute_values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    transcripts: tuple[Transcript, ...] = ()
    codes: tuple[Code, ...] = ()
    code_paths: Mapping[str, str] = field(default_factory=dict)
    themes: tuple[Theme, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    codings: tuple[Coding, ...] = ()
    looked_at: tuple[LookedAt, ...] = ()
    runs: tuple[Run, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    decisions: tuple[Decision, ...] = ()
    n_steps: Mapping[str, int] = field(default_factory=dict)
    codebook_version: int = 0
