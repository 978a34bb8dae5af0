"""Organisations by rule: a name before Hospital, Council, Ward, School, …, or after St."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from themes.privacy.found import Found
from themes.privacy.lexicon import first_names, is_word, known, surnames, towns
from themes.privacy.words import FUNCTION, Word

# What the name of an organisation ends on; with a name before it, it is that one and no other.
_ENDS = frozenset(
    """
    hospital hospitals infirmary hospice surgery academy council college university ward trust school church mosque
    temple gurdwara synagogue practice clinic nursery lodge court house centre center group association partnership
    ltd limited plc carers engineering foundation federation charity unit home homes library hub club society services
    solutions grange manor priory cottage villa health care housing brewery bakery cafe pharmacy institute chapel
    cathedral team network project farm mill works motors builders contractors consulting associates
    """.split()  # noqa: SIM905 - a page of words reads better without quotes
)
# Ends that name an organisation even when written small after a capital, or among small letters.
_SURE = frozenset(
    """
    hospital infirmary hospice surgery academy council college university ward school nursery gurdwara trust mosque
    church court lodge house
    """.split()  # noqa: SIM905 - as above
)
_SURE_LOWER = _SURE - {"court", "house", "ward", "trust"} | {"ward", "royal", "general"}
# Words that name a sort of organisation and no single one.
_SORTS = frozenset(
    """
    community mental health acute foundation general royal medical nhs city county borough primary secondary high care
    university teaching local district national town parish new old day urgent nursing residential private public
    international social special children's children women's women maternity eye dental infant infants junior sixth form
    grammar comprehensive catholic cofe ambulance hospital hospitals trust council partnership group board integrated
    metropolitan clinical commissioning walk-in village citizens advice housing association school schools adult acute
    learning disability older people's people stroke surgical emergency assessment admissions intensive support service
    services youth family families resource central project team football cricket rugby golf working men's men head
    quality improvement governing fire police digital leadership culture change band fellows charitable advisory
    north south east west upper lower executive senior management joint better good our big great
    opera full open white green crown art
    """.split()  # noqa: SIM905 - as above
)
_BETWEEN = frozenset({"and", "of", "&", "the", "for", "under", "on", "upon", "with"})
_GENERALS = frozenset({"general", "royal", "infirmary", "royals"})
_FURTHEST = 9


def organisations(words: Sequence[Word]) -> Iterator[Found]:
    """Organisations in one line that are named.

    Args:
        words: The words of one line.
    """
    for nth, word in enumerate(words):
        if _ends(words, nth):
            first = _start(words, nth)
            if first is not None:
                last = _last(words, nth)
                yield Found(
                    start=words[first].start,
                    end=words[last].end,
                    kind="organisation",
                    why="a name before a word for an organisation",
                )
        if word.key in {"st", "saint"} and (word.capital or not word.cased):
            yield from _saint(words, nth)


def _ends(words: Sequence[Word], nth: int) -> bool:
    word = words[nth]
    if nth == 0 or not (word.joined or words[nth - 1].owned):
        return False
    if not word.cased:
        return word.key in _SURE_LOWER
    if word.capital:
        return word.key in _ENDS or word.key in _GENERALS
    return word.key in _SURE


def _start(words: Sequence[Word], nth: int) -> int | None:
    """The index of the first word of the name that ends at a word, None where nothing before it is a name."""
    first, named = nth, False
    while first and nth - first < _FURTHEST and _beside(words, first):
        before = words[first - 1]
        if before.key in _BETWEEN and first > 1 and words[nth].cased and _joins(words, first - 1):
            first -= 1
            continue
        if before.key in FUNCTION or (before.known and before.key not in _SORTS):
            break
        if not (_names(before) or before.key in _SORTS or (before.cased and before.capital)):
            break
        first -= 1
        named = named or (before.key not in _SORTS and _names(before) and not _only_opens(words, first))
    if not named:
        return None
    while first < nth and (words[first].key in _BETWEEN or (words[first].key in _SORTS and not words[first].capital)):
        first += 1
    if words[nth].key in _GENERALS - {"infirmary"}:
        return first if any(word.key in towns() for word in words[first:nth]) else None
    return first


def _joins(words: Sequence[Word], nth: int) -> bool:
    """Whether an "and" or "of" stands between two words of one name."""
    before, after = words[nth - 1], words[nth + 1]
    return before.capital and before.key not in FUNCTION and after.capital


def _only_opens(words: Sequence[Word], nth: int) -> bool:
    """Whether a word has its capital from the sentence alone: "Busy ward, that"."""
    word = words[nth]
    return word.cased and word.opens and is_word(word.key) and not (word.key in towns() or word.key in surnames())


def _beside(words: Sequence[Word], nth: int) -> bool:
    """Whether nothing parts a word from the one before but a space, an 's, or a comma between two capitals."""
    word, before = words[nth], words[nth - 1]
    if word.joined or before.owned:
        return True
    listing = word.start - before.end <= len(", ") and not word.opens
    return listing and word.capital and before.capital


def _names(word: Word) -> bool:
    if word.cased:
        return word.capital and not word.known and word.key not in known()
    if word.plain_word:
        return False
    return word.key in towns() or word.key in surnames() or word.key in first_names() or not is_word(word.key)


def _last(words: Sequence[Word], nth: int) -> int:
    """The index of the last word that still belongs to the name: "Hospital NHS Foundation Trust"."""
    last = nth
    while last + 1 < len(words) and words[last + 1].joined:
        following = words[last + 1]
        if following.key not in _ENDS and following.key not in _SORTS:
            break
        if following.cased and not following.capital:
            break
        if not following.cased and following.key not in _SURE:
            break
        last += 1
    return last


def _saint(words: Sequence[Word], nth: int) -> Iterator[Found]:
    """A church, school or hospital by its saint; towns of saints are on the list of places."""
    if nth + 1 >= len(words):
        return
    name = words[nth + 1]
    if f"st {name.key}" in towns() or name.key in FUNCTION or (name.cased and not name.capital):
        return
    if not name.cased and not (name.key in first_names() or name.key in surnames() or not is_word(name.key)):
        return
    last = nth + 1
    while last + 1 < len(words) and (words[last + 1].joined or words[last].owned) and (
        words[last + 1].key in _ENDS | _SORTS and (words[last + 1].capital or words[last + 1].key in _SURE)
    ):  # fmt: skip
        last += 1
    # The 's of "St Oswald's" is part of the name.
    end = words[last].end + (len("'s") if words[last].owned and last == nth + 1 else 0)
    yield Found(start=words[nth].start, end=end, kind="organisation", why="a saint's name after St")
