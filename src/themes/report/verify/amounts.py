"""What an author's sentence claims without an "of N": "most participants said", "told by nine people", "half of the".

A word means what the study's own rule says (Appendix B of its report); one that the rule does not have means what it
means to anybody. A sentence is taken for such a claim only where people of the study say something in it: "All
participants were given the tool" is none. It may be about less than its whole theme, so that too many are always
doubtful, and too few only where it is about the theme itself ("It was raised by a few participants").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from themes.report.verify.numbers import NUMBER, number
from themes.report.wording import EVERY, ONE, Count

_ALWAYS = {"all": EVERY, "each": EVERY, "a few": "few"}
"""Words that mean another; a word that the study has a rule for means itself."""
_MAJORITY = ("most", "almost all", "nearly all", "the majority", "a majority", "the vast majority", "over half")
"""Words that mean more than half, where the study has no rule for them."""
_SHARES = {
    "half": 1 / 2, "a third": 1 / 3, "one third": 1 / 3, "two thirds": 2 / 3, "a quarter": 1 / 4, "one quarter": 1 / 4,
    "three quarters": 3 / 4,
}  # fmt: skip
_VAGUE = ("many", "several", "some", "few", "a number", "a handful", "a minority")
"""Words that mean two or more, and not all, where the study has no rule for them."""
_HALF = 1 / 2

_SAID = (
    "said|told|spoke|talked|mentioned|described|reported|raised|named|stressed|emphasi[sz]ed|explained|expressed|"
    "recalled|complained|noted|stated|commented|referred|agreed|pointed\\s+out|brought\\s+up"
)
_HELD = "felt|thought|believed|wanted|valued|welcomed|worried|acknowledged|highlighted|identified|perceived"
_SAY = "say|tell|speak|talk|mention|describe|report|raise|name|stress|explain|express|feel|think|believe|agree|want"
_PASSIVE = (
    "said|told|spoken\\s+of|talked\\s+about|mentioned|described|reported|raised|named|stressed|emphasi[sz]ed|"
    "explained|expressed|noted|brought\\s+up|shared|voiced|heard|felt|highlighted|identified"
)
_PARTICIPANTS = "participants?|interviewees?|respondents?|informants?"
_PEOPLE = "people|persons?"
_BETWEEN = r"(?:(?:also|all|clearly|explicitly|openly|often|still|themselves|had|have|has|then)\s+){0,2}"
_OTHERS = (
    r"(?!\s+(?:who|whose|whom|that|which|from|with|without|at|of|on|working|aged|and|or|had|were)\b"
    r"|\s+in\s+(?!(?:the|this|our)\s+(?:study|sample)\b))"
)
"""What makes of participants some of them: "participants who", "from the trusts"; nobody knows their number."""
_INTERVIEWS = "interviews?|transcripts?"
_PART = (
    r"(?P<part>(?:(?:of|all|the|not|other|another|a\s+further|fewer\s+than|less\s+than|up\s+to)"
    r"\s+)*?)"
)
"""What stands before an amount that is no claim by itself: "of 12 participants", "another two", "not all"."""
_ABOUT = (
    r"(?:(?P<least>at\s+least)\s+|(?P<more>more\s+than|over)\s+|(?P<near>about|around|roughly|some)\s+"
    r"|(?:only|just)\s+)??"
)
_WHICH = r"(?:of\s+)?(?:(?:the|our|these)\s+)?"
_ITSELF = r"(?:it|this|that|so|th(?:is|e)\s+(?:theme|code|issue|point|concern))"
_ENDS = r"\s*(?:[.,;:!)]|$)"
_OPENING = r"\W*(?:(?:by|in)\s+contrast|overall|however|in\s+all|in\s+short|taken\s+together)?\W*"


@dataclass(frozen=True, slots=True)
class Amount:
    """How many, as a sentence claims without an "of N".

    ``word`` is the word or number, in small letters; ``noun`` of whom, or of what; ``whole`` whether it says so of the
    theme itself and not perhaps of something less; ``near`` whether "about" stands before it, ``at_least`` and
    ``more_than`` likewise.
    """

    text: str
    word: str
    noun: str
    whole: bool
    near: bool = False
    at_least: bool = False
    more_than: bool = False

    @property
    def is_of_transcripts(self) -> bool:
        """Whether it counts interviews, not people."""
        return re.fullmatch(_INTERVIEWS, self.noun) is not None

    @property
    def is_of_people(self) -> bool:
        """Whether it says people, who may be any."""
        return re.fullmatch(_PEOPLE, self.noun) is not None

    @property
    def plural(self) -> str:
        """Of whom, as a count names them: "participants" where the sentence says people."""
        if re.fullmatch(f"{_PARTICIPANTS}|{_PEOPLE}", self.noun):
            return "participants"
        return self.noun if self.noun.endswith("s") else f"{self.noun}s"

    def allowed(self, of: int, wording: Sequence[tuple[str, float]]) -> tuple[int, int]:
        """The fewest and the most of so many that it can mean."""
        least, most = self._meant(of, wording)
        is_open = self.at_least or self.more_than
        return max(0, least - self.near + self.more_than), of if is_open else min(of, most + self.near)

    def _meant(self, of: int, wording: Sequence[tuple[str, float]]) -> tuple[int, int]:
        """The same of its word alone."""
        ranked = sorted(wording, key=lambda cut: -cut[1])
        most = of - 1
        for word, share in ranked:
            least = max(2, int(share * of) + 1)
            if word.casefold() == self.meaning(wording):
                return least, most
            most = least - 1
        return self._usual(of, self.meaning(wording))

    def _usual(self, of: int, meaning: str) -> tuple[int, int]:
        """The same of a word that the study has no rule for."""
        if meaning == EVERY:
            return of, of
        if meaning in ("no", ONE):
            n = int(meaning == ONE)
            return n, n
        if meaning in _MAJORITY:
            return int(of * _HALF) + 1, of
        if meaning in _SHARES:  # as near as people can be parted
            exact = _SHARES[meaning] * of
            return int(exact), -int(-exact // 1)
        if meaning in _VAGUE:
            return min(2, of), of - 1
        n = number(meaning)
        return n, n

    def meaning(self, wording: Iterable[tuple[str, float]]) -> str:
        """The word whose rule counts: its own where the study has one."""
        known = {word.casefold() for word, _ in wording}
        if self.word in known:
            return self.word
        return _ALWAYS.get(self.word, self.word)

    def is_ruled(self, wording: Iterable[tuple[str, float]]) -> bool:
        """Whether the study's rule has the word, or it can mean one thing only."""
        known = {word.casefold() for word, _ in wording}
        return self.meaning(wording) in known or self.word not in (*_VAGUE, "a few")

    def fits(self, count: Count, wording: Sequence[tuple[str, float]]) -> bool:
        """Whether a count bears it out, as far as the sentence can be held to it."""
        least, most = self.allowed(count.of, wording)
        if count.n < least:
            return False
        return count.n <= most or not self.whole or self.meaning(wording) == ONE


