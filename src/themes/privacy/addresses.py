"""E-mail and web addresses, written and spoken ("jane dot smith at kelham dot org dot uk")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from themes.privacy.found import Found

_WRITTEN = re.compile(r"(?<![\w.+\-])[\w.+\-']{1,64}\s?@\s?[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,6}", re.IGNORECASE)
_DOT = r"(?:\s{0,2}\.\s{0,2}|\s{1,2}(?:dot|point|full stop)\s{1,2})"
_TOP = r"(?:com|org|net|uk|info|co|eu|ie|scot|wales|cymru|edu|gov|nhs|ac)"
# What comes after the name: a domain of one to three words and the ends that domains have.
_DOMAIN = re.compile(
    rf"\s(?:at|@)\s(?:the\s)?[\w\-]{{1,40}}(?:\s(?!at\b|dot\b)[\w\-]{{1,40}}){{0,2}}?"
    rf"(?:{_DOT}(?!{_TOP}\b)[\w\-]{{1,40}}){{0,3}}(?:{_DOT}{_TOP}\b){{1,3}}",
    re.IGNORECASE,
)
_JOIN = r"(?:\s?[._\-]\s?|\s(?:dot|underscore|under score|dash|hyphen|point)\s)"
# The name, read backwards from the "at": words with dots between, figures after, single letters before.
_LOCAL = re.compile(
    rf"(?<![\w'’])(?:\w\s){{0,12}}\w{{1,40}}(?:{_JOIN}\w{{1,40}}){{0,5}}(?:\s\d+){{0,3}}$", re.IGNORECASE
)
_LONGEST_LOCAL = 90
_WEB = re.compile(
    rf"https?://\S+[\w/]|(?<!\w)(?:www|w\s?w\s?w|triple w){_DOT}[\w\-]{{1,40}}(?:{_DOT}[\w\-/]{{1,40}}){{1,5}}"
    r"|(?<![\w@.])[\w\-]{1,40}(?:(?:\.|\sdot\s)[\w\-]{1,40}){0,3}(?:\.|\sdot\s)(?:com|org|net|co|gov|nhs|ac)"
    r"(?:(?:\.|\sdot\s)uk)?(?!\w)",
    re.IGNORECASE,
)
_EVERYBODYS = re.compile(
    r"(?:https?://)?(?:www(?:\.| dot ))?(?:nhs|gov|google|bbc|youtube|facebook|amazon|twitter|zoom|microsoft|england"
    r"|netflix|wikipedia|booking|ask|lastminute)\b",
    re.IGNORECASE,
)


def addresses(text: str) -> Iterator[Found]:
    """E-mail addresses and addresses of web pages, but those of whole nations and of what everybody uses."""
    for match in _WRITTEN.finditer(text):
        yield Found(start=match.start(), end=match.end(), kind="e-mail", why="an e-mail address")
    for match in _DOMAIN.finditer(text):
        begin = max(0, match.start() - _LONGEST_LOCAL)
        local = _LOCAL.search(text[begin : match.start()])
        if local is not None:
            yield Found(
                start=begin + local.start(), end=match.end(), kind="e-mail", why="an e-mail address, as it is said"
            )
    for match in _WEB.finditer(text):
        if not _EVERYBODYS.match(match[0]):
            yield Found(start=match.start(), end=match.end(), kind="web address", why="an address of a web page")
