"""What a query answers with: quotations with all that people want to see beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from themes.model import Case, Coder, Query
from themes.project.searching import Hit


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """One row of the quotation table: a place, with what was said of it.

    ``hit`` is the place with its words, its context and who speaks; ``cases`` are all who speak in it; ``turn`` counts
    the transcript's turns from 1. ``values`` are what is known of the case that says most of it, by attribute.
    ``codes`` are the paths of all codes on its words. ``coders``, ``coded`` (days, ISO 8601), ``valences`` and
    ``memos`` are those of the codings by which it was found, ``coding_ids``.
    """

    hit: Hit
    cases: tuple[Case, ...]
    turn: int | None
    values: Mapping[str, str]
    codes: tuple[str, ...]
    coders: tuple[str, ...]
    coded: tuple[str, ...]
    valences: tuple[str, ...]
    memos: tuple[str, ...]
    coding_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryAnswer:
    """The answer to a query.

    ``expression`` is the query as it was understood, ``words`` the same as a sentence. ``rows`` are in the order of the
    transcripts and their text. ``participants`` are the ids of the people who say them, ``n_of`` how many people there
    are who pass the conditions of the whole query and the filter; ``n_transcripts`` counts where they stand.
    ``whose`` says whose codings were asked, empty where they are everyone's and nothing is settled.
    """

    expression: str
    words: str
    where: str
    rows: tuple[FoundRow, ...]
    participants: frozenset[str]
    n_of: int
    n_transcripts: int
    whose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryView:
    """A query that was kept, as people read it; ``lost`` says what of it is no longer there, empty where nothing is."""

    query: Query
    expression: str
    coder: Coder
    lost: str = ""
