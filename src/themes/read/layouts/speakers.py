"""Who a label names: labels cleaned, what their words say of a role, the same person's spellings joined."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

UNMARKED = "Participant"
ONE_VOICE = "Speaker"
UNKNOWN = "Unknown speaker"

_NUMBER = r"(?:(?: (?:no|number|nr))? ?\d{1,3}[a-z]?| [a-z])?"
_ASKS = (
    r"(?:interviewers?|moderators?|facilitators?|researchers?|evaluators?|hosts?|question|note ?takers?|observers?"
    r"|scribe)"
)
_INTERVIEWER = re.compile(
    rf"(?:(?:lead|co|the|assistant|second|main) ?)?(?:{_ASKS}|intv|intr|inter|int|mod|fac|iv|ir|q|i){_NUMBER}"
)
_PARTICIPANT = re.compile(
    r"(?:(?:the|(?:fe)?male|focus group|fg) )?"
    r"(?:participant|interviewee|respondent|responder|informant|patient|carer|client|answer|service user"
    rf"|part|resp|res|ppt|pp|pt|ie|p|r|a){_NUMBER}"
)
# "Interviewer Ann", "Moderator Jane Doe": a role and a name.
_ASKS_BY_NAME = re.compile(rf"(?:lead |co ?|assistant )?{_ASKS}(?: [^\W\d_]+){{1,2}}")
_ANSWERS_BY_NAME = re.compile(r"(?:participant|interviewee|respondent|informant|patient|carer)(?: [^\W\d_]+){1,2}")
# "FG2", "HCP14": a participant if it is a label at all, but "PM10" is not one for its looks.
_CODE_NAME = re.compile(r"[a-z]{1,4}\d{1,4}")
_NUMBERED = re.compile(
    rf"(?:(?:fe)?male |unnamed )?(?:speaker|voice|person|spk|spkr){_NUMBER}|(?:(?:fe)?male|woman|man){_NUMBER}"
)
# Where a label says two things: "Jane (Interviewer)", "Jane Doe - Moderator", "Interviewer: Jane".
_PARTS = re.compile(r"\s+[-–—/|]+\s+|[,(\[<>:/)\]]")
_GROUP = re.compile(
    r"(?:participants|respondents|all|group|everyone|everybody|several|various|multiple|many|both|audience|crosstalk"
    r"|unknown|unidentified|inaudible|unclear|others?)"
    r"(?: (?:speakers?|voices?|participants?|people|persons?|talking|together|male|female))*"
)
_PARENTHESES = re.compile(r"^(?P<name>.+?)\s*\((?P<short>[A-Z](?:[a-z]?[A-Z.]){0,4})\)$")
_ADDED = re.compile(r"\s*[(\[<,]")
_JOINTS = re.compile(r"\s*(?:\band\b|&|/|\+)\s*")
_ALL_IN_BRACKETS = re.compile(r"^(?:\([^()]+\)|\[[^\[\]]+\]|\{[^{}]+\})$")
_MISSPELT = {
    "interveiwer": "interviewer",
    "interviwer": "interviewer",
    "intervewer": "interviewer",
    "inteviewer": "interviewer",
    "interviewr": "interviewer",
    "moderater": "moderator",
    "faciliator": "facilitator",
    "particpant": "participant",
    "partcipant": "participant",
    "participent": "participant",
}
_ROLE_AND_NUMBER = re.compile(r"(?P<word>[a-z]+) ?(?P<number>\d{1,3}[a-z]?)?")
# How typists shorten a role once they have written it in full.
_SHORTENED = {
    "interviewer": {"int", "intv", "intr", "inter", "iv", "i"},
    "interviewee": {"ie"},
    "participant": {"p", "part", "ppt", "pp", "pt"},
    "respondent": {"r", "resp", "res"},
    "moderator": {"mod"},
    "facilitator": {"fac"},
}
_QUESTIONS = 2
# Where a file names more people than a meeting holds, nobody is guessed to be the same.
_MOST_NAMES = 100
# Labels repeat: kept readings of them halve the time of a long transcript.
_KEPT = 1 << 14


@lru_cache(maxsize=_KEPT)
def clean(label: str) -> str:
    """A label as people read it: one space between words, no marks and no brackets around it, no colon.

    >>> clean("  **Dr.  Ann Lee** :"), clean("[P1]:")
    ('Dr. Ann Lee', 'P1')
    """
    held = " ".join(label.replace("\u00a0", " ").split()).strip(" \t:*_-–—>").removeprefix("<")
    return held[1:-1].strip() if _ALL_IN_BRACKETS.match(held) else held


@lru_cache(maxsize=_KEPT)
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
    """Whether a label's words say that this voice asks.

    >>> is_interviewer("INT 2"), is_interviewer("Jane Doe (Moderator)"), is_interviewer("Jane Doe (JD)")
    (True, True, False)
    """
    parts = _said_of(label)
    return any(_INTERVIEWER.fullmatch(part) for part in parts) or _ASKS_BY_NAME.fullmatch(parts[0]) is not None


def is_participant(label: str) -> bool:
    """Whether a label's words say that this voice answers."""
    parts = _said_of(label)
    if is_interviewer(label):
        return False
    return _ANSWERS_BY_NAME.fullmatch(parts[0]) is not None or any(
        kind.fullmatch(part) for part in parts for kind in (_PARTICIPANT, _CODE_NAME)
    )


