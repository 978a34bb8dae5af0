"""What names nobody: speakers' labels, titles and file names that can stay, and what stands for those that cannot."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from themes.privacy.pseudonyms import folded

_ROLES = (
    "interviewer interviewee int intv moderator facilitator researcher evaluator assistant participant respondent res "
    "resp speaker voice person part subject user client patient carer parent nurse doctor chair member staff "
    "unknown unidentified male female man woman all both several question answer observer note taker notetaker host "
    "guest panel group focus narrator transcriber other others i r p q a m f s x fg pt ppt mod fac one two three four "
    "five six seven eight nine ten first second third new the and of"
)
_NEUTRAL = frozenset(_ROLES.split())
_NUMBERED = re.compile(
    r"(?:p|r|i|s|m|f|pt|int|res|fg|id|participant|speaker|interviewer|respondent|sp|spk)?0*\d{1,6}[a-z]?"
)
_SEPARATORS = re.compile(r"[_\-.,;()\[\]+&]+|(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
_SHORTEST = 4  # letters of a name that is looked for inside a word: shorter ones stand in too many


def is_neutral(label: str) -> bool:
    """Whether a speaker's label names nobody: only roles and numbers, never what might be a name.

    >>> [is_neutral(label) for label in ("Speaker 2", "P07", "Interviewer", "Agnes", "JS")]
    [True, True, True, False, False]
    """
    return all(word in _NEUTRAL or _NUMBERED.fullmatch(word) for word in folded(_spaced(label)).split())


def holds_name(name_of_file: str, names: Iterable[str]) -> bool:
    """Whether a title or file name holds one of some names, however it is joined: "AnnLee_2.docx" holds "Ann Lee"."""
    spaced = f" {folded(_spaced(name_of_file))} "
    joined = spaced.replace(" ", "")
    for name in names:
        wanted = folded(name)
        if wanted and (f" {wanted} " in spaced or (len(wanted) >= _SHORTEST and wanted.replace(" ", "") in joined)):
            return True
    return False


def spaced(name_of_file: str) -> str:
    """A title or file name as words that a search for names can read."""
    return " ".join(_spaced(name_of_file).split())


def neutral_title(kind: str, cases: Sequence[str], number: int) -> str:
    """A title that names nobody: "Interview P07", or by its number where it is not one participant's."""
    return f"{kind.capitalize()} {cases[0] if len(cases) == 1 else number}"


def neutral_file(source_name: str, title: str) -> str:
    """A file's name that says no more than the title, with the suffix that tells its format."""
    return title.replace(" ", "-").casefold() + PurePath(source_name).suffix.casefold()


def neutral_labels(labels: Sequence[str], roles: Sequence[str], cases: Sequence[str]) -> tuple[str, ...]:
    """Labels that name nobody, in the order of the speakers.

    Args:
        labels: As the file gives them.
        roles: "interviewer" or "participant", for each.
        cases: The label of each one's case, empty where they have none.
    """
    kept: list[str] = []
    for label, role, case in zip(labels, roles, cases, strict=True):
        wanted = label if is_neutral(label) else case or role.capitalize()
        free, nth = wanted, 2
        while free in kept:
            free, nth = f"{wanted} {nth}", nth + 1
        kept.append(free)
    return tuple(kept)


def _spaced(words: str) -> str:
    return _SEPARATORS.sub(" ", words)
