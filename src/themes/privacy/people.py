"""Names of people by rule: by lists of names, after a title or "called", or as capitals on no known word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from themes.model import IdentifierKind
from themes.privacy.company import PARTICLES, acts, before, called, capital_follows, could_stand, spoken_with, titled
from themes.privacy.found import Found
from themes.privacy.lexicon import first_names, is_english, is_name, is_word, known, ordinary, surnames
from themes.privacy.words import FUNCTION, Word

_TO_PLACES = frozenset({"in", "from", "to", "at", "near", "around", "towards", "outside", "across"})
_MONTHS = frozenset({"april", "may", "june", "august", "jan", "march"})
_BEFORE_MONTHS = frozenset({
    "in", "by", "of", "since", "until", "till", "last", "next", "this", "that", "from", "every", "late", "early", "mid",
    "the", "during", "to", "before", "after",
})  # fmt: skip
_UNKNOWN = "a capital on no known word"
_UNKNOWN_LOWER = "no known word among small letters"
_MOST_WORDS = 4
_SHORTEST = 3
_LONGEST_INITIALS = 2

_Rule = Callable[[Sequence[Word], int], str | None]


def people(words: Sequence[Word]) -> Iterator[Found]:
    """Names of people in one line, and capitals on no known word, which are mostly names of somebody or somewhere.

    Args:
        words: The words of one line.
    """
    nth = 0
    while nth < len(words):
        why = _begins(words, nth)
        if why is None:
            nth += 1
            continue
        last = _reach(words, nth)
        first = nth - 1 if nth and words[nth].joined and _initials(words[nth - 1]) else nth
        somewhere = why in (_UNKNOWN, _UNKNOWN_LOWER) and before(words, nth) in _TO_PLACES
        kind: IdentifierKind = "place" if somewhere else "person"
        yield Found(start=words[first].start, end=words[last].end, kind=kind, why=why)
        nth = last + 1


def _begins(words: Sequence[Word], nth: int) -> str | None:
    """Why a name begins at a word, None where none does."""
    word = words[nth]
    if word.known:
        return None
    if titled(words, nth):
        return "after a title"
    if called(words, nth):
        return 'after "called"'
    if not word.cased:
        return _lower_ordinary(words, nth) if word.plain_word else _lower(words, nth)
    if not word.capital or (word.text.isupper() and len(word.text) > 1):
        return None
    rules = _ORDINARY if word.plain_word else _NAMES
    return next((why for rule in rules if (why := rule(words, nth))), None)


def _on_a_list(words: Sequence[Word], nth: int) -> str | None:
    key = words[nth].key
    if key in first_names():
        return "on the list of first names"
    return "on the list of surnames" if key in surnames() else None


def _double(words: Sequence[Word], nth: int) -> str | None:
    parts = words[nth].key.split("-")
    named = len(parts) > 1 and any(is_name(part) and part not in ordinary() for part in parts)
    return "a double name with a part on the lists of names" if named else None


def _in_talk(words: Sequence[Word], nth: int) -> str | None:
    inside = len(words[nth].key) >= _SHORTEST and not words[nth].opens and not words[nth].text[1].isupper()
    return "a capital where a name could stand" if inside and spoken_with(words, nth) else None


def _no_word(words: Sequence[Word], nth: int) -> str | None:
    word = words[nth]
    if len(word.key) < _SHORTEST or word.text[1].isupper():  # CVs, RAG-rated
        return None
    if all(len(part) == 1 or is_word(part) for part in word.key.replace("'", "-").split("-")):
        return None
    # At the start of a sentence "Patchily" has its capital too: there a name has more to show.
    shows = not word.opens or word.owned or acts(words, nth) or capital_follows(words, nth)
    return _UNKNOWN if shows else None


def _ordinary_too(words: Sequence[Word], nth: int) -> str | None:
    """A first name that is an ordinary word too: by its capital inside a sentence, or by what follows."""
    word = words[nth]
    if word.key not in first_names() or _month(words, nth):
        return None
    if word.key in FUNCTION and word.opens and not acts(words, nth):
        return None
    # "I'm a Christian", "in Jordan": the capital alone says nothing there.
    shows = not (word.opens or word.key in known()) or capital_follows(words, nth) or acts(words, nth)
    return "a first name that is an ordinary word too, with a capital" if shows else None


_NAMES: tuple[_Rule, ...] = (_on_a_list, _double, _in_talk, _no_word)
_ORDINARY: tuple[_Rule, ...] = (_ordinary_too,)


def _lower(words: Sequence[Word], nth: int) -> str | None:
    """Why a name begins at a word of a line in small letters, as speech-to-text gives it."""
    word = words[nth]
    if word.key in first_names() and len(word.key) >= _SHORTEST:
        return "on the list of first names"
    if word.key in surnames() and (not is_english(word.key) or before(words, nth) in first_names()):
        return "on the list of surnames"
    parts = word.key.replace("'", "").split("-")
    if all(len(part) < _SHORTEST or is_english(part) for part in parts):
        return None
    # Three letters are soon a sound or a slip: "mmm".
    shows = max(map(len, parts)) > _SHORTEST or could_stand(words, nth) or spoken_with(words, nth)
    return _UNKNOWN_LOWER if shows else None


def _lower_ordinary(words: Sequence[Word], nth: int) -> str | None:
    """Why a name begins at an ordinary word among small letters: "i spoke to sue", "so nick said"."""
    word = words[nth]
    if word.key in FUNCTION or word.key in known() or word.key not in first_names():
        return None
    return "a first name that is an ordinary word too, where somebody talks" if spoken_with(words, nth) else None


def _reach(words: Sequence[Word], nth: int) -> int:
    """The index of the last word of a name that begins at one."""
    last = nth
    while last + 1 < len(words) and last + 1 - nth < _MOST_WORDS and words[last + 1].joined:
        particle = words[last + 1].key in PARTICLES and last + 2 < len(words) and words[last + 2].joined
        if _goes_on(words[last + 1]):
            last += 1
        elif particle and _goes_on(words[last + 2]):
            last += 2
        else:
            break
    return last


def _goes_on(word: Word) -> bool:
    if word.known:
        return False
    if word.cased:
        return word.capital and word.key not in FUNCTION
    return not word.plain_word and (word.key in surnames() or word.key in first_names() or not is_english(word.key))


def _initials(word: Word) -> bool:
    short = word.text.isupper() and len(word.text.replace(".", "")) <= _LONGEST_INITIALS
    return short and word.key not in {"i", "a"} and not word.known


def _month(words: Sequence[Word], nth: int) -> bool:
    """Whether a word that could be a month is one: unless a surname follows."""
    if words[nth].key not in _MONTHS:
        return False
    return not capital_follows(words, nth) or before(words, nth) in _BEFORE_MONTHS
