"""A range of one transcript's text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A half-open range of Unicode code points in one transcript."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a range that holds nothing or runs backwards."""
        if not 0 <= self.start < self.end:
            message = f"A span must hold at least one character: {self.start} to {self.end}."
            raise ValueError(message)

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share at least one code point."""
        return self.start < other.end and other.start < self.end
