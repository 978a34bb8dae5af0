"""Queries: which quotations bear codes together, near each other, or without one another.

``read`` takes an expression in words, ``find`` says which places it means in a study; docs/queries.md says how.
"""

from themes.queries.finding import Facts, Places, find
from themes.queries.reading import read
from themes.queries.written import (
    ALONE,
    ON_CODINGS,
    SIGNS,
    Every,
    Expression,
    Joined,
    JoinSign,
    Named,
    Narrowed,
    Unit,
    in_words,
)

__all__ = [
    "ALONE", "ON_CODINGS", "SIGNS", "Every", "Expression", "Facts", "JoinSign", "Joined", "Named", "Narrowed", "Places",
    "Unit", "find", "in_words", "read",
]  # fmt: skip
