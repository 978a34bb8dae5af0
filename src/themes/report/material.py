"""What a report is made from: the facts of a project, gathered by its owner and handed over whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from themes.model import (
    Candidate,
    Case,
    Code,
    Coder,
    Coding,
    Consent,
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
    ``today`` is the day on which consent is asked for, none where it is not; ``n_unreleased`` counts the transcripts in
    which names may still stand. ``where`` says in words what part of the study this is, empty for all of it,
    ``filtered`` the same as conditions are written, one a line, and ``counted`` are then the cases that N counts.
    ``file_name`` is the project's.
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
    consents: tuple[Consent, ...] = ()
    where: str = ""
    filtered: str = ""
    file_name: str = ""
    counted: frozenset[str] | None = None
    today: date | None = None
    n_unreleased: int = 0
