"""Checking figures: each "n of N" and percentage that stands under a theme, or in a sentence that names one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from themes.report.findings import DIRECTION_NAMES, Defined, Section
from themes.report.heard import Quoted
from themes.report.verify.amounts import Amount, amounts
from themes.report.verify.claims import Claim, claims
from themes.report.verify.facts import Mend, Severity
from themes.report.verify.ground import Ground, folded
from themes.report.verify.numbers import NUMBER
from themes.report.verify.outline import Standing
from themes.report.verify.quoted import without_quotations
from themes.report.wording import Count, quantity

_HEARD = re.compile(r"\b(?P<word>[a-z]+(?: [a-z]+)?)\s+participants?\s+\((?=at\s|\d)", re.IGNORECASE)
_RAW = re.compile(
    rf"^(?P<way>{'|'.join(DIRECTION_NAMES.values())}): (?P<quotations>[\d,]+) quotations? from (?P<n>\d+) "
)
SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z“\"(])")
"""The gap between two sentences."""
_PEOPLE = (
    "participant",
    "participants",
    "people",
    "interviewee",
    "interviewees",
    "respondent",
    "respondents",
    "persons",
)
_SURE = "Mend it, or see what changed since."
_LESS = "See that it is about something that so many say."
_UNKNOWN = "Not all of the others were looked at in full: look at them, or say what is known."


@dataclass(frozen=True, slots=True)
class Checked:
    """Figures that could be checked, those that could not, and what is to be mended."""

    n_figures: int
    n_unbound: int
    mends: tuple[Mend, ...]


def check(
    standing: Sequence[Standing],
    skipped: frozenset[int],
    ground: Ground,
    compared: Collection[tuple[int, str]] = frozenset(),
) -> Checked:
    """Check all figures of a manuscript but those in quotations.

    Args:
        standing: The passages with where they stand.
        skipped: The numbers of passages that are quotations or their attributions.
        ground: The study.
        compared: Sentences that are compared otherwise, each with the number of its passage: none is left unchecked.
    """
    n_figures = n_unbound = 0
    mends: list[Mend] = []
    heads: dict[tuple[int, int], str] = {}
    rows: dict[tuple[int, int], Section | None] = {}
    for one in standing:
        passage = one.passage
        if passage.table and not passage.row:
            heads[passage.table, passage.column] = passage.words
        if passage.table and not passage.column:
            rows[passage.table, passage.row] = ground.section(passage.words)
        if one.nth in skipped or one.level:
            continue
        section = rows.get((passage.table, passage.row)) if passage.table else one.section
        if passage.table and section is None:
            continue
        for sentence, whole in _sentences(passage.words):
            named = [] if passage.table else [other for other in ground.named_in(whole) if other is not section]
            sections = [*named, *([section] if section else [])]
            column = heads.get((passage.table, passage.column), "")
            for bound, mend in _sentence(sentence, one, sections, ground, column):
                n_figures += bound
                n_unbound += not bound and (one.nth, whole) not in compared
                mends += [mend] if mend is not None else []
    return Checked(n_figures, n_unbound, tuple(mends))


def _sentences(words: str) -> Iterator[tuple[str, str]]:
    """The sentences of a passage, each without what stands in quotation marks, and whole."""
    said = without_quotations(words)
    start = 0
    for gap in SENTENCE.finditer(said):
        yield said[start : gap.start()], words[start : gap.start()]
        start = gap.end()
    yield said[start:], words[start:]


def _sentence(
    sentence: str, one: Standing, sections: Sequence[Section], ground: Ground, column: str
) -> Iterator[tuple[bool, Mend | None]]:
    """Each figure of a sentence: whether it could be checked, and what is wrong with it."""
    sizes = {count.of for section in sections for count in (section.heard.participants, section.heard.transcripts)}
    told = [claim for claim in claims(sentence, column) if not claim.fraction or claim.of in sizes]
    if not sections:
        yield from ((False, None) for _ in told)
        return
    for claim in told:
        yield True, _wrong(claim, sentence, one, sections, ground)
    yield from _word(sentence, one, sections[-1])
    if not one.passage.table:
        yield from _amounts(sentence, one, sections, ground)
    if one.passage.table and sentence.strip().replace(",", "").isdecimal():
        yield from _cell(sentence, one, sections[-1], column)
    raw = _RAW.match(sentence)
    if raw:
        yield True, _direction(raw, one, sections[-1])


def _wrong(claim: Claim, sentence: str, one: Standing, sections: Sequence[Section], ground: Ground) -> Mend | None:
    """What is wrong with a claim, where none of the sections that it may be about bears it out."""
    counts = [count for section in sections for count in _counts(claim, sentence, section, ground)]
    if any(_holds(claim, count) for count in counts):
        return None
    section = sections[0]
    if claim.percent is not None and claim.n is not None and claim.of:
        share = 100 * claim.n / claim.of
        return _mend(one, claim.text, f"{claim.n} of {claim.of} are {share:.{claim.decimals}f} %.")
    if counts:
        figures = dict.fromkeys(count.figure for count in counts)
        what = _what(claim, section, ground)
        return _mend(one, claim.text, f"For “{section.name}” the project counts {' or '.join(figures)} {what}.")
    return one.mend(
        "figure",
        "look",
        found=claim.text,
        says="The project does not count this, so that nobody could check it.",
        advice="See for yourself that it is true.",
    )


def _what(claim: Claim, section: Section, ground: Ground) -> str:
    if claim.noun.split(" ")[0].rstrip("s") == "quotation":
        return "quotations"
    is_people = not claim.noun or claim.noun.split(" ")[0] in _PEOPLE or claim.of == section.heard.participants.of
    return "participants" if is_people else f"{ground.counted.kind}s"


def _holds(claim: Claim, count: Count) -> bool:
    if claim.percent is not None:
        n, of = (claim.n, claim.of) if claim.n is not None and claim.of else (count.n, count.of)
        if not of or (claim.n is None and not count.complete):
            return False
        within: float = 0.5 * 10.0**-claim.decimals + 1e-9  # as it is rounded, either way at a half
        return abs(100 * n / of - claim.percent) <= within
    if claim.of is not None and claim.of != count.of:
        return False
    return claim.n == count.n and (claim.at_least or count.complete or not count.n)


def _counts(claim: Claim, sentence: str, section: Section, ground: Ground) -> list[Count]:
    """The counts of a section that a claim may be about, by its noun."""
    heard = section.heard
    noun = claim.noun
    first = noun.split(" ")[0]
    kinds = {ground.counted.kind, *(source.kind for source in ground.material.transcripts), "transcript"}
    if first.rstrip("s") == "quotation":
        n, unread = section.n_quotations, section.n_unread
        return [Count(n=unread, of=n, n_known=n), Count(n=len(section.quotations), of=n, n_known=n)]
    if first.rstrip("s") == "group" or noun.startswith("groups"):
        return [heard.groups]
    if noun.startswith(tuple(kinds)):
        return [heard.transcripts]
    among = _among(noun, section, ground)
    counts = [among] if among is not None else [heard.participants, *_directions(sentence, section)]
    if among is not None or first in _PEOPLE:
        return counts
    sizes = {heard.participants.of, heard.transcripts.of}
    return [*counts, heard.transcripts] if claim.of is None or claim.of in sizes else []


def _directions(sentence: str, section: Section) -> list[Count]:
    """Counts by direction, where a sentence speaks of one."""
    said = folded(sentence)
    of = section.heard.participants.of
    return [
        Count(n=one.n_participants, of=of, n_known=of)
        for one in section.directions
        if one.valence and one.valence in said
    ]


def _among(noun: str, section: Section, ground: Ground) -> Count | None:
    """The count among participants of an attribute's value: "3 of 5 nurses"."""
    words = folded(noun)
    values = {
        (name, value)
        for row in ground.material.attribute_values.values()
        for name, value in row.items()
        if folded(value) and any(words.startswith(f"{folded(value)}{plural}") for plural in ("", "s"))
    }
    if not values or words.split(" ")[0] in _PEOPLE:
        return None
    name, value = max(values, key=lambda one: len(one[1]))
    group = {
        case_id
        for case_id in ground.counted.participants
        if ground.material.attribute_values.get(case_id, {}).get(name) == value
    }
    codes = [code.code_id for code in _codes(section)]
    quoted: list[Quoted] = ground.counted.quoted(codes)
    heard = {one.case_id for one in quoted if one.case_id}
    return Count(n=len(heard & group), of=len(group), n_known=len(group))