def amounts(sentence: str, *, words: Iterable[str], kinds: Iterable[str], names: bool) -> Iterator[Amount]:
    """What a sentence claims of how many say something.

    Args:
        sentence: Without what stands in quotation marks.
        words: The study's own words for quantities.
        kinds: What some participants are called besides, in small letters: "nurse".
        names: Whether the sentence names a theme, in quotation marks perhaps, which are left out of it.
    """
    known = {*words, *_ALWAYS, *_MAJORITY, *_SHARES, *_VAGUE, EVERY, "no"} - {ONE}
    listed = "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in sorted(known, key=lambda one: (-len(one), one)))
    called = "|".join(f"{re.escape(one)}s?" for one in sorted(kinds, key=lambda one: (-len(one), one)) if one)
    nouns = f"{_PARTICIPANTS}|{called}" if called else _PARTICIPANTS
    amount = rf"(?<![\w-]){_PART}{_ABOUT}(?P<word>{listed}|{NUMBER})\s+{_WHICH}"
    who = rf"{amount}(?P<noun>{nouns}|{_PEOPLE})\b(?!\s*\()"
    what = rf"{amount}(?P<noun>{_INTERVIEWS})\b(?!\s*\()"
    active = re.compile(rf"{who}\s+{_BETWEEN}(?:(?P<said>{_SAID})|{_HELD}|{_SAY})\b", re.IGNORECASE)
    passive = [
        re.compile(rf"\b(?:{_PASSIVE})\s+{_BETWEEN}(?:by|from|among)\s+{who}{_OTHERS}", re.IGNORECASE),
        re.compile(rf"\b(?:{_PASSIVE}|came\s+up)\s+{_BETWEEN}in\s+{what}{_OTHERS}", re.IGNORECASE),
    ]
    opening = re.compile(rf"^(?:for|among|across|according\s+to)\s+{who}(?<!people)\s*,", re.IGNORECASE)
    for found in _claims(active, sentence):
        after = sentence[found.end() :]
        whole = re.match(rf"\s+(?:of\s+|about\s+|to\s+)?{_ITSELF}{_ENDS}", after, re.IGNORECASE) is not None
        told = _amount(found, whole=whole)
        if not (told.is_of_people and (not found["said"] or (told.word in (*_VAGUE, "a few") and not whole))):
            yield told  # "most people think", "some people say": people anywhere
    subject = rf"{_ITSELF}|" if names else rf"{_ITSELF}"
    for found in (one for way in passive for one in _claims(way, sentence)):
        begins = rf"{_OPENING}(?:(?:{subject})\s+(?:(?:was|is|has\s+been|had\s+been)\s+)?)?{_BETWEEN}"
        whole = re.fullmatch(begins, sentence[: found.start()], re.IGNORECASE) is not None
        yield _amount(found, whole=whole)
    for found in _claims(opening, sentence):
        yield _amount(found, whole=False)


def _claims(pattern: re.Pattern[str], sentence: str) -> Iterator[re.Match[str]]:
    return (found for found in pattern.finditer(sentence) if not found["part"])


def _amount(found: re.Match[str], *, whole: bool) -> Amount:
    return Amount(
        text=found[0].strip(),
        word=" ".join(found["word"].casefold().split()),
        noun=" ".join(found["noun"].casefold().split()),
        whole=whole,
        near=found["near"] is not None,
        at_least=found["least"] is not None,
        more_than=found["more"] is not None,
    )
