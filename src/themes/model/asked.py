"""What people ask of a study again and again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question to what was coded, kept under a name.

    ``expression`` is as ``themes.queries`` writes it, with the ids of codes, cases, transcripts, coders, questions and
    attributes in place of their names, so that it outlives their being renamed or merged. ``memo`` says what it is for.
    """

    id: str
    name: str
    expression: str
    coder_id: str
    memo: str = ""
    at: str = ""
