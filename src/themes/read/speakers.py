"""Who speaks: labels cleaned, the same person's spellings joined, interviewer and participant proposed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from themes.model import Speaker, TranscriptKind
from themes.text import count_words

UNMARKED = "Participant"
ONE_VOICE = "Speaker"
UNKNOWN = "Unknown speaker"

_NUMBER = r"(?: ?\d{1,3}| [a-z])?"
_INTERVIEWER = re.compile(
    r"(?:(?:lead|co|the|assistant) )?"
    r"(?:interviewers?|moderators?|facilitators?|researchers?|evaluators?|hosts?|question"
    rf"|intv|inter|int|mod|fac|iv|ir|q|i){_NUMBER}"
)
_PARTICIPANT = re.compile(
    r"(?:the )?(?:participant|interviewee|respondent|informant|patient|carer|client|answer"
    rf"|part|resp|pp|ie|p|r|a){_NUMBER}"
)
# "FG2", "HCP14": a participant if it is a label at all, but "PM10" is not one for its looks.
_CODE_NAME = re.compile(r"[a-z]{1,4}\d{1,4}")
_NUMBERED = re.compile(rf"(?:speaker|voice|person|spk){_NUMBER}")
_GROUP = re.compile(
    r"(?:participants|respondents|all|group|everyone|everybody|several|various|multiple|many|both|audience|crosstalk"
    r"|unknown|unidentified|inaudible|unclear|others?)"
    r"(?: (?:speakers?|voices?|participants?|people|persons?|talking|together|male|female))*"
)
_PARENTHESES = re.compile(r"^(?P<name>.+?)\s*\((?P<short>[A-Za-z.]{1,5})\)$")
_MISSPELT = {
    "interveiwer": "interviewer",
    "interviwer": "interviewer",
    "intervewer": "interviewer",
    "inteviewer": "interviewer",
    "interviewr": "interviewer",
    "moderater": "moderator",
    "faciliator": "facilitator",
}
_MANY = 3
_TWO = 2
# How many times the questions a word of the next voice: 1.5 finds the host in 10 of 12 real podcasts of two people
# and nobody in the other two; among more people it also names co-hosts, so there it takes more.
_CLEARLY = 1.5
_AMONG_MANY = 3.0
_HEARD = 0.05
# Where a file names more people than a meeting holds, nobody is guessed to be the same.
_MOST_NAMES = 100


@dataclass(frozen=True, slots=True)
class Voice:
    """What one label said in all: its words, and how many questions were among them."""

    label: str
    n_words: int
    n_questions: int


def clean(label: str) -> str:
    """A label as people read it: one space between words, no marks around it, no colon.

    >>> clean("  **Dr.  Ann Lee** :")
    'Dr. Ann Lee'
    """
    return " ".join(label.replace("\u00a0", " ").split()).strip(" \t:*_-–—>").removeprefix("<")


def key(label: str) -> str:
    """What two spellings of one label have in common: letters and digits, whatever their case.

    >>> key("INTERVIEWER ") == key("Interviewer:"), key("Interveiwer") == key("Interviewer")
    (True, True)
    """
    folded = re.sub(r"[^\w\s]", "", clean(label)).casefold()
    folded = " ".join(folded.replace("_", " ").split())
    return _MISSPELT.get(folded, folded)


def short_form(label: str) -> str:
    """The initials that a label gives in brackets ("Ann Lee (AL)"); "" where it gives none."""
    found = _PARENTHESES.match(clean(label))
    return found["short"] if found else ""


def is_interviewer(label: str) -> bool:
    """Whether a label's words say that this voice asks."""
    return _INTERVIEWER.fullmatch(_bare_key(label)) is not None


def is_participant(label: str) -> bool:
    """Whether a label's words say that this voice answers."""
    one = _bare_key(label)
    return not is_interviewer(label) and any(kind.fullmatch(one) for kind in (_PARTICIPANT, _CODE_NAME))


def is_group(label: str) -> bool:
    """Whether a label stands for several people, or for nobody knows whom."""
    return _GROUP.fullmatch(_bare_key(label)) is not None


def is_known(label: str) -> bool:
    """Whether a label is a speaker's by its words alone, however seldom it comes."""
    one = _bare_key(label)
    return any(kind.fullmatch(one) for kind in (_INTERVIEWER, _PARTICIPANT, _NUMBERED, _GROUP))


