"""A count as people are told it: a table whose numbers lead to what they count, a picture, its rule and its limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from themes.compare.counts.concordance import SortBy
from themes.compare.counts.cooccurrence import Within
from themes.compare.counts.passage import Passage
from themes.filters import Where
from themes.project.counts.coded import Order
from themes.report.pictures.drawing import Drawing
from themes.report.tables import Table

CountKind = Literal["co-occurrence", "crosstab", "frequencies", "timeline", "saturation", "words", "concordance"]

COUNTS: tuple[CountKind, ...] = get_args(CountKind)
"""What can be counted."""

OF_WORDS = frozenset({"words", "concordance"})
"""Counts that hold what participants said."""

AND_CODE = "And code"
"""The column of the other code of a pair."""

Along = Literal["turn", "time"]

Passages = Mapping[tuple[int, int], tuple[Passage, ...]]
"""What a number of a table counts, by its row and column from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountOptions:
    """What is to be counted and how; each kind of count reads its own of these, as the verb of its name tells.

    ``only`` are codes; ``square`` lays what stands together out as each code by each; ``along`` says whether a timeline
    goes by turns or by time.
    """

    only: tuple[str, ...] | None = None
    where: Where | None = None
    within: Within = "quotation"
    n_turns: int = 3
    square: bool = False
    attribute: str = ""
    hide_small: bool = False
    below: bool = False
    transcript: str = ""
    along: Along = "turn"
    order: Order = "coded"
    sources: tuple[str, ...] | None = None
    phrases: bool = False
    forms_together: bool = True
    stop_words: bool = True
    left_out: tuple[str, ...] = ()
    interviewers: bool = False
    limit: int = 100
    word: str = ""
    sort: SortBy = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """How what is counted is named: codes by path with their colours, transcripts and cases, each by id."""

    codes: Mapping[str, str]
    short: Mapping[str, str]
    colours: Mapping[str, str]
    transcripts: Mapping[str, str]
    cases: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A count as it is shown and written.

    Attributes:
        kind: What was counted.
        table: The numbers.
        passages: What each number counts.
        drawing: The picture of them.
        said: What was counted, by which rule, from where.
        cautions: What the numbers cannot show, each a sentence or two.
        more: The same numbers laid out in another way, for a spreadsheet.
        where: What part of the study this is, in words.
        whose: Whose codings count, in words; empty where everyone's do, or where words are counted.
    """

    kind: CountKind
    table: Table
    passages: Passages
    drawing: Drawing
    said: str
    cautions: tuple[str, ...] = ()
    more: tuple[Table, ...] = ()
    where: str = field(default="")
    whose: str = ""

    def to_facts(self) -> dict[str, Any]:
        """The count as scripts read it: a row as a mapping from the columns' names."""
        return {
            "kind": self.kind,
            "where": self.where,
            "whose": self.whose,
            "rule": self.said,
            "cautions": list(self.cautions),
            "rows": [dict(zip(self.table.head, row, strict=True)) for row in self.table.rows],
        }
