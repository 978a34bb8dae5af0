"""The words of a text as rules about names look at them: with a capital or without, opening a sentence or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from themes.privacy.lexicon import known, openings, ordinary, plain

_WORD = re.compile(r"[^\W\d_]+(?:(?:['’]|\.(?=[^\W\d_]\b)|-)[^\W\d_]+){0,5}")
_OWNED = re.compile(r"['’](?:s|d|ll|ve|re)$", re.IGNORECASE)
_OPENING = re.compile(r"(?:[.!?:;…]|[\"“‘(\[]|\s['–—-])\s*$")
_LONGEST_PHRASE = 6
# Words that join and point; no name begins with one that has no capital, and few in a capital after a full stop.
FUNCTION = frozenset(
    """
    a about after again all almost also always am an and another any are as ask at away back be because been before
    being both but by came can come could did do does doing don't done down each either else even ever every everybody
    everyone first for from get gets getting go goes going gone got had has have haven't having he he'd he'll her here
    hers herself him himself his how however i i'd i'll i'm i've if in into is it it's its itself just last later like
    look made make many maybe me mine more most much my myself never next no nobody none nor not nothing now of off oh
    ok okay on once one only onto or other others our ours out over own perhaps please put quite rather really right
    said same say says see she she'd she'll should since so some somebody someone something soon still such sure than
    thank thanks that that's the their theirs them themselves then there there's these they they'd they'll they're
    they've thing things think this those though through to today together told tomorrow too two um uh er erm under
    until up us used very was we we'd we'll we're we've well went were what when where whether which while who whoever
    whole whom whose why will with within without would yeah yep yes yesterday yet you you'd you'll you're you've your
    yours yourself honestly actually basically obviously anyway three four five six seven eight nine ten hello sorry
    """.split()  # noqa: SIM905 - a page of words reads better without quotes
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word of a text; a possessive 's (or 'd, 'll, 've, 're) is not part of it.

    ``key`` is the word in small letters without accents; ``opens`` says that it begins a sentence, where a capital
    means nothing; ``cased`` that its line has capitals at all; ``joined`` that only a space or a hyphen parts it from
    the word before; ``known`` that it belongs to what is written with a capital and identifies nobody.
    """

    start: int
    end: int
    text: str
    key: str
    opens: bool
    cased: bool
    joined: bool
    owned: bool
    known: bool = False

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def plain_word(self) -> bool:
        """Whether its letters also spell something else than a name."""
        return (
            self.key in ordinary()
            or self.key in FUNCTION
            or self.key in known()
            or self.key.endswith(("n't", "o'clock"))
        )


def lines(text: str) -> Iterator[list[Word]]:
    """The words of each line of a text, in order; lines without words are left out."""
    start = 0
    for line in text.split("\n"):
        found = _words(line, start)
        if found:
            yield found
        start += len(line) + 1


def _words(line: str, offset: int) -> list[Word]:
    matches = list(_WORD.finditer(line))
    # A line with no capital but "I" is as speech-to-text gave it: no capital there says anything.
    cased = any(match[0][0].isupper() and not match[0].startswith("I") for match in matches)
    keys = [plain(_OWNED.sub("", match[0])) for match in matches]
    masked = _masked(line, matches, keys)
    words: list[Word] = []
    for nth, match in enumerate(matches):
        owned = _OWNED.search(match[0])
        before = line[matches[nth - 1].end() if nth else 0 : match.start()]
        words.append(
            Word(
                start=offset + match.start(),
                end=offset + match.end() - (len(owned[0]) if owned else 0),
                text=_OWNED.sub("", match[0]),
                key=keys[nth],
                opens=nth == 0 or _OPENING.search(before) is not None,
                cased=cased,
                joined=nth > 0 and before in {" ", "-", ". "} and not words[-1].owned and (
                    before != ". " or len(words[-1].text) <= 2  # noqa: PLR2004 - "J. Smith", "Dr. Smith"
                ),
                owned=owned is not None,
                known=masked[nth],
            )
        )  # fmt: skip
    return words


def _masked(line: str, matches: list[re.Match[str]], keys: list[str]) -> list[bool]:
    """Which words stand in a phrase of several that identifies nobody."""
    masked = [False] * len(matches)
    for first, key in enumerate(keys):
        if key not in openings():
            continue
        for last in range(min(len(matches), first + _LONGEST_PHRASE) - 1, first, -1):
            phrase = plain(" ".join(line[matches[first].start() : matches[last].end()].split()))
            if phrase in known() or _OWNED.sub("", phrase) in known():
                masked[first : last + 1] = [True] * (last + 1 - first)
                break
    return masked
