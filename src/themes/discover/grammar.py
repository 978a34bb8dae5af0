"""Phrases by part of speech: noun groups, and the verb and adjective groups in which people judge.

spaCy's tagger is enough ("time window length", "easy to use", "felt listened to"): patterns over its tags find the
groups, in a quarter of the time that its parser takes. Its entity recogniser finds the names of people and places,
which no candidate may bear.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from themes.english import available, pipeline

if TYPE_CHECKING:
    from spacy.tokens import Doc

# One letter a token. N noun, J adjective, G participle, V other verb, P particle or preposition, F "of", T "to",
# D determiner or possessive, X "not", A other adverb, B a form of "be", L of "feel" or "seem", . anything else.
_NOUNS = re.compile(r"[JNG]{0,3}N(?:FD?[JN]{0,2}N)?")
_NOUN_TAIL = re.compile(r"[JN]N$")
_JUDGEMENTS = re.compile(r"X?A?JT[VGL]|XA?J|XV|[VL]G[TP]?|[VL]J")
# "The text was clear", "staff were friendly": what is judged, and how.
_CLAIMS = re.compile(r"N{1,2}[BL]X?A?J(?![NT])")
# The bare judgement of a sentence ("it is confusing"), and what is done.
_PREDICATES = re.compile(r"(?<=[BL])J(?!N)|(?<=[BL]A)J(?!N)")
_VERBS = re.compile(r"(?<![NJ])[VG](?!G)")
_ACTIONS = re.compile(r"[VG]P?D?[JN]{0,2}N|NG")
_WORDS = {
    **dict.fromkeys(("not", "n't", "n’t", "never"), "X"),
    "of": "F",
    **dict.fromkeys(("is", "are", "was", "were", "be", "been", "being", "am", "'s", "’s"), "B"),
    **dict.fromkeys(("feel", "feels", "felt", "seem", "seems", "seemed"), "L"),
}
_TAGS = {"TO": "T", "VBG": "G", "VBN": "G", "RP": "P", "PRP$": "D", "POS": "D"}
_LETTERS = {"NOUN": "N", "PROPN": "N", "ADJ": "J", "VERB": "V", "DET": "D", "ADV": "A", "ADP": "P"}
# How often a word must be taken for a name among its uses before it is held to be one.
_MOSTLY = 0.4
_NAMES = frozenset({"PERSON", "GPE", "LOC", "FAC"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """The phrases of one text as they stand in it: noun groups and actions, judgements ("hard to find"), bare words.

    ``said_of`` are the adjectives that say alone how something was ("confusing"), ``done`` the verbs ("listened").
    """

    named: tuple[str, ...]
    judged: tuple[str, ...]
    said_of: tuple[str, ...]
    done: tuple[str, ...]


def groups(texts: Sequence[str]) -> list[Groups]:
    """The phrases of some texts.

    Args:
        texts: A few hundred segments: 200 take about a second.

    Returns:
        The phrases of each.
    """
    with pipeline().select_pipes(disable=["ner"]):
        return [
            Groups(
                named=tuple(_found(parsed, _NOUNS, _ACTIONS)),
                judged=tuple(_found(parsed, _JUDGEMENTS, _CLAIMS)),
                said_of=tuple(_found(parsed, _PREDICATES)),
                done=tuple(_found(parsed, _VERBS)),
            )
            for parsed in pipeline().pipe(texts, batch_size=64)
        ]


def names(texts: Sequence[str]) -> frozenset[str]:
    """The words of some texts that are mostly names of people or places, in small letters.

    Args:
        texts: A few hundred segments: 150 take about a second.
    """
    uses: Counter[str] = Counter()
    as_name: Counter[str] = Counter()
    with pipeline().select_pipes(enable=["ner"]):
        for parsed in pipeline().pipe(texts, batch_size=64):
            for token in parsed:
                uses[token.lower_] += 1
                as_name[token.lower_] += token.ent_type_ in _NAMES and token.text[:1].isupper()
    return frozenset(word for word, count in as_name.items() if count >= max(1, _MOSTLY * uses[word]))


def load() -> None:
    """Load spaCy and its pipeline where they are installed, so that they are ready when they are needed."""
    if available():
        pipeline()


def _found(parsed: Doc, *patterns: re.Pattern[str]) -> Iterator[str]:
    """The stretches of a tagged text that fit a pattern, and the last two nouns of long noun groups."""
    letters = "".join(_letter(token.pos_, token.tag_, token.lower_) for token in parsed)
    for pattern in patterns:
        for match in pattern.finditer(letters):
            yield parsed[match.start() : match.end()].text
            tail = _NOUN_TAIL.search(match[0])
            if pattern is _NOUNS and tail is not None and tail.start() > 0:
                yield parsed[match.end() - 2 : match.end()].text


def _letter(part: str, tag: str, word: str) -> str:
    """The letter of a token in the patterns: by the word, else by the fine tag, else by the part of speech."""
    letter = _WORDS.get(word) or _TAGS.get(tag) or _LETTERS.get(part, ".")
    if letter == "B" and tag == "POS":
        return "D"
    return "." if letter == "G" and part not in {"VERB", "ADJ"} else letter
