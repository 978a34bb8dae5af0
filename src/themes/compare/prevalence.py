"""How widely something was heard: n of the N who were looked at for it, and how many were not.

Whoever was not looked at in full is in neither number: with them, all that were heard would be set against only those
of the others whom somebody happened to look at.
An interval says something of people who were not heard, so it is given only where those who were are declared to be a
random sample of them: Wilson's (1927), which holds for few as well (Brown, Cai and DasGupta 2001).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from math import sqrt

from themes.model import Valence

_Z = 1.959963984540054
"""The normal deviate of a 95 % interval."""

_FEWEST_HIDDEN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One participant: whether they were looked at in full for something, and how often they say it, and how."""

    group: str
    looked_at: bool
    n_quotations: int = 0
    directions: frozenset[Valence] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of some participants say something.

    Attributes:
        n: Those of ``of`` who say it.
        of: Those who were looked at for it in full.
        n_more: Others who say it, and were not looked at in full.
        n_not_looked_at: Others who were not looked at in full, and of whom nothing is known.
        by_valence: Those of ``n`` who say it as enabler, barrier or mixed; one may say several.
        n_quotations: Quotations of all who say it.
        interval: The 95 % interval of n / of, in [0, 1]; None unless the sample is random.
        hidden: The numbers are kept back, as so few could be told apart.
    """

    n: int
    of: int
    n_more: int = 0
    n_not_looked_at: int = 0
    by_valence: tuple[int, int, int] = (0, 0, 0)
    n_quotations: int = 0
    interval: tuple[float, float] | None = None
    hidden: bool = False

    @property
    def figure(self) -> str:
        """The share as a table shows it: "7 of 9"."""
        return "hidden" if self.hidden else f"{self.n} of {self.of}"

    @property
    def rest(self) -> str:
        """What is known of the others, in words; empty where everybody was looked at."""
        if self.hidden:
            return ""
        told = []
        if self.n_more:
            told.append(f"{self.n_more} more heard, not looked at in full")
        if self.n_not_looked_at:
            told.append(f"{self.n_not_looked_at} not looked at")
        return "; ".join(told)

    @property
    def interval_words(self) -> str:
        """The interval in per cent: "44 % to 96 %"; empty where there is none."""
        if self.interval is None or self.hidden:
            return ""
        low, high = self.interval
        return f"{low:.0%} to {high:.0%}".replace("%", " %")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """How widely one theme or code was heard: among all, and group by group."""

    id: str
    name: str
    under: str
    total: Share
    groups: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prevalence:
    """How widely themes or codes were heard; ``groups`` are the values of ``group_by``, "" for not known, in order.

    ``where`` says what part of the study this is, ``whose`` whose codings count, empty where they are everyone's.
    """

    column_kind: str
    rows: tuple[Heard, ...]
    group_by: str = ""
    groups: tuple[str, ...] = ()
    random_sample: bool = False
    hidden_under: int = 0
    where: str = ""
    whose: str = ""


VALENCES: tuple[Valence, ...] = ("enabler", "barrier", "mixed")


def shares(
    people: Sequence[Asked], groups: Sequence[str], *, random_sample: bool = False, hidden_under: int = 0
) -> tuple[Share, tuple[Share, ...]]:
    """The share of all, and of each group.

    Args:
        people: The participants.
        groups: The groups, in the order in which their shares are told.
        random_sample: Whether they were drawn at random from those whom the finding is about.
        hidden_under: Groups in which fewer were looked at are hidden, and others with them where the difference to the
            total would tell; 0 hides none. Of a group in which nobody was, those who are heard all the same count.

    Returns:
        The share of all, and one for each group.
    """
    total = _share(people, random_sample=random_sample)
    of_groups = [_share([one for one in people if one.group == group], random_sample=random_sample) for group in groups]
    if not hidden_under:
        return total, tuple(of_groups)
    sizes = [share.of or share.n_more for share in of_groups]
    hidden = to_hide(sizes, hidden_under, said=[(share.n, share.of) for share in of_groups])
    # Where all that is hidden together is too few, the total would tell of them what the others leave.
    left = _sum(sizes, hidden)
    of_total = 0 < total.of < hidden_under or (bool(hidden) and left < hidden_under)
    return (
        replace(total, hidden=of_total),
        tuple(replace(share, hidden=at in hidden) for at, share in enumerate(of_groups)),
    )


def to_hide(sizes: Sequence[int], fewest: int, *, said: Sequence[tuple[int, int]] = ()) -> frozenset[int]:
    """The places of the groups to hide, so that no group of fewer can be told, not even by subtraction.

    Groups that are too small are hidden; then the next smallest, until two or more are hidden that together are not
    too small (complementary suppression, Hundepool et al. 2012), and of whom neither all nor none say it: what is left
    of the total would tell it of each of them. Where all or none do in all groups, the total says so of everybody.

    Args:
        sizes: How many are in each group; an empty one tells nothing and is never hidden.
        fewest: How many a group needs.
        said: How many of how many in each group say it, where that is known.
    """
    alike = _alike(said, range(len(said)))
    by_size = sorted((size, at) for at, size in enumerate(sizes) if size)
    hidden = [at for size, at in by_size if size < fewest]
    for _, at in by_size[len(hidden) :]:
        enough = len(hidden) >= _FEWEST_HIDDEN and _sum(sizes, hidden) >= fewest
        if not hidden or (enough and (alike or not _alike(said, hidden))):
            break
        hidden.append(at)
    return frozenset(hidden)


def wilson(n: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % score interval of a share (Wilson 1927), in [0, 1].

    >>> "{:.3f} {:.3f}".format(*wilson(7, 9))
    '0.453 0.937'

    Args:
        n: Successes.
        of: Trials, one or more.
    """
    share, z2 = n / of, _Z * _Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z / (1 + z2 / of) * sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def _share(people: Collection[Asked], *, random_sample: bool) -> Share:
    looked = [one for one in people if one.looked_at]
    heard = [one for one in looked if one.n_quotations]
    rest = [one for one in people if not one.looked_at]
    enabler, barrier, mixed = (sum(valence in one.directions for one in heard) for valence in VALENCES)
    n_more = sum(one.n_quotations > 0 for one in rest)
    return Share(
        n=len(heard),
        of=len(looked),
        n_more=n_more,
        n_not_looked_at=len(rest) - n_more,
        by_valence=(enabler, barrier, mixed),
        n_quotations=sum(one.n_quotations for one in people),
        interval=wilson(len(heard), len(looked)) if random_sample and looked else None,
    )


def _alike(said: Sequence[tuple[int, int]], places: Iterable[int]) -> bool:
    """Whether all or none of those in some groups say it; so it is, too, where nothing is known of them."""
    some = [said[at] for at in places] if said else []
    return sum(n for n, _ in some) in (0, sum(of for _, of in some))


def _sum(sizes: Sequence[int], places: Iterable[int]) -> int:
    return sum(sizes[at] for at in places)
