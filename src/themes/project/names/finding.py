"""The search for identifiers in some texts, as one function that a worker process can run too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from themes.privacy import Found, NameList

Text = tuple[str, str, str]
"""A transcript's id, title and text."""

OnProgress = Callable[[float, str], None]


def found_in(
    texts: Sequence[Text], names: NameList, *, on_progress: OnProgress | None = None
) -> Iterator[tuple[str, str, list[Found]]]:
    """What each of some texts holds that could tell who somebody is: id, text and findings, one text after another."""
    from themes.privacy import find  # noqa: PLC0415 - brings spaCy

    say = on_progress or (lambda _share, _what: None)
    for nth, (transcript_id, _, text) in enumerate(texts):
        say(nth / len(texts), f"looking for names in transcript {nth + 1} of {len(texts)}")
        yield transcript_id, text, find(text, names)
    say(1.0, "done")
