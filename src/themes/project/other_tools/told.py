"""The report of what was brought in, as plain text: to print, to keep, or to send to who made the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from themes.project.other_tools.brought_in import BroughtIn

if TYPE_CHECKING:
    from themes.exchange.held import Counted, Sureness
    from themes.exchange.other_project import NotBrought

SURE: dict[Sureness, str] = {
    "by words": "sure, as the file stores words of passages too",
    "sure": "sure",
    "likely": "likely",
    "unsure": "not sure: look at some passages",
}
"""How sure it is how positions count, in words."""
_MOST_NAMED = 20


def counted_words(counted: Counted) -> list[str]:
    """How positions were found to count, a sentence a line."""
    share = f"{counted.way.n_fit:,} of {counted.n_looked_at:,} passages begin and end where words do"
    lines = [f"Positions count {counted.way.words} ({SURE[counted.sure]}): {share}."]
    if counted.n_with_words:
        lines.append(
            f"The file stores the words of {counted.n_with_words:,} of them, and {counted.n_same_words:,} stand there."
        )
    if counted.apart:
        lines.append(f"They count otherwise in: {', '.join(counted.apart)}.")
    if counted.refused:
        lines.append(f"No way of counting fits in: {', '.join(counted.refused)}.")
    if counted.elsewhere:
        n = len(counted.elsewhere)
        those = "1 passage stands" if n == 1 else f"{n:,} passages stand"
        first = "; ".join(counted.elsewhere[:_MOST_NAMED])
        more = f"; and {n - _MOST_NAMED:,} more" if n > _MOST_NAMED else ""
        lines.append(
            f"{those} at other words than the file stores with them, which stand elsewhere in the text. Look at them, "
            f"by text and number: {first}{more}."
        )
    return lines


def report_text(name: str, result: BroughtIn) -> str:
    """All that is to be said of a file that was brought in, every place of what did not come named.

    Args:
        name: The file's.
        result: What came of it.
    """
    return "\n".join(_lines(name, result)) + "\n"


def _lines(name: str, result: BroughtIn) -> Iterator[str]:
    yield f"What came from {name} ({result.tool})"
    yield ""
    for what, count in counts_of(result):
        yield f"{what}: {count:,}"
    yield ""
    yield f"Passages that stand word for word: {result.n_exact:,}"
    yield f"Passages that stand but for labels, spaces or signs: {result.n_loose:,}"
    if result.counted is not None:
        yield ""
        yield from counted_words(result.counted)
    yield ""
    yield f"Did not come: {sum(one.count for one in result.not_brought):,}"
    yield from _left(result.not_brought)
    for text in result.without_text:
        yield f"No transcript of this text is here: {text}"


def counts_of(result: BroughtIn) -> tuple[tuple[str, int], ...]:
    """What is new, by kind, in the order in which people ask for it."""
    return (
        ("Transcripts", result.n_transcripts),
        ("Codes", result.n_codes),
        ("Coders", result.n_coders),
        ("Codings", result.n_codings),
        ("Memos", result.n_memos),
        ("Cases", result.n_cases),
        ("Values of properties", result.n_values),
        ("Links", result.n_links),
        ("Themes", result.n_themes),
    )


def _left(reasons: Sequence[NotBrought]) -> Iterator[str]:
    for one in reasons:
        yield f"  {one.count:,}: {one.reason}"
        yield from (f"      {place}" for place in one.where if place)
