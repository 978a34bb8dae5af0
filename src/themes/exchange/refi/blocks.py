"""What REFI-QDA has one field for and Themes several: a description with headed paragraphs, both ways.

    Words of a definition.

    Use when: …

People read it in any tool, and what comes back from one can be told apart again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

USE_WHEN, DONT_USE_WHEN, TYPICAL, NOT_THIS = "Use when", "Do not use when", "Typical", "Not this"
CENTRAL_IDEA, SUB_THEME_OF = "Central idea", "Sub-theme of"
_PARAGRAPH = "\n\n"


def joined(first: str, headed: Iterable[tuple[str, str]]) -> str:
    r"""A description: its own words, then a paragraph for each heading with words, in their order.

    >>> joined("The board turns up.", [("Use when", "In person."), ("Do not use when", "")])
    'The board turns up.\n\nUse when: In person.'
    """
    parts = [first.strip(), *(f"{heading}: {words.strip()}" for heading, words in headed if words.strip())]
    return _PARAGRAPH.join(part for part in parts if part)


def parted(description: str, headings: Sequence[str]) -> tuple[str, dict[str, list[str]]]:
    r"""A description's own words, and what stands under each heading that it has, in order.

    >>> parted("Who comes.\n\nTypical: Nobody.\n\nTypical: All.", ["Typical"])
    ('Who comes.', {'Typical': ['Nobody.', 'All.']})
    """
    first: list[str] = []
    headed: dict[str, list[str]] = {}
    under: list[str] | None = None
    for paragraph in description.split(_PARAGRAPH):
        heading, sign, words = paragraph.partition(": ")
        if sign and heading in headings:
            under = headed.setdefault(heading, [])
            under.append(words)
        elif under is None:
            first.append(paragraph)
        else:
            under[-1] += _PARAGRAPH + paragraph
    return _PARAGRAPH.join(first), headed
