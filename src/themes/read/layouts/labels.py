"""Which beginnings of lines are labels of speakers, judged over the whole file.

"So here is the thing: we stopped" begins like a label and is none; "P4: Yes." is one although it may come once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from themes.read.layouts.speakers import clean, is_interviewer, is_known, joined, key, short_form

_LONGEST = 50
_LONGEST_AS_WRITTEN = 200
_MOST_WORDS = 6
# A name that is capitals throughout may be a room's or a long one of several families.
_LONGEST_NAME, _MOST_NAMES = 80, 12
_MOST_IN_A_PLACE = 20
_MOST_SMALL = 2
_NOT_IN_LABELS = re.compile(r"[?!;…\"“”<>{}=*|\[\]]|\.\.|[.,]\s+[a-z]|//")
# What typists add to a label: "P3 (nurse)", "R1 [female]", "P4, female", and titles before small names.
_ADDED = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>|\|.*)\s*$")
_TITLE = re.compile(r"^(?:(?:Dr|Mr|Mrs|Ms|Mx|Prof|Rev|Sir|Dame|Cllr|St)\.?\s+)+", re.IGNORECASE)
_INITIAL = re.compile(r"^[^\W\d_](?:\.[^\W\d_])*\.?$|^(?:Dr|Mr|Mrs|Ms|Prof|St)\.$", re.IGNORECASE)
# Who takes part by telephone has a number for a name, perhaps with some of it hidden: "44770***0123".
_PHONE = re.compile(r"\+?\d[\d\s()*]{8,20}")
_FEWEST_DIGITS = 9
_PARTICLES = {"al", "ap", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "la", "le", "ten", "ter",
              "van", "von"}  # fmt: skip
_SMALL = {"and", "de", "den", "der", "di", "la", "le", "of", "the", "van", "von", "&", "-", "–"}
# Lines about the file that are written like labelled turns.
_ABOUT_WORDS = """
date time start end location place venue site topic title subject duration length podcast episode project study file
filename recording transcript transcription transcribed present attendees note notes aim aims format method version
language kind source context setting summary keywords contents introduction background findings conclusion conclusions
recommendations results objectives
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
_KEPT = 1 << 14


@lru_cache(maxsize=_KEPT)
def could_be(label: str, *, small: bool = False) -> bool:
    """Whether some words have the shape of a label at all; ``small`` where names are written in small letters."""
    known = len(label) <= _LONGEST_AS_WRITTEN and is_known(label)
    label = plain(label[: _LONGEST_AS_WRITTEN + 1]) if not known else label
    words = label.split()
    long = len(words) > _MOST_WORDS or len(label) > _LONGEST
    if not words or not any(map(str.isalpha, label)):
        return is_phone(label)
    if len(words) > _MOST_NAMES or len(label) > _LONGEST_NAME or (long and not is_plain_name(label)):
        return False
    if known or label == "You":
        return True
    if _NOT_IN_LABELS.search(label) or (label.rstrip().endswith((".", ",")) and not _INITIAL.match(words[-1])):
        return False
    said = is_talk(label)
    if small:
        return len(words) <= _MOST_SMALL and not said
    opens = label[0].isupper() or label[0].isdigit() or (_opens_small(words[0]) and is_name(label))
    return opens and (not said or (len(words) > 1 and is_name(label)))


def _opens_small(word: str) -> bool:
    """Whether a first word is one of those that names are written small with: "van der Berg", "al-Hassan"."""
    return len(word) > 1 and word.partition("-")[0] in _PARTICLES


def is_phone(label: str) -> bool:
    """Whether a label is a telephone number.

    >>> is_phone("+44 7700 900123"), is_phone("2024")
    (True, False)
    """
    return (
        _PHONE.fullmatch(label.strip()) is not None
        and sum(sign.isdigit() or sign == "*" for sign in label) >= _FEWEST_DIGITS
    )


def plain(label: str) -> str:
    """A label without its title and what is added behind it.

    >>> plain("Dr. de Vries (cardiology)"), plain("P4, female")
    ('De Vries', 'P4')
    """
    held = _ADDED.sub("", clean(label))
    first, comma, _rest = held.partition(",")
    if comma and is_known(first):
        held = first
    named = _TITLE.sub("", held)
    return f"{named[0].upper()}{named[1:]}" if named and named != held else held


def is_talk(label: str) -> bool:
    """Whether a label begins with a word that opens sentences; "So Young Kim" does too, so count before refusing."""
    return label.split(maxsplit=1)[0].casefold().strip(".,'’") in _TALK


def looks_like_a_sentence(words: str) -> bool:
    """Whether words cannot be a label even where labels stand: they end as sentences do, or are too many."""
    held = words.rstrip()
    return (
        len(held) > _LONGEST_AS_WRITTEN
        or held.endswith(("?", "!", "…", ",", ";"))
        or (held.endswith(".") and not _INITIAL.match(held.rsplit(maxsplit=1)[-1]))
        or held.count(" ") >= _MOST_IN_A_PLACE
    )


def is_full_name(label: str) -> bool:
    """Whether a label is two names or more and no number: captions cut sentences, and "Ward 9:" may begin one."""
    return is_plain_name(label) and " " in label and not any(character.isdigit() for character in label)


def is_about(label: str) -> bool:
    """Whether a label is one of a heading block ("Date:", "Location:"), and no speaker's."""
    words = clean(label).casefold().split()
    return bool(words) and words[0] in _ABOUT and not is_known(label)


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
    # "Stephan Livera (SL):" comes once, and "SL:" from there on; "Ann and Bea:" once, where both are labels.
    return sure | {
        one
        for one, label in spelt.items()
        if ((short := short_form(label)) and key(short) in sure)
        or (len(parts := joined(label)) > 1 and all(key(part) in sure for part in parts))
    }


def is_plain_name(label: str) -> bool:
    """Whether a label is written like a name and does not begin like a sentence."""
    return is_name(label) and not is_talk(label)


def is_name(label: str) -> bool:
    """Whether every word of a label begins with a capital or a digit, as names do.

    >>> is_name("Vicky van Wei"), is_name("Chief executive"), is_name("My point")
    (True, False, False)
    """
    words = clean(plain(label)).split()
    return bool(words) and all(
        word[0].isupper() or word[0].isdigit() or word.casefold() in _SMALL or _opens_small(word) for word in words
    )


def only_interviewers(keys: Iterable[str]) -> bool:
    """Whether all labels are an interviewer's, so that the other voice is not marked."""
    held = list(keys)
    return bool(held) and all(is_interviewer(one) for one in held)


def header_length(parts: Sequence[tuple[str, str, int]]) -> int:
    """How many lines at the top describe the file ("Date: …", "Interviewer: JS"): up to the last that surely does.

    Args:
        parts: Label, words and paragraph of each line, the label "" where there is none.
    """
    last = 0
    for index, (label, words, _paragraph) in enumerate(parts[:_HEADER_LINES]):
        if label and is_about(label):
            last = index + 1
        elif label and words and index > last and _is_sentence(words):
            break
    # "Interviewer: Jane Doe" under "Date: …" names who speaks, if a blank line parts it from what is spoken.
    for label, words, paragraph in parts[last:_HEADER_LINES] if last else ():
        if not label or not is_known(label) or _is_sentence(words) or paragraph != parts[last - 1][2]:
            break
        last += 1
    return last


def _is_sentence(words: str) -> bool:
    """Whether words behind a label are speech rather than a name or a place."""
    return len(words.split()) > _MOST_WORDS or words.endswith((".", "?", "!", "…"))
