"""Where the headings of a survey grid end and its answers begin, in the ways of the tools that write them.

::

    Microsoft Forms   one row: ID, Start time, Completion time, Email, Name, questions
    Google Forms      one row: Timestamp, questions
    Online Surveys    one row: Unique Response Number, …, "1. question"; or a row of codes above the questions
    SurveyMonkey      two rows: question, then option, "Response" or "Open-Ended Response"
    Qualtrics         three rows: code, question, {"ImportId": …}; two without the last
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

Row = Sequence[str]

_TAG = re.compile(r"<[^<>]{1,200}>")
_CODE = re.compile(r"[A-Za-z][\w.\-#\[\]]{0,30}")
_OPTION_ROW = {"response", "open-ended response", "other (please specify)", "other", "specify", "please specify"}
_QUESTION_COLUMN = {"question", "questions", "item", "items", "statement", "statements"}
_ANSWER_COLUMNS = {"answer", "answers", "response", "responses", "score", "scores", "rating", "ratings", "value"}
_RESPONDENT = re.compile(
    r"(?:participant|respondent|person|user|patient|p|r|s|id|u)?[\s_#.\-]*\d{1,6}[a-z]?", re.IGNORECASE
)
_UNTOLD = {"", "comment", "comments", "please explain", "please specify", "explain", "why", "why?", "other", "response",
           "please give details", "reason", "reasons", "notes", "feedback", "other (please specify)"}  # fmt: skip
_LOOKED_AT = 400
_FEW = 12
_MOST = 0.8
_FEWEST_ROWS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Headed:
    """A grid with a row a respondent: full headings, the tool's codes, and the rows of answers.

    ``tool`` is how the headings are written; ``turned`` says that the file has its respondents side by side.
    """

    headings: tuple[str, ...]
    codes: tuple[str, ...]
    rows: list[list[str]]
    tool: str
    n_heading_rows: int = 1
    turned: bool = False


def headed(rows: Sequence[Row]) -> Headed:
    """The grid with its headings told from its answers.

    Args:
        rows: All rows of the file that hold anything.

    Returns:
        As many headings and codes as the widest row has cells; rows of the same width.
    """
    width = max(map(len, rows[:_LOOKED_AT]))
    filled = [[*row, *[""] * (width - len(row))][:width] for row in rows]
    upright = _turned(filled)
    if upright is not None:
        return upright
    for style in (_qualtrics, _surveymonkey, _code_row):
        found = style(filled)
        if found is not None:
            return found
    first = [clean(cell) for cell in filled[0]]
    return Headed(
        headings=tuple(_told_apart(first)), codes=("",) * width, rows=filled[1:], tool=_tool_of(first), n_heading_rows=1
    )


def clean(heading: str) -> str:
    r"""A heading as people read it: no markup, entities as their signs, white space as single spaces.

    >>> clean("<p>How&nbsp;often?</p>\n")
    'How often?'
    """
    return " ".join(html.unescape(_TAG.sub(" ", heading)).split())


def is_untold(heading: str) -> bool:
    """Whether a heading says nothing without the question before it: "Comments", "Please explain"."""
    return heading.casefold().strip(" .:") in _UNTOLD


def _tool_of(headings: Sequence[str]) -> str:
    """Who wrote a single row of headings, by the columns that stand first."""
    first = {heading.casefold() for heading in headings[:8]}
    if {"id", "start time", "completion time"} <= first:
        return "Microsoft Forms"
    if any(name.startswith("unique response n") or name == "uniqueresponseno" for name in first):
        return "Online Surveys"
    if "timestamp" in first:
        return "Google Forms"
    if {"date submitted", "status"} <= first:
        return "SurveyGizmo"
    return "table"


def _qualtrics(rows: Sequence[list[str]]) -> Headed | None:
    """Code, question, and a row of JSON with the tool's own ids; or, in older exports, code and question alone."""
    for n_rows in (2, 3):
        if len(rows) >= n_rows and sum('"ImportId"' in cell for cell in rows[n_rows - 1]) * 2 > len(rows[0]):
            questions = [clean(cell) for cell in rows[n_rows - 2]]
            codes = tuple(clean(cell) for cell in rows[0]) if n_rows > 2 else ("",) * len(questions)  # noqa: PLR2004 - codes, questions, ids
            return Headed(
                headings=tuple(_told_apart(questions)),
                codes=codes,
                rows=list(rows[n_rows:]),
                tool="Qualtrics",
                n_heading_rows=n_rows,
            )
    return None


