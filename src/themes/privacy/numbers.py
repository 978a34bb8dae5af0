"""Numbers that name one person, one home or one vehicle, by the rules of those who issue them.

NHS number: ten digits, the last a check by modulus 11 (NHS Data Dictionary, "NHS number").
National Insurance number: two letters, six digits, A to D (HMRC's manual NIM39110).
Postcode: the areas in use and the letters allowed at each place (BS 7666; Royal Mail's Programmers' Guide).
Telephone: Ofcom's National Telephone Numbering Plan. Registration plate: DVLA leaflet INF104.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from themes.model import IdentifierKind
from themes.privacy.found import Found
from themes.privacy.lexicon import is_word
from themes.privacy.spelled import Piece, runs, stretches

_AREAS = frozenset(
    """
    AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G
    GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW
    OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD
    WF WN WR WS WV YO ZE
    """.split()  # noqa: SIM905 - a page of words reads better without quotes
)
_POSTCODE = re.compile(r"([A-Z]{1,2})(\d{1,2}|\d[A-HJKPSTUW])(\d[ABD-HJLNP-UW-Z]{2})")
_ORDINAL = re.compile(r"1st|2nd|3rd|\dth")
_INSURANCE = re.compile(r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}([A-D]?)")
_PHONE = re.compile(r"(?:\+44|0044|0)(?:0)?(?:[12]\d{8,9}|[3579]\d{9}|8\d{8,9}|8001111)|\+(?!44)\d{8,15}")
_NEW_PLATE = re.compile(r"[A-HJ-PR-Y][A-HJ-PR-Y](?:0[1-9]|[1267]\d|5[1-9])[A-HJ-PR-Z]{3}")
_OLD_PLATE = re.compile(r"[A-HJ-NPR-TV-Y]\d{1,3}[A-HJ-PR-Z]{3}|[A-HJ-PR-Z]{3}\d{1,3}[A-HJ-NPR-TV-Y]")
_WRITTEN_PLATE = re.compile(
    r"(?<!\w)(?:[a-z]{2}\s?\d{2}\s?[a-z]{3}|[a-z]\d{1,3}\s?[a-z]{3}|[a-z]{3}\s?\d{1,3}[a-z])(?!\w)", re.IGNORECASE
)
# What any of the rules could take: looked at first, as most of what a run spells is nothing.
_SHAPED = re.compile(r"\+?\d{4,15}|[A-Z]{1,2}\d{1,6}[A-Z]{0,3}|[A-Z]{1,2}\d{1,2}[A-Z]?\d[A-Z]{2}|[A-Z]{3}\d{1,3}[A-Z]")
_LONGEST = 16
_NHS = 10
_WEIGHTS = range(10, 1, -1)
_BEFORE = 60
_SAID_NHS = re.compile(r"\bn\.?\s?h\.?\s?s\.? (?:number|no\b)", re.IGNORECASE)
_SAID_INSURANCE = re.compile(r"national insurance|\bn\.? ?i\.? (?:number|no\b)", re.IGNORECASE)
_SAID_PHONE = re.compile(
    r"\b(?:phone|telephone|mobile|landline|extension|ext|bleep|switchboard|ring (?:me|him|her|us|them)"
    r"|number(?: is|'s|’s| was))\b",
    re.IGNORECASE,
)
_OTHER_NUMBER = re.compile(
    r"\b(?:order|case|invoice|reference|ref|room|house|page|account|serial|asset|incident|ticket|bed|hospital|staff|job"
    r"|risk|item|model|charity|company) number\b[^.?!]*$",
    re.IGNORECASE,
)
_SAID_PLATE = re.compile(r"\b(?:reg|registration|plates?|number ?plates?|car|van|vehicle|minibus)\b", re.IGNORECASE)
_SHORT_PHONE = re.compile(r"\d{4,8}")
_YEAR = re.compile(r"(?:19|20)\d\d")


def numbers(text: str) -> Iterator[Found]:
    """Every number of a text that names a person, a home, a line or a vehicle; overlaps are the caller's to settle."""
    for run in runs(text):
        taken: set[int] = set()
        for spelt, first, end in stretches(run, longest=_LONGEST):
            if not _SHAPED.fullmatch(spelt) or not taken.isdisjoint(range(first, end)):
                continue
            pieces = run[first:end]
            before = text[max(0, pieces[0].start - _BEFORE) : pieces[0].start]
            for rule in _RULES:
                named = rule(spelt, pieces, before)
                if named is not None:
                    taken.update(range(first, end))
                    # The bracket of "(0113) 496" goes with its number.
                    opened = before.endswith("(") and ")" in text[pieces[0].start : pieces[-1].end]
                    yield Found(start=pieces[0].start - opened, end=pieces[-1].end, kind=named[0], why=named[1])
                    break
    yield from _plates(text)


