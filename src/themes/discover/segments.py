"""Segments: units of about forty words, cut by rule at the ends of sentences and turns.

Nobody chose a segment: it is what discovery counts and compares. A turn of W words becomes W / n of them (rounded),
cut at the ends of sentences nearest to equal parts, so that no turn leaves a stump of three words behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from themes.model import Segment, Span, Transcript, Turn
from themes.text import count_words, trim

N_WORDS = 40
"""About how many words a segment holds: a few sentences of speech, and well inside the encoder's 256 word pieces."""

# "Yes.", "Mm, right.": no idea can be told from fewer. An answer to a survey says something in two ("Better parking").
_FEWEST_WORDS = 4
_FEWEST_WORDS_OF_AN_ANSWER = 2

# A sentence of up to one and a half times the wanted length stays whole: it reads better as a quotation.
_LONGEST_SENTENCE = 1.5

_STOP = re.compile(r"""(?P<mark>[.!?…]+)["'”’)\]]*(?=\s|$)|[。！？]""")
_LAST_WORD = re.compile(r"[^\s(\[“\"‘']+$")
_NEXT = re.compile(r"[\s\"'“‘(\[]*(?P<word>\w+)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_NUMBER = re.compile(r"\d{1,3}")
_ABBREVIATIONS = re.compile(
    r"mr|mrs|ms|dr|prof|st|rev|hon|sgt|capt|col|gen|sr|jr|vs|approx|ca|cf|eg|ie|e\.g|i\.e|pp|para|dept|est|inc|ltd|ref|tel"
)
# "no." and "mar." end many a spoken sentence; they shorten a word only before a number.
_ABBREVIATIONS_BEFORE_NUMBERS = re.compile(r"nos?|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|figs?|vol|ext")
_BEGINNERS = re.compile(
    r"the|we|i|it|and|but|so|they|he|she|this|that|there|in|you|if|then|my|our|what|when|because|well|yeah|yes|no"
)
_WORD_END = re.compile(r"\w(?=[^\w'’\-]|$)")
_JOINT = re.compile(r"[,;:–—]\s+|\s-+\s+|\s+(?=(?:and|but|so|because|which|then|or)\s)", re.IGNORECASE)


def cut(transcript: Transcript, *, n_words: int = N_WORDS, interviewer: bool = False) -> list[Segment]:
    """The segments of a transcript, in the order in which they were said.

    Headings and notes are left out, and so are turns of fewer than four words (two in answers to a survey).

    Args:
        transcript: The canonical text with its turns.
        n_words: About how many words a segment holds; one holds fewer than twice as many.
        interviewer: Whether to cut interviewers' turns too.

    Returns:
        Segments whose ends are code points, without white space at their ends; none crosses a turn.
    """
    fewest = _FEWEST_WORDS_OF_AN_ANSWER if transcript.kind == "survey answers" else _FEWEST_WORDS
    segments = []
    for index, turn in enumerate(transcript.turns):
        speaker = None if turn.speaker is None else transcript.speakers[turn.speaker]
        if turn.kind != "speech" or (speaker is not None and speaker.role == "interviewer" and not interviewer):
            continue
        segments += [
            Segment(
                transcript_id=transcript.id,
                start=span.start,
                end=span.end,
                turn=index,
                case_id=None if speaker is None else speaker.case_id,
            )
            for span in _parts(transcript.text, turn, n_words)
            if count_words(transcript.text[span.start : span.end]) >= fewest
        ]
    return segments


def sentences(text: str) -> list[Span]:
    """The sentences of a text by rule, each without white space at its ends.

    Abbreviations, initials, decimals and numbered points do not end a sentence; dots that trail off ("well … maybe")
    do so only before a capital letter.

    >>> text = "Dr. Shah was there... and agreed. It cost 3.5 million!"
    >>> [text[span.start : span.end] for span in sentences(text)]
    ['Dr. Shah was there... and agreed.', 'It cost 3.5 million!']
    """
    ends = [match.end() for match in _STOP.finditer(text) if _ends_here(text, match)]
    ends += [match.start() for match in re.finditer(r"\n", text) if _line_ends_sentence(text, match.start())]
    return list(_between(text, 0, sorted({*ends, len(text)})))


def _parts(text: str, turn: Turn, n_words: int) -> Iterator[Span]:
    """A turn cut into parts of about equal length at the ends of its units."""
    units = [
        Span(start=turn.start + unit.start, end=turn.start + unit.end)
        for sentence in sentences(text[turn.start : turn.end])
        for unit in _shortened(text[turn.start : turn.end], sentence, n_words)
    ]
    so_far = [0]
    for unit in units:
        so_far.append(so_far[-1] + count_words(text[unit.start : unit.end]))
    n_parts = max(1, round(so_far[-1] / n_words))
    borders = [0]
    for part in range(1, n_parts):
        wanted = so_far[-1] * part / n_parts
        borders.append(_nearest(so_far, wanted))
    for first, last in pairwise(sorted({*borders, len(units)})):
        span = trim(text, Span(start=units[first].start, end=units[last - 1].end))
        if span is not None:
            yield span


def _nearest(counts: list[int], wanted: float) -> int:
    """Where the count nearest to the wanted one stands; the first of equals."""
    return min(range(len(counts)), key=lambda at: (abs(counts[at] - wanted), at))


def _shortened(text: str, sentence: Span, n_words: int) -> Iterator[Span]:
    """A sentence, or its pieces of at most n words where it is much longer: cut at a joint, else after the n-th word.

    Captions without punctuation are one sentence of thousands of words.
    """
    start = sentence.start
    while True:
        ends = [match.end() for match in _WORD_END.finditer(text, start, sentence.end)]
        if len(ends) <= _LONGEST_SENTENCE * n_words:
            break
        joints = [match.end() for match in _JOINT.finditer(text, ends[n_words // 2], ends[n_words])]
        at = joints[-1] if joints else ends[n_words - 1]
        yield from _between(text, start, [at])
        start = at
    yield from _between(text, start, [sentence.end])


def _between(text: str, start: int, ends: list[int]) -> Iterator[Span]:
    """The trimmed stretches that end at the given positions."""
    for end in ends:
        span = trim(text, Span(start=start, end=end)) if end > start else None
        if span is not None:
            yield span
        start = end


def _ends_here(text: str, match: re.Match[str]) -> bool:
    """Whether a mark ends a sentence."""
    mark = match["mark"]
    following = _NEXT.match(text, match.end())
    if mark is None or following is None:
        return True
    next_word = following["word"]
    if "!" in mark or "?" in mark:
        return True
    if mark != ".":
        return next_word[0].isupper()
    before = _LAST_WORD.search(text, max(0, match.start() - 40), match.start())
    return before is None or not _is_shortened(before[0], next_word, at_start=_begins_here(text, before.start()))


def _begins_here(text: str, at: int) -> bool:
    """Whether a sentence begins at a position: at the start, or behind a mark that ends one."""
    before = text[max(0, at - 3) : at].rstrip()
    return not before or before[-1] in ".!?…:\n"


def _is_shortened(word: str, next_word: str, *, at_start: bool) -> bool:
    """Whether the dot behind a word belongs to the word: an abbreviation, an initial, the number of a point."""
    lower = word.lower()
    if _NUMBER.fullmatch(word):
        return at_start
    if _ABBREVIATIONS_BEFORE_NUMBERS.fullmatch(lower):
        return next_word[0].isdigit()
    if _ABBREVIATIONS.fullmatch(lower):
        return True
    # "So do I." ends; "J. K. Rowling", "the U.K. hospitals" do not; "in the U.S. The" does.
    return word != "I" and _INITIALS.fullmatch(word) is not None and not _BEGINNERS.fullmatch(next_word.lower())


def _line_ends_sentence(text: str, at: int) -> bool:
    """Whether a line feed inside a turn ends a sentence: unless the next line goes on in small letters."""
    following = text[at:].lstrip()[:1]
    return not following.islower()
