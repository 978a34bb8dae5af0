"""Which units of several coders are meant to be the same: the alignment that costs least (Mathet et al. 2015)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from themes.compare.continua import Valued
from themes.errors import Refused

_MOST_STATES = 200_000  # coders whose units lie apart need a few for each unit
_NOTHING = 1e-12

_Way = tuple[float, tuple[int, ...], tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What it costs to take units for the same, the cost of a unit that one coder lacks being 1.

    ``position`` weighs how far the ends lie apart, ``value`` that the values differ.
    """

    position: float = 3.0
    value: float = 1.0

    def of(self, one: Valued, other: Valued) -> float:
        """The cost of a pair: squared distance of ends over lengths, and 1 where values differ."""
        ends = abs(one.start - other.start) + abs(one.end - other.end)
        apart = (ends / (one.length + other.length)) ** 2
        return self.position * apart + self.value * (one.value != other.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Units taken for the same.

    Attributes:
        groups: Each with the coder and the unit of those that it holds, at most one of a coder, in order.
        disorder: The cost of all groups, over the mean number of units of a coder.
    """

    groups: tuple[tuple[tuple[int, Valued], ...], ...]
    disorder: float


def best_alignment(coders: Sequence[Sequence[Valued]], costs: Costs) -> Alignment:
    """The alignment of least disorder.

    A group costs the mean over all pairs of coders, 1 for a pair of which one lacks a unit. So a unit by itself costs
    1, and units are taken together where that saves something: each group's saving is known, and the best choice of
    groups that share no unit is found from left to right, remembering what is best for each rest.

    Args:
        coders: Two coders' units or more; units of one coder may overlap.
        costs: Of a pair.

    Raises:
        Refused: So many units overlap that the best alignment would take too long to find.
    """
    units = sorted((unit, coder) for coder, own in enumerate(coders) for unit in own)
    savings = _savings(units, len(coders), costs)
    # A state is the first unit that is not decided, and which of it and later ones are taken: bit 0 is itself.
    best: dict[tuple[int, int], _Way] = {(len(units), 0): (0.0, (), (len(units), 0))}
    waiting = [(0, 0)]
    while waiting:
        at, taken = waiting[-1]
        ways: list[_Way] = [(0.0, () if taken & 1 else (at,), (at + 1, taken >> 1))]
        if not taken & 1:
            ways += [
                (saved, group, (at + 1, (taken | mask) >> 1)) for saved, group, mask in savings[at] if not taken & mask
            ]
        unknown = [after for _, _, after in ways if after not in best]
        if unknown:
            waiting += unknown
        else:
            best[waiting.pop()] = max((saved + best[after][0], group, after) for saved, group, after in ways)
        if len(best) > _MOST_STATES:
            raise Refused(
                f"Too many of the {len(units):,} units overlap for the best alignment to be found. Nothing was "
                "compared. Compare one transcript, or one code, at a time."
            )
    groups, state = [], (0, 0)
    while state[0] < len(units):
        _, group, state = best[state]
        groups.append(tuple((units[member][1], units[member][0]) for member in group))
    disorder = (len(units) - best[0, 0][0]) * len(coders) / max(1, len(units))
    return Alignment(groups=tuple(group for group in groups if group), disorder=disorder)


def _savings(
    units: Sequence[tuple[Valued, int]], n_coders: int, costs: Costs
) -> list[list[tuple[float, tuple[int, ...], int]]]:
    """For each unit the groups that begin with it and save something: (saved, members, their bits from it)."""
    n_pairs = n_coders * (n_coders - 1) / 2
    longest = max((unit.length for unit, _ in units), default=0)
    pairs = [_near(units, at, n_pairs + n_coders - 1, longest, costs) for at in range(len(units))]
    savings = []
    for at, near in enumerate(pairs):
        groups: list[tuple[float, tuple[int, ...], int]] = []
        growing: list[tuple[tuple[int, ...], float]] = [((at,), 0.0)]
        while growing:
            members, cost = growing.pop()
            n_lacking = n_pairs - len(members) * (len(members) - 1) / 2
            saved = len(members) - (cost + n_lacking) / n_pairs
            if len(members) > 1 and saved > _NOTHING:
                groups.append((saved, members, sum(1 << (member - at) for member in members)))
            for further in near:
                costs_of = [pairs[member].get(further) for member in members]
                if further > members[-1] and None not in costs_of:
                    growing.append(((*members, further), cost + sum(one for one in costs_of if one is not None)))
        savings.append(groups)
    return savings


def _near(units: Sequence[tuple[Valued, int]], at: int, most: float, longest: float, costs: Costs) -> dict[int, float]:
    """The later units of other coders that cost less than ``most``; a unit that costs more is better by itself."""
    unit, coder = units[at]
    found = {}
    for later in range(at + 1, len(units)):
        other, of = units[later]
        # Of all units that begin there or later, behind this one's end, the longest would cost least.
        if other.start >= unit.end:
            ends = 2 * (other.start - unit.start) - unit.length + longest
            if costs.position * (ends / (unit.length + longest)) ** 2 >= most:
                break
        cost = costs.of(unit, other)
        if of != coder and cost < most:
            found[later] = cost
    return found
