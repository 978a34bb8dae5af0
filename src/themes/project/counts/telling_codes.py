"""Counts of codes in words, tables and pictures."""

from __future__ import annotations

from collections.abc import Sequence

from themes.compare.counts.cooccurrence import UNEQUAL, Pair, Together
from themes.compare.counts.fisher import N_DRAWS, Fisher
from themes.compare.counts.frequencies import Frequency
from themes.compare.counts.passage import Passage
from themes.compare.prevalence import Share
from themes.project.counts import limits
from themes.project.counts.coded import Crosstab
from themes.project.counts.told import AND_CODE, Counted, Names, Passages
from themes.project.matrix.count_files import NOT_KNOWN
from themes.report.pictures.bars import Bar, bars
from themes.report.pictures.grid import grid
from themes.report.pictures.network import Node, network
from themes.report.tables import Cell, Table, rounded
from themes.report.wording import counted

_UNITS = {"quotation": "pairs of quotations", "turn": "turns", "window": "windows"}
_RULES = {
    "quotation": (
        "Two codes stand together where a quotation of one and a quotation of the other share at least one character; "
        "a quotation that bears both is a pair by itself. n counts such pairs, n1 and n2 the quotations of each code; "
        "what two coders chose alike is one quotation."
    ),
    "turn": "Two codes stand together in a turn that a quotation of each touches. n, n1 and n2 count turns.",
    "window": (
        "Two codes stand together where quotations of both touch some turn of a window: a turn with the {before} "
        "before it in its transcript (Siebert-Evenstone et al. 2017). n, n1 and n2 count windows, as many as there are "
        "turns."
    ),
}
_OF_C, _OF_P = 3, 4
"""Digits after the point."""
_COEFFICIENT = "c = n / (n1 + n2 - n), from 0 (never together) to 1 (never apart), as in ATLAS.ti's manual."


def co_occurrence(found: Together, names: Names, *, square: bool) -> Counted:
    """Which codes stand together, as pairs or as a square of each code by each; the other stands beside it."""
    both = (_pairs(found, names), _square(found, names))
    (table, passages), (other, _) = both[::-1] if square else both
    title = f"Codes that stand together in one {found.within}"
    if found.within == "window":
        title = f"Codes that stand together within {found.n_turns} turns"
    drawing = network(
        title,
        [
            Node(id=code_id, name=names.short[code_id], n=n, colour=names.colours[code_id])
            for code_id, n in found.n_each.items()
        ],
        {(pair.first, pair.second): pair.n_together for pair in found.pairs},
        words=(
            f"{title}: {counted(len(found.pairs), 'pair')} of codes, the thicker a line the more "
            f"{_UNITS[found.within]}. Where a code stands on the circle means nothing. The table says the same."
        ),
    )
    return Counted(
        kind="co-occurrence",
        table=table,
        passages=passages,
        drawing=drawing,
        said=f"{_RULES[found.within].format(before=counted(found.n_turns - 1, 'turn'))} {_COEFFICIENT}",
        cautions=(limits.TOGETHER,),
        more=(other,),
    )


def _pairs(found: Together, names: Names) -> tuple[Table, Passages]:
    """A row for each pair of codes that stand together, those with most in common first."""
    head = ("Code", AND_CODE, "Together (n)", "c", "First code (n1)", "Second code (n2)", "Note")
    rows: list[tuple[Cell, ...]] = []
    passages: dict[tuple[int, int], tuple[Passage, ...]] = {}
    for nth, pair in enumerate(found.pairs):
        c = pair.coefficient
        rows.append(
            (
                names.codes[pair.first], names.codes[pair.second], pair.n_together,
                None if c is None else rounded(c, _OF_C), pair.n_first, pair.n_second, _note(pair),
            )
        )  # fmt: skip
        passages[nth, 2] = pair.passages
        passages[nth, 4], passages[nth, 5] = found.passages[pair.first], found.passages[pair.second]
    table = Table(
        title="Codes together",
        head=head,
        rows=tuple(rows),
        widths=(36, 36, 14, 10, 16, 16, 50),
        decimals=(None, None, None, _OF_C, None, None, None),
    )
    return table, passages


def _note(pair: Pair) -> str:
    if pair.coefficient is None:
        return "c is over 1: quotations of one code overlap each other"
    return f"one code is over {UNEQUAL} times as frequent, so c is small" if pair.is_unequal else ""


def _square(found: Together, names: Names) -> tuple[Table, Passages]:
    """Each code by each: how often together, and on the diagonal how often at all."""
    codes = [code_id for code_id, n in found.n_each.items() if n]
    pairs = {frozenset((pair.first, pair.second)): pair for pair in found.pairs}
    rows: list[tuple[Cell, ...]] = []
    passages: dict[tuple[int, int], tuple[Passage, ...]] = {}
    for nth, one in enumerate(codes):
        cells: list[Cell] = [names.codes[one]]
        for column, other in enumerate(codes, start=1):
            pair = pairs.get(frozenset((one, other)))
            if one == other:
                passages[nth, column] = found.passages[one]
                cells.append(found.n_each[one])
            else:
                cells.append(pair.n_together if pair else 0)
                if pair:
                    passages[nth, column] = pair.passages
        rows.append(tuple(cells))
    head = ("Code", *(names.codes[code_id] for code_id in codes))
    return Table(title="Square", head=head, rows=tuple(rows), widths=(36, *[14] * len(codes))), passages


