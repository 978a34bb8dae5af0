"""The measures of agreement and the levels of measurement, by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

Measure = Literal["alpha", "kappa", "conger", "fleiss", "pabak", "ac1", "percent"]
Level = Literal["nominal", "ordinal", "interval", "ratio"]

MEASURES: tuple[Measure, ...] = get_args(Measure)
LEVELS: tuple[Level, ...] = get_args(Level)

_TITLES: Mapping[Measure, str] = MappingProxyType(
    {
        "alpha": "Krippendorff's alpha",
        "kappa": "Cohen's kappa",
        "conger": "Conger's kappa",
        "fleiss": "Fleiss' kappa",
        "pabak": "PABAK",
        "ac1": "Gwet's AC1",
        "percent": "Percent agreement",
    }
)


def title_of(measure: Measure, level: Level) -> str:
    """What people call a measure at a level of measurement.

    >>> title_of("alpha", "ordinal"), title_of("kappa", "interval"), title_of("ac1", "ordinal")
    ("Krippendorff's alpha, ordinal", "Cohen's kappa, weighted (interval)", "Gwet's AC2 (ordinal)")
    """
    title = _TITLES[measure]
    if measure == "alpha":
        return f"{title}, {level}"
    if level == "nominal":
        return title
    return f"Gwet's AC2 ({level})" if measure == "ac1" else f"{title}, weighted ({level})"
