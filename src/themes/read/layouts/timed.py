"""The layout with a name and a time over the words: on one line, or on two.

Programs that write it give everybody a head of the same form. So what stands in a name's place is a name, whatever it
looks like: people are called "Bea's iPhone" in meetings, or have their trust behind them in brackets.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from themes.read.layouts.headed import Head, Heads, below
from themes.read.layouts.labels import could_be, is_about, is_name, is_plain_name, is_talk, looks_like_a_sentence
from themes.read.layouts.marks import split_after
from themes.read.layouts.speakers import clean, is_known, key
from themes.read.source import Line, Piece, Source
from themes.read.times import TIME, seconds, split_range, split_time, times_alone, without_time_in_words

_FEW = 2
_OFTEN = 3
_MOST = 0.8
_LONGEST_HEAD = 200
_MOST_BACK = 0.1
_COULD_BE_TIMED = re.compile(r"\d:\d")
_BETWEEN = r"[\s\-–—|·•,:]"
_NAME_FIRST = re.compile(
    rf"(?P<before>\[)?(?P<label>[^\s\[].{{0,150}}?)(?P<between>(?(before)\]){_BETWEEN}+[\[(<]?)(?P<time>{TIME})"
    rf"(?P<after>[\])>]?{_BETWEEN}*)"
)
_TIME_FIRST = re.compile(
    rf"(?P<before>[\[(<])?(?P<time>{TIME})(?P<between>(?(before)[\])>]){_BETWEEN}+)(?P<label>[^\s\-–—].{{0,150}}?)"
    r"(?P<after>\s*:?)"
)
# Zoom's chat: "10:01:12 From Jane Doe to Everyone:".
_CHAT = re.compile(r"^From (?P<name>.+?) to [^:]+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Shaped:
    """A line that is some words and a time: what stands in the name's place, the time, and all else of its form."""

    label: str
    seconds: float
    form: tuple[str, str, str, str]

    @property
    def plain(self) -> bool:
        """Whether a single space parts the two: "We left at 10:30" is of that form as well."""
        return self.form[1:] == ("", " ", "")


def name_and_time(source: Source) -> tuple[float, tuple[Piece, ...]] | None:
    """``Name  0:34`` (Otter, Teams), ``P1 0:00``, ``Name: 00:00:20``, ``[00:00:20] Name`` over the words.

    Or on two lines, the name over the time (Fireflies) or the time over the name (Google Recorder).
    """
    if source.cues:
        return None
    heads = {index: head for index, line in enumerate(source.lines) if (head := _sure(line)) is not None}
    heads |= _of_the_same_form(source.lines, heads)
    found = below(source, heads, surely=1.0)
    stacked = _on_two_lines(source.lines)
    other = below(source, stacked, surely=1.0) if stacked else None
    return max((one for one in (found, other) if one is not None), key=lambda one: one[0], default=None)


def _sure(line: Line) -> Head | None:
    """The head that a line is by its looks: a name and a time, and nothing else."""
    if line.kind == "note" or line.cells or len(line.words) > _LONGEST_HEAD:
        return None
    label, begins = split_after(line.words)
    if begins is None:
        span = split_range(line.words, loose=True)
        begins, rest = (span[0], span[2]) if span else split_time(line.words, bare=True)
        label = clean(rest)
    chat = _CHAT.match(label)
    label = chat["name"] if chat else label
    if begins is None or not could_be(label) or is_about(label):
        return None
    return Head(label, begins) if is_known(label) or is_name(label) else None


def _of_the_same_form(lines: Sequence[Line], sure: Heads) -> dict[int, Head]:
    """Lines with the form of most heads and times that go on as theirs do, whatever stands in the name's place."""
    shaped = {index: found for index, line in enumerate(lines) if (found := _shape(line)) is not None}
    forms: defaultdict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    for index, one in shaped.items():
        forms[one.form].append(index)
    if not forms:
        return {}
    form = max(forms, key=lambda one: (sum(index in sure for index in forms[one]), len(forms[one])))
    places = forms[form]
    counts = Counter(key(shaped[index].label) for index in places)
    n_back = sum(shaped[after].seconds < shaped[before].seconds for before, after in pairwise(places))
    # Where no head looks like one, "12:30 - Went to the ward" may be somebody's diary: few must come often.
    often = _FEW if any(index in sure for index in places) else _OFTEN
    if n_back > _MOST_BACK * len(places) or len(counts) * often > len(places) + (_FEW if often == _FEW else 0):
        return {}
    return {
        index: Head(shaped[index].label, shaped[index].seconds)
        for index in places
        if index not in sure
        and (not shaped[index].plain or (counts[key(shaped[index].label)] >= _FEW and not _talks(shaped[index].label)))
    }


def _shape(line: Line) -> _Shaped | None:
    """What a line is made of, if it is some words and a time; words that end as sentences do are none."""
    words = line.words
    if line.kind != "text" or line.cells or len(words) > _LONGEST_HEAD or not _COULD_BE_TIMED.search(words):
        return None
    if times_alone(words) is not None:
        return None
    for order, pattern in (("name", _NAME_FIRST), ("time", _TIME_FIRST)):
        found = pattern.fullmatch(words)
        if found is not None and not looks_like_a_sentence(found["label"]) and not is_about(found["label"]):
            between = re.sub(r"\s{2,}", "  ", found["between"])
            form = (order, found["before"] or "", between, found["after"].strip())
            return _Shaped(found["label"], seconds(found["time"]), form)
    return None


def _talks(label: str) -> bool:
    return label != "You" and is_talk(label)


def _on_two_lines(lines: Sequence[Line]) -> dict[int, Head]:
    """Heads of two lines, a time alone and a name beside it, where nearly every time alone in the file has one."""
    alone = {index: times_alone(line.words) for index, line in enumerate(lines) if not line.cells}
    times = {index: time for index, time in alone.items() if time is not None}
    if len(times) < _FEW:
        return {}
    best: dict[int, Head] = {}
    for step in (-1, 1):
        names = {index + step: lines[index + step].words for index in times if _beside(lines, index, step, times)}
        counts = Counter(map(key, names.values()))
        named = {
            index: words.removesuffix(":").rstrip()
            for index, words in names.items()
            if counts[key(words)] >= _FEW or is_known(words) or (is_plain_name(words) and could_be(words))
        }
        if len(named) < max(_MOST * len(times), _FEW, len(best) / 2) or len(counts) * _FEW > len(names) + _FEW:
            continue
        best = {}
        for index, label in named.items():
            best[index] = Head(label)
            best[index - step] = Head(label, *times[index - step], named=False)
            again = max(index, index - step) + 1
            # "Ann 1 minute 3 seconds" once more, as Stream's page says it.
            if again < len(lines) and without_time_in_words(lines[again].words) == label:
                best[again] = Head(label)
    return best


def _beside(lines: Sequence[Line], index: int, step: int, times: Collection[int]) -> bool:
    """Whether beside a time, in one direction, stands what could be a name, and below the two words."""
    at = index + step
    under = max(at, index) + 1
    if at < 0 or under >= len(lines) or at in times or under in times:
        return False
    line = lines[at]
    return line.kind == "text" and not line.cells and not looks_like_a_sentence(line.words) and not is_about(line.words)