def _codes(section: Section) -> Iterator[Defined]:
    """The codes of a section and of its parts."""
    yield from section.codes
    for part in section.parts:
        yield from _codes(part)


def _word(sentence: str, one: Standing, section: Section) -> Iterator[tuple[bool, Mend | None]]:
    """A word for a quantity that stands before its figure: "most participants (9 of 12)"."""
    for found in _HEARD.finditer(sentence):
        word = found["word"].casefold().removeprefix("from ").removeprefix("by ").strip()
        word = {"all": "every", "each": "every"}.get(word, word)
        known = section.heard.word
        if (
            word in ("no", "of", "the", "by", "from", "heard from")
            or re.fullmatch(NUMBER, word.rpartition(" ")[2])
            or word == known
            or word.endswith(f" {known}" if known else "\0")
        ):
            continue
        says = f"{section.heard.participants.figure} are “{known}”" if known else "the count is only a lower bound"
        yield True, _mend(one, found[0].strip(" ("), f"By the project's words for quantities, {says}.")


def _amounts(
    sentence: str, one: Standing, sections: Sequence[Section], ground: Ground
) -> Iterator[tuple[bool, Mend | None]]:
    """Words and numbers that claim how many say something, without an "of N"."""
    if ground.findings.uncounted:
        return
    wording = ground.material.study.wording
    words = [word.casefold() for word, _ in wording]
    named = [section for section in sections if section is not one.section]
    for told in amounts(sentence, words=words, kinds=ground.every_value, names=bool(named)):
        about = named if told.whole and named else sections
        counts = [_told_of(told, section, ground) for section in about]
        known = [(section, count) for section, count in zip(about, counts, strict=True) if count.of]
        if not known:
            continue
        section, count = known[0]
        by_rule = "" if told.is_of_transcripts else quantity(count, wording)
        ruled = f", in the words of Appendix B “{by_rule}”" if by_rule else ""
        says = f"For “{section.name}” the project counts {count.figure} {told.plural}{ruled}."
        if not any(told.fits(each, wording) for _, each in known):
            sure = told.whole and (count.complete or count.n > told.allowed(count.of, wording)[1])
            advice = _SURE if sure else _LESS if count.complete else _UNKNOWN
            severity: Severity = "wrong" if sure else "look"
            yield True, one.mend("figure", severity, found=told.text, says=says, advice=advice)
        elif told.whole and by_rule and not told.is_ruled(wording):
            advice = "Use a word of Appendix B, or the figure."
            yield True, one.mend("figure", "look", found=told.text, says=says, advice=advice)
        else:
            yield True, None


