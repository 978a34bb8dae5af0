"""What only the columns of a survey together tell: codes beside their labels, and items that share a scale."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from themes.read.survey.column import Column
from themes.read.survey.scales import family_of, found_scale, points
from themes.values import number_of

ON_A_SCALE = "its answers lie on a scale that is known"
WHOLE = re.compile(r"\d{1,2}")
STEPS = (5, 7, 10)
"""How many points a rating by number can have."""

_CODED = re.compile(
    r"(?<![\s_\-(\[:])[\s_\-(\[:]*\b(?:codes?|coded|values?|numeric|num|no|number|label|text)\b[\s)\]]*", re.IGNORECASE
)
_MOST_CODES = 12
_FEWEST = 2


def without_twins(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[Column]:
    """Codes beside their labels are left out; they tell the order of the labels."""
    told = list(columns)
    for left, right in pairwise(columns):
        for codes, labels in ((left, right), (right, left)):
            order = _order_by_codes(codes, labels, rows)
            if order:
                told[codes.index] = replace(codes, kind="left out", why="codes of the answers in the column beside it")
                told[labels.index] = replace(
                    labels,
                    kind="scale",
                    type="choice",
                    why="ordered by the codes in the column beside it",
                    choices=order,
                )
                break
    return told


def _order_by_codes(codes: Column, labels: Column, rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The labels in the order of their codes, where each code stands beside one label throughout."""
    if labels.kind not in ("scale", "property") or codes.n_answers != labels.n_answers or not labels.n_answers:
        return ()
    bare = {_CODED.sub("", heading).casefold().strip() for heading in (codes.heading, labels.heading)}
    if len(bare) > 1 and not (codes.code and codes.code == labels.code):
        return ()
    pairs = {(row[codes.index], row[labels.index]) for row in rows if row[codes.index] or row[labels.index]}
    if not _FEWEST <= len(pairs) <= _MOST_CODES or not all(re.fullmatch(r"-?\d{1,3}", code) for code, _ in pairs):
        return ()
    each_one = len({code for code, _ in pairs}) == len({label for _, label in pairs}) == len(pairs)
    words = not any(number_of(label) for _, label in pairs)
    return tuple(label for _, label in sorted(pairs, key=lambda pair: int(pair[0]))) if each_one and words else ()


def with_shared_scales(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[Column]:
    """Items of one battery share a scale, also its points that nobody chose in one of them."""
    told = list(columns)
    by_family: dict[int, list[int]] = {}
    battery: list[int] = []
    for column in (*columns, None):
        rating = column is not None and column.kind == "scale" and all(map(WHOLE.fullmatch, column.choices))
        if column is not None and rating:
            battery.append(column.index)
        elif column is None or (column.kind != "open question" and column.n_answers):
            _share_points(told, battery)
            battery = []
        if column is not None and column.why == ON_A_SCALE:
            family = family_of(column.choices)
            if family is not None:
                by_family.setdefault(family, []).append(column.index)
    for members in by_family.values():
        pooled = {row[index] for index in members for row in rows if row[index]}
        scale = found_scale(pooled)
        for index in members if scale else ():
            told[index] = replace(told[index], choices=scale)
    return told


def _share_points(columns: list[Column], battery: Sequence[int]) -> None:
    """Ratings side by side have as many points as the highest of them needs, of 5, 7 or 10."""
    if battery:
        highest = max(int(columns[index].choices[-1]) for index in battery)
        lowest = min(int(columns[index].choices[0]) for index in battery)
        shared = points(lowest, next(step for step in STEPS if step >= highest))
        for index in battery:
            columns[index] = replace(
                columns[index], choices=shared, why=f"whole numbers from {shared[0]} to {shared[-1]}"
            )
