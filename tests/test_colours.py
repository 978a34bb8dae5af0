"""Codes' colours stand out from the page, and from one another, whoever looks."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from themes.colours import COLOURS, colour_of, sound

WHITE, BLACK = np.ones(3), np.zeros(3)
EYES = (  # Machado, Oliveira and Fernandes 2009, severity 1: all colours, protanopia, deuteranopia, tritanopia
    np.eye(3),
    np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
)
XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
Vector = NDArray[np.float64]


def linear(value: str, *, lifted: float = 0.0) -> Vector:
    """Linear red, green, blue in [0, 1] of ``#rrggbb``, mixed with so much white."""
    parts = np.array([int(value[at : at + 2], 16) for at in (1, 3, 5)]) / 255 * (1 - lifted) + lifted
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one: Vector, other: Vector) -> float:
    """The contrast of two colours (WCAG 2.2)."""
    dark, light = sorted(float(colour @ XYZ[1]) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def lab(colour: Vector) -> Vector:
    """CIE L*a*b* of a linear colour."""
    x = np.clip(colour, 0, 1) @ XYZ.T / np.array([0.95047, 1, 1.08883])
    f = np.where(x > 0.008856, np.cbrt(x), 7.787 * x + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_each_colour_can_be_read_on_white_and_seen_on_black():
    assert [] == [each.name for each in COLOURS if contrast(linear(each.value), WHITE) < 4.5]
    assert [] == [each.name for each in COLOURS if contrast(linear(each.value, lifted=0.45), BLACK) < 3]


def test_any_two_colours_can_be_told_apart_by_all_eyes():
    near = [
        (one.name, other.name)
        for one, other in combinations(COLOURS, 2)
        for eye in EYES
        if np.linalg.norm(lab(eye @ linear(one.value)) - lab(eye @ linear(other.value))) < 19
    ]
    assert [] == near


def test_a_colour_has_a_name_and_a_pattern_and_nothing_else_is_a_colour():
    assert "Red, striped" == colour_of("#E42424").words
    assert colour_of("#123456") is None
    assert "#475569" == sound("#12345g")
