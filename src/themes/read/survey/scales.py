"""Which scale the answers to a closed question lie on, and which end of it is the lower.

What is found is a proposal: whoever knows the survey confirms it (issue 3, line 5).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_FAMILIES: tuple[tuple[tuple[str, ...], ...], ...] = tuple(
    tuple(tuple(spelling.strip() for spelling in rung.split("|")) for rung in family)
    for family in (
        (
            "strongly disagree|disagree strongly|completely disagree|totally disagree",
            "disagree|tend to disagree|disagree somewhat|moderately disagree",
            "somewhat disagree|slightly disagree|disagree slightly|disagree a little",
            "neither agree nor disagree|neither agree or disagree|neither disagree nor agree|neutral|undecided|neither",
            "somewhat agree|slightly agree|agree slightly|agree a little",
            "agree|tend to agree|agree somewhat|moderately agree",
            "strongly agree|agree strongly|completely agree|totally agree",
        ),
        (
            "very dissatisfied|extremely dissatisfied|completely dissatisfied",
            "dissatisfied|fairly dissatisfied|quite dissatisfied|moderately dissatisfied",
            "somewhat dissatisfied|slightly dissatisfied",
            "neither satisfied nor dissatisfied|neither dissatisfied nor satisfied|neutral|neither",
            "somewhat satisfied|slightly satisfied",
            "satisfied|fairly satisfied|quite satisfied|moderately satisfied",
            "very satisfied|extremely satisfied|completely satisfied",
        ),
        (
            "never|not at all",
            "almost never|very rarely|hardly ever",
            "rarely|seldom",
            "occasionally|once in a while|now and then",
            "sometimes",
            "often|frequently|usually|most of the time|regularly",
            "very often|very frequently|almost always|nearly always",
            "always|all the time",
        ),
        (
            "very unlikely|extremely unlikely",
            "unlikely|fairly unlikely|quite unlikely",
            "somewhat unlikely|slightly unlikely",
            "neither likely nor unlikely|neutral|neither",
            "somewhat likely|slightly likely",
            "likely|fairly likely|quite likely",
            "very likely|extremely likely",
        ),
        ("very poor|terrible", "poor|bad", "fair|average|acceptable|ok|okay|neither good nor poor|neutral", "good",
         "very good", "excellent|outstanding"),
        ("very bad", "bad", "neither good nor bad|neutral|average", "good", "very good"),
        ("very difficult|very hard", "difficult|hard|fairly difficult", "somewhat difficult|slightly difficult",
         "neither easy nor difficult|neither difficult nor easy|neutral|neither", "somewhat easy|slightly easy",
         "easy|fairly easy", "very easy"),
        ("not at all important|not important|unimportant", "slightly important|a little important",
         "somewhat important|fairly important", "moderately important|neutral", "important|quite important",
         "very important", "extremely important|essential|critical"),
        ("not at all useful|not useful|useless", "not very useful|slightly useful", "somewhat useful|fairly useful",
         "moderately useful", "useful|quite useful", "very useful", "extremely useful"),
        ("not at all helpful|not helpful|unhelpful", "not very helpful|slightly helpful",
         "somewhat helpful|fairly helpful", "moderately helpful", "helpful|quite helpful", "very helpful",
         "extremely helpful"),
        ("not at all confident|not confident", "not very confident|slightly confident",
         "somewhat confident|fairly confident", "moderately confident", "confident|quite confident", "very confident",
         "extremely confident|completely confident"),
        ("much worse|a lot worse", "worse|somewhat worse|a little worse|slightly worse",
         "about the same|the same|same|no change|no difference",
         "better|somewhat better|a little better|slightly better", "much better|a lot better"),
        ("not at all", "a little|slightly|to a small extent|to a limited extent|very little|not much",
         "somewhat|moderately|to some extent|to a moderate extent|partly",
         "quite a bit|quite a lot|mostly|considerably",
         "very much|to a great extent|to a large extent|a lot|a great deal|completely|fully|extremely"),
        ("none", "beginner|novice|basic", "intermediate|competent", "advanced|proficient", "expert"),
        ("very low", "low", "medium|moderate|average", "high", "very high"),
        ("no|no not at all|no never|not really",
         "yes to some extent|yes sometimes|yes partly|yes mostly|to some extent",
         "yes definitely|yes completely|yes always|yes fully"),
        ("no|n", "partly|partially|in part|sometimes|to some extent", "yes|y"),
        ("definitely not|definitely no", "probably not|probably no", "maybe|perhaps|might or might not|possibly",
         "probably|probably yes|yes probably", "definitely|definitely yes|yes definitely"),
        ("hours", "days", "weeks", "months", "years"),
        ("none", "under ten|fewer than ten|less than ten", "tens|dozens", "hundreds", "thousands", "tens of thousands",
         "hundreds of thousands|hundreds of thousands or more", "millions"),
        ("false", "true"),
    )
)  # fmt: skip
"""Scales that surveys use, each from its lower end to its higher; a rung may be spelt in several ways."""

_BESIDE = re.compile(
    r"(?:(?:i )?(?:don[’']?t|do not) know\b.*|not sure|unsure|not applicable|n/?a|"
    r"(?:i )?(?:would )?(?:prefer|rather) not (?:to )?(?:say|answer|tell)|no opinion|no answer|cannot say|"
    r"can[’']?t say|other|(?:does|did) not apply)\.?"
)
_REMARK = re.compile(r"\s*(?:\s[-–—]+\s|:\s|[,;(\[]).*$")
# "1 - Not at all", but no file: "1-interview.docx".
_NUMBERED = re.compile(r"(?P<number>\d{1,2})\b\s*(?:[-–—=:.)]|\()?\s*(?P<label>[^\d\s].*)(?<!\.\w{3})(?<!\.\w{4})")
_UNITS = {"day": 365.0, "dai": 365.0, "week": 52.0, "month": 12.0, "quarter": 4.0, "year": 1.0, "annual": 1.0}
_UNIT = re.compile(r"\b(day|dai|week|month|quarter|year|annual)(?=s?\b|ly\b)")
_OFTENER, _SELDOMER = re.compile(r"\bmore (?:often )?than\b"), re.compile(r"\bless (?:often |frequently )?than\b")
_TIMES = re.compile(r"\b(?:(\d+)|once|twice|several times|multiple times|few times)\b")
_NO_MORE = re.compile(r"i (?:do not|don't|no longer) (?:use|do|have|read|attend|visit)\b.*")
_HOW_MANY = {"once": 1.0, "twice": 2.0}
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_AMOUNT = re.compile(
    rf"(?P<below>(?:less than|under|fewer than|below|up to|<=?)\s*)?[£$€]?(?P<first>{_NUMBER}|an?|one|two|"
    rf"three|four|five|ten|twenty|fifty)\b(?:\s*(?:-|–|—|to)\s*[£$€]?{_NUMBER})?"
    r"(?P<above>\s*(?:\+|or (?:more|over|older|above)|"
    r"and (?:over|above|older)))?(?P<unit>\s*[a-z%]+)?(?P<more>\s+or (?:more|over|older|above))?"
)
_OVER = re.compile(r"^(?:more than|over|above|>=?)\s*")
_WORDS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10, "twenty": 20, "fifty": 50}
_FEWEST = 2
_MOST_RUNGS = 12
_JUST_BELOW = 0.5


def found_scale(answers: Iterable[str]) -> tuple[str, ...]:
    """The scale that different answers to a question lie on.

    Args:
        answers: The different answers, as the file spells them.

    Returns:
        The answers from the lower end of the scale to its higher, what lies beside it ("don't know") last; empty
        where they are on no scale that is known.

    >>> found_scale(["Agree", "Don't know", "Strongly disagree", "Disagree", "Strongly agree"])
    ('Strongly disagree', 'Disagree', 'Agree', 'Strongly agree', "Don't know")
    >>> found_scale(["5 - very", "1 - not at all", "3"])
    ('1 - not at all', '3', '5 - very')
    >>> found_scale(["65+", "18-24", "25-34"]), found_scale(["red", "green"])
    (('18-24', '25-34', '65+'), ())
    """
    held = sorted(set(answers))
    beside = [answer for answer in held if _BESIDE.fullmatch(_folded(answer))]
    on_scale = [answer for answer in held if answer not in beside]
    if not _FEWEST <= len(on_scale) <= _MOST_RUNGS:
        return ()
    for ranks in (_in_a_family(on_scale), _by_number(on_scale), _by_how_often(on_scale), _by_amount(on_scale)):
        if ranks and len(set(ranks)) == len(ranks):
            ordered = [answer for _, answer in sorted(zip(ranks, on_scale, strict=True))]
            return (*ordered, *beside)
    return ()


def family_of(scale: Sequence[str]) -> int | None:
    """Which known scale the answers are on, so that questions of one scale can share it; None for none of them."""
    folded = [answer for answer in map(_without_commas, scale) if not _BESIDE.fullmatch(answer)]
    return next((nth for nth, family in enumerate(_RUNGS) if all(answer in family for answer in folded)), None)


def turned_round(scale: Sequence[str]) -> tuple[str, ...]:
    """The scale from its other end; what lies beside it stays last.

    >>> turned_round(["No", "Yes", "Don't know"])
    ('Yes', 'No', "Don't know")
    """
    beside = tuple(answer for answer in scale if _BESIDE.fullmatch(_folded(answer)))
    return (*(answer for answer in reversed(scale) if answer not in beside), *beside)


def points(lowest: int, highest: int) -> tuple[str, ...]:
    """A rating of so many points, as text: ``points(1, 3)`` is ("1", "2", "3")."""
    return tuple(str(number) for number in range(lowest, highest + 1))


def _in_a_family(answers: Sequence[str]) -> list[float]:
    """The rung of each answer, where all are on one known scale; with the remark after a dash or colon where needed."""
    for fold in (_without_commas, _without_remark):
        folded = [fold(answer) for answer in answers]
        for family in _RUNGS:
            if all(answer in family for answer in folded):
                return [family[answer] for answer in folded]
    return []


def _by_number(answers: Sequence[str]) -> list[float]:
    """The number that each answer begins with, where some have a label: "1 - not at all", "2", "3 - very"."""
    ranks: list[float] = []
    labelled = 0
    for answer in answers:
        match = _NUMBERED.fullmatch(answer.strip())
        if match is None and not answer.strip().isdecimal():
            return []
        labelled += match is not None
        ranks.append(float(match["number"] if match else answer))
    return ranks if labelled and max(ranks) <= _MOST_RUNGS and not _by_amount(answers) else []


def _by_how_often(answers: Sequence[str]) -> list[float]:
    """How often a year each answer means: "Daily", "2-3 times a week", "Less often than monthly"."""
    ranks = []
    for answer in map(_folded, answers):
        if answer in {"never", "not at all"} or _NO_MORE.fullmatch(answer):
            ranks.append(0.0)
            continue
        units = [_UNITS[unit] for unit in _UNIT.findall(answer)]
        if not units or not (
            _TIMES.search(answer) or re.search(r"\b(?:every|dai|week|month|quarter|annual|year)", answer)
        ):
            return []
        times = _TIMES.search(answer)
        count = float(times[1]) if times and times[1] else _HOW_MANY.get(times[0], 3.0) if times else 1.0
        rate = count * sum(units) / len(units)
        rate *= 1.5 if _OFTENER.search(answer) else 0.6 if _SELDOMER.search(answer) else 1.0
        ranks.append(rate)
    return ranks if not _lasting(answers) else []


def _by_amount(answers: Sequence[str]) -> list[float]:
    """The lower end of each answer's range: "Under 18", "18-24", "2-5 years", "65 or over"."""
    ranks, with_range = [], False
    for answer in map(_folded, answers):
        over = _OVER.match(answer)
        match = _AMOUNT.fullmatch(answer[over.end() :] if over else answer)
        if match is None:
            return []
        first = match["first"]
        amount = float(_WORDS[first]) if first in _WORDS else float(first.replace(",", ""))
        ranges = bool(
            match["below"]
            or match["above"]
            or match["more"]
            or over
            or re.search(r"\d\s*(?:[-–—]|to)\s*[£$€]?\d", answer)
        )
        with_range = with_range or ranges
        ranks.append(amount - _JUST_BELOW if match["below"] else amount + _JUST_BELOW if over else amount)
    return ranks if with_range else []


def _lasting(answers: Sequence[str]) -> bool:
    """Whether the answers say how long rather than how often: "2-5 years", "Less than a month"."""
    return bool(_by_amount(answers)) and not any(
        re.search(r"\b(?:times|once|twice|every)\b", answer) for answer in answers
    )


def _folded(answer: str) -> str:
    return " ".join(answer.casefold().replace("’", "'").split()).strip(" .")


def _without_commas(answer: str) -> str:
    return _folded(answer).replace(",", "")


def _without_remark(answer: str) -> str:
    return _REMARK.sub("", _folded(answer))


_RUNGS = tuple({spelling: float(nth) for nth, rung in enumerate(family) for spelling in rung} for family in _FAMILIES)