def same_person(labels: Sequence[str], *, lone_first_names: bool = True) -> dict[str, str]:
    """For each label the one that stands for its speaker, the fullest spelling of all that mean them.

    Joined are: other case, spacing and marks; "Ann Lee (AL)" and "AL"; initials of one name only ("AL");
    a first name that only one full name begins with.

    Args:
        labels: The labels of one file, in order of first appearance.
        lone_first_names: Whether "Ann" is taken as "Ann Lee" where no other Ann is named.

    Returns:
        Label to label.
    """
    first: dict[str, str] = {}
    for label in labels:
        first.setdefault(_bare_key(label), _best_name(label))
    shorts = {key(short): _bare_key(label) for label in labels if (short := short_form(label))}
    full = [one for one in first if " " in one and not is_known(one)]
    for one in list(first):
        if one in shorts and shorts[one] != one:
            first[one] = first[shorts[one]]
            continue
        if is_known(one) or " " in one or len(full) > _MOST_NAMES:
            continue
        bearers = [name for name in full if _initials(name) == one and len(one) > 1]
        bearers = bearers or [name for name in full if lone_first_names and name.split()[0] == one]
        if len(bearers) == 1:
            first[one] = first[bearers[0]]
    return {label: first[_bare_key(label)] for label in labels}


def _best_name(label: str) -> str:
    found = _PARENTHESES.match(clean(label))
    return found["name"] if found else clean(label)


def _bare_key(label: str) -> str:
    return key(_best_name(label))


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split())


def propose(voices: Sequence[Voice]) -> tuple[tuple[Speaker, ...], tuple[str, ...]]:
    """Speakers with a role each, proposed for a person to confirm, and sentences for the user.

    Labels decide where they say it; else the voice that clearly asks most in proportion and does not talk most.

    Args:
        voices: One for each speaker, in order of first appearance.

    Returns:
        The speakers in the same order, and notices.
    """
    asking, notices = _interviewers(voices)
    speakers = tuple(
        Speaker(
            label=voice.label,
            role="interviewer" if voice.label in asking else "participant",
            voices=0 if is_group(voice.label) else 1,
        )
        for voice in voices
    )
    return speakers, notices


def _interviewers(voices: Sequence[Voice]) -> tuple[set[str], tuple[str, ...]]:
    """The labels that ask, and what to tell the user about the choice."""
    by_label = {voice.label for voice in voices if is_interviewer(voice.label)}
    if by_label:
        return by_label, ()
    open_ = [voice for voice in voices if not is_group(voice.label) and not is_participant(voice.label)]
    answering = [voice for voice in voices if is_participant(voice.label)]
    if answering and len(open_) == 1:
        return {open_[0].label}, ()
    people = open_ or answering
    if len(people) > 1:
        n_words = sum(voice.n_words for voice in people)
        heard = [voice for voice in people if voice.n_words >= _HEARD * n_words]
        asks = sorted(heard, key=_asking, reverse=True)
        quiet = asks[0].n_words * 2 <= n_words
        clearly = _CLEARLY if len(people) <= _TWO else _AMONG_MANY
        if len(asks) > 1 and quiet and asks[0].n_questions and _asking(asks[0]) >= clearly * _asking(asks[1]):
            return {asks[0].label}, ("Who interviews was guessed from the questions asked. Look at the roles.",)
        return set(), ("Nobody could be told to be the interviewer. Look at the roles.",)
    return set(), ()


def _asking(voice: Voice) -> float:
    """Questions a word: the share of turns that ask tells less, since a guest's turns are long."""
    return voice.n_questions / max(voice.n_words, 1)


def proposed_kind(speakers: Sequence[Speaker]) -> TranscriptKind:
    """A focus group where three or more participants can be told apart, else an interview."""
    n_participants = sum(1 for speaker in speakers if speaker.role == "participant" and speaker.voices == 1)
    return "focus group" if n_participants >= _MANY else "interview"


def count_voices(said: Sequence[tuple[str, str]]) -> list[Voice]:
    """What each label said in all, from (label, words) of each turn."""
    turns: dict[str, list[str]] = {}
    for label, words in said:
        turns.setdefault(label, []).append(words)
    return [
        Voice(label, sum(count_words(words) for words in held), sum(words.count("?") for words in held))
        for label, held in turns.items()
    ]
