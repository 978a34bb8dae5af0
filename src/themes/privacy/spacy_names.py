"""Names as spaCy's small English pipeline finds them, less what identifies nobody."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from themes.english import pipeline
from themes.model import IdentifierKind
from themes.privacy.company import DEEDS
from themes.privacy.found import Found
from themes.privacy.lexicon import is_name, is_word, known, plain
from themes.privacy.words import FUNCTION

_KINDS: dict[str, IdentifierKind] = {
    "PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "organisation",
}  # fmt: skip
_A = {"person": "a person", "place": "a place", "organisation": "an organisation"}
_BATCH = 64
_CAPITAL = re.compile(r"(?<![\w'’])[^\W\d_a-zß-öø-ÿ][\w\-]*(?:['’](?!(?:s|d|ll|ve|re)\b)[\w\-]+)*")
_AFTER = re.compile(r" (\w+)")
_LONGEST_ACRONYM = 6


def names_of(text: str, *, wanted: Container[int] | None = None) -> Iterator[Found]:
    """Names in a text by spaCy, line by line; not what identifies nobody, nor words without a capital.

    Args:
        text: The text.
        wanted: Where the lines begin that are worth spaCy's time; None for all.
    """
    for found, words in raw(text, wanted=wanted):
        capitals = [match for match in _CAPITAL.finditer(words) if plain(match[0]) not in FUNCTION]
        if not capitals or not _names_somebody(words[capitals[0].start() : capitals[-1].end()], found, text):
            continue
        start, end = found.start + capitals[0].start(), found.start + capitals[-1].end()
        yield Found(start=start, end=end, kind=found.kind, why=found.why)


def raw(text: str, *, wanted: Container[int] | None = None) -> Iterator[tuple[Found, str]]:
    """Every name that spaCy finds, with its words, for measuring it alone; ``wanted`` as above."""
    starts, lines, at = [], [], 0
    for line in text.split("\n"):
        if line.strip() and (wanted is None or at in wanted):
            starts.append(at)
            lines.append(line)
        at += len(line) + 1
    with pipeline().select_pipes(enable=["ner"]):
        parsed_lines = list(pipeline().pipe(lines, batch_size=_BATCH))
    for start, parsed in zip(starts, parsed_lines, strict=True):
        for entity in parsed.ents:
            kind = _KINDS.get(entity.label_)
            if kind is not None:
                why = f"by its sentence, the name of {_A[kind]}"
                found = Found(start=start + entity.start_char, end=start + entity.end_char, kind=kind, why=why)
                yield found, entity.text


def _names_somebody(words: str, found: Found, text: str) -> bool:
    """Whether what spaCy takes for a name could be somebody's or some place's."""
    parts = plain(words).split()
    if len(words) <= _LONGEST_ACRONYM and words.isupper():
        return False  # UTI, CBT, BSL: most acronyms are of things; those of organisations stand on the project's list
    opens = not text[: found.start].rstrip(" \"'“‘(") or text[: found.start].rstrip(" \"'“‘(")[-1] in ".!?:\n"
    if len(parts) == 1 and is_word(parts[0]) and not is_name(parts[0]):
        after = _AFTER.match(text, found.end)
        does = found.kind == "person" and after is not None and after[1] in DEEDS
        if found.kind == "organisation" or (opens and not does):
            return False
    bare = [part.removesuffix("'s") for part in parts if part not in FUNCTION]
    phrase = " ".join(parts).removeprefix("the ").removesuffix("'s")
    return bool(bare) and phrase not in known() and not all(part in known() for part in bare)