def _said_of(label: str) -> list[str]:
    """Everything that a label says of its voice, as keys, the label without its short form first."""
    held = clean(label)
    return [_bare_key(held), *(one for part in _PARTS.split(held) if (one := key(part)))]


def is_group(label: str) -> bool:
    """Whether a label stands for several people, or for nobody knows whom: "All", "P2 and P3"."""
    parts = joined(label)
    return _GROUP.fullmatch(_bare_key(label)) is not None or (len(parts) > 1 and all(map(is_known, parts)))


def joined(label: str) -> list[str]:
    """The labels that one label joins: "Ann and Bea", "P2/P3", "P2 & P3"; itself where it joins none."""
    return [part for part in _JOINTS.split(clean(label)) if part]


@lru_cache(maxsize=_KEPT)
def is_known(label: str) -> bool:
    """Whether a label is a speaker's by its words alone, however seldom it comes.

    >>> is_known("P3 (nurse)"), is_known("Participant 3, female"), is_known("Nurse")
    (True, True, False)
    """
    kinds = (_INTERVIEWER, _PARTICIPANT, _NUMBERED, _GROUP)
    one = _bare_key(label)
    if any(kind.fullmatch(one) for kind in kinds):
        return True
    first = key(_ADDED.split(clean(label), maxsplit=1)[0])
    return bool(first) and first != one and any(kind.fullmatch(first) for kind in kinds)


def same_person(labels: Sequence[str], *, lone_first_names: bool = True) -> dict[str, str]:
    """For each label the one that stands for its speaker, the fullest spelling of all that mean them.

    Joined are: other case, spacing and marks; "P1" and "P 1"; a role in full and shortened ("Participant 1", "P1");
    "Q1", "Q2" where all labels number questions and answers; "Ann Lee (AL)" and "AL"; initials of one name only
    ("AL"); a first name that only one full name begins with.

    Args:
        labels: The labels of one file, in order of first appearance.
        lone_first_names: Whether "Ann" is taken as "Ann Lee" where no other Ann is named.

    Returns:
        Label to label.
    """
    first: dict[str, str] = {}
    for label in labels:
        first.setdefault(_bare_key(label), _best_name(label))
    if numbered := _numbered_questions(first):
        return {label: numbered[_bare_key(label)] for label in labels}
    _join_roles(first)
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


def _join_roles(first: dict[str, str]) -> None:
    """Let labels that are one role and number stand for one speaker, the one that comes first."""
    parted = {one: found for one in first if (found := _ROLE_AND_NUMBER.fullmatch(one)) is not None}
    words = {found["word"] for found in parted.values()}
    full = {short: role for role, shorts in _SHORTENED.items() if role in words for short in shorts}
    if "interviewee" in words and "interviewer" not in words:
        full.pop("i", None)
    heard: dict[tuple[str, str | None], str] = {}
    for one, found in parted.items():
        role = full.get(found["word"], found["word"]), found["number"]
        first[one] = heard.setdefault(role, first[one])


def _numbered_questions(first: Mapping[str, str]) -> dict[str, str]:
    """The keys with Q or A for each, where every label is a numbered question or answer; nothing where any is not."""
    n_questions = sum(one.startswith("q") for one in first)
    if n_questions < _QUESTIONS or not all(re.fullmatch(r"[qa] ?\d+", one) for one in first):
        return {}
    return {one: one[0].upper() for one in first}


def _best_name(label: str) -> str:
    found = _PARENTHESES.match(clean(label))
    return found["name"] if found else clean(label)


def _bare_key(label: str) -> str:
    return key(_best_name(label))


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split())
