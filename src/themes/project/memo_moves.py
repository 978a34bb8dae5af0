"""How memos follow what they are about into what has taken it in: a merged code, a joined quotation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from themes.memo_text import link_to, links
from themes.model import Memo
from themes.operations import Change, revised


def followed(memos: Iterable[Memo], about: str, into: Mapping[str, str]) -> list[Change]:
    """The changes by which memos stay on what they are about.

    Args:
        memos: All memos.
        about: The kind of thing that went, as ``Memo.about`` names it.
        into: The ids of what took them in, by the ids of those that went.
    """
    return [
        change for memo in memos if into and (change := revised(memo, _followed(memo, about, into))).was != change.now
    ]


def _followed(memo: Memo, about: str, into: Mapping[str, str]) -> Memo:
    here = into.get(memo.about_id, memo.about_id) if memo.about == about else memo.about_id
    text = memo.text
    for gone in links(text) if about == "quotation" else ():
        text = text.replace(link_to(gone), link_to(into.get(gone, gone)))
    return replace(memo, about_id=here, text=text)
