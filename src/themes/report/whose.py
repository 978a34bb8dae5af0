"""Whose codings the counts and the report stand on: everyone's, some coders', or the consensus' where it was settled.

The rule.
Everyone's: what any coder gave counts, the consensus' too.
Some coders': only what they gave, and only what they looked at.
The consensus' where it was settled: at a place where a disagreement on a code was decided, no coder's own coding of
that code counts that touches the place; the consensus' codings count, and elsewhere what coders gave.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from themes.model import Coding, Quotation, Settlement
from themes.report.wording import counted, listed

Rule = Literal["everyone", "chosen", "settled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """Whose codings count; ``coder_ids`` are the chosen coders, none for the other rules."""

    rule: Rule = "everyone"
    coder_ids: tuple[str, ...] = ()

    def __str__(self) -> str:
        """As it is kept: the rule, then the ids of coders, a line each."""
        return "\n".join((self.rule, *self.coder_ids))


def read_whose(kept: str) -> Whose:
    """What was kept as text; everyone's where that is none of the rules.

    >>> read_whose(str(Whose(rule="chosen", coder_ids=("ab",))))
    Whose(rule='chosen', coder_ids=('ab',))
    """
    said, *ids = kept.splitlines() or [""]
    for rule in get_args(Rule):
        if said == rule:
            return Whose(rule=rule, coder_ids=tuple(ids) if rule == "chosen" else ())
    return Whose()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whose codings count, and what that means for a study.

    ``n_places`` disagreements were decided at places that are known; ``n_lost`` more at places that are not, as their
    transcript was corrected since. ``n_left_out`` codings of coders do not count, ``n_instead`` of the consensus do.
    """

    whose: Whose = field(default_factory=Whose)
    n_places: int = 0
    n_lost: int = 0
    n_left_out: int = 0
    n_instead: int = 0

    def sentence(self, names: Mapping[str, str]) -> str:
        """Whose codings count, in words; empty where they are everyone's and nothing was settled.

        Args:
            names: What coders are called, by id.
        """
        if self.whose.rule == "chosen":
            return f"Only the codings of {_called(self.whose, names)} count, and only what they looked at."
        lost = self._lost()
        if self.whose.rule == "settled":
            return (
                f"Where coders disagreed and it was settled, at {counted(self.n_places, 'place')}, only the consensus "
                f"counts: its {counted(self.n_instead, 'coding')} in place of {counted(self.n_left_out, 'coding')} of "
                f"the coders' own. Elsewhere what any coder gave counts.{lost and ' '}{lost}"
            )
        if not self.n_places and not self.n_lost:
            return ""
        return (
            "Everyone's codings count, also where coders disagreed and it was settled "
            f"({counted(self.n_places + self.n_lost, 'place')}): what any of them gave there counts, and so does what "
            "the consensus gave."
        )

    def note(self, names: Mapping[str, str]) -> str:
        """The same in a few words, for a picture; empty where they are everyone's and nothing was settled."""
        if self.whose.rule == "chosen":
            return f"Only codings of {_called(self.whose, names)} count."
        if self.whose.rule == "settled":
            return "The consensus counts where it was settled."
        return "Everyone's codings count, settled or not." if self.n_places or self.n_lost else ""

    def _lost(self) -> str:
        if not self.n_lost:
            return ""
        lost = (
            "1 decision has lost its place" if self.n_lost == 1 else f"{self.n_lost:,} decisions have lost their places"
        )
        return f"{lost}, as the transcript was corrected since: there what coders gave counts."


def in_short(whose: Whose, names: Mapping[str, str]) -> str:
    """Whose codings they are, as part of a sentence: "the codings of AB and CD".

    Args:
        whose: Whose.
        names: What coders are called, by id.
    """
    if whose.rule == "chosen":
        return f"the codings of {_called(whose, names)} alone"
    return "the codings of the consensus where it was settled" if whose.rule == "settled" else "everyone's codings"


def that_count(
    codings: Iterable[Coding],
    quotations: Iterable[Quotation],
    whose: Whose,
    *,
    settled: Sequence[Settlement] = (),
    consensus_id: str = "",
) -> tuple[Coding, ...]:
    """The codings that count.

    Args:
        codings: All.
        quotations: Those of these codings, and others.
        whose: Whose count.
        settled: The places where a disagreement was decided.
        consensus_id: The coder under whose name decisions stand, empty where there is none.
    """
    if whose.rule == "everyone":
        return tuple(codings)
    if whose.rule == "chosen":
        chosen = set(whose.coder_ids)
        return tuple(one for one in codings if one.coder_id in chosen)
    by_code: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for place in settled:
        by_code.setdefault((place.transcript_id, place.code_id), []).append((place.start, place.end))
    known = {one.id: one for one in quotations}

    def is_settled(coding: Coding) -> bool:
        quotation = known[coding.quotation_id]
        places = by_code.get((quotation.transcript_id, coding.code_id), ())
        return any(start < quotation.end and quotation.start < end for start, end in places)

    return tuple(one for one in codings if one.coder_id == consensus_id or not is_settled(one))


def _called(whose: Whose, names: Mapping[str, str]) -> str:
    return listed([names[id_] for id_ in whose.coder_ids if id_ in names]) or "nobody who is here"
