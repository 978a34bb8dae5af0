"""How steady a candidate is, as words with a sign that is not colour alone, and what that means."""

from __future__ import annotations

from themes.model import Steadiness
from themes.project import CandidateView

_SIGNS: dict[Steadiness, str] = {"strong": "●●●", "fair": "●●○", "weak": "●○○"}

KEY = "●●● strong, ●●○ fair, ●○○ weak: how much of it is found again when a tenth of the segments is left out."
"""What the marks mean, in one line."""


def mark(view: CandidateView) -> str:
    """The sign with its word; empty where nobody looked."""
    steadiness = view.candidate.steadiness
    return f"{_SIGNS[steadiness]} {steadiness}" if steadiness else ""


def told(view: CandidateView) -> str:
    """The mark with what it rests on, in one line; empty where nobody looked."""
    if view.candidate.stability is None or view.candidate.steadiness is None:
        return ""
    sign = _SIGNS[view.candidate.steadiness]
    found = f"{view.candidate.stability:.0%} of it is found again when a tenth of the segments is left out"
    return f"{sign} {view.candidate.steadiness.capitalize()}: {found} (strong from 75%, weak below 60%)."
