"""Whether a quotation is attributed to who said it, as the project would attribute it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from themes.model import Transcript
from themes.report.attribution import INTERVIEWER, SEVERAL, UNKNOWN
from themes.report.verify.facts import Severity
from themes.report.verify.ground import Ground, folded
from themes.report.verify.placing import Place
from themes.report.verify.words import keys
from themes.report.wording import clock
from themes.text import turns_in

_REFERENCE = re.compile(r"\b(interview|focus group|workshop|survey answers|field note|document) (\d+)\b", re.IGNORECASE)
_TIME = re.compile(r"\b\d+:\d\d:\d\d\b")
_OURS = folded(
    f"{SEVERAL} {UNKNOWN} {INTERVIEWER} in turn accepted in bulk not yet read participant participants interviewee "
    "respondent emphasis added original a an and at by from in of on the to with who role line lines minute"
).split()


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is wrong with an attribution, or to be looked at, in a sentence."""

    severity: Severity
    why: str


def doubt_of(said: str, places: Iterable[Place], ground: Ground) -> Doubt | None:
    """The least doubt that an attribution leaves, of all the places where the words stand; None for none.

    Args:
        said: The attribution as the report has it.
        places: Where the words stand: one that agrees is enough.
        ground: The study.
    """
    doubts = []
    for place in places:
        doubt = _doubt(said, place, ground)
        if doubt is None:
            return None
        doubts.append(doubt)
    return min(doubts, key=lambda doubt: doubt.severity == "wrong", default=None)


def expected(place: Place, ground: Ground) -> str:
    """The attribution that the project gives: who, and in which transcript."""
    source = place.transcript
    time = clock(_seconds(place))
    reference = " at ".join(part for part in (ground.references[source.id], time) if part)
    return f"{ground.attributions.of(source, place.start, place.end)} ({reference})"


def _doubt(said: str, place: Place, ground: Ground) -> Doubt | None:
    source = place.transcript
    reference = ground.references[source.id]
    if any(folded(other[0]) != folded(reference) for other in _REFERENCE.finditer(said)):
        return Doubt("wrong", f"the words stand in {reference}")
    right = ground.attributions.of(source, place.start, place.end)
    speaking = _cases(source, place)
    rest = f" {folded(_TIME.sub(' ', said))} "
    for known in ground.references.values():
        rest = rest.replace(f" {folded(known)} ", " ")
    agrees = f" {folded(right)} " in rest
    rest = rest.replace(f" {folded(right)} ", " ")
    named, rest = _taken(rest, ground)
    values, rest = _taken_values(rest, ground)
    own = {value for case_id in speaking for value in ground.values.get(case_id, ())}
    not_said_by_interviewer = INTERVIEWER in keys(said) and INTERVIEWER not in right
    if named - speaking or values - own or not_said_by_interviewer:
        return Doubt("wrong", f"the words are those of {right}")
    if not (agrees or named or values or not speaking or _REFERENCE.search(said)):
        return Doubt("look", f"nobody can be told from it; the words are those of {right}")
    if len(speaking) > 1 and named and named != speaking:
        return Doubt("look", f"several speak there: {right}")
    return _unknown(rest, right, ground) or _time(said, place)


def _unknown(rest: str, right: str, ground: Ground) -> Doubt | None:
    """What is said of somebody beyond all that the project knows of them."""
    known = {*_OURS, *_kinds(ground)}
    left = [word for word in rest.split() if word not in known and not word.isdigit()]
    return Doubt("look", f"“{' '.join(left)}” is not what the project knows; it says {right}") if left else None


def _time(said: str, place: Place) -> Doubt | None:
    """A time at which no turn of the place begins."""
    times = _TIME.findall(said)
    if not times or _times(place) & set(times):
        return None
    return Doubt("look", f"the words stand at {clock(_seconds(place)) or 'no known time'}")


def _cases(source: Transcript, place: Place) -> set[str]:
    """The cases of those who speak in a place."""
    turns = [source.turns[nth] for nth in turns_in(source, place.start, place.end)]
    found = [source.speakers[turn.speaker].case_id for turn in turns if turn.speaker is not None]
    return {case_id for case_id in found if case_id}


def _taken(rest: str, ground: Ground) -> tuple[set[str], str]:
    """The cases that are named, the longest label first, and the words without them."""
    named = set()
    for case_id, label in sorted(ground.labels.items(), key=lambda one: -len(one[1])):
        if f" {label} " in rest:
            named.add(case_id)
            rest = rest.replace(f" {label} ", " ")
    return named, rest


def _taken_values(rest: str, ground: Ground) -> tuple[set[str], str]:
    """The attributes' values that are named, the longest first, and the words without them."""
    found = set()
    for value in ground.every_value:
        if f" {value} " in rest:
            found.add(value)
            rest = rest.replace(f" {value} ", " ")
    return found, rest


def _kinds(ground: Ground) -> set[str]:
    """Names of attributes and kinds of transcripts, which an attribution may hold beside its values."""
    told = [*ground.material.attributes, *(source.kind for source in ground.material.transcripts)]
    return {word for one in told for key in keys(one) for word in (key, f"{key}s")}


def _seconds(place: Place) -> float | None:
    turns = turns_in(place.transcript, place.start, place.end)
    return place.transcript.turns[turns[0]].start_seconds if turns else None


def _times(place: Place) -> set[str]:
    """The times of the turns in a place."""
    turns = turns_in(place.transcript, place.start, place.end)
    return {clock(place.transcript.turns[nth].start_seconds) for nth in turns}
