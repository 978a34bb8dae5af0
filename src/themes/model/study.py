"""The study itself, and who works on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

CodingUnit = Literal["turn", "sentence", "segment"]
"""What a study that fixes its unit codes whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """What the project is about, as the evaluator describes it.

    ``approached``, ``declined`` and ``interviewed`` count people; ``wording`` holds the cut-offs of the
    report's quantity words as shares of N, largest first; ``attribution`` names the attributes that stand beside a
    quotation, in order, empty for the default (an organisation's type, then the role); ``pseudonymised`` declares that
    the transcripts came without anybody's name in them; ``read_first`` is how many transcripts a coder marks as read
    before the machine's proposals are shown, None where the method says; ``random_sample`` declares that who was heard
    was drawn at random from those whom the findings are about. ``unit`` is what is coded whole where the study declares
    it, as a content analysis does before it codes: "turn", "sentence" or "segment"; empty for passages of any length.
    """

    id: str
    title: str
    method: str = "codebook"
    commissioner: str = ""
    questions: tuple[str, ...] = ()
    approached: int | None = None
    declined: int | None = None
    interviewed: int | None = None
    dates: str = ""
    mode: str = ""
    interviewer: str = ""
    notice: str = ""
    wording: tuple[tuple[str, float], ...] = (("most", 0.5), ("some", 0.0))
    attribution: tuple[str, ...] = ()
    pseudonymised: bool = False
    read_first: int | None = None
    random_sample: bool = False
    unit: Literal["", "turn", "sentence", "segment"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coder:
    """A person who codes, known by initials or a name of their choice."""

    id: str
    name: str
