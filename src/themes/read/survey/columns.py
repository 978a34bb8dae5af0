"""What each column of a survey grid holds: who answered, a property of theirs, a point on a scale, words, or nothing.

Every answer here is a proposal with its reason; a person confirms it before anything is taken in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from themes.model import AttributeType
from themes.read.survey.batteries import ON_A_SCALE, STEPS, WHOLE, with_shared_scales, without_twins
from themes.read.survey.column import Column, ColumnKind
from themes.read.survey.scales import found_scale, points
from themes.values import date_of, number_of


@dataclass(frozen=True, slots=True)
class _Seen:
    """What stands in one column: its heading without signs, its answers, and how often each."""

    heading: str
    name: str
    answers: list[str]
    counts: Counter[str]
    n_rows: int


_TELLING = {
    "email", "emailaddress", "recipientemail", "youremail", "youremailaddress", "ipaddress", "ip", "name", "fullname",
    "firstname", "lastname", "surname", "forename", "yourname", "username", "recipientfirstname", "recipientlastname",
    "phone", "phonenumber", "telephone", "telephonenumber", "mobile", "mobilenumber", "contactdetails",
    "locationlatitude", "locationlongitude", "latitude", "longitude", "dateofbirth", "dob", "nhsnumber",
}  # fmt: skip
_TECHNICAL = {
    "starttime", "startdate", "started", "timestarted", "enddate", "endtime", "completiontime", "completed",
    "timestamp", "datesubmitted", "submitted", "submitdate", "recordeddate", "lastmodifiedtime", "lastmodified",
    "duration", "durationinseconds", "durationseconds", "timetaken", "progress", "finished", "status", "responsestatus",
    "responsetype", "distributionchannel", "userlanguage", "startlanguage", "collectorid", "collector",
    "externalreference", "externaldatareference", "useragent", "referer", "refurl", "lastpage", "seed", "totalpoints",
    "quizfeedback", "datestamp", "completiontimeseconds", "surveyid", "sessionid",
}  # fmt: skip
_IDENTIFYING = {
    "id", "respondentid", "responseid", "uniqueresponsenumber", "uniqueresponseno", "respondent", "participant",
    "participantid", "participantnumber", "caseid", "recordid", "recipientid", "subjectid", "token", "rowid", "key",
}  # fmt: skip
_IDENTIFYING_WORDS = re.compile(
    r"(?:^|[\s_\-])id$|\b(?:participant|respondent|response|unique|study)\s+(?:id|number|no|code)\b"
)
_ID = re.compile(r"[A-Za-z]{0,8}[\s_\-.]?\d{1,15}|[0-9a-f]{8}-[0-9a-f-]{20,40}|R_\w{10,24}", re.ASCII)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}")
_IP = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}|[0-9a-fA-F:]{6,}:[0-9a-fA-F:]+")
_MOMENT = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[T ,]+\d{1,2}:\d{2}.*")
_ASKS = re.compile(
    r"\?$|\bother\b|comment|feedback|specify|describe|explain|detail|\bwhy\b|anything|tell us|your own words|write in",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"\bhow many\b|\bnumber of\b|\byears?\b|\bage\b|\bhow old\b|\bhours?\b|\bcount\b|\byear_", re.IGNORECASE
)
_PARTS = re.compile(r"[;,|]")

_NEARLY_ALL = 0.95
_MOST_CHOICES = 30
_OFTEN = 2
_LONG_CHOICE = 120
_DIFFERENT = 0.3
_SOME_DIFFERENT = 0.1
_WORDS_OF_SPEECH = 3
_WORDS_OF_A_PARAGRAPH = 8
_MANY = 100
_MOST_PARTS = 40
_FEWEST_RATED = 5
_N_FIRST = 3
_LONGEST_ID = 40


def recognised(headings: Sequence[str], codes: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """What each column is proposed to be.

    Args:
        headings: The question above each column.
        codes: The tool's own name of each, empty where it gives none.
        rows: The answers, as many cells a row; an empty cell is no answer.

    Returns:
        A column for each heading, in order.
    """
    columns: list[Column] = []
    for index, (heading, code) in enumerate(zip(headings, codes, strict=True)):
        answers = [row[index] for row in rows if row[index]]
        seen = _Seen(heading, _squeezed(heading), answers, Counter(answers), len(rows))
        found = next(filter(None, (look(seen, index) for look in _LOOKS)), None) or _by_words(seen)
        columns.append(replace(found, index=index, heading=heading, code=code, n_answers=len(answers)))
    return tuple(with_shared_scales(without_twins(_one_identifier(columns), rows), rows))


def _told(kind: ColumnKind, why: str, *, type: AttributeType = "text", choices: tuple[str, ...] = ()) -> Column:  # noqa: A002 - the field's name
    held: AttributeType = "choice" if kind == "scale" else type
    return Column(index=0, heading="", kind=kind, why=why, n_answers=0, type=held, choices=choices)


# --- what a column can be known by, the surest first ---------------------------------------------


def _nothing(seen: _Seen, _index: int) -> Column | None:
    if not seen.answers:
        return _told("left out", "nobody answered it")
    if len(seen.counts) == 1 and len(seen.answers) == seen.n_rows > _OFTEN:
        return _told("left out", "the same in every row")
    return None


def _telling(seen: _Seen, _index: int) -> Column | None:
    if seen.name in _TELLING or any(_nearly_all(form, seen.answers) for form in (_EMAIL, _IP)):
        return _told("left out", "it could tell who somebody is")
    return None


def _technical(seen: _Seen, _index: int) -> Column | None:
    if seen.name in _TECHNICAL or _nearly_all(_MOMENT, seen.answers):
        return _told("left out", "kept by the survey tool, not said by a respondent")
    return None


def _nearly_all(form: re.Pattern[str], answers: Sequence[str]) -> bool:
    """Whether nearly all answers are of a form; looks no further than until too many are not."""
    others = (answer for answer in answers if not form.fullmatch(answer))
    at_most = int((1 - _NEARLY_ALL) * len(answers))
    return next(islice(others, at_most, None), None) is None


def _identifier(seen: _Seen, index: int) -> Column | None:
    named = seen.name in _IDENTIFYING or bool(_IDENTIFYING_WORDS.search(seen.heading.casefold()))
    alike = all(len(answer) <= _LONGEST_ID and "\n" not in answer for answer in seen.counts)
    each_once = len(seen.counts) == len(seen.answers) >= _NEARLY_ALL * seen.n_rows
    if (
        each_once
        and alike
        and (named or (index < _N_FIRST and seen.n_rows > 1 and all(map(_ID.fullmatch, seen.counts))))
    ):
        return _told("identifier", "another in every row")
    if named and alike and len(seen.counts) < len(seen.answers):
        return _told("left out", "it repeats, so it does not tell the rows apart")
    return None


def _number(seen: _Seen, _index: int) -> Column | None:
    if not all(map(number_of, seen.counts)):
        return None
    whole = all(map(WHOLE.fullmatch, seen.counts))
    highest = max(map(int, seen.counts)) if whole else 0
    rated = whole and _OFTEN <= highest <= STEPS[-1] and len(seen.answers) >= _FEWEST_RATED
    if rated and not _COUNTS.search(seen.heading) and len(seen.answers) > len(seen.counts):
        lowest = 0 if "0" in seen.counts else 1
        return _told("scale", "whole numbers in a small range", choices=points(lowest, highest))
    return _told("property", "numbers", type="number")


def _date(seen: _Seen, _index: int) -> Column | None:
    return _told("property", "dates, read day first", type="date") if all(map(date_of, seen.counts)) else None


def _scale(seen: _Seen, _index: int) -> Column | None:
    if len(seen.counts) > _MOST_CHOICES:
        return None
    scale = found_scale(seen.counts)
    return _told("scale", ON_A_SCALE, choices=scale) if scale else None


def _choice(seen: _Seen, _index: int) -> Column | None:
    few = len(seen.counts) <= _MOST_CHOICES and len(seen.answers) >= _OFTEN * len(seen.counts)
    parts = Counter(part for answer in seen.answers for one in _PARTS.split(answer) if (part := one.strip()))
    several = parts.total() > len(seen.answers) * 1.3 and len(seen.answers) >= _FEWEST_RATED
    often = sum(count for _, count in parts.most_common(_MOST_PARTS))
    mixed = several and often >= (1 - _SOME_DIFFERENT) * parts.total()
    # Of few answers, those are several in one cell whose parts are fewer than they: "Excel", "Excel, R", "R".
    if mixed and parts.total() >= _OFTEN * _OFTEN * len(parts) and (not few or len(parts) < len(seen.counts)):
        return _told("property", "several choices in one cell")
    if few and max(map(len, seen.counts)) <= _LONG_CHOICE:
        choices = tuple(sorted(seen.counts, key=str.casefold))
        told = "each given often" if min(seen.counts.values()) >= _OFTEN else "most given often"
        return _told("property", f"{len(choices)} different answers, {told}", type="choice", choices=choices)
    return None


def _by_words(seen: _Seen) -> Column:
    """Words that hardly anybody else used are an answer in a person's own words; others are a property."""
    different = len(seen.counts) / len(seen.answers)
    n_words = sum(len(answer.split()) for answer in seen.answers) / len(seen.answers)
    own = different > _DIFFERENT and (
        n_words >= _WORDS_OF_SPEECH or len(seen.counts) >= _MANY or bool(_ASKS.search(seen.heading))
    )
    long = different > _SOME_DIFFERENT and n_words >= _WORDS_OF_A_PARAGRAPH and len(seen.counts) > _MOST_CHOICES
    if own or long:
        return _told("open question", f"{len(seen.counts):,} different answers, {n_words:.0f} words on average")
    return _told("property", f"{len(seen.counts):,} different answers, short")


_LOOKS: tuple[Callable[[_Seen, int], Column | None], ...] = (
    _nothing, _telling, _technical, _identifier, _scale, _number, _date, _choice,
)  # fmt: skip


# --- what only the columns together tell ---------------------------------------------------------


def _one_identifier(columns: Sequence[Column]) -> list[Column]:
    """The first identifier is the one; another number of each row says nothing more."""
    found = False
    kept = []
    for column in columns:
        again = column.kind == "identifier" and found
        found = found or column.kind == "identifier"
        kept.append(replace(column, kind="left out", why="another identifier stands before it") if again else column)
    return kept


def _squeezed(heading: str) -> str:
    return "".join(filter(str.isalnum, heading.casefold()))