def _told_of(told: Amount, section: Section, ground: Ground) -> Count:
    """The count that an amount claims to tell: of participants, of some of them, or of transcripts."""
    if told.is_of_transcripts:
        return section.heard.transcripts
    return _among(told.noun, section, ground) or section.heard.participants


def _cell(sentence: str, one: Standing, section: Section, column: str) -> Iterator[tuple[bool, Mend | None]]:
    """A bare number in a row of a table of themes, by its column's head."""
    said = int(sentence.replace(",", ""))
    head = column.casefold().strip()
    ways = {name.casefold(): valence for valence, name in DIRECTION_NAMES.items() if valence}
    if head == "quotations":
        known = section.n_quotations
    elif head in ways:
        known = next((way.n_quotations for way in section.directions if way.valence == ways[head]), 0)
    else:
        return
    wrong = _mend(one, f"{column}: {said}", f"For “{section.name}” the project counts {known:,}.")
    yield True, None if said == known else wrong


def _direction(raw: re.Match[str], one: Standing, section: Section) -> Mend | None:
    valence = next(valence for valence, name in DIRECTION_NAMES.items() if name == raw["way"])
    known = next((way for way in section.directions if way.valence == valence), None)
    said = int(raw["quotations"].replace(",", "")), int(raw["n"])
    counted = (known.n_quotations, known.n_participants) if known else (0, 0)
    if said == counted:
        return None
    return _mend(one, raw[0].strip(), f"The project counts {counted[0]:,} quotations from {counted[1]:,} participants.")


def _mend(one: Standing, found: str, says: str) -> Mend:
    return one.mend("figure", "wrong", found=found, says=says, advice="Mend the figure, or see what changed since.")