def crosstab(found: Crosstab, names: Names) -> Counted:
    """Codes by the values of an attribute."""
    heard = found.heard
    groups = [group or NOT_KNOWN for group in heard.groups]
    head = ("Code", *groups, "All", "p (Fisher, exploratory)", "p (Holm)", "Note")
    rows: list[tuple[Cell, ...]] = []
    passages: dict[tuple[int, int], tuple[Passage, ...]] = {}
    for nth, (row, test) in enumerate(zip(heard.rows, found.tests, strict=True)):
        figures = [share.figure for share in (*row.groups, row.total)]
        rows.append((names.codes[row.id], *figures, *_p(test, hidden=any(share.hidden for share in row.groups))))
        every: list[Passage] = []
        for column, (group, share) in enumerate(zip(heard.groups, row.groups, strict=True), start=1):
            here = found.passages.get((row.id, group), ())
            every += here
            if not share.hidden and here:
                passages[nth, column] = here
        if every and not row.total.hidden and not any(share.hidden for share in row.groups):
            passages[nth, len(groups) + 1] = tuple(sorted(every))
    title = f"Codes by {heard.group_by}"
    shown = [
        (
            names.short[row.id],
            [_shaded(share) for share in row.groups],
        )
        for row in heard.rows
    ]
    return Counted(
        kind="crosstab",
        table=Table(
            title="Crosstab",
            head=head,
            rows=tuple(rows),
            widths=(36, *[14] * (len(head) - 2), 50),
            decimals=(*[None] * (len(head) - 3), _OF_P, _OF_P, None),
        ),
        passages=passages,
        drawing=grid(
            title,
            groups,
            shown,
            words=(
                f"{title}: {counted(len(rows), 'code')} by {counted(len(groups), 'group')}; the darker, the larger the "
                "share of participants who say it. The table says the same."
            ),
        ),
        said=(
            "Counted are participants: n of the N of a group who were looked at in full for the code and what is under "
            "it. Whoever was not looked at, and groups whose voices cannot be told apart, are in neither number. "
            "p is Fisher's exact test (1934), for more than two groups Freeman and Halton's (1951): how likely so "
            "uneven a split, or a less likely one, would be if these answers were dealt out at random among these "
            "people. Who has no value is not in the test. Beside it stands p after Holm (1979), for testing each code."
        ),
        cautions=_cautions_of_tests(found),
    )


def _shaded(share: Share) -> tuple[str, float | None]:
    """What a cell of the picture says, and how dark it is."""
    if share.hidden or not share.of:
        return share.figure if share.hidden else "nobody", None
    return share.figure, share.n / share.of


def _p(test: Fisher | None, *, hidden: bool) -> tuple[Cell, Cell, str]:
    if test is None or test.adjusted is None:
        return None, None, "no test: a group is hidden" if hidden else "no test: nothing differs"
    drawn = f"p from {N_DRAWS:,} tables drawn at random" if test.drawn else ""
    return rounded(test.p, _OF_P), rounded(test.adjusted, _OF_P), drawn


def _cautions_of_tests(found: Crosstab) -> tuple[str, ...]:
    n_tests = sum(test is not None for test in found.tests)
    if not n_tests:
        return ()
    sample = limits.SAMPLE if found.heard.random_sample else limits.NO_SAMPLE
    return limits.MANY.format(n_tests=counted(n_tests, "test")), sample, limits.FEW


def frequencies(found: Sequence[Frequency], names: Names, *, below: bool, uncounted: str = "") -> Counted:
    """How often each code was given; not by how many, where ``uncounted`` says why that is not told."""
    head: tuple[str, ...] = ("Code", "Codings", "Quotations", "Participants", "Transcripts", "Words")
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            names.codes[one.code_id], one.n_codings, one.n_quotations, one.n_participants, one.n_transcripts,
            one.n_words,
        )
        for one in found
    )  # fmt: skip
    if uncounted:
        head, rows = (*head[:3], head[-1]), tuple((*row[:3], row[-1]) for row in rows)
    title = "Quotations of each code"
    ranked = sorted(found, key=lambda one: -one.n_quotations)
    return Counted(
        kind="frequencies",
        table=Table(title="Code frequencies", head=head, rows=rows, widths=(36, *[14] * (len(head) - 1))),
        passages={
            (nth, column): one.passages
            for nth, one in enumerate(found)
            for column in range(1, len(head))
            if one.passages
        },
        drawing=bars(
            title,
            [
                Bar(
                    name=names.short[one.code_id],
                    amount=one.n_quotations,
                    figure=f"{one.n_quotations:,}{'' if uncounted else _people(one)}",
                    colour=names.colours[one.code_id],
                )
                for one in ranked
            ],
            words=f"{title}, the most frequent first: {counted(len(found), 'code')}. The table says the same.",
        ),
        said=(
            "Codings count what two coders coded alike as two, quotations as one. "
            + ("" if uncounted else "Participants are those who say one as one voice. ")
            + "Words are counted once where quotations overlap."
            + (" What stands under a code counts for it too." if below else " Each code is counted by itself.")
        ),
        cautions=(f"{limits.UNCOUNTED} {uncounted}", limits.FREQUENT)
        if uncounted
        else (limits.FREQUENT, limits.SEE_PREVALENCE),
    )


def _people(one: Frequency) -> str:
    return f" · {counted(one.n_participants, 'participant')}"
