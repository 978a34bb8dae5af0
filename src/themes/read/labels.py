"""Which beginnings of lines are labels of speakers, judged over the whole file.

"So here is the thing: we stopped" begins like a label and is none; "P4: Yes." is one although it may come once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from themes.read.source import Line
from themes.read.speakers import clean, is_interviewer, is_known, key, short_form
from themes.read.times import TIME, has_bare_times, split_time

_LONGEST = 50
_MOST_WORDS = 6
# Label, perhaps a time in brackets, then a colon (mostly with a space behind it) or a tab, then the words.
_INLINE = re.compile(
    rf"^(?P<label>[^:\t\n]{{1,50}}?(?:\s*[\[(]{TIME}[\])])?)\s*(?::(?=[\s\[(“\x22‘A-Z]|$)|\t+)\s*(?P<rest>.*)$",
    re.DOTALL,
)
_TIME_AFTER = re.compile(rf"^(?P<label>.*?\S)\s*[\[(]?\b(?P<time>{TIME})[\])]?\s*:?\s*$", re.DOTALL)
_TIME_ALONE = re.compile(TIME)
_NOT_IN_LABELS = re.compile(r"[?!;…\"“”<>{}=*|\[\]]|\.\.|[.,]\s+[a-z]|//")
_INITIAL = re.compile(r"^[^\W\d_](?:\.[^\W\d_])*\.?$|^(?:Dr|Mr|Mrs|Ms|Prof|St)\.$", re.IGNORECASE)
_SMALL = {"and", "de", "den", "der", "di", "la", "le", "of", "the", "van", "von", "&", "-", "–"}
# Lines about the file that are written like labelled turns.
_ABOUT_WORDS = """
date time start end location place venue site topic title subject duration length podcast episode project study file
filename recording transcript transcription transcribed present attendees note notes aim aims format method version
language kind source context setting summary keywords contents introduction
"""
# Words that open a sentence and are no one's name.
_TALK_WORDS = """
a an and anyway as at because but by for from had has have he her here his how i if in is it its let like look maybe mm
mhm my no not now of oh ok okay on one or our really right said say she so some sorry sure thank thanks that the their
then there these they thing this those to uh um us was we well what when where which who why with yeah yep yes you your
exactly absolutely definitely true also example question task step part section
"""
_ABOUT = frozenset(_ABOUT_WORDS.split())
_TALK = frozenset(_TALK_WORDS.split())
_TWICE = 2
_OFTEN = 3
_HEADER_LINES = 12


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line taken apart: its label ("" where there is none), its words, its time in seconds.

    ``whole`` is the line without a time at its start, for when the label turns out to be none.
    """

    label: str
    words: str
    seconds: float | None
    whole: str


def take_apart(lines: Sequence[Line]) -> list[Labelled]:
    """Every line with what would be its label if it has one, in any of the inline forms.

    ``Name: words``, ``Name (0:34): words``, ``[0:34] Name: words``, ``Name: [0:34] words``, ``Name<tab>words``.
    """
    bare = has_bare_times([line.words for line in lines])
    return [_take_apart(line, bare=bare) for line in lines]


def _take_apart(line: Line, *, bare: bool) -> Labelled:
    seconds, words = split_time(line.words, bare=bare)
    found = _INLINE.match(words)
    if line.kind != "text" or line.cells:
        return Labelled("", line.words, None, line.words)
    if found is None:
        return Labelled("", words, seconds, words)
    label, after = split_after(found["label"])
    inner, rest = split_time(found["rest"], bare=_TIME_ALONE.fullmatch(found["rest"].strip()) is not None)
    times = [time for time in (seconds, after, inner) if time is not None]
    if not could_be(label) or rest.startswith(("http://", "https://", "www.")):
        return Labelled("", words, seconds, words)
    return Labelled(label, rest, times[0] if times else None, words)


def split_after(label: str) -> tuple[str, float | None]:
    """A label without the time behind it ("Name (0:34)"), and that time in seconds."""
    found = _TIME_AFTER.match(label)
    if found is None:
        return label.strip(), None
    seconds, _rest = split_time(found["time"], bare=True)
    return found["label"].strip().rstrip(":-–").strip(), seconds


def could_be(label: str) -> bool:
    """Whether some words have the shape of a label at all."""
    words = label.split()
    if not words or len(label) > _LONGEST or len(words) > _MOST_WORDS or _NOT_IN_LABELS.search(label):
        return False
    if not any(character.isalpha() for character in label):
        return False
    if label.rstrip().endswith((".", ",")) and not _INITIAL.match(words[-1]):
        return False
    if is_known(label):
        return True
    return (label[0].isupper() or label[0].isdigit()) and (not is_talk(label) or (len(words) > 1 and is_name(label)))


def is_talk(label: str) -> bool:
    """Whether a label begins with a word that opens sentences; "So Young Kim" does too, so count before refusing."""
    return label.split(maxsplit=1)[0].casefold().strip(".,'’") in _TALK


def is_full_name(label: str) -> bool:
    """Whether a label is two names or more and no number: captions cut sentences, and "Ward 9:" may begin one."""
    return is_plain_name(label) and " " in label and not any(character.isdigit() for character in label)


def is_about(label: str) -> bool:
    """Whether a label is one of a heading block ("Date:", "Location:"), and no speaker's."""
    words = clean(label).casefold().split()
    return bool(words) and words[0] in _ABOUT


def accepted(candidates: Iterable[str], *, n_units: int, once: Callable[[str], bool] | None = None) -> set[str]:
    """The keys of those candidates that are speakers' labels.

    Args:
        candidates: A label for each line that could have one.
        n_units: How many lines could have had one.
        once: Which labels count though they come once, where half of the lines have one; none where None.

    Returns:
        Keys as ``speakers.key`` makes them.
    """
    counts: Counter[str] = Counter()
    spelt: dict[str, str] = {}
    for label in candidates:
        counts[key(label)] += 1
        spelt.setdefault(key(label), label)
    crowded = sum(counts.values()) * 2 >= n_units
    sure = {
        one
        for one, label in spelt.items()
        if is_known(label)
        or (not is_about(label) and counts[one] >= (_TWICE if is_plain_name(label) else _OFTEN))
        or (not is_about(label) and once is not None and crowded and once(label))
    }
    # "Stephan Livera (SL):" comes once, and "SL:" from there on.
    return sure | {one for one, label in spelt.items() if (short := short_form(label)) and key(short) in sure}


def is_plain_name(label: str) -> bool:
    """Whether a label is written like a name and does not begin like a sentence."""
    return is_name(label) and not is_talk(label)


def is_name(label: str) -> bool:
    """Whether every word of a label begins with a capital or a digit, as names do.

    >>> is_name("Vicky van Wei"), is_name("Chief executive"), is_name("My point")
    (True, False, False)
    """
    words = clean(label).split()
    return bool(words) and all(word[0].isupper() or word[0].isdigit() or word.casefold() in _SMALL for word in words)


def only_interviewers(keys: Iterable[str]) -> bool:
    """Whether all labels are an interviewer's, so that the other voice is not marked."""
    held = list(keys)
    return bool(held) and all(is_interviewer(one) for one in held)


def header_length(parts: Sequence[Labelled]) -> int:
    """How many lines at the top describe the file ("Date: …", "Interviewer: JS"): up to the last that surely does."""
    last = 0
    for index, part in enumerate(parts[:_HEADER_LINES]):
        if part.label and is_about(part.label):
            last = index + 1
        elif part.label and part.words and index > last:
            break
    return last
