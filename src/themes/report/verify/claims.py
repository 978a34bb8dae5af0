"""What an author's sentence claims in figures: "nine of the twelve", "(9/12)", "9 (75%) participants", "n = 9"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from themes.report.verify.numbers import ALL, NONE, NUMBER, number

_NOUNS = "participants|people|interviewees|respondents|interviews|transcripts"
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
    rf"(?:\s+of\s+(?:the\s+|our\s+|all\s+)*(?:\w+\s+)?(?P<noun>{_NOUNS})\b)?",
    re.IGNORECASE,
)
_N_IS = re.compile(r"\bn\s*=\s*(?P<n>\d+)(?:\s*(?:/|of)\s*(?P<of>\d+))?", re.IGNORECASE)
_FRACTION = re.compile(
    rf"(?<![\d/.])(?P<n>\d+)\s?/\s?(?P<of>\d+)(?![\d/.]*\d)(?:(?=\s*[;,)])|\s+(?:of\s+(?:the\s+)?)?(?P<noun>{_NOUNS})\b)",
    re.IGNORECASE,
)
"""As journals write it: in parentheses, or before its noun; "24/7" and dates are neither."""
_WITH_PERCENT = re.compile(
    rf"\b(?P<n>{NUMBER})\s+(?:(?P<before>{_NOUNS})\s+\(\s?[\d.]+\s?%|\(\s?[\d.]+\s?%\s?\)\s+(?P<after>{_NOUNS})\b)",
    re.IGNORECASE,
)
"""A number with its percentage, and of what: "9 (75%) participants", "nine participants (75%)"."""
_NEAR = 40
"""Characters within which a percentage and an "n of N" are one statement."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence says: n of N (either may be unsaid) or a percentage, of what, and whether at least.

    ``fraction`` is whether it was written as one, "9/12": it claims something only where N is one that is counted.
    """

    text: str
    n: int | None
    of: int | None
    noun: str
    at_least: bool = False
    percent: float | None = None
    decimals: int = 0
    fraction: bool = False


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
    taken += _in_journals(sentence, column, [(start, end) for start, end, _ in taken])
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


def _in_journals(sentence: str, column: str, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, Claim]]:
    """What stands in the short forms of journals: "(9/12)", "9 (75%) participants"; outside of what is taken."""

    def is_free(found: re.Match[str]) -> bool:
        return not any(start < found.end() and found.start() < end for start, end in taken)

    for found in filter(is_free, _FRACTION.finditer(sentence)):
        noun = (found["noun"] or column or "").casefold()
        claim = Claim(found[0].strip(), int(found["n"]), int(found["of"]), noun, fraction=True)
        yield found.start(), found.end(), claim
    for found in filter(is_free, _WITH_PERCENT.finditer(sentence)):
        noun = (found["before"] or found["after"]).casefold()
        yield found.start(), found.end(), Claim(found[0].strip(), number(found["n"]), None, noun)
