"""What a summary of a matrix says, sentence by sentence, and which of its sentences hang on no quotation."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from themes.memo_text import Link, link_to, parts
from themes.model import Span

Cut = Callable[[str], Iterable[Span]]
"""What cuts a text into sentences: half-open ranges of code points, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a summary.

    ``text`` holds its links as the summary does; ``quotation_ids`` are those that it links to and that are still here.
    """

    text: str
    quotation_ids: tuple[str, ...]

    @property
    def is_bare(self) -> bool:
        """Whether no quotation stands behind it."""
        return not self.quotation_ids


def sentences_of(text: str, *, cut: Cut, here: Collection[str]) -> tuple[Sentence, ...]:
    """The sentences of a summary, each with the quotations that it hangs on.

    A link belongs to the sentence in which it stands, or after whose full stop.

    Args:
        text: The summary, with links as ``memo_text`` writes them.
        cut: Cuts words into sentences.
        here: The ids of quotations that are still here; a link to another does not count.
    """
    words, at = "", list[tuple[int, str]]()
    for part in parts(text):
        if isinstance(part, Link):
            at.append((len(words), part.quotation_id))
        else:
            words += part
    spans = list(cut(words))
    if not spans:
        return (Sentence(text=text, quotation_ids=_counted(at, here)),) if text.strip() else ()
    belongs: list[list[tuple[int, str]]] = [[] for _ in spans]
    for place, quotation_id in at:
        nth = max((nth for nth, span in enumerate(spans) if span.start < place), default=0)
        belongs[nth].append((place, quotation_id))
    return tuple(
        Sentence(text=_with_links(words, span, links), quotation_ids=_counted(links, here))
        for span, links in zip(spans, belongs, strict=True)
    )


def _counted(links: Iterable[tuple[int, str]], here: Collection[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id_ for _, id_ in links if id_ in here))


def _with_links(words: str, span: Span, links: Iterable[tuple[int, str]]) -> str:
    """A sentence's words with its links where they stood; those after its full stop come last."""
    said, begins = "", span.start
    for place, quotation_id in links:
        until = max(begins, min(place, span.end))
        after = " " if place > span.end else ""
        said, begins = f"{said}{words[begins:until]}{after}{link_to(quotation_id)}", until
    return said + words[begins : span.end]
