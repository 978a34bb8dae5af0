"""What an author's sentence claims in figures: "nine of the twelve", "75% of participants", "n = 9"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from themes.report.verify.numbers import ALL, NONE, NUMBER, number

_OF = re.compile(
    rf"(?P<least>\bat\s+least\s+)?\b(?P<n>{NUMBER}|{ALL}|{NONE})(?:\s+(?P<before>[a-z]+))?\s+(?:out\s+)?of\s+"
    rf"(?:the\s+|our\s+|these\s+|those\s+|a\s+total\s+of\s+|all\s+)*(?P<of>{NUMBER})\b(?!\s*(?:%|per\s?cent))"
    r"(?:\s+(?P<noun>[a-z]+(?:\s+[a-z]+)?))?",
    re.IGNORECASE,
)
_EVERY = re.compile(
    rf"\b(?:all)\s+(?:of\s+)?(?:the\s+|our\s+)?(?P<of>{NUMBER})\s+(?P<noun>[a-z]+(?:\s+[a-z]+)?)", re.IGNORECASE
)
_PERCENT = re.compile(
    r"(?<![\d.])(?P<percent>\d{1,3}(?:\.\d+)?)\s?(?:%|per\s?cent\b)"
    r"(?:\s+of\s+(?:the\s+|our\s+|all\s+)*(?:\w+\s+)?(?P<noun>participants|people|interviewees|respondents|interviews|transcripts)\b)?",
    re.IGNORECASE,
)
_N_IS = re.compile(r"\bn\s*=\s*(?P<n>\d+)(?:\s*(?:/|of)\s*(?P<of>\d+))?", re.IGNORECASE)
_NEAR = 40
"""Characters within which a percentage and an "n of N" are one statement."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence says: n of N (either may be unsaid) or a percentage, of what, and whether at least."""

    text: str
    n: int | None
    of: int | None
    noun: str
    at_least: bool = False
    percent: float | None = None
    decimals: int = 0


def claims(sentence: str, column: str) -> Iterator[Claim]:
    """What a sentence claims in figures.

    Args:
        sentence: Without what stands in quotation marks.
        column: The head of the column where it stands in a table, which says what a bare figure counts; else empty.
    """
    taken: list[tuple[int, int, Claim]] = []
    for found in _OF.finditer(sentence):
        of = number(found["of"])
        n = of if re.fullmatch(ALL, found["n"], re.IGNORECASE) else number(found["n"])
        noun = (found["noun"] or found["before"] or column or "").casefold()
        taken.append((found.start(), found.end(), Claim(found[0].strip(), n, of, noun, bool(found["least"]))))
    for found in _EVERY.finditer(sentence):
        if not any(start < found.end() and found.start() < end for start, end, _ in taken):
            of = number(found["of"])
            taken.append((found.start(), found.end(), Claim(found[0].strip(), of, of, found["noun"].casefold())))
    for found in _N_IS.finditer(sentence):
        every = int(found["of"]) if found["of"] else None
        taken.append((found.start(), found.end(), Claim(found[0], int(found["n"]), every, "participants")))
    yield from (claim for _, _, claim in taken)
    for found in _PERCENT.finditer(sentence):
        near = [claim for start, end, claim in taken if start - _NEAR < found.end() and found.start() < end + _NEAR]
        if not found["noun"] and not near:
            continue
        decimals = len(found["percent"].partition(".")[2])
        beside = next((claim for claim in near if claim.n is not None and claim.of), None)
        yield Claim(
            found[0].strip(),
            beside.n if beside else None,
            beside.of if beside else None,
            (found["noun"] or (beside.noun if beside else "participants")).casefold(),
            percent=float(found["percent"]),
            decimals=decimals,
        )
