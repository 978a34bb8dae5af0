"""Which way of counting positions a file's own evidence speaks for, and how sure that is.

Each way places each passage somewhere. Where people mark passages, they begin and end where words do; a way that is
wrong cuts words in two. Some tools store the words of a passage as its name: where they stand is the best evidence.
The weights are logarithms of how much likelier a sign is where the way is right than where it is wrong, by chance in
English: a random place begins a word one time in six, and cuts one in two of three times.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from themes.exchange.held import Counted, Sureness, Way
from themes.exchange.refi.counting import Counting, Text, ways

NO_WAY = "no way of counting its positions places the passages of its text where words begin and end"

_CLEAN, _NEAR, _CUT, _OUTSIDE = 1.5, 0.7, -3.0, -5.0
_SAME_WORDS, _BEGINS_SO, _OTHER_WORDS = 8.0, 5.0, -6.0
_SURE, _LIKELY = 5.0, 2.0
_APART = 12.0  # how much better another way must be in one text, which the same tool wrote
_ENOUGH_FIT = 0.5
_ENOUGH = 4  # passages, of which one would be cut by chance
_MOST_LOOKED_AT, _LEAST_OF_A_TEXT = 1_200, 40
_MOST_OTHERS = 3
_SHORTEST_BEGINNING = 12
_FEWEST_WORDS = 5  # of a name that people would not have given a passage themselves
_OPENING = frozenset("\"'“‘«([{¿¡—–-")
_PRIOR = {"UTF-16": -0.5, "bytes": -1.5, "one": -0.3, "two": -1.0}
_NVIVO = 1.0  # what its name adds to its own way of counting
_OURS = 1_000_000.0


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage as a file gives it: its positions, and words that it may store with it."""

    start: int
    end: int
    named: str = ""


@dataclass(slots=True)
class _Score:
    """What speaks for a way in one text."""

    weight: float = 0.0
    n_fit: int = 0
    n_same_words: int = 0
    places: list[tuple[int, int] | None] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Decided:
    """The way of each text, by its name: None where no way fits; and what the report says of it."""

    ways: Mapping[str, Counting | None]
    counted: Counted | None


