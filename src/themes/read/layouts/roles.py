"""Who asks and who answers: proposed from labels, from what a file says of itself, and from the questions asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from themes.model import Speaker, TranscriptKind
from themes.read.layouts.speakers import is_group, is_interviewer, is_participant, joined, key
from themes.text import count_words

_MANY = 3
_TWO = 2
# How many times the questions a word of the next voice: 1.5 finds the host of two people in 14 of 15 real podcasts and
# nobody in the other; among more people the voices that ask are parted from the rest by more than that, or nobody is.
_CLEARLY = 1.5
_AMONG_MANY = 3.0
_HEARD = 0.05
_SENTENCE_ENDS = ".!…\n"
_LAST_WORDS = 40
_QUESTION_WORDS = 3
# "…, right?" asks nothing: one guest says it 237 times (transcripts/name_own_line_md).
_NO_QUESTION = re.compile(
    r"(?:^|[,;–—-])\s*(?:right|you know|yeah|okay|ok|isn['’]t it|no|eh|see|so|correct|huh|hmm?|know what i mean"
    r"|does that make sense)\s*$",
    re.IGNORECASE,
)
# How speech-to-text without question marks shows who asks.
_ASKING = re.compile(
    r"\b(?:what|how|why|when|where|which|who|(?:can|could|do|did|have|are|were|would|will) you|tell (?:me|us)"
    r"|(?:is|was) (?:there|it|that)|talk (?:me|us|about))\b",
    re.IGNORECASE,
)
_PUNCTUATED = 0.001
_NAMES_THEM = re.compile(
    r"\b(?:interviewers?|interviewed|moderators?|moderated|facilitators?|facilitated|conducted)\s*(?:is|are|was|were|by|:|-|–)"
    r"\s*(?P<names>[^.\n;:]{2,80})",
    re.IGNORECASE,
)
# "Present: Moderator (M), Ann (A)".
_SHORT_FOR_THEM = re.compile(r"\b(?:interviewer|moderator|facilitator)\s*\((?P<names>[A-Z]{1,4})\)", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|/|&|\band\b)\s*")
GUESSED = "Who interviews was guessed from the questions asked. Look at the roles."
NAMED = "Who interviews was taken from what the file says at its top. Look at the roles."
NOBODY = "Nobody could be told to be the interviewer. Look at the roles."


@dataclass(frozen=True, slots=True)
class Voice:
    """What one label said in all: its words, the questions among them, and phrases that mostly open a question."""

    label: str
    n_words: int
    n_questions: int
    n_openings: int = 0


def count_voices(said: Sequence[tuple[str, str]]) -> list[Voice]:
    """What each label said in all, from (label, words) of each turn."""
    turns: dict[str, list[str]] = {}
    for label, words in said:
        turns.setdefault(label, []).append(words)
    return [
        Voice(
            label,
            sum(count_words(words) for words in held),
            sum(1 for words in held for before in words.split("?")[:-1] if _asks(before)),
            sum(len(_ASKING.findall(words)) for words in held),
        )
        for label, held in turns.items()
    ]


def _asks(before: str) -> bool:
    """Whether the sentence before a question mark asks something: three words or more, and not "…, right"."""
    # Found from the end: a pattern that looks for where it begins takes an hour over an hour without full stops.
    question = before[max(before.rfind(end) for end in _SENTENCE_ENDS) + 1 :]
    return len(question.split()) >= _QUESTION_WORDS and not _NO_QUESTION.search(question[-_LAST_WORDS:])


def propose(voices: Sequence[Voice], *, about: Sequence[str] = ()) -> tuple[tuple[Speaker, ...], tuple[str, ...]]:
    """Speakers with a role each, proposed for a person to confirm, and sentences for the user.

    Labels decide where they say it; else what the file says at its top; else the voices that clearly ask most in
    proportion and do not talk most.

    Args:
        voices: One for each speaker, in order of first appearance.
        about: The lines at the top of the file that nobody spoke.

    Returns:
        The speakers in the same order, and notices.
    """
    asking, notices = _interviewers(voices, about)
    labels = {key(voice.label) for voice in voices}
    speakers = tuple(
        Speaker(
            label=voice.label,
            role="interviewer" if voice.label in asking else "participant",
            voices=0 if is_group(voice.label) or _joins(voice.label, labels) else 1,
        )
        for voice in voices
    )
    return speakers, notices


def _joins(label: str, labels: set[str]) -> bool:
    """Whether a label joins two others of the file ("Ann and Bea")."""
    parts = joined(label)
    return len(parts) > 1 and all(key(part) in labels for part in parts)


def _interviewers(voices: Sequence[Voice], about: Sequence[str]) -> tuple[set[str], tuple[str, ...]]:
    """The labels that ask, and what to tell the user about the choice."""
    by_label = {voice.label for voice in voices if is_interviewer(voice.label)}
    if by_label:
        return by_label, ()
    named = _named([voice.label for voice in voices], about)
    if named:
        return named, (NAMED,)
    open_ = [voice for voice in voices if not is_group(voice.label) and not is_participant(voice.label)]
    answering = [voice for voice in voices if is_participant(voice.label)]
    if answering and len(open_) == 1:
        return {open_[0].label}, ()
    people = open_ or answering
    if len(people) < _TWO:
        return set(), ()
    asking = _asking_most(people)
    return (asking, (GUESSED,)) if asking else (set(), (NOBODY,))


def _asking_most(people: Sequence[Voice]) -> set[str]:
    """The voices that ask clearly more than the rest do, and together talk no more than they; empty where none do."""
    n_words = sum(voice.n_words for voice in people)
    punctuated = sum(voice.n_questions for voice in people) > _PUNCTUATED * n_words
    # Questions a word: the share of turns that ask tells less, since a guest's turns are long.
    rates = {
        voice.label: (voice.n_questions if punctuated else voice.n_openings) / voice.n_words
        for voice in people
        if voice.n_words and voice.n_words >= _HEARD * n_words
    }
    ranked = sorted((voice for voice in people if voice.label in rates), key=lambda one: -rates[one.label])
    clearly = _CLEARLY if len(people) <= _TWO else _AMONG_MANY
    best, asking = 0.0, set[str]()
    for count in range(1, len(ranked)):
        above, below = ranked[:count], ranked[count:]
        least, most = rates[above[-1].label], rates[below[0].label]
        gap = least / most if most else float("inf")
        quiet = sum(voice.n_words for voice in above) * 2 <= n_words
        if least and quiet and gap >= clearly and gap > best:
            best, asking = gap, {voice.label for voice in above}
    return asking


def _named(labels: Sequence[str], about: Sequence[str]) -> set[str]:
    """The labels that the top of the file names as interviewers; empty where it names none, or all."""
    found = [one for line in about for pattern in (_NAMES_THEM, _SHORT_FOR_THEM) for one in pattern.finditer(line)]
    names = [key(name) for one in found for name in _AND.split(one["names"]) if key(name)]
    meant = {label for label in labels if any(_is_called(key(label), name) for name in names)}
    return meant if len(meant) < len(labels) else set()


def _is_called(label: str, name: str) -> bool:
    """Whether a label may stand for a name: the name, its initials, its first name, or it without middle names."""
    words, parts = name.split(), label.split()
    if not parts:
        return False
    if len(parts) == 1:
        return label in {name, words[0], "".join(word[0] for word in words)} and (len(label) > 1 or label == name)
    return len(words) > 1 and (parts[0], parts[-1]) == (words[0], words[-1])


def proposed_kind(speakers: Sequence[Speaker]) -> TranscriptKind:
    """A focus group where three or more participants can be told apart, else an interview."""
    n_participants = sum(1 for speaker in speakers if speaker.role == "participant" and speaker.voices == 1)
    return "focus group" if n_participants >= _MANY else "interview"
