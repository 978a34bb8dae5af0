"""A page of HTML as a row of tags and texts (WHATWG, section 13.2.5, as far as words need it).

The standard library's tokeniser takes 120 s for 60 KB of ``<a <a <a`` (Python 3.11.7); this one looks at each
character a fixed number of times, whatever the page is made of.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

# A bracket that nothing of a tag follows is a word's ("x < 5").
_OPENS = re.compile(r"<(?=/?[A-Za-z]|[!?])")
# Possessive throughout: what does not match at once is not tried in other ways.
_TAG = re.compile(r"<(?P<end>/)?(?P<name>[A-Za-z][^\s/>]*+)(?P<rest>(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
_NAME = re.compile(r"</?(?P<name>[A-Za-z][^\s/>]{0,40})")
_ATTRIBUTE = re.compile(
    r"(?P<name>[a-zA-Z][\w:-]{0,40}+)\s*+=\s*+(?:\"(?P<two>[^\"]*+)\"|'(?P<one>[^']*+)'|(?P<bare>[^\s>\"']++))"
)
# How far a tag is looked for. Where many have a quotation mark that is never closed, each would be sought to the end.
_LONGEST_TAG = 100_000
_MOST_UNSOUND = 100
_SHORT_TAG = 200
_RAW = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in ("script", "style")}


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag, or an end tag; its name and the names of its attributes in small letters."""

    name: str
    ends: bool
    attributes: Mapping[str, str] = field(default_factory=dict)


def tokens(text: str) -> Iterator[Tag | str]:
    """Tags, and between them texts with their character references resolved. Comments and scripts are passed over."""
    at, last_end, last_comment = 0, text.rfind(">"), text.rfind("-->")
    n_unsound = 0
    while at < len(text):
        bracket = _OPENS.search(text, at)
        opens = bracket.start() if bracket else len(text)
        if opens > last_end:
            yield html.unescape(text[at:])
            return
        if opens > at:
            yield html.unescape(text[at:opens])
        reach = opens + (_LONGEST_TAG if n_unsound < _MOST_UNSOUND else _SHORT_TAG)
        tag, at, sound = _tag(text, opens, reach=reach, commented=opens + 2 <= last_comment)
        n_unsound += not sound
        if tag is None:
            continue
        if tag.name in _RAW and not tag.ends:
            closes = _RAW[tag.name].search(text, at)
            at = closes.start() if closes else len(text)
        yield tag


def _tag(text: str, at: int, *, reach: int, commented: bool) -> tuple[Tag | None, int, bool]:
    """What begins with the angle bracket at a place, None where it is nothing to show; where it ends; if it is sound.

    Args:
        text: The page.
        at: Where the bracket stands.
        reach: How far a tag is looked for.
        commented: Whether a comment ends behind it.
    """
    if text.startswith("<!--", at):
        # Unclosed, it would hide the rest of the page: then only its mark is passed over.
        return None, text.index("-->", at + 2) + 3 if commented else at + 4, True
    if text.startswith(("<!", "<?"), at):
        return None, text.index(">", at) + 1, True
    found = _TAG.match(text, at, reach)
    if found is not None:
        return Tag(found["name"].casefold(), bool(found["end"]), _attributes(found["rest"])), found.end(), True
    named = _NAME.match(text, at)
    # A quotation mark in it is never closed: it ends at the next bracket all the same.
    return Tag(named["name"].casefold() if named else "", text.startswith("</", at)), text.index(">", at) + 1, False


def _attributes(rest: str) -> Mapping[str, str]:
    if "=" not in rest:
        return {}
    return {
        found["name"].casefold(): html.unescape(found["two"] or found["one"] or found["bare"] or "")
        for found in _ATTRIBUTE.finditer(rest)
    }