def decide(texts: Sequence[tuple[str, Text, Sequence[Marked]]], *, origin: str = "") -> Decided:
    """Which way of counting fits the passages of a file.

    Args:
        texts: Name, words and passages of each text.
        origin: Who wrote the file, as it says itself.

    Returns:
        One way for all texts, but for those in which another is far better; none where none fits.
    """
    most = max(_LEAST_OF_A_TEXT, _MOST_LOOKED_AT // max(1, len(texts)))
    tried = [_Tried(name, text, _spread(marked, most)) for name, text, marked in texts if marked]
    if not tried:
        return Decided(ways={name: Counting() for name, _, _ in texts}, counted=None)
    all_ways = list(ways())
    weights = {way: _prior(way, origin) + sum(one.score(way).weight for one in tried) for way in all_ways}
    ranked = sorted(all_ways, key=lambda way: -weights[way])
    best = ranked[0]
    if all(text.same_as(best) == text.same_as(Counting()) for _, text, _ in texts):
        best = Counting()  # who wrote it says another way; in these texts it is the standard's
    chosen: dict[str, Counting | None] = {name: best for name, _, _ in texts}
    for one in tried:
        chosen[one.name] = one.own_way(best, all_ways, origin)
    others = _others(tried, ranked)
    margin = weights[best] - weights[others[0]] if others else _SURE
    n_with_words = sum(one.n_with_words for one in tried)
    n_same = sum(one.score(best).n_same_words for one in tried)
    return Decided(
        ways=chosen,
        counted=Counted(
            way=_way(best, tried),
            sure=_sureness(margin, n_same=n_same, n_with_words=n_with_words),
            n_looked_at=sum(len(one.marked) for one in tried),
            n_with_words=n_with_words,
            n_same_words=n_same,
            others=tuple(_way(way, tried) for way in others[:_MOST_OTHERS]),
            apart=tuple(name for name, way in chosen.items() if way not in (None, best)),
            refused=tuple(name for name, way in chosen.items() if way is None),
        ),
    )


class _Tried:
    """One text with its passages, and how each way of counting does in it, reckoned once for ways that count alike."""

    def __init__(self, name: str, text: Text, marked: Sequence[Marked]) -> None:
        self.name = name
        self.marked = marked
        self._text = text
        self._scores: dict[Counting, _Score] = {}
        self._trimmed: dict[Counting, list[tuple[int, int] | None]] = {}
        # Only names that some way finds in the text are words of it: others are people's own.
        self._matches: dict[Counting, list[float]] = {}
        plain = [" ".join(one.named.split()) for one in marked]
        for way in {text.same_as(way) for way in ways()}:
            places = [text.span(one.start, one.end, way) for one in marked]
            self._scores[way] = _Score(places=places)
            self._matches[way] = [self._match(name, place) for name, place in zip(plain, places, strict=True)]
        told = [any(row[nth] for row in self._matches.values()) for nth in range(len(marked))]
        self.n_with_words = sum(told)
        for way, score in self._scores.items():
            self._weigh(score, self._matches[way], told)

    def score(self, way: Counting) -> _Score:
        return self._scores[self._text.same_as(way)]

    def own_way(self, best: Counting, all_ways: Iterable[Counting], origin: str) -> Counting | None:
        """The way of this text: the best of the file, unless another is far better here; None where none fits."""
        own = max(all_ways, key=lambda way: self.score(way).weight + _prior(way, origin))
        if self.score(own).weight > self.score(best).weight + _APART:
            best = own
        score = self.score(best)
        fits = score.n_fit >= _ENOUGH_FIT * len(self.marked) or score.n_same_words
        return best if fits or len(self.marked) < _ENOUGH else None

    def trimmed(self, way: Counting) -> list[tuple[int, int] | None]:
        """Where a way places the passages, without white space at their ends."""
        key = self._text.same_as(way)
        if key not in self._trimmed:
            places = self._scores[key].places
            self._trimmed[key] = [None if place is None else self._trim(*place) for place in places]
        return self._trimmed[key]

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        held = self._text.words[start:end]
        first = start + len(held) - len(held.lstrip())
        return first, max(first, start + len(held.rstrip()))

    def _weigh(self, score: _Score, matches: Sequence[float], told: Sequence[bool]) -> None:
        words = self._text.words
        for place, match, has_words in zip(score.places, matches, told, strict=True):
            if place is None:
                score.weight += _OUTSIDE
                continue
            begins, ends = _begins(words, place[0]), _ends(words, place[1])
            score.weight += begins + ends
            score.n_fit += begins > _CUT and ends > _CUT
            if has_words:
                score.weight += match or _OTHER_WORDS
                score.n_same_words += match > 0

    def _match(self, name: str, place: tuple[int, int] | None) -> float:
        """How far the words at a place are those of a name: all of them, its beginning, or 0."""
        if place is None or not name:
            return 0.0
        held = " ".join(self._text.words[place[0] : min(place[1], place[0] + 2 * len(name) + 50)].split())
        if held == name:
            return _SAME_WORDS
        beginning = name.removesuffix("...").rstrip("…").rstrip()
        cut_short = beginning != name or len(beginning) >= _SHORTEST_BEGINNING
        return _BEGINS_SO if cut_short and beginning and held.startswith(beginning) else 0.0


def stands_elsewhere(words: str, span: tuple[int, int], named: str) -> bool:
    """Whether the words that a file stores with a passage stand in its text, and not at its place.

    >>> stands_elsewhere("We went to the board. They asked who was told.", (0, 21), "They asked who was told.")
    True

    Args:
        words: The text's.
        span: The passage's place.
        named: What the file stores as its words: all of them, their beginning, or a name of people's own.
    """
    beginning = _core(named.removesuffix("...").rstrip("…"))
    if len(beginning.split()) < _FEWEST_WORDS or _core(words[span[0] : span[1]]).startswith(beginning):
        return False
    return beginning in _plain(words)


@lru_cache(maxsize=16)
def _plain(words: str) -> str:
    """Words with single spaces; a text's once for all of its passages."""
    return " ".join(words.split())


def _core(words: str) -> str:
    """Words with single spaces, without signs before the first."""
    plain = _plain(words)
    first = next((nth for nth, sign in enumerate(plain) if sign.isalnum()), 0)
    return plain[first:]


def _spread(marked: Sequence[Marked], most: int) -> list[Marked]:
    """Passages that stand at different places, spread over the text where they are more than can be looked at."""
    different = list({(one.start, one.end): one for one in marked}.values())
    step = max(1, -(-len(different) // most))
    return different[::step]


def _others(tried: Sequence[_Tried], ranked: Sequence[Counting]) -> list[Counting]:
    """The next likely ways that would place some passage elsewhere, but for white space at its ends; each once."""
    seen = {_placement(tried, ranked[0])}
    others = []
    for way in ranked[1:]:
        placement = _placement(tried, way)
        if placement not in seen:
            seen.add(placement)
            others.append(way)
    return others


def _placement(tried: Sequence[_Tried], way: Counting) -> tuple[tuple[int, int] | None, ...]:
    return tuple(one for text in tried for one in text.trimmed(way))


def _way(way: Counting, tried: Sequence[_Tried]) -> Way:
    return Way(name=way.name, words=way.words, n_fit=sum(one.score(way).n_fit for one in tried))


def _sureness(margin: float, *, n_same: int, n_with_words: int) -> Sureness:
    if margin < _LIKELY or (n_with_words >= _ENOUGH and n_same < _ENOUGH_FIT * n_with_words):
        return "unsure"
    if n_with_words and n_same == n_with_words:
        return "by words"
    return "sure" if margin >= _SURE else "likely"


def _prior(way: Counting, origin: str) -> float:
    """How likely a way is before the file's evidence: the standard's first, what was seen in the wild next."""
    prior = _PRIOR.get(way.unit, 0.0) + _PRIOR.get(way.line_end, 0.0)
    prior -= way.mark + way.inclusive + 2.0 * way.first
    if "nvivo" in origin.casefold():
        prior += _NVIVO * (way.unit == "UTF-16")
    # Our own files count as the standard says, wherever people end a passage.
    return prior + _OURS * (origin.startswith("Themes ") and way == Counting())


def _joined(before: str, after: str) -> bool:
    """Whether two characters stand within one word; scripts that put no space between words tell nothing."""
    return before.isalnum() and after.isalnum() and not (_unspaced(before) or _unspaced(after))


def _unspaced(sign: str) -> bool:
    return "\u0e00" <= sign <= "\u0eff" or "\u2e80" <= sign <= "\u9fff" or "\uac00" > sign >= "\ua000"


def _begins(words: str, start: int) -> float:
    before, first = words[start - 1] if start else " ", words[start]
    if _joined(before, first):
        return _CUT
    if before.isspace() and not first.isspace():
        return _CLEAN
    return _NEAR if before in _OPENING and first.isalnum() else 0.0


def _ends(words: str, end: int) -> float:
    last, after = words[end - 1], words[end] if end < len(words) else " "
    if _joined(last, after):
        return _CUT
    if after.isspace() and not last.isspace():
        return _CLEAN
    return _NEAR if last.isalnum() and not after.isspace() else 0.0
