"""A word or phrase in each place where it is said, with what stands left and right of it (KWIC; Luhn 1960)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Literal, get_args

from themes.compare.counts.passage import Passage
from themes.compare.counts.words import Form, Said, Token, small, tokens

SortBy = Literal["text", "left", "right"]

SORTS: tuple[SortBy, ...] = get_args(SortBy)
"""In what order the lines stand: of the text, by the words before, nearest first, or by the words after."""

ANY_END = "*"

_N_BESIDE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One place: the words found, what stands before and after in the same turn, and who says it."""

    passage: Passage
    left: str
    found: str
    right: str
    case_id: str | None


def concordance(
    said: Iterable[Said], asked: str, *, form: Form = small, sort: SortBy = "text", n_characters: int = 60
) -> list[Line]:
    """The lines of a word or phrase; words stand next to each other with nothing but white space between.

    Args:
        said: Where it is looked for, turn by turn.
        asked: Words; one that ends in an asterisk stands for all that begin so.
        form: What words are compared as.
        sort: The order of the lines.
        n_characters: Of context on each side at most, cut between words.
    """
    wanted = [_wanted(part, form) for part in asked.split() if part.strip(ANY_END)]
    if not wanted:
        return []
    known = lru_cache(maxsize=None)(form)
    lines: list[tuple[tuple[str, ...], Line]] = []
    for one in said:
        here = tokens(one.words, known)
        for first in range(len(here) - len(wanted) + 1):
            last = first + len(wanted) - 1
            if all(_is(here[first + nth], want) for nth, want in enumerate(wanted)) and not any(
                token.apart for token in here[first + 1 : last + 1]
            ):
                lines.append((_beside(here, first, last, sort), _line(one, here, first, last, n_characters)))
    if sort != "text":
        lines.sort(key=itemgetter(0))
    return [line for _, line in lines]


def _beside(here: Sequence[Token], first: int, last: int, sort: SortBy) -> tuple[str, ...]:
    """The words by which a line is put in order, the nearest first; none where it stays in that of the text."""
    if sort == "text":
        return ()
    beside = here[max(0, first - _N_BESIDE) : first][::-1] if sort == "left" else here[last + 1 : last + 1 + _N_BESIDE]
    return tuple(small(token.word) for token in beside)


def _wanted(part: str, form: Form) -> tuple[str, bool]:
    """What a word is compared with, and whether it only begins so."""
    begins = part.endswith(ANY_END)
    bare = part.strip(ANY_END).strip("“”\"'’.,;:!?()")
    return (small(bare), True) if begins else (form(bare), False)


def _is(token: Token, wanted: tuple[str, bool]) -> bool:
    words, begins = wanted
    return small(token.word).startswith(words) if begins else token.form == words


def _line(one: Said, here: Sequence[Token], first: int, last: int, n_characters: int) -> Line:
    start, end = here[first].start, here[last].end
    first_at, last_at = start - n_characters, end + n_characters
    left, right = one.words[max(0, first_at) : start], one.words[end:last_at]
    # What is cut within a word loses the rest of it.
    if first_at > 0:
        left = f"… {left if one.words[first_at - 1].isspace() else left.partition(' ')[2]}"
    if last_at < len(one.words):
        right = f"{right if one.words[last_at].isspace() else right.rpartition(' ')[0]} …"
    return Line(
        passage=Passage(one.passage.transcript_id, one.passage.start + start, one.passage.start + end),
        left=" ".join(left.split()),
        found=" ".join(one.words[start:end].split()),
        right=" ".join(right.split()),
        case_id=one.case_id,
    )
