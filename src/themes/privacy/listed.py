"""Find the names of the project's list in a text, in any of their spellings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from themes.model import IdentifierKind
from themes.privacy.company import DEEDS
from themes.privacy.found import Found
from themes.privacy.lexicon import first_names, is_word, surnames
from themes.privacy.names import NameList
from themes.privacy.spellings import Spelling, one_off, spellings_of
from themes.privacy.words import Word

_Entry = tuple[Spelling, IdentifierKind]
_LONGEST = 9
_KEPT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A word, or a part of one with hyphens, and its letters as spellings have them."""

    letters: str
    word: Word


def listed(words: Sequence[Word], names: NameList) -> Iterator[Found]:
    """Names of the list in one line.

    Args:
        words: The words of one line.
        names: The project's own names.
    """
    by_start, near = _spellings(names)
    pieces = _pieces(words)
    for nth, piece in enumerate(pieces):
        word = piece.word
        for spelling, kind in by_start.get(piece.letters, ()):
            last = _match(pieces, nth, spelling)
            if last is not None:
                yield Found(start=word.start, end=pieces[last].word.end, kind=kind, why=spelling.why)
        # "Reading" for "Redding" is no slip: what is a word counts as one only with a capital that it need not have.
        if not is_word(piece.letters) or (word.cased and word.capital and not word.opens):
            for spelling, kind in near.get(len(piece.letters), ()):
                if piece.letters != spelling.words[0] and one_off(piece.letters, spelling.words[0]):
                    why = f"{spelling.why}, but for one letter"
                    yield Found(start=word.start, end=word.end, kind=kind, why=why)


def _match(pieces: Sequence[_Piece], nth: int, spelling: Spelling) -> int | None:
    """The index of the last piece of a spelling that begins at one; its words may be written as one or apart."""
    rest = "".join(spelling.words)
    for at in range(nth, min(len(pieces), nth + _LONGEST)):
        letters = pieces[at].letters
        if (at > nth and not pieces[at].word.joined) or not rest.startswith(letters):
            return None
        rest = rest[len(letters) :]
        if not rest:
            return at if _fits(pieces, nth, spelling) else None
    return None


def _fits(pieces: Sequence[_Piece], nth: int, spelling: Spelling) -> bool:
    """Whether a word stands as its spelling asks: in capitals, with a capital, or in the company of a name."""
    word = pieces[nth].word
    if spelling.upper:
        return word.text.isupper() and len(word.text) > 1
    if not spelling.capital or (word.cased and word.capital and not word.opens):
        return True
    if word.cased:
        return word.capital and (word.owned or _before_deed_or_surname(pieces, nth) or _after_title(pieces, nth))
    return _after_title(pieces, nth) or _beside_name(pieces, nth)


def _before_deed_or_surname(pieces: Sequence[_Piece], nth: int) -> bool:
    if nth + 1 >= len(pieces) or not pieces[nth + 1].word.joined:
        return False
    after = pieces[nth + 1].word
    return after.key in DEEDS or (after.capital and after.key in surnames())


def _after_title(pieces: Sequence[_Piece], nth: int) -> bool:
    return nth > 0 and pieces[nth - 1].letters in {"mr", "mrs", "ms", "miss", "dr"}


def _beside_name(pieces: Sequence[_Piece], nth: int) -> bool:
    """Whether an ordinary word in small letters has a first name before it or a surname behind it."""
    word = pieces[nth].word
    if nth + 1 < len(pieces) and pieces[nth + 1].word.joined:
        after = pieces[nth + 1].word
        if not after.plain_word and after.key in surnames():
            return True
    if not nth or not word.joined:
        return False
    before = pieces[nth - 1].word
    return before.key in first_names() and not before.plain_word and word.key in surnames()


def _pieces(words: Sequence[Word]) -> list[_Piece]:
    """The words of a line without apostrophes, those with hyphens taken apart."""
    found = []
    for word in words:
        parts = word.key.replace("'", "").replace(".", "").split("-")
        written = word.text.split("-")
        if len(parts) == 1 or len(parts) != len(written):
            found.append(_Piece(letters="".join(parts), word=word))
            continue
        start = word.start
        for nth, (part, text) in enumerate(zip(parts, written, strict=True)):
            piece = replace(
                word,
                start=start,
                end=start + len(text),
                text=text,
                key=part,
                opens=word.opens and nth == 0,
                joined=nth > 0 or word.joined,
                owned=word.owned and nth == len(parts) - 1,
            )
            found.append(_Piece(letters=part, word=piece))
            start += len(text) + 1
    return [piece for piece in found if piece.letters]


@lru_cache(maxsize=_KEPT)
def _spellings(names: NameList) -> tuple[Mapping[str, Sequence[_Entry]], Mapping[int, Sequence[_Entry]]]:
    """Spellings by every beginning that their first piece can have, and those that may be wrong by one letter."""
    entries: list[_Entry] = []
    of_kinds: tuple[tuple[IdentifierKind, Sequence[str]], ...] = (
        ("person", names.people), ("organisation", names.organisations), ("place", names.places),
        ("other", names.others),
    )  # fmt: skip
    for kind, names_of_kind in of_kinds:
        entries += [(spelling, kind) for name in names_of_kind for spelling in spellings_of(name, kind)]
    by_first: dict[str, list[_Entry]] = defaultdict(list)
    near: dict[int, list[_Entry]] = defaultdict(list)
    for spelling, kind in dict.fromkeys(entries):
        whole = "".join(spelling.words)
        # "tyne view" for "Tyneview", "Maryanne" for "Mary-Anne": any beginning may be the first word in the text.
        for length in range(1, len(whole) + 1):
            by_first[whole[:length]].append((spelling, kind))
        if spelling.near and len(spelling.words) == 1:
            for length in (len(whole) - 1, len(whole), len(whole) + 1):
                near[length].append((spelling, kind))
    return by_first, near
