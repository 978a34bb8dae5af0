"""Suggestions: codes for spans, learnt from definitions and decisions; never a coding until a person accepts them.

units + codes ─Pool→ made ready ─learn(decisions)→ probabilities ─chances→ those of one code, with its refusals
                                                             ├─reasons→ why      ├─in_turn→ what to look at next
                                                             └─quotation_in→ the sentences to quote
"""

from themes.suggest.curve import Point, learning_curve
from themes.suggest.drift import Drift, drifts
from themes.suggest.learn import Learned, chances, learn
from themes.suggest.order import Turn, in_turn
from themes.suggest.pool import Decided, Described, Pool
from themes.suggest.quoting import Habit, Quoted, Sentences, directions, habit, quotation_in
from themes.suggest.reasons import Reason, reasons
from themes.suggest.units import Units

__all__ = [
    "NOT_SURE",
    "Decided",
    "Described",
    "Drift",
    "Habit",
    "Learned",
    "Point",
    "Pool",
    "Quoted",
    "Reason",
    "Sentences",
    "Turn",
    "Units",
    "chances",
    "directions",
    "drifts",
    "habit",
    "in_turn",
    "learn",
    "learning_curve",
    "quotation_in",
    "reasons",
]

NOT_SURE = 0.15
"""Below this probability a suggestion says that it is not sure."""
