"""How far coders agree: coefficients on tables of coders by units, and on spans that differ in their ends.

rows ─Table→ patterns of values ─coefficient→ disagreement seen and by chance ─draws→ a value with its 95 % interval
each coder's spans ─on_a_continuum→ alphas of what was found, and of what it was called; ─gamma→ of whole units
"""

from themes.compare.agreement import Agreement, agreement, two_digits
from themes.compare.chance import greatest_kappa
from themes.compare.clusters import Cluster, agreement_of_clusters
from themes.compare.continua import Valued
from themes.compare.ends import OfEnds, alpha_of_ends
from themes.compare.frame import (
    UNITS,
    Seen,
    Unit,
    as_placed,
    characters_coded,
    joined_within,
    n_coded,
    stretches,
    together,
    units_coded,
)
from themes.compare.gamma import Gamma, gamma
from themes.compare.names import LEVELS, MEASURES, Level, Measure, title_of
from themes.compare.placed import Stretch, agreement_as_placed
from themes.compare.table import Table, Value
from themes.compare.unitised import OfValue, OnContinuum, on_a_continuum

__all__ = [
    "LEVELS",
    "MEASURES",
    "UNITS",
    "Agreement",
    "Cluster",
    "Gamma",
    "Level",
    "Measure",
    "OfEnds",
    "OfValue",
    "OnContinuum",
    "Seen",
    "Stretch",
    "Table",
    "Unit",
    "Value",
    "Valued",
    "agreement",
    "agreement_as_placed",
    "agreement_of_clusters",
    "alpha_of_ends",
    "as_placed",
    "characters_coded",
    "gamma",
    "greatest_kappa",
    "joined_within",
    "n_coded",
    "on_a_continuum",
    "stretches",
    "title_of",
    "together",
    "two_digits",
    "units_coded",
]
