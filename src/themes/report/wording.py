"""Counts in words: "most participants (9 of 12)", and when only "at least 9 of 12" is honest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

EVERY = "every"
ONE = "one"


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many of how many were heard, and of how many that is known.

    ``n_known`` counts those who were heard, or in all of whose transcripts somebody looked: the rest may still say it.
    """

    n: int
    of: int
    n_known: int

    @property
    def complete(self) -> bool:
        """Whether it is known of each, so that the count is a count and not a lower bound."""
        return self.n_known == self.of

    @property
    def figure(self) -> str:
        """The count as a table shows it: "9 of 12", "at least 9 of 12"."""
        return f"{self.n} of {self.of}" if self.complete or not self.n else f"at least {self.n} of {self.of}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """How widely something was heard.

    ``participants`` is the figure that counts; ``groups`` counts, apart, voices that cannot be told from one another;
    ``transcripts`` is the second figure; ``word`` is empty while the count is only a lower bound.
    """

    participants: Count
    groups: Count
    transcripts: Count
    word: str
    sentence: str


def quantity(count: Count, wording: Sequence[tuple[str, float]]) -> str:
    """The word for a count: every for N of N, one for one, else the first whose share is exceeded.

    Args:
        count: How many of how many.
        wording: Words with the share of N that each must exceed.

    Returns:
        The word; empty where nobody was heard, or where the count is only a lower bound.
    """
    if not count.n or not count.complete:
        return ""
    if count.n == count.of:
        return EVERY
    if count.n == 1:
        return ONE
    ranked = sorted(wording, key=lambda cut: -cut[1])
    return next((word for word, share in ranked if count.n / count.of > share), "")


def heard_sentence(word: str, participants: Count, groups: Count, transcripts: Count, *, kind: str) -> str:
    """How widely something was heard, in one sentence.

    Args:
        word: The quantity word, empty for none.
        participants: The count of participants.
        groups: The count of groups whose voices cannot be told apart.
        transcripts: The count of transcripts.
        kind: What the transcripts are called, in the singular.

    Returns:
        For example "Heard from most participants (9 of 12), in 9 of 12 interviews."
    """
    among_groups = f", and from {_groups(groups)}" if groups.n else ""
    among = f", in {transcripts.figure} {plural(kind, transcripts.of)}" if transcripts.n else ""
    return f"{_who(word, participants)}{among_groups}{among}.{_known(participants)}"


def _who(word: str, count: Count) -> str:
    noun = plural("participant", count.of)
    if not count.of:
        return "No participant is known by a case"
    if not count.n:
        return f"Heard from no participant (0 of {count.of})" + ("" if count.complete else " so far")
    if not count.complete:
        return f"Heard from {count.figure} {noun}"
    if word in (EVERY, ONE):
        return f"Heard from {word} participant ({count.figure})"
    return f"Heard from {word} participants ({count.figure})" if word else f"Heard from {count.figure} {noun}"


def _known(count: Count) -> str:
    if count.complete or not count.of:
        return ""
    not_heard, rest = count.of - count.n, count.of - count.n_known
    if not_heard == 1:
        return " The one not heard has not been looked at for it in full."
    verb = "has" if rest == 1 else "have"
    return f" Of the {not_heard} not heard, {rest} {verb} not been looked at for it in full."


def _groups(count: Count) -> str:
    return f"{count.figure} {plural('group', count.of)} whose voices can't be told apart"


def plural(noun: str, count: int) -> str:
    """The noun for that many.

    >>> plural("case", 1), plural("field note", 2), plural("survey answers", 2)
    ('case', 'field notes', 'survey answers')
    """
    return noun if count == 1 or noun.endswith("s") else f"{noun}s"


def counted(count: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "quotation"), counted(1200, "word")
    ('1 quotation', '1,200 words')
    """
    return f"{count:,} {plural(noun, count)}"


def listed(parts: Sequence[str]) -> str:
    """Parts as a sentence lists them.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def clock(seconds: float | None) -> str:
    """A place in a recording as h:mm:ss; empty where none is known.

    >>> clock(3725.6), clock(None)
    ('1:02:05', '')
    """
    if seconds is None:
        return ""
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"
