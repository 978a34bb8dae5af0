"""The text of an HTML fragment as browsers and Taguette count it: all that stands outside of tags, white space too."""

from __future__ import annotations

import html
import re

_SIGN = re.compile(r"<!--|-->|<(?=[A-Za-z/!?])|[>\"']")


def text_of(fragment: str) -> str:
    r"""The text between the tags, its character references resolved.

    One pass, whatever the fragment is made of: each sign is looked at once.

    >>> text_of('<p>So, <em title="a>b">the board</em> &amp; we.</p>\n<!-- x --><p>Yes.</p>')
    'So, the board & we.\nYes.'
    """
    fragment = fragment.replace("\r\n", "\n").replace("\r", "\n")
    parts: list[str] = []
    at, within = 0, ""  # what is open: a tag "<", a quoted value by its sign, a comment "!"
    for sign in _SIGN.finditer(fragment):
        mark = sign[0]
        if not within:
            if mark in ("<", "<!--"):
                parts.append(fragment[at : sign.start()])
                within = "!" if mark == "<!--" else "<"
        elif within == "<" and mark in ('"', "'"):
            within = mark
        elif (within == "<" and mark == ">") or (within == "!" and mark == "-->"):
            at, within = sign.end(), ""
        elif within == mark:
            within = "<"
    if not within:
        parts.append(fragment[at:])
    return "".join(map(html.unescape, parts))