def _surveymonkey(rows: Sequence[list[str]]) -> Headed | None:
    """The question once, over all its options, and below it the options."""
    if len(rows) < 2:  # noqa: PLR2004 - the two rows of headings
        return None
    questions, options = [clean(cell) for cell in rows[0]], [clean(cell) for cell in rows[1]]
    own = [nth for nth, cell in enumerate(options) if cell.casefold() in _OPTION_ROW]
    under = [nth for nth, cell in enumerate(questions) if not cell and options[nth]]
    metadata = sum(bool(question) and not option for question, option in zip(questions, options, strict=True))
    if not (own or under) or not metadata or options[0]:
        return None
    headings, question = [], ""
    for above, option in zip(questions, options, strict=True):
        question = above or question
        says_nothing = not option or option.casefold() in {"response", "open-ended response"}
        headings.append(question if says_nothing else f"{question}: {option}")
    return Headed(
        headings=tuple(_told_apart(headings)),
        codes=("",) * len(headings),
        rows=list(rows[2:]),
        tool="SurveyMonkey",
        n_heading_rows=2,
    )


def _code_row(rows: Sequence[list[str]]) -> Headed | None:
    """A row of codes above a row of questions: the second row fits in with no column's answers."""
    if len(rows) < 2 + _FEWEST_ROWS:
        return None
    codes, second, answers = rows[0], rows[1], rows[2 : 2 + _LOOKED_AT]
    if not all(_CODE.fullmatch(cell) or not cell for cell in codes):
        return None
    told = misfits = 0
    for nth, cell in enumerate(second):
        held = [row[nth] for row in answers if row[nth]]
        different = set(held)
        if len(held) < _FEWEST_ROWS or len(different) > max(1, min(_FEW, len(held) // 2)) or not cell:
            continue
        told += 1
        misfits += cell not in different and len(cell) > max(map(len, different)) / 2
    wordy = sum(len(cell.split()) >= _FEWEST_ROWS for cell in second)
    if told < 2 or misfits < _MOST * told or wordy * 2 < len(second):  # noqa: PLR2004 - one might be chance
        return None
    return Headed(
        headings=tuple(_told_apart([clean(cell) for cell in second])),
        codes=tuple(map(clean, codes)),
        rows=list(rows[2:]),
        tool="table with a row of codes",
        n_heading_rows=2,
    )


def _turned(rows: Sequence[list[str]]) -> Headed | None:
    """Questions down the rows and respondents side by side; or one respondent's questions with answers beside them."""
    header = [clean(cell) for cell in rows[0]]
    if len(rows) < 2 or header[0].casefold() not in _QUESTION_COLUMN:  # noqa: PLR2004 - a heading and an answer
        return None
    questions = [clean(row[0]) for row in rows[1:]]
    beside = [name for name in header[1:] if name]
    if beside and all(_RESPONDENT.fullmatch(name) for name in beside):
        places = [nth for nth, name in enumerate(header) if nth and name]
        turned = [[header[nth], *(row[nth] for row in rows[1:])] for nth in places]
        headings = ["Respondent", *questions]
    elif beside and all(name.casefold() in _ANSWER_COLUMNS or is_untold(name) for name in beside):
        columns = [(nth, name) for nth, name in enumerate(header) if nth and name]
        headings = [
            question if name.casefold() in _ANSWER_COLUMNS else f"{question}: {name}"
            for question in questions
            for _, name in columns
        ]
        turned = [[row[nth] for row in rows[1:] for nth, _ in columns]]
    else:
        return None
    return Headed(
        headings=tuple(_told_apart(headings)), codes=("",) * len(headings), rows=turned, tool="table", turned=True
    )


def _told_apart(headings: Sequence[str]) -> list[str]:
    """Headings that say nothing by themselves with the question before them, and no two alike."""
    told: list[str] = []
    question = ""
    for nth, heading in enumerate(headings):
        if not heading:
            told.append(f"Column {nth + 1}")
        elif is_untold(heading):
            told.append(f"{question}: {heading.strip(' .:')}" if question else heading)
        else:
            question = heading
            told.append(heading)
    seen: dict[str, int] = {}
    for nth, heading in enumerate(told):
        seen[heading.casefold()] = seen.get(heading.casefold(), 0) + 1
        if seen[heading.casefold()] > 1:
            told[nth] = f"{heading} ({seen[heading.casefold()]})"
    return told