def nhs_number(digits: str) -> bool:
    """Whether ten digits pass the NHS number's check by modulus 11."""
    if len(digits) != _NHS or not digits.isdigit() or len(set(digits)) == 1:
        return False
    check = 11 - sum(int(digit) * weight for digit, weight in zip(digits[:9], _WEIGHTS, strict=True)) % 11
    return check % 11 == int(digits[9])


_Named = tuple[IdentifierKind, str] | None
_Rule = Callable[[str, list[Piece], str], _Named]


def _nhs(spelt: str, pieces: list[Piece], before: str) -> _Named:
    if nhs_number(spelt) and not (spelt.startswith("0") and len(pieces) == 1):
        return "NHS number", "NHS number, checksum right"
    if len(spelt) == _NHS and spelt.isdigit() and _SAID_NHS.search(before):
        return "NHS number", "ten digits said to be an NHS number, checksum wrong"
    return None


def _insurance(spelt: str, _: list[Piece], before: str) -> _Named:
    found = _INSURANCE.fullmatch(spelt)
    if found is None or not (found[1] or _SAID_INSURANCE.search(before)):
        return None
    return "National Insurance number", "National Insurance number, prefix in use"


def _postcode(spelt: str, pieces: list[Piece], _: str) -> _Named:
    found = _POSTCODE.fullmatch(spelt)
    if found is None or found[1] not in _AREAS or _ORDINAL.fullmatch(pieces[-1].as_said):
        return None
    return "postcode", "postcode of an area in use"


def _phone(spelt: str, _: list[Piece], before: str) -> _Named:
    if _PHONE.fullmatch(spelt):
        return "phone", "digits of a telephone number"
    # A part of a longer number is none of its own, and "the order number was" goes before others too.
    alone = not before.rstrip(" ,-")[-1:].isdigit() and not _OTHER_NUMBER.search(before)
    if alone and _SHORT_PHONE.fullmatch(spelt) and not _YEAR.fullmatch(spelt) and _SAID_PHONE.search(before[-30:]):
        return "phone", "digits said to be a telephone number"
    return None


def _spelt_plate(spelt: str, pieces: list[Piece], before: str) -> _Named:
    if all(piece.as_said.isalpha() for piece in pieces) and not _SAID_PLATE.search(before):
        return None
    if _NEW_PLATE.fullmatch(spelt):
        return "registration plate", "registration plate of the current style"
    if _OLD_PLATE.fullmatch(spelt) and _SAID_PLATE.search(before):
        return "registration plate", "registration plate of an older style, after a word for it"
    return None


_RULES: tuple[_Rule, ...] = (_nhs, _insurance, _phone, _postcode, _spelt_plate)


def _plates(text: str) -> Iterator[Found]:
    """Plates whose groups of letters are written together, as no run has them: "yk19 oxb"."""
    for match in _WRITTEN_PLATE.finditer(text):
        spelt = "".join(match[0].split()).upper()
        said = _SAID_PLATE.search(text, max(0, match.start() - _BEFORE), match.start())
        # "of 20 who" and "pm10 was" have the shape too: they need a word for the vehicle before them.
        plain = match[0].isupper() or (" " not in match[0][:3] and not is_word(spelt[-3:].lower()))
        if _NEW_PLATE.fullmatch(spelt) and (plain or said):
            why = "registration plate of the current style"
        elif _OLD_PLATE.fullmatch(spelt) and said:
            why = "registration plate of an older style, after a word for it"
        else:
            continue
        yield Found(start=match.start(), end=match.end(), kind="registration plate", why=why)
