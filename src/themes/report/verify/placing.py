"""Where in a study's transcripts the words of a quotation stand, verbatim or nearly so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from themes.model import Transcript
from themes.report.verify.aligning import GAP, MOST_REPLACED, Alignment, align
from themes.report.verify.words import Piece, Said, n_words, pieces

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_MOST_EXACT = 50
"""Places at which the same words are looked for: “yes, exactly” stands in every transcript."""

_MOST_TRIED = 3
"""Transcripts on which a quotation that stands nowhere verbatim is laid."""

MOST_APART = 0.5
"""Share of its words in which a quotation may differ from a place and still be taken for what was said there."""

_RUN = 4
"""Words in a row by which a paragraph is known to be taken from a transcript."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A half-open range of code points in a transcript that a quotation stands for; verbatim where ``laid`` is None."""

    transcript: Transcript
    start: int
    end: int
    laid: Alignment | None = None


class Sources:
    """The words of all transcripts, ready for finding quotations.

    Args:
        transcripts: In their order.
    """

    def __init__(self, transcripts: Sequence[Transcript]) -> None:
        """Cut each text into words."""
        self.transcripts = tuple(transcripts)
        self.said = {source.id: Said.of(source.text) for source in transcripts}

    def places(self, words: str) -> list[Place]:
        """Where a quotation stands: all places verbatim, or else the nearest; none where it is in no transcript."""
        quoted = pieces(words)
        if not n_words(quoted):
            return []
        exact = list(self._exact(quoted))
        if exact:
            return exact[:_MOST_EXACT]
        nearest = self._nearest(quoted)
        return [] if nearest is None else [nearest]

    def laid(self, quoted: Sequence[Piece], source: Transcript) -> Alignment:
        """How a quotation lies on one transcript."""
        return align(quoted, self._numbers[source.id], self._known)

    def share_taken(self, words: Sequence[str]) -> float:
        """Which share of some words, in [0, 1], stands in runs of four in some transcript."""
        runs = [tuple(words[nth : nth + _RUN]) for nth in range(len(words) - _RUN + 1)]
        taken: set[int] = set()
        for nth, run in enumerate(runs):
            if run in self._runs:
                taken.update(range(nth, nth + _RUN))
        return len(taken) / len(words) if words else 0.0

    @cached_property
    def _runs(self) -> set[tuple[str, ...]]:
        return {
            run for said in self.said.values() for run in zip(*(said.keys[nth:] for nth in range(_RUN)), strict=False)
        }

    def _exact(self, quoted: list[Piece]) -> Iterator[Place]:
        """Every place where it stands word for word, brackets taken for words or for what they replace."""
        literal = [
            word
            for piece in quoted
            for word in ([Piece("word", key) for key in piece.inside] if piece.sort == "insertion" else [piece])
        ]
        ways = [_runs_of(literal), _runs_of(quoted)] if literal != quoted else [_runs_of(quoted)]
        for runs in ways:
            found = False
            for source in self.transcripts:
                for first, last in _chains(self.said[source.id], runs):
                    said = self.said[source.id]
                    found = True
                    yield Place(transcript=source, start=said.starts[first], end=said.ends[last - 1])
            if found:
                return

    def _nearest(self, quoted: list[Piece]) -> Place | None:
        best: Place | None = None
        for source in self._likely(quoted):
            if not len(self._numbers[source.id]):
                continue
            laid = align(quoted, self._numbers[source.id], self._known)
            if best is None or best.laid is None or laid.cost < best.laid.cost:
                said = self.said[source.id]
                start = said.starts[min(laid.start, len(said.starts) - 1)]
                end = said.ends[laid.end - 1] if laid.end > laid.start else start
                best = Place(transcript=source, start=start, end=end, laid=laid)
        if best is None or best.laid is None or best.laid.cost > GAP * MOST_APART * n_words(quoted):
            return None
        return best

    def _likely(self, quoted: list[Piece]) -> list[Transcript]:
        """The transcripts that share most pairs of words with a quotation, or else single words."""
        words = [piece.key for piece in quoted if piece.sort == "word"]
        pairs = set(pairwise(words))
        shared: Counter[str] = Counter()
        for source in self.transcripts:
            shared[source.id] = 100 * len(pairs & self._pairs[source.id]) + len(
                set(words) & self._vocabulary[source.id]
            )
        likely = {source_id for source_id, count in shared.most_common(_MOST_TRIED) if count}
        return [source for source in self.transcripts if source.id in likely]

    @cached_property
    def _pairs(self) -> dict[str, set[tuple[str, str]]]:
        return {source_id: set(pairwise(said.keys)) for source_id, said in self.said.items()}

    @cached_property
    def _vocabulary(self) -> dict[str, set[str]]:
        return {source_id: set(said.keys) for source_id, said in self.said.items()}

    @cached_property
    def _known(self) -> dict[str, int]:
        return {key: nth for nth, key in enumerate(sorted(set().union(*self._vocabulary.values())))}

    @cached_property
    def _numbers(self) -> dict[str, npt.NDArray[np.int32]]:
        import numpy as np  # noqa: PLC0415 - not needed where every quotation is verbatim

        return {
            source_id: np.fromiter((self._known[key] for key in said.keys), dtype=np.int32, count=len(said.keys))
            for source_id, said in self.said.items()
        }


@dataclass(frozen=True, slots=True)
class _Run:
    """Words in a row, and how many of the transcript's may stand between them and those before; None for any."""

    words: tuple[str, ...]
    gap: int | None


def _runs_of(quoted: Sequence[Piece]) -> list[_Run] | None:
    """A quotation as runs of words with gaps between; None where it holds a word with another ending."""
    runs: list[_Run] = []
    words: list[str] = []
    gap: int | None = 0
    for piece in quoted:
        if piece.sort == "stem":
            return None
        if piece.sort == "word":
            words.append(piece.key)
            continue
        if words:
            runs.append(_Run(tuple(words), gap))
            words, gap = [], 0
        gap = None if piece.sort == "omission" or gap is None else gap + MOST_REPLACED
    return [*runs, _Run(tuple(words), gap)] if words else runs


def _chains(said: Said, runs: list[_Run] | None) -> Iterator[tuple[int, int]]:
    """Where all runs stand one after the other: the first word's index and the one after the last's."""
    if not runs:
        return
    at, held = 0, None
    while (first := said.find(runs[0].words, at, len(said.keys))) is not None:
        at, last = first + 1, first + len(runs[0].words)
        for run in runs[1:]:
            latest = len(said.keys) if run.gap is None else last + run.gap
            found = said.find(run.words, last, latest)
            if found is None:
                break
            last = found + len(run.words)
        else:
            # Where its first words stand several times before the rest, the last of them is meant.
            if held is not None and held[1] != last:
                yield held
            held = first, last
    if held is not None:
        yield held
